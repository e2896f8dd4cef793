#include "answer.h"

#include <string.h>

#include "notice.h"

static bool
is_named(const struct event *e, const char *name)
{
	return strcmp(e->name, name) == 0;
}

/* The last second at which it may have been. */
static int64_t
latest(struct instant t)
{
	return notice_at(t) - t.is_date;
}

/* Of one instant, or of a day that is all that is known of it, the no counts, as
   in consent.h. */
static bool
has_refused(const struct event *e, size_t n)
{
	int64_t no = INT64_MIN, yes = INT64_MIN;

	for (size_t i = 0; i < n; i++) {
		int64_t at = latest(e[i].at);

		if (is_named(&e[i], "subscribe"))
			yes = e[i].at.seconds;
		else if (at > no && (is_named(&e[i], "unsubscribe") ||
		    is_named(&e[i], "complaint")))
			no = at;
	}
	return no >= yes && no != INT64_MIN;
}

struct answer
answer_find(const struct event *e, size_t n, struct instant ordered,
    struct instant from, bool count_opens)
{
	struct answer a = { .has_refused = has_refused(e, n), .last = ordered,
	    .until = latest(ordered) };
	struct day day = instant_day(ordered);

	for (size_t i = 0; i < n; i++) {
		bool is_order = is_named(&e[i], "purchase");

		if (!is_order && !is_named(&e[i], "click") &&
		    !(count_opens && is_named(&e[i], "open")))
			continue;
		if (instant_is_later(e[i].at, a.last))
			a.last = e[i].at;
		if (latest(e[i].at) > a.until)
			a.until = latest(e[i].at);
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
