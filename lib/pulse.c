#include "pulse.h"

#include <stdlib.h>
#include <string.h>

enum { HALF_LIFE = 90, DAY = 24 * 60 * 60, HOUR = 60 * 60, PRIOR = 10 };

/* 2^20 times 2 to the power of -days/90, rounded. */
static const int32_t weights[HALF_LIFE] = {
    1048576, 1040531, 1032548, 1024626, 1016766, 1008965, 1001224, 993543,
    985920, 978356, 970850, 963402, 956010, 948676, 941397, 934175, 927008,
    919896, 912838, 905835, 898885, 891989, 885146, 878355, 871616, 864929,
    858293, 851708, 845174, 838690, 832255, 825870, 819534, 813247, 807007,
    800816, 794672, 788575, 782525, 776522, 770564, 764652, 758786, 752964,
    747188, 741455, 735767, 730122, 724520, 718962, 713446, 707972, 702541,
    697151, 691802, 686495, 681228, 676001, 670815, 665669, 660561, 655494,
    650465, 645474, 640522, 635608, 630732, 625893, 621091, 616326, 611597,
    606905, 602249, 597628, 593043, 588493, 583978, 579498, 575052, 570640,
    566262, 561918, 557607, 553329, 549084, 544871, 540691, 536543, 532426,
    528341
};

static int64_t
weight_of(int64_t age)
{
	int64_t days = age < 0 ? 0 : age / DAY;

	return days / HALF_LIFE > 20 ? 0 :
	    weights[days % HALF_LIFE] >> days / HALF_LIFE;
}

static bool
is_order(const struct event *e)
{
	return strcmp(e->name, "purchase") == 0 ||
	    strcmp(e->name, "order") == 0;
}

void
pulse_add(struct pulse *p, const struct event *events, size_t n,
    const struct zone *zone, int64_t as_of)
{
	int64_t last_order = INT64_MIN;

	for (size_t i = 0; i < n; i++) {
		const struct event *e = &events[i];
		int64_t local;

		if (e->at.is_date || (strcmp(e->name, "click") != 0 &&
		    (!is_order(e) || e->at.seconds == last_order)))
			continue;
		if (is_order(e))
			last_order = e->at.seconds;
		local = e->at.seconds + zone_offset(zone, e->at.seconds);
		local = (local % DAY + DAY) % DAY;
		p->hours[local / HOUR] += weight_of(as_of - e->at.seconds);
		p->n++;
	}
}

/* Its share of everybody's, as 2^20 is all; shift keeps the product small. */
static int64_t
share(const struct pulse *all, int hour)
{
	int64_t sum = 0, shift = 0;

	for (int h = 0; h < PULSE_HOURS; h++)
		sum += all->hours[h];
	while (sum >> shift >= (int64_t)1 << 42)
		shift++;
	return sum == 0 ? 0 : ((all->hours[hour] >> shift) << 20) /
	    (sum >> shift);
}

/* Four times the smoothed own weight, and ten events of everybody's. */
static int64_t
score_of(const struct pulse *own, const struct pulse *all, int h)
{
	int before = (h + PULSE_HOURS - 1) % PULSE_HOURS;
	int after = (h + 1) % PULSE_HOURS;

	return own->hours[before] + 2 * own->hours[h] + own->hours[after] +
	    4 * PRIOR * share(all, h);
}

/* How far apart two hours are on the clock. */
static int
apart(int a, int b)
{
	int n = abs(a - b);

	return n > PULSE_HOURS / 2 ? PULSE_HOURS - n : n;
}

int
pulse_best(const struct pulse *own, const struct pulse *everybody,
    const bool allowed[PULSE_HOURS], int fallback)
{
	int best = -1;
	int64_t most = 0;

	if (own->n < PULSE_LEAST)
		return -1;
	for (int h = 0; h < PULSE_HOURS; h++) {
		int64_t score = score_of(own, everybody, h);

		if (!allowed[h] || (best >= 0 && (score < most ||
		    (score == most && apart(h, fallback) >=
		    apart(best, fallback)))))
			continue;
		best = h;
		most = score;
	}
	return best;
}
