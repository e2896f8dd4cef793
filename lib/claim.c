#include "claim.h"

#include <err.h>
#include <errno.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "opt.h"
#include "pool.h"

/* A file is told by its inode; one that isn't there yet by its path. */
struct claim {
	bool is_written, exists;
	dev_t device;
	ino_t inode;
	const char *path;		/* where it is written */
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

/* The canonical path of a file that is yet to be; NULL without its folder. */
static char *
name_new_file(const char *path)
{
	const char *slash = strrchr(path, '/');
	size_t len = slash == NULL ? 0 : (size_t)(slash - path) + 1;
	char *folder = len == 0 ? strdup(".") : strndup(path, len);
	char *real = folder == NULL ? NULL : realpath(folder, NULL);
	char *target = NULL;

	if (real != NULL && asprintf(&target, "%s/%s", real, path + len) < 0)
		target = NULL;
	free(folder);
	free(real);
	return target;
}

/* Of this canonical path, there yet or not. */
static void
add_written(const char *path, const char *name)
{
	struct claim new = { .is_written = true };
	struct stat st;

	if (claims.paths == NULL)
		claims.paths = pool_new();
	new.path = pool_text(claims.paths, path, strlen(path));
	if (stat(path, &st) == 0) {
		new.exists = true;
		new.device = st.st_dev;
		new.inode = st.st_ino;
	}
	add(new, name);
}

char *
claim_write(const char *path)
{
	struct stat st;
	char *target;

	if (stat(path, &st) == 0 && !S_ISREG(st.st_mode))
		return NULL;
	target = realpath(path, NULL);
	if (target == NULL && errno == ENOENT)
		target = name_new_file(path);
	if (target == NULL)
		err(EXIT_TROUBLE, "%s", path);
	add_written(target, path);
	return target;
}

/* What was written has another inode by now, for it took the place of what was
   there. */
bool
claim_has(const char *path)
{
	char *real = realpath(path, NULL);
	bool is_known = false;
	struct stat st;

	if (real == NULL || stat(real, &st) != 0) {
		free(real);
		return false;
	}
	for (size_t i = 0; !is_known && i < claims.n; i++) {
		const struct claim *c = &claims.list[i];

		is_known = c->is_written ? strcmp(c->path, real) == 0 :
		    c->device == st.st_dev && c->inode == st.st_ino;
	}
	free(real);
	return is_known;
}
