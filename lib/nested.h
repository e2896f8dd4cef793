#ifndef NESTED_H
#define NESTED_H

#include "input.h"
#include "source.h"

/*
 * The rows of nested JSON (see unfold.h) of one file: documents behind each
 * other, each on a line of its own or on many.
 */
struct nested;

struct nested *nested_open(struct input *in, const struct layout *layout);
void nested_close(struct nested *nest);

/* Begin again at the first row, for other places of the arrays. */
void nested_expect(struct nested *nest, const struct layout *layout);

/* The columns of the first row; NULL if there is none, and none of them if
   there is none where the arrays are now. */
const char *const *nested_names(const struct nested *nest, size_t *n);

/* Step to the next row; false at the end.  *reason is NULL, or why what stands
   there is malformed. */
bool nested_next(struct nested *nest, const char **reason);

/* Is it the first row of a record? */
bool nested_is_first(const struct nested *nest);

/* The row's cells, and what each is of. */
const struct cell *nested_cells(const struct nested *nest, size_t *n);
const char *nested_path(const struct nested *nest, size_t i, size_t *len);

/* Where the row's record is, and its bytes on one line. */
void nested_place(const struct nested *nest, struct place *at);

#endif
