#ifndef BROWSE_TELL_H
#define BROWSE_TELL_H

#include "browse.h"
#include "favourite.h"
#include "notice.h"
#include "pool.h"

/* The triggers of what somebody looked at, and of what they liked, but for whom
   they are about; texts are kept in p. */
struct notice browse_tell(const struct browse *b, struct trail *t,
    struct pool *p);
struct notice favourite_tell(const struct favourite *f, struct trail *t,
    struct pool *p);

#endif
