#ifndef JSON_TEXT_H
#define JSON_TEXT_H

#include <stdbool.h>
#include <stddef.h>

#include "row.h"

/*
 * JSON as the text that it is, so that 12.50 and ids of 20 digits stay whole.
 * jansson says whether it is valid; what is valid can be walked.
 */

/* Is it one valid value (jansson's flags say of what kind)?  Else the reason. */
bool json_text_is_valid(const char *text, size_t len, struct row *scratch,
    size_t flags, char reason[200]);

/* Where the next key or value begins: over blanks, commas and colons. */
const char *json_text_skip(const char *at, const char *end);

/* The length of the string, quotes included, that begins there. */
size_t json_text_string(const char *text, size_t len);

/* The length of the value that begins there. */
size_t json_text_value(const char *text, size_t len);

/* The value of an object's member of this name, and its length; NULL if it has
   none such. */
const char *json_text_member(const char *text, size_t len, const char *name,
    size_t *n);

/* Add what the value says: a string's text, a number as it was written, an
   object or array without its blanks, of null nothing. */
void json_text_add(const char *text, size_t len, struct row *out);

/* What a text that comes in pieces has left open; all zero before the first. */
struct json_open {
	size_t depth;		/* of objects and arrays */
	bool in_string, is_escaped;
};

/* Go on with a piece of it. */
void json_text_follow(struct json_open *o, const char *text, size_t len);

/* Add a value without the blanks between its parts. */
void json_text_compact(const char *text, size_t len, struct row *out);

#endif
