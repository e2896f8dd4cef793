#include "opinion.h"

#include <math.h>

#include "wilson.h"

static const double z = 1.959963984540054;	/* the 97.5 % quantile */

/* Of -1 to 1: the mean of answers that are 1, 0 and -1, and the variance of that
   mean. */
struct net {
	double mean, variance;
};

size_t
opinion_answers(const struct opinion *o)
{
	return o->of[GOOD] + o->of[MIDDLE] + o->of[BAD];
}

size_t
opinion_rows(const struct opinion *o)
{
	return opinion_answers(o) + o->invalid + o->blank;
}

static struct net
net_of(const struct opinion *o, enum opinion_interval how)
{
	double more = how == ADJUSTED_WALD ? 0.75 : 0;
	double n = (double)opinion_answers(o) + 4 * more;
	double good = ((double)o->of[GOOD] + more) / n;
	double bad = ((double)o->of[BAD] + more) / n, mean = good - bad;

	return (struct net){ mean, (good + bad - mean * mean) / n };
}

static double
net_score(const struct opinion *o)
{
	return 100 * ((double)o->of[GOOD] - (double)o->of[BAD]) /
	    (double)opinion_answers(o);
}

struct estimate
opinion_share(const struct opinion *o, enum verdict v)
{
	size_t n = opinion_answers(o);
	double low, high;

	wilson_interval(o->of[v], n, &low, &high);
	return (struct estimate){ 100 * (double)o->of[v] / (double)n,
	    100 * low, 100 * high };
}

struct estimate
opinion_score(const struct opinion *o, enum survey survey,
    enum opinion_interval how)
{
	struct net net = net_of(o, how);
	double half = z * sqrt(fmax(0, net.variance));

	if (survey != SURVEY_NPS)
		return opinion_share(o, GOOD);
	return (struct estimate){ net_score(o),
	    fmax(-100, 100 * (net.mean - half)),
	    fmin(100, 100 * (net.mean + half)) };
}

struct estimate
opinion_difference(const struct opinion *a, const struct opinion *b,
    enum survey survey, enum opinion_interval how)
{
	struct net l = net_of(a, how), r = net_of(b, how);
	struct estimate p = opinion_score(a, survey, how);
	struct estimate q = opinion_score(b, survey, how);
	double d = p.score - q.score;
	double half = 100 * z * sqrt(fmax(0, l.variance + r.variance));

	if (survey == SURVEY_NPS)
		return (struct estimate){ d,
		    fmax(-200, 100 * (l.mean - r.mean) - half),
		    fmin(200, 100 * (l.mean - r.mean) + half) };
	return (struct estimate){ d,
	    d - hypot(p.score - p.low, q.high - q.score),
	    d + hypot(p.high - p.score, q.score - q.low) };
}
