/*
 * diff-sends - what another policy, day or list would send, and what no more
 *
 * A send is the same by its send_id, which says what it is.  One that only the
 * new list has is added, one that only the old one has is removed, one that
 * goes at another instant has moved, and one of which anything else differs has
 * changed.  Why a send is in one list only is known from whom the other one's
 * run denied.  The difference makes the new list of the old one.
 */

#include <err.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cell.h"
#include "denial.h"
#include "dict.h"
#include "patch.h"
#include "send_list.h"
#include "send_row.h"
#include "tally.h"

static const char *denied, *old_denied;
static bool apply, summary;

static const struct opt options[] = {
	{ 0, "apply", NULL, "make the new list of the old one and a "
	    "difference", NULL, &apply },
	{ 0, "denied", "FILE", "whom the new list's run denied",
	    text_parse, &denied },
	{ 0, "old-denied", "FILE", "whom the old list's run denied",
	    text_parse, &old_denied },
	{ 0, "summary", NULL, "write one line of how many", NULL, &summary },
	{ .name = NULL }
};

static const struct tool diff_sends = {
	.summary = "Tell two send lists apart.",
	.operands = "OLD [NEW]",
	.options = options,
	.leading = 1
};

/* No send is too new to be compared. */
static const struct instant whenever = { .seconds = INT64_MAX };

struct diff {
	struct send_list *old;
	bool *seen;		/* of those, in the new list */
	struct denials *denied, *old_denied;
	struct sink *out;	/* NULL: it is only counted */
	size_t of[PATCH_CHANGES];
};

static void
write_change(struct diff *d, enum patch_change change, size_t nth,
    const struct send *s, const struct send *was)
{
	const struct denial *why = change == PATCH_ADDED ? denials_find(
	    d->old_denied, s->id) : change == PATCH_REMOVED ? denials_find(
	    d->denied, s->id) : NULL;

	d->of[change]++;
	if (d->out == NULL)
		return;
	sink_text(d->out, patch_changes()[change]);
	if (change == PATCH_REMOVED)
		sink_text(d->out, "");
	else
		sink_int(d->out, (int64_t)nth);
	if (was != NULL)
		sink_instant(d->out, was->at);
	else
		sink_text(d->out, "");
	sink_text(d->out, was != NULL ? send_list_differs(s, was) : "");
	sink_text(d->out, why != NULL ? why->code : "");
	sink_text(d->out, why != NULL ? why->rule : "");
	sink_text(d->out, why != NULL ? why->observed : "");
	sink_text(d->out, why != NULL ? why->threshold : "");
	send_write(d->out, s);
}

static void
compare(struct diff *d, const struct send *s, size_t nth)
{
	size_t i = send_list_find(d->old, s->id);
	const struct send *was = i == DICT_NONE ? NULL :
	    send_list_get(d->old, i);

	if (was == NULL)
		write_change(d, PATCH_ADDED, nth, s, NULL);
	else if (was->at.seconds != s->at.seconds)
		write_change(d, PATCH_MOVED, nth, s, was);
	else if (*send_list_differs(s, was) != '\0')
		write_change(d, PATCH_CHANGED, nth, s, was);
	if (was != NULL)
		d->seen[i] = true;
}

/* "+312 -48 ~5 sends, 17 people hit the cap, 0 in quiet hours" */
static void
say_summary(const struct diff *d)
{
	static const char *const caps[] = { "cap", "gap", "lost-to", NULL };
	static const char *const quiet[] = { "quiet", NULL };

	printf("+%zu -%zu ~%zu sends", d->of[PATCH_ADDED], d->of[PATCH_REMOVED],
	    d->of[PATCH_MOVED] + d->of[PATCH_CHANGED]);
	if (d->denied != NULL)
		printf(", %zu people hit the cap, %zu in quiet hours",
		    denials_people(d->denied, caps),
		    denials_count(d->denied, quiet));
	putchar('\n');
}

static void
compare_all(struct diff *d, char *const files[], const struct common *common)
{
	struct source *in = source_open(files, common, NULL);
	struct send_columns at = send_columns_find(in);
	struct dict *ids = dict_new();
	struct send s;

	d->seen = calloc(send_list_count(d->old) + 1, sizeof *d->seen);
	if (d->seen == NULL)
		errx(EXIT_TROUBLE, "out of memory");
	while (source_next(in)) {
		size_t nth = dict_count(ids);

		if (!send_row_read(in, &at, whenever, &s))
			continue;
		if (dict_add(ids, s.id, strlen(s.id)) == nth)
			compare(d, &s, nth + 1);
		else
			cell_reject(in, at.id, "twice in the list");
	}
	for (size_t i = 0; i < send_list_count(d->old); i++)
		if (!d->seen[i])
			write_change(d, PATCH_REMOVED, 0, send_list_get(d->old, i),
			    NULL);
	dict_free(ids);
	source_close(in);
	free(d->seen);
}

static int
tell_apart(struct diff *d, char *const files[], const struct common *common)
{
	int status;

	if (denied != NULL)
		d->denied = denials_read(denied, common);
	if (old_denied != NULL)
		d->old_denied = denials_read(old_denied, common);
	if (!summary)
		d->out = sink_open(common->output, common, NULL, patch_columns());
	compare_all(d, files, common);
	status = tally_close();
	if (summary)
		say_summary(d);
	else
		sink_close(d->out);
	if (fflush(stdout) == EOF)
		err(EXIT_TROUBLE, "<stdout>");
	denials_free(d->denied);
	denials_free(d->old_denied);
	return status;
}

int
main(int argc, char *argv[])
{
	struct common common;
	char **files = opt_parse(&diff_sends, &common, argc, argv);
	struct diff d = { .out = NULL };
	int status;

	if (apply && (summary || denied != NULL || old_denied != NULL))
		opt_fail("--apply: want no --summary, --denied or "
		    "--old-denied");
	if (summary && common.output != NULL)
		opt_fail("--summary is written to the standard output");
	d.old = send_list_read(files[0], &common);
	status = apply ? patch_apply(d.old, files + 1, &common) :
	    tell_apart(&d, files + 1, &common);
	send_list_free(d.old);
	return status;
}
