#include "opt.h"

#include <err.h>
#include <errno.h>
#include <getopt.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "memory.h"
#include "pool.h"
#include "tally.h"

#ifndef VERSION
#define VERSION "unreleased"
#endif

enum { OPT_MAX = 64, LONG_ONLY = 256 };

/* One option as it was given, to be set once the zone is known. */
struct given {
	const struct opt *opt;
	const char *text;
};

/* The command line while it is read. */
struct line {
	const struct opt *all[OPT_MAX];
	int n;
	struct option longs[OPT_MAX + 1];
	char letters[2 * OPT_MAX + 1];
	struct given *given;
	size_t n_given, room;
};

/* The name to complain under, which err(3) and getopt_long must share. */
static char *
program(char *argv0)
{
	char *slash = strrchr(argv0, '/');

	return slash != NULL ? slash + 1 : argv0;
}

static void
print_options(const struct opt *o)
{
	for (; o->name != NULL; o++) {
		char left[64], letter[8] = "   ";

		if (o->letter != 0)
			snprintf(letter, sizeof letter, "-%c,", o->letter);
		snprintf(left, sizeof left, "--%s%s%s", o->name,
		    o->arg != NULL ? "=" : "", o->arg != NULL ? o->arg : "");
		printf("  %s %-22s %s\n", letter, left, o->help);
	}
}

static _Noreturn void
print_and_exit(void)
{
	if (fflush(stdout) == EOF || fclose(stdout) == EOF)
		err(EXIT_TROUBLE, "<stdout>");
	exit(EXIT_DONE);
}

static _Noreturn void
print_help(const char *name, const struct tool *tool, const struct opt *shared)
{
	printf("usage: %s [OPTION ...] %s\n%s\n\n", name, tool->operands,
	    tool->summary);
	print_options(tool->options);
	print_options(shared);
	print_and_exit();
}

/* Add opts to the line's tables, and to getopt_long's two. */
static void
gather(struct line *l, const struct opt *opts)
{
	for (; opts->name != NULL; opts++, l->n++) {
		char *end = l->letters + strlen(l->letters);

		if (l->n == OPT_MAX)
			abort();
		l->all[l->n] = opts;
		l->longs[l->n] = (struct option){ opts->name,
		    opts->arg != NULL ? required_argument : no_argument,
		    NULL, LONG_ONLY + l->n };
		if (opts->letter == 0)
			continue;
		*end++ = opts->letter;
		if (opts->arg != NULL)
			*end++ = ':';
		*end = '\0';
	}
}

static const struct opt *
find(const struct line *l, int c)
{
	if (c >= LONG_ONLY)
		return l->all[c - LONG_ONLY];
	for (int i = 0; i < l->n; i++)
		if (l->all[i]->letter == c)
			return l->all[i];
	return NULL;
}

/* Collect the options; getopt_long itself says what it can't take. */
static void
collect(struct line *l, int argc, char *argv[])
{
	int c;

	while ((c = getopt_long(argc, argv, l->letters, l->longs, NULL)) != -1) {
		const struct opt *o = find(l, c);

		if (o == NULL)
			errx(EXIT_TROUBLE, "try '%s --help'", argv[0]);
		l->given = pool_grow(l->given, &l->room, l->n_given + 1,
		    sizeof *l->given);
		l->given[l->n_given++] = (struct given){ o, optarg };
	}
}

static void
set(const struct given *g)
{
	const char *reason;

	if (g->opt->arg == NULL)
		*(bool *)g->opt->into = true;
	else if ((reason = g->opt->parse(g->text, g->opt->into)) != NULL)
		errx(EXIT_TROUBLE, "--%s: '%s': %s", g->opt->name, g->text,
		    reason);
}

/* Set all that was given of the option so named; the last text, or NULL. */
static const char *
set_named(const struct line *l, const char *name)
{
	const char *text = NULL;

	for (size_t i = 0; i < l->n_given; i++) {
		if (strcmp(l->given[i].opt->name, name) != 0)
			continue;
		set(&l->given[i]);
		text = l->given[i].text;
	}
	return text;
}

static void
set_others(const struct line *l)
{
	for (size_t i = 0; i < l->n_given; i++)
		if (strcmp(l->given[i].opt->name, "tz") != 0 &&
		    strcmp(l->given[i].opt->name, "as-of") != 0)
			set(&l->given[i]);
}

/* As set_named, or else from the environment; the text, or NULL. */
static const char *
set_or_inherit(const struct line *l, const char *name, const char *variable,
    value_parser *parse, void *into)
{
	const char *text = set_named(l, name), *reason;

	if (text != NULL)
		return text;
	text = getenv(variable);
	if (text == NULL || *text == '\0')
		return NULL;
	if ((reason = parse(text, into)) != NULL)
		errx(EXIT_TROUBLE, "%s: '%s': %s", variable, text, reason);
	return text;
}

static const char *
rename_parse(const char *text, void *into)
{
	const char *sign = strchr(text, '=');

	if (sign == NULL || sign == text || sign[1] == '\0')
		return "want NAME=HEADER";
	return list_parse(text, into);
}

static const char *
max_rejects_parse(const char *text, void *into)
{
	size_t digits = strspn(text, "0123456789");

	if (digits == 0 || digits > 9 ||
	    (text[digits] != '\0' && strcmp(text + digits, "%") != 0))
		return "want a number of rows, or a part of them such as 1%";
	*(const char **)into = text;
	return NULL;
}

char **
opt_parse(const struct tool *tool, struct common *common, int argc,
    char *argv[])
{
	static struct list columns;	/* kept to the end, as its items are */
	bool help = false, version = false;
	const struct zone *zone = NULL;
	const struct opt shared[] = {
		{ 'a', "as-of", "WHEN", "judge as of WHEN (now)",
		    instant_parse_as_of, &common->as_of },
		{ 'c', "column", "NAME=HEADER",
		    "read the column HEADER as NAME", rename_parse,
		    &columns },
		{ 'j', "json", NULL, "write NDJSON, not CSV", NULL,
		    &common->json },
		{ 0, "max-rejects", "N", "bear N rejected rows, or N% of all",
		    max_rejects_parse, &common->max_rejects },
		{ 'o', "output", "FILE", "write to FILE, whole or not at all",
		    text_parse, &common->output },
		{ 0, "progress", NULL, "show how far it is, on a terminal",
		    NULL, &common->progress },
		{ 'q', "quiet", NULL, "do not report rows left out", NULL,
		    &common->quiet },
		{ 0, "rejects", "FILE", "write the rejected rows to FILE",
		    text_parse, &common->rejects },
		{ 's', "strict", NULL, "stop at the first rejected row", NULL,
		    &common->strict },
		{ 0, "tz", "ZONE", "the shop's time zone (UTC for dates)", zone_parse,
		    &zone },
		{ 'h', "help", NULL, "print this help", NULL, &help },
		{ 'V', "version", NULL, "print the version", NULL, &version },
		{ .name = NULL }
	};
	struct line l = { .n = 0 };

	argv[0] = program(argv[0]);
	*common = (struct common){ .as_of = { time(NULL), false } };
	gather(&l, tool->options);
	gather(&l, shared);
	collect(&l, argc, argv);
	set_named(&l, "help");
	set_named(&l, "version");
	if (help)
		print_help(argv[0], tool, shared);
	if (version) {
		printf("%s %s\n", argv[0], VERSION);
		print_and_exit();
	}
	common->tz_given = set_or_inherit(&l, "tz", "SENDLIST_TZ", zone_parse,
	    &zone) != NULL;
	instant_use_zone(zone);
	common->as_of_text = set_or_inherit(&l, "as-of", "SENDLIST_AS_OF",
	    instant_parse_as_of, &common->as_of);
	common->as_of_given = common->as_of_text != NULL;
	set_others(&l);
	common->columns = columns;
	free(l.given);
	if (argc - optind < tool->leading)
		opt_fail("missing operand (want %s)", tool->operands);
	memory_guard();
	tally_open(common);
	return argv + optind;
}

void
opt_fail(const char *reason, ...)
{
	va_list ap;

	va_start(ap, reason);
	vwarnx(reason, ap);
	va_end(ap);
	errx(EXIT_TROUBLE, "try '%s --help'", program_invocation_short_name);
}
