#ifndef SEND_LIST_H
#define SEND_LIST_H

#include <stdbool.h>

#include "opt.h"
#include "send.h"

/* A list of sends, each once. */
struct send_list;

/* Read a file, whenever its sends were decided. */
struct send_list *send_list_read(const char *path,
    const struct common *common);
void send_list_free(struct send_list *l);

/* How many there are; the i-th; and which one has that send_id, or
   DICT_NONE. */
size_t send_list_count(const struct send_list *l);
const struct send *send_list_get(const struct send_list *l, size_t i);
size_t send_list_find(const struct send_list *l, const char *send_id);

/* The columns of two records of one send that differ, send_at apart, a blank
   between each two; valid until the next call. */
const char *send_list_differs(const struct send *a, const struct send *b);

#endif
