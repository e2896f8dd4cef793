#include "sql.h"

#include <err.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stdlib.h>

#include "opt.h"

/* How long to wait for a reader of the file to be done, in milliseconds. */
enum { PATIENCE = 10 * 1000 };

struct sql {
	sqlite3 *db;
	const char *path;
};

struct query {
	const struct sql *sql;
	sqlite3_stmt *statement;
};

_Noreturn static void
fail(const struct sql *s)
{
	errx(EXIT_TROUBLE, "%s: %s", s->path, sqlite3_errmsg(s->db));
}

static void *
new_of(size_t size)
{
	void *p = calloc(1, size);

	if (p == NULL)
		errx(EXIT_TROUBLE, "out of memory");
	return p;
}

struct sql *
sql_open(const char *path, enum sql_use use)
{
	struct sql *s = new_of(sizeof *s);

	s->path = path;
	if (sqlite3_open_v2(path, &s->db, SQLITE_OPEN_NOMUTEX |
	    (use == SQL_READ ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE |
	    SQLITE_OPEN_CREATE), NULL) != SQLITE_OK)
		fail(s);
	sqlite3_busy_timeout(s->db, PATIENCE);
	return s;
}

void
sql_close(struct sql *s)
{
	if (sqlite3_close(s->db) != SQLITE_OK)
		fail(s);
	free(s);
}

void
sql_run(struct sql *s, const char *text)
{
	if (sqlite3_exec(s->db, text, NULL, NULL, NULL) != SQLITE_OK)
		fail(s);
}

struct query *
sql_query(struct sql *s, const char *text)
{
	struct query *q = new_of(sizeof *q);

	q->sql = s;
	if (sqlite3_prepare_v3(s->db, text, -1, SQLITE_PREPARE_PERSISTENT,
	    &q->statement, NULL) != SQLITE_OK)
		fail(s);
	return q;
}

void
query_free(struct query *q)
{
	if (q == NULL)
		return;
	sqlite3_finalize(q->statement);
	free(q);
}

void
query_bind(struct query *q, const char *types, ...)
{
	va_list list;
	int code = SQLITE_OK;

	sqlite3_reset(q->statement);
	va_start(list, types);
	for (int i = 1; types[i - 1] != '\0' && code == SQLITE_OK; i++) {
		const void *bytes;

		if (types[i - 1] == 'i') {
			code = sqlite3_bind_int64(q->statement, i,
			    va_arg(list, int64_t));
			continue;
		}
		bytes = va_arg(list, const void *);
		code = types[i - 1] == 't' ?
		    sqlite3_bind_text(q->statement, i, bytes, -1,
		    SQLITE_STATIC) : sqlite3_bind_blob64(q->statement, i,
		    bytes, va_arg(list, size_t), SQLITE_STATIC);
	}
	va_end(list);
	if (code != SQLITE_OK)
		fail(q->sql);
}

bool
query_next(struct query *q)
{
	int code = sqlite3_step(q->statement);

	if (code == SQLITE_DONE)
		sqlite3_reset(q->statement);
	else if (code != SQLITE_ROW)
		fail(q->sql);
	return code == SQLITE_ROW;
}

int64_t
query_int(const struct query *q, int column)
{
	return sqlite3_column_int64(q->statement, column);
}

const char *
query_text(const struct query *q, int column)
{
	const unsigned char *text = sqlite3_column_text(q->statement, column);

	return text == NULL ? "" : (const char *)text;
}

bool
query_is_text(const struct query *q, int column)
{
	return sqlite3_column_type(q->statement, column) == SQLITE_TEXT;
}
