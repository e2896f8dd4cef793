#ifndef CLIENT_H
#define CLIENT_H

#include "mark.h"
#include "sink.h"
#include "view.h"

/* RECORD_CUSTOMER's columns, by number; a map's fields are the same, and the
   zone of the row's times, and when each consent was given or denied. */
enum client_field {
	CUSTOMER_ID, EMAIL, PHONE, PUSH_TOKEN, NAME, FIRST_NAME, LAST_NAME,
	COUNTRY, REGION, CITY, TIMEZONE, LANGUAGE, BIRTHDAY, CREATED_AT,
	EMAIL_CONSENT, SMS_CONSENT, PUSH_CONSENT, TAGS, FIELDS,
	CLIENT_ZONE = FIELDS, CONSENT_AT, DENIED_AT = CONSENT_AT + 3
};

enum { CONSENTS = 3, LANGUAGE_ROOM = 36 };

/* A row of an export of customers; its texts live as long as the row. */
struct client {
	const char *cells[FIELDS];
	char id[MARK_ROOM], email[400], phone[MARK_PHONE_ROOM],
	    created_at[INSTANT_ROOM], birthday[INSTANT_ROOM],
	    language[LANGUAGE_ROOM];
	char consent_at[CONSENTS][INSTANT_ROOM];	/* of what each consent
					   now is; "" not told */
	bool is_unread[FIELDS];		/* the cell said something that can't
					   be read, and was left blank */
	bool is_phone_short;		/* likewise, by a spreadsheet */
};

/*
 * Read the current row.  The customer_id is the export's own, behind the
 * store's name if there is one, else the e-mail, else a phone in E.164, else
 * blank.  Where no cell tells a consent it is the later of when it was given
 * and when it was denied.  False if a cell was at fault, and the row is
 * rejected.
 */
bool client_read(struct view *v, const struct map *m,
    const char *phone_country, const char *store, struct client *r);

/* Write the consents whose time is told as consent records, the others not:
   how many those are. */
size_t client_write_consents(const struct client *r, const char *source,
    struct sink *out);

#endif
