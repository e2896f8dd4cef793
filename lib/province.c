#include "province.h"

#include <stddef.h>
#include <string.h>

/* Names without their blanks. */
static const struct state {
	char code[3], name[20];
} states[] = {
	{ "AL", "alabama" }, { "AK", "alaska" }, { "AZ", "arizona" },
	{ "AR", "arkansas" }, { "CA", "california" }, { "CO", "colorado" },
	{ "CT", "connecticut" }, { "DE", "delaware" },
	{ "DC", "districtofcolumbia" }, { "FL", "florida" },
	{ "GA", "georgia" }, { "HI", "hawaii" }, { "ID", "idaho" },
	{ "IL", "illinois" }, { "IN", "indiana" }, { "IA", "iowa" },
	{ "KS", "kansas" }, { "KY", "kentucky" }, { "LA", "louisiana" },
	{ "ME", "maine" }, { "MD", "maryland" }, { "MA", "massachusetts" },
	{ "MI", "michigan" }, { "MN", "minnesota" }, { "MS", "mississippi" },
	{ "MO", "missouri" }, { "MT", "montana" }, { "NE", "nebraska" },
	{ "NV", "nevada" }, { "NH", "newhampshire" }, { "NJ", "newjersey" },
	{ "NM", "newmexico" }, { "NY", "newyork" }, { "NC", "northcarolina" },
	{ "ND", "northdakota" }, { "OH", "ohio" }, { "OK", "oklahoma" },
	{ "OR", "oregon" }, { "PA", "pennsylvania" }, { "RI", "rhodeisland" },
	{ "SC", "southcarolina" }, { "SD", "southdakota" },
	{ "TN", "tennessee" }, { "TX", "texas" }, { "UT", "utah" },
	{ "VT", "vermont" }, { "VA", "virginia" }, { "WA", "washington" },
	{ "WV", "westvirginia" }, { "WI", "wisconsin" }, { "WY", "wyoming" }
};

const char *
province_code(const char *text)
{
	char name[sizeof states[0].name];
	size_t len = 0;

	for (; *text != '\0'; text++) {
		if (strchr(" -._", *text) != NULL)
			continue;
		if (len == sizeof name - 1)
			return NULL;
		name[len++] = *text >= 'A' && *text <= 'Z' ?
		    (char)(*text | 0x20) : *text;
	}
	name[len] = '\0';
	for (size_t i = 0; i < sizeof states / sizeof *states; i++)
		if (strcmp(name, states[i].name) == 0)
			return states[i].code;
	return NULL;
}
