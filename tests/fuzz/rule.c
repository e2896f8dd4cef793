/*
 * Fuzz: a condition, then the cells of a row, each after a line feed.  What
 * compiles must judge alike twice, and a bracketed "not" must turn it round;
 * what doesn't must say why and where.
 */

#include "rule.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { CELLS = 8 };

static const char *const names[CELLS] = {
	"a", "b", "at", "spent", "currency", "event.value", "event.currency",
	"Full Name"
};

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static bool
find(void *ctx, const char *name, size_t *column)
{
	(void)ctx;
	for (*column = 0; *column < CELLS; ++*column)
		if (strcmp(names[*column], name) == 0)
			return true;
	return false;
}

static const char *
cell(void *ctx, size_t column)
{
	const char *const *cells = ctx;

	if (column >= CELLS)
		abort();
	return cells[column];
}

static struct rule *
compile(const char *text)
{
	struct rule_error error = { .at = SIZE_MAX, .reason = "" };
	struct instant as_of = { .seconds = 1795392000 };
	struct rule *r = rule_compile(text, find, NULL, as_of, &error);

	if (r == NULL && (error.at > strlen(text) || *error.reason == '\0'))
		abort();
	return r;
}

/* 1 it holds, 0 it doesn't, -1 it fails. */
static int
judge(const struct rule *r, const char **cells)
{
	const char *column, *reason;
	bool held = rule_holds(r, cell, cells, &column, &reason);

	if ((column == NULL) != (reason == NULL) || (reason != NULL && held))
		abort();
	return reason != NULL ? -1 : held;
}

static int
brackets(const char *text)
{
	int n = 0;

	for (; *text != '\0'; text++)
		n += *text == '(';
	return n;
}

/* 2 if the condition can't be turned round: it is 100 brackets deep already. */
static int
judge_turned(const char *text, const char **cells)
{
	char *turned = malloc(strlen(text) + sizeof "not ()");
	struct rule *r;
	int held = 2;

	if (turned == NULL)
		abort();
	strcat(strcat(strcpy(turned, "not ("), text), ")");
	r = compile(turned);
	if (r != NULL)
		held = judge(r, cells);
	else if (brackets(text) < 100)
		abort();
	rule_free(r);
	free(turned);
	return held;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *text = calloc(1, size + 1), *next = text;
	const char *cells[CELLS], *why;
	struct rule *r;
	int held, turned;

	if (text == NULL)
		abort();
	instant_use_zone(zone_find("Europe/Berlin", &why));
	if (size != 0)
		memcpy(text, data, size);
	for (int i = 0; i < CELLS; i++) {
		next = next == NULL ? NULL : strchr(next, '\n');
		if (next != NULL)
			*next++ = '\0';
		cells[i] = next != NULL ? next : "";
	}
	r = compile(text);
	if (r != NULL) {
		held = judge(r, cells);
		turned = judge_turned(text, cells);
		if (held != judge(r, cells) || (turned != 2 &&
		    turned != (held == -1 ? -1 : !held)))
			abort();
		rule_free(r);
	}
	free(text);
	return 0;
}
