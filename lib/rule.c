#include "rule.h"

#include <string.h>

#include "rule_tree.h"

/* One row under judgement; a reason ends it. */
struct judge {
	rule_cell *cell;
	void *ctx;
	const char *column, *reason;
};

static bool
is_blank(const char *cell)
{
	return cell[strspn(cell, " \t")] == '\0';
}

/* Is the row's money that of the value?  What isn't a currency is refused. */
static bool
same_currency(struct judge *j, const struct rule_value *v)
{
	const char *code = j->cell(j->ctx, v->place.column);
	struct currency c;

	if (strcmp(code, v->currency.code) == 0)
		return true;
	if (is_blank(code))
		return false;
	j->reason = currency_parse(code, &c);
	if (j->reason != NULL) {
		j->column = v->place.name;
		return false;
	}
	return currency_same(c, v->currency);
}

static enum rule_order
compare(struct judge *j, const struct rule_node *test, const char *cell,
    const struct rule_value *v)
{
	enum rule_order order = APART;

	if (v->kind == KIND_COLUMN) {
		const char *other = j->cell(j->ctx, v->place.column);

		return is_blank(other) ? APART :
		    rule_compare_cells(cell, other);
	}
	if (v->kind == KIND_MONEY && !same_currency(j, v))
		return APART;
	j->reason = rule_compare(cell, v, &order);
	if (j->reason != NULL)
		j->column = test->left.name;
	return order;
}

static bool
is_among(const struct rule_node *test, const char *text)
{
	size_t low = 0, high = test->n;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int c = strcmp(text, test->values[middle].text);

		if (c == 0)
			return true;
		if (c < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return false;
}

/* A set that the cell can't be compared with neither has nor lacks it. */
static bool
holds_set(struct judge *j, const struct rule_node *test, const char *cell)
{
	bool found = false, apart = true;

	if (test->values[0].kind == KIND_TEXT)
		return is_among(test, cell) == (test->op == OP_IN);
	for (size_t i = 0; i < test->n && !found && j->reason == NULL; i++) {
		enum rule_order o = compare(j, test, cell, &test->values[i]);

		found = o == SAME;
		apart = apart && o == APART;
	}
	return !apart && found == (test->op == OP_IN);
}

static bool
holds_comparison(struct judge *j, const struct rule_node *test,
    const char *cell)
{
	enum rule_order o = compare(j, test, cell, test->values);

	if (o == APART)
		return false;
	switch (test->op) {
	case OP_EQUAL:
		return o == SAME;
	case OP_UNEQUAL:
		return o != SAME;
	case OP_LESS:
		return o == LESS;
	case OP_UP_TO:
		return o != MORE;
	case OP_MORE:
		return o == MORE;
	default:
		return o != LESS;
	}
}

static bool
holds_test(struct judge *j, const struct rule_node *test)
{
	const char *cell = j->cell(j->ctx, test->left.column);
	bool blank = is_blank(cell);

	switch (test->op) {
	case OP_BLANK:
		return blank;
	case OP_FILLED:
		return !blank;
	case OP_LIKE:
	case OP_UNLIKE:
		return !blank && rule_like(cell, test->values->text) ==
		    (test->op == OP_LIKE);
	case OP_IN:
	case OP_NOT_IN:
		return !blank && holds_set(j, test, cell);
	default:
		return !blank && holds_comparison(j, test, cell);
	}
}

/* Brackets nest a hundred deep at most, and so does this. */
static bool
holds(struct judge *j, const struct rule_node *n)
{
	bool held = n->shape == NODE_ALL;

	if (n->shape == NODE_TEST)
		return holds_test(j, n) != n->negated;
	for (const struct rule_node *part = n->first; part != NULL &&
	    j->reason == NULL && held == (n->shape == NODE_ALL);
	    part = part->next)
		held = holds(j, part);
	return held != n->negated;
}

bool
rule_holds(const struct rule *r, rule_cell *cell, void *ctx,
    const char **column, const char **reason)
{
	struct judge j = { .cell = cell, .ctx = ctx };
	bool held = holds(&j, r->top);

	*column = j.column;
	*reason = j.reason;
	return held && j.reason == NULL;
}

void
rule_free(struct rule *r)
{
	if (r != NULL)
		pool_free(r->pool);
}
