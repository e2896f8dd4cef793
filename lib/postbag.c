#include "postbag.h"

#include <err.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "dict.h"
#include "phrase.h"
#include "record.h"
#include "spool.h"
#include "tally.h"

struct postbag {
	const char *folder;
	struct spool *spool;		/* of mails; or */
	struct sink *out;		/* of records */
	struct row bytes;
	struct dict *ids;
	size_t written, there;
	size_t without_click;
};

struct postbag *
postbag_open(const char *folder, const struct common *common)
{
	struct postbag *b = calloc(1, sizeof *b);

	if (b == NULL)
		errx(EXIT_TROUBLE, "out of memory");
	b->folder = folder;
	b->ids = dict_new();
	if (folder != NULL)
		b->spool = spool_open(folder);
	else
		b->out = sink_open(common->output, common, NULL,
		    record_columns(RECORD_MESSAGE));
	return b;
}

bool
postbag_enter(struct postbag *b, const char *id)
{
	size_t n = dict_count(b->ids);

	return dict_add(b->ids, id, strlen(id)) == n;
}

static void
put_mail(struct postbag *b, const struct message *m)
{
	char name[SEND_ID_ROOM + sizeof ".eml"];

	b->bytes.len = 0;
	message_mail(m, &b->bytes);
	snprintf(name, sizeof name, "%s.eml", m->send->id);
	if (spool_put(b->spool, name, b->bytes.bytes, b->bytes.len))
		b->written++;
	else
		b->there++;
}

void
postbag_put(struct postbag *b, const struct message *m)
{
	b->without_click += m->send->class == CLASS_MARKETING &&
	    m->send->channel == CHANNEL_EMAIL && !message_one_click(m);
	if (b->spool != NULL)
		put_mail(b, m);
	else
		message_write(b->out, m);
}

void
postbag_say(const struct postbag *b)
{
	char n[PHRASE_COUNT_ROOM], there[PHRASE_COUNT_ROOM];

	if (b->without_click > 0)
		tally_note("%s marketing e-mails have no one-click "
		    "List-Unsubscribe, which large mailbox providers want "
		    "(want --unsubscribe with a URL of https)",
		    phrase_count(b->without_click, n));
	if (b->spool != NULL)
		tally_note("%s: %s mails written, %s were there", b->folder,
		    phrase_count(b->written, n), phrase_count(b->there,
		    there));
}

void
postbag_close(struct postbag *b)
{
	if (b->spool != NULL)
		spool_close(b->spool);
	else
		sink_close(b->out);
	dict_free(b->ids);
	free(b->bytes.bytes);
	free(b);
}
