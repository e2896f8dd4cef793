#include "aside.h"

#include <sched.h>
#include <stdbool.h>
#include <stddef.h>

#include "tap.h"

enum { JOBS = 20000 };

/* What the jobs leave behind: their numbers, in turn. */
struct trace {
	int numbers[JOBS];
	size_t n;
};

static void
job(void *of, void *with)
{
	struct trace *t = of;

	t->numbers[t->n++] = *(int *)with;
	*(int *)with = -1;
}

/* Two things take turns; each is free again once the next is given. */
static bool
in_turn(void)
{
	static struct trace t;
	struct aside *a;
	int things[2] = { -1, -1 };
	bool right = true;

	t.n = 0;
	a = aside_new(job, &t);
	for (int i = 0; i < JOBS; i++) {
		int *thing = &things[i % 2];

		right = right && *thing == -1;
		*thing = i;
		aside_do(a, thing);
	}
	aside_wait(a);
	right = right && t.n == JOBS;
	for (int i = 0; i < JOBS; i++)
		right = right && t.numbers[i] == i;
	aside_free(a);
	return right;
}

int
main(void)
{
	cpu_set_t one;
	struct aside *unused = aside_new(job, NULL);

	is(in_turn() ? "in turn" : "not so", "in turn",
	    "all jobs, by a second thread");
	CPU_ZERO(&one);
	CPU_SET(0, &one);
	ok(sched_setaffinity(0, sizeof one, &one) == 0 && in_turn(),
	    "and by the caller, where there is one processor");
	aside_wait(unused);
	aside_free(unused);
	aside_free(NULL);
	return finish();
}
