#include "compose.h"

#include <err.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "blank.h"
#include "phrase.h"

enum { URL_MOST = 900 };	/* a line of a mail has at most 998 bytes */

struct composer {
	struct templates *templates;
	const struct letterhead *head;
	struct mailbox from;		/* the letterhead's, if it has one */
	const struct mustache *unsubscribe[2];
	size_t n_unsubscribe;
	struct dict *names;
	struct fields *fields;
	struct pool *pool, *kept;	/* of the message; of all */
	struct row buffer;
	const struct send *send;
	const struct template *template;
	bool is_html;
	char reason[MUSTACHE_REASON_ROOM];
	size_t odd_languages;
};

static bool
is_https(const char *url)
{
	return strncasecmp(url, "https://", 8) == 0;
}

/* May the URL stand between angles, in a list? */
static bool
is_clean(const char *url)
{
	for (const char *c = url; *c != '\0'; c++)
		if (*c <= ' ' || *c > '~' || strchr("<>,\"\\", *c) != NULL)
			return false;
	return *url != '\0' && strlen(url) <= URL_MOST;
}

const char *
unsubscribe_parse(const char *text, void *into)
{
	struct list *l = into;
	struct pool *p = pool_new();
	struct mustache_error e;
	bool is_sound = mustache_parse(p, text, strlen(text), 1, &e) != NULL;

	pool_free(p);
	if (!is_https(text) && strncasecmp(text, "mailto:", 7) != 0)
		return "not a URL of https or mailto";
	if (!is_sound)
		return "a tag that isn't one (want such as {{send_id}})";
	for (size_t i = 0; i < l->n; i++)
		if (is_https(l->items[i]) == is_https(text))
			return "one of its kind is given already";
	return list_parse(text, into);
}

const char *
sender_parse(const char *text, void *into)
{
	struct pool *p = pool_new();
	struct mailbox m;
	const char *reason = mailbox_read(text, p, &m);

	pool_free(p);
	if (reason == NULL)
		*(const char **)into = text;
	return reason;
}

static void
ask_name(void *ctx, enum mustache_use use, const char *name)
{
	(void)use;
	dict_add(ctx, name, strcspn(name, "."));
}

/* The URL of https is told first. */
static void
read_letterhead(struct composer *c)
{
	struct mustache_error e;

	c->from = (struct mailbox){ "", "" };
	if (c->head->from != NULL)
		mailbox_read(c->head->from, c->kept, &c->from);
	for (int https = 1; https >= 0; https--)
		for (size_t i = 0; i < c->head->unsubscribe.n; i++) {
			const char *url = c->head->unsubscribe.items[i];

			if (is_https(url) != (https == 1))
				continue;
			c->unsubscribe[c->n_unsubscribe] = mustache_parse(
			    c->kept, url, strlen(url), 1, &e);
			mustache_visit(c->unsubscribe[c->n_unsubscribe++],
			    ask_name, c->names);
		}
}

struct composer *
composer_new(struct templates *ts, const struct letterhead *head,
    const struct common *common, const struct list *customers)
{
	struct composer *c = calloc(1, sizeof *c);

	if (c == NULL)
		errx(EXIT_TROUBLE, "out of memory");
	c->templates = ts;
	c->head = head;
	c->pool = pool_new();
	c->kept = pool_new();
	c->names = dict_new();
	dict_add(c->names, "language", 8);
	read_letterhead(c);
	templates_ask(ts, c->names);
	c->fields = fields_new(common, c->names);
	fields_load(c->fields, customers);
	return c;
}

void
composer_free(struct composer *c)
{
	fields_free(c->fields);
	dict_free(c->names);
	pool_free(c->pool);
	pool_free(c->kept);
	free(c->buffer.bytes);
	free(c);
}

struct fields *
composer_fields(struct composer *c)
{
	return c->fields;
}

size_t
composer_odd_languages(const struct composer *c)
{
	return c->odd_languages;
}

static const char *
find_text(void *ctx, const char *name)
{
	const struct composer *c = ctx;

	return fields_text(c->fields, name);
}

static const char *
find_default(void *ctx, const char *name)
{
	const struct composer *c = ctx;

	return template_default(c->template, name);
}

static const struct mustache *
find_partial(void *ctx, const char *name)
{
	const struct composer *c = ctx;

	return template_partial(c->template, name, c->is_html);
}

/* Render into *text, NUL-terminated, which is the message's to change. */
static bool
render(struct composer *c, const struct mustache *m,
    enum mustache_escape escape, char **text)
{
	struct mustache_view view = { .json = c->send->data,
	    .len = strlen(c->send->data), .escape = escape,
	    .find = find_text, .stand_in = find_default,
	    .partial = find_partial, .ctx = c };

	c->is_html = escape == MUSTACHE_HTML;
	c->buffer.len = 0;
	if (m != NULL && !mustache_render(m, &view, &c->buffer, c->reason))
		return false;
	*text = c->buffer.len == 0 ? pool_bytes(c->pool, 1) :
	    pool_text(c->pool, c->buffer.bytes, c->buffer.len);
	return true;
}

/* One line, whatever is in the data: no control character, C1 and the separators
   of Unicode among them, is left to begin a header with. */
static bool
render_header(struct composer *c, const struct mustache *m,
    const char **header)
{
	char *text, *to;

	if (!render(c, m, MUSTACHE_AS_IS, &text))
		return false;
	*header = to = text;
	for (unsigned char *from = (unsigned char *)text; *from != '\0'; ) {
		size_t n = from[0] < ' ' || from[0] == 0x7f ? 1 :
		    from[0] == 0xc2 && from[1] < 0xa0 ? 2 :
		    from[0] == 0xe2 && from[1] == 0x80 &&
		    (from[2] == 0xa8 || from[2] == 0xa9) ? 3 : 0;

		if (n == 0)
			*to++ = (char)*from;
		else if (to == text || to[-1] != ' ')
			*to++ = ' ';
		from += n == 0 ? 1 : n;
	}
	while (to > text && to[-1] == ' ')
		to--;
	*to = '\0';
	*header += strspn(*header, " ");
	return true;
}

/* Lines that LF ends, of which a mail's last does, too. */
static bool
render_body(struct composer *c, const struct mustache *m,
    enum mustache_escape escape, const char **body)
{
	char *text, *to;

	if (!render(c, m, escape, &text))
		return false;
	*body = to = text;
	for (const char *from = text; *from != '\0'; from++) {
		if (*from != '\r')
			*to++ = *from;
		else if (from[1] != '\n')
			*to++ = '\n';
	}
	while (to > text && strchr(" \t\n", to[-1]) != NULL)
		to--;
	*to = '\0';
	if (to > text && c->send->channel == CHANNEL_EMAIL)
		*body = phrase_print(c->pool, "%s\n", text);
	return true;
}

/* The URLs by which to unsubscribe, which marketing e-mail has. */
static const char *
unsubscribe(struct composer *c, struct message *m)
{
	char *url;

	if (c->send->class != CLASS_MARKETING ||
	    c->send->channel != CHANNEL_EMAIL)
		return NULL;
	for (size_t i = 0; i < c->n_unsubscribe; i++) {
		if (!render(c, c->unsubscribe[i], MUSTACHE_URL, &url))
			return phrase_print(c->pool, "--unsubscribe: %s",
			    c->reason);
		if (!is_clean(url))
			return phrase_print(c->pool, "--unsubscribe: '%.80s': "
			    "not a URL that a header can hold", url);
		m->unsubscribe[m->n_unsubscribe++] = url;
	}
	return NULL;
}

/* What a mail's headers want more than a text has. */
static const char *
address_mail(struct composer *c, struct message *m)
{
	const char *reason = NULL;

	if (blank_is(m->subject, strlen(m->subject)))
		return "no Subject, which an e-mail wants";
	if (*m->from_text != '\0')
		reason = mailbox_read(m->from_text, c->pool, &m->from);
	else if (c->head->from != NULL) {
		m->from_text = c->head->from;
		m->from = c->from;
	}
	if (reason != NULL)
		return phrase_print(c->pool, "From: '%s': %s", m->from_text,
		    reason);
	if (*m->from.address != '\0')
		m->from_text = mailbox_print(c->pool, &m->from);
	if (*m->reply_to_text != '\0')
		reason = mailbox_read(m->reply_to_text, c->pool,
		    &m->reply_to);
	if (reason != NULL)
		return phrase_print(c->pool, "Reply-To: '%s': %s",
		    m->reply_to_text, reason);
	if (*m->reply_to.address != '\0')
		m->reply_to_text = mailbox_print(c->pool, &m->reply_to);
	if (*m->from.address != '\0')
		m->id = phrase_print(c->pool, "<%s@%s>", m->send->id,
		    mailbox_domain(&m->from));
	return NULL;
}

/* The person's language: the send's data has it, or their record. */
static bool
find_language(struct composer *c, char language[LANGUAGE_ROOM])
{
	static const char *const name = "{{language}}";
	struct mustache_error e;
	struct mustache_view view = { .json = c->send->data,
	    .len = strlen(c->send->data), .find = find_text, .ctx = c };
	const struct mustache *m = mustache_parse(c->pool, name, strlen(name),
	    1, &e);

	language[0] = '\0';
	c->buffer.len = 0;
	if (!mustache_render(m, &view, &c->buffer, c->reason))
		return true;
	row_byte(&c->buffer, '\0');
	return language_read(c->buffer.bytes, language);
}

static const char *
check_template(const struct composer *c)
{
	const struct template *t = c->template;

	if (t == NULL)
		return phrase_print(c->pool, "no %s.txt in %s",
		    *c->send->template == '\0' ? "NAME" : c->send->template,
		    folder_path(templates_folder(c->templates)));
	if (t->fault == NULL && c->send->channel == CHANNEL_SMS &&
	    t->subject != NULL)
		return phrase_print(c->pool, "%s: a Subject, which an SMS "
		    "hasn't", t->path);
	return t->fault;
}

const char *
composer_make(struct composer *c, struct source *in, const struct send *s,
    struct message *m)
{
	bool is_mail = s->channel == CHANNEL_EMAIL;
	char language[LANGUAGE_ROOM];
	const char *reason;

	pool_empty(c->pool);
	c->send = s;
	fields_take(c->fields, in, s);
	c->odd_languages += !find_language(c, language);
	c->template = templates_find(c->templates, s->template, language);
	*m = (struct message){ .send = s, .template = c->template, .id = "",
	    .html = "", .from = { "", "" }, .reply_to = { "", "" } };
	if ((reason = check_template(c)) != NULL)
		return reason;
	if (!render_header(c, c->template->subject, &m->subject) ||
	    !render_header(c, c->template->from, &m->from_text) ||
	    !render_header(c, c->template->reply_to, &m->reply_to_text) ||
	    !render_body(c, c->template->text, MUSTACHE_AS_IS, &m->text) ||
	    (is_mail && !render_body(c, c->template->html, MUSTACHE_HTML,
	    &m->html)))
		return c->reason;
	if (blank_is(m->text, strlen(m->text)))
		return phrase_print(c->pool, "%s: no text", m->template->path);
	if (is_mail && (reason = address_mail(c, m)) != NULL)
		return reason;
	return unsubscribe(c, m);
}
