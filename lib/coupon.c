#include "coupon.h"

#include <string.h>

#include "fold.h"
#include "notice.h"
#include "pool.h"

const char *
coupon_next(const char *cell, size_t *len)
{
	static const char between[] = " \t,;";

	cell += strspn(cell, between);
	*len = strcspn(cell, between);
	return *len == 0 ? NULL : cell;
}

static bool
is_in(const char *code, const char *cell)
{
	size_t len = strlen(code), n;

	if (strcmp(code, cell) == 0)
		return true;
	for (; (cell = coupon_next(cell, &n)) != NULL; cell += n)
		if (n == len && memcmp(code, cell, n) == 0)
			return true;
	return false;
}

bool
coupon_is_in(const char *code, const char *cell)
{
	struct pool *p;
	bool found;

	if (*cell == '\0')
		return false;
	p = pool_new();
	found = is_in(fold_text(p, code), fold_text(p, cell));
	pool_free(p);
	return found;
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
