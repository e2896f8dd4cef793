#include "theme.h"

#include <ctype.h>
#include <stdbool.h>
#include <stddef.h>
#include <string.h>

/* Words that tell, the first that a name has; what is about an order that was
   placed comes before what would have one placed. */
static const struct {
	const char *words;		/* a blank: what isn't a letter; a star at
					   the end: the last word may go on */
	struct theme theme;
} table[] = {
	{ "return request*", { "return-request", CLASS_TRANSACTIONAL } },
	{ "order confirm*", { "order-confirm", CLASS_TRANSACTIONAL } },
	{ "order received", { "order-confirm", CLASS_TRANSACTIONAL } },
	{ "thanks for your order", { "order-confirm", CLASS_TRANSACTIONAL } },
	{ "thank you for your order", { "order-confirm",
	    CLASS_TRANSACTIONAL } },
	{ "thanks for your purchase", { "order-confirm",
	    CLASS_TRANSACTIONAL } },
	{ "thank you for your purchase", { "order-confirm",
	    CLASS_TRANSACTIONAL } },
	{ "shipping confirm*", { "", CLASS_TRANSACTIONAL } },
	{ "shipping update*", { "", CLASS_TRANSACTIONAL } },
	{ "shipment", { "", CLASS_TRANSACTIONAL } },
	{ "has shipped", { "", CLASS_TRANSACTIONAL } },
	{ "order shipped", { "", CLASS_TRANSACTIONAL } },
	{ "out for delivery", { "", CLASS_TRANSACTIONAL } },
	{ "order delivered", { "", CLASS_TRANSACTIONAL } },
	{ "refund*", { "", CLASS_TRANSACTIONAL } },
	{ "invoice*", { "", CLASS_TRANSACTIONAL } },
	{ "password", { "", CLASS_TRANSACTIONAL } },
	{ "thank you", { "thank-you", CLASS_MARKETING } },
	{ "welcome back", { "", CLASS_MARKETING } },
	{ "in review", { "", CLASS_MARKETING } },
	{ "abandoned cart", { "cart-abandon", CLASS_MARKETING } },
	{ "abandoned checkout", { "cart-abandon", CLASS_MARKETING } },
	{ "abandoned basket", { "cart-abandon", CLASS_MARKETING } },
	{ "cart abandon*", { "cart-abandon", CLASS_MARKETING } },
	{ "checkout abandon*", { "cart-abandon", CLASS_MARKETING } },
	{ "basket abandon*", { "cart-abandon", CLASS_MARKETING } },
	{ "cart reminder*", { "cart-abandon", CLASS_MARKETING } },
	{ "cart recovery", { "cart-abandon", CLASS_MARKETING } },
	{ "in your cart", { "cart-abandon", CLASS_MARKETING } },
	{ "in your basket", { "cart-abandon", CLASS_MARKETING } },
	{ "browse abandon*", { "browse-abandon", CLASS_MARKETING } },
	{ "abandoned browse", { "browse-abandon", CLASS_MARKETING } },
	{ "browse reminder*", { "browse-abandon", CLASS_MARKETING } },
	{ "win back", { "win-back", CLASS_MARKETING } },
	{ "winback", { "win-back", CLASS_MARKETING } },
	{ "miss you", { "win-back", CLASS_MARKETING } },
	{ "back in stock", { "back-in-stock", CLASS_MARKETING } },
	{ "price drop*", { "price-drop", CLASS_MARKETING } },
	{ "welcome", { "welcome", CLASS_MARKETING } },
	{ "birthday*", { "birthday", CLASS_MARKETING } },
	{ "anniversary*", { "anniversary", CLASS_MARKETING } },
	{ "wishlist", { "wishlist", CLASS_MARKETING } },
	{ "wish list", { "wishlist", CLASS_MARKETING } },
	{ "replenish*", { "replenish", CLASS_MARKETING } },
	{ "running low", { "replenish", CLASS_MARKETING } },
	{ "refer a friend", { "referral", CLASS_MARKETING } },
	{ "referral*", { "referral", CLASS_MARKETING } },
	{ "cross sell*", { "cross-sell", CLASS_MARKETING } },
	{ "upsell*", { "up-sell", CLASS_MARKETING } },
	{ "up sell*", { "up-sell", CLASS_MARKETING } },
	{ "survey*", { "survey", CLASS_MARKETING } },
	{ "review*", { "review", CLASS_MARKETING } }
};

/* Do the words stand at the beginning of text, whatever parts them there? */
static bool
begins_with(const char *text, const char *words)
{
	for (; *words != '\0'; words++) {
		if (*words == '*')
			return true;
		if (*words != ' ') {
			if (tolower((unsigned char)*text++) != *words)
				return false;
			continue;
		}
		if (*text == '\0' || isalnum((unsigned char)*text))
			return false;
		while (*text != '\0' && !isalnum((unsigned char)*text))
			text++;
	}
	return !isalpha((unsigned char)*text);
}

static bool
has_words(const char *name, const char *words)
{
	for (const char *p = name; *p != '\0'; p++)
		if ((p == name || !isalnum((unsigned char)p[-1])) &&
		    begins_with(p, words))
			return true;
	return false;
}

const struct theme *
theme_find(const char *name)
{
	for (size_t i = 0; i < sizeof table / sizeof *table; i++)
		if (has_words(name, table[i].words))
			return &table[i].theme;
	return NULL;
}
