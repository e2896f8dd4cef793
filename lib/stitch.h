#ifndef STITCH_H
#define STITCH_H

#include <stddef.h>
#include <stdint.h>

#include "contact.h"
#include "guise.h"
#include "step.h"

/*
 * Who is who in a log.  Rows that share a customer_id, an e-mail or a phone are
 * one person's.  A browser (an anonymous_id, else a session_id) belongs to
 * whoever was last named with it, else to the first to be named later; it makes
 * no two people one.  So does a cart or an order that nothing else is known of.
 *
 * Whoever did something is an owner, told by the number of a text of theirs.
 */
struct stitch;

/* united is told when two owners, by their tops, turn out to be one. */
struct stitch *stitch_new(void (*united)(void *context, size_t from,
    size_t into), void *context);
void stitch_free(struct stitch *s);

/* Who did a step: whoever it is of, and the text of its own by which it is told
   apart: customer_id, e-mail or phone, else of the browser, the cart, the order. */
struct whose {
	size_t owner, own;
};

/* Steps are told in the order of time.  What is new is remembered. */
struct whose stitch_whose(struct stitch *s, const struct step *step);

/* For many at once: send for what is known of a guise; and when that is there, for
   more.  Then it returns the top of whom it is most likely of, or DICT_NONE. */
void stitch_fetch(const struct stitch *s, const struct guise *g);
size_t stitch_fetch_more(struct stitch *s, const struct guise *g);

/* The same for a step of which no guise is known. */
void stitch_fetch_texts(const struct stitch *s, const struct step *step,
    bool more);

/* The top of an owner: two owners are one if their tops are. */
size_t stitch_top(struct stitch *s, size_t owner);

/* The text of that number, "anonymous:" before it if it names nobody. */
const char *stitch_name(struct stitch *s, size_t i);

/* How an owner is reached, as last heard.  customer_id is "anonymous:" and the
   browser where only that is known; false where they can't be reached. */
bool stitch_contact(struct stitch *s, size_t owner, struct contact *into);

#endif
