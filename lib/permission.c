#include "permission.h"

#include <string.h>

#include "phrase.h"
#include "record.h"
#include "recipient.h"

/* How long a purchase is consent to e-mail, unless it is denied (CASL). */
static const struct span implied_for = { .months = 24 };

/* More than so many bounces in a row are no accident. */
enum { BOUNCES = 7 };

static const char *
column_of(enum channel channel)
{
	static const char *const columns[] = { "email_consent", "sms_consent",
	    "push_consent" };

	return columns[channel];
}

/* "denied 2026-11-01T00:00:00Z (unsubscribe)" */
static const char *
say_record(const struct dossier *d, const struct consented *record)
{
	return phrase_print(d->pool, "%s %s%s%s%s",
	    record_consents()[record->state], phrase_instant(d->pool,
	    record->at), *record->basis != '\0' ? " (" : "", record->basis,
	    *record->basis != '\0' ? ")" : "");
}

/* Have they said no to the channel? */
static bool
has_refused(const struct dossier *d, const struct asking *a,
    enum channel channel, struct answer *into)
{
	struct consented record;

	if (!a->is_dated &&
	    recipient_says(d->people, a->person, channel, CONSENT_DENIED)) {
		*into = (struct answer){ column_of(channel), "denied",
		    "not denied" };
		return true;
	}
	if (!consents_find(d->consents, a->person, channel, a->by, &record) ||
	    record.state != CONSENT_DENIED)
		return false;
	*into = (struct answer){ phrase_place(d->pool, "consent", record.file,
	    record.line), say_record(d, &record), "not denied" };
	return true;
}

bool
permission_refused(const struct dossier *d, const struct asking *a,
    struct answer *into)
{
	if (a->class == CLASS_TRANSACTIONAL)
		return false;
	for (enum channel channel = 0; channel < CHANNELS; channel++)
		if ((channel == a->channel || a->is_touchy) &&
		    has_refused(d, a, channel, into))
			return true;
	return false;
}

static bool
is_named(const struct event *e, const char *name)
{
	return strcmp(e->name, name) == 0;
}

/* The last time they ordered anything, as far as is known; false: never. */
static bool
last_purchase(const struct dossier *d, const struct asking *a,
    struct instant *at)
{
	size_t n;
	const struct event *e = events_of(d->events, a->person, &n);

	while (n-- > 0)
		if ((is_named(&e[n], "purchase") ||
		    is_named(&e[n], "order")) &&
		    instant_is_known(e[n].at, a->by)) {
			*at = e[n].at;
			return true;
		}
	return false;
}

/* Is what they did then, which is consent by implication, still good? */
static bool
is_fresh(struct instant then, const struct asking *a)
{
	return a->at.seconds < instant_move(then, implied_for, 1,
	    instant_zone()).seconds;
}

/* What consent by implication rests on, and is it still good? */
static bool
is_implied(const struct dossier *d, const struct asking *a,
    const struct consented *record, const char **observed)
{
	struct instant at;

	*observed = record != NULL ? say_record(d, record) : "unknown";
	if (record != NULL && record->state == CONSENT_IMPLIED &&
	    is_fresh(record->at, a))
		return true;
	if (!last_purchase(d, a, &at))
		return false;
	*observed = phrase_print(d->pool, "%s, last order %s", *observed,
	    phrase_instant(d->pool, at));
	return is_fresh(at, a);
}

bool
permission_agreed(const struct dossier *d, const struct asking *a,
    struct answer *into)
{
	bool may_imply = a->channel == CHANNEL_EMAIL && !a->explicit_only;
	struct consented record;
	bool is_dated, agreed;

	if (a->class == CLASS_TRANSACTIONAL)
		return true;
	is_dated = consents_find(d->consents, a->person, a->channel, a->by,
	    &record);
	into->rule = is_dated ? phrase_place(d->pool, "consent", record.file,
	    record.line) : column_of(a->channel);
	if (is_dated)
		agreed = record.state == CONSENT_EXPLICIT;
	else
		agreed = recipient_says(d->people, a->person, a->channel,
		    CONSENT_EXPLICIT);
	into->observed = into->threshold = "explicit";
	if (agreed)
		return true;
	agreed = is_implied(d, a, is_dated ? &record : NULL, &into->observed);
	if (may_imply)
		into->threshold = "explicit, or an order within 2y";
	return agreed && may_imply;
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
hard_bounce(const struct event *e, size_t n)
{
	while (n > 0 && !arrives(&e[n - 1]) &&
	    !is_named(&e[n - 1], "hard-bounce"))
		n--;
	return n > 0 && !arrives(&e[n - 1]) ? &e[n - 1] : NULL;
}

/* How many bounces there were since something last arrived. */
static size_t
bounces_in_a_row(const struct event *e, size_t n)
{
	size_t count = 0;

	while (n-- > 0 && !is_named(&e[n], "delivered") &&
	    !is_named(&e[n], "open") && !is_named(&e[n], "click"))
		count += is_named(&e[n], "bounce");
	return count;
}

/* Do messages to them come back? */
static bool
bounces(const struct dossier *d, const struct asking *a, struct answer *into)
{
	size_t n, bounced;
	const struct event *e = events_of(d->events, a->person, &n), *hard;

	while (n > 0 && !instant_is_known(e[n - 1].at, a->by))
		n--;
	if ((hard = hard_bounce(e, n)) != NULL) {
		*into = (struct answer){ phrase_place(d->pool, "hard-bounce",
		    hard->file, hard->line), phrase_instant(d->pool,
		    hard->at), "nothing since" };
		return true;
	}
	bounced = bounces_in_a_row(e, n);
	if (bounced > BOUNCES || a->is_told)
		*into = (struct answer){ "bounces in a row",
		    phrase_print(d->pool, "%zu", bounced),
		    phrase_print(d->pool, "%d", BOUNCES) };
	return bounced > BOUNCES;
}

bool
permission_suppressed(const struct dossier *d, const struct asking *a,
    struct answer *into)
{
	struct suppressed found = { .file = NULL };

	*into = (struct answer){ NULL, NULL, NULL };
	if ((a->is_dated ? suppression_find_dated : suppression_find)(
	    d->suppression, a->person, a->is_touchy ? CHANNELS : a->channel,
	    a->is_touchy ? CLASSES : a->class, a->at, &found)) {
		*into = (struct answer){ phrase_place(d->pool, "suppress",
		    found.file, found.line), *found.reason == '\0' ?
		    found.text : phrase_print(d->pool, "%s (%s)", found.text,
		    found.reason), *found.class != '\0' ? found.class :
		    "any class" };
		return true;
	}
	return a->channel == CHANNEL_EMAIL &&
	    a->class != CLASS_TRANSACTIONAL && bounces(d, a, into);
}
