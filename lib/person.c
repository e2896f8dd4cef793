#include "person.h"

#include <err.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "dict.h"
#include "pool.h"

enum { TROUBLE = 2 };

/*
 * A text is kept with its kind before it, so that an id "1" and a phone "1"
 * stay two.  Texts form trees: up[i] is the text above i, itself at a top, and
 * the top is always the text that came first.
 */
struct people {
	struct dict *texts;
	size_t *up, up_room;
	unsigned *marks;		/* by text */
	size_t marks_room;
	size_t *number, number_room;	/* by text; valid if settled */
	unsigned *all;			/* marks by person; likewise */
	size_t all_room;
	char *key;
	size_t key_room;
	size_t n;
	bool settled;
};

struct people *
people_new(void)
{
	struct people *p = calloc(1, sizeof *p);

	if (p == NULL)
		errx(TROUBLE, "out of memory");
	p->texts = dict_new();
	return p;
}

void
people_free(struct people *p)
{
	if (p == NULL)
		return;
	dict_free(p->texts);
	free(p->up);
	free(p->marks);
	free(p->number);
	free(p->all);
	free(p->key);
	free(p);
}

/*
 * A phone that isn't E.164 joins nobody: it may be of any country, or be a
 * word such as "n/a", and all who have that aren't one person.
 */
static bool
is_text(char kind, const char *text)
{
	if (text == NULL || *text == '\0')
		return false;
	return kind != 'p' || (*text == '+' && text[1] != '\0' &&
	    text[1 + strspn(text + 1, "0123456789")] == '\0');
}

/* The length of the key that stands for a text of this kind, in p->key. */
static size_t
key_make(struct people *p, char kind, const char *text)
{
	size_t len = strlen(text);

	p->key = pool_grow(p->key, &p->key_room, len + 1, 1);
	p->key[0] = kind;
	memcpy(p->key + 1, text, len);
	return len + 1;
}

static size_t
top_of(struct people *p, size_t i)
{
	while (p->up[i] != i) {
		p->up[i] = p->up[p->up[i]];
		i = p->up[i];
	}
	return i;
}

static size_t
text_add(struct people *p, char kind, const char *text)
{
	size_t len = key_make(p, kind, text);
	size_t n = dict_count(p->texts);
	size_t i = dict_add(p->texts, p->key, len);

	if (i == n) {
		p->up = pool_grow(p->up, &p->up_room, n + 1, sizeof *p->up);
		p->up[i] = i;
		p->marks = pool_grow(p->marks, &p->marks_room, n + 1,
		    sizeof *p->marks);
		p->marks[i] = 0;
	}
	return i;
}

/* Make one of two tops the other's: the text that came first stays. */
static size_t
unite(struct people *p, size_t a, size_t b)
{
	size_t first = a < b ? a : b;

	p->up[a] = first;
	p->up[b] = first;
	return first;
}

size_t
people_join(struct people *p, const char *customer_id, const char *email,
    const char *phone)
{
	const char *texts[] = { customer_id, email, phone };
	size_t top = DICT_NONE, first = DICT_NONE;

	for (int k = 0; k < 3; k++) {
		size_t i;

		if (!is_text("cep"[k], texts[k]))
			continue;
		i = text_add(p, "cep"[k], texts[k]);
		if (first == DICT_NONE)
			first = i;
		i = top_of(p, i);
		top = top == DICT_NONE ? i : unite(p, top, i);
	}
	p->settled = false;
	return first;
}

/* Number the people by the first text of each, and gather their marks. */
static void
settle(struct people *p)
{
	size_t texts = dict_count(p->texts);

	if (p->settled)
		return;
	p->number = pool_grow(p->number, &p->number_room, texts,
	    sizeof *p->number);
	p->all = pool_grow(p->all, &p->all_room, texts, sizeof *p->all);
	p->n = 0;
	for (size_t i = 0; i < texts; i++) {
		size_t top = top_of(p, i);

		if (top == i)
			p->all[p->n] = 0;
		p->number[i] = top == i ? p->n++ : p->number[top];
		p->all[p->number[i]] |= p->marks[i];
	}
	p->settled = true;
}

size_t
people_find_text(struct people *p, char kind, const char *text)
{
	size_t len;

	if (!is_text(kind, text))
		return DICT_NONE;
	len = key_make(p, kind, text);
	return dict_find(p->texts, p->key, len);
}

size_t
people_find(struct people *p, const char *customer_id, const char *email,
    const char *phone)
{
	const char *texts[] = { customer_id, email, phone };

	settle(p);
	for (int k = 0; k < 3; k++) {
		size_t i = people_find_text(p, "cep"[k], texts[k]);

		if (i != DICT_NONE)
			return p->number[i];
	}
	return DICT_NONE;
}

void
people_mark(struct people *p, size_t i, unsigned marks)
{
	p->marks[i] |= marks;
	p->settled = false;
}

unsigned
people_marks(struct people *p, size_t person)
{
	settle(p);
	return p->all[person];
}

size_t
people_count(struct people *p)
{
	settle(p);
	return p->n;
}

size_t
people_texts(const struct people *p)
{
	return dict_count(p->texts);
}

size_t
people_text(struct people *p, size_t i, char *kind, const char **text)
{
	settle(p);
	if (kind != NULL)
		*kind = dict_key(p->texts, i)[0];
	if (text != NULL)
		*text = dict_key(p->texts, i) + 1;
	return p->number[i];
}
