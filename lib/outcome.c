#include "outcome.h"

#include <err.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "batch.h"
#include "record.h"
#include "replay.h"
#include "tally.h"

struct writing {
	const struct outcome *o;
	size_t *accepted, n;		/* of the candidates: sent or held */
	struct sink *out, *denied, *held, *retract;
	int copy;		/* of standard output, to be synced; or -1 */
};

static struct sink *
open_side(const char *path, const struct common *common, enum record r)
{
	return path == NULL ? NULL : sink_open(path, common, NULL,
	    record_columns(r));
}

/* What stands in the files must be there before the ledger says that it is. */
static struct writing
begin(const struct outcome *o, const struct common *common)
{
	return (struct writing){ .o = o,
		.copy = common->output == NULL ? dup(STDOUT_FILENO) : -1,
		.out = sink_open(common->output, common, NULL,
		    record_columns(RECORD_SEND)),
		.denied = open_side(o->denied, common, RECORD_DENIED),
		.held = open_side(o->held, common, RECORD_SEND),
		.retract = open_side(o->retract, common, RECORD_SEND)
	};
}

static void
close_sides(const struct writing *w)
{
	struct sink *const sides[] = { w->denied, w->held, w->retract };

	for (int i = 0; i < 3; i++)
		if (sides[i] != NULL)
			sink_close(sides[i]);
}

/* Standard output, too, where it is a file. */
static void
close_out(const struct writing *w)
{
	struct stat st;

	sink_close(w->out);
	if (w->copy < 0)
		return;
	if (fstat(w->copy, &st) == 0 && S_ISREG(st.st_mode) &&
	    fsync(w->copy) != 0)
		err(EXIT_TROUBLE, "<stdout>");
	close(w->copy);
}

static void
gather(struct writing *w)
{
	const struct candidates *all = w->o->candidates;

	w->accepted = calloc(all->n + 1, sizeof *w->accepted);
	if (w->accepted == NULL)
		errx(EXIT_TROUBLE, "out of memory");
	for (size_t i = 0; i < all->n; i++)
		if (all->list[i].code <= CODE_HELD)
			w->accepted[w->n++] = i;
}

/* The sends and those held, and behind them what is retracted. */
static struct send
get_send(const struct writing *w, size_t i)
{
	const struct outcome *o = w->o;
	const struct candidate *c;

	if (i >= w->n)
		return o->retracts->list[i - w->n];
	c = &o->candidates->list[w->accepted[i]];
	return send_of(c, o->facts->as_of, carry_data(o->carry,
	    o->facts->who.book, c, o->facts->pool));
}

static struct send
get(void *ctx, size_t i)
{
	return get_send(ctx, i);
}

static void
write_sides(const struct writing *w)
{
	const struct outcome *o = w->o;
	const struct candidates *all = o->candidates;

	for (size_t i = 0; w->denied != NULL && i < all->n; i++)
		if (all->list[i].code > CODE_HELD)
			denied_write(w->denied, &all->list[i],
			    o->facts->as_of);
	for (size_t i = 0; w->held != NULL && i < w->n; i++) {
		struct send s = get_send(w, i);

		if (s.action == ACTION_HELD)
			send_write(w->held, &s);
	}
	for (size_t i = 0; w->retract != NULL && i < o->retracts->n; i++)
		send_write(w->retract, &o->retracts->list[i]);
}

static void
write_sends(const struct writing *w)
{
	for (size_t i = 0; i < w->n; i++) {
		struct send s = get_send(w, i);

		if (s.action == ACTION_SEND)
			send_write(w->out, &s);
	}
}

static void
say_lost(const struct writing *w)
{
	const struct candidates *all = w->o->candidates;
	size_t lost = 0;

	for (size_t i = 0; i < all->n; i++)
		lost += all->list[i].code == CODE_HELD;
	if (lost > 0 && w->held == NULL && w->o->facts->ledger == NULL)
		tally_note("what is held is written nowhere, and no history "
		    "will know of it (want --held FILE)");
}

/* Plan it in the ledger; and its number, above all that were. */
static int64_t
plan(struct writing *w)
{
	struct ledger *l = w->o->facts->ledger;
	struct sends sends = { w->n + w->o->retracts->n, get, w };
	int64_t batch;

	ledger_begin(l);
	batch = batch_add(l, w->o->facts->as_of, &sends);
	ledger_commit(l);
	return batch == 0 ? INT64_MAX : batch;
}

static int
write_planned(struct writing *w)
{
	struct ledger *l = w->o->facts->ledger;
	struct outlets sides = { { NULL, w->held, w->retract } };
	struct outlets out = { { w->out, NULL, NULL } };
	size_t n = replay_planned(l, INT64_MAX, &sides);
	int status;

	write_sides(w);
	if (n > 0)
		tally_note("%zu batch%s that an earlier run could not print "
		    "go%s first", n, n == 1 ? "" : "es", n == 1 ? "es" : "");
	batches_say_unconfirmed(l, w->o->facts->as_of);
	status = tally_close();
	close_sides(w);
	replay_planned(l, plan(w), &out);
	write_sends(w);
	close_out(w);
	ledger_begin(l);
	batches_offer(l, 0);
	ledger_commit(l);
	return status;
}

int
outcome_write(const struct outcome *o, const struct common *common)
{
	struct writing w = begin(o, common);
	int status;

	gather(&w);
	say_lost(&w);
	if (o->facts->ledger != NULL && !o->is_dry)
		status = write_planned(&w);
	else {
		write_sides(&w);
		write_sends(&w);
		status = tally_close();
		/* What is said beside is of a list that is there. */
		close_out(&w);
		close_sides(&w);
	}
	free(w.accepted);
	return status;
}

static int
replay(struct ledger *l, int64_t batch, const struct outcome *o,
    const struct common *common)
{
	struct writing w = begin(o, common);
	struct outlets out = { { w.out, w.held, w.retract } };

	replay_batch(l, batch, &out);
	close_sides(&w);
	close_out(&w);
	ledger_begin(l);
	batches_offer(l, batch);
	ledger_commit(l);
	return tally_close();
}

static int
list(struct ledger *l, const struct common *common)
{
	struct sink *out = sink_open(common->output, common, NULL,
	    batch_columns());
	int status;

	batches_list(l, -1, out);
	status = tally_close();
	sink_close(out);
	return status;
}

int
outcome_ask(const char *ledger, int batch, struct span wait,
    const struct outcome *o, const struct common *common)
{
	struct ledger *l = ledger_open(ledger, batch > 0 ? LEDGER_CHANGE :
	    LEDGER_READ, wait);
	int status = batch > 0 ? replay(l, batch, o, common) :
	    list(l, common);

	ledger_close(l);
	return status;
}
