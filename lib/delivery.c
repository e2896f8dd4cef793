#include "delivery.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "contact.h"
#include "draft.h"
#include "record.h"

/* A log that tells of no events tells of sends; one that tells but their ids, of
   what was received, as where they are named. */
enum delivery_kind
delivery_kind(struct view *v, const struct map *m)
{
	const char *word = view_cell(v, DELIVERY_EVENT).text, *name;
	int meaning = *word != '\0' ? map_meaning(m, word) : -1;

	if (*word == '\0')
		return view_cell(v, DELIVERY_METRIC).len == 0 ? DELIVERY_SENT :
		    DELIVERY_ARRIVED;
	if (m->is_ours && strcmp(word, "retract") == 0)
		return DELIVERY_RETRACTED;
	if (meaning < 0 || meaning >= MAP_REFUND)
		return DELIVERY_NONE;
	name = record_events()[meaning];
	return strcmp(name, "sent") == 0 ? DELIVERY_SENT :
	    strcmp(name, "delivered") == 0 ? DELIVERY_ARRIVED : DELIVERY_NONE;
}

static bool
read_time(struct view *v, const struct delivery_rules *rules,
    const struct zone *zone, size_t field, struct told_time *into)
{
	const char *text = view_cell(v, field).text, *reason;

	into->is_told = *text != '\0';
	if (!into->is_told)
		return true;
	reason = instant_read(text, rules->time, zone, &into->at);
	if (reason != NULL)
		view_reject(v, field, draft_ask_time(reason, text,
		    rules->time));
	return reason == NULL;
}

/* When it went, to the second: most rules turn on that. */
static bool
read_at(struct view *v, const struct delivery_rules *rules,
    const struct zone *zone, struct delivery *d)
{
	struct told_time at;

	if (!read_time(v, rules, zone, DELIVERY_AT, &at))
		return false;
	d->at = at.is_told ? at.at : rules->sent_at;
	if (!at.is_told && !rules->has_sent_at) {
		view_reject(v, DELIVERY_AT, "empty (want when it went; "
		    "--sent-at tells it of rows that don't)");
		return false;
	}
	if (at.is_told && at.at.is_date) {
		view_reject(v, DELIVERY_AT, "only a day (want the time of "
		    "day, too)");
		return false;
	}
	return true;
}

/* The channel that the words name; CHANNELS: none. */
static enum channel
named_channel(const char *words)
{
	static const struct { const char *part; enum channel channel; }
	parts[] = {
		{ "mail", CHANNEL_EMAIL }, { "sms", CHANNEL_SMS },
		{ "mms", CHANNEL_SMS }, { "text", CHANNEL_SMS },
		{ "push", CHANNEL_PUSH }
	};

	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		if (strcasestr(words, parts[i].part) != NULL)
			return parts[i].channel;
	return CHANNELS;
}

/* What is told of the channel; else the address tells. */
static bool
read_channel(struct view *v, struct delivery *d)
{
	const char *words = view_cell(v, DELIVERY_CHANNEL).text, *address;

	if (*words != '\0') {
		d->channel = named_channel(words);
		if (d->channel == CHANNELS)
			view_reject(v, DELIVERY_CHANNEL, "not a channel (want "
			    "email, sms or push)");
		return d->channel != CHANNELS;
	}
	address = view_cell(v, DELIVERY_ADDRESS).text;
	d->channel = CHANNEL_EMAIL;
	if (strchr(address, '@') == NULL &&
	    view_cell(v, DELIVERY_EMAIL).len == 0 && (*address == '+' ||
	    view_cell(v, DELIVERY_PHONE).len != 0))
		d->channel = CHANNEL_SMS;
	return true;
}

/* The cell of the channel's own column, or the address. */
static const char *
reached_at(struct view *v, size_t column, bool is_its_channel)
{
	const char *text = view_cell(v, column).text;

	return *text == '\0' && is_its_channel ?
	    view_cell(v, DELIVERY_ADDRESS).text : text;
}

static bool
read_people(struct view *v, const struct delivery_rules *rules,
    struct delivery *d)
{
	const char *reason = mark_id(view_cell(v, DELIVERY_CUSTOMER_ID).text, NULL,
	    d->customer_id);

	if (reason != NULL) {
		view_reject(v, DELIVERY_CUSTOMER_ID, reason);
		return false;
	}
	email_normalise(reached_at(v, DELIVERY_EMAIL, d->channel ==
	    CHANNEL_EMAIL), d->email, sizeof d->email);
	phone_normalise(reached_at(v, DELIVERY_PHONE, d->channel ==
	    CHANNEL_SMS), rules->phone_country, d->phone, sizeof d->phone);
	d->address = d->channel == CHANNEL_EMAIL ? d->email :
	    d->channel == CHANNEL_SMS ? d->phone :
	    view_cell(v, DELIVERY_ADDRESS).text;
	return true;
}

static bool
read_class(struct view *v, struct delivery *d)
{
	const char *text = view_cell(v, DELIVERY_CLASS).text, *reason;
	enum send_class class;

	d->class = -1;
	if (*text == '\0')
		return true;
	if ((reason = class_parse(text, &class)) != NULL) {
		view_reject(v, DELIVERY_CLASS, reason);
		return false;
	}
	d->class = (int)class;
	return true;
}

bool
delivery_read(struct view *v, const struct delivery_rules *rules,
    struct delivery *d)
{
	const struct zone *zone;

	d->event = view_cell(v, DELIVERY_EVENT).text;
	d->message = view_cell(v, DELIVERY_MESSAGE).text;
	d->flow = view_cell(v, DELIVERY_FLOW).text;
	d->step = view_cell(v, DELIVERY_STEP).text;
	d->trigger_id = view_cell(v, DELIVERY_TRIGGER_ID).text;
	d->send_id = view_cell(v, DELIVERY_SEND_ID).text;
	d->tags = view_cell(v, DELIVERY_TAGS).text;
	d->message_id = view_cell(v, DELIVERY_MESSAGE_ID).text;
	d->decided_at = view_cell(v, DELIVERY_DECIDED_AT).text;
	return view_zone(v, DELIVERY_ZONE, &zone) &&
	    read_at(v, rules, zone, d) &&
	    read_time(v, rules, zone, DELIVERY_TRIGGERED_AT, &d->triggered) &&
	    read_time(v, rules, zone, DELIVERY_SINCE_AT, &d->since) &&
	    read_time(v, rules, zone, DELIVERY_EXPIRES_AT, &d->expires) &&
	    read_channel(v, d) && read_people(v, rules, d) && read_class(v, d);
}
