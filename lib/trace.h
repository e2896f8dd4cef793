#ifndef TRACE_H
#define TRACE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "step.h"
#include "stitch.h"

/*
 * What is kept of a step that may still matter.  A purchase rubs out what its
 * owner did before, and with it the carts that they had a hand in; memory grows
 * with what is left.
 */
struct trace {
	int64_t at, quantity;	/* thousandths; one where it wasn't said */
	int64_t price;		/* minor units, if currency is there */
	struct currency currency;
	int32_t seconds;	/* that a view lasted; 0: not known */
	unsigned char act, status;	/* enum act, enum order_status */
	bool is_gone;
	uint32_t owner, own;	/* see stitch.h */
	uint32_t cart, session, order;	/* see traces_id */
	uint32_t url;		/* of a product's own page; likewise */
	uint32_t ware;		/* see ware.h */
	uint32_t group;		/* the cart or session that it is one of */
	uint32_t next_of_owner, next_of_cart, next_of_order, next_of_group;
				/* of a view, the one before of its visit */
};

#define TRACE_NONE UINT32_MAX

/* What belongs together, whoever did it: what has one cart id, else session. */
enum trace_group { GROUP_CART, GROUP_SESSION, GROUP_NONE };

struct traces;

/* Where the log doesn't say how long views last, they do until the next step of
   the same session, or browser, if that is within half an hour. */
struct traces *traces_new(enum trace_group by);
void traces_free(struct traces *t);

/*
 * Steps, in the order of time, and whose they are.  Keep one, about this ware;
 * or only see that it came; or rub out what was bought: all that its owner did
 * so far, and all that those did who are known to have its cart or order.
 */
void traces_keep(struct traces *t, const struct step *s, struct whose whose,
    size_t ware);
void traces_see(struct traces *t, const struct step *s);
void traces_rub_out(struct traces *t, const struct step *s,
    struct whose whose);

/* Who they are: it is the traces'. */
struct stitch *traces_people(struct traces *t);

/* No more steps: what is gone goes. */
void traces_sweep(struct traces *t);

/* How many there are, and the i-th in the order in which they were added. */
size_t traces_count(const struct traces *t);
struct trace *traces_get(const struct traces *t, size_t i);

/* The id of that number, of a cart, session or order, or the url; "" for
   TRACE_NONE. */
const char *traces_id(const struct traces *t, uint32_t number);

#endif
