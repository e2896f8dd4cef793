#ifndef DELIVERY_H
#define DELIVERY_H

#include <stdbool.h>

#include "channel.h"
#include "instant.h"
#include "mark.h"
#include "view.h"

/* RECORD_DELIVERY's columns, by number; a map's fields are the same, and the id
   of the log's row, the zone of its times, that of its event, and when it was
   decided. */
enum delivery_field {
	DELIVERY_AT, DELIVERY_EVENT, DELIVERY_CHANNEL, DELIVERY_ADDRESS,
	DELIVERY_EMAIL, DELIVERY_PHONE, DELIVERY_CUSTOMER_ID, DELIVERY_MESSAGE,
	DELIVERY_FLOW, DELIVERY_STEP, DELIVERY_CLASS, DELIVERY_TRIGGER_ID,
	DELIVERY_TRIGGERED_AT, DELIVERY_SINCE_AT, DELIVERY_EXPIRES_AT,
	DELIVERY_SEND_ID, DELIVERY_TAGS, DELIVERY_FIELDS,
	DELIVERY_MESSAGE_ID = DELIVERY_FIELDS, DELIVERY_ZONE, DELIVERY_METRIC,
	DELIVERY_DECIDED_AT
};

/* How the log as a whole is read. */
struct delivery_rules {
	enum notation time;
	struct instant sent_at;	/* of rows that don't say, if */
	bool has_sent_at;
	const char *phone_country;	/* of phones without a +; or NULL */
};

/* Which of its times a row tells. */
struct told_time {
	struct instant at;
	bool is_told;
};

/* What the row of a log says of a message that went out, in our spelling; its
   texts live as long as the row. */
struct delivery {
	struct instant at;
	enum channel channel;
	int class;		/* an enum send_class; -1: not said */
	struct told_time triggered, since, expires;
	const char *event, *message, *flow, *step, *trigger_id, *send_id, *tags,
	    *message_id, *decided_at, *address;	/* "": not said; email and
					   phone below, of a push its token */
	char customer_id[MARK_ROOM], email[400], phone[400];
};

/* What the row tells of: a message that went out, or that arrived, or a send of
   ours that was taken back before it went, or something else. */
enum delivery_kind { DELIVERY_NONE, DELIVERY_SENT, DELIVERY_ARRIVED,
    DELIVERY_RETRACTED };

enum delivery_kind delivery_kind(struct view *v, const struct map *m);

/* Read the current row, of a message; false if a cell was at fault, and it is
   rejected. */
bool delivery_read(struct view *v, const struct delivery_rules *rules,
    struct delivery *d);

#endif
