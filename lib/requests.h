#ifndef REQUESTS_H
#define REQUESTS_H

#include "admission.h"
#include "pages.h"
#include "sheet.h"

/* Sends on their way into requests, each as full as the platform allows. */
struct requests {
	struct sheet *sheet;
	struct admission *admission;
	struct pages *out;
	const char *from;		/* the sender, or NULL */
	struct row body;		/* that is open, of no bytes: none */
	size_t items;
	const struct addressee *first;	/* in it */
	struct pool *pool;
};

/* Add one, who is behind all of the same file and template.  Who has no
   template where one is wanted, or is too large for any request, is dropped. */
void requests_add(struct requests *r, const struct addressee *a);

/* The last one is full. */
void requests_close(struct requests *r);

#endif
