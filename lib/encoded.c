#include "encoded.h"

#include <stdio.h>
#include <string.h>

enum { LINE = 76 };

static const char base64[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    "abcdefghijklmnopqrstuvwxyz0123456789+/";

/* What stands for itself in a word, wherever that is: even in a name. */
static bool
is_safe(unsigned char c)
{
	return memchr(base64, c, sizeof base64 - 1) != NULL || c == '!' ||
	    c == '*' || c == '-';
}

bool
encoded_is_plain(const char *text, size_t column)
{
	for (const char *c = text; *c != '\0'; c++)
		if (*c < ' ' || *c > '~')
			return false;
	return column + strlen(text) <= LINE && strstr(text, "=?") == NULL;
}

/* The bytes of the character that begins there. */
static size_t
character(const char *text)
{
	size_t n = 1;

	while (((unsigned char)text[n] & 0xc0) == 0x80)
		n++;
	return n;
}

static size_t
cost(const char *text, size_t len)
{
	size_t n = 0;

	for (size_t i = 0; i < len; i++)
		n += is_safe((unsigned char)text[i]) || text[i] == ' ' ? 1 : 3;
	return n;
}

static void
add_hex(struct row *out, char c)
{
	char hex[4];

	snprintf(hex, sizeof hex, "=%02X", (unsigned char)c);
	row_add(out, hex, 3);
}

static void
add_q(const char *text, size_t len, struct row *out)
{
	for (size_t i = 0; i < len; i++) {
		if (text[i] == ' ')
			row_byte(out, '_');
		else if (is_safe((unsigned char)text[i]))
			row_add(out, text + i, 1);
		else
			add_hex(out, text[i]);
	}
}

static void
add_b(const char *text, size_t len, struct row *out)
{
	for (size_t i = 0; i < len; i += 3) {
		size_t n = len - i < 3 ? len - i : 3;
		unsigned char b[3] = { 0 };
		char four[4];

		memcpy(b, text + i, n);
		four[0] = base64[b[0] >> 2];
		four[1] = base64[(b[0] & 3) << 4 | b[1] >> 4];
		four[2] = n > 1 ? base64[(b[1] & 15) << 2 | b[2] >> 6] : '=';
		four[3] = n > 2 ? base64[b[2] & 63] : '=';
		row_add(out, four, 4);
	}
}

/*
 * Whichever of the two encodings is shorter, for the whole: a word holds whole
 * characters, as many as its line has room for.
 */
void
encoded_words(const char *text, size_t column, struct row *out)
{
	const size_t frame = sizeof "=?utf-8?q?" - 1 + sizeof "?=" - 1;
	size_t left = strlen(text);
	bool is_q = cost(text, left) <= (left + 2) / 3 * 4;

	while (left > 0) {
		size_t n = 0, more, used = 0;
		size_t room = column + frame + 12 > LINE ? 0 :
		    LINE - column - frame;

		for (; n < left; n += more) {
			more = character(text + n);
			used = is_q ? cost(text, n + more) :
			    (n + more + 2) / 3 * 4;
			if (used > room)
				break;
		}
		if (n > 0) {
			row_add(out, is_q ? "=?utf-8?q?" : "=?utf-8?b?", 10);
			(is_q ? add_q : add_b)(text, n, out);
			row_add(out, "?=", 2);
		}
		text += n;
		left -= n;
		if (left > 0)
			row_add(out, "\n ", 2);
		column = 1;
	}
}

/* Must the byte be written as its number?  It is at this column of its line. */
static bool
is_odd(const char *text, size_t i, size_t len, size_t column)
{
	unsigned char c = (unsigned char)text[i];
	bool is_last = i + 1 == len || text[i + 1] == '\n';

	if (c == ' ' || c == '\t')
		return is_last;
	if (c < ' ' || c > '~' || c == '=')
		return true;
	return column == 0 && (c == '.' || (c == 'F' && len - i >= 5 &&
	    memcmp(text + i, "From ", 5) == 0));
}

void
encoded_body(const char *text, size_t len, struct row *out)
{
	size_t column = 0, n;

	for (size_t i = 0; i < len; i++) {
		if (text[i] == '\n') {
			row_byte(out, '\n');
			column = 0;
			continue;
		}
		n = is_odd(text, i, len, column) ? 3 : 1;
		if (column + n > LINE - 1) {	/* room for the "=" */
			row_add(out, "=\n", 2);
			column = 0;
			n = is_odd(text, i, len, column) ? 3 : 1;
		}
		if (n == 3)
			add_hex(out, text[i]);
		else
			row_add(out, text + i, 1);
		column += n;
	}
}
