#include "zone.h"
const struct zone *zonetab_only(const char *country);
