#include "sink.h"

#include <err.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "claim.h"
#include "pool.h"
#include "sink_form.h"

enum { FLUSH_AT = 1 << 16 };

static struct sink *open_sinks;

/* Whoever writes has it; where the program ends, it isn't given back. */
static pthread_mutex_t writing = PTHREAD_RECURSIVE_MUTEX_INITIALIZER_NP;

/* The program ends in trouble: leave nothing that a reader takes for whole. */
static void
abandon(void)
{
	pthread_mutex_lock(&writing);
	for (struct sink *s = open_sinks; s != NULL; s = s->next) {
		if (s->temporary != NULL)
			unlink(s->temporary);
		else if (s->flushed && write(s->fd, s->json ? "{" : "\"", 1) < 0)
			continue;
	}
}

/* Killed, a reader gone included: take the temporary files along. */
static void
on_signal(int number)
{
	for (struct sink *s = open_sinks; s != NULL; s = s->next)
		if (s->temporary != NULL)
			unlink(s->temporary);
	signal(number, SIG_DFL);
	raise(number);
}

static void
register_cleanup(void)
{
	static const int numbers[] = { SIGHUP, SIGINT, SIGPIPE, SIGTERM };
	static bool is_registered;

	if (is_registered)
		return;
	is_registered = true;
	atexit(abandon);
	for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++)
		if (signal(numbers[i], on_signal) == SIG_IGN)
			signal(numbers[i], SIG_IGN);
}

/*
 * The disk filled up behind so many bytes of the buffer: take them back, so
 * that rows end whole and there is room for the mark that more is missing.
 */
static bool
take_back(struct sink *s, size_t n)
{
	off_t end = lseek(s->fd, 0, SEEK_CUR);
	struct stat st;

	return n == 0 || (fstat(s->fd, &st) == 0 && S_ISREG(st.st_mode) &&
	    st.st_size == end && ftruncate(s->fd, end - (off_t)n) == 0 &&
	    lseek(s->fd, end - (off_t)n, SEEK_SET) >= 0);
}

static void
flush(struct sink *s)
{
	int reason;
	size_t at = 0;

	pthread_mutex_lock(&writing);
	while (at < s->buffer.len) {
		ssize_t put = write(s->fd, s->buffer.bytes + at,
		    s->buffer.len - at);

		if (put < 0 && errno == EINTR)
			continue;
		if (put < 0 && errno == EPIPE)	/* where it was ignored */
			on_signal(SIGPIPE);
		if (put < 0) {
			reason = errno;
			s->flushed = !take_back(s, at) || s->flushed;
			errno = reason;
			err(EXIT_TROUBLE, "%s", s->name);
		}
		at += (size_t)put;
	}
	s->flushed = s->flushed || at != 0;
	s->buffer.len = 0;
	pthread_mutex_unlock(&writing);
}

/* What was open before we ran, by its name: its descriptor, or -1.  What we
   have opened ourselves is closed on exec. */
static int
find_open(const char *path)
{
	const char *digits = strncmp(path, "/dev/fd/", 8) == 0 ? path + 8 :
	    strncmp(path, "/proc/self/fd/", 14) == 0 ? path + 14 : "";
	size_t n = strspn(digits, "0123456789");
	int fd = n == 0 || n > 5 || digits[n] != '\0' ? -1 : atoi(digits);

	if (strcmp(path, "/dev/stdout") == 0)
		return STDOUT_FILENO;
	if (strcmp(path, "/dev/stderr") == 0)
		return STDERR_FILENO;
	if (fd >= 0 && (fcntl(fd, F_GETFD) & FD_CLOEXEC) != 0) {
		errno = EBADF;
		err(EXIT_TROUBLE, "%s", path);
	}
	return fd;
}

/* Open a temporary file beside the target, with its rights. */
static void
open_temporary(struct sink *s)
{
	struct stat st;
	size_t len = strlen(s->path);
	mode_t mask;

	s->temporary = malloc(len + sizeof ".XXXXXX");
	if (s->temporary == NULL)
		errx(EXIT_TROUBLE, "out of memory");
	memcpy(s->temporary, s->path, len);
	memcpy(s->temporary + len, ".XXXXXX", sizeof ".XXXXXX");
	if ((s->fd = mkostemp(s->temporary, O_CLOEXEC)) < 0) {
		free(s->temporary);
		s->temporary = NULL;
		err(EXIT_TROUBLE, "%s", s->name);
	}
	umask(mask = umask(0));
	fchmod(s->fd, stat(s->path, &st) == 0 ? st.st_mode & 07777 :
	    0666 & ~mask);
}

static void
open_file(struct sink *s, const char *path)
{
	int there = find_open(path);

	s->name = path;
	if (there >= 0)		/* to go on where it is, not at its start */
		s->fd = fcntl(there, F_DUPFD_CLOEXEC, 0);
	else if ((s->path = claim_write(path)) != NULL)
		open_temporary(s);
	else
		s->fd = open(path, O_WRONLY | O_CLOEXEC);
	if (s->fd < 0)
		err(EXIT_TROUBLE, "%s", path);
}

static size_t
length(const char *const list[])
{
	size_t n = 0;

	while (list != NULL && list[n] != NULL)
		n++;
	return n;
}

/* An added column may not hide one that is already there. */
static void
check_names(const struct sink *s)
{
	for (size_t i = s->kept; i < s->n; i++)
		for (size_t k = 0; k < s->kept; k++)
			if (strcmp(s->names[i], s->names[k]) == 0)
				errx(EXIT_TROUBLE, "the input already has a "
				    "column '%s'", s->names[i]);
	for (size_t i = 0; i < s->n; i++)
		for (size_t k = s->json ? 0 : s->kept; k < i; k++)
			if (strcmp(s->names[i], s->names[k]) == 0)
				errx(EXIT_TROUBLE, "%s: two columns '%s'",
				    s->name, s->names[i]);
}

static void
name_columns(struct sink *s, const char *const kept[],
    const char *const added[])
{
	size_t k = length(kept), n = k + length(added);

	s->n = n;
	s->kept = k;
	s->pool = pool_new();
	s->names = pool_bytes(s->pool, (n + 1) * sizeof *s->names);
	for (size_t i = 0; i < n; i++)
		s->names[i] = i < k ? kept[i] : added[i - k];
	if (s->json)
		s->fields = row_fields(s->pool, s->names, n);
}

/* The header tells the delimiter, so no name may seem to have another one. */
static void
write_header(struct sink *s)
{
	for (; s->at < s->n; s->at++) {
		const char *name = s->names[s->at];
		bool plain = strpbrk(name, ";\t") == NULL;

		if (s->at != 0)
			row_byte(&s->buffer, ',');
		(plain ? row_csv : row_quoted)(&s->buffer, name, strlen(name));
	}
	sink_end(s);
	s->rows = 0;
}

struct sink *
sink_open(const char *path, const struct common *common,
    const char *const kept[], const char *const added[])
{
	struct sink *s = calloc(1, sizeof *s);

	if (s == NULL)
		errx(EXIT_TROUBLE, "out of memory");
	s->json = common->json;
	s->fd = STDOUT_FILENO;
	s->name = "<stdout>";
	register_cleanup();
	s->next = open_sinks;
	open_sinks = s;
	if (path != NULL)
		open_file(s, path);
	name_columns(s, kept, added);
	check_names(s);
	if (!s->json && s->n != 0)
		write_header(s);
	return s;
}

void
sink_copy(struct sink *s, struct cell row)
{
	if (s->at != 0)
		abort();
	s->row_start = s->buffer.len;
	row_add(&s->buffer, row.text, row.len);
	s->at = s->kept;
}

/* Begin a cell of a CSV row, or one of NDJSON. */
static void
begin_cell(struct sink *s)
{
	if (s->at == s->n)
		abort();
	if (s->at == 0)
		s->row_start = s->buffer.len;
	if (s->json && s->at == 0)
		row_byte(&s->buffer, '{');
	else if (s->at != 0 && !(s->json &&
	    s->buffer.bytes[s->buffer.len - 1] == '{'))
		row_byte(&s->buffer, ',');
}

/* What is bare, a number or a time, needs no look for what must be quoted. */
static void
put(struct sink *s, const char *text, size_t len, bool is_bare)
{
	begin_cell(s);
	if (s->json)
		row_field(&s->buffer, &s->fields[s->at], text, len);
	else if (is_bare)
		row_add(&s->buffer, text, len);
	else
		row_csv(&s->buffer, text, len);
	s->at++;
}

void
sink_cell(struct sink *s, struct cell c)
{
	put(s, c.text, c.len, false);
}

void
sink_text(struct sink *s, const char *text)
{
	sink_cell(s, (struct cell){ text, strlen(text) });
}

void
sink_int(struct sink *s, int64_t n)
{
	char text[24], *end = text + sizeof text, *p = end;
	uint64_t left = n < 0 ? 0 - (uint64_t)n : (uint64_t)n;

	do
		*--p = (char)('0' + left % 10);
	while ((left /= 10) != 0);
	if (n < 0)
		*--p = '-';
	put(s, p, (size_t)(end - p), true);
}

void
sink_instant(struct sink *s, struct instant t)
{
	char text[INSTANT_ROOM];

	put(s, text, instant_print(t, text), true);
}

void
sink_end(struct sink *s)
{
	if (s->at != s->n)
		abort();
	if (s->json)
		row_byte(&s->buffer, '}');
	else if (s->buffer.len == s->row_start)
		row_add(&s->buffer, "\"\"", 2);	/* else a blank line */
	row_byte(&s->buffer, '\n');
	s->at = 0;
	s->rows++;
	if (s->buffer.len >= FLUSH_AT && !s->waits)
		flush(s);
	s->row_start = s->buffer.len;
}

/* Another run may read the file the moment it has its name. */
static void
settle(struct sink *s)
{
	if (s->fd >= 0 && close(s->fd) != 0)
		err(EXIT_TROUBLE, "%s", s->name);
	if (s->path != NULL && rename(s->temporary, s->path) != 0)
		err(EXIT_TROUBLE, "%s", s->name);
}

void
sink_sync(struct sink *s)
{
	if (s->fd < 0)
		return;
	if (s->rows == 0 && (s->json || s->n == 0))
		row_byte(&s->buffer, '\n');	/* no rows, but not cut off */
	s->rows++;
	flush(s);
	if (s->path == NULL)
		return;
	if (fsync(s->fd) != 0 || close(s->fd) != 0)
		err(EXIT_TROUBLE, "%s", s->name);
	s->fd = -1;		/* there may be more files than can be open */
	free(s->buffer.bytes);
	s->buffer = (struct row){ NULL, 0, 0 };
}

void
sink_close(struct sink *s)
{
	struct sink **p = &open_sinks;

	sink_sync(s);
	settle(s);
	while (*p != s)
		p = &(*p)->next;
	*p = s->next;
	pool_free(s->pool);
	free(s->buffer.bytes);
	free(s->temporary);
	free(s->path);
	free(s);
}
