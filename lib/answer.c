#include "answer.h"

#include <string.h>

static bool
is_named(const struct event *e, const char *name)
{
	return strcmp(e->name, name) == 0;
}

/* Of one instant the no counts, as in consent.h. */
static bool
has_refused(const struct event *e, size_t n)
{
	bool no = false;
	int64_t at = 0;

	for (size_t i = 0; i < n; i++) {
		bool is_no = is_named(&e[i], "unsubscribe") ||
		    is_named(&e[i], "complaint");

		if (!is_no && !is_named(&e[i], "subscribe"))
			continue;
		no = is_no || (no && e[i].at.seconds == at);
		at = e[i].at.seconds;
	}
	return no;
}

struct answer
answer_find(const struct event *e, size_t n, struct instant ordered,
    struct instant from, bool count_opens)
{
	struct answer a = { .has_refused = has_refused(e, n), .last = ordered };
	struct day day = instant_day(ordered);

	for (size_t i = 0; i < n; i++) {
		bool is_order = is_named(&e[i], "purchase");

		if (!is_order && !is_named(&e[i], "click") &&
		    !(count_opens && is_named(&e[i], "open")))
			continue;
		if (instant_is_later(e[i].at, a.last))
			a.last = e[i].at;
		if (is_order) {
			a.has_ordered |= day_between(day,
			    instant_day(e[i].at)) > 0;
		} else if (!a.is_given && e[i].at.seconds >= from.seconds) {
			a.is_given = true;
			a.at = e[i].at.seconds;
		}
	}
	return a;
}
