#include "flow.h"

#include <err.h>
#include <jansson.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "dict.h"
#include "flow_read.h"
#include "opt.h"
#include "pool.h"
#include "textfile.h"

struct flows {
	struct pool *pool;
	struct dict *names;
	struct flow *list;
	size_t room;
	char *known;
	struct limits limits;
	struct conditions *conditions;
};

static const struct {
	const char *name, *text;
} built_in[] = {
#include "flows.inc"
};

/* One text while it is read. */
struct reading {
	struct flows *flows;
	struct form form;
};

/* Read the flow into its place in the list, which may be a new one. */
static bool
add_flow(const struct reading *r, const struct way *up, const char *name,
    json_t *object)
{
	struct way at = { up, name, 0 };
	struct flows *f = r->flows;
	size_t i = dict_find(f->names, name, strlen(name));
	struct flow flow = { .priority = 50 };
	const char *reason = form_name(name, &flow.name);

	if (reason != NULL)
		return form_fault(&r->form, &at, "%s", reason);
	flow.name = form_keep(&r->form, name);
	if (i != DICT_NONE)
		flow = f->list[i];
	if (!flow_read(&r->form, &at, object, f->conditions, &f->limits,
	    &flow))
		return false;
	i = dict_add(f->names, name, strlen(name));
	f->list = pool_grow(f->list, &f->room, i + 1, sizeof *f->list);
	f->list[i] = flow;
	return true;
}

static bool
add_all(const struct reading *r, json_t *top)
{
	static const char *const keys[] = { "quiet_hours", "gap", "caps",
	    "holdout", "throttle", "flows", NULL };
	struct way at = { NULL, "flows", 0 };
	json_t *flows = json_object_get(top, "flows"), *value;
	const char *name;

	if (!form_object(&r->form, NULL, top, keys) ||
	    !limits_read(&r->form, NULL, top, NULL, &r->flows->limits))
		return false;
	if (flows == NULL)
		return true;
	if (!form_object(&r->form, &at, flows, NULL))
		return false;
	json_object_foreach(flows, name, value)
		if (!add_flow(r, &at, name, value))
			return false;
	return true;
}

/* Does what one person gets depend on what others do, or get? */
static bool
need_all(const struct flows *f)
{
	for (size_t i = 0; i < dict_count(f->names); i++)
		for (size_t s = 0; s < f->list[i].n; s++)
			if (f->list[i].steps[s].at == BEST_HOUR)
				return true;
	return f->limits.n_throttles > 0;
}

bool
flows_add(struct flows *f, const char *text, size_t len,
    struct form_error *error)
{
	char *copy = strndup(text, len);
	struct reading r = { f, { copy, error, f->pool } };
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
	f->limits.need_all = need_all(f);
	json_decref(top);
	free(copy);
	return good;
}

void
flows_read(struct flows *f, const char *path)
{
	struct form_error e = { .line = 0 };
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
	struct form_error e = { .line = 0 };

	if (f == NULL)
		errx(EXIT_TROUBLE, "out of memory");
	f->pool = pool_new();
	f->names = dict_new();
	f->conditions = conditions_new();
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
	conditions_free(f->conditions);
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

const struct flow *
flows_nth(const struct flows *f, size_t i)
{
	return i < dict_count(f->names) ? &f->list[i] : NULL;
}

const struct limits *
flows_limits(const struct flows *f)
{
	return &f->limits;
}

struct conditions *
flows_conditions(const struct flows *f)
{
	return f->conditions;
}

const char *
flows_stranger(const struct flows *f)
{
	for (size_t i = 0; i < f->limits.n_caps; i++)
		if (f->limits.caps[i].flow != NULL &&
		    flows_find(f, f->limits.caps[i].flow) == NULL)
			return f->limits.caps[i].flow;
	return NULL;
}

const char *
flows_built_in(void)
{
	return built_in[0].text;
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
