#include "coupon.h"

#include <string.h>
#include <strings.h>

bool
coupon_is_in(const char *code, const char *cell)
{
	static const char between[] = " \t,;";
	size_t len = strlen(code);

	if (strcasecmp(code, cell) == 0)
		return true;
	for (cell += strspn(cell, between); *cell != '\0';
	    cell += strspn(cell, between)) {
		size_t n = strcspn(cell, between);

		if (n == len && strncasecmp(code, cell, n) == 0)
			return true;
		cell += n;
	}
	return false;
}
