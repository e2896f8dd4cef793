#ifndef PERSON_H
#define PERSON_H

#include <stddef.h>

/*
 * People: a person is all rows joined by customer_id, e-mail or phone,
 * through any number of rows.  Texts are canonical (see contact.h); NULL or ""
 * is none.
 */
struct people;

struct people *people_new(void);
void people_free(struct people *p);

/* These three belong to one person. */
void people_join(struct people *p, const char *customer_id, const char *email,
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

/* How many texts were joined, each counted once. */
size_t people_texts(const struct people *p);

/*
 * The person who has text number i, and that text: *kind is 'c' for a
 * customer_id, 'e' for an e-mail, 'p' for a phone.
 */
size_t people_text(struct people *p, size_t i, char *kind, const char **text);

#endif
