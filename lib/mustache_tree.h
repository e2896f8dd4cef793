#ifndef MUSTACHE_TREE_H
#define MUSTACHE_TREE_H

#include "mustache.h"

/* Inside of mustache*.c: a template taken apart. */

enum node_kind {
	NODE_LINE,		/* a line begins: where a partial's are indented */
	NODE_TEXT, NODE_VARIABLE, NODE_RAW, NODE_SECTION, NODE_INVERTED,
	NODE_PARTIAL
};

struct node {
	enum node_kind kind;
	const char *text;	/* of a text; of a tag its name; of neither is
				   it NUL-terminated */
	size_t len;
	const char *name;	/* of a tag: that is */
	const char *indent;	/* of a partial on a line of its own; else NULL */
	size_t end;		/* of a section: the node behind it */
};

struct mustache {
	struct node *nodes;
	size_t n;
};

enum { MUSTACHE_DEPTH = 32 };	/* of sections, and of partials */

#endif
