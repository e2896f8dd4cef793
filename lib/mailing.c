#include "mailing.h"

#include <ctype.h>
#include <err.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cell.h"
#include "dict.h"
#include "phrase.h"
#include "theme.h"

/* A row of the shop's table. */
struct entry {
	const char *pattern, *step;
	const struct flow *flow;
	int class;			/* -1: not said */
};

struct mailings {
	const struct flows *flows;
	struct pool *pool;
	struct dict *keys;
	struct mailing **list;		/* by key */
	size_t room;
	struct entry *table;
	size_t n, table_room;
};

struct mailings *
mailings_new(const struct flows *flows)
{
	struct mailings *m = calloc(1, sizeof *m);

	if (m == NULL)
		errx(EXIT_TROUBLE, "out of memory");
	m->flows = flows;
	m->pool = pool_new();
	m->keys = dict_new();
	return m;
}

void
mailings_free(struct mailings *m)
{
	pool_free(m->pool);
	dict_free(m->keys);
	free(m->list);
	free(m->table);
	free(m);
}

static const char *
keep(struct mailings *m, const char *text)
{
	return *text == '\0' ? "" : pool_text(m->pool, text, strlen(text));
}

static const struct step *
step_of(const struct flow *flow, const char *id)
{
	for (size_t i = 0; flow != NULL && i < flow->n; i++)
		if (strcmp(flow->steps[i].id, id) == 0)
			return &flow->steps[i];
	return NULL;
}

/* Is there such a flow, step and class?  For want of one, what is wrong in the
   log would be passed over. */
static void
read_entry(struct mailings *m, struct source *in, const size_t at[4],
    const char *path)
{
	const char *flow = source_cell(in, at[1]).text;
	const char *step = source_cell(in, at[2]).text;
	const char *class = source_cell(in, at[3]).text, *reason;
	unsigned long line = source_place(in).line;
	struct entry e = { .pattern = keep(m, source_cell(in, at[0]).text),
	    .step = keep(m, step), .flow = flows_find(m->flows, flow),
	    .class = -1 };
	enum send_class which;

	if (*flow != '\0' && e.flow == NULL)
		errx(EXIT_TROUBLE, "%s:%lu: flow: '%s': no such flow", path,
		    line, flow);
	if (*step != '\0' && step_of(e.flow, step) == NULL)
		errx(EXIT_TROUBLE, "%s:%lu: step: '%s': no such step of the "
		    "flow", path, line, step);
	if (*class != '\0') {
		if ((reason = class_parse(class, &which)) != NULL)
			errx(EXIT_TROUBLE, "%s:%lu: class: '%s': %s", path,
			    line, class, reason);
		e.class = (int)which;
	}
	m->table = pool_grow(m->table, &m->table_room, m->n + 1,
	    sizeof *m->table);
	m->table[m->n++] = e;
}

void
mailings_load(struct mailings *m, const char *path,
    const struct common *common)
{
	struct source *in = source_open_side(path, common);
	const size_t at[4] = { source_column(in, "message"),
	    source_column(in, "flow"), source_find(in, "step"),
	    source_find(in, "class") };

	while (source_next(in))
		read_entry(m, in, at, path);
	source_close(in);
}

/* Does the text fit, whatever its case?  Where it doesn't behind a star, that
   is tried with one letter more. */
static bool
fits(const char *pattern, const char *text)
{
	const char *star = NULL, *again = NULL;

	for (;;) {
		if (*pattern == '*') {
			star = ++pattern;
			again = text;
		} else if (*text != '\0' && tolower((unsigned char)*pattern) ==
		    tolower((unsigned char)*text)) {
			pattern++;
			text++;
		} else if (*text == '\0' && *pattern == '\0')
			return true;
		else if (star == NULL || *again == '\0')
			return false;
		else {
			pattern = star;
			text = ++again;
		}
	}
}

static const struct entry *
find_entry(const struct mailings *m, const char *name)
{
	for (size_t i = 0; i < m->n; i++)
		if (fits(m->table[i].pattern, name))
			return &m->table[i];
	return NULL;
}

/* By the table, else by the words of its name, or else of a flow's that isn't
   one of ours. */
static void
find_flow(const struct mailings *m, struct mailing *into, int *class)
{
	const struct entry *e = find_entry(m, into->name);
	const struct theme *theme = e == NULL ? theme_find(into->name) : NULL;

	if (e == NULL && theme == NULL)
		theme = theme_find(into->flow_name);
	if (e != NULL) {
		into->flow = e->flow;
		into->step_name = *e->step != '\0' ? e->step :
		    into->step_name;
		if (*class < 0)
			*class = e->class;
	} else if (theme != NULL) {
		into->flow = flows_find(m->flows, theme->flow);
		into->is_guessed = *class < 0;
		if (into->is_guessed)
			*class = (int)theme->class;
	}
	if (into->flow != NULL)
		into->flow_name = into->flow->name;
}

static struct mailing *
make(struct mailings *m, const struct delivery *d)
{
	struct mailing *into = pool_bytes(m->pool, sizeof *into);
	int class = d->class;
	const struct flow *flow = flows_find(m->flows, d->flow);
	bool is_named = *d->message != '\0' || *d->step != '\0' ||
	    flow != NULL;

	*into = (struct mailing){ .name = keep(m, is_named ? d->message :
	    d->flow), .is_named = is_named, .flow = flow,
	    .flow_name = keep(m, d->flow), .step_name = keep(m, d->step) };
	if (into->flow == NULL)
		find_flow(m, into, &class);
	into->step = step_of(into->flow, into->step_name);
	if (class < 0)
		class = into->step != NULL ? (int)into->step->class :
		    into->flow != NULL ? (int)into->flow->class :
		    (int)CLASS_MARKETING;
	into->class = (enum send_class)class;
	return into;
}

const struct mailing *
mailings_take(struct mailings *m, const struct delivery *d)
{
	char class = (char)('1' + d->class);
	size_t n = dict_count(m->keys), i;
	char small[512];
	const char *key = small;
	int len = snprintf(small, sizeof small, "%s\037%s\037%s\037%c",
	    d->message, d->flow, d->step, class);

	if (len < 0 || (size_t)len >= sizeof small)
		key = phrase_print(m->pool, "%s\037%s\037%s\037%c",
		    d->message, d->flow, d->step, class);
	i = dict_add(m->keys, key, strlen(key));
	m->list = pool_grow(m->list, &m->room, i + 1, sizeof *m->list);
	if (i == n)
		m->list[i] = make(m, d);
	m->list[i]->sends++;
	return m->list[i];
}

const char *const *
mailings_columns(void)
{
	static const char *const columns[] = { "message", "flow", "step",
	    "class", "sends", NULL };

	return columns;
}

int
mailing_compare(const struct mailing *l, const struct mailing *r)
{
	int c = strcmp(l->name, r->name);

	if (c == 0)
		c = strcmp(l->flow_name, r->flow_name);
	if (c == 0)
		c = strcmp(l->step_name, r->step_name);
	return c != 0 ? c : (int)l->class - (int)r->class;
}

static int
by_name(const void *a, const void *b)
{
	return mailing_compare(*(const struct mailing *const *)a,
	    *(const struct mailing *const *)b);
}

void
mailings_write(const struct mailings *m, struct sink *out)
{
	size_t n = dict_count(m->keys);

	if (n > 0)
		qsort(m->list, n, sizeof *m->list, by_name);
	for (size_t i = 0; i < n; i++) {
		const struct mailing *s = m->list[i];

		sink_text(out, s->name);
		sink_text(out, s->flow != NULL ? s->flow->name : "");
		sink_text(out, s->step != NULL ? s->step->id : "");
		sink_text(out, class_names()[s->class]);
		sink_int(out, (int64_t)s->sends);
		sink_end(out);
	}
}
