#ifndef PATCH_H
#define PATCH_H

#include "opt.h"
#include "send_list.h"

/*
 * The difference of two send lists as a table: a row a send that is added,
 * removed, has moved or has changed, and the record of it, the new one if there
 * is one.
 */
enum patch_change { PATCH_ADDED, PATCH_REMOVED, PATCH_MOVED, PATCH_CHANGED,
    PATCH_CHANGES };
const char *const *patch_changes(void);

/* Its columns: the change; the row of the new list; the old send_at of one that
   isn't new; the columns that differ; a denial's four; the send record. */
const char *const *patch_columns(void);

/* Read such a table from files, and write the list that it makes of the old
   one.  Fatal where it is the difference of another list.  How to exit. */
int patch_apply(const struct send_list *old, char *const files[],
    const struct common *common);

#endif
