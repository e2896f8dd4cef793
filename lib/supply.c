#include "supply.h"

#include <err.h>
#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "aside.h"
#include "block.h"
#include "pool.h"

/* A block of the file, room before it for what is held of the last one, and how
   large a file is read ahead.  Fuzzers see all of it in small files. */
#ifdef FUZZING_BUILD_MODE_UNSAFE_FOR_PRODUCTION
enum { BLOCK = 96, BEFORE = 40, LARGE = 0 };
#else
enum { BLOCK = 1 << 18, BEFORE = 1 << 14, LARGE = 8 * BLOCK };
#endif

struct supply {
	int fd;
	bool is_large;
	struct aside *aside;		/* reads ahead; NULL: not yet */
	struct stretch next;		/* what it has read ... */
	ssize_t got;			/* ... 0: the end; -1: */
	int reason;			/* errno */
};

struct supply *
supply_new(int fd)
{
	struct supply *s = calloc(1, sizeof *s);
	struct stat st;

	if (s == NULL)
		errx(2, "out of memory");
	s->fd = fd;
	s->is_large = fstat(fd, &st) == 0 && S_ISREG(st.st_mode) &&
	    st.st_size >= LARGE;
	return s;
}

void
supply_free(struct supply *s)
{
	if (s == NULL)
		return;
	aside_free(s->aside);
	free(s->next.bytes);
	free(s);
}

/* Read as much as there is room for behind the stretch's end. */
static ssize_t
extend(int fd, struct stretch *s)
{
	ssize_t got;

	do
		got = read(fd, s->bytes + s->end, s->room - s->end -
		    BLOCK_BYTES);
	while (got < 0 && errno == EINTR);
	s->end += got < 0 ? 0 : (size_t)got;
	memset(s->bytes + s->end, 0, BLOCK_BYTES);
	return got;
}

/* Move what is held to the front, and see to it that there is room for more. */
static void
make_room(struct stretch *held, size_t more)
{
	if (held->begin != 0) {
		held->end -= held->begin;
		memmove(held->bytes, held->bytes + held->begin, held->end);
		held->begin = 0;
	}
	held->bytes = pool_grow(held->bytes, &held->room,
	    held->end + more + BLOCK_BYTES, 1);
}

static void
read_next(void *supply, void *next)
{
	struct supply *s = supply;

	s->got = extend(s->fd, next);
	s->reason = errno;
}

static void
send_for_next(struct supply *s)
{
	s->next.bytes = pool_grow(s->next.bytes, &s->next.room,
	    BEFORE + BLOCK + BLOCK_BYTES, 1);
	s->next.begin = s->next.end = BEFORE;
	aside_do(s->aside, &s->next);
}

/* What was read goes behind what is held: little of that is moved before it. */
static void
join(struct supply *s, struct stretch *held)
{
	size_t n = held->end - held->begin;
	size_t more = s->next.end - s->next.begin;

	if (n <= BEFORE) {
		struct stretch last = *held;

		*held = s->next;
		s->next = last;
		held->begin -= n;
		memcpy(held->bytes + held->begin, last.bytes + last.begin, n);
	} else {
		make_room(held, more);
		memcpy(held->bytes + held->end, s->next.bytes + s->next.begin,
		    more + BLOCK_BYTES);
		held->end += more;
	}
}

ssize_t
supply_more(struct supply *s, struct stretch *held)
{
	ssize_t got;

	if (s->aside == NULL) {
		make_room(held, BLOCK);
		got = extend(s->fd, held);
		if (s->is_large && got > 0) {
			s->aside = aside_new(read_next, s);
			send_for_next(s);
		}
		return got;
	}
	aside_wait(s->aside);
	got = s->got;
	errno = s->reason;
	if (got > 0) {
		join(s, held);
		send_for_next(s);
	}
	return got;
}
