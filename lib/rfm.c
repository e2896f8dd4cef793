#include "rfm.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "pool.h"
#include "tally.h"

enum measure { RECENCY, FREQUENCY, MONETARY, MEASURES };

/* Spend an order in minor units, rounded, halves away from zero. */
static int64_t
average_order(int64_t spent, int orders)
{
	int64_t twice = spent % orders * 2;

	return spent / orders + (twice >= orders) - (-twice >= orders);
}

static int64_t
measured(const struct customer *of, enum measure m, struct instant as_of,
    bool average)
{
	switch (m) {
	case RECENCY:
		return day_between(instant_day(of->last_at),
		    instant_day(as_of));
	case FREQUENCY:
		return of->window_orders;
	default:
		return average ? average_order(of->window_spent,
		    of->window_orders) : of->window_spent;
	}
}

void
rfm_cut(struct cuts *c, const struct customers *all, int bins)
{
	struct rank *ranks[] = { &c->recency, &c->frequency, &c->monetary };
	size_t n = 0, room = 0;
	int64_t *values = pool_grow(NULL, &room, customers_count(all) + 1,
	    sizeof *values);

	for (int m = 0; m < MEASURES; m++) {
		n = 0;
		for (size_t i = 0; i < customers_count(all); i++) {
			const struct customer *of = customers_get(all, i);

			if (of->window_orders != 0)
				values[n++] = measured(of, (enum measure)m,
				    c->as_of, c->average);
		}
		rank_cut(ranks[m], bins, values, n);
	}
	c->customers = n;
	free(values);
}

struct rfm
rfm_score(const struct cuts *c, const struct customer *of,
    struct instant as_of)
{
	struct rfm s = { .r = 1, .f = 1, .m = 1,
	    .recency_days = (int)measured(of, RECENCY, as_of, false) };

	if (of->window_orders == 0)
		return s;
	s.r = rank_score_low(&c->recency, s.recency_days);
	s.f = rank_score(&c->frequency, of->window_orders);
	s.m = rank_score(&c->monetary,
	    measured(of, MONETARY, as_of, c->average));
	return s;
}

static void
say_empty(const char *name, const size_t seen[], int bins)
{
	char list[64];
	size_t used = 0;

	for (int s = 1; s <= bins; s++)
		if (seen[s] == 0)
			used += (size_t)snprintf(list + used,
			    sizeof list - used, "%s%d", used == 0 ? "" : ", ",
			    s);
	if (used != 0)
		tally_note("%s: too few different values for %d bins, nobody "
		    "scores %s", name, bins, list);
}

void
rfm_say_empty(const struct cuts *c, const struct customers *all)
{
	size_t seen[MEASURES][RANK_BINS_MAX + 1] = { { 0 } };

	for (size_t i = 0; i < customers_count(all); i++) {
		const struct customer *of = customers_get(all, i);
		struct rfm s;

		if (of->window_orders == 0)
			continue;
		s = rfm_score(c, of, c->as_of);
		seen[RECENCY][s.r]++;
		seen[FREQUENCY][s.f]++;
		seen[MONETARY][s.m]++;
	}
	if (c->customers == 0)
		return;
	say_empty("r", seen[RECENCY], c->recency.bins);
	say_empty("f", seen[FREQUENCY], c->frequency.bins);
	say_empty("m", seen[MONETARY], c->monetary.bins);
}
