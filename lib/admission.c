#include "admission.h"

#include <stdlib.h>
#include <string.h>

#include "contact.h"
#include "dict.h"
#include "permission.h"
#include "phrase.h"
#include "tally.h"

/* Why an address, or somebody, isn't handed over; code is NULL: they are. */
struct objection {
	const char *code;
	struct answer why;
};

static const struct objection none;

const char *const *
admission_columns(void)
{
	static const char *const columns[] = { "customer_id", "address", "code",
	    "rule", "observed", "threshold", NULL };

	return columns;
}

void
admission_open(struct admission *m, const struct target *target,
    struct addressees *all, const char *split, struct sink *dropped)
{
	*m = (struct admission){ .target = target, .all = all,
	    .split = split, .dropped = dropped, .codes = dict_new(),
	    .taken = dict_new(), .scratch = pool_new() };
	if (split != NULL)
		m->split_at = addressees_column(all, split);
	if (!target->is_ads)
		return;
	m->ads_consent = addressees_column(all, "ads_consent");
	if (!all->has[m->ads_consent])
		tally_note("no column ads_consent: who has not said no is in "
		    "the audience");
}

static const char *
address_of(const struct addressee *a)
{
	if (a->send != NULL)
		return a->send->address;
	return *a->own.email != '\0' ? a->own.email : a->own.phone;
}

void
admission_drop(struct admission *m, const struct addressee *a,
    const char *code, const char *rule, const char *observed,
    const char *threshold)
{
	const char *const texts[] = { a->own.customer_id, address_of(a), code,
	    rule, observed, threshold };
	size_t i = dict_add(m->codes, code, strlen(code));

	if (i >= m->room) {
		m->counts = pool_grow(m->counts, &m->room, i + 1,
		    sizeof *m->counts);
		memset(m->counts + i, 0, (m->room - i) * sizeof *m->counts);
	}
	m->counts[i]++;
	if (m->dropped == NULL)
		return;
	for (size_t k = 0; k < sizeof texts / sizeof *texts; k++)
		sink_text(m->dropped, texts[k] != NULL ? texts[k] : "");
	sink_end(m->dropped);
}

/* Has the address the shape that the platform takes? */
static struct objection
check_shape(const struct admission *m, enum channel channel,
    const char *address)
{
	enum ascii ascii = m->target->ascii;
	size_t most = m->target->address_most;

	if (channel == CHANNEL_EMAIL && most != 0 && strlen(address) > most)
		return (struct objection){ "no-address", { m->target->name,
		    address, phrase_print(m->all->who.pool,
		    "%zu bytes at most", most) } };
	for (const char *p = address; channel == CHANNEL_EMAIL &&
	    ascii != ASCII_NO_MATTER && *p != '\0'; p++) {
		if (*p == '@' && ascii == ASCII_LOCAL)
			break;
		if ((unsigned char)*p >= 0x80)
			return (struct objection){ "no-address", {
			    m->target->name, address, ascii == ASCII_LOCAL ?
			    "ASCII before the @" : "ASCII" } };
	}
	return none;
}

/* May they be written to there, at that time, as far as is known? */
static struct objection
check_permission(const struct admission *m, const struct asking *asking,
    bool is_agreed)
{
	const struct dossier *who = &m->all->who;
	struct objection o = { .code = NULL };

	if (permission_refused(who, asking, &o.why) ||
	    (!is_agreed && !permission_agreed(who, asking, &o.why)))
		o.code = "no-consent";
	else if (permission_suppressed(who, asking, &o.why))
		o.code = "suppressed";
	return o;
}

/* Ads are of their own purpose: where it is asked, the answer must be yes. */
static struct objection
check_ads(const struct admission *m, const struct addressee *a)
{
	const char *said = a->cells[m->ads_consent];

	if (!m->target->is_ads || !m->all->has[m->ads_consent] ||
	    strcmp(said, record_consents()[CONSENT_EXPLICIT]) == 0)
		return none;
	return (struct objection){ "no-consent", { "ads_consent",
	    *said != '\0' ? said : "unknown", "explicit" } };
}

static struct asking
ask(const struct admission *m, const struct addressee *a, enum channel channel)
{
	struct asking asking = { .person = a->person, .channel = channel,
	    .at = m->all->common->as_of, .by = m->all->common->as_of,
	    .is_touchy = m->target->is_ads };

	asking.at.is_date = asking.by.is_date = false;
	if (a->send == NULL)
		return asking;
	if (!m->target->is_ads)
		asking.class = a->send->class;
	if (a->send->at.seconds > asking.at.seconds)
		asking.at = a->send->at;
	return asking;
}

/* The column that people of a channel are reached by. */
static const char *
wanted_address(enum channel channel)
{
	return channel == CHANNEL_EMAIL ? "an e-mail address" :
	    channel == CHANNEL_SMS ? "a phone number" : "a push token";
}

static struct objection
check_address(const struct admission *m, const struct addressee *a,
    enum channel channel, const char *address)
{
	struct objection o = check_shape(m, channel, address);

	if (*address == '\0')
		return (struct objection){ "no-address", {
		    channel_names()[channel], a->send != NULL ?
		    a->send->address : "", wanted_address(channel) } };
	if (o.code != NULL)
		return o;
	if (email_is_relay(a->own.email))
		return (struct objection){ "relay", { "marketplace relay",
		    a->own.email, "an address of their own" } };
	return none;
}

/* Everybody agreed to a send when it was decided; what counts is what has come
   to be known since. */
static struct objection
admit_send(const struct admission *m, struct addressee *a)
{
	const struct send *s = a->send;
	const char *address = s->channel == CHANNEL_EMAIL ? a->own.email :
	    s->channel == CHANNEL_SMS ? a->own.phone : s->address;
	struct asking asking = ask(m, a, s->channel);
	struct objection o;

	if ((m->target->channels >> s->channel & 1) == 0)
		return (struct objection){ "no-address", { "channel",
		    channel_names()[s->channel], wanted_address(
		    CHANNEL_EMAIL) } };
	o = check_address(m, a, s->channel, address);
	if (o.code == NULL && s->channel == CHANNEL_PUSH &&
	    m->target->body != NULL && *addressee_text(a, "external_id", 0) ==
	    '\0')
		o = (struct objection){ "no-address", { "customer_id",
		    a->own.customer_id, "one of the shop's own" } };
	if (o.code == NULL && s->may_expire &&
	    instant_is_known(s->expires_at, asking.by))
		return (struct objection){ "expired", { "expires_at",
		    phrase_instant(m->all->who.pool, asking.by),
		    phrase_instant(m->all->who.pool, s->expires_at) } };
	if (o.code == NULL)
		o = check_permission(m, &asking, true);
	if (o.code == NULL)
		o = check_ads(m, a);
	if (s->channel == CHANNEL_EMAIL)
		a->email = address;
	else if (s->channel == CHANNEL_SMS)
		a->phone = address;
	return o;
}

/* May the customer be reached on the channel?  Then *into is where. */
static struct objection
admit_channel(const struct admission *m, const struct addressee *a,
    enum channel channel, const char **into)
{
	const char *address = channel == CHANNEL_EMAIL ? a->own.email :
	    a->own.can_dial ? a->own.phone : "";
	struct asking asking = ask(m, a, channel);
	struct objection o = check_address(m, a, channel, address);

	if (o.code == NULL)
		o = check_permission(m, &asking, m->target->is_ads);
	if (o.code == NULL)
		o = check_ads(m, a);
	if (o.code == NULL)
		*into = address;
	return o;
}

static bool
has_address(const struct addressee *a)
{
	return *a->email != '\0' || *a->phone != '\0';
}

/* What is told of a customer who can't be reached: what keeps their e-mail, or
   if they have none, their phone. */
static struct objection
admit_customer(const struct admission *m, struct addressee *a)
{
	struct objection email, phone = none;

	email = admit_channel(m, a, CHANNEL_EMAIL, &a->email);
	if ((m->target->channels >> CHANNEL_SMS & 1) != 0)
		phone = admit_channel(m, a, CHANNEL_SMS, &a->phone);
	if (has_address(a))
		return none;
	return *a->own.email == '\0' && phone.code != NULL &&
	    a->own.can_dial ? phone : email;
}

/* Is the address another row's, in the same file?  Else it is this one's. */
static bool
is_taken(struct admission *m, const struct addressee *a, const char *address)
{
	const char *key = address;
	bool is_new;
	size_t n = dict_count(m->taken);

	if (*address == '\0')
		return false;
	if (*a->group != '\0')
		key = phrase_print(m->scratch, "%s\n%s", a->group, address);
	is_new = dict_add(m->taken, key, strlen(key)) == n;
	pool_empty(m->scratch);
	return !is_new;
}

/* Whose e-mail is new keeps the row, without a phone that another has. */
static bool
is_double(struct admission *m, struct addressee *a)
{
	bool email, phone;

	if (!m->target->is_unique)
		return false;
	email = is_taken(m, a, a->email);
	if (email)
		return true;
	phone = is_taken(m, a, a->phone);
	if (phone && *a->email == '\0')
		return true;
	if (phone) {
		m->phones++;
		a->phone = "";
	}
	return false;
}

/* Is the row kept by its phone alone, without an e-mail that isn't of the shape
   which the platform takes? */
static bool
is_without_email(const struct admission *m, const struct addressee *a)
{
	return a->send == NULL && *a->email == '\0' && check_shape(m,
	    CHANNEL_EMAIL, a->own.email).code != NULL;
}

bool
admission_admit(struct admission *m, struct addressee *a)
{
	struct objection o = a->send != NULL ? admit_send(m, a) :
	    admit_customer(m, a);

	/* Not before it is known by which address they are reached. */
	if (m->split != NULL)
		a->group = addressee_text(a, m->split, m->split_at);
	if (o.code == NULL && is_double(m, a))
		o = (struct objection){ "duplicate", { "same address",
		    *a->email != '\0' ? a->email : a->phone,
		    "one row an address" } };
	if (o.code == NULL) {
		m->emails += is_without_email(m, a);
		return true;
	}
	admission_drop(m, a, o.code, o.why.rule, o.why.observed,
	    o.why.threshold);
	return false;
}

void
admission_close(struct admission *m)
{
	struct row said = { NULL, 0, 0 };
	char text[PHRASE_COUNT_ROOM];

	for (size_t i = 0; i < dict_count(m->codes); i++) {
		const char *part = phrase_print(m->all->who.pool, "%s%s %s",
		    i > 0 ? ", " : "", phrase_count(m->counts[i], text),
		    dict_key(m->codes, i));

		row_add(&said, part, strlen(part));
	}
	if (said.len > 0)
		tally_note("dropped: %.*s", (int)said.len, said.bytes);
	if (m->emails > 0)
		tally_note("left out: %s e-mails that %s doesn't take",
		    phrase_count(m->emails, text), m->target->name);
	if (m->phones > 0)
		tally_note("left out: %s phones that another row has",
		    phrase_count(m->phones, text));
	free(said.bytes);
	free(m->counts);
	dict_free(m->codes);
	dict_free(m->taken);
	pool_free(m->scratch);
}
