#include "flow_read.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "event.h"
#include "phrase.h"
#include "record.h"

/* What a step takes from its flow, where it doesn't say so itself. */
struct given {
	struct step step;	/* its defaults */
	struct conditions *conditions;
	const struct form *form;
};

/* "09:30", into the minute of the day. */
static const char *
hour_parse(const char *text, void *into)
{
	static const char reason[] = "not a time of day (want such as 09:30)";
	int digits[5];

	if (strlen(text) != 5 || text[2] != ':')
		return reason;
	for (int i = 0; i < 5; i++) {
		digits[i] = text[i] - '0';
		if (i != 2 && (digits[i] < 0 || digits[i] > 9))
			return reason;
	}
	if (digits[0] * 10 + digits[1] > 23 || digits[3] > 5)
		return reason;
	*(int *)into = (digits[0] * 10 + digits[1]) * 60 + digits[3] * 10 +
	    digits[4];
	return NULL;
}

/* "best", or a time of day. */
static const char *
at_parse(const char *text, void *into)
{
	if (strcmp(text, "best") != 0)
		return hour_parse(text, into);
	*(int *)into = BEST_HOUR;
	return NULL;
}

/* "always", or "after:24h". */
static const char *
reentry_parse(const char *text, void *into)
{
	static const char *const names[] = { "not-while-active", "always",
	    "once", NULL };
	struct flow *flow = into;
	const char *reason;
	int which = REENTRY_AFTER;

	if (strncmp(text, "after:", 6) == 0)
		reason = span_parse(text + 6, &flow->apart);
	else if (choice_parse(text, names, &which) != NULL)
		reason = "want once, always, not-while-active or such as "
		    "after:30d";
	else
		reason = NULL;
	if (reason == NULL)
		flow->reentry = (enum reentry)which;
	return reason;
}

static bool
read_condition(const struct form *f, const struct way *up, json_t *object,
    struct conditions *conditions, bool is_exit, int *into)
{
	struct way at = { up, "if", 0 };
	struct rule_error error;
	const char *text = NULL;
	size_t number;

	if (!form_text(f, up, object, "if", text_parse, &text))
		return false;
	if (text == NULL)
		return true;
	if (!conditions_add(conditions, text, is_exit, &number, &error))
		return form_fault(f, &at, "'%s': at byte %zu: %s", text,
		    error.at + 1, error.reason);
	*into = (int)number;
	return true;
}

/* Words that are kept in one cell, a blank between each two. */
static bool
read_tags(const struct form *f, const struct way *up, json_t *object,
    const char **into)
{
	struct way at = { up, "tags", 0 };
	json_t *array = json_object_get(object, "tags");
	const char *all = "";

	if (array == NULL)
		return true;
	if (!json_is_array(array))
		return form_fault(f, &at, "not a list (want [ \"...\" ])");
	for (size_t i = 0; i < json_array_size(array); i++) {
		struct way here = { &at, NULL, i };
		const char *tag = json_string_value(json_array_get(array, i));

		if (tag == NULL || *tag == '\0' ||
		    tag[strcspn(tag, " \t\r\n")] != '\0')
			return form_fault(f, &here, "not a tag (want a word)");
		all = phrase_print(f->pool, "%s%s%s", all,
		    *all != '\0' ? " " : "", tag);
	}
	*into = all;
	return true;
}

/* What a flow and each of its steps may say. */
static bool
read_shared(const struct form *f, const struct way *at, json_t *object,
    struct step *s)
{
	return form_text(f, at, object, "class", class_parse, &s->class) &&
	    form_count(f, at, object, "priority", 100, &s->priority) &&
	    form_text(f, at, object, "channel", channel_parse, &s->channel) &&
	    form_text(f, at, object, "ttl", span_parse, &s->ttl) &&
	    form_text(f, at, object, "at", at_parse, &s->at) &&
	    form_text(f, at, object, "else_at", hour_parse, &s->else_at) &&
	    read_tags(f, at, object, &s->tags);
}

static bool
read_step(const struct given *given, const struct way *at, json_t *object,
    struct step *s)
{
	static const char *const keys[] = { "after", "channel", "template",
	    "id", "if", "at", "else_at", "ttl", "class", "priority", "tags",
	    NULL };
	const struct form *f = given->form;

	*s = given->step;
	if (!form_object(f, at, object, keys) ||
	    !read_shared(f, at, object, s) ||
	    !form_text(f, at, object, "after", span_parse, &s->after) ||
	    !form_text(f, at, object, "template", form_name, &s->template) ||
	    !form_text(f, at, object, "id", form_name, &s->id) ||
	    !read_condition(f, at, object, given->conditions, false,
	    &s->condition))
		return false;
	if (s->channel == CHANNELS)
		return form_fault(f, at, "no channel (want email, sms or "
		    "push)");
	if (s->template == NULL)
		return form_fault(f, at, "no template");
	s->id = form_keep(f, s->id != NULL ? s->id : s->template);
	s->template = form_keep(f, s->template);
	return true;
}

/* Is the last of n steps unlike the others in its id? */
static bool
check_id(const struct form *f, const struct way *at, const struct step *steps,
    size_t n)
{
	const char *id = steps[n - 1].id;

	for (size_t i = 0; i < n - 1; i++)
		if (strcmp(steps[i].id, id) == 0)
			return form_fault(f, at, "two steps are '%s' (give "
			    "one another id)", id);
	return true;
}

static bool
read_steps(const struct given *given, const struct way *up, json_t *object,
    struct flow *flow)
{
	const struct form *f = given->form;
	struct way at = { up, "steps", 0 };
	json_t *array = json_object_get(object, "steps");
	size_t n = json_array_size(array);
	struct step *steps;

	if (n == 0)
		return form_fault(f, &at, "no steps (want [ { ... } ])");
	steps = pool_bytes(f->pool, n * sizeof *steps);
	for (size_t i = 0; i < n; i++) {
		struct way here = { &at, NULL, i };

		if (!read_step(given, &here, json_array_get(array, i),
		    &steps[i]) || !check_id(f, &here, steps, i + 1))
			return false;
	}
	flow->steps = steps;
	flow->n = n;
	return true;
}

/* The steps that are there already get what the flow says anew. */
static bool
change_steps(const struct given *given, const struct way *at, json_t *object,
    struct flow *flow)
{
	size_t n = flow->n;
	struct step *steps = pool_bytes(given->form->pool,
	    (n + 1) * sizeof *steps);

	if (n == 0)
		return form_fault(given->form, at, "no steps");
	for (size_t i = 0; i < n; i++) {
		steps[i] = flow->steps[i];
		if (!read_shared(given->form, at, object, &steps[i]))
			return false;
	}
	flow->steps = steps;
	return true;
}

static bool
read_exit(const struct form *f, const struct way *at, json_t *item,
    struct conditions *conditions, struct exit *e)
{
	static const char *const keys[] = { "event", "if", NULL };
	const char *reason;

	*e = (struct exit){ .condition = NO_CONDITION };
	if (json_is_string(item)) {
		e->event = json_string_value(item);
		reason = record_parse_event(e->event, &e->event);
		return reason == NULL ||
		    form_fault(f, at, "'%s': %s", e->event, reason);
	}
	if (!form_object(f, at, item, keys) ||
	    !form_text(f, at, item, "event", record_parse_event, &e->event))
		return false;
	if (e->event == NULL)
		return form_fault(f, at, "no event");
	return read_condition(f, at, item, conditions, true, &e->condition);
}

static bool
read_exits(const struct given *given, const struct way *up, json_t *object,
    struct flow *flow)
{
	const struct form *f = given->form;
	struct way at = { up, "exit", 0 };
	json_t *array = json_object_get(object, "exit");
	size_t n = json_array_size(array);
	struct exit *exits = pool_bytes(f->pool, (n + 1) * sizeof *exits);

	if (array == NULL)
		return true;
	if (!json_is_array(array))
		return form_fault(f, &at, "not a list (want [ \"...\" ])");
	for (size_t i = 0; i < n; i++) {
		struct way here = { &at, NULL, i };

		if (!read_exit(f, &here, json_array_get(array, i),
		    given->conditions, &exits[i]))
			return false;
	}
	flow->exits = exits;
	flow->n_exits = n;
	return true;
}

/* What parts the customers for one thing must not be what does for another. */
static bool
check_salts(const struct form *f, const struct way *up,
    const struct limits *whole, const struct flow *flow)
{
	struct way variants = { up, "variants", 0 };
	struct way at = { &variants, "salt", 0 };
	const char *const others[] = { whole->holdout.salt,
	    flow->limits.holdout.salt };

	for (int i = 0; i < 2; i++)
		if (flow->variants.salt != NULL && others[i] != NULL &&
		    strcmp(flow->variants.salt, others[i]) == 0)
			return form_fault(f, &at, "'%s': the salt of a "
			    "holdout, too (want another)", others[i]);
	return true;
}

bool
flow_read(const struct form *f, const struct way *at, json_t *object,
    struct conditions *conditions, const struct limits *whole,
    struct flow *into)
{
	static const char *const keys[] = { "class", "priority", "reentry",
	    "supersede", "spare_opted_out", "exit", "steps", "channel", "ttl",
	    "at", "else_at", "tags", "quiet_hours", "caps", "holdout",
	    "variants", NULL };
	struct given given = { .conditions = conditions, .form = f,
	    .step = { .channel = CHANNELS, .class = into->class,
	    .priority = into->priority, .at = NO_HOUR, .else_at = 10 * 60,
	    .condition = NO_CONDITION, .tags = "",
	    .ttl = { .seconds = 24 * 60 * 60 } } };

	if (!form_object(f, at, object, keys) ||
	    !read_shared(f, at, object, &given.step) ||
	    !form_text(f, at, object, "reentry", reentry_parse, into) ||
	    !form_flag(f, at, object, "supersede", &into->supersede) ||
	    !form_flag(f, at, object, "spare_opted_out",
	    &into->spare_opted_out) ||
	    !limits_read(f, at, object, into->name, &into->limits) ||
	    !variants_read(f, at, object, &into->variants) ||
	    !read_exits(&given, at, object, into))
		return false;
	into->class = given.step.class;
	into->priority = given.step.priority;
	return (json_object_get(object, "steps") != NULL ?
	    read_steps : change_steps)(&given, at, object, into) &&
	    check_salts(f, at, whole, into);
}
