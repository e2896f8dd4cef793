#ifndef FAULT_H
#define FAULT_H

#include "candidate.h"
#include "outbox.h"
#include "sink.h"

/* What was wrong with a message that went out, by the codes of denials. */
struct fault {
	const struct mail *mail;
	enum code code;
	const char *rule, *observed, *threshold;
};

struct faults {
	struct fault *list;
	size_t n, room;
};

/* Add one; a message has one of a code. */
void faults_add(struct faults *all, const struct fault *f);

/* Sort them by when it went, and to whom; then write them. */
void faults_sort(struct faults *all);
void faults_write(const struct faults *all, struct sink *out);

#endif
