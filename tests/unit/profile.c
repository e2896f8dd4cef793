#include "profile.h"

#include <stdlib.h>

#include "tap.h"

struct row {
	int64_t at;
	const char *id, *cells[3];
};

static struct leaf *own;

static void
add(struct profile *p, const struct row *r)
{
	struct instant at = { .seconds = r->at };
	struct cell id = { r->id, strlen(r->id) }, cells[3];

	for (int i = 0; i < 3; i++)
		cells[i] = (struct cell){ r->cells[i], strlen(r->cells[i]) };
	profile_add(p, &own, at, id, cells);
}

static void
told(struct profile *p, const char *a, const char *b, const char *c)
{
	struct cell cells[3];

	profile_cells(p, own, cells);
	is(cells[0].text, a, "the first cell");
	is(cells[1].text, b, "the second");
	is(cells[2].text, c, "the third");
}

static void
by_hand(void)
{
	struct profile *p = profile_new(3);
	struct leaf *one;

	told(p, "", "", "");
	add(p, &(struct row){ 10, "b", { "b0", "b1", "" } });
	told(p, "b0", "b1", "");
	add(p, &(struct row){ 9, "z", { "z0", "z1", "z2" } });
	told(p, "b0", "b1", "z2");
	add(p, &(struct row){ 10, "a", { "a0", "a1", "a longer cell" } });
	told(p, "b0", "b1", "a longer cell");
	add(p, &(struct row){ 11, "a", { "", "new", "" } });
	told(p, "b0", "new", "a longer cell");
	add(p, &(struct row){ 10, "aa", { "no", "no", "yes" } });
	told(p, "b0", "new", "yes");
	add(p, &(struct row){ 10, "c", { "c0", "no", "" } });
	told(p, "c0", "new", "yes");
	add(p, &(struct row){ 11, "a", { "", "newer", "" } });
	add(p, &(struct row){ 11, "a", { "", "near", "" } });
	told(p, "c0", "newer", "yes");
	one = own;
	own = NULL;
	add(p, &(struct row){ 3, "a", { "", "another's", "" } });
	told(p, "", "another's", "");
	own = one;
	told(p, "c0", "newer", "yes");
	profile_free(p);
	profile_free(NULL);
}

/* Rows in any order leave the same cells, those that a plain search finds. */
static void
any_order(void)
{
	enum { N = 40, ROUNDS = 500 };
	static const char *const texts[] = { "", "", "x", "yy", "zzz" };
	static const char *const ids[] = { "1", "10", "2" };
	struct row rows[N];
	const char *best[3] = { "", "", "" };
	int wrong = 0;

	srand(1);
	for (int i = 0; i < N; i++) {
		rows[i] = (struct row){ rand() % 12, ids[rand() % 3],
		    { texts[rand() % 5], texts[rand() % 5],
		    texts[rand() % 3] } };
	}
	for (int k = 0; k < 3; k++) {
		const struct row *b = NULL;

		for (int i = 0; i < N; i++) {
			const struct row *r = &rows[i];
			int order = b == NULL ? -1 : b->at != r->at ?
			    (b->at < r->at ? -1 : 1) : strcmp(b->id, r->id);

			if (*r->cells[k] != '\0' && (order < 0 ||
			    (order == 0 && strcmp(b->cells[k],
			    r->cells[k]) < 0)))
				b = r;
		}
		best[k] = b == NULL ? "" : b->cells[k];
	}
	for (int round = 0; round < ROUNDS; round++) {
		struct profile *p = profile_new(3);
		struct cell cells[3];

		own = NULL;
		for (int i = 0; i < N; i++) {
			int j = rand() % N;
			struct row swap = rows[i];

			rows[i] = rows[j];
			rows[j] = swap;
		}
		for (int i = 0; i < N; i++)
			add(p, &rows[i]);
		profile_cells(p, own, cells);
		for (int k = 0; k < 3; k++)
			wrong += strcmp(cells[k].text, best[k]) != 0 ||
			    cells[k].len != strlen(best[k]);
		profile_free(p);
	}
	ok(wrong == 0, "rows in any order");
}

int
main(void)
{
	by_hand();
	any_order();
	return finish();
}
