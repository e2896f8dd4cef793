#include "coupon.h"

#include <string.h>
#include <strings.h>

#include "notice.h"

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

bool
coupon_used(const char *code, const struct event *e, size_t n, size_t cell,
    int64_t from)
{
	for (size_t i = 0; i < n && *code != '\0'; i++)
		if (notice_at(e[i].at) >= from + e[i].at.is_date &&
		    (strcmp(e[i].name, "purchase") == 0 ||
		    strcmp(e[i].name, "coupon-used") == 0) &&
		    coupon_is_in(code, e[i].cells[cell]))
			return true;
	return false;
}
