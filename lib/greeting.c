#include "greeting.h"

#include "cell.h"
#include "coupon.h"
#include "data.h"
#include "phrase.h"
#include "tally.h"

static const struct {
	const char *flow, *column, *none, *name;
} known[] = {
	[GREETED_BIRTHDAY] = { "birthday", "birthday", "no birthday",
	    "birthday" },
	[GREETED_FIRST_ORDER] = { "anniversary", "first_order_at",
	    "no first order", "first-order anniversary" },
	[GREETED_SIGN_UP] = { "anniversary", "created_at", "no sign-up",
	    "sign-up anniversary" }
};

const char *
greeting_parse(const char *text, void *into)
{
	static const char *const names[] = { "first-order", "sign-up", NULL };
	const char *reason;
	int i;

	if ((reason = choice_parse(text, names, &i)) == NULL)
		*(int *)into = i + GREETED_FIRST_ORDER;
	return reason;
}

size_t
greeting_column(struct source *in, enum greeted of)
{
	return source_column(in, known[of].column);
}

/* A birth date without its year has come. */
static bool
is_born(const struct entry *e, struct instant as_of)
{
	struct birthday b = e->birthday;
	struct day born;

	return !day_make(b.year, b.month, b.mday, &born) ||
	    day_between(born, yearly_day(roster_zone(e, 1), as_of.seconds)) >=
	    0;
}

bool
greeting_read(struct source *in, size_t column, enum greeted of,
    struct instant as_of, struct entry *into)
{
	into->has = false;
	if (source_cell(in, column).len == 0) {
		tally_set_aside(known[of].none, 1);
		return true;
	}
	if (!(of == GREETED_BIRTHDAY ?
	    cell_read(in, column, birthday_parse, &into->birthday) :
	    cell_read(in, column, instant_parse, &into->at)))
		return false;
	into->has = of == GREETED_BIRTHDAY ? is_born(into, as_of) :
	    instant_is_known(into->at, as_of);
	if (!into->has)
		tally_set_aside("later than as-of", 1);
	return true;
}

/* The row of a person that tells the day: the first that has a birthday, or the
   earliest of first orders or sign-ups.  NULL: none has. */
static const struct entry *
choose(enum greeted of, const struct entry *e, size_t n)
{
	const struct entry *chosen = NULL;

	for (size_t i = 0; i < n; i++)
		if (e[i].has && (chosen == NULL || (of != GREETED_BIRTHDAY &&
		    instant_is_later(chosen->at, e[i].at))))
			chosen = &e[i];
	return chosen;
}

/* Birthdays differ as far as both are told. */
bool
greeting_differs(const struct entry *e, size_t n)
{
	const struct entry *chosen = choose(GREETED_BIRTHDAY, e, n);

	for (size_t i = 0; i < n; i++) {
		struct birthday a = e[i].birthday;

		if (e[i].has && (a.month != chosen->birthday.month ||
		    a.mday != chosen->birthday.mday ||
		    (a.year != chosen->birthday.year && a.year != 0 &&
		    chosen->birthday.year != 0)))
			return true;
	}
	return false;
}

/* "birthday on 2026-11-20, 1w before (Europe/Berlin)" */
static const char *
reason_of(const struct greeting_rules *rules, const char *day,
    const struct zone *zone, struct pool *p)
{
	struct span lead = rules->yearly.lead;
	const char *name = known[rules->of].name;
	char text[SPAN_ROOM];

	if (lead.days == 0 && lead.months == 0)
		return phrase_print(p, "%s on %s (%s)", name, day,
		    zone_name(zone));
	span_print(lead, text);
	return phrase_print(p, "%s on %s, %s before (%s)", name, day, text,
	    zone_name(zone));
}

static void
tell(const struct greeting_rules *rules, struct birthday b,
    const struct yearly *y, const struct zone *zone, struct pool *p,
    struct notice *into)
{
	const char *flow = known[rules->of].flow, *years = NULL;
	char day[DAY_ROOM];

	day_print(y->day, day);
	if (b.year != 0)
		years = phrase_print(p, "%d", y->year - b.year);
	into->flow = flow;
	into->id = phrase_print(p, "%s/%04d", phrase_part(p,
	    into->who.customer_id), y->year);
	into->at = into->since = y->from;
	into->expires = y->until;
	into->reason = reason_of(rules, day, zone, p);
	into->data = data_make(p, (struct member[]){
	    { "coupon", rules->coupon, CELL_TEXT },
	    { flow, day, CELL_TEXT },
	    { rules->of == GREETED_BIRTHDAY ? "turns" : "years", years,
	    CELL_NUMBER },
	    { NULL, NULL, CELL_TEXT } });
}

bool
greeting_make(const struct greeting_rules *rules, const struct entry *e,
    size_t n, const struct circle *did, struct instant as_of, struct pool *p,
    struct notice *into)
{
	const struct entry *chosen = choose(rules->of, e, n);
	const struct zone *zone = roster_zone(e, n);
	const struct event *events;
	struct birthday b;
	struct yearly y;
	size_t n_events;

	if (chosen == NULL)
		return false;
	for (size_t i = 0; i < n; i++)
		if (e[i].has && &e[i] != chosen)
			tally_set_aside("same person", 1);
	b = rules->of == GREETED_BIRTHDAY ? chosen->birthday :
	    birthday_of(chosen->at.is_date ? instant_day(chosen->at) :
	    yearly_day(zone, chosen->at.seconds));
	if (!yearly_find(b, &rules->yearly, zone, as_of.seconds, &y)) {
		tally_set_aside("not due yet", 1);
		return false;
	}
	events = circle_did(did, chosen->person, &n_events);
	if (rules->coupon != NULL && coupon_used(rules->coupon, events,
	    n_events, 0, y.from)) {
		tally_set_aside("redeemed", 1);
		return false;
	}
	*into = (struct notice){ .who = roster_contact(e, n) };
	tell(rules, b, &y, zone, p, into);
	return true;
}
