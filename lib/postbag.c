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

enum { NAME_ROOM = SEND_ID_ROOM + sizeof ".eml" };

/* A send of the list. */
struct entry {
	bool is_listed;		/* and not called back */
	bool is_out, lacks_click;
};

struct postbag {
	const char *folder;
	struct spool *spool;		/* of mails; or */
	struct sink *out;		/* of records */
	struct row bytes;
	struct dict *ids;
	struct entry *entries;		/* by them */
	size_t room;
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
	size_t n = dict_count(b->ids), i = dict_add(b->ids, id, strlen(id));

	if (i < n && b->entries[i].is_listed)
		return false;
	b->entries = pool_grow(b->entries, &b->room, i + 1,
	    sizeof *b->entries);
	b->entries[i] = (struct entry){ .is_listed = true };
	return true;
}

static void
name_mail(const char *id, char name[NAME_ROOM])
{
	snprintf(name, NAME_ROOM, "%s.eml", id);
}

static void
put_mail(struct postbag *b, const struct message *m)
{
	char name[NAME_ROOM];

	b->bytes.len = 0;
	message_mail(m, &b->bytes);
	name_mail(m->send->id, name);
	if (spool_put(b->spool, name, b->bytes.bytes, b->bytes.len))
		b->written++;
	else
		b->there++;
}

void
postbag_put(struct postbag *b, const struct message *m)
{
	size_t i = dict_find(b->ids, m->send->id, strlen(m->send->id));
	struct entry *e = &b->entries[i];

	e->is_out = true;
	e->lacks_click = m->send->class == CLASS_MARKETING &&
	    m->send->channel == CHANNEL_EMAIL && !message_one_click(m);
	b->without_click += e->lacks_click;
	if (b->spool != NULL)
		put_mail(b, m);
	else
		message_write(b->out, m);
}

const char *
postbag_call_back(struct postbag *b, const char *id)
{
	size_t i = dict_find(b->ids, id, strlen(id));
	struct entry none = { .is_listed = false };
	struct entry *e = i == DICT_NONE ? &none : &b->entries[i];
	char name[NAME_ROOM];

	if (b->spool == NULL && e->is_out)
		return "too late: its message is written (only --mail takes "
		    "one back)";
	name_mail(id, name);
	if (e->is_out) {
		if (spool_drop(b->spool, name))
			b->written--;
		else
			b->there--;
		b->without_click -= e->lacks_click;
	}
	*e = none;
	return b->spool == NULL || !spool_has(b->spool, name) ? NULL :
	    "its mail is there from an earlier run (want it removed)";
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
	free(b->entries);
	free(b->bytes.bytes);
	free(b);
}
