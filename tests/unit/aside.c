#include "aside.h"

#include <pthread.h>
#include <sched.h>
#include <stdbool.h>
#include <stddef.h>

#include "tap.h"

enum { JOBS = 20000 };

/* What the jobs leave behind: their numbers, in turn. */
struct trace {
	int numbers[JOBS];
	size_t n;
	pthread_t by;
};

static void
job(void *of, void *with)
{
	struct trace *t = of;

	t->by = pthread_self();
	t->numbers[t->n++] = *(int *)with;
	*(int *)with = -1;
}

/* Two things take turns; each is free again once the next is given.  Is it another
   thread that does it, or this one? */
static bool
in_turn(bool by_another)
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
	return right && by_another == !pthread_equal(t.by, pthread_self());
}

int
main(void)
{
	cpu_set_t all, one;
	int first = 0;
	struct aside *unused = aside_new(job, NULL);

	if (sched_getaffinity(0, sizeof all, &all) != 0)
		return 1;
	is(in_turn(CPU_COUNT(&all) > 1) ? "in turn" : "not so", "in turn",
	    "all jobs, by a second thread if there is a second processor");
	while (!CPU_ISSET(first, &all))
		first++;
	CPU_ZERO(&one);
	CPU_SET(first, &one);
	ok(sched_setaffinity(0, sizeof one, &one) == 0 && in_turn(false),
	    "and by the caller, where there is one processor");
	aside_wait(unused);
	aside_free(unused);
	aside_free(NULL);
	return finish();
}
