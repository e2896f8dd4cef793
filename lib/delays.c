#include "delays.h"

#include <err.h>
#include <stdlib.h>
#include <string.h>

#include "cell.h"
#include "dict.h"
#include "pool.h"
#include "source.h"
#include "tally.h"

struct delays {
	char *column;
	struct dict *texts;
	struct span *list;
	size_t room, asked, found;
};

static const char after[] = "after";

/* The name of the column beside "after". */
static const char *
other_column(struct source *in, const char *path)
{
	const char *const *names = source_names(in);
	int n = 0;

	while (names[n] != NULL)
		n++;
	(void)source_column(in, after);
	if (n != 2)
		errx(EXIT_TROUBLE, "%s:1: %d columns (want two: what decides, "
		    "and after)", path, n);
	return names[strcmp(names[0], after) == 0];
}

struct delays *
delays_read(const char *path, const struct common *common)
{
	struct delays *d = calloc(1, sizeof *d);
	struct source *in;
	size_t by, span;

	if (d == NULL)
		errx(EXIT_TROUBLE, "out of memory");
	if (path == NULL)
		return d;
	d->texts = dict_new();
	in = source_open_side(path, common);
	d->column = strdup(other_column(in, path));
	if (d->column == NULL)
		errx(EXIT_TROUBLE, "out of memory");
	by = source_column(in, d->column);
	span = source_column(in, after);
	tally_bear_none("nobody is written to until that is mended");
	while (source_next(in)) {
		struct cell text = source_cell(in, by);
		size_t n = dict_count(d->texts);

		d->list = pool_grow(d->list, &d->room, n + 1, sizeof *d->list);
		if (!cell_read(in, span, span_parse, &d->list[n]))
			continue;
		if (dict_add(d->texts, text.text, text.len) != n)
			errx(EXIT_TROUBLE, "%s:%lu: %s: '%s': comes twice",
			    path, source_place(in).line, d->column, text.text);
	}
	tally_bear_none(NULL);
	source_close(in);
	return d;
}

void
delays_free(struct delays *d)
{
	if (d->texts != NULL)
		dict_free(d->texts);
	free(d->column);
	free(d->list);
	free(d);
}

const char *
delays_column(const struct delays *d)
{
	return d->column;
}

bool
delays_find(struct delays *d, const char *text, struct span *into)
{
	size_t i = d->texts == NULL ? DICT_NONE :
	    dict_find(d->texts, text, strlen(text));

	d->asked += d->texts != NULL;
	if (i == DICT_NONE)
		return false;
	d->found++;
	*into = d->list[i];
	return true;
}

void
delays_say(const struct delays *d, const char *option)
{
	tally_joined(option, d->found, d->asked);
}
