#include "plan.h"

enum { DAY = 24 * 60 * 60 };

int64_t
plan_hour(int64_t t, int minute, const struct zone *zone)
{
	int64_t local = t + zone_offset(zone, t);
	int64_t midnight = local - ((local % DAY) + DAY) % DAY;

	for (;; midnight += DAY) {
		int64_t at = zone_resolve(zone, midnight + minute * 60);

		if (at >= t)
			return at;
	}
}

struct instant
plan_step(struct instant anchor, const struct step *s, const struct zone *zone)
{
	struct instant t = instant_move(anchor, s->after, 1, zone);

	if (s->at != NO_HOUR)
		t.seconds = plan_hour(t.seconds, s->at == BEST_HOUR ?
		    s->else_at : s->at, zone);
	t.is_date = false;
	return t;
}

struct instant
plan_expiry(struct instant planned, const struct step *s,
    const struct zone *zone)
{
	return instant_move(planned, s->ttl, 1, zone);
}
