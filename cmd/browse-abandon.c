/*
 * browse-abandon - who looked at something and left with an empty cart
 *
 * Somebody is interested who looked at one product, or into one category, more
 * than once and for a while.  Either alone proves little: a tab may stay open,
 * so no view counts for longer than they must last together.  Whoever then
 * leaves, with nothing in the cart, may be reminded; not if something was put
 * in the cart or bought since, and not twice within the quiet period.
 *
 * With --favourites it is who liked a product and hasn't bought it for days.
 */

#include <stdlib.h>

#include "browse_tell.h"
#include "notice.h"
#include "pool.h"
#include "record.h"
#include "sink.h"
#include "tally.h"

static struct trail_rules log_rules = { .skew = { .seconds = 3600 },
    .by = GROUP_NONE, .from = INT64_MIN };
static struct browse_rules rules = { .dwell = { .seconds = 60 },
    .visits = 2, .within = { .days = 7 }, .idle = { .seconds = 30 * 60 },
    .quiet = { .days = 7 } };
static struct span after = { .days = 3 };
static struct since since;
static bool favourites;

static const struct opt options[] = {
	{ 0, "dwell", "SPAN", "looked at for longer than that (60s)",
	    span_parse, &rules.dwell },
	{ 0, "visits", "N", "and so often at least (2)", positive_parse,
	    &rules.visits },
	{ 0, "within", "SPAN", "views count for so long (7d)", span_parse,
	    &rules.within },
	{ 0, "idle", "SPAN", "left when nothing happened for so long (30m)",
	    span_parse, &rules.idle },
	{ 0, "quiet-period", "SPAN", "no two triggers of a person in less "
	    "(7d)", span_parse, &rules.quiet },
	{ 0, "favourites", NULL, "write who liked a product and hasn't "
	    "bought it, instead", NULL, &favourites },
	{ 0, "after", "SPAN", "so long after they liked it (3d)", span_parse,
	    &after },
	TRAIL_OPTIONS(log_rules),
	SINCE_OPTION(since),
	{ .name = NULL }
};

static const struct tool browse_abandon = {
	.summary = "Find people who looked at something and left.",
	.operands = "[EVENTS ...]",
	.options = options
};

struct job {
	struct trail trail;
	struct notices *notices;
	struct pool *texts;
};

static void
settle(const struct common *common)
{
	static const enum act acts[] = { ACT_VIEW, ACT_ADD, ACT_REMOVE,
	    ACT_CART_VIEW, ACT_CHECKOUT };

	rules.as_of = common->as_of;
	if (favourites) {
		log_rules.kept[ACT_FAVOURITE] = true;
		log_rules.kept[ACT_PURCHASE] = true;
		return;
	}
	for (size_t i = 0; i < sizeof acts / sizeof *acts; i++)
		log_rules.kept[acts[i]] = true;
	if (since.is_given)
		log_rules.from = instant_move(instant_move((struct instant){
		    .seconds = since.at }, rules.within, -1, instant_zone()),
		    rules.quiet, -1, instant_zone()).seconds;
}

static void
add(struct job *j, struct notice *n, size_t owner)
{
	if (stitch_contact(traces_people(j->trail.traces), owner, &n->who))
		notices_add(j->notices, n);
	else
		notices_miss(j->notices, n);
}

static void
find_browsers(struct job *j)
{
	size_t n;
	struct browse *all = browse_judge(&j->trail, &rules, &n);

	for (size_t i = 0; i < n; i++) {
		struct notice one = browse_tell(&all[i], &j->trail, j->texts);

		add(j, &one, all[i].owner);
	}
	free(all);
}

static void
find_favourites(struct job *j)
{
	size_t n;
	struct favourite *all = favourites_judge(&j->trail, after,
	    rules.as_of, &n);

	for (size_t i = 0; i < n; i++) {
		struct notice one = favourite_tell(&all[i], &j->trail,
		    j->texts);

		add(j, &one, all[i].owner);
	}
	free(all);
}

int
main(int argc, char *argv[])
{
	struct common common;
	char **files = opt_parse(&browse_abandon, &common, argc, argv);
	struct job j = { .texts = pool_new() };
	struct sink *out;
	int status;

	settle(&common);
	trail_read(&j.trail, files, &common, &log_rules);
	j.notices = notices_new(since);
	if (favourites)
		find_favourites(&j);
	else
		find_browsers(&j);
	out = sink_open(common.output, &common, NULL,
	    record_columns(RECORD_TRIGGER));
	notices_write(j.notices, out);
	notices_free(j.notices);
	trail_free(&j.trail);
	pool_free(j.texts);
	status = tally_close();
	sink_close(out);
	return status;
}
