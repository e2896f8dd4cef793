/*
 * export-audience - hand sends or customers to a platform, as it wants them
 *
 * Each platform has its own columns, its own spelling of who somebody is, and
 * its own limits.  Whoever is handed over may be written to: what they have
 * said of it since is asked once more, and nobody goes twice where one row
 * stands for an address.  What a row calls back goes to nobody.  Everybody else
 * is dropped for a reason.
 */

#include "carry.h"
#include "handover.h"
#include "sink.h"

static struct handover h;
static bool print_list;

static const struct opt options[] = {
	{ 0, "columns", "COLUMNS", "hand these columns over, too",
	    carry_parse, &h.columns },
	{ 0, "consent", "FILE", "consents, with their dates",
	    list_parse, &h.beside.consent },
	{ 0, "customers", "FILE", "customers, with their addresses and names",
	    list_parse, &h.beside.customers },
	{ 0, "dropped", "FILE", "write who isn't handed over, and why",
	    text_parse, &h.dropped },
	{ 0, "events", "FILE", "events and orders: what they did since",
	    list_parse, &h.beside.events },
	{ 0, "for", "NAME", "the platform (generic); see --list",
	    target_parse, &h.target },
	{ 0, "from", "ADDRESS", "who writes, where requests tell it",
	    text_parse, &h.from },
	{ 0, "guard", NULL, "put ' before what a spreadsheet would run",
	    NULL, &h.guards },
	{ 0, "list", NULL, "print the platforms, and nothing else",
	    NULL, &print_list },
	{ 0, "remove", "LAST", "write who was in this file and is no more",
	    list_parse, &h.last },
	{ 0, "split", "COLUMN", "write a file for each value of it",
	    text_parse, &h.split },
	{ 0, "suppress", "FILE", "who must not be written to",
	    list_parse, &h.beside.suppress },
	{ .name = NULL }
};

static const struct tool export_audience = {
	.summary = "Hand sends or customers to a platform, as it wants them.",
	.operands = "[FILE ...]",
	.options = options
};

static int
write_list(const struct common *common)
{
	static const char *const names[] = { "platform", "takes", "format",
	    "limits", NULL };
	struct sink *out = sink_open(common->output, common, NULL, names);

	for (size_t i = 0; target_get(i) != NULL; i++) {
		const struct target *t = target_get(i);

		sink_text(out, t->name);
		sink_text(out, t->body != NULL ? "sends" :
		    "sends or customers");
		sink_text(out, t->body != NULL ? "NDJSON" :
		    t->delimiter == ';' ? "CSV with ;" : "CSV");
		sink_text(out, t->limits);
		sink_end(out);
	}
	sink_close(out);
	return EXIT_DONE;
}

static void
check_options(const struct common *common)
{
	bool is_csv = h.target->body == NULL;

	if (common->json && h.target != target_default())
		opt_fail("--json: %s has a format of its own", h.target->name);
	if (h.target->is_ads && h.columns.n > 0)
		opt_fail("--columns: %s takes no further columns",
		    h.target->name);
	if ((!is_csv || common->json) && (h.guards || h.last.n > 0))
		opt_fail("--guard and --remove: want a platform that takes "
		    "CSV");
	if (!is_csv && h.target->body->needs_from != (h.from != NULL))
		opt_fail("--for %s: want %s--from", h.target->name,
		    h.from != NULL ? "no " : "");
	if (is_csv && h.from != NULL)
		opt_fail("--from: %s asks for no sender", h.target->name);
	if (h.split != NULL && (common->output == NULL || h.last.n > 0))
		opt_fail("--split: want -o FILE, and no --remove");
}

int
main(int argc, char *argv[])
{
	struct common common;
	char **files;

	h.target = target_default();
	files = opt_parse(&export_audience, &common, argc, argv);
	if (print_list)
		return write_list(&common);
	check_options(&common);
	return handover(&h, &common, files);
}
