#include "stitch.h"

#include <err.h>
#include <stdlib.h>
#include <string.h>

#include "kin_fetch.h"
#include "phrase.h"

/* What is last heard of an owner: kinds of text, and when each was. */
enum { HEARD_CUSTOMER, HEARD_EMAIL, HEARD_PHONE, HEARD_TOKEN, HEARD };

static const struct {
	enum step_text text;
	char kind;
} heard_of[HEARD] = {
	[HEARD_CUSTOMER] = { STEP_CUSTOMER, 'c' },
	[HEARD_EMAIL] = { STEP_EMAIL, 'e' },
	[HEARD_PHONE] = { STEP_PHONE, 'p' },
	[HEARD_TOKEN] = { STEP_TOKEN, 't' }
};

struct heard {
	uint32_t text[HEARD];
	int64_t at[HEARD];
};

/* By text: who was last named with it, if it is of a browser; and what is heard
   of its owner, if it is a top. */
struct place_of {
	uint32_t named;
	int64_t named_at;
	struct heard *heard;
};

#define NOBODY UINT32_MAX

struct stitch {
	struct kin *kin;
	struct place_of *places;
	size_t room, n;
	bool has_links;		/* carts or orders that nothing else is known of */
	size_t said[HEARD];	/* what the step at hand says of itself */
	struct pool *pool;
	void (*united)(void *context, size_t from, size_t into);
	void *context;
};

struct stitch *
stitch_new(void (*united)(void *, size_t, size_t), void *context)
{
	struct stitch *s = calloc(1, sizeof *s);

	if (s == NULL)
		errx(EXIT_TROUBLE, "out of memory");
	s->kin = kin_new();
	s->pool = pool_new();
	s->united = united;
	s->context = context;
	return s;
}

void
stitch_free(struct stitch *s)
{
	if (s == NULL)
		return;
	kin_free(s->kin);
	pool_free(s->pool);
	free(s->places);
	free(s);
}

static const char *
text_of(const struct stitch *s, size_t i)
{
	return kin_text(s->kin, i, NULL);
}

const char *
stitch_name(struct stitch *s, size_t i)
{
	char kind;
	const char *text = kin_text(s->kin, i, &kind);

	return strchr("cep", kind) != NULL ? text :
	    phrase_print(s->pool, "anonymous:%s", text);
}

size_t
stitch_top(struct stitch *s, size_t owner)
{
	return kin_top(s->kin, owner);
}

static size_t
add(struct stitch *s, char kind, const char *text)
{
	size_t i = kin_add(s->kin, kind, text);

	if (i >= NOBODY)
		errx(EXIT_TROUBLE, "more people than can be numbered");
	if (i == s->n) {
		s->places = pool_grow(s->places, &s->room, ++s->n,
		    sizeof *s->places);
		s->places[i] = (struct place_of){ .named = NOBODY };
	}
	return i;
}

/* The same, where it may be known already. */
static size_t
add_known(struct stitch *s, uint32_t *known, char kind, const char *text)
{
	if (known == NULL)
		return add(s, kind, text);
	if (*known == GUISE_UNKNOWN)
		*known = (uint32_t)add(s, kind, text);
	return *known;
}

/* Of one second, the text that is greater was heard later. */
static void
hear(struct stitch *s, struct heard *h, int what, uint32_t text, int64_t at)
{
	if (h->text[what] == NOBODY || at > h->at[what] ||
	    (at == h->at[what] && text != h->text[what] && strcmp(text_of(s, text),
	    text_of(s, h->text[what])) > 0)) {
		h->text[what] = text;
		h->at[what] = at;
	}
}

static struct heard *
heard_by(struct stitch *s, size_t top)
{
	struct heard **h = &s->places[top].heard;

	if (*h == NULL) {
		*h = pool_bytes(s->pool, sizeof **h);
		for (int i = 0; i < HEARD; i++)
			(*h)->text[i] = NOBODY;
	}
	return *h;
}

static void
unite(struct stitch *s, size_t a, size_t b)
{
	size_t from, into;

	a = kin_top(s->kin, a);
	b = kin_top(s->kin, b);
	if (a == b)
		return;
	into = kin_unite(s->kin, a, b);
	from = into == a ? b : a;
	if (s->places[from].heard != NULL) {
		struct heard *h = heard_by(s, into);
		struct heard *other = s->places[from].heard;

		for (int i = 0; i < HEARD; i++)
			if (other->text[i] != NOBODY)
				hear(s, h, i, other->text[i], other->at[i]);
	}
	s->united(s->context, from, into);
}

/* The person whom the step names, or DICT_NONE; with what else it says. */
static size_t
named(struct stitch *s, const struct step *step)
{
	size_t who = DICT_NONE;

	for (int i = 0; i < HEARD; i++) {
		const char *text = step->text[heard_of[i].text];

		s->said[i] = DICT_NONE;
		if (!kin_is_text(heard_of[i].kind, text))
			continue;
		s->said[i] = add_known(s, step->guise == NULL ? NULL :
		    &step->guise->heard[i], heard_of[i].kind, text);
		if (i > HEARD_PHONE)
			continue;
		if (who == DICT_NONE)
			who = s->said[i];
		else
			unite(s, who, s->said[i]);
	}
	return who;
}

/* A browser's id, and what kind of text it is. */
static const char *
browser(const struct step *step, char *kind)
{
	*kind = *step->text[STEP_ANONYMOUS] != '\0' ? 'b' : 's';
	return step->text[*kind == 'b' ? STEP_ANONYMOUS : STEP_SESSION];
}

/* The text that is, or DICT_NONE. */
static size_t
add_browser(struct stitch *s, const struct step *step)
{
	char kind;
	const char *id = browser(step, &kind);

	return *id == '\0' ? DICT_NONE : add_known(s, step->guise == NULL ?
	    NULL : &step->guise->browser, kind, id);
}

/* Of several names of one second, the first that is told stands. */
static void
name(struct stitch *s, size_t link, size_t who, int64_t at)
{
	struct place_of *l = &s->places[link];

	if (l->named == NOBODY)
		unite(s, link, who);
	else if (at <= l->named_at)
		return;
	l->named = (uint32_t)who;
	l->named_at = at;
}

/* Tell who was named with the browser, and with a cart or order of which no
   more was known so far. */
static void
name_all(struct stitch *s, const struct step *step, size_t who)
{
	size_t link = add_browser(s, step), cart, order;

	if (link != DICT_NONE)
		name(s, link, who, step->at);
	if (!s->has_links)
		return;
	if (*step->text[STEP_CART] != '\0' && (cart = kin_find(s->kin, 'k',
	    step->text[STEP_CART])) != DICT_NONE)
		name(s, cart, who, step->at);
	if (*step->text[STEP_ORDER] != '\0' && (order = kin_find(s->kin, 'o',
	    step->text[STEP_ORDER])) != DICT_NONE)
		name(s, order, who, step->at);
}

/* The text by which somebody who isn't named is told apart. */
static size_t
unnamed(struct stitch *s, const struct step *step)
{
	size_t link = add_browser(s, step);
	bool is_cart = *step->text[STEP_CART] != '\0';

	if (link != DICT_NONE)
		return link;
	s->has_links = true;
	return add(s, is_cart ? 'k' : 'o', step->text[is_cart ? STEP_CART :
	    STEP_ORDER]);
}

static void
hear_all(struct stitch *s, size_t owner, int64_t at)
{
	for (int i = 0; i < HEARD; i++)
		if (s->said[i] != DICT_NONE)
			hear(s, heard_by(s, kin_top(s->kin, owner)), i,
			    (uint32_t)s->said[i], at);
}

struct whose
stitch_whose(struct stitch *s, const struct step *step)
{
	struct whose w = { .own = named(s, step) };

	if (w.own != DICT_NONE)
		name_all(s, step, w.own);
	else
		w.own = unnamed(s, step);
	w.owner = s->places[w.own].named != NOBODY ?
	    s->places[w.own].named : w.own;
	hear_all(s, w.owner, step->at);
	return w;
}

static void
fetch(const struct stitch *s, uint32_t text)
{
	if (text == GUISE_UNKNOWN)
		return;
	kin_fetch(s->kin, text);
	__builtin_prefetch(&s->places[text]);
}

void
stitch_fetch(const struct stitch *s, const struct guise *g)
{
	for (int i = 0; i <= HEARD_PHONE; i++)
		fetch(s, g->heard[i]);
	fetch(s, g->browser);
}

void
stitch_fetch_texts(const struct stitch *s, const struct step *step,
    bool more)
{
	char kind;
	const char *id = browser(step, &kind);

	for (int i = 0; i < HEARD; i++) {
		const char *text = step->text[heard_of[i].text];

		if (kin_is_text(heard_of[i].kind, text))
			kin_fetch_text(s->kin, heard_of[i].kind, text, more);
	}
	if (*id != '\0')
		kin_fetch_text(s->kin, kind, id, more);
}

size_t
stitch_fetch_more(struct stitch *s, const struct guise *g)
{
	uint32_t who = g->browser;
	size_t top;

	for (int i = HEARD_PHONE; i >= 0; i--)
		if (g->heard[i] != GUISE_UNKNOWN)
			who = g->heard[i];
	if (who == GUISE_UNKNOWN)
		return DICT_NONE;
	top = kin_top(s->kin, who);
	if (s->places[top].heard != NULL)
		__builtin_prefetch(s->places[top].heard);
	return top;
}

bool
stitch_contact(struct stitch *s, size_t owner, struct contact *into)
{
	size_t top = kin_top(s->kin, owner);
	const struct heard *h = s->places[top].heard;
	const char *text[HEARD];

	for (int i = 0; i < HEARD; i++)
		text[i] = h == NULL || h->text[i] == NOBODY ? "" :
		    text_of(s, h->text[i]);
	*into = (struct contact){ text[HEARD_CUSTOMER], text[HEARD_EMAIL],
	    text[HEARD_PHONE], text[HEARD_TOKEN] };
	for (int i = HEARD_CUSTOMER; i <= HEARD_PHONE; i++)
		if (*into->customer_id == '\0')
			into->customer_id = text[i];
	if (*into->customer_id != '\0')
		return true;
	into->customer_id = stitch_name(s, owner);
	return *into->push_token != '\0';
}
