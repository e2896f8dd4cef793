#ifndef LENS_H
#define LENS_H

#include <stdbool.h>

#include "opt.h"
#include "person.h"

/*
 * A lens shows the rows of one customer's person alone, and perhaps of a few
 * others, so that what is asked about them isn't read into a table of
 * everybody.  Rows that share a text are joined by hashes of the texts: whoever
 * is the same person is always shown.
 */
struct lens;

/* Of a customer_id, or an e-mail; for files of so many bytes together. */
struct lens *lens_new(const char *customer_id, size_t bytes);
void lens_free(struct lens *l);

/* Read whom the rows of the operands, or of a file beside them, are about; they
   are to be read again.  Nothing is counted or reported. */
void lens_read(struct lens *l, char *const files[],
    const struct common *common);
void lens_read_side(struct lens *l, const char *path,
    const struct common *common);

/* Is a row that has these texts shown?  One that has none is. */
bool lens_shows(const struct lens *l, const char *customer_id,
    const char *email, const char *phone);

#endif
