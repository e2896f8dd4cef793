/*
 * import-customers - a platform's export of customers, as customer records
 *
 * A map says which of the export's columns is what.  A customer goes by the
 * id that the export gives, else by e-mail, else by phone.  Who comes twice is
 * one customer, as the later row has it; but a "no" to being written to isn't
 * undone by another row of the same file.
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "client.h"
#include "dict.h"
#include "draft.h"
#include "import.h"
#include "pool.h"
#include "record.h"
#include "sink.h"

struct kept {
	const char *cells[FIELDS];
	uint64_t hash;			/* of the row's bytes */
	const char *file;
};

static struct import how = { .kind = MAP_CUSTOMERS };
static const char *phone_country, *store;
static bool list;

static const struct opt options[] = {
	{ 'f', "from", "MAP", "read by this built-in map (told by the header)",
	    text_parse, &how.from },
	{ 0, "list", NULL, "show the maps and the columns each is known by",
	    NULL, &list },
	{ 0, "map", "FILE", "read by a map of yours", text_parse, &how.file },
	{ 0, "phone-country", "CODE", "of phones in no known country",
	    import_country, &phone_country },
	{ 0, "store", "NAME", "put NAME: before every id", text_parse,
	    &store },
	{ .name = NULL }
};

static const struct tool import_customers = {
	.summary = "Turn a platform's export into customer records.",
	.operands = "[EXPORT ...]",
	.options = options
};

struct table {
	struct view *view;
	struct pool *pool;
	struct dict *ids;
	struct kept *list;
	size_t room, blanked;
};

/* Keep the row, new or in place of the one before. */
static void
keep(struct table *t, const struct client *r)
{
	struct place at = source_place(how.in);
	const char *id = r->cells[CUSTOMER_ID];
	size_t n = dict_count(t->ids), i = dict_add(t->ids, id, strlen(id));
	struct kept *c, was = { .file = NULL };
	uint64_t hash = draft_hash(0, at.row, at.len);

	t->list = pool_grow(t->list, &t->room, i + 1, sizeof *t->list);
	c = &t->list[i];
	if (i < n) {
		was = *c;
		tally_set_aside(was.hash == hash ? "exact duplicate" :
		    "older copy of a customer", 1);
		if (was.hash == hash)
			return;
	}
	for (size_t f = 0; f < FIELDS; f++)
		c->cells[f] = pool_text(t->pool, r->cells[f],
		    strlen(r->cells[f]));
	for (size_t f = EMAIL_CONSENT; f < EMAIL_CONSENT + CONSENTS; f++)
		if (was.file != NULL && strcmp(was.file, at.file) == 0 &&
		    strcmp(was.cells[f], "denied") == 0)
			c->cells[f] = "denied";
	c->hash = hash;
	c->file = at.file;
}

static void
take_row(struct table *t)
{
	struct client r;

	if (!client_read(t->view, how.map, phone_country, store, &r))
		return;
	t->blanked += r.is_email_bad;
	if (*r.cells[CUSTOMER_ID] == '\0')
		tally_set_aside("no identity", 1);
	else
		keep(t, &r);
}

/* How many customers have an e-mail that another has too. */
static size_t
count_shared(const struct table *t)
{
	struct dict *emails = dict_new();
	size_t n = 0;

	for (size_t i = 0; i < dict_count(t->ids); i++) {
		const char *email = t->list[i].cells[EMAIL];
		size_t before = dict_count(emails);

		if (*email != '\0')
			n += dict_add(emails, email, strlen(email)) < before;
	}
	dict_free(emails);
	return n;
}

static void
write_all(struct sink *out, const struct table *t)
{
	size_t shared = count_shared(t);

	for (size_t i = 0; i < dict_count(t->ids); i++) {
		for (size_t f = 0; f < FIELDS; f++)
			sink_text(out, t->list[i].cells[f]);
		sink_end(out);
	}
	if (shared != 0)
		tally_note("%zu customer%s the e-mail of another", shared,
		    shared == 1 ? " has" : "s have");
	if (t->blanked != 0)
		tally_note("%zu row%s an e-mail that can't be written to: "
		    "left blank", t->blanked, t->blanked == 1 ? " has" :
		    "s have");
}

static void
read_all(struct table *t)
{
	if (!view_has(t->view, EMAIL) && !view_has(t->view, PHONE))
		view_need(t->view, CUSTOMER_ID, " (nor for email or phone)");
	while (source_next(how.in))
		take_row(t);
}

int
main(int argc, char *argv[])
{
	struct table t = { .view = NULL };
	struct common common;
	char **operands = opt_parse(&import_customers, &common, argc, argv);
	struct sink *out;
	int status;

	if (list) {
		import_list(MAP_CUSTOMERS, &common);
		return EXIT_DONE;
	}
	t.pool = pool_new();
	t.ids = dict_new();
	t.view = import_open(&how, operands, &common);
	out = sink_open(common.output, &common, NULL,
	    record_columns(RECORD_CUSTOMER));
	if (t.view != NULL) {
		read_all(&t);
		write_all(out, &t);
		view_close(t.view);
	}
	source_close(how.in);
	pool_free(t.pool);
	dict_free(t.ids);
	free(t.list);
	status = tally_close();
	sink_close(out);
	return status;
}
