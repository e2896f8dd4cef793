#include "condition.h"

#include <err.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "opt.h"
#include "phrase.h"
#include "record.h"

/* A name as a rule numbers it. */
struct name {
	enum name_of of;
	size_t number;		/* in the list of its kind */
};

struct condition {
	const char *text;
	struct rule *rule;	/* until compiled, NULL */
	size_t *has, n_has;	/* the names in it, as all numbers them */
};

struct conditions {
	struct pool *pool;
	struct list names[NAMES];
	struct name *all;
	struct condition *list;
	size_t n_all, n, all_room, room;
	/* while one is added or judged */
	bool is_exit;
	const char *refused;
	size_t *used, n_used, used_room;
};

struct conditions *
conditions_new(void)
{
	struct conditions *c = calloc(1, sizeof *c);

	if (c == NULL)
		errx(EXIT_TROUBLE, "out of memory");
	c->pool = pool_new();
	return c;
}

void
conditions_free(struct conditions *c)
{
	if (c == NULL)
		return;
	for (size_t i = 0; i < c->n; i++)
		rule_free(c->list[i].rule);
	for (int of = 0; of < NAMES; of++)
		free(c->names[of].items);
	pool_free(c->pool);
	free(c->all);
	free(c->list);
	free(c->used);
	free(c);
}

static const char *const heads[] = { "", "customer.", "data.", "event." };

/* The kind of a name; *rest is what comes behind the point. */
static enum name_of
kind_of(const char *name, const char **rest)
{
	for (enum name_of of = NAME_CUSTOMER; of < NAMES; of++)
		if (strncmp(name, heads[of], strlen(heads[of])) == 0) {
			*rest = name + strlen(heads[of]);
			return of;
		}
	*rest = name;
	return NAME_ROW;
}

/* Is it a column that an event, or an order that is one, may have? */
static bool
is_event_column(const char *name)
{
	int which;

	return choice_parse(name, record_columns(RECORD_EVENT), &which) ==
	    NULL || choice_parse(name, record_columns(RECORD_ORDER),
	    &which) == NULL;
}

/* Its number in the list, added if it's new there. */
static size_t
list_number(struct conditions *c, struct list *list, const char *name)
{
	for (size_t i = 0; i < list->n; i++)
		if (strcmp(list->items[i], name) == 0)
			return i;
	list_parse(pool_text(c->pool, name, strlen(name)), list);
	return list->n - 1;
}

/* A rule_column: where the name stands in all. */
static bool
find_name(void *ctx, const char *name, size_t *column)
{
	struct conditions *c = ctx;
	const char *rest;
	enum name_of of = kind_of(name, &rest);
	size_t number, i;

	if (of == NAME_EVENT && (!c->is_exit || !is_event_column(rest))) {
		c->refused = c->is_exit ? "no such column of events or orders" :
		    "events are for exits";
		return false;
	}
	number = list_number(c, &c->names[of], rest);
	for (i = 0; i < c->n_all; i++)
		if (c->all[i].of == of && c->all[i].number == number)
			break;
	if (i == c->n_all) {
		c->all = pool_grow(c->all, &c->all_room, i + 1,
		    sizeof *c->all);
		c->all[c->n_all++] = (struct name){ of, number };
	}
	c->used = pool_grow(c->used, &c->used_room, c->n_used + 1,
	    sizeof *c->used);
	c->used[c->n_used++] = i;
	*column = i;
	return true;
}

bool
conditions_add(struct conditions *c, const char *text, bool is_exit,
    size_t *number, struct rule_error *error)
{
	struct instant any = { .seconds = 0 };
	struct condition new = { .text = pool_text(c->pool, text,
	    strlen(text)) };
	struct rule *rule;

	c->is_exit = is_exit;
	c->refused = NULL;
	c->n_used = 0;
	rule = rule_compile(text, find_name, c, any, error);
	if (rule == NULL && c->refused != NULL)
		snprintf(error->reason, sizeof error->reason, "%s",
		    c->refused);
	if (rule == NULL)
		return false;
	rule_free(rule);
	new.n_has = c->n_used;
	new.has = pool_bytes(c->pool, (c->n_used + 1) * sizeof *new.has);
	memcpy(new.has, c->used, c->n_used * sizeof *new.has);
	c->list = pool_grow(c->list, &c->room, c->n + 1, sizeof *c->list);
	*number = c->n;
	c->list[c->n++] = new;
	return true;
}

const struct list *
conditions_names(const struct conditions *c, enum name_of of)
{
	return &c->names[of];
}

const char *
conditions_lack(const struct conditions *c, size_t i, enum name_of of,
    condition_name *is_there, const void *ctx)
{
	const struct condition *one = &c->list[i];

	for (size_t k = 0; k < one->n_has; k++) {
		struct name name = c->all[one->has[k]];

		if (name.of == of && !is_there(ctx, name.number))
			return c->names[of].items[name.number];
	}
	return NULL;
}

void
conditions_compile(struct conditions *c, struct instant as_of)
{
	struct rule_error error;

	c->is_exit = true;
	for (size_t i = 0; i < c->n; i++) {
		rule_free(c->list[i].rule);
		c->n_used = 0;
		c->list[i].rule = rule_compile(c->list[i].text, find_name, c,
		    as_of, &error);
		if (c->list[i].rule == NULL)
			errx(EXIT_TROUBLE, "condition '%.100s': %s",
			    c->list[i].text, error.reason);
	}
}

/* What a rule_cell is asked by. */
struct asking {
	const struct conditions *conditions;
	condition_cell *cell;
	void *ctx;
};

static const char *
cell_of(void *ctx, size_t column)
{
	const struct asking *a = ctx;
	struct name name = a->conditions->all[column];

	return a->cell(a->ctx, name.of, name.number);
}

bool
conditions_hold(const struct conditions *c, size_t i, condition_cell *cell,
    void *ctx, const char **reason)
{
	struct asking asking = { c, cell, ctx };
	const char *column;

	return rule_holds(c->list[i].rule, cell_of, &asking, &column, reason);
}

const char *
conditions_text(const struct conditions *c, size_t i)
{
	return c->list[i].text;
}

const char *
conditions_say(const struct conditions *c, size_t i, condition_cell *cell,
    void *ctx, struct pool *p)
{
	const struct condition *one = &c->list[i];
	const char *all = "";

	for (size_t k = 0; k < one->n_has; k++) {
		struct name name = c->all[one->has[k]];

		all = phrase_print(p, "%s%s%s%s '%s'", all,
		    *all != '\0' ? ", " : "", heads[name.of],
		    c->names[name.of].items[name.number],
		    cell(ctx, name.of, name.number));
	}
	return all;
}
