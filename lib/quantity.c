#include "quantity.h"

const char *
quantity_parse(const char *text, void *into)
{
	bool negative = *text == '-';
	int64_t n = 0;
	int digits = 0, places = -1;

	if (*text == '\0')
		return "empty (want a quantity)";
	text += negative || *text == '+';
	for (; *text != '\0'; text++) {
		if (*text == '.' && places < 0) {
			places = 0;
			continue;
		}
		if (*text < '0' || *text > '9')
			return "not a quantity (want 2 or 0.125)";
		digits++;
		if (places == 3) {
			if (*text != '0')
				return "more than three decimals";
			continue;
		}
		if (__builtin_mul_overflow(n, 10, &n) ||
		    __builtin_add_overflow(n, *text - '0', &n))
			return "too large";
		places += places >= 0;
	}
	for (places = places < 0 ? 0 : places; places < 3; places++)
		if (__builtin_mul_overflow(n, 10, &n))
			return "too large";
	if (digits == 0)
		return "not a quantity (want 2 or 0.125)";
	*(int64_t *)into = negative ? -n : n;
	return NULL;
}

size_t
quantity_print(int64_t quantity, char text[QUANTITY_ROOM])
{
	uint64_t n = quantity < 0 ? -(uint64_t)quantity : (uint64_t)quantity;
	char backwards[QUANTITY_ROOM];
	size_t at = 0, len = 0;
	int places = 3;

	for (; places > 0 && n % 10 == 0; places--)
		n /= 10;
	for (; at == 0 || n != 0 || places >= 0; places--, n /= 10) {
		if (places == 0 && at != 0)
			backwards[at++] = '.';
		backwards[at++] = (char)('0' + n % 10);
	}
	if (quantity < 0)
		backwards[at++] = '-';
	while (at > 0)
		text[len++] = backwards[--at];
	text[len] = '\0';
	return len;
}

bool
quantity_times(int64_t quantity, int64_t price, int64_t *amount)
{
	int64_t product;

	if (__builtin_mul_overflow(quantity, price, &product))
		return false;
	*amount = product / QUANTITY_ONE;
	if (product % QUANTITY_ONE >= QUANTITY_ONE / 2)
		++*amount;
	else if (product % QUANTITY_ONE <= -(QUANTITY_ONE / 2))
		--*amount;
	return true;
}
