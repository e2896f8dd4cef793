#ifndef INVOICE_H
#define INVOICE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "dict.h"
#include "draft.h"
#include "pool.h"

/*
 * Orders while they are gathered from the rows of an export, one invoice an
 * order_id.  Rows come in parts, a file each, or what a repeated header
 * begins: an order may go on in the next part, or come again there.
 */
#define NO_LINE ((size_t)-1)

struct invoice {
	const char *texts;		/* TEXTS of them, one behind the other */
	struct instant at;
	struct instant refund_at;	/* of the last row that refunds it */
	struct currency currency;
	signed char status;
	bool has_total, has_refunded, has_units, has_quantity,
	    is_email_bad;
	bool was_refunded;		/* by a row: refund_at is filled */
	int64_t total;			/* the platform's, if it has one */
	int64_t sum, refunded, units, quantity;
	uint64_t head;			/* draft.head of its first row */
	unsigned part, seen;		/* of its first row, and of its last */
	unsigned spoilt;		/* the part with a bad first row, + 1 */
	size_t first, last, n;		/* its lines; n is 0: there is none */
};

/* A row that was used. */
struct line {
	size_t next, sku, product, category;	/* texts' numbers in words */
	uint64_t hash;
	int64_t quantity, refunded_quantity, price;
	unsigned part, again;		/* again: the part that repeats it */
	bool has_quantity, has_price;
};

struct invoices {
	struct dict *ids, *words;
	struct pool *pool;
	struct invoice *list;		/* as the ids are numbered */
	struct line *lines;
	size_t n, room, n_lines, lines_room;
	int64_t spread;			/* see map.h */
};

/* A row's part, and a hash of its bytes. */
struct row_place {
	uint64_t hash;
	unsigned part;
};

void invoices_open(struct invoices *all, const struct map *m);
void invoices_close(struct invoices *all);

/* The number of the order of this id, new or not. */
size_t invoice_of(struct invoices *all, const char *id, size_t len);

/*
 * Take a row of this order, or set it aside if it says nothing new.  Else the
 * reason to reject it, and the field that shows it.
 */
const char *invoice_take(struct invoices *all, size_t order,
    const struct draft *d, struct row_place at, enum order_field *field);

/* A row of the order in this part was bad: if it was to be the first, the rows
   that can't stand without it are refused. */
void invoice_spoil(struct invoices *all, size_t order, unsigned part);

/* Its texts, as in a draft. */
void invoice_texts(const struct invoice *o, const char *into[TEXTS]);

/* Its total, the platform's own or else the sum of its lines; its status, an
   order_status, from the platform's, its cancellation and what was refunded. */
int64_t invoice_total(const struct invoice *o);
int invoice_status(const struct invoice *o);

#endif
