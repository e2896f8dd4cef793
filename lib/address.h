#ifndef ADDRESS_H
#define ADDRESS_H

#include <stdbool.h>
#include <stddef.h>

#include "person.h"
#include "source.h"

/*
 * Where people live, as far as their records say: one name, town and country
 * are one address, however they are spelt.  A blank is none.
 */
struct addresses;

struct address_columns {
	size_t name, first_name, last_name, city, country;
};

struct addresses *addresses_new(void);
void addresses_free(struct addresses *a);

struct address_columns addresses_find(struct source *in);

/* Add what the current row says of the person who has that text. */
void addresses_add(struct addresses *a, const struct source *in,
    const struct address_columns *at, size_t text);

/* No more rows, and people are complete.  Then: do any two of theirs agree? */
void addresses_close(struct addresses *a, struct people *people);
bool addresses_shared(const struct addresses *a, size_t person,
    size_t other);

#endif
