#include "addressee.h"

#include <err.h>
#include <stdlib.h>
#include <string.h>

#include "asof.h"
#include "cell.h"
#include "contact.h"
#include "data.h"
#include "dict.h"
#include "phrase.h"
#include "purchase.h"
#include "send_row.h"
#include "tally.h"

static size_t
find(const struct addressees *a, const char *name)
{
	for (size_t i = 0; i < a->columns.n; i++)
		if (strcmp(a->columns.items[i], name) == 0)
			return i;
	return DICT_NONE;
}

size_t
addressees_column(struct addressees *a, const char *name)
{
	size_t i = find(a, name);

	if (i != DICT_NONE)
		return i;
	list_parse(name, &a->columns);
	return a->columns.n - 1;
}

static struct addressee *
add(struct addressees *a)
{
	a->list = pool_grow(a->list, &a->room, a->n + 1, sizeof *a->list);
	a->list[a->n] = (struct addressee){ .email = "", .phone = "",
	    .group = "", .cells = pool_bytes(a->who.pool,
	    (a->columns.n + 1) * sizeof *a->list[0].cells) };
	return &a->list[a->n++];
}

static const char *
keep(struct addressees *a, struct cell cell)
{
	return cell.len == 0 ? "" : pool_text(a->who.pool, cell.text,
	    cell.len);
}

/* What is told of who they are is kept apart. */
static bool
is_own(const char *column)
{
	return strcmp(column, "customer_id") == 0 ||
	    strcmp(column, "email") == 0 || strcmp(column, "phone") == 0;
}

/* What the row has no column for may be a member of its data. */
static void
fill(struct addressees *a, struct source *in, const size_t *asked,
    struct addressee *of)
{
	for (size_t i = 0; i < a->columns.n; i++) {
		const char *name = a->columns.items[i];

		if (is_own(name))
			of->cells[i] = "";
		else if (asked[i] != DICT_NONE)
			of->cells[i] = keep(a, source_cell(in, asked[i]));
		else
			of->cells[i] = of->send == NULL ? "" : data_member(
			    a->who.pool, of->send->data, name);
		a->has[i] = a->has[i] || *of->cells[i] != '\0';
	}
}

/* A send is kept if it can be told by its address. */
static bool
keep_send(struct addressees *a, struct source *in,
    const struct send_columns *at, struct send *s, struct addressee *of)
{
	struct send *kept;
	char email[1024];

	if (!cell_read(in, at->data, data_parse, &s->data))
		return false;
	kept = pool_bytes(a->who.pool, sizeof *kept);
	*kept = send_keep(a->who.pool, s);
	*of = (struct addressee){ .send = kept, .own = {
	    .customer_id = kept->customer_id, .email = "", .phone = "",
	    .push_token = "" } };
	if (s->channel == CHANNEL_EMAIL && email_normalise(s->address, email,
	    sizeof email))
		of->own.email = pool_text(a->who.pool, email, strlen(email));
	else if (s->channel == CHANNEL_SMS && phone_normalise(s->address,
	    NULL, email, sizeof email))
		of->own.phone = pool_text(a->who.pool, email, strlen(email));
	return true;
}

static void
add_send(struct addressees *a, struct source *in, const size_t *asked,
    const struct addressee *of)
{
	struct addressee *kept = add(a);
	const char **cells = kept->cells;

	*kept = *of;
	kept->cells = cells;
	kept->email = kept->phone = kept->group = "";
	kept->person = people_join(a->who.people, of->own.customer_id,
	    of->own.email, of->own.phone);
	fill(a, in, asked, kept);
}

/* Is nobody written to by this row?  It may take back a send before it, which
   the list then has as none. */
static bool
is_no_send(struct addressees *a, const struct send *s, size_t *at)
{
	if (s->action == ACTION_SEND)
		return false;
	tally_set_aside(s->action == ACTION_HELD ? "held" : "called back", 1);
	if (s->action == ACTION_RETRACT && *at != DICT_NONE) {
		a->list[*at].send = NULL;
		*at = DICT_NONE;
	}
	return true;
}

static void
drop_called_back(struct addressees *a)
{
	size_t n = 0;

	for (size_t i = 0; i < a->n; i++)
		if (a->list[i].send != NULL)
			a->list[n++] = a->list[i];
	a->n = n;
}

static void
read_sends(struct addressees *a, struct source *in, const size_t *asked)
{
	struct send_columns at = send_columns_find(in);
	struct dict *ids = dict_new();
	size_t *places = NULL, room = 0;	/* in the list, by id */
	struct addressee of = { .send = NULL };
	struct send s;

	while (source_next(in)) {
		size_t nth = dict_count(ids), id;

		if (!send_row_read(in, &at, a->common->as_of, &s))
			continue;
		id = dict_add(ids, s.id, strlen(s.id));
		places = pool_grow(places, &room, id + 1, sizeof *places);
		places[id] = id == nth ? DICT_NONE : places[id];
		if (is_no_send(a, &s, &places[id]))
			continue;
		if (places[id] != DICT_NONE) {
			cell_reject(in, at.id, "twice in the list");
		} else if (keep_send(a, in, &at, &s, &of)) {
			places[id] = a->n;
			add_send(a, in, asked, &of);
		}
	}
	drop_called_back(a);
	free(places);
	dict_free(ids);
}

/* Whoever leaves an audience, as an audience record says, is in none. */
static bool
is_leaving(const struct source *in, size_t action)
{
	if (strcmp(source_cell(in, action).text, "remove") != 0)
		return false;
	tally_set_aside("leave the audience", 1);
	return true;
}

static void
read_customers(struct addressees *a, struct source *in, const size_t *asked)
{
	struct recipient_columns at = recipient_find(in, &(struct list){
	    .n = 0 }, a->who.pool);
	struct purchase_columns bought = purchases_find(in);
	size_t action = source_find(in, "action");
	struct recipient who;
	struct asof asof;

	if (at.customer_id == DICT_NONE && at.email == DICT_NONE &&
	    at.phone == DICT_NONE)
		source_column(in, "customer_id");
	asof_find(&asof, in);
	while (source_next(in)) {
		struct addressee *kept;
		size_t text;

		asof_take_only(&asof, in, a->common);
		if (is_leaving(in, action) || !recipient_read_named(in, &at,
		    a->who.pool, &who))
			continue;
		text = recipient_join(&who, a->who.people);
		if (!purchases_read(in, &bought, text, a->common->as_of,
		    a->who.events))
			continue;
		kept = add(a);
		kept->own = who;
		kept->person = text;
		fill(a, in, asked, kept);
	}
}

/* Are the rows orders, by what all of them have, and nothing customers have? */
static bool
are_orders(struct source *in)
{
	static const char *const consents[] = { "email_consent",
	    "sms_consent", "push_consent", "ads_consent" };

	for (size_t i = 0; i < sizeof consents / sizeof *consents; i++)
		if (source_find(in, consents[i]) != DICT_NONE)
			return false;
	return source_find(in, "order_id") != DICT_NONE &&
	    source_find(in, "ordered_at") != DICT_NONE;
}

void
addressees_read(struct addressees *a, char *const files[])
{
	static const struct list nothing;
	struct source *in = source_open(files, a->common, NULL);
	size_t *asked;

	a->who = dossier_new(&a->columns, &nothing);
	asked = pool_bytes(a->who.pool, (a->columns.n + 1) * sizeof *asked);
	a->has = pool_bytes(a->who.pool, a->columns.n + 1);
	for (size_t i = 0; i < a->columns.n; i++) {
		asked[i] = source_find(in, a->columns.items[i]);
		a->has[i] = asked[i] != DICT_NONE;
	}
	a->are_sends = source_find(in, "send_id") != DICT_NONE;
	a->are_orders = are_orders(in);
	(a->are_sends ? read_sends : read_customers)(a, in, asked);
	source_close(in);
}

static int
compare(const void *l, const void *r)
{
	const struct send *a = ((const struct addressee *)l)->send;
	const struct send *b = ((const struct addressee *)r)->send;

	if (a->at.seconds != b->at.seconds)
		return a->at.seconds < b->at.seconds ? -1 : 1;
	return strcmp(a->id, b->id);
}

/* When they agreed to the channel, if that is asked, and known; never of who
   hasn't said yes, for a platform takes a date for a yes. */
static void
tell_consent(struct addressees *a, struct addressee *of, const char *column,
    enum channel channel)
{
	size_t i = find(a, column);
	struct consented record;
	bool is_dated, agreed;

	if (i == DICT_NONE)
		return;
	is_dated = consents_find(a->who.consents, of->person, channel,
	    a->common->as_of, &record);
	agreed = is_dated ? record.state == CONSENT_EXPLICIT : recipient_says(
	    a->who.people, of->person, channel, CONSENT_EXPLICIT);
	if (!agreed)
		of->cells[i] = "";
	else if (*of->cells[i] == '\0' && is_dated)
		of->cells[i] = phrase_instant(a->who.pool, record.at);
	a->has[i] = a->has[i] || *of->cells[i] != '\0';
}

/* Who has no name may have a first and a last one. */
static void
tell_name(struct addressees *a, struct addressee *of)
{
	size_t i = find(a, "name"), first = find(a, "first_name"),
	    last = find(a, "last_name");

	if (i == DICT_NONE || first == DICT_NONE || last == DICT_NONE ||
	    *of->cells[i] != '\0')
		return;
	of->cells[i] = phrase_print(a->who.pool, "%s%s%s", of->cells[first],
	    *of->cells[first] != '\0' && *of->cells[last] != '\0' ? " " : "",
	    of->cells[last]);
}

/* Their own row comes first, then what customer records say of them. */
static void
complete(struct addressees *a, struct addressee *of, const struct known *k)
{
	for (size_t i = 0; i < a->columns.n; i++)
		if (*of->cells[i] == '\0')
			of->cells[i] = known_cell(k, i);
	tell_name(a, of);
	tell_consent(a, of, "email_consent_at", CHANNEL_EMAIL);
	tell_consent(a, of, "sms_consent_at", CHANNEL_SMS);
	if (*of->own.email == '\0' && (of->send == NULL ||
	    of->send->channel != CHANNEL_EMAIL))
		of->own.email = known_address(k, CHANNEL_EMAIL);
	if (of->send != NULL)
		return;
	if (!of->own.can_dial) {
		of->own.phone = known_address(k, CHANNEL_SMS);
		of->own.can_dial = *of->own.phone != '\0';
	}
	of->own.customer_id = recipient_name(&of->own);
}

static void
say_joined(const struct addressees *a, const struct dossier_files *beside)
{
	bool *wanted = pool_bytes(a->who.pool,
	    people_count(a->who.people) + 1);
	size_t known = 0;

	for (size_t i = 0; i < a->n; i++) {
		wanted[a->list[i].person] = true;
		known += book_knows(a->who.book, a->list[i].person);
	}
	if (beside->customers.n != 0)
		tally_joined("--customers", known, a->n);
	dossier_say(&a->who, beside, wanted, a->common->as_of);
	if (a->n > 0 && book_count(a->who.book) > 0 && known == 0)
		errx(EXIT_TROUBLE, "--customers: none of the rows is about "
		    "one of them");
}

void
addressees_join(struct addressees *a, const struct dossier_files *beside)
{
	dossier_read(&a->who, beside, a->common,
	    "nobody is handed over until that is mended");
	dossier_close(&a->who);
	for (size_t i = 0; i < a->n; i++) {
		struct addressee *of = &a->list[i];
		struct known k;

		of->person = people_text(a->who.people, of->person, NULL,
		    NULL);
		k = book_find(a->who.book, &of->own, of->person);
		complete(a, of, &k);
	}
	for (size_t i = 0; i < a->columns.n; i++)
		a->has[i] = a->has[i] || book_has(a->who.book, i);
	if (a->are_sends && a->n > 0)
		qsort(a->list, a->n, sizeof *a->list, compare);
	say_joined(a, beside);
}

void
addressees_free(struct addressees *a)
{
	dossier_free(&a->who);
	free(a->columns.items);
	free(a->list);
}

/* The shop's own number of somebody, who may go by their e-mail or phone. */
static const char *
own_number(const struct addressee *a)
{
	const char *id = a->own.customer_id;

	return *id == '+' || strchr(id, '@') != NULL ||
	    strcmp(id, a->own.phone) == 0 ||
	    strncmp(id, "anonymous:", 10) == 0 ? "" : id;
}

const char *
addressee_text(const struct addressee *a, const char *column, size_t i)
{
	if (strcmp(column, "email") == 0)
		return a->email;
	if (strcmp(column, "phone") == 0)
		return a->phone;
	if (strcmp(column, "customer_id") == 0)
		return a->own.customer_id;
	if (strcmp(column, "external_id") == 0)
		return own_number(a);
	if ((strcmp(column, "email_consent_at") == 0 && *a->email == '\0') ||
	    (strcmp(column, "sms_consent_at") == 0 && *a->phone == '\0'))
		return "";
	return a->cells[i];
}
