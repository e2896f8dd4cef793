#include "dossier.h"

#include "tally.h"

struct dossier
dossier_new(const struct list *of_customers, const struct list *of_events)
{
	return (struct dossier){
		.people = people_new(),
		.book = book_new(of_customers),
		.suppression = suppression_new(),
		.consents = consents_new(),
		.events = events_new(of_events),
		.pool = pool_new()
	};
}

void
dossier_free(struct dossier *d)
{
	book_free(d->book);
	suppression_free(d->suppression);
	consents_free(d->consents);
	events_free(d->events);
	people_free(d->people);
	pool_free(d->pool);
}

void
dossier_read(struct dossier *d, const struct dossier_files *files,
    const struct common *common, const char *why)
{
	for (size_t i = 0; i < files->customers.n; i++)
		book_load(d->book, files->customers.items[i], common,
		    d->people, d->events);
	tally_bear_none(why);
	for (size_t i = 0; i < files->consent.n; i++)
		consents_load(d->consents, files->consent.items[i], common,
		    d->people);
	for (size_t i = 0; i < files->events.n; i++)
		events_load(d->events, files->events.items[i], common,
		    d->people, d->consents);
	for (size_t i = 0; i < files->suppress.n; i++)
		suppression_load(d->suppression, files->suppress.items[i],
		    common);
}

void
dossier_close(struct dossier *d)
{
	book_close(d->book, d->people);
	consents_close(d->consents, d->people);
	events_close(d->events, d->people);
	suppression_match(d->suppression, d->people);
}

void
dossier_say(const struct dossier *d, const struct dossier_files *files,
    const bool wanted[], struct instant as_of)
{
	size_t found, of;

	if (files->consent.n != 0)
		tally_joined("--consent", consents_matched(d->consents,
		    wanted), consents_count(d->consents));
	found = events_matched(d->events, wanted, &of);
	if (files->events.n != 0)
		tally_joined("--events", found, of);
	tally_joined("--suppress", suppression_matched(d->suppression),
	    suppression_count(d->suppression));
	suppression_say_old(d->suppression, as_of);
}
