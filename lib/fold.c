#include "fold.h"

#include <err.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

enum { TROUBLE = 2 };

/* The length of the blank at p, plain or no-break, else 0. */
static size_t
blank_at(const char *p)
{
	if (*p == ' ' || (*p >= '\t' && *p <= '\r'))
		return 1;
	return *p == '\xc2' && p[1] == '\xa0' ? 2 : 0;
}

/* Each run of blanks as one, those at both ends as none; in place. */
static void
tidy(char *text)
{
	char *to = text;
	bool blank = false;

	for (const char *p = text; *p != '\0'; ) {
		size_t n = blank_at(p);

		if (n != 0) {
			blank = to != text;
			p += n;
			continue;
		}
		if (blank)
			*to++ = ' ';
		blank = false;
		*to++ = *p++;
	}
	*to = '\0';
}

const char *
fold_text(struct pool *p, const char *text)
{
	utf8proc_uint8_t *made = NULL;
	utf8proc_ssize_t len = utf8proc_map((const utf8proc_uint8_t *)text, 0,
	    &made, UTF8PROC_NULLTERM | UTF8PROC_STABLE | UTF8PROC_COMPOSE |
	    UTF8PROC_CASEFOLD);
	char *kept;

	if (len == UTF8PROC_ERROR_NOMEM)
		errx(TROUBLE, "out of memory");
	kept = len < 0 ? pool_text(p, text, strlen(text)) :
	    pool_text(p, (const char *)made, (size_t)len);
	free(made);
	tidy(kept);
	return kept;
}

bool
fold_same(const char *a, const char *b)
{
	struct pool *p = pool_new();
	bool same = strcmp(fold_text(p, a), fold_text(p, b)) == 0;

	pool_free(p);
	return same;
}
