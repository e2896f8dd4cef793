#ifndef PERSON_H
#define PERSON_H

#include <stddef.h>

/*
 * People: a person is all rows joined by customer_id, e-mail or phone,
 * through any number of rows.  Texts are canonical (see contact.h); NULL, ""
 * and a phone that isn't "+" and digits are none.
 */
struct people;

struct people *people_new(void);
void people_free(struct people *p);

/* These three belong to one person.  Returns the number of the first of them
   that is a text, or DICT_NONE. */
size_t people_join(struct people *p, const char *customer_id, const char *email,
    const char *phone);

/*
 * The number of the person who has any of the three (customer_id first, then
 * e-mail, then phone), or DICT_NONE.  Numbers are small, in order of first
 * appearance, and final once the last row has been joined.
 */
size_t people_find(struct people *p, const char *customer_id,
    const char *email, const char *phone);

/* How many numbers there are: one more than the largest. */
size_t people_count(struct people *p);

/* Marks (bits) hold for the person who has text number i; and all the marks of
   a person. */
void people_mark(struct people *p, size_t i, unsigned marks);
unsigned people_marks(struct people *p, size_t person);

/* How many texts were joined, each counted once. */
size_t people_texts(const struct people *p);

/*
 * The person who has text number i, and that text, unless NULL: *kind is 'c'
 * for a customer_id, 'e' for an e-mail, 'p' for a phone.  And the other way
 * round, the number of a text, or DICT_NONE.
 */
size_t people_text(struct people *p, size_t i, char *kind, const char **text);
size_t people_find_text(struct people *p, char kind, const char *text);

#endif
