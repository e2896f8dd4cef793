#include "stock.h"

#include <stdlib.h>
#include <string.h>

#include "order.h"
#include "quantity.h"

enum { ANY_SKU = 0 };

struct good {
	size_t shelf;
	int64_t at, price;
	struct invoice *order;
	struct line *line;		/* NULL: the order as a whole */
	size_t nth;			/* of all goods, as they were added */
};

/* What a shelf is found by; without padding. */
struct label {
	size_t kind, owner, sku;
	char currency[sizeof (size_t)];
};

void
stock_open(struct stock *s, struct invoices *orders)
{
	*s = (struct stock){ .orders = orders, .shelves = dict_new() };
	for (size_t i = 0; i < OWNERS; i++)
		s->owners[i] = dict_new();
}

void
stock_close(struct stock *s)
{
	for (size_t i = 0; i < OWNERS; i++)
		dict_free(s->owners[i]);
	dict_free(s->shelves);
	free(s->list);
	free(s->next);
}

/* Only E.164 is spelled alike elsewhere. */
static bool
is_dialled(const char *phone)
{
	return *phone == '+' && phone[1] != '\0' &&
	    phone[1 + strspn(phone + 1, "0123456789")] == '\0';
}

void
stock_owners(const char *id, const struct cell texts[TEXTS],
    const char *owners[OWNERS])
{
	const char *customer = texts[TEXT_CUSTOMER_ID].text;
	const char *email = texts[TEXT_EMAIL].text;
	const char *phone = texts[TEXT_PHONE].text;

	owners[OWNER_ORDER] = id;
	owners[OWNER_CUSTOMER] = *customer != '\0' ? customer : NULL;
	owners[OWNER_EMAIL] = *email != '\0' ? email : NULL;
	owners[OWNER_PHONE] = is_dialled(phone) ? phone : NULL;
	owners[OWNER_NOBODY] = *customer == '\0' && *email == '\0' &&
	    owners[OWNER_PHONE] == NULL ? "" : NULL;
}

static struct label
label_of(enum owner kind, size_t owner, struct currency currency, size_t sku)
{
	struct label l = { .kind = kind, .owner = owner, .sku = sku };

	memcpy(l.currency, currency.code, sizeof currency.code);
	return l;
}

size_t
stock_shelf(struct stock *s, enum owner kind, const char *owner,
    struct currency currency, size_t sku)
{
	struct label l = label_of(kind, dict_add(s->owners[kind], owner,
	    strlen(owner)), currency, sku);

	return dict_add(s->shelves, (const char *)&l, sizeof l);
}

static void
add_good(struct stock *s, struct good g, struct label l)
{
	g.shelf = dict_find(s->shelves, (const char *)&l, sizeof l);
	if (g.shelf == DICT_NONE)
		return;
	s->list = pool_grow(s->list, &s->room, s->n + 2, sizeof *s->list);
	g.nth = ++s->n;
	s->list[g.nth] = g;
}

static void
add_order(struct stock *s, struct invoice *o, enum owner kind, size_t owner)
{
	struct good g = { .at = o->at.seconds, .order = o };
	struct label label = label_of(kind, owner, o->currency, ANY_SKU);

	add_good(s, g, label);
	for (struct line *l = o->first; l != NULL; l = l->next) {
		if (l->sku == ANY_SKU || l->quantity <= 0)
			continue;
		g.line = l;
		g.price = l->price;
		label.sku = l->sku;
		add_good(s, g, label);
	}
}

static int
compare(int64_t a, int64_t b)
{
	return (a > b) - (a < b);
}

/* By shelf, time and price. */
static int
compare_place(const struct good *a, const struct good *b)
{
	int order = compare((int64_t)a->shelf, (int64_t)b->shelf);

	if (order == 0)
		order = compare(a->at, b->at);
	return order != 0 ? order : compare(a->price, b->price);
}

/* No order of the rows decides, but of lines that are equal. */
static int
compare_goods(const void *one, const void *two, void *context)
{
	const struct good *a = one, *b = two;
	const struct dict *ids = context;
	int order = compare_place(a, b);

	if (order == 0 && a->order != b->order)
		order = strcmp(dict_key(ids, a->order->number),
		    dict_key(ids, b->order->number));
	if (order == 0 && a->line != NULL)
		order = compare(a->line->quantity, b->line->quantity);
	return order != 0 ? order : compare((int64_t)a->nth, (int64_t)b->nth);
}

void
stock_fill(struct stock *s)
{
	const struct invoices *orders = s->orders;
	size_t room = 0;

	for (size_t i = 0; i < orders->n; i++) {
		struct invoice *o = orders->list[i];
		struct cell texts[TEXTS];
		const char *owners[OWNERS];

		if (o->n == 0 || !invoice_was_sold(o))
			continue;
		sayings_all(o->texts, texts);
		stock_owners(dict_key(orders->ids, i), texts, owners);
		for (int k = 0; k < OWNERS; k++) {
			size_t owner = owners[k] == NULL ? DICT_NONE :
			    dict_find(s->owners[k], owners[k],
			    strlen(owners[k]));

			if (owner != DICT_NONE && (k == OWNER_ORDER ||
			    invoice_status(o) != ORDER_CANCELLED))
				add_order(s, o, (enum owner)k, owner);
		}
	}
	s->next = pool_grow(s->next, &room, s->n + 1, sizeof *s->next);
	for (size_t i = 0; i <= s->n; i++)
		s->next[i] = i;
	if (s->n != 0)
		qsort_r(s->list + 1, s->n, sizeof *s->list, compare_goods,
		    orders->ids);
}

/* How many goods stand up to this place, itself included: the last's number. */
static size_t
count_to(const struct stock *s, size_t shelf, int64_t at, int64_t price)
{
	const struct good last = { .shelf = shelf, .at = at, .price = price };
	size_t low = 0, high = s->n;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (compare_place(&s->list[middle + 1], &last) <= 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

bool
stock_had(const struct stock *s, size_t shelf, int64_t until)
{
	return count_to(s, shelf, until, INT64_MAX) >
	    count_to(s, shelf, INT64_MIN, INT64_MIN);
}

static bool
is_spent(const struct stock *s, size_t i)
{
	const struct good *g = &s->list[i];

	if (g->line == NULL)
		return invoice_total(g->order) <= g->order->refunded;
	return g->line->quantity <= g->line->refunded_quantity;
}

/* The last good up to i of which something is left; 0: none. */
static size_t
find_left(struct stock *s, size_t i)
{
	for (;;) {
		for (; s->next[i] != i; i = s->next[i])
			s->next[i] = s->next[s->next[i]];
		if (i == 0 || !is_spent(s, i))
			return i;
		s->next[i] = i - 1;
	}
}

static bool
is_given(const struct giving *g)
{
	return g->by_money ? g->amount == 0 : g->quantity == 0;
}

/* Give back what there is of a line, or of an order without one. */
static bool
give(const struct good *good, struct giving *g)
{
	struct invoice *o = good->order;
	const char *customer = sayings_one(o->texts, TEXT_CUSTOMER_ID).text;
	struct line *l = good->line;
	int64_t n, share;

	if (*g->customer != '\0' && *customer != '\0' &&
	    strcmp(g->customer, customer) != 0)
		return false;
	if (l == NULL) {
		g->amount -= invoice_lower(o, g->at, g->amount);
		return true;
	}
	n = l->quantity - l->refunded_quantity;
	n = n < g->quantity ? n : g->quantity;
	l->refunded_quantity += n;
	g->quantity -= n;
	if (g->is_own)
		return true;
	if (g->quantity == 0 || !quantity_times(n, g->price, &share) ||
	    share > g->amount)
		share = g->amount;
	g->amount -= invoice_lower(o, g->at, share);
	return true;
}

/* Give back from those numbered from first to last, the last first. */
static bool
give_from(struct stock *s, size_t first, size_t last, struct giving *g)
{
	bool is_done = false;

	for (size_t i = find_left(s, last); i >= first && !is_given(g);
	    i = find_left(s, i - 1))
		is_done |= give(&s->list[i], g);
	return is_done;
}

bool
stock_take(struct stock *s, size_t shelf, struct giving *g)
{
	size_t first = count_to(s, shelf, INT64_MIN, INT64_MIN) + 1;
	size_t i = find_left(s, count_to(s, shelf, g->until, INT64_MAX));
	bool is_done = false;

	while (i >= first && !is_given(g)) {
		int64_t at = s->list[i].at;
		size_t same = count_to(s, shelf, at, g->price - 1) + 1;
		size_t start = count_to(s, shelf, at, INT64_MIN) + 1;

		is_done |= give_from(s, same,
		    count_to(s, shelf, at, g->price), g);
		is_done |= give_from(s, start, i, g);
		i = find_left(s, start - 1);
	}
	return is_done;
}
