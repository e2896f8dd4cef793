#include "target_form.h"

#include <stdio.h>
#include <string.h>

#include "birthday.h"
#include "country.h"
#include "instant.h"
#include "phrase.h"

const char *
form_country(struct pool *p, const struct field *f, const char *text)
{
	const char *code = country_code(text);

	(void)p;
	(void)f;
	return code != NULL ? code : text;
}

static bool
read_time(const struct field *f, const char *text, struct instant *t)
{
	return *text != '\0' && target_is_time(f->column) &&
	    instant_parse(text, t) == NULL;
}

const char *
form_instant(struct pool *p, const struct field *f, const char *text)
{
	char printed[INSTANT_ROOM];
	struct instant t;

	if (!read_time(f, text, &t))
		return text;
	if (t.is_date)
		return phrase_print(p, "%.10sT12:00:00+00:00", text);
	instant_print(t, printed);
	return phrase_print(p, "%.19s+00:00", printed);
}

const char *
form_day(struct pool *p, const struct field *f, const char *text)
{
	char printed[DAY_ROOM];
	struct instant t;

	if (!read_time(f, text, &t))
		return text;
	day_print(instant_day(t), printed);
	return phrase_print(p, "%s", printed);
}

const char *
form_mailchimp(struct pool *p, const struct field *f, const char *text)
{
	struct birthday b;

	if (strcmp(f->column, "birthday") != 0)
		return form_day(p, f, text);
	if (*text == '\0' || birthday_parse(text, &b) != NULL)
		return "";
	return phrase_print(p, "%02d/%02d", b.month, b.mday);
}

const char *
form_amount(struct pool *p, const struct field *f, const char *text)
{
	(void)p;
	(void)f;
	return row_is_number(text, strlen(text)) && *text != '-' ? text : "";
}

const char *
rename_not(struct pool *p, const char *column)
{
	(void)p;
	return column;
}

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool
is_letter(char c)
{
	return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

/* NUL for a byte in the middle of a letter that isn't ASCII. */
static char
word_char(char c)
{
	if (((unsigned char)c & 0xc0) == 0x80)
		return '\0';
	return is_letter(c) || is_digit(c) ? c : '_';
}

const char *
rename_word(struct pool *p, const char *column)
{
	char *made = pool_bytes(p, strlen(column) + 2), *to = made;

	if (is_digit(*column))
		*to++ = '_';
	for (; *column != '\0'; column++)
		if (word_char(*column) != '\0')
			*to++ = word_char(*column);
	return made;
}

const char *
rename_capitals(struct pool *p, const char *column)
{
	const char *word = rename_word(p, column);
	char *made = pool_text(p, word, strlen(word));

	for (char *c = made; *c != '\0'; c++)
		if (*c >= 'a' && *c <= 'z')
			*c = (char)(*c - 'a' + 'A');
	return made;
}
