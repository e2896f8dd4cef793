#ifndef ASKS_H
#define ASKS_H

#include "opt.h"
#include "recipient.h"
#include "sink.h"

/*
 * Whom to ask how something was: whoever it is time to ask, for the last thing
 * alone, not so soon after an answer of theirs, and never in recovery from a bad
 * one.
 */
struct asks;

struct ask_rules {
	struct span within;		/* not later after it happened */
	struct span every;		/* nor so soon after an answer */
	const struct list *labels;	/* see response.h */
	struct span recovery;		/* nor so soon after a bad one, unless it is
					   resolved */
};

/* Something to ask somebody about; texts live as long as the asks. */
struct ask {
	struct recipient who;
	struct instant since, due;
	const char *id, *item, *what;
	size_t person;			/* filled by asks_add */
};

struct asks *asks_new(const struct ask_rules *rules,
    const struct common *common);
void asks_free(struct asks *a);

/* Is it time for it?  If not, it is too early or too late, and set aside. */
bool asks_is_time(const struct asks *a, const struct ask *ask);

/* Add something that it is time for; of nobody, it is set aside. */
void asks_add(struct asks *a, const struct ask *ask);

/* Somebody's trouble was resolved. */
void asks_resolve(struct asks *a, const struct recipient *who,
    struct instant at);

/* Read past responses. */
void asks_read_surveys(struct asks *a, struct source *in);

/* Nothing more: write the triggers, by when they were due, and by id. */
void asks_write(struct asks *a, struct sink *out);

#endif
