#include "quantity.h"

#include "tap.h"

static const struct { const char *text, *prints; } good[] = {
	{ "2", "2" }, { "-1", "-1" }, { "+3", "3" }, { "0.125", "0.125" },
	{ "1.50", "1.5" }, { "2.0000", "2" }, { ".5", "0.5" }, { "7.", "7" },
	{ "0", "0" }, { "10", "10" }, { "100.01", "100.01" },
	{ "-0.001", "-0.001" }, { "9223372036854775", "9223372036854775" }
};
static const char *const bad[] = { "", "-", ".", "1e3", "1,5", " 1", "1.2.3",
    "0.0001", "9223372036854776", "99999999999999999999" };

int
main(void)
{
	char text[QUANTITY_ROOM];
	int64_t n;

	for (size_t i = 0; i < sizeof good / sizeof good[0]; i++) {
		ok(quantity_parse(good[i].text, &n) == NULL, good[i].text);
		quantity_print(n, text);
		is(text, good[i].prints, "prints");
	}
	quantity_print(INT64_MIN, text);
	is(text, "-9223372036854775.808", "the least prints");
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
		n = 42;
		ok(quantity_parse(bad[i], &n) != NULL && n == 42, bad[i]);
	}
	ok(quantity_times(1500, 333, &n) && n == 500, "half up");
	ok(quantity_times(-1500, 333, &n) && n == -500, "half away from zero");
	ok(quantity_times(1499, 1, &n) && n == 1, "less than half");
	ok(!quantity_times(INT64_MAX, 2, &n), "too large");
	return finish();
}
