#include "folder.h"

#include <dirent.h>
#include <err.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "dict.h"
#include "opt.h"
#include "phrase.h"
#include "pool.h"
#include "textfile.h"

struct folder {
	struct pool *pool;
	const char *path;
	struct dict *keys;	/* of the files, by number */
	struct folder_file *files;
	size_t room;
};

/* What a file is found by: no name has a slash in it. */
static const char *
key_of(struct pool *p, const char *name, const char *language, bool is_html)
{
	return phrase_print(p, "%s/%s/%d", name, language, is_html);
}

/* Does a file's name end so, and have more than that? */
static bool
ends_in(const char *name, const char *end)
{
	size_t n = strlen(name), k = strlen(end);

	return n > k && strcmp(name + n - k, end) == 0;
}

static int
is_template(const struct dirent *entry)
{
	return entry->d_name[0] != '.' && (ends_in(entry->d_name, ".txt") ||
	    ends_in(entry->d_name, ".html"));
}

static int
by_bytes(const struct dirent **a, const struct dirent **b)
{
	return strcmp((*a)->d_name, (*b)->d_name);
}

/* A FIFO or a device might be waited for without end. */
static void
check_kind(const char *path)
{
	struct stat st;

	if (stat(path, &st) != 0)
		err(EXIT_TROUBLE, "%s", path);
	if (!S_ISREG(st.st_mode))
		errx(EXIT_TROUBLE, "%s: not a regular file, as a template is "
		    "(want it renamed, or away)", path);
}

/* Read the text, as every editor writes it. */
static void
read_text(struct folder *f, struct folder_file *file)
{
	size_t len, n = 0;
	char *text, *kept;
	const char *from;

	check_kind(file->path);
	from = text = textfile_read(file->path, &len);
	if (len >= 3 && memcmp(text, "\xef\xbb\xbf", 3) == 0) {
		from += 3;
		len -= 3;
	}
	kept = pool_text(f->pool, from, len);
	for (size_t i = 0; i < len; i++)
		if (from[i] != '\r' || i + 1 == len || from[i + 1] != '\n')
			kept[n++] = from[i];
	kept[n] = '\0';
	free(text);
	file->text = kept;
	file->len = n;
}

static void
add_file(struct folder *f, const char *entry)
{
	char *name = pool_text(f->pool, entry, strlen(entry)), *dot;
	char language[LANGUAGE_ROOM] = "";
	struct folder_file file = { .name = name,
	    .is_html = ends_in(name, ".html"),
	    .path = phrase_print(f->pool, "%s/%s", f->path, entry) };
	const char *key;
	size_t i = dict_count(f->keys);

	*strrchr(name, '.') = '\0';
	dot = strrchr(name, '.');
	if (dot != NULL && dot != name && language_read(dot + 1, language))
		*dot = '\0';
	file.language = pool_text(f->pool, language, strlen(language));
	key = key_of(f->pool, name, language, file.is_html);
	if (dict_add(f->keys, key, strlen(key)) != i)
		errx(EXIT_TROUBLE, "%s: the language is that of another file "
		    "of '%s', too", file.path, name);
	read_text(f, &file);
	f->files = pool_grow(f->files, &f->room, i + 1, sizeof *f->files);
	f->files[i] = file;
}

struct folder *
folder_open(const char *path)
{
	struct folder *f = calloc(1, sizeof *f);
	struct dirent **entries;
	int n = scandir(path, &entries, is_template, by_bytes);

	if (n < 0)
		err(EXIT_TROUBLE, "%s", path);
	if (f == NULL)
		errx(EXIT_TROUBLE, "out of memory");
	f->pool = pool_new();
	f->keys = dict_new();
	f->path = path;
	for (int i = 0; i < n; i++) {
		add_file(f, entries[i]->d_name);
		free(entries[i]);
	}
	free(entries);
	return f;
}

void
folder_free(struct folder *f)
{
	pool_free(f->pool);
	dict_free(f->keys);
	free(f->files);
	free(f);
}

const char *
folder_path(const struct folder *f)
{
	return f->path;
}

size_t
folder_count(const struct folder *f)
{
	return dict_count(f->keys);
}

const struct folder_file *
folder_get(const struct folder *f, size_t i)
{
	return &f->files[i];
}

const struct folder_file *
folder_find(const struct folder *f, const char *name, const char *language,
    bool is_html)
{
	struct pool *p;
	const char *key;
	size_t i;

	if (strchr(name, '/') != NULL)
		return NULL;
	p = pool_new();
	key = key_of(p, name, language, is_html);
	i = dict_find(f->keys, key, strlen(key));
	pool_free(p);
	return i == DICT_NONE ? NULL : &f->files[i];
}

const struct folder_file *
folder_nearest(const struct folder *f, const char *name,
    const char *language, bool is_html)
{
	char wider[LANGUAGE_ROOM];
	const struct folder_file *file;

	strcpy(wider, language);
	do
		file = folder_find(f, name, wider, is_html);
	while (file == NULL && language_widen(wider));
	return file;
}
