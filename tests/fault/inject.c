/*
 * inject - make a call of a program fail, to see how it bears that
 *
 * Preloaded with FAULT=CALL:N, the program's Nth CALL fails (malloc counts
 * calloc and realloc too), and FAULT_MARK is the file that then appears, so
 * that whoever counts N up knows when to stop.
 */

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <unistd.h>

void *__libc_malloc(size_t n);
void *__libc_calloc(size_t n, size_t size);
void *__libc_realloc(void *p, size_t n);

/* Is this the call that is to fail?  Allocates nothing. */
static bool
fails(const char *call)
{
	static long left;
	const char *fault = getenv("FAULT"), *mark = getenv("FAULT_MARK");
	size_t len = strlen(call);

	if (fault == NULL || strncmp(fault, call, len) != 0 ||
	    fault[len] != ':')
		return false;
	if (left == 0)
		left = strtol(fault + len + 1, NULL, 10);
	if (--left != 0) {
		left -= left < 0;	/* never again */
		return false;
	}
	left = -1;
	if (mark != NULL)
		syscall(SYS_close, syscall(SYS_open, mark,
		    O_WRONLY | O_CREAT, 0666));
	return true;
}

static bool
fails_with(const char *call, int reason)
{
	if (!fails(call))
		return false;
	errno = reason;
	return true;
}

void *
malloc(size_t n)
{
	return fails_with("malloc", ENOMEM) ? NULL : __libc_malloc(n);
}

void *
calloc(size_t n, size_t size)
{
	return fails_with("malloc", ENOMEM) ? NULL : __libc_calloc(n, size);
}

void *
realloc(void *p, size_t n)
{
	return fails_with("malloc", ENOMEM) ? NULL : __libc_realloc(p, n);
}

ssize_t
read(int fd, void *bytes, size_t n)
{
	return fails_with("read", EIO) ? -1 : syscall(SYS_read, fd, bytes, n);
}

/* As on a disk that fills up: half of it goes out, and then nothing. */
ssize_t
write(int fd, const void *bytes, size_t n)
{
	static bool is_full;

	if (is_full) {
		is_full = false;
		errno = ENOSPC;
		return -1;
	}
	is_full = fails("write");
	return syscall(SYS_write, fd, bytes, is_full ? n / 2 : n);
}

int
fsync(int fd)
{
	return fails_with("fsync", EIO) ? -1 : (int)syscall(SYS_fsync, fd);
}

int
rename(const char *from, const char *to)
{
	return fails_with("rename", EACCES) ? -1 :
	    (int)syscall(SYS_rename, from, to);
}
