#include "claim.h"

#include <err.h>
#include <stdbool.h>
#include <stddef.h>
#include <string.h>
#include <sys/stat.h>

#include "opt.h"
#include "pool.h"

/* A file is told by its inode; one that isn't there yet by its path. */
struct claim {
	bool is_written, exists;
	dev_t device;
	ino_t inode;
	const char *path;
};

static struct {
	struct claim *list;
	size_t n, room;
	struct pool *paths;
} claims;

static bool
is_same(const struct claim *a, const struct claim *b)
{
	if (a->exists && b->exists)
		return a->device == b->device && a->inode == b->inode;
	return !a->exists && !b->exists && strcmp(a->path, b->path) == 0;
}

static void
add(struct claim new, const char *name)
{
	for (size_t i = 0; i < claims.n; i++) {
		const struct claim *c = &claims.list[i];

		if (!is_same(c, &new))
			continue;
		if (c->is_written && new.is_written)
			errx(EXIT_TROUBLE, "%s: would be written twice", name);
		if (c->is_written || new.is_written)
			errx(EXIT_TROUBLE, "%s: would be written over while it "
			    "is read (want another file)", name);
	}
	claims.list = pool_grow(claims.list, &claims.room, claims.n + 1,
	    sizeof *claims.list);
	claims.list[claims.n++] = new;
}

void
claim_read(int fd, const char *name)
{
	struct stat st;

	if (fstat(fd, &st) == 0 && S_ISREG(st.st_mode))
		add((struct claim){ .exists = true, .device = st.st_dev,
		    .inode = st.st_ino }, name);
}

void
claim_write(const char *path, const char *name)
{
	struct claim new = { .is_written = true };
	struct stat st;

	if (stat(path, &st) == 0) {
		new.exists = true;
		new.device = st.st_dev;
		new.inode = st.st_ino;
	} else {
		if (claims.paths == NULL)
			claims.paths = pool_new();
		new.path = pool_text(claims.paths, path, strlen(path));
	}
	add(new, name);
}
