#include "rank.h"

#include "tap.h"

static void
quantiles(void)
{
	/* R: quantile(c(5, 1, 9, 2, 7, 3), (1:4) / 5, type = 7): 2 3 5 7 */
	int64_t six[] = { 5, 1, 9, 2, 7, 3 };
	/* R: ... c(10, 20, 41) at 0.2, 0.4 ...: 14, 18, 24.2, 32.6 */
	int64_t three[] = { 41, 10, 20 };
	int64_t below[] = { -10, -3 };		/* -8.6, -7.2, -5.8, -4.4 */
	int64_t far[] = { INT64_MIN, INT64_MAX };
	struct rank r;

	rank_cut(&r, 5, six, 6);
	ok(r.cuts[0] == 2 && r.cuts[1] == 3 && r.cuts[2] == 5 &&
	    r.cuts[3] == 7, "cuts that are values");
	ok(six[0] == 1 && six[5] == 9, "values are put in order");
	rank_cut(&r, 5, three, 3);
	ok(r.cuts[0] == 14 && r.cuts[1] == 18 && r.cuts[2] == 24 &&
	    r.cuts[3] == 32, "cuts between values are rounded down");
	rank_cut(&r, 5, below, 2);
	ok(r.cuts[0] == -9 && r.cuts[1] == -8 && r.cuts[2] == -6 &&
	    r.cuts[3] == -5, "below nothing too");
	rank_cut(&r, 3, far, 2);
	ok(r.cuts[0] == INT64_C(-3074457345618258603) &&
	    r.cuts[1] == INT64_C(3074457345618258602),
	    "from one end of the numbers to the other");
	rank_cut(&r, 4, three, 1);
	ok(r.cuts[0] == 10 && r.cuts[2] == 10, "one value is every cut");
	rank_cut(&r, 4, three, 0);
	ok(r.cuts[0] == 0 && r.bins == 4, "no values, no cuts to speak of");
}

static void
scores(void)
{
	struct rank r = { 5, { 2, 3, 3, 7 } };

	ok(rank_score(&r, 2) == 1 && rank_score(&r, 3) == 2,
	    "a cut belongs to the score below it");
	ok(rank_score(&r, 4) == 4 && rank_score(&r, 7) == 4,
	    "equal cuts leave a score empty");
	ok(rank_score(&r, 8) == 5 && rank_score(&r, -1) == 1, "the ends");
	ok(rank_score_low(&r, 2) == 5 && rank_score_low(&r, 3) == 4 &&
	    rank_score_low(&r, 8) == 1, "turned about");
}

static void
texts(void)
{
	struct rank r;
	int bins = 0;

	ok(rank_parse("30,90,180,365", &r) == NULL && r.bins == 5 &&
	    r.cuts[3] == 365, "cuts are read");
	ok(rank_parse("1,2,3,4,5,6,7,8,9", &r) == NULL && r.bins == 10,
	    "up to nine");
	is(rank_parse("1,2,3,4,5,6,7,8,9,10", &r),
	    "too many cuts (want at most 9)", "ten are too many");
	is(rank_parse("5", &r), "too few cuts (want at least 2)", "one");
	is(rank_parse("5,5", &r), "not ascending", "two alike");
	is(rank_parse("5,", &r), "want whole numbers with commas between",
	    "none after the comma");
	is(rank_parse("1,2 ", &r), "want whole numbers with commas between",
	    "a blank");
	is(rank_parse("1,99999999999999999999", &r), "too large", "too large");
	ok(rank_parse_bins("3", &bins) == NULL && bins == 3, "three bins");
	is(rank_parse_bins("2", &bins), "want 3 to 10", "two bins");
	is(rank_parse_bins("11", &bins), "want 3 to 10", "eleven bins");
}

int
main(void)
{
	quantiles();
	scores();
	texts();
	return finish();
}
