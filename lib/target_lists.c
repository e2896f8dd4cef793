#include "target_tables.h"

#include "channel.h"
#include "target_form.h"

/*
 * Contact lists: CSV files that somebody imports, one row an address.  What
 * each platform says of its own is in export-audience(1).
 */

enum { MB = 1000000, EMAIL = 1 << CHANNEL_EMAIL, SMS = 1 << CHANNEL_SMS,
    PUSH = 1 << CHANNEL_PUSH };

/* What a list is told of a send, beside whom it goes to. */
static const struct field of_sends[] = {
	{ .header = "sendlist_flow", .column = "flow" },
	{ .header = "sendlist_step", .column = "step" },
	{ .header = "sendlist_template", .column = "template" },
	{ .header = "sendlist_variant", .column = "variant" },
	{ .header = "sendlist_send_at", .column = "send_at" },
	{ .header = "sendlist_reason", .column = "reason", .is_free = true },
	{ .header = NULL }
};

static const struct field generic[] = {
	{ .header = "customer_id", .column = "customer_id" },
	{ .header = "email", .column = "email" },
	{ .header = "phone", .column = "phone" },
	{ .header = "first_name", .column = "first_name", .is_free = true },
	{ .header = "last_name", .column = "last_name", .is_free = true },
	{ .header = "country", .column = "country", .is_free = true },
	{ .header = "language", .column = "language", .is_free = true },
	{ .header = NULL }
};
static const struct field generic_customers[] = {
	{ .header = "tags", .column = "tags", .is_free = true },
	{ .header = NULL }
};
static const struct field generic_sends[] = {
	{ .header = "send_id", .column = "send_id" },
	{ .header = "send_at", .column = "send_at" },
	{ .header = "channel", .column = "channel" },
	{ .header = "address", .column = "address" },
	{ .header = "flow", .column = "flow" },
	{ .header = "step", .column = "step" },
	{ .header = "class", .column = "class" },
	{ .header = "template", .column = "template" },
	{ .header = "variant", .column = "variant" },
	{ .header = "tags", .column = "tags", .is_free = true },
	{ .header = "reason", .column = "reason", .is_free = true },
	{ .header = "data", .column = "data" },
	{ .header = NULL }
};

const struct target target_generic = {
	.name = "generic", .limits = "none", .channels = EMAIL | SMS | PUSH,
	.is_whole = true, .delimiter = ',', .fields = generic,
	.of_customers = generic_customers, .of_sends = generic_sends,
	.rename = rename_not
};

static const struct field klaviyo[] = {
	{ .header = "Email", .column = "email" },
	{ .header = "Phone Number", .column = "phone" },
	{ .header = "First Name", .column = "first_name", .is_free = true },
	{ .header = "Last Name", .column = "last_name", .is_free = true },
	{ .header = "City", .column = "city", .is_free = true },
	{ .header = "Region", .column = "region", .is_free = true },
	{ .header = "Country", .column = "country", .form = form_country,
	    .is_free = true },
	{ .header = "Language", .column = "language", .is_free = true },
	{ .header = NULL }
};
static const struct field klaviyo_customers[] = {
	{ .header = "Tags", .column = "tags", .is_free = true },
	{ .header = NULL }
};

const struct target target_klaviyo = {
	.name = "klaviyo", .limits = "50 MB a file", .channels = EMAIL | SMS,
	.is_unique = true, .delimiter = ',', .fields = klaviyo,
	.of_customers = klaviyo_customers, .of_sends = of_sends,
	.rename = rename_not, .form = form_instant, .bytes_most = 50 * MB
};

static const struct field mailchimp[] = {
	{ .header = "Email Address", .column = "email" },
	{ .header = "SMS Phone Number", .column = "phone" },
	{ .header = "First Name", .column = "first_name", .is_free = true },
	{ .header = "Last Name", .column = "last_name", .is_free = true },
	{ .header = "City", .column = "city", .is_free = true },
	{ .header = "State", .column = "region", .is_free = true },
	{ .header = "Country", .column = "country", .form = form_country,
	    .is_free = true },
	{ .header = "Language", .column = "language", .is_free = true },
	{ .header = NULL }
};
static const struct field mailchimp_customers[] = {
	{ .header = "Birthday", .column = "birthday",
	    .form = form_mailchimp },
	{ .header = "Tags", .column = "tags", .is_free = true },
	{ .header = NULL }
};

const struct target target_mailchimp = {
	.name = "mailchimp", .limits = "255 bytes a cell",
	.channels = EMAIL | SMS, .is_unique = true, .ascii = ASCII_LOCAL,
	.delimiter = ',', .fields = mailchimp,
	.of_customers = mailchimp_customers, .of_sends = of_sends,
	.rename = rename_not, .form = form_mailchimp, .cell_most = 255
};

static const struct field omnisend[] = {
	{ .header = "Email", .column = "email" },
	{ .header = "Phone", .column = "phone" },
	{ .header = "First Name", .column = "first_name", .is_free = true },
	{ .header = "Last Name", .column = "last_name", .is_free = true },
	{ .header = "City", .column = "city", .is_free = true },
	{ .header = "State", .column = "region", .is_free = true },
	{ .header = "Country", .column = "country", .form = form_country,
	    .is_free = true },
	{ .header = "Language", .column = "language", .is_free = true },
	{ .header = "Email opt-in date", .column = "email_consent_at" },
	{ .header = "SMS opt-in date", .column = "sms_consent_at" },
	{ .header = NULL }
};
static const struct field omnisend_customers[] = {
	{ .header = "Birthdate", .column = "birthday" },
	{ .header = "Tags", .column = "tags", .is_free = true },
	{ .header = NULL }
};

const struct target target_omnisend = {
	.name = "omnisend", .limits = "200 columns", .channels = EMAIL | SMS,
	.is_unique = true, .delimiter = ',', .fields = omnisend,
	.of_customers = omnisend_customers, .of_sends = of_sends,
	.rename = rename_not, .columns_most = 200
};

static const struct field brevo[] = {
	{ .header = "EMAIL", .column = "email" },
	{ .header = "SMS", .column = "phone" },
	{ .header = "EXT_ID", .column = "external_id" },
	{ .header = "FIRSTNAME", .column = "first_name", .is_free = true },
	{ .header = "LASTNAME", .column = "last_name", .is_free = true },
	{ .header = "COUNTRY", .column = "country", .form = form_country,
	    .is_free = true },
	{ .header = "LANGUAGE", .column = "language", .is_free = true },
	{ .header = NULL }
};
static const struct field brevo_customers[] = {
	{ .header = "TAGS", .column = "tags", .is_free = true },
	{ .header = NULL }
};

const struct target target_brevo = {
	.name = "brevo", .limits = "250 MB a file", .channels = EMAIL | SMS,
	.is_unique = true, .delimiter = ';', .fields = brevo,
	.of_customers = brevo_customers, .of_sends = of_sends,
	.rename = rename_capitals, .form = form_day, .bytes_most = 250 * MB
};

static const struct field sendgrid[] = {
	{ .header = "email", .column = "email" },
	{ .header = "phone_number_id", .column = "phone" },
	{ .header = "external_id", .column = "external_id" },
	{ .header = "first_name", .column = "first_name", .is_free = true },
	{ .header = "last_name", .column = "last_name", .is_free = true },
	{ .header = "city", .column = "city", .is_free = true },
	{ .header = "state_province_region", .column = "region",
	    .is_free = true },
	{ .header = "country", .column = "country", .form = form_country,
	    .is_free = true },
	{ .header = "language", .column = "language", .is_free = true },
	{ .header = NULL }
};
static const struct field sendgrid_customers[] = {
	{ .header = "tags", .column = "tags", .is_free = true },
	{ .header = NULL }
};

const struct target target_sendgrid = {
	.name = "sendgrid", .limits = "1,000,000 rows or 5 GB a file",
	.channels = EMAIL | SMS, .is_unique = true, .delimiter = ',',
	.fields = sendgrid, .of_customers = sendgrid_customers,
	.of_sends = of_sends, .rename = rename_word, .rows_most = MB,
	.bytes_most = (size_t)5000 * MB
};

static const struct field listmonk[] = {
	{ .header = "email", .column = "email" },
	{ .header = "name", .column = "name", .is_free = true },
	{ .header = "customer_id", .column = "customer_id" },
	{ .header = "first_name", .column = "first_name" },
	{ .header = "last_name", .column = "last_name" },
	{ .header = "city", .column = "city" },
	{ .header = "country", .column = "country", .form = form_country },
	{ .header = "language", .column = "language" },
	{ .header = NULL }
};
static const struct field listmonk_customers[] = {
	{ .header = "tags", .column = "tags" },
	{ .header = NULL }
};

const struct target target_listmonk = {
	.name = "listmonk", .limits = "none", .channels = EMAIL,
	.is_unique = true, .delimiter = ',', .fields = listmonk,
	.of_customers = listmonk_customers, .of_sends = of_sends,
	.rename = rename_not, .plain = 2, .rest = "attributes"
};
