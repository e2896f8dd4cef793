#include "turn.h"

#include <err.h>
#include <stdlib.h>

#include "grouped.h"

static void *
list_of(size_t n, size_t size)
{
	void *list = calloc(n + 1, size);

	if (list == NULL)
		errx(EXIT_TROUBLE, "out of memory");
	return list;
}

/* Those of somebody, or of everybody, by person. */
static struct grouped
group(struct facts *f, size_t only)
{
	size_t n = triggers_count(f->triggers), *of = list_of(n, sizeof *of);
	struct grouped g;

	for (size_t i = 0; i < n; i++) {
		size_t person = triggers_get(f->triggers, i)->person;

		of[i] = only == DICT_NONE || person == only ? person :
		    DICT_NONE;
	}
	g = grouped_make(of, n, people_count(f->who.people));
	free(of);
	return g;
}

struct turns
turns_of(struct facts *f, size_t only)
{
	size_t n, people = people_count(f->who.people), done = 0;
	struct grouped g = group(f, only);
	struct turns t = {
		.all = list_of(g.first[people], sizeof *t.all),
		.list = list_of(people, sizeof *t.list)
	};

	for (size_t p = 0; p < people; p++) {
		const size_t *things = grouped_get(&g, p, &n);

		if (n == 0)
			continue;
		t.list[t.n++] = (struct turn){ .person = p, .n = n,
		    .triggers = t.all + done };
		for (size_t i = 0; i < n; i++)
			t.all[done++] = triggers_get(f->triggers, things[i]);
	}
	grouped_free(&g);
	return t;
}

void
turns_free(struct turns *t)
{
	free(t->list);
	free(t->all);
}
