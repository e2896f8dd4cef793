#include "spelling.h"

#include <ctype.h>
#include <stdbool.h>
#include <string.h>

enum { LONGEST = 64, MOST = 2 };

static bool
is_same(char a, char b)
{
	return tolower((unsigned char)a) == tolower((unsigned char)b);
}

/* Row i of the table of how far the first i bytes of a are from the first k of b:
   of what the two rows before it say. */
static void
next_row(const char *a, const char *b, size_t i, size_t n,
    size_t rows[3][LONGEST + 1])
{
	size_t *row = rows[i % 3];
	const size_t *up = rows[(i + 2) % 3], *above = rows[(i + 1) % 3];

	row[0] = i;
	for (size_t k = 1; k <= n; k++) {
		size_t least = up[k - 1] + !is_same(a[i - 1], b[k - 1]);

		if (up[k] + 1 < least)
			least = up[k] + 1;
		if (row[k - 1] + 1 < least)
			least = row[k - 1] + 1;
		if (i > 1 && k > 1 && is_same(a[i - 1], b[k - 2]) &&
		    is_same(a[i - 2], b[k - 1]) && above[k - 2] + 1 < least)
			least = above[k - 2] + 1;
		row[k] = least;
	}
}

size_t
spelling_distance(const char *name, const char *meant)
{
	size_t m = strlen(name), n = strlen(meant), longer = m > n ? m : n;
	size_t most = longer / 3 < MOST ? longer / 3 : MOST;
	size_t rows[3][LONGEST + 1] = { { 0 } };

	if (longer > LONGEST)
		return SPELLING_FAR;
	for (size_t k = 0; k <= n; k++)
		rows[0][k] = k;
	for (size_t i = 1; i <= m; i++)
		next_row(name, meant, i, n, rows);
	return rows[m % 3][n] <= most ? rows[m % 3][n] : SPELLING_FAR;
}
