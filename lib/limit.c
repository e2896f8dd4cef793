#include "limit.h"

#include <jansson.h>
#include <math.h>
#include <string.h>

static const char *const days[] = { "mon", "tue", "wed", "thu", "fri", "sat",
    "sun" };

static const char *
quiet_over_parse(const char *text, void *into)
{
	static const char *const names[] = { "defer", "drop", "edge", NULL };
	int which;
	const char *reason = choice_parse(text, names, &which);

	if (reason == NULL)
		*(enum quiet_over *)into = (enum quiet_over)which;
	return reason;
}

/* Deny or defer what is over a cap. */
static const char *
cap_over_parse(const char *text, void *into)
{
	static const char *const names[] = { "deny", "defer", NULL };
	int which;
	const char *reason = choice_parse(text, names, &which);

	if (reason == NULL)
		*(bool *)into = which == 1;
	return reason;
}

/* The quiet hours of one channel: a text, null or an object. */
static bool
read_quiet(const struct form *f, const struct way *up, json_t *channels,
    const char *channel, struct quiet *q)
{
	static const char *const keys[] = { "hours", "over", "mon", "tue",
	    "wed", "thu", "fri", "sat", "sun", NULL };
	struct way at = { up, channel, 0 };
	json_t *value = json_object_get(channels, channel);
	struct window every = { 0, 0 };

	if (json_is_null(value))
		return true;
	if (json_is_string(value)) {
		if (!form_text(f, up, channels, channel, window_parse, &every))
			return false;
	} else if (!form_object(f, &at, value, keys) ||
	    !form_text(f, &at, value, "hours", window_parse, &every) ||
	    !form_text(f, &at, value, "over", quiet_over_parse, &q->over))
		return false;
	for (int day = 0; day < 7; day++) {
		q->on[day] = every;
		if (json_is_object(value) && !form_text(f, &at, value,
		    days[day], window_parse, &q->on[day]))
			return false;
	}
	return true;
}

static bool
read_all_quiet(const struct form *f, const struct way *up, json_t *object,
    struct limits *into)
{
	struct way at = { up, "quiet_hours", 0 };
	json_t *channels = json_object_get(object, "quiet_hours");

	if (channels == NULL)
		return true;
	if (!form_object(f, &at, channels, channel_names()))
		return false;
	for (enum channel c = 0; c < CHANNELS; c++) {
		struct quiet *q;

		if (json_object_get(channels, channel_names()[c]) == NULL)
			continue;
		q = pool_bytes(f->pool, sizeof *q);
		if (!read_quiet(f, &at, channels, channel_names()[c], q))
			return false;
		into->quiet[c] = q;
	}
	return true;
}

/* A length of time: neither months nor one of the calendar's. */
static const char *
gap_parse(const char *text, void *into)
{
	struct cap cap = { .max = 1 };
	const char *reason = cap_per_parse(text, &cap);

	if (reason == NULL && cap.window != CAP_ROLLING)
		reason = "not a length of time (want such as 16h or 7d)";
	if (reason == NULL)
		((struct cap *)into)->per = cap.per;
	return reason;
}

/* The gap of one channel: a text, null or an object. */
static bool
read_gap(const struct form *f, const struct way *up, json_t *channels,
    const char *channel, struct cap *gap)
{
	static const char *const keys[] = { "least", "over", NULL };
	struct way at = { up, channel, 0 };
	json_t *value = json_object_get(channels, channel);

	if (json_is_null(value))
		return true;
	if (json_is_string(value))
		return form_text(f, up, channels, channel, gap_parse, gap);
	if (!form_object(f, &at, value, keys))
		return false;
	if (json_object_get(value, "least") == NULL)
		return form_fault(f, &at, "no least (want such as \"16h\")");
	return form_text(f, &at, value, "least", gap_parse, gap) &&
	    form_text(f, &at, value, "over", cap_over_parse, &gap->defer);
}

static bool
read_gaps(const struct form *f, const struct way *up, json_t *object,
    struct limits *into)
{
	struct way at = { up, "gap", 0 };
	json_t *channels = json_object_get(object, "gap");

	if (channels == NULL)
		return true;
	if (!form_object(f, &at, channels, channel_names()))
		return false;
	for (enum channel c = 0; c < CHANNELS; c++) {
		struct cap *gap;

		if (json_object_get(channels, channel_names()[c]) == NULL)
			continue;
		gap = pool_bytes(f->pool, sizeof *gap);
		*gap = (struct cap){ .channel = c, .max = 1, .is_gap = true };
		if (!read_gap(f, &at, channels, channel_names()[c], gap))
			return false;
		into->gap[c] = gap->per > 0 ? gap : NULL;
	}
	return true;
}

/* A channel, or "any". */
static const char *
any_channel_parse(const char *text, void *into)
{
	static const char *const names[] = { "email", "sms", "push", "any",
	    NULL };
	int which;
	const char *reason = choice_parse(text, names, &which);

	if (reason == NULL)
		*(enum channel *)into = (enum channel)which;
	return reason;
}

static bool
read_cap(const struct form *f, const struct way *at, json_t *item, void *into)
{
	static const char *const keys[] = { "channel", "flow", "tag", "max",
	    "per", "over", NULL };
	struct cap *cap = into;
	int max = -1;

	*cap = (struct cap){ .channel = CHANNELS };
	if (!form_object(f, at, item, keys) ||
	    !form_text(f, at, item, "channel", any_channel_parse,
	    &cap->channel) ||
	    !form_text(f, at, item, "flow", form_name, &cap->flow) ||
	    !form_text(f, at, item, "tag", form_name, &cap->tag) ||
	    !form_count(f, at, item, "max", 1000000, &max) ||
	    !form_text(f, at, item, "per", cap_per_parse, cap) ||
	    !form_text(f, at, item, "over", cap_over_parse, &cap->defer))
		return false;
	if (max < 0)
		return form_fault(f, at, "no max (want a number)");
	if (json_object_get(item, "per") == NULL)
		return form_fault(f, at, "no per (want such as \"16h\", "
		    "\"7d\" or \"day\")");
	cap->max = (unsigned)max;
	cap->flow = form_keep(f, cap->flow);
	cap->tag = form_keep(f, cap->tag);
	return true;
}

static bool
read_caps(const struct form *f, const struct way *at, json_t *object,
    const char *flow, struct limits *into)
{
	struct cap *caps = NULL;
	size_t n = 0;

	if (!form_list(f, at, object, "caps", sizeof *caps, read_cap, &caps,
	    &n))
		return false;
	if (caps == NULL)
		return true;
	for (size_t i = 0; i < n; i++) {
		if (flow != NULL && caps[i].flow != NULL) {
			struct way list = { at, "caps", 0 };
			struct way here = { &list, NULL, i };

			return form_fault(f, &here, "a cap of a flow counts "
			    "that flow alone (want no flow)");
		}
		if (flow != NULL)
			caps[i].flow = flow;
	}
	into->caps = caps;
	into->n_caps = n;
	return true;
}

/* A percentage of at most two decimals, in hundredths. */
static bool
read_percent(const struct form *f, const struct way *up, json_t *object,
    unsigned *into)
{
	struct way at = { up, "percent", 0 };
	json_t *value = json_object_get(object, "percent");
	double hundredths = json_number_value(value) * 100;

	if (!json_is_number(value) || hundredths < 0 || hundredths > 10000 ||
	    fabs(hundredths - rint(hundredths)) > 1e-6)
		return form_fault(f, &at, "not a percentage (want 0 to 100, "
		    "with two decimals at most)");
	*into = (unsigned)rint(hundredths);
	return true;
}

static bool
read_holdout(const struct form *f, const struct way *up, json_t *object,
    struct holdout *into)
{
	static const char *const keys[] = { "percent", "salt", NULL };
	struct way at = { up, "holdout", 0 };
	json_t *value = json_object_get(object, "holdout");
	struct holdout h = { .salt = NULL };

	if (value == NULL)
		return true;
	if (!form_object(f, &at, value, keys))
		return false;
	if (json_object_get(value, "percent") == NULL)
		return form_fault(f, &at, "no percent (want a number)");
	if (!read_percent(f, &at, value, &h.hundredths) ||
	    !form_text(f, &at, value, "salt", form_name, &h.salt))
		return false;
	if (h.salt == NULL)
		return form_fault(f, &at, "no salt (want a text, such as the "
		    "year, by which it is drawn)");
	h.salt = form_keep(f, h.salt);
	*into = h;
	return true;
}

const struct quiet *
limits_quiet(const struct limits *all, const struct limits *own,
    enum channel c)
{
	return own->quiet[c] != NULL ? own->quiet[c] : all->quiet[c];
}

/* A domain, or "*": each for itself. */
static const char *
domain_parse(const char *text, void *into)
{
	for (const char *p = text; *p != '\0'; p++)
		if (*p == '@' || *p == ' ' || (*p >= 'A' && *p <= 'Z'))
			return "not a domain (want such as gmail.com, in "
			    "lower case, or * for each)";
	return form_name(text, into);
}

static bool
read_throttle(const struct form *f, const struct way *at, json_t *item,
    void *into)
{
	static const char *const keys[] = { "channel", "domain", "max", "per",
	    "even", NULL };
	struct throttle *t = into;
	int max = 0;

	*t = (struct throttle){ .channel = CHANNELS };
	if (!form_object(f, at, item, keys) ||
	    !form_text(f, at, item, "channel", any_channel_parse,
	    &t->channel) ||
	    !form_text(f, at, item, "domain", domain_parse, &t->domain) ||
	    !form_count(f, at, item, "max", 100000000, &max) ||
	    !form_text(f, at, item, "per", throttle_per_parse, &t->per) ||
	    !form_flag(f, at, item, "even", &t->even))
		return false;
	if (max == 0)
		return form_fault(f, at, "no max (want 1 or more)");
	if (t->per == 0)
		return form_fault(f, at, "no per (want minute, hour or day, or "
		    "such as \"15m\")");
	t->max = (size_t)max;
	t->domain = form_keep(f, t->domain);
	return true;
}

static bool
read_throttles(const struct form *f, const struct way *at, json_t *object,
    struct limits *into)
{
	struct throttle *list = NULL;
	size_t n = 0;

	if (!form_list(f, at, object, "throttle", sizeof *list, read_throttle,
	    &list, &n))
		return false;
	if (list != NULL) {
		into->throttles = list;
		into->n_throttles = n;
	}
	return true;
}

bool
limits_read(const struct form *f, const struct way *at, json_t *object,
    const char *flow, struct limits *into)
{
	return read_all_quiet(f, at, object, into) &&
	    read_gaps(f, at, object, into) &&
	    read_caps(f, at, object, flow, into) &&
	    read_holdout(f, at, object, &into->holdout) &&
	    (flow != NULL || read_throttles(f, at, object, into));
}

static bool
read_shares(const struct form *f, const struct way *at, json_t *share,
    struct variants *into)
{
	size_t n = json_object_size(share), i = 0;
	const char **names = pool_bytes(f->pool, n * sizeof *names + 1);
	unsigned *weights = pool_bytes(f->pool, n * sizeof *weights + 1);
	unsigned sum = 0;
	const char *name;
	json_t *value;

	json_object_foreach(share, name, value) {
		int weight = 0;

		if (!form_count(f, at, share, name, 10000, &weight))
			return false;
		names[i] = form_keep(f, name);
		weights[i++] = (unsigned)weight;
		sum += (unsigned)weight;
	}
	if (sum == 0)
		return form_fault(f, at, "no shares (want such as { \"A\": 1, "
		    "\"B\": 1 })");
	into->names = names;
	into->weights = weights;
	into->n = n;
	return true;
}

bool
variants_read(const struct form *f, const struct way *up, json_t *object,
    struct variants *into)
{
	static const char *const keys[] = { "salt", "share", NULL };
	struct way at = { up, "variants", 0 }, share = { &at, "share", 0 };
	json_t *value = json_object_get(object, "variants");
	struct variants v = { .n = 0 };

	if (value == NULL)
		return true;
	if (!form_object(f, &at, value, keys) ||
	    !form_text(f, &at, value, "salt", form_name, &v.salt))
		return false;
	if (v.salt == NULL)
		return form_fault(f, &at, "no salt (want a text by which they "
		    "are drawn)");
	if (json_object_get(value, "share") == NULL)
		return form_fault(f, &at, "no share (want such as { \"A\": 1, "
		    "\"B\": 1 })");
	v.salt = form_keep(f, v.salt);
	if (!form_object(f, &share, json_object_get(value, "share"), NULL) ||
	    !read_shares(f, &share, json_object_get(value, "share"), &v))
		return false;
	*into = v;
	return true;
}
