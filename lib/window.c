#include "window.h"

#include <err.h>
#include <stdlib.h>
#include <string.h>

#include "pool.h"

enum { FEW = 1024 };			/* too few to be sorted for their own sake */

struct window {
	int64_t late, newest;
	bool any, is_sorted, is_over;
	struct step *steps;		/* as they came */
	size_t n, room;
	struct step *spare;		/* what steps were before */
	size_t spare_room;
	size_t *order, order_room;	/* by time, once sorted */
	size_t next, ready;		/* of order: given out, to be given out */
	struct pool *texts;		/* of the steps */
};

struct window *
window_new(int64_t late)
{
	struct window *w = calloc(1, sizeof *w);

	if (w == NULL)
		errx(EXIT_TROUBLE, "out of memory");
	w->late = late;
	w->is_sorted = true;
	w->texts = pool_new();
	return w;
}

void
window_free(struct window *w)
{
	if (w == NULL)
		return;
	pool_free(w->texts);
	free(w->steps);
	free(w->spare);
	free(w->order);
	free(w);
}

int64_t
window_newest(const struct window *w)
{
	return w->newest;
}

static void
keep(struct window *w, const struct step *s)
{
	struct step *into;

	w->steps = pool_grow(w->steps, &w->room, w->n + 1, sizeof *w->steps);
	into = &w->steps[w->n++];
	*into = *s;
	for (int t = 0; t < STEP_TEXTS; t++)
		into->text[t] = *s->text[t] == '\0' ? "" :
		    pool_text(w->texts, s->text[t], strlen(s->text[t]));
}

/* What was given out goes, and what is left is all that there is. */
static void
clear(struct window *w)
{
	size_t left = w->n - w->ready, room = w->room;
	struct step *old = w->steps;
	struct pool *texts = w->texts;

	if (w->ready == 0)
		return;
	w->steps = w->spare;
	w->room = w->spare_room;
	w->spare = old;
	w->spare_room = room;
	w->texts = pool_new();
	w->n = 0;
	w->is_sorted = true;
	for (size_t i = 0; i < left; i++)
		keep(w, &old[w->order[w->ready + i]]);
	w->next = w->ready = 0;
	pool_free(texts);
}

bool
window_add(struct window *w, const struct step *s)
{
	if (w->any && w->late < INT64_MAX && s->at < w->newest - w->late)
		return false;
	clear(w);
	if (w->n > 0 && s->at < w->steps[w->n - 1].at)
		w->is_sorted = false;
	if (!w->any || s->at > w->newest)
		w->newest = s->at;
	w->any = true;
	keep(w, s);
	return true;
}

static int
compare(const void *a, const void *b, void *steps)
{
	size_t l = *(const size_t *)a, r = *(const size_t *)b;
	const struct step *all = steps;

	if (all[l].at != all[r].at)
		return all[l].at < all[r].at ? -1 : 1;
	return (l > r) - (l < r);
}

/* Sort what there is, and count what nothing can overtake any more. */
static void
sort(struct window *w)
{
	w->order = pool_grow(w->order, &w->order_room, w->n + 1,
	    sizeof *w->order);
	for (size_t i = 0; i < w->n; i++)
		w->order[i] = i;
	if (!w->is_sorted)
		qsort_r(w->order, w->n, sizeof *w->order, compare, w->steps);
	w->next = w->ready = 0;
	while (w->ready < w->n && (w->is_over ||
	    w->steps[w->order[w->ready]].at < w->newest - w->late))
		w->ready++;
}

void
window_end(struct window *w)
{
	clear(w);
	w->is_over = true;
	sort(w);
}

/* Sorting pays once there is as much to give out as must be held. */
static bool
is_due(const struct window *w)
{
	return w->late < INT64_MAX && w->n >= FEW &&
	    w->newest - w->steps[0].at > 2 * w->late;
}

const struct step *
window_next(struct window *w)
{
	if (w->ready == 0 && !w->is_over && is_due(w))
		sort(w);
	return w->next < w->ready ? &w->steps[w->order[w->next++]] : NULL;
}
