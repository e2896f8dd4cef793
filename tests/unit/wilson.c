#include "wilson.h"

#include <stdio.h>

#include "tap.h"

/* As percent, "80.00: 77.64 to 82.17"; the values are of published tables. */
static const char *
interval(size_t k, size_t n)
{
	static char text[64];
	double low, high;

	wilson_interval(k, n, &low, &high);
	snprintf(text, sizeof text, "%.2f to %.2f", 100 * low, 100 * high);
	return text;
}

int
main(void)
{
	is(interval(960, 1200), "77.64 to 82.17", "960 of 1200");
	is(interval(50, 100), "40.38 to 59.62", "50 of 100");
	is(interval(0, 10), "0.00 to 27.75", "none of 10");
	is(interval(10, 10), "72.25 to 100.00", "all of 10");
	is(interval(1, 1), "20.65 to 100.00", "one of one");
	return finish();
}
