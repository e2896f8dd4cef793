#include "pages.h"

#include <err.h>
#include <stdlib.h>
#include <string.h>

#include "dict.h"
#include "phrase.h"
#include "pool.h"
#include "sink.h"
#include "tally.h"

/* The lines of one group, each with its end. */
struct group {
	struct row lines;
	size_t *ends, n, room;
};

struct pages {
	struct common common;
	struct page_limits limits;
	struct row header;
	bool is_split;
	struct pool *pool;
	struct dict *names, *files;
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
	p->is_split = is_split;
	p->pool = pool_new();
	p->names = dict_new();
	p->files = dict_new();
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
	row_add(&g->lines, "\n", 1);
	g->ends = pool_grow(g->ends, &g->room, g->n + 1, sizeof *g->ends);
	g->ends[g->n++] = g->lines.len;
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

/* What a file's name may have of a text. */
static const char *
safe(struct pool *p, const char *text)
{
	char *made = pool_text(p, text, strlen(text));

	for (char *c = made; *c != '\0'; c++)
		if (strchr("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuv"
		    "wxyz0123456789._-", *c) == NULL)
			*c = '-';
	return *made != '\0' ? made : "none";
}

/* "audience-GROUP-2.csv": what tells it apart stands before the extension. */
static const char *
name_file(struct pages *p, const char *group, size_t number)
{
	const char *path = p->common.output, *base, *dot;
	const char *kind = "", *count = "";

	if (path == NULL)
		return NULL;
	base = strrchr(path, '/') != NULL ? strrchr(path, '/') + 1 : path;
	dot = strrchr(base, '.');
	if (dot == NULL || dot == base)
		dot = base + strlen(base);
	if (p->is_split)
		kind = phrase_print(p->pool, "-%s", safe(p->pool, group));
	if (number > 0)
		count = phrase_print(p->pool, "-%zu", number);
	return phrase_print(p->pool, "%.*s%s%s%s", (int)(dot - path), path,
	    kind, count, dot);
}

/* Two names that differ in case are one where files are kept on a Mac or in
   Windows, and the one file would be over the other. */
static void
check_name(struct pages *p, const char *path)
{
	char *lower = pool_text(p->pool, path, strlen(path));
	size_t n = dict_count(p->files);

	for (char *c = lower; *c != '\0'; c++)
		if (*c >= 'A' && *c <= 'Z')
			*c = (char)(*c - 'A' + 'a');
	if (dict_add(p->files, lower, strlen(lower)) != n)
		errx(EXIT_TROUBLE, "%s: would be written twice, where case "
		    "doesn't tell names apart", path);
}

static void
write_file(struct pages *p, const char *path, const struct group *g,
    size_t from, size_t to)
{
	struct sink *out = sink_open(path, &p->common, NULL, NULL);

	if (path != NULL)
		check_name(p, path);
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

	if (number > 0 && p->common.output == NULL)
		errx(EXIT_TROUBLE, "<stdout>: more than %s takes in one file "
		    "(want -o FILE, which is parted)", p->limits.of);
	for (size_t from = 0; ; from = to, number++) {
		to = part(p, g, from);
		write_file(p, name_file(p, name, number), g, from, to);
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
	if (p->is_split)
		tally_note("nobody: no file is written");
	else
		write_group(p, "", &none);
}

void
pages_close(struct pages *p)
{
	for (size_t i = 0; i < p->n; i++)
		sink_close(p->sinks[i]);
	for (size_t i = 0; i < dict_count(p->names); i++) {
		free(p->groups[i].lines.bytes);
		free(p->groups[i].ends);
	}
	free(p->groups);
	free(p->sinks);
	free(p->header.bytes);
	dict_free(p->names);
	dict_free(p->files);
	pool_free(p->pool);
	free(p);
}
