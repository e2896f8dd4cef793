#include "recipient.h"

#include <string.h>

#include "cell.h"
#include "contact.h"
#include "dict.h"
#include "lens.h"
#include "tally.h"
#include "zonetab.h"

enum { ROOM = 1024 };

static const struct lens *watching;

void
recipient_watch(const struct lens *l)
{
	watching = l;
}

struct recipient_columns
recipient_find(struct source *in, const struct list *asked, struct pool *p)
{
	size_t *numbers = pool_bytes(p, (asked->n + 1) * sizeof *numbers);

	for (size_t i = 0; i < asked->n; i++)
		numbers[i] = source_find(in, asked->items[i]);
	return (struct recipient_columns){
		.customer_id = source_find(in, "customer_id"),
		.email = source_find(in, "email"),
		.phone = source_find(in, "phone"),
		.push_token = source_find(in, "push_token"),
		.country = source_find(in, "country"),
		.timezone = source_find(in, "timezone"),
		.consent = {
			[CHANNEL_EMAIL] = source_find(in, "email_consent"),
			[CHANNEL_SMS] = source_find(in, "sms_consent"),
			[CHANNEL_PUSH] = source_find(in, "push_consent")
		},
		.asked = numbers,
		.n_asked = asked->n
	};
}

static const char *
keep(struct pool *p, struct cell cell)
{
	return cell.len == 0 ? "" : pool_text(p, cell.text, cell.len);
}

/* A blank cell says nothing. */
static const char *
consent_parse(const char *text, void *into)
{
	*(int *)into = CONSENT_UNKNOWN;
	return *text == '\0' ? NULL :
	    choice_parse(text, record_consents(), into);
}

static bool
read_consents(struct source *in, const struct recipient_columns *at,
    struct recipient *into)
{
	for (int c = 0; c < CHANNELS; c++) {
		int state;

		if (at->consent[c] == DICT_NONE)
			continue;
		if (!cell_read(in, at->consent[c], consent_parse, &state))
			return false;
		into->denied[c] = state == CONSENT_DENIED;
		into->agreed[c] = state == CONSENT_EXPLICIT;
	}
	return true;
}

static const char *const *
read_cells(struct source *in, const struct recipient_columns *at,
    struct pool *p)
{
	const char **texts;

	if (at->n_asked == 0)
		return NULL;
	texts = pool_bytes(p, at->n_asked * sizeof *texts);
	for (size_t i = 0; i < at->n_asked; i++)
		if (at->asked[i] != DICT_NONE)
			texts[i] = keep(p, source_cell(in, at->asked[i]));
	return texts;
}

/* The addresses of a row in one spelling; "" for none. */
struct spelt {
	char email[ROOM], phone[ROOM];
	bool can_dial;
};

static bool
spell(struct source *in, const struct recipient_columns *at,
    struct spelt *into)
{
	struct cell email = source_cell(in, at->email);
	struct cell phone = source_cell(in, at->phone);

	into->email[0] = into->phone[0] = '\0';
	into->can_dial = phone.len > 0 && phone_normalise(phone.text,
	    source_cell(in, at->country).text, into->phone,
	    sizeof into->phone);
	if (email.len == 0 || email_normalise(email.text, into->email,
	    sizeof into->email))
		return true;
	cell_reject(in, at->email, "not an e-mail address");
	return false;
}

bool
recipient_shows(const char *customer_id)
{
	return watching == NULL || lens_shows(watching, customer_id, NULL,
	    NULL);
}

/* Is the row shown by the lens, if there is one? */
static bool
is_shown(struct source *in, const struct recipient_columns *at,
    const struct spelt *s)
{
	const char *name = source_cell(in, at->customer_id).text;

	if (watching == NULL)
		return true;
	if (*name == '\0')
		name = *s->email != '\0' ? s->email : s->phone;
	return lens_shows(watching, name, s->email, s->phone);
}

bool
recipient_read(struct source *in, const struct recipient_columns *at,
    struct pool *p, struct recipient *into)
{
	struct spelt s;

	*into = (struct recipient){ .email = "", .phone = "" };
	if (!spell(in, at, &s) || !is_shown(in, at, &s))
		return false;
	into->email = keep(p, (struct cell){ s.email, strlen(s.email) });
	into->can_dial = s.can_dial;
	into->phone = s.can_dial ? pool_text(p, s.phone, strlen(s.phone)) :
	    keep(p, source_cell(in, at->phone));
	if (!read_consents(in, at, into) ||
	    (source_cell(in, at->timezone).len > 0 &&
	    !cell_read(in, at->timezone, zone_parse, &into->zone)))
		return false;
	into->country = country_code(source_cell(in, at->country).text);
	into->customer_id = keep(p, source_cell(in, at->customer_id));
	into->push_token = keep(p, source_cell(in, at->push_token));
	into->cells = read_cells(in, at, p);
	return true;
}

bool
recipient_read_named(struct source *in, const struct recipient_columns *at,
    struct pool *p, struct recipient *into)
{
	if (!recipient_read(in, at, p, into))
		return false;
	if (*recipient_name(into) != '\0')
		return true;
	tally_set_aside("no identity", 1);
	return false;
}

const char *
recipient_address(const struct recipient *r, enum channel c)
{
	switch (c) {
	case CHANNEL_EMAIL:
		return r->email;
	case CHANNEL_SMS:
		return r->can_dial ? r->phone : "";
	default:
		return r->push_token;
	}
}

const char *
recipient_name(const struct recipient *r)
{
	if (*r->customer_id != '\0')
		return r->customer_id;
	if (*r->email != '\0')
		return r->email;
	return recipient_address(r, CHANNEL_SMS);
}

size_t
recipient_join(const struct recipient *r, struct people *people)
{
	unsigned marks = 0;
	size_t name;

	for (int c = 0; c < CHANNELS; c++) {
		if (r->denied[c])
			marks |= 1u << c;
		if (r->agreed[c])
			marks |= 1u << (CHANNELS + c);
	}
	name = people_join(people, recipient_name(r), r->email, r->phone);
	if (marks != 0)
		people_mark(people, name, marks);
	return name;
}

bool
recipient_says(struct people *people, size_t person, enum channel c,
    enum consent state)
{
	int mark = state == CONSENT_DENIED ? (int)c : CHANNELS + (int)c;

	return (people_marks(people, person) >> mark & 1) != 0;
}

const struct zone *
recipient_zone(const struct recipient *r)
{
	if (r->zone != NULL || r->country == NULL)
		return r->zone;
	return zonetab_only(r->country);
}
