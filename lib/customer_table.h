#ifndef CUSTOMER_TABLE_H
#define CUSTOMER_TABLE_H

#include "customer.h"
#include "source.h"

/* A customer table as it is read, for customer.c alone. */
struct table;

/*
 * Read the rows, one a customer.  Fatal if the columns of a roll-up are
 * missing, if rows are of several instants or currencies (those not of the
 * wanted one are set aside, where one is wanted), or if common's as-of is
 * earlier than theirs, or its zone another; a later as-of is said.  Who they
 * are is read where how->people isn't NULL, with those columns, which must be
 * there.
 */
struct table *table_read(struct source *in, struct common *common,
    const struct purchases *how);
void table_free(struct table *t);

size_t table_count(const struct table *t);
const struct customer *table_get(const struct table *t, size_t i);
const struct recipient *table_who(const struct table *t, size_t i);
struct cell table_row(const struct table *t, size_t i);
struct currency table_currency(const struct table *t);

#endif
