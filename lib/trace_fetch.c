#include "trace_fetch.h"

#include "trace_form.h"

static void
fetch(const struct traces *t, uint32_t trace)
{
	if (trace != TRACE_NONE)
		__builtin_prefetch(traces_get(t, trace), 1);
}

void
traces_fetch(struct traces *t, const struct guise *g, int nth)
{
	uint32_t cart = ids_known_cart(t->ids, g);
	size_t top;

	if (nth == 0) {
		stitch_fetch(t->people, g);
		return;
	}
	top = stitch_fetch_more(t->people, g);
	if (nth == 1) {
		if (cart != IDS_NONE)
			__builtin_prefetch(ids_heads(t->ids, cart), 1);
		if (top < t->holders_n)
			__builtin_prefetch(&t->holders[top], 1);
		return;
	}
	if (cart != IDS_NONE)
		fetch(t, ids_heads(t->ids, cart)->group);
	if (top < t->holders_n)
		fetch(t, t->holders[top].last);
}

void
traces_fetch_texts(struct traces *t, const struct step *s, int nth)
{
	stitch_fetch_texts(t->people, s, nth == 1);
	ids_fetch_cart(t->ids, s, nth == 1);
}
