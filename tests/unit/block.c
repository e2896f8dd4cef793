#include "block.h"

#include <stdlib.h>
#include <string.h>

#include "tap.h"

/* By the definition, byte by byte. */
static void
look_slowly(const char *bytes, char delimiter, struct block_marks *m)
{
	m->delimiters = m->quotes = m->others = m->high = 0;
	for (int i = 0; i < BLOCK_BYTES; i++) {
		m->delimiters |= (uint64_t)(bytes[i] == delimiter) << i;
		m->quotes |= (uint64_t)(bytes[i] == '"') << i;
		m->others |= (uint64_t)(bytes[i] == '\n' ||
		    bytes[i] == '\0') << i;
		m->high |= (uint64_t)((unsigned char)bytes[i] >= 0x80) << i;
	}
}

static int
agree(block_look *one)
{
	static const char some[] = ",;\t\n\"\0a\r\x80\xac\x01\x7f\xff,";
	char bytes[BLOCK_BYTES + 1];

	srand(1);
	for (int n = 0; n < 200000; n++) {
		struct block_marks got, want;
		char delimiter = ",;\t"[n % 3];

		for (int i = 0; i < BLOCK_BYTES + 1; i++)
			bytes[i] = n % 2 == 0 ? (char)rand() :
			    some[(size_t)rand() % sizeof some];
		look_slowly(bytes + n % 2, delimiter, &want);
		one(bytes + n % 2, delimiter, &got);
		if (memcmp(&got, &want, sizeof got) != 0)
			return 0;
	}
	return 1;
}

int
main(void)
{
	is("", "", "a block's marks are those of its bytes");
	ok(agree(block_look_plainly), "by words");
	ok(agree(block_looker()), "by what this machine has");
	return finish();
}
