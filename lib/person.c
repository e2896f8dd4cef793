#include "person.h"

#include <err.h>
#include <stdbool.h>
#include <stdlib.h>

#include "dict.h"
#include "kin.h"
#include "pool.h"

enum { TROUBLE = 2 };

struct people {
	struct kin *kin;
	unsigned *marks;		/* by text */
	size_t marks_room;
	size_t *number, number_room;	/* by text; valid if settled */
	unsigned *all;			/* marks by person; likewise */
	size_t all_room;
	size_t n;
	bool settled;
};

struct people *
people_new(void)
{
	struct people *p = calloc(1, sizeof *p);

	if (p == NULL)
		errx(TROUBLE, "out of memory");
	p->kin = kin_new();
	return p;
}

void
people_free(struct people *p)
{
	if (p == NULL)
		return;
	kin_free(p->kin);
	free(p->marks);
	free(p->number);
	free(p->all);
	free(p);
}

static size_t
text_add(struct people *p, char kind, const char *text)
{
	size_t n = kin_count(p->kin);
	size_t i = kin_add(p->kin, kind, text);

	if (i == n) {
		p->marks = pool_grow(p->marks, &p->marks_room, n + 1,
		    sizeof *p->marks);
		p->marks[i] = 0;
	}
	return i;
}

size_t
people_join(struct people *p, const char *customer_id, const char *email,
    const char *phone)
{
	const char *texts[] = { customer_id, email, phone };
	size_t top = DICT_NONE, first = DICT_NONE;

	for (int k = 0; k < 3; k++) {
		size_t i;

		if (!kin_is_text("cep"[k], texts[k]))
			continue;
		i = text_add(p, "cep"[k], texts[k]);
		if (first == DICT_NONE)
			first = i;
		top = top == DICT_NONE ? i : kin_unite(p->kin, top, i);
	}
	p->settled = false;
	return first;
}

/* Number the people by the first text of each, and gather their marks. */
static void
settle(struct people *p)
{
	size_t texts = kin_count(p->kin);

	if (p->settled)
		return;
	p->number = pool_grow(p->number, &p->number_room, texts,
	    sizeof *p->number);
	p->all = pool_grow(p->all, &p->all_room, texts, sizeof *p->all);
	p->n = 0;
	for (size_t i = 0; i < texts; i++) {
		size_t top = kin_top(p->kin, i);

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
	return kin_is_text(kind, text) ? kin_find(p->kin, kind, text) :
	    DICT_NONE;
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
	return kin_count(p->kin);
}

size_t
people_text(struct people *p, size_t i, char *kind, const char **text)
{
	const char *own = kin_text(p->kin, i, kind);

	settle(p);
	if (text != NULL)
		*text = own;
	return p->number[i];
}
