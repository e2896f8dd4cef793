#ifndef INVOICE_H
#define INVOICE_H

#include "dict.h"
#include "draft.h"
#include "echo.h"
#include "sayings.h"

/*
 * Orders while they are gathered from the rows of an export, one invoice an
 * order_id.  Rows come in parts, a file each, or what a repeated header
 * begins: an order may go on in the next part, or come again there.
 */
struct invoice {
	struct sayings texts;
	struct instant at, refund_at;	/* its earliest row; the last refund */
	int64_t latest;			/* its latest row, seconds */
	struct currency currency;
	signed char status;
	bool has_total, has_refunded, has_units, has_quantity, is_email_bad,
	    is_phone_short;
	bool is_told;			/* a cell said what was refunded */
	bool was_refunded;		/* by a row: refund_at is filled */
	bool repeats;			/* rows below the first say it all too */
	int64_t total, sum;		/* the platform's; of the lines */
	int64_t refunded, units, quantity;
	uint64_t head;			/* draft.head of its first row */
	unsigned part, seen, spoilt;	/* of its first, last, bad row */
	unsigned noted;			/* its rows of this part are echoes */
	struct line *first, *last;	/* its lines; NULL: there is none */
	size_t number, n;		/* among the orders; lines */
};

/* A row that was used. */
struct line {
	struct line *next;
	uint64_t row;			/* as in the draft */
	int64_t quantity, refunded_quantity, price;
	uint32_t sku, product, category;	/* texts' numbers in words */
	bool has_quantity, has_price;
};

struct invoices {
	struct dict *ids, *words;
	struct pool *pool;
	struct invoice **list;		/* numbered as ids are */
	size_t n, room;
	struct echoes echoes;		/* of rows below a part's first */
	int64_t spread;			/* of the map */
};

void invoices_open(struct invoices *all, const struct map *m);
void invoices_close(struct invoices *all);

/* The number of the order of this id, new or not. */
size_t invoice_of(struct invoices *all, const char *id, size_t len);

/* Is the row's buyer another than the order's?  Then the field shows it. */
bool invoice_is_of_another(const struct invoice *o,
    const struct cell texts[TEXTS], enum order_field *field);

/* Lay so much of a refund on the order, or as much as is left of it: how much
   of the refund that settles. */
int64_t invoice_lower(struct invoice *o, struct instant at, int64_t amount);

/* Does its platform's status say that it was paid or placed? */
bool invoice_was_sold(const struct invoice *o);

/* Its total, the platform's own or else the sum of its lines; its status, an
   order_status, from the platform's, its cancellation and what was refunded. */
int64_t invoice_total(const struct invoice *o);
int invoice_status(const struct invoice *o);

#endif
