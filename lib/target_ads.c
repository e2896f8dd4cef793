#include "target_tables.h"

#include "channel.h"
#include "hashed.h"
#include "target_form.h"

/* Ad audiences: who somebody is, hashed.  They take no further columns. */

enum { MB = 1000000,
    CHANNELS_OF_ADS = 1 << CHANNEL_EMAIL | 1 << CHANNEL_SMS };

static const struct field meta[] = {
	{ .header = "email", .column = "email", .form = hashed_email },
	{ .header = "phone", .column = "phone", .form = hashed_digits },
	{ .header = "fn", .column = "first_name", .form = hashed_letters },
	{ .header = "ln", .column = "last_name", .form = hashed_letters },
	{ .header = "zip", .column = "zip", .form = hashed_zip },
	{ .header = "ct", .column = "city", .form = hashed_town },
	{ .header = "st", .column = "region", .form = hashed_region,
	    .is_state = true },
	{ .header = "country", .column = "country", .form = hashed_country },
	{ .header = "extern_id", .column = "external_id" },
	{ .header = "value", .column = "value", .form = form_amount },
	{ .header = NULL }
};

const struct target target_meta = {
	.name = "meta", .limits = "100 people or more",
	.channels = CHANNELS_OF_ADS, .is_ads = true, .is_unique = true,
	.delimiter = ',', .fields = meta, .rows_least = 100
};

/* A file with some of the headers of an address, but not all, is refused. */
static const struct field google[] = {
	{ .header = "Email", .column = "email", .form = hashed_email },
	{ .header = "Phone", .column = "phone", .form = hashed_phone },
	{ .header = "First Name", .column = "first_name", .form = hashed_name,
	    .is_joint = true },
	{ .header = "Last Name", .column = "last_name", .form = hashed_name,
	    .is_joint = true },
	{ .header = "Country", .column = "country", .form = form_country,
	    .is_joint = true },
	{ .header = "Zip", .column = "zip", .is_joint = true },
	{ .header = NULL }
};

const struct target target_google = {
	.name = "google", .limits = "none", .channels = CHANNELS_OF_ADS,
	.is_ads = true, .is_unique = true, .delimiter = ',', .fields = google
};

static const struct field tiktok[] = {
	{ .header = "Email_SHA256", .column = "email", .form = hashed_email },
	{ .header = "Phone_SHA256", .column = "phone", .form = hashed_digits },
	{ .header = NULL }
};

const struct target target_tiktok = {
	.name = "tiktok", .limits = "1,000 people or more, 1 GB a file",
	.channels = CHANNELS_OF_ADS, .is_ads = true, .is_unique = true,
	.delimiter = ',', .fields = tiktok, .rows_least = 1000,
	.bytes_most = 1000 * MB - 1
};
