#include "owned.h"

#include <err.h>
#include <stdlib.h>
#include <string.h>

#include "line.h"
#include "notice.h"
#include "pool.h"
#include "tally.h"
#include "things.h"

struct order_seen {
	struct instant at;		/* the earliest that a row says */
	struct recipient *who;
	uint32_t text;			/* of its person; NOBODY */
	bool is_kept;			/* something of it is */
};

struct line_seen {
	uint32_t order;
	uint32_t text;			/* of whom it is of; NOBODY */
	uint32_t sku : 31;
	uint32_t is_kept : 1;
};

#define NOBODY UINT32_MAX

struct owned {
	struct owned_rules rules;
	const struct common *common;
	struct pool *pool, *row;	/* kept; and but for a row */
	struct dict *skus, *ids;
	struct circle *circle;
	struct order_seen *orders;
	size_t orders_room, before;	/* the number of the line before */
	struct line_seen *lines;
	size_t n, room;
	uint32_t *last;			/* by person, an order, or NOBODY */
	uint32_t *latest;		/* the same, if nothing was kept, too */
	struct things had, items;	/* ever; of the last order */
};

struct owned *
owned_new(const struct owned_rules *rules, const struct common *common,
    struct dict *skus, struct circle *circle)
{
	struct owned *b = calloc(1, sizeof *b);

	if (b == NULL)
		errx(EXIT_TROUBLE, "out of memory");
	*b = (struct owned){ .rules = *rules, .common = common,
	    .pool = pool_new(), .row = pool_new(), .skus = skus,
	    .ids = dict_new(), .circle = circle };
	return b;
}

void
owned_free(struct owned *b)
{
	pool_free(b->pool);
	pool_free(b->row);
	dict_free(b->ids);
	free(b->orders);
	free(b->lines);
	free(b->last);
	free(b->latest);
	things_free(&b->had);
	things_free(&b->items);
	free(b);
}

/* The greater of two texts, so that the order of rows is nothing. */
static void
take_text(struct pool *p, const char **into, const char *text)
{
	if (*into == NULL || strcmp(text, *into) > 0)
		*into = pool_text(p, text, strlen(text));
}

/* Add what another row of its order says of somebody. */
static void
take_contact(struct owned *b, struct order_seen *o,
    const struct recipient *who)
{
	if (o->who == NULL)
		o->who = pool_bytes(b->pool, sizeof *o->who);
	take_text(b->pool, &o->who->customer_id, who->customer_id);
	take_text(b->pool, &o->who->email, who->email);
	take_text(b->pool, &o->who->push_token, who->push_token);
	if (o->who->phone != NULL && who->can_dial && !o->who->can_dial)
		o->who->phone = NULL;
	if (o->who->phone == NULL || who->can_dial == o->who->can_dial)
		take_text(b->pool, &o->who->phone, who->phone);
	o->who->can_dial = o->who->can_dial || who->can_dial;
}

/* Most lines are of the order of the line before. */
static size_t
order_number(struct owned *b, struct cell id)
{
	if (dict_count(b->ids) == 0 ||
	    strcmp(dict_key(b->ids, b->before), id.text) != 0)
		b->before = dict_add(b->ids, id.text, id.len);
	return b->before;
}

static struct order_seen *
order_of(struct owned *b, const struct line *l, uint32_t *number)
{
	size_t n = dict_count(b->ids);
	size_t i = order_number(b, l->order_id);
	struct order_seen *o;

	*number = (uint32_t)i;
	if (!b->rules.people)
		return NULL;
	b->orders = pool_grow(b->orders, &b->orders_room, i + 1,
	    sizeof *b->orders);
	o = &b->orders[i];
	if (i == n)
		*o = (struct order_seen){ .at = l->at, .text = NOBODY };
	else if (instant_is_later(o->at, l->at))
		o->at = l->at;
	return o;
}

/* Whom the row is of matters; who may be NULL: another may say whose order it
   is.  Nobody's texts can be looked at before people are complete. */
static void
take_whose(struct owned *b, const struct line *l, struct order_seen *o,
    uint32_t number, const struct recipient *who)
{
	size_t sku = dict_add(b->skus, l->sku.text, l->sku.len);
	uint32_t text = who == NULL ? NOBODY :
	    (uint32_t)circle_add(b->circle, who);
	bool is_kept = line_kept(l) > 0;

	if (o->text == NOBODY)
		o->text = text;
	if (who != NULL && l->at.seconds >= b->rules.from)
		take_contact(b, o, who);
	o->is_kept = o->is_kept || is_kept;
	b->lines = pool_grow(b->lines, &b->room, b->n + 1, sizeof *b->lines);
	b->lines[b->n++] = (struct line_seen){ .order = number,
	    .text = text, .sku = (uint32_t)sku & INT32_MAX, .is_kept = is_kept };
}

static void
take(struct owned *b, const struct line *l, const struct recipient *who)
{
	bool is_kept = line_kept(l) > 0;
	bool is_named = who != NULL && *recipient_name(who) != '\0';
	bool is_for_baskets = is_kept && b->rules.baskets != NULL &&
	    !b->rules.by_person;
	uint32_t number;
	struct order_seen *o = order_of(b, l, &number);

	if (is_for_baskets)
		together_add(b->rules.baskets, number, (uint32_t)dict_add(
		    b->skus, l->sku.text, l->sku.len));
	if (o != NULL)
		take_whose(b, l, o, number, is_named ? who : NULL);
	if (!is_kept)
		tally_set_aside("refunded", 1);
}

void
owned_read(struct owned *b, char *const files[])
{
	static const struct list nothing;
	struct source *in = source_open(files, b->common, NULL);
	struct recipient_columns people = recipient_find(in, &nothing,
	    b->pool);
	struct line_columns at;
	struct recipient who;
	struct line l;

	line_find(in, &at);
	while (source_next(in)) {
		if (!line_read(in, &at, b->common->as_of, &l))
			continue;
		pool_empty(b->row);
		if (!order_status_is_any(l.status) || l.quantity == 0)
			tally_set_aside("not a purchase", 1);
		else if (!b->rules.people)
			take(b, &l, NULL);
		else if (recipient_read(in, &people, b->row, &who))
			take(b, &l, &who);
	}
	source_close(in);
}

static const char *
name_of(const struct owned *b, uint32_t text)
{
	const char *name;

	(void)people_text(circle_people(b->circle), text, NULL, &name);
	return name;
}

/* An order that is of several is of who has the greatest name. */
static void
settle_orders(struct owned *b)
{
	for (size_t i = 0; i < b->n; i++) {
		uint32_t other = b->lines[i].text;
		uint32_t *text = &b->orders[b->lines[i].order].text;

		if (other != NOBODY && other != *text &&
		    strcmp(name_of(b, other), name_of(b, *text)) > 0)
			*text = other;
	}
}

static size_t
person_of(const struct owned *b, uint32_t text)
{
	return text == NOBODY ? DICT_NONE : circle_person(b->circle, text);
}

/* Is order i a later one than j, which may be NOBODY?  One of a date is made when
   its day is over. */
static bool
is_later(const struct owned *b, uint32_t i, uint32_t j)
{
	int64_t at, than;

	if (j == NOBODY)
		return true;
	at = notice_at(b->orders[i].at);
	than = notice_at(b->orders[j].at);
	return at != than ? at > than : strcmp(dict_key(b->ids, i),
	    dict_key(b->ids, j)) > 0;
}

static uint32_t *
orders_of_nobody(size_t people)
{
	uint32_t *list = pool_large((people + 1) * sizeof *list);

	return memset(list, 0xff, (people + 1) * sizeof *list);
}

static void
find_last(struct owned *b)
{
	size_t n = b->orders == NULL ? 0 : dict_count(b->ids);
	size_t people = people_count(circle_people(b->circle));

	b->last = orders_of_nobody(people);
	b->latest = orders_of_nobody(people);
	for (uint32_t i = 0; i < n; i++) {
		size_t person = person_of(b, b->orders[i].text);

		if (person == DICT_NONE)
			continue;
		if (is_later(b, i, b->latest[person]))
			b->latest[person] = i;
		if (b->orders[i].is_kept && is_later(b, i, b->last[person]))
			b->last[person] = i;
	}
}

static bool
is_wanted(const struct owned *b, size_t person, const bool wanted[])
{
	uint32_t last = b->last[person];

	return wanted != NULL ? wanted[person] :
	    last != NOBODY && b->orders[last].who != NULL;
}

/* A line is of whom its row names, else of its order's person; and what is in
   their order needn't be suggested to that one, either. */
static void
settle_line(struct owned *b, const struct line_seen *l, const bool wanted[])
{
	bool is_of_order = b->rules.baskets != NULL && !b->rules.by_person;
	size_t chief = person_of(b, b->orders[l->order].text);
	size_t person = l->text == NOBODY ? chief : person_of(b, l->text);

	if (person == DICT_NONE) {
		if (l->is_kept && !is_of_order)
			tally_set_aside("no identity", 1);
		return;
	}
	if (l->is_kept && b->rules.baskets != NULL && b->rules.by_person)
		together_add(b->rules.baskets, (uint32_t)person, l->sku);
	if (is_wanted(b, person, wanted))
		things_add(&b->had, person, l->sku);
	if (person != chief && is_later(b, l->order, b->latest[person]))
		b->latest[person] = l->order;
	if (!is_wanted(b, chief, wanted))
		return;
	if (person != chief)
		things_add(&b->had, chief, l->sku);
	if (l->is_kept && l->order == b->last[chief])
		things_add(&b->items, chief, l->sku);
}

void
owned_close(struct owned *b, const bool wanted[])
{
	settle_orders(b);
	find_last(b);
	for (size_t i = 0; i < b->n; i++)
		settle_line(b, &b->lines[i], wanted);
	things_close(&b->had);
	things_close(&b->items);
}

bool
owned_last(const struct owned *b, size_t person, struct owned_order *into)
{
	uint32_t i = b->last[person];

	if (i == NOBODY)
		return false;
	*into = (struct owned_order){ dict_key(b->ids, i), b->orders[i].at,
	    b->orders[i].who };
	return true;
}

const uint32_t *
owned_items(const struct owned *b, size_t person, size_t *n)
{
	return things_of(&b->items, person, n);
}

bool
owned_when(const struct owned *b, size_t person, struct instant *at)
{
	uint32_t i = b->latest[person];

	if (i != NOBODY)
		*at = b->orders[i].at;
	return i != NOBODY;
}

bool
owned_has(const struct owned *b, size_t person, uint32_t sku)
{
	return things_have(&b->had, person, sku);
}
