#include "theme.h"

#include <ctype.h>
#include <err.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "opt.h"

/*
 * Words that tell, the first that a name has; what is about an order that was
 * placed comes before what would have one placed: who bought may well be sent
 * the one, and is offered something in it, too.  A bar parts them.  A blank
 * is what isn't a letter; a star at the end: the last word may go on.  Umlauts
 * are written ae, oe, ue, and ss.
 */
static const struct {
	struct theme theme;
	const char *words;
} table[] = {
	{ { "return-request", CLASS_TRANSACTIONAL }, "return request*" },
	{ { "order-confirm", CLASS_TRANSACTIONAL },
	    "order confirm*|order received|thanks for your order|"
	    "thank you for your order|thanks for your purchase|"
	    "thank you for your purchase|bestellbestaetigung*|"
	    "bestelleingang*|auftragsbestaetigung*|"
	    "dank fuer deine bestellung|"
	    "dank fuer ihre bestellung|danke fuer deine bestellung|"
	    "danke fuer ihre bestellung" },
	{ { "", CLASS_MARKETING }, "auf rechnung" },
	{ { "", CLASS_TRANSACTIONAL },
	    "shipping confirm*|shipping update*|shipment|has shipped|"
	    "order shipped|out for delivery|order delivered|refund*|invoice*|"
	    "receipt|password|versandbestaetigung*|rueckerstattung*|"
	    "rechnung|rechnungen|passwort*" },
	{ { "thank-you", CLASS_MARKETING }, "thank you" },
	{ { "", CLASS_MARKETING },
	    "welcome back|in review|willkommen zurueck" },
	{ { "cart-abandon", CLASS_MARKETING },
	    "abandoned cart|abandoned checkout|abandoned basket|"
	    "cart abandon*|checkout abandon*|basket abandon*|"
	    "cart reminder*|cart recovery|in your cart|in your basket|"
	    "abgebrochener warenkorb|verlassener warenkorb|"
	    "warenkorbabbr*|im warenkorb|in deinem warenkorb|"
	    "in ihrem warenkorb" },
	{ { "browse-abandon", CLASS_MARKETING },
	    "browse abandon*|abandoned browse|browse reminder*" },
	{ { "win-back", CLASS_MARKETING },
	    "win back|winback|miss you|vermissen dich|vermissen sie" },
	{ { "back-in-stock", CLASS_MARKETING },
	    "back in stock|wieder verfuegbar|wieder auf lager" },
	{ { "price-drop", CLASS_MARKETING }, "price drop*" },
	{ { "welcome", CLASS_MARKETING }, "welcome|willkommen*" },
	{ { "birthday", CLASS_MARKETING }, "birthday*|geburtstag*" },
	{ { "anniversary", CLASS_MARKETING }, "anniversary*" },
	{ { "wishlist", CLASS_MARKETING }, "wishlist|wish list" },
	{ { "replenish", CLASS_MARKETING }, "replenish*|running low" },
	{ { "referral", CLASS_MARKETING }, "refer a friend|referral*" },
	{ { "cross-sell", CLASS_MARKETING }, "cross sell*" },
	{ { "up-sell", CLASS_MARKETING }, "upsell*|up sell*" },
	{ { "survey", CLASS_MARKETING }, "survey*" },
	{ { "review", CLASS_MARKETING }, "review*|bewertung*" }
};

/* Do the words, to the bar or the end, stand at the beginning of text, whatever
   parts them there? */
static bool
begins_with(const char *text, const char *words)
{
	for (; *words != '\0' && *words != '|'; words++) {
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

/* Has it any of the words? */
static bool
has_any(const char *name, const char *words)
{
	for (; words != NULL; words = strchr(words, '|')) {
		words += *words == '|';
		if (has_words(name, words))
			return true;
	}
	return false;
}

/* Write umlauts, in UTF-8, as two letters, which are as long; what stands in two
   parts, as a Mac's files have it, is a letter and U+0308. */
static void
spell_out(char *text)
{
	static const struct { char last, letters[3]; } umlauts[] = {
		{ '\x84', "ae" }, { '\xa4', "ae" }, { '\x96', "oe" },
		{ '\xb6', "oe" }, { '\x9c', "ue" }, { '\xbc', "ue" },
		{ '\x9f', "ss" }
	};
	char *p = text;

	for (; (p = strchr(p, 0xc3)) != NULL; p++)
		for (size_t i = 0; i < sizeof umlauts / sizeof *umlauts; i++)
			if (p[1] == umlauts[i].last)
				memcpy(p, umlauts[i].letters, 2);
	for (p = text; (p = strstr(p, "\xcc\x88")) != NULL; p++)
		if (p > text && strchr("aouAOU", p[-1]) != NULL) {
			*p = 'e';
			memmove(p + 1, p + 2, strlen(p + 2) + 1);
		}
}

const struct theme *
theme_find(const char *name)
{
	char *text = strdup(name);
	const struct theme *found = NULL;

	if (text == NULL)
		errx(EXIT_TROUBLE, "out of memory");
	spell_out(text);
	for (size_t i = 0; found == NULL && i < sizeof table / sizeof *table;
	    i++)
		if (has_any(text, table[i].words))
			found = &table[i].theme;
	free(text);
	return found;
}
