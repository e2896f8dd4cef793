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

/* To sync a file takes a disk some milliseconds, and to sync many hardly more:
   so many are written, synced together, and get their names. */
enum { BATCH = 256, NAME_ROOM = 64 };

struct spool {
	const char *path;
	int folder;
	char names[BATCH][NAME_ROOM];	/* of those written, by number */
	size_t n;
	char *scratch;		/* what a file has that is there */
	size_t room;
};

/* The folder of files that have no names yet. */
static int open_folder = -1;
static void (*before[NSIG])(int);

/* Until it has its own a file has a name that no *.eml finds. */
static const char *
temporary(size_t i)
{
	static char name[] = ".sendlist-message-000";

	name[sizeof name - 4] = (char)('0' + i / 100);
	name[sizeof name - 3] = (char)('0' + i / 10 % 10);
	name[sizeof name - 2] = (char)('0' + i % 10);
	return name;
}

static void
clean(void)
{
	if (open_folder >= 0)
		for (size_t i = 0; i < BATCH; i++)
			unlinkat(open_folder, temporary(i), 0);
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

/* Sync the batch, and then name it: never the other way round. */
static void
name_batch(struct spool *s)
{
	if (s->n > 0 && syncfs(s->folder) != 0)
		err(EXIT_TROUBLE, "%s", s->path);
	for (size_t i = 0; i < s->n; i++)
		if (renameat(s->folder, temporary(i), s->folder,
		    s->names[i]) != 0)
			err(EXIT_TROUBLE, "%s/%s", s->path, s->names[i]);
	s->n = 0;
}

bool
spool_put(struct spool *s, const char *name, const char *bytes, size_t len)
{
	int fd;

	if (is_there(s, name, bytes, len))
		return false;
	if (strlen(name) >= NAME_ROOM)
		errx(EXIT_TROUBLE, "%s/%s: too long a name", s->path, name);
	fd = openat(s->folder, temporary(s->n), O_WRONLY | O_CREAT | O_TRUNC |
	    O_NOFOLLOW | O_CLOEXEC, 0666);
	if (fd < 0)
		err(EXIT_TROUBLE, "%s/%s", s->path, temporary(s->n));
	write_all(s, fd, bytes, len);
	if (close(fd) != 0)
		err(EXIT_TROUBLE, "%s/%s", s->path, name);
	strcpy(s->names[s->n++], name);
	if (s->n == BATCH)
		name_batch(s);
	return true;
}

void
spool_close(struct spool *s)
{
	name_batch(s);
	open_folder = -1;
	if (fsync(s->folder) != 0 && errno != EINVAL)
		err(EXIT_TROUBLE, "%s", s->path);
	close(s->folder);
	free(s->scratch);
	free(s);
}
