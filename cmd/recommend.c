/*
 * recommend - what somebody may like to buy, by what they and others bought
 *
 * Whoever bought a camera is told of the case that others bought with it, if
 * that is no fluke, if it can be had, and if they haven't got one: one message
 * an order, of the last one, soon after it.
 *
 * Whoever only looked, or put something in the cart, is told of the next better
 * one (--up-sell) or of others like it (--similar); or, when they may no longer
 * expect it, that it can be had again (--back-in-stock) or costs less
 * (--price-drop).  Nobody is told of what they have bought already.
 */

#include <stdlib.h>

#include "churn.h"
#include "companion.h"
#include "record.h"
#include "suggest.h"
#include "tally.h"
#include "upgrades.h"

static struct companion_rules companions = { .after = { .seconds = 3600 },
    .within = { .days = 7 }, .items = 3 };
static struct pair_rules pair_rules = { .least = 5, .alpha = 0.01,
    .most = 100 };
static struct changes changes = { .min_drop = 5 * SUGGEST_WHOLE / 100 };
static const char *pairs_path, *write_path, *products, *before, *upgrades,
    *needed;				/* a column that products must have */
static bool up_sell, similar, back_in_stock, price_drop, list_pairs;
static int by_person;			/* what a basket is of: 0 an order */
static struct list events;
static struct span recent = { .seconds = -1 };	/* not said */
static int64_t max_step = 40 * SUGGEST_WHOLE / 100;
static struct since since;

static value_parser basket_parse;

static const struct opt options[] = {
	{ 0, "up-sell", NULL, "instead, what is a step dearer than what they "
	    "looked at", NULL, &up_sell },
	{ 0, "similar", NULL, "or what is like it", NULL, &similar },
	{ 0, "back-in-stock", NULL, "or that it can be had again", NULL,
	    &back_in_stock },
	{ 0, "price-drop", NULL, "or that it costs less", NULL, &price_drop },
	{ 0, "list-pairs", NULL, "or, of nobody, what is bought together",
	    NULL, &list_pairs },
	{ 0, "after", "SPAN", "so long after an order (1h)", span_parse,
	    &companions.after },
	{ 0, "within", "SPAN", "and not longer than that (7d)", span_parse,
	    &companions.within },
	{ 0, "items", "N", "so many at most, as data.items (3)",
	    positive_parse, &companions.items },
	{ 0, "pairs", "FILE", "what is bought together, by this file",
	    text_parse, &pairs_path },
	{ 0, "write-pairs", "FILE", "write it to this file", text_parse,
	    &write_path },
	{ 0, "basket", "UNIT", "together is in an order, or by a person "
	    "(order)", basket_parse, &by_person },
	{ 0, "min-count", "N", "in so many baskets at least (5)",
	    positive_parse, &pair_rules.least },
	{ 0, "alpha", "SHARE", "so many of the pairs may be flukes (0.01)",
	    churn_parse_share, &pair_rules.alpha },
	{ 0, "max-basket", "N", "baskets of more products have no part (100)",
	    positive_parse, &pair_rules.most },
	{ 0, "products", "FILE", "what the shop sells", text_parse,
	    &products },
	{ 0, "products-before", "FILE", "and what it was before", text_parse,
	    &before },
	{ 0, "min-drop", "PERCENT", "cheaper by so much at least (5%)",
	    suggest_parse_percent, &changes.min_drop },
	{ 0, "upgrades", "FILE", "what may be taken instead of what",
	    text_parse, &upgrades },
	{ 0, "max-step", "PERCENT", "dearer by so much at most (40%)",
	    suggest_parse_percent, &max_step },
	{ 0, "events", "FILE", "what people looked at", list_parse, &events },
	{ 0, "recent", "SPAN", "not longer ago than that (1d; of stock and "
	    "prices 30d)", span_parse, &recent },
	SINCE_OPTION(since),
	{ .name = NULL }
};

static const struct tool recommend = {
	.summary = "Find what people may like to buy.",
	.operands = "[LINES ...]",
	.options = options
};

static const char *
basket_parse(const char *text, void *into)
{
	static const char *const units[] = { "order", "person", NULL };

	return choice_parse(text, units, into);
}

static bool
is_of_change(void)
{
	return back_in_stock || price_drop;
}

/* Is it about those who looked, not about those who bought? */
static bool
is_of_interest(void)
{
	return up_sell || similar || is_of_change();
}

static void
check(void)
{
	const char *what = up_sell ? "--up-sell" : similar ? "--similar" :
	    back_in_stock ? "--back-in-stock" : "--price-drop";
	const char *wants = events.n == 0 ? "--events" : products == NULL ?
	    "--products" : is_of_change() && before == NULL ?
	    "--products-before" : NULL;

	if (up_sell + similar + back_in_stock + price_drop + list_pairs > 1)
		opt_fail("--up-sell, --similar, --back-in-stock, --price-drop "
		    "and --list-pairs are one at a time");
	if (pairs_path != NULL && (write_path != NULL || list_pairs))
		opt_fail("--pairs leaves nothing to be written");
	if (is_of_interest() && (pairs_path != NULL || write_path != NULL))
		opt_fail("--pairs and --write-pairs are of what is bought "
		    "together");
	if (!is_of_interest() && events.n != 0)
		opt_fail("--events is of --up-sell, --similar, "
		    "--back-in-stock and --price-drop");
	if (is_of_interest() && wants != NULL)
		opt_fail("%s wants %s", what, wants);
	if (!is_of_change() && before != NULL)
		opt_fail("--products-before is of --back-in-stock and "
		    "--price-drop");
	if (upgrades != NULL && !up_sell)
		opt_fail("--upgrades is of --up-sell");
	needed = back_in_stock ? "stock" : is_of_interest() ? "price" : NULL;
	changes.is_price = price_drop;
	pair_rules.is_told = list_pairs;
	if (recent.seconds < 0)
		recent = (struct span){ .days = is_of_change() ? 30 : 1 };
}

static void
suggest_of_interest(struct shop *shop)
{
	struct interests *all;
	struct upgrades *told = upgrades_read(upgrades, shop->common,
	    shop->skus);
	struct catalogue *old = before == NULL ? NULL :
	    catalogue_read(before, shop->common, shop->skus, needed);

	circle_load(shop->circle, "--events", &events);
	circle_close(shop->circle, false);
	all = interests_find(shop, recent);
	owned_close(shop->owned, interests_whose(all));
	if (up_sell)
		upgrades_suggest(told, shop, all, max_step);
	else if (similar)
		suggest_similar(shop, all, companions.items);
	else {
		changes.before = old;
		suggest_changed(shop, all, &changes);
	}
	interests_free(all);
	upgrades_free(told);
	catalogue_free(old);
}

/* What is bought together goes to the file, or to out. */
static struct sink *
write_pairs(const struct pairs *pairs, const struct common *common,
    struct sink *out)
{
	struct common plain = *common;
	struct sink *file = NULL;

	plain.json = false;
	if (write_path != NULL)
		file = sink_open(write_path, &plain, NULL, pairs_columns());
	if (file != NULL)
		pairs_write(pairs, file);
	if (list_pairs)
		pairs_write(pairs, out);
	return file;
}

static struct sink *
suggest_companions(struct shop *shop, struct together *baskets,
    struct sink *out)
{
	struct pairs *pairs;
	struct sink *file;

	circle_close(shop->circle, false);
	if (!list_pairs || by_person)
		owned_close(shop->owned, NULL);
	pairs = baskets == NULL ?
	    pairs_read(pairs_path, shop->skus, shop->common) :
	    pairs_find(baskets, shop->skus, &pair_rules);
	file = write_pairs(pairs, shop->common, out);
	if (!list_pairs)
		companion_suggest(shop, pairs, &companions);
	pairs_free(pairs);
	return file;
}

int
main(int argc, char *argv[])
{
	struct common common;
	char **files = opt_parse(&recommend, &common, argc, argv);
	struct shop shop = { .common = &common, .pool = pool_new(),
	    .skus = dict_new(),
	    .circle = circle_new(&common, interest_asked()),
	    .notices = notices_new(since) };
	struct owned_rules rules = { .people = !list_pairs || by_person,
	    .from = companion_from(&companions, common.as_of),
	    .by_person = by_person };
	struct sink *out, *file = NULL;
	int status;

	check();
	if (!is_of_interest() && pairs_path == NULL)
		rules.baskets = together_new();
	shop.owned = owned_new(&rules, &common, shop.skus, shop.circle);
	owned_read(shop.owned, files);
	if (products != NULL)
		shop.catalogue = catalogue_read(products, &common, shop.skus,
		    needed);
	out = sink_open(common.output, &common, NULL, list_pairs ?
	    pairs_columns() : record_columns(RECORD_TRIGGER));
	if (is_of_interest())
		suggest_of_interest(&shop);
	else
		file = suggest_companions(&shop, rules.baskets, out);
	notices_write(shop.notices, out);
	status = tally_close();
	if (file != NULL)
		sink_close(file);
	sink_close(out);
	notices_free(shop.notices);
	catalogue_free(shop.catalogue);
	owned_free(shop.owned);
	circle_free(shop.circle);
	together_free(rules.baskets);
	dict_free(shop.skus);
	pool_free(shop.pool);
	return status;
}
