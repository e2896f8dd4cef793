#include "turn.h"

#include <err.h>
#include <stdlib.h>

static void *
list_of(size_t n, size_t size)
{
	void *list = calloc(n + 1, size);

	if (list == NULL)
		errx(EXIT_TROUBLE, "out of memory");
	return list;
}

/* The triggers sorted by person, as one counts: the end of each, then fill. */
struct turns
turns_of(struct facts *f, size_t only)
{
	size_t n = triggers_count(f->triggers), people =
	    people_count(f->people);
	struct turns t = { .all = list_of(n, sizeof *t.all) };
	size_t *end = list_of(people + 1, sizeof *end);

	for (size_t i = 0; i < n; i++) {
		size_t person = triggers_get(f->triggers, i)->person;

		if (only == DICT_NONE || person == only)
			t.n += end[person + 1]++ == 0;
	}
	for (size_t p = 0; p < people; p++)
		end[p + 1] += end[p];
	t.list = list_of(t.n, sizeof *t.list);
	for (size_t p = 0, i = 0; p < people; p++)
		if (end[p + 1] > end[p])
			t.list[i++] = (struct turn){ .person = p,
			    .n = end[p + 1] - end[p],
			    .triggers = t.all + end[p] };
	for (size_t i = 0; i < n; i++) {
		const struct trigger *one = triggers_get(f->triggers, i);

		if (only == DICT_NONE || one->person == only)
			t.all[end[one->person]++] = one;
	}
	free(end);
	return t;
}

void
turns_free(struct turns *t)
{
	free(t->list);
	free(t->all);
}
