#ifndef THEME_H
#define THEME_H

#include "channel.h"

/* What a message is about, as its name has it: "Abandoned Cart - Email 2". */
struct theme {
	const char *flow;		/* of those built in; "": none of them */
	enum send_class class;
};

/* The theme of a name; NULL: it has no word that we know. */
const struct theme *theme_find(const char *name);

#endif
