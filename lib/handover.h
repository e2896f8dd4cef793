#ifndef HANDOVER_H
#define HANDOVER_H

#include <stdbool.h>

#include "dossier.h"
#include "target.h"
#include "value.h"

/* What is handed to a platform, and how. */
struct handover {
	const struct target *target;
	struct list columns;		/* further ones */
	struct dossier_files beside;
	const char *from;		/* who writes; NULL: isn't told */
	const char *split;		/* a file for each value of the column */
	struct list last;		/* who left these files is wanted instead */
	const char *dropped;		/* where those are told who aren't in */
	bool guards;			/* against a spreadsheet's formulas */
};

/* Read sends or customers of files, write who may be handed over, and return
   how the tool should exit. */
int handover(const struct handover *h, struct common *common, char *files[]);

#endif
