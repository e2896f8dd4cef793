/*
 * dump - what source makes of its files, for the tests: a line for each row,
 * its number in the file, then every cell as JSON.
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "opt.h"
#include "row.h"
#include "source.h"
#include "tally.h"

static const struct opt options[] = { { .name = NULL } };

static const struct tool dump = {
	.summary = "Show rows as they are read.",
	.operands = "[FILE ...]",
	.options = options
};

static void
print(struct row *r, unsigned long line)
{
	printf("%lu [%.*s]\n", line, (int)r->len, r->len ? r->bytes : "");
	r->len = 0;
}

int
main(int argc, char *argv[])
{
	struct common common;
	struct source *in = source_open(opt_parse(&dump, &common, argc, argv),
	    &common, NULL);
	const char *const *names = source_names(in);
	struct row r = { NULL, 0, 0 };
	size_t n = 0;

	for (; names[n] != NULL; n++) {
		row_add(&r, ",", n != 0);
		row_json(&r, names[n], strlen(names[n]), CELL_TEXT);
	}
	print(&r, 0);
	while (source_next(in)) {
		for (size_t i = 0; i < n; i++) {
			struct cell c = source_cell(in, i);

			row_add(&r, ",", i != 0);
			row_json(&r, c.text, c.len, CELL_TEXT);
		}
		print(&r, source_place(in).line);
	}
	source_close(in);
	free(r.bytes);
	return tally_close();
}
