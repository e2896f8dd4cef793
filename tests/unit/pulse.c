#include "pulse.h"

#include "tap.h"

enum { DAY = 24 * 60 * 60, HOUR = 60 * 60 };

static const bool all[PULSE_HOURS] = { 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
    1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1 };
static const struct pulse nobody;

static struct pulse
pulse_at(const int hours[], size_t n)
{
	struct pulse p = { .n = n };

	for (size_t i = 0; i < n; i++)
		p.hours[hours[i]] += 1 << 20;
	return p;
}

static void
test_weights(void)
{
	const char *reason;
	const struct zone *utc = zone_find("UTC", &reason);
	const struct event events[] = {
		{ .at = { .seconds = 0 }, .name = "click" },
		{ .at = { .seconds = HOUR }, .name = "order" },
		{ .at = { .seconds = HOUR }, .name = "purchase" },
		{ .at = { .seconds = 2 * HOUR }, .name = "open" },
		{ .at = { .seconds = 0, .is_date = true },
		    .name = "purchase" }
	};
	struct pulse p = { .n = 0 };
	char text[40];

	pulse_add(&p, events, 5, utc, 90 * DAY);
	snprintf(text, sizeof text, "%d %d", (int)p.hours[0],
	    (int)p.hours[1]);
	is(text, "524288 528341", "90 days are a half of 2^20, 89 are "
	    "2^(-89/90) of it");
	ok(p.n == 2 && p.hours[2] == 0, "one order is one, an opening and a "
	    "day are none");
	p = (struct pulse){ .n = 0 };
	pulse_add(&p, events, 1, utc, INT64_C(3000) * DAY);
	ok(p.n == 1 && p.hours[0] == 0, "and in the end nothing");
}

static void
test_best(void)
{
	const int few[] = { 9, 9 }, nine[] = { 9, 9, 9 };
	const int midnight[] = { 23, 0, 1 }, two[] = { 6, 6, 14, 14 };
	struct pulse own = pulse_at(few, 2), crowd = { .n = 99 };
	bool allowed[PULSE_HOURS];

	ok(pulse_best(&own, &nobody, all, 10) == -1, "two events tell nothing");
	own = pulse_at(nine, 3);
	ok(pulse_best(&own, &nobody, all, 10) == 9, "three do");
	own = pulse_at(midnight, 3);
	ok(pulse_best(&own, &nobody, all, 10) == 0, "the hours go round");
	own = pulse_at(two, 4);
	ok(pulse_best(&own, &nobody, all, 10) == 6 &&
	    pulse_best(&own, &nobody, all, 11) == 14 &&
	    pulse_best(&own, &nobody, all, 21) == 14 &&
	    pulse_best(&own, &nobody, all, 23) == 6,
	    "of two, the nearer on the clock, then the earlier");
	crowd.hours[20] = 1 << 20;
	own = pulse_at(nine, 3);
	ok(pulse_best(&own, &crowd, all, 10) == 20, "everybody is ten events");
	crowd.hours[3] = crowd.hours[20] = INT64_C(1) << 60;
	own = pulse_at(nine, 3);
	ok(pulse_best(&own, &crowd, all, 10) == 3, "however many they are");
	for (int h = 0; h < PULSE_HOURS; h++)
		allowed[h] = h == 12;
	ok(pulse_best(&own, &crowd, allowed, 10) == 12, "of those allowed");
	allowed[12] = false;
	ok(pulse_best(&own, &crowd, allowed, 10) == -1, "if there is any");
}

int
main(void)
{
	test_weights();
	test_best();
	return finish();
}
