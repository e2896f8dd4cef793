#ifndef FLOW_H
#define FLOW_H

#include <stdbool.h>
#include <stddef.h>

#include "channel.h"
#include "condition.h"
#include "form.h"
#include "limit.h"
#include "span.h"

/*
 * Flows: which messages follow an occasion, when and on which channel, and what
 * limits them, as sendlist-flows(5) writes it in JSON.
 */
enum { NO_CONDITION = -1, NO_HOUR = -1, BEST_HOUR = -2 };

struct step {
	const char *id;
	const char *template;
	enum channel channel;
	enum send_class class;
	int priority;		/* 0 to 100 */
	struct span after;	/* from the step before, or the trigger */
	struct span ttl;	/* from then on it is stale */
	int at, else_at;	/* minutes of the day; at may be NO_HOUR, or
				   BEST_HOUR, or where none is known else_at */
	int condition;		/* see condition.h; or NO_CONDITION */
	const char *tags;	/* a blank between each two */
};

/* An event that ends a flow. */
struct exit {
	const char *event;
	int condition;
};

enum reentry { REENTRY_ACTIVE, REENTRY_ALWAYS, REENTRY_ONCE, REENTRY_AFTER };

struct flow {
	const char *name;
	enum send_class class;
	int priority;
	enum reentry reentry;	/* not-while-active, always, once, after: */
	struct span apart;	/* of REENTRY_AFTER */
	bool supersede, spare_opted_out;
	const struct exit *exits;
	const struct step *steps;
	size_t n_exits, n;
	struct limits limits;
	struct variants variants;
};

struct flows;

/* Those that are built in.  Then add the flows of len bytes of JSON, and change
   those already there in what the text names: false where it is at fault, and
   then *error says how. */
struct flows *flows_new(void);
void flows_free(struct flows *f);
bool flows_add(struct flows *f, const char *text, size_t len,
    struct form_error *error);

/* Add those of a file; trouble with it is fatal. */
void flows_read(struct flows *f, const char *path);

/* The flow so named, or NULL; the limits of all; the conditions; and a flow that
   a cap counts and that there isn't, or NULL. */
const struct flow *flows_find(const struct flows *f, const char *name);
const struct limits *flows_limits(const struct flows *f);
struct conditions *flows_conditions(const struct flows *f);
const char *flows_stranger(const struct flows *f);

/* Their names, as "a, b or c", valid until the next call; and the JSON text of
   the built-in ones. */
const char *flows_known(struct flows *f);
const char *flows_built_in(void);

#endif
