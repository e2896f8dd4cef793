#include "steps.h"

#include <stdlib.h>
#include <string.h>

#include "pool.h"

struct steps {
	struct step *list;
	size_t n, room;
	struct pool *texts;
};

struct steps *
steps_new(void)
{
	size_t room = 0;
	struct steps *s = pool_grow(NULL, &room, 1, sizeof *s);

	*s = (struct steps){ .texts = pool_new() };
	return s;
}

void
steps_free(struct steps *s)
{
	if (s == NULL)
		return;
	pool_free(s->texts);
	free(s->list);
	free(s);
}

void
steps_add(struct steps *s, const struct step *step)
{
	struct step *into;

	s->list = pool_grow(s->list, &s->room, s->n + 1, sizeof *s->list);
	into = &s->list[s->n++];
	*into = *step;
	for (int t = 0; t < STEP_TEXTS; t++)
		into->text[t] = *step->text[t] == '\0' ? "" :
		    pool_text(s->texts, step->text[t], strlen(step->text[t]));
}

size_t
steps_count(const struct steps *s)
{
	return s->n;
}

const struct step *
steps_get(const struct steps *s, size_t i)
{
	return &s->list[i];
}

void
steps_empty(struct steps *s)
{
	pool_empty(s->texts);
	s->n = 0;
}
