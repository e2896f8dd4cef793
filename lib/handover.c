#include "handover.h"

#include <err.h>
#include <stdlib.h>
#include <string.h>

#include "admission.h"
#include "leavers.h"
#include "pages.h"
#include "requests.h"
#include "sheet.h"
#include "tally.h"

/* By file, else as they are. */
static int
by_file(const void *l, const void *r)
{
	const struct addressee *a = *(const struct addressee *const *)l;
	const struct addressee *b = *(const struct addressee *const *)r;
	int order = strcmp(a->group, b->group);

	return order != 0 ? order : (a > b) - (a < b);
}

/* By file, then by what one request may hold. */
static int
by_template(const void *l, const void *r)
{
	const struct addressee *a = *(const struct addressee *const *)l;
	const struct addressee *b = *(const struct addressee *const *)r;
	int order = strcmp(a->group, b->group);

	if (order == 0)
		order = strcmp(a->send->template, b->send->template);
	return order != 0 ? order : by_file(l, r);
}

/* Who is admitted, in the order in which they are written. */
static struct addressee **
admit(const struct handover *h, struct admission *m, struct addressees *all,
    size_t *n)
{
	struct addressee **in = calloc(all->n + 1, sizeof *in);

	if (in == NULL)
		errx(EXIT_TROUBLE, "out of memory");
	*n = 0;
	for (size_t i = 0; i < all->n; i++) {
		if (admission_admit(m, &all->list[i]))
			in[(*n)++] = &all->list[i];
	}
	if (h->target->body != NULL && *n > 0)
		qsort(in, *n, sizeof *in, h->target->body->by_template ?
		    by_template : by_file);
	return in;
}

static void
add_rows(struct sheet *s, struct addressee *const in[], size_t n,
    struct pages *out)
{
	struct pool *p = pool_new();
	struct row line = { NULL, 0, 0 };

	for (size_t i = 0; i < n; i++) {
		line.len = 0;
		sheet_row(s, p, in[i], &line);
		pages_add(out, in[i]->group, &line);
		pool_empty(p);
	}
	free(line.bytes);
	pool_free(p);
}

static void
add_requests(const struct handover *h, struct sheet *s, struct admission *m,
    struct addressee *const in[], size_t n, struct pages *out)
{
	struct requests r = { .sheet = s, .admission = m, .out = out,
	    .from = h->from, .pool = pool_new() };

	for (size_t i = 0; i < n; i++)
		requests_add(&r, in[i]);
	requests_close(&r);
	pool_free(r.pool);
}

static struct pages *
fill(const struct handover *h, struct sheet *s, struct admission *m,
    const struct common *common)
{
	struct page_limits limits = { h->target->name, h->target->rows_most,
	    h->target->bytes_most, h->target->rows_least };
	struct row header = { NULL, 0, 0 };
	struct pages *out;
	struct addressee **in;
	size_t n;

	if (h->target->body == NULL && !s->is_json)
		sheet_header(s, &header);
	out = pages_new(common, &limits, &header, h->split != NULL);
	in = admit(h, m, s->all, &n);
	if (h->target->body != NULL)
		add_requests(h, s, m, in, n, out);
	else
		add_rows(s, in, n, out);
	if (h->last.n == 0) {
		pages_say_few(out);
	} else {
		pages_free(out);
		out = leavers_find(s, &h->last, common);
	}
	free(header.bytes);
	free(in);
	return out;
}

/* Are the rows of the kind that is handed over? */
static void
check_kind(const struct handover *h, const struct addressees *all)
{
	const struct dossier_files *beside = &h->beside;

	if (h->target->body != NULL && !all->are_sends)
		opt_fail("--for %s: want sends (schedule-sends writes them)",
		    h->target->name);
	if (all->are_orders && !all->are_sends && beside->customers.n == 0 &&
	    beside->consent.n == 0 && beside->events.n == 0)
		opt_fail("the rows are orders, which tell no consent: want "
		    "customers (segment makes them of orders), or --customers, "
		    "--consent or --events beside them");
}

int
handover(const struct handover *h, struct common *common, char *files[])
{
	struct addressees all = { .common = common };
	struct sheet sheet = { .target = h->target, .is_json = common->json,
	    .guards = h->guards, .all = &all, .addresses = h->last.n > 0 ?
	    dict_new() : NULL };
	struct admission admission;
	struct sink *out = NULL;
	struct pages *pages;
	int status;

	sheet_open(&sheet, &h->columns);
	addressees_column(&all, h->target->is_ads ? "ads_consent" : "email");
	if (h->split != NULL)
		addressees_column(&all, h->split);
	if (h->last.n > 0)
		leavers_mind();
	addressees_read(&all, files);
	check_kind(h, &all);
	addressees_join(&all, &h->beside);
	sheet_settle(&sheet);
	if (h->split != NULL && !all.has[addressees_column(&all, h->split)])
		errx(EXIT_TROUBLE, "--split: no column '%s'", h->split);
	if (h->dropped != NULL)
		out = sink_open(h->dropped, common, NULL, admission_columns());
	admission_open(&admission, h->target, &all, h->split, out);
	pages = fill(h, &sheet, &admission, common);
	admission_close(&admission);
	sheet_close(&sheet);
	dict_free(sheet.addresses);
	status = tally_close();
	pages_write(pages);
	if (out != NULL)
		sink_close(out);
	if (!pages_settle(pages))
		status = EXIT_REJECTS;
	pages_free(pages);
	addressees_free(&all);
	return status;
}

