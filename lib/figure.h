#ifndef FIGURE_H
#define FIGURE_H

#include <stddef.h>

#include "opt.h"

/* Charts side by side, as an SVG that needs nothing beside it. */

/* Bars of one place stand on each other. */
enum look { LOOK_LINE, LOOK_DASHED, LOOK_BAR };

struct series {
	const char *name;		/* in the legend */
	enum look look;
	const double *y;		/* by place; NAN: a line has a gap */
};

struct chart {
	const char *title, *x_name, *y_name;
	size_t n;			/* places, from left to right */
	const char *const *labels;	/* of all places; as many as there is
					   room for are shown */
	const struct series *series;	/* up to FIGURE_SERIES */
	size_t n_series;
	double mark;			/* the place of a line across, between
					   places, too */
	const char *mark_name;		/* NULL: there is none */
};

enum { FIGURE_SERIES = 4 };

/* Write n charts to the file, whole or not at all.  Trouble is fatal. */
void figure_write(const char *path, const struct common *common,
    const struct chart charts[], size_t n);

#endif
