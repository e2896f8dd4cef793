#include "proof.h"

#include <string.h>

#include "dict.h"
#include "flow_read.h"
#include "phrase.h"

struct proof {
	struct templates *templates;
	const struct folder *folder;
	const struct flows *flows;
	const struct list *named;	/* of those, unless it is empty */
	struct sink *out;
	struct pool *pool;
	struct dict *partials;		/* the names of those */
	size_t problems;
	const struct template *t;	/* whose columns are told */
	bool is_html;
	struct dict *wanted, *walked;
};

const char *const *
proof_columns(void)
{
	static const char *const columns[] = { "template", "language", "file",
	    "columns", "problem", NULL };

	return columns;
}

static void
write_row(struct proof *p, const char *name, const char *language,
    const char *file, const char *columns, const char *problem)
{
	sink_text(p->out, name);
	sink_text(p->out, language);
	sink_text(p->out, file);
	sink_text(p->out, columns);
	sink_text(p->out, problem);
	sink_end(p->out);
	p->problems += *problem != '\0';
}

static void
add_partial(void *ctx, enum mustache_use use, const char *name)
{
	if (use == MUSTACHE_PARTIAL)
		dict_add(ctx, name, strlen(name));
}

/* A file that is put into others isn't a template. */
static void
find_partials(struct proof *p)
{
	struct mustache_error e;

	for (size_t i = 0; i < folder_count(p->folder); i++) {
		const struct folder_file *file = folder_get(p->folder, i);
		const struct mustache *m = mustache_parse(p->pool, file->text,
		    file->len, 1, &e);

		if (m != NULL)
			mustache_visit(m, add_partial, p->partials);
	}
}

/* A variable outside of sections is a column that must be there. */
static void
add_wanted(void *ctx, enum mustache_use use, const char *name)
{
	struct proof *p = ctx;
	const struct mustache *m;
	const char *key;
	size_t n;

	if (use == MUSTACHE_VARIABLE && template_default(p->t, name) == NULL)
		dict_add(p->wanted, name, strlen(name));
	if (use != MUSTACHE_PARTIAL)
		return;
	m = template_partial(p->t, name, p->is_html);
	key = phrase_print(p->pool, "%d%s", p->is_html, name);
	n = dict_count(p->walked);
	if (m != NULL && dict_add(p->walked, key, strlen(key)) == n)
		mustache_visit(m, add_wanted, p);
}

static const char *
find_wanted(struct proof *p, const struct template *t)
{
	const struct mustache *const parts[] = { t->subject, t->from,
	    t->reply_to, t->text, t->html };
	const char *all = "";

	p->t = t;
	p->wanted = dict_new();
	p->walked = dict_new();
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
		p->is_html = i == 4;
		if (parts[i] != NULL)
			mustache_visit(parts[i], add_wanted, p);
	}
	for (size_t i = 0; i < dict_count(p->wanted); i++)
		all = phrase_print(p->pool, "%s%s%s", all, i > 0 ? " " : "",
		    dict_key(p->wanted, i));
	dict_free(p->wanted);
	dict_free(p->walked);
	return all;
}

static bool
is_named(const struct proof *p, const struct flow *f)
{
	for (size_t i = 0; i < p->named->n; i++)
		if (strcmp(p->named->items[i], f->name) == 0)
			return true;
	return p->named->n == 0;
}

/* What is wrong with it for the channels on which flows send it; one that none
   sends may be an e-mail's. */
static const char *
misfit(const struct proof *p, const struct template *t)
{
	const struct flow *f;
	bool is_sent = false;

	for (size_t i = 0; (f = flows_nth(p->flows, i)) != NULL; i++)
		for (size_t k = 0; k < f->n; k++) {
			const struct step *s = &f->steps[k];

			if (strcmp(s->template, t->name) != 0)
				continue;
			is_sent = true;
			if (!is_named(p, f))
				continue;
			if (s->channel == CHANNEL_EMAIL && t->subject == NULL)
				return "no Subject, which an e-mail wants";
			if (s->channel == CHANNEL_SMS && t->subject != NULL)
				return "a Subject, which an SMS hasn't";
			if (s->channel != CHANNEL_EMAIL && t->html != NULL)
				return "an HTML, which only e-mail has";
		}
	return is_sent || t->subject != NULL ? "" : "no Subject, which an "
	    "e-mail wants, and no flow sends it by SMS or push";
}

static void
write_file(struct proof *p, const struct folder_file *file)
{
	const struct template *t;

	if (dict_find(p->partials, file->name, strlen(file->name)) !=
	    DICT_NONE)
		return;
	if (file->is_html) {
		if (folder_find(p->folder, file->name, file->language,
		    false) == NULL)
			write_row(p, file->name, file->language, file->path,
			    "", "an HTML without a text");
		return;
	}
	t = templates_find(p->templates, file->name, file->language);
	if (t != NULL)
		write_row(p, t->name, t->language, t->path,
		    t->fault != NULL ? "" : find_wanted(p, t),
		    t->fault != NULL ? t->fault : misfit(p, t));
}

/* Of each flow's steps, those that have no template for everybody: a flow that
   wants one twice is told once. */
static void
write_missing(struct proof *p)
{
	const struct flow *f;
	struct dict *told = dict_new();

	for (size_t i = 0; (f = flows_nth(p->flows, i)) != NULL; i++)
		for (size_t k = 0; k < f->n; k++) {
			const char *name = f->steps[k].template;
			const char *key = phrase_print(p->pool, "%s/%s",
			    f->name, name);
			size_t n = dict_count(told);

			if (!is_named(p, f) || folder_find(p->folder, name, "", false) != NULL ||
			    dict_add(told, key, strlen(key)) != n)
				continue;
			write_row(p, name, "", "", "", phrase_print(p->pool,
			    "no %s.txt, which step %s of flow %s wants", name,
			    f->steps[k].id, f->name));
		}
	dict_free(told);
}

size_t
proof_write(struct templates *ts, const struct flows *flows,
    const struct list *named, struct sink *out)
{
	struct proof p = { .templates = ts, .folder = templates_folder(ts),
	    .flows = flows, .named = named, .out = out, .pool = pool_new(),
	    .partials = dict_new() };

	find_partials(&p);
	for (size_t i = 0; i < folder_count(p.folder); i++)
		write_file(&p, folder_get(p.folder, i));
	write_missing(&p);
	dict_free(p.partials);
	pool_free(p.pool);
	return p.problems;
}
