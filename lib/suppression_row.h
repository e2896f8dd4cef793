#ifndef SUPPRESSION_ROW_H
#define SUPPRESSION_ROW_H

#include <stdbool.h>
#include <stdint.h>

#include "channel.h"
#include "source.h"

/* A row of a suppression file: whom it lists, and what for. */
enum { SUPPRESSION_KEYS = 5, SUPPRESSION_ROOM = 1024 };

/* Why someone is listed, the gravest first. */
enum gravity { ERASED, COMPLAINT, UNSUBSCRIBED, HARD_BOUNCE, SOFT_BOUNCE,
    LISTED };

struct suppression_row {
	enum channel channel;		/* CHANNELS: any */
	enum send_class class;		/* CLASSES: any */
	enum gravity gravity;
	int64_t from, until;		/* [from, until), seconds */
	int64_t since;			/* from; of a date, its last second */
	/* Texts as they are looked up, and which letter each goes by: 'c', 'e'
	   and 'p' as in person.h, 'E' and 'P' for a SHA-256; "": not given. */
	char texts[SUPPRESSION_KEYS][SUPPRESSION_ROOM];
};

struct suppression_columns {
	size_t keys[SUPPRESSION_KEYS], channel, class, reason, from, until;
};

/* The letter of key k. */
char suppression_letter(int k);

/* Where a file has all this.  One with a foreign column, or without any to
   list someone by, is fatal. */
struct suppression_columns suppression_columns(struct source *in,
    const char *path);

/* Read the current row; or reject it, and return false. */
bool suppression_row_read(struct source *in,
    const struct suppression_columns *at, struct suppression_row *into);

#endif
