#include "said.h"

#include <stdio.h>
#include <string.h>

#include "data.h"
#include "phrase.h"
#include "record.h"
#include "tally.h"

static const struct list nothing;

struct said_columns
said_find(struct source *in, struct pool *p)
{
	return (struct said_columns){
		.who = recipient_find(in, &nothing, p),
		.comment = source_find(in, "comment"),
		.order_id = source_find(in, "order_id"),
		.sku = source_find(in, "sku"),
		.id = source_find(in, "response_id")
	};
}

static const char *
keep(struct pool *p, struct cell c)
{
	return pool_text(p, c.text, c.len);
}

/* The parts of an id for what it is about. */
static const char *
about(const struct said *s, struct pool *p)
{
	return *s->order_id == '\0' && *s->sku == '\0' ? "" :
	    phrase_print(p, "/%s/%s", phrase_part(p, s->order_id),
	    phrase_part(p, s->sku));
}

bool
said_read(struct source *in, const struct said_columns *at,
    const struct response *r, struct pool *p, struct people *people,
    struct said *into)
{
	bool of_nobody;

	*into = (struct said){ .response = *r };
	if (r->is_blank) {
		tally_set_aside("no answer", 1);
		return false;
	}
	into->order_id = keep(p, source_cell(in, at->order_id));
	of_nobody = at->of_nobody && r->survey == SURVEY_REVIEW &&
	    *into->order_id != '\0';
	if (!(of_nobody ? recipient_read : recipient_read_named)(in, &at->who,
	    p, &into->who))
		return false;
	into->person = *recipient_name(&into->who) == '\0' ? DICT_NONE :
	    recipient_join(&into->who, people);
	into->comment = keep(p, source_cell(in, at->comment));
	into->sku = keep(p, source_cell(in, at->sku));
	into->id = response_id(r, source_cell(in, at->id),
	    recipient_name(&into->who), about(into, p), p);
	return true;
}

void
said_load(struct saids *all, const char *path, const struct common *common,
    struct pool *p, struct people *people)
{
	const struct response_rules rules = { .as_of = common->as_of,
	    .survey = -1, .labels = &nothing };
	struct source *in = source_open_side(path, common);
	struct response_columns at = response_find(in);
	struct said_columns what = said_find(in, p);
	struct response response;
	struct said s;

	what.of_nobody = all->of_reviews;
	if (all->of_reviews)
		source_column(in, "kind");
	while (source_next(in)) {
		if (response_read(in, &at, &rules, &response) !=
		    RESPONSE_READ || !said_read(in, &what, &response, p,
		    people, &s))
			continue;
		all->list = pool_grow(all->list, &all->room, all->n + 1,
		    sizeof *all->list);
		all->list[all->n++] = s;
	}
	source_close(in);
}

int
said_compare_words(const struct said *a, const struct said *b)
{
	const char *const l[] = { a->id, a->order_id, a->sku, a->comment,
	    a->who.customer_id, a->who.email };
	const char *const r[] = { b->id, b->order_id, b->sku, b->comment,
	    b->who.customer_id, b->who.email };
	int order = a->response.level - b->response.level;

	if (order == 0)
		order = (int)a->response.survey - (int)b->response.survey;
	for (size_t i = 0; order == 0 && i < sizeof l / sizeof *l; i++)
		order = strcmp(l[i], r[i]);
	return order;
}

int
said_compare(const void *l, const void *r)
{
	const struct said *a = l, *b = r;

	if (a->person != b->person)
		return a->person < b->person ? -1 : 1;
	if (instant_is_later(a->response.at, b->response.at))
		return -1;
	if (instant_is_later(b->response.at, a->response.at))
		return 1;
	return said_compare_words(a, b);
}

bool
said_is_open(const struct said *s, const struct events *resolved)
{
	return s->response.verdict == BAD && !events_told(resolved, s->person,
	    "resolved", s->response.at, NULL);
}

struct said *
said_telling(struct said *list, size_t n, const struct events *resolved,
    struct span recovery, struct instant as_of)
{
	for (size_t i = 0; i < n; i++)
		if (said_is_open(&list[i], resolved) &&
		    !instant_is_known(instant_move(list[i].response.at,
		    recovery, 1, instant_zone()), as_of))
			return &list[i];
	return n != 0 && list[0].response.verdict == GOOD ? list : NULL;
}

static const char *
data_of(const struct said *s, struct pool *p)
{
	char score[16];

	snprintf(score, sizeof score, "%d", s->response.score);
	return data_make(p, (struct member[]){
	    { "survey", record_surveys()[s->response.survey], CELL_TEXT },
	    { "score", score, CELL_NUMBER },
	    { "comment", s->comment, CELL_TEXT },
	    { "order_id", s->order_id, CELL_TEXT },
	    { "sku", s->sku, CELL_TEXT }, { NULL, NULL, CELL_TEXT } });
}

struct notice
said_notice(const struct said *s, const char *flow, const char *id,
    const char *why, struct pool *p)
{
	const struct response *r = &s->response;
	char on[DAY_ROOM];

	day_print(instant_day(r->at), on);
	return (struct notice){ .flow = flow, .id = id,
	    .at = notice_at(r->at), .since = r->at.seconds,
	    .who = notice_contact(&s->who),
	    .reason = phrase_print(p, "%s, %s %d on %s%s",
	    response_word(r->survey, r->verdict),
	    record_surveys()[r->survey], r->score, on, why),
	    .item = *s->sku != '\0' ? s->sku : s->order_id,
	    .data = data_of(s, p) };
}
