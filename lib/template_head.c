#include "template_head.h"

#include <string.h>
#include <strings.h>

#include "blank.h"
#include "dict.h"
#include "phrase.h"

/* A header line: from begin to end, without its line end. */
struct line {
	const char *begin, *colon, *value, *end;
	size_t number;
};

static void
fault(struct template *t, const struct folder_file *file, struct pool *p,
    const struct line *l, const char *reason)
{
	t->fault = phrase_print(p, "%s:%zu: '%.*s': %s", file->path, l->number,
	    (int)(l->end - l->begin > 60 ? 60 : l->end - l->begin), l->begin,
	    reason);
}

static bool
is_named(const struct line *l, const char *name)
{
	size_t n = strlen(name);

	return l->colon != NULL && (size_t)(l->colon - l->begin) == n &&
	    strncasecmp(l->begin, name, n) == 0;
}

/* A default of one name; false where it has one already. */
static bool
add_default(struct template *t, struct pool *p, const char *name, size_t len,
    const struct line *l)
{
	size_t n = dict_count(t->default_names);
	const char **more;

	if (dict_add(t->default_names, name, len) != n)
		return false;
	more = pool_bytes(p, (n + 1) * sizeof *more);
	if (n > 0)
		memcpy(more, t->defaults, n * sizeof *more);
	more[n] = pool_text(p, l->value, (size_t)(l->end - l->value));
	t->defaults = more;
	return true;
}

static void
read_header(struct template *t, const struct folder_file *file,
    struct pool *p, const struct line *l, const struct mustache **into)
{
	struct mustache_error e;

	*into = mustache_parse(p, l->value, (size_t)(l->end - l->value),
	    l->number, &e);
	if (*into == NULL)
		t->fault = phrase_print(p, "%s:%zu: %s", file->path, e.line,
		    e.reason);
}

static void
read_line(struct template *t, const struct folder_file *file,
    struct pool *p, const struct line *l, bool seen[3])
{
	static const char before[] = "Default-";
	static const char *const names[] = { "Subject", "From", "Reply-To" };
	const struct mustache **const into[] = { &t->subject, &t->from,
	    &t->reply_to };
	const size_t n = sizeof before - 1;

	for (int i = 0; i < 3 && !t->is_shared; i++) {
		if (!is_named(l, names[i]))
			continue;
		if (l->value == l->end || seen[i])
			fault(t, file, p, l, seen[i] ? "given twice" :
			    "blank (leave it out)");
		else
			read_header(t, file, p, l, into[i]);
		seen[i] = true;
		return;
	}
	if (l->colon == NULL || (size_t)(l->colon - l->begin) <= n ||
	    strncasecmp(l->begin, before, n) != 0)
		fault(t, file, p, l, t->is_shared ? "not a default (want "
		    "lines of Default-COLUMN alone)" : "not a header (want "
		    "Subject, From, Reply-To or Default-COLUMN, and behind "
		    "them a blank line)");
	else if (blank_is(l->value, (size_t)(l->end - l->value)))
		fault(t, file, p, l, "blank (leave it out)");
	else if (memmem(l->value, (size_t)(l->end - l->value), "{{", 2) !=
	    NULL)
		fault(t, file, p, l, "a tag (a default is a text as it is)");
	else if (!add_default(t, p, l->begin + n,
	    (size_t)(l->colon - l->begin) - n, l))
		fault(t, file, p, l, "given twice");
}

void
template_head(struct template *t, const struct folder_file *file,
    struct pool *p, const char **body, size_t *line)
{
	const char *at = file->text, *end = at + file->len;
	bool seen[3] = { false };

	for (*line = 1; at < end && *at != '\n' && t->fault == NULL; ++*line) {
		struct line l = { .begin = at, .number = *line };

		l.end = memchr(at, '\n', (size_t)(end - at));
		if (l.end == NULL)
			l.end = end;
		at = l.end < end ? l.end + 1 : end;
		while (l.end > l.begin && (l.end[-1] == ' ' ||
		    l.end[-1] == '\t'))
			l.end--;
		l.colon = memchr(l.begin, ':', (size_t)(l.end - l.begin));
		l.value = l.colon != NULL ? l.colon + 1 : l.end;
		while (l.value < l.end && (*l.value == ' ' ||
		    *l.value == '\t'))
			l.value++;
		read_line(t, file, p, &l, seen);
	}
	*body = at < end ? at + 1 : end;
	++*line;
}
