#ifndef PROGRESS_H
#define PROGRESS_H

#include <stddef.h>
#include <time.h>

#include "opt.h"

/* How many rows were read, for --progress: shown on a terminal from the second
   second on. */
struct progress {
	size_t rows;
	time_t started;		/* 0: nothing is to be shown */
};

void progress_open(struct progress *p, const struct common *common);
void progress_step(struct progress *p);
void progress_close(const struct progress *p);

#endif
