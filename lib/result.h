#ifndef RESULT_H
#define RESULT_H

#include "channel.h"
#include "ledger.h"
#include "sink.h"

/* What whoever mails reports of a message, as the ledger keeps it: once, however
   often it is told. */
struct results;

struct result {
	const char *event;		/* see result_event_parse */
	struct instant at;
	enum channel channel;		/* where send_id doesn't tell */
	const char *send_id;		/* "": not said */
	const char *customer_id, *email, *phone;	/* canonical; "": not said */
};

/* Begin, within a transaction, and end. */
struct results *results_open(struct ledger *l);
void results_close(struct results *r);

enum result_fate {
	RESULT_NEW, RESULT_AGAIN,
	RESULT_STRANGER			/* of no send, and of nobody */
};
enum result_fate results_add(struct results *r, const struct result *result);

/* Write all that the ledger has, as they were told: columns of events. */
void results_write(struct ledger *l, struct sink *out);
const char *const *result_columns(void);

/* Is the event one that is reported of a message? */
bool result_is_event(const char *event);

#endif
