#include "ids.h"

#include <err.h>
#include <stdlib.h>
#include <string.h>

#include "dict.h"
#include "kin_fetch.h"
#include "pool.h"

struct ids {
	struct kin *kin;
	uint32_t *kept;			/* their new numbers, or IDS_NONE */
	struct heads *heads;
	size_t room;
	uint32_t sweeps;		/* how often only some were kept */
	unsigned kinds;			/* of which there are any: a bit each */
};

struct ids *
ids_new(const struct ids *old)
{
	struct ids *t = calloc(1, sizeof *t);

	if (t == NULL)
		errx(EXIT_TROUBLE, "out of memory");
	t->kin = kin_new();
	t->sweeps = old == NULL ? 0 : old->sweeps + 1;
	return t;
}

void
ids_free(struct ids *t)
{
	kin_free(t->kin);
	free(t->kept);
	free(t->heads);
	free(t);
}

uint32_t
ids_add(struct ids *t, char kind, const char *id)
{
	size_t n = kin_count(t->kin), i;

	if (*id == '\0')
		return IDS_NONE;
	i = kin_add(t->kin, kind, id);
	if (i != n)
		return (uint32_t)i;
	t->heads = pool_grow(t->heads, &t->room, i + 1, sizeof *t->heads);
	t->heads[i] = (struct heads){ IDS_NONE, IDS_NONE, IDS_NONE };
	t->kinds |= 1U << (kind - 'a');
	return (uint32_t)i;
}

uint32_t
ids_find(struct ids *t, char kind, const char *id)
{
	size_t i;

	if (*id == '\0' || (t->kinds >> (kind - 'a') & 1) == 0)
		return IDS_NONE;
	i = kin_find(t->kin, kind, id);
	return i == DICT_NONE ? IDS_NONE : (uint32_t)i;
}

/* Steps of one guise have one cart. */
uint32_t
ids_cart(struct ids *t, const struct step *s, bool add)
{
	uint32_t known = s->guise == NULL ? IDS_NONE :
	    ids_known_cart(t, s->guise);

	if (known != IDS_NONE)
		return known;
	known = (add ? ids_add : ids_find)(t, 'k', s->text[STEP_CART]);
	if (s->guise != NULL) {
		s->guise->cart = known;
		s->guise->sweeps = t->sweeps;
	}
	return known;
}

uint32_t
ids_known_cart(const struct ids *t, const struct guise *g)
{
	return g->sweeps == t->sweeps ? g->cart : IDS_NONE;
}

void
ids_fetch_cart(struct ids *t, const struct step *s, bool more)
{
	if (*s->text[STEP_CART] != '\0')
		kin_fetch_text(t->kin, 'k', s->text[STEP_CART], more);
}

const char *
ids_text(const struct ids *t, uint32_t number, char *kind)
{
	return kin_text(t->kin, number, kind);
}

struct heads *
ids_heads(const struct ids *t, uint32_t number)
{
	return &t->heads[number];
}

uint32_t
ids_keep(struct ids *t, struct ids *old, uint32_t number)
{
	size_t n = kin_count(old->kin), room = 0;
	char kind;
	const char *id;

	if (number == IDS_NONE)
		return IDS_NONE;
	if (old->kept == NULL) {
		old->kept = pool_grow(NULL, &room, n, sizeof *old->kept);
		memset(old->kept, 0xff, n * sizeof *old->kept);
	}
	if (old->kept[number] == IDS_NONE) {
		id = kin_text(old->kin, number, &kind);
		old->kept[number] = ids_add(t, kind, id);
	}
	return old->kept[number];
}
