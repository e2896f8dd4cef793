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

void
send_write(struct sink *out, const struct candidate *c,
    struct instant decided_at, const char *data)
{
	const struct trigger *t = c->trigger;
	const struct step *s = &t->flow->steps[c->step];

	sink_text(out, c->id);
	sink_text(out, code_name(c->code));
	sink_instant(out, c->at);
	sink_text(out, channel_names()[s->channel]);
	sink_text(out, c->address);
	sink_text(out, t->customer_id);
	sink_text(out, t->flow->name);
	sink_text(out, s->id);
	sink_text(out, class_names()[s->class]);
	sink_text(out, s->template);
	sink_text(out, t->id);
	sink_instant(out, t->at);
	sink_instant(out, decided_at);
	sink_instant(out, c->expires);
	sink_text(out, c->variant);
	sink_text(out, s->tags);
	sink_text(out, t->reason);
	sink_text(out, data);
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
