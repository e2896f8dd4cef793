/*
 * Any bytes as an input file: no crash, every cell is text, and the rows that
 * were read can be written, as CSV and as NDJSON, and read again the same.
 * The two roads through source make the same of every input, which comes to
 * the library's by a pipe, to the fast one as a file that is read ahead: for
 * small files that takes -DFUZZING_BUILD_MODE_UNSAFE_FOR_PRODUCTION.
 * What is fatal ends an input, not the process: link with
 * -Wl,--wrap=errx,--wrap=err,--wrap=malloc,--wrap=calloc,--wrap=realloc,--wrap=free
 * and run with ASAN_OPTIONS=detect_leaks=0, for what libcsv holds then is lost.
 */

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "claim.h"
#include "opt.h"
#include "row.h"
#include "source.h"
#include "tally.h"
#include "utf8.h"

enum { LIVE_MAX = 1 << 16 };

static jmp_buf fatal;
static void *live[LIVE_MAX];	/* what is to be freed after a fatal end */
static size_t n_live;
static bool is_tracking, is_piped;
static uint64_t trail;		/* of all that came of the input so far */

void *__real_malloc(size_t n);
void *__real_calloc(size_t n, size_t size);
void *__real_realloc(void *p, size_t n);
void __real_free(void *p);
void *__wrap_malloc(size_t n);
void *__wrap_calloc(size_t n, size_t size);
void *__wrap_realloc(void *p, size_t n);
void __wrap_free(void *p);
_Noreturn void __wrap_errx(int status, const char *text, ...);
_Noreturn void __wrap_err(int status, const char *text, ...);
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static void
forget(const void *p)
{
	for (size_t i = n_live; i-- > 0;)
		if (live[i] == p) {
			live[i] = live[--n_live];
			return;
		}
}

static void *
track(void *p)
{
	if (is_tracking && n_live < LIVE_MAX)
		live[n_live++] = p;
	return p;
}

static void
note(const void *bytes, size_t len)
{
	const unsigned char *b = bytes;

	for (size_t i = 0; i < len; i++)
		trail = (trail ^ b[i]) * UINT64_C(0x100000001b3);
}

void *
__wrap_malloc(size_t n)
{
	return track(__real_malloc(n));
}

void *
__wrap_calloc(size_t n, size_t size)
{
	return track(__real_calloc(n, size));
}

void *
__wrap_realloc(void *p, size_t n)
{
	forget(p);
	return track(__real_realloc(p, n));
}

void
__wrap_free(void *p)
{
	forget(p);
	__real_free(p);
}

void
__wrap_errx(int status, const char *text, ...)
{
	note(text, strlen(text));
	longjmp(fatal, status);
}

void
__wrap_err(int status, const char *text, ...)
{
	(void)text;
	longjmp(fatal, status);
}

/* In the tally's place: rejected rows are just left out. */
void
tally_read(size_t n)
{
	(void)n;
}

void
tally_set_aside(const char *kind, size_t n)
{
	trail = 31 * trail + strlen(kind) + n;
}

void
tally_reject(struct place at, const char *column, const char *value,
    const char *reason)
{
	(void)column;
	(void)value;
	if (at.line == 0 || *reason == '\0')
		abort();
	note(&at.line, sizeof at.line);
	note(reason, strlen(reason) + 1);
}

/* In claim's place: the same file is read and written again and again. */
void
claim_read(int fd, const char *name)
{
	(void)fd;
	(void)name;
}

char *
claim_write(const char *path)
{
	return strdup(path);
}

static void
add_cell(struct row *cells, struct cell c)
{
	if (strlen(c.text) != c.len || !utf8_is_valid(c.text, c.len))
		abort();
	row_add(cells, c.text, c.len + 1);
	note(c.text, c.len + 1);
}

/* NDJSON names a column once; JSON in a cell is rewritten; and no row is the
   header. */
static bool
can_return(const struct source *in)
{
	const char *const *names = source_names(in);

	for (size_t i = 0; names[i] != NULL; i++) {
		if (record_type(names[i]) == CELL_JSON)
			return false;
		for (size_t k = 0; k < i; k++)
			if (strcmp(names[i], names[k]) == 0)
				return false;
	}
	return names[0] != NULL;
}

static void
add_header(struct row *out, const char *const *names)
{
	for (size_t i = 0; names[i] != NULL; i++) {
		row_add(out, ",", i != 0);
		row_quoted(out, names[i], strlen(names[i]));
	}
	row_add(out, "\n", 1);
}

static bool
is_header(const struct source *in)
{
	const char *const *names = source_names(in);

	for (size_t i = 0; names[i] != NULL; i++)
		if (strcmp(source_cell(in, i).text, names[i]) != 0)
			return false;
	return true;
}

/* Read the file, gather its cells, and write its rows anew if out is there. */
static bool
read_all(int fd, const struct common *common, struct row *cells,
    struct row *out)
{
	char path[40];
	char *paths[] = { path, NULL };
	struct source *in;
	bool is_fit;

	snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
	in = source_open(paths, common, NULL);
	is_fit = can_return(in);
	if (out != NULL && !common->json)
		add_header(out, source_names(in));
	while (source_next(in)) {
		for (size_t i = 0; source_names(in)[i] != NULL; i++)
			add_cell(cells, source_cell(in, i));
		if (out != NULL) {
			struct cell row = source_row(in);

			is_fit = is_fit && !is_header(in);
			row_add(out, row.text, row.len);
			row_add(out, "\"\"", row.len == 0 ? 2 : 0);
			row_add(out, "}", common->json);
			row_add(out, "\n", 1);
		}
	}
	source_close(in);
	return is_fit;
}

static int
file_of(const char *bytes, size_t len)
{
	int ends[2];

	if (is_piped ? pipe(ends) != 0 ||
	    fcntl(ends[0], F_SETPIPE_SZ, (int)len + 1) < 0 :
	    (ends[0] = ends[1] = memfd_create("input", MFD_CLOEXEC)) < 0)
		abort();
	if (write(ends[1], bytes, len) != (ssize_t)len ||
	    (is_piped && close(ends[1]) != 0))
		abort();
	return ends[0];
}

static void
go_round(int fd, bool json)
{
	struct row cells = { NULL, 0, 0 }, again = { NULL, 0, 0 };
	struct row out = { NULL, 0, 0 };
	struct common common = { .json = json };
	bool is_fit = read_all(fd, &common, &cells, &out);
	int second;

	if (is_fit && out.len != 0) {
		second = file_of(out.bytes, out.len);
		if (setjmp(fatal) != 0)
			abort();	/* what we wrote can't be read */
		read_all(second, &common, &again, NULL);
		close(second);
		if (cells.len != again.len || (cells.len != 0 &&
		    memcmp(cells.bytes, again.bytes, cells.len) != 0))
			abort();
	}
	free(cells.bytes);
	free(again.bytes);
	free(out.bytes);
}

/* The first byte says how the rows are written. */
static uint64_t
travel(const char *road, const uint8_t *bytes, size_t len)
{
	int fd;

	is_piped = strcmp(road, "library") == 0;
	fd = file_of((const char *)bytes + 1, len - 1);
	setenv("SENDLIST_ROAD", road, 1);
	trail = 0;
	is_tracking = true;
	if (setjmp(fatal) == 0)
		go_round(fd, bytes[0] & 1);
	is_tracking = false;
	while (n_live > 0)
		__real_free(live[--n_live]);
	close_range((unsigned)fd, ~0U, 0);	/* with those opened since */
	return trail;
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	if (len >= 2 &&
	    travel("library", bytes, len) != travel("fast", bytes, len))
		abort();
	return 0;
}
