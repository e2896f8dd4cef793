#ifndef CIRCLE_H
#define CIRCLE_H

#include <stdbool.h>
#include <stddef.h>

#include "event.h"
#include "opt.h"
#include "person.h"
#include "recipient.h"

/*
 * The people that a run is about, and what files of events and orders beside it
 * say that they did.
 */
struct circle;

/* The columns asked for are kept of each event, by their number. */
struct circle *circle_new(const struct common *common,
    const struct list *asked);
void circle_free(struct circle *c);

/* The run is about somebody, who has a name: the number of a text of theirs. */
size_t circle_add(struct circle *c, const struct recipient *who);

/* For who else is read of, and may be one of them. */
struct people *circle_people(struct circle *c);

/* Read an option's files of events or orders. */
void circle_load(struct circle *c, const char *option,
    const struct list *paths);

/* No more rows and files: say how they joined.  Where none of them did, and it
   must, that is fatal. */
void circle_close(struct circle *c, bool must_join);

/* Then: the person of that text, by number; is the run about a person, by their
   number; and what they did, by when. */
size_t circle_person(struct circle *c, size_t text);
const bool *circle_wanted(const struct circle *c);
const struct event *circle_did(const struct circle *c, size_t person,
    size_t *n);
const struct events *circle_events(const struct circle *c);

#endif
