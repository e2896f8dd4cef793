#ifndef INPUT_H
#define INPUT_H

#include <stdbool.h>
#include <stddef.h>

/*
 * The bytes of one file, given out line by line while they gather into a
 * record.  What can't be read as text is named for what it is, and fatal.
 */
struct input;

/* Open path; "-" is standard input.  Fatal if it can't be, or is empty. */
struct input *input_open(const char *path);
void input_close(struct input *in);

/* What messages call it. */
const char *input_name(const struct input *in);

/* The first byte that isn't of a blank line or byte-order mark; a '[' only of a
   JSON array of objects, else a '"'; a line feed where there is nothing but
   line ends. */
char input_first(struct input *in);

/* What the cells of the record that comes next are parted by, to judge by it
   alone: a comma, semicolon or TAB. */
char input_delimiter(struct input *in);

/* Begin a record where the last one ended. */
void input_begin(struct input *in);

/*
 * Take the next line into the record; false at the end.  *line is its bytes
 * without the line's end, whose length is *ended: 0 where the file stops
 * without one.  The record may move: earlier pointers into it are void.
 */
bool input_line(struct input *in, const char **line, size_t *len,
    size_t *ended);

/* The record so far, up to its last line's end, and its first line's number. */
const char *input_record(const struct input *in, size_t *len);
unsigned long input_number(const struct input *in);

/* Does its last line lack an end? */
bool input_is_cut(const struct input *in);

#endif
