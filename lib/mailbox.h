#ifndef MAILBOX_H
#define MAILBOX_H

#include <stdbool.h>

#include "pool.h"
#include "row.h"

/* Who a mail is from, or to: "Shop <hello@shop.example>", or the address. */
struct mailbox {
	const char *name;	/* "": none */
	const char *address;
};

/*
 * Read one, into texts of p; NULL, or the reason.  An address is one that any
 * mail system takes: ASCII, with no quotes in its local part.
 */
const char *mailbox_read(const char *text, struct pool *p,
    struct mailbox *into);

/* Why a mail can't be sent to this address; NULL: it can. */
const char *mailbox_fault(const char *address);

/* Is it one address, such as an API takes: no list, name or control within? */
bool mailbox_is_one(const char *address);

/* It as people write it, with quotes around a name that wants them; in p. */
const char *mailbox_print(struct pool *p, const struct mailbox *m);

/* Add it as a header's value that begins behind column bytes of its line. */
void mailbox_write(const struct mailbox *m, size_t column, struct row *out);

/* Behind the address's "@". */
const char *mailbox_domain(const struct mailbox *m);

#endif
