#include "progress.h"

#include <errno.h>
#include <stdio.h>
#include <unistd.h>

enum { STEP = 1 << 16 };

static bool
is_due(const struct progress *p)
{
	return p->started != 0 && time(NULL) - p->started >= 2;
}

void
progress_open(struct progress *p, const struct common *common)
{
	p->rows = 0;
	p->started = common->progress && isatty(STDERR_FILENO) ? time(NULL) :
	    0;
}

void
progress_step(struct progress *p)
{
	if (++p->rows % STEP == 0 && is_due(p))
		fprintf(stderr, "\r%s: %zu rows",
		    program_invocation_short_name, p->rows);
}

void
progress_close(const struct progress *p)
{
	if (is_due(p))
		fputc('\n', stderr);
}
