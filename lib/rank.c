#include "rank.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "pool.h"
#include "value.h"

enum { DIGIT = 11, DIGITS = 1 << DIGIT };	/* bits; of so many values */

static size_t
digit(int64_t value, int shift)
{
	/* Those below 0 come first. */
	return ((uint64_t)value ^ UINT64_C(1) << 63) >> shift & (DIGITS - 1);
}

/* Sort by one digit into another place; false: all have the same. */
static bool
by_digit(const int64_t from[], int64_t to[], size_t n, int shift)
{
	size_t next[DIGITS] = { 0 }, before = 0;

	for (size_t i = 0; i < n; i++)
		next[digit(from[i], shift)]++;
	if (next[digit(from[0], shift)] == n)
		return false;
	for (size_t d = 0; d < DIGITS; d++) {
		size_t count = next[d];

		next[d] = before;
		before += count;
	}
	for (size_t i = 0; i < n; i++)
		to[next[digit(from[i], shift)]++] = from[i];
	return true;
}

/* By digits from the last to the first: of what a million customers spent
   there are few. */
static void
ascend(int64_t values[], size_t n)
{
	size_t room = 0;
	int64_t *spare = pool_grow(NULL, &room, n, sizeof *spare);
	int64_t *from = values, *to = spare;

	for (int shift = 0; shift < 64; shift += DIGIT)
		if (by_digit(from, to, n, shift)) {
			int64_t *swap = from;

			from = to;
			to = swap;
		}
	if (from != values)
		memcpy(values, from, n * sizeof *values);
	free(spare);
}

/*
 * The quantile lies at (n - 1) * part / parts between the values numbered
 * from 0.  The step from one value to the next is taken apart so that no
 * product overflows.
 */
static int64_t
quantile(const int64_t values[], size_t n, int part, int parts)
{
	uint64_t wide = (uint64_t)(n - 1), p = (uint64_t)part;
	uint64_t all = (uint64_t)parts, rest, step;
	size_t below = (size_t)(wide / all * p + wide % all * p / all);

	rest = wide % all * p % all;
	if (rest == 0)
		return values[below];
	step = (uint64_t)values[below + 1] - (uint64_t)values[below];
	step = step / all * rest + step % all * rest / all;
	return (int64_t)((uint64_t)values[below] + step);
}

void
rank_cut(struct rank *r, int bins, int64_t values[], size_t n)
{
	*r = (struct rank){ .bins = bins };
	if (n == 0)
		return;
	ascend(values, n);
	for (int i = 1; i < bins; i++)
		r->cuts[i - 1] = quantile(values, n, i, bins);
}

static int
cuts_below(const struct rank *r, int64_t value)
{
	int n = 0;

	while (n < r->bins - 1 && r->cuts[n] < value)
		n++;
	return n;
}

int
rank_score(const struct rank *r, int64_t value)
{
	return 1 + cuts_below(r, value);
}

int
rank_score_low(const struct rank *r, int64_t value)
{
	return r->bins - cuts_below(r, value);
}

const char *
rank_parse(const char *text, void *into)
{
	struct rank r = { .bins = 1 };

	for (;; text++) {
		int64_t v = 0;

		if (*text < '0' || *text > '9')
			return "want whole numbers with commas between";
		for (; *text >= '0' && *text <= '9'; text++) {
			if (v > INT64_MAX / 10 - 1)
				return "too large";
			v = 10 * v + (*text - '0');
		}
		if (r.bins == RANK_BINS_MAX)
			return "too many cuts (want at most 9)";
		if (r.bins > 1 && v <= r.cuts[r.bins - 2])
			return "not ascending";
		r.cuts[r.bins++ - 1] = v;
		if (*text != ',')
			break;
	}
	if (*text != '\0')
		return "want whole numbers with commas between";
	if (r.bins < RANK_BINS_MIN)
		return "too few cuts (want at least 2)";
	*(struct rank *)into = r;
	return NULL;
}

const char *
rank_parse_bins(const char *text, void *into)
{
	int n;
	const char *reason = count_parse(text, &n);

	if (reason != NULL)
		return reason;
	if (n < RANK_BINS_MIN || n > RANK_BINS_MAX)
		return "want 3 to 10";
	*(int *)into = n;
	return NULL;
}
