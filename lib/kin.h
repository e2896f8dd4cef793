#ifndef KIN_H
#define KIN_H

#include <stdbool.h>
#include <stddef.h>

/*
 * Texts of several kinds, numbered as they come, and which of them are one.
 * Each stands alone until it is united with others; of those that are one, the
 * top is the text that came first.
 */
struct kin;

struct kin *kin_new(void);
void kin_free(struct kin *k);

/* The number of a text of this kind, added if it is new: then it is the old
   kin_count.  And of one that may not be there: DICT_NONE. */
size_t kin_add(struct kin *k, char kind, const char *text);
size_t kin_find(struct kin *k, char kind, const char *text);

size_t kin_count(const struct kin *k);

/* A text and its kind, valid as long as k. */
const char *kin_text(const struct kin *k, size_t i, char *kind);

/* The top of those that text i is one with. */
size_t kin_top(struct kin *k, size_t i);

/* Make those of two texts one, and return the top of all. */
size_t kin_unite(struct kin *k, size_t a, size_t b);

/* May this text stand for a person?  Of kind 'p', a phone, only in E.164: another
   may be of any country, or be a word such as "n/a". */
bool kin_is_text(char kind, const char *text);

#endif
