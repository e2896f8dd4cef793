#include "requests.h"

#include <stdlib.h>
#include <string.h>

#include "phrase.h"

static void
finish(struct requests *r)
{
	const struct body *how = r->sheet->target->body;

	if (r->items == 0)
		return;
	row_add(&r->body, how->end, strlen(how->end));
	pages_add(r->out, r->first->group, &r->body);
	r->body.len = 0;
	r->items = 0;
}

static void
begin(struct requests *r, const struct addressee *a)
{
	r->first = a;
	r->sheet->target->body->begin(&r->body, a, r->from);
}

/* Can't it stand in the request that is open? */
static bool
is_other(const struct requests *r, const struct addressee *a, size_t len)
{
	const struct body *how = r->sheet->target->body;

	return r->items == how->items_most ||
	    strcmp(r->first->group, a->group) != 0 ||
	    (how->by_template && strcmp(r->first->send->template,
	    a->send->template) != 0) ||
	    r->body.len + 1 + len + strlen(how->end) > how->bytes_most;
}

static void
take(struct requests *r, const struct addressee *a, const struct row *item)
{
	const struct body *how = r->sheet->target->body;

	if (r->items > 0 && is_other(r, a, item->len))
		finish(r);
	if (r->items == 0)
		begin(r, a);
	if (r->body.len + 1 + item->len + strlen(how->end) >
	    how->bytes_most) {
		admission_drop(r->admission, a, "too-large", "bytes",
		    phrase_print(r->pool, "%zu", item->len), phrase_print(
		    r->pool, "%zu in a request", how->bytes_most));
		if (r->items == 0)
			r->body.len = 0;
		return;
	}
	row_add(&r->body, ",", r->items > 0);
	row_add(&r->body, item->bytes, item->len);
	r->items++;
}

void
requests_add(struct requests *r, const struct addressee *a)
{
	struct row model = { NULL, 0, 0 }, item = { NULL, 0, 0 };

	if (r->sheet->target->body->needs_template &&
	    *a->send->template == '\0') {
		admission_drop(r->admission, a, "no-template", "template", "",
		    "the platform's name of one");
		return;
	}
	sheet_model(r->sheet, r->pool, a, 0, &model);
	r->sheet->target->body->item(&item, a, r->from, &model);
	take(r, a, &item);
	free(model.bytes);
	free(item.bytes);
	pool_empty(r->pool);
}

void
requests_close(struct requests *r)
{
	finish(r);
	free(r->body.bytes);
}
