#ifndef LEDGER_H
#define LEDGER_H

#include "instant.h"
#include "span.h"
#include "sql.h"

/*
 * The ledger: an SQLite database of what was decided to send, and of what
 * became of it.  sendlist-ledger(5) has its tables.
 */
struct ledger;

enum ledger_use {
	LEDGER_READ,		/* nothing is touched; there must be one */
	LEDGER_LOOK,		/* as READ, but NULL where there is none yet */
	LEDGER_CHANGE,		/* there must be one, and it is written to */
	LEDGER_WRITE		/* it is made where there is none */
};

/*
 * Open it.  One run at a time may write: another waits so long for it, and is
 * fatal then.  The lock is the kernel's, and ends with the program however it
 * ends.
 */
struct ledger *ledger_open(const char *path, enum ledger_use use,
    struct span wait);
void ledger_close(struct ledger *l);

struct sql *ledger_sql(const struct ledger *l);
const char *ledger_path(const struct ledger *l);

/* A transaction: all that is written in it is there, or nothing. */
void ledger_begin(struct ledger *l);
void ledger_commit(struct ledger *l);

/* An instant as a column has it: seconds, or a text that is a date.  And such a
   column of a row. */
void ledger_instant_text(struct instant t, char text[INSTANT_ROOM]);
struct instant ledger_instant(const struct query *q, int column);

#endif
