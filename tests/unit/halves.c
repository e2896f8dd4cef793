#include "halves.h"

#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>

#include "tap.h"

enum { MANY = 100000 };

static struct work {
	unsigned char done[MANY];	/* how often each was */
	pthread_t by[MANY];
} work;

static void
job(void *of, size_t from, size_t to)
{
	struct work *w = of;

	for (size_t i = from; i < to; i++) {
		w->done[i]++;
		w->by[i] = pthread_self();
	}
}

/* Is each of n done once, and nothing else? */
static bool
does(size_t n)
{
	bool right = true;

	memset(&work, 0, sizeof work);
	halves_do(job, &work, n);
	for (size_t i = 0; i < MANY; i++)
		right = right && work.done[i] == (i < n);
	return right;
}

int
main(void)
{
	ok(does(0) && does(1) && does(1000), "few");
	is(pthread_equal(work.by[0], work.by[999]) ? "one" : "two", "one",
	    "by one thread");
	ok(does(8191) && does(8192) && does(8193) && does(MANY), "many");
	ok(pthread_equal(work.by[0], pthread_self()) &&
	    pthread_equal(work.by[0], work.by[MANY / 2 - 1]) &&
	    pthread_equal(work.by[MANY / 2], work.by[MANY - 1]),
	    "each half by a thread, and the first by the caller's");
	return finish();
}
