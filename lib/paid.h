#ifndef PAID_H
#define PAID_H

#include <stdbool.h>

/* The ids of orders that were bought.  They are sorted out only when the first is
   asked for: where no cart names its order, none ever is. */
struct paid;

struct paid *paid_new(void);
void paid_free(struct paid *p);

void paid_add(struct paid *p, const char *order);
bool paid_has(struct paid *p, const char *order);

#endif
