#ifndef REPLY_H
#define REPLY_H

#include "mark.h"
#include "view.h"

/* RECORD_SURVEY's columns, by number; a map's fields are the same, and the zone
   of the row's times and the state of the response. */
enum reply_field {
	REPLY_AT, REPLY_CUSTOMER_ID, REPLY_EMAIL, REPLY_SCORE, REPLY_KIND,
	REPLY_COMMENT, REPLY_ORDER_ID, REPLY_SKU, REPLY_CHANNEL,
	REPLY_RESPONSE_ID, REPLY_FIELDS,
	REPLY_ZONE = REPLY_FIELDS, REPLY_STATE
};

/* How the export as a whole is read. */
struct reply_rules {
	enum notation time;
	int kind;			/* of all, by record_surveys; -1: as they
					   say */
	const char *store;		/* goes before ids; NULL: nothing */
	/* That a header row tells, of this part of the input. */
	const struct zone *zone;
	unsigned part;
};

/* A row of an export of responses, in our spelling; its texts live as long as the
   row.  The score is as it was written. */
struct reply {
	const char *cells[REPLY_FIELDS];
	bool is_email_bad;		/* it was no address, and left blank */
	char at[INSTANT_ROOM], email[400], ids[3][MARK_ROOM];
};

/* Read the current row; false if a cell was at fault, and it is rejected. */
bool reply_read(struct view *v, struct source *in, const struct map *m,
    struct reply_rules *rules, struct reply *r);

#endif
