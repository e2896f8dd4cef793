#include "send.h"

#include "tap.h"

int
main(void)
{
	char id[SEND_ID_ROOM], other[SEND_ID_ROOM];

	/* By printf 'win-back\037reminder\037...' | sha256sum | cut -c1-32 */
	send_id("win-back", "reminder",
	    "jane@example.com/2025-03-01T10:00:00Z", id);
	is(id, "d2c1f5b7973b6e67f1e2002a47d25def", "an id is 32 digits");
	send_id("win-back", "reminder", "jos\xc3\xa9@example.com/2025-03-01",
	    id);
	is(id, "b3456cfbe943b3890bdc1af718550105", "of the bytes in UTF-8");
	send_id("a", "bc", "d", id);
	send_id("ab", "c", "d", other);
	ok(strcmp(id, other) != 0, "what is where matters");
	return finish();
}
