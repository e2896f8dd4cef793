#ifndef CHURN_H
#define CHURN_H

#include "customer.h"
#include "model.h"
#include "sink.h"

/* Whether a customer has left, or is about to, and by what. */
enum churn_way { CHURN_BG, CHURN_MBG, CHURN_PARETO, CHURN_GAP, CHURN_WINDOW };
enum churn_state { CHURN_ACTIVE, CHURN_AT_RISK, CHURN_CHURNED, CHURN_STATES };
enum { CHURN_WINDOWS = 8, CHURN_REASON_ROOM = 200 };

struct windows {
	struct span list[CHURN_WINDOWS];	/* ascending */
	int n;
};

struct churn_rules {
	enum churn_way way;
	struct instant as_of;
	struct span horizon;
	double below[CHURN_STATES];	/* p_alive, of at risk and churned */
	double times[CHURN_STATES];	/* usual gaps of silence, likewise */
	struct windows windows;
	const struct model *model;	/* if the way is by one */
	double store_gap;		/* days; 0: nobody has one */
};

struct churn_verdict {
	bool by_model;			/* the two next are known */
	double alive, expected;		/* orders within the horizon */
	double gap;			/* days, their own; 0: none */
	int silent;			/* days */
	bool has_next;
	struct day next;		/* when their next order is to be
					   expected */
	char window[SPAN_ROOM];		/* the longest that they have been
					   silent for; "": none */
	enum churn_state state;
	char reason[CHURN_REASON_ROOM];
};

/* Their names; NULL-terminated. */
const char *const *churn_ways(void);
const char *const *churn_states(void);

/* Judge one who bought. */
void churn_judge(const struct churn_rules *rules, const struct customer *c,
    struct churn_verdict *v);

/* The columns of a verdict, NULL-terminated, and its cells; of NULL blanks. */
const char *const *churn_columns(void);
void churn_write(const struct churn_verdict *v, struct sink *out);

/* A share of 0 to 1, and a number above 0, into a double; spans with a comma
   between each two, into struct windows.  See value.h. */
value_parser churn_parse_share, churn_parse_times, churn_parse_windows;

#endif
