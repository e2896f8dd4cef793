#ifndef MUSTACHE_H
#define MUSTACHE_H

#include <stdbool.h>
#include <stddef.h>

#include "pool.h"
#include "row.h"

/*
 * Templates as mustache's specification 1.x has them (mustache.github.io),
 * lambdas apart.  Numbers come out as they were written.
 */
struct mustache;

enum { MUSTACHE_REASON_ROOM = 200 };

struct mustache_error {
	size_t line;
	char reason[MUSTACHE_REASON_ROOM];
};

/* What a tag asks for; one inside of a section may be an item's. */
enum mustache_use { MUSTACHE_VARIABLE, MUSTACHE_INNER, MUSTACHE_SECTION,
	MUSTACHE_PARTIAL };

/* Parse a text whose first line is of this number.  The text must live as long
   as p; NULL: *e says what is wrong. */
struct mustache *mustache_parse(struct pool *p, const char *text, size_t len,
    size_t line, struct mustache_error *e);

/* Tell each tag's name, in their order. */
typedef void mustache_visitor(void *ctx, enum mustache_use use,
    const char *name);
void mustache_visit(const struct mustache *m, mustache_visitor *visit,
    void *ctx);

/* How {{x}} is written; {{{x}}} is always as it is. */
enum mustache_escape { MUSTACHE_AS_IS, MUSTACHE_HTML, MUSTACHE_URL };

/* What names mean.  Each function may be NULL, and return it: there is none. */
struct mustache_view {
	const char *json;	/* a valid value, an object as a rule */
	size_t len;
	enum mustache_escape escape;
	/* The text of a name that the object hasn't, or has blank. */
	const char *(*find)(void *ctx, const char *name);
	/* What stands for a variable that is missing or blank; NULL: it must
	   not be so. */
	const char *(*stand_in)(void *ctx, const char *name);
	const struct mustache *(*partial)(void *ctx, const char *name);
	void *ctx;
};

/* Add the text to *out; false: why not is in reason. */
bool mustache_render(const struct mustache *m, const struct mustache_view *v,
    struct row *out, char reason[MUSTACHE_REASON_ROOM]);

#endif
