#include "mood.h"

#include <stdlib.h>
#include <string.h>

#include "pool.h"
#include "tally.h"

struct mood {
	bool answered, complains;
	const struct said *telling;	/* see said_telling */
};

struct moods {
	const struct common *common;
	struct span recovery;
	struct pool *pool;
	struct saids all;
	struct mood *of;		/* by person */
};

struct moods *
moods_new(const struct common *common, struct span recovery)
{
	struct pool *pool = pool_new();
	struct moods *m = pool_bytes(pool, sizeof *m);

	*m = (struct moods){ .common = common, .recovery = recovery,
	    .pool = pool };
	return m;
}

void
moods_free(struct moods *m)
{
	free(m->all.list);
	pool_free(m->pool);
}

void
moods_load(struct moods *m, const struct list *paths, struct circle *c)
{
	for (size_t i = 0; i < paths->n; i++)
		said_load(&m->all, paths->items[i], m->common, m->pool,
		    circle_people(c));
}

/* Did they complain on that day or since, and was it not resolved? */
static bool
complains(const struct events *e, size_t person, struct instant since)
{
	struct instant at;

	return events_told(e, person, "complaint", since, &at) &&
	    !events_told(e, person, "resolved", at, NULL);
}

void
moods_close(struct moods *m, struct circle *c, const char *option)
{
	struct said *list = m->all.list;
	size_t n = m->all.n, joined = 0;

	for (size_t i = 0; i < n; i++) {
		list[i].person = circle_person(c, list[i].person);
		joined += circle_wanted(c)[list[i].person];
	}
	tally_joined(option, joined, n);
	if (n != 0)
		qsort(list, n, sizeof *list, said_compare);
	m->of = pool_bytes(m->pool, (people_count(circle_people(c)) + 1) *
	    sizeof *m->of);
	for (size_t i = 0, end; i < n; i = end) {
		for (end = i; end < n && list[end].person == list[i].person;
		    end++)
			;
		m->of[list[i].person] = (struct mood){ .answered = true,
		    .telling = said_telling(&list[i], end - i,
		    circle_events(c), m->recovery, m->common->as_of),
		    .complains = complains(circle_events(c),
		    list[i].person, list[i].response.at) };
	}
}

const struct said *
moods_content(const struct moods *m, size_t person, struct span within,
    const char **why)
{
	const struct mood *mood = &m->of[person];
	const struct response *r;

	*why = mood->answered ? "not satisfied" : "nothing answered";
	if (mood->telling == NULL)
		return NULL;
	r = &mood->telling->response;
	*why = "in recovery";
	if (r->verdict == BAD || mood->complains)
		return NULL;
	*why = "answered too long ago";
	return instant_is_known(instant_move(r->at, within, 1,
	    instant_zone()), m->common->as_of) ? NULL : mood->telling;
}
