#ifndef INVOICE_TAKE_H
#define INVOICE_TAKE_H

#include "invoice.h"

/*
 * Take a row of this order, or set it aside if it says nothing new.  Else the
 * reason to reject it, and the field that shows it.
 */
const char *invoice_take(struct invoices *all, size_t order,
    const struct draft *d, unsigned part, enum order_field *field);

/* A row of the order was bad: if it was to be the first of this part, the rows
   that can't stand without it are refused. */
void invoice_spoil(struct invoices *all, size_t order, unsigned part);

#endif
