#ifndef POLL_H
#define POLL_H

#include "opinion.h"
#include "period.h"
#include "sink.h"

/* Responses counted by survey, group and period. */
struct poll;

/* A row of it; texts live as long as the poll. */
struct poll_row {
	enum survey survey;
	const char *group, *period;	/* "": not asked for */
	struct opinion opinion;
};

struct poll_rules {
	struct response_rules responses;
	const char *by;			/* the column that groups; NULL: none */
	int period;			/* an enum period; -1: none */
	bool is_split;			/* periods are before and since: */
	struct instant since;
	bool latest;			/* of a person's answers to a survey only the
					   last counts, of equal times the worst */
};

struct poll *poll_new(const struct poll_rules *rules);
void poll_free(struct poll *p);

/* Count a table's responses.  sample: what period they are of, all of them; NULL:
   as the rules say. */
void poll_read(struct poll *p, struct source *in, const char *sample);

/* No more responses; fatal if nobody answered, for then there is no score. */
void poll_close(struct poll *p);

/* Its rows, by survey, group and period; *n of them. */
const struct poll_row *poll_rows(const struct poll *p, size_t *n);

/* What the table has, and how it is made. */
struct poll_table {
	enum opinion_interval how;
	bool shares;			/* the share of each verdict, too */
	bool differs;			/* periods are two samples, told apart */
};

/* Its columns, NULL-terminated, and all rows; behind two samples of a group
   comes by how much the second is above the first. */
const char *const *poll_columns(const struct poll_table *t);
void poll_write(const struct poll *p, const struct poll_table *t,
    struct sink *out);

/* Draw the shares of the verdicts by period, a chart for each group, as SVG. */
void poll_plot(const struct poll *p, const char *path,
    const struct common *common);

#endif
