/*
 * replenish - who is about to run out of what they use up
 *
 * What somebody has bought lasts as long as they use it up, and what they buy
 * before it is gone lasts after it.  So long before that day that a parcel still
 * comes in time, and some days more, they may be reminded.  How much is used a
 * day is told by a file of rates, else by how soon they, or others, bought the
 * same again.
 */

#include "bought.h"
#include "data.h"
#include "notice.h"
#include "phrase.h"
#include "quantity.h"
#include "record.h"
#include "tally.h"
#include "usage.h"

static struct span buffer = { .days = 3 }, lead;
static struct list rates;
static const char *write_path;
static int enough = 3;
static struct since since;

static value_parser days_parse;

static const struct opt options[] = {
	{ 0, "buffer", "DAYS", "so long before they run out (3d)", days_parse,
	    &buffer },
	{ 0, "lead-time", "DAYS", "and so long again, which a parcel takes "
	    "(0d)", days_parse, &lead },
	{ 0, "rates", "FILE", "how much is used a day, by sku or category",
	    list_parse, &rates },
	{ 0, "intervals", "N", "else it is learnt, from so many times that it "
	    "was bought again (3)", positive_parse, &enough },
	{ 0, "write-rates", "FILE", "write what was learnt there", text_parse,
	    &write_path },
	SINCE_OPTION(since),
	{ .name = NULL }
};

static const struct tool replenish = {
	.summary = "Find who is about to run out of something.",
	.operands = "[LINES ...]",
	.options = options
};

struct job {
	const struct common *common;
	struct pool *pool;
	struct bought *bought;
	struct usage *usage;
	struct notices *notices;
};

/* A span of days, weeks or months, or none. */
static const char *
days_parse(const char *text, void *into)
{
	struct span s;
	const char *reason = span_parse(text, &s);

	if (reason == NULL && s.seconds != 0)
		reason = "not in days (want such as 3d)";
	if (reason == NULL)
		*(struct span *)into = s;
	return reason;
}

/* How soon they bought it again: what was bought on one day is one. */
static void
learn(struct job *j, const struct buy *b, size_t n)
{
	int64_t quantity = b->quantity;

	for (size_t i = 1; i < n; i++) {
		int days = day_between(b[i - 1].day, b[i].day);

		if (days > 0) {
			usage_learn(j->usage, b->person, b->sku, quantity,
			    days);
			quantity = 0;
		}
		if (__builtin_add_overflow(quantity, b[i].quantity, &quantity))
			quantity = INT64_MAX;
	}
}

/* The day on which all of it is used up; false if that is beyond all days. */
static bool
used_up(const struct buy *b, size_t n, const struct lasting *l,
    struct day *into)
{
	enum { DAY_SECONDS = 86400, LAST = 2932896 };	/* 9999-12-31 */
	int64_t end = INT64_MIN, from, supply;

	for (size_t i = 0; i < n; i++) {
		from = (int64_t)b[i].day.number * DAY_SECONDS;
		if (!quantity_times(b[i].quantity, l->seconds, &supply) ||
		    supply > (int64_t)LAST * DAY_SECONDS)
			return false;
		end = (end > from ? end : from) + supply;
	}
	if (end > (int64_t)LAST * DAY_SECONDS)
		return false;
	into->number = (int)(end / DAY_SECONDS - (end % DAY_SECONDS < 0));
	return true;
}

/* "2 on 2022-01-10, used up on 2022-04-20 at 30.0 d each by their own 4
   intervals" */
static const char *
reason_of(struct job *j, const struct buy *b, const struct lasting *l,
    struct day end)
{
	static const char *const by[] = { "by its rate", "by their own",
	    "by all customers'" };
	char n[QUANTITY_ROOM], on[DAY_ROOM], until[DAY_ROOM];
	int64_t tenths = l->seconds / 8640;

	quantity_print(b->quantity, n);
	day_print(b->day, on);
	day_print(end, until);
	return phrase_print(j->pool, l->by == BY_RATE ?
	    "%s on %s, used up on %s at %lld.%d d each %s" :
	    "%s on %s, used up on %s at %lld.%d d each %s %zu intervals", n,
	    on, until, (long long)(tenths / 10), (int)(tenths % 10), by[l->by],
	    l->n);
}

/* When they may be reminded: not on the day on which they bought. */
static struct instant
due_on(const struct buy *last, struct day end)
{
	const struct zone *z = instant_zone();
	struct instant t = { (int64_t)end.number * 86400, true };

	t.seconds = zone_day_start(z, t.seconds);
	t = instant_move(instant_move(t, buffer, -1, z), lead, -1, z);
	if (instant_day(t).number <= last->day.number)
		t.seconds = zone_day_start(z, ((int64_t)last->day.number +
		    1) * 86400);
	return t;
}

static void
remind(struct job *j, const struct buy *last, const struct lasting *l,
    struct day end, struct instant due)
{
	char until[DAY_ROOM], quantity[QUANTITY_ROOM];
	struct notice n = { .flow = "replenish", .at = due.seconds,
	    .since = last->at.seconds, .who = notice_contact(&last->who),
	    .item = last->sku, .reason = reason_of(j, last, l, end) };

	day_print(end, until);
	quantity_print(last->quantity, quantity);
	n.id = phrase_print(j->pool, "%s/%s/%s", phrase_part(j->pool,
	    n.who.customer_id), phrase_part(j->pool, last->sku),
	    phrase_part(j->pool, last->order_id));
	n.data = data_make(j->pool, (struct member[]){
	    { "order_id", last->order_id, CELL_TEXT },
	    { "sku", last->sku, CELL_TEXT },
	    { "product", last->product, CELL_TEXT },
	    { "quantity", quantity, CELL_NUMBER },
	    { "used_up_on", until, CELL_TEXT }, { NULL, NULL, CELL_TEXT } });
	notices_add(j->notices, &n);
}

/* The last that is told of n. */
static const char *
category_of(const struct buy *b, size_t n)
{
	while (n > 1 && *b[n - 1].category == '\0')
		n--;
	return b[n - 1].category;
}

/* Somebody who bought a product n times. */
static void
judge(struct job *j, const struct buy *b, size_t n)
{
	const struct buy *last = &b[n - 1];
	struct lasting l;
	struct instant due;
	struct day end;

	if (!usage_find(j->usage, last->person, last->sku,
	    category_of(b, n), &l)) {
		tally_set_aside("not known how long it lasts", n);
		return;
	}
	if (used_up(b, n, &l, &end)) {
		due = due_on(last, end);
		if (due.seconds <= j->common->as_of.seconds) {
			remind(j, last, &l, end, due);
			return;
		}
	}
	tally_set_aside("not due yet", n);
}

/* Do it for what each person bought of each product. */
static void
each(struct job *j, void (*it)(struct job *, const struct buy *, size_t))
{
	const struct buy *b;
	size_t n;

	for (size_t i = 0; b = bought_run(j->bought, i, &n), n != 0; i += n)
		it(j, b, n);
}

int
main(int argc, char *argv[])
{
	struct common common;
	char **files = opt_parse(&replenish, &common, argc, argv);
	struct job j = { .common = &common, .pool = pool_new(),
	    .usage = usage_new(enough), .notices = notices_new(since) };
	struct sink *out;
	int status;

	for (size_t i = 0; i < rates.n; i++)
		usage_read(j.usage, rates.items[i], &common);
	j.bought = bought_read(files, &common);
	each(&j, learn);
	usage_close(j.usage);
	each(&j, judge);
	out = sink_open(common.output, &common, NULL,
	    record_columns(RECORD_TRIGGER));
	notices_write(j.notices, out);
	status = tally_close();
	if (write_path != NULL)
		usage_write(j.usage, write_path, &common);
	sink_close(out);
	notices_free(j.notices);
	usage_free(j.usage);
	bought_free(j.bought);
	pool_free(j.pool);
	return status;
}
