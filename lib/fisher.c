#include "fisher.h"

#include <math.h>

/* A term this small beside the sum changes nothing in it. */
static const double nothing = 1e-17;

static double
ln_choose(double n, double k)
{
	int sign;

	return lgamma_r(n + 1, &sign) - lgamma_r(k + 1, &sign) -
	    lgamma_r(n - k + 1, &sign);
}

/* That both are in just x baskets. */
static double
ln_chance(double x, double a, double b, double n)
{
	return ln_choose(a, x) + ln_choose(n - a, b - x) - ln_choose(n, b);
}

/* The chances of k, k + 1 ..., as multiples of that of k; they fall. */
static double
sum_up(double k, double a, double b, double n)
{
	double most = a < b ? a : b, term = 1, sum = 1;

	for (; k < most && term > nothing * sum; k++) {
		term *= (a - k) / (k + 1) * ((b - k) / (n - a - b + k + 1));
		sum += term;
	}
	return sum;
}

/* Those of k, k - 1 ... down to least. */
static double
sum_down(double k, double least, double a, double b, double n)
{
	double term = 1, sum = 1;

	for (; k > least && term > nothing * sum; k--) {
		term *= k / (a - k + 1) * ((n - a - b + k) / (b - k + 1));
		sum += term;
	}
	return sum;
}

/*
 * The tail is summed on the side of the mean where it falls from its first
 * term on, which may be far too small for a double where its logarithm isn't.
 */
double
fisher_ln_p(uint32_t both, uint32_t a, uint32_t b, uint32_t n)
{
	double x = both, da = a, db = b, dn = n;
	double least = da + db > dn ? da + db - dn : 0, p;

	if (x <= least)
		return 0;
	if (x * dn > da * db)
		p = ln_chance(x, da, db, dn) + log(sum_up(x, da, db, dn));
	else
		p = log1p(-exp(ln_chance(x - 1, da, db, dn) +
		    log(sum_down(x - 1, least, da, db, dn))));
	return p < 0 ? p : 0;
}
