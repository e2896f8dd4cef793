#include "target.h"

#include <string.h>

#include "target_tables.h"
#include "value.h"

static const struct target *const targets[] = {
	&target_generic, &target_klaviyo_events, &target_klaviyo,
	&target_mailchimp, &target_omnisend, &target_brevo, &target_sendgrid,
	&target_listmonk, &target_postmark, &target_ses, &target_meta,
	&target_google, &target_tiktok, NULL
};

const struct target *
target_get(size_t i)
{
	return targets[i];
}

const struct target *
target_default(void)
{
	return &target_generic;
}

const char *
target_parse(const char *text, void *into)
{
	const char *names[sizeof targets / sizeof *targets] = { NULL };
	const char *reason;
	int which;

	for (size_t i = 0; targets[i] != NULL; i++)
		names[i] = targets[i]->name;
	reason = choice_parse(text, names, &which);
	if (reason == NULL)
		*(const struct target **)into = targets[which];
	return reason;
}

bool
target_is_time(const char *column)
{
	size_t len = strlen(column);

	return strcmp(column, "birthday") == 0 || strcmp(column, "as_of") == 0 ||
	    (len > 3 && strcmp(column + len - 3, "_at") == 0);
}
