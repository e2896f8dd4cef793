#include "window.h"

#include <err.h>
#include <stdlib.h>

#include "pool.h"

enum { FEW = 1024 };			/* too few to be sorted for their own sake */

/* Batches take turns: one is given out while the next gathers. */
struct half {
	struct steps *steps;		/* as they came */
	size_t *order, room;		/* by time, once sorted */
};

struct window {
	int64_t late, newest;
	bool any, is_sorted, is_over;
	struct half halves[2], *now;
};

struct window *
window_new(int64_t late)
{
	struct window *w = calloc(1, sizeof *w);

	if (w == NULL)
		errx(EXIT_TROUBLE, "out of memory");
	w->late = late;
	w->is_sorted = true;
	w->now = w->halves;
	for (int i = 0; i < 2; i++)
		w->halves[i].steps = steps_new();
	return w;
}

void
window_free(struct window *w)
{
	if (w == NULL)
		return;
	for (int i = 0; i < 2; i++) {
		steps_free(w->halves[i].steps);
		free(w->halves[i].order);
	}
	free(w);
}

bool
window_add(struct window *w, const struct step *s)
{
	const struct steps *had = w->now->steps;
	size_t n = steps_count(had);

	if (w->any && w->late < INT64_MAX && s->at < w->newest - w->late)
		return false;
	if (n > 0 && s->at < steps_at(had, n - 1))
		w->is_sorted = false;
	if (!w->any || s->at > w->newest)
		w->newest = s->at;
	w->any = true;
	steps_add(w->now->steps, s);
	return true;
}

void
window_end(struct window *w)
{
	w->is_over = true;
}

/* Sorting pays once there is as much to give out as must be held. */
bool
window_is_due(const struct window *w)
{
	return w->late < INT64_MAX && steps_count(w->now->steps) >= FEW &&
	    w->newest - steps_at(w->now->steps, 0) > 2 * w->late;
}

static int
compare(const void *a, const void *b, void *steps)
{
	size_t l = *(const size_t *)a, r = *(const size_t *)b;
	int64_t at = steps_at(steps, l), other = steps_at(steps, r);

	if (at != other)
		return at < other ? -1 : 1;
	return (l > r) - (l < r);
}

static void
sort(struct half *h, bool is_sorted)
{
	size_t n = steps_count(h->steps);

	h->order = pool_grow(h->order, &h->room, n + 1, sizeof *h->order);
	for (size_t i = 0; i < n; i++)
		h->order[i] = i;
	if (!is_sorted)
		qsort_r(h->order, n, sizeof *h->order, compare, h->steps);
}

struct batch
window_batch(struct window *w)
{
	struct half *h = w->now;
	size_t n = steps_count(h->steps);
	struct batch b;

	sort(h, w->is_sorted);
	b = (struct batch){ h->steps, h->order, 0 };
	while (b.n < n && (w->is_over ||
	    steps_at(h->steps, h->order[b.n]) < w->newest - w->late))
		b.n++;
	w->now = h == w->halves ? w->halves + 1 : w->halves;
	steps_empty(w->now->steps);
	for (size_t i = b.n; i < n; i++)
		steps_move(w->now->steps, h->steps, h->order[i]);
	w->is_sorted = true;
	return b;
}
