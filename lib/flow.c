#include "flow.h"

#include <err.h>
#include <jansson.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "dict.h"
#include "locate.h"
#include "opt.h"
#include "pool.h"
#include "textfile.h"
#include "value.h"

struct flows {
	struct pool *pool;
	struct dict *names;
	struct flow *list;
	size_t room;
	char *known;
};

static const struct {
	const char *name, *text;
} built_in[] = {
#include "flows.inc"
};

/* One text while it is read. */
struct reading {
	struct flows *flows;
	const char *text;
	struct flow_error *error;
};

static const char *const top_keys[] = { "flows", NULL };
static const char *const flow_keys[] = { "class", "steps", NULL };
static const char *const step_keys[] = { "after", "channel", "template", "id",
    "ttl", NULL };

__attribute__((format(printf, 3, 4))) static bool
fault(const struct reading *r, const struct way *at, const char *reason, ...)
{
	va_list args;

	r->error->line = locate_line(r->text, at);
	locate_print(at, r->error->path, sizeof r->error->path);
	va_start(args, reason);
	vsnprintf(r->error->reason, sizeof r->error->reason, reason, args);
	va_end(args);
	return false;
}

/* Is it an object of no other keys than these (NULL: of any)? */
static bool
check_object(const struct reading *r, const struct way *at, json_t *object,
    const char *const keys[])
{
	const char *key;
	json_t *value;

	if (!json_is_object(object))
		return fault(r, at, "not an object (want { ... })");
	json_object_foreach(object, key, value) {
		struct way here = { at, key, 0 };
		int which;
		const char *reason;

		if (keys == NULL)
			continue;
		reason = choice_parse(key, keys, &which);
		if (reason != NULL)
			return fault(r, &here, "unknown key (%s)", reason);
	}
	return true;
}

/* Parse a member, if it is there, into *into. */
static bool
read_member(const struct reading *r, const struct way *at, json_t *object,
    const char *key, value_parser *parse, void *into)
{
	struct way here = { at, key, 0 };
	json_t *value = json_object_get(object, key);
	const char *text, *reason;

	if (value == NULL)
		return true;
	if ((text = json_string_value(value)) == NULL)
		return fault(r, &here, "not a text (want \"...\")");
	if ((reason = parse(text, into)) != NULL)
		return fault(r, &here, "'%s': %s", text, reason);
	return true;
}

/* A name goes into ids and messages: no blanks at its ends, no controls. */
static const char *
name_parse(const char *text, void *into)
{
	size_t len = strlen(text);

	if (len == 0)
		return "empty (want a name)";
	if (text[0] == ' ' || text[len - 1] == ' ')
		return "a blank at an end (want a name)";
	for (size_t i = 0; i < len; i++)
		if ((unsigned char)text[i] < ' ' || text[i] == '\177')
			return "a control character (want a name)";
	*(const char **)into = text;
	return NULL;
}

static bool
read_step(const struct reading *r, const struct way *at, json_t *object,
    struct step *s)
{
	struct pool *pool = r->flows->pool;

	*s = (struct step){ .ttl = { .seconds = 24 * 60 * 60 } };
	if (!check_object(r, at, object, step_keys) ||
	    !read_member(r, at, object, "after", span_parse, &s->after) ||
	    !read_member(r, at, object, "ttl", span_parse, &s->ttl) ||
	    !read_member(r, at, object, "channel", channel_parse,
	    &s->channel) ||
	    !read_member(r, at, object, "template", name_parse,
	    &s->template) ||
	    !read_member(r, at, object, "id", name_parse, &s->id))
		return false;
	if (json_object_get(object, "channel") == NULL)
		return fault(r, at, "no channel (want email, sms or push)");
	if (s->template == NULL)
		return fault(r, at, "no template");
	if (s->id == NULL)
		s->id = s->template;
	s->template = pool_text(pool, s->template, strlen(s->template));
	s->id = pool_text(pool, s->id, strlen(s->id));
	return true;
}

/* Is the last of n steps unlike the others in its id? */
static bool
check_id(const struct reading *r, const struct way *at,
    const struct step *steps, size_t n)
{
	const char *id = steps[n - 1].id;

	for (size_t i = 0; i < n - 1; i++)
		if (strcmp(steps[i].id, id) == 0)
			return fault(r, at, "two steps are '%s' (give one "
			    "another id)", id);
	return true;
}

static bool
read_steps(const struct reading *r, const struct way *up, json_t *object,
    struct flow *f)
{
	struct way at = { up, "steps", 0 };
	json_t *array = json_object_get(object, "steps");
	size_t n = json_array_size(array);
	struct step *steps;

	if (array == NULL)
		return f->n > 0 || fault(r, up, "no steps");
	if (n == 0)
		return fault(r, &at, "no steps (want [ { ... } ])");
	steps = pool_bytes(r->flows->pool, n * sizeof *steps);
	for (size_t i = 0; i < n; i++) {
		struct way here = { &at, NULL, i };

		if (!read_step(r, &here, json_array_get(array, i),
		    &steps[i]) || !check_id(r, &here, steps, i + 1))
			return false;
	}
	f->steps = steps;
	f->n = n;
	return true;
}

static bool
read_flow(const struct reading *r, const struct way *at, json_t *object,
    struct flow *f)
{
	return check_object(r, at, object, flow_keys) &&
	    read_member(r, at, object, "class", class_parse, &f->class) &&
	    read_steps(r, at, object, f);
}

/* Read the flow into its place in the list, which may be a new one. */
static bool
add_flow(const struct reading *r, const struct way *up, const char *name,
    json_t *object)
{
	struct way at = { up, name, 0 };
	struct flows *f = r->flows;
	size_t i = dict_find(f->names, name, strlen(name));
	struct flow flow = { .n = 0 };
	const char *reason = name_parse(name, &flow.name);

	if (reason != NULL)
		return fault(r, &at, "%s", reason);
	if (i != DICT_NONE)
		flow = f->list[i];
	if (!read_flow(r, &at, object, &flow))
		return false;
	i = dict_add(f->names, name, strlen(name));
	f->list = pool_grow(f->list, &f->room, i + 1, sizeof *f->list);
	flow.name = dict_key(f->names, i);
	f->list[i] = flow;
	return true;
}

static bool
add_all(const struct reading *r, json_t *top)
{
	struct way at = { NULL, "flows", 0 };
	json_t *flows = json_object_get(top, "flows"), *value;
	const char *name;

	if (!check_object(r, NULL, top, top_keys))
		return false;
	if (flows == NULL)
		return fault(r, NULL, "no flows (want { \"flows\": ... })");
	if (!check_object(r, &at, flows, NULL))
		return false;
	json_object_foreach(flows, name, value)
		if (!add_flow(r, &at, name, value))
			return false;
	return true;
}

bool
flows_add(struct flows *f, const char *text, size_t len,
    struct flow_error *error)
{
	char *copy = strndup(text, len);
	struct reading r = { f, copy, error };
	json_error_t e;
	json_t *top = json_loadb(text, len, JSON_REJECT_DUPLICATES, &e);
	bool good;

	if (copy == NULL)
		errx(EXIT_TROUBLE, "out of memory");
	if (top == NULL) {
		error->line = e.line > 0 ? (size_t)e.line : 1;
		error->path[0] = '\0';
		snprintf(error->reason, sizeof error->reason, "%s", e.text);
		good = false;
	} else
		good = add_all(&r, top);
	json_decref(top);
	free(copy);
	return good;
}

void
flows_read(struct flows *f, const char *path)
{
	struct flow_error e = { .line = 0 };
	size_t len;
	char *bytes = textfile_read(path, &len);
	bool good = flows_add(f, bytes, len, &e);

	free(bytes);
	if (!good)
		errx(EXIT_TROUBLE, "%s:%zu: %s%s%s", path, e.line, e.path,
		    e.path[0] != '\0' ? ": " : "", e.reason);
}

struct flows *
flows_new(void)
{
	struct flows *f = calloc(1, sizeof *f);
	struct flow_error e = { .line = 0 };

	if (f == NULL)
		errx(EXIT_TROUBLE, "out of memory");
	f->pool = pool_new();
	f->names = dict_new();
	for (size_t i = 0; i < sizeof built_in / sizeof *built_in; i++)
		if (!flows_add(f, built_in[i].text, strlen(built_in[i].text),
		    &e))
			errx(EXIT_TROUBLE, "%s.json:%zu: %s: %s",
			    built_in[i].name, e.line, e.path, e.reason);
	return f;
}

void
flows_free(struct flows *f)
{
	if (f == NULL)
		return;
	pool_free(f->pool);
	dict_free(f->names);
	free(f->list);
	free(f->known);
	free(f);
}

const struct flow *
flows_find(const struct flows *f, const char *name)
{
	size_t i = dict_find(f->names, name, strlen(name));

	return i != DICT_NONE ? &f->list[i] : NULL;
}

const char *
flows_known(struct flows *f)
{
	size_t n = dict_count(f->names), len = 0, room = 0;

	free(f->known);
	f->known = NULL;
	for (size_t i = 0; i < n; i++) {
		const char *name = dict_key(f->names, i);
		const char *before = i == 0 ? "" : i + 1 < n ? ", " : " or ";
		size_t more = strlen(before) + strlen(name);

		f->known = pool_grow(f->known, &room, len + more + 1, 1);
		snprintf(f->known + len, more + 1, "%s%s", before, name);
		len += more;
	}
	return f->known;
}
