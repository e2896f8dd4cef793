#include "throttle.h"

#include <stdlib.h>

#include "tap.h"

enum { MOST = 64 };

static int64_t taken[MOST + 1];		/* in order */
static size_t n;

/* Put t among the n that are in order; all has room for it. */
static void
put_among(int64_t *all, int64_t t)
{
	size_t i = n;

	for (; i > 0 && all[i - 1] > t; i--)
		all[i] = all[i - 1];
	all[i] = t;
}

/* Does every stretch of time hold max at most, with one more at t? */
static bool
fits(int64_t t, size_t max, int64_t per)
{
	int64_t all[MOST + 2];

	for (size_t i = 0; i < n; i++)
		all[i] = taken[i];
	put_among(all, t);
	for (size_t end = max; end <= n; end++)
		if (all[end - max] > all[end] - per)
			return false;
	return true;
}

static int64_t
first_fit(int64_t t, const struct throttle *r)
{
	int64_t apart = r->per / (int64_t)r->max;

	while (!fits(t, r->max, r->per) || (r->even && apart > 0 &&
	    !fits(t, 1, apart)))
		t++;
	return t;
}

/* Slots taken in any order are those that looking second by second finds. */
static bool
agrees(unsigned seed)
{
	struct throttle r = { .channel = CHANNELS };
	struct slots *s;
	const struct throttle *by;
	bool good = true;

	srand(seed);
	r.max = 1 + (size_t)rand() % 4;
	r.per = 1 + rand() % 20;
	r.even = rand() % 3 == 0;
	s = slots_new(&r, 1);
	for (n = 0; n < MOST && good; n++) {
		int64_t t = rand() % 100, want = first_fit(t, &r);
		int64_t got = slots_next(s, CHANNEL_SMS, "", t, &by);

		good = got == want && (by == &r) == (got != t);
		if (!good)
			printf("# seed %u: %d of %d per %d: want %d, got %d\n",
			    seed, (int)t, (int)r.max, (int)r.per, (int)want,
			    (int)got);
		slots_take(s, CHANNEL_SMS, "", got);
		put_among(taken, got);
	}
	slots_free(s);
	return good;
}

static int64_t
next(struct slots *s, enum channel channel, const char *address)
{
	const struct throttle *by;
	const char *domain = throttle_domain(address);
	int64_t t = slots_next(s, channel, domain, 0, &by);

	slots_take(s, channel, domain, t);
	return t;
}

static void
test_whom(void)
{
	static const struct throttle rules[] = {
		{ .channel = CHANNEL_EMAIL, .domain = "a.com", .max = 1,
		    .per = 10 },
		{ .channel = CHANNEL_EMAIL, .domain = "*", .max = 2,
		    .per = 100 },
		{ .channel = CHANNEL_SMS, .max = 1, .per = 7 }
	};
	struct slots *s = slots_new(rules, 3);

	ok(next(s, CHANNEL_EMAIL, "x@a.com") == 0, "the first goes");
	ok(next(s, CHANNEL_EMAIL, "y@a.com") == 10, "its domain's next waits");
	ok(next(s, CHANNEL_EMAIL, "x@b.com") == 0 &&
	    next(s, CHANNEL_EMAIL, "y@b.com") == 0, "another's doesn't");
	ok(next(s, CHANNEL_EMAIL, "z@b.com") == 100 &&
	    next(s, CHANNEL_EMAIL, "z@a.com") == 100, "each for itself");
	ok(next(s, CHANNEL_SMS, "+123") == 0 &&
	    next(s, CHANNEL_SMS, "+123") == 7, "and SMS by its own");
	ok(next(s, CHANNEL_PUSH, "") == 0 && next(s, CHANNEL_PUSH, "") == 0,
	    "what none counts goes");
	slots_free(s);
}

static void
test_words(void)
{
	struct throttle t = { .channel = CHANNEL_EMAIL, .domain = "*",
	    .max = 1000, .even = true };
	char text[THROTTLE_ROOM];

	ok(throttle_per_parse("hour", &t.per) == NULL && t.per == 3600,
	    "an hour");
	throttle_print(&t, text, sizeof text);
	is(text, "1000 email to a domain per 1h, evenly", "told");
	ok(throttle_per_parse("0s", &t.per) != NULL &&
	    throttle_per_parse("1mo", &t.per) != NULL &&
	    throttle_per_parse("week", &t.per) != NULL && t.per == 3600,
	    "what is none is refused");
}

int
main(void)
{
	bool good = true;

	for (unsigned seed = 0; seed < 3000 && good; seed++)
		good = agrees(seed);
	ok(good, "slots are the first that fit, second by second");
	test_whom();
	test_words();
	return finish();
}
