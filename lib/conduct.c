#include "conduct.h"

#include <err.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cell.h"
#include "dayset.h"
#include "dict.h"
#include "person.h"
#include "pool.h"
#include "source.h"
#include "tally.h"

struct conducts {
	const struct customers *customers;
	const struct common *common;
	struct people *people;
	struct conduct *of;		/* a person's, by their number */
	bool *happy;			/* their last word is a good one, */
	struct instant *happy_at;	/* said then */
	struct dayset *days;
	struct pool *pool;
};

/* A file being read: where it says whom a row is about, and what we count. */
struct side {
	struct source *in;
	size_t customer_id, email, phone;
	size_t rows, joined, later;
};

struct conducts *
conducts_new(const struct customers *c, const struct common *common)
{
	struct pool *pool = pool_new();
	struct conducts *s = pool_bytes(pool, sizeof *s);
	size_t n;

	s->pool = pool;
	s->customers = c;
	s->common = common;
	s->people = people_new();
	s->days = dayset_new();
	for (size_t i = 0; i < customers_count(c); i++) {
		const struct customer *row = customers_get(c, i);

		people_join(s->people, row->id, row->email, row->phone);
	}
	n = people_count(s->people);
	s->of = pool_bytes(pool, (n + 1) * sizeof *s->of);
	s->happy = pool_bytes(pool, (n + 1) * sizeof *s->happy);
	s->happy_at = pool_bytes(pool, (n + 1) * sizeof *s->happy_at);
	return s;
}

void
conducts_free(struct conducts *s)
{
	if (s == NULL)
		return;
	people_free(s->people);
	dayset_free(s->days);
	pool_free(s->pool);
}

static struct side
side_open(const struct conducts *s, const char *path)
{
	struct source *in = source_open_side(path, s->common);
	struct side f = { .in = in, .customer_id = source_find(in, "customer_id"),
	    .email = source_find(in, "email"), .phone = source_find(in, "phone") };

	if (f.customer_id == DICT_NONE && f.email == DICT_NONE &&
	    f.phone == DICT_NONE)
		errx(EXIT_TROUBLE, "%s:1: nobody to join (want customer_id, "
		    "email or phone)", path);
	return f;
}

/* The person the row is about, or DICT_NONE; rows later than as-of are of
 * nobody yet. */
static size_t
side_person(const struct conducts *s, struct side *f, struct instant at)
{
	size_t who;

	if (at.seconds > s->common->as_of.seconds) {
		f->later++;
		return DICT_NONE;
	}
	f->rows++;
	who = people_find(s->people, source_cell(f->in, f->customer_id).text,
	    source_cell(f->in, f->email).text, source_cell(f->in, f->phone).text);
	f->joined += who != DICT_NONE;
	return who;
}

/* A count as people read it, 9,310; its text is valid until the next two. */
static const char *
count_text(size_t n)
{
	static char texts[2][32];
	static int turn;
	char *p = texts[turn = 1 - turn] + sizeof texts[0];
	int digits = 0;

	*--p = '\0';
	do {
		if (digits != 0 && digits % 3 == 0)
			*--p = ',';
		*--p = (char)('0' + n % 10);
		digits++;
	} while ((n /= 10) != 0);
	return p;
}

/* Say what was joined.  Nothing at all is the wrong file, but for surveys. */
static void
side_close(const struct conducts *s, struct side *f, const char *path,
    bool may_miss)
{
	if (f->rows != 0 && f->joined == 0 && !may_miss &&
	    customers_count(s->customers) != 0)
		errx(EXIT_TROUBLE, "%s: joined 0 of %s", path,
		    count_text(f->rows));
	tally_note("%s: joined %s of %s", path, count_text(f->joined),
	    count_text(f->rows));
	if (f->later != 0)
		tally_note("%s: %s later than as-of", path,
		    count_text(f->later));
	source_close(f->in);
}

static bool
is_visit(const char *event)
{
	static const char *const visits[] = { "page-view", "product-view",
	    "add-to-cart", "remove-from-cart", "cart-view", "checkout",
	    "favourite", "coupon-used", "click" };

	for (size_t i = 0; i < sizeof visits / sizeof visits[0]; i++)
		if (strcmp(event, visits[i]) == 0)
			return true;
	return false;
}

static bool
is_later(struct instant a, struct instant b)
{
	return a.seconds != b.seconds ? a.seconds > b.seconds :
	    !a.is_date && b.is_date;
}

void
conducts_read_events(struct conducts *s, const char *path)
{
	struct side f = side_open(s, path);
	size_t event = source_column(f.in, "event");
	size_t event_at = source_column(f.in, "event_at");

	while (source_next(f.in)) {
		struct instant at;
		size_t who;

		if (!is_visit(source_cell(f.in, event).text) ||
		    !cell_read(f.in, event_at, instant_parse, &at))
			continue;
		who = side_person(s, &f, at);
		if (who == DICT_NONE)
			continue;
		if (!s->of[who].visited || is_later(at, s->of[who].visit_at))
			s->of[who].visit_at = at;
		s->of[who].visited = true;
		s->of[who].visits += dayset_add(s->days, who,
		    instant_day(at).number);
	}
	side_close(s, &f, path, false);
}

static const char *const kinds[] = { "nps", "csat", "ces", "review", NULL };

static const char *
kind_parse(const char *text, void *into)
{
	int i = 0;
	const char *reason = *text == '\0' ? NULL :
	    choice_parse(text, kinds, &i);

	if (reason == NULL)
		*(const char **)into = kinds[i];
	return reason;
}

/*
 * One response.  Of nps 0 to 6 is bad and 9 or 10 good; of the others, which
 * go from 1 to 5, 1 and 2 are bad, 4 and 5 good.
 */
static void
add_response(struct conducts *s, size_t who, struct instant at,
    const char *kind, int score)
{
	struct conduct *of = &s->of[who];
	bool nps = strcmp(kind, kinds[0]) == 0;

	if (score >= (nps ? 9 : 4)) {
		if (!s->happy[who] || is_later(at, s->happy_at[who]))
			s->happy_at[who] = at;
		s->happy[who] = true;
		return;
	}
	if (score > (nps ? 6 : 2))
		return;
	/* At the same time the lowest stands, so that order is nothing. */
	if (of->kind != NULL && (is_later(of->unhappy_at, at) ||
	    (!is_later(at, of->unhappy_at) && (of->score < score ||
	    (of->score == score && strcmp(of->kind, kind) <= 0)))))
		return;
	of->unhappy_at = at;
	of->score = score;
	of->kind = kind;
}

void
conducts_read_surveys(struct conducts *s, const char *path)
{
	struct side f = side_open(s, path);
	size_t responded_at = source_column(f.in, "responded_at");
	size_t score_at = source_column(f.in, "score");
	size_t kind_at = source_find(f.in, "kind");

	while (source_next(f.in)) {
		struct instant at;
		const char *kind = kinds[0];
		int score;
		size_t who;

		if (!cell_read(f.in, responded_at, instant_parse, &at) ||
		    !cell_read(f.in, score_at, count_parse, &score) ||
		    (kind_at != DICT_NONE &&
		    !cell_read(f.in, kind_at, kind_parse, &kind)))
			continue;
		who = side_person(s, &f, at);
		if (who != DICT_NONE)
			add_response(s, who, at, kind, score);
	}
	side_close(s, &f, path, true);
}

/* Read the time of the last cart event; of the trigger, where that's blank. */
static bool
read_cart_at(struct source *in, size_t since_at, size_t triggered_at,
    struct instant *at)
{
	if (source_cell(in, since_at).text[0] != '\0')
		return cell_read(in, since_at, instant_parse, at);
	return cell_read(in, triggered_at, instant_parse, at);
}

void
conducts_read_carts(struct conducts *s, const char *path)
{
	struct side f = side_open(s, path);
	size_t flow = source_column(f.in, "flow");
	size_t triggered_at = source_column(f.in, "triggered_at");
	size_t since_at = source_find(f.in, "since_at");
	size_t expires_at = source_find(f.in, "expires_at");

	while (source_next(f.in)) {
		struct instant at, end = { .seconds = INT64_MAX };
		size_t who;

		if (strcmp(source_cell(f.in, flow).text, "cart-abandon") != 0 ||
		    !read_cart_at(f.in, since_at, triggered_at, &at) ||
		    (source_cell(f.in, expires_at).text[0] != '\0' &&
		    !cell_read(f.in, expires_at, instant_parse, &end)))
			continue;
		who = side_person(s, &f, at);
		if (who == DICT_NONE ||
		    end.seconds <= s->common->as_of.seconds)
			continue;
		if (!s->of[who].left_cart || is_later(at, s->of[who].cart_at))
			s->of[who].cart_at = at;
		s->of[who].left_cart = true;
	}
	side_close(s, &f, path, false);
}

struct conduct
conducts_of(struct conducts *s, size_t i)
{
	const struct customer *c = customers_get(s->customers, i);
	size_t who = people_find(s->people, c->id, c->email, c->phone);
	struct conduct of = s->of[who];

	/* A good word said later makes up for a bad one. */
	of.unhappy = of.kind != NULL &&
	    !(s->happy[who] && is_later(s->happy_at[who], of.unhappy_at));
	return of;
}
