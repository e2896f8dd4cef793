#include "header.h"

#include <string.h>

#include "dict.h"

size_t
header_find(const char *const names[], size_t n, const char *name)
{
	return header_twin(names, n, name, strlen(name), 0);
}

size_t
header_twin(const char *const names[], size_t n, const char *name,
    size_t len, size_t turn)
{
	for (size_t i = 0; i < n; i++)
		if (strncmp(names[i], name, len) == 0 &&
		    names[i][len] == '\0' && turn-- == 0)
			return i;
	return DICT_NONE;
}

const char *
header_rename(const struct list *columns, const char *key, size_t *len)
{
	for (size_t i = 0; i < columns->n; i++) {
		const char *header = strchr(columns->items[i], '=') + 1;

		if (strcmp(header, key) == 0) {
			*len = (size_t)(header - 1 - columns->items[i]);
			return columns->items[i];
		}
	}
	*len = strlen(key);
	return key;
}
