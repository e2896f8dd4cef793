#include "second.h"

#include <stdint.h>
#include <stdlib.h>

#include "step_order.h"
#include "tap.h"

enum { MOST = 400 };

/* The same numbers on every machine. */
static uint32_t
next_number(uint32_t *state)
{
	*state = *state * 1664525 + 1013904223;
	return *state >> 16;
}

/* Texts that agree for long, and end early. */
static const char *
any_text(uint32_t *state)
{
	static const char *const texts[] = { "", "a", "ab", "order-1",
	    "order-12", "order-123", "order-124", "customer-1", "customer-10",
	    "customer-2", "\xc3\xa9", "order-1\x01" };

	return texts[next_number(state) % (sizeof texts / sizeof *texts)];
}

static struct step
any_step(uint32_t *state)
{
	struct step s = { .act = next_number(state) % 3 == 0 ? ACT_PURCHASE :
	    ACT_ADD, .quantity = -1, .seconds = -1 };

	for (int t = 0; t < STEP_TEXTS; t++)
		s.text[t] = any_text(state);
	return s;
}

static int
by_act(const void *a, const void *b)
{
	return step_order_acts(a, b);
}

static int
by_name(const void *a, const void *b)
{
	return step_order_names(a, b);
}

/* Are those in order what the plain comparison makes of them? */
static bool
agrees(const struct second *s, const struct step *sorted,
    int (*compare)(const struct step *, const struct step *))
{
	for (size_t i = 0; i < second_count(s); i++)
		if (compare(&second_get(s, i)->step, &sorted[i]) != 0)
			return false;
	return true;
}

static void
try(struct second *s, size_t n, uint32_t *state, bool *acts, bool *names)
{
	static struct step all[MOST], named[MOST];
	size_t n_named = 0;

	for (size_t i = 0; i < n; i++) {
		all[i] = any_step(state);
		second_add(s)->step = all[i];
		if (*step_name(&all[i]) != '\0')
			named[n_named++] = all[i];
	}
	qsort(all, n, sizeof *all, by_act);
	qsort(named, n_named, sizeof *named, by_name);
	second_by_name(s);
	*names = *names && second_count(s) == n_named &&
	    agrees(s, named, step_order_names);
	second_by_act(s);
	*acts = *acts && second_count(s) == n &&
	    agrees(s, all, step_order_acts);
	second_empty(s);
}

int
main(void)
{
	struct second *s = second_new();
	uint32_t state = 1;
	bool acts = true, names = true;

	for (size_t n = 0; n < MOST; n++)
		try(s, n, &state, &acts, &names);
	is(acts ? "same" : "not", "same", "by act, as the plain comparison "
	    "has it, few and many");
	is(names ? "same" : "not", "same", "by name likewise, those alone "
	    "that have one");
	second_free(s);
	return finish();
}
