#include "guise.h"

#include <err.h>
#include <stdlib.h>
#include <string.h>

#include "opt.h"

/* Of some thousands that come again and again few share a place. */
enum { PLACES = 1 << 15 };

struct guises {
	struct guise *places;		/* by hash: the last that came */
	uint64_t turn;
};

struct guises *
guises_new(void)
{
	struct guises *g = calloc(1, sizeof *g);

	if (g == NULL ||
	    (g->places = calloc(PLACES, sizeof *g->places)) == NULL)
		errx(EXIT_TROUBLE, "out of memory");
	g->turn = 1;
	return g;
}

void
guises_free(struct guises *g)
{
	for (size_t i = 0; i < PLACES; i++)
		free(g->places[i].key.bytes);
	free(g->places);
	free(g);
}

void
guises_turn(struct guises *g)
{
	g->turn++;
}

static struct guise *
place(const struct guises *g, uint32_t hash)
{
	return &g->places[hash % PLACES];
}

struct guise *
guises_find(struct guises *g, const char *key, size_t len, uint32_t hash)
{
	struct guise *guise = place(g, hash);

	if (guise->hash != hash || guise->key.len != len ||
	    memcmp(guise->key.bytes, key, len) != 0) {
		if (guise->turn == g->turn)
			return NULL;
		guise->key.len = 0;
		row_add(&guise->key, key, len);
		guise->hash = hash;
		memset(guise->heard, 0xff, sizeof guise->heard);
		guise->browser = guise->cart = GUISE_UNKNOWN;
	}
	guise->turn = g->turn;
	return guise;
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
