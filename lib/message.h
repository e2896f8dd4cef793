#ifndef MESSAGE_H
#define MESSAGE_H

#include "mailbox.h"
#include "send.h"
#include "sink.h"
#include "template.h"

/* A message that is ready to go, and its record (see sendlist-formats(5)). */
struct message {
	const struct send *send;
	const struct template *template;
	struct mailbox from, reply_to;	/* address "": none */
	const char *from_text, *reply_to_text;	/* as they were written */
	const char *subject, *text, *html;	/* "": none; lines end in LF */
	const char *id;			/* Message-ID; "": none */
	const char *unsubscribe[2];	/* URLs, the https one first; NULL: none */
	size_t n_unsubscribe;
};

/* May a click alone unsubscribe from it, as RFC 8058 has it? */
bool message_one_click(const struct message *m);

/* Did a machine write it in answer to what somebody did (RFC 3834)? */
bool message_is_automatic(const struct message *m);

/* Write the record. */
void message_write(struct sink *out, const struct message *m);

/* Add the mail, as sendmail -t takes it: lines end in LF. */
void message_mail(const struct message *m, struct row *out);

#endif
