#include "claim.h"

#include <err.h>
#include <stddef.h>
#include <string.h>

#include "opt.h"
#include "pool.h"

struct claim {
	char *path;
	bool is_written;
};

static struct {
	struct claim *list;
	size_t n, room;
	struct pool *paths;
} claims;

void
claim_file(const char *canonical, const char *name, bool is_written)
{
	for (size_t i = 0; i < claims.n; i++) {
		const struct claim *c = &claims.list[i];

		if (strcmp(c->path, canonical) != 0)
			continue;
		if (c->is_written && is_written)
			errx(EXIT_TROUBLE, "%s: would be written twice", name);
		if (c->is_written || is_written)
			errx(EXIT_TROUBLE, "%s: would be written over while it "
			    "is read (want another file)", name);
		return;
	}
	if (claims.paths == NULL)
		claims.paths = pool_new();
	claims.list = pool_grow(claims.list, &claims.room, claims.n + 1,
	    sizeof *claims.list);
	claims.list[claims.n++] = (struct claim){ pool_text(claims.paths,
	    canonical, strlen(canonical)), is_written };
}
