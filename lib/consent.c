#include "consent.h"

#include <err.h>
#include <stdlib.h>
#include <string.h>

#include "cell.h"
#include "pool.h"
#include "recipient.h"
#include "source.h"

struct entry {
	struct consented record;
	size_t who;		/* a text of the person; then the person */
	size_t nth;		/* of all, as they were read */
	enum channel channel;
};

struct consents {
	struct pool *pool;
	struct entry *list;
	size_t n, room;
	const struct entry **best;	/* by person and channel, what stands and
					   behind it what stood before; NULL:
					   none */
};

struct consents *
consents_new(void)
{
	struct consents *c = calloc(1, sizeof *c);

	if (c == NULL)
		errx(EXIT_TROUBLE, "out of memory");
	c->pool = pool_new();
	return c;
}

void
consents_free(struct consents *c)
{
	if (c == NULL)
		return;
	pool_free(c->pool);
	free(c->list);
	free(c->best);
	free(c);
}

void
consents_add(struct consents *c, size_t who, enum channel channel,
    const struct consented *record)
{
	c->list = pool_grow(c->list, &c->room, c->n + 1, sizeof *c->list);
	c->list[c->n] = (struct entry){ .record = *record, .who = who,
	    .nth = c->n, .channel = channel };
	c->n++;
}

static const char *
state_parse(const char *text, void *into)
{
	int which;
	const char *reason = choice_parse(text, record_consents(), &which);

	if (reason == NULL)
		*(enum consent *)into = (enum consent)which;
	return reason;
}

struct columns {
	struct recipient_columns who;
	size_t channel, state, basis, at;
};

static struct columns
find_columns(struct source *in, struct pool *p)
{
	static const struct list none = { .n = 0 };

	return (struct columns){
		.who = recipient_find(in, &none, p),
		.channel = source_column(in, "channel"),
		.state = source_column(in, "state"),
		.basis = source_find(in, "basis"),
		.at = source_column(in, "at")
	};
}

/* Read the row, or reject it. */
static bool
read_row(struct consents *c, struct source *in, const struct columns *at,
    struct recipient *who, enum channel *channel, struct consented *record)
{
	struct cell basis = source_cell(in, at->basis);

	if (!recipient_read(in, &at->who, c->pool, who) ||
	    !cell_read(in, at->channel, channel_parse, channel) ||
	    !cell_read(in, at->state, state_parse, &record->state) ||
	    !cell_read(in, at->at, instant_parse, &record->at))
		return false;
	record->basis = pool_text(c->pool, basis.text, basis.len);
	record->line = source_place(in).line;
	if (*recipient_name(who) != '\0')
		return true;
	cell_reject(in, DICT_NONE, "names nobody (want a customer_id, an "
	    "e-mail or a phone in E.164)");
	return false;
}

void
consents_load(struct consents *c, const char *path,
    const struct common *common, struct people *people)
{
	struct source *in = source_open_side(path, common);
	struct columns at = find_columns(in, c->pool);
	struct consented record = { .file = path };
	struct recipient who;
	enum channel channel;
	size_t name;

	while (source_next(in)) {
		if (!read_row(c, in, &at, &who, &channel, &record))
			continue;
		/* Of what is later, not even who is who is known. */
		if (!instant_is_known(record.at, common->as_of)) {
			tally_set_aside("later consents", 1);
			continue;
		}
		name = recipient_join(&who, people);
		consents_add(c, name, channel, &record);
	}
	source_close(in);
}

/* How much a state allows: the least first. */
static int
allowance(enum consent state)
{
	static const int order[] = {
		[CONSENT_DENIED] = 0,
		[CONSENT_UNKNOWN] = 1,
		[CONSENT_IMPLIED] = 2,
		[CONSENT_EXPLICIT] = 3
	};

	return order[state];
}

/* From when on it stands.  Of a no that has only its day it isn't known whether
   a yes of that day came before it: it stands against it. */
static int64_t
begins(const struct consented *record)
{
	if (!record->at.is_date || record->state != CONSENT_DENIED)
		return record->at.seconds;
	return instant_move(record->at, (struct span){ .days = 1 }, 1,
	    instant_zone()).seconds - 1;
}

/* By person and channel, and of one the record that stands before others. */
static int
by_standing(const void *a, const void *b)
{
	const struct entry *l = a, *r = b;
	int64_t left = begins(&l->record), right = begins(&r->record);
	int basis = strcmp(l->record.basis, r->record.basis);

	if (l->who != r->who)
		return l->who < r->who ? -1 : 1;
	if (l->channel != r->channel)
		return l->channel < r->channel ? -1 : 1;
	if (left != right)
		return left > right ? -1 : 1;
	if (l->record.state != r->record.state)
		return allowance(l->record.state) -
		    allowance(r->record.state);
	return basis != 0 ? basis : l->nth < r->nth ? -1 : 1;
}

void
consents_close(struct consents *c, struct people *people)
{
	c->best = calloc(people_count(people) * CHANNELS + 1,
	    sizeof *c->best);
	if (c->best == NULL)
		errx(EXIT_TROUBLE, "out of memory");
	for (size_t i = 0; i < c->n; i++)
		c->list[i].who = people_text(people, c->list[i].who, NULL,
		    NULL);
	if (c->n > 0)
		qsort(c->list, c->n, sizeof *c->list, by_standing);
	for (size_t i = c->n; i-- > 0;) {
		const struct entry *e = &c->list[i];

		c->best[e->who * CHANNELS + e->channel] = e;
	}
}

bool
consents_find(const struct consents *c, size_t person, enum channel channel,
    struct instant by, struct consented *into)
{
	const struct entry *e = c->best[person * CHANNELS + channel], *end;

	if (e == NULL)
		return false;
	end = c->list + c->n;
	while (e < end && e->who == person && e->channel == channel) {
		if (instant_is_known(e->record.at, by)) {
			*into = e->record;
			return true;
		}
		e++;
	}
	return false;
}

size_t
consents_count(const struct consents *c)
{
	return c->n;
}

size_t
consents_matched(const struct consents *c, const bool wanted[])
{
	size_t n = 0;

	for (size_t i = 0; i < c->n; i++)
		n += wanted[c->list[i].who];
	return n;
}
