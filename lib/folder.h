#ifndef FOLDER_H
#define FOLDER_H

#include <stdbool.h>
#include <stddef.h>

#include "language.h"

/*
 * A folder of templates: NAME.txt and NAME.html, and of a language
 * NAME.de-AT.txt.  Other files in it are no matter.
 */
struct folder;

struct folder_file {
	const char *path;	/* for messages */
	const char *name;
	const char *language;	/* see language.h; "": any */
	bool is_html;
	const char *text;	/* without a byte-order mark, or CR before LF */
	size_t len;
};

/* Read it; trouble is fatal, and so are something of such a name that is no file,
   and two files that differ in how the language is spelled alone. */
struct folder *folder_open(const char *path);
void folder_free(struct folder *f);

const char *folder_path(const struct folder *f);

/* Its files, in the order of their names. */
size_t folder_count(const struct folder *f);
const struct folder_file *folder_get(const struct folder *f, size_t i);

/* The file of just this language, or NULL.  A name never leads out of the folder:
   one that would has no file. */
const struct folder_file *folder_find(const struct folder *f, const char *name,
    const char *language, bool is_html);

/* The same of the language, or of the nearest wider one. */
const struct folder_file *folder_nearest(const struct folder *f,
    const char *name, const char *language, bool is_html);

#endif
