#include <string.h>

#include "contact.h"
#include "gate.h"
#include "phrase.h"
#include "record.h"
#include "recipient.h"

/* How long a purchase is consent to e-mail, unless it is denied (CASL). */
static const struct span implied_for = { .months = 24 };

/* More than so many bounces in a row are no accident. */
enum { BOUNCES = 7 };

/* The address is that of the customer records, else the trigger's own. */
bool
gate_address(struct docket *d, const struct course *k, struct candidate *c)
{
	static const char *const wanted[] = { "an e-mail address",
	    "a phone in E.164", "a push_token" };
	static const char *const columns[] = { "email", "phone",
	    "push_token" };
	enum channel channel = candidate_step(c)->channel;
	const struct recipient *own = &c->trigger->who;

	c->address = known_address(&k->known, channel);
	if (*c->address == '\0')
		c->address = recipient_address(own, channel);
	return gate_verdict(d, c, *c->address != '\0', CODE_NO_ADDRESS,
	    columns[channel], *c->address == '\0' && channel == CHANNEL_SMS ?
	    own->phone : c->address, wanted[channel]);
}

bool
gate_relay(struct docket *d, const struct course *k, struct candidate *c)
{
	(void)k;
	if (candidate_step(c)->channel != CHANNEL_EMAIL)
		return true;
	return gate_verdict(d, c, !email_is_relay(c->address), CODE_RELAY,
	    "marketplace relay", c->address, "an address of their own");
}

static const char *
column_of(enum channel channel)
{
	static const char *const columns[] = { "email_consent", "sms_consent",
	    "push_consent" };

	return columns[channel];
}

/* "denied 2026-11-01T00:00:00Z (unsubscribe)" */
static const char *
say_record(const struct docket *d, const struct consented *record)
{
	return phrase_print(d->facts->pool, "%s %s%s%s%s",
	    record_consents()[record->state], gate_instant(d, record->at),
	    *record->basis != '\0' ? " (" : "", record->basis,
	    *record->basis != '\0' ? ")" : "");
}

/* Have they said no to the channel?  Then the candidate is denied. */
static bool
has_refused(struct docket *d, struct candidate *c, enum channel channel)
{
	struct consented record;

	if (recipient_says(d->facts->people, c->person, channel,
	    CONSENT_DENIED)) {
		gate_verdict(d, c, false, CODE_NO_CONSENT, column_of(channel),
		    "denied", "not denied");
		return true;
	}
	if (!consents_find(d->facts->consents, c->person, channel, &record) ||
	    record.state != CONSENT_DENIED)
		return false;
	gate_verdict(d, c, false, CODE_NO_CONSENT, gate_place(d, "consent",
	    record.file, record.line), say_record(d, &record), "not denied");
	return true;
}

static bool
is_named(const struct event *e, const char *name)
{
	return strcmp(e->name, name) == 0;
}

/* The last time they ordered anything; false: never. */
static bool
last_purchase(const struct docket *d, struct instant *at)
{
	size_t n;
	const struct event *e = events_of(d->facts->events, d->person, &n);

	while (n-- > 0)
		if (is_named(&e[n], "purchase") ||
		    is_named(&e[n], "order")) {
			*at = e[n].at;
			return true;
		}
	return false;
}

/* What consent by implication rests on, and is it still good? */
static bool
is_implied(const struct docket *d, const struct candidate *c,
    const struct consented *record, const char **observed)
{
	struct instant at, until;

	*observed = "unknown";
	if (record != NULL)
		*observed = say_record(d, record);
	if (record != NULL && record->state == CONSENT_IMPLIED) {
		until = instant_move(record->at, implied_for, 1,
		    instant_zone());
		if (c->at.seconds < until.seconds)
			return true;
	}
	if (!last_purchase(d, &at))
		return false;
	*observed = phrase_print(d->facts->pool, "%s, last order %s",
	    *observed, gate_instant(d, at));
	until = instant_move(at, implied_for, 1, instant_zone());
	return c->at.seconds < until.seconds;
}

/* Consent to this channel; they haven't refused it. */
static bool
has_agreed(struct docket *d, struct candidate *c)
{
	enum channel channel = candidate_step(c)->channel;
	bool may_imply = channel == CHANNEL_EMAIL && !d->facts->explicit_only;
	struct consented record;
	bool is_dated = consents_find(d->facts->consents, c->person, channel,
	    &record), agreed;
	const char *rule = is_dated ? gate_place(d, "consent", record.file,
	    record.line) : column_of(channel), *observed;

	if (is_dated)
		agreed = record.state == CONSENT_EXPLICIT;
	else
		agreed = recipient_says(d->facts->people, c->person,
		    channel, CONSENT_EXPLICIT);
	if (agreed)
		return gate_verdict(d, c, true, CODE_NO_CONSENT, rule,
		    "explicit", "explicit");
	agreed = is_implied(d, c, is_dated ? &record : NULL, &observed);
	return gate_verdict(d, c, agreed && may_imply, CODE_NO_CONSENT, rule,
	    observed, may_imply ? "explicit, or an order within 2y" :
	    "explicit");
}

bool
gate_refusal(struct docket *d, const struct course *k, struct candidate *c)
{
	enum channel own = candidate_step(c)->channel;

	(void)k;
	if (candidate_step(c)->class == CLASS_TRANSACTIONAL)
		return true;
	for (enum channel channel = 0; channel < CHANNELS; channel++)
		if ((channel == own ||
		    c->trigger->flow->spare_opted_out) &&
		    has_refused(d, c, channel))
			return false;
	return true;
}

/* A message that somebody's own doing calls for needs no consent. */
bool
gate_consent(struct docket *d, const struct course *k, struct candidate *c)
{
	if (candidate_step(c)->class == CLASS_TRANSACTIONAL)
		return true;
	return gate_refusal(d, k, c) && has_agreed(d, c);
}

/* Does it show that mail arrives, or is wanted, after all? */
static bool
arrives(const struct event *e)
{
	return is_named(e, "delivered") || is_named(e, "open") ||
	    is_named(e, "click") || is_named(e, "subscribe");
}

/* The last hard bounce, if nothing arrived since; or NULL. */
static const struct event *
hard_bounce(const struct docket *d)
{
	size_t n;
	const struct event *e = events_of(d->facts->events, d->person, &n);

	while (n > 0 && !arrives(&e[n - 1]) &&
	    !is_named(&e[n - 1], "hard-bounce"))
		n--;
	return n > 0 && !arrives(&e[n - 1]) ? &e[n - 1] : NULL;
}

/* How many bounces there were since something last arrived. */
static size_t
bounces_in_a_row(const struct docket *d)
{
	size_t n, count = 0;
	const struct event *e = events_of(d->facts->events, d->person, &n);

	while (n-- > 0 && !is_named(&e[n], "delivered") &&
	    !is_named(&e[n], "open") && !is_named(&e[n], "click"))
		count += is_named(&e[n], "bounce");
	return count;
}

bool
gate_suppressed(struct docket *d, const struct course *k, struct candidate *c)
{
	const struct step *s = candidate_step(c);
	bool any = c->trigger->flow->spare_opted_out;
	struct suppressed found;
	const struct event *hard;
	size_t bounced;

	(void)k;
	if (suppression_find(d->facts->suppression, c->person,
	    any ? CHANNELS : s->channel, any ? CLASSES : s->class, c->at,
	    &found))
		return gate_verdict(d, c, false, CODE_SUPPRESSED,
		    gate_place(d, "suppress", found.file, found.line),
		    *found.reason == '\0' ? found.text :
		    phrase_print(d->facts->pool, "%s (%s)", found.text,
		    found.reason),
		    *found.class != '\0' ? found.class : "any class");
	if (s->channel != CHANNEL_EMAIL || s->class == CLASS_TRANSACTIONAL)
		return true;
	if ((hard = hard_bounce(d)) != NULL)
		return gate_verdict(d, c, false, CODE_SUPPRESSED,
		    gate_place(d, "hard-bounce", hard->file, hard->line),
		    gate_instant(d, hard->at), "nothing since");
	bounced = bounces_in_a_row(d);
	return (bounced <= BOUNCES && d->tell == NULL) ||
	    gate_verdict(d, c, bounced <= BOUNCES, CODE_SUPPRESSED,
	    "bounces in a row", phrase_print(d->facts->pool, "%zu", bounced),
	    phrase_print(d->facts->pool, "%d", BOUNCES));
}
