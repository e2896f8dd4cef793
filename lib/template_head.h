#ifndef TEMPLATE_HEAD_H
#define TEMPLATE_HEAD_H

#include "template.h"

/*
 * Read the header lines that a file begins with, up to a blank one, into t, which
 * is new.  *body is what is behind them, and *line the number of its first line.
 * Where they are at fault t->fault says so.
 */
void template_head(struct template *t, const struct folder_file *file,
    struct pool *p, const char **body, size_t *line);

#endif
