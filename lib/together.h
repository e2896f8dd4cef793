#ifndef TOGETHER_H
#define TOGETHER_H

#include <stddef.h>
#include <stdint.h>

/* Which products are in one basket, and how often.  Baskets and products are
   told by small numbers. */
struct together;

/* Two products, a < b, and in how many baskets both are. */
struct couple {
	uint32_t a, b, both;
};

/* What there is to tell of all baskets. */
struct counted {
	uint32_t baskets;		/* that have a product */
	uint32_t too_large;		/* and are no part of the former */
	const uint32_t *of;		/* baskets of each product */
	uint32_t common;		/* products that are in enough baskets */
	const struct couple *couples;	/* those that are in enough baskets */
	size_t n;
};

struct together *together_new(void);
void together_free(struct together *t);

/* A basket has a product; said twice, it has it once. */
void together_add(struct together *t, uint32_t basket, uint32_t product);

/*
 * No more: count the couples that are in at least least baskets.  A basket of
 * more than most products has no part.  What it returns lives as long as t.
 */
const struct counted *together_count(struct together *t, uint32_t least,
    uint32_t most);

#endif
