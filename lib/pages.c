#include "pages.h"

#include <err.h>
#include <stdlib.h>
#include <string.h>

#include "dict.h"
#include "pool.h"
#include "series.h"
#include "sink.h"
#include "tally.h"

/* The lines of one group, each with its end. */
struct group {
	struct row lines;
	size_t *ends, n, room;
};

enum { SHOWN = 10 };

struct pages {
	struct common common;
	struct page_limits limits;
	struct row header;
	struct series files;
	struct dict *names;
	struct group *groups;
	size_t room;
	struct sink **sinks;
	size_t n, sinks_room;
};

struct pages *
pages_new(const struct common *common, const struct page_limits *limits,
    const struct row *header, bool is_split)
{
	struct pages *p = calloc(1, sizeof *p);

	if (p == NULL)
		errx(EXIT_TROUBLE, "out of memory");
	p->common = *common;
	p->common.json = header->len == 0;
	p->limits = *limits;
	row_add(&p->header, header->bytes, header->len);
	p->files = series_new(common->output, is_split,
	    limits->rows_most != 0 || limits->bytes_most != 0);
	p->names = dict_new();
	return p;
}

static struct group *
group_of(struct pages *p, const char *name)
{
	size_t i = dict_add(p->names, name, strlen(name));

	if (i >= p->room) {
		size_t from = p->room;

		p->groups = pool_grow(p->groups, &p->room, i + 1,
		    sizeof *p->groups);
		memset(p->groups + from, 0, (p->room - from) *
		    sizeof *p->groups);
	}
	return &p->groups[i];
}

void
pages_add(struct pages *p, const char *name, const struct row *line)
{
	struct group *g = group_of(p, name);

	row_add(&g->lines, line->bytes, line->len);
	row_byte(&g->lines, '\n');
	g->ends = pool_grow(g->ends, &g->room, g->n + 1, sizeof *g->ends);
	g->ends[g->n++] = g->lines.len;
}

void
pages_say_few(struct pages *p)
{
	size_t least = p->limits.rows_least, few = 0;

	if (dict_count(p->names) == 0 && !p->files.is_split && least > 0)
		tally_note("0 people: %s wants %zu or more", p->limits.of,
		    least);
	for (size_t i = 0; i < dict_count(p->names); i++) {
		size_t n = p->groups[i].n;

		if (n >= least || ++few > SHOWN)
			continue;
		tally_note("%s%s%zu people: %s wants %zu or more",
		    p->files.is_split ? series_name(&p->files,
		    dict_key(p->names, i), 0) : "", p->files.is_split ? ": " :
		    "", n, p->limits.of, least);
	}
	if (few > SHOWN)
		tally_note("%zu more files of fewer than %zu people",
		    few - SHOWN, least);
}

/* The line behind the last one that fits into a file, from this one on. */
static size_t
part(const struct pages *p, const struct group *g, size_t from)
{
	size_t before = from > 0 ? g->ends[from - 1] : 0, to = from;

	while (to < g->n) {
		size_t bytes = g->ends[to] - before + p->header.len + 1;

		if (to > from && ((p->limits.rows_most != 0 &&
		    to - from == p->limits.rows_most) ||
		    (p->limits.bytes_most != 0 &&
		    bytes > p->limits.bytes_most)))
			break;
		to++;
	}
	return to;
}

static void
write_file(struct pages *p, const char *path, const struct group *g,
    size_t from, size_t to)
{
	struct sink *out = sink_open(path, &p->common, NULL, NULL);

	if (path != NULL)
		series_add(&p->files, path);
	p->sinks = pool_grow(p->sinks, &p->sinks_room, p->n + 1,
	    sizeof *p->sinks);
	p->sinks[p->n++] = out;
	if (p->header.len > 0) {
		sink_copy(out, (struct cell){ p->header.bytes,
		    p->header.len });
		sink_end(out);
	}
	for (; from < to; from++) {
		size_t at = from > 0 ? g->ends[from - 1] : 0;
		size_t len = g->ends[from] - at - 1;

		/* A sink closes an object by itself. */
		sink_copy(out, (struct cell){ g->lines.bytes + at,
		    len - (p->common.json ? 1 : 0) });
		sink_end(out);
	}
	sink_sync(out);
}

static void
write_group(struct pages *p, const char *name, const struct group *g)
{
	size_t to = part(p, g, 0), number = to < g->n;
	const char *path = NULL;

	if (number > 0 && p->common.output == NULL)
		errx(EXIT_TROUBLE, "<stdout>: more than %s takes in one file "
		    "(want -o FILE, which is parted)", p->limits.of);
	for (size_t from = 0; ; from = to, number++) {
		to = part(p, g, from);
		if (p->common.output != NULL)
			path = series_name(&p->files, name, number);
		write_file(p, path, g, from, to);
		if (to == g->n)
			return;
	}
}

void
pages_write(struct pages *p)
{
	static const struct group none;

	for (size_t i = 0; i < dict_count(p->names); i++)
		write_group(p, dict_key(p->names, i), &p->groups[i]);
	if (dict_count(p->names) != 0)
		return;
	if (p->files.is_split)
		tally_note("nobody: no file is written");
	else
		write_group(p, "", &none);
}

bool
pages_settle(struct pages *p)
{
	for (size_t i = 0; i < p->n; i++)
		sink_close(p->sinks[i]);
	return p->common.output == NULL || series_is_alone(&p->files);
}

void
pages_free(struct pages *p)
{
	for (size_t i = 0; i < dict_count(p->names); i++) {
		free(p->groups[i].lines.bytes);
		free(p->groups[i].ends);
	}
	free(p->groups);
	free(p->sinks);
	free(p->header.bytes);
	dict_free(p->names);
	series_free(&p->files);
	free(p);
}
