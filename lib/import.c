#include "import.h"

#include <err.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "contact.h"
#include "sink.h"

static bool
has_chosen(const struct import *how)
{
	for (size_t f = 0; f < MAP_FIELDS; f++)
		if (how->chosen[f] != NULL)
			return true;
	return false;
}

/* The map, but for what the options say otherwise. */
static const struct map *
adapted(const struct import *how)
{
	static struct map mine;
	static struct map_way ways[MAP_FIELDS];
	static struct map_part parts[MAP_FIELDS];

	/* Of several maps, one after another, each stays where it is: that is
	   how map_meaning tells them apart. */
	if (!has_chosen(how) && how->header_rows == 0)
		return how->map;
	if (how->map != &mine)
		mine = *how->map;
	for (size_t f = 0; f < MAP_FIELDS; f++) {
		if (how->chosen[f] == NULL)
			continue;
		parts[f].text = how->chosen[f];
		ways[f].parts = &parts[f];
		mine.fields[f].ways = &ways[f];
	}
	if (how->header_rows != 0)
		mine.layout.skip = (unsigned)how->header_rows - 1;
	return &mine;
}

static const struct map *
named(const struct import *how, const char *name)
{
	static char names[256];
	const struct map *m;
	size_t used = 0;

	for (size_t i = 0; (m = map_builtin(i)) != NULL; i++) {
		if (m->kind != how->kind)
			continue;
		if (strcmp(m->name, name) == 0)
			return m;
		if (used < sizeof names)
			used += (size_t)snprintf(names + used,
			    sizeof names - used, "%s%s",
			    used != 0 ? ", " : "", m->name);
	}
	opt_fail("--from: '%s': no such map (there are %s)", name, names);
}

/* The map that the header tells. */
static const struct map *
told(const struct import *how)
{
	const char *const *names = source_names(how->in);
	const struct map *m = map_rival(how->kind, names);
	struct place at = source_place(how->in);
	const char *missing;

	if (m != NULL)
		errx(EXIT_TROUBLE, "%s:%lu: looks like %s%s: import-%s FILE",
		    at.file, at.line, m->name, m->is_ours &&
		    m->kind == MAP_ORDERS ? " orders" : "", map_kind_name(m->kind));
	m = map_match(how->kind, names);
	if (m != NULL)
		return m;
	if (how->otherwise != NULL && has_chosen(how))
		return named(how, how->otherwise);
	m = map_nearest(how->kind, names, &missing);
	if (m == NULL)
		errx(EXIT_TROUBLE, "%s:%lu: no map knows these columns "
		    "(see --list; %s--map reads one of yours: "
		    "sendlist-maps(5))", at.file, at.line,
		    how->otherwise != NULL ? "--score-column and --time-column "
		    "tell them; " : "");
	errx(EXIT_TROUBLE, "%s:%lu: no map knows these columns: nearest is %s, "
	    "without %s (see --list; --map reads one of yours)", at.file,
	    at.line, m->name, missing);
}

static bool
has_name(const char *const names[], const char *name)
{
	for (size_t i = 0; names[i] != NULL; i++)
		if (strcmp(names[i], name) == 0)
			return true;
	return false;
}

/* Has it all the columns that were chosen, and was any? */
static bool
has_all_chosen(const struct import *how, const char *const names[])
{
	for (size_t f = 0; f < MAP_FIELDS; f++)
		if (how->chosen[f] != NULL && !has_name(names, how->chosen[f]))
			return false;
	return has_chosen(how);
}

/* Is it the header that a map knows, or the one asked for has a column of; or
   that has all that were chosen? */
static bool
is_header(const char *const names[], const void *context)
{
	const struct import *how = context;
	const char **columns;
	bool is = false;

	if (has_all_chosen(how, names))
		return true;
	if (how->map == NULL)
		return map_match(how->kind, names) != NULL ||
		    map_rival(how->kind, names) != NULL;
	columns = map_columns(how->map);
	for (size_t c = 0; columns != NULL && columns[c] != NULL; c++)
		for (size_t i = 0; names[i] != NULL; i++)
			is |= strncmp(columns[c], names[i],
			    strlen(names[i])) == 0 && strchr("#",
			    columns[c][strlen(names[i])]) != NULL;
	free(columns);
	return is;
}

static void
expect_columns(const struct import *how)
{
	const char **columns = map_columns(how->map);

	if (columns != NULL)
		source_expect(how->in, &how->map->layout,
		    (const char *const *)columns);
	free(columns);
}

static void
check_chosen(const struct import *how)
{
	struct place at = source_place(how->in);

	for (size_t f = 0; f < MAP_FIELDS; f++)
		if (how->chosen[f] != NULL &&
		    source_find(how->in, how->chosen[f]) == DICT_NONE)
			errx(EXIT_TROUBLE, "%s:%lu: no column '%s'", at.file,
			    at.line, how->chosen[f]);
}

/* Is it the page of an API that has no records, beside whatever it says of
   itself: which map would read them can't be told, and need not be.  Of several
   files the first doesn't speak for the others. */
static bool
is_empty_page(const struct import *how, char *const paths[])
{
	static const char *const no_more[] = { NULL };
	const struct map *m;

	if ((paths[0] != NULL && paths[1] != NULL) ||
	    map_match(how->kind, source_names(how->in)) != NULL)
		return false;
	for (size_t i = 0; (m = map_builtin(i)) != NULL; i++) {
		if (m->kind != how->kind || m->layout.records == NULL)
			continue;
		source_expect(how->in, &(struct layout){ .records =
		    m->layout.records }, no_more);
		if (source_names(how->in)[0] == NULL)
			return !source_next(how->in);
	}
	return false;
}

struct view *
import_open(struct import *how, char *const paths[],
    const struct common *common)
{
	struct layout layout = { .records = NULL };
	struct view *v;

	if (how->from != NULL && how->file != NULL)
		opt_fail("--from and --map: want one of them");
	how->map = how->file != NULL ? map_read(how->file) :
	    how->from != NULL ? named(how, how->from) : NULL;
	if (how->map != NULL && how->map->kind != how->kind)
		errx(EXIT_TROUBLE, "%s: not a map of %s", how->map->name,
		    map_kind_name(how->kind));
	if (how->map != NULL)
		layout = how->map->layout;
	layout.is_nested = true;
	layout.is_strict = how->is_strict;
	layout.renamed = how->renamed;
	if (how->header_rows != 0)
		layout.skip = (unsigned)how->header_rows - 1;
	/* Under other names the header can't be told from rows above it. */
	if (common->columns.n == 0)
		layout.is_header = is_header;
	layout.context = how;
	how->in = source_open(paths, common, &layout);
	if (source_names(how->in)[0] == NULL)
		return NULL;
	if (how->map == NULL && is_empty_page(how, paths))
		return NULL;
	if (how->map == NULL)
		how->map = told(how);
	how->map = adapted(how);
	expect_columns(how);
	check_chosen(how);
	v = view_open(how->map, how->in);
	if (how->file != NULL)
		view_note_missing(v);
	return v;
}

struct view *
import_choose(struct import *how, struct view *v, size_t field,
    const char *column)
{
	view_close(v);
	how->chosen[field] = column;
	how->map = adapted(how);
	expect_columns(how);
	return view_open(how->map, how->in);
}

static void
list_known(struct sink *out, const struct map *m, const struct map_part *p)
{
	char text[512] = "";
	size_t used = 0;

	for (; p != NULL && used < sizeof text; p = p->next)
		used += (size_t)snprintf(text + used, sizeof text - used,
		    "%s%s", used != 0 ? " | " : "", p->text);
	sink_text(out, m->name);
	sink_text(out, m->title);
	sink_text(out, text);
	sink_end(out);
}

void
import_list(enum map_kind kind, const struct common *common)
{
	static const char *const columns[] = { "map", "title", "known_by",
	    NULL };
	struct sink *out = sink_open(common->output, common, NULL, columns);
	const struct map *m;

	for (size_t i = 0; (m = map_builtin(i)) != NULL; i++) {
		const struct map_known *k = m->known;

		if (m->kind != kind)
			continue;
		if (k == NULL)
			list_known(out, m, NULL);
		for (; k != NULL; k = k->next)
			list_known(out, m, k->columns);
	}
	sink_close(out);
}

const char *
import_country(const char *text, void *into)
{
	const char *code = country_code(text);

	if (code == NULL)
		return "not a country (want a name or a code such as GB)";
	*(const char **)into = code;
	return NULL;
}

const char *
import_header_rows(const char *text, void *into)
{
	int n;
	const char *reason = positive_parse(text, &n);

	if (reason == NULL && n > 100)
		reason = "too many (want 100 or fewer)";
	if (reason == NULL)
		*(int *)into = n;
	return reason;
}

const char *
import_decimal(const char *text, void *into)
{
	static const char *const marks[] = { "point", "comma", NULL };
	const char *reason = choice_parse(text, marks, into);

	*(int *)into += reason == NULL;
	return reason;
}

/* As the numbers of enum notation, and 1 more. */
const char *
import_notation(const char *text, void *into)
{
	static const char *const forms[] = { "iso", "mdy", "dmy", NULL };
	const char *reason = choice_parse(text, forms, into);

	*(int *)into += reason == NULL;
	return reason;
}

enum money_style
import_money(const struct import *how)
{
	static const enum money_style styles[] = { MONEY_POINT, MONEY_COMMA };

	return how->decimal == 0 ? how->map->money : styles[how->decimal - 1];
}

enum notation
import_time(const struct import *how)
{
	return how->notation == 0 ? how->map->time :
	    (enum notation)(how->notation - 1);
}
