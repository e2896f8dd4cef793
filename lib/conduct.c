#include "conduct.h"

#include <err.h>
#include <stdlib.h>
#include <string.h>

#include "cell.h"
#include "contact.h"
#include "dayset.h"
#include "dict.h"
#include "event.h"
#include "person.h"
#include "phrase.h"
#include "pool.h"
#include "record.h"
#include "response.h"
#include "source.h"
#include "tally.h"

enum { EMAIL_ROOM = 1024 };

struct conducts {
	const struct customers *customers;
	const struct common *common;
	struct people *people;		/* NULL until a file is read */
	struct conduct *of;		/* a person's, by their number */
	bool *happy;			/* their last word is a good one, */
	struct instant *happy_at;	/* said then */
	struct dayset *days;		/* on which they came, */
	struct days *days_of;		/* by person */
	size_t *who;			/* by customer: the person */
	struct pool *pool;
};

/* A file being read: where it says whom a row is about, and what we count. */
struct side {
	struct source *in;
	const char *path;
	size_t customer_id, email, phone;
	size_t rows, joined;
};

typedef void side_reader(struct conducts *s, struct side *f);

struct conducts *
conducts_new(const struct customers *c, const struct common *common)
{
	struct pool *pool = pool_new();
	struct conducts *s = pool_bytes(pool, sizeof *s);

	s->pool = pool;
	s->customers = c;
	s->common = common;
	return s;
}

void
conducts_free(struct conducts *s)
{
	if (s == NULL)
		return;
	people_free(s->people);
	dayset_free(s->days);
	free(s->who);
	pool_free(s->pool);
}

/* The one spelling by which e-mails join; "" if it is no address. */
static const char *
spell(const char *email)
{
	static char text[EMAIL_ROOM];

	(void)email_normalise(email, text, sizeof text);
	return text;
}

static size_t
person_of(const struct conducts *s, const struct customer *c)
{
	return people_find(s->people, c->id, spell(c->email), c->phone);
}

/* Before the first file: who is there to be told of. */
static void
join_customers(struct conducts *s)
{
	size_t n;

	s->people = people_new();
	s->days = dayset_new();
	for (size_t i = 0; i < customers_count(s->customers); i++) {
		const struct customer *row = customers_get(s->customers, i);

		people_join(s->people, row->id, spell(row->email), row->phone);
	}
	n = people_count(s->people);
	s->of = pool_bytes(s->pool, (n + 1) * sizeof *s->of);
	s->days_of = pool_bytes(s->pool, (n + 1) * sizeof *s->days_of);
	s->happy = pool_bytes(s->pool, (n + 1) * sizeof *s->happy);
	s->happy_at = pool_bytes(s->pool, (n + 1) * sizeof *s->happy_at);
}

static struct side
side_open(const struct conducts *s, const char *path)
{
	struct source *in = source_open_side(path, s->common);
	struct side f = { .in = in, .path = path,
	    .customer_id = source_find(in, "customer_id"),
	    .email = source_find(in, "email"), .phone = source_find(in, "phone") };

	if (f.customer_id == DICT_NONE && f.email == DICT_NONE &&
	    f.phone == DICT_NONE)
		errx(EXIT_TROUBLE, "%s:1: nobody to join (want customer_id, "
		    "email or phone)", path);
	return f;
}

/* What is later than as-of is set aside. */
static bool
is_known(const struct conducts *s, struct instant at)
{
	if (instant_is_known(at, s->common->as_of))
		return true;
	tally_set_aside("later than as-of", 1);
	return false;
}

/* The person the row is about, or DICT_NONE. */
static size_t
side_person(const struct conducts *s, struct side *f)
{
	size_t who = people_find(s->people,
	    source_cell(f->in, f->customer_id).text,
	    spell(source_cell(f->in, f->email).text),
	    source_cell(f->in, f->phone).text);

	f->rows++;
	f->joined += who != DICT_NONE;
	return who;
}

/* Read an option's files, and say what was joined.  Nothing at all of a file
 * is the wrong file, but for surveys. */
static void
read_files(struct conducts *s, const struct list *paths, const char *option,
    bool may_miss, side_reader *read)
{
	size_t rows = 0, joined = 0;
	char count[PHRASE_COUNT_ROOM];

	for (size_t i = 0; i < paths->n; i++) {
		struct side f;

		if (s->people == NULL)
			join_customers(s);
		f = side_open(s, paths->items[i]);
		read(s, &f);
		if (f.rows != 0 && f.joined == 0 && !may_miss &&
		    customers_count(s->customers) != 0)
			errx(EXIT_TROUBLE, "%s: joined 0 of %s", f.path,
			    phrase_count(f.rows, count));
		rows += f.rows;
		joined += f.joined;
		source_close(f.in);
	}
	tally_joined(option, joined, rows);
}

/* Is the row a visit?  If not, it is set aside or rejected. */
static bool
is_visit(struct source *in, size_t event)
{
	static const char *const visits[] = { "page-view", "product-view",
	    "add-to-cart", "remove-from-cart", "cart-view", "checkout",
	    "favourite", "coupon-used", "click", NULL };
	const char *name;

	if (!cell_read(in, event, record_parse_event, &name))
		return false;
	for (int i = 0; visits[i] != NULL; i++)
		if (strcmp(name, visits[i]) == 0)
			return true;
	tally_set_aside("unused event", 1);
	return false;
}

static void
read_events(struct conducts *s, struct side *f)
{
	size_t event = source_column(f->in, "event");
	size_t event_at = source_column(f->in, "event_at");

	while (source_next(f->in)) {
		struct instant at;
		size_t who;

		if (!is_visit(f->in, event) ||
		    !cell_read(f->in, event_at, instant_parse, &at) ||
		    !is_known(s, at) ||
		    (who = side_person(s, f)) == DICT_NONE)
			continue;
		if (!s->of[who].visited ||
		    instant_is_later(at, s->of[who].visit_at))
			s->of[who].visit_at = at;
		s->of[who].visited = true;
		s->of[who].visits += dayset_add(s->days, &s->days_of[who],
		    instant_day(at).number);
	}
}

void
conducts_read_events(struct conducts *s, const struct list *paths)
{
	read_files(s, paths, "--events", false, read_events);
}

static void
add_response(struct conducts *s, size_t who, const struct response *r)
{
	struct conduct *of = &s->of[who];
	const char *kind = record_surveys()[r->survey];

	if (r->verdict == GOOD) {
		if (!s->happy[who] || instant_is_later(r->at, s->happy_at[who]))
			s->happy_at[who] = r->at;
		s->happy[who] = true;
		return;
	}
	if (r->verdict != BAD)
		return;
	/* At the same time the lowest stands, so that order is nothing. */
	if (of->kind != NULL && (instant_is_later(of->unhappy_at, r->at) ||
	    (!instant_is_later(r->at, of->unhappy_at) && (of->score < r->score ||
	    (of->score == r->score && strcmp(of->kind, kind) <= 0)))))
		return;
	of->unhappy_at = r->at;
	of->score = r->score;
	of->kind = kind;
}

static void
read_surveys(struct conducts *s, struct side *f)
{
	const struct response_rules rules = { .as_of = s->common->as_of,
	    .survey = -1 };
	struct response_columns at = response_find(f->in);

	while (source_next(f->in)) {
		struct response r;
		size_t who;

		if (response_read(f->in, &at, &rules, &r) == RESPONSE_READ &&
		    !r.is_blank && (who = side_person(s, f)) != DICT_NONE)
			add_response(s, who, &r);
	}
}

void
conducts_read_surveys(struct conducts *s, const struct list *paths)
{
	read_files(s, paths, "--surveys", true, read_surveys);
}

/* Where a trigger has its times. */
struct cart_columns {
	size_t flow, triggered_at, since_at, expires_at;
};

/* A cart's trigger: when it was left, said, and is over. */
struct cart {
	struct instant left, said, end;
};

/* Left is the time of the last cart event; of the trigger, where that's
 * blank.  A last day counts whole. */
static bool
read_cart(struct source *in, const struct cart_columns *at, struct cart *c)
{
	if (!cell_read(in, at->triggered_at, instant_parse, &c->said))
		return false;
	*c = (struct cart){ c->said, c->said, { .seconds = INT64_MAX } };
	if (source_cell(in, at->since_at).len != 0 &&
	    !cell_read(in, at->since_at, instant_parse, &c->left))
		return false;
	if (source_cell(in, at->expires_at).len == 0)
		return true;
	if (!cell_read(in, at->expires_at, instant_parse, &c->end))
		return false;
	if (c->end.is_date)
		c->end = instant_move(c->end, (struct span){ .days = 1 }, 1,
		    instant_zone());
	return true;
}

static void
add_cart(struct conducts *s, size_t who, const struct cart *c)
{
	struct conduct *of = &s->of[who];

	if (c->end.seconds <= s->common->as_of.seconds)
		return;
	if (!of->left_cart || instant_is_later(c->left, of->cart_at))
		of->cart_at = c->left;
	of->left_cart = true;
}

static void
read_carts(struct conducts *s, struct side *f)
{
	const struct cart_columns at = { source_column(f->in, "flow"),
	    source_column(f->in, "triggered_at"),
	    source_find(f->in, "since_at"), source_find(f->in, "expires_at") };
	size_t carts = 0, others = 0, who;
	struct cart c;

	while (source_next(f->in)) {
		if (strcmp(source_cell(f->in, at.flow).text,
		    "cart-abandon") != 0) {
			others++;
			continue;
		}
		carts++;
		if (read_cart(f->in, &at, &c) &&
		    is_known(s, instant_is_known(c.left, s->common->as_of) ?
		    c.said : c.left) && (who = side_person(s, f)) != DICT_NONE)
			add_cart(s, who, &c);
	}
	if (others != 0 && carts == 0)
		errx(EXIT_TROUBLE, "%s: no cart-abandon triggers", f->path);
	if (others != 0)
		tally_set_aside("other flow", others);
}

void
conducts_read_carts(struct conducts *s, const struct list *paths)
{
	read_files(s, paths, "--carts", false, read_carts);
}

void
conducts_settle(struct conducts *s)
{
	size_t room = 0, n = customers_count(s->customers);

	if (s->people == NULL)
		return;
	s->who = pool_grow(NULL, &room, n + 1, sizeof *s->who);
	for (size_t i = 0; i < n; i++)
		s->who[i] = person_of(s, customers_get(s->customers, i));
	for (size_t i = 0; i < people_count(s->people); i++) {
		struct conduct *of = &s->of[i];

		/* A good word said later makes up for a bad one. */
		of->unhappy = of->kind != NULL && !(s->happy[i] &&
		    instant_is_later(s->happy_at[i], of->unhappy_at));
	}
}

struct conduct
conducts_of(const struct conducts *s, size_t i)
{
	static const struct conduct nothing;

	return s->who == NULL ? nothing : s->of[s->who[i]];
}
