/*
 * ask-referral - who may be asked to bring their friends, and what that earned
 *
 * Who is active, and content with the shop by what they answered last, may be
 * asked to refer others, once in a period; not while they await a delivery, nor
 * until they have had it for some days.
 *
 * With --rewards it is told what referrers have earned: a credit for each new
 * customer whose first purchase has been paid and kept.
 */

#include <string.h>

#include "asof.h"
#include "deliveries.h"
#include "mood.h"
#include "period.h"
#include "phrase.h"
#include "record.h"
#include "reward.h"
#include "tally.h"

static struct span within = { .days = 90 }, recovery = { .days = 30 };
static struct span after = { .days = 3 }, awaited = { .days = 30 };
static struct list surveys, events, deliveries, referrals, orders;
static int period = -1;			/* -1: not given */
static struct since since;
static bool rewards, is_asking;		/* was an option of asks given? */
static struct reward reward = { .hold = { .days = -1 } };	/* likewise */

static value_parser asked_span;

static const struct opt options[] = {
	{ 0, "surveys", "FILE", "what was answered", list_parse, &surveys },
	{ 0, "events", "FILE", "what is resolved", list_parse, &events },
	{ 0, "within", "SPAN", "a good answer counts so long (90d)",
	    asked_span, &within },
	{ 0, "recovery", "SPAN", "ask nobody so soon after a bad one (30d)",
	    asked_span, &recovery },
	{ 0, "deliveries", "FILE", "what came when", list_parse, &deliveries },
	{ 0, "after", "SPAN", "ask so long after a delivery (3d)", asked_span,
	    &after },
	{ 0, "await", "SPAN", "how long a delivery is awaited (30d)",
	    asked_span, &awaited },
	{ 0, "period", "PERIOD", "ask once a day, week, month, quarter or year "
	    "(quarter)", period_parse, &period },
	SINCE_OPTION(since),
	{ 0, "rewards", NULL, "write what referrers have earned, instead",
	    NULL, &rewards },
	{ 0, "referrals", "FILE", "who referred whom", list_parse, &referrals },
	{ 0, "orders", "FILE", "what was bought", list_parse, &orders },
	{ 0, "reward", "AMOUNT", "what a new customer earns, such as 25 USD",
	    reward_parse, &reward },
	{ 0, "hold", "SPAN", "once they have kept what they bought so long "
	    "(14d)", span_parse, &reward.hold },
	{ .name = NULL }
};

static const struct tool ask_referral = {
	.summary = "Find whom to ask for a referral, or who earned by one.",
	.operands = "[CUSTOMERS ...]",
	.options = options
};

static const char *
asked_span(const char *text, void *into)
{
	is_asking = true;
	return span_parse(text, into);
}

static void
check_options(void)
{
	if (surveys.n != 0 || events.n != 0 || deliveries.n != 0 ||
	    since.is_given || period >= 0)
		is_asking = true;
	if (rewards && (is_asking || referrals.n == 0 || orders.n == 0 ||
	    reward.amount == 0))
		opt_fail("--rewards wants --referrals, --orders and --reward, "
		    "and of the others --hold alone");
	if (!rewards && (referrals.n != 0 || orders.n != 0 ||
	    reward.amount != 0 || reward.hold.days >= 0))
		opt_fail("--referrals, --orders, --reward and --hold go with "
		    "--rewards");
	if (!rewards && surveys.n == 0)
		opt_fail("--surveys is missing: it tells who is satisfied");
	reward.hold.days = reward.hold.days < 0 ? 14 : reward.hold.days;
	period = period < 0 ? PERIOD_QUARTER : period;
}

struct job {
	struct common *common;
	struct pool *pool;
	struct circle *circle;
	struct patrons *patrons;
	struct moods *moods;
	struct deliveries *deliveries;
	struct notices *asks;
	struct rewards *rewards;
};

static void
read_customers(struct job *j, char *files[])
{
	struct source *in = source_open(files, j->common, NULL);
	struct asof asof;
	struct patron m;

	asof_find(&asof, in);
	rewards_find(j->rewards, in);
	patrons_find(j->patrons, in, rewards ? PATRON_FIRST : PATRON_ACTIVE);
	while (source_next(in)) {
		asof_take_only(&asof, in, j->common);
		if (!patrons_read(j->patrons, in, &m))
			continue;
		m.person = circle_add(j->circle, &m.who);
		patrons_add(j->patrons, &m);
		if (rewards)
			rewards_add(j->rewards, in, m.person);
	}
	source_close(in);
}

static void
close_people(struct job *j)
{
	circle_close(j->circle, false);
	patrons_close(j->patrons, circle_people(j->circle),
	    "another row of the person");
}

/* What an ask rests on. */
struct grounds {
	const struct said *said;
	const struct received *got;
	struct instant at;		/* when it came to be */
};

/* Why a customer isn't asked, or NULL. */
static const char *
why_not(const struct job *j, const struct patron *m, struct grounds *g)
{
	const char *why;
	struct instant due;

	g->got = deliveries_of(j->deliveries, m->person);
	if (!m->is_active)
		return "not active";
	g->said = moods_content(j->moods, m->person, within, &why);
	if (g->said == NULL)
		return why;
	g->at = g->said->response.at;
	if (g->got->awaits_more)
		return "awaiting a delivery";
	if (!g->got->any)
		return NULL;
	due = instant_move(g->got->last, after, 1, instant_zone());
	if (notice_at(due) > notice_at(g->at))
		g->at = due;
	return instant_is_known(due, j->common->as_of) ? NULL : "not due yet";
}

static void
ask(struct job *j, const struct patron *m, const struct grounds *g)
{
	char when[PERIOD_ROOM], on[DAY_ROOM];
	const char *id, *why = ", and active";
	struct said s = *g->said;
	struct notice n;

	period_print((enum period)period, g->at, when);
	id = phrase_print(j->pool, "%s/%s", phrase_part(j->pool,
	    recipient_name(&m->who)), when);
	day_print(instant_day(g->got->last), on);
	if (g->got->any)
		why = phrase_print(j->pool, ", active, delivered on %s", on);
	patrons_name(m, &s.who);
	n = said_notice(&s, "referral", id, why, j->pool);
	n.at = notice_at(g->at);
	notices_add(j->asks, &n);
}

static void
find_asks(struct job *j)
{
	size_t n;
	const struct patron *m;
	struct grounds g;

	tally_bear_none("nobody is asked until that is mended");
	moods_load(j->moods, &surveys, j->circle);
	circle_load(j->circle, "--events", &events);
	deliveries_load(j->deliveries, &deliveries, j->circle);
	tally_bear_none(NULL);
	close_people(j);
	moods_close(j->moods, j->circle, "--surveys");
	deliveries_close(j->deliveries, j->circle, j->patrons, "--deliveries");
	for (m = patrons_all(j->patrons, &n); n != 0; m++, n--) {
		const char *why = why_not(j, m, &g);

		if (why != NULL)
			tally_set_aside(why, 1);
		else
			ask(j, m, &g);
	}
}

static void
find_rewards(struct job *j)
{
	rewards_load(j->rewards, &orders, &referrals, j->circle);
	close_people(j);
	rewards_judge(j->rewards, j->circle, j->patrons);
}

int
main(int argc, char *argv[])
{
	static const struct list nothing;
	struct common common;
	char **files = opt_parse(&ask_referral, &common, argc, argv);
	struct job j = { .common = &common, .pool = pool_new(),
	    .circle = circle_new(&common, &nothing), .patrons = patrons_new(),
	    .moods = moods_new(&common, recovery), .asks = notices_new(since),
	    .deliveries = deliveries_new(&common, awaited),
	    .rewards = rewards_new(&common, &reward) };
	struct sink *out;
	int status;

	check_options();
	read_customers(&j, files);
	(rewards ? find_rewards : find_asks)(&j);
	out = sink_open(common.output, &common, NULL, record_columns(rewards ?
	    RECORD_CREDIT : RECORD_TRIGGER));
	if (rewards)
		rewards_write(j.rewards, out);
	else
		notices_write(j.asks, out);
	rewards_free(j.rewards);
	deliveries_free(j.deliveries);
	notices_free(j.asks);
	moods_free(j.moods);
	patrons_free(j.patrons);
	circle_free(j.circle);
	pool_free(j.pool);
	status = tally_close();
	sink_close(out);
	return status;
}
