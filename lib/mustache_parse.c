#include "mustache_tree.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A text while it is taken apart. */
struct parser {
	struct pool *pool;
	const char *text, *end, *at;
	size_t first_line;
	const char *open, *close;	/* the delimiters */
	size_t open_len, close_len;
	struct node *nodes;
	size_t n, room;
	size_t sections[MUSTACHE_DEPTH];	/* those open */
	const char *begun[MUSTACHE_DEPTH];	/* where their tags are */
	size_t depth;
	struct mustache_error *error;
};

/* A tag as it stands there. */
struct tag {
	const char *begin, *behind;
	char sigil;		/* '\0': a variable */
	const char *name;
	size_t len;
};

static bool
fault(const struct parser *p, const char *at, const char *reason,
    const char *name, size_t len)
{
	p->error->line = p->first_line;
	for (const char *c = p->text; c < at; c++)
		p->error->line += *c == '\n';
	snprintf(p->error->reason, sizeof p->error->reason, "%s%s%.*s%s",
	    reason, len > 0 ? " '" : "", (int)(len > 60 ? 60 : len), name,
	    len > 0 ? "'" : "");
	return false;
}

static bool
is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static struct node *
add(struct parser *p, enum node_kind kind)
{
	p->nodes = pool_grow(p->nodes, &p->room, p->n + 1, sizeof *p->nodes);
	p->nodes[p->n] = (struct node){ .kind = kind };
	return &p->nodes[p->n++];
}

/* Where something is that will be written, does a line begin? */
static void
add_line(struct parser *p, const char *at)
{
	if (at == p->text || at[-1] == '\n')
		add(p, NODE_LINE);
}

static void
add_text(struct parser *p, const char *from, const char *to)
{
	struct node *node;

	if (from == to)
		return;
	add_line(p, from);
	node = add(p, NODE_TEXT);
	node->text = from;
	node->len = (size_t)(to - from);
}

/* The delimiters of {{=<% %>=}}. */
static bool
set_delimiters(struct parser *p, const struct tag *t)
{
	const char *name = t->name, *end = name + t->len, *gap = name, *next;

	while (gap < end && !is_space(*gap))
		gap++;
	for (next = gap; next < end && is_space(*next); )
		next++;
	if (gap == name || next == end)
		return fault(p, t->begin, "not two delimiters", name, t->len);
	for (const char *c = name; c < end; c++)
		if (*c == '=' || (c >= next && is_space(*c)))
			return fault(p, t->begin, "not two delimiters", name,
			    t->len);
	p->open = name;
	p->open_len = (size_t)(gap - name);
	p->close = next;
	p->close_len = (size_t)(end - next);
	return true;
}

/* Take what is between the delimiters apart. */
static bool
read_tag(struct parser *p, const char *begin, struct tag *t)
{
	const char *inner = begin + p->open_len, *end;
	char last = '\0';

	*t = (struct tag){ .begin = begin };
	if (inner < p->end && strchr("!#^/>&{=", *inner) != NULL)
		t->sigil = *inner++;
	if (t->sigil == '{')
		last = '}';
	else if (t->sigil == '=')
		last = '=';
	for (end = inner; ; end++) {
		end = memmem(end, (size_t)(p->end - end), p->close,
		    p->close_len);
		if (last == '\0' || end == NULL)
			break;
		if (end > inner && end[-1] == last)
			break;
		/* "{{{x}}}": of three braces the first is the tag's own. */
		if (end[0] == last && (size_t)(p->end - end) > p->close_len &&
		    memcmp(end + 1, p->close, p->close_len) == 0) {
			end++;
			break;
		}
	}
	if (end == NULL)
		return fault(p, begin, "a tag without its end", "", 0);
	t->behind = end + p->close_len;
	if (last != '\0')
		end--;
	while (inner < end && is_space(*inner))
		inner++;
	while (end > inner && is_space(end[-1]))
		end--;
	t->name = inner;
	t->len = (size_t)(end - inner);
	return true;
}

/* Does the tag stand on a line of its own?  Then *from is the line's beginning
   and *to the next one's. */
static bool
stands_alone(const struct parser *p, const struct tag *t, const char **from,
    const char **to)
{
	const char *a = t->begin, *b = t->behind;

	if (t->sigil == '\0' || t->sigil == '&' || t->sigil == '{')
		return false;
	while (a > p->text && (a[-1] == ' ' || a[-1] == '\t'))
		a--;
	while (b < p->end && (*b == ' ' || *b == '\t'))
		b++;
	if (a > p->text && a[-1] != '\n')
		return false;
	if (b + 1 < p->end && b[0] == '\r' && b[1] == '\n')
		b++;
	if (b < p->end && *b != '\n')
		return false;
	*from = a;
	*to = b < p->end ? b + 1 : b;
	return true;
}

static bool
end_section(struct parser *p, const struct tag *t)
{
	struct node *begun;

	if (p->depth == 0)
		return fault(p, t->begin, "no section to end:", t->name,
		    t->len);
	begun = &p->nodes[p->sections[p->depth - 1]];
	if (begun->len != t->len || memcmp(begun->text, t->name, t->len) != 0)
		return fault(p, t->begin, "not the section that is to end:",
		    t->name, t->len);
	begun->end = p->n;
	p->depth--;
	return true;
}

static bool
add_tag(struct parser *p, const struct tag *t, const char *line)
{
	static const char sigils[] = { '#', '^', '>', '&', '{' };
	static const enum node_kind kinds[] = { NODE_SECTION, NODE_INVERTED,
	    NODE_PARTIAL, NODE_RAW, NODE_RAW };
	enum node_kind kind = NODE_VARIABLE;
	struct node *node;

	for (size_t i = 0; i < sizeof sigils; i++)
		if (t->sigil == sigils[i])
			kind = kinds[i];
	if (line == NULL)
		add_line(p, t->begin);
	node = add(p, kind);
	node->text = t->name;
	node->len = t->len;
	node->name = pool_text(p->pool, t->name, t->len);
	if (kind == NODE_PARTIAL && line != NULL)
		node->indent = pool_text(p->pool, line,
		    (size_t)(t->begin - line));
	if (kind != NODE_SECTION && kind != NODE_INVERTED)
		return true;
	if (p->depth == MUSTACHE_DEPTH)
		return fault(p, t->begin, "too many sections within sections",
		    "", 0);
	p->begun[p->depth] = t->begin;
	p->sections[p->depth++] = p->n - 1;
	return true;
}

/* A name is one word. */
static bool
check_name(const struct parser *p, const struct tag *t)
{
	if (t->len == 0)
		return fault(p, t->begin, "a tag without a name", "", 0);
	for (size_t i = 0; i < t->len; i++)
		if (is_space(t->name[i]))
			return fault(p, t->begin, "not a name:", t->name,
			    t->len);
	return true;
}

static bool
parse_tag(struct parser *p, const char *begin)
{
	struct tag t;
	const char *line = NULL, *next;

	if (!read_tag(p, begin, &t))
		return false;
	if (stands_alone(p, &t, &line, &next)) {
		add_text(p, p->at, line);
		p->at = next;
	} else {
		add_text(p, p->at, begin);
		p->at = t.behind;
	}
	switch (t.sigil) {
	case '!':
		return true;
	case '=':
		return set_delimiters(p, &t);
	case '/':
		return check_name(p, &t) && end_section(p, &t);
	default:
		return check_name(p, &t) && add_tag(p, &t, line);
	}
}

static bool
parse_all(struct parser *p)
{
	const char *begin;

	while ((begin = memmem(p->at, (size_t)(p->end - p->at), p->open,
	    p->open_len)) != NULL)
		if (!parse_tag(p, begin))
			return false;
	add_text(p, p->at, p->end);
	if (p->depth > 0) {
		const struct node *open = &p->nodes[p->sections[p->depth - 1]];

		return fault(p, p->begun[p->depth - 1], "a section without "
		    "its end:", open->text, open->len);
	}
	return true;
}

struct mustache *
mustache_parse(struct pool *pool, const char *text, size_t len, size_t line,
    struct mustache_error *e)
{
	struct parser p = { .pool = pool, .text = text, .end = text + len,
	    .at = text, .first_line = line, .open = "{{", .open_len = 2,
	    .close = "}}", .close_len = 2, .error = e };
	struct mustache *m = NULL;

	if (parse_all(&p)) {
		m = pool_bytes(pool, sizeof *m);
		m->nodes = pool_bytes(pool, (p.n + 1) * sizeof *m->nodes);
		if (p.n > 0)
			memcpy(m->nodes, p.nodes, p.n * sizeof *m->nodes);
		m->n = p.n;
	}
	free(p.nodes);
	return m;
}
