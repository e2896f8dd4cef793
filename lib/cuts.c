#include "cuts.h"

#include <err.h>
#include <stdio.h>
#include <string.h>

#include "dict.h"
#include "sink.h"
#include "source.h"
#include "zone.h"

enum field {
	AS_OF, TZ, CURRENCY, CUSTOMERS, WINDOW, BINS, MONETARY, RECENCY,
	FREQUENCY, AMOUNTS, STORE_GAP, HERO_SPENT, HERO_ORDERS, HERO_VISITS,
	FIELDS
};

static const char *const field_names[FIELDS + 1] = {
	"as_of", "tz", "currency", "customers", "window", "bins", "monetary",
	"recency_days", "frequency_counts", "monetary_amounts",
	"store_gap_days", "hero_spent", "hero_orders", "hero_visits", NULL
};

enum { TEXT_ROOM = RANK_BINS_MAX * MONEY_ROOM };

/* No currency (XXX in ISO 4217), to write and read days and counts with. */
static const struct currency whole = { "XXX", 0 };
static const struct currency hundredths = { "XXX", 2 };

static void
print_rank(const struct rank *r, struct currency in, char text[TEXT_ROOM])
{
	char *p = text;

	for (int i = 0; i < r->bins - 1; i++) {
		if (i != 0)
			*p++ = ',';
		p += money_print(r->cuts[i], in, p);
	}
	*p = '\0';
}

static void
print_span(struct span s, char text[TEXT_ROOM])
{
	*text = '\0';
	if (s.seconds != 0 || s.days != 0 || s.months != 0)
		(void)span_print(s, text);
}

static void
print_field(const struct cuts *c, enum field f, char text[TEXT_ROOM])
{
	*text = '\0';
	switch (f) {
	case AS_OF:
		(void)instant_print(c->as_of, text);
		break;
	case TZ:
		(void)snprintf(text, TEXT_ROOM, "%s",
		    zone_name(instant_zone()));
		break;
	case CURRENCY:
		(void)snprintf(text, TEXT_ROOM, "%s", c->currency.code);
		break;
	case CUSTOMERS:
		(void)snprintf(text, TEXT_ROOM, "%zu", c->customers);
		break;
	case WINDOW:
		print_span(c->window, text);
		break;
	case BINS:
		(void)snprintf(text, TEXT_ROOM, "%d", c->recency.bins);
		break;
	case MONETARY:
		(void)snprintf(text, TEXT_ROOM, "%s",
		    c->average ? "average" : "total");
		break;
	case RECENCY:
		print_rank(&c->recency, whole, text);
		break;
	case FREQUENCY:
		print_rank(&c->frequency, whole, text);
		break;
	case AMOUNTS:
		print_rank(&c->monetary, c->currency, text);
		break;
	case STORE_GAP:
		if (c->store_gap != 0)
			(void)money_print(c->store_gap, hundredths, text);
		break;
	case HERO_SPENT:
		(void)money_print(c->hero_spent, c->currency, text);
		break;
	case HERO_ORDERS:
		(void)money_print(c->hero_orders, whole, text);
		break;
	case HERO_VISITS:
		if (c->hero_visits >= 0)
			(void)money_print(c->hero_visits, whole, text);
		break;
	case FIELDS:
		break;
	}
}

void
cuts_write(const char *path, const struct common *common,
    const struct cuts *c)
{
	static const char *const columns[] = { "name", "value", NULL };
	struct common plain = *common;
	struct sink *out;

	plain.json = false;
	out = sink_open(path, &plain, NULL, columns);
	for (int f = 0; f < FIELDS; f++) {
		char text[TEXT_ROOM];

		print_field(c, (enum field)f, text);
		sink_text(out, field_names[f]);
		sink_text(out, text);
		sink_end(out);
	}
	sink_close(out);
}

const char *
cuts_parse_amounts(const char *text, struct currency in, struct rank *into)
{
	struct rank r = { .bins = 1 };
	char amount[MONEY_ROOM];

	for (;; text++) {
		size_t len = strcspn(text, ",");
		const char *reason;

		if (len >= sizeof amount)
			return "not an amount";
		if (r.bins == RANK_BINS_MAX)
			return "too many cuts (want at most 9)";
		memcpy(amount, text, len);
		amount[len] = '\0';
		reason = money_parse(amount, in, MONEY_PLAIN,
		    &r.cuts[r.bins - 1]);
		if (reason != NULL)
			return reason;
		if (r.bins > 1 && r.cuts[r.bins - 1] < r.cuts[r.bins - 2])
			return "not ascending";
		r.bins++;
		text += len;
		if (*text == '\0')
			break;
	}
	if (r.bins < RANK_BINS_MIN)
		return "too few cuts (want at least 2)";
	*into = r;
	return NULL;
}

static const char less_than_nothing[] = "less than nothing (want 0 or more)";

/* A number that can't be negative, as spend can where refunds are more. */
static const char *
read_count(const char *text, struct currency in, int64_t *into)
{
	const char *reason = money_parse(text, in, MONEY_PLAIN, into);

	return reason != NULL ? reason : *into < 0 ? less_than_nothing : NULL;
}

static const char *
read_zone(const char *text, const struct zone **into)
{
	const char *reason;

	*into = zone_find(text, &reason);
	return *into != NULL ? NULL : reason;
}

/* Nothing was bought, and nobody cut, in no currency. */
static const char *
read_customers(const char *text, struct cuts *c)
{
	int64_t n = 0;
	const char *reason = read_count(text, whole, &n);

	c->customers = (size_t)n;
	if (reason == NULL && n != 0 && c->currency.code[0] == '\0')
		return "customers, but no currency";
	return reason;
}

static const char *
read_cuts(const char *text, struct rank *into)
{
	const char *reason = cuts_parse_amounts(text, whole, into);

	return reason != NULL ? reason :
	    into->cuts[0] < 0 ? less_than_nothing : NULL;
}

static const char *
read_monetary(const char *text, bool *average)
{
	static const char *const ways[] = { "total", "average", NULL };
	int i = 0;
	const char *reason = choice_parse(text, ways, &i);

	*average = i == 1;
	return reason;
}

/* What there may be none of. */
static bool
may_be_blank(enum field f)
{
	return f == CURRENCY || f == WINDOW || f == STORE_GAP ||
	    f == HERO_VISITS;
}

static const char *
read_field(const char *text, enum field f, struct cuts *c)
{
	if (*text == '\0')
		return may_be_blank(f) ? NULL : "blank";
	switch (f) {
	case AS_OF:
		return instant_parse_as_of(text, &c->as_of);
	case TZ:
		return read_zone(text, &c->tz);
	case CURRENCY:
		return currency_parse(text, &c->currency);
	case CUSTOMERS:
		return read_customers(text, c);
	case WINDOW:
		return span_parse(text, &c->window);
	case BINS:
		return rank_parse_bins(text, &c->recency.bins);
	case MONETARY:
		return read_monetary(text, &c->average);
	case RECENCY:
		return read_cuts(text, &c->recency);
	case FREQUENCY:
		return read_cuts(text, &c->frequency);
	case AMOUNTS:
		return cuts_parse_amounts(text, c->currency, &c->monetary);
	case STORE_GAP:
		return read_count(text, hundredths, &c->store_gap);
	case HERO_SPENT:
		return money_parse(text, c->currency, MONEY_PLAIN,
		    &c->hero_spent);
	case HERO_ORDERS:
		return read_count(text, whole, &c->hero_orders);
	case HERO_VISITS:
		return read_count(text, whole, &c->hero_visits);
	case FIELDS:
		break;
	}
	return NULL;
}

/*
 * The current row is the field in turn, for amounts can't be read before their
 * currency; line is that of the row before.  All else is fatal, a row that was
 * rejected in between too.
 */
static void
read_row(struct source *in, const size_t columns[2], enum field want,
    unsigned long line, struct cuts *into)
{
	struct place at = source_place(in);
	const char *name = source_cell(in, columns[0]).text;
	const char *reason, *text = source_cell(in, columns[1]).text;

	if (at.nth != (size_t)want + 1)
		errx(EXIT_TROUBLE, "%s:%lu: not a whole row (want %s)",
		    at.file, line + 1, field_names[want]);
	if (want == FIELDS || strcmp(name, field_names[want]) != 0)
		errx(EXIT_TROUBLE, "%s:%lu: name: '%s': want %s", at.file,
		    at.line, name, want == FIELDS ? "no more rows" :
		    field_names[want]);
	reason = read_field(text, want, into);
	if (reason != NULL)
		errx(EXIT_TROUBLE, "%s:%lu: %s: '%s': %s", at.file, at.line,
		    field_names[want], text, reason);
}

void
cuts_read(const char *path, const struct common *common, struct cuts *into)
{
	struct source *in = source_open_side(path, common);
	const size_t columns[2] = { source_column(in, "name"),
	    source_column(in, "value") };
	unsigned long line = 1;
	int f = 0, bins = 0;

	*into = (struct cuts){ .hero_visits = -1 };
	for (; source_next(in); f++) {
		read_row(in, columns, (enum field)f, line, into);
		if (f == BINS)
			bins = into->recency.bins;
		line = source_place(in).line;
	}
	if (f != FIELDS)
		errx(EXIT_TROUBLE, "%s: ends early (want %s)", path,
		    field_names[f]);
	if (into->recency.bins != bins || into->frequency.bins != bins ||
	    into->monetary.bins != bins)
		errx(EXIT_TROUBLE, "%s: want %d cuts for %d bins", path,
		    bins - 1, bins);
	source_close(in);
}
