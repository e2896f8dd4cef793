/*
 * import-orders - a platform's export of orders, as order records
 *
 * A map says which of the export's columns is what.  One order is one row
 * whatever the export does: its rows are gathered by its id.  What the first
 * row says of the order holds, later rows fill what it left blank, and each
 * adds a line.  A row that takes something back makes no order, but lowers
 * one.  An order that comes again in a later file replaces the older copy.
 */

#include <stdio.h>
#include <string.h>

#include "describe.h"
#include "import.h"
#include "invoice_take.h"
#include "invoice_write.h"
#include "mark.h"
#include "record.h"
#include "refund.h"
#include "sink.h"

static struct import how = { .kind = MAP_ORDERS };
static struct draft_rules rules;
static bool list, lines, describe;

static const struct opt options[] = {
	{ 0, "currency", "CODE", "of orders that name none", currency_parse,
	    &rules.currency },
	{ 0, "decimal", "MARK", "of amounts: point or comma (the map's)",
	    import_decimal, &how.decimal },
	{ 0, "describe", NULL, "tell what the file has, not its orders", NULL,
	    &describe },
	{ 'f', "from", "MAP", "read by this built-in map (told by the header)",
	    text_parse, &how.from },
	{ 'l', "lines", NULL, "write the orders' lines", NULL, &lines },
	{ 0, "list", NULL, "show the maps and the columns each is known by",
	    NULL, &list },
	{ 0, "map", "FILE", "read by a map of yours", text_parse, &how.file },
	{ 0, "phone-country", "CODE", "of phones in no known country",
	    import_country, &rules.phone_country },
	{ 0, "store", "NAME", "put NAME: before every id", text_parse,
	    &rules.store },
	{ 0, "time", "FORM", "of times: iso, mdy or dmy (the map's)",
	    import_notation, &how.notation },
	{ .name = NULL }
};

static const struct tool import_orders = {
	.summary = "Turn a platform's export into order records.",
	.operands = "[EXPORT ...]",
	.options = options
};

/* The orders so far, and what is carried from row to row. */
struct job {
	struct view *view;
	struct invoices orders;
	struct refunds refunds;
	char id[MARK_ROOM];		/* of the row before; "" none */
	size_t order;			/* its number; DICT_NONE: not known */
	size_t rows;
	struct place at;
};

/* No order carries on into a new part, nor across a row that was refused. */
static void
find_place(struct job *j)
{
	struct place at = source_place(how.in);

	if (at.part != j->at.part || at.nth != j->at.nth + 1)
		j->id[0] = '\0';
	j->at = at;
}

static bool
is_blank(void)
{
	const char *const *names = source_names(how.in);

	for (size_t i = 0; names[i] != NULL; i++) {
		struct cell c = source_cell(how.in, i);

		if (strspn(c.text, " \t\r\n") != c.len)
			return false;
	}
	return true;
}

/* Whose row is it?  NULL, or the reason why that can't be said. */
static const char *
find_id(struct job *j)
{
	const char *text, *reason;
	char number[24];

	if (how.map->numbers) {
		snprintf(number, sizeof number, "%zu", j->at.nth);
		text = number;
	} else {
		text = view_cell(j->view, FIELD_ORDER_ID).text;
	}
	if (*j->id != '\0' && (*text == '\0' ? how.map->carries :
	    rules.store == NULL && strcmp(text, j->id) == 0))
		return NULL;
	j->order = DICT_NONE;
	j->id[0] = '\0';
	if (*text == '\0')
		return how.map->carries ? "empty, and no order above it" :
		    "empty (want an order id)";
	reason = mark_id(text, rules.store, j->id);
	if (reason != NULL)
		j->id[0] = '\0';
	return reason;
}

/* The order of the row, new or not. */
static size_t
order_of(struct job *j)
{
	if (j->order == DICT_NONE)
		j->order = invoice_of(&j->orders, j->id, strlen(j->id));
	return j->order;
}

static void
take_row(struct job *j)
{
	const struct currency none = { .code = "" };
	enum order_field field = FIELD_ORDER_ID;
	struct draft d;
	const char *reason;

	find_place(j);
	if (*view_cell(j->view, FIELD_ORDER_ID).text == '\0' && is_blank()) {
		tally_set_aside("blank row", 1);
		return;
	}
	if (draft_is_none(j->view, how.map)) {
		tally_set_aside("not an order", 1);
		return;
	}
	reason = find_id(j);
	if (reason != NULL) {
		view_reject(j->view, field, reason);
		return;
	}
	if (j->order == DICT_NONE)
		j->order = dict_find(j->orders.ids, j->id, strlen(j->id));
	if (j->order != DICT_NONE && j->orders.list[j->order]->spoilt ==
	    j->at.part && *view_cell(j->view, FIELD_STATUS).text == '\0') {
		view_reject(j->view, field, "its order's first row was rejected");
		return;
	}
	if (!draft_read(j->view, &rules, j->order == DICT_NONE ? none :
	    j->orders.list[j->order]->currency, &d)) {
		invoice_spoil(&j->orders, order_of(j), j->at.part);
		return;
	}
	if (refund_is(&d)) {
		reason = refund_keep(&j->refunds, &j->orders, j->id, &d, j->at,
		    &field);
	} else {
		reason = invoice_take(&j->orders, order_of(j), &d,
		    j->at.part, &field);
		if (reason != NULL)
			invoice_spoil(&j->orders, j->order, j->at.part);
	}
	if (reason != NULL)
		view_reject(j->view, field, reason);
}

static void
need_columns(const struct view *v)
{
	if (!how.map->numbers)
		view_need(v, FIELD_ORDER_ID, "");
	view_need(v, FIELD_ORDERED_AT, "");
	view_need(v, FIELD_STATUS, "");
	if (*rules.currency.code == '\0')
		view_need(v, FIELD_CURRENCY, " (or say --currency)");
	if (!view_has(v, FIELD_UNIT_PRICE) && !view_has(v, FIELD_LINE_TOTAL))
		view_need(v, FIELD_TOTAL, "");
	if (lines)
		view_need(v, FIELD_SKU, " (for --lines)");
}

static void
read_all(struct job *j)
{
	need_columns(j->view);
	rules.map = how.map;
	rules.time = import_time(&how);
	rules.money = import_money(&how);
	invoices_open(&j->orders, how.map);
	refunds_open(&j->refunds);
	for (; source_next(how.in); j->rows++)
		take_row(j);
	refunds_settle(&j->refunds, &j->orders, j->view);
}

int
main(int argc, char *argv[])
{
	static struct job j;
	struct common common;
	char **operands = opt_parse(&import_orders, &common, argc, argv);
	struct sink *out;
	int status;

	if (list) {
		import_list(MAP_ORDERS, &common);
		return EXIT_DONE;
	}
	j.view = import_open(&how, operands, &common);
	out = sink_open(common.output, &common, NULL,
	    describe ? describe_columns() :
	    record_columns(lines ? RECORD_LINE : RECORD_ORDER));
	if (j.view != NULL) {
		read_all(&j);
		if (describe)
			describe_orders(out, &how, j.view, &j.orders, j.rows);
		else
			invoices_write(out, &j.orders, lines);
		refunds_close(&j.refunds);
		invoices_close(&j.orders);
		view_close(j.view);
	}
	source_close(how.in);
	status = tally_close();
	sink_close(out);
	return status;
}
