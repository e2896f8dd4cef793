#include "trail.h"

#include <err.h>
#include <stdlib.h>
#include <string.h>

#include "aside.h"
#include "dict.h"
#include "joined.h"
#include "phrase.h"
#include "pool.h"
#include "step_order.h"
#include "tally.h"
#include "window.h"

struct reading {
	struct trail *trail;
	const struct trail_rules *rules;
	const struct common *common;
	struct window *log, *orders;
	struct queue {
		struct batch batch;
		size_t at;
	} steps, ordered;		/* of these: what is to be taken */
	const struct step *step, *order;	/* the next of each; NULL: none */
	bool is_over;			/* no step will come any more */
	struct aside *aside;		/* takes what was */
	struct batch sent;
	struct turn {
		const struct step *step;
		struct whose whose;	/* once it is known */
	} *second;			/* the steps of one */
	size_t n, room;
	struct joined *joined, *known;	/* orders and customers with the log */
	bool names;			/* somebody */
	struct dict *bought;		/* the ids of orders that are purchases */
};

static int64_t
seconds_of(struct span s)
{
	return s.seconds + 86400 * ((int64_t)s.days + 31 * (int64_t)s.months);
}

static bool
is_old(const struct reading *r, const struct step *s)
{
	return s->act == ACT_VIEW && s->at < r->rules->from;
}

/* Does anything depend on whose the step is, if it names nobody? */
static bool
matters(const struct reading *r, const struct step *s)
{
	return (r->rules->kept[s->act] && !is_old(r, s)) ||
	    s->act == ACT_PURCHASE || *s->text[STEP_TOKEN] != '\0';
}

static void
take(struct reading *r, struct turn *turn)
{
	struct trail *t = r->trail;
	const struct step *s = turn->step;

	if (turn->whose.own == DICT_NONE && matters(r, s))
		turn->whose = stitch_whose(traces_people(t->traces), s);
	if (s->act == ACT_PURCHASE && *s->text[STEP_ORDER] != '\0')
		dict_add(r->bought, s->text[STEP_ORDER],
		    strlen(s->text[STEP_ORDER]));
	if (r->rules->kept[s->act] && !is_old(r, s))
		traces_keep(t->traces, s, turn->whose,
		    wares_add(t->wares, s));
	else if (s->act == ACT_PURCHASE)
		traces_rub_out(t->traces, s, turn->whose);
	else
		traces_see(t->traces, s);
}

/* Does the step name an order that was bought, by any clock: a shop's and its
   visitors' never quite agree?  Where it matters what was bought, it must say
   that, too. */
static bool
names_bought(const struct reading *r, const struct step *s)
{
	const char *order = s->text[STEP_ORDER];

	return s->act >= ACT_ADD && s->act < ACT_PURCHASE &&
	    r->rules->kept[s->act] && *order != '\0' &&
	    (!r->rules->needs_sku || *s->text[STEP_SKU] != '\0') &&
	    dict_find(r->bought, order, strlen(order)) != DICT_NONE;
}

/* Then it was bought then. */
static void
take_bought(struct reading *r, struct turn *turn)
{
	struct step s = *turn->step;
	struct turn again = *turn;

	s.act = ACT_PURCHASE;
	again.step = &s;
	take(r, &again);
}

static void
add_to_second(struct reading *r, const struct step *s)
{
	r->second = pool_grow(r->second, &r->room, r->n + 1,
	    sizeof *r->second);
	r->second[r->n] = (struct turn){ s, { DICT_NONE, DICT_NONE } };
	r->n++;
}

static int
by_act(const void *a, const void *b)
{
	return step_order_acts(((const struct turn *)a)->step,
	    ((const struct turn *)b)->step);
}

static int
by_name(const void *a, const void *b)
{
	return step_order_names(((const struct turn *)a)->step,
	    ((const struct turn *)b)->step);
}

/* Most are in their order as they are. */
static void
sort(struct reading *r, int (*compare)(const void *, const void *))
{
	for (size_t i = 1; i < r->n; i++)
		if (compare(&r->second[i - 1], &r->second[i]) > 0) {
			qsort(r->second, r->n, sizeof *r->second, compare);
			return;
		}
}

static void
name_all(struct reading *r)
{
	size_t named = 0;

	for (size_t i = 0; i < r->n; i++)
		named += step_is_named(r->second[i].step);
	if (named > 1)
		sort(r, by_name);
	for (size_t i = 0; named > 0 && i < r->n; i++)
		if (step_is_named(r->second[i].step))
			r->second[i].whose = stitch_whose(
			    traces_people(r->trail->traces),
			    r->second[i].step);
}

static const struct step *
next(struct queue *q)
{
	const struct batch *b = &q->batch;

	return q->at == b->n ? NULL : steps_get(b->steps, b->order[q->at++]);
}

/* Whoever is named in a second is so in all of it. */
static void
take_second(struct reading *r, int64_t at)
{
	r->n = 0;
	for (; r->step != NULL && r->step->at == at;
	    r->step = next(&r->steps))
		add_to_second(r, r->step);
	for (; r->order != NULL && r->order->at == at;
	    r->order = next(&r->ordered))
		add_to_second(r, r->order);
	name_all(r);
	sort(r, by_act);
	for (size_t i = 0; i < r->n; i++)
		take(r, &r->second[i]);
	for (size_t i = 0; i < r->n; i++)
		if (names_bought(r, r->second[i].step))
			take_bought(r, &r->second[i]);
}

/* Take what no row of the log that is still to come can overtake. */
static void
take_all(void *reading, void *batch)
{
	struct reading *r = reading;

	r->steps = (struct queue){ *(const struct batch *)batch, 0 };
	for (;;) {
		if (r->step == NULL)
			r->step = next(&r->steps);
		if (r->step == NULL && (!r->is_over || r->order == NULL))
			return;
		take_second(r, r->step == NULL || (r->order != NULL &&
		    r->order->at < r->step->at) ? r->order->at : r->step->at);
	}
}

/* The batch is taken aside, while the next one is read.  It must have been taken
   before there is another. */
static void
send(struct reading *r)
{
	aside_wait(r->aside);
	r->sent = window_batch(r->log);
	aside_do(r->aside, &r->sent);
}

static void
read_orders(struct reading *r, const char *path)
{
	struct source *in = source_open_side(path, r->common);
	struct step_columns at = step_find(in, TABLE_ORDERS);
	struct step s;

	if (r->rules->needs_sku && at.text[STEP_SKU] == DICT_NONE)
		errx(EXIT_TROUBLE, "%s:1: no column sku (want the orders' "
		    "lines, as import-orders --lines writes them)", path);
	while (source_next(in))
		if (step_read(in, &at, r->common->as_of, &s)) {
			joined_add(r->joined, &s);
			(void)window_add(r->orders, &s);
		}
	source_close(in);
}

static void
read_customers(struct reading *r, const char *path)
{
	struct source *in = source_open_side(path, r->common);
	struct step_columns at = step_find(in, TABLE_CUSTOMERS);
	struct step s;

	while (source_next(in))
		if (step_read(in, &at, r->common->as_of, &s)) {
			joined_unite(r->joined, &s);
			joined_add(r->known, &s);
			(void)window_add(r->orders, &s);
		}
	source_close(in);
}

_Noreturn static void
fail_late(const struct source *in, size_t column, struct span skew)
{
	struct place at = source_place(in);
	char span[SPAN_ROOM];

	span_print(skew, span);
	errx(EXIT_TROUBLE, "%s:%lu: %s: '%s': more than %s before a row that "
	    "came earlier (want the log sorted, as by 'import-events --json "
	    "LOG | LC_ALL=C sort', or a longer --skew)", at.file, at.line,
	    source_names(in)[column], source_cell(in, column).text, span);
}

static void
read_log(struct reading *r, char *const files[])
{
	struct source *in = source_open(files, r->common, NULL);
	struct step_columns at;
	struct step s;

	if (source_find(in, "event_at") == DICT_NONE &&
	    source_find(in, "ordered_at") != DICT_NONE)
		errx(EXIT_TROUBLE, "%s:%lu: orders (want events; orders are "
		    "given by --orders)", source_place(in).file,
		    source_place(in).line);
	if (source_names(in)[0] != NULL) {
		at = step_find(in, TABLE_EVENTS);
		while (source_next(in)) {
			if (!step_read(in, &at, r->common->as_of, &s))
				continue;
			if (!window_add(r->log, &s))
				fail_late(in, at.at, r->rules->skew);
			joined_see(r->joined, &s);
			joined_see(r->known, &s);
			r->names = r->names || step_is_named(&s);
			if (window_is_due(r->log))
				send(r);
		}
	}
	source_close(in);
	aside_wait(r->aside);
	window_end(r->log);
	r->is_over = true;
	r->sent = window_batch(r->log);
	take_all(r, &r->sent);
}

/* None of many is fatal where the log has whom to join. */
static void
tell_joined(struct joined *j, const char *option, bool has_any,
    const char *wanted)
{
	char left[PHRASE_COUNT_ROOM], right[PHRASE_COUNT_ROOM];
	size_t of, n = joined_count(j, &of);

	phrase_count(n, left);
	phrase_count(of, right);
	if (n == 0 && of != 0 && has_any)
		errx(EXIT_TROUBLE, "%s: joined 0 of %s (want the log's %s)",
		    option, right, wanted);
	tally_note("%s: joined %s of %s", option, left, right);
}

/* Orders of other people than the log's would let everybody be reminded. */
static void
tell_all_joined(struct reading *r)
{
	if (r->rules->orders.n != 0)
		tell_joined(r->joined, "--orders",
		    traces_count(r->trail->traces) != 0,
		    "customer_id, email, cart_id or order_id");
	if (r->rules->customers.n != 0)
		tell_joined(r->known, "--customers", r->names,
		    "customer_id, email or phone");
}

void
trail_read(struct trail *t, char *const files[], const struct common *common,
    const struct trail_rules *rules)
{
	struct reading r = { .trail = t, .rules = rules, .common = common,
	    .log = window_new(seconds_of(rules->skew)),
	    .orders = window_new(INT64_MAX), .joined = joined_new(),
	    .known = joined_new(), .bought = dict_new() };

	t->traces = traces_new(rules->by);
	t->wares = wares_new();
	for (size_t i = 0; i < rules->orders.n; i++)
		read_orders(&r, rules->orders.items[i]);
	for (size_t i = 0; i < rules->customers.n; i++)
		read_customers(&r, rules->customers.items[i]);
	window_end(r.orders);
	r.ordered.batch = window_batch(r.orders);
	r.order = next(&r.ordered);
	r.aside = aside_new(take_all, &r);
	read_log(&r, files);
	aside_free(r.aside);
	tell_all_joined(&r);
	window_free(r.log);
	window_free(r.orders);
	joined_free(r.joined);
	joined_free(r.known);
	dict_free(r.bought);
	free(r.second);
	traces_sweep(t->traces);
}

void
trail_free(struct trail *t)
{
	traces_free(t->traces);
	wares_free(t->wares);
}

struct grouped
trail_by_owner(struct trail *t, size_t *owners)
{
	size_t n = traces_count(t->traces), room = 0;
	size_t *of = pool_grow(NULL, &room, n + 1, sizeof *of);
	struct grouped g;

	*owners = 0;
	for (size_t i = 0; i < n; i++) {
		of[i] = stitch_top(traces_people(t->traces),
		    traces_get(t->traces, i)->owner);
		if (of[i] >= *owners)
			*owners = of[i] + 1;
	}
	g = grouped_make(of, n, *owners);
	free(of);
	return g;
}
