#include "window.h"

#include <inttypes.h>
#include <stdio.h>

#include "tap.h"

static struct step
at(int64_t when, enum act act)
{
	struct step s = { .at = when, .act = act };

	for (int t = 0; t < STEP_TEXTS; t++)
		s.text[t] = "";
	return s;
}

/* The times that the window gives out by now. */
static const char *
given(struct window *w)
{
	static char text[400];
	struct batch b = window_batch(w);
	size_t len = 0;

	text[0] = '\0';
	for (size_t i = 0; i < b.n && len < sizeof text; i++) {
		struct step s;

		steps_get(b.steps, b.order[i], &s);
		len += (size_t)snprintf(text + len, sizeof text - len,
		    "%" PRId64 "%s ", s.at, s.act == ACT_PURCHASE ? "p" : "");
	}
	return text;
}

static void
test_order(void)
{
	static const int64_t times[] = { 5, 3, 9, 3, 7 };
	struct window *w = window_new(INT64_MAX);

	for (int i = 0; i < 5; i++) {
		struct step s = at(times[i], i == 1 ? ACT_PURCHASE : ACT_ADD);

		ok(window_add(w, &s), "in any order");
		is(given(w), "", "nothing yet");
	}
	window_end(w);
	is(given(w), "3p 3 5 7 9 ", "by time, and as they came");
	is(given(w), "", "and no more");
	window_free(w);
}

struct taken {
	int64_t last;
	size_t n;
	bool in_order;
};

static void
take(struct window *w, struct taken *t)
{
	struct batch b = window_batch(w);

	for (size_t i = 0; i < b.n; i++) {
		int64_t when = steps_at(b.steps, b.order[i]);

		t->in_order = t->in_order && when >= t->last;
		t->last = when;
		t->n++;
	}
}

/* Steps that come in pairs the wrong way round, by at most 10 seconds. */
static void
test_late(void)
{
	struct window *w = window_new(10);
	struct taken t = { -1, 0, true };
	bool all_added = true;
	size_t most = 0;

	for (size_t i = 0; i < 20000; i++) {
		struct step one = at((int64_t)(i % 2 == 0 ? i + 10 : i + 1),
		    ACT_ADD);

		all_added = all_added && window_add(w, &one);
		if (window_is_due(w))
			take(w, &t);
		most = i + 1 - t.n > most ? i + 1 - t.n : most;
	}
	window_end(w);
	take(w, &t);
	ok(all_added && t.in_order && t.n == 20000, "all come, by time");
	ok(most < 2000, "few are held");
	window_free(w);
}

static void
test_too_late(void)
{
	struct window *w = window_new(10);
	struct step s = at(100, ACT_ADD);

	ok(window_add(w, &s), "the first");
	s = at(90, ACT_ADD);
	ok(window_add(w, &s), "ten late");
	s = at(89, ACT_ADD);
	ok(!window_add(w, &s), "eleven late");
	window_end(w);
	is(given(w), "90 100 ", "what came in time");
	window_free(w);
}

/* A second is given out whole, once it can't be added to. */
static void
test_whole(void)
{
	struct window *w = window_new(0);
	struct taken t = { -1, 0, true };
	bool is_whole = true;

	for (int64_t i = 0; i < 9000; i++) {
		struct step one = at(i / 3000, ACT_ADD);

		(void)window_add(w, &one);
		if (!window_is_due(w))
			continue;
		take(w, &t);
		is_whole = is_whole && t.n % 3000 == 0;
	}
	is_whole = is_whole && t.n == 6000;
	ok(is_whole, "no second in two parts");
	window_free(w);
}

int
main(void)
{
	test_whole();
	test_order();
	test_late();
	test_too_late();
	return finish();
}
