#include "fault.h"

#include <stdlib.h>

void
faults_add(struct faults *all, const struct fault *f)
{
	all->list = pool_grow(all->list, &all->room, all->n + 1,
	    sizeof *all->list);
	all->list[all->n++] = *f;
}

static int
compare(const void *a, const void *b)
{
	const struct fault *f = a, *g = b;
	int c = mail_compare(f->mail, g->mail);

	return c != 0 ? c : (int)f->code - (int)g->code;
}

void
faults_sort(struct faults *all)
{
	if (all->n > 0)
		qsort(all->list, all->n, sizeof *all->list, compare);
}

void
faults_write(const struct faults *all, struct sink *out)
{
	for (size_t i = 0; i < all->n; i++) {
		const struct fault *f = &all->list[i];
		const struct mail *m = f->mail;
		const struct instant at = { .seconds = m->at };

		sink_instant(out, at);
		sink_text(out, channel_names()[m->channel]);
		sink_text(out, m->address);
		sink_text(out, m->customer_id);
		sink_text(out, m->message->name);
		sink_text(out, m->message->flow_name);
		sink_text(out, m->message->step_name);
		sink_text(out, class_names()[m->message->class]);
		sink_text(out, code_name(f->code));
		sink_text(out, f->rule);
		sink_text(out, f->observed);
		sink_text(out, f->threshold);
		sink_text(out, m->file);
		sink_int(out, (int64_t)m->line);
		if (m->record != 0)
			sink_int(out, (int64_t)m->record);
		else
			sink_text(out, "");
		sink_end(out);
	}
}
