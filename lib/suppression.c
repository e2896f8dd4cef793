#include "suppression.h"

#include <err.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cell.h"
#include "contact.h"
#include "dict.h"
#include "digest.h"
#include "pool.h"
#include "recipient.h"
#include "record.h"
#include "source.h"

enum { TEXT_ROOM = 1024 };

/* A row: what it applies to, and [from, until). */
struct entry {
	const char *file;
	unsigned long line;
	enum channel channel;		/* CHANNELS: any */
	enum send_class class;		/* CLASSES: any */
	int64_t from, until;
	bool matched;
};

/* A key of an entry; the entries of one key are a chain. */
struct link {
	size_t entry, next;
};

/* A person that an entry lists, by this text. */
struct hit {
	const char *text;
	size_t entry, next;
};

struct suppression {
	struct pool *pool;
	struct dict *keys;	/* a letter for the kind, then the text */
	struct entry *entries;
	struct link *links;
	struct hit *hits;
	size_t *first;		/* link, by key */
	size_t *person;		/* hit, by person */
	size_t n, n_links, n_hits, people;
	size_t room, links_room, hits_room, first_room, person_room;
	bool hashed;
};

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

enum { KNOWN = sizeof known / sizeof *known };

struct columns {
	size_t known[KNOWN], channel, class, from, until;
};

struct suppression *
suppression_new(void)
{
	struct suppression *s = calloc(1, sizeof *s);

	if (s == NULL)
		errx(EXIT_TROUBLE, "out of memory");
	s->pool = pool_new();
	s->keys = dict_new();
	return s;
}

void
suppression_free(struct suppression *s)
{
	if (s == NULL)
		return;
	pool_free(s->pool);
	dict_free(s->keys);
	free(s->entries);
	free(s->links);
	free(s->hits);
	free(s->first);
	free(s->person);
	free(s);
}

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

static struct columns
find_columns(struct source *in, const char *path)
{
	struct columns at;
	bool any = false;

	check_header(in, path);
	for (int k = 0; k < KNOWN; k++) {
		at.known[k] = source_find(in, known[k].column);
		any = any || at.known[k] != DICT_NONE;
	}
	if (!any)
		errx(EXIT_TROUBLE, "%s:1: lists nobody (want a column email, "
		    "phone, customer_id, email_sha256 or phone_sha256)", path);
	at.channel = source_find(in, "channel");
	at.class = source_find(in, "class");
	at.from = source_find(in, "from");
	at.until = source_find(in, "until");
	return at;
}

static const char *
from_parse(const char *text, void *into)
{
	struct instant t;
	const char *reason;

	if ((reason = instant_parse(text, &t)) == NULL)
		*(int64_t *)into = t.seconds;
	return reason;
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

static bool
read_entry(struct source *in, const struct columns *at, const char *path,
    struct entry *e)
{
	enum channel channel = CHANNELS;
	enum send_class class = CLASSES;

	*e = (struct entry){ .file = path, .line = source_place(in).line,
	    .from = INT64_MIN, .until = INT64_MAX };
	if (!read_cell(in, at->channel, channel_parse, &channel) ||
	    !read_cell(in, at->class, class_parse, &class) ||
	    !read_cell(in, at->from, from_parse, &e->from) ||
	    !read_cell(in, at->until, until_parse, &e->until))
		return false;
	e->channel = channel;
	e->class = class;
	return true;
}

/*
 * Write the text as it is looked up; false: it isn't one.  A pattern or a name
 * around an address would list nobody, and its author believes it does.
 */
static bool
normalise(char letter, const char *text, char into[TEXT_ROOM])
{
	switch (letter) {
	case 'e':
		return strpbrk(text, "*<>,;") == NULL &&
		    email_normalise(text, into, TEXT_ROOM);
	case 'E':
	case 'P':
		return digest_read(text, into);
	case 'p':
		return phone_normalise(text, NULL, into, TEXT_ROOM);
	default:
		return snprintf(into, TEXT_ROOM, "%s", text) < TEXT_ROOM;
	}
}

static void
add_key(struct suppression *s, char letter, const char *text)
{
	char key[TEXT_ROOM + 1];
	size_t n = dict_count(s->keys), i;

	key[0] = letter;
	memcpy(key + 1, text, strlen(text) + 1);
	i = dict_add(s->keys, key, strlen(key));
	s->first = pool_grow(s->first, &s->first_room, n + 1,
	    sizeof *s->first);
	s->links = pool_grow(s->links, &s->links_room, s->n_links + 1,
	    sizeof *s->links);
	s->links[s->n_links] = (struct link){
		.entry = s->n,
		.next = i < n ? s->first[i] : DICT_NONE
	};
	s->first[i] = s->n_links++;
	s->hashed = s->hashed || letter < 'a';
}

/* Add the keys of the row, or reject it, and return false. */
static bool
read_keys(struct suppression *s, struct source *in, const struct columns *at)
{
	char texts[KNOWN][TEXT_ROOM];
	bool any = false;

	for (int k = 0; k < KNOWN; k++) {
		struct cell cell = source_cell(in, at->known[k]);

		texts[k][0] = '\0';
		if (cell.len == 0 ||
		    normalise(known[k].letter, cell.text, texts[k]))
			continue;
		cell_reject(in, at->known[k], known[k].wanted);
		return false;
	}
	for (int k = 0; k < KNOWN; k++)
		if (texts[k][0] != '\0') {
			add_key(s, known[k].letter, texts[k]);
			any = true;
		}
	if (!any)
		cell_reject(in, DICT_NONE, "lists nobody (want an email, "
		    "phone, customer_id or SHA-256)");
	return any;
}

void
suppression_load(struct suppression *s, const char *path,
    const struct common *common)
{
	struct source *in = source_open_side(path, common);
	struct columns at = find_columns(in, path);
	size_t before = s->n;
	struct entry e;

	while (source_next(in)) {
		if (!read_entry(in, &at, path, &e) || !read_keys(s, in, &at))
			continue;
		s->entries = pool_grow(s->entries, &s->room, s->n + 1,
		    sizeof *s->entries);
		s->entries[s->n++] = e;
	}
	if (s->n == before)
		tally_note("%s: lists nobody", path);
	source_close(in);
}

/* The person is listed under this key, if it is one. */
static void
match_key(struct suppression *s, size_t person, char letter, const char *text,
    const char *said)
{
	char key[TEXT_ROOM + 1];
	size_t len = strlen(text), i;

	if (len + 1 > sizeof key)
		return;
	key[0] = letter;
	memcpy(key + 1, text, len);
	i = dict_find(s->keys, key, len + 1);
	if (i == DICT_NONE)
		return;
	said = pool_text(s->pool, said, strlen(said));
	for (i = s->first[i]; i != DICT_NONE; i = s->links[i].next) {
		s->hits = pool_grow(s->hits, &s->hits_room, s->n_hits + 1,
		    sizeof *s->hits);
		s->hits[s->n_hits] = (struct hit){ said, s->links[i].entry,
		    s->person[person] };
		s->person[person] = s->n_hits++;
		s->entries[s->links[i].entry].matched = true;
	}
}

void
suppression_match(struct suppression *s, struct people *people)
{
	s->people = people_count(people);
	s->person = pool_grow(s->person, &s->person_room, s->people + 1,
	    sizeof *s->person);
	for (size_t i = 0; i < s->people; i++)
		s->person[i] = DICT_NONE;
	for (size_t i = 0; s->n > 0 && i < people_texts(people); i++) {
		char kind, hex[DIGEST_ROOM];
		const char *text;
		size_t person = people_text(people, i, &kind, &text);

		match_key(s, person, kind, text, text);
		if (!s->hashed || kind == 'c')
			continue;
		digest_bytes(text, strlen(text), hex);
		match_key(s, person, kind == 'e' ? 'E' : 'P', hex, text);
	}
}

bool
suppression_find(const struct suppression *s, size_t person,
    enum channel channel, enum send_class class, struct instant send_at,
    struct suppressed *into)
{
	const struct hit *best = NULL;

	for (size_t i = s->person[person], next; i != DICT_NONE; i = next) {
		const struct hit *h = &s->hits[i];
		const struct entry *e = &s->entries[h->entry];

		next = h->next;
		if ((e->channel != CHANNELS && e->channel != channel) ||
		    (e->class != CLASSES && e->class != class) ||
		    send_at.seconds < e->from || send_at.seconds >= e->until)
			continue;
		if (best == NULL || h->entry < best->entry ||
		    (h->entry == best->entry &&
		    strcmp(h->text, best->text) < 0))
			best = h;
	}
	if (best == NULL)
		return false;
	*into = (struct suppressed){
		.file = s->entries[best->entry].file,
		.line = s->entries[best->entry].line,
		.text = best->text,
		.class = s->entries[best->entry].class == CLASSES ? "" :
		    class_names()[s->entries[best->entry].class]
	};
	return true;
}

size_t
suppression_count(const struct suppression *s)
{
	return s->n;
}

size_t
suppression_matched(const struct suppression *s)
{
	size_t n = 0;

	for (size_t i = 0; i < s->n; i++)
		n += s->entries[i].matched;
	return n;
}
