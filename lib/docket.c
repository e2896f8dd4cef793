#include "docket.h"

#include <stdlib.h>
#include <string.h>

#include "local.h"
#include "send.h"

/* Look the trigger's steps up among what went out. */
static void
look_back(struct docket *d, struct course *k)
{
	const struct flow *flow = k->trigger->flow;

	k->past = pool_bytes(d->facts->pool, flow->n * sizeof *k->past);
	for (const struct earlier *e = NULL; (e = history_about(
	    d->facts->history, k->trigger->id, e)) != NULL;) {
		if (strcmp(e->flow, flow->name) != 0)
			continue;
		for (size_t i = 0; i < flow->n; i++)
			if (strcmp(e->step, flow->steps[i].id) == 0) {
				k->past[i] = e;
				if (i + 1 > k->behind)
					k->behind = i + 1;
			}
	}
}

/* The zone of their records, else of the row, else that for the unknown. */
static void
find_zone(const struct docket *d, struct course *k)
{
	k->zone = local_zone(&k->known);
	if (k->zone == NULL)
		k->zone = recipient_zone(&k->trigger->who);
	if (k->zone == NULL)
		k->zone = d->facts->zone;
	k->zone_known = k->zone != NULL;
	if (!k->zone_known)
		k->zone = instant_zone();
}

static void
count_earlier(struct docket *d)
{
	d->earlier = history_of(d->facts->history, d->person, &d->n_earlier);
	d->sent = pool_grow(d->sent, &d->sent_room, d->n_earlier + 1,
	    sizeof *d->sent);
	d->n_sent = 0;
	for (size_t i = 0; i < d->n_earlier; i++) {
		const struct earlier *e = d->earlier[i];

		if (e->class == CLASS_TRANSACTIONAL)
			continue;
		d->sent[d->n_sent++] = (struct sent){
			.at = e->send_at.seconds, .channel = e->channel,
			.flow = e->flow, .tags = e->tags, .id = ""
		};
	}
}

void
docket_open(struct docket *d, size_t person,
    const struct trigger *const triggers[], size_t n)
{
	d->person = person;
	d->courses = pool_grow(d->courses, &d->room, n, sizeof *d->courses);
	d->n = n;
	d->accepted = d->n_doors = 0;
	for (size_t i = 0; i < n; i++) {
		struct course *k = &d->courses[i];

		*k = (struct course){ .trigger = triggers[i] };
		k->known = book_find(d->facts->who.book, &triggers[i]->who,
		    person);
		find_zone(d, k);
		look_back(d, k);
	}
	count_earlier(d);
}

void
docket_free(struct docket *d)
{
	free(d->courses);
	free(d->sent);
	free(d->doors);
}

void
docket_accept(struct docket *d, struct course *k, struct candidate *c)
{
	const struct step *s = candidate_step(c);
	char id[SEND_ID_ROOM];

	send_id(k->trigger->flow->name, s->id, k->trigger->id, id);
	c->id = pool_text(d->facts->pool, id, strlen(id));
	if (!k->accepted)
		k->first_at = c->at;
	k->accepted = true;
	d->accepted++;
	k->last = c->step;
	k->last_at = c->at;
	docket_count(d, c);
}

void
docket_count(struct docket *d, const struct candidate *c)
{
	const struct step *s = candidate_step(c);

	if (s->class == CLASS_TRANSACTIONAL)
		return;
	d->sent = pool_grow(d->sent, &d->sent_room, d->n_sent + 1,
	    sizeof *d->sent);
	d->sent[d->n_sent++] = (struct sent){
		.at = c->at.seconds, .channel = s->channel,
		.flow = c->trigger->flow->name, .tags = s->tags,
		.id = c->id,
		.is_new = true
	};
}
