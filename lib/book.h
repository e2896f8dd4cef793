#ifndef BOOK_H
#define BOOK_H

#include <stdbool.h>
#include <stddef.h>

#include "event.h"
#include "person.h"
#include "recipient.h"

/*
 * The address book: what customer records say of each person.  Two customers
 * may be one person, a couple with one phone; what is asked of one of them is
 * told by the records of that customer_id, else of that e-mail, else of the
 * person.  Of several records, the first text that isn't blank stands.
 */
struct book;

/* The columns asked for are kept by their number. */
struct book *book_new(const struct list *asked);
void book_free(struct book *b);

/* Read a file of customers, and join them to people.  When they last ordered
   is told to events. */
void book_load(struct book *b, const char *path, const struct common *common,
    struct people *people, struct events *events);

/* No more files, and people are complete: sort the records by person. */
void book_close(struct book *b, struct people *people);

enum { KNOWN_RECORDS = 3 };

/* What is known of someone, the nearest first; NULL: nothing. */
struct known {
	const struct recipient *by[KNOWN_RECORDS];
};

/* Is anything known of a person? */
bool book_knows(const struct book *b, size_t person);

struct known book_find(const struct book *b, const struct recipient *who,
    size_t person);

/* The address on a channel, and the text of the column asked for as number i;
   "": none.  Who shares a phone with somebody, but no e-mail, isn't called by the
   other's name. */
const char *known_address(const struct known *k, enum channel c);
const char *known_cell(const struct known *k, size_t i);

/* How many records there are; and has any the column asked for as i? */
size_t book_count(const struct book *b);
bool book_has(const struct book *b, size_t i);

#endif
