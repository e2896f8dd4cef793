#include "cell.h"

#include "dict.h"

bool
cell_read(const struct source *in, size_t column, value_parser *parse,
    void *into)
{
	const char *reason = parse(source_cell(in, column).text, into);

	if (reason != NULL)
		cell_reject(in, column, reason);
	return reason == NULL;
}

void
cell_reject(const struct source *in, size_t column, const char *reason)
{
	bool shows = column != DICT_NONE;

	tally_reject(source_place(in),
	    shows ? source_names(in)[column] : NULL,
	    shows ? source_cell(in, column).text : NULL, reason);
}
