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
	size_t *number, number_room;	/* by text; valid if settled */
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
	free(p->number);
	free(p->key);
	free(p);
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

void
people_join(struct people *p, const char *customer_id, const char *email,
    const char *phone)
{
	const char *texts[] = { customer_id, email, phone };
	size_t top = DICT_NONE;

	for (int k = 0; k < 3; k++) {
		size_t i;

		if (texts[k] == NULL || *texts[k] == '\0')
			continue;
		i = top_of(p, text_add(p, "cep"[k], texts[k]));
		top = top == DICT_NONE ? i : unite(p, top, i);
	}
	p->settled = false;
}

/* Number the people by the first text of each. */
static void
settle(struct people *p)
{
	size_t texts = dict_count(p->texts);

	if (p->settled)
		return;
	p->number = pool_grow(p->number, &p->number_room, texts,
	    sizeof *p->number);
	p->n = 0;
	for (size_t i = 0; i < texts; i++) {
		size_t top = top_of(p, i);

		p->number[i] = top == i ? p->n++ : p->number[top];
	}
	p->settled = true;
}

size_t
people_find(struct people *p, const char *customer_id, const char *email,
    const char *phone)
{
	const char *texts[] = { customer_id, email, phone };

	settle(p);
	for (int k = 0; k < 3; k++) {
		size_t i, len;

		if (texts[k] == NULL || *texts[k] == '\0')
			continue;
		len = key_make(p, "cep"[k], texts[k]);
		i = dict_find(p->texts, p->key, len);
		if (i != DICT_NONE)
			return p->number[i];
	}
	return DICT_NONE;
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
	const char *key = dict_key(p->texts, i);

	settle(p);
	*kind = key[0];
	*text = key + 1;
	return p->number[i];
}
