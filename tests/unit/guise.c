#include "guise.h"

#include <stdbool.h>
#include <stdio.h>

#include "dict.h"
#include "tap.h"

/* The guise of visit number i. */
static struct guise *
visit(struct guises *g, int i)
{
	char key[32];
	int len = snprintf(key, sizeof key, "visit %d", i);

	return guises_find(g, key, (size_t)len, dict_hash(key, (size_t)len));
}

/* One that fits is what was kept of it; any other begins anew. */
static bool
is_sound(struct guises *g, int i)
{
	struct guise *guise = visit(g, i);
	bool sound;

	if (guise == NULL)
		return true;
	sound = guise->browser == GUISE_UNKNOWN ||
	    guise->browser == (uint32_t)i;
	guise->browser = (uint32_t)i;
	return sound;
}

int
main(void)
{
	struct guises *g = guises_new();
	bool sound = true;
	int kept = 0;

	visit(g, 1)->browser = 1;
	ok(visit(g, 1)->browser == 1, "what is known of a visit is kept");
	ok(guises_find(g, "other", 5, dict_hash("visit 1", 7)) == NULL,
	    "within a turn nothing takes its place");
	guises_turn(g);
	ok(guises_find(g, "other", 5, dict_hash("visit 1", 7))->browser ==
	    GUISE_UNKNOWN, "then another may, of which nothing is known");
	for (int i = 0; i < 120000; i++) {
		if (i % 10 == 0)
			guises_turn(g);
		sound = is_sound(g, i % 3000) && sound;
	}
	is(sound ? "sound" : "not", "sound", "nobody is taken for "
	    "somebody else, however many there are");
	for (int i = 0; i < 3000; i++) {
		struct guise *guise;

		guises_turn(g);
		guise = visit(g, i);
		kept += guise != NULL && guise->browser == (uint32_t)i;
	}
	ok(kept > 2000, "there is room for more of them, once they are lost");
	guises_free(g);
	return finish();
}
