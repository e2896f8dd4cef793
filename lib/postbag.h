#ifndef POSTBAG_H
#define POSTBAG_H

#include "message.h"

/* Where messages go: each becomes a record, or a mail in a folder. */
struct postbag;

/* Open the folder; NULL: records are written as common has it. */
struct postbag *postbag_open(const char *folder, const struct common *common);

/* A send of this id is in the list; false: there is one already, which wasn't
   called back. */
bool postbag_enter(struct postbag *b, const char *id);

/* Put the message of a send that was entered. */
void postbag_put(struct postbag *b, const struct message *m);

/* Call the send of this id back.  NULL: it has no message, or no more; else why it
   still has one. */
const char *postbag_call_back(struct postbag *b, const char *id);

/* Say what has become of them; and when nothing can fail any more, see that they
   are there. */
void postbag_say(const struct postbag *b);
void postbag_close(struct postbag *b);

#endif
