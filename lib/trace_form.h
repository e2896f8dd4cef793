#ifndef TRACE_FORM_H
#define TRACE_FORM_H

#include "ids.h"
#include "trace.h"
#include "visit.h"

/* How traces are held: for trace.c, and trace_fetch.c, which sends for them. */

/* By an owner's top: their traces, and when they last bought. */
struct holder {
	uint32_t first, last;
	int64_t bought;
};

struct traces {
	struct stitch *people;
	enum trace_group by;
	struct trace **blocks;		/* only the first grows, and moves */
	size_t first_room;
	size_t n, blocks_n, room, gone;
	bool has_views;			/* any was kept */
	struct visits *visits;
	struct holder *holders;
	size_t holders_n, holders_room;
	struct ids *ids;
	uint32_t *buyers;	/* of one purchase */
	size_t n_buyers, buyers_room;
	struct row session;
};

#endif
