#include "trail.h"

#include <err.h>
#include <string.h>

#include "joined.h"
#include "phrase.h"
#include "tally.h"
#include "window.h"

struct reading {
	struct trail *trail;
	const struct trail_rules *rules;
	const struct common *common;
	struct window *log, *orders;
	const struct step *order;	/* the next of them; NULL: none left */
	struct joined *joined;
};

static int64_t
seconds_of(struct span s)
{
	return s.seconds + 86400 * ((int64_t)s.days + 31 * (int64_t)s.months);
}

static void
take(struct reading *r, const struct step *s)
{
	struct trail *t = r->trail;

	if (s->act == ACT_VIEW && s->at < r->rules->from)
		traces_see(t->traces, s);
	else if (r->rules->kept[s->act])
		traces_keep(t->traces, s, wares_add(t->wares, s));
	else if (s->act == ACT_PURCHASE)
		traces_rub_out(t->traces, s);
	else
		traces_see(t->traces, s);
}

/* Take the orders that come before this step of the log; NULL: all. */
static void
take_orders(struct reading *r, const struct step *before)
{
	while (r->order != NULL && (before == NULL ||
	    r->order->at < before->at || (r->order->at == before->at &&
	    r->order->act < before->act))) {
		take(r, r->order);
		r->order = window_next(r->orders);
	}
}

static void
take_log(struct reading *r)
{
	const struct step *s;

	while ((s = window_next(r->log)) != NULL) {
		take_orders(r, s);
		joined_see(r->joined, s);
		take(r, s);
	}
}

static void
read_orders(struct reading *r, const char *path)
{
	struct source *in = source_open_side(path, r->common);
	struct step_columns at = step_find(in, true);
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

	if (source_names(in)[0] != NULL) {
		at = step_find(in, false);
		while (source_next(in)) {
			if (!step_read(in, &at, r->common->as_of, &s))
				continue;
			if (!window_add(r->log, &s))
				fail_late(in, at.at, r->rules->skew);
			take_log(r);
		}
	}
	source_close(in);
	window_end(r->log);
	take_log(r);
}

/* Orders of other people than the log's would let everybody be reminded. */
static void
tell_joined(struct reading *r)
{
	char left[PHRASE_COUNT_ROOM], right[PHRASE_COUNT_ROOM];
	size_t of, n = joined_count(r->joined, &of);

	if (r->rules->orders.n == 0)
		return;
	phrase_count(n, left);
	phrase_count(of, right);
	if (n == 0 && of != 0 && traces_count(r->trail->traces) != 0)
		errx(EXIT_TROUBLE, "--orders: joined 0 of %s (want the log's "
		    "customer_id, email, cart_id or order_id)", right);
	tally_note("--orders: joined %s of %s", left, right);
}

void
trail_read(struct trail *t, char *const files[], const struct common *common,
    const struct trail_rules *rules)
{
	struct reading r = { .trail = t, .rules = rules, .common = common,
	    .log = window_new(seconds_of(rules->skew)),
	    .orders = window_new(INT64_MAX), .joined = joined_new() };

	t->traces = traces_new(rules->by);
	t->wares = wares_new();
	for (size_t i = 0; i < rules->orders.n; i++)
		read_orders(&r, rules->orders.items[i]);
	window_end(r.orders);
	r.order = window_next(r.orders);
	read_log(&r, files);
	take_orders(&r, NULL);
	tell_joined(&r);
	window_free(r.log);
	window_free(r.orders);
	joined_free(r.joined);
}

void
trail_free(struct trail *t)
{
	traces_free(t->traces);
	wares_free(t->wares);
}
