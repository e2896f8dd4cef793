#ifndef INVOICE_H
#define INVOICE_H

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
	struct instant at, refund_at;	/* the last row that refunds it */
	struct currency currency;
	signed char status;
	bool has_total, has_refunded, has_units, has_quantity, is_email_bad;
	bool was_refunded;		/* by a row: refund_at is filled */
	int64_t total, sum;		/* the platform's; of the lines */
	int64_t refunded, units, quantity;
	uint64_t head;			/* draft.head of its first row */
	unsigned part, seen, spoilt;	/* of its first, last, bad row (+ 1) */
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
	struct invoice *list;		/* numbered as ids are */
	struct line *lines;
	size_t n, room, n_lines, lines_room;
	int64_t spread;			/* of the map */
};

struct row_place {
	uint64_t hash;			/* of its bytes */
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

/* A row of the order was bad: if it was to be the first of this part, the rows
   that can't stand without it are refused. */
void invoice_spoil(struct invoices *all, size_t order, unsigned part);

/* As in a draft. */
void invoice_texts(const struct invoice *o, const char *into[TEXTS]);

/* Its total, the platform's own or else the sum of its lines; its status, an
   order_status, from the platform's, its cancellation and what was refunded. */
int64_t invoice_total(const struct invoice *o);
int invoice_status(const struct invoice *o);

#endif
