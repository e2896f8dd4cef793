#include "row.h"

#include <stdlib.h>
#include <string.h>

#include "hash.h"
#include "jsonl.h"

static char *
reserve(struct row *r, size_t n)
{
	if (r->room - r->len < n)
		r->bytes = pool_grow(r->bytes, &r->room, r->len + n, 1);
	return r->bytes + r->len;
}

void
row_add(struct row *r, const char *bytes, size_t len)
{
	if (len == 0)
		return;
	memcpy(reserve(r, len), bytes, len);
	r->len += len;
}

void
row_byte(struct row *r, char byte)
{
	*reserve(r, 1) = byte;
	r->len++;
}

/* A cell with one of these is quoted. */
static const bool is_special[256] = { [','] = true, ['"'] = true,
    ['\n'] = true, ['\r'] = true };

/*
 * A brace first would make a CSV file look like NDJSON, and a byte-order mark
 * would be dropped.
 */
static bool
begins_badly(const char *text, size_t len)
{
	return text[0] == '{' || (text[0] == '\xef' && len >= 3 &&
	    memcmp(text, "\xef\xbb\xbf", 3) == 0);
}

/* Copy eight bytes or more; is any of them special, or a quote, or not to be
   printed?  It may say so of one that isn't. */
static bool
copy_has(char *to, const char *text, size_t len, char special)
{
	const uint64_t ones = UINT64_C(0x0101010101010101);
	uint64_t odd = 0;

	for (size_t i = 0;; i = i + 8 < len - 8 ? i + 8 : len - 8) {
		uint64_t b = hash_load(text + i);
		uint64_t s = b ^ (unsigned char)special * ones;
		uint64_t q = b ^ '"' * ones;

		memcpy(to + i, &b, sizeof b);
		odd |= ((s - ones) & ~s) | ((q - ones) & ~q) |
		    ((b - ' ' * ones) & ~b);
		if (i == len - 8)
			return (odd & 128 * ones) != 0;
	}
}

void
row_csv(struct row *r, const char *text, size_t len)
{
	char *to;

	if (len == 0)
		return;
	to = reserve(r, len);
	if (len < 8 || copy_has(to, text, len, ',')) {
		for (size_t i = 0; i < len; i++) {
			if (is_special[(unsigned char)text[i]]) {
				row_quoted(r, text, len);
				return;
			}
			to[i] = text[i];
		}
	}
	if (begins_badly(text, len))
		row_quoted(r, text, len);
	else
		r->len += len;
}

void
row_quoted(struct row *r, const char *text, size_t len)
{
	char *to = reserve(r, 2 * len + 2);

	*to++ = '"';
	for (size_t i = 0; i < len; i++) {
		*to++ = text[i];
		*to = '"';
		to += text[i] == '"';
	}
	*to++ = '"';
	r->len = (size_t)(to - r->bytes);
}

static size_t
digits(const char *text, size_t len)
{
	size_t n = 0;

	while (n < len && text[n] >= '0' && text[n] <= '9')
		n++;
	return n;
}

bool
row_is_number(const char *text, size_t len)
{
	size_t at = len > 0 && text[0] == '-', n = digits(text + at, len - at);

	if (n == 0 || (n > 1 && text[at] == '0'))
		return false;
	at += n;
	if (at < len && text[at] == '.') {
		n = digits(text + at + 1, len - at - 1);
		if (n == 0)
			return false;
		at += 1 + n;
	}
	if (at < len && (text[at] == 'e' || text[at] == 'E')) {
		at++;
		at += at < len && (text[at] == '+' || text[at] == '-');
		n = digits(text + at, len - at);
		if (n == 0)
			return false;
		at += n;
	}
	return at == len;
}

static void
add_escaped(struct row *r, unsigned char c)
{
	static const char hex[] = "0123456789abcdef";
	static const char from[] = "\"\\\n\r\t\b\f", to[] = "\"\\nrtbf";
	const char *short_form = strchr(from, c);
	char text[6] = { '\\', 'u', '0', '0', hex[c >> 4], hex[c & 15] };

	if (short_form != NULL) {
		text[1] = to[short_form - from];
		row_add(r, text, 2);
	} else {
		row_add(r, text, 6);
	}
}

static bool
is_escaped(unsigned char c)
{
	return c < ' ' || c == '"' || c == '\\';
}

static void
add_string(struct row *r, const char *text, size_t len)
{
	char *to = reserve(r, len + 2);
	size_t from = 0;

	*to = '"';
	if (len >= 8 && !copy_has(to + 1, text, len, '\\'))
		from = len;
	while (from < len && !is_escaped((unsigned char)text[from])) {
		to[1 + from] = text[from];
		from++;
	}
	r->len += 1 + from;
	for (size_t i = from; i < len; i++) {
		if (!is_escaped((unsigned char)text[i]))
			continue;
		row_add(r, text + from, i - from);
		add_escaped(r, (unsigned char)text[i]);
		from = i + 1;
	}
	row_add(r, text + from, len - from);
	row_byte(r, '"');
}

void
row_key(struct row *r, const char *name, size_t len)
{
	add_string(r, name, len);
	row_byte(r, ':');
}

void
row_json(struct row *r, const char *text, size_t len, enum cell_type type)
{
	if (len == 0)
		row_add(r, "null", 4);
	else if (type == CELL_NUMBER && row_is_number(text, len))
		row_add(r, text, len);
	else if (type != CELL_JSON || !jsonl_compact(text, len, r))
		add_string(r, text, len);
}

void
row_member(struct row *r, const char *name, const char *text,
    enum cell_type type)
{
	if (*text == '\0')
		return;
	if (r->bytes[r->len - 1] != '{')
		row_byte(r, ',');
	row_key(r, name, strlen(name));
	row_json(r, text, strlen(text), type);
}

struct row_field *
row_fields(struct pool *p, const char *const names[], size_t n)
{
	struct row_field *fields = pool_bytes(p, (n + 1) * sizeof *fields);
	struct row key = { NULL, 0, 0 };

	for (size_t i = 0; i < n; i++) {
		key.len = 0;
		row_key(&key, names[i], strlen(names[i]));
		fields[i] = (struct row_field){ pool_text(p, key.bytes,
		    key.len), key.len, record_type(names[i]) };
	}
	free(key.bytes);
	return fields;
}

void
row_field(struct row *r, const struct row_field *f, const char *text,
    size_t len)
{
	row_add(r, f->key, f->len);
	row_json(r, text, len, f->type);
}
