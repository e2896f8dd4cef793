#include "supply.h"

#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <unistd.h>

#include "block.h"
#include "tap.h"

enum { LARGE = 5000000, SMALL = 1000 };

static int
file_of(size_t n)
{
	char path[] = "supply.XXXXXX";
	int fd = mkstemp(path);

	unlink(path);
	for (size_t i = 0; i < n; i++) {
		uint32_t byte = (uint32_t)i * UINT32_C(2654435761) >> 24;
		static unsigned char bytes[1000];

		bytes[i % sizeof bytes] = (unsigned char)byte;
		if ((i + 1) % sizeof bytes == 0 && write(fd, bytes,
		    sizeof bytes) != (ssize_t)sizeof bytes)
			exit(1);
	}
	lseek(fd, 0, SEEK_SET);
	return fd;
}

/* Are the bytes held those of the file from this one on, with nothings behind? */
static bool
are_those(const struct stretch *held, size_t from)
{
	size_t n = held->end - held->begin;

	for (size_t i = 0; i < n; i++)
		if ((unsigned char)held->bytes[held->begin + i] !=
		    (uint32_t)(from + i) * UINT32_C(2654435761) >> 24)
			return false;
	for (size_t i = 0; i < BLOCK_BYTES; i++)
		if (held->bytes[held->end + i] != 0)
			return false;
	return true;
}

/* All of a file of n bytes comes, whatever part of what is held is let go in
   between: all but so many of them. */
static bool
comes(size_t n, size_t kept)
{
	struct stretch held = { .bytes = NULL };
	int fd = file_of(n);
	struct supply *s = supply_new(fd);
	size_t from = 0, sum = 0;
	bool right = true;
	ssize_t got;

	while ((got = supply_more(s, &held)) > 0) {
		size_t has = held.end - held.begin;

		sum += (size_t)got;
		right = right && are_those(&held, from);
		if (has > kept) {
			held.begin += has - kept;
			from += has - kept;
		}
	}
	right = right && got == 0 && supply_more(s, &held) == 0 &&
	    are_those(&held, from);
	supply_free(s);
	free(held.bytes);
	close(fd);
	return right && sum == n;
}

int
main(void)
{
	struct stretch held = { .bytes = NULL };
	struct supply *s = supply_new(-1);

	ok(comes(SMALL, 0) && comes(SMALL, 10), "a small file");
	ok(comes(LARGE, 0), "a large one, all used");
	ok(comes(LARGE, 1) && comes(LARGE, 300), "but for the end of a block");
	ok(comes(LARGE, (1 << 14) - 1) && comes(LARGE, 1 << 14) &&
	    comes(LARGE, (1 << 14) + 1), "but for as much as there is room for");
	ok(comes(LARGE, 700000) && comes(LARGE, SIZE_MAX),
	    "but for more than that");
	is(supply_more(s, &held) == -1 ? strerror(errno) : "",
	    "Bad file descriptor", "what can't be read");
	supply_free(s);
	supply_free(NULL);
	free(held.bytes);
	return finish();
}
