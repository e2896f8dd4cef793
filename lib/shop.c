#include "shop.h"

#include "data.h"

const char *
shop_sku(const struct shop *shop, uint32_t sku)
{
	return dict_key(shop->skus, sku);
}

const char *
shop_price(const struct shop *shop, int64_t price, struct currency in)
{
	char text[MONEY_ROOM];

	return pool_text(shop->pool, text, money_print(price, in, text));
}

const char *
shop_skus(const struct shop *shop, const uint32_t skus[], size_t n)
{
	const char **texts = pool_bytes(shop->pool, (n + 1) * sizeof *texts);

	for (size_t i = 0; i < n; i++)
		texts[i] = shop_sku(shop, skus[i]);
	return data_texts(shop->pool, texts, n);
}

void
shop_suggest(const struct shop *shop, struct notice *n, uint32_t sku,
    const struct product *p)
{
	n->item = shop_sku(shop, sku);
	if (p != NULL && p->has_price) {
		n->value = shop_price(shop, p->price, p->currency);
		n->currency = p->currency.code;
	}
	notices_add(shop->notices, n);
}
