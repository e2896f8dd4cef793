#ifndef FLOW_H
#define FLOW_H

#include <stdbool.h>
#include <stddef.h>

#include "channel.h"
#include "span.h"

/*
 * Flows: which messages follow an occasion, when and on which channel, as
 * sendlist-flows(5) writes them in JSON.
 */
struct step {
	const char *id;
	const char *template;
	enum channel channel;
	struct span after;	/* from the step before, or the trigger */
	struct span ttl;	/* from then on it is stale */
};

struct flow {
	const char *name;
	enum send_class class;
	const struct step *steps;
	size_t n;
};

/* What the author of a flows file did wrong. */
struct flow_error {
	size_t line;
	char path[160];		/* "flows.win-back.steps[1].after"; or "" */
	char reason[240];
};

struct flows;

/* The flows that are built in. */
struct flows *flows_new(void);
void flows_free(struct flows *f);

/*
 * Add the flows of len bytes of JSON, and change those already there in what
 * the text names.  False where it is at fault: then *error says how.
 */
bool flows_add(struct flows *f, const char *text, size_t len,
    struct flow_error *error);

/* Add those of a file; trouble with it is fatal. */
void flows_read(struct flows *f, const char *path);

/* The flow so named, or NULL. */
const struct flow *flows_find(const struct flows *f, const char *name);

/* Their names, as "a, b or c"; valid until the next call. */
const char *flows_known(struct flows *f);

#endif
