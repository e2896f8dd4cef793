/* Addresses: what is normal stays so, and fits the room it was given. */

#include "contact.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size);

static void
must(int holds)
{
	if (!holds)
		abort();
}

static void
emails(const char *text, size_t room)
{
	char once[320], again[320];

	if (email_normalise(text, once, sizeof once)) {
		must(email_normalise(once, again, sizeof again));
		must(strcmp(once, again) == 0);
		(void)email_is_relay(once);
	} else {
		must(*once == '\0');
	}
	if (room <= sizeof again && room != 0) {
		bool fits = email_normalise(text, again, room);

		must(fits == (*once != '\0' && strlen(once) < room));
		must(strlen(again) < room);
	}
	(void)email_is_relay(text);
}

static void
phones(const char *text, unsigned which)
{
	static const char *const countries[] = {
		NULL, "US", "GB", "IT", "RU", "HU", "AU", "DE"
	};
	char once[24], again[24];

	if (!phone_normalise(text, countries[which & 7], once, sizeof once)) {
		must(*once == '\0');
		return;
	}
	must(once[0] == '+' && strlen(once) >= 9 && strlen(once) <= 16);
	must(phone_normalise(once, NULL, again, sizeof again));
	must(strcmp(once, again) == 0);
}

int
LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
	const char *country;
	char *text;

	if (size == 0)
		return 0;
	text = malloc(size);
	must(text != NULL);
	memcpy(text, data + 1, size - 1);
	text[size - 1] = '\0';
	emails(text, data[0]);
	phones(text, data[0]);
	country = country_code(text);
	must(country == NULL || strlen(country) == 2);
	free(text);
	return 0;
}
