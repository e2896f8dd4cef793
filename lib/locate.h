#ifndef LOCATE_H
#define LOCATE_H

#include <stddef.h>

/*
 * Where a value stands in a JSON text.  The way down to it is a chain from
 * the value up to the whole text, whose up is NULL.
 */
struct way {
	const struct way *up;
	const char *key;	/* a member of an object */
	size_t index;		/* or, where key is NULL, of an array */
};

/*
 * The line, from 1, on which the member's key or the item itself begins in
 * text, which is sound JSON and has it.
 */
size_t locate_line(const char *text, const struct way *way);

/* The way in words, such as "flows.win-back.steps[1].after". */
void locate_print(const struct way *way, char *into, size_t room);

#endif
