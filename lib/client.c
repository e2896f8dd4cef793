#include "client.h"

#include <string.h>

#include "birthday.h"
#include "contact.h"
#include "mark.h"
#include "record.h"

/* A time of the row; *has is false where there is none. */
static bool
read_time(struct view *v, const struct map *m, size_t field, bool *has,
    struct instant *at)
{
	const char *text = view_cell(v, field).text, *reason;
	const struct zone *zone = NULL;

	*has = *text != '\0';
	if (!*has)
		return true;
	if (!view_zone(v, CLIENT_ZONE, &zone))
		return false;
	reason = instant_read(view_cell(v, field).text, m->time, zone, at);
	if (reason != NULL)
		view_reject(v, field, reason);
	return reason == NULL;
}

/* The state of the i-th consent, and since when; blank where nothing tells. */
static bool
read_consent(struct view *v, const struct map *m, struct client *r, int i)
{
	size_t field = (size_t)(EMAIL_CONSENT + i);
	const char *word = r->cells[field];
	int state = *word == '\0' ? CONSENT_UNKNOWN : map_meaning(m, word);
	struct instant given, denied;
	bool was_given, was_denied;

	if (state < 0) {
		view_reject(v, field,
		    "not a consent (want yes, no or nothing; a map's line "
		    "'word ja = explicit' tells others)");
		return false;
	}
	if (!read_time(v, m, CONSENT_AT + (size_t)i, &was_given, &given) ||
	    !read_time(v, m, DENIED_AT + (size_t)i, &was_denied, &denied))
		return false;
	if (*word == '\0' && was_denied &&
	    !(was_given && instant_is_later(given, denied)))
		state = CONSENT_DENIED;
	else if (*word == '\0' && was_given)
		state = CONSENT_EXPLICIT;
	if (*word != '\0' || view_has(v, field) || was_given || was_denied)
		r->cells[field] = record_consents()[state];
	if (state == CONSENT_DENIED ? was_denied : was_given)
		instant_print(state == CONSENT_DENIED ? denied : given,
		    r->consent_at[i]);
	return true;
}

static bool
read_created_at(struct view *v, const struct map *m, struct client *r)
{
	struct instant at;
	bool has;

	if (!read_time(v, m, CREATED_AT, &has, &at))
		return false;
	if (has) {
		instant_print(at, r->created_at);
		r->cells[CREATED_AT] = r->created_at;
	}
	return true;
}

/* A day, as YYYY-MM-DD, or as --MM-DD where the year isn't told. */
static bool
birthday_read(const char *text, enum notation how, char into[INSTANT_ROOM])
{
	struct birthday b;
	struct instant at;

	if (strncmp(text, "--", 2) == 0) {
		if (birthday_parse(text, &b) != NULL)
			return false;
		strcpy(into, text);
		return true;
	}
	if (instant_read(text, how, NULL, &at) != NULL || !at.is_date)
		return false;
	instant_print(at, into);
	return true;
}

/* As BCP 47 has it: two or three letters, and parts of up to eight letters or
   digits, each behind a hyphen (or _, which becomes one). */
static bool
language_read(const char *text, char into[LANGUAGE_ROOM])
{
	static const char letters[] = "abcdefghijklmnopqrstuvwxyz"
	    "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
	size_t n = strspn(text, letters);

	if (strlen(text) >= LANGUAGE_ROOM || n < 2 || n > 3 ||
	    strcspn(text, "0123456789") < n)
		return false;
	strcpy(into, text);
	while (into[n] == '-' || into[n] == '_') {
		size_t part = strspn(into + n + 1, letters);

		if (part == 0 || part > 8)
			return false;
		into[n] = '-';
		n += 1 + part;
	}
	return into[n] == '\0';
}

/* What can't be read here is left blank, and said: who it is stays. */
static void
read_person(const struct map *m, struct client *r)
{
	const char *reason;

	r->is_phone_short = mark_is_shortened(r->cells[PHONE]);
	if (r->is_phone_short)
		r->cells[PHONE] = "";
	r->is_unread[EMAIL] = !email_normalise(r->cells[EMAIL], r->email,
	    sizeof r->email);
	r->is_unread[BIRTHDAY] = !birthday_read(r->cells[BIRTHDAY], m->time,
	    r->birthday);
	r->is_unread[LANGUAGE] = !language_read(r->cells[LANGUAGE],
	    r->language);
	r->is_unread[TIMEZONE] = *r->cells[TIMEZONE] != '\0' &&
	    zone_find(r->cells[TIMEZONE], &reason) == NULL;
	for (int f = 0; f < FIELDS; f++) {
		r->is_unread[f] = r->is_unread[f] && *r->cells[f] != '\0';
		if (r->is_unread[f])
			r->cells[f] = "";
	}
	if (*r->cells[EMAIL] != '\0')
		r->cells[EMAIL] = r->email;
	if (*r->cells[BIRTHDAY] != '\0')
		r->cells[BIRTHDAY] = r->birthday;
	if (*r->cells[LANGUAGE] != '\0')
		r->cells[LANGUAGE] = r->language;
}

static bool
read_id(struct view *v, const char *store, bool can_dial, struct client *r)
{
	const char **id = &r->cells[CUSTOMER_ID];
	const char *reason = mark_id(*id, store, r->id);

	if (reason != NULL) {
		view_reject(v, CUSTOMER_ID, reason);
		return false;
	}
	if (**id != '\0')
		*id = r->id;
	else if (*r->cells[EMAIL] != '\0')
		*id = r->cells[EMAIL];
	else if (can_dial)
		*id = r->cells[PHONE];
	return true;
}

bool
client_read(struct view *v, const struct map *m, const char *phone_country,
    const char *store, struct client *r)
{
	for (size_t f = 0; f < FIELDS; f++)
		r->cells[f] = view_cell(v, f).text;
	memset(r->consent_at, 0, sizeof r->consent_at);
	for (int i = 0; i < CONSENTS; i++)
		if (!read_consent(v, m, r, i))
			return false;
	if (!read_created_at(v, m, r))
		return false;
	memset(r->is_unread, 0, sizeof r->is_unread);
	read_person(m, r);
	return read_id(v, store, mark_phone(&r->cells[COUNTRY],
	    &r->cells[PHONE], phone_country, r->phone), r);
}

size_t
client_write_consents(const struct client *r, const char *source,
    struct sink *out)
{
	static const char *const channels[CONSENTS] = { "email", "sms",
	    "push" };
	size_t undated = 0;

	for (int i = 0; i < CONSENTS; i++) {
		const char *state = r->cells[EMAIL_CONSENT + i];

		if (*state == '\0' || strcmp(state, "unknown") == 0)
			continue;
		if (*r->consent_at[i] == '\0') {
			undated++;
			continue;
		}
		sink_text(out, r->cells[CUSTOMER_ID]);
		sink_text(out, r->cells[EMAIL]);
		sink_text(out, r->cells[PHONE]);
		sink_text(out, channels[i]);
		sink_text(out, state);
		sink_text(out, "");
		sink_text(out, r->consent_at[i]);
		sink_text(out, source);
		sink_end(out);
	}
	return undated;
}
