#ifndef RECORD_H
#define RECORD_H

#include <stddef.h>

#include "value.h"

/*
 * The records of sendlist-formats(5): their columns, in the order in which
 * tools write them, and the types that NDJSON gives them.
 */
enum record {
	RECORD_ORDER, RECORD_LINE, RECORD_EVENT, RECORD_CUSTOMER,
	RECORD_ROLLUP,		/* what a roll-up adds to a customer */
	RECORD_PRODUCT, RECORD_SURVEY, RECORD_CONSENT, RECORD_SUPPRESSION,
	RECORD_TRIGGER, RECORD_SEND, RECORD_DENIED,
	RECORD_AUDIENCE, RECORD_CREDIT, RECORD_MESSAGE, RECORD_DELIVERY,
	RECORD_FAULT
};

enum cell_type {
	CELL_TEXT,
	CELL_NUMBER,		/* a JSON number, where the cell is one */
	CELL_JSON		/* JSON already, such as data */
};

/* The states of a consent, as record_consents has them. */
enum consent {
	CONSENT_EXPLICIT, CONSENT_IMPLIED, CONSENT_UNKNOWN, CONSENT_DENIED
};

/* Our words for a consent, for an order's status (see order.h), for an event and
   for what a survey asks (see response.h), by number; NULL-terminated. */
const char *const *record_consents(void);
const char *const *record_surveys(void);
const char *const *record_statuses(void);
const char *const *record_events(void);

/* One of record_events, into a const char *.  See value.h. */
value_parser record_parse_event;

/* The record's columns, NULL-terminated. */
const char *const *record_columns(enum record r);

/* How NDJSON writes the cells of a column of this name, in any record. */
enum cell_type record_type(const char *column);

#endif
