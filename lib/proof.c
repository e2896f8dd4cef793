#include "proof.h"

#include <string.h>

#include "dict.h"
#include "flow_read.h"
#include "phrase.h"
#include "spelling.h"

struct proof {
	struct templates *templates;
	const struct folder *folder;
	const struct flows *flows;
	const struct list *named;	/* of those, unless it is empty */
	struct sink *out;
	struct pool *pool;
	struct dict *partials;		/* the names of those */
	size_t problems;
	struct dict *named_anywhere;	/* by variables of all templates, */
	bool is_unsure;			/* but of some at fault */
	const struct template *t;	/* that is looked at */
	bool is_html;
	struct dict *names, *wanted;	/* of variables; those of columns */
	struct dict *walked;		/* partials, */
	const char *strays;		/* and what is wrong with some */
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

/* The names of what is put into others. */
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

static const char *
add_problem(const struct proof *p, const char *all, const char *problem)
{
	return *all == '\0' ? problem : *problem == '\0' ? all :
	    phrase_print(p->pool, "%s; %s", all, problem);
}

/* A template of a language is given a partial of none: it is in the wrong one, if
   there are others of its name that have a language. */
static void
find_stray(struct proof *p, const char *name)
{
	const char *end = p->is_html ? "html" : "txt";
	const struct folder_file *file = folder_nearest(p->folder, name,
	    p->t->language, p->is_html);

	if (*p->t->language == '\0' || file == NULL ||
	    *file->language != '\0')
		return;
	for (size_t i = 0; i < folder_count(p->folder); i++) {
		file = folder_get(p->folder, i);
		if (strcmp(file->name, name) != 0 || *file->language == '\0')
			continue;
		p->strays = add_problem(p, p->strays, phrase_print(p->pool,
		    "%s.%s is of no language, and %s is there (want "
		    "%s.%s.%s)", name, end, file->path, name,
		    p->t->language, end));
		return;
	}
}

/* A variable outside of sections is a column that must be there. */
static void
add_name(void *ctx, enum mustache_use use, const char *name)
{
	struct proof *p = ctx;
	const struct mustache *m;
	const char *key;
	size_t n;

	if (use == MUSTACHE_VARIABLE && template_default(p->t, name) == NULL)
		dict_add(p->wanted, name, strlen(name));
	if (use == MUSTACHE_VARIABLE || use == MUSTACHE_INNER) {
		dict_add(p->names, name, strlen(name));
		dict_add(p->named_anywhere, name, strlen(name));
	}
	if (use != MUSTACHE_PARTIAL)
		return;
	m = template_partial(p->t, name, p->is_html);
	key = phrase_print(p->pool, "%d%s", p->is_html, name);
	n = dict_count(p->walked);
	if (m == NULL || dict_add(p->walked, key, strlen(key)) != n)
		return;
	find_stray(p, name);
	mustache_visit(m, add_name, p);
}

static void
find_names(struct proof *p, const struct template *t)
{
	const struct mustache *const parts[] = { t->subject, t->from,
	    t->reply_to, t->text, t->html };

	p->t = t;
	p->strays = "";
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
		p->is_html = i == 4;
		if (parts[i] != NULL)
			mustache_visit(parts[i], add_name, p);
	}
}

static const char *
list_wanted(const struct proof *p)
{
	const char *all = "";

	for (size_t i = 0; i < dict_count(p->wanted); i++)
		all = phrase_print(p->pool, "%s%s%s", all, i > 0 ? " " : "",
		    dict_key(p->wanted, i));
	return all;
}

/* Of the names that have no default of t's, the one that is most like this; NULL:
   none is like it. */
static const char *
meant_by(const struct template *t, const char *name, const struct dict *names)
{
	const char *meant = NULL;
	size_t least = SPELLING_FAR, distance;

	for (size_t i = 0; i < dict_count(names); i++) {
		const char *other = dict_key(names, i);

		if (dict_find(t->default_names, other, strlen(other)) !=
		    DICT_NONE)
			continue;
		distance = spelling_distance(name, other);
		if (distance < least) {
			least = distance;
			meant = other;
		}
	}
	return meant;
}

/* The defaults of no name there is: slips of the pen, as a rule. */
static const char *
find_slips(const struct proof *p, const struct template *t,
    const struct dict *names)
{
	const char *all = "", *meant;

	for (size_t i = 0; i < dict_count(t->default_names); i++) {
		const char *name = dict_key(t->default_names, i);

		if (dict_find(names, name, strlen(name)) != DICT_NONE)
			continue;
		meant = meant_by(t, name, names);
		all = add_problem(p, all, phrase_print(p->pool, "Default-%s: "
		    "no tag asks for it%s%s%s", name, meant != NULL ?
		    " (want Default-" : "", meant != NULL ? meant : "",
		    meant != NULL ? ")" : ""));
	}
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
write_template(struct proof *p, const struct template *t)
{
	const char *problem = template_own_fault(t);

	if (problem != NULL) {
		p->is_unsure = true;
		write_row(p, t->name, t->language, t->path, "", problem);
		return;
	}
	p->names = dict_new();
	p->wanted = dict_new();
	p->walked = dict_new();
	find_names(p, t);
	problem = add_problem(p, misfit(p, t), find_slips(p, t, p->names));
	write_row(p, t->name, t->language, t->path, list_wanted(p),
	    add_problem(p, problem, p->strays));
	dict_free(p->names);
	dict_free(p->wanted);
	dict_free(p->walked);
}

static bool
is_of_flow(const struct proof *p, const char *name)
{
	const struct flow *f;

	for (size_t i = 0; (f = flows_nth(p->flows, i)) != NULL; i++)
		for (size_t k = 0; k < f->n; k++)
			if (strcmp(f->steps[k].template, name) == 0)
				return true;
	return false;
}

/* A file that is put into others isn't a template, unless a flow sends it. */
static void
write_file(struct proof *p, const struct folder_file *file)
{
	const struct template *t;

	if (dict_find(p->partials, file->name, strlen(file->name)) !=
	    DICT_NONE && !is_of_flow(p, file->name))
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
		write_template(p, t);
}

/* What holds for all has a row only where something is wrong with it that isn't
   told of each template. */
static void
write_defaults(struct proof *p)
{
	for (size_t i = 0; i < folder_count(p->folder); i++) {
		const struct template *t = templates_defaults(p->templates,
		    folder_get(p->folder, i));
		const char *problem;

		if (t == NULL)
			continue;
		problem = template_own_fault(t);
		if (problem == NULL)
			problem = p->is_unsure ? "" : find_slips(p, t,
			    p->named_anywhere);
		if (*problem != '\0')
			write_row(p, t->name, t->language, t->path, "",
			    problem);
	}
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

			if (!is_named(p, f) || folder_find(p->folder, name,
			    "", false) != NULL ||
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
	    .partials = dict_new(), .named_anywhere = dict_new() };

	find_partials(&p);
	for (size_t i = 0; i < folder_count(p.folder); i++)
		write_file(&p, folder_get(p.folder, i));
	write_defaults(&p);
	write_missing(&p);
	dict_free(p.partials);
	dict_free(p.named_anywhere);
	pool_free(p.pool);
	return p.problems;
}
