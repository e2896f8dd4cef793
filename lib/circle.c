#include "circle.h"

#include <err.h>

#include "consent.h"
#include "phrase.h"
#include "pool.h"
#include "tally.h"

/* A mark of people; those of recipient.h are below. */
enum { ABOUT = 1u << 16 };

struct circle {
	const struct common *common;
	struct pool *pool;
	struct people *people;
	struct events *events;
	struct consents *consents;
	bool *wanted;			/* by person */
	size_t n;			/* rows it is about */
	const char *options;		/* of which files were read */
};

struct circle *
circle_new(const struct common *common, const struct list *asked)
{
	struct pool *pool = pool_new();
	struct circle *c = pool_bytes(pool, sizeof *c);

	*c = (struct circle){ .common = common, .pool = pool,
	    .people = people_new(), .events = events_new(asked),
	    .consents = consents_new(), .options = "" };
	return c;
}

void
circle_free(struct circle *c)
{
	events_free(c->events);
	consents_free(c->consents);
	people_free(c->people);
	pool_free(c->pool);
}

size_t
circle_add(struct circle *c, const struct recipient *who)
{
	size_t text = recipient_join(who, c->people);

	people_mark(c->people, text, ABOUT);
	c->n++;
	return text;
}

struct people *
circle_people(struct circle *c)
{
	return c->people;
}

void
circle_load(struct circle *c, const char *option, const struct list *paths)
{
	for (size_t i = 0; i < paths->n; i++)
		events_load(c->events, paths->items[i], c->common, c->people,
		    c->consents);
	if (paths->n != 0)
		c->options = phrase_print(c->pool, "%s%s%s", c->options,
		    *c->options == '\0' ? "" : ", ", option);
}

void
circle_close(struct circle *c, bool must_join)
{
	size_t people, joined, of;

	consents_close(c->consents, c->people);
	events_close(c->events, c->people);
	people = people_count(c->people);
	c->wanted = pool_bytes(c->pool, people + 1);
	for (size_t i = 0; i < people; i++)
		c->wanted[i] = (people_marks(c->people, i) & ABOUT) != 0;
	joined = events_matched(c->events, c->wanted, &of);
	if (must_join && joined == 0 && of != 0 && c->n != 0)
		errx(EXIT_TROUBLE, "%s: none of the rows is about one of "
		    "them", c->options);
	tally_joined(c->options, joined, of);
}

size_t
circle_person(struct circle *c, size_t text)
{
	return people_text(c->people, text, NULL, NULL);
}

const bool *
circle_wanted(const struct circle *c)
{
	return c->wanted;
}

const struct event *
circle_did(const struct circle *c, size_t person, size_t *n)
{
	return events_of(c->events, person, n);
}

const struct events *
circle_events(const struct circle *c)
{
	return c->events;
}
