#include "denial.h"

#include <err.h>
#include <stdlib.h>
#include <string.h>

#include "dict.h"
#include "pool.h"
#include "send.h"
#include "source.h"

struct entry {
	struct denial denial;
	size_t customer;
};

struct denials {
	struct dict *ids, *customers, *words;
	struct entry *list;
	size_t room;
};

struct columns {
	size_t customer, flow, step, trigger, code, rule, observed, threshold;
};

static const char *
word(struct denials *d, struct cell c)
{
	return dict_key(d->words, dict_add(d->words, c.text, c.len));
}

static void
take(struct denials *d, struct source *in, const struct columns *at)
{
	struct cell customer = source_cell(in, at->customer);
	char id[SEND_ID_ROOM];
	size_t n = dict_count(d->ids), i;

	send_id(source_cell(in, at->flow).text, source_cell(in,
	    at->step).text, source_cell(in, at->trigger).text, id);
	i = dict_add(d->ids, id, strlen(id));
	if (i < n)
		return;
	d->list = pool_grow(d->list, &d->room, i + 1, sizeof *d->list);
	d->list[i] = (struct entry){ .customer = dict_add(d->customers,
	    customer.text, customer.len), .denial = {
	    .code = word(d, source_cell(in, at->code)),
	    .rule = word(d, source_cell(in, at->rule)),
	    .observed = word(d, source_cell(in, at->observed)),
	    .threshold = word(d, source_cell(in, at->threshold)) } };
}

struct denials *
denials_read(const char *path, const struct common *common)
{
	struct denials *d = calloc(1, sizeof *d);
	struct source *in = source_open_side(path, common);
	struct columns at;

	if (d == NULL)
		errx(EXIT_TROUBLE, "out of memory");
	d->ids = dict_new();
	d->customers = dict_new();
	d->words = dict_new();
	at = (struct columns){
		.customer = source_column(in, "customer_id"),
		.flow = source_column(in, "flow"),
		.step = source_column(in, "step"),
		.trigger = source_column(in, "trigger_id"),
		.code = source_column(in, "code"),
		.rule = source_find(in, "rule"),
		.observed = source_find(in, "observed"),
		.threshold = source_find(in, "threshold")
	};
	while (source_next(in))
		take(d, in, &at);
	source_close(in);
	return d;
}

void
denials_free(struct denials *d)
{
	if (d == NULL)
		return;
	dict_free(d->ids);
	dict_free(d->customers);
	dict_free(d->words);
	free(d->list);
	free(d);
}

const struct denial *
denials_find(const struct denials *d, const char *send_id)
{
	size_t i = d == NULL ? DICT_NONE : dict_find(d->ids, send_id,
	    strlen(send_id));

	return i == DICT_NONE ? NULL : &d->list[i].denial;
}

static bool
is_one_of(const char *code, const char *const codes[])
{
	while (*codes != NULL && strcmp(code, *codes) != 0)
		codes++;
	return *codes != NULL;
}

size_t
denials_count(const struct denials *d, const char *const codes[])
{
	size_t n = 0;

	for (size_t i = 0; i < dict_count(d->ids); i++)
		n += is_one_of(d->list[i].denial.code, codes);
	return n;
}

size_t
denials_people(const struct denials *d, const char *const codes[])
{
	bool *hit = calloc(dict_count(d->customers) + 1, sizeof *hit);
	size_t n = 0;

	if (hit == NULL)
		errx(EXIT_TROUBLE, "out of memory");
	for (size_t i = 0; i < dict_count(d->ids); i++) {
		size_t who = d->list[i].customer;

		if (is_one_of(d->list[i].denial.code, codes) && !hit[who]) {
			hit[who] = true;
			n++;
		}
	}
	free(hit);
	return n;
}
