#include "textfile.h"

#include <err.h>
#include <stdio.h>

#include "claim.h"
#include "opt.h"
#include "pool.h"

char *
textfile_read(const char *path, size_t *len)
{
	FILE *f = fopen(path, "r");
	char *text = NULL;
	size_t room = 0, n;

	if (f == NULL)
		err(EXIT_TROUBLE, "%s", path);
	claim_read(fileno(f), path);
	*len = 0;
	do {
		text = pool_grow(text, &room, *len + BUFSIZ + 1, 1);
		n = fread(text + *len, 1, BUFSIZ, f);
		*len += n;
	} while (n != 0);
	if (ferror(f))
		err(EXIT_TROUBLE, "%s", path);
	fclose(f);
	text[*len] = '\0';
	return text;
}
