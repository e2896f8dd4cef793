#include "coupon.h"

#include <string.h>
#include <strings.h>

const char *
coupon_next(const char *cell, size_t *len)
{
	static const char between[] = " \t,;";

	cell += strspn(cell, between);
	*len = strcspn(cell, between);
	return *len == 0 ? NULL : cell;
}

bool
coupon_is_in(const char *code, const char *cell)
{
	size_t len = strlen(code), n;

	if (strcasecmp(code, cell) == 0)
		return true;
	for (; (cell = coupon_next(cell, &n)) != NULL; cell += n)
		if (n == len && strncasecmp(code, cell, n) == 0)
			return true;
	return false;
}
