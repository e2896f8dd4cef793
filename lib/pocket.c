#include "pocket.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "pool.h"
#include "rank.h"

static const char *const names[POCKETS] = { "negative-experience",
    "cart-abandoner", "inactive", "at-risk", "hero", "new", "active" };

/* How long a silence may be: days / over, which need not be whole. */
struct gap {
	int64_t days, over;
	const char *whose;
};

const char *
lapse_parse(const char *text, void *into)
{
	const char *comma = strchr(text, ',');
	struct lapse l;
	char part[SPAN_ROOM];

	if (comma == NULL)
		return "want two spans of days, like 90d,180d";
	for (int i = 0; i < 2; i++) {
		struct span s = { .days = 0 };
		const char *from = i == 0 ? text : comma + 1;
		size_t len = i == 0 ? (size_t)(comma - text) : strlen(from);

		if (len >= sizeof part)
			return "want two spans of days, like 90d,180d";
		memcpy(part, from, len);
		part[len] = '\0';
		if (span_parse(part, &s) != NULL || s.days <= 0)
			return "want two spans of days, like 90d,180d";
		l.days[i] = s.days;
	}
	if (l.days[1] <= l.days[0])
		return "not ascending";
	*(struct lapse *)into = l;
	return NULL;
}

const char *
pocket_name(enum pocket p)
{
	return names[p];
}

static int
days_from(struct instant a, struct instant b)
{
	return day_between(instant_day(a), instant_day(b));
}

/* From the first purchase to the last; an interval for each day but one. */
static struct gap
usual_gap(const struct customer *c)
{
	return (struct gap){ days_from(c->first_at, c->last_at),
	    c->order_days - 1, "own gap" };
}

static int
by_length(const void *a, const void *b)
{
	const struct gap *x = a, *y = b;
	int64_t left = x->days * y->over, right = y->days * x->over;

	return (left > right) - (left < right);
}

/* The median of n gaps, which are put in order, in hundredths of a day. */
static int64_t
median(struct gap gaps[], size_t n)
{
	struct gap a, b;
	int64_t days, over;

	qsort(gaps, n, sizeof *gaps, by_length);
	a = gaps[(n - 1) / 2];
	b = gaps[n / 2];
	days = a.days * b.over + b.days * a.over;
	over = 2 * a.over * b.over;
	return (100 * days + over / 2) / over;
}

static int64_t
store_gap(const struct customers *all)
{
	size_t n = 0, room = 0;
	int64_t result;
	struct gap *gaps = pool_grow(NULL, &room, customers_count(all) + 1,
	    sizeof *gaps);

	for (size_t i = 0; i < customers_count(all); i++)
		if (customers_get(all, i)->order_days > 1)
			gaps[n++] = usual_gap(customers_get(all, i));
	result = n == 0 ? 0 : median(gaps, n);
	free(gaps);
	return result;
}

static int64_t
top_tenth(int64_t values[], size_t n)
{
	struct rank r;

	rank_cut(&r, RANK_BINS_MAX, values, n);
	return r.cuts[RANK_BINS_MAX - 2];
}

void
pocket_cut(struct cuts *cuts, const struct customers *all,
    const struct conducts *conducts, bool visits)
{
	int64_t *into[] = { &cuts->hero_spent, &cuts->hero_orders,
	    &cuts->hero_visits };
	size_t room = 0;
	int64_t *values = pool_grow(NULL, &room, customers_count(all) + 1,
	    sizeof *values);

	for (int k = 0; k < (visits ? 3 : 2); k++) {
		size_t n = 0;

		for (size_t i = 0; i < customers_count(all); i++) {
			const struct customer *c = customers_get(all, i);

			if (c->orders != 0)
				values[n++] = k == 0 ? c->spent :
				    k == 1 ? c->orders :
				    conducts_of(conducts, i).visits;
		}
		*into[k] = top_tenth(values, n);
	}
	free(values);
	cuts->store_gap = store_gap(all);
}

/* By what gap is this customer's silence long, and by which when too long? */
static struct gap
limit(const struct pocket_limits *l, const struct customer *c, int times)
{
	struct gap g = { l->lapse.days[times > 1], 1, "lapse" };

	if (c->order_days > 2)
		g = usual_gap(c);
	else if (l->cuts->store_gap != 0)
		g = (struct gap){ l->cuts->store_gap, 100, "store gap" };
	else
		return g;
	g.days *= times;
	return g;
}

/* Days as people read them: with one decimal, if any. */
static const char *
days_text(int64_t days, int64_t over, char text[32])
{
	int64_t tenths = (20 * days + over) / (2 * over);

	if (tenths % 10 == 0)
		(void)snprintf(text, 32, "%lld", (long long)tenths / 10);
	else
		(void)snprintf(text, 32, "%lld.%d", (long long)tenths / 10,
		    (int)(tenths % 10));
	return text;
}

/* "silent 210 d, own gap 31 d x 3 = 93 d" */
static void
say_silence(struct pocket_verdict *v, const char *what, int silence,
    struct gap g, int times)
{
	char one[32], all[32];

	(void)days_text(g.days, g.over, all);
	(void)days_text(g.days, g.over * times, one);
	if (times == 1 || strcmp(g.whose, "lapse") == 0)
		(void)snprintf(v->reason, sizeof v->reason, "%s %d d, %s %s d",
		    what, silence, g.whose, all);
	else
		(void)snprintf(v->reason, sizeof v->reason, "%s %d d, "
		    "%s %s d x %d = %s d", what, silence, g.whose, one, times,
		    all);
}

/* A cut of nothing, where nine tenths have nothing, makes no hero. */
static bool
is_above(int64_t value, int64_t cut)
{
	return cut > 0 && value > cut;
}

static bool
is_hero(const struct pocket_limits *l, const struct customer *c,
    const struct conduct *s)
{
	return is_above(c->spent, l->cuts->hero_spent) ||
	    is_above(c->orders, l->cuts->hero_orders) ||
	    is_above(s->visits, l->cuts->hero_visits);
}

static void
say_hero(const struct pocket_limits *l, const struct customer *c,
    const struct conduct *s, struct pocket_verdict *v)
{
	char spent[MONEY_ROOM], above[MONEY_ROOM];

	if (is_above(c->spent, l->cuts->hero_spent)) {
		(void)money_print(c->spent, l->cuts->currency, spent);
		(void)money_print(l->cuts->hero_spent, l->cuts->currency, above);
		(void)snprintf(v->reason, sizeof v->reason, "spent %s %s, "
		    "top tenth above %s", spent, l->cuts->currency.code, above);
	} else if (is_above(c->orders, l->cuts->hero_orders)) {
		(void)snprintf(v->reason, sizeof v->reason,
		    "%d orders, top tenth above %lld", c->orders,
		    (long long)l->cuts->hero_orders);
	} else {
		(void)snprintf(v->reason, sizeof v->reason,
		    "%d days with visits, top tenth above %lld", s->visits,
		    (long long)l->cuts->hero_visits);
	}
}

/* The latest sign of life: an order in any currency, a visit or a click. */
static struct instant
last_sign(const struct customer *c, const struct conduct *s)
{
	return s->visited && s->visit_at.seconds > c->any_at.seconds ?
	    s->visit_at : c->any_at;
}

/* Of a date only the day is known: an order of the cart's day comes after. */
static bool
is_cart_left(const struct customer *c, const struct conduct *s)
{
	if (!s->left_cart)
		return false;
	return c->any_at.is_date || s->cart_at.is_date ?
	    days_from(c->any_at, s->cart_at) > 0 :
	    c->any_at.seconds < s->cart_at.seconds;
}

static void
say(const struct pocket_limits *l, const struct customer *c,
    const struct conduct *s, int days, struct pocket_verdict *v)
{
	char day[DAY_ROOM];
	int times = v->pocket == POCKET_INACTIVE ? 3 : 1;

	switch (v->pocket) {
	case POCKET_NEGATIVE:
		(void)day_print(instant_day(s->unhappy_at), day);
		(void)snprintf(v->reason, sizeof v->reason, "%s %d on %s",
		    s->kind, s->score, day);
		return;
	case POCKET_CART:
		(void)day_print(instant_day(s->cart_at), day);
		(void)snprintf(v->reason, sizeof v->reason,
		    "cart left on %s, no order since", day);
		return;
	case POCKET_HERO:
		say_hero(l, c, s, v);
		return;
	default:
		say_silence(v, v->pocket == POCKET_NEW ?
		    "one order day, new for" : "silent", days,
		    limit(l, c, times), times);
	}
}

void
pocket_judge(const struct pocket_limits *l, const struct customer *c,
    const struct conduct *s, struct pocket_verdict *v)
{
	int silence = days_from(last_sign(c, s), l->as_of);
	int age = days_from(c->last_at, l->as_of);
	struct gap long_one = limit(l, c, 1), too_long = limit(l, c, 3);
	int p = 0;

	*v = (struct pocket_verdict){ 0 };
	v->is[POCKET_NEGATIVE] = s->unhappy;
	v->is[POCKET_CART] = is_cart_left(c, s);
	v->is[POCKET_INACTIVE] = silence * too_long.over > too_long.days;
	v->is[POCKET_AT_RISK] = !v->is[POCKET_INACTIVE] &&
	    silence * long_one.over > long_one.days;
	v->is[POCKET_ACTIVE] = !v->is[POCKET_INACTIVE] &&
	    !v->is[POCKET_AT_RISK];
	v->is[POCKET_HERO] = v->is[POCKET_ACTIVE] && is_hero(l, c, s);
	v->is[POCKET_NEW] = v->is[POCKET_ACTIVE] && c->order_days == 1 &&
	    age * long_one.over <= long_one.days;
	while (!v->is[p])
		p++;
	v->pocket = (enum pocket)p;
	say(l, c, s, v->pocket == POCKET_NEW ? age : silence, v);
}
