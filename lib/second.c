#include "second.h"

#include <stdlib.h>

#include "dict.h"
#include "pool.h"
#include "step_order.h"

enum { FEW = 64, PREFIX = 7 };

struct second {
	struct turn *list;
	size_t n, room;
	struct rank {
		uint64_t key, tie;	/* two that differ are decided */
		struct turn *turn;
	} *ranks;
	size_t ranked, ranks_room;
};

struct second *
second_new(void)
{
	size_t room = 0;
	struct second *s = pool_grow(NULL, &room, 1, sizeof *s);

	*s = (struct second){ .n = 0 };
	return s;
}

void
second_free(struct second *s)
{
	free(s->list);
	free(s->ranks);
	free(s);
}

struct turn *
second_add(struct second *s)
{
	s->list = pool_grow(s->list, &s->room, s->n + 1, sizeof *s->list);
	s->list[s->n].whose = (struct whose){ DICT_NONE, DICT_NONE };
	return &s->list[s->n++];
}

/* So many bytes of the text, as strcmp orders them. */
static uint64_t
first_bytes(const char *text, int n)
{
	uint64_t key = 0;
	int i = 0;

	for (; i < n && text[i] != '\0'; i++)
		key = key << 8 | (unsigned char)text[i];
	return i == 0 ? 0 : key << 8 * (n - i);
}

static int
compare_keys(const struct rank *l, const struct rank *r)
{
	if (l->key != r->key)
		return l->key < r->key ? -1 : 1;
	return (l->tie > r->tie) - (l->tie < r->tie);
}

static int
by_name(const void *a, const void *b)
{
	const struct rank *l = a, *r = b;
	int c = compare_keys(l, r);

	return c != 0 ? c : step_order_names(&l->turn->step, &r->turn->step);
}

static int
by_act(const void *a, const void *b)
{
	const struct rank *l = a, *r = b;
	int c = compare_keys(l, r);

	return c != 0 ? c : step_order_acts(&l->turn->step, &r->turn->step);
}

/* Few are put in order at once: qsort would take longer to get ready. */
static void
sort(struct second *s, int (*compare)(const void *, const void *))
{
	struct rank *ranks = s->ranks;

	if (s->ranked > FEW) {
		qsort(ranks, s->ranked, sizeof *ranks, compare);
		return;
	}
	for (size_t i = 1; i < s->ranked; i++) {
		struct rank one = ranks[i];
		size_t k = i;

		for (; k > 0 && compare(&ranks[k - 1], &one) > 0; k--)
			ranks[k] = ranks[k - 1];
		ranks[k] = one;
	}
}

static void
make_room(struct second *s)
{
	s->ranks = pool_grow(s->ranks, &s->ranks_room, s->n + 1,
	    sizeof *s->ranks);
	s->ranked = 0;
}

void
second_by_name(struct second *s)
{
	make_room(s);
	for (size_t i = 0; i < s->n; i++) {
		const char *name = step_name(&s->list[i].step);

		if (*name != '\0')
			s->ranks[s->ranked++] = (struct rank){
			    ~first_bytes(name, 8), 0, &s->list[i] };
	}
	sort(s, by_name);
}

void
second_by_act(struct second *s)
{
	make_room(s);
	for (size_t i = 0; i < s->n; i++) {
		const struct step *step = &s->list[i].step;
		uint64_t key = (uint64_t)step->act << 2, tie;

		key |= (uint64_t)(*step->text[STEP_CART] == '\0') << 1;
		key |= *step->text[STEP_SESSION] == '\0';
		key = key << 56 | first_bytes(step->text[STEP_ORDER], PREFIX);
		/* Behind an order's id that is all in the key stands this. */
		tie = (key & 0xff) != 0 ? 0 :
		    first_bytes(step->text[STEP_CUSTOMER], 8);
		s->ranks[s->ranked++] = (struct rank){ key, tie, &s->list[i] };
	}
	sort(s, by_act);
}

size_t
second_count(const struct second *s)
{
	return s->ranked;
}

struct turn *
second_get(const struct second *s, size_t i)
{
	return s->ranks[i].turn;
}

void
second_empty(struct second *s)
{
	s->n = s->ranked = 0;
}
