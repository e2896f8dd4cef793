#include "scoring.h"

#include <err.h>
#include <string.h>

#include "rfm.h"
#include "tally.h"

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

/* The map is ours to choose: say so, where the number of cuts chose it. */
static void
choose_map(struct scoring *s, const char *name, const char *bins_from)
{
	if (name == NULL && s->bins != 5 && s->bins != 3)
		opt_fail("no segment map of ours is for %d bins (want --map)",
		    s->bins);
	if (name == NULL) {
		name = s->bins == 5 ? "list125" : "klaviyo27";
		if (s->bins != 5 && bins_from != NULL)
			tally_note("%d bins (from %s), so the map %s", s->bins,
			    bins_from, name);
	}
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
	const char *bins_from = NULL;

	*s = (struct scoring){ .bins = w->bins };
	agree_on_bins(s, w->recency.bins, "--recency-days");
	agree_on_bins(s, w->frequency.bins, "--frequency-counts");
	if (w->amounts != NULL)
		agree_on_bins(s, commas(w->amounts) + 2, "--monetary-amounts");
	if (w->bins == 0 && s->bins != 0)
		bins_from = w->recency.bins != 0 ? "--recency-days" :
		    w->frequency.bins != 0 ? "--frequency-counts" :
		    "--monetary-amounts";
	if (w->cuts != NULL)
		take_cuts(s, w, window, common);
	if (s->bins == 0)
		s->bins = 5;
	choose_map(s, w->map, bins_from);
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

/* Frozen cuts must be of this run's kind. */
static void
check_cuts(const struct cuts *c, const char *path, struct currency is,
    struct instant as_of)
{
	char made[INSTANT_ROOM], run[INSTANT_ROOM];
	const char *tz = zone_name(instant_zone());

	(void)instant_print(c->as_of, made);
	(void)instant_print(as_of, run);
	if (strcmp(zone_name(c->tz), tz) != 0)
		errx(EXIT_TROUBLE, "%s: made by days of %s, not of %s", path,
		    zone_name(c->tz), tz);
	if (c->as_of.seconds > as_of.seconds)
		errx(EXIT_TROUBLE, "%s: made as of %s, later than %s", path,
		    made, run);
	if (is.code[0] != '\0' && !currency_same(is, c->currency))
		errx(EXIT_TROUBLE, "%s: made of %s, not %s", path,
		    c->currency.code, is.code);
}

void
scoring_cut(struct scoring *s, const struct scoring_wish *w,
    const struct customers *all, struct span window, struct instant as_of)
{
	struct currency is = customers_currency(all);

	if (!s->frozen) {
		s->cuts = (struct cuts){ .as_of = as_of, .currency = is,
		    .tz = instant_zone(), .window = window, .average = w->average == 1,
		    .hero_visits = -1 };
		make_cuts(s, w, all);
	} else {
		check_cuts(&s->cuts, w->cuts, is, as_of);
	}
}
