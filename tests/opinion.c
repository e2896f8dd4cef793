/* The scores of survey responses, for opinion-check.py: reads lines of a survey's
   number, how (0 adjusted, 1 plain), good, middle and bad answers, and the same
   counts of another sample; writes the score and its interval, and the same of
   the difference, unless the other has no answers. */

#include "opinion.h"

#include <stdio.h>

int
main(void)
{
	struct opinion a = { .blank = 0 }, b = { .blank = 0 };
	int survey, how;

	while (scanf("%d %d %zu %zu %zu %zu %zu %zu", &survey, &how,
	    &a.of[GOOD], &a.of[MIDDLE], &a.of[BAD], &b.of[GOOD], &b.of[MIDDLE],
	    &b.of[BAD]) == 8) {
		struct estimate e = opinion_score(&a, (enum survey)survey,
		    (enum opinion_interval)how);

		printf("%.17g %.17g %.17g", e.score, e.low, e.high);
		if (opinion_answers(&b) != 0) {
			e = opinion_difference(&a, &b, (enum survey)survey,
			    (enum opinion_interval)how);
			printf(" %.17g %.17g %.17g", e.score, e.low, e.high);
		}
		putchar('\n');
	}
	return 0;
}
