#include "interest.h"

#include <err.h>
#include <stdlib.h>
#include <string.h>

#include "phrase.h"

enum { SKU, PRICE, CURRENCY, CUSTOMER_ID, EMAIL, PUSH_TOKEN, ASKED };

static const char *asked[] = { "sku", "price", "currency", "customer_id",
    "email", "push_token" };

struct interests {
	struct interest *list;
	size_t n, room;
	size_t *first;			/* by person, where theirs begin */
	bool *whose;
};

/* What is known of a person by all their rows. */
struct known {
	const char *customer_id, *email, *phone;
};

const struct list *
interest_asked(void)
{
	static const struct list list = { asked, ASKED, ASKED };

	return &list;
}

const char *
interest_word(enum interest_how how)
{
	return how == INTEREST_VIEWED ? "viewed" : how == INTEREST_LIKED ?
	    "liked" : "put in the cart";
}

static bool
read_how(const char *name, enum interest_how *how)
{
	if (strcmp(name, "product-view") == 0)
		*how = INTEREST_VIEWED;
	else if (strcmp(name, "favourite") == 0)
		*how = INTEREST_LIKED;
	else if (strcmp(name, "add-to-cart") == 0)
		*how = INTEREST_IN_CART;
	else
		return false;
	return true;
}

static struct contact
contact_of(const struct event *e, const struct known *known, struct pool *p)
{
	struct contact who = { .customer_id = e->cells[CUSTOMER_ID],
	    .phone = known->phone, .push_token = e->cells[PUSH_TOKEN] };
	const char *cell = e->cells[EMAIL];
	size_t room = 4 * strlen(cell) + 1;
	char *email = pool_bytes(p, room);

	who.email = email_normalise(cell, email, room) ? email : known->email;
	if (*who.customer_id == '\0')
		who.customer_id = *known->customer_id != '\0' ?
		    known->customer_id : *who.email != '\0' ? who.email :
		    who.phone;
	return who;
}

/* What the event says of its product's price, if that can be read. */
static void
read_price(const struct event *e, struct interest *into)
{
	into->has_price = *e->cells[PRICE] != '\0' &&
	    currency_parse(e->cells[CURRENCY], &into->currency) == NULL &&
	    money_parse(e->cells[PRICE], into->currency, MONEY_PLAIN,
	    &into->price) == NULL && into->price >= 0;
}

/* The greater of two texts, so that the order of rows is nothing. */
static void
take(const char **into, const char *text)
{
	if (strcmp(text, *into) > 0)
		*into = text;
}

/* Whoever has no customer_id goes by another text of theirs, which is none. */
static bool
is_id(struct people *people, const char *text)
{
	return people_find_text(people, 'e', text) == DICT_NONE &&
	    people_find_text(people, 'p', text) == DICT_NONE;
}

/* How each person is reached, by any row of theirs. */
static struct known *
known_of(struct people *people)
{
	size_t n = people_count(people), texts = people_texts(people);
	struct known *all = calloc(n + 1, sizeof *all);

	if (all == NULL)
		errx(EXIT_TROUBLE, "out of memory");
	for (size_t i = 0; i < n; i++)
		all[i] = (struct known){ "", "", "" };
	for (size_t i = 0; i < texts; i++) {
		const char *text;
		char kind;
		struct known *k = &all[people_text(people, i, &kind, &text)];

		if (kind != 'c')
			take(kind == 'e' ? &k->email : &k->phone, text);
		else if (is_id(people, text))
			take(&k->customer_id, text);
	}
	return all;
}

/* Was the product taken out of the cart after that event? */
static bool
is_removed(const struct event did[], size_t n, const struct event *e)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(did[i].name, "remove-from-cart") == 0 &&
		    strcmp(did[i].cells[SKU], e->cells[SKU]) == 0 &&
		    notice_at(did[i].at) > e->at.seconds)
			return true;
	return false;
}

static void
find_of(struct interests *all, const struct shop *shop, size_t person,
    const struct known *known, int64_t from)
{
	size_t n;
	const struct event *did = circle_did(shop->circle, person, &n);

	for (size_t i = 0; i < n; i++) {
		const char *sku = did[i].cells[SKU];
		struct interest one = { .at = did[i].at };

		if (*sku == '\0' || notice_at(did[i].at) < from ||
		    !read_how(did[i].name, &one.how))
			continue;
		one.sku = (uint32_t)dict_add(shop->skus, sku, strlen(sku));
		one.is_removed = one.how == INTEREST_IN_CART &&
		    is_removed(did, n, &did[i]);
		one.who = contact_of(&did[i], known, shop->pool);
		read_price(&did[i], &one);
		all->list = pool_grow(all->list, &all->room, all->n + 1,
		    sizeof *all->list);
		all->list[all->n++] = one;
		all->whose[person] = true;
	}
}

struct interests *
interests_find(const struct shop *shop, struct span recent)
{
	struct people *people = circle_people(shop->circle);
	size_t n = people_count(people);
	struct known *known = known_of(people);
	struct interests *all = calloc(1, sizeof *all);
	int64_t from = instant_move(shop->common->as_of, recent, -1,
	    instant_zone()).seconds;

	if (all == NULL)
		errx(EXIT_TROUBLE, "out of memory");
	all->first = pool_bytes(shop->pool, (n + 1) * sizeof *all->first);
	all->whose = pool_bytes(shop->pool, (n + 1) * sizeof *all->whose);
	for (size_t i = 0; i < n; i++) {
		find_of(all, shop, i, &known[i], from);
		all->first[i + 1] = all->n;
	}
	free(known);
	return all;
}

void
interests_free(struct interests *all)
{
	if (all == NULL)
		return;
	free(all->list);
	free(all);
}

const bool *
interests_whose(const struct interests *all)
{
	return all->whose;
}

const struct interest *
interests_of(const struct interests *all, size_t person, size_t *n)
{
	*n = all->first[person + 1] - all->first[person];
	return *n == 0 ? NULL : all->list + all->first[person];
}

bool
interest_is_over(const struct shop *shop, size_t person,
    const struct interest *i)
{
	size_t n;
	const struct event *did = circle_did(shop->circle, person, &n);
	struct instant at;

	if (owned_when(shop->owned, person, &at) &&
	    notice_at(at) >= i->at.seconds)
		return true;
	for (size_t k = 0; k < n; k++)
		if (strcmp(did[k].name, "purchase") == 0 &&
		    notice_at(did[k].at) >= i->at.seconds)
			return true;
	return false;
}

bool
interest_is_owned(const struct shop *shop, size_t person, uint32_t sku)
{
	size_t n;
	const struct event *did = circle_did(shop->circle, person, &n);

	if (owned_has(shop->owned, person, sku))
		return true;
	for (size_t k = 0; k < n; k++)
		if (strcmp(did[k].name, "purchase") == 0 && strcmp(
		    did[k].cells[SKU], shop_sku(shop, sku)) == 0)
			return true;
	return false;
}

bool
interest_is_free(const struct shop *shop, size_t person, uint32_t sku)
{
	return catalogue_has(shop->catalogue, sku) &&
	    !interest_is_owned(shop, person, sku);
}

struct notice
interest_notice(const struct interest *i, const char *flow, const char *more,
    const struct shop *shop)
{
	struct pool *p = shop->pool;
	const char *who = phrase_part(p, i->who.customer_id);
	const char *sku = phrase_part(p, shop_sku(shop, i->sku));

	return (struct notice){ .flow = flow, .at = notice_at(i->at),
	    .since = i->at.seconds, .who = i->who,
	    .id = *more == '\0' ? phrase_print(p, "%s/%s", who, sku) :
	    phrase_print(p, "%s/%s/%s", who, sku, phrase_part(p, more)) };
}
