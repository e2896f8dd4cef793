#ifndef INVOICE_WRITE_H
#define INVOICE_WRITE_H

#include "invoice.h"
#include "sink.h"

/* Write the orders as they first appeared, as order records; or their lines,
   as line records. */
void invoices_write(struct sink *out, const struct invoices *all, bool lines);

#endif
