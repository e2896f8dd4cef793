#include "rows.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <unistd.h>

#include "tap.h"

enum { MANY = 50000 };

static atomic_size_t written;
static size_t files, nothing_before;

/* Of every third thing no row, of every fifth two. */
static size_t
times(size_t i)
{
	return i % 3 == 0 || i < nothing_before ? 0 : i % 5 == 0 ? 2 : 1;
}

static void
write_one(void *of, size_t i, struct sink *out)
{
	for (size_t k = 0; k < times(i); k++) {
		sink_int(out, (int64_t)i);
		sink_text(out, of);
		sink_end(out);
		written++;
	}
}

/* Does the file have the rows of n things in their order, and no others? */
static bool
has_rows(FILE *f, size_t n, bool json)
{
	char line[100] = "", want[100];
	bool right = true;

	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < times(i); k++) {
			if (json)
				snprintf(want, sizeof want,
				    "{\"i\":\"%zu\",\"text\":\"a,b\"}\n", i);
			else
				snprintf(want, sizeof want, "%zu,\"a,b\"\n",
				    i);
			right = right &&
			    fgets(line, sizeof line, f) != NULL &&
			    strcmp(line, want) == 0;
		}
	return right && fgets(line, sizeof line, f) == NULL;
}

/* Each time to a file of its own: a run writes none twice. */
static bool
writes(size_t n, bool json)
{
	static const char *const columns[] = { "i", "text", NULL };
	char path[40], text[] = "a,b", head[20];
	struct common common = { .json = json };
	struct sink *out;
	FILE *f;
	bool right;

	snprintf(path, sizeof path, "rows.%ld.%zu", (long)getpid(), ++files);
	out = sink_open(path, &common, NULL, columns);
	written = 0;
	rows_write(out, n, write_one, text);
	sink_close(out);
	f = fopen(path, "r");
	right = f != NULL && (json || (fgets(head, sizeof head, f) != NULL &&
	    strcmp(head, "i,text\n") == 0)) && has_rows(f, n, json);
	if (f != NULL)
		fclose(f);
	return right;
}

static void
clean(void)
{
	char path[40];

	for (size_t i = 1; i <= files; i++) {
		snprintf(path, sizeof path, "rows.%ld.%zu", (long)getpid(), i);
		unlink(path);
	}
}

int
main(void)
{
	char count[32];

	ok(writes(0, false) && writes(1, false) && writes(10, true), "few");
	ok(writes(4096, false) && writes(4097, false) &&
	    writes(8193, false), "about as many as a thread takes at once");
	ok(writes(MANY, true), "many, as NDJSON");
	ok(writes(MANY, false), "many");
	snprintf(count, sizeof count, "%zu", (size_t)written);
	is(count, "39999", "no row is lost");
	nothing_before = 5000;
	ok(writes(MANY, true) && writes(6000, true) && writes(6000, false),
	    "none of what comes first");
	clean();
	return finish();
}
