#include "lens.h"

#include <stdlib.h>
#include <unistd.h>

#include "tally.h"
#include "tap.h"

static struct common common = { .quiet = true };

/* Read a side file of this text. */
static void
look(struct lens *l, const char *text)
{
	char path[] = "/tmp/lens.XXXXXX";
	FILE *out = fdopen(mkstemp(path), "w");

	fputs(text, out);
	fclose(out);
	lens_read_side(l, path, &common);
	unlink(path);
}

int
main(void)
{
	struct lens *l = lens_new("1", 0);

	tally_open(&common);
	is(lens_shows(l, "1", NULL, NULL) ? "shown" : "not", "shown",
	    "the customer is shown");
	ok(!lens_shows(l, "2", "b@example.com", ""), "another isn't");
	ok(lens_shows(l, "", NULL, ""), "who is nobody is");
	look(l, "customer_id,email,phone,country\n"
	    "1,A@example.com,,\n"
	    "3,c@example.com,(202) 555-0123,US\n"
	    "2,b@example.com,,\n"
	    "4,a@example.com,+1 202 555 0123,\n"
	    "5,nobody,,\n");
	ok(lens_shows(l, "9", "a@example.com", NULL), "whoever has the e-mail");
	ok(lens_shows(l, "3", NULL, NULL) && lens_shows(l, "4", NULL, NULL),
	    "or the phone of one who has, however it is written");
	ok(!lens_shows(l, "2", "b@example.com", NULL), "but nobody else");
	look(l, "send_id,channel,address,customer_id,trigger_id\n"
	    "x,email,old@example.com,1,cart-9\n"
	    "y,sms,+12025550199,2,cart-9\n");
	ok(lens_shows(l, NULL, "old@example.com", NULL),
	    "and what they were written to at");
	ok(lens_shows(l, "2", NULL, NULL),
	    "and whoever shares an occasion with them");
	ok(tally_close() == EXIT_DONE, "rows that will be read again aren't "
	    "counted");
	lens_free(l);
	return finish();
}
