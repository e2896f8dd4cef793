#include "segmap.h"

#include "tap.h"

/* Each of the maps of ours, with cells picked by hand from its definition. */
static const struct {
	const char *map;
	int r, f, m;
	const char *segment;
} cells[] = {
	{ "list125", 5, 5, 5, "Champions" },
	{ "list125", 4, 2, 3, "Potential Loyalist" },
	{ "list125", 5, 4, 3, "Loyal" },
	{ "list125", 4, 2, 5, "Promising" },
	{ "list125", 4, 1, 2, "New Customers" },
	{ "list125", 2, 1, 4, "Can't Lose" },
	{ "list125", 2, 2, 4, "At Risk" },
	{ "list125", 3, 4, 3, "Need Attention" },
	{ "list125", 2, 4, 1, "About To Sleep" },
	{ "list125", 2, 2, 2, "Hibernating" },
	{ "list125", 1, 5, 1, "Lost" },
	{ "rf25", 5, 4, 1, "Champions" },
	{ "rf25", 5, 4, 5, "Champions" },
	{ "rf25", 4, 5, 3, "Loyal" },
	{ "rf25", 4, 1, 3, "Promising" },
	{ "rf25", 3, 3, 3, "Need Attention" },
	{ "rf25", 2, 5, 3, "Can't Lose" },
	{ "klaviyo27", 3, 2, 3, "Champions" },
	{ "klaviyo27", 2, 2, 3, "Recent" },
	{ "klaviyo27", 1, 3, 1, "At risk" },
	{ "rfm10", 5, 5, 5, "Champions" },
	{ "rfm10", 4, 4, 4, "Potential Loyalist" },
	{ "rfm10", 2, 4, 4, "Loyal" },
	{ "rfm10", 4, 1, 5, "Promising" },
	{ "rfm10", 2, 2, 5, "At Risk" },
	{ "rfm10", 1, 3, 5, "Can't Lose" },
	{ "rfm10", 2, 1, 5, "Others" },
	{ "rfm10", 5, 5, 1, "Others" },
};

static void
ours(void)
{
	static const char *const names[] = { "klaviyo27", "list125", "rf25",
	    "rfm10", NULL };
	char name[64];
	int others = 0;

	for (int i = 0; i < 5; i++)
		is(segmap_names()[i], names[i], "the name of a map");
	for (size_t i = 0; i < sizeof cells / sizeof cells[0]; i++) {
		struct segmap *m = segmap_load(cells[i].map);

		snprintf(name, sizeof name, "%s %d%d%d", cells[i].map,
		    cells[i].r, cells[i].f, cells[i].m);
		is(segmap_segment(m, cells[i].r, cells[i].f, cells[i].m),
		    cells[i].segment, name);
		ok(segmap_bins(m) == (i >= 17 && i < 20 ? 3 : 5), "its bins");
		segmap_free(m);
	}
	for (int i = 0; i < 125; i++) {
		struct segmap *m = segmap_load("rfm10");

		others += strcmp(segmap_segment(m, i / 25 + 1, i / 5 % 5 + 1,
		    i % 5 + 1), "Others") == 0;
		segmap_free(m);
	}
	ok(others == 10, "rfm10 leaves ten triples to Others");
}

static void
texts(void)
{
	struct segmap_error e;
	struct segmap *m;

	m = segmap_parse("# a\r\n bins = 10 \n\nmatch=first\nrest = all \n"
	    "A = 10;1-10;3 1;1;1\n", &e);
	ok(m != NULL && segmap_bins(m) == 10, "ten bins, blanks and CR");
	if (m != NULL) {
		is(segmap_segment(m, 10, 10, 3), "A", "a score of two digits");
		is(segmap_segment(m, 10, 10, 4), "all", "the rest");
	}
	segmap_free(m);
	ok(segmap_parse("bins = 11\n", &e) == NULL && e.line == 1,
	    "eleven bins");
	is(e.reason, "want bins from 3 to 10: '11'", "are too many");
	ok(segmap_parse("A = 1-5;1-5;1-5\nB = 111\n", &e) == NULL &&
	    e.line == 2, "an overlap");
	ok(segmap_parse("A = 1-5;1-5;1-4\n", &e) == NULL && e.line == 0,
	    "a gap");
	is(e.reason, "no segment, and no 'rest = NAME', for r;f;m: '1;1;5'",
	    "is told by its first triple");
	ok(segmap_parse("A = 55555555555555555555\n", &e) == NULL, "too long");
	ok(segmap_parse("A = 5;5;99999999999999\n", &e) == NULL, "too large");
	ok(segmap_parse("A = 0;1;1\n", &e) == NULL, "nought");
	segmap_free(NULL);
}

int
main(void)
{
	ours();
	texts();
	return finish();
}
