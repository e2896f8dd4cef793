#include "step_order.h"

#include <string.h>

/* By all that no rule tells apart. */
static int
order_rest(const struct step *l, const struct step *r)
{
	for (int t = 0; t < STEP_TEXTS; t++) {
		int c = strcmp(l->text[t], r->text[t]);

		if (c != 0)
			return c;
	}
	if (l->quantity != r->quantity)
		return l->quantity < r->quantity ? -1 : 1;
	if (l->seconds != r->seconds)
		return l->seconds < r->seconds ? -1 : 1;
	if (strcmp(l->currency.code, r->currency.code) != 0)
		return strcmp(l->currency.code, r->currency.code);
	return *l->currency.code == '\0' ? 0 :
	    (l->price > r->price) - (l->price < r->price);
}

int
step_order_acts(const struct step *l, const struct step *r)
{
	int c;

	if (l->act != r->act)
		return l->act < r->act ? -1 : 1;
	for (int t = STEP_CART; t >= STEP_SESSION; t--) {
		int is_blank = *l->text[t] == '\0';
		int other = *r->text[t] == '\0';

		if (is_blank != other)
			return is_blank - other;
	}
	c = strcmp(l->text[STEP_ORDER], r->text[STEP_ORDER]);
	return c != 0 ? c : order_rest(l, r);
}

int
step_order_names(const struct step *l, const struct step *r)
{
	int c = strcmp(step_name(r), step_name(l));

	return c != 0 ? c : step_order_acts(l, r);
}
