#ifndef BOOK_H
#define BOOK_H

#include <stddef.h>

#include "person.h"
#include "recipient.h"

/*
 * The address book: what customer records say of each person.  Of each thing
 * the first text that isn't blank stands; a channel is denied where any record
 * of the person denies it.
 */
struct book;

struct book *book_new(const struct list *carry);
void book_free(struct book *b);

/* Read a file of customers, and join them to people. */
void book_load(struct book *b, const char *path, const struct common *common,
    struct people *people);

/* No more files: sort the records by person. */
void book_close(struct book *b, struct people *people);

/* What is known of a person; NULL: nothing. */
const struct recipient *book_find(const struct book *b, size_t person);

/* How many records there are; and has any the column numbered i of carry? */
size_t book_count(const struct book *b);
bool book_carries(const struct book *b, size_t i);

#endif
