#include "reply.h"

#include <err.h>
#include <jansson.h>
#include <stdio.h>

#include "contact.h"
#include "draft.h"
#include "record.h"

/* The zone that a header row tells, as {"timeZone":"America/Denver"}; NULL: it
   doesn't. */
static const struct zone *
zone_of_header(const struct view *v, struct source *in, const struct map *m)
{
	size_t column = source_find(in, view_column(v, REPLY_AT));
	const char *text = source_below(in, m->zone_row - 1, column);
	json_t *json = json_loads(text, 0, NULL);
	const char *told = json_string_value(json_object_get(json,
	    "timeZone")), *reason;
	const struct zone *zone;
	char name[128] = "";

	if (told != NULL)
		snprintf(name, sizeof name, "%s", told);
	json_decref(json);
	if (*name == '\0')
		return NULL;
	if ((zone = zone_find(name, &reason)) == NULL)
		errx(EXIT_TROUBLE, "%s: header row %u: timeZone: '%s': %s",
		    source_place(in).file, m->zone_row, name, reason);
	return zone;
}

/* The zone of the row's times; false if it is at fault. */
static bool
find_zone(struct view *v, struct source *in, const struct map *m,
    struct reply_rules *rules, const struct zone **zone)
{
	unsigned part = source_place(in).part;

	if (m->zone_row == 0)
		return view_zone(v, REPLY_ZONE, zone);
	if (part != rules->part)
		rules->zone = zone_of_header(v, in, m);
	rules->part = part;
	*zone = rules->zone;
	return true;
}

static bool
read_at(struct view *v, const struct reply_rules *rules,
    const struct zone *zone, struct reply *r)
{
	const char *text = r->cells[REPLY_AT], *reason;
	struct instant at;

	reason = *text == '\0' ? "empty (want the time of the response)" :
	    instant_read(text, rules->time, zone, &at);
	if (reason != NULL) {
		view_reject(v, REPLY_AT, draft_ask_time(reason, text,
		    rules->time));
		return false;
	}
	instant_print(at, r->at);
	r->cells[REPLY_AT] = r->at;
	return true;
}

static bool
read_ids(struct view *v, const char *store, struct reply *r)
{
	static const enum reply_field ids[] = { REPLY_CUSTOMER_ID,
	    REPLY_ORDER_ID, REPLY_RESPONSE_ID };

	for (size_t i = 0; i < sizeof ids / sizeof *ids; i++) {
		const char *reason = mark_id(r->cells[ids[i]], store,
		    r->ids[i]);

		if (reason != NULL) {
			view_reject(v, ids[i], reason);
			return false;
		}
		r->cells[ids[i]] = r->ids[i];
	}
	return true;
}

static bool
read_kind(struct view *v, const struct map *m, int kind, struct reply *r)
{
	const char *word = r->cells[REPLY_KIND];
	int is = kind < 0 && *word != '\0' ? map_meaning(m, word) : kind;

	if (kind < 0 && *word != '\0' && (is < 0 || is == MAP_NONE)) {
		view_reject(v, REPLY_KIND, "not a kind of survey (want nps, "
		    "csat, ces, review or chat)");
		return false;
	}
	r->cells[REPLY_KIND] = is < 0 ? "" : record_surveys()[is];
	return true;
}

static void
read_email(struct reply *r)
{
	const char **email = &r->cells[REPLY_EMAIL];

	r->is_email_bad = **email != '\0' &&
	    !email_normalise(*email, r->email, sizeof r->email);
	if (**email != '\0')
		*email = r->is_email_bad ? "" : r->email;
}

bool
reply_read(struct view *v, struct source *in, const struct map *m,
    struct reply_rules *rules, struct reply *r)
{
	const struct zone *zone;

	for (size_t f = 0; f < REPLY_FIELDS; f++)
		r->cells[f] = view_cell(v, f).text;
	if (!find_zone(v, in, m, rules, &zone) ||
	    !read_at(v, rules, zone, r) || !read_ids(v, rules->store, r) ||
	    !read_kind(v, m, rules->kind, r))
		return false;
	read_email(r);
	return true;
}
