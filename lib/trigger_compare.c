#include "trigger_compare.h"

#include <string.h>

/* As strcmp, where NULL comes first. */
static int
compare_texts(const char *a, const char *b)
{
	if (a == NULL || b == NULL)
		return (a != NULL) - (b != NULL);
	return strcmp(a, b);
}

int
trigger_compare_content(const struct trigger *a, const struct trigger *b,
    size_t cells)
{
	const char *const left[] = { a->since, a->reason, a->data,
	    a->customer_id, a->who.email, a->who.phone, a->who.push_token };
	const char *const right[] = { b->since, b->reason, b->data,
	    b->customer_id, b->who.email, b->who.phone, b->who.push_token };
	int c = 0;

	if (a->at.seconds != b->at.seconds)
		return a->at.seconds < b->at.seconds ? -1 : 1;
	if (a->may_expire != b->may_expire)
		return a->may_expire ? -1 : 1;
	if (a->expires.seconds != b->expires.seconds)
		return a->expires.seconds < b->expires.seconds ? -1 : 1;
	for (size_t i = 0; c == 0 && i < sizeof left / sizeof *left; i++)
		c = strcmp(left[i], right[i]);
	for (size_t i = 0; c == 0 && i < cells; i++)
		c = compare_texts(a->who.cells[i], b->who.cells[i]);
	for (int i = 0; c == 0 && i < CHANNELS; i++)
		c = a->who.denied[i] - b->who.denied[i];
	return c;
}

int
trigger_compare_key(const struct trigger *a, const struct trigger *b)
{
	if (a->flow != b->flow)
		return strcmp(a->flow->name, b->flow->name);
	return strcmp(a->id, b->id);
}

bool
trigger_is_newer(const struct trigger *a, const struct trigger *b)
{
	int c;

	if (a->at.seconds != b->at.seconds)
		return a->at.seconds > b->at.seconds;
	c = strcmp(a->id, b->id);
	return c != 0 ? c > 0 : strcmp(a->flow->name, b->flow->name) > 0;
}
