/* The place of sql.c where the build is without SQLite. */

#include "sql.h"

#include <err.h>
#include <stdlib.h>

#include "opt.h"

struct sql *
sql_open(const char *path, enum sql_use use)
{
	(void)use;
	errx(EXIT_TROUBLE, "%s: this build has no ledger (it was made by "
	    "'make LEDGER=no')", path);
}

/* Nothing below is reached: no database is ever open. */

void
sql_close(struct sql *s)
{
	(void)s;
}

void
sql_run(struct sql *s, const char *text)
{
	(void)s;
	(void)text;
}

struct query *
sql_query(struct sql *s, const char *text)
{
	(void)s;
	(void)text;
	abort();
}

void
query_free(struct query *q)
{
	(void)q;
}

void
query_bind(struct query *q, const char *types, ...)
{
	(void)q;
	(void)types;
}

bool
query_next(struct query *q)
{
	(void)q;
	return false;
}

int64_t
query_int(const struct query *q, int column)
{
	(void)q;
	(void)column;
	return 0;
}

const char *
query_text(const struct query *q, int column)
{
	(void)q;
	(void)column;
	return "";
}

bool
query_is_text(const struct query *q, int column)
{
	(void)q;
	(void)column;
	return false;
}
