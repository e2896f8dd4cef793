#include "spool.h"

#include <err.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "opt.h"
#include "pool.h"

struct spool {
	const char *path;
	int folder;
	char *scratch;		/* what a file has that is there */
	size_t room;
};

/* A file of one name at a time is written under another, which begins with a
   full stop so that no *.eml finds it. */
static const char temporary[] = ".sendlist-message";
static int open_folder = -1;
static void (*before[NSIG])(int);

static void
clean(void)
{
	if (open_folder >= 0)
		unlinkat(open_folder, temporary, 0);
}

/* Killed: as if the run had ended in trouble. */
static void
on_signal(int number)
{
	clean();
	if (before[number] != SIG_DFL)
		before[number](number);
	signal(number, SIG_DFL);
	raise(number);
}

static void
register_cleanup(void)
{
	static const int numbers[] = { SIGHUP, SIGINT, SIGPIPE, SIGTERM };

	atexit(clean);
	for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
		before[numbers[i]] = signal(numbers[i], on_signal);
		if (before[numbers[i]] == SIG_IGN)
			signal(numbers[i], SIG_IGN);
	}
}

struct spool *
spool_open(const char *path)
{
	struct spool *s = calloc(1, sizeof *s);

	if (s == NULL)
		errx(EXIT_TROUBLE, "out of memory");
	s->path = path;
	s->folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (s->folder < 0)
		err(EXIT_TROUBLE, "%s", path);
	/* Two runs into one folder would write each other's file. */
	if (flock(s->folder, LOCK_EX | LOCK_NB) != 0)
		errx(EXIT_TROUBLE, "%s: another run writes there", path);
	open_folder = s->folder;
	register_cleanup();
	return s;
}

/* Has the file just these bytes? */
static bool
is_there(struct spool *s, const char *name, const char *bytes, size_t len)
{
	int fd = openat(s->folder, name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC |
	    O_NONBLOCK);
	struct stat st;
	size_t n = 0;
	ssize_t got = 1;

	if (fd < 0)
		return false;
	if (fstat(fd, &st) == 0 && S_ISREG(st.st_mode) &&
	    (size_t)st.st_size == len) {
		s->scratch = pool_grow(s->scratch, &s->room, len + 1, 1);
		while (n < len && (got = read(fd, s->scratch + n,
		    len - n)) > 0)
			n += (size_t)got;
	}
	close(fd);
	return n == len && memcmp(s->scratch, bytes, len) == 0;
}

static void
write_all(const struct spool *s, int fd, const char *bytes, size_t len)
{
	while (len > 0) {
		ssize_t put = write(fd, bytes, len);

		if (put < 0 && errno == EINTR)
			continue;
		if (put < 0)
			err(EXIT_TROUBLE, "%s", s->path);
		bytes += put;
		len -= (size_t)put;
	}
}

bool
spool_put(struct spool *s, const char *name, const char *bytes, size_t len)
{
	int fd;

	if (is_there(s, name, bytes, len))
		return false;
	fd = openat(s->folder, temporary, O_WRONLY | O_CREAT | O_TRUNC |
	    O_NOFOLLOW | O_CLOEXEC, 0666);
	if (fd < 0)
		err(EXIT_TROUBLE, "%s/%s", s->path, temporary);
	write_all(s, fd, bytes, len);
	if (fsync(fd) != 0 || close(fd) != 0 ||
	    renameat(s->folder, temporary, s->folder, name) != 0)
		err(EXIT_TROUBLE, "%s/%s", s->path, name);
	return true;
}

void
spool_close(struct spool *s)
{
	open_folder = -1;
	if (fsync(s->folder) != 0 && errno != EINVAL)
		err(EXIT_TROUBLE, "%s", s->path);
	close(s->folder);
	free(s->scratch);
	free(s);
}
