/*
 * request-reviews - who may be asked now for a review of what they bought
 *
 * Once a product has arrived, and there was time to try it, which for a sofa is
 * longer than for a shirt, whoever bought it may be asked for a review; not for
 * what was cancelled, refunded or returned, not for what they have reviewed, and
 * not while they are in recovery from a bad answer.  A gift is tried by somebody
 * else, so its buyer isn't asked unless that is wanted.  A good review is thanked
 * for, a bad one apologised for.
 */

#include <stdlib.h>
#include <string.h>

#include "circle.h"
#include "data.h"
#include "delays.h"
#include "dict.h"
#include "line.h"
#include "phrase.h"
#include "record.h"
#include "reviews.h"
#include "tally.h"

static struct span after = { .days = 14 }, transit = { .days = 5 };
static struct span recovery = { .days = 30 };
static const char *delays_path, *incentive;
static struct list reviews, events;
static bool gifts;
static struct since since;

static const struct opt options[] = {
	{ 0, "after", "SPAN", "ask so long after a product arrived (14d)",
	    span_parse, &after },
	{ 0, "delays", "FILE", "or so long, by what a line says, such as its "
	    "category", text_parse, &delays_path },
	{ 0, "transit", "SPAN", "what isn't known to have arrived has, so long "
	    "after it was sent (5d)", span_parse, &transit },
	{ 0, "reviews", "FILE", "reviews, and other answers, there are already",
	    list_parse, &reviews },
	{ 0, "events", "FILE", "what is returned, refunded or resolved",
	    list_parse, &events },
	{ 0, "recovery", "SPAN", "not so soon after a bad answer, unless "
	    "resolved (30d)", span_parse, &recovery },
	{ 0, "gifts", NULL, "ask for what went to somebody else, too", NULL,
	    &gifts },
	{ 0, "incentive", "TEXT", "what is offered for a review, as "
	    "data.incentive", text_parse, &incentive },
	SINCE_OPTION(since),
	{ .name = NULL }
};

static const struct tool request_reviews = {
	.summary = "Find whom to ask for a review.",
	.operands = "[LINES ...]",
	.options = options
};

/* A product that somebody may be asked about. */
struct ask {
	struct recipient who;
	size_t person;			/* a text of theirs */
	struct instant since, due;	/* it arrived; and they may be asked */
	const char *id, *order_id, *sku, *product;
	const char *reason;
};

struct job {
	const struct common *common;
	struct pool *pool;
	struct delays *delays;
	struct dict *ids;		/* that are asked about */
	struct circle *circle;
	struct reviews *reviews;
	struct ask *list;
	size_t n, room;
};

/* Why nobody is asked about a line, or NULL. */
static const char *
why_not(const struct line *l, struct instant *arrived)
{
	if (!order_status_is_any(l->status))
		return "not a purchase";
	if (line_kept(l) == 0)
		return "refunded";
	if (l->is_gift && !gifts)
		return "gift";
	return line_arrived(l, transit, arrived) ? NULL : "not delivered";
}

/* "delivered on 2026-11-05, asked after 10d (Shoes)" */
static const char *
reason_of(struct job *j, const struct line *l, struct instant arrived,
    struct span wait, const char *by)
{
	char on[DAY_ROOM], span[SPAN_ROOM];

	day_print(instant_day(arrived), on);
	span_print(wait, span);
	return phrase_print(j->pool, *by == '\0' ? "%s on %s, asked after %s" :
	    "%s on %s, asked after %s (%s)", l->is_delivered ? "delivered" :
	    "to have arrived", on, span, by);
}

/* Take a line's product, which arrived then, if it is time for it. */
static void
take(struct job *j, const struct line *l, const char *by, struct ask *a)
{
	size_t n = dict_count(j->ids);
	struct span wait = after;

	if (!delays_find(j->delays, by, &wait))
		by = "";
	a->due = instant_move(a->since, wait, 1, instant_zone());
	if (!instant_is_known(a->due, j->common->as_of)) {
		tally_set_aside("not due yet", 1);
		return;
	}
	if (since.is_given && notice_at(a->due) < since.at)
		return;
	a->sku = pool_text(j->pool, l->sku.text, l->sku.len);
	a->order_id = pool_text(j->pool, l->order_id.text, l->order_id.len);
	a->id = phrase_print(j->pool, "%s/%s", phrase_part(j->pool,
	    a->order_id), phrase_part(j->pool, a->sku));
	if (dict_add(j->ids, a->id, strlen(a->id)) != n) {
		tally_set_aside("same product of the order", 1);
		return;
	}
	a->product = pool_text(j->pool, l->product.text, l->product.len);
	a->reason = reason_of(j, l, a->since, wait, by);
	a->person = circle_add(j->circle, &a->who);
	j->list = pool_grow(j->list, &j->room, j->n + 1, sizeof *j->list);
	j->list[j->n++] = *a;
}

static void
read_lines(struct job *j, char *files[])
{
	static const struct list nothing;
	struct source *in = source_open(files, j->common, NULL);
	struct recipient_columns people = recipient_find(in, &nothing, j->pool);
	const char *column = delays_column(j->delays), *why;
	size_t by = column == NULL ? DICT_NONE : source_column(in, column);
	struct line_columns at;
	struct line l;
	struct ask a;

	line_find(in, &at);
	while (source_next(in)) {
		if (!line_read(in, &at, j->common->as_of, &l))
			continue;
		why = why_not(&l, &a.since);
		if (why != NULL)
			tally_set_aside(why, 1);
		else if (recipient_read_named(in, &people, j->pool, &a.who))
			take(j, &l, source_cell(in, by).text, &a);
	}
	source_close(in);
	delays_say(j->delays, "--delays");
}

/* Does an event say that it came back, or the money did? */
static bool
is_returned(const struct job *j, const struct ask *a, size_t person)
{
	size_t n;
	const struct event *e = circle_did(j->circle, person, &n);

	for (size_t i = 0; i < n; i++) {
		const char *order_id = e[i].cells[0], *sku = e[i].cells[1];

		if ((strcmp(e[i].name, "return-request") == 0 ||
		    strcmp(e[i].name, "refund") == 0) &&
		    strcmp(order_id, a->order_id) == 0 &&
		    (*sku == '\0' || strcmp(sku, a->sku) == 0))
			return true;
	}
	return false;
}

static void
ask(struct job *j, const struct ask *a, struct notices *all)
{
	struct notice n = { .flow = "review", .id = a->id,
	    .at = notice_at(a->due), .since = a->since.seconds,
	    .who = notice_contact(&a->who), .item = a->sku,
	    .reason = a->reason };
	size_t person = circle_person(j->circle, a->person);
	const char *why = is_returned(j, a, person) ? "returned" :
	    reviews_have(j->reviews, a->order_id, a->sku, person) ?
	    "reviewed" : reviews_in_recovery(j->reviews, person) ?
	    "in recovery" : NULL;

	if (why != NULL) {
		tally_set_aside(why, 1);
		return;
	}
	n.data = data_make(j->pool, (struct member[]){
	    { "order_id", a->order_id, CELL_TEXT },
	    { "sku", a->sku, CELL_TEXT },
	    { "product", a->product, CELL_TEXT },
	    { "incentive", incentive, CELL_TEXT }, { NULL, NULL, CELL_TEXT } });
	notices_add(all, &n);
}

int
main(int argc, char *argv[])
{
	static const char *cells[] = { "order_id", "sku" };
	static const struct list asked = { cells, 2, 2 };
	struct common common;
	char **files = opt_parse(&request_reviews, &common, argc, argv);
	struct job j = { .common = &common, .pool = pool_new(),
	    .delays = delays_read(delays_path, &common), .ids = dict_new(),
	    .circle = circle_new(&common, &asked),
	    .reviews = reviews_new(&common, recovery) };
	struct notices *all = notices_new(since);
	struct sink *out;
	int status;

	read_lines(&j, files);
	reviews_load(j.reviews, &reviews, j.circle);
	circle_load(j.circle, "--events", &events);
	circle_close(j.circle, false);
	reviews_close(j.reviews, j.circle, "--reviews");
	out = sink_open(common.output, &common, NULL,
	    record_columns(RECORD_TRIGGER));
	for (size_t i = 0; i < j.n; i++)
		ask(&j, &j.list[i], all);
	reviews_answer(j.reviews, all);
	notices_write(all, out);
	notices_free(all);
	free(j.list);
	dict_free(j.ids);
	delays_free(j.delays);
	reviews_free(j.reviews);
	circle_free(j.circle);
	pool_free(j.pool);
	status = tally_close();
	sink_close(out);
	return status;
}
