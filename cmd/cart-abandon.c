/*
 * cart-abandon - who left a cart behind, and what is in it
 *
 * A cart is what somebody put in, less what they took out again.  It is left
 * when nothing has happened to it for a while, there is still something in it,
 * and whoever it is of has not bought since.  The whole log is read every time
 * and judged as of an instant, so that whoever is known to have bought isn't
 * reminded: not one who bought as a guest under the same e-mail, nor on another
 * device, nor by an order that only the order export knows of.  A newer cart
 * takes the place of an older one.
 */

#include "cart.h"
#include "cart_audience.h"
#include "cart_report.h"
#include "cart_tell.h"
#include "notice.h"
#include "phrase.h"
#include "pool.h"
#include "record.h"
#include "sink.h"
#include "tally.h"

static value_parser by_parse, clock_parse, cancel_parse;

static struct trail_rules log_rules = { .skew = { .seconds = 3600 } };
static struct cart_rules rules = { .idle = { .seconds = 30 * 60 } };
static int by = CART_BY_CART, clock_from, cancel = CANCEL_ANY;
static struct since since;
static bool audience, recovered, summary;

static const struct opt options[] = {
	{ 0, "idle", "SPAN", "left when nothing happened for so long (30m)",
	    span_parse, &rules.idle },
	{ 0, "cart-by", "KEY", "tell carts by cart, session or person (cart)",
	    by_parse, &by },
	{ 0, "clock", "WHICH", "that starts with the first or last event "
	    "(last)", clock_parse, &clock_from },
	{ 0, "cancel", "WHAT", "bought by any-order, or that of the same-cart "
	    "or same-product (any-order)", cancel_parse, &cancel },
	TRAIL_OPTIONS(log_rules),
	SINCE_OPTION(since),
	{ 0, "recovered", NULL, "write thank-you triggers, too, of carts "
	    "bought after all", NULL, &recovered },
	{ 0, "audience", NULL, "write who joins and leaves a retargeting "
	    "audience instead", NULL, &audience },
	{ 0, "summary", NULL, "write how many carts, rates and values instead",
	    NULL, &summary },
	{ .name = NULL }
};

static const struct tool cart_abandon = {
	.summary = "Find carts that were left behind.",
	.operands = "[EVENTS ...]",
	.options = options
};

static const char *
by_parse(const char *text, void *into)
{
	static const char *const keys[] = { "cart", "session", "person",
	    NULL };

	return choice_parse(text, keys, into);
}

static const char *
clock_parse(const char *text, void *into)
{
	static const char *const clocks[] = { "last", "first", NULL };

	return choice_parse(text, clocks, into);
}

static const char *
cancel_parse(const char *text, void *into)
{
	static const char *const ways[] = { "any-order", "same-cart",
	    "same-product", NULL };

	return choice_parse(text, ways, into);
}

/* Carts that were bought matter only where they are asked for. */
static void
settle(const struct common *common)
{
	static const enum act acts[] = { ACT_ADD, ACT_REMOVE, ACT_CART_VIEW,
	    ACT_CHECKOUT, ACT_UNPAID };

	if ((int)summary + audience + recovered > 1)
		opt_fail("--summary, --audience and --recovered: want one of "
		    "them");
	if (summary && since.is_given)
		opt_fail("--since has no bearing on --summary");
	for (size_t i = 0; i < sizeof acts / sizeof *acts; i++)
		log_rules.kept[acts[i]] = true;
	log_rules.kept[ACT_PURCHASE] = summary || audience || recovered ||
	    cancel != CANCEL_ANY;
	log_rules.needs_sku = cancel == CANCEL_SAME_PRODUCT;
	log_rules.by = by == CART_BY_CART ? GROUP_CART :
	    by == CART_BY_SESSION ? GROUP_SESSION : GROUP_NONE;
	rules.by = (enum cart_by)by;
	rules.cancel = (enum cart_cancel)cancel;
	rules.from_first = clock_from != 0;
	rules.as_of = common->as_of;
}

struct job {
	struct trail trail;
	struct carts *carts;
	struct pool *texts;
	struct notices *notices;
};

static void
notify(struct job *j, const struct cart *cart)
{
	bool is_thanks = cart->fate == CART_RECOVERED;
	struct notice n = {
		.flow = is_thanks ? "thank-you" : "cart-abandon",
		.id = cart->id,
		.at = is_thanks ? cart->ended : cart->due,
		.since = is_thanks ? cart->ended : cart->last
	};
	char when[INSTANT_ROOM];

	instant_print((struct instant){ .seconds = n.at }, when);
	if (is_thanks)
		n.id = phrase_print(j->texts, "%s/%s", n.id, when);
	cart_tell(cart, &j->trail, rules.idle, j->texts, &n);
	if (stitch_contact(traces_people(j->trail.traces), cart->owner, &n.who))
		notices_add(j->notices, &n);
	else
		notices_miss(j->notices, &n);
}

static void
write_triggers(struct job *j, struct sink *out)
{
	j->notices = notices_new(since);
	for (size_t i = 0; i < carts_count(j->carts); i++) {
		const struct cart *cart = carts_get(j->carts, i);

		if (cart->fate == CART_ABANDONED ||
		    (recovered && cart->fate == CART_RECOVERED))
			notify(j, cart);
	}
	notices_write(j->notices, out);
	notices_free(j->notices);
}

static const char *const *
columns(void)
{
	return summary ? cart_report_columns() :
	    record_columns(audience ? RECORD_AUDIENCE : RECORD_TRIGGER);
}

int
main(int argc, char *argv[])
{
	struct common common;
	char **files = opt_parse(&cart_abandon, &common, argc, argv);
	struct job j = { .texts = pool_new() };
	struct sink *out;
	int status;

	settle(&common);
	trail_read(&j.trail, files, &common, &log_rules);
	j.carts = carts_judge(&j.trail, &rules);
	out = sink_open(common.output, &common, NULL, columns());
	if (summary)
		cart_report(j.carts, &j.trail, out);
	else if (audience)
		cart_audience(j.carts, &j.trail, since.is_given ? since.at :
		    INT64_MIN, out);
	else
		write_triggers(&j, out);
	carts_free(j.carts);
	trail_free(&j.trail);
	pool_free(j.texts);
	status = tally_close();
	sink_close(out);
	return status;
}
