#include "sayings.h"

#include <limits.h>
#include <string.h>

/* Each has its length before it, in a byte; LONG: it has to be counted. */
enum { LONG = UCHAR_MAX };

struct sayings
sayings_keep(struct pool *p, const struct cell texts[TEXTS], uint32_t said)
{
	size_t room = 0;
	char *packed, *to;

	for (uint32_t left = said; left != 0; left &= left - 1)
		room += texts[__builtin_ctz(left)].len + 2;
	packed = to = pool_room(p, room);
	for (uint32_t left = said; left != 0; left &= left - 1) {
		struct cell text = texts[__builtin_ctz(left)];

		*to++ = (char)(text.len < LONG ? text.len : LONG);
		memcpy(to, text.text, text.len + 1);
		to += text.len + 1;
	}
	return (struct sayings){ packed, said };
}

static struct cell
unpack(const char *packed)
{
	size_t len = (unsigned char)*packed++;

	return (struct cell){ packed, len < LONG ? len : strlen(packed) };
}

void
sayings_all(struct sayings s, struct cell into[TEXTS])
{
	for (size_t i = 0; i < TEXTS; i++) {
		into[i] = (struct cell){ "", 0 };
		if ((s.said >> i & 1) == 0)
			continue;
		into[i] = unpack(s.packed);
		s.packed = into[i].text + into[i].len + 1;
	}
}

struct cell
sayings_one(struct sayings s, enum draft_text text)
{
	struct cell found = { "", 0 };

	if ((s.said >> text & 1) == 0)
		return found;
	for (;; s.said &= s.said - 1) {
		found = unpack(s.packed);
		if (__builtin_ctz(s.said) == (int)text)
			return found;
		s.packed = found.text + found.len + 1;
	}
}
