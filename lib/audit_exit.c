/* What they did before it went: is what it was about over? */

#include "audit.h"

#include <string.h>

#include "phrase.h"

/* What may have begun a flow, where the log doesn't say what did. */
static const struct start {
	const char *flow, *event;
} starts[] = {
	{ "cart-abandon", "add-to-cart" }, { "cart-abandon", "cart-view" },
	{ "cart-abandon", "checkout" }, { "browse-abandon", "product-view" },
	{ "wishlist", "favourite" }
};

/* What a purchase begins, or the shop's goods: where the log doesn't say when it
   began, having bought of late is nothing against it. */
static const char *const begun_unseen[] = { "back-in-stock", "cross-sell",
    "price-drop", "similar", "up-sell" };

static bool
is_begun_unseen(const struct mail *m)
{
	if (m->origin->since.is_told || m->origin->triggered.is_told)
		return false;
	for (size_t i = 0; i < sizeof begun_unseen / sizeof *begun_unseen; i++)
		if (strcmp(begun_unseen[i], m->message->flow->name) == 0)
			return true;
	return false;
}

static bool
begins(const struct flow *flow, const struct event *e)
{
	for (size_t i = 0; i < sizeof starts / sizeof *starts; i++)
		if (strcmp(starts[i].flow, flow->name) == 0 &&
		    strcmp(starts[i].event, e->name) == 0)
			return true;
	return false;
}

/* Since when they mustn't have done what ends the flow. */
static struct instant
since_of(const struct audit *a, const struct exhibit *x,
    const struct event *events, size_t n)
{
	const struct mail *m = x->mail;

	if (m->origin->since.is_told)
		return audit_latest(m->origin->since.at);
	if (m->origin->triggered.is_told)
		return audit_latest(m->origin->triggered.at);
	while (n-- > 0)
		if (events[n].at.seconds <= m->at &&
		    begins(m->message->flow, &events[n]))
			return audit_latest(events[n].at);
	return instant_move((struct instant){ .seconds = m->at },
	    a->bought_within, -1, instant_zone());
}

/* What a condition may ask of the message and of what they did. */
struct saying {
	const struct audit *audit;
	const struct mail *mail;
	const char *since;
	const struct event *event;
};

/* The text of a name that a log tells; NULL: it doesn't. */
static const char *
row_text(const struct saying *s, const char *name)
{
	if (strcmp(name, "since_at") == 0)
		return s->since;
	if (strcmp(name, "customer_id") == 0)
		return s->mail->customer_id;
	return NULL;
}

static const char *
cell(void *ctx, enum name_of of, size_t name)
{
	const struct saying *s = ctx;
	const char *text = NULL;

	if (of == NAME_EVENT)
		return s->event->cells[name];
	if (of == NAME_ROW)
		text = row_text(s, conditions_names(flows_conditions(
		    s->audit->flows), of)->items[name]);
	return text != NULL ? text : "";
}

static bool
is_told(const void *ctx, size_t name)
{
	const struct audit *a = ctx;
	const char *word = conditions_names(flows_conditions(a->flows),
	    NAME_ROW)->items[name];

	return strcmp(word, "since_at") == 0 ||
	    strcmp(word, "customer_id") == 0;
}

static bool
is_untold(const void *ctx, size_t name)
{
	(void)ctx;
	(void)name;
	return false;
}

/* Does a log tell all that the exit turns on? */
static bool
can_judge(const struct audit *a, const struct exit *e)
{
	const struct conditions *c = flows_conditions(a->flows);
	size_t i = (size_t)e->condition;

	return e->condition == NO_CONDITION ||
	    (conditions_lack(c, i, NAME_ROW, is_told, a) == NULL &&
	    conditions_lack(c, i, NAME_CUSTOMER, is_untold, a) == NULL &&
	    conditions_lack(c, i, NAME_DATA, is_untold, a) == NULL);
}

/* Does what they did end the flow? */
static bool
ends(const struct audit *a, const struct exit *e, struct saying *s)
{
	const char *reason;

	return strcmp(e->event, s->event->name) == 0 && can_judge(a, e) &&
	    (e->condition == NO_CONDITION || conditions_hold(
	    flows_conditions(a->flows), (size_t)e->condition, cell, s,
	    &reason));
}

/* Count it where something that ends its flow can't be judged. */
static void
count_unsettled(struct audit *a, const struct flow *flow, bool is_unseen)
{
	for (size_t i = 0; i < flow->n_exits; i++) {
		if (!is_unseen && can_judge(a, &flow->exits[i]))
			continue;
		a->unsettled++;
		if (a->unsettled_flow == NULL || strcmp(flow->name,
		    a->unsettled_flow->name) < 0)
			a->unsettled_flow = flow;
		return;
	}
}

void
audit_exit(struct audit *a, const struct exhibit *x)
{
	const struct flow *flow = x->mail->message->flow;
	struct saying s = { .audit = a, .mail = x->mail };
	bool is_unseen;
	struct instant since, sent = { .seconds = x->mail->at - 1 };
	size_t n;
	const struct event *e = events_of(a->who.events, x->mail->person, &n);

	if (flow == NULL || flow->n_exits == 0)
		return;
	is_unseen = is_begun_unseen(x->mail);
	count_unsettled(a, flow, is_unseen);
	if (n == 0 || is_unseen)
		return;
	since = since_of(a, x, e, n);
	for (size_t i = 0; i < n; i++) {
		if (e[i].at.seconds < since.seconds ||
		    !instant_is_known(e[i].at, sent))
			continue;
		s.event = &e[i];
		s.since = s.since != NULL ? s.since :
		    phrase_instant(a->who.pool, since);
		for (size_t k = 0; k < flow->n_exits; k++)
			if (ends(a, &flow->exits[k], &s)) {
				audit_find(a, x, CODE_EXIT, phrase_place(
				    a->who.pool, e[i].name, e[i].file,
				    e[i].line), phrase_instant(a->who.pool,
				    e[i].at), s.since);
				return;
			}
	}
}
