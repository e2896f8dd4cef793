#include "pace.h"

#include <err.h>
#include <stdlib.h>
#include <string.h>

#include "best.h"
#include "bucket.h"
#include "gate.h"
#include "grouped.h"
#include "phrase.h"
#include "throttle.h"
#include "turn.h"

struct paced {
	struct candidate *c;
	struct paced *before;		/* the trigger's step before, if it is
					   sent in this run, too */
	unsigned hash;
	int64_t at;			/* scheduled */
	bool moved;
};

struct pacing {
	struct facts *facts;
	struct candidates *all;
	struct slots *slots;
	struct turns turns;
	size_t *turn_of;		/* by person, one more; 0: none */
	struct grouped by_person;	/* candidates */
	struct docket docket;
	struct paced *list;
	size_t n;
};

static void *
list_of(size_t n, size_t size)
{
	void *list = calloc(n + 1, size);

	if (list == NULL)
		errx(EXIT_TROUBLE, "out of memory");
	return list;
}

static int
by_turn(const void *a, const void *b)
{
	const struct paced *l = a, *r = b;
	int left = candidate_step(l->c)->priority;
	int right = candidate_step(r->c)->priority;

	if (l->at != r->at)
		return l->at < r->at ? -1 : 1;
	if (left != right)
		return left > right ? -1 : 1;
	if (l->hash != r->hash)
		return l->hash < r->hash ? -1 : 1;
	return strcmp(l->c->id, r->c->id);
}

/* Place by place in all, for those of one trigger to find each other. */
static void
link_steps(struct pacing *p)
{
	struct paced **of = list_of(p->all->n, sizeof *of);
	size_t n;

	for (size_t i = 0; i < p->n; i++)
		of[p->list[i].c - p->all->list] = &p->list[i];
	for (size_t i = 0; i < p->n; i++) {
		struct paced *x = &p->list[i];
		const size_t *things = grouped_get(&p->by_person,
		    x->c->person, &n);

		for (size_t k = 0; k < n; k++) {
			struct paced *y = of[things[k]];

			if (y != NULL && y->c->trigger == x->c->trigger &&
			    y->c->step < x->c->step && (x->before == NULL ||
			    y->c->step > x->before->c->step))
				x->before = y;
		}
	}
	free(of);
}

static void
gather(struct pacing *p)
{
	size_t *of = list_of(p->all->n, sizeof *of);

	p->list = list_of(p->all->n, sizeof *p->list);
	for (size_t i = 0; i < p->all->n; i++) {
		struct candidate *c = &p->all->list[i];

		of[i] = c->code <= CODE_HELD ? c->person : DICT_NONE;
		if (c->code == CODE_SEND)
			p->list[p->n++] = (struct paced){ .c = c,
			    .hash = bucket_of("throttle",
			    c->trigger->customer_id), .at = c->at.seconds };
	}
	p->by_person = grouped_make(of, p->all->n, people_count(
	    p->facts->who.people));
	free(of);
	if (p->n > 0)
		qsort(p->list, p->n, sizeof *p->list, by_turn);
	link_steps(p);
}

static void
find_turns(struct pacing *p)
{
	p->turns = turns_of(p->facts, DICT_NONE);
	p->turn_of = list_of(people_count(p->facts->who.people),
	    sizeof *p->turn_of);
	for (size_t i = 0; i < p->turns.n; i++)
		p->turn_of[p->turns.list[i].person] = i + 1;
}

/* What earlier runs sent, or are to send yet, takes its places. */
static void
take_earlier(struct pacing *p)
{
	struct facts *f = p->facts;
	size_t n;
	const struct earlier *e = history_all(f->history, &n);

	for (size_t i = 0; f->ledger == NULL && i < n; i++)
		if (e[i].action == ACTION_SEND)
			slots_take(p->slots, e[i].channel, e[i].domain,
			    e[i].send_at.seconds);
	for (size_t i = 0; i < f->n_going; i++)
		slots_take(p->slots, f->going[i].channel, f->going[i].domain,
		    f->going[i].at);
}

/* Does the other step wait for c, and so isn't in its way? */
static bool
waits_for(const struct candidate *other, const struct candidate *c)
{
	return other->trigger == c->trigger && other->step > c->step;
}

/* The person's case, with all that goes to them but c. */
static struct course *
open_case(struct pacing *p, const struct candidate *c)
{
	struct docket *d = &p->docket;
	const struct turn *t = &p->turns.list[p->turn_of[c->person] - 1];
	size_t n, k = 0;
	const size_t *things = grouped_get(&p->by_person, c->person, &n);

	docket_open(d, c->person, t->triggers, t->n);
	while (d->courses[k].trigger != c->trigger)
		k++;
	for (size_t i = 0; i < n; i++) {
		const struct candidate *other = &p->all->list[things[i]];

		if (other != c && other->code <= CODE_HELD &&
		    !waits_for(other, c))
			docket_count(d, other);
	}
	return &d->courses[k];
}

/* Does it pass once more at c->at?  Quiet hours and caps may move it on. */
static bool
passes_again(struct pacing *p, struct course *k, struct candidate *c)
{
	static gate *const stages[] = { gate_quiet, gate_caps, gate_consent,
	    gate_suppressed };

	for (size_t i = 0; i < sizeof stages / sizeof *stages; i++)
		if (!stages[i](&p->docket, k, c))
			return false;
	return true;
}

static bool
is_too_late(const struct pacing *p, const struct candidate *c, int64_t at)
{
	struct instant most = instant_move(c->first_at, p->facts->max_delay,
	    1, instant_zone());

	return at >= c->expires.seconds || at > most.seconds;
}

static void
deny(struct pacing *p, struct candidate *c, const struct throttle *by,
    int64_t at)
{
	char rule[THROTTLE_ROOM] = "the step before was put off";

	if (by != NULL)
		throttle_print(by, rule, sizeof rule);
	(void)gate_verdict(&p->docket, c, false, CODE_THROTTLE,
	    phrase_print(p->facts->pool, "%s", rule),
	    gate_instant(&p->docket, (struct instant){ .seconds = at }),
	    gate_instant(&p->docket, c->expires));
}

/* The step before was put off: this one waits its time from then on. */
static void
follow(struct pacing *p, struct paced *x)
{
	struct course *k;
	struct instant planned;

	if (x->before == NULL || !x->before->moved ||
	    x->before->c->code != CODE_SEND)
		return;
	k = open_case(p, x->c);
	planned = best_plan(&p->docket, k, candidate_step(x->c),
	    x->before->c->at);
	if (planned.seconds > x->c->at.seconds) {
		x->c->at.seconds = planned.seconds;
		x->moved = true;
	}
}

static void
settle(struct pacing *p, struct paced *x)
{
	struct candidate *c = x->c;
	enum channel channel = candidate_step(c)->channel;
	const char *domain = channel == CHANNEL_EMAIL ?
	    throttle_domain(c->address) : "";
	bool stands = candidate_step(c)->class == CLASS_TRANSACTIONAL;

	follow(p, x);
	while (!stands) {
		const struct throttle *by;
		int64_t at = slots_next(p->slots, channel, domain,
		    c->at.seconds, &by);

		if (by == NULL && !x->moved)
			break;
		if (is_too_late(p, c, at)) {
			deny(p, c, by, at);
			return;
		}
		x->moved = true;
		c->at.seconds = at;
		if (!passes_again(p, open_case(p, c), c))
			return;
		stands = c->at.seconds == at;
		/* Before its quiet hours there is no slot. */
		if (c->at.seconds < at) {
			deny(p, c, by, at);
			return;
		}
	}
	slots_take(p->slots, channel, domain, c->at.seconds);
}

void
pace(struct facts *f, struct candidates *all)
{
	const struct limits *limits = flows_limits(f->flows);
	struct pacing p = { .facts = f, .all = all,
	    .docket = { .facts = f } };

	if (limits->n_throttles == 0)
		return;
	p.slots = slots_new(limits->throttles, limits->n_throttles);
	take_earlier(&p);
	find_turns(&p);
	gather(&p);
	for (size_t i = 0; i < p.n; i++)
		settle(&p, &p.list[i]);
	slots_free(p.slots);
	turns_free(&p.turns);
	free(p.turn_of);
	grouped_free(&p.by_person);
	docket_free(&p.docket);
	free(p.list);
}
