#ifndef SQL_H
#define SQL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* An SQLite database, and queries of it.  Trouble is fatal, told under the
   file's name.  A build by "make LEDGER=no" can't open any. */
struct sql;
struct query;

enum sql_use { SQL_READ, SQL_WRITE };	/* the latter makes it, too */

struct sql *sql_open(const char *path, enum sql_use use);
void sql_close(struct sql *s);

/* Run statements that take and give nothing. */
void sql_run(struct sql *s, const char *text);

/* Prepare one, which lives until it is freed. */
struct query *sql_query(struct sql *s, const char *text);
void query_free(struct query *q);

/*
 * Begin it anew with its parameters, one of each type in turn: 'i' an int64_t,
 * 't' a text (NULL: NULL), 'b' bytes and their size_t length.  Texts and bytes
 * must stay until the next query_next is done with.
 */
void query_bind(struct query *q, const char *types, ...);

/* Step to its next row; false at the end, and where it gives none. */
bool query_next(struct query *q);

/* A column of the row, from 0, valid until the next query_next; NULL is 0 and
   "". */
bool query_is_text(const struct query *q, int column);
int64_t query_int(const struct query *q, int column);
const char *query_text(const struct query *q, int column);

#endif
