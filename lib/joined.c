#include "joined.h"

#include <err.h>
#include <stdlib.h>

#include "kin.h"
#include "pool.h"

/* The texts by which an order may be joined, and their kinds. */
static const struct {
	enum step_text text;
	char kind;
} by[] = { { STEP_CUSTOMER, 'c' }, { STEP_EMAIL, 'e' }, { STEP_PHONE, 'p' },
    { STEP_CART, 'k' }, { STEP_ORDER, 'o' } };

enum { BY = sizeof by / sizeof *by };

struct joined {
	struct kin *kin;
	bool *is_seen;		/* by text */
	size_t seen_room;
	size_t *orders, n, room;	/* a text of each; DICT_NONE: it has none */
};

struct joined *
joined_new(void)
{
	struct joined *j = calloc(1, sizeof *j);

	if (j == NULL)
		errx(EXIT_TROUBLE, "out of memory");
	j->kin = kin_new();
	return j;
}

void
joined_free(struct joined *j)
{
	kin_free(j->kin);
	free(j->is_seen);
	free(j->orders);
	free(j);
}

/* Its texts are one; one of them, or DICT_NONE. */
static size_t
unite(struct joined *j, const struct step *order)
{
	size_t one = DICT_NONE;

	for (int i = 0; i < BY; i++) {
		const char *text = order->text[by[i].text];
		size_t n = kin_count(j->kin), t;

		if (!kin_is_text(by[i].kind, text))
			continue;
		t = kin_add(j->kin, by[i].kind, text);
		j->is_seen = pool_grow(j->is_seen, &j->seen_room, t + 1,
		    sizeof *j->is_seen);
		if (t == n)
			j->is_seen[t] = false;
		one = one == DICT_NONE ? t : kin_unite(j->kin, one, t);
	}
	return one;
}

void
joined_add(struct joined *j, const struct step *order)
{
	size_t one = unite(j, order);

	j->orders = pool_grow(j->orders, &j->room, j->n + 1,
	    sizeof *j->orders);
	j->orders[j->n++] = one;
}

void
joined_unite(struct joined *j, const struct step *customer)
{
	(void)unite(j, customer);
}

void
joined_see(struct joined *j, const struct step *step)
{
	for (int i = 0; j->n != 0 && i < BY; i++) {
		const char *text = step->text[by[i].text];
		size_t t = *text == '\0' ? DICT_NONE :
		    kin_find(j->kin, by[i].kind, text);

		if (t != DICT_NONE)
			j->is_seen[t] = true;
	}
}

size_t
joined_count(struct joined *j, size_t *of)
{
	size_t n = 0;

	for (size_t t = 0; t < kin_count(j->kin); t++)
		if (j->is_seen[t])
			j->is_seen[kin_top(j->kin, t)] = true;
	for (size_t i = 0; i < j->n; i++)
		n += j->orders[i] != DICT_NONE &&
		    j->is_seen[kin_top(j->kin, j->orders[i])];
	*of = j->n;
	return n;
}
