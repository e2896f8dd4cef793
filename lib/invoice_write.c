#include "invoice_write.h"

#include <stdatomic.h>

#include "quantity.h"
#include "record.h"
#include "rows.h"
#include "tally.h"

/* What two threads write, and count. */
struct writing {
	const struct invoices *all;
	bool lines;
	atomic_size_t blanked, shortened, unnamed;
};

static void
write_money(struct sink *out, bool has, int64_t minor, struct currency in)
{
	char text[MONEY_ROOM];
	size_t len = has ? money_print(minor, in, text) : 0;

	sink_cell(out, (struct cell){ text, len });
}

static void
write_quantity(struct sink *out, bool has, int64_t quantity)
{
	char text[QUANTITY_ROOM];
	size_t len = has ? quantity_print(quantity, text) : 0;

	sink_cell(out, (struct cell){ text, len });
}

static void
write_texts(struct sink *out, const struct cell texts[TEXTS],
    enum draft_text from, enum draft_text to)
{
	for (int i = (int)from; i <= (int)to; i++)
		sink_cell(out, texts[i]);
}

/* The columns are RECORD_ORDER's. */
static void
write_order(struct sink *out, const char *id, const struct invoice *o)
{
	struct cell texts[TEXTS];
	char at[INSTANT_ROOM];

	sayings_all(o->texts, texts);
	if (texts[TEXT_REFUNDED_AT].len == 0 && o->was_refunded)
		texts[TEXT_REFUNDED_AT] = (struct cell){ at,
		    instant_print(o->refund_at, at) };
	sink_text(out, id);
	sink_cell(out, texts[TEXT_CUSTOMER_ID]);
	sink_instant(out, o->at);
	sink_text(out, record_statuses()[invoice_status(o)]);
	sink_text(out, o->currency.code);
	write_money(out, true, invoice_total(o), o->currency);
	write_money(out, o->has_refunded, o->refunded, o->currency);
	write_texts(out, texts, TEXT_DISCOUNT, TEXT_TAX);
	write_texts(out, texts, TEXT_EMAIL, TEXT_CART_ID);
	write_quantity(out, o->has_units || o->has_quantity,
	    o->has_units ? o->units : o->quantity);
	write_texts(out, texts, TEXT_FULFILLED_AT, TEXT_REFUNDED_AT);
	sink_cell(out, texts[TEXT_GIFT]);
	sink_end(out);
}

/* Was the row the order's alone, and no line of it? */
static bool
says_nothing(const struct line *l, const struct dict *words)
{
	return !l->has_price && !l->has_quantity &&
	    *dict_key(words, l->sku) == '\0' &&
	    *dict_key(words, l->product) == '\0';
}

/* The columns are RECORD_LINE's. */
static void
write_line(struct sink *out, struct writing *w, const char *id,
    const struct invoice *o, const struct line *l)
{
	const struct dict *words = w->all->words;
	struct cell texts[TEXTS];

	if (says_nothing(l, words))
		return;
	if (*dict_key(words, l->sku) == '\0') {
		w->unnamed++;
		return;
	}
	sayings_all(o->texts, texts);
	sink_text(out, id);
	sink_cell(out, texts[TEXT_CUSTOMER_ID]);
	sink_instant(out, o->at);
	sink_text(out, record_statuses()[invoice_status(o)]);
	sink_text(out, dict_key(words, l->sku));
	write_quantity(out, true, l->has_quantity ? l->quantity :
	    QUANTITY_ONE);
	write_quantity(out, l->refunded_quantity != 0, l->refunded_quantity);
	write_money(out, l->has_price, l->price, o->currency);
	sink_text(out, o->currency.code);
	sink_text(out, dict_key(words, l->product));
	sink_text(out, dict_key(words, l->category));
	write_texts(out, texts, TEXT_EMAIL, TEXT_PHONE);
	write_texts(out, texts, TEXT_FULFILLED_AT, TEXT_DELIVERED_AT);
	sink_cell(out, texts[TEXT_GIFT]);
	sink_end(out);
}

/* One order's row, or those of its lines. */
static void
write_rows(void *writing, size_t i, struct sink *out)
{
	struct writing *w = writing;
	const struct invoice *o = w->all->list[i];
	const char *id = dict_key(w->all->ids, i);

	if (o->n == 0)
		return;
	if (o->is_email_bad)
		w->blanked++;
	if (o->is_phone_short)
		w->shortened++;
	if (!w->lines)
		write_order(out, id, o);
	for (const struct line *l = w->lines ? o->first : NULL; l != NULL;
	    l = l->next)
		write_line(out, w, id, o, l);
}

static void
note(size_t n, const char *has_what)
{
	if (n != 0)
		tally_note("%zu order%s %s %s: left blank", n,
		    n == 1 ? "" : "s", n == 1 ? "has" : "have", has_what);
}

void
invoices_write(struct sink *out, const struct invoices *all, bool lines)
{
	struct writing w = { .all = all, .lines = lines };

	rows_write(out, all->n, write_rows, &w);
	if (w.unnamed != 0)
		tally_set_aside("line of no sku", w.unnamed);
	note(w.blanked, "an e-mail that can't be written to");
	note(w.shortened, "a phone that a spreadsheet shortened");
}
