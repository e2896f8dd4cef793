#ifndef BLOCK_H
#define BLOCK_H

#include <stdint.h>

/*
 * Bytes looked at 64 at a time: which of them mean something in CSV.  By AVX2
 * or SSE2 where the machine has them, by NEON, or by words: all say the same.
 */
enum { BLOCK_BYTES = 64 };

struct block_marks {
	uint64_t delimiters;	/* bit i: byte i is one */
	uint64_t quotes;	/* it is one */
	uint64_t others;	/* it is a line feed or NUL */
	uint64_t high;		/* it isn't ASCII */
};

typedef void block_look(const char *bytes, char delimiter,
    struct block_marks *into);

/* The fastest that this machine has.  It reads 64 bytes. */
block_look *block_looker(void);

/* By words, everywhere. */
block_look block_look_plainly;

#endif
