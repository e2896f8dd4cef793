#include "idle.h"

#include "lapse.h"
#include "phrase.h"

/* What reached them: when the first did, and how many. */
static size_t
count_sent(const struct history *h, size_t person, int64_t engaged,
    struct instant as_of, struct instant *first)
{
	size_t n, found = 0;
	const struct earlier *const *sent = history_of(h, person, &n);

	for (size_t i = 0; i < n; i++) {
		const struct earlier *e = sent[i];

		if (e->action != ACTION_SEND || e->class != CLASS_MARKETING ||
		    e->send_at.seconds <= engaged ||
		    e->send_at.seconds > as_of.seconds)
			continue;
		if (found++ == 0)
			*first = e->send_at;
	}
	return found;
}

struct idle
idle_find(const struct history *h, size_t person, const char *name,
    const struct answer *did, struct span wait, struct instant as_of,
    struct pool *p)
{
	static const struct lapse_rules by_window = { .way = LAPSE_WINDOW };
	struct idle idle = { .is_so = false };
	struct instant first;
	char on[DAY_ROOM], from[DAY_ROOM];
	size_t n;

	if (wait.days == 0 && wait.months == 0)
		return idle;
	if ((n = count_sent(h, person, did->until, as_of, &first)) == 0)
		return idle;
	idle.at = lapse_find(&by_window, first, 0, wait).at;
	idle.is_so = instant_is_known(idle.at, as_of);
	if (!idle.is_so)
		return idle;
	day_print(instant_day(did->last), on);
	day_print(instant_day(first), from);
	idle.id = phrase_print(p, "%s/unengaged/%s", phrase_part(p, name), on);
	idle.reason = phrase_print(p, "%zu message%s since %s, no answer for "
	    "%d d", n, n == 1 ? "" : "s", from, day_between(instant_day(
	    did->last), instant_day(as_of)));
	return idle;
}
