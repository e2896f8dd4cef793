#include "map.h"

#include <err.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "map_text.h"
#include "opt.h"
#include "pool.h"
#include "record.h"
#include "textfile.h"

static const struct { const char *name, *text; } texts[] = {
#include "maps.inc"
};

enum { BUILTINS = sizeof texts / sizeof texts[0] };

/* What orders have beside the columns of the record, lines' columns first. */
static const char *const beside_orders[] = { "sku", "quantity",
    "refunded_quantity", "unit_price", "line_total", "product", "category",
    "bill_to", "ship_to", "zone", NULL };
static const char *const beside_customers[] = { "zone",
    "email_consent_at", "sms_consent_at", "push_consent_at",
    "email_denied_at", "sms_denied_at", "push_denied_at", NULL };

static const char *const beside_events[] = { "message_id", "zone", NULL };
static const char *const beside_surveys[] = { "zone", "state", NULL };
static const char *const beside_sends[] = { "message_id", "zone", "metric",
    "decided_at", NULL };

/* What there is to know of a kind of map. */
static const struct {
	const char *name;
	enum record record;
	const char *const *beside;	/* fields beyond the record's columns */
} kinds[MAP_KINDS] = {
	[MAP_ORDERS] = { "orders", RECORD_ORDER, beside_orders },
	[MAP_CUSTOMERS] = { "customers", RECORD_CUSTOMER, beside_customers },
	[MAP_EVENTS] = { "events", RECORD_EVENT, beside_events },
	[MAP_SURVEYS] = { "surveys", RECORD_SURVEY, beside_surveys },
	[MAP_SENDS] = { "sends", RECORD_DELIVERY, beside_sends }
};

const char *
map_kind_name(enum map_kind kind)
{
	return kinds[kind].name;
}

const char *const *
map_fields(enum map_kind kind)
{
	static const char *names[MAP_KINDS][MAP_FIELDS + 1];
	const char *const *from = record_columns(kinds[kind].record);
	const char *const *more = kinds[kind].beside;
	size_t n = 0;

	if (names[kind][0] != NULL)
		return names[kind];
	while (*from != NULL && n < MAP_FIELDS)
		names[kind][n++] = *from++;
	while (*more != NULL && n < MAP_FIELDS)
		names[kind][n++] = *more++;
	return names[kind];
}

/* Most rows have the word of the row before. */
static struct { const struct map *of; char word[24]; int means; } last;

static const struct map *
parse(const char *name, const char *text, bool is_builtin, bool is_brief,
    unsigned long *line, char reason[160])
{
	struct map_text t = { .is_brief = is_brief };
	struct pool *pool = pool_new();
	struct map *m = pool_bytes(pool, sizeof *m);

	m->pool = pool;
	m->name = m->title = name;
	m->is_builtin = is_builtin;
	if (map_text_read(&t, m, text))
		return m;
	*line = t.line;
	memcpy(reason, t.reason, sizeof t.reason);
	last.of = NULL;		/* another map may come to stand there */
	pool_free(pool);
	return NULL;
}

const struct map *
map_parse(const char *name, const char *text, unsigned long *line,
    char reason[160])
{
	return parse(name, text, false, false, line, reason);
}

static int
find_meaning(const struct map *m, const char *word)
{
	int ours = map_text_ours(m->kind, word);

	for (const struct map_word *w = m->words; w != NULL; w = w->next)
		if (strcasecmp(w->word, word) == 0)
			return map_text_meaning(m->kind, w->meaning);
	return ours < 0 && m->others != NULL ?
	    map_text_meaning(m->kind, m->others) : ours;
}

int
map_meaning(const struct map *m, const char *word)
{
	size_t len = strlen(word);

	if (m == last.of && strcmp(word, last.word) == 0)
		return last.means;
	if (len >= sizeof last.word)
		return find_meaning(m, word);
	last.of = m;
	memcpy(last.word, word, len + 1);
	last.means = find_meaning(m, word);
	return last.means;
}

const struct map *
map_read(const char *path)
{
	unsigned long line = 0;
	char reason[160];
	size_t len;
	char *text = textfile_read(path, &len);
	const struct map *m;

	if (strlen(text) != len)
		errx(EXIT_TROUBLE, "%s: a NUL byte (want a map as text)",
		    path);
	m = map_parse(path, text, &line, reason);
	free(text);
	if (m == NULL)
		errx(EXIT_TROUBLE, "%s:%lu: %s", path, line, reason);
	return m;
}

/* The i-th built-in map, whole or as far as it is needed to match headers. */
static const struct map *
builtin(size_t i, bool is_brief)
{
	static const struct map *all[2][BUILTINS], **maps;
	unsigned long line = 0;
	char reason[160];

	if (i >= BUILTINS || texts[i].name == NULL)
		return NULL;
	maps = all[is_brief];
	if (maps[i] == NULL)
		maps[i] = parse(texts[i].name, texts[i].text, true, is_brief,
		    &line, reason);
	if (maps[i] == NULL)
		errx(EXIT_TROUBLE, "%s.map:%lu: %s", texts[i].name, line,
		    reason);
	return maps[i];
}

const struct map *
map_builtin(size_t i)
{
	return builtin(i, false);
}

/* Is there such a column, be it in an array of the records? */
static bool
is_named(const struct map *m, const char *const names[], const char *name)
{
	const char *in = m->layout.records;
	size_t len = in != NULL ? strlen(in) : 0;

	for (; *names != NULL; names++)
		if (((*names)[0] == name[0] && strcmp(*names, name) == 0) ||
		    (in != NULL && strncmp(*names, in, len) == 0 &&
		    strncmp(*names + len, "[].", 3) == 0 &&
		    strcmp(*names + len + 3, name) == 0))
			return true;
	return false;
}

/* How many of the columns are there; *want: of how many. */
static size_t
count_known(const struct map *m, const struct map_known *k,
    const char *const names[], size_t *want)
{
	size_t n = 0;

	*want = 0;
	for (const struct map_part *p = k->columns; p != NULL; p = p->next) {
		n += is_named(m, names, p->text);
		++*want;
	}
	return n;
}

/* The best match of a kind, that knows *most columns. */
static const struct map *
match(enum map_kind kind, const char *const names[], size_t *most)
{
	const struct map *m;
	size_t want, best = BUILTINS;

	*most = 0;
	for (size_t i = 0; (m = builtin(i, true)) != NULL; i++) {
		if (m->kind != kind)
			continue;
		for (struct map_known *k = m->known; k != NULL; k = k->next) {
			size_t n = count_known(m, k, names, &want);

			if (n == want && n > *most) {
				best = i;
				*most = n;
			}
		}
	}
	return map_builtin(best);
}

const struct map *
map_match(enum map_kind kind, const char *const names[])
{
	size_t most;

	return match(kind, names, &most);
}

const struct map *
map_rival(enum map_kind kind, const char *const names[])
{
	const struct map *rival = NULL;
	size_t most, more;

	match(kind, names, &most);
	/* What went out is a part of a log of events: no rival to it. */
	for (enum map_kind other = 0; other < MAP_SENDS; other++) {
		const struct map *m = match(other, names, &more);

		if (other != kind && more > most) {
			rival = m;
			most = more;
		}
	}
	return rival;
}

/* "Name, Email" of the columns that aren't there. */
static const char *
list_missing(const struct map *m, const struct map_known *k,
    const char *const names[])
{
	static char text[256];
	size_t used = 0;

	text[0] = '\0';
	for (const struct map_part *p = k->columns; p != NULL; p = p->next)
		if (!is_named(m, names, p->text) && used < sizeof text)
			used += (size_t)snprintf(text + used,
			    sizeof text - used, "%s%s", used != 0 ? ", " : "",
			    p->text);
	return text;
}

const struct map *
map_nearest(enum map_kind kind, const char *const names[],
    const char **missing)
{
	const struct map *m, *best = NULL;
	const struct map_known *known = NULL;
	size_t most = 0, lacks = 0, want;

	for (size_t i = 0; (m = map_builtin(i)) != NULL; i++) {
		if (m->kind != kind)
			continue;
		for (struct map_known *k = m->known; k != NULL; k = k->next) {
			size_t n = count_known(m, k, names, &want);

			/* The larger part: n / want > most / (most + lacks) */
			if (n * (most + lacks) > most * want ||
			    (best == NULL && n > 0)) {
				best = m;
				known = k;
				most = n;
				lacks = want - n;
			}
		}
	}
	if (most < lacks)
		return NULL;
	*missing = best != NULL ? list_missing(best, known, names) : NULL;
	return best;
}

const char **
map_columns(const struct map *m)
{
	const char **columns = NULL;
	size_t n = 0, room = 0;

	for (size_t f = 0; f < MAP_FIELDS; f++)
		for (struct map_way *w = m->fields[f].ways; w != NULL;
		    w = w->next)
			for (struct map_part *p = w->parts; p != NULL;
			    p = p->next) {
				columns = pool_grow(columns, &room, n + 2,
				    sizeof *columns);
				if (!p->is_constant)
					columns[n++] = p->text;
			}
	if (columns != NULL)
		columns[n] = NULL;
	return columns;
}

bool
map_guess(const char *const names[], const char *wanted, const char **map,
    const char **tool)
{
	static const char *const tools[MAP_SENDS] = { "import-orders",
	    "import-customers", "import-events", "import-surveys" };

	enum map_kind first = strncmp(wanted, "event", 5) == 0 ? MAP_EVENTS :
	    strcmp(wanted, "responded_at") == 0 ? MAP_SURVEYS : MAP_ORDERS;

	/* No tool makes records of what went out. */
	for (int i = 0; i < MAP_SENDS; i++) {
		enum map_kind kind = (first + (enum map_kind)i) % MAP_SENDS;
		const struct map *m = map_match(kind, names);

		if (m == NULL || m->is_ours)
			continue;
		*map = m->name;
		*tool = kind == MAP_ORDERS && strcmp(wanted, "sku") == 0 ?
		    "import-orders --lines" : tools[kind];
		return true;
	}
	return false;
}

void
map_refuse_export(const char *const names[], const char *wanted,
    const char *path)
{
	const char *map, *tool;

	if (map_guess(names, wanted, &map, &tool))
		errx(EXIT_TROUBLE, "%s:1: looks like %s: want what '%s %s' "
		    "writes", path, map, tool, path);
}
