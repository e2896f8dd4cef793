#include "target_tables.h"

#include <stdlib.h>
#include <string.h>

#include "addressee.h"
#include "target_form.h"

/*
 * Requests: each line is the body of one, as the platform's API takes it.  All
 * that is told of a send is one object, here called its model.
 */

enum { MB = 1000000 };

static const struct field fields[] = {
	{ .header = "first_name", .column = "first_name" },
	{ .header = "last_name", .column = "last_name" },
	{ .header = "language", .column = "language" },
	{ .header = NULL }
};
static const struct field of_sends[] = {
	{ .header = "sendlist_send_id", .column = "send_id" },
	{ .header = "sendlist_flow", .column = "flow" },
	{ .header = "sendlist_step", .column = "step" },
	{ .header = "sendlist_template", .column = "template" },
	{ .header = "sendlist_variant", .column = "variant" },
	{ .header = "sendlist_channel", .column = "channel" },
	{ .header = "sendlist_send_at", .column = "send_at" },
	{ .header = "sendlist_reason", .column = "reason" },
	{ .header = NULL }
};

static void
add(struct row *r, const char *text)
{
	row_add(r, text, strlen(text));
}

static void
add_string(struct row *r, const char *text)
{
	if (*text == '\0')
		add(r, "\"\"");
	else
		row_json(r, text, strlen(text), CELL_TEXT);
}

/* What the platform calls such events: a flow of its own begins with them. */
static void
add_metric(struct row *r, const char *flow)
{
	struct row name = { NULL, 0, 0 };

	add(&name, "sendlist ");
	add(&name, flow);
	row_json(r, name.bytes, name.len, CELL_TEXT);
	free(name.bytes);
}

static void
klaviyo_begin(struct row *r, const struct addressee *a, const char *from)
{
	(void)a;
	(void)from;
	add(r, "{\"data\":{\"type\":\"event-bulk-create-job\",\"attributes\":"
	    "{\"events-bulk-create\":{\"data\":[");
}

static void
klaviyo_item(struct row *r, const struct addressee *a, const char *from,
    const struct row *model)
{
	char at[INSTANT_ROOM];

	(void)from;
	add(r, "{\"type\":\"event-bulk-create\",\"attributes\":{\"profile\":"
	    "{\"data\":{\"type\":\"profile\",\"attributes\":{");
	row_member(r, "email", a->email, CELL_TEXT);
	row_member(r, "phone_number", a->phone, CELL_TEXT);
	row_member(r, "external_id", addressee_text(a, "external_id", 0),
	    CELL_TEXT);
	add(r, "}}},\"events\":{\"data\":[{\"type\":\"event\","
	    "\"attributes\":{\"properties\":");
	row_add(r, model->bytes, model->len);
	instant_print(a->send->at, at);
	add(r, ",\"time\":\"");
	row_add(r, at, strcspn(at, "Z"));
	add(r, "+00:00\",\"unique_id\":");
	add_string(r, a->send->id);
	add(r, ",\"metric\":{\"data\":{\"type\":\"metric\",\"attributes\":"
	    "{\"name\":");
	add_metric(r, a->send->flow);
	add(r, "}}}}}]}}}");
}

static void
postmark_begin(struct row *r, const struct addressee *a, const char *from)
{
	(void)a;
	(void)from;
	add(r, "{\"Messages\":[");
}

/* Postmark numbers its templates, and an alias begins with a letter. */
static bool
is_number(const char *template)
{
	return template[strspn(template, "0123456789")] == '\0' &&
	    row_is_number(template, strlen(template));
}

static void
postmark_item(struct row *r, const struct addressee *a, const char *from,
    const struct row *model)
{
	const struct send *s = a->send;
	bool is_id = is_number(s->template);

	add(r, "{");
	row_member(r, "From", from, CELL_TEXT);
	row_member(r, "To", a->email, CELL_TEXT);
	row_member(r, is_id ? "TemplateId" : "TemplateAlias", s->template,
	    is_id ? CELL_NUMBER : CELL_TEXT);
	add(r, ",\"TemplateModel\":");
	row_add(r, model->bytes, model->len);
	row_member(r, "MessageStream", s->class == CLASS_MARKETING ?
	    "broadcast" : "outbound", CELL_TEXT);
	row_member(r, "Tag", s->flow, CELL_TEXT);
	add(r, ",\"Metadata\":{");
	row_member(r, "send_id", s->id, CELL_TEXT);
	add(r, "}}");
}

static void
ses_begin(struct row *r, const struct addressee *a, const char *from)
{
	add(r, "{");
	row_member(r, "FromEmailAddress", from, CELL_TEXT);
	add(r, ",\"DefaultContent\":{\"Template\":{");
	row_member(r, "TemplateName", a->send->template, CELL_TEXT);
	row_member(r, "TemplateData", "{}", CELL_TEXT);
	add(r, "}},\"BulkEmailEntries\":[");
}

/* The model goes as the text of an object, not as an object. */
static void
ses_item(struct row *r, const struct addressee *a, const char *from,
    const struct row *model)
{
	(void)from;
	add(r, "{\"Destination\":{\"ToAddresses\":[");
	add_string(r, a->email);
	add(r, "]},\"ReplacementTags\":[{\"Name\":\"send_id\",\"Value\":");
	add_string(r, a->send->id);
	add(r, "}],\"ReplacementEmailContent\":{\"ReplacementTemplate\":"
	    "{\"ReplacementTemplateData\":");
	row_json(r, model->bytes, model->len, CELL_TEXT);
	add(r, "}}}");
}

static const struct body klaviyo_body = {
	.items_most = 1000, .bytes_most = 5 * MB, .members_most = 400,
	.member_most = 100000, .begin = klaviyo_begin,
	.item = klaviyo_item, .end = "]}}}}"
};
static const struct body postmark_body = {
	.items_most = 500, .bytes_most = 50 * MB, .needs_from = true,
	.needs_template = true,
	.begin = postmark_begin, .item = postmark_item, .end = "]}"
};
static const struct body ses_body = {
	.items_most = 50, .bytes_most = 10 * MB, .model_most = 262144,
	.needs_from = true,
	.needs_template = true,
	.by_template = true, .begin = ses_begin, .item = ses_item, .end = "]}"
};

const struct target target_klaviyo_events = {
	.name = "klaviyo-events", .limits = "1,000 events or 5 MB a request",
	.address_most = 99,
	.channels = 1 << CHANNEL_EMAIL | 1 << CHANNEL_SMS | 1 << CHANNEL_PUSH,
	.body = &klaviyo_body, .fields = fields, .of_sends = of_sends,
	.rename = rename_not, .form = form_instant
};

const struct target target_postmark = {
	.name = "postmark", .limits = "500 messages or 50 MB a request",
	.channels = 1 << CHANNEL_EMAIL, .body = &postmark_body,
	.fields = fields, .of_sends = of_sends, .rename = rename_not
};

const struct target target_ses = {
	.name = "ses", .limits = "50 messages or 10 MB a request, of one "
	    "template", .channels = 1 << CHANNEL_EMAIL, .ascii = ASCII_ALL,
	.body = &ses_body, .fields = fields, .of_sends = of_sends,
	.rename = rename_not
};
