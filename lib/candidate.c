#include "candidate.h"

#include <stdlib.h>
#include <string.h>

#include "phrase.h"
#include "pool.h"
#include "tally.h"

const char *
code_name(enum code c)
{
	static const char *const names[] = {
		[CODE_SEND] = "send",
		[CODE_HELD] = "held",
		[CODE_ALREADY_SENT] = "already-sent",
		[CODE_PASSED] = "passed",
		[CODE_EXPIRED] = "expired",
		[CODE_SUPERSEDED] = "superseded",
		[CODE_REENTRY] = "reentry",
		[CODE_NO_ADDRESS] = "no-address",
		[CODE_RELAY] = "relay",
		[CODE_NO_CONSENT] = "no-consent",
		[CODE_SUPPRESSED] = "suppressed",
		[CODE_EXIT] = "exit",
		[CODE_CONDITION] = "condition",
		[CODE_NO_ZONE] = "no-zone",
		[CODE_QUIET] = "quiet",
		[CODE_CAP] = "cap",
		[CODE_GAP] = "gap",
		[CODE_LOST_TO] = "lost-to",
		[CODE_THROTTLE] = "throttle"
	};

	return names[c];
}

const struct step *
candidate_step(const struct candidate *c)
{
	return &c->trigger->flow->steps[c->step];
}

void
candidates_add(struct candidates *l, const struct candidate *c)
{
	l->list = pool_grow(l->list, &l->room, l->n + 1, sizeof *l->list);
	l->list[l->n++] = *c;
}

/* In the order to be sent; and of one instant, by whom and what. */
static int
by_send_order(const void *a, const void *b)
{
	const struct candidate *l = a, *r = b;
	int c;

	if (l->at.seconds != r->at.seconds)
		return l->at.seconds < r->at.seconds ? -1 : 1;
	if ((c = strcmp(l->trigger->customer_id, r->trigger->customer_id)))
		return c;
	if (l->trigger->flow != r->trigger->flow)
		return strcmp(l->trigger->flow->name, r->trigger->flow->name);
	if (l->step != r->step)
		return l->step < r->step ? -1 : 1;
	return strcmp(l->trigger->id, r->trigger->id);
}

void
candidates_sort(struct candidates *l)
{
	if (l->n > 0)
		qsort(l->list, l->n, sizeof *l->list, by_send_order);
}

/* "denied: 2,830 no-address, 7 suppressed" */
void
candidates_say(const struct candidates *l)
{
	size_t of[CODES] = { 0 };
	struct pool *pool = pool_new();
	const char *said = "";
	char count[PHRASE_COUNT_ROOM];

	for (size_t i = 0; i < l->n; i++)
		of[l->list[i].code]++;
	for (enum code c = CODE_HELD + 1; c < CODES; c++)
		if (of[c] > 0)
			said = phrase_print(pool, "%s%s%s %s", said,
			    *said != '\0' ? ", " : "",
			    phrase_count(of[c], count), code_name(c));
	if (*said != '\0')
		tally_note("denied: %s", said);
	if (of[CODE_HELD] > 0)
		tally_note("held: %s", phrase_count(of[CODE_HELD], count));
	pool_free(pool);
}
