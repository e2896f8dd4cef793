#ifndef CHANNEL_H
#define CHANNEL_H

#include "value.h"

/* How a message reaches someone, and what kind of message it is. */
enum channel { CHANNEL_EMAIL, CHANNEL_SMS, CHANNEL_PUSH, CHANNELS };
enum send_class { CLASS_MARKETING, CLASS_TRANSACTIONAL, CLASSES };

/* Their names, NULL-terminated. */
const char *const *channel_names(void);
const char *const *class_names(void);

/* Read a name into an enum channel, or an enum send_class.  See value.h. */
value_parser channel_parse, class_parse;

#endif
