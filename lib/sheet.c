#include "sheet.h"

#include <err.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include "country.h"
#include "data.h"
#include "phrase.h"
#include "province.h"
#include "tally.h"

static size_t
count(const struct field *f)
{
	size_t n = 0;

	while (f != NULL && f[n].header != NULL)
		n++;
	return n;
}

static void
add(struct sheet *s, struct field f)
{
	s->at[s->n] = addressees_column(s->all, f.column);
	s->fields[s->n++] = f;
}

/* Who they are comes first, then what they get or are, then what is asked for.
   Whether it is sends or customers is known when they are read. */
void
sheet_open(struct sheet *s, const struct list *more)
{
	const struct target *t = s->target;
	size_t most = count(t->fields) + count(t->of_customers) +
	    count(t->of_sends) + more->n;

	s->fields = calloc(most + 1, sizeof *s->fields);
	s->at = calloc(most + 1, sizeof *s->at);
	s->clipped = calloc(most + 1, sizeof *s->clipped);
	s->told = calloc(most + 1, sizeof *s->told);
	if (s->fields == NULL || s->at == NULL || s->clipped == NULL ||
	    s->told == NULL)
		errx(EXIT_TROUBLE, "out of memory");
	for (size_t i = 0; i < count(t->fields); i++)
		add(s, t->fields[i]);
	for (size_t i = 0; i < count(t->of_customers); i++)
		add(s, t->of_customers[i]);
	for (size_t i = 0; i < count(t->of_sends); i++)
		add(s, t->of_sends[i]);
	for (size_t i = 0; i < more->n; i++)
		add(s, (struct field){ .header = more->items[i],
		    .column = more->items[i], .form = t->form,
		    .is_free = true });
}

/* These are told of everybody, whatever the tables have. */
static bool
is_address(const char *column)
{
	return strcmp(column, "email") == 0 || strcmp(column, "phone") == 0 ||
	    strcmp(column, "customer_id") == 0 ||
	    strcmp(column, "external_id") == 0;
}

/* Of columns that are all there or none, has any table one? */
static bool
has_joint(const struct sheet *s)
{
	for (const struct field *f = s->target->fields; f->header != NULL; f++)
		if (f->is_joint && s->all->has[addressees_column(s->all,
		    f->column)])
			return true;
	return false;
}

static bool
is_wanted(const struct sheet *s, size_t i)
{
	const struct target *t = s->target;
	size_t customers = count(t->fields), sends = customers +
	    count(t->of_customers), more = sends + count(t->of_sends);

	if (i >= more && !s->all->has[s->at[i]])
		errx(EXIT_TROUBLE, "--columns: no column '%s'",
		    s->fields[i].column);
	if (i >= customers && i < more && (i >= sends) != s->all->are_sends)
		return false;
	return t->is_whole || i < t->plain || is_address(s->fields[i].column) ||
	    s->all->has[s->at[i]] || (s->fields[i].is_joint && has_joint(s));
}

/* Does the column tell who somebody is, or where? */
static bool
is_telling(const char *column)
{
	static const char *const names[] = { "name", "first_name",
	    "last_name", "city", "region", "zip", "country" };

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (strcmp(column, names[i]) == 0)
			return true;
	return false;
}

static void
list_column(struct row *names, const char *column)
{
	row_add(names, ", ", names->len > 0 ? 2 : 0);
	row_add(names, column, strlen(column));
}

/* Say of columns that the platform knows what has become of them. */
static void
say_untold(const struct sheet *s, const char *what, struct row *names,
    const char *then)
{
	if (names->len > 0)
		tally_note("%s %.*s%s%s", what, (int)names->len, names->bytes,
		    then, s->target->is_ads ? ", though it would help to "
		    "match people" : "");
	free(names->bytes);
}

static void
check_columns(const struct sheet *s)
{
	size_t most = s->target->columns_most;

	for (size_t i = 0; i < s->n; i++)
		for (size_t k = 0; k < i; k++)
			if (strcmp(s->fields[i].header,
			    s->fields[k].header) == 0)
				errx(EXIT_TROUBLE, "two columns '%s'",
				    s->fields[i].header);
	if (most != 0 && s->n > most)
		errx(EXIT_TROUBLE, "%zu columns (%s takes %zu)", s->n,
		    s->target->name, most);
}

void
sheet_settle(struct sheet *s)
{
	const struct target *t = s->target;
	size_t kept = 0, own = count(t->fields) + count(t->of_customers);
	struct row missing = { NULL, 0, 0 };

	for (size_t i = 0; i < s->n; i++) {
		struct field f = s->fields[i];

		if (!is_wanted(s, i)) {
			if (t->body == NULL && t->plain == 0 &&
			    is_telling(f.column))
				list_column(&missing, f.column);
			continue;
		}
		if (f.is_state)
			s->country = addressees_column(s->all, "country");
		if (i >= own && t->rename != NULL) {
			f.header = t->rename(s->all->who.pool, f.header);
			f.form = f.form != NULL ? f.form : t->form;
		}
		s->at[kept] = s->at[i];
		s->fields[kept++] = f;
	}
	s->n = kept;
	s->plain = t->plain != 0 ? t->plain : s->n;
	say_untold(s, "no column", &missing, ": left out");
	check_columns(s);
}

void
sheet_cell(const struct sheet *s, struct row *r, const char *text)
{
	size_t len = strlen(text);
	bool is_plain = strpbrk(text, ";\t") == NULL;

	/* No other delimiter may seem to be one, in the header or a cell. */
	(is_plain || s->target->delimiter == ',' ? row_csv : row_quoted)(r,
	    text, len);
}

void
sheet_header(const struct sheet *s, struct row *r)
{
	for (size_t i = 0; i < s->plain; i++) {
		bool is_plain = strpbrk(s->fields[i].header, ";\t") == NULL;
		const char *name = s->fields[i].header;

		row_add(r, &s->target->delimiter, i > 0);
		(is_plain ? row_csv : row_quoted)(r, name, strlen(name));
	}
	if (s->plain < s->n) {
		row_add(r, &s->target->delimiter, 1);
		row_add(r, s->target->rest, strlen(s->target->rest));
	}
}

/* The bytes of the letters that fit, a letter with all its accents. */
static size_t
letters(const char *text, size_t most)
{
	size_t at = 0, fits = 0;
	utf8proc_int32_t before = 0, c = 0, state = 0;

	while (at <= most) {
		size_t from = at;

		at += (size_t)utf8proc_iterate((const utf8proc_uint8_t *)text +
		    at, -1, &c);
		if (from > 0 && utf8proc_grapheme_break_stateful(before, c,
		    &state))
			fits = from;
		before = c;
	}
	return fits;
}

/* At most so many bytes, and no letter, nor one of several tags, cut in two. */
static const char *
clip(struct sheet *s, struct pool *p, size_t i, const char *text)
{
	size_t len = s->target->cell_most;

	if (len == 0 || strlen(text) <= len)
		return text;
	s->clipped[i]++;
	len = letters(text, len);
	if (strcmp(s->fields[i].column, "tags") == 0)
		while (len > 0 && text[len] != ',')
			len--;
	return pool_text(p, text, len);
}

/* A spreadsheet takes a cell that begins so for a formula; a number isn't. */
static const char *
guard(struct pool *p, const char *text)
{
	if (*text == '\0' || strchr("=+-@\t\r", *text) == NULL ||
	    row_is_number(text, strlen(text)))
		return text;
	return phrase_print(p, "'%s", text);
}

/* A state's two letters, where the row says that it is one of the US. */
static const char *
spell_state(const struct sheet *s, const struct addressee *a,
    const char *text)
{
	const char *country = country_code(addressee_text(a, "country",
	    s->country));
	const char *code = province_code(text);

	return code != NULL && country != NULL && strcmp(country, "US") == 0 ?
	    code : text;
}

static const char *
text_of(const struct sheet *s, struct pool *p, const struct addressee *a,
    size_t i)
{
	const struct field *f = &s->fields[i];
	const char *text = addressee_text(a, f->column, s->at[i]);

	s->told[i] += *text != '\0';
	if (f->is_state && *text != '\0')
		text = spell_state(s, a, text);
	return f->form != NULL && *text != '\0' ? f->form(p, f, text) : text;
}

static void
add_json(struct sheet *s, struct pool *p, const struct addressee *a,
    struct row *r)
{
	for (size_t i = 0; i < s->n; i++) {
		const char *text = text_of(s, p, a, i);

		row_add(r, i == 0 ? "{" : ",", 1);
		row_key(r, s->fields[i].header, strlen(s->fields[i].header));
		row_json(r, text, strlen(text),
		    record_type(s->fields[i].column));
	}
	row_byte(r, '}');
}

void
sheet_row(struct sheet *s, struct pool *p, const struct addressee *a,
    struct row *r)
{
	struct row rest = { NULL, 0, 0 };

	s->rows++;
	if (s->is_json) {
		add_json(s, p, a, r);
		return;
	}
	for (size_t i = 0; i < s->plain; i++) {
		const struct field *f = &s->fields[i];
		const char *text = text_of(s, p, a, i);

		if (s->guards && f->is_free)
			text = guard(p, text);
		text = clip(s, p, i, text);
		row_add(r, &s->target->delimiter, i > 0);
		sheet_cell(s, r, text);
		if (s->addresses != NULL && *text != '\0' &&
		    (strcmp(f->column, "email") == 0 ||
		    strcmp(f->column, "phone") == 0))
			dict_add(s->addresses, text, strlen(text));
	}
	if (s->plain == s->n)
		return;
	sheet_model(s, p, a, s->plain, &rest);
	row_add(r, &s->target->delimiter, 1);
	row_quoted(r, rest.bytes, rest.len);
	free(rest.bytes);
}

/* What the send's own data has of a name stands. */
void
sheet_model(const struct sheet *s, struct pool *p, const struct addressee *a,
    size_t from, struct row *r)
{
	const char *data = a->send != NULL ? a->send->data : "";

	if (*data == '\0')
		data = "{}";
	row_json(r, data, strlen(data), CELL_JSON);
	r->len--;
	for (size_t i = from; i < s->n; i++) {
		const struct field *f = &s->fields[i];

		if (*data_member(p, data, f->header) == '\0')
			row_member(r, f->header, text_of(s, p, a, i),
			    record_type(f->column));
	}
	row_byte(r, '}');
}

void
sheet_close(struct sheet *s)
{
	struct row said = { NULL, 0, 0 }, blank = { NULL, 0, 0 };
	char text[PHRASE_COUNT_ROOM];

	/* A platform that has all of its columns always has some in vain. */
	for (size_t i = 0; i < s->plain && s->rows > 0; i++)
		if (s->told[i] == 0 && !s->target->is_whole &&
		    is_telling(s->fields[i].column))
			list_column(&blank, s->fields[i].column);
	say_untold(s, "blank in every row:", &blank, "");
	for (size_t i = 0; i < s->n; i++) {
		const char *part = phrase_print(s->all->who.pool,
		    "%s%s of %s", said.len > 0 ? ", " : "",
		    phrase_count(s->clipped[i], text), s->fields[i].header);

		if (s->clipped[i] > 0)
			row_add(&said, part, strlen(part));
	}
	if (said.len > 0)
		tally_note("clipped to %zu bytes: %.*s", s->target->cell_most,
		    (int)said.len, said.bytes);
	free(said.bytes);
	free(s->fields);
	free(s->at);
	free(s->clipped);
	free(s->told);
}
