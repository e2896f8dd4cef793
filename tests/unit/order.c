#include "order.h"

#include "tap.h"

static const struct instant as_of = { .seconds = 1000 };

/* An order of this status, as known, cancelled and refunded then; 0: never. */
static struct order
known(enum order_status status, int64_t cancelled, int64_t refunded)
{
	struct order o = { .status = status, .total = 500, .refunded = 500,
	    .cancels = cancelled != 0, .cancelled_at.seconds = cancelled,
	    .refunds = refunded != 0, .refunded_at.seconds = refunded };

	order_known(&o, as_of);
	return o;
}

static void
times(void)
{
	ok(known(ORDER_REFUNDED, 0, 1000).status == ORDER_REFUNDED &&
	    known(ORDER_REFUNDED, 0, 1000).refunded == 500,
	    "a refund at as-of is known");
	ok(known(ORDER_REFUNDED, 0, 1001).status == ORDER_PAID &&
	    known(ORDER_REFUNDED, 0, 1001).refunded == 0,
	    "a later one isn't");
	ok(known(ORDER_PARTIALLY_REFUNDED, 0, 1001).status == ORDER_PAID,
	    "nor is a part");
	ok(known(ORDER_PAID, 0, 1001).refunded == 0 &&
	    known(ORDER_PAID, 0, 0).refunded == 500,
	    "without a date a refund is known");
	ok(known(ORDER_CANCELLED, 1001, 0).status == ORDER_PAID,
	    "a later cancellation isn't known");
	ok(known(ORDER_CANCELLED, 1000, 0).status == ORDER_CANCELLED &&
	    known(ORDER_CANCELLED, 0, 0).status == ORDER_CANCELLED,
	    "one at as-of is, and one without a date");
	ok(known(ORDER_PAID, 1000, 0).status == ORDER_CANCELLED,
	    "a cancellation date wins");
	ok(known(ORDER_TEST, 1000, 0).status == ORDER_TEST,
	    "but a test stays one");
}

static void
kinds(void)
{
	int purchases = 0, counted = 0, any = 0;

	for (int s = ORDER_PAID; s <= ORDER_TEST; s++) {
		struct order o = { .status = (enum order_status)s };

		purchases |= order_is_purchase(&o, false) << s;
		counted |= order_is_purchase(&o, true) << s;
		any |= order_is_any(&o) << s;
	}
	ok(purchases == (1 << ORDER_PAID | 1 << ORDER_PARTIALLY_REFUNDED),
	    "what is a purchase");
	ok(counted == (purchases | 1 << ORDER_PLACED), "or placed too");
	ok(any == (counted | 1 << ORDER_REFUNDED), "what is an order");
}

static void
keys(void)
{
	static const char *const odd[] = { "a@@b.com", "A@@b.com", "a@b..com",
	    "@b.com", "a@", "a@b.com.", "a,b@c.com", "a b@c.com", "(a)@b.com",
	    "a@b_c.com", "a@.com", "a!b.com" };
	struct order o = { .customer_id = { "c1", 2 },
	    .email = { " Ann@Example.COM ", 17 },
	    .phone = { "+12025550101", 12 } };

	is(order_key(&o, false).text, "c1", "the id");
	is(order_key(&o, true).text, "ann@example.com", "the e-mail, folded");
	o.customer_id = (struct cell){ "", 0 };
	is(order_key(&o, false).text, "ann@example.com", "or else it");
	o.email = (struct cell){ "ann@example.com", 15 };
	is(order_key(&o, false).text, o.email.text, "as it is");
	for (size_t i = 0; i < sizeof odd / sizeof odd[0]; i++) {
		o.email = (struct cell){ odd[i], strlen(odd[i]) };
		is(order_key(&o, true).text, "+12025550101", odd[i]);
	}
	o.email = (struct cell){ "none", 4 };
	is(order_key(&o, true).text, "+12025550101", "else the phone");
	o.phone = (struct cell){ "", 0 };
	ok(order_key(&o, true).len == 0, "else nobody");
}

int
main(void)
{
	times();
	kinds();
	keys();
	return finish();
}
