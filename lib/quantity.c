#include "quantity.h"

#include <inttypes.h>
#include <stdio.h>

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
	int len = snprintf(text, QUANTITY_ROOM, "%s%" PRIu64 ".%03u",
	    quantity < 0 ? "-" : "", n / QUANTITY_ONE,
	    (unsigned)(n % QUANTITY_ONE));

	while (text[len - 1] == '0')
		text[--len] = '\0';
	if (text[len - 1] == '.')
		text[--len] = '\0';
	return (size_t)len;
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
