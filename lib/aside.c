#include "aside.h"

#include <err.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdbool.h>
#include <stdlib.h>

#include "opt.h"

struct aside {
	aside_job *job;
	void *of, *with;		/* with: NULL when it is done */
	enum { UNTRIED, ALONE, THREADED } how;
	bool is_over;
	pthread_t thread;
	pthread_mutex_t lock;
	pthread_cond_t changed;		/* with, or is_over */
};

struct aside *
aside_new(aside_job *job, void *of)
{
	struct aside *a = calloc(1, sizeof *a);

	if (a == NULL)
		errx(EXIT_TROUBLE, "out of memory");
	a->job = job;
	a->of = of;
	pthread_mutex_init(&a->lock, NULL);
	pthread_cond_init(&a->changed, NULL);
	return a;
}

static void *
run(void *arg)
{
	struct aside *a = arg;

	pthread_mutex_lock(&a->lock);
	for (;;) {
		while (a->with == NULL && !a->is_over)
			pthread_cond_wait(&a->changed, &a->lock);
		if (a->with == NULL)
			break;
		pthread_mutex_unlock(&a->lock);
		a->job(a->of, a->with);
		pthread_mutex_lock(&a->lock);
		a->with = NULL;
		pthread_cond_signal(&a->changed);
	}
	pthread_mutex_unlock(&a->lock);
	return NULL;
}

/* Signals stay with the caller's thread. */
static bool
start(struct aside *a)
{
	cpu_set_t set;
	sigset_t all, had;
	bool started;

	if (sched_getaffinity(0, sizeof set, &set) == 0 && CPU_COUNT(&set) < 2)
		return false;
	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &had);
	started = pthread_create(&a->thread, NULL, run, a) == 0;
	pthread_sigmask(SIG_SETMASK, &had, NULL);
	return started;
}

void
aside_do(struct aside *a, void *with)
{
	if (a->how == UNTRIED)
		a->how = start(a) ? THREADED : ALONE;
	if (a->how == ALONE) {
		a->job(a->of, with);
		return;
	}
	aside_wait(a);
	pthread_mutex_lock(&a->lock);
	a->with = with;
	pthread_cond_signal(&a->changed);
	pthread_mutex_unlock(&a->lock);
}

void
aside_wait(struct aside *a)
{
	if (a->how != THREADED)
		return;
	pthread_mutex_lock(&a->lock);
	while (a->with != NULL)
		pthread_cond_wait(&a->changed, &a->lock);
	pthread_mutex_unlock(&a->lock);
}

void
aside_free(struct aside *a)
{
	if (a == NULL)
		return;
	aside_wait(a);
	if (a->how == THREADED) {
		pthread_mutex_lock(&a->lock);
		a->is_over = true;
		pthread_cond_signal(&a->changed);
		pthread_mutex_unlock(&a->lock);
		pthread_join(a->thread, NULL);
	}
	pthread_cond_destroy(&a->changed);
	pthread_mutex_destroy(&a->lock);
	free(a);
}
