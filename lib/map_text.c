#include "map_text.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "pool.h"

static const char blanks[] = " \t\r";

const char *
map_text_keep(struct map_text *t, const char *text, size_t len)
{
	while (len > 0 && strchr(blanks, *text) != NULL) {
		text++;
		len--;
	}
	while (len > 0 && strchr(blanks, text[len - 1]) != NULL)
		len--;
	return pool_text(t->pool, text, len);
}

const char *
map_text_fail(struct map_text *t, const char *reason, ...)
{
	va_list ap;

	va_start(ap, reason);
	vsnprintf(t->reason, sizeof t->reason, reason, ap);
	va_end(ap);
	return t->reason;
}

/*
 * Read one term from *at on: a "text", a `column`, or a bare column's name up
 * to one of the separators, which is left at *at.
 */
static const char *
read_term(struct map_text *t, const char **at, const char *separators,
    struct map_part *into)
{
	const char *s = *at + strspn(*at, blanks), *end;

	into->is_constant = *s == '"';
	if (*s == '"' || *s == '`') {
		end = strchr(s + 1, *s);
		if (end == NULL)
			return map_text_fail(t, "unclosed %s", *s == '"' ? "text" :
			    "backquote");
		into->text = pool_text(t->pool, s + 1,
		    (size_t)(end - s - 1));
		end++;
		end += strspn(end, blanks);
		if (*end != '\0' && strchr(separators, *end) == NULL)
			return map_text_fail(t, "'%.40s': want %s here", end,
			    separators[1] != '\0' ? "| or +" : "|");
	} else {
		end = s + strcspn(s, separators);
		into->text = map_text_keep(t, s, (size_t)(end - s));
	}
	*at = end;
	if (*into->text == '\0' && !into->is_constant)
		return map_text_fail(t, "want a column's name");
	return NULL;
}

/* Read terms with one kind of separator between them into a list. */
const char *
map_text_terms(struct map_text *t, const char **at, const char *separators,
    char between, struct map_part **list)
{
	for (;;) {
		struct map_part *p = pool_bytes(t->pool, sizeof *p);
		const char *reason = read_term(t, at, separators, p);

		if (reason != NULL)
			return reason;
		*list = p;
		list = &p->next;
		if (**at != between)
			return NULL;
		++*at;
	}
}

struct map_field *
map_text_field(struct map *m, const char *name)
{
	const char *const *fields = map_fields(m->kind);

	for (size_t i = 0; fields[i] != NULL; i++)
		if (strcmp(fields[i], name) == 0)
			return &m->fields[i];
	return NULL;
}

/* name = way | way, each of them column + column */
static const char *
read_field(struct map_text *t, struct map *m, const char *name,
    const char *text)
{
	struct map_field *f = map_text_field(m, name);
	struct map_way **way;

	if (f == NULL)
		return map_text_fail(t, "'%.40s': no such field of %s%s", name,
		    map_kind_name(m->kind),
		    map_meaning(m, map_text_keep(t, text, strlen(text))) >= 0 ?
		    " (words begin with 'word')" : "");
	if (f->ways != NULL)
		return map_text_fail(t, "'%.40s' is filled twice", name);
	f->line = t->line;
	for (way = &f->ways;; way = &(*way)->next, text++) {
		const char *reason;

		*way = pool_bytes(t->pool, sizeof **way);
		reason = map_text_terms(t, &text, "|+", '+', &(*way)->parts);
		if (reason != NULL || *text != '|')
			return reason;
	}
}

static const char *
read_line(struct map_text *t, struct map *m, const char *line)
{
	size_t len = strcspn(line, " \t\r=");
	const char *name = pool_text(t->pool, line, len);
	const char *rest = line + len + strspn(line + len, blanks);

	if (*name == '\0' && *rest == '\0')
		return NULL;
	if (*name == '#')
		return NULL;
	if (*rest == '=')
		return read_field(t, m, name, rest + 1);
	if (*rest == '\0')
		return map_text_fail(t, "want something after '%.40s'", name);
	return map_text_set(t, m, name, map_text_keep(t, rest, strlen(rest)));
}

/* What a map is known by is all that is asked of most. */
static bool
tells_exports(const char *line)
{
	static const char *const names[] = { "kind ", "known-by ", "records " };

	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		if (strncmp(line, names[i], strlen(names[i])) == 0)
			return true;
	return false;
}

bool
map_text_read(struct map_text *t, struct map *m, const char *text)
{
	t->pool = m->pool;
	for (t->line = 1; *text != '\0'; t->line++) {
		size_t len = strcspn(text, "\n");

		if ((!t->is_brief || tells_exports(text)) &&
		    read_line(t, m, map_text_keep(t, text, len)) != NULL)
			return false;
		text += len;
		text += *text == '\n';
	}
	return t->is_brief || map_text_check(t, m) == NULL;
}
