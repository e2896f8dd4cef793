/*
 * What a map says of its own, and not the export, can be judged before the
 * first row: a currency that is none would reject them all.
 */

#include <strings.h>

#include "map_text.h"
#include "record.h"

static int
place_of(const char *const names[], const char *name)
{
	for (int i = 0; names[i] != NULL; i++)
		if (strcasecmp(names[i], name) == 0)
			return i;
	return -1;
}

int
map_text_ours(enum map_kind kind, const char *word)
{
	return place_of(kind == MAP_ORDERS ? record_statuses() :
	    kind == MAP_EVENTS || kind == MAP_SENDS ? record_events() :
	    kind == MAP_SURVEYS ? record_surveys() : record_consents(), word);
}

int
map_text_meaning(enum map_kind kind, const char *meaning)
{
	static const char *const more[] = { "refund", "none", NULL };
	int i = map_text_ours(kind, meaning);
	int beside = kind != MAP_CUSTOMERS ? place_of(more, meaning) : -1;

	return i < 0 && beside >= 0 ? MAP_REFUND + beside : i;
}

static const char *
check_currency(const struct map *m, const char *text)
{
	struct currency c;

	(void)m;
	return currency_parse(text, &c);
}

static const char *
check_zone(const struct map *m, const char *text)
{
	const char *reason = NULL;

	/* Ours are right, and reading a zone to see that takes time. */
	if (!m->is_builtin)
		zone_find(text, &reason);
	return reason;
}

static const char *
check_status(const struct map *m, const char *text)
{
	return map_meaning(m, text) >= 0 ? NULL :
	    "not a status (a line 'word done = paid' would make it one)";
}

static const char *
check_consent(const struct map *m, const char *text)
{
	return map_meaning(m, text) >= 0 ? NULL :
	    "not a consent (a line 'word ja = explicit' would make it one)";
}

static const char *
check_event(const struct map *m, const char *text)
{
	return map_meaning(m, text) >= 0 ? NULL :
	    "not an event (a line 'word seen = product-view' would make it "
	    "one)";
}

static const char *
check_kind(const struct map *m, const char *text)
{
	return map_meaning(m, text) >= 0 ? NULL :
	    "not a kind of survey (want nps, csat, ces, review or chat)";
}

static const struct check {
	const char *field;
	const char *(*reason)(const struct map *m, const char *text);
} checks[] = {
	{ "currency", check_currency }, { "zone", check_zone },
	{ "status", check_status }, { "event", check_event },
	{ "kind", check_kind }, { "email_consent", check_consent },
	{ "sms_consent", check_consent }, { "push_consent", check_consent }
};

const char *
map_text_check(struct map_text *t, struct map *m)
{
	for (size_t i = 0; i < sizeof checks / sizeof checks[0]; i++) {
		const struct map_field *f = map_text_field(m, checks[i].field);
		const struct map_way *w = f != NULL ? f->ways : NULL;

		for (; w != NULL; w = w->next) {
			const struct map_part *p = w->parts;
			const char *reason = !p->is_constant ||
			    p->next != NULL ? NULL :
			    checks[i].reason(m, p->text);

			if (reason == NULL)
				continue;
			t->line = f->line;
			return map_text_fail(t, "%s: '%.40s': %s",
			    checks[i].field, p->text, reason);
		}
	}
	return NULL;
}
