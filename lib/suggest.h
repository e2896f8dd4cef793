#ifndef SUGGEST_H
#define SUGGEST_H

#include "interest.h"
#include "shop.h"

/* What to suggest to those who were interested in something. */

/* Shares of a price are thousandths of a percent. */
enum { SUGGEST_WHOLE = 100000 };

/* "5%" into an int64_t.  See value.h. */
value_parser suggest_parse_percent;

/* Of what they viewed last and haven't bought: those of its category nearest in
   price, so many at most. */
void suggest_similar(const struct shop *shop, const struct interests *all,
    int items);

/* What they were interested in and haven't bought, if since the catalogue before
   it came back in stock; or is cheaper by that share at least. */
struct changes {
	const struct catalogue *before;
	bool is_price;
	int64_t min_drop;
};
void suggest_changed(const struct shop *shop, const struct interests *all,
    const struct changes *c);

#endif
