#include "wilson.h"

#include <math.h>

void
wilson_interval(size_t k, size_t n, double *low, double *high)
{
	const double z = 1.959963984540054;	/* the 97.5 % quantile */
	double p = (double)k / (double)n, zz = z * z / (double)n;
	double middle = p + zz / 2;
	double half = z * sqrt(p * (1 - p) / (double)n + zz / (4 * (double)n));

	*low = k == 0 ? 0 : (middle - half) / (1 + zz);
	*high = k == n ? 1 : (middle + half) / (1 + zz);
}
