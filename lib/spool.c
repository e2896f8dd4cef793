#include "spool.h"

#include <dirent.h>
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

#include "dict.h"
#include "opt.h"
#include "pool.h"

enum { NAME_ROOM = 64 };

/* Until it has its own a file has a name of this and a number, which no *.eml
   finds. */
static const char prefix[] = ".sendlist-message-";

struct spool {
	const char *path;
	int folder;
	struct dict *names;	/* of those written, by number */
	bool *is_put;		/* and not dropped */
	size_t put_room;
	char *scratch;		/* what a file has that is there */
	size_t room;
};

/* The folder of files that have no names yet, and how many were begun. */
static int open_folder = -1;
static size_t begun;

/* Nothing here but what a signal may call. */
static void
temporary(size_t i, char name[NAME_ROOM])
{
	char digits[24];
	size_t n = 0, at = sizeof prefix - 1;

	memcpy(name, prefix, at);
	do
		digits[n++] = (char)('0' + i % 10);
	while ((i /= 10) > 0);
	while (n > 0)
		name[at++] = digits[--n];
	name[at] = '\0';
}

static void
clean(void)
{
	char name[NAME_ROOM];

	for (size_t i = 0; open_folder >= 0 && i < begun; i++) {
		temporary(i, name);
		unlinkat(open_folder, name, 0);
	}
}

static void (*before[NSIG])(int);

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

/* What a run left there that was ended by force. */
static void
sweep(const char *path, int folder)
{
	DIR *d = opendir(path);
	const struct dirent *entry;

	if (d == NULL)
		err(EXIT_TROUBLE, "%s", path);
	while ((entry = readdir(d)) != NULL)
		if (strncmp(entry->d_name, prefix, sizeof prefix - 1) == 0)
			unlinkat(folder, entry->d_name, 0);
	closedir(d);
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
	sweep(path, s->folder);
	open_folder = s->folder;
	register_cleanup();
	s->names = dict_new();
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
	char unnamed[NAME_ROOM];
	size_t i;
	int fd;

	if (is_there(s, name, bytes, len))
		return false;
	i = dict_add(s->names, name, strlen(name));
	begun = dict_count(s->names);
	s->is_put = pool_grow(s->is_put, &s->put_room, begun,
	    sizeof *s->is_put);
	s->is_put[i] = true;
	temporary(i, unnamed);
	fd = openat(s->folder, unnamed, O_WRONLY | O_CREAT | O_EXCL |
	    O_CLOEXEC, 0666);
	if (fd < 0)
		err(EXIT_TROUBLE, "%s/%s", s->path, unnamed);
	write_all(s, fd, bytes, len);
	if (close(fd) != 0)
		err(EXIT_TROUBLE, "%s/%s", s->path, name);
	return true;
}

bool
spool_drop(struct spool *s, const char *name)
{
	char unnamed[NAME_ROOM];
	size_t i = dict_find(s->names, name, strlen(name));

	if (i == DICT_NONE || !s->is_put[i])
		return false;
	temporary(i, unnamed);
	if (unlinkat(s->folder, unnamed, 0) != 0)
		err(EXIT_TROUBLE, "%s/%s", s->path, unnamed);
	s->is_put[i] = false;
	return true;
}

bool
spool_has(const struct spool *s, const char *name)
{
	struct stat st;

	return fstatat(s->folder, name, &st, AT_SYMLINK_NOFOLLOW) == 0;
}

/* Sync all at once, and then name them: never the other way round. */
void
spool_close(struct spool *s)
{
	char unnamed[NAME_ROOM];

	if (begun > 0 && syncfs(s->folder) != 0)
		err(EXIT_TROUBLE, "%s", s->path);
	for (size_t i = 0; i < begun; i++) {
		if (!s->is_put[i])
			continue;
		temporary(i, unnamed);
		if (renameat(s->folder, unnamed, s->folder,
		    dict_key(s->names, i)) != 0)
			err(EXIT_TROUBLE, "%s/%s", s->path,
			    dict_key(s->names, i));
	}
	open_folder = -1;
	if (fsync(s->folder) != 0 && errno != EINVAL)
		err(EXIT_TROUBLE, "%s", s->path);
	close(s->folder);
	dict_free(s->names);
	free(s->is_put);
	free(s->scratch);
	free(s);
}
