#ifndef VALUE_H
#define VALUE_H

#include <stddef.h>

/*
 * The contract of every value parser: read all of text into *into and return
 * NULL, or leave *into alone and return the reason, a phrase fit to follow
 * "'text': ".  Options and cells are read by the same parsers, so a date is
 * spelled, checked and complained about alike wherever it appears.
 */
typedef const char *value_parser(const char *text, void *into);

value_parser count_parse;	/* int, 0 or more */
value_parser positive_parse;	/* int, 1 or more */
value_parser text_parse;	/* const char *, any text but an empty one */
value_parser list_parse;	/* struct list: adds the text to it */

/* The texts of an option that may be given again and again, in turn. */
struct list {
	const char **items;	/* owned by the list, kept to the end */
	size_t n, room;
};

/* The plain decimal number that text begins with, into *n: what is behind it;
   NULL if there is none. */
const char *number_begin(const char *text, double *n);

/*
 * Read the one of names (NULL-terminated) that text is into *into, as its
 * index.  On failure the reason names them all; it is valid until the next.
 */
const char *choice_parse(const char *text, const char *const names[],
    int *into);

#endif
