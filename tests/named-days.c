/*
 * Which days a calendar names.
 *
 * usage: named-days FROM TO <TEXTS
 *
 * Prints each of standard input's lines, and behind it those of its days that
 * are FROM to TO; see offer-check.py.
 */

#include <err.h>
#include <stdio.h>
#include <string.h>

#include "recurrence.h"

int
main(int argc, char *argv[])
{
	struct day from, to, d;
	struct recurrence r;
	char line[64], text[DAY_ROOM];

	if (argc != 3 || day_parse(argv[1], &from) != NULL ||
	    day_parse(argv[2], &to) != NULL)
		errx(2, "usage: named-days FROM TO <TEXTS");
	while (fgets(line, sizeof line, stdin) != NULL) {
		line[strcspn(line, "\n")] = '\0';
		printf("%s", line);
		if (recurrence_parse(line, &r) != NULL)
			errx(2, "'%s'", line);
		for (d = from; recurrence_next(&r, d, &d) &&
		    day_between(d, to) >= 0; d.number++) {
			day_print(d, text);
			printf("\t%s", text);
		}
		putchar('\n');
	}
	return 0;
}
