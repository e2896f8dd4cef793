#include "spend.h"

#include <math.h>

#include "tap.h"

static void
near(double got, double want, double by, const char *name)
{
	int good = fabs(got - want) <= by;

	ok(good, name);
	if (!good)
		printf("# got %.12g, want %.12g\n", got, want);
}

int
main(void)
{
	static const struct spend_fit f = {
		.p = { 6.248802, 3.744588, 15.447748 }
	};
	static const struct spend_fit heavy = { .p = { 6, 0.9, 15 } };
	static const struct {
		struct spend_history h;
		double worth;
	} cases[] = {
		{ { 2, 22.35 }, 24.658619 }, { { 1, 11.77 }, 18.911489 },
		{ { 0, 0 }, 35.170981 }, { { 7, 73.74 }, 71.462843 },
		{ { 2, 25.55 }, 27.282408 }
	};

	is("", "", "what an order is worth, by lifetimes' Quickstart");
	for (int i = 0; i < 5; i++)
		near(spend_expected(&f, &cases[i].h), cases[i].worth, 5e-5,
		    "at CDNOW's fit");
	near(spend_expected(&f, &(struct spend_history){ 1000, 50 }), 50, .1,
	    "of many orders, their mean");
	near(spend_log_likelihood(&(struct spend_fit){
	    .p = { 6.25, 3.74, 15.44 } }, &(struct spend_history){ 50, 38 }),
	    -4.170214, 1e-6,
	    "not btyd's 862.9432, where 50 times 38 is 108 in eight bits");
	ok(spend_has_mean(&f) && !spend_has_mean(&heavy), "q above 1");
	return finish();
}
