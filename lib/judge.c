#include "judge.h"

#include <stdlib.h>
#include <string.h>

#include "contact.h"
#include "phrase.h"
#include "recipient.h"
#include "tally.h"

/* A stage: false where the candidate is denied, and says why. */
typedef bool stage(const struct facts *f, struct candidate *c);

static const struct step *
step_of(const struct candidate *c)
{
	return &c->trigger->flow->steps[c->step];
}

const char *
code_name(enum code c)
{
	static const char *const names[] = {
		[CODE_SEND] = "",
		[CODE_ALREADY_SENT] = "already-sent",
		[CODE_PASSED] = "passed",
		[CODE_EXPIRED] = "expired",
		[CODE_NO_ADDRESS] = "no-address",
		[CODE_NO_CONSENT] = "no-consent",
		[CODE_SUPPRESSED] = "suppressed",
		[CODE_RELAY] = "relay",
		[CODE_EXIT] = "exit"
	};

	return names[c];
}

static bool
deny(struct candidate *c, enum code code, const char *rule,
    const char *observed, const char *threshold)
{
	c->code = code;
	c->rule = rule;
	c->observed = observed;
	c->threshold = threshold;
	return false;
}

/* An instant in words, in the facts' pool. */
static const char *
say(const struct facts *f, struct instant t)
{
	char text[INSTANT_ROOM];

	t.is_date = false;
	instant_print(t, text);
	return phrase_print(f->pool, "%s", text);
}

/* The row that tells of an earlier send. */
static const char *
say_history(const struct facts *f, const struct earlier *e)
{
	return phrase_print(f->pool, "history %s:%lu", e->file, e->line);
}

static bool
not_sent(const struct facts *f, struct candidate *c)
{
	const struct earlier *e = f->past[c->step];

	if (e == NULL)
		return true;
	return deny(c, CODE_ALREADY_SENT, say_history(f, e),
	    say(f, e->send_at), "");
}

/* Once a later step went out, the earlier ones would come too late. */
static bool
not_passed(const struct facts *f, struct candidate *c)
{
	const struct flow *flow = c->trigger->flow;

	for (size_t i = c->step + 1; i < flow->n; i++) {
		const struct earlier *e = f->past[i];

		if (e != NULL)
			return deny(c, CODE_PASSED, say_history(f, e),
			    phrase_print(f->pool, "%s %s", flow->steps[i].id,
			    say(f, e->send_at)), step_of(c)->id);
	}
	return true;
}

static bool
not_expired(const struct facts *f, struct candidate *c)
{
	const struct trigger *t = c->trigger;
	char ttl[SPAN_ROOM];

	if (c->at.seconds < c->expires.seconds)
		return true;
	span_print(step_of(c)->ttl, ttl);
	return deny(c, CODE_EXPIRED, t->may_expire &&
	    t->expires.seconds == c->expires.seconds ? "expires_at" :
	    phrase_print(f->pool, "ttl %s", ttl), say(f, c->at),
	    say(f, c->expires));
}

/* The address is that of the customer records, else the trigger's own. */
static bool
has_address(const struct facts *f, struct candidate *c)
{
	static const char *const wanted[] = { "an e-mail address",
	    "a phone in E.164", "a push_token" };
	static const char *const columns[] = { "email", "phone",
	    "push_token" };
	enum channel channel = step_of(c)->channel;
	const struct recipient *own = &c->trigger->who;
	struct known known = book_find(f->book, own, c->person);

	c->address = known_address(&known, channel);
	if (*c->address == '\0')
		c->address = recipient_address(own, channel);
	if (*c->address != '\0')
		return true;
	return deny(c, CODE_NO_ADDRESS, columns[channel],
	    channel == CHANNEL_SMS ? own->phone : "",
	    wanted[channel]);
}

static bool
not_relay(const struct facts *f, struct candidate *c)
{
	(void)f;
	if (step_of(c)->channel != CHANNEL_EMAIL ||
	    !email_is_relay(c->address))
		return true;
	return deny(c, CODE_RELAY, "marketplace relay", c->address,
	    "an address of their own");
}

static bool
has_consent(const struct facts *f, struct candidate *c)
{
	static const char *const columns[] = { "email_consent", "sms_consent",
	    "push_consent" };
	enum channel channel = step_of(c)->channel;

	if (!recipient_denies(f->people, c->person, channel))
		return true;
	return deny(c, CODE_NO_CONSENT, columns[channel], "denied",
	    "not denied");
}

/* Who has ordered since they last bought isn't to be won back. */
static bool
not_over(const struct facts *f, struct candidate *c)
{
	const struct trigger *t = c->trigger;

	if (!t->is_over || strcmp(t->flow->name, "win-back") != 0)
		return true;
	return deny(c, CODE_EXIT, "last_any_order_at",
	    say(f, t->ordered_again), say(f, t->last_order));
}

static bool
not_suppressed(const struct facts *f, struct candidate *c)
{
	struct suppressed s;

	if (!suppression_find(f->suppression, c->person, step_of(c)->channel,
	    c->trigger->flow->class, c->at, &s))
		return true;
	return deny(c, CODE_SUPPRESSED, phrase_print(f->pool,
	    "suppress %s:%lu", s.file, s.line), s.text,
	    *s.class != '\0' ? s.class : "any class");
}

/*
 * The stages, in order.  What moves a send later belongs before the last,
 * which is judged at the instant that stands in the end.
 */
static stage *const stages[] = { not_sent, not_passed, not_expired,
    has_address, not_relay, has_consent, not_over, not_suppressed };

static void
judge(const struct facts *f, struct candidate *c)
{
	for (size_t i = 0; i < sizeof stages / sizeof *stages; i++)
		if (!stages[i](f, c))
			return;
}

/* Is nothing more to be said to them, in this flow? */
static bool
ends_flow(enum code c)
{
	return c == CODE_NO_CONSENT || c == CODE_SUPPRESSED || c == CODE_EXIT;
}

static struct instant
sooner(struct instant a, struct instant b)
{
	return a.seconds < b.seconds ? a : b;
}

static struct candidate
candidate_of(const struct facts *f, const struct trigger *t, size_t step,
    size_t person, struct instant planned)
{
	struct candidate c = { .trigger = t, .step = step, .person = person,
	    .planned = planned, .at = planned, .address = "", .rule = "",
	    .observed = "", .threshold = "" };

	c.expires = instant_move(planned, t->flow->steps[step].ttl, 1,
	    instant_zone());
	if (t->may_expire)
		c.expires = sooner(c.expires, t->expires);
	/* One that was missed goes now, unless it is stale. */
	if (planned.seconds < f->as_of.seconds)
		c.at = f->as_of;
	c.at.is_date = false;
	return c;
}

/*
 * Look the trigger's steps up in history.  Returns their number up to and with
 * the last that went out.
 */
static size_t
look_back(struct facts *f, const struct trigger *t)
{
	bool is_known = history_knows(f->history, t->id);
	char id[SEND_ID_ROOM];
	size_t behind = 0;

	f->past = pool_grow(f->past, &f->past_room, t->flow->n,
	    sizeof *f->past);
	for (size_t i = 0; i < t->flow->n; i++) {
		f->past[i] = NULL;
		if (!is_known)
			continue;
		send_id(t->flow->name, t->flow->steps[i].id, t->id, id);
		f->past[i] = history_find(f->history, id);
		if (f->past[i] != NULL)
			behind = i + 1;
	}
	return behind;
}

struct candidate *
judge_trigger(struct facts *f, const struct trigger *t, struct candidate *list,
    size_t *n, size_t *room)
{
	size_t person = people_find(f->people, t->customer_id, t->who.email,
	    t->who.phone);
	size_t behind = look_back(f, t);
	struct instant anchor = t->at;
	bool ended = false;

	for (size_t i = 0; i < t->flow->n; i++) {
		struct instant planned = instant_move(anchor,
		    t->flow->steps[i].after, 1, instant_zone());
		const struct earlier *e = f->past[i];
		struct candidate c;

		if (i >= behind && planned.seconds > f->until.seconds) {
			f->later += t->flow->n - i;
			break;
		}
		c = candidate_of(f, t, i, person, planned);
		if (ended) {
			f->ended++;
			not_expired(f, &c);
		} else {
			judge(f, &c);
			list = pool_grow(list, room, *n + 1, sizeof *list);
			list[(*n)++] = c;
			ended = ends_flow(c.code);
		}
		anchor = e != NULL ? e->send_at :
		    c.code == CODE_EXPIRED ? planned : c.at;
	}
	return list;
}

/* In the order to be sent; and of one instant, by whom and what. */
static int
by_send_order(const void *a, const void *b)
{
	const struct candidate *l = a, *r = b;
	int c;

	if (l->at.seconds != r->at.seconds)
		return l->at.seconds < r->at.seconds ? -1 : 1;
	if ((c = strcmp(l->trigger->customer_id, r->trigger->customer_id)) ||
	    (c = strcmp(l->trigger->flow->name, r->trigger->flow->name)))
		return c;
	if (l->step != r->step)
		return l->step < r->step ? -1 : 1;
	return strcmp(l->trigger->id, r->trigger->id);
}

void
candidates_sort(struct candidate *list, size_t n)
{
	if (n > 0)
		qsort(list, n, sizeof *list, by_send_order);
}

/* "denied: 2,830 no-address, 7 suppressed" */
void
candidates_say_denied(const struct candidate *list, size_t n)
{
	size_t of[CODES] = { 0 };
	struct pool *pool = pool_new();
	const char *said = "";
	char count[PHRASE_COUNT_ROOM];

	for (size_t i = 0; i < n; i++)
		of[list[i].code]++;
	for (enum code c = CODE_SEND + 1; c < CODES; c++)
		if (of[c] > 0)
			said = phrase_print(pool, "%s%s%s %s", said,
			    *said != '\0' ? ", " : "",
			    phrase_count(of[c], count), code_name(c));
	if (*said != '\0')
		tally_note("denied: %s", said);
	pool_free(pool);
}
