#include "hashed.h"

#include <err.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include "country.h"
#include "digest.h"
#include "opt.h"

/* Is the code point left out? */
typedef bool omission(utf8proc_int32_t c);

enum { MIDDLE_DOT = 0xb7, DOTTED_I = 0x130, DOT_ABOVE = 0x307, SIGMA = 0x3a3,
    LAST_SIGMA = 0x3c2, LEFT_QUOTE = 0x2018, RIGHT_QUOTE = 0x2019 };

static bool
is_blank(utf8proc_int32_t c)
{
	return (c >= '\t' && c <= '\r') ||
	    utf8proc_category(c) == UTF8PROC_CATEGORY_ZS;
}

static bool
is_punctuation(utf8proc_int32_t c)
{
	utf8proc_category_t k = utf8proc_category(c);

	return k >= UTF8PROC_CATEGORY_PC && k <= UTF8PROC_CATEGORY_PO;
}

static bool
is_in_no_region(utf8proc_int32_t c)
{
	return is_punctuation(c) || is_blank(c);
}

static bool
is_in_no_town(utf8proc_int32_t c)
{
	return is_in_no_region(c) || (c >= '0' && c <= '9');
}

static bool
has_case(utf8proc_int32_t c)
{
	utf8proc_category_t k = utf8proc_category(c);

	return k >= UTF8PROC_CATEGORY_LU && k <= UTF8PROC_CATEGORY_LT;
}

/* Accents and apostrophes: a word goes on behind them. */
static bool
is_within_word(utf8proc_int32_t c)
{
	utf8proc_category_t k = utf8proc_category(c);

	return k == UTF8PROC_CATEGORY_MN || k == UTF8PROC_CATEGORY_ME ||
	    k == UTF8PROC_CATEGORY_CF || k == UTF8PROC_CATEGORY_LM ||
	    k == UTF8PROC_CATEGORY_SK || c == '\'' || c == '.' || c == ':' ||
	    c == MIDDLE_DOT || c == LEFT_QUOTE || c == RIGHT_QUOTE;
}

static char *
compose(const char *text)
{
	utf8proc_uint8_t *made = utf8proc_NFC((const utf8proc_uint8_t *)text);

	if (made == NULL)
		errx(EXIT_TROUBLE, "out of memory");
	return (char *)made;
}

static char *
put(char *to, utf8proc_int32_t c)
{
	return to + utf8proc_encode_char(c, (utf8proc_uint8_t *)to);
}

/* Does the word go on with this text? */
static bool
goes_on(const char *text)
{
	utf8proc_int32_t c = 0;

	while (*text != '\0') {
		text += utf8proc_iterate((const utf8proc_uint8_t *)text, -1,
		    &c);
		if (!is_within_word(c))
			return has_case(c);
	}
	return false;
}

/*
 * Lower case as Unicode has it in full: the one capital that becomes two code
 * points, and the sigma that is the last letter of a word, but not its first,
 * are what tolower of one code point can't know.  next is what follows.
 */
static char *
put_lower(char *to, bool is_first, utf8proc_int32_t c, const char *next)
{
	if (c == DOTTED_I)
		return put(put(to, 'i'), DOT_ABOVE);
	if (c == SIGMA && !is_first && !goes_on(next))
		return put(to, LAST_SIGMA);
	return put(to, utf8proc_tolower(c));
}

/* The text in lower case, without what is left out, and without blanks at its
   ends. */
static const char *
spell(struct pool *p, const char *text, omission *omit)
{
	char *lower = malloc(2 * strlen(text) + 8), *to = lower, *end = lower;
	bool is_first = true;
	utf8proc_int32_t c;
	char *composed;
	const char *made;

	if (lower == NULL)
		errx(EXIT_TROUBLE, "out of memory");
	while (*text != '\0') {
		text += utf8proc_iterate((const utf8proc_uint8_t *)text, -1,
		    &c);
		if ((omit == NULL || !omit(c)) &&
		    !(is_blank(c) && to == lower)) {
			to = put_lower(to, is_first, c, text);
			if (!is_blank(c))
				end = to;
		}
		if (!is_within_word(c))
			is_first = !has_case(c);
	}
	*end = '\0';
	composed = compose(lower);
	made = pool_text(p, composed, strlen(composed));
	free(composed);
	free(lower);
	return made;
}

static const char *
hash(struct pool *p, const char *text)
{
	char hex[DIGEST_ROOM];

	if (*text == '\0')
		return "";
	digest_bytes(text, strlen(text), hex);
	return pool_text(p, hex, DIGEST_ROOM - 1);
}

/* The digest that the text is, or that of its spelling. */
static const char *
hash_spelt(struct pool *p, const char *text, omission *omit)
{
	char hex[DIGEST_ROOM];

	if (digest_read(text, hex))
		return pool_text(p, hex, DIGEST_ROOM - 1);
	return hash(p, spell(p, text, omit));
}

const char *
hashed_email(struct pool *p, const struct field *f, const char *text)
{
	(void)f;
	return hash_spelt(p, text, is_blank);
}

const char *
hashed_phone(struct pool *p, const struct field *f, const char *text)
{
	(void)f;
	return hash(p, text);
}

const char *
hashed_digits(struct pool *p, const struct field *f, const char *text)
{
	(void)f;
	return hash(p, text + (*text == '+'));
}

const char *
hashed_name(struct pool *p, const struct field *f, const char *text)
{
	(void)f;
	return hash_spelt(p, text, NULL);
}

const char *
hashed_letters(struct pool *p, const struct field *f, const char *text)
{
	(void)f;
	return hash_spelt(p, text, is_punctuation);
}

const char *
hashed_town(struct pool *p, const struct field *f, const char *text)
{
	(void)f;
	return hash_spelt(p, text, is_in_no_town);
}

const char *
hashed_region(struct pool *p, const struct field *f, const char *text)
{
	(void)f;
	return hash_spelt(p, text, is_in_no_region);
}

const char *
hashed_zip(struct pool *p, const struct field *f, const char *text)
{
	(void)f;
	return hash_spelt(p, pool_text(p, text, strcspn(text, "-")), is_blank);
}

const char *
hashed_country(struct pool *p, const struct field *f, const char *text)
{
	const char *code = country_code(text);
	char hex[DIGEST_ROOM];

	(void)f;
	if (digest_read(text, hex))
		return pool_text(p, hex, DIGEST_ROOM - 1);
	return code == NULL ? "" : hash(p, spell(p, code, NULL));
}
