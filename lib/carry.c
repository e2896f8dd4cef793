#include "carry.h"

#include <err.h>
#include <stdlib.h>
#include <string.h>

#include "data.h"
#include "opt.h"

const char *
carry_parse(const char *text, void *into)
{
	struct list *names = into;

	for (size_t len; ; text += len + 1) {
		char *name;

		len = strcspn(text, ",");
		if (len == 0)
			return "an empty name (want columns, a comma between)";
		if ((name = strndup(text, len)) == NULL)
			errx(EXIT_TROUBLE, "out of memory");
		for (size_t i = 0; i < names->n; i++)
			if (strcmp(names->items[i], name) == 0) {
				free(name);
				return "a column twice";
			}
		list_parse(name, names);
		if (text[len] == '\0')
			return NULL;
	}
}

void
carry_check(const struct list *carry, const struct triggers *t,
    const struct book *b)
{
	for (size_t i = 0; i < carry->n; i++)
		if (!triggers_have(t, i) && !book_has(b, i))
			errx(EXIT_TROUBLE, "--carry: '%s': no such column",
			    carry->items[i]);
}

const char *
carry_data(const struct list *carry, const struct book *b,
    const struct candidate *c, struct pool *p)
{
	const struct trigger *t = c->trigger;
	struct known known;
	const char **texts, **names;

	if (carry->n == 0)
		return t->data;
	known = book_find(b, &t->who, c->person);
	texts = pool_bytes(p, (carry->n + 1) * sizeof *texts);
	names = pool_bytes(p, (carry->n + 1) * sizeof *names);
	for (size_t i = 0; i < carry->n; i++) {
		const char *own = t->who.cells[i];

		names[i] = carry->items[i];
		texts[i] = own != NULL && *own != '\0' ? own :
		    known_cell(&known, i);
	}
	return data_with(p, t->data, names, texts);
}
