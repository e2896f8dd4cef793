#ifndef ASIDE_H
#define ASIDE_H

/*
 * A second thread that does one job at a time while the caller goes on.  Where
 * there is no second processor, or no thread to be had, the caller does it.
 * The job must touch nothing that the caller touches before aside_wait, and say
 * nothing, but that it can't go on: without memory it ends the program.
 */
struct aside;

typedef void aside_job(void *of, void *with);

/* All jobs will be job(of, ...). */
struct aside *aside_new(aside_job *job, void *of);

/* Do the job with that, once the one before it is done. */
void aside_do(struct aside *a, void *with);

/* Until no job is under way. */
void aside_wait(struct aside *a);

/* Wait, and free it; NULL is nothing. */
void aside_free(struct aside *a);

#endif
