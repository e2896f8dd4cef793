#include "data.h"

#include <err.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "opt.h"

const char *
data_parse(const char *text, void *into)
{
	json_t *object;
	int is_object;

	if (*text != '\0') {
		object = json_loads(text, JSON_REJECT_DUPLICATES, NULL);
		is_object = json_is_object(object);
		json_decref(object);
		if (!is_object)
			return "not a JSON object";
	}
	*(const char **)into = text;
	return NULL;
}

/* The members alone, as compact JSON, malloced. */
static char *
members(json_t *own, const char *const names[], const char *const texts[],
    const char **clash)
{
	json_t *more = json_object();
	char *text = NULL;

	for (size_t i = 0; names[i] != NULL; i++) {
		if (json_object_get(own, names[i]) != NULL ||
		    json_object_get(more, names[i]) != NULL) {
			*clash = names[i];
			json_decref(more);
			return NULL;
		}
		if (json_object_set_new(more, names[i],
		    json_string(texts[i])) != 0)
			errx(EXIT_TROUBLE, "out of memory");
	}
	text = json_dumps(more, JSON_PRESERVE_ORDER | JSON_COMPACT);
	json_decref(more);
	if (text == NULL)
		errx(EXIT_TROUBLE, "out of memory");
	return text;
}

/*
 * What is there stays byte for byte, so that 12.50 doesn't become 12.5.
 */
const char *
data_with(struct pool *p, const char *object, const char *const names[],
    const char *const texts[], const char **clash)
{
	json_t *own;
	char *more, *made;
	size_t len = strlen(object);

	if (names[0] == NULL)
		return object;
	own = len > 0 ? json_loads(object, 0, NULL) : json_object();
	more = members(own, names, texts, clash);
	if (more == NULL || json_object_size(own) == 0) {
		made = more != NULL ? pool_text(p, more, strlen(more)) : NULL;
	} else {
		while (object[len - 1] != '}')
			len--;
		made = pool_bytes(p, len + strlen(more) + 1);
		memcpy(made, object, len - 1);
		made[len - 1] = ',';
		strcpy(made + len, more + 1);
	}
	json_decref(own);
	free(more);
	return made;
}
