#include "client.h"

#include <string.h>

#include "contact.h"
#include "draft.h"

enum { UNKNOWN = 2 };

static const char *const states[] = { "explicit", "implied", "unknown",
    "denied" };

static bool
read_consent(struct view *v, const struct map *m, struct client *r, int field)
{
	const char *word = r->cells[field];
	int state = *word == '\0' ? UNKNOWN : map_meaning(m, word);

	if (state < 0) {
		view_reject(v, (size_t)field,
		    "not a consent (want yes, no or nothing)");
		return false;
	}
	if (*word != '\0' || view_has(v, (size_t)field))
		r->cells[field] = states[state];
	return true;
}

static bool
read_created_at(struct view *v, const struct map *m, struct client *r)
{
	struct instant at;
	const char *reason;

	if (*r->cells[CREATED_AT] == '\0')
		return true;
	reason = instant_read(r->cells[CREATED_AT], m->time, NULL, &at);
	if (reason != NULL) {
		view_reject(v, CREATED_AT, reason);
		return false;
	}
	instant_print(at, r->created_at);
	r->cells[CREATED_AT] = r->created_at;
	return true;
}

/* In the one spelling by which exports can be joined. */
static void
read_contact(struct client *r, const char *phone_country)
{
	const char *code = country_code(r->cells[COUNTRY]);

	if (code != NULL)
		r->cells[COUNTRY] = code;
	if (*r->cells[EMAIL] != '\0') {
		r->is_email_bad = !email_normalise(r->cells[EMAIL], r->email,
		    sizeof r->email);
		r->cells[EMAIL] = r->email;
	}
	if (*r->cells[PHONE] != '\0' && phone_normalise(r->cells[PHONE],
	    code != NULL ? code : phone_country, r->phone, sizeof r->phone))
		r->cells[PHONE] = r->phone;
}

static bool
read_id(struct view *v, const char *store, struct client *r)
{
	const char *id = r->cells[CUSTOMER_ID], *reason = NULL;

	if (draft_is_shortened(id))
		reason = "a number that a spreadsheet shortened (want all its "
		    "digits)";
	else if (*id != '\0' && store != NULL && !draft_store(store, id, r->id))
		reason = "too long";
	if (reason != NULL) {
		view_reject(v, CUSTOMER_ID, reason);
		return false;
	}
	if (*id == '\0')
		r->cells[CUSTOMER_ID] = *r->cells[EMAIL] != '\0' ?
		    r->cells[EMAIL] : r->cells[PHONE];
	else if (store != NULL)
		r->cells[CUSTOMER_ID] = r->id;
	return true;
}

bool
client_read(struct view *v, const struct map *m, const char *phone_country,
    const char *store, struct client *r)
{
	r->is_email_bad = false;
	for (size_t f = 0; f < FIELDS; f++)
		r->cells[f] = view_text(v, f);
	for (int f = EMAIL_CONSENT; f < EMAIL_CONSENT + CONSENTS; f++)
		if (!read_consent(v, m, r, f))
			return false;
	if (!read_created_at(v, m, r))
		return false;
	read_contact(r, phone_country);
	return read_id(v, store, r);
}
