#include "model.h"

#include <err.h>
#include <jansson.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sink.h"
#include "textfile.h"

/* What a file may have: all that a fit can end with. */
static const double least = 1e-6, most = 1e12;

/* With fewer who bought again a model tells of chance alone, and a parameter
   isn't told if its standard error is so many times itself. */
enum { FEWEST = 20, UNTOLD = 10, REASON_ROOM = 200, TEXT_ROOM = 2048 };

/* The parameters as the file has them, by model. */
static const char *const names[][BTYD_PARAMETERS] = {
	[BTYD_BG] = { "r", "alpha", "a", "b" },
	[BTYD_MBG] = { "r", "alpha", "a", "b" },
	[BTYD_PARETO] = { "r", "alpha", "s", "beta" }
};

static const char *const spend_names[SPEND_PARAMETERS] = { "p", "q",
    "gamma" };

static const double days_of[] = { [UNIT_DAY] = 1, [UNIT_WEEK] = 7 };

const char *const *
model_names(void)
{
	static const char *const words[] = { "bg-nbd", "mbg-nbd",
	    "pareto-nbd", NULL };

	return words;
}

static const char *const units[] = { "day", "week", NULL };

const char *
model_parse_unit(const char *text, void *into)
{
	return choice_parse(text, units, into);
}

/* Is the parameter a time: alpha, and Pareto's beta? */
static bool
is_time(enum btyd_model model, int i)
{
	return i == 1 || (model == BTYD_PARETO && i == 3);
}

const char *
model_fit(struct model *m, enum btyd_model by, const struct base *b,
    struct instant as_of)
{
	static char reason[REASON_ROOM];

	m->customers = b->customers;
	m->unique = b->n;
	m->repeats = b->repeats;
	m->as_of = as_of;
	if (b->repeaters < FEWEST) {
		snprintf(reason, sizeof reason, "%zu customer%s bought on two "
		    "days or more (want %d)", b->repeaters,
		    b->repeaters == 1 ? "" : "s", FEWEST);
		return reason;
	}
	m->fit = btyd_fit(by, b->list, b->n, NULL);
	for (int i = 0; i < BTYD_PARAMETERS; i++)
		if (m->fit.on_bound[i] || (m->fit.has_errors &&
		    m->fit.error[i] > UNTOLD * m->fit.p[i])) {
			snprintf(reason, sizeof reason, "the data don't tell "
			    "%s (it ran to %.3g): nobody seems to leave, or "
			    "all are alike", names[by][i], m->fit.p[i]);
			return reason;
		}
	if (!m->fit.converged)
		return "the fit did not converge";
	/* As it will be read again, to the last digit. */
	for (int i = 0; i < BTYD_PARAMETERS; i++)
		if (is_time(by, i))
			m->fit.p[i] = m->fit.p[i] / days_of[m->unit] *
			    days_of[m->unit];
	return NULL;
}

const char *
model_fit_spend(struct model *m, const struct spend_history *h, size_t n,
    struct currency currency)
{
	static char reason[REASON_ROOM];

	m->has_spend = false;
	m->currency = currency;
	if (n < FEWEST) {
		snprintf(reason, sizeof reason, "%zu customer%s spent "
		    "something after their first day (want %d)", n,
		    n == 1 ? "" : "s", FEWEST);
		return reason;
	}
	m->spend = spend_fit(h, n);
	for (int i = 0; i < SPEND_PARAMETERS; i++)
		if (m->spend.on_bound[i]) {
			snprintf(reason, sizeof reason, "the data don't tell "
			    "%s (it ran to %.3g)", spend_names[i],
			    m->spend.p[i]);
			return reason;
		}
	if (!m->spend.converged)
		return "the fit did not converge";
	if (!spend_has_mean(&m->spend)) {
		snprintf(reason, sizeof reason, "q is %.3g: with 1 or less "
		    "the mean of all customers is infinite", m->spend.p[1]);
		return reason;
	}
	m->has_spend = true;
	return NULL;
}

/* A parameter as the file has it. */
struct entry {
	const char *name;
	double value, error;		/* error: 0 if not known */
};

static int
list_entries(const struct model *m, struct entry list[])
{
	const struct btyd_fit *f = &m->fit;
	const struct spend_fit *s = &m->spend;
	int n = 0;

	for (int i = 0; i < BTYD_PARAMETERS; i++) {
		double unit = is_time(f->model, i) ? days_of[m->unit] : 1;

		list[n++] = (struct entry){ names[f->model][i],
		    f->p[i] / unit, f->has_errors ? f->error[i] / unit : 0 };
	}
	for (int i = 0; m->has_spend && i < SPEND_PARAMETERS; i++)
		list[n++] = (struct entry){ spend_names[i], s->p[i],
		    s->has_errors ? s->error[i] : 0 };
	return n;
}

/* A number as it must be read again: with all its digits. */
static void
add(char text[TEXT_ROOM], const char *before, const char *key, double n)
{
	size_t len = strlen(text);

	snprintf(text + len, TEXT_ROOM - len, "%s\"%s\": %.17g", before, key,
	    n);
}

static void
add_entries(char text[TEXT_ROOM], const struct model *m)
{
	struct entry list[BTYD_PARAMETERS + SPEND_PARAMETERS];
	int n = list_entries(m, list), told = 0;

	for (int i = 0; i < n; i++)
		add(text, ", ", list[i].name, list[i].value);
	for (int i = 0; i < n; i++)
		if (list[i].error > 0)
			add(text, told++ == 0 ? ", \"standard_errors\": {" :
			    ", ", list[i].name, list[i].error);
	if (told > 0)
		strcat(text, "}");
}

void
model_write(const struct model *m, const char *path,
    const struct common *common)
{
	char text[TEXT_ROOM], as_of[INSTANT_ROOM];
	struct common plain = *common;
	struct sink *out;

	plain.json = false;
	instant_print(m->as_of, as_of);
	snprintf(text, sizeof text, "{\"model\": \"%s\"",
	    model_names()[m->fit.model]);
	add_entries(text, m);
	add(text, ", ", "log_likelihood", m->fit.log_likelihood +
	    m->repeats * log(days_of[m->unit]));
	snprintf(text + strlen(text), TEXT_ROOM - strlen(text),
	    ", \"time_unit\": \"%s\", \"customers\": %zu, \"unique\": %zu, "
	    "\"repeat_orders\": %.0f", units[m->unit], m->customers,
	    m->unique, m->repeats);
	if (m->has_spend)
		snprintf(text + strlen(text), TEXT_ROOM - strlen(text),
		    ", \"currency\": \"%s\"", m->currency.code);
	snprintf(text + strlen(text), TEXT_ROOM - strlen(text),
	    ", \"as_of\": \"%s\"", as_of);
	add(text, ", ", "gradient_norm", m->fit.gradient_norm);
	strcat(text, "}");
	out = sink_open(path, &plain, NULL, NULL);
	sink_copy(out, (struct cell){ text, strlen(text) });
	sink_end(out);
	sink_close(out);
}

_Noreturn static void
fail(const char *path, const char *key, const char *wanted)
{
	errx(EXIT_TROUBLE, "%s: %s: want %s", path, key, wanted);
}

/* A parameter as a fit can give it. */
static double
number(json_t *top, const char *path, const char *key)
{
	json_t *value = json_object_get(top, key);
	double n = json_number_value(value);

	if (!json_is_number(value) || !(n >= least && n <= most))
		fail(path, key, "a number of 1e-6 to 1e12");
	return n;
}

static int
word(json_t *top, const char *path, const char *key,
    const char *const names_of[])
{
	const char *text = json_string_value(json_object_get(top, key));
	const char *reason;
	int which = 0;

	if (text == NULL)
		fail(path, key, "a word");
	if ((reason = choice_parse(text, names_of, &which)) != NULL)
		errx(EXIT_TROUBLE, "%s: %s: '%s': %s", path, key, text,
		    reason);
	return which;
}

static void
read_currency(struct model *m, json_t *top, const char *path)
{
	const char *code = json_string_value(json_object_get(top,
	    "currency"));

	if (code == NULL || currency_parse(code, &m->currency) != NULL)
		fail(path, "currency", "a code of ISO 4217");
	if (!spend_has_mean(&m->spend))
		fail(path, "q", "more than 1");
}

void
model_read(struct model *m, const char *path)
{
	json_error_t e;
	size_t len;
	char *text = textfile_read(path, &len);
	json_t *top = json_loadb(text, len, JSON_REJECT_DUPLICATES, &e);

	free(text);
	if (top == NULL)
		errx(EXIT_TROUBLE, "%s:%d: not a model: %s", path, e.line,
		    e.text);
	*m = (struct model){ .unit = (enum time_unit)word(top, path,
	    "time_unit", units) };
	m->fit.model = (enum btyd_model)word(top, path, "model",
	    model_names());
	for (int i = 0; i < BTYD_PARAMETERS; i++)
		m->fit.p[i] = number(top, path, names[m->fit.model][i]) *
		    (is_time(m->fit.model, i) ? days_of[m->unit] : 1);
	m->fit.converged = true;
	m->has_spend = json_object_get(top, "gamma") != NULL;
	for (int i = 0; m->has_spend && i < SPEND_PARAMETERS; i++)
		m->spend.p[i] = number(top, path, spend_names[i]);
	if (m->has_spend)
		read_currency(m, top, path);
	json_decref(top);
}
