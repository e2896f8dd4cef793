/*
 * import-customers - a platform's export of customers, as customer records
 *
 * A map says which of the export's columns is what.  A customer goes by the
 * id that the export gives, else by e-mail, else by a phone that can be dialled
 * from anywhere.  Who comes twice is one customer, as the later row has it; but
 * a "no" to being written to isn't undone by another row of the same file.  Or
 * it writes what each row says of consent, where it says since when.
 */

#include <err.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "client.h"
#include "dict.h"
#include "import.h"
#include "pool.h"
#include "record.h"
#include "row.h"
#include "sink.h"

/* A customer: the texts of the fields, each with its NUL, one after another. */
struct kept {
	char *texts;
	size_t len;
	unsigned part;			/* of the row that came last */
};

static struct import how = { .kind = MAP_CUSTOMERS };
static const char *phone_country, *store;
static bool list, consents;

static const struct opt options[] = {
	{ 0, "consents", NULL, "write consents and their times", NULL,
	    &consents },
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
	struct dict *ids;
	struct kept *list;
	size_t room;
	struct row texts;		/* of the row at hand */
	size_t unread[FIELDS], shortened, undated;
};

static const char *
text_of(const struct kept *c, int field)
{
	const char *text = c->texts;

	while (field-- > 0)
		text += strlen(text) + 1;
	return text;
}

static void
pack(struct row *texts, const struct client *r)
{
	texts->len = 0;
	for (size_t f = 0; f < FIELDS; f++)
		row_add(texts, r->cells[f], strlen(r->cells[f]) + 1);
}

/* What the customer said no to in a row of this file stays so. */
static void
keep_denied(const struct kept *c, unsigned part, struct client *r)
{
	for (int f = EMAIL_CONSENT; f < EMAIL_CONSENT + CONSENTS; f++)
		if (c->part == part && strcmp(text_of(c, f), "denied") == 0)
			r->cells[f] = "denied";
}

/* Keep the row, new or in place of the one before. */
static void
keep(struct table *t, struct client *r)
{
	const char *id = r->cells[CUSTOMER_ID];
	unsigned part = source_place(how.in).part;
	size_t n = dict_count(t->ids), i = dict_add(t->ids, id, strlen(id));
	struct kept *c;
	bool again;

	t->list = pool_grow(t->list, &t->room, i + 1, sizeof *t->list);
	c = &t->list[i];
	pack(&t->texts, r);
	if (i < n) {
		again = c->len == t->texts.len &&
		    memcmp(c->texts, t->texts.bytes, c->len) == 0;
		tally_set_aside(again ? "exact duplicate" :
		    "older copy of a customer", 1);
		keep_denied(c, part, r);
		pack(&t->texts, r);
	}
	if (i == n || t->texts.len > c->len) {
		if (i < n)
			free(c->texts);
		c->texts = malloc(t->texts.len);
		if (c->texts == NULL)
			errx(EXIT_TROUBLE, "out of memory");
	}
	c->len = t->texts.len;
	memcpy(c->texts, t->texts.bytes, c->len);
	c->part = part;
}

static void
take_row(struct table *t, struct sink *out)
{
	struct client r;

	if (!client_read(t->view, how.map, phone_country, store, &r))
		return;
	for (size_t f = 0; f < FIELDS; f++)
		t->unread[f] += r.is_unread[f];
	t->shortened += r.is_phone_short;
	if (*r.cells[CUSTOMER_ID] == '\0')
		tally_set_aside("no identity", 1);
	else if (consents)
		t->undated += client_write_consents(&r, how.map->name, out);
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
		const char *email = text_of(&t->list[i], EMAIL);
		size_t before = dict_count(emails);

		if (*email != '\0')
			n += dict_add(emails, email, strlen(email)) < before;
	}
	dict_free(emails);
	return n;
}

static void
note_unread(const struct table *t)
{
	const char *const *names = record_columns(RECORD_CUSTOMER);
	char text[128] = "";
	size_t used = 0;

	for (size_t f = 0; f < FIELDS; f++)
		if (t->unread[f] != 0 && used < sizeof text)
			used += (size_t)snprintf(text + used,
			    sizeof text - used, "%s%zu %s",
			    used != 0 ? ", " : "", t->unread[f], names[f]);
	if (used != 0)
		tally_note("left blank, since they can't be read: %s", text);
	if (t->shortened != 0)
		tally_note("%zu customer%s a phone that a spreadsheet "
		    "shortened: left blank", t->shortened,
		    t->shortened == 1 ? " has" : "s have");
}

static void
write_all(struct sink *out, const struct table *t)
{
	size_t shared = count_shared(t);

	for (size_t i = 0; i < dict_count(t->ids); i++) {
		const char *text = t->list[i].texts;

		for (size_t f = 0; f < FIELDS; f++, text += strlen(text) + 1)
			sink_text(out, text);
		sink_end(out);
		free(t->list[i].texts);
	}
	if (shared != 0)
		tally_note("%zu customer%s the e-mail of another", shared,
		    shared == 1 ? " has" : "s have");
	note_unread(t);
}

static void
read_all(struct table *t, struct sink *out)
{
	if (!view_has(t->view, EMAIL) && !view_has(t->view, PHONE))
		view_need(t->view, CUSTOMER_ID, " (nor for email or phone)");
	while (source_next(how.in))
		take_row(t, out);
	if (t->undated != 0)
		tally_note("%zu consent%s of no date: not written", t->undated,
		    t->undated == 1 ? "" : "s");
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
	t.ids = dict_new();
	t.view = import_open(&how, operands, &common);
	out = sink_open(common.output, &common, NULL,
	    record_columns(consents ? RECORD_CONSENT : RECORD_CUSTOMER));
	if (t.view != NULL) {
		read_all(&t, out);
		write_all(out, &t);
		view_close(t.view);
	}
	source_close(how.in);
	dict_free(t.ids);
	free(t.list);
	free(t.texts.bytes);
	status = tally_close();
	sink_close(out);
	return status;
}
