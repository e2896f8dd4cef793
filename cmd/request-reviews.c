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

#include "circle.h"
#include "data.h"
#include "delays.h"
#include "dict.h"
#include "line.h"
#include "parcel.h"
#include "phrase.h"
#include "record.h"
#include "returns.h"
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

struct job {
	const struct common *common;
	struct pool *pool, *row;	/* row: of the current one */
	struct delays *delays;
	struct parcels *parcels;
	struct circle *circle;
	struct returns *returns;
	struct reviews *reviews;
};

/* Why nobody is ever asked about a line, or NULL. */
static const char *
why_not(const struct line *l)
{
	if (!order_status_is_any(l->status))
		return "not a purchase";
	if (line_kept(l) == 0)
		return "refunded";
	return l->is_gift && !gifts ? "gift" : NULL;
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

/* Take a row's product, which arrived, if it was asked for. */
static void
take(struct job *j, struct source *in, const struct recipient_columns *people,
    const struct line *l, const char *by, struct parcel *a)
{
	struct span wait = after;

	if (!delays_find(j->delays, by, &wait))
		by = "";
	a->due = instant_move(a->arrived, wait, 1, instant_zone());
	if ((since.is_given && notice_at(a->due) < since.at) ||
	    !recipient_read(in, people, j->pool, &a->who))
		return;
	a->sku = pool_text(j->pool, l->sku.text, l->sku.len);
	a->order_id = pool_text(j->pool, l->order_id.text, l->order_id.len);
	a->product = pool_text(j->pool, l->product.text, l->product.len);
	a->reason = reason_of(j, l, a->arrived, wait, by);
	parcels_add(j->parcels, a);
}

/* Take the row of a line; whoever it is of, it tells who is who. */
static void
read_line(struct job *j, struct source *in,
    const struct recipient_columns *people, const struct line *l,
    const char *by)
{
	struct parcel a;
	const char *why = why_not(l);

	if (!recipient_read(in, people, j->row, &a.who))
		return;
	if (*recipient_name(&a.who) != '\0')
		a.person = recipient_join(&a.who, circle_people(j->circle));
	if (why != NULL)
		parcels_bar(j->parcels, l->order_id.text, l->sku.text);
	else if (!line_arrived(l, transit, &a.arrived))
		why = "not delivered";
	else if (*recipient_name(&a.who) == '\0')
		why = "no identity";
	if (why != NULL)
		tally_set_aside(why, 1);
	else
		take(j, in, people, l, by, &a);
	pool_empty(j->row);
}

static bool
is_due(const struct job *j, const struct parcel *a)
{
	return notice_at(a->due) <= j->common->as_of.seconds;
}

static void
read_lines(struct job *j, char *files[])
{
	static const struct list nothing;
	struct source *in = source_open(files, j->common, NULL);
	struct recipient_columns people = recipient_find(in, &nothing, j->pool);
	const char *column = delays_column(j->delays);
	size_t by = column == NULL ? DICT_NONE : source_column(in, column);
	const struct parcel *a;
	struct line_columns at;
	struct line l;

	line_find(in, &at);
	while (source_next(in))
		if (line_read(in, &at, j->common->as_of, &l))
			read_line(j, in, &people, &l,
			    source_cell(in, by).text);
	source_close(in);
	delays_say(j->delays, "--delays");
	for (size_t i = 0; a = parcels_next(j->parcels, &i), a != NULL;)
		if (is_due(j, a))
			circle_add(j->circle, &a->who);
}

static void
ask(struct job *j, const struct parcel *a, struct notices *all)
{
	struct notice n = { .flow = "review", .at = notice_at(a->due),
	    .id = phrase_print(j->pool, "%s/%s", phrase_part(j->pool,
	    a->order_id), phrase_part(j->pool, a->sku)),
	    .since = a->arrived.seconds, .who = notice_contact(&a->who),
	    .item = a->sku, .reason = a->reason };
	size_t person = circle_person(j->circle, a->person);
	const char *why = !is_due(j, a) ? "not due yet" :
	    returns_have(j->returns, a->order_id, a->sku) ? "returned" :
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
	static const struct list nothing;
	struct common common;
	char **files = opt_parse(&request_reviews, &common, argc, argv);
	struct job j = { .common = &common, .pool = pool_new(),
	    .row = pool_new(), .delays = delays_read(delays_path, &common),
	    .parcels = parcels_new(), .circle = circle_new(&common, &nothing),
	    .returns = returns_new(&common),
	    .reviews = reviews_new(&common, recovery) };
	struct notices *all = notices_new(since);
	const struct parcel *a;
	struct sink *out;
	int status;

	read_lines(&j, files);
	tally_bear_none("nobody is asked until that is mended");
	reviews_load(j.reviews, &reviews, j.circle);
	returns_load(j.returns, &events, j.circle);
	tally_bear_none(NULL);
	circle_close(j.circle, false);
	returns_close(j.returns, j.circle, "--events");
	reviews_close(j.reviews, j.circle, returns_events(j.returns),
	    "--reviews");
	out = sink_open(common.output, &common, NULL,
	    record_columns(RECORD_TRIGGER));
	for (size_t i = 0; (a = parcels_next(j.parcels, &i)) != NULL;)
		ask(&j, a, all);
	reviews_answer(j.reviews, all);
	notices_write(all, out);
	notices_free(all);
	parcels_free(j.parcels);
	delays_free(j.delays);
	reviews_free(j.reviews);
	returns_free(j.returns);
	circle_free(j.circle);
	pool_free(j.row);
	pool_free(j.pool);
	status = tally_close();
	sink_close(out);
	return status;
}
