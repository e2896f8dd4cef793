#include "notice.h"

#include <err.h>
#include <stdlib.h>
#include <string.h>

#include "phrase.h"
#include "pool.h"
#include "rows.h"
#include "tally.h"

struct notices {
	struct since since;
	struct notice *list;
	size_t n, room, unreachable;
};

const char *
since_parse(const char *text, void *into)
{
	struct since *since = into;
	struct instant at;
	const char *reason = instant_parse(text, &at);

	if (reason == NULL)
		*since = (struct since){ true, at.seconds, text };
	return reason;
}

struct notices *
notices_new(struct since since)
{
	struct notices *all = calloc(1, sizeof *all);

	if (all == NULL)
		errx(EXIT_TROUBLE, "out of memory");
	all->since = since;
	return all;
}

void
notices_free(struct notices *all)
{
	free(all->list);
	free(all);
}

static bool
is_asked_for(const struct notices *all, const struct notice *n)
{
	struct since since = all->since;
	const char *reason;

	if (!since.is_given)
		return true;
	if ((reason = since_parse(since.text, &since)) != NULL)
		errx(EXIT_TROUBLE, "--since: '%s': %s", since.text, reason);
	return n->at >= since.at;
}

void
notices_miss(struct notices *all, const struct notice *n)
{
	all->unreachable += is_asked_for(all, n);
}

void
notices_add(struct notices *all, const struct notice *n)
{
	if (!is_asked_for(all, n))
		return;
	all->list = pool_grow(all->list, &all->room, all->n + 1,
	    sizeof *all->list);
	all->list[all->n++] = *n;
}

static int
compare(const void *a, const void *b)
{
	const struct notice *l = a, *r = b;
	int c;

	if (l->at != r->at)
		return l->at < r->at ? -1 : 1;
	c = strcmp(l->id, r->id);
	return c != 0 ? c : strcmp(l->flow, r->flow);
}

struct contact
notice_contact(const struct recipient *r)
{
	return (struct contact){ recipient_name(r), r->email,
	    recipient_address(r, CHANNEL_SMS), r->push_token };
}

int64_t
notice_at(struct instant t)
{
	return !t.is_date ? t.seconds : instant_move(t,
	    (struct span){ .days = 1 }, 1, instant_zone()).seconds;
}

static const char *
text(const char *maybe)
{
	return maybe == NULL ? "" : maybe;
}

void
notice_write(const struct notice *n, struct sink *out)
{
	sink_text(out, n->flow);
	sink_text(out, n->who.customer_id);
	sink_text(out, n->id);
	sink_instant(out, (struct instant){ .seconds = n->at });
	sink_instant(out, (struct instant){ .seconds = n->since });
	if (n->expires != 0)
		sink_instant(out, (struct instant){ .seconds = n->expires });
	else
		sink_text(out, "");
	sink_text(out, n->who.email);
	sink_text(out, n->who.phone);
	sink_text(out, n->who.push_token);
	sink_text(out, n->reason);
	sink_text(out, text(n->item));
	sink_text(out, text(n->value));
	sink_text(out, text(n->currency));
	sink_text(out, text(n->data));
	sink_end(out);
}

static void
write_one(void *notices, size_t i, struct sink *out)
{
	const struct notices *all = notices;

	notice_write(&all->list[i], out);
}

void
notices_write(struct notices *all, struct sink *out)
{
	char n[PHRASE_COUNT_ROOM];

	if (all->unreachable != 0)
		tally_note("%s of nobody who can be reached (no customer_id, "
		    "e-mail or push token)", phrase_count(all->unreachable,
		    n));
	if (all->n != 0)
		qsort(all->list, all->n, sizeof *all->list, compare);
	rows_write(out, all->n, write_one, all);
}
