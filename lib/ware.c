#include "ware.h"

#include <err.h>
#include <stdlib.h>
#include <string.h>

#include "kin.h"
#include "pool.h"

struct entry {
	struct ware ware;
	int64_t said_at[2];	/* product, category */
};

struct wares {
	struct kin *names;
	struct entry *list;
	size_t room;
	struct pool *texts;
};

struct wares *
wares_new(void)
{
	struct wares *w = calloc(1, sizeof *w);

	if (w == NULL)
		errx(EXIT_TROUBLE, "out of memory");
	w->names = kin_new();
	w->texts = pool_new();
	return w;
}

void
wares_free(struct wares *w)
{
	kin_free(w->names);
	pool_free(w->texts);
	free(w->list);
	free(w);
}

/* Of one second, the text that is greater was said later. */
static void
say(struct wares *w, const char **said, int64_t *said_at, const char *text,
    int64_t at)
{
	int c = strcmp(text, *said);

	if (*text == '\0' || (**said != '\0' && (at < *said_at ||
	    (at == *said_at && c <= 0))))
		return;
	if (c != 0)
		*said = pool_text(w->texts, text, strlen(text));
	*said_at = at;
}

size_t
wares_add(struct wares *w, const struct step *step)
{
	int by = STEP_SKU;
	size_t n = kin_count(w->names), i;
	struct entry *e;

	while (by < STEP_CATEGORY && *step->text[by] == '\0')
		by++;
	i = kin_add(w->names, "spc"[by - STEP_SKU], step->text[by]);
	w->list = pool_grow(w->list, &w->room, i + 1, sizeof *w->list);
	e = &w->list[i];
	if (i == n) {
		*e = (struct entry){ .ware = { "", "", "" } };
		if (by == STEP_SKU)
			e->ware.sku = kin_text(w->names, i, NULL);
	}
	say(w, &e->ware.product, &e->said_at[0], step->text[STEP_PRODUCT],
	    step->at);
	say(w, &e->ware.category, &e->said_at[1], step->text[STEP_CATEGORY],
	    step->at);
	return i;
}

const struct ware *
wares_get(const struct wares *w, size_t i)
{
	return &w->list[i].ware;
}

size_t
wares_count(const struct wares *w)
{
	return kin_count(w->names);
}

bool
wares_is_product(const struct wares *w, size_t i)
{
	const struct ware *ware = &w->list[i].ware;

	return *ware->sku != '\0' || *ware->product != '\0';
}

const char *
wares_name(const struct wares *w, size_t i)
{
	return kin_text(w->names, i, NULL);
}
