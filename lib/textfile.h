#ifndef TEXTFILE_H
#define TEXTFILE_H

#include <stddef.h>

/*
 * The whole of a small file that isn't rows: a map, a flows file.  Its *len
 * bytes are malloced and NUL-terminated; the caller frees them.  Trouble is
 * fatal.
 */
char *textfile_read(const char *path, size_t *len);

#endif
