#include <string.h>
#include <strings.h>

#include "map_text.h"
#include "pool.h"
#include "span.h"
#include "value.h"

static const char blanks[] = " \t\r";

static const char *
read_choice(struct map_text *t, const char *text, const char *const names[],
    int *into)
{
	const char *reason = choice_parse(text, names, into);

	return reason == NULL ? NULL : map_text_fail(t, "'%.40s': %.110s", text,
	    reason);
}

static const char *
set_kind(struct map_text *t, struct map *m, const char *text)
{
	static const char *const names[] = { "orders", "customers", "events",
	    "surveys", "sends", NULL };
	const char *reason;
	int i = 0;

	for (size_t f = 0; f < MAP_FIELDS; f++)
		if (m->fields[f].ways != NULL)
			return map_text_fail(t, "kind comes before the fields");
	reason = read_choice(t, text, names, &i);
	m->kind = (enum map_kind)i;
	return reason;
}

static const char *
set_title(struct map_text *t, struct map *m, const char *text)
{
	(void)t;
	m->title = text;
	return NULL;
}

static const char *
set_known(struct map_text *t, struct map *m, const char *text)
{
	struct map_known *k = pool_bytes(t->pool, sizeof *k), **last = &m->known;

	while (*last != NULL)
		last = &(*last)->next;
	*last = k;
	return map_text_terms(t, &text, "|", '|', &k->columns);
}

static const char *
set_columns(struct map_text *t, struct map *m, const char *text)
{
	struct map_part *list = NULL;
	const char *reason = map_text_terms(t, &text, "|", '|', &list);
	const char **header;
	size_t n = 1;

	for (struct map_part *p = list; p != NULL; p = p->next)
		n++;
	header = pool_bytes(t->pool, n * sizeof *header);
	n = 0;
	for (struct map_part *p = list; p != NULL; p = p->next)
		header[n++] = p->text;
	m->layout.header = header;
	return reason;
}

static const char *
set_header_rows(struct map_text *t, struct map *m, const char *text)
{
	int n = 0;
	const char *reason = positive_parse(text, &n);

	if (reason == NULL && n > 100)
		reason = "too large";
	m->layout.skip = reason == NULL ? (unsigned)n - 1 : 0;
	return reason == NULL ? NULL : map_text_fail(t, "'%.40s': %s", text, reason);
}

static const char *
set_zone_row(struct map_text *t, struct map *m, const char *text)
{
	int n = 0;
	const char *reason = positive_parse(text, &n);

	if (reason == NULL && (n < 2 || n > 100))
		reason = "want a header row below the first";
	m->zone_row = reason == NULL ? (unsigned)n : 0;
	return reason == NULL ? NULL : map_text_fail(t, "'%.40s': %s", text, reason);
}

static const char *
set_delimiter(struct map_text *t, struct map *m, const char *text)
{
	static const char *const names[] = { "comma", "semicolon", "tab",
	    "blanks", NULL };
	int i = 0;
	const char *reason = read_choice(t, text, names, &i);

	m->layout.delimiter = ",;\t "[i];
	return reason;
}

static const char *
set_quoting(struct map_text *t, struct map *m, const char *text)
{
	static const char *const names[] = { "yes", "no", NULL };
	int i = 0;
	const char *reason = read_choice(t, text, names, &i);

	m->layout.unquoted = i == 1;
	return reason;
}

static const char *
set_money(struct map_text *t, struct map *m, const char *text)
{
	static const char *const names[] = { "plain", "point", "comma", NULL };
	static const enum money_style styles[] = { MONEY_PLAIN, MONEY_POINT,
	    MONEY_COMMA };
	int i = 0;
	const char *reason = read_choice(t, text, names, &i);

	m->money = styles[i];
	return reason;
}

static const char *
set_time(struct map_text *t, struct map *m, const char *text)
{
	static const char *const names[] = { "iso", "mdy", "dmy", "ymd",
	    "unix", "unix-ms", "unix-us", NULL };
	static const enum notation notations[] = { NOTATION_ISO, NOTATION_MDY,
	    NOTATION_DMY, NOTATION_YMD, NOTATION_UNIX, NOTATION_UNIX_MS,
	    NOTATION_UNIX_US };
	int i = 0;
	const char *reason = read_choice(t, text, names, &i);

	m->time = notations[i];
	return reason;
}

static const char *
set_order_id(struct map_text *t, struct map *m, const char *text)
{
	static const char *const names[] = { "on-every-row", "carried",
	    "numbered", NULL };
	int i = 0;
	const char *reason = read_choice(t, text, names, &i);

	m->carries = i == 1;
	m->numbers = i == 2;
	return reason;
}

static const char *
set_equal(struct map_text *t, struct map *m, const char *text)
{
	static const char *const names[] = { "kept", "dropped", NULL };
	int i = 0;
	const char *reason = read_choice(t, text, names, &i);

	m->drops_equal = i == 1;
	return reason;
}

static const char *
set_spread(struct map_text *t, struct map *m, const char *text)
{
	struct span s = { 0 };
	const char *reason = span_parse(text, &s);

	if (reason == NULL && (s.days != 0 || s.months != 0))
		reason = "want seconds, minutes or hours";
	if (reason != NULL)
		return map_text_fail(t, "'%.40s': %.110s", text, reason);
	m->spread = s.seconds;
	return NULL;
}

static const char *
set_records(struct map_text *t, struct map *m, const char *text)
{
	(void)t;
	m->layout.records = text;
	return NULL;
}

static const char *
set_lines(struct map_text *t, struct map *m, const char *text)
{
	(void)t;
	m->layout.lines = text;
	return NULL;
}

static const char *
set_columns_are(struct map_text *t, struct map *m, const char *text)
{
	static const char *const names[] = { "foreign", "ours", NULL };
	int i = 0;
	const char *reason = read_choice(t, text, names, &i);

	m->is_ours = i == 1;
	return reason;
}

/* Part "field rest" in two. */
static const char *
field_of(struct map_text *t, struct map *m, const char *text,
    struct map_field **field, const char **rest)
{
	size_t len = strcspn(text, blanks);
	const char *name = map_text_keep(t, text, len);

	*field = map_text_field(m, name);
	*rest = map_text_keep(t, text + len, strlen(text + len));
	if (*field == NULL)
		return map_text_fail(t, "'%.40s': no such field", name);
	return **rest != '\0' ? NULL : map_text_fail(t, "want a text after '%.40s'",
	    name);
}

/* strip customer_id *.0 */
static const char *
set_strip(struct map_text *t, struct map *m, const char *text)
{
	struct map_field *f;
	const char *what, *reason = field_of(t, m, text, &f, &what);
	size_t len;

	if (reason != NULL)
		return reason;
	len = strlen(what);
	if (len > 1 && what[0] == '*')
		f->end = map_text_keep(t, what + 1, len - 1);
	else if (len > 1 && what[len - 1] == '*')
		f->front = map_text_keep(t, what, len - 1);
	else
		return map_text_fail(t, "'%.40s': want TEXT* or *TEXT", what);
	return NULL;
}

/* blank customer_id 0 */
static const char *
set_blank(struct map_text *t, struct map *m, const char *text)
{
	struct map_field *f;
	const char *what, *reason = field_of(t, m, text, &f, &what);

	if (reason == NULL)
		f->none = what;
	return reason;
}

/* word authorized = placed */
static const char *
set_word(struct map_text *t, struct map *m, const char *text)
{
	const char *equals = strrchr(text, '=');
	struct map_word *w;

	if (equals == NULL)
		return map_text_fail(t, "want WORD = MEANING");
	w = pool_bytes(t->pool, sizeof *w);
	w->word = map_text_keep(t, text, (size_t)(equals - text));
	w->meaning = map_text_keep(t, equals + 1, strlen(equals + 1));
	if (map_text_meaning(m->kind, w->meaning) < 0)
		return map_text_fail(t, "'%.40s': no such %s", w->meaning,
		    m->kind == MAP_ORDERS ? "status" : m->kind == MAP_EVENTS ?
		    "event" : m->kind == MAP_SURVEYS ? "kind of survey" :
		    "state of consent");
	m->skips |= map_text_meaning(m->kind, w->meaning) == MAP_NONE;
	if (strcmp(w->word, "*") == 0)
		m->others = w->meaning;
	for (struct map_word *o = m->words; o != NULL; o = o->next)
		if (strcasecmp(o->word, w->word) == 0 &&
		    strcasecmp(o->meaning, w->meaning) != 0)
			return map_text_fail(t, "'%.40s' has two meanings",
			    w->word);
	w->next = m->words;
	m->words = w;
	return NULL;
}

static const struct setting {
	const char *name;
	const char *(*set)(struct map_text *t, struct map *m,
	    const char *text);
} settings[] = {
	{ "kind", set_kind }, { "title", set_title },
	{ "known-by", set_known }, { "columns", set_columns },
	{ "header-rows", set_header_rows }, { "zone-row", set_zone_row }, { "delimiter", set_delimiter },
	{ "quoting", set_quoting }, { "money", set_money },
	{ "time", set_time }, { "order-id", set_order_id },
	{ "equal-rows", set_equal },
	{ "spread", set_spread }, { "strip", set_strip },
	{ "blank", set_blank }, { "word", set_word },
	{ "columns-are", set_columns_are },
	{ "records", set_records }, { "lines", set_lines }
};

const char *
map_text_set(struct map_text *t, struct map *m, const char *name,
    const char *text)
{
	for (size_t i = 0; i < sizeof settings / sizeof settings[0]; i++)
		if (strcmp(settings[i].name, name) == 0)
			return settings[i].set(t, m, text);
	return map_text_fail(t, "'%.40s': want a setting, or FIELD = COLUMN",
	    name);
}
