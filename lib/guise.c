#include "guise.h"

#include <err.h>
#include <stdlib.h>
#include <string.h>

#include "opt.h"

/* With the most places, of some thousands that come again and again few share
   one.  Few are in the cache. */
enum { FIRST = 1 << 8, FEW = 1 << 12, MOST = 1 << 15 };

struct guises {
	struct guise *places;		/* by hash: the last that came */
	size_t n, lost;			/* places; guises that lost theirs */
	uint64_t turn;
};

struct guises *
guises_new(void)
{
	struct guises *g = calloc(1, sizeof *g);

	if (g == NULL ||
	    (g->places = calloc(FIRST, sizeof *g->places)) == NULL)
		errx(EXIT_TROUBLE, "out of memory");
	g->n = FIRST;
	g->turn = 1;
	return g;
}

void
guises_free(struct guises *g)
{
	for (size_t i = 0; i < g->n; i++)
		free(g->places[i].key.bytes);
	free(g->places);
	free(g);
}

/* Twice the places: whoever had one has it still, or one that is new. */
static void
grow(struct guises *g)
{
	struct guise *places = calloc(2 * g->n, sizeof *places);

	if (places == NULL)
		errx(EXIT_TROUBLE, "out of memory");
	for (size_t i = 0; i < g->n; i++)
		if (g->places[i].key.len != 0)
			places[g->places[i].hash & (2 * g->n - 1)] =
			    g->places[i];
	free(g->places);
	g->places = places;
	g->n *= 2;
	g->lost = 0;
}

void
guises_turn(struct guises *g)
{
	if (g->lost > g->n / 2 && g->n < MOST)
		grow(g);
	g->turn++;
}

static struct guise *
place(const struct guises *g, uint32_t hash)
{
	return &g->places[hash & (g->n - 1)];
}

struct guise *
guises_find(struct guises *g, const char *key, size_t len, uint32_t hash)
{
	struct guise *guise = place(g, hash);

	if (guise->hash != hash || guise->key.len != len ||
	    memcmp(guise->key.bytes, key, len) != 0) {
		if (guise->turn == g->turn)
			return NULL;
		g->lost += guise->key.len != 0;
		guise->key.len = 0;
		row_add(&guise->key, key, len);
		guise->hash = hash;
		memset(guise->heard, 0xff, sizeof guise->heard);
		guise->browser = guise->cart = GUISE_UNKNOWN;
	}
	guise->turn = g->turn;
	return guise;
}

bool
guises_are_few(const struct guises *g)
{
	return g->n < FEW;
}

void
guises_fetch(const struct guises *g, uint32_t hash)
{
	__builtin_prefetch(place(g, hash));
}

const struct guise *
guises_guess(const struct guises *g, uint32_t hash)
{
	const struct guise *guise = place(g, hash);

	if (guise->hash != hash)
		return NULL;
	__builtin_prefetch(guise->key.bytes);
	return guise;
}
