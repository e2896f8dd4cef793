#include "fisher.h"

#include <math.h>
#include <stdio.h>

#include "tap.h"

/* ln of the sum of C(a, k) C(n - a, b - k), k >= both, over C(n, b), reckoned
   with integers of any length and sixty digits of the logarithm. */
static const struct {
	uint32_t both, a, b, n;
	double ln_p;
} known[] = {
	{ 3, 4, 4, 8, -1.4152818979931429 },
	{ 3, 4, 3, 5, -0.91629073187415507 },
	{ 0, 5, 5, 20, 0 },
	{ 1, 5, 5, 20, -0.21528941403998432 },
	{ 5, 5, 5, 20, -9.6488533341305475 },
	{ 8, 13, 9, 34, -7.5446920498124538 },
	{ 17, 18, 19, 20, 0 },			/* no fewer can be both */
	{ 18, 18, 19, 20, -2.302585092994046 },
	{ 120, 200, 300, 5000, -235.225078227075 },
	{ 15, 300, 400, 6000, -0.095717098089005508 },
	{ 60, 2000, 2500, 100000, -2.4377833081206682 },
	{ 40, 2000, 2500, 100000, -0.062233388051213398 },
	{ 1200, 20000, 25000, 2000000, -978.46108305729192 },
	{ 300, 20000, 25000, 2000000, -6.8789334661880333 },
	{ 249, 20000, 25000, 2000000, -0.6269791923366779 },
};

int
main(void)
{
	char lady[32];

	for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
		uint32_t both = known[i].both, a = known[i].a, b = known[i].b;
		double p = fisher_ln_p(both, a, b, known[i].n);
		double other = fisher_ln_p(both, b, a, known[i].n);
		char name[64];

		(void)snprintf(name, sizeof name, "%u of %u and %u in %u",
		    both, a, b, known[i].n);
		ok(fabs(p - known[i].ln_p) < 1e-7 && p <= 0, name);
		ok(fabs(other - p) < 1e-7, "either way round");
	}
	(void)snprintf(lady, sizeof lady, "%.10f", exp(fisher_ln_p(3, 4, 4,
	    8)));
	is(lady, "0.2428571429", "Fisher's lady: 17 in 70");
	ok(fisher_ln_p(1000000, 1000000, 1000000, 2000000) < -1e6,
	    "no chance is too small");
	ok(fisher_ln_p(1, 1000000, 1000000, 2000000) == 0, "nor too large");
	return finish();
}
