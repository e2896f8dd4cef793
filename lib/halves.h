#ifndef HALVES_H
#define HALVES_H

#include <stddef.h>

/*
 * Work on a list in which nothing depends on anything else: a second thread does
 * the second half.
 */

/* Do it for those from from on, up to to, which isn't one of them. */
typedef void halves_job(void *of, size_t from, size_t to);

/* For n of them.  Few are one half. */
void halves_do(halves_job *job, void *of, size_t n);

#endif
