#ifndef SINK_H
#define SINK_H

#include <stdint.h>

#include "opt.h"
#include "source.h"

/*
 * Rows on their way out, as CSV or NDJSON.  A file is written under a
 * temporary name beside it and takes its own when it is closed, so that it is
 * whole or untouched; one that the run reads, too, is refused.  On standard output a run that ends in trouble leaves
 * nothing, or an unclosed quote or brace behind the rows already gone.
 * A write that fails is fatal.
 */
struct sink;

/*
 * Start a sink to path (NULL: standard output) with the columns kept (may be
 * NULL), then those added.  Fatal if two are of one name.
 */
struct sink *sink_open(const char *path, const struct common *common,
    const char *const kept[], const char *const added[]);

/* The kept columns at once: a row of source_row, of this run. */
void sink_copy(struct sink *s, struct cell row);

/* The row's further cells from left to right, then its end. */
void sink_text(struct sink *s, const char *text);
void sink_cell(struct sink *s, struct cell cell);
void sink_int(struct sink *s, int64_t n);
void sink_instant(struct sink *s, struct instant t);
void sink_end(struct sink *s);

/* All of it has been written, and is on the disk, but under its temporary name:
   for files of which there are to be all or none, before any is closed. */
void sink_sync(struct sink *s);

/* Finish: flush, sync a file and give it its name. */
void sink_close(struct sink *s);

#endif
