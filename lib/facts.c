#include "facts.h"

#include <err.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "data.h"
#include "phrase.h"
#include "recall.h"
#include "tally.h"

/* The columns to keep: of --carry first, then those that conditions name. */
static void
ask(struct facts *f, const struct list *carry)
{
	const struct conditions *c = flows_conditions(f->flows);
	const struct list *const lists[] = { carry,
	    conditions_names(c, NAME_ROW), conditions_names(c, NAME_CUSTOMER) };

	for (int i = 0; i < 3; i++)
		for (size_t k = 0; k < lists[i]->n; k++)
			list_parse(lists[i]->items[k], &f->asked);
}

/* The number in asked of a name in a condition. */
static size_t
number_of(const struct facts *f, enum name_of of, size_t name)
{
	const struct conditions *c = flows_conditions(f->flows);
	size_t row = conditions_names(c, NAME_ROW)->n;
	size_t customer = conditions_names(c, NAME_CUSTOMER)->n;

	return f->asked.n - customer - (of == NAME_ROW ? row : 0) + name;
}

/* What a trigger has of its own, whatever the row had; NULL: not such a
   name. */
static const char *
own_cell(const struct saying *s, const char *name)
{
	const struct trigger *t = s->trigger;
	char text[INSTANT_ROOM];

	if (strcmp(name, "customer_id") == 0)
		return t->customer_id;
	if (strcmp(name, "flow") == 0)
		return t->flow->name;
	if (strcmp(name, "trigger_id") == 0)
		return t->id;
	if (strcmp(name, "reason") == 0)
		return t->reason;
	if (strcmp(name, "triggered_at") != 0 &&
	    strcmp(name, "since_at") != 0)
		return NULL;
	instant_print(*name == 't' ? t->at : t->began, text);
	return phrase_print(s->facts->pool, "%s", text);
}

static const char *
row_cell(const struct saying *s, size_t i)
{
	const char *text = s->trigger->who.cells[i];

	return text != NULL ? text : "";
}

const char *
facts_cell(void *ctx, enum name_of of, size_t name)
{
	const struct saying *s = ctx;
	const char *word = conditions_names(flows_conditions(s->facts->flows),
	    of)->items[name], *own;
	size_t i = number_of(s->facts, of, name);
	struct known known;

	switch (of) {
	case NAME_ROW:
		own = own_cell(s, word);
		return own != NULL ? own : row_cell(s, i);
	case NAME_CUSTOMER:
		known = book_find(s->facts->who.book, &s->trigger->who,
		    s->person);
		own = known_cell(&known, i);
		return *own != '\0' ? own : row_cell(s, i);
	case NAME_DATA:
		return data_member(s->facts->pool, s->trigger->data, word);
	default:
		return s->event->cells[name];
	}
}

/* Is the name the trigger's own, or a column of the rows? */
static bool
is_row_name(const void *facts, size_t name)
{
	const struct facts *f = facts;
	struct trigger any = { .customer_id = "", .id = "", .reason = "",
	    .flow = triggers_get(f->triggers, 0)->flow };
	struct saying s = { .facts = f, .trigger = &any };

	return own_cell(&s, conditions_names(flows_conditions(f->flows),
	    NAME_ROW)->items[name]) != NULL ||
	    triggers_have(f->triggers, number_of(f, NAME_ROW, name));
}

static bool
is_customer_name(const void *facts, size_t name)
{
	const struct facts *f = facts;
	size_t i = number_of(f, NAME_CUSTOMER, name);

	return triggers_have(f->triggers, i) || book_has(f->who.book, i);
}

/* A misspelt name would be blank in every row, and nobody would know. */
static void
check_condition(const struct facts *f, const struct flow *flow, int number)
{
	const struct conditions *c = flows_conditions(f->flows);
	const char *name;

	if (number == NO_CONDITION)
		return;
	name = conditions_lack(c, (size_t)number, NAME_ROW, is_row_name, f);
	if (name != NULL)
		errx(EXIT_TROUBLE, "flows.%s: '%s': the rows have no column "
		    "'%s'", flow->name, conditions_text(c, (size_t)number),
		    name);
	name = conditions_lack(c, (size_t)number, NAME_CUSTOMER,
	    is_customer_name, f);
	if (name != NULL)
		errx(EXIT_TROUBLE, "flows.%s: '%s': neither --customers nor "
		    "the rows have a column '%s'", flow->name,
		    conditions_text(c, (size_t)number), name);
}

/* Of the flows that have triggers, which are sorted by flow. */
static void
check_conditions(const struct facts *f)
{
	const struct flow *done = NULL;

	for (size_t i = 0; i < triggers_count(f->triggers); i++) {
		const struct flow *flow = triggers_get(f->triggers, i)->flow;

		if (flow == done)
			continue;
		done = flow;
		for (size_t s = 0; s < flow->n; s++)
			check_condition(f, flow, flow->steps[s].condition);
		for (size_t x = 0; x < flow->n_exits; x++)
			check_condition(f, flow, flow->exits[x].condition);
	}
}

static void
load(struct facts *f, const struct beside *b, const struct common *common)
{
	dossier_read(&f->who, &b->who, common,
	    "nobody is written to until that is mended");
	for (size_t i = 0; i < b->history.n; i++)
		history_load(f->history, b->history.items[i], common,
		    f->who.people);
	if (f->ledger != NULL)
		recall(f->ledger, f, f->is_explained);
	triggers_close(f->triggers, f->who.people);
	history_close(f->history, f->who.people);
	dossier_close(&f->who);
	for (size_t i = 0; i < f->n_planned; i++)
		f->planned[i].person = people_text(f->who.people,
		    f->planned[i].person, NULL, NULL);
}

/* How many earlier sends, of *of, went to the people of these triggers, each
   true. */
static size_t
count_earlier(const struct facts *f, const bool *starts, size_t *of)
{
	const struct earlier *e = history_all(f->history, of);
	size_t n = 0;

	for (size_t i = 0; i < *of; i++)
		n += starts[e[i].person];
	return n;
}

/* What it knows of others isn't read: how many that is is known all the same. */
static void
say_ledger(const struct facts *f, size_t joined)
{
	char left[PHRASE_COUNT_ROOM], right[PHRASE_COUNT_ROOM];

	tally_note("--ledger: joined %s of %s", phrase_count(joined, left),
	    phrase_count(recall_count(f->ledger, f->as_of), right));
}

/* Say how the files found each other. */
static void
say_all_joined(struct facts *f, const struct beside *b)
{
	size_t n = triggers_count(f->triggers), known = 0, found, of;
	bool *starts = pool_bytes(f->pool, people_count(f->who.people) + 1);

	for (size_t i = 0; i < n; i++) {
		size_t person = triggers_get(f->triggers, i)->person;

		starts[person] = true;
		known += book_knows(f->who.book, person);
	}
	if (b->who.customers.n != 0)
		tally_joined("--customers", known, n);
	found = count_earlier(f, starts, &of);
	if (b->history.n != 0)
		tally_joined("--history", found, of);
	if (f->ledger != NULL)
		say_ledger(f, found);
	dossier_say(&f->who, &b->who, starts, f->as_of);
	if (n > 0 && book_count(f->who.book) > 0 && known == 0)
		errx(EXIT_TROUBLE, "--customers: none of the rows is about "
		    "one of them");
}

/* Can the file be read twice?  Then its size is added. */
static bool
can_repeat(const char *path, size_t *bytes)
{
	struct stat st;

	if (stat(path, &st) != 0 || !S_ISREG(st.st_mode))
		return false;
	*bytes += (size_t)st.st_size;
	return true;
}

void
facts_narrow(struct facts *f, const char *customer_id, char *const files[],
    const struct common *common, const struct beside *b)
{
	const struct list *const lists[] = { &b->who.customers, &b->who.consent,
	    &b->who.events, &b->history };
	bool again = files[0] != NULL;
	size_t bytes = 0;

	for (size_t i = 0; files[i] != NULL; i++)
		again = again && can_repeat(files[i], &bytes);
	for (int k = 0; k < 4; k++)
		for (size_t i = 0; i < lists[k]->n; i++)
			again = again && can_repeat(lists[k]->items[i],
			    &bytes);
	if (!again)
		return;
	f->lens = lens_new(customer_id, bytes);
	lens_read(f->lens, files, common);
	for (int k = 0; k < 4; k++)
		for (size_t i = 0; i < lists[k]->n; i++)
			lens_read_side(f->lens, lists[k]->items[i], common);
	recipient_watch(f->lens);
}

void
facts_read(struct facts *f, char *const files[], struct common *common,
    struct trigger_reading *how, const struct beside *beside,
    const struct list *carry)
{
	ask(f, carry);
	f->who = dossier_new(&f->asked, conditions_names(flows_conditions(
	    f->flows), NAME_EVENT));
	f->pool = f->who.pool;
	f->history = history_new();
	how->flows = f->flows;
	how->asked = &f->asked;
	how->carry = carry;
	how->people = f->who.people;
	how->events = f->who.events;
	f->triggers = triggers_read(files, common, how);
	f->as_of = (struct instant){ .seconds = common->as_of.seconds };
	conditions_compile(flows_conditions(f->flows), f->as_of);
	load(f, beside, common);
	check_conditions(f);
	if (f->lens == NULL)
		say_all_joined(f, beside);
}

void
facts_free(struct facts *f)
{
	triggers_free(f->triggers);
	history_free(f->history);
	flows_free(f->flows);
	free(f->asked.items);
	lens_free(f->lens);
	free(f->planned);
	free(f->going);
	dossier_free(&f->who);
}
