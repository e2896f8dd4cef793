#include "retold.h"

#include <stdlib.h>
#include <string.h>

#include "hash.h"

void
retold_open(struct retold *t)
{
	memset(t, 0, sizeof *t);
	echoes_open(&t->ids);
	echoes_open(&t->rows);
}

void
retold_close(struct retold *t)
{
	echoes_close(&t->ids);
	echoes_close(&t->rows);
	free(t->scratch.bytes);
	memset(t, 0, sizeof *t);
}

static void
add_text(struct row *r, const char *text)
{
	row_add(r, text, strlen(text) + 1);
}

static void
add_time(struct row *r, const struct told_time *t)
{
	if (t->is_told)
		row_add(r, (const char *)&t->at.seconds,
		    sizeof t->at.seconds);
	add_text(r, "");
}

static void
begin_row(struct row *r, enum delivery_kind kind, const struct delivery *d)
{
	r->len = 0;
	row_add(r, (const char *)&d->at.seconds, sizeof d->at.seconds);
	add_text(r, d->message_id);
	add_text(r, d->address);
	/* Who it is may be told in one form of a log, and not in another. */
	add_text(r, *d->message_id == '\0' || *d->address == '\0' ?
	    d->customer_id : "");
	add_text(r, kind == DELIVERY_ARRIVED ? "d" :
	    kind == DELIVERY_RETRACTED ? "r" : "s");
}

/* Was the id told before, to the same address in the same second?  That it was
   sent may have the id of its delivery; a row that doesn't say which it is may
   be either. */
static bool
is_known_id(struct retold *t, enum delivery_kind kind,
    const struct delivery *d)
{
	static const enum delivery_kind either[] = { DELIVERY_SENT,
	    DELIVERY_ARRIVED };
	bool is_known = false;

	for (size_t i = 0; i < 2; i++)
		if (*d->event == '\0' || kind == either[i]) {
			begin_row(&t->scratch, either[i], d);
			is_known |= echo_is_any(&t->ids, hash_bytes(1,
			    t->scratch.bytes, t->scratch.len));
		}
	return is_known;
}

bool
retold_is(struct retold *t, enum delivery_kind kind, const struct delivery *d,
    unsigned part)
{
	struct row *r = &t->scratch;
	const char *const more[] = { d->email, d->phone, d->message, d->flow,
	    d->step, d->trigger_id, d->send_id, d->tags, d->decided_at };

	if (*d->message_id != '\0')
		return is_known_id(t, kind, d);
	begin_row(r, kind, d);
	for (size_t i = 0; i < sizeof more / sizeof *more; i++)
		add_text(r, more[i]);
	add_time(r, &d->triggered);
	add_time(r, &d->since);
	add_time(r, &d->expires);
	return echo_is(&t->rows, hash_bytes(0, r->bytes, r->len), part);
}
