#include "roster.h"

#include <stdio.h>

#include "tap.h"

static const struct recipient rows[] = {
	{ .customer_id = "9", .email = "a@x.de", .phone = "",
	  .push_token = "" },
	{ .customer_id = "", .email = "a@x.de", .phone = "+491",
	  .can_dial = true, .push_token = "t" },
	{ .customer_id = "10", .email = "", .phone = "+491",
	  .can_dial = true, .push_token = "", .country = "FR" },
	{ .customer_id = "7", .email = "b@x.de", .phone = "030",
	  .push_token = "" },
	{ .customer_id = "7", .email = "a7@x.de", .phone = "",
	  .push_token = "" }
};

/* What each person goes by, and how they are reached, of rows in that order;
   a row's rank is where it stands above. */
static const char *
told(const int order[5])
{
	static const struct list nothing;
	static const struct common common;
	static char text[256];
	struct circle *circle = circle_new(&common, &nothing);
	struct roster *r = roster_new(circle);
	const struct entry *e;
	size_t len = 0, at = 0, n;

	for (int i = 0; i < 5; i++)
		roster_add(r, &(struct entry){ .who = rows[order[i]],
		    .rank = order[i] });
	circle_close(circle, false);
	roster_close(r);
	text[0] = '\0';
	while ((e = roster_next(r, &at, &n)) != NULL) {
		struct contact c = roster_contact(e, n);

		len += (size_t)snprintf(text + len, sizeof text - len,
		    "%s|%s|%s|%s|%s|%zu ", c.customer_id, c.email, c.phone,
		    c.push_token, zone_name(roster_zone(e, n)), n);
	}
	roster_free(r);
	circle_free(circle);
	return text;
}

int
main(void)
{
	/* Bytewise, 10 is before 9; by rank, b@ is before a7@. */
	static const char want[] = "10|a@x.de|+491|t|Europe/Paris|3 "
	    "7|b@x.de|||UTC|2 ";
	const char *got;

	is(told((int[]){ 0, 1, 2, 3, 4 }), want, "one person of three rows");
	is(told((int[]){ 4, 2, 1, 0, 3 }), want, "in whatever order");
	got = told((int[]){ 3, 1, 4, 0, 2 });
	ok(strcmp(got, want) == 0, "or that");
	return finish();
}
