#include "contact.h"
#include "gate.h"
#include "permission.h"
#include "recipient.h"

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

/* What is known now is all that is known. */
static struct asking
asking_of(const struct docket *d, const struct candidate *c)
{
	return (struct asking){
		.person = c->person,
		.channel = candidate_step(c)->channel,
		.class = candidate_step(c)->class,
		.at = c->at,
		.by = { .seconds = INT64_MAX },
		.is_touchy = c->trigger->flow->spare_opted_out,
		.explicit_only = d->facts->explicit_only,
		.is_told = d->tell != NULL
	};
}

static bool
answer(struct docket *d, struct candidate *c, bool passes, enum code code,
    const struct answer *why)
{
	if (passes && (d->tell == NULL || why->rule == NULL))
		return true;
	return gate_verdict(d, c, passes, code, why->rule, why->observed,
	    why->threshold);
}

bool
gate_refusal(struct docket *d, const struct course *k, struct candidate *c)
{
	struct asking a = asking_of(d, c);
	struct answer why = { .rule = NULL };

	(void)k;
	return answer(d, c, !permission_refused(&d->facts->who, &a, &why),
	    CODE_NO_CONSENT, &why);
}

/* A message that somebody's own doing calls for needs no consent. */
bool
gate_consent(struct docket *d, const struct course *k, struct candidate *c)
{
	struct asking a = asking_of(d, c);
	struct answer why = { .rule = NULL };

	if (!gate_refusal(d, k, c))
		return false;
	return answer(d, c, permission_agreed(&d->facts->who, &a, &why),
	    CODE_NO_CONSENT, &why);
}

bool
gate_suppressed(struct docket *d, const struct course *k, struct candidate *c)
{
	struct asking a = asking_of(d, c);
	struct answer why;

	(void)k;
	return answer(d, c, !permission_suppressed(&d->facts->who, &a, &why),
	    CODE_SUPPRESSED, &why);
}
