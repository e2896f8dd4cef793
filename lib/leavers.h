#ifndef LEAVERS_H
#define LEAVERS_H

#include "opt.h"
#include "pages.h"
#include "sheet.h"

/*
 * Read the audience that was written last time, and return the rows of those
 * none of whose addresses is in this time's; where a list has e-mail and
 * phone apart, without the one that still is.
 */
struct pages *leavers_find(const struct sheet *s, const char *path,
    const struct common *common);

#endif
