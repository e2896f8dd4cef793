#include "trail.h"

#include <err.h>
#include <stdlib.h>
#include <string.h>

#include "aside.h"
#include "dict.h"
#include "guise.h"
#include "joined.h"
#include "paid.h"
#include "phrase.h"
#include "pool.h"
#include "second.h"
#include "tally.h"
#include "trace_fetch.h"
#include "window.h"

enum { AHEAD = 12 };		/* steps, while which memory answers */

struct reading {
	struct trail *trail;
	const struct trail_rules *rules;
	const struct common *common;
	struct window *log, *orders;
	struct queue {
		struct batch batch;
		size_t at;
	} steps, ordered;		/* of these: what is to be taken */
	bool is_over;			/* no step will come any more */
	struct aside *aside;		/* takes what was */
	struct batch sent;
	struct second *second;
	struct guises *guises;
	struct joined *joined, *known;	/* orders and customers with the log */
	bool names;			/* somebody */
	struct paid *bought;		/* the ids of orders that are purchases */
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
	const struct step *s = &turn->step;

	if (turn->whose.own == DICT_NONE && matters(r, s))
		turn->whose = stitch_whose(traces_people(t->traces), s);
	if (s->act == ACT_PURCHASE && *s->text[STEP_ORDER] != '\0')
		paid_add(r->bought, s->text[STEP_ORDER]);
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
	    paid_has(r->bought, order);
}

/* Then it was bought then. */
static void
take_bought(struct reading *r, struct turn *turn)
{
	struct turn again = *turn;

	again.step.act = ACT_PURCHASE;
	take(r, &again);
}

/* Whoever is named in a second is so in all of it. */
static void
name_all(struct reading *r)
{
	second_by_name(r->second);
	for (size_t i = 0; i < second_count(r->second); i++) {
		struct turn *turn = second_get(r->second, i);

		turn->whose = stitch_whose(traces_people(r->trail->traces),
		    &turn->step);
	}
}

/* When the next of them was; false where none is left. */
static bool
next_at(const struct queue *q, int64_t *at)
{
	const struct batch *b = &q->batch;

	if (q->at == b->n)
		return false;
	*at = steps_at(b->steps, b->order[q->at]);
	return true;
}

/* What a step that comes will want is sent for, the nth time. */
static void
fetch(struct reading *r, const struct batch *b, size_t i, int nth)
{
	struct traces *t = r->trail->traces;
	const struct guise *g;
	struct step step;
	uint32_t hash;
	size_t len;

	(void)steps_key(b->steps, i, &len, &hash);
	if (nth == 0) {
		guises_fetch(r->guises, hash);
	} else if ((g = guises_guess(r->guises, hash)) != NULL) {
		traces_fetch(t, g, nth - 1);
	} else if (nth <= TEXT_FETCHES) {
		steps_get(b->steps, i, &step);
		traces_fetch_texts(t, &step, nth - 1);
	}
}

/* Of those furthest off first. */
static void
look_ahead(struct reading *r, const struct queue *q)
{
	for (int nth = 0; nth <= FETCHES; nth++) {
		size_t at = q->at + (size_t)(AHEAD * (FETCHES + 1 - nth));

		if (at < q->batch.n)
			fetch(r, &q->batch, q->batch.order[at], nth);
	}
}

static void
add_to_second(struct reading *r, struct queue *q)
{
	const struct batch *b = &q->batch;
	size_t i = b->order[q->at++], len;
	struct step *step = &second_add(r->second)->step;
	uint32_t hash;
	const char *key = steps_key(b->steps, i, &len, &hash);

	if (!guises_are_few(r->guises))
		look_ahead(r, q);
	steps_get(b->steps, i, step);
	step->guise = guises_find(r->guises, key, len, hash);
}

static void
take_second(struct reading *r, int64_t at)
{
	int64_t next;

	second_empty(r->second);
	guises_turn(r->guises);
	while (next_at(&r->steps, &next) && next == at)
		add_to_second(r, &r->steps);
	while (next_at(&r->ordered, &next) && next == at)
		add_to_second(r, &r->ordered);
	name_all(r);
	second_by_act(r->second);
	for (size_t i = 0; i < second_count(r->second); i++)
		take(r, second_get(r->second, i));
	for (size_t i = 0; i < second_count(r->second); i++)
		if (names_bought(r, &second_get(r->second, i)->step))
			take_bought(r, second_get(r->second, i));
}

/* Take what no row of the log that is still to come can overtake. */
static void
take_all(void *reading, void *batch)
{
	struct reading *r = reading;

	r->steps = (struct queue){ *(const struct batch *)batch, 0 };
	for (;;) {
		int64_t at, other;
		bool any = next_at(&r->steps, &at);
		bool more = next_at(&r->ordered, &other);

		if (!any && (!r->is_over || !more))
			return;
		take_second(r, !any || (more && other < at) ? other : at);
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

/* Of what no trace is kept, nobody asks what it was about. */
static void
forget_what(struct step *s)
{
	for (int t = STEP_SKU; t <= STEP_URL; t++)
		s->text[t] = "";
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
			if (!r->rules->kept[s.act])
				forget_what(&s);
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
	    .known = joined_new(), .bought = paid_new(),
	    .second = second_new(), .guises = guises_new() };

	t->traces = traces_new(rules->by);
	t->wares = wares_new();
	for (size_t i = 0; i < rules->orders.n; i++)
		read_orders(&r, rules->orders.items[i]);
	for (size_t i = 0; i < rules->customers.n; i++)
		read_customers(&r, rules->customers.items[i]);
	window_end(r.orders);
	r.ordered.batch = window_batch(r.orders);
	r.aside = aside_new(take_all, &r);
	read_log(&r, files);
	aside_free(r.aside);
	tell_all_joined(&r);
	window_free(r.log);
	window_free(r.orders);
	joined_free(r.joined);
	joined_free(r.known);
	paid_free(r.bought);
	second_free(r.second);
	guises_free(r.guises);
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
