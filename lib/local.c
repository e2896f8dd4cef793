#include "local.h"

#include <stddef.h>

#include "zonetab.h"

const struct zone *
local_zone(const struct known *k)
{
	for (int i = 0; i < KNOWN_RECORDS; i++)
		if (k->by[i] != NULL && k->by[i]->zone != NULL)
			return k->by[i]->zone;
	for (int i = 0; i < KNOWN_RECORDS; i++)
		if (k->by[i] != NULL && k->by[i]->country != NULL)
			return zonetab_only(k->by[i]->country);
	return NULL;
}
