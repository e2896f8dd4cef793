#ifndef MAP_KIND_H
#define MAP_KIND_H

/* What a map's export is of. */
enum map_kind { MAP_ORDERS, MAP_CUSTOMERS, MAP_EVENTS, MAP_SURVEYS,
    MAP_SENDS, MAP_KINDS };

enum { MAP_FIELDS = 40 };	/* of a kind, at most */

/* What a status, an event, or the state of a response, can mean beside those of
   our own. */
enum map_meaning {
	MAP_REFUND = 100,	/* the order's row takes its amount back */
	MAP_NONE		/* the row is no order, no event, no response,
				   no message that went out */
};

/* "orders", "customers", "events", "surveys", "sends". */
const char *map_kind_name(enum map_kind kind);

/* The fields of a kind of map, NULL-terminated: a field's number is its place
   here. */
const char *const *map_fields(enum map_kind kind);

#endif
