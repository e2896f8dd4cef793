#include "patch.h"

#include <err.h>
#include <stdlib.h>
#include <string.h>

#include "cell.h"
#include "pool.h"
#include "record.h"
#include "send_row.h"
#include "tally.h"

/* What is put at its place in the new list. */
struct placed {
	int nth;
	struct send send;
};

struct patching {
	const struct send_list *old;
	bool *gone;		/* of the old ones: not as they were */
	struct placed *list;
	size_t n, room;
	struct pool *pool;
};

const char *const *
patch_changes(void)
{
	static const char *const names[] = { "added", "removed", "moved",
	    "changed", NULL };

	return names;
}

const char *const *
patch_columns(void)
{
	static const char *const before[] = { "change", "nth", "was_at",
	    "differs", "code", "rule", "observed", "threshold" };
	static const char *names[64];
	size_t n = sizeof before / sizeof *before;

	memcpy(names, before, sizeof before);
	for (const char *const *c = record_columns(RECORD_SEND); *c != NULL;
	    c++)
		names[n++] = *c;
	return names;
}

static const char *
change_parse(const char *text, void *into)
{
	return choice_parse(text, patch_changes(), into);
}

/* The old list must be the one that the difference is of. */
static void
check_old(struct patching *p, struct source *in, size_t column,
    enum patch_change change, const struct send *s)
{
	size_t i = send_list_find(p->old, s->id);
	struct place at = source_place(in);
	struct instant was = s->at;

	if (change == PATCH_ADDED && i == DICT_NONE)
		return;
	if (change != PATCH_ADDED && i != DICT_NONE) {
		(void)(change == PATCH_REMOVED || instant_parse(
		    source_cell(in, column).text, &was) == NULL);
		if (was.seconds == send_list_get(p->old, i)->at.seconds &&
		    !p->gone[i]) {
			p->gone[i] = true;
			return;
		}
	}
	errx(EXIT_TROUBLE, "%s:%lu: send_id: '%s': %s: this is the difference "
	    "of another list", at.file, at.line, s->id, i == DICT_NONE ?
	    "not in the old list" : "in the old list, but not so");
}

static void
read_patch(struct patching *p, char *const files[],
    const struct common *common)
{
	struct source *in = source_open(files, common, NULL);
	struct send_columns at = send_columns_find(in);
	size_t change = source_column(in, "change");
	size_t nth = source_column(in, "nth");
	size_t was = source_column(in, "was_at");
	struct placed new;
	int which;

	while (source_next(in)) {
		if (!cell_read(in, change, change_parse, &which) ||
		    !send_row_read(in, &at, (struct instant){ INT64_MAX,
		    false }, &new.send) || (which != PATCH_REMOVED &&
		    !cell_read(in, nth, positive_parse, &new.nth)))
			continue;
		check_old(p, in, was, (enum patch_change)which, &new.send);
		if (which == PATCH_REMOVED)
			continue;
		new.send = send_keep(p->pool, &new.send);
		p->list = pool_grow(p->list, &p->room, p->n + 1,
		    sizeof *p->list);
		p->list[p->n++] = new;
	}
	source_close(in);
}

static int
by_nth(const void *a, const void *b)
{
	const struct placed *l = a, *r = b;

	return l->nth < r->nth ? -1 : l->nth > r->nth;
}

/* Each at its place, and between them what stays. */
static void
write_new(struct patching *p, struct sink *out)
{
	size_t next = 0, n = send_list_count(p->old), placed = 0;

	if (p->n > 0)
		qsort(p->list, p->n, sizeof *p->list, by_nth);
	for (size_t at = 1; next < n || placed < p->n; at++) {
		while (next < n && p->gone[next])
			next++;
		if (placed < p->n && ((size_t)p->list[placed].nth <= at ||
		    next == n))
			send_write(out, &p->list[placed++].send);
		else if (next < n)
			send_write(out, send_list_get(p->old, next++));
	}
}

int
patch_apply(const struct send_list *old, char *const files[],
    const struct common *common)
{
	struct patching p = { .old = old, .pool = pool_new(),
	    .gone = calloc(send_list_count(old) + 1, sizeof *p.gone) };
	struct sink *out;
	int status;

	if (p.gone == NULL)
		errx(EXIT_TROUBLE, "out of memory");
	out = sink_open(common->output, common, NULL,
	    record_columns(RECORD_SEND));
	read_patch(&p, files, common);
	write_new(&p, out);
	status = tally_close();
	sink_close(out);
	pool_free(p.pool);
	free(p.gone);
	free(p.list);
	return status;
}
