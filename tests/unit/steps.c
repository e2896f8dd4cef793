#include "steps.h"

#include <stdlib.h>
#include <string.h>

#include "tap.h"

/* Lengths about which a text is packed otherwise. */
static const size_t lengths[] = { 0, 1, 254, 255, 256, 70000 };
enum { LENGTHS = sizeof lengths / sizeof *lengths };

/* A text of so many bytes that ends otherwise than it begins. */
static char *
made(size_t len)
{
	char *text = calloc(1, len + 1);

	if (text == NULL)
		abort();
	memset(text, 'a', len);
	if (len > 1)
		text[len - 1] = 'z';
	return text;
}

static struct step
blank(void)
{
	struct step s = { .at = 7, .act = ACT_ADD, .quantity = 2000,
	    .seconds = -1, .price = 1250 };

	for (int t = 0; t < STEP_TEXTS; t++)
		s.text[t] = "";
	return s;
}

static void
test_texts(void)
{
	struct steps *some = steps_new(), *moved = steps_new();
	struct step s = blank(), got;
	char *text[LENGTHS];

	for (size_t i = 0; i < LENGTHS; i++)
		text[i] = made(lengths[i]);
	for (int t = 0; t < STEP_TEXTS; t++)
		s.text[t] = text[t % LENGTHS];
	steps_add(some, &s);
	steps_add(some, &s);
	steps_move(moved, some, 1);
	steps_get(moved, 0, &got);
	for (int t = 0; t < STEP_TEXTS; t++)
		is(got.text[t], s.text[t], "a text comes back");
	ok(got.quantity == 2000 && got.seconds == -1 && got.price == 1250 &&
	    got.at == 7 && got.act == ACT_ADD, "and the rest");
	steps_free(some);
	steps_free(moved);
	for (size_t i = 0; i < LENGTHS; i++)
		free(text[i]);
}

/* Do two steps have one key? */
static bool
are_alike(const struct steps *s)
{
	size_t len, other;
	uint32_t hash, its;
	const char *key = steps_key(s, 0, &len, &hash);
	const char *that = steps_key(s, 1, &other, &its);

	return hash == its && len == other && memcmp(key, that, len) == 0;
}

static void
test_keys(void)
{
	static const struct {
		enum step_text text;
		const char *says;
		bool same;
		const char *name;
	} others[] = {
		{ STEP_CUSTOMER, "c2", false, "another customer" },
		{ STEP_SESSION, "c1", false, "a session too" },
		{ STEP_CART, "k", false, "a cart too" },
		{ STEP_ORDER, "o1", true, "an order is in no key" },
		{ STEP_SKU, "MUG", true, "nor is what it is about" }
	};

	for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
		struct steps *s = steps_new();
		struct step one = blank(), other;

		one.text[STEP_CUSTOMER] = "c1";
		other = one;
		other.text[others[i].text] = others[i].says;
		steps_add(s, &one);
		steps_add(s, &other);
		ok(are_alike(s) == others[i].same, others[i].name);
		steps_free(s);
	}
}

int
main(void)
{
	test_texts();
	test_keys();
	return finish();
}
