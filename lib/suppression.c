#include "suppression.h"

#include <err.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "dict.h"
#include "digest.h"
#include "domain.h"
#include "pool.h"
#include "source.h"
#include "suppression_row.h"

/* An opt-out must be heeded within two days (Gmail, Yahoo). */
enum { OLD = 48 * 60 * 60 };

/* A row: what it applies to, and [from, until). */
struct entry {
	const char *file;
	unsigned long line;
	const char *reason;
	enum channel channel;		/* CHANNELS: any */
	enum send_class class;		/* CLASSES: any */
	enum gravity gravity;
	int64_t from, until;
	int64_t since;			/* sure to apply from then on */
	bool matched;
};

/* A file, and its newest "from"; INT64_MIN: it has none. */
struct file {
	const char *path;
	int64_t newest;
};

/* A key of an entry; the entries of one key are a chain. */
struct link {
	size_t entry, next;
};

/* A person that an entry lists, by this text. */
struct hit {
	const char *text;
	size_t entry, next;
};

struct suppression {
	struct pool *pool;
	struct dict *keys;	/* a letter for the kind, then the text */
	struct entry *entries;
	struct link *links;
	struct hit *hits;
	struct file *files;
	size_t *first;		/* link, by key */
	size_t *person;		/* hit, by person */
	size_t n, n_links, n_hits, n_files, people;
	size_t room, links_room, hits_room, files_room, first_room, person_room;
	bool hashed;
};

struct suppression *
suppression_new(void)
{
	struct suppression *s = calloc(1, sizeof *s);

	if (s == NULL)
		errx(EXIT_TROUBLE, "out of memory");
	s->pool = pool_new();
	s->keys = dict_new();
	return s;
}

void
suppression_free(struct suppression *s)
{
	if (s == NULL)
		return;
	pool_free(s->pool);
	dict_free(s->keys);
	free(s->entries);
	free(s->links);
	free(s->hits);
	free(s->files);
	free(s->first);
	free(s->person);
	free(s);
}

static void
add_key(struct suppression *s, char letter, const char *text)
{
	char key[SUPPRESSION_ROOM + 1];
	size_t n = dict_count(s->keys), i;

	key[0] = letter;
	memcpy(key + 1, text, strlen(text) + 1);
	i = dict_add(s->keys, key, strlen(key));
	s->first = pool_grow(s->first, &s->first_room, n + 1,
	    sizeof *s->first);
	s->links = pool_grow(s->links, &s->links_room, s->n_links + 1,
	    sizeof *s->links);
	s->links[s->n_links] = (struct link){
		.entry = s->n,
		.next = i < n ? s->first[i] : DICT_NONE
	};
	s->first[i] = s->n_links++;
	s->hashed = s->hashed || letter < 'a';
}

static void
add_entry(struct suppression *s, const char *path, unsigned long line,
    const char *reason, const struct suppression_row *row)
{
	for (int k = 0; k < SUPPRESSION_KEYS; k++)
		if (row->texts[k][0] != '\0')
			add_key(s, suppression_letter(k), row->texts[k]);
	s->entries = pool_grow(s->entries, &s->room, s->n + 1,
	    sizeof *s->entries);
	s->entries[s->n++] = (struct entry){ .file = path, .line = line,
	    .reason = pool_text(s->pool, reason, strlen(reason)),
	    .channel = row->channel, .class = row->class,
	    .gravity = row->gravity, .from = row->from, .until = row->until,
	    .since = row->since };
}

void
suppression_load(struct suppression *s, const char *path,
    const struct common *common)
{
	struct source *in = source_open_side(path, common);
	struct suppression_columns at = suppression_columns(in, path);
	struct file file = { path, INT64_MIN };
	size_t before = s->n;
	struct suppression_row row;

	while (source_next(in)) {
		if (!suppression_row_read(in, &at, &row))
			continue;
		add_entry(s, path, source_place(in).line,
		    source_cell(in, at.reason).text, &row);
		if (row.from > file.newest &&
		    row.from <= common->as_of.seconds)
			file.newest = row.from;
	}
	if (s->n == before)
		tally_note("%s: lists nobody", path);
	s->files = pool_grow(s->files, &s->files_room, s->n_files + 1,
	    sizeof *s->files);
	s->files[s->n_files++] = file;
	source_close(in);
}

void
suppression_say_old(const struct suppression *s, struct instant as_of)
{
	for (size_t i = 0; i < s->n_files; i++) {
		struct instant newest = { .seconds = s->files[i].newest };
		char text[INSTANT_ROOM];
		struct stat st;

		if (newest.seconds == INT64_MIN) {
			if (stat(s->files[i].path, &st) != 0 ||
			    !S_ISREG(st.st_mode))
				continue;
			newest.seconds = st.st_mtime;
		}
		instant_print(newest, text);
		if (as_of.seconds - newest.seconds > OLD)
			tally_note("%s: the newest of it is of %s: who has "
			    "opted out since would be written to",
			    s->files[i].path, text);
	}
}

/* The person is listed under this key, if it is one. */
static void
match_key(struct suppression *s, size_t person, char letter, const char *text,
    const char *said)
{
	char key[SUPPRESSION_ROOM + 1];
	size_t len = strlen(text), i;

	if (len + 1 > sizeof key)
		return;
	key[0] = letter;
	memcpy(key + 1, text, len);
	i = dict_find(s->keys, key, len + 1);
	if (i == DICT_NONE)
		return;
	said = pool_text(s->pool, said, strlen(said));
	for (i = s->first[i]; i != DICT_NONE; i = s->links[i].next) {
		s->hits = pool_grow(s->hits, &s->hits_room, s->n_hits + 1,
		    sizeof *s->hits);
		s->hits[s->n_hits] = (struct hit){ said, s->links[i].entry,
		    s->person[person] };
		s->person[person] = s->n_hits++;
		s->entries[s->links[i].entry].matched = true;
	}
}

/* Who made the hash of an address may have written its domain in letters. */
static void
match_hashes(struct suppression *s, size_t person, char letter,
    const char *text)
{
	char hex[DIGEST_ROOM], letters[SUPPRESSION_ROOM];

	digest_bytes(text, strlen(text), hex);
	match_key(s, person, letter, hex, text);
	if (letter != 'E' || !domain_in_letters(text, letters, sizeof letters))
		return;
	digest_bytes(letters, strlen(letters), hex);
	match_key(s, person, letter, hex, text);
}

void
suppression_match(struct suppression *s, struct people *people)
{
	s->people = people_count(people);
	s->person = pool_grow(s->person, &s->person_room, s->people + 1,
	    sizeof *s->person);
	for (size_t i = 0; i < s->people; i++)
		s->person[i] = DICT_NONE;
	for (size_t i = 0; s->n > 0 && i < people_texts(people); i++) {
		const char *text;
		char kind;
		size_t person = people_text(people, i, &kind, &text);

		match_key(s, person, kind, text, text);
		if (s->hashed && kind != 'c')
			match_hashes(s, person, kind == 'e' ? 'E' : 'P', text);
	}
}

/* Does it keep someone from such a send? */
static bool
applies(const struct entry *e, enum channel channel, enum send_class class,
    int64_t send_at, bool is_dated)
{
	if (is_dated && (e->from == INT64_MIN || send_at < e->since))
		return false;
	return (e->channel == CHANNELS || channel == CHANNELS ||
	    e->channel == channel) &&
	    (e->class == CLASSES || class == CLASSES || e->class == class) &&
	    send_at >= e->from && send_at < e->until;
}

/* Is it told of before the other: graver; or else whatever the order of the
   rows, as far as it can be. */
static bool
goes_before(const struct suppression *s, const struct hit *h,
    const struct hit *other)
{
	const struct entry *l = &s->entries[h->entry];
	const struct entry *r = &s->entries[other->entry];
	int c = strcmp(h->text, other->text);

	if (l->gravity != r->gravity)
		return l->gravity < r->gravity;
	if (c == 0)
		c = strcmp(l->reason, r->reason);
	if (c == 0)
		c = (int)l->class - (int)r->class;
	return c != 0 ? c < 0 : h->entry < other->entry;
}

static bool
find(const struct suppression *s, size_t person, enum channel channel,
    enum send_class class, struct instant send_at, bool is_dated,
    struct suppressed *into)
{
	const struct hit *best = NULL;
	const struct entry *e;

	for (size_t i = s->person[person]; i != DICT_NONE;
	    i = s->hits[i].next) {
		const struct hit *h = &s->hits[i];

		if (applies(&s->entries[h->entry], channel, class,
		    send_at.seconds, is_dated) &&
		    (best == NULL || goes_before(s, h, best)))
			best = h;
	}
	if (best == NULL)
		return false;
	e = &s->entries[best->entry];
	*into = (struct suppressed){ .file = e->file, .line = e->line,
	    .text = best->text, .reason = e->reason,
	    .class = e->class == CLASSES ? "" : class_names()[e->class] };
	return true;
}

bool
suppression_find(const struct suppression *s, size_t person,
    enum channel channel, enum send_class class, struct instant send_at,
    struct suppressed *into)
{
	return find(s, person, channel, class, send_at, false, into);
}

bool
suppression_find_dated(const struct suppression *s, size_t person,
    enum channel channel, enum send_class class, struct instant send_at,
    struct suppressed *into)
{
	return find(s, person, channel, class, send_at, true, into);
}

size_t
suppression_count(const struct suppression *s)
{
	return s->n;
}

size_t
suppression_matched(const struct suppression *s)
{
	size_t n = 0;

	for (size_t i = 0; i < s->n; i++)
		n += s->entries[i].matched;
	return n;
}
