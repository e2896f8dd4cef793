#include "template.h"

#include <err.h>
#include <stdlib.h>
#include <string.h>

#include "dict.h"
#include "opt.h"
#include "phrase.h"
#include "template_head.h"
#include "utf8.h"

/* The name of the file of what holds for all. */
static const char shared_name[] = "defaults";

struct templates {
	struct folder *folder;
	struct pool *pool;
	struct dict *paths;	/* of the texts that have been read */
	struct template **list;
	size_t room;
	struct dict *partials;	/* the paths of those, likewise */
	const struct mustache **parsed;
	size_t parsed_room;
};

/* A walk over what a template consists of. */
struct walk {
	struct template *t;
	const struct folder_file *file;
	struct dict *seen;	/* the partials */
};

struct templates *
templates_open(const char *path)
{
	struct templates *ts = calloc(1, sizeof *ts);

	if (ts == NULL)
		errx(EXIT_TROUBLE, "out of memory");
	ts->folder = folder_open(path);
	ts->pool = pool_new();
	ts->paths = dict_new();
	ts->partials = dict_new();
	return ts;
}

void
templates_free(struct templates *ts)
{
	if (ts == NULL)
		return;
	for (size_t i = 0; i < dict_count(ts->paths); i++)
		dict_free(ts->list[i]->default_names);
	folder_free(ts->folder);
	pool_free(ts->pool);
	dict_free(ts->paths);
	dict_free(ts->partials);
	free(ts->list);
	free(ts->parsed);
	free(ts);
}

const struct folder *
templates_folder(const struct templates *ts)
{
	return ts->folder;
}

static const struct mustache *
parse(struct template *t, const struct folder_file *file, const char *text,
    size_t line)
{
	struct pool *p = t->of->pool;
	struct mustache_error e;
	const struct mustache *m;

	if (!utf8_is_valid(file->text, file->len)) {
		t->fault = phrase_print(p, "%s: not UTF-8", file->path);
		return NULL;
	}
	if (memchr(file->text, '\0', file->len) != NULL) {
		t->fault = phrase_print(p, "%s: a NUL byte", file->path);
		return NULL;
	}
	m = mustache_parse(p, text, (size_t)(file->text + file->len - text),
	    line, &e);
	if (m == NULL)
		t->fault = phrase_print(p, "%s:%zu: %s", file->path, e.line,
		    e.reason);
	return m;
}

static void walk(struct walk *w, const struct folder_file *file,
    const struct mustache *m);

/* A partial is there, and in order, before anybody is written to. */
static void
check_partial(void *ctx, enum mustache_use use, const char *name)
{
	struct walk *w = ctx;
	struct templates *ts = w->t->of;
	const struct folder_file *file;
	size_t n = dict_count(w->seen), i;

	if (use != MUSTACHE_PARTIAL || w->t->fault != NULL)
		return;
	file = folder_nearest(ts->folder, name, w->t->language,
	    w->file->is_html);
	if (file == NULL) {
		w->t->fault = phrase_print(ts->pool, "%s: no partial '%s'",
		    w->file->path, name);
		return;
	}
	if (dict_add(w->seen, file->path, strlen(file->path)) != n)
		return;
	i = dict_find(ts->partials, file->path, strlen(file->path));
	if (i == DICT_NONE) {
		const struct mustache *m = parse(w->t, file, file->text, 1);

		if (m == NULL)
			return;
		i = dict_add(ts->partials, file->path, strlen(file->path));
		ts->parsed = pool_grow(ts->parsed, &ts->parsed_room, i + 1,
		    sizeof *ts->parsed);
		ts->parsed[i] = m;
	}
	walk(w, file, ts->parsed[i]);
}

static void
walk(struct walk *w, const struct folder_file *file, const struct mustache *m)
{
	const struct folder_file *outer = w->file;

	if (m == NULL || w->t->fault != NULL)
		return;
	w->file = file;
	mustache_visit(m, check_partial, w);
	w->file = outer;
}

static struct template *find_file(struct templates *ts,
    const struct folder_file *file);

/* What holds for all is of the template's language, or of a wider one; what it
   lacks itself, of one that is wider still. */
static void
find_shared(struct template *t)
{
	char language[LANGUAGE_ROOM];
	const struct folder_file *file;

	strcpy(language, t->language);
	if (t->is_shared && !language_widen(language))
		return;
	file = folder_nearest(t->of->folder, shared_name, language, false);
	if (file == NULL)
		return;
	t->shared = find_file(t->of, file);
	if (t->fault == NULL)
		t->fault = t->shared->fault;
}

/* The rest of a template, but of defaults for all. */
static void
read_rest(struct template *t, const struct folder_file *file,
    const char *body, size_t line)
{
	struct templates *ts = t->of;
	const struct folder_file *html = folder_find(ts->folder, t->name,
	    t->language, true);
	struct walk w = { .t = t, .seen = dict_new() };

	if (t->fault == NULL)
		t->text = parse(t, file, body, line);
	if (t->fault == NULL && html != NULL)
		t->html = parse(t, html, html->text, 1);
	walk(&w, file, t->subject);
	walk(&w, file, t->from);
	walk(&w, file, t->reply_to);
	walk(&w, file, t->text);
	walk(&w, html, t->html);
	dict_free(w.seen);
}

/* The template that begins in this file, read the first time it is asked for. */
static struct template *
find_file(struct templates *ts, const struct folder_file *file)
{
	size_t n = dict_count(ts->paths), line;
	size_t i = dict_add(ts->paths, file->path, strlen(file->path));
	struct template *t;
	const char *body;

	if (i != n)
		return ts->list[i];
	t = pool_bytes(ts->pool, sizeof *t);
	ts->list = pool_grow(ts->list, &ts->room, n + 1, sizeof *ts->list);
	ts->list[n] = t;
	*t = (struct template){ .of = ts, .name = file->name,
	    .language = file->language, .path = file->path,
	    .is_shared = strcmp(file->name, shared_name) == 0,
	    .default_names = dict_new() };
	template_head(t, file, ts->pool, &body, &line);
	if (!t->is_shared)
		read_rest(t, file, body, line);
	else if (t->fault == NULL && body < file->text + file->len)
		t->fault = phrase_print(ts->pool, "%s:%zu: a blank line (want "
		    "lines of Default-COLUMN alone)", file->path, line - 1);
	find_shared(t);
	return t;
}

const struct template *
templates_find(struct templates *ts, const char *name, const char *language)
{
	const struct folder_file *file = folder_nearest(ts->folder, name,
	    language, false);

	return file == NULL || strcmp(name, shared_name) == 0 ? NULL :
	    find_file(ts, file);
}

const struct template *
templates_defaults(struct templates *ts, const struct folder_file *file)
{
	return file->is_html || strcmp(file->name, shared_name) != 0 ? NULL :
	    find_file(ts, file);
}

static void
ask_name(void *ctx, enum mustache_use use, const char *name)
{
	if (use != MUSTACHE_PARTIAL && *name != '.')
		dict_add(ctx, name, strcspn(name, "."));
}

/* Header lines and the text are parsed each by itself, and what is neither, a
   partial or an HTML, as one. */
void
templates_ask(struct templates *ts, struct dict *names)
{
	for (size_t i = 0; i < folder_count(ts->folder); i++) {
		const struct folder_file *file = folder_get(ts->folder, i);
		struct mustache_error e;
		const struct template *t = file->is_html ? NULL :
		    find_file(ts, file);
		const struct mustache *const parts[] = { mustache_parse(
		    ts->pool, file->text, file->len, 1, &e),
		    t != NULL ? t->subject : NULL, t != NULL ? t->from : NULL,
		    t != NULL ? t->reply_to : NULL,
		    t != NULL ? t->text : NULL };

		for (size_t k = 0; k < sizeof parts / sizeof *parts; k++)
			if (parts[k] != NULL)
				mustache_visit(parts[k], ask_name, names);
	}
}

const struct mustache *
template_partial(const struct template *t, const char *name, bool is_html)
{
	const struct templates *ts = t->of;
	const struct folder_file *file = folder_nearest(ts->folder, name,
	    t->language, is_html);
	size_t i = file == NULL ? DICT_NONE : dict_find(ts->partials,
	    file->path, strlen(file->path));

	return i == DICT_NONE ? NULL : ts->parsed[i];
}

const char *
template_own_fault(const struct template *t)
{
	return t->shared != NULL && t->fault == t->shared->fault ? NULL :
	    t->fault;
}

const char *
template_default(const struct template *t, const char *name)
{
	for (; t != NULL; t = t->shared) {
		size_t i = dict_find(t->default_names, name, strlen(name));

		if (i != DICT_NONE)
			return t->defaults[i];
	}
	return NULL;
}
