#ifndef LEDGER_SEND_H
#define LEDGER_SEND_H

#include "ledger.h"
#include "send.h"

/* Sends as the ledger has them: a query begins with this, and its rows are
   read by the function. */
#define LEDGER_SEND "SELECT lower(hex(send_id)), action, send_at, channel, " \
	"address, customer_id, flow, step.id, class, template, trigger_id, " \
	"triggered_at, decided_at, expires_at, variant, tags, reason, data, " \
	"since_at, sent_at, batch, state " \
	"FROM send JOIN step USING (step) JOIN batch USING (batch) "

/* The columns behind the record's own. */
enum { LEDGER_SENT_AT = 19, LEDGER_BATCH, LEDGER_STATE };

/* The current row, valid as long as it is. */
struct send ledger_send(const struct query *q);

/* Write the sends of a batch, each once, numbered from first on; and end.  By
   customer it is fastest. */
struct ledger_writer;
struct ledger_writer *ledger_writer_new(struct ledger *l, int64_t batch,
    int64_t first);
void ledger_write(struct ledger_writer *w, size_t nth, const struct send *s);
void ledger_writer_end(struct ledger_writer *w);

/* The 16 bytes of a send_id; false: it is none. */
enum { SEND_ID_BYTES = 16 };
bool ledger_id(const char *id, unsigned char bytes[SEND_ID_BYTES]);

#endif
