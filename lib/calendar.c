#include "calendar.h"

#include <err.h>
#include <stdlib.h>
#include <string.h>

#include "cell.h"
#include "country.h"
#include "dict.h"
#include "pool.h"
#include "recurrence.h"
#include "rule.h"
#include "tally.h"

enum { CODES = 300 };

struct entry {
	struct offer offer;
	struct recurrence on;
	struct stay stay;
	const char *audience;
	const char **countries;		/* NULL-terminated; NULL: all */
	unsigned long line;
	struct rule *rule;		/* of audience; NULL: all */
	bool is_near;
};

struct calendar {
	struct pool *pool;
	const char *path;
	struct entry *list;
	size_t n, room;
	struct showing *showings;
	size_t n_showings, showings_room;
	size_t country;			/* where the table has it */
};

struct columns {
	size_t offer, on, until, lead, country, audience, coupon;
};

const char *
calendar_parse_lead(const char *text, void *into)
{
	struct span s;
	const char *reason = span_parse(text, &s);

	if (reason != NULL)
		return reason;
	if (s.seconds != 0)
		return "less than days (want such as 14d, 2w or 0d)";
	*(struct span *)into = s;
	return NULL;
}

/* Read "US CA" into codes; the reason, if one is none. */
static const char *
parse_countries(const char *text, const char *codes[CODES], size_t *n)
{
	static const char between[] = " ,", want[] = "no such country (want "
	    "codes such as US, with a blank between two)";
	char word[sizeof "USA"];

	*n = 0;
	for (text += strspn(text, between); *text != '\0';
	    text += strspn(text, between)) {
		size_t len = strcspn(text, between);

		if (len >= sizeof word || *n == CODES)
			return want;
		memcpy(word, text, len);
		word[len] = '\0';
		codes[*n] = country_code(word);
		if (codes[(*n)++] == NULL)
			return want;
		text += len;
	}
	return NULL;
}

static const char *
keep(struct calendar *c, struct source *in, size_t column)
{
	struct cell cell = source_cell(in, column);

	return pool_text(c->pool, cell.text, cell.len);
}

static bool
read_countries(struct calendar *c, struct source *in, size_t column,
    struct entry *e)
{
	const char *codes[CODES], *reason;
	size_t n;

	e->offer.country = keep(c, in, column);
	reason = parse_countries(e->offer.country, codes, &n);
	if (reason != NULL) {
		cell_reject(in, column, reason);
		return false;
	}
	if (n == 0)
		return true;
	e->countries = pool_bytes(c->pool, (n + 1) * sizeof *codes);
	memcpy(e->countries, codes, n * sizeof *codes);
	return true;
}

/* When the offer is; a cell that is blank says nothing. */
static bool
read_days(struct source *in, const struct columns *at, struct entry *e)
{
	const struct stay *s = &e->stay;

	if (!cell_read(in, at->on, recurrence_parse, &e->on) ||
	    (source_cell(in, at->until).len != 0 &&
	    !cell_read(in, at->until, stay_parse, &e->stay)) ||
	    (source_cell(in, at->lead).len != 0 &&
	    !cell_read(in, at->lead, calendar_parse_lead,
	    &e->offer.lead)))
		return false;
	if (s->is != STAY_UNTIL || s->until.is != DAY_ONCE)
		return true;
	if (e->on.is != DAY_ONCE)
		cell_reject(in, at->until, "one date, where on comes again");
	else if (day_between(e->on.date, s->until.date) < 0)
		cell_reject(in, at->until, "before on");
	else
		return true;
	return false;
}

static void
read_entry(struct calendar *c, struct source *in, const struct columns *at,
    struct span lead)
{
	struct entry e = { .offer.lead = lead };

	if (source_cell(in, at->offer).len == 0)
		cell_reject(in, at->offer, "blank (want the offer's name)");
	if (!read_days(in, at, &e) ||
	    !read_countries(c, in, at->country, &e))
		return;
	e.offer.name = keep(c, in, at->offer);
	e.offer.coupon = keep(c, in, at->coupon);
	e.audience = keep(c, in, at->audience);
	e.line = source_place(in).line;
	c->list = pool_grow(c->list, &c->room, c->n + 1, sizeof *c->list);
	c->list[c->n++] = e;
}

/* A column that isn't ours may be one misspelt, and its offers for all. */
static void
check_columns(const char *path, struct source *in)
{
	static const char *const ours[] = { "offer", "on", "until", "lead",
	    "country", "audience", "coupon", NULL };
	const char *reason;
	int i;

	for (const char *const *name = source_names(in); *name != NULL; name++)
		if ((reason = choice_parse(*name, ours, &i)) != NULL)
			errx(EXIT_TROUBLE, "%s: unknown column '%s' (%s)",
			    path, *name, reason);
}

struct calendar *
calendar_read(const char *path, const struct common *common, struct span lead)
{
	struct pool *pool = pool_new();
	struct calendar *c = pool_bytes(pool, sizeof *c);
	struct source *in = source_open_side(path, common);
	struct columns at = {
		.offer = source_column(in, "offer"),
		.on = source_column(in, "on"),
		.until = source_find(in, "until"),
		.lead = source_find(in, "lead"),
		.country = source_find(in, "country"),
		.audience = source_find(in, "audience"),
		.coupon = source_find(in, "coupon")
	};

	c->pool = pool;
	c->path = path;
	check_columns(path, in);
	tally_bear_none("no offer is made until that is mended");
	while (source_next(in))
		read_entry(c, in, &at, lead);
	tally_bear_none(NULL);
	source_close(in);
	return c;
}

void
calendar_free(struct calendar *c)
{
	for (size_t i = 0; i < c->n; i++)
		rule_free(c->list[i].rule);
	free(c->list);
	free(c->showings);
	pool_free(c->pool);
}

size_t
calendar_count(const struct calendar *c)
{
	return c->n;
}

/* NDJSON without a record has no columns, nor a row that wants them. */
static bool
find_column(void *in, const char *name, size_t *column)
{
	*column = source_find(in, name);
	return *column != DICT_NONE || source_names(in)[0] == NULL;
}

static const char *
read_cell(void *in, size_t column)
{
	return source_cell(in, column).text;
}

static void
compile(const struct calendar *c, struct entry *e, struct source *in,
    struct instant as_of)
{
	struct rule_error error;

	if (e->countries != NULL && c->country == DICT_NONE &&
	    source_names(in)[0] != NULL)
		errx(EXIT_TROUBLE, "%s:%lu: country: '%s': the customers have "
		    "no column country", c->path, e->line, e->offer.country);
	rule_free(e->rule);
	e->rule = NULL;
	if (*e->audience == '\0')
		return;
	e->rule = rule_compile(e->audience, find_column, in, as_of, &error);
	if (e->rule == NULL)
		errx(EXIT_TROUBLE, "%s:%lu: audience:%zu: '%s': %s", c->path,
		    e->line, error.at + 1, e->audience + error.at,
		    error.reason);
}

/* A day from which on all are found that may last until today.  No day comes
   more seldom than a fifth weekday of February: in 40 years, sometimes. */
static struct day
search_from(const struct entry *e, struct day today)
{
	static const struct span ever = { .days = 10000 * 366 },
	    seldom = { .days = 15000 }, unequal_months = { .days = 3 };

	if (e->on.is == DAY_ONCE)
		return day_shift(today, ever, -1);
	if (e->stay.is == STAY_UNTIL)
		return day_shift(today, seldom, -1);
	return day_shift(day_shift(today, e->stay.span, -1), unequal_months, -1);
}

static struct showing
make_showing(const struct calendar *c, const struct entry *e, struct day on)
{
	return (struct showing){ .offer = &e->offer,
	    .row = (size_t)(e - c->list), .on = on,
	    .told = day_shift(on, e->offer.lead, -1),
	    .last = stay_last(&e->stay, on) };
}

static void
add_showing(struct calendar *c, const struct showing *t)
{
	c->showings = pool_grow(c->showings, &c->showings_room,
	    c->n_showings + 1, sizeof *c->showings);
	c->showings[c->n_showings++] = *t;
	c->list[t->row].is_near = true;
}

/* Add the showings of an entry that hold on any day from today to tomorrow. */
static void
add_showings(struct calendar *c, const struct entry *e, struct day today,
    struct day tomorrow)
{
	struct day from = search_from(e, today), on;

	for (; recurrence_next(&e->on, from, &on); from.number = on.number + 1) {
		struct showing t = make_showing(c, e, on);

		if (day_between(t.told, tomorrow) < 0)
			break;
		if (day_between(today, t.last) >= 0)
			add_showing(c, &t);
	}
}

/* Add those of other rows for the same offers and days, though they don't hold
   yet, or no more: of each person one row is theirs, whenever it is. */
static void
add_rivals(struct calendar *c)
{
	for (size_t i = 0, n = c->n_showings; i < n; i++)
		for (size_t k = 0; k < c->n; k++) {
			const struct showing *t = &c->showings[i];
			struct showing other;
			struct day on;

			if (k == t->row || strcmp(c->list[k].offer.name,
			    t->offer->name) != 0 || !recurrence_next(
			    &c->list[k].on, t->on, &on) ||
			    on.number != t->on.number)
				continue;
			other = make_showing(c, &c->list[k], on);
			add_showing(c, &other);
		}
}

static int
compare(const void *a, const void *b)
{
	const struct showing *l = a, *r = b;

	if (l->row != r->row)
		return l->row < r->row ? -1 : 1;
	return (l->on.number > r->on.number) - (l->on.number < r->on.number);
}

const struct showing *
calendar_open(struct calendar *c, struct source *in, struct instant as_of,
    size_t *n)
{
	/* No zone's day is further from that of the shop's than this. */
	static const struct span apart = { .days = 2 };
	struct day today = instant_day(as_of);

	c->country = source_find(in, "country");
	c->n_showings = 0;
	for (size_t i = 0; i < c->n; i++) {
		compile(c, &c->list[i], in, as_of);
		c->list[i].is_near = false;
		add_showings(c, &c->list[i], day_shift(today, apart, -1),
		    day_shift(today, apart, 1));
	}
	add_rivals(c);
	if (c->n_showings != 0)
		qsort(c->showings, c->n_showings, sizeof *c->showings, compare);
	*n = c->n_showings;
	return c->showings;
}

struct stretch
calendar_when(const struct showing *t, const struct zone *zone)
{
	const int64_t day = 24 * 60 * 60;

	return (struct stretch){ zone_day_start(zone, t->told.number * day),
	    zone_day_start(zone, (t->last.number + 1) * day) };
}

static bool
is_in(const struct entry *e, const char *country)
{
	if (e->countries == NULL)
		return true;
	for (const char **code = e->countries; *code != NULL; code++)
		if (country != NULL && strcmp(*code, country) == 0)
			return true;
	return false;
}

bool
calendar_judge(const struct calendar *c, struct source *in,
    const char *country, bool is_meant[])
{
	for (size_t i = 0; i < c->n; i++) {
		const struct entry *e = &c->list[i];
		const char *column = NULL, *reason = NULL;

		is_meant[i] = e->is_near && is_in(e, country) &&
		    (e->rule == NULL || rule_holds(e->rule, read_cell, in,
		    &column, &reason));
		if (reason != NULL) {
			cell_reject(in, source_find(in, column), reason);
			return false;
		}
	}
	return true;
}
