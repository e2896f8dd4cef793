#ifndef LEAVERS_H
#define LEAVERS_H

#include "opt.h"
#include "pages.h"
#include "sheet.h"

/* From here on a row that is rejected stops all, in this time's audience as in
   the last: whoever can't be read there would seem to have left. */
void leavers_mind(void);

/*
 * Read the files of the audience that was written last time, and return the rows
 * of those none of whose addresses is in this time's; where a list has e-mail and
 * phone apart, without the one that still is.  Addresses are compared, and
 * written, in one spelling.  Nobody comes twice who was in two files, but where
 * the platform takes any number of rows an address.
 */
struct pages *leavers_find(const struct sheet *s, const struct list *files,
    const struct common *common);

#endif
