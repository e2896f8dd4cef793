#include "value.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "pool.h"

enum { NUMBER_ROOM = 24 };

const char *
count_parse(const char *text, void *into)
{
	long n = 0;

	if (*text == '\0')
		return "empty (want a whole number)";
	for (; *text != '\0'; text++) {
		if (*text < '0' || *text > '9')
			return "not a whole number";
		n = 10 * n + (*text - '0');
		if (n > INT_MAX)
			return "too large";
	}
	*(int *)into = (int)n;
	return NULL;
}

const char *
positive_parse(const char *text, void *into)
{
	int n;
	const char *reason = count_parse(text, &n);

	if (reason == NULL && n == 0)
		reason = "too small (want 1 or more)";
	if (reason == NULL)
		*(int *)into = n;
	return reason;
}

const char *
number_begin(const char *text, double *n)
{
	size_t len = strspn(text, "0123456789.");
	char number[NUMBER_ROOM], *end;

	if (len == 0 || len >= sizeof number)
		return NULL;
	memcpy(number, text, len);
	number[len] = '\0';
	*n = strtod(number, &end);
	return *end == '\0' ? text + len : NULL;
}

const char *
text_parse(const char *text, void *into)
{
	if (*text == '\0')
		return "empty";
	*(const char **)into = text;
	return NULL;
}

const char *
list_parse(const char *text, void *into)
{
	struct list *l = into;

	if (*text == '\0')
		return "empty";
	l->items = pool_grow(l->items, &l->room, l->n + 1, sizeof *l->items);
	l->items[l->n++] = text;
	return NULL;
}

const char *
choice_parse(const char *text, const char *const names[], int *into)
{
	static char reason[256];
	size_t used;

	for (int i = 0; names[i] != NULL; i++) {
		if (*names[i] == *text && strcmp(names[i], text) == 0) {
			*into = i;
			return NULL;
		}
	}
	used = (size_t)snprintf(reason, sizeof reason, "want %s", names[0]);
	for (int i = 1; names[i] != NULL && used < sizeof reason; i++)
		used += (size_t)snprintf(reason + used, sizeof reason - used,
		    "%s%s", names[i + 1] == NULL ? " or " : ", ", names[i]);
	return reason;
}
