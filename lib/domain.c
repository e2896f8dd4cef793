#include "domain.h"

#include <err.h>
#include <idn2.h>
#include <stdio.h>
#include <string.h>

#include "opt.h"

static bool
is_ascii(const char *text)
{
	while (*text != '\0' && (unsigned char)*text < 0x80)
		text++;
	return *text == '\0';
}

/* Did it work?  Memory is the one trouble that isn't the domain's. */
static bool
is_done(int status)
{
	if (status == IDN2_MALLOC)
		errx(EXIT_TROUBLE, "out of memory");
	return status == IDN2_OK;
}

bool
domain_to_dns(char *address, size_t room)
{
	char *domain = strchr(address, '@'), *made;
	size_t len;
	bool fits;

	if (domain == NULL || is_ascii(++domain))
		return domain != NULL;
	if (!is_done(idn2_to_ascii_8z(domain, &made, IDN2_NONTRANSITIONAL)))
		return false;
	len = strlen(made);
	fits = (size_t)(domain - address) + len < room;
	if (fits)
		memcpy(domain, made, len + 1);
	idn2_free(made);
	return fits;
}

bool
domain_in_letters(const char *address, char *into, size_t room)
{
	const char *domain = strchr(address, '@');
	char *made;
	int n;

	if (domain == NULL || strstr(domain, "xn--") == NULL ||
	    !is_done(idn2_to_unicode_8z8z(domain + 1, &made, 0)))
		return false;
	n = snprintf(into, room, "%.*s%s", (int)(domain + 1 - address),
	    address, made);
	idn2_free(made);
	return n >= 0 && (size_t)n < room;
}
