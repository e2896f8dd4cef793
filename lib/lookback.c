#include "lookback.h"

#include "facts.h"

/* A calendar day or month is in some zone, and an hour longer or shorter. */
enum { DAY = 24 * 60 * 60, MONTH = 31 * DAY, SLACK = 3 * DAY };

static int64_t
seconds_of(struct span s)
{
	return s.seconds + (int64_t)s.days * DAY + (int64_t)s.months * MONTH;
}

static int64_t
longer(int64_t a, int64_t b)
{
	return a > b ? a : b;
}

/* The longest window of the caps and gaps. */
static int64_t
window_of(const struct limits *l)
{
	int64_t longest = 0;

	for (enum channel c = 0; c < CHANNELS; c++)
		if (l->gap[c] != NULL)
			longest = longer(longest, l->gap[c]->per);
	for (size_t i = 0; i < l->n_caps; i++)
		longest = longer(longest, l->caps[i].window == CAP_ROLLING ?
		    l->caps[i].per : MONTH);
	return longest;
}

/* A step that is due comes from an occasion no older than its flow is long, and
   an entry of that time keeps others out no longer: it is twice that, with all
   steps put off as far as they may be. */
static int64_t
length_of(const struct facts *f, const struct flow *flow)
{
	int64_t all = seconds_of(flow->apart);

	for (size_t i = 0; i < flow->n; i++)
		all += seconds_of(flow->steps[i].after) + DAY +
		    seconds_of(flow->steps[i].ttl) + seconds_of(f->max_delay);
	return 2 * all;
}

bool
lookback_is_endless(const struct flow *flow)
{
	return flow->reentry == REENTRY_ONCE;
}

int64_t
lookback(const struct facts *f)
{
	int64_t longest = window_of(flows_limits(f->flows));

	for (size_t i = 0; i < triggers_count(f->triggers); i++) {
		const struct trigger *t = triggers_get(f->triggers, i);

		longest = longer(longest, longer(window_of(&t->flow->limits),
		    length_of(f, t->flow)));
	}
	return f->as_of.seconds - longest - SLACK;
}
