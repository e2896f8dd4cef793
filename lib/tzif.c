#include "tzif.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "pool.h"
#include "tzrule.h"

enum { HEADER = 44, TYPE = 6, RULE_ROOM = 256 };

static const char damaged[] = "its time zone file is damaged";

/* The counts of a header, and the block of data that follows it. */
struct block {
	uint32_t utcs, standards, leaps, times, types, chars;
	size_t time_size;		/* 4, or 8 from version 2 on */
	const unsigned char *data;
	size_t len;
};

/* What is left to read of the file. */
struct rest {
	const unsigned char *at;
	size_t len;
};

static uint32_t
read32(const unsigned char *p)
{
	return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 |
	    (uint32_t)p[2] << 8 | p[3];
}

static int64_t
read_time(const unsigned char *p, size_t size)
{
	uint64_t high = read32(p);

	return size == 4 ? (int32_t)high :
	    (int64_t)(high << 32 | read32(p + 4));
}

/* Take a header and its data; false if the file ends before them. */
static bool
take_block(struct rest *r, size_t time_size, struct block *b)
{
	uint64_t len;

	if (r->len < HEADER || memcmp(r->at, "TZif", 4) != 0)
		return false;
	b->utcs = read32(r->at + 20);
	b->standards = read32(r->at + 24);
	b->leaps = read32(r->at + 28);
	b->times = read32(r->at + 32);
	b->types = read32(r->at + 36);
	b->chars = read32(r->at + 40);
	len = (uint64_t)b->times * (time_size + 1) +
	    (uint64_t)b->types * TYPE + b->chars +
	    (uint64_t)b->leaps * (time_size + 4) + b->standards + b->utcs;
	if (len > r->len - HEADER)
		return false;
	b->time_size = time_size;
	b->data = r->at + HEADER;
	b->len = (size_t)len;
	r->at += HEADER + b->len;
	r->len -= HEADER + b->len;
	return true;
}

static bool
counts_agree(const struct block *b)
{
	return b->types != 0 && b->types <= 256 && b->chars != 0 &&
	    (b->standards == 0 || b->standards == b->types) &&
	    (b->utcs == 0 || b->utcs == b->types);
}

/* Read the offset of one type; false if the type is no good. */
static bool
read_type(const struct block *b, size_t i, int *offset)
{
	const unsigned char *t = b->data +
	    b->times * (b->time_size + 1) + i * TYPE;
	int64_t o = read_time(t, 4);

	*offset = (int)o;
	return o >= -TZIF_FURTHEST && o <= TZIF_FURTHEST && t[4] <= 1 &&
	    t[5] < b->chars;
}

/* Read the transitions and the types that they lead to. */
static bool
read_block(const struct block *b, struct pool *p, struct tzif *into)
{
	const unsigned char *index = b->data + b->times * b->time_size;
	int64_t *at = pool_bytes(p, b->times * sizeof *at);
	int *offset = pool_bytes(p, b->times * sizeof *offset);

	for (size_t i = 0; i < b->types; i++)
		if (!read_type(b, i, &into->first))
			return false;
	for (size_t i = 0; i < b->times; i++) {
		at[i] = read_time(b->data + i * b->time_size, b->time_size);
		if ((i > 0 && at[i] <= at[i - 1]) || index[i] >= b->types ||
		    !read_type(b, index[i], &offset[i]))
			return false;
	}
	into->n = b->times;
	into->at = at;
	into->offset = offset;
	return read_type(b, 0, &into->first);
}

/* Read the line that ends the file: a newline, the rule, and another. */
static bool
read_footer(const struct rest *r, struct tzif *into)
{
	char text[RULE_ROOM];
	const unsigned char *end;
	size_t len;

	if (r->len < 2 || r->at[0] != '\n')
		return false;
	end = memchr(r->at + 1, '\n', r->len - 1);
	if (end == NULL)
		return false;
	len = (size_t)(end - r->at) - 1;
	if (len >= sizeof text)
		return false;
	memcpy(text, r->at + 1, len);
	text[len] = '\0';
	into->has_rule = len != 0;
	return len == 0 ||
	    (strlen(text) == len && tzrule_parse(text, &into->rule));
}

const char *
tzif_read(const unsigned char *bytes, size_t len, struct pool *p,
    struct tzif *into)
{
	struct rest rest = { bytes, len };
	struct block b;
	bool is_long;

	if (len < 5 || memcmp(bytes, "TZif", 4) != 0)
		return "not a time zone file";
	is_long = bytes[4] >= '2';
	into->has_rule = false;
	/* The first block is for readers of version 1: we want the second. */
	if (!take_block(&rest, 4, &b) ||
	    (is_long && !take_block(&rest, 8, &b)) || !counts_agree(&b))
		return damaged;
	if (b.leaps != 0)
		return "it counts leap seconds (want a zone that does not)";
	if (!read_block(&b, p, into) || (is_long && !read_footer(&rest, into)))
		return damaged;
	return NULL;
}

struct tzstretch
tzif_at(const struct tzif *t, int64_t utc)
{
	struct tzstretch s = { INT64_MIN, INT64_MAX, t->first };
	size_t low = 0, high = t->n;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (t->at[middle] <= utc)
			low = middle + 1;
		else
			high = middle;
	}
	if (low == t->n && t->has_rule)
		s = tzrule_at(&t->rule, utc);
	else if (low > 0)
		s.offset = t->offset[low - 1];
	if (low > 0 && s.from < t->at[low - 1])
		s.from = t->at[low - 1];
	if (low < t->n)
		s.until = t->at[low];
	return s;
}
