/* Segment maps: a text that is taken names every triple of scores. */

#include "segmap.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size);

static void
must(int holds)
{
	if (!holds)
		abort();
}

int
LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
	char *text = malloc(size + 1);
	struct segmap_error e = { 0, "" };
	struct segmap *m;
	int bins;

	must(text != NULL);
	memcpy(text, data, size);
	text[size] = '\0';
	m = segmap_parse(text, &e);
	free(text);
	if (m == NULL) {
		must(e.reason[0] != '\0');
		return 0;
	}
	bins = segmap_bins(m);
	must(bins >= 3 && bins <= 10);
	for (int i = 0; i < bins * bins * bins; i++)
		must(*segmap_segment(m, i / bins / bins + 1,
		    i / bins % bins + 1, i % bins + 1) != '\0');
	segmap_free(m);
	return 0;
}
