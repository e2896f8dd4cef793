#include "send.h"

#include <string.h>

#include "digest.h"
#include "candidate.h"

void
send_id(const char *flow, const char *step, const char *trigger_id,
    char id[SEND_ID_ROOM])
{
	const char *const parts[] = { flow, step, trigger_id, NULL };
	char hex[DIGEST_ROOM];

	digest_texts(parts, '\x1f', hex);
	memcpy(id, hex, SEND_ID_ROOM - 1);
	id[SEND_ID_ROOM - 1] = '\0';
}

const char *const *
action_names(void)
{
	static const char *const names[] = {
		[ACTION_SEND] = "send",
		[ACTION_HELD] = "held",
		[ACTION_RETRACT] = "retract",
		[ACTIONS] = NULL
	};

	return names;
}

const char *
action_parse(const char *text, void *into)
{
	int which;
	const char *reason = choice_parse(text, action_names(), &which);

	if (reason == NULL)
		*(enum action *)into = (enum action)which;
	return reason;
}

struct send
send_of(const struct candidate *c, struct instant decided_at,
    const char *data)
{
	const struct trigger *t = c->trigger;
	const struct step *s = candidate_step(c);

	return (struct send){
		.id = c->id, .at = c->at, .address = c->address,
		.action = c->code == CODE_HELD ? ACTION_HELD : ACTION_SEND,
		.channel = s->channel, .customer_id = t->customer_id,
		.flow = t->flow->name, .step = s->id, .class = s->class,
		.template = s->template, .trigger_id = t->id,
		.triggered_at = t->at, .decided_at = decided_at,
		.expires_at = c->expires, .may_expire = true,
		.variant = c->variant, .tags = s->tags, .reason = t->reason,
		.data = data, .began = t->began
	};
}

void
send_cells(struct sink *out, const struct send *s)
{
	sink_text(out, s->id);
	sink_text(out, action_names()[s->action]);
	sink_instant(out, s->at);
	sink_text(out, channel_names()[s->channel]);
	sink_text(out, s->address);
	sink_text(out, s->customer_id);
	sink_text(out, s->flow);
	sink_text(out, s->step);
	sink_text(out, class_names()[s->class]);
	sink_text(out, s->template);
	sink_text(out, s->trigger_id);
	sink_instant(out, s->triggered_at);
	sink_instant(out, s->decided_at);
	if (s->may_expire)
		sink_instant(out, s->expires_at);
	else
		sink_text(out, "");
	sink_text(out, s->variant);
	sink_text(out, s->tags);
	sink_text(out, s->reason);
	sink_text(out, s->data);
}

void
send_write(struct sink *out, const struct send *s)
{
	send_cells(out, s);
	sink_end(out);
}

void
denied_write(struct sink *out, const struct candidate *c,
    struct instant decided_at)
{
	const struct trigger *t = c->trigger;
	const struct step *s = &t->flow->steps[c->step];

	sink_text(out, t->customer_id);
	sink_text(out, t->flow->name);
	sink_text(out, s->id);
	sink_text(out, channel_names()[s->channel]);
	sink_text(out, t->id);
	sink_instant(out, t->at);
	sink_instant(out, c->planned);
	sink_instant(out, decided_at);
	sink_text(out, code_name(c->code));
	sink_text(out, c->rule);
	sink_text(out, c->observed);
	sink_text(out, c->threshold);
	sink_end(out);
}
