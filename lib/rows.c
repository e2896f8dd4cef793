#include "rows.h"

#include <stdlib.h>

#include "aside.h"
#include "sink_form.h"

enum { SHARE = 4096 };		/* is written by one thread at a time */

struct share {
	rows_writer *write;
	void *of;
	struct sink *out;
	size_t from, to;
};

static void
write_share(void *unused, void *share)
{
	const struct share *s = share;

	(void)unused;
	for (size_t i = s->from; i < s->to; i++)
		s->write(s->of, i, s->out);
}

/* What waits in the twin goes out behind what is there. */
static void
join(struct sink *out, struct sink *twin)
{
	row_add(&out->buffer, twin->buffer.bytes, twin->buffer.len);
	out->row_start = out->buffer.len;
	out->rows += twin->rows;
	twin->rows = twin->buffer.len = 0;
}

void
rows_write(struct sink *out, size_t n, rows_writer *write, void *of)
{
	struct sink twin = *out;
	struct aside *aside = aside_new(write_share, NULL);

	twin.waits = true;
	twin.rows = 0;
	twin.buffer = (struct row){ NULL, 0, 0 };
	for (size_t from = 0; from < n; from += 2 * SHARE) {
		size_t middle = n - from > SHARE ? from + SHARE : n;
		struct share first = { write, of, out, from, middle };
		struct share second = { write, of, &twin, middle,
		    n - middle > SHARE ? middle + SHARE : n };

		if (middle < n)
			aside_do(aside, &second);
		write_share(NULL, &first);
		aside_wait(aside);
		join(out, &twin);
	}
	aside_free(aside);
	free(twin.buffer.bytes);
}
