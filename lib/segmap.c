#include "segmap.h"

#include <err.h>
#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "opt.h"
#include "pool.h"
#include "rank.h"
#include "textfile.h"

enum { CELLS = RANK_BINS_MAX * RANK_BINS_MAX * RANK_BINS_MAX };

static const struct {
	const char *name, *text;
} builtins[] = {
#include "segments.inc"
	{ NULL, NULL }
};

struct segmap {
	struct pool *pool;
	int bins;
	bool without_m;			/* cells are of r and f */
	bool first_wins;
	const char *rest;
	const char *segments[CELLS];	/* NULL: none yet */
};

/* The scores of one cell, or the ranges of them: from low to high. */
struct block {
	int low[3], high[3];
};

static const char **
cell_at(struct segmap *m, int r, int f, int mon)
{
	return &m->segments[((r - 1) * m->bins + f - 1) * m->bins + mon - 1];
}

/* Read a score of one digit, or of more if they may be. */
static const char *
read_score(const char *p, const struct segmap *m, bool one_digit, int *into)
{
	int n = 0;

	if (*p < '0' || *p > '9')
		return NULL;
	do
		n = 10 * n + (*p++ - '0');
	while (!one_digit && *p >= '0' && *p <= '9' && n <= m->bins);
	*into = n;
	return n < 1 || n > m->bins ? NULL : p;
}

/* Read "543", or "5;3-4;1-3", into a block; false if it is neither. */
static bool
read_block(const char *p, const struct segmap *m, struct block *b)
{
	int scores = m->without_m ? 2 : 3;
	bool ranges = strchr(p, ';') != NULL;

	*b = (struct block){ { 1, 1, 1 }, { m->bins, m->bins, m->bins } };
	for (int i = 0; i < scores; i++) {
		if (ranges && i > 0 && *p++ != ';')
			return false;
		p = read_score(p, m, !ranges, &b->low[i]);
		if (p == NULL)
			return false;
		b->high[i] = b->low[i];
		if (ranges && *p == '-')
			p = read_score(p + 1, m, false, &b->high[i]);
		if (p == NULL || b->high[i] < b->low[i])
			return false;
	}
	return *p == '\0';
}

static bool
fault(struct segmap_error *e, unsigned long line, const char *reason,
    const char *what)
{
	e->line = line;
	(void)snprintf(e->reason, sizeof e->reason, "%s%s%.40s%s", reason,
	    what == NULL ? "" : ": '", what == NULL ? "" : what,
	    what == NULL ? "" : "'");
	return false;
}

/* Name the cells of a block; false where one has another name already. */
static bool
fill(struct segmap *m, const struct block *b, const char *segment)
{
	for (int r = b->low[0]; r <= b->high[0]; r++)
		for (int f = b->low[1]; f <= b->high[1]; f++)
			for (int mon = b->low[2]; mon <= b->high[2]; mon++) {
				const char **cell = cell_at(m, r, f, mon);

				if (*cell == NULL)
					*cell = segment;
				else if (!m->first_wins)
					return false;
			}
	return true;
}

static bool
read_cells(struct segmap *m, const char *name, char *cells,
    struct segmap_error *e)
{
	const char *segment = pool_text(m->pool, name, strlen(name));
	char *rest;

	for (char *c = strtok_r(cells, " \t", &rest); c != NULL;
	    c = strtok_r(NULL, " \t", &rest)) {
		struct block b;

		if (!read_block(c, m, &b))
			return fault(e, e->line, "no scores of this map", c);
		if (!fill(m, &b, segment))
			return fault(e, e->line, "named twice, without 'match "
			    "= first'", c);
	}
	return true;
}

/* Read a setting; those of cells must come before the first cell. */
static bool
read_setting(struct segmap *m, const char *name, char *value, bool *known,
    struct segmap_error *e)
{
	*known = true;
	if (strcmp(name, "bins") == 0) {
		if (rank_parse_bins(value, &m->bins) != NULL)
			return fault(e, e->line, "want bins from 3 to 10",
			    value);
	} else if (strcmp(name, "scores") == 0) {
		m->without_m = strcmp(value, "r f") == 0;
		if (!m->without_m && strcmp(value, "r f m") != 0)
			return fault(e, e->line, "want 'r f' or 'r f m'",
			    value);
	} else if (strcmp(name, "match") == 0) {
		m->first_wins = strcmp(value, "first") == 0;
		if (!m->first_wins)
			return fault(e, e->line, "want 'first'", value);
	} else if (strcmp(name, "rest") == 0) {
		m->rest = pool_text(m->pool, value, strlen(value));
	} else {
		*known = false;
	}
	return true;
}

/* Cut blanks off both ends of the len bytes at text, in place. */
static char *
trim(char *text, size_t len)
{
	while (len != 0 && strchr(" \t\r", text[len - 1]) != NULL)
		len--;
	text[len] = '\0';
	return text + strspn(text, " \t");
}

static bool
read_line(struct segmap *m, char *line, bool *in_cells,
    struct segmap_error *e)
{
	char *equals = strchr(line, '='), *name, *value;
	bool known;

	if (*line == '#' || *line == '\0')
		return true;
	if (equals == NULL)
		return fault(e, e->line, "want NAME = SCORES", line);
	name = trim(line, (size_t)(equals - line));
	value = trim(equals + 1, strlen(equals + 1));
	if (*name == '\0' || *value == '\0')
		return fault(e, e->line, "want NAME = SCORES", name);
	if (!read_setting(m, name, value, &known, e))
		return false;
	if (known)
		return !*in_cells ||
		    fault(e, e->line, "settings come before segments", name);
	*in_cells = true;
	return read_cells(m, name, value, e);
}

/* Every triple has its name, or that of the rest. */
static bool
close_gaps(struct segmap *m, struct segmap_error *e)
{
	char cell[40];

	for (int r = 1; r <= m->bins; r++)
		for (int f = 1; f <= m->bins; f++)
			for (int mon = 1; mon <= m->bins; mon++) {
				const char **c = cell_at(m, r, f, mon);

				if (*c == NULL)
					*c = m->rest;
				if (*c != NULL)
					continue;
				(void)snprintf(cell, sizeof cell, "%d;%d;%d",
				    r, f, mon);
				return fault(e, 0, "no segment, and no "
				    "'rest = NAME', for r;f;m", cell);
			}
	return true;
}

static bool
read_all(struct segmap *m, const char *text, struct segmap_error *e)
{
	bool in_cells = false;

	e->line = 0;
	while (*text != '\0') {
		size_t len = strcspn(text, "\n");
		char *line = pool_text(m->pool, text, len);

		e->line++;
		if (!read_line(m, trim(line, len), &in_cells, e))
			return false;
		text += len + (text[len] == '\n');
	}
	if (!in_cells)
		return fault(e, 0, "no segment map (want NAME = SCORES)",
		    NULL);
	return close_gaps(m, e);
}

struct segmap *
segmap_parse(const char *text, struct segmap_error *error)
{
	struct pool *pool = pool_new();
	struct segmap *m = pool_bytes(pool, sizeof *m);

	m->pool = pool;
	m->bins = 5;
	if (read_all(m, text, error))
		return m;
	segmap_free(m);
	return NULL;
}

void
segmap_free(struct segmap *m)
{
	if (m != NULL)
		pool_free(m->pool);
}

struct segmap *
segmap_load(const char *name)
{
	struct segmap_error e;
	struct segmap *m;
	char *own = NULL;
	const char *text = NULL;
	size_t len;

	for (size_t i = 0; builtins[i].name != NULL; i++)
		if (strcmp(builtins[i].name, name) == 0)
			text = builtins[i].text;
	if (text == NULL && access(name, F_OK) != 0 && errno == ENOENT)
		errx(EXIT_TROUBLE, "--map: '%s': no such file, nor one of "
		    "our own maps", name);
	if (text == NULL) {
		text = own = textfile_read(name, &len);
		if (len == 0 || strlen(text) != len)
			errx(EXIT_TROUBLE, "%s: %s", name, len == 0 ? "empty" :
			    "not a text");
	}
	m = segmap_parse(text, &e);
	free(own);
	if (m == NULL && e.line != 0)
		errx(EXIT_TROUBLE, "%s:%lu: %s", name, e.line, e.reason);
	if (m == NULL)
		errx(EXIT_TROUBLE, "%s: %s", name, e.reason);
	return m;
}

const char *const *
segmap_names(void)
{
	static const char *names[sizeof builtins / sizeof builtins[0]];

	for (size_t i = 0; builtins[i].name != NULL; i++)
		names[i] = builtins[i].name;
	return names;
}

int
segmap_bins(const struct segmap *m)
{
	return m->bins;
}

const char *
segmap_segment(const struct segmap *m, int r, int f, int mon)
{
	return m->segments[((r - 1) * m->bins + f - 1) * m->bins + mon - 1];
}
