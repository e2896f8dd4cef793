#include "reader_form.h"

#include <err.h>
#include <string.h>

#include "input.h"
#include "nested.h"
#include "pool.h"

/* So many rows at most are sought for the header. */
enum { ABOVE = 20 };

static void
name_columns(struct reader *r, size_t n)
{
	r->n = n;
	r->names = pool_bytes(r->pool, (n + 1) * sizeof *r->names);
	for (size_t i = 0; i < n; i++) {
		const char *name = r->layout.header != NULL ?
		    r->layout.header[i] : r->csv == NULL ?
		    r->json.keys[i].text : r->cells[i].text;

		r->names[i] = pool_text(r->pool, name, strlen(name));
	}
}

static const char **
keep_cells(struct reader *r)
{
	const char **texts = pool_bytes(r->pool,
	    (r->n_cells + 1) * sizeof *texts);

	for (size_t i = 0; i < r->n_cells; i++)
		texts[i] = pool_text(r->pool, r->cells[i].text,
		    r->cells[i].len);
	return texts;
}

/* Step over the header rows below the one with the names, and keep them. */
void
reader_skip_header(struct reader *r)
{
	r->below = pool_bytes(r->pool,
	    (r->layout.skip + 1) * sizeof *r->below);
	for (unsigned i = 0; i < r->layout.skip; i++) {
		if (!reader_step(r))
			errx(EXIT_TROUBLE, "%s: ends in its header (want %u "
			    "header rows)", input_name(r->in),
			    r->layout.skip + 1);
		r->below[i] = keep_cells(r);
	}
}

static bool
is_header(const struct reader *r)
{
	return r->csv == NULL || r->layout.is_header == NULL ||
	    r->layout.is_header((const char *const *)r->names,
	    r->layout.context);
}

/* Pass over what stands above the header.  Where none is found it was the first
   row. */
static void
find_header(struct reader *r)
{
	const char **names = r->names;
	size_t n = r->n, above;

	for (above = 0; above < ABOVE && !is_header(r); above++) {
		reader_begin_csv(r);
		r->n = 0;
		if (!reader_step(r) || r->reason != NULL)
			break;
		name_columns(r, r->n_cells);
	}
	if (!is_header(r)) {
		r->names = names;
		r->n = n;
		return;
	}
	r->header = input_number(r->in);
	tally_read(above);
	if (above != 0)
		tally_set_aside("row above the header", above);
}

void
reader_read_header(struct reader *r)
{
	size_t n = 0;

	if (r->layout.header != NULL) {
		while (r->layout.header[n] != NULL)
			n++;
		name_columns(r, n);
		return;
	}
	if (!reader_step(r))
		errx(EXIT_TROUBLE, "%s: empty (want a header row)",
		    input_name(r->in));
	if (r->reason != NULL)
		errx(EXIT_TROUBLE, "%s:%lu: %s", input_name(r->in),
		    input_number(r->in), r->reason);
	r->header = input_number(r->in);
	name_columns(r, r->n_cells);
	find_header(r);
	r->is_pending = r->csv == NULL;
	if (r->csv != NULL)
		reader_skip_header(r);
}

const char *const *
reader_names(const struct reader *r, unsigned row, size_t *n)
{
	if (row > 0) {
		if (r->below == NULL || row > r->layout.skip)
			return NULL;
		*n = 0;
		while (r->below[row - 1][*n] != NULL)
			(*n)++;
		return r->below[row - 1];
	}
	if (r->nest != NULL)
		return nested_names(r->nest, n);
	*n = r->n;
	return r->names;
}

/* A file joined to another by cat brings its header along. */
bool
reader_is_header_again(const struct reader *r)
{
	if (r->csv == NULL || r->layout.header != NULL || r->n_cells != r->n)
		return false;
	for (size_t i = 0; i < r->n; i++)
		if (strcmp(r->cells[i].text, r->names[i]) != 0)
			return false;
	return true;
}
