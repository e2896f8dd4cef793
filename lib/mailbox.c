#include "mailbox.h"

#include <stdlib.h>
#include <string.h>

#include "contact.h"
#include "encoded.h"

/* RFC 5322's atext. */
static bool
is_atext(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	    (c >= '0' && c <= '9') ||
	    (c != '\0' && strchr("!#$%&'*+-/=?^_`{|}~", c) != NULL);
}

static bool
is_dotted(const char *text, size_t len, const char *also)
{
	for (size_t i = 0; i < len; i++) {
		bool is_dot = text[i] == '.';

		if (is_dot && (i == 0 || i + 1 == len || text[i + 1] == '.'))
			return false;
		if (!is_dot && (!is_atext(text[i]) || (also != NULL &&
		    strchr(also, text[i]) != NULL)))
			return false;
	}
	return len > 0;
}

const char *
mailbox_fault(const char *address)
{
	const char *at = strrchr(address, '@');

	if (at == NULL)
		return "not an e-mail address";
	for (const char *c = address; *c != '\0'; c++)
		if ((unsigned char)*c >= 0x80)
			return c < at ? "not ASCII before the @, which not "
			    "every mail system takes (SMTPUTF8)" : "not an "
			    "ASCII domain (want its xn-- form)";
	if (strlen(address) > 254 || at - address > 64)
		return "too long for an e-mail address";
	if (!is_dotted(address, (size_t)(at - address), NULL) ||
	    !is_dotted(at + 1, strlen(at + 1), "!#$%&'*+/=?^_`{|}~"))
		return "not an e-mail address that a header can hold";
	return NULL;
}

bool
mailbox_is_one(const char *address)
{
	char text[512];

	return strpbrk(address, ",;:<>()\"") == NULL &&
	    email_normalise(address, text, sizeof text);
}

static const char *
trimmed(struct pool *p, const char *text, size_t len)
{
	while (len > 0 && *text == ' ') {
		text++;
		len--;
	}
	while (len > 0 && text[len - 1] == ' ')
		len--;
	return pool_text(p, text, len);
}

/* What a quoted name says. */
static const char *
unquoted(struct pool *p, const char *name)
{
	size_t len = strlen(name), n = 0;
	char *plain;

	if (len < 2 || name[0] != '"' || name[len - 1] != '"')
		return name;
	plain = pool_text(p, name, len);
	for (size_t i = 1; i < len - 1; i++) {
		if (name[i] == '\\' && i + 1 < len - 1)
			i++;
		plain[n++] = name[i];
	}
	plain[n] = '\0';
	return plain;
}

const char *
mailbox_read(const char *text, struct pool *p, struct mailbox *into)
{
	static const char malformed[] = "not a mailbox (want such as Shop "
	    "<hello@shop.example>)";
	const char *open = strrchr(text, '<'), *close = strrchr(text, '>');
	struct mailbox m = { .name = "" };
	const char *reason;

	if (open == NULL && close == NULL) {
		m.address = trimmed(p, text, strlen(text));
		if (strchr(m.address, ' ') != NULL)
			return malformed;
	} else {
		if (open == NULL || close == NULL || close < open ||
		    close[1 + strspn(close + 1, " ")] != '\0')
			return malformed;
		m.address = trimmed(p, open + 1, (size_t)(close - open - 1));
		m.name = unquoted(p, trimmed(p, text, (size_t)(open - text)));
	}
	for (const char *c = m.name; *c != '\0'; c++)
		if ((unsigned char)*c < ' ' || *c == '\177')
			return "a control character in a name";
	reason = mailbox_fault(m.address);
	if (reason == NULL)
		*into = m;
	return reason;
}

static void
write_quoted(const char *name, struct row *out)
{
	row_byte(out, '"');
	for (; *name != '\0'; name++) {
		if (*name == '"' || *name == '\\')
			row_byte(out, '\\');
		row_add(out, name, 1);
	}
	row_byte(out, '"');
}

/* May the name stand without quotes?  Other letters are no matter. */
static bool
is_phrase(const char *name)
{
	for (const char *c = name; *c != '\0'; c++)
		if (!is_atext(*c) && *c != ' ' && (unsigned char)*c < 0x80)
			return false;
	return true;
}

const char *
mailbox_print(struct pool *p, const struct mailbox *m)
{
	struct row r = { NULL, 0, 0 };
	const char *text;

	if (*m->name == '\0')
		return m->address;
	if (is_phrase(m->name))
		row_add(&r, m->name, strlen(m->name));
	else
		write_quoted(m->name, &r);
	row_add(&r, " <", 2);
	row_add(&r, m->address, strlen(m->address));
	row_byte(&r, '>');
	text = pool_text(p, r.bytes, r.len);
	free(r.bytes);
	return text;
}

/* The bytes of a name in quotes. */
static size_t
quoted_length(const char *name)
{
	size_t n = 2;

	for (; *name != '\0'; name++)
		n += *name == '"' || *name == '\\' ? 2 : 1;
	return n;
}

void
mailbox_write(const struct mailbox *m, size_t column, struct row *out)
{
	size_t before = out->len, len = strlen(m->address);

	if (*m->name == '\0') {
		row_add(out, m->address, len);
		return;
	}
	if (!encoded_is_plain(m->name, column +
	    quoted_length(m->name) - strlen(m->name)))
		encoded_words(m->name, column, out);
	else if (is_phrase(m->name))
		row_add(out, m->name, strlen(m->name));
	else
		write_quoted(m->name, out);
	while (before < out->len)
		column = out->bytes[before++] == '\n' ? 0 : column + 1;
	row_add(out, column + len + 3 > 76 ? "\n <" : " <",
	    column + len + 3 > 76 ? 3 : 2);
	row_add(out, m->address, len);
	row_byte(out, '>');
}

const char *
mailbox_domain(const struct mailbox *m)
{
	return strrchr(m->address, '@') + 1;
}
