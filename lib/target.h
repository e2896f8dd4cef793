#ifndef TARGET_H
#define TARGET_H

#include <stdbool.h>
#include <stddef.h>

#include "pool.h"
#include "row.h"

/*
 * A platform that people or sends are handed to, and how it wants them.  A
 * further one is an entry in target_lists.c, target_ads.c or target_bodies.c.
 */
struct addressee;
struct field;

/* The text as the platform has it; "" stays "".  What is made is kept in p. */
typedef const char *form(struct pool *p, const struct field *f,
    const char *text);

/* A column of a platform's, and the column of ours that it is of; form may be
   NULL.  is_free: anybody may have typed it, and a spreadsheet may run it;
   is_joint: it is there if any other such is; is_state: one of the US goes by
   its two letters. */
struct field {
	const char *header, *column;
	form *form;
	bool is_free, is_joint, is_state;
};

/* A platform that takes requests: one body holds many items. */
struct body {
	size_t items_most, bytes_most;
	size_t model_most, members_most, member_most;	/* of one; 0: none */
	bool by_template;		/* one template a body */
	bool needs_from, needs_template;
	/* Open one for its first item; write one, told of by a model; close it. */
	void (*begin)(struct row *r, const struct addressee *a,
	    const char *from);
	void (*item)(struct row *r, const struct addressee *a,
	    const char *from, const struct row *model);
	const char *end;
};

/* Where an e-mail address may be of other letters. */
enum ascii { ASCII_NO_MATTER, ASCII_LOCAL, ASCII_ALL };

struct target {
	const char *name, *limits;
	unsigned channels;		/* 1 << CHANNEL_...: those it takes */
	bool is_ads;
	bool is_unique;			/* one row an address */
	bool is_whole;			/* all its columns, known or not */
	enum ascii ascii;
	char delimiter;			/* of CSV; 0: requests */
	const struct body *body;	/* of requests, of sends alone */
	/* Of anybody, and of customers or sends, up to one without a header. */
	const struct field *fields, *of_customers, *of_sends;
	/* How a further column, and one of of_sends, is called, NULL: it takes
	   none; and its form. */
	const char *(*rename)(struct pool *p, const char *column);
	form *form;
	size_t plain;			/* not 0: so many columns, and one */
	const char *rest;		/* that has all others as an object */
	/* 0: no limit. */
	size_t address_most, cell_most, columns_most, rows_most, bytes_most,
	    rows_least;
};

/* The platform of this name; see value.h.  The default is the generic one. */
const char *target_parse(const char *text, void *into);
const struct target *target_default(void);

/* All of them, in the order in which they are listed; NULL: no more. */
const struct target *target_get(size_t i);

/* Is the column a time of ours?  Then its texts may be in another form. */
bool target_is_time(const char *column);

#endif
