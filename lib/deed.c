#include "deed.h"

#include <err.h>
#include <stdlib.h>
#include <string.h>

#include "asof.h"
#include "cell.h"
#include "dict.h"
#include "money.h"
#include "order.h"
#include "record.h"
#include "tally.h"

/* Marks of people; those of circle.c and recipient.h are below. */
enum { OF_OPERANDS = 1u << 17, HAS_ACCOUNT = 1u << 18 };

static const char *const kinds[] = { "customers", "orders", "events" };

/* Where a file has all this. */
struct columns {
	enum deed_file kind;
	struct recipient_columns who;
	struct order_columns order;	/* of orders */
	size_t order_id, sku;		/* of events */
	size_t at, event;
	size_t created, first_order;	/* of customers */
	struct asof asof;
};

static struct columns
find_columns(struct deeds *d, struct source *in, bool is_accounts)
{
	static const struct list nothing;
	struct columns at = {
		.who = recipient_find(in, &nothing, d->pool),
		.kind = DEED_CUSTOMERS,
		.order_id = source_find(in, "order_id"),
		.sku = source_find(in, "sku")
	};

	if (source_find(in, "event_at") != DICT_NONE) {
		at.kind = DEED_EVENTS;
		at.at = source_column(in, "event_at");
		at.event = source_column(in, "event");
	} else if (source_find(in, "ordered_at") != DICT_NONE) {
		at.kind = DEED_ORDERS;
		order_find(in, &at.order);
	} else if (source_names(in)[0] != NULL && (!is_accounts ||
	    (at.who.email == DICT_NONE && at.who.phone == DICT_NONE))) {
		(void)source_column(in, "customer_id");
	}
	at.created = source_find(in, "created_at");
	at.first_order = source_find(in, "first_order_at");
	asof_find(&at.asof, in);
	return at;
}

static const char *
keep(struct deeds *d, struct cell cell)
{
	return cell.len == 0 ? "" : pool_text(d->pool, cell.text, cell.len);
}

/* Is it known by now?  If not, the row is set aside. */
static bool
is_known(const struct deeds *d, struct instant at)
{
	if (instant_is_known(at, d->common->as_of))
		return true;
	tally_set_aside("later than as-of", 1);
	return false;
}

/* An order that isn't one is kept all the same: another row of it may say that
   it is. */
static bool
read_order(struct deeds *d, struct source *in, const struct columns *at,
    struct deed *deed)
{
	char total[MONEY_ROOM];
	struct order o;

	if (!order_read(in, &at->order, &o) || !is_known(d, o.at))
		return false;
	order_known(&o, d->common->as_of);
	deed->is = DEED_ORDERED;
	deed->at = o.at;
	deed->version = version_make(&o, d->pool);
	deed->order_id = deed->version.order_id;
	money_print(o.total, o.currency, total);
	deed->total = pool_text(d->pool, total, strlen(total));
	deed->currency = pool_text(d->pool, o.currency.code,
	    strlen(o.currency.code));
	return true;
}

static bool
read_event(struct deeds *d, struct source *in, const struct columns *at,
    struct deed *deed)
{
	const char *name;

	if (!cell_read(in, at->at, instant_parse, &deed->at) ||
	    !is_known(d, deed->at))
		return false;
	if (record_parse_event(source_cell(in, at->event).text, &name) !=
	    NULL || (strcmp(name, "subscribe") != 0 &&
	    strcmp(name, "return-request") != 0)) {
		tally_set_aside("unused event", 1);
		return false;
	}
	deed->is = strcmp(name, "subscribe") == 0 ? DEED_SUBSCRIBED :
	    DEED_RETURNED;
	deed->order_id = keep(d, source_cell(in, at->order_id));
	deed->sku = keep(d, source_cell(in, at->sku));
	return true;
}

/* Of two times the first is told.  A row that doesn't say since when somebody
   is a customer still says who they are; *has_deed is false then. */
static bool
read_customer(struct deeds *d, struct source *in, const struct columns *at,
    struct deed *deed, bool *has_deed)
{
	bool is_created = source_cell(in, at->created).len != 0;
	bool has_ordered = source_cell(in, at->first_order).len != 0;
	struct instant first;

	*has_deed = is_created || has_ordered;
	if (!*has_deed) {
		tally_set_aside("no created_at", 1);
		return true;
	}
	if ((is_created && !cell_read(in, at->created, instant_parse,
	    &deed->at)) || (has_ordered && !cell_read(in, at->first_order,
	    instant_parse, &first)))
		return false;
	deed->is = DEED_CREATED;
	if (!is_created || (has_ordered && instant_is_later(deed->at, first))) {
		deed->is = DEED_FIRST_ORDER;
		deed->at = first;
	}
	return is_known(d, deed->at);
}

static bool
read_deed(struct deeds *d, struct source *in, const struct columns *at,
    struct deed *deed, bool *has_deed)
{
	*has_deed = true;
	*deed = (struct deed){ .order_id = "", .sku = "", .total = "",
	    .currency = "" };
	switch (at->kind) {
	case DEED_ORDERS:
		return read_order(d, in, at, deed);
	case DEED_EVENTS:
		return read_event(d, in, at, deed);
	default:
		return read_customer(d, in, at, deed, has_deed);
	}
}

/* Read the row: the number of a text of theirs, or DICT_NONE. */
static size_t
take_row(struct deeds *d, struct source *in, const struct columns *at)
{
	struct entry e = { .rank = at->kind };
	struct recipient *who;
	struct deed deed, *kept;
	bool has_deed;

	if (!read_deed(d, in, at, &deed, &has_deed) ||
	    !recipient_read_named(in, &at->who, d->pool, &e.who))
		return DICT_NONE;
	if (has_deed) {
		e.what = kept = pool_bytes(d->pool, sizeof *kept);
		who = pool_bytes(d->pool, sizeof *who);
		*who = e.who;
		*kept = deed;
		kept->who = who;
	}
	if (has_deed && deed.is == DEED_ORDERED) {
		version_sign(&kept->version, who);
		d->orders = pool_grow(d->orders, &d->room, d->n_orders + 1,
		    sizeof *d->orders);
		d->orders[d->n_orders++] = kept;
	}
	roster_add(d->roster, &e);
	return recipient_join(&e.who, circle_people(d->circle));
}

void
deeds_read(struct deeds *d, char *const files[])
{
	struct source *in = source_open(files, d->common, NULL);
	struct columns at = find_columns(d, in, false);
	size_t text;

	while (source_next(in)) {
		if (at.kind == DEED_CUSTOMERS)
			asof_take_only(&at.asof, in, d->common);
		text = take_row(d, in, &at);
		if (text != DICT_NONE)
			people_mark(circle_people(d->circle), text, OF_OPERANDS);
	}
	source_close(in);
}

/* Read the row of somebody who has an account by now: their text, or
   DICT_NONE. */
static size_t
take_account(struct deeds *d, struct source *in, const struct columns *at)
{
	struct recipient who;
	struct instant created;
	size_t text;

	if ((source_cell(in, at->created).len != 0 &&
	    (!cell_read(in, at->created, instant_parse, &created) ||
	    !is_known(d, created))) ||
	    !recipient_read_named(in, &at->who, d->pool, &who))
		return DICT_NONE;
	text = recipient_join(&who, circle_people(d->circle));
	people_mark(circle_people(d->circle), text, HAS_ACCOUNT);
	return text;
}

static void
read_file(struct deeds *d, struct deed_files *b, const char *path)
{
	struct source *in = source_open_side(path, d->common);
	struct columns at = find_columns(d, in, b->is_accounts);
	size_t text;

	if (at.kind != b->kind && source_names(in)[0] != NULL)
		errx(EXIT_TROUBLE, "%s: %s:1: %s (want %s)", b->option, path,
		    kinds[at.kind], kinds[b->kind]);
	if (b->is_accounts)
		tally_bear_none("nobody is invited until that is mended");
	while (source_next(in)) {
		if (b->kind == DEED_CUSTOMERS && !b->is_accounts)
			asof_take_only(&at.asof, in, d->common);
		text = b->is_accounts ? take_account(d, in, &at) :
		    take_row(d, in, &at);
		if (text == DICT_NONE)
			continue;
		b->texts = pool_grow(b->texts, &b->room, b->n + 1,
		    sizeof *b->texts);
		b->texts[b->n++] = text;
	}
	source_close(in);
	tally_bear_none(NULL);
}

void
deeds_read_beside(struct deeds *d, struct deed_files *b)
{
	for (size_t i = 0; i < b->paths->n; i++)
		read_file(d, b, b->paths->items[i]);
}

static unsigned
marks_of(const struct deeds *d, size_t text)
{
	return people_marks(circle_people(d->circle),
	    circle_person(d->circle, text));
}

/* Were all accounts of somebody else, all customers would be invited. */
static void
check_accounts(const struct deeds *d, const struct deed_files *b)
{
	size_t n = 0, people = people_count(circle_people(d->circle));
	const bool *wanted = circle_wanted(d->circle);

	for (size_t i = 0; i < b->n; i++)
		if (wanted[circle_person(d->circle, b->texts[i])])
			return;
	for (size_t i = 0; i < people; i++)
		n += wanted[i];
	if (b->n != 0 && n != 0)
		errx(EXIT_TROUBLE, "%s: none of the rows is about one of "
		    "them", b->option);
}

void
deeds_say_joined(const struct deeds *d, struct deed_files *b)
{
	size_t n = 0;

	for (size_t i = 0; i < b->n; i++)
		n += (marks_of(d, b->texts[i]) & OF_OPERANDS) != 0;
	if (b->is_accounts)
		check_accounts(d, b);
	tally_joined(b->option, n, b->n);
	free(b->texts);
	b->texts = NULL;
}

bool
deeds_have_account(const struct deeds *d, size_t person)
{
	return (people_marks(circle_people(d->circle), person) & HAS_ACCOUNT) != 0;
}

static int
by_version(const void *l, const void *r)
{
	const struct deed *a = *(struct deed *const *)l;
	const struct deed *b = *(struct deed *const *)r;
	int order = version_compare(&a->version, &b->version);

	return order != 0 ? order : deed_compare(a, b);
}

void
deeds_settle(struct deeds *d)
{
	const struct version *one = NULL;

	if (d->n_orders != 0)
		qsort(d->orders, d->n_orders, sizeof *d->orders, by_version);
	for (size_t i = 0; i < d->n_orders; i++) {
		struct deed *o = d->orders[i];
		bool is_new = version_is_new(&o->version, one);

		if (is_new)
			one = &o->version;
		o->counts = is_new && version_stands(one);
		if (!o->counts)
			tally_set_aside(version_stands(one) ?
			    "another row of an order" : "not a purchase", 1);
	}
	free(d->orders);
	d->orders = NULL;
}

int
deed_compare(const struct deed *a, const struct deed *b)
{
	int c;

	if (a->at.seconds != b->at.seconds)
		return a->at.seconds < b->at.seconds ? -1 : 1;
	if (a->at.is_date != b->at.is_date)
		return a->at.is_date ? -1 : 1;
	if (a->is != b->is)
		return a->is < b->is ? -1 : 1;
	if ((c = strcmp(a->order_id, b->order_id)) != 0)
		return c;
	if ((c = strcmp(a->sku, b->sku)) != 0 ||
	    (c = strcmp(recipient_name(a->who), recipient_name(b->who))) != 0 ||
	    (c = strcmp(a->total, b->total)) != 0 ||
	    (c = strcmp(a->currency, b->currency)) != 0 ||
	    (c = strcmp(a->who->email, b->who->email)) != 0 ||
	    (c = strcmp(a->who->phone, b->who->phone)) != 0)
		return c;
	return strcmp(a->who->push_token, b->who->push_token);
}
