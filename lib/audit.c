#include "audit.h"

#include <string.h>

#include "local.h"
#include "permission.h"

void
audit_find(struct audit *a, const struct exhibit *x, enum code code,
    const char *rule, const char *observed, const char *threshold)
{
	faults_add(&a->faults, &(struct fault){ x->mail, code, rule, observed,
	    threshold });
}

struct instant
audit_latest(struct instant t)
{
	if (t.is_date)
		t = instant_move(t, (struct span){ .days = 1 }, 1,
		    instant_zone());
	t.is_date = false;
	return t;
}

static struct asking
asking_of(const struct exhibit *x, struct instant at)
{
	const struct mailing *m = x->mail->message;

	return (struct asking){
		.person = x->mail->person,
		.channel = x->mail->channel,
		.class = m->class,
		.at = at,
		.by = at,
		.is_touchy = m->flow != NULL && m->flow->spare_opted_out,
		.is_dated = true
	};
}

/* Are they listed?  A suite's list is of who unsubscribed: what is about an order
   may go to them, unless the row names its class. */
static bool
is_listed(const struct dossier *d, const struct asking *a,
    struct answer *into)
{
	return permission_suppressed(d, a, into) &&
	    (a->class != CLASS_TRANSACTIONAL ||
	    strcmp(into->threshold, class_names()[a->class]) == 0);
}

typedef bool permission(const struct dossier *d, const struct asking *a,
    struct answer *into);

/* Was it a no when it went, and had it been one for the time of grace?  What
   came in the second of the message came after it, as far as is known. */
static bool
was_no(const struct audit *a, const struct exhibit *x, permission *asks,
    struct answer *why)
{
	struct instant sent = { .seconds = x->mail->at };
	struct instant before = instant_move(sent, a->grace, -1,
	    instant_zone());
	struct asking then = asking_of(x, sent);

	before.seconds--;
	if (!asks(&a->who, &then, why))
		return false;
	then = asking_of(x, before);
	return asks(&a->who, &then, why);
}

/* Did they agree on the day that it went, at a time that isn't told? */
static bool
may_have_agreed(const struct audit *a, const struct exhibit *x)
{
	struct instant sent = { .seconds = x->mail->at };
	struct instant day = instant_move(sent, (struct span){ .days = 1 }, 1,
	    instant_zone());
	struct consented record;

	return consents_find(a->who.consents, x->mail->person,
	    x->mail->channel, day, &record) && record.at.is_date &&
	    record.state != CONSENT_DENIED &&
	    day_between(instant_day(record.at), instant_day(sent)) == 0;
}

static void
judge_no(struct audit *a, const struct exhibit *x)
{
	struct answer why;

	if (was_no(a, x, permission_refused, &why) && !may_have_agreed(a, x))
		audit_find(a, x, CODE_NO_CONSENT, why.rule, why.observed,
		    why.threshold);
	if (was_no(a, x, is_listed, &why))
		audit_find(a, x, CODE_SUPPRESSED, why.rule, why.observed,
		    why.threshold);
}

/* Do they say no, by what doesn't tell since when they do? */
static bool
is_undated_no(const struct audit *a, const struct exhibit *x)
{
	struct instant sent = { .seconds = x->mail->at };
	struct asking asking = asking_of(x, sent);
	struct answer why;

	if (permission_refused(&a->who, &asking, &why) ||
	    is_listed(&a->who, &asking, &why))
		return false;
	asking.is_dated = false;
	return permission_refused(&a->who, &asking, &why) ||
	    is_listed(&a->who, &asking, &why);
}

static const struct zone *
zone_of(const struct audit *a, const struct mail *m)
{
	struct recipient who = { .customer_id = m->customer_id,
	    .email = m->channel == CHANNEL_EMAIL ? m->address : "" };
	struct known known = book_find(a->who.book, &who, m->person);
	const struct zone *zone = local_zone(&known);

	return zone != NULL ? zone : a->zone;
}

static void
judge_person(struct audit *a, size_t person)
{
	struct exhibit x = { .mail = NULL };
	bool undated = false;

	x.list = outbox_of(a->box, person, &x.n);
	if (x.n == 0)
		return;
	a->people++;
	audit_twice(a, x.list, x.n);
	for (x.i = 0; x.i < x.n; x.i++) {
		x.mail = x.list[x.i];
		x.zone = zone_of(a, x.mail);
		a->of_no_flow += x.mail->message->flow == NULL &&
		    x.mail->message->class == CLASS_MARKETING;
		audit_expired(a, &x);
		judge_no(a, &x);
		undated = undated || is_undated_no(a, &x);
		audit_exit(a, &x);
		audit_quiet(a, &x);
		audit_caps(a, &x);
	}
	a->undated_people += undated;
}

void
audit_judge(struct audit *a)
{
	size_t n = people_count(a->who.people);

	for (size_t i = 0; i < n; i++)
		judge_person(a, i);
	faults_sort(&a->faults);
}
