#include "lens.h"

#include <err.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "channel.h"
#include "contact.h"
#include "dict.h"
#include "pool.h"
#include "recipient.h"
#include "source.h"
#include "tally.h"

/*
 * A row has so many bytes at least, as a rule, and four hashes for its texts
 * are enough to keep most people apart.  Rows of a pool that is given up now
 * and then.
 */
enum { ROW = 64, FEWEST = 16, MOST = 28, BATCH = 4096 };

/*
 * Hashes form trees, as texts do in person.c: up has one more than the number
 * of the hash above, and 0 at a top.
 */
struct lens {
	uint32_t *up, mask;
	uint32_t customer;
};

/* FNV-1a of the kind and the text, folded. */
static uint32_t
hash_of(const struct lens *l, char kind, const char *text)
{
	uint64_t h = (0xcbf29ce484222325u ^ (unsigned char)kind) *
	    0x100000001b3u;

	for (; *text != '\0'; text++)
		h = (h ^ (unsigned char)*text) * 0x100000001b3u;
	return (uint32_t)(h ^ h >> 32) & l->mask;
}

static uint32_t
top_of(const struct lens *l, uint32_t i)
{
	while (l->up[i] != 0)
		i = l->up[i] - 1;
	return i;
}

/* As top_of, and everything on the way is put right below the top. */
static uint32_t
shorten(struct lens *l, uint32_t i)
{
	uint32_t top = top_of(l, i);

	while (i != top) {
		uint32_t above = l->up[i] - 1;

		l->up[i] = top + 1;
		i = above;
	}
	return top;
}

/* Join the texts that a row has of these kinds. */
static void
join(struct lens *l, const char *kinds, const char *const texts[])
{
	uint32_t top = UINT32_MAX;

	for (int i = 0; kinds[i] != '\0'; i++) {
		uint32_t own;

		if (texts[i] == NULL || *texts[i] == '\0')
			continue;
		own = shorten(l, hash_of(l, kinds[i], texts[i]));
		if (top == UINT32_MAX)
			top = own;
		else if (own != top)
			l->up[own] = top + 1;
	}
}

struct lens *
lens_new(const char *customer_id, size_t bytes)
{
	struct lens *l = calloc(1, sizeof *l);
	char email[1024];
	int bits = FEWEST;

	while (bits < MOST && (size_t)1 << bits < bytes / ROW * 4)
		bits++;
	if (l == NULL || (l->up = calloc((size_t)1 << bits,
	    sizeof *l->up)) == NULL)
		errx(EXIT_TROUBLE, "out of memory");
	l->mask = ((uint32_t)1 << bits) - 1;
	l->customer = hash_of(l, 'c', customer_id);
	if (email_normalise(customer_id, email, sizeof email))
		join(l, "cec", (const char *[]){ customer_id, email, email });
	return l;
}

void
lens_free(struct lens *l)
{
	if (l == NULL)
		return;
	free(l->up);
	free(l);
}

/* A table's rows: recipients, or sends, which have an address. */
static void
read_rows(struct lens *l, struct source *in)
{
	static const struct list none = { .n = 0 };
	struct pool *p = pool_new(), *batch = pool_new();
	struct recipient_columns at = recipient_find(in, &none, p);
	size_t trigger = source_find(in, "trigger_id");
	size_t address = source_find(in, "address");
	size_t channel = source_find(in, "channel");
	struct recipient r;

	for (size_t n = 1; source_next(in); n++) {
		const char *to = source_cell(in, address).text;
		const char *by = source_cell(in, channel).text;

		if (!recipient_read(in, &at, batch, &r))
			continue;
		join(l, "cepept", (const char *[]){ recipient_name(&r),
		    r.email, recipient_address(&r, CHANNEL_SMS),
		    strcmp(by, "email") == 0 ? to : "",
		    strcmp(by, "sms") == 0 ? to : "",
		    source_cell(in, trigger).text });
		if (n % BATCH == 0) {
			pool_free(batch);
			batch = pool_new();
		}
	}
	pool_free(batch);
	pool_free(p);
	source_close(in);
}

void
lens_read(struct lens *l, char *const files[], const struct common *common)
{
	tally_mute(true);
	read_rows(l, source_open(files, common, NULL));
	tally_mute(false);
}

void
lens_read_side(struct lens *l, const char *path, const struct common *common)
{
	tally_mute(true);
	read_rows(l, source_open_side(path, common));
	tally_mute(false);
}

bool
lens_shows(const struct lens *l, const char *customer_id, const char *email,
    const char *phone)
{
	const char *const texts[] = { customer_id, email, phone };
	uint32_t customer = top_of(l, l->customer);
	bool any = false;

	for (int i = 0; i < 3; i++) {
		if (texts[i] == NULL || *texts[i] == '\0')
			continue;
		any = true;
		if (top_of(l, hash_of(l, "cep"[i], texts[i])) == customer)
			return true;
	}
	return !any;
}
