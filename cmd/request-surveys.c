/*
 * request-surveys - who may be asked now how it was
 *
 * After a delivery, once there was time to try the goods, and after a chat with
 * somebody of the shop, a customer may be asked; while they remember it, for
 * the last thing alone, not again for a time after an answer, and never while
 * they are in recovery from a bad one.  That nobody is asked twice who didn't
 * answer is the flow's to see to.
 */

#include <string.h>

#include "asks.h"
#include "cell.h"
#include "event.h"
#include "order.h"
#include "phrase.h"
#include "record.h"
#include "response.h"
#include "tally.h"

static struct span after = { .days = 3 }, after_chat = { .seconds = 3600 };
static struct span transit;
static bool is_sent_enough;
static struct list events, surveys, labels;
static struct ask_rules rules = { .within = { .days = 14 },
    .every = { .days = 90 }, .recovery = { .days = 30 }, .labels = &labels };
static const struct list nothing;

static value_parser transit_parse;

static const struct opt options[] = {
	{ 0, "after", "SPAN", "ask so long after a delivery (3d)", span_parse,
	    &after },
	{ 0, "transit", "SPAN", "what isn't known to be delivered is, so long "
	    "after it was sent", transit_parse, &transit },
	{ 0, "after-chat", "SPAN", "and so long after a chat (1h)",
	    span_parse, &after_chat },
	{ 0, "within", "SPAN", "but not later after either (14d)", span_parse,
	    &rules.within },
	{ 0, "every", "SPAN", "nor so soon after an answer (90d)", span_parse,
	    &rules.every },
	{ 0, "recovery", "SPAN", "nor so soon after a bad one, unless resolved "
	    "(30d)", span_parse, &rules.recovery },
	{ 0, "events", "FILE", "chats, and what is resolved", list_parse,
	    &events },
	{ 0, "surveys", "FILE", "what was answered", list_parse, &surveys },
	{ 0, "label", "TEXT=N", "in it, these words are that score",
	    response_parse_label, &labels },
	{ .name = NULL }
};

static const struct tool request_surveys = {
	.summary = "Find whom to ask how it was.",
	.operands = "[ORDERS | EVENTS ...]",
	.options = options
};

static const char *
transit_parse(const char *text, void *into)
{
	is_sent_enough = true;
	return span_parse(text, into);
}

struct job {
	const struct common *common;
	struct pool *pool;
	struct asks *asks;
};

static struct instant
later(struct instant t, struct span s)
{
	return instant_move(t, s, 1, instant_zone());
}

/* When an order arrived; false if that isn't known, or the row was rejected. */
static bool
read_arrival(struct source *in, size_t delivered, size_t fulfilled,
    struct instant *at)
{
	if (source_cell(in, delivered).len != 0)
		return cell_read(in, delivered, instant_parse, at);
	if (!is_sent_enough || source_cell(in, fulfilled).len == 0) {
		tally_set_aside("not delivered", 1);
		return false;
	}
	if (!cell_read(in, fulfilled, instant_parse, at))
		return false;
	*at = later(*at, transit);
	return true;
}

static void
read_orders(struct job *j, struct source *in)
{
	struct order_columns at;
	struct recipient_columns people = recipient_find(in, &nothing, j->pool);
	size_t delivered = source_find(in, "delivered_at");
	size_t fulfilled = source_find(in, "fulfilled_at");
	struct ask ask = { .what = "delivered" };
	struct order o;

	order_find(in, &at);
	while (source_next(in)) {
		if (!order_read(in, &at, &o))
			continue;
		order_known(&o, j->common->as_of);
		if (!order_is_purchase(&o, true)) {
			tally_set_aside("not a purchase", 1);
			continue;
		}
		if (!read_arrival(in, delivered, fulfilled, &ask.since))
			continue;
		ask.due = later(ask.since, after);
		if (!asks_is_time(j->asks, &ask) ||
		    !recipient_read(in, &people, j->pool, &ask.who))
			continue;
		ask.item = pool_text(j->pool, o.id.text, o.id.len);
		ask.id = phrase_print(j->pool, "order/%s",
		    phrase_part(j->pool, ask.item));
		asks_add(j->asks, &ask);
	}
}

static void
add_chat(struct job *j, struct instant at, const struct recipient *who)
{
	struct ask ask = { .who = *who, .since = at,
	    .due = later(at, after_chat), .item = "", .what = "chat" };
	char text[INSTANT_ROOM];

	if (!asks_is_time(j->asks, &ask))
		return;
	instant_print(at, text);
	ask.id = phrase_print(j->pool, "chat/%s/%s", phrase_part(j->pool,
	    recipient_name(who)), text);
	asks_add(j->asks, &ask);
}

static void
read_events(struct job *j, struct source *in)
{
	struct recipient_columns people = recipient_find(in, &nothing, j->pool);
	size_t event = source_column(in, "event");
	size_t event_at = source_column(in, "event_at");
	struct recipient who;
	struct instant at;
	const char *name;

	while (source_next(in)) {
		if (!cell_read(in, event, record_parse_event, &name) ||
		    !cell_read(in, event_at, instant_parse, &at))
			continue;
		if (strcmp(name, "chat") != 0 && strcmp(name, "resolved") != 0)
			tally_set_aside("unused event", 1);
		else if (!instant_is_known(at, j->common->as_of))
			tally_set_aside("later than as-of", 1);
		else if (!recipient_read(in, &people, j->pool, &who))
			continue;
		else if (strcmp(name, "chat") == 0)
			add_chat(j, at, &who);
		else
			asks_resolve(j->asks, &who, at);
	}
}

/* The operands: orders, or events. */
static void
read_operands(struct job *j, char *files[])
{
	struct source *in = source_open(files, j->common, NULL);

	if (source_find(in, "event_at") != DICT_NONE)
		read_events(j, in);
	else
		read_orders(j, in);
	source_close(in);
}

int
main(int argc, char *argv[])
{
	struct common common;
	char **files = opt_parse(&request_surveys, &common, argc, argv);
	struct job j = { .common = &common, .pool = pool_new(),
	    .asks = asks_new(&rules, &common) };
	struct source *in;
	struct sink *out;
	int status;

	read_operands(&j, files);
	for (size_t i = 0; i < events.n; i++) {
		in = source_open_side(events.items[i], &common);
		read_events(&j, in);
		source_close(in);
	}
	for (size_t i = 0; i < surveys.n; i++) {
		in = source_open_side(surveys.items[i], &common);
		asks_read_surveys(j.asks, in);
		source_close(in);
	}
	out = sink_open(common.output, &common, NULL,
	    record_columns(RECORD_TRIGGER));
	asks_write(j.asks, out);
	asks_free(j.asks);
	pool_free(j.pool);
	status = tally_close();
	sink_close(out);
	return status;
}
