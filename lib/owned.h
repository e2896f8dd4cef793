#ifndef OWNED_H
#define OWNED_H

#include <stdbool.h>
#include <stdint.h>

#include "circle.h"
#include "dict.h"
#include "together.h"

/*
 * Who bought what, and when: the lines of orders.  Products are told by their
 * numbers in a dict, people by theirs in a circle, which is about them.
 */
struct owned;

struct owned_rules {
	bool people;			/* it matters who bought it; else lines
					   matter for baskets alone */
	int64_t from;			/* how somebody is reached is kept of
					   orders from then on */
	struct together *baskets;	/* NULL, or what is told of baskets */
	bool by_person;			/* which are all that somebody bought,
					   not orders */
};

/* An order; how its rows together say that its customer is reached, or NULL if
   it is an older one. */
struct owned_order {
	const char *id;
	struct instant at;
	const struct recipient *who;
};

struct owned *owned_new(const struct owned_rules *rules,
    const struct common *common, struct dict *skus, struct circle *circle);
void owned_free(struct owned *b);

/* Read the operands. */
void owned_read(struct owned *b, char *const files[]);

/* The circle is closed: whose is what.  wanted, by person, are those of whom it
   is asked below; NULL: those whose last order isn't an older one. */
void owned_close(struct owned *b, const bool wanted[]);

/* The last order of a person of which they kept something; false: none.  And
   what they kept of it, by number; *n of them. */
bool owned_last(const struct owned *b, size_t person,
    struct owned_order *into);
const uint32_t *owned_items(const struct owned *b, size_t person, size_t *n);

/* When a person ordered last, whatever became of it; false: never. */
bool owned_when(const struct owned *b, size_t person, struct instant *at);

/* Has the person ever bought it, kept or not? */
bool owned_has(const struct owned *b, size_t person, uint32_t sku);

#endif
