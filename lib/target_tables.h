#ifndef TARGET_TABLES_H
#define TARGET_TABLES_H

#include "target.h"

/* What target.c lists: contact lists, ad audiences, and requests. */
extern const struct target target_generic, target_klaviyo, target_mailchimp,
    target_omnisend, target_brevo, target_sendgrid, target_listmonk;
extern const struct target target_meta, target_google, target_tiktok;
extern const struct target target_klaviyo_events, target_postmark, target_ses;

#endif
