#include "suppression_row.h"

#include <err.h>
#include <stdio.h>
#include <string.h>

#include "cell.h"
#include "contact.h"
#include "digest.h"
#include "record.h"

/* What a row is known by, in the order of its letters in people_text. */
static const struct known {
	const char *column;
	char letter;		/* a capital's text is a digest */
	const char *wanted;
} known[] = {
	{ "customer_id", 'c', "too long" },
	{ "email", 'e', "not an e-mail address (want such as "
	    "ana@example.com)" },
	{ "phone", 'p', "not a phone in E.164 (want such as +12025550123)" },
	{ "email_sha256", 'E', "not a SHA-256 (want 64 hexadecimal digits)" },
	{ "phone_sha256", 'P', "not a SHA-256 (want 64 hexadecimal digits)" }
};

/* A file of another make lists nobody we would know: refuse it by name. */
static void
check_header(struct source *in, const char *path)
{
	const char *const *names = source_names(in);
	char wanted[200] = "";
	int which;

	for (const char *const *c = record_columns(RECORD_SUPPRESSION);
	    *c != NULL; c++)
		snprintf(wanted + strlen(wanted),
		    sizeof wanted - strlen(wanted), "%s%s",
		    *wanted != '\0' ? ", " : "", *c);
	for (; *names != NULL; names++)
		if (choice_parse(*names, record_columns(RECORD_SUPPRESSION),
		    &which) != NULL)
			errx(EXIT_TROUBLE, "%s:1: '%s': not a column of a "
			    "suppression file (want %s; of a list of another "
			    "make keep the addresses: cut -d, -f1 | "
			    "sed '1s/.*/email/')", path, *names, wanted);
}

struct suppression_columns
suppression_columns(struct source *in, const char *path)
{
	struct suppression_columns at;
	bool any = false;

	check_header(in, path);
	for (int k = 0; k < SUPPRESSION_KEYS; k++) {
		at.keys[k] = source_find(in, known[k].column);
		any = any || at.keys[k] != DICT_NONE;
	}
	if (!any)
		errx(EXIT_TROUBLE, "%s:1: lists nobody (want a column email, "
		    "phone, customer_id, email_sha256 or phone_sha256)", path);
	at.channel = source_find(in, "channel");
	at.class = source_find(in, "class");
	at.reason = source_find(in, "reason");
	at.from = source_find(in, "from");
	at.until = source_find(in, "until");
	return at;
}

/* From when on the row applies, and is sure to. */
static const char *
from_parse(const char *text, void *into)
{
	struct suppression_row *row = into;
	struct instant t;
	const char *reason;

	if ((reason = instant_parse(text, &t)) != NULL)
		return reason;
	row->from = row->since = t.seconds;
	if (t.is_date)
		row->since = instant_move(t, (struct span){ .days = 1 }, 1,
		    instant_zone()).seconds - 1;
	return NULL;
}

/* A day is all of that day: until its end. */
static const char *
until_parse(const char *text, void *into)
{
	struct instant t;
	const char *reason;

	if ((reason = instant_parse(text, &t)) != NULL)
		return reason;
	if (t.is_date)
		t = instant_move(t, (struct span){ .days = 1 }, 1,
		    instant_zone());
	*(int64_t *)into = t.seconds;
	return NULL;
}

/* A blank cell is no limit. */
static bool
read_cell(struct source *in, size_t column, value_parser *parse, void *into)
{
	return source_cell(in, column).len == 0 ||
	    cell_read(in, column, parse, into);
}

/* How grave a reason is, by the words that are usual for it. */
static enum gravity
gravity_of(const char *reason)
{
	static const char *const words[][2] = {
		[ERASED] = { "eras", "forget" },
		[COMPLAINT] = { "complain", "spam" },
		[UNSUBSCRIBED] = { "unsub", "opt" },
		[HARD_BOUNCE] = { "hard", "invalid" },
		[SOFT_BOUNCE] = { "soft", "bounce" }
	};

	for (enum gravity g = ERASED; g < LISTED; g++)
		for (int i = 0; i < 2; i++)
			if (strcasestr(reason, words[g][i]) != NULL)
				return g;
	return LISTED;
}

static bool
read_scope(struct source *in, const struct suppression_columns *at,
    struct suppression_row *into)
{
	into->channel = CHANNELS;
	into->class = CLASSES;
	into->from = into->since = INT64_MIN;
	into->until = INT64_MAX;
	into->gravity = gravity_of(source_cell(in, at->reason).text);
	return read_cell(in, at->channel, channel_parse, &into->channel) &&
	    read_cell(in, at->class, class_parse, &into->class) &&
	    read_cell(in, at->from, from_parse, into) &&
	    read_cell(in, at->until, until_parse, &into->until);
}

/*
 * Write the text as it is looked up; false: it isn't one.  A pattern or a name
 * around an address would list nobody, and its author believes it does.
 */
static bool
normalise(char letter, const char *text, char into[SUPPRESSION_ROOM])
{
	switch (letter) {
	case 'e':
		return strpbrk(text, "*<>,;") == NULL &&
		    email_normalise(text, into, SUPPRESSION_ROOM);
	case 'E':
	case 'P':
		return digest_read(text, into);
	case 'p':
		return phone_normalise(text, NULL, into, SUPPRESSION_ROOM);
	default:
		return snprintf(into, SUPPRESSION_ROOM, "%s", text) < SUPPRESSION_ROOM;
	}
}

char
suppression_letter(int k)
{
	return known[k].letter;
}

bool
suppression_row_read(struct source *in, const struct suppression_columns *at,
    struct suppression_row *into)
{
	bool any = false;

	if (!read_scope(in, at, into))
		return false;
	for (int k = 0; k < SUPPRESSION_KEYS; k++) {
		struct cell cell = source_cell(in, at->keys[k]);

		into->texts[k][0] = '\0';
		if (cell.len == 0)
			continue;
		if (!normalise(known[k].letter, cell.text, into->texts[k])) {
			cell_reject(in, at->keys[k], known[k].wanted);
			return false;
		}
		any = true;
	}
	if (!any)
		cell_reject(in, DICT_NONE, "lists nobody (want an email, "
		    "phone, customer_id or SHA-256)");
	return any;
}
