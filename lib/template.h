#ifndef TEMPLATE_H
#define TEMPLATE_H

#include "folder.h"
#include "mustache.h"
#include "value.h"

/*
 * Templates of messages: a text that begins with header lines as a mail does, and
 * perhaps an HTML of the same language.
 */
struct templates;

struct template {
	struct templates *of;
	const char *name;
	const char *language;	/* as the file's name has it; "": any */
	const char *path;	/* of the text */
	const char *fault;	/* why it can't be used; else NULL */
	bool is_shared;		/* of defaults for all, and of no more */
	/* NULL where it hasn't one */
	const struct mustache *subject, *from, *reply_to, *text, *html;
	struct dict *default_names;
	const char **defaults;	/* by their number */
	const struct template *shared;	/* the next defaults.txt, or NULL */
};

/* Read a folder; trouble with a single template is its fault. */
struct templates *templates_open(const char *path);
void templates_free(struct templates *ts);
const struct folder *templates_folder(const struct templates *ts);

/* The template in the language, or in the nearest wider one; NULL: there is
   none. */
const struct template *templates_find(struct templates *ts, const char *name,
    const char *language);

/* What a file defaults.txt says; NULL: it is another. */
const struct template *templates_defaults(struct templates *ts,
    const struct folder_file *file);

/* Add the names that tags of all the files begin with, each once. */
void templates_ask(struct templates *ts, struct dict *names);

/* The partial of this name, for the text or the HTML; NULL: there is none. */
const struct mustache *template_partial(const struct template *t,
    const char *name, bool is_html);

/* Its fault, unless that is of what it shares with others; or NULL. */
const char *template_own_fault(const struct template *t);

/* What stands for a variable that is missing, or NULL. */
const char *template_default(const struct template *t, const char *name);

#endif
