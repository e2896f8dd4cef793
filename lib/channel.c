#include "channel.h"

#include <stddef.h>

const char *const *
channel_names(void)
{
	static const char *const names[] = { "email", "sms", "push", NULL };

	return names;
}

const char *const *
class_names(void)
{
	static const char *const names[] = { "marketing", "transactional",
	    NULL };

	return names;
}

const char *
channel_parse(const char *text, void *into)
{
	int which;
	const char *reason = choice_parse(text, channel_names(), &which);

	if (reason == NULL)
		*(enum channel *)into = (enum channel)which;
	return reason;
}

const char *
class_parse(const char *text, void *into)
{
	int which;
	const char *reason = choice_parse(text, class_names(), &which);

	if (reason == NULL)
		*(enum send_class *)into = (enum send_class)which;
	return reason;
}
