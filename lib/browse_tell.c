#include "browse_tell.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "phrase.h"
#include "row.h"

/* "person/what/when" */
static const char *
id_of(struct trail *t, uint32_t own, const char *what, int64_t at,
    struct pool *p)
{
	const char *who = stitch_name(traces_people(t->traces), own);
	char when[INSTANT_ROOM];

	instant_print((struct instant){ .seconds = at }, when);
	return phrase_print(p, "%s/%s/%s", phrase_part(p, who),
	    phrase_part(p, what), when);
}

static void
set_price(struct notice *n, int64_t price, struct currency c, struct pool *p)
{
	char text[MONEY_ROOM];

	n->value = n->currency = "";
	if (*c.code == '\0')
		return;
	n->value = pool_text(p, text, money_print(price, c, text));
	n->currency = pool_text(p, c.code, strlen(c.code));
}

static void
add_ware(struct row *r, const char *name, const struct trail *t,
    uint32_t ware, uint32_t url)
{
	const struct ware *w = wares_get(t->wares, ware);

	row_byte(r, ',');
	row_key(r, name, strlen(name));
	row_byte(r, '{');
	row_member(r, "sku", w->sku, CELL_TEXT);
	row_member(r, "product", w->product, CELL_TEXT);
	row_member(r, "category", w->category, CELL_TEXT);
	row_member(r, "url", traces_id(t->traces, url), CELL_TEXT);
	row_byte(r, '}');
}

static const char *
data_of(const struct browse *b, const struct trail *t, struct pool *p)
{
	struct row r = { NULL, 0, 0 };
	char visits[32], seconds[32];
	const char *made;

	snprintf(visits, sizeof visits, "%d", b->visits);
	snprintf(seconds, sizeof seconds, "%lld", (long long)b->dwell);
	row_byte(&r, '{');
	row_member(&r, "visits", visits, CELL_NUMBER);
	row_member(&r, "seconds", seconds, CELL_NUMBER);
	row_member(&r, "category", b->category, CELL_TEXT);
	if (*b->category == '\0')
		add_ware(&r, "most_viewed", t, b->ware, b->url);
	if (b->has_ware)
		add_ware(&r, "last_viewed", t, b->last_ware, b->last_url);
	row_byte(&r, '}');
	made = pool_text(p, r.bytes, r.len);
	free(r.bytes);
	return made;
}

struct notice
browse_tell(const struct browse *b, struct trail *t, struct pool *p)
{
	bool is_category = *b->category != '\0';
	const char *name = is_category ? b->category :
	    wares_name(t->wares, b->ware);
	const char *what = is_category ?
	    phrase_print(p, "category:%s", name) : name;
	struct notice n = { .flow = "browse-abandon", .at = b->left,
	    .since = b->last, .id = id_of(t, b->own, what, b->first, p),
	    .item = b->has_ware ? wares_name(t->wares, b->last_ware) : "" };
	char when[INSTANT_ROOM], dwell[SPAN_ROOM];

	instant_print((struct instant){ .seconds = b->last }, when);
	span_print((struct span){ .seconds = b->dwell }, dwell);
	n.reason = phrase_print(p, "%s%s viewed %d times for %s, left %s, "
	    "nothing in the cart", is_category ? "category " : "", name,
	    b->visits, dwell, when);
	set_price(&n, b->price, b->currency, p);
	n.data = data_of(b, t, p);
	return n;
}

struct notice
favourite_tell(const struct favourite *f, struct trail *t, struct pool *p)
{
	const char *name = wares_name(t->wares, f->ware);
	struct notice n = { .flow = "wishlist", .at = f->due,
	    .since = f->at, .id = id_of(t, f->own, name, f->at, p),
	    .item = name };
	struct row r = { NULL, 0, 0 };
	char when[INSTANT_ROOM];

	instant_print((struct instant){ .seconds = f->at }, when);
	n.reason = phrase_print(p, "%s liked %s, not bought since", name,
	    when);
	set_price(&n, f->price, f->currency, p);
	row_add(&r, "{\"liked_at\":\"", 13);
	row_add(&r, when, strlen(when));
	row_byte(&r, '"');
	add_ware(&r, "favourite", t, f->ware, f->url);
	row_byte(&r, '}');
	n.data = pool_text(p, r.bytes, r.len);
	free(r.bytes);
	return n;
}
