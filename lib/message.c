#include "message.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "encoded.h"
#include "record.h"

bool
message_one_click(const struct message *m)
{
	return m->send->class == CLASS_MARKETING && m->n_unsubscribe > 0 &&
	    strncasecmp(m->unsubscribe[0], "https:", 6) == 0;
}

bool
message_is_automatic(const struct message *m)
{
	return m->send->class == CLASS_TRANSACTIONAL &&
	    m->send->channel == CHANNEL_EMAIL;
}

static void
add(struct row *out, const char *text)
{
	row_add(out, text, strlen(text));
}

/* "<https://...>, <mailto:...>", what parts them as told. */
static void
add_unsubscribe(const struct message *m, const char *apart, struct row *out)
{
	for (size_t i = 0; i < m->n_unsubscribe; i++) {
		add(out, i > 0 ? apart : "");
		add(out, "<");
		add(out, m->unsubscribe[i]);
		add(out, ">");
	}
}

/* The headers that whoever mails can't know, as an object. */
static void
write_headers(struct sink *out, const struct message *m)
{
	struct row r = { NULL, 0, 0 }, list = { NULL, 0, 0 };

	row_byte(&r, '{');
	add_unsubscribe(m, ", ", &list);
	row_byte(&list, '\0');
	row_member(&r, "List-Unsubscribe", list.bytes, CELL_TEXT);
	row_member(&r, "List-Unsubscribe-Post", message_one_click(m) ?
	    "List-Unsubscribe=One-Click" : "", CELL_TEXT);
	row_member(&r, "Message-ID", m->id, CELL_TEXT);
	row_member(&r, "Auto-Submitted", message_is_automatic(m) ?
	    "auto-generated" : "", CELL_TEXT);
	row_byte(&r, '}');
	if (r.len > 2)
		sink_cell(out, (struct cell){ r.bytes, r.len });
	else
		sink_text(out, "");
	free(r.bytes);
	free(list.bytes);
}

void
message_write(struct sink *out, const struct message *m)
{
	const struct send *s = m->send;

	sink_text(out, s->id);
	sink_instant(out, s->at);
	sink_text(out, channel_names()[s->channel]);
	sink_text(out, class_names()[s->class]);
	sink_text(out, s->address);
	sink_text(out, m->from_text);
	sink_text(out, m->reply_to_text);
	sink_text(out, m->subject);
	sink_text(out, m->text);
	sink_text(out, m->html);
	write_headers(out, m);
	sink_text(out, s->flow);
	sink_text(out, s->step);
	sink_text(out, s->template);
	sink_text(out, m->template->language);
	sink_text(out, s->customer_id);
	if (s->may_expire)
		sink_instant(out, s->expires_at);
	else
		sink_text(out, "");
	sink_end(out);
}

static void
add_date(struct instant at, struct row *out)
{
	static const char *const days[] = { "Mon", "Tue", "Wed", "Thu", "Fri",
	    "Sat", "Sun" };
	static const char *const months[] = { "Jan", "Feb", "Mar", "Apr",
	    "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };
	int64_t number = at.seconds / 86400 - (at.seconds % 86400 < 0);
	int rest = (int)(at.seconds - number * 86400);
	struct day day = { (int)number };
	int year, month, mday;
	char text[64];

	day_split(day, &year, &month, &mday);
	snprintf(text, sizeof text, "Date: %s, %d %s %04d %02d:%02d:%02d "
	    "+0000\n", days[day_of_week(day) - 1], mday, months[month - 1],
	    year, rest / 3600, rest / 60 % 60, rest % 60);
	add(out, text);
}

static void
add_mailbox(const char *name, const struct mailbox *m, struct row *out)
{
	if (*m->address == '\0')
		return;
	add(out, name);
	mailbox_write(m, strlen(name), out);
	add(out, "\n");
}

static void
add_subject(const char *subject, struct row *out)
{
	static const char name[] = "Subject: ";

	add(out, name);
	if (encoded_is_plain(subject, sizeof name - 1))
		add(out, subject);
	else
		encoded_words(subject, sizeof name - 1, out);
	add(out, "\n");
}

static void
add_headers(const struct message *m, struct row *out)
{
	const struct mailbox to = { "", m->send->address };

	add_date(m->send->at, out);
	add_mailbox("From: ", &m->from, out);
	add_mailbox("To: ", &to, out);
	add_mailbox("Reply-To: ", &m->reply_to, out);
	add_subject(m->subject, out);
	add(out, "Message-ID: ");
	add(out, m->id);
	if (m->n_unsubscribe > 0)
		add(out, "\nList-Unsubscribe: ");
	add_unsubscribe(m, ",\n ", out);
	if (message_one_click(m))
		add(out, "\nList-Unsubscribe-Post: "
		    "List-Unsubscribe=One-Click");
	if (message_is_automatic(m))
		add(out, "\nAuto-Submitted: auto-generated");
	add(out, "\nMIME-Version: 1.0\n");
}

static void
add_part(const char *type, const char *text, struct row *out)
{
	add(out, "Content-Type: text/");
	add(out, type);
	add(out, "; charset=utf-8\n"
	    "Content-Transfer-Encoding: quoted-printable\n\n");
	encoded_body(text, strlen(text), out);
}

/* No quoted-printable has "=_" in it, so that no part has the boundary. */
static void
add_boundary(const struct message *m, const char *before, const char *behind,
    struct row *out)
{
	add(out, before);
	add(out, "=_");
	add(out, m->send->id);
	add(out, behind);
}

void
message_mail(const struct message *m, struct row *out)
{
	add_headers(m, out);
	if (*m->html == '\0') {
		add_part("plain", m->text, out);
		return;
	}
	add(out, "Content-Type: multipart/alternative;\n");
	add_boundary(m, " boundary=\"", "\"\n", out);
	add_boundary(m, "\n--", "\n", out);
	add_part("plain", m->text, out);
	add_boundary(m, "\n--", "\n", out);
	add_part("html", m->html, out);
	add_boundary(m, "\n--", "--\n", out);
}
