#include "mustache_tree.h"

#include <err.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "blank.h"
#include "json_text.h"
#include "opt.h"

/* What is written and stepped over at most, lest lists in lists, or partials in
   partials, never end. */
enum { BUDGET = 16 << 20, PARTIAL_COST = 1 << 10 };

/* What a name means: a text, or JSON as it was written; NULL: nothing. */
struct value {
	const char *text;
	size_t len;
	bool is_json;
};

/* The sections that a tag is in, the innermost first. */
struct frame {
	struct value value;
	const struct frame *up;
};

struct run {
	const struct mustache_view *view;
	struct row *out;
	struct row scratch;
	size_t spent;
	int partials;		/* within partials */
	char *reason;
};

static const struct value nothing;

static bool
fail(struct run *r, const char *before, const char *name, const char *behind)
{
	snprintf(r->reason, MUSTACHE_REASON_ROOM, "%s%.80s%s", before, name,
	    behind);
	return false;
}

static bool
spend(struct run *r, size_t n)
{
	r->spent += n + 1;
	return r->spent <= BUDGET || fail(r, "", "", "longer than 16 MB");
}

/* Does the string of JSON, quotes included, say nothing that can be seen? */
static bool
is_blank_string(const char *text, size_t len)
{
	struct row r = { NULL, 0, 0 };
	bool is_it;

	if (memchr(text, '\\', len) == NULL)
		return blank_is(text + 1, len - 2);
	json_text_add(text, len, &r);
	is_it = blank_is(r.bytes, r.len);
	free(r.bytes);
	return is_it;
}

/* Is it nothing that could be written, nor gone into? */
static bool
is_empty(const struct value *v)
{
	if (v->text == NULL)
		return true;
	if (!v->is_json)
		return blank_is(v->text, v->len);
	return v->text[0] == 'n' ||
	    (v->text[0] == '"' && is_blank_string(v->text, v->len));
}

static bool
is_true(const struct value *v)
{
	if (is_empty(v))
		return false;
	if (!v->is_json)	/* a cell has no other way to say it */
		return v->len != 5 || memcmp(v->text, "false", 5) != 0;
	return v->text[0] != 'f' && (v->text[0] != '[' ||
	    *json_text_skip(v->text + 1, v->text + v->len) != ']');
}

static struct value
member(const struct value *of, const char *name)
{
	struct value v = { .is_json = true };

	if (of->text != NULL && of->is_json && of->text[0] == '{')
		v.text = json_text_member(of->text, of->len, name, &v.len);
	return v.text == NULL ? nothing : v;
}

/* The first part of a name. */
static struct value
look_up(const struct run *r, const struct frame *top, const char *name)
{
	struct value v = nothing;
	const char *text;

	for (; top != NULL && v.text == NULL; top = top->up) {
		v = member(&top->value, name);
		if (top->up == NULL && is_empty(&v))
			v = nothing;
	}
	if (v.text == NULL && r->view->find != NULL &&
	    (text = r->view->find(r->view->ctx, name)) != NULL)
		v = (struct value){ text, strlen(text), false };
	return v;
}

static struct value
resolve(struct run *r, const struct frame *top, const char *name)
{
	const char *dot = strchr(name, '.');
	struct value v;
	char *part, *rest;

	if (strcmp(name, ".") == 0)
		return top->value;
	if (dot == NULL)
		return look_up(r, top, name);
	r->scratch.len = 0;
	row_add(&r->scratch, name, strlen(name) + 1);
	part = r->scratch.bytes;
	part[dot - name] = '\0';
	v = look_up(r, top, part);
	for (rest = part + (dot - name) + 1; rest != NULL && v.text != NULL; ) {
		part = strsep(&rest, ".");
		v = member(&v, part);
	}
	return v;
}

static void
add_html(struct row *out, const char *text, size_t len)
{
	static const char special[] = "&<>\"'";
	static const char *const entities[] = { "&amp;", "&lt;", "&gt;",
	    "&quot;", "&#39;" };
	size_t from = 0;

	for (size_t i = 0; i < len; i++) {
		const char *at = memchr(special, text[i], sizeof special - 1);

		if (at == NULL)
			continue;
		row_add(out, text + from, i - from);
		row_add(out, entities[at - special],
		    strlen(entities[at - special]));
		from = i + 1;
	}
	row_add(out, text + from, len - from);
}

/* But for what RFC 3986 leaves to anyone. */
static void
add_percent(struct row *out, const char *text, size_t len)
{
	static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	    "abcdefghijklmnopqrstuvwxyz0123456789-._~";
	char hex[4];

	for (size_t i = 0; i < len; i++) {
		if (memchr(plain, text[i], sizeof plain - 1) != NULL) {
			row_add(out, text + i, 1);
			continue;
		}
		snprintf(hex, sizeof hex, "%%%02X", (unsigned char)text[i]);
		row_add(out, hex, 3);
	}
}

static bool
write_text(struct run *r, const char *text, size_t len, bool is_raw)
{
	if (!spend(r, len))
		return false;
	if (is_raw || r->view->escape == MUSTACHE_AS_IS)
		row_add(r->out, text, len);
	else if (r->view->escape == MUSTACHE_HTML)
		add_html(r->out, text, len);
	else
		add_percent(r->out, text, len);
	return true;
}

static bool
write_variable(struct run *r, const struct node *n, const struct frame *top)
{
	struct value v = resolve(r, top, n->name);
	bool is_raw = n->kind == NODE_RAW;
	const char *other;

	if (is_empty(&v)) {
		other = r->view->stand_in == NULL ? NULL :
		    r->view->stand_in(r->view->ctx, n->name);
		return other != NULL ? write_text(r, other, strlen(other),
		    is_raw) : fail(r, "no ", n->name, ", and no default");
	}
	if (!v.is_json)
		return write_text(r, v.text, v.len, is_raw);
	if (v.text[0] == '{' || v.text[0] == '[')
		return fail(r, "", n->name, " isn't a text (want a section)");
	r->scratch.len = 0;
	json_text_add(v.text, v.len, &r->scratch);
	return write_text(r, r->scratch.bytes, r->scratch.len, is_raw);
}

/* A template's own text, and in front of each further line of it the indent. */
static bool
write_lines(struct run *r, const struct node *n, const char *indent)
{
	const char *from = n->text, *end = n->text + n->len, *next;

	while (*indent != '\0' &&
	    (next = memchr(from, '\n', (size_t)(end - from))) != NULL &&
	    next + 1 < end) {
		if (!write_text(r, from, (size_t)(next + 1 - from), true) ||
		    !write_text(r, indent, strlen(indent), true))
			return false;
		from = next + 1;
	}
	return write_text(r, from, (size_t)(end - from), true);
}

static bool write_nodes(struct run *r, const struct mustache *m, size_t from,
    size_t to, const struct frame *top, const char *indent);

static bool
write_section(struct run *r, const struct mustache *m, size_t i,
    const struct frame *top, const char *indent)
{
	const struct node *n = &m->nodes[i];
	struct frame inner = { resolve(r, top, n->name), top };
	const char *end, *item;

	if (n->kind == NODE_INVERTED)
		return is_true(&inner.value) || write_nodes(r, m, i + 1,
		    n->end, top, indent);
	if (!is_true(&inner.value))
		return true;
	if (!inner.value.is_json || inner.value.text[0] != '[')
		return write_nodes(r, m, i + 1, n->end, &inner, indent);
	end = inner.value.text + inner.value.len;
	item = json_text_skip(inner.value.text + 1, end);
	while (*item != ']') {
		inner.value.text = item;
		inner.value.len = json_text_value(item, (size_t)(end - item));
		if (!spend(r, 0) || !write_nodes(r, m, i + 1, n->end, &inner,
		    indent))
			return false;
		item = json_text_skip(item + inner.value.len, end);
	}
	return true;
}

/* Lines of a partial on a line of its own are indented as far as that was. */
static bool
write_partial(struct run *r, const struct node *n, const struct frame *top,
    const char *indent)
{
	const struct mustache *m = r->view->partial == NULL ? NULL :
	    r->view->partial(r->view->ctx, n->name);
	char *both = NULL;
	bool good;

	if (m == NULL)
		return fail(r, "no partial '", n->name, "'");
	if (!spend(r, PARTIAL_COST))
		return false;
	if (r->partials == MUSTACHE_DEPTH)
		return fail(r, "partials without end: '", n->name, "'");
	if (n->indent != NULL && asprintf(&both, "%s%s", indent,
	    n->indent) < 0)
		errx(EXIT_TROUBLE, "out of memory");
	r->partials++;
	good = write_nodes(r, m, 0, m->n, top, both != NULL ? both : "");
	r->partials--;
	free(both);
	return good;
}

static bool
write_nodes(struct run *r, const struct mustache *m, size_t from, size_t to,
    const struct frame *top, const char *indent)
{
	bool good = true;

	for (size_t i = from; good && i < to; i++) {
		const struct node *n = &m->nodes[i];

		switch (n->kind) {
		case NODE_LINE:
			good = write_text(r, indent, strlen(indent), true);
			break;
		case NODE_TEXT:
			good = write_lines(r, n, indent);
			break;
		case NODE_VARIABLE:
		case NODE_RAW:
			good = write_variable(r, n, top);
			break;
		case NODE_SECTION:
		case NODE_INVERTED:
			good = write_section(r, m, i, top, indent);
			i = n->end - 1;
			break;
		case NODE_PARTIAL:
			good = write_partial(r, n, top, indent);
			break;
		}
	}
	return good;
}

bool
mustache_render(const struct mustache *m, const struct mustache_view *v,
    struct row *out, char reason[MUSTACHE_REASON_ROOM])
{
	struct run r = { .view = v, .out = out, .reason = reason };
	struct frame root = { nothing, NULL };
	const char *json = v->json;
	bool good;

	if (v->len > 0) {
		json = json_text_skip(json, json + v->len);
		root.value = (struct value){ json, v->len -
		    (size_t)(json - v->json), true };
	}
	good = write_nodes(&r, m, 0, m->n, &root, "");
	free(r.scratch.bytes);
	return good;
}

void
mustache_visit(const struct mustache *m, mustache_visitor *visit, void *ctx)
{
	size_t within = 0;	/* a section up to this node */

	for (size_t i = 0; i < m->n; i++) {
		const struct node *n = &m->nodes[i];

		if (n->kind == NODE_PARTIAL)
			visit(ctx, MUSTACHE_PARTIAL, n->name);
		else if (n->kind == NODE_SECTION || n->kind == NODE_INVERTED)
			visit(ctx, MUSTACHE_SECTION, n->name);
		else if (n->kind == NODE_VARIABLE || n->kind == NODE_RAW)
			visit(ctx, i < within ? MUSTACHE_INNER :
			    MUSTACHE_VARIABLE, n->name);
		if (n->kind == NODE_SECTION && n->end > within)
			within = n->end;
	}
}
