#include "send_list.h"

#include <err.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cell.h"
#include "dict.h"
#include "pool.h"
#include "send_row.h"

/* No send is too new to be compared. */
static const struct instant whenever = { .seconds = INT64_MAX };

struct send_list {
	struct pool *pool;
	struct dict *ids;
	struct send *list;
	size_t n, room;
};

struct send_list *
send_list_read(const char *path, const struct common *common)
{
	struct source *in = source_open_side(path, common);
	struct send_columns at = send_columns_find(in);
	struct send_list *l = calloc(1, sizeof *l);
	struct send s;

	if (l == NULL)
		errx(EXIT_TROUBLE, "out of memory");
	l->pool = pool_new();
	l->ids = dict_new();
	while (source_next(in)) {
		if (!send_row_read(in, &at, whenever, &s))
			continue;
		if (dict_add(l->ids, s.id, strlen(s.id)) < l->n) {
			cell_reject(in, at.id, "twice in the list");
			continue;
		}
		l->list = pool_grow(l->list, &l->room, l->n + 1,
		    sizeof *l->list);
		l->list[l->n++] = send_keep(l->pool, &s);
	}
	source_close(in);
	return l;
}

void
send_list_free(struct send_list *l)
{
	pool_free(l->pool);
	dict_free(l->ids);
	free(l->list);
	free(l);
}

size_t
send_list_count(const struct send_list *l)
{
	return l->n;
}

const struct send *
send_list_get(const struct send_list *l, size_t i)
{
	return &l->list[i];
}

size_t
send_list_find(const struct send_list *l, const char *send_id)
{
	return dict_find(l->ids, send_id, strlen(send_id));
}

static bool
is_same(struct instant a, struct instant b)
{
	return a.seconds == b.seconds && a.is_date == b.is_date;
}

const char *
send_list_differs(const struct send *a, const struct send *b)
{
	static char text[200];
	const struct {
		const char *name;
		bool same;
	} cells[] = {
		{ "action", a->action == b->action },
		{ "channel", a->channel == b->channel },
		{ "address", strcmp(a->address, b->address) == 0 },
		{ "customer_id", strcmp(a->customer_id, b->customer_id) == 0 },
		{ "class", a->class == b->class },
		{ "template", strcmp(a->template, b->template) == 0 },
		{ "triggered_at", is_same(a->triggered_at, b->triggered_at) },
		{ "decided_at", is_same(a->decided_at, b->decided_at) },
		{ "expires_at", a->may_expire == b->may_expire &&
		    is_same(a->expires_at, b->expires_at) },
		{ "variant", strcmp(a->variant, b->variant) == 0 },
		{ "tags", strcmp(a->tags, b->tags) == 0 },
		{ "reason", strcmp(a->reason, b->reason) == 0 },
		{ "data", strcmp(a->data, b->data) == 0 }
	};

	text[0] = '\0';
	for (size_t i = 0; i < sizeof cells / sizeof *cells; i++)
		if (!cells[i].same)
			snprintf(text + strlen(text),
			    sizeof text - strlen(text), "%s%s",
			    *text != '\0' ? " " : "", cells[i].name);
	return text;
}
