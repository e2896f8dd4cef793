#include "dict.h"

#include <err.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "hash.h"
#include "pool.h"

enum {
	TROUBLE = 2,
	GROUP = 8,
	FIRST_GROUPS = 16,
	SHORT = 24,			/* the longest text kept in its slot */
	AWAY = SHORT + 1		/* the len of a slot whose text isn't */
};

/*
 * A text, where it is looked for.  A short one is compared in its slot, so
 * that a look-up mostly costs no second miss of the cache.
 */
struct slot {
	uint32_t number, len;
	union {
		char text[SHORT];
		struct {
			const char *text;
			size_t len;
		} away;
	} as;
};

/*
 * Texts are found by their hash in groups of eight slots.  A group's tags, a
 * byte a slot, are one number: all eight are compared at once, and a million
 * of them stay in the cache.  A tag has its top bit set; 0 is a free slot.
 * Slots move when there are more of them, so dict_key's texts are elsewhere.
 */
struct dict {
	uint64_t *tags;
	struct slot *slots;		/* eight a group */
	size_t mask;			/* groups, a power of two, less 1 */
	const char **keys;		/* by number, in the pool */
	size_t count, room;
	struct pool *texts;
};

uint32_t
dict_hash(const char *key, size_t len)
{
	uint64_t h = hash_bytes(0, key, len);

	return (uint32_t)(h ^ h >> 32);
}

static void *
zeroed(size_t n, size_t size)
{
	return memset(pool_large(n * size), 0, n * size);
}

static void
slots_new(struct dict *d, size_t groups)
{
	d->tags = zeroed(groups, sizeof *d->tags);
	d->slots = zeroed(groups, GROUP * sizeof *d->slots);
	d->mask = groups - 1;
}

struct dict *
dict_new(void)
{
	struct dict *d = zeroed(1, sizeof *d);

	slots_new(d, FIRST_GROUPS);
	d->texts = pool_new();
	return d;
}

void
dict_free(struct dict *d)
{
	if (d == NULL)
		return;
	free(d->tags);
	free(d->slots);
	free(d->keys);
	pool_free(d->texts);
	free(d);
}

/* memcmp for the lengths that keys have, without a call for each look-up. */
static bool
same(const char *a, const char *b, size_t len)
{
	if (len >= 8 && len <= 16)
		return hash_load(a) == hash_load(b) &&
		    hash_load(a + len - 8) == hash_load(b + len - 8);
	if (len < 8)
		return hash_load_short(a, len) == hash_load_short(b, len);
	return memcmp(a, b, len) == 0;
}

static bool
slot_is(const struct slot *s, const char *key, size_t len)
{
	if (len <= SHORT)
		return s->len == len && same(s->as.text, key, len);
	return s->len == AWAY && s->as.away.len == len &&
	    same(s->as.away.text, key, len);
}

static uint64_t
tag_of(uint32_t hash)
{
	return hash >> 25 | 0x80;
}

/* The number of key, or DICT_NONE. */
static size_t
find(const struct dict *d, const char *key, size_t len, uint32_t hash)
{
	const uint64_t ones = 0x0101010101010101, tops = 0x80 * ones;
	size_t at = hash & d->mask;

	for (;; at = (at + 1) & d->mask) {
		uint64_t odd = d->tags[at] ^ tag_of(hash) * ones;
		uint64_t hits = (odd - ones) & ~odd & tops;

		/* A hit may be a false one: the bytes decide. */
		for (; hits != 0; hits &= hits - 1) {
			const struct slot *s = &d->slots[GROUP * at +
			    (size_t)__builtin_ctzll(hits) / 8];

			if (slot_is(s, key, len))
				return s->number;
		}
		if ((~d->tags[at] & tops) != 0)
			return DICT_NONE;
	}
}

/* Put it into the first free slot where its hash belongs. */
static void
place(struct dict *d, uint32_t hash, const struct slot *s)
{
	const uint64_t tops = 0x8080808080808080;
	size_t at = hash & d->mask;
	int bit;

	while ((~d->tags[at] & tops) == 0)
		at = (at + 1) & d->mask;
	bit = __builtin_ctzll(~d->tags[at] & tops) - 7;
	d->tags[at] |= tag_of(hash) << bit;
	d->slots[GROUP * at + (size_t)bit / 8] = *s;
}

/* Twice the slots: at most seven in eight of them are ever taken. */
static void
grow(struct dict *d)
{
	struct dict old = *d;

	slots_new(d, 2 * (d->mask + 1));
	for (size_t i = 0; i < GROUP * (old.mask + 1); i++) {
		const struct slot *s = &old.slots[i];

		if ((old.tags[i / GROUP] >> i % GROUP * 8 & 0x80) == 0)
			continue;
		if (s->len == AWAY)
			place(d, dict_hash(s->as.away.text, s->as.away.len), s);
		else
			place(d, dict_hash(s->as.text, s->len), s);
	}
	free(old.tags);
	free(old.slots);
}

size_t
dict_add_hashed(struct dict *d, const char *key, size_t len, uint32_t hash)
{
	size_t number = find(d, key, len, hash);
	struct slot s = { .len = len <= SHORT ? (uint32_t)len : AWAY };

	if (number != DICT_NONE)
		return number;
	if (d->count == UINT32_MAX)
		errx(TROUBLE, "too many distinct texts (at most 4294967295)");
	if (d->count == (d->mask + 1) * (GROUP - 1))
		grow(d);
	number = d->count++;
	d->keys = pool_grow(d->keys, &d->room, d->count, sizeof *d->keys);
	d->keys[number] = pool_text(d->texts, key, len);
	s.number = (uint32_t)number;
	if (len > SHORT) {
		s.as.away.text = d->keys[number];
		s.as.away.len = len;
	} else if (len != 0) {
		memcpy(s.as.text, key, len);
	}
	place(d, hash, &s);
	return number;
}

size_t
dict_add(struct dict *d, const char *key, size_t len)
{
	return dict_add_hashed(d, key, len, dict_hash(key, len));
}

size_t
dict_find(const struct dict *d, const char *key, size_t len)
{
	return find(d, key, len, dict_hash(key, len));
}

void
dict_fetch(const struct dict *d, uint32_t hash)
{
	__builtin_prefetch(&d->tags[hash & d->mask]);
}

void
dict_fetch_more(const struct dict *d, uint32_t hash)
{
	const uint64_t ones = 0x0101010101010101, tops = 0x80 * ones;
	size_t at = hash & d->mask;
	uint64_t odd = d->tags[at] ^ tag_of(hash) * ones;
	uint64_t hits = (odd - ones) & ~odd & tops;

	for (; hits != 0; hits &= hits - 1)
		__builtin_prefetch(&d->slots[GROUP * at +
		    (size_t)__builtin_ctzll(hits) / 8]);
}

size_t
dict_count(const struct dict *d)
{
	return d->count;
}

const char *
dict_key(const struct dict *d, size_t i)
{
	return d->keys[i];
}
