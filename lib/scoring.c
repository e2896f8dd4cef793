#include "scoring.h"

#include <err.h>

#include "rfm.h"

/* The number of cuts given says how many bins there are. */
static void
agree_on_bins(struct scoring *s, int bins, const char *name)
{
	if (bins == 0)
		return;
	if (s->bins != 0 && s->bins != bins)
		errx(EXIT_TROUBLE, "%s: made for %d bins, not %d", name, bins,
		    s->bins);
	s->bins = bins;
}

static bool
same_span(struct span a, struct span b)
{
	return a.seconds == b.seconds && a.days == b.days &&
	    a.months == b.months;
}

/* What wasn't said is as it was when the cuts were made; else it must agree. */
static void
take_cuts(struct scoring *s, const struct scoring_wish *w,
    struct span *window, const struct common *common)
{
	const struct span none = { 0 };

	if (w->recency.bins != 0 || w->frequency.bins != 0 ||
	    w->amounts != NULL)
		opt_fail("--cuts leaves no other cuts to be made");
	cuts_read(w->cuts, common, &s->cuts);
	s->frozen = true;
	agree_on_bins(s, s->cuts.recency.bins, w->cuts);
	if (same_span(*window, none))
		*window = s->cuts.window;
	if (!same_span(*window, s->cuts.window))
		errx(EXIT_TROUBLE, "%s: made with another --window", w->cuts);
	if (w->average >= 0 && w->average != s->cuts.average)
		errx(EXIT_TROUBLE, "%s: made with another --monetary",
		    w->cuts);
}

static void
choose_map(struct scoring *s, const char *name)
{
	if (name == NULL && s->bins != 5 && s->bins != 3)
		opt_fail("no segment map of ours is for %d bins (want --map)",
		    s->bins);
	if (name == NULL)
		name = s->bins == 5 ? "list125" : "klaviyo27";
	s->map = segmap_load(name);
	if (segmap_bins(s->map) != s->bins)
		opt_fail("--map: '%s': made for %d bins, not %d", name,
		    segmap_bins(s->map), s->bins);
}

static int
commas(const char *text)
{
	int n = 0;

	for (; *text != '\0'; text++)
		n += *text == ',';
	return n;
}

void
scoring_settle(struct scoring *s, const struct scoring_wish *w,
    struct span *window, const struct common *common)
{
	*s = (struct scoring){ .bins = w->bins };
	agree_on_bins(s, w->recency.bins, "--recency-days");
	agree_on_bins(s, w->frequency.bins, "--frequency-counts");
	if (w->amounts != NULL)
		agree_on_bins(s, commas(w->amounts) + 2, "--monetary-amounts");
	if (w->cuts != NULL)
		take_cuts(s, w, window, common);
	if (s->bins == 0)
		s->bins = 5;
	choose_map(s, w->map);
}

/* Cut at quantiles, then put in place of them what the wish has fixed. */
static void
make_cuts(struct scoring *s, const struct scoring_wish *w,
    const struct customers *all)
{
	const char *reason = NULL;

	rfm_cut(&s->cuts, all, s->bins);
	if (w->recency.bins != 0)
		s->cuts.recency = w->recency;
	if (w->frequency.bins != 0)
		s->cuts.frequency = w->frequency;
	if (w->amounts != NULL)
		reason = cuts_parse_amounts(w->amounts, s->cuts.currency,
		    &s->cuts.monetary);
	if (reason != NULL)
		errx(EXIT_TROUBLE, "--monetary-amounts: '%s': %s", w->amounts,
		    reason);
	rfm_say_empty(&s->cuts, all);
}

void
scoring_cut(struct scoring *s, const struct scoring_wish *w,
    const struct customers *all, struct span window, struct instant as_of)
{
	struct currency is = customers_currency(all);

	if (!s->frozen) {
		s->cuts = (struct cuts){ .as_of = as_of, .currency = is,
		    .window = window, .average = w->average == 1,
		    .hero_visits = -1 };
		make_cuts(s, w, all);
	} else if (is.code[0] != '\0' &&
	    !currency_same(is, s->cuts.currency)) {
		errx(EXIT_TROUBLE, "%s: made of %s, not %s", w->cuts,
		    s->cuts.currency.code, is.code);
	}
}
