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

/* What is too large for any request, of which the platform takes so much. */
static void
drop(struct requests *r, const struct addressee *a, const char *what,
    size_t observed, size_t most)
{
	admission_drop(r->admission, a, "too-large", what, phrase_print(r->pool,
	    "%zu", observed), phrase_print(r->pool, "%zu at most", most));
}

/* Count the members of an object, and the bytes of the largest one. */
static size_t
members(const struct row *object, size_t *largest)
{
	size_t n = 0, depth = 0, start = 1;
	bool in_string = false;

	*largest = 0;
	for (size_t i = 0; i < object->len; i++) {
		char c = object->bytes[i];

		if (in_string && c == '\\')
			i++;
		else if (c == '"')
			in_string = !in_string;
		else if (!in_string && (c == '{' || c == '['))
			depth++;
		else if (!in_string && (c == '}' || c == ']'))
			depth--;
		if (in_string || depth > 1 || (depth == 1 && c != ','))
			continue;
		n += i > start;
		if (i - start > *largest)
			*largest = i - start;
		start = i + 1;
	}
	return n;
}

/* Does the platform take so many bytes of one send, or so many members, or one
   of so many bytes?  Else it is dropped, for all of
   its request would be refused. */
static bool
is_taken(struct requests *r, const struct addressee *a,
    const struct row *model)
{
	const struct body *how = r->sheet->target->body;
	size_t largest, n;

	if (how->model_most != 0 && model->len > how->model_most) {
		drop(r, a, "bytes", model->len, how->model_most);
		return false;
	}
	if (how->members_most == 0)
		return true;
	n = members(model, &largest);
	if (n > how->members_most)
		drop(r, a, "members", n, how->members_most);
	else if (largest > how->member_most)
		drop(r, a, "bytes of a member", largest, how->member_most);
	return n <= how->members_most && largest <= how->member_most;
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
		drop(r, a, "bytes", item->len, how->bytes_most);
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
	if (is_taken(r, a, &model)) {
		r->sheet->target->body->item(&item, a, r->from, &model);
		take(r, a, &item);
	}
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
