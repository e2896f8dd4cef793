#include "ledger.h"

#include <err.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <time.h>
#include <unistd.h>

#include "claim.h"
#include "opt.h"

/* "SNDL", by which file(1) and we know one; and the version of its tables. */
#define APPLICATION "1397638220"
#define VERSION_OF_TABLES 1

/* The tables, as sendlist-ledger(5) explains them. */
static const char schema[] =
    "PRAGMA application_id = " APPLICATION ";"
    "PRAGMA user_version = 1;"
    "CREATE TABLE batch ("
    "  batch INTEGER PRIMARY KEY,"
    "  decided_at INTEGER NOT NULL,"
    "  state TEXT NOT NULL CHECK (state IN ('planned', 'offered', 'sent')),"
    "  sends INTEGER NOT NULL,"
    "  held INTEGER NOT NULL,"
    "  retracted INTEGER NOT NULL,"
    "  reported INTEGER NOT NULL,"
    "  first INTEGER NOT NULL,"
    "  last INTEGER NOT NULL,"
    "  last_send_at INTEGER);"
    "CREATE TABLE batch_flow ("
    "  flow TEXT NOT NULL,"
    "  batch INTEGER NOT NULL REFERENCES batch,"
    "  n INTEGER NOT NULL,"
    "  PRIMARY KEY (flow, batch)) WITHOUT ROWID;"
    "CREATE TABLE step ("
    "  step INTEGER PRIMARY KEY,"
    "  flow TEXT NOT NULL, id TEXT NOT NULL, channel TEXT NOT NULL,"
    "  class TEXT NOT NULL, template TEXT NOT NULL, tags TEXT NOT NULL,"
    "  UNIQUE (flow, id, channel, class, template, tags));"
    "CREATE TABLE send ("
    "  send INTEGER PRIMARY KEY,"
    "  batch INTEGER NOT NULL REFERENCES batch,"
    "  nth INTEGER NOT NULL,"
    "  send_id BLOB NOT NULL,"
    "  action INTEGER NOT NULL,"
    "  send_at INTEGER NOT NULL,"
    "  sent_at INTEGER,"
    "  reported INTEGER NOT NULL DEFAULT 0,"
    "  step INTEGER NOT NULL REFERENCES step,"
    "  address TEXT NOT NULL,"
    "  customer_id TEXT NOT NULL,"
    "  trigger_id TEXT NOT NULL,"
    "  triggered_at INTEGER NOT NULL,"
    "  since_at INTEGER NOT NULL,"
    "  expires_at INTEGER,"
    "  variant TEXT NOT NULL, reason TEXT NOT NULL, data TEXT NOT NULL);"
    "CREATE TABLE send_key ("
    "  send_id BLOB NOT NULL,"
    "  batch INTEGER NOT NULL REFERENCES batch,"
    "  send INTEGER NOT NULL REFERENCES send,"
    "  PRIMARY KEY (send_id, batch)) WITHOUT ROWID;"
    "CREATE INDEX send_to ON send (customer_id, send_at, sent_at, action,"
    "  step, triggered_at, trigger_id, batch);"
    "CREATE TABLE reach ("
    "  customer_id TEXT NOT NULL,"
    "  kind TEXT NOT NULL,"
    "  address TEXT NOT NULL,"
    "  PRIMARY KEY (customer_id, kind, address)) WITHOUT ROWID;"
    "CREATE INDEX reach_back ON reach (address, kind);"
    "CREATE TABLE result ("
    "  result INTEGER PRIMARY KEY,"
    "  event_at INTEGER NOT NULL,"
    "  event TEXT NOT NULL,"
    "  channel TEXT NOT NULL,"
    "  kind TEXT NOT NULL,"
    "  who TEXT NOT NULL,"
    "  send_id BLOB NOT NULL,"
    "  email TEXT NOT NULL, phone TEXT NOT NULL,"
    "  UNIQUE (who, kind, event_at, event, channel, send_id));"
    "CREATE VIEW sends AS SELECT lower(hex(send_id)) AS send_id,"
    "  CASE action WHEN 0 THEN 'send' WHEN 1 THEN 'held' ELSE 'retract' END"
    "    AS action,"
    "  strftime('%Y-%m-%dT%H:%M:%SZ', send_at, 'unixepoch') AS send_at,"
    "  channel, address, customer_id, flow, step.id AS step, class, template,"
    "  trigger_id,"
    "  CASE typeof(triggered_at) WHEN 'text' THEN triggered_at ELSE strftime("
    "    '%Y-%m-%dT%H:%M:%SZ', triggered_at, 'unixepoch') END AS triggered_at,"
    "  strftime('%Y-%m-%dT%H:%M:%SZ', decided_at, 'unixepoch') AS decided_at,"
    "  CASE typeof(expires_at) WHEN 'integer' THEN strftime("
    "    '%Y-%m-%dT%H:%M:%SZ', expires_at, 'unixepoch') ELSE expires_at END"
    "    AS expires_at,"
    "  variant, tags, reason, data, batch, state,"
    "  strftime('%Y-%m-%dT%H:%M:%SZ', sent_at, 'unixepoch') AS sent_at, send"
    "  FROM send JOIN step USING (step) JOIN batch USING (batch);";

struct ledger {
	const char *path;
	struct sql *sql;
	int lock;		/* -1: none is held */
};

/* Wait for the run that has it, if there is time. */
static bool
lock(int fd, struct span wait)
{
	static const struct timespec nap = { .tv_nsec = 20 * 1000 * 1000 };
	int64_t left = (wait.seconds + 86400 * ((int64_t)wait.days +
	    31 * (int64_t)wait.months)) * 50;

	while (flock(fd, LOCK_EX | LOCK_NB) != 0) {
		if (errno != EWOULDBLOCK || left-- == 0)
			return false;
		nanosleep(&nap, NULL);
	}
	return true;
}

/* The file itself is locked, by another lock than SQLite's own.  It stays open
   to the end: closing it would undo those. */
static void
take_lock(struct ledger *l, struct span wait)
{
	l->lock = open(l->path, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
	if (l->lock < 0)
		err(EXIT_TROUBLE, "%s", l->path);
	if (!lock(l->lock, wait)) {
		if (errno != EWOULDBLOCK)
			err(EXIT_TROUBLE, "%s", l->path);
		errx(EXIT_TROUBLE, "%s: another run has it (--wait 10m waits "
		    "for it)", l->path);
	}
	free(claim_write(l->path));
}

static int64_t
ask(const struct ledger *l, const char *text)
{
	struct query *q = sql_query(l->sql, text);
	int64_t n = query_next(q) ? query_int(q, 0) : 0;

	query_free(q);
	return n;
}

/* Another program's database is left alone. */
static void
check_tables(struct ledger *l, enum ledger_use use)
{
	int64_t version;

	if (ask(l, "SELECT count(*) FROM sqlite_schema") == 0 &&
	    use == LEDGER_WRITE) {
		ledger_begin(l);
		sql_run(l->sql, schema);
		ledger_commit(l);
	}
	if (ask(l, "SELECT application_id = " APPLICATION
	    " FROM pragma_application_id") == 0)
		errx(EXIT_TROUBLE, "%s: no ledger, but a database of something "
		    "else", l->path);
	version = ask(l, "PRAGMA user_version");
	if (version != VERSION_OF_TABLES)
		errx(EXIT_TROUBLE, "%s: a ledger of version %" PRId64 " (want "
		    "%d; this is sendlist " VERSION ")", l->path, version,
		    VERSION_OF_TABLES);
}

struct ledger *
ledger_open(const char *path, enum ledger_use use, struct span wait)
{
	struct ledger *l;

	if (use == LEDGER_LOOK && access(path, F_OK) != 0 && errno == ENOENT)
		return NULL;
	if (use != LEDGER_WRITE && access(path, F_OK) != 0)
		err(EXIT_TROUBLE, "%s", path);
	if ((l = calloc(1, sizeof *l)) == NULL)
		errx(EXIT_TROUBLE, "out of memory");
	l->path = path;
	l->lock = -1;
	l->sql = sql_open(path, use >= LEDGER_CHANGE ? SQL_WRITE : SQL_READ);
	if (use >= LEDGER_CHANGE)
		take_lock(l, wait);
	/* A commit stands when it returns, its journal's folder included. */
	sql_run(l->sql, "PRAGMA synchronous = EXTRA");
	check_tables(l, use);
	return l;
}

void
ledger_close(struct ledger *l)
{
	if (l == NULL)
		return;
	sql_close(l->sql);
	if (l->lock >= 0)
		close(l->lock);
	free(l);
}

struct sql *
ledger_sql(const struct ledger *l)
{
	return l->sql;
}

const char *
ledger_path(const struct ledger *l)
{
	return l->path;
}

void
ledger_begin(struct ledger *l)
{
	sql_run(l->sql, "BEGIN IMMEDIATE");
}

void
ledger_commit(struct ledger *l)
{
	sql_run(l->sql, "COMMIT");
}

void
ledger_instant_text(struct instant t, char text[INSTANT_ROOM])
{
	if (t.is_date)
		instant_print(t, text);
	else
		snprintf(text, INSTANT_ROOM, "%" PRId64, t.seconds);
}

struct instant
ledger_instant(const struct query *q, int column)
{
	struct instant t = { .seconds = 0 };

	if (query_is_text(q, column))
		(void)instant_parse(query_text(q, column), &t);
	else
		t.seconds = query_int(q, column);
	return t;
}
