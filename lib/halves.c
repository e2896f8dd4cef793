#include "halves.h"

#include "aside.h"

enum { FEW = 8192 };

struct half {
	halves_job *job;
	size_t from, to;
};

static void
run(void *of, void *half)
{
	const struct half *h = half;

	h->job(of, h->from, h->to);
}

void
halves_do(halves_job *job, void *of, size_t n)
{
	struct half second = { job, n < FEW ? n : n / 2, n };
	struct aside *a = NULL;

	if (second.from < n) {
		a = aside_new(run, of);
		aside_do(a, &second);
	}
	job(of, 0, second.from);
	aside_free(a);
}
