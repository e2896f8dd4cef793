#include "audit_kind.h"

#include <err.h>
#include <stdlib.h>
#include <string.h>

static const struct kind kinds[] = {
	{ CODE_ALREADY_SENT, NULL, true, "who had had the same already" },
	{ CODE_EXPIRED, NULL, true, "after it had gone stale" },
	{ CODE_NO_CONSENT, NULL, true, "who had opted out" },
	{ CODE_SUPPRESSED, "suppress ", true, "on a list of people not to be "
	    "written to" },
	{ CODE_SUPPRESSED, "suppress ", false, "whose mail had come back" },
	{ CODE_EXIT, "purchase ", true, "who had already bought" },
	{ CODE_EXIT, "purchase ", false, "who had done what ends the flow" },
	{ CODE_QUIET, NULL, true, "in their quiet hours" },
	{ CODE_CAP, NULL, true, "who had had as many as a cap allows" },
	{ CODE_GAP, NULL, true, "too soon after another" },
	{ .words = NULL }
};

const struct kind *
kinds_first(void)
{
	return kinds;
}

bool
kind_has(const struct kind *k, const struct fault *f)
{
	return f->code == k->code && (k->row == NULL || k->is_row ==
	    (strncmp(f->rule, k->row, strlen(k->row)) == 0));
}

static void *
list_of(size_t n, size_t size)
{
	void *list = calloc(n + 1, size);

	if (list == NULL)
		errx(EXIT_TROUBLE, "out of memory");
	return list;
}

size_t
kind_count(const struct kind *k, const struct audit *a, size_t *people)
{
	bool *seen = list_of(people_count(a->who.people), sizeof *seen);
	size_t n = 0;

	*people = 0;
	for (size_t i = 0; i < a->faults.n; i++) {
		const struct fault *f = &a->faults.list[i];

		if (!kind_has(k, f))
			continue;
		n++;
		*people += !seen[f->mail->person];
		seen[f->mail->person] = true;
	}
	free(seen);
	return n;
}

size_t
audit_wrong(const struct audit *a)
{
	size_t n, wrong = 0;
	const struct mail *all = outbox_all(a->box, &n);
	bool *seen = list_of(n, sizeof *seen);

	for (size_t i = 0; i < a->faults.n; i++) {
		size_t at = (size_t)(a->faults.list[i].mail - all);

		wrong += !seen[at];
		seen[at] = true;
	}
	free(seen);
	return wrong;
}
