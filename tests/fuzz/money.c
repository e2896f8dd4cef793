/* Amounts: what is read prints and is read again as the same. */

#include "money.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size);

static void
must(int holds)
{
	if (!holds)
		abort();
}

int
LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
	static const char *const codes[] = { "EUR", "JPY", "KWD", "CLF" };
	struct currency in;
	char *text, again[MONEY_ROOM];
	int64_t minor = 42, same;

	if (size == 0)
		return 0;
	text = malloc(size);
	must(text != NULL);
	memcpy(text, data + 1, size - 1);
	text[size - 1] = '\0';
	must(currency_parse(codes[data[0] & 3], &in) == NULL);
	if (money_parse(text, in, (data[0] >> 2) % 3, &minor) == NULL) {
		must(money_print(minor, in, again) == strlen(again));
		must(money_parse(again, in, MONEY_PLAIN, &same) == NULL);
		must(same == minor);
		must(money_parse(again, in, MONEY_POINT, &same) == NULL);
		must(same == minor);
	} else {
		must(minor == 42);
	}
	(void)currency_parse(text, &in);
	free(text);
	return 0;
}
