#include "series.h"

#include <dirent.h>
#include <err.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <utf8proc.h>

#include "claim.h"
#include "opt.h"
#include "phrase.h"
#include "tally.h"

enum { SHOWN = 10 };

struct series
series_new(const char *path, bool is_split, bool is_parted)
{
	return (struct series){ .path = path, .is_split = is_split,
	    .is_parted = is_parted, .pool = pool_new(),
	    .written = dict_new(), .folded = dict_new() };
}

void
series_free(struct series *s)
{
	dict_free(s->written);
	dict_free(s->folded);
	pool_free(s->pool);
}

/* Letters of any alphabet, with the accents that belong to them, and digits. */
static bool
is_safe(utf8proc_int32_t c)
{
	if (c == '.' || c == '_' || c == '-')
		return true;
	switch (utf8proc_category(c)) {
	case UTF8PROC_CATEGORY_LU:
	case UTF8PROC_CATEGORY_LL:
	case UTF8PROC_CATEGORY_LT:
	case UTF8PROC_CATEGORY_LM:
	case UTF8PROC_CATEGORY_LO:
	case UTF8PROC_CATEGORY_MN:
	case UTF8PROC_CATEGORY_MC:
	case UTF8PROC_CATEGORY_ND:
		return true;
	default:
		return false;
	}
}

/* What a file's name may have of a text; a byte that isn't UTF-8, as the name
   of anybody's file may have, is no letter. */
static const char *
safe(struct pool *p, const char *text)
{
	char *made = pool_text(p, text, strlen(text)), *to = made;

	while (*text != '\0') {
		utf8proc_int32_t c = -1;
		utf8proc_ssize_t n = utf8proc_iterate(
		    (const utf8proc_uint8_t *)text, -1, &c);

		if (n > 0 && is_safe(c)) {
			memcpy(to, text, (size_t)n);
			to += n;
		} else {
			*to++ = '-';
		}
		text += n > 0 ? n : 1;
	}
	*to = '\0';
	return *made != '\0' ? made : "none";
}

/* Where the last part of the path begins, and its extension. */
static const char *
find_base(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash != NULL ? slash + 1 : path;
}

static const char *
find_dot(const char *path)
{
	const char *base = find_base(path), *dot = strrchr(base, '.');

	return dot == NULL || dot == base ? base + strlen(base) : dot;
}

const char *
series_name(struct series *s, const char *group, size_t number)
{
	const char *dot = find_dot(s->path);
	const char *kind = "", *count = "";

	if (s->is_split)
		kind = phrase_print(s->pool, "-%s", safe(s->pool, group));
	if (number > 0)
		count = phrase_print(s->pool, "-%zu", number);
	return phrase_print(s->pool, "%.*s%s%s%s", (int)(dot - s->path),
	    s->path, kind, count, dot);
}

/* The name by which others are told to be the same where files are kept on a
   Mac or in Windows: in any case, and with an accent apart from its letter or
   not.  What isn't UTF-8, as a folder may be called, stays. */
static void
fold(struct dict *folded, const char *name)
{
	utf8proc_uint8_t *made = NULL;
	utf8proc_ssize_t n = utf8proc_map((const utf8proc_uint8_t *)name, 0,
	    &made, UTF8PROC_NULLTERM | UTF8PROC_STABLE | UTF8PROC_COMPOSE |
	    UTF8PROC_CASEFOLD);

	if (n == UTF8PROC_ERROR_NOMEM)
		errx(EXIT_TROUBLE, "out of memory");
	if (n < 0)
		dict_add(folded, name, strlen(name));
	else
		dict_add(folded, (const char *)made, (size_t)n);
	free(made);
}

/* Where two names are one, the one file would be over the other. */
void
series_add(struct series *s, const char *name)
{
	size_t n = dict_count(s->folded);

	fold(s->folded, name);
	if (dict_count(s->folded) == n)
		errx(EXIT_TROUBLE, "%s: would be written twice, where case "
		    "doesn't tell names apart", name);
	dict_add(s->written, name, strlen(name));
}

/* Is there a file of that name which isn't one of this run's, as one of people
   who are dropped may be? */
static bool
is_old(const struct series *s, const char *name)
{
	struct stat st;

	return dict_find(s->written, name, strlen(name)) == DICT_NONE &&
	    stat(name, &st) == 0 && S_ISREG(st.st_mode) && !claim_has(name);
}

/* Does the name have the run's beginning, a group, and the run's extension? */
static bool
is_split_name(const struct series *s, const char *name)
{
	const char *base = find_base(s->path), *dot = find_dot(s->path);
	size_t stem = (size_t)(dot - base), len = strlen(name);

	return len > stem + 1 + strlen(dot) &&
	    strncmp(name, base, stem) == 0 && name[stem] == '-' &&
	    strcmp(name + len - strlen(dot), dot) == 0 &&
	    strcmp(safe(s->pool, name + stem), name + stem) == 0;
}

static bool
find_groups(struct series *s, struct list *old)
{
	size_t len = (size_t)(find_base(s->path) - s->path);
	const char *folder = len > 0 ? pool_text(s->pool, s->path, len) : ".";
	DIR *d = opendir(folder);

	if (d == NULL && errno == ENOMEM)
		errx(EXIT_TROUBLE, "out of memory");
	if (d == NULL) {
		warn("%s: which files are of an earlier run isn't known",
		    folder);
		return false;
	}
	for (struct dirent *e = readdir(d); e != NULL; e = readdir(d)) {
		const char *name = phrase_print(s->pool, "%.*s%s", (int)len,
		    s->path, e->d_name);

		if (is_split_name(s, e->d_name) && is_old(s, name))
			list_parse(name, old);
	}
	closedir(d);
	return true;
}

/* The whole, where there are parts now; and the parts behind the last one.  A
   number behind a gap may be a year's, and the file anybody's. */
static void
find_parts(struct series *s, struct list *old)
{
	const char *whole = series_name(s, "", 0), *name;
	bool is_whole = dict_find(s->written, whole, strlen(whole)) !=
	    DICT_NONE;

	if (is_old(s, whole))
		list_parse(whole, old);
	for (size_t i = is_whole ? 1 : dict_count(s->written) + 1; ; i++) {
		name = series_name(s, "", i);
		if (!is_old(s, name))
			return;
		list_parse(name, old);
	}
}

static int
by_text(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

bool
series_is_alone(struct series *s)
{
	struct list old = { .n = 0 };
	bool is_known = true;
	size_t n;

	if (s->is_split)
		is_known = find_groups(s, &old);
	else if (s->is_parted)
		find_parts(s, &old);
	n = old.n;
	if (s->is_split && n > 0)
		qsort(old.items, n, sizeof *old.items, by_text);
	for (size_t i = 0; i < n && i < SHOWN; i++)
		tally_note("%s: of an earlier run: this one has written "
		    "nothing to it", old.items[i]);
	if (n > SHOWN)
		tally_note("%zu more files of an earlier run", n - SHOWN);
	free(old.items);
	return is_known && n == 0;
}
