#include "gate.h"

#include "phrase.h"

bool
gate_verdict(struct docket *d, struct candidate *c, bool passes,
    enum code code, const char *rule, const char *observed,
    const char *threshold)
{
	if (d->tell != NULL)
		d->tell(c, code, passes, rule, observed, threshold);
	if (passes)
		return true;
	c->code = code;
	c->rule = rule;
	c->observed = observed;
	c->threshold = threshold;
	return false;
}

const char *
gate_instant(const struct docket *d, struct instant t)
{
	return phrase_instant(d->facts->pool, t);
}

const char *
gate_place(const struct docket *d, const char *what, const char *file,
    unsigned long line)
{
	return phrase_place(d->facts->pool, what, file, line);
}
