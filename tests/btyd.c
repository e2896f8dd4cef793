/* The functions of the models, for btyd-check.py: reads lines of a model, its
   four parameters, x, t, T and a further time, and writes the log-likelihood,
   the chance to be alive, and what is to be expected. */

#include "btyd.h"

#include <stdio.h>

int
main(void)
{
	struct btyd_fit f = { .converged = true };
	struct btyd_history h = { .n = 1 };
	double further;
	int model;

	while (scanf("%d %lf %lf %lf %lf %d %lf %lf %lf", &model, &f.p[0],
	    &f.p[1], &f.p[2], &f.p[3], &h.x, &h.last, &h.all, &further) ==
	    9) {
		f.model = (enum btyd_model)model;
		printf("%.17g %.17g %.17g\n", btyd_log_likelihood(&f, &h),
		    btyd_alive(&f, &h), btyd_expected(&f, &h, further));
	}
	return 0;
}
