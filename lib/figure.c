#include "figure.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "sink.h"
#include "utf8.h"

/* All in pixels: one chart with its margins, and the letters' size. */
enum {
	WIDTH = 560, HEIGHT = 400,
	LEFT = 64, RIGHT = 20, TOP = 72, BOTTOM = 64,
	LETTER = 12, LEGEND_STEP = 130, TICKS = 6, POINTS = 40, ROOM = 512
};

/* Told apart by the colour-blind, too (Okabe and Ito 2008). */
static const char *const colours[FIGURE_SERIES] = { "#000000", "#0072b2",
    "#d55e00", "#009e73" };
static const char *const fills[FIGURE_SERIES] = { "#0072b2", "#bbbbbb",
    "#d55e00", "#009e73" };

struct canvas {
	struct sink *out;
	const struct chart *chart;
	double left;			/* of the chart among the charts */
	double low, high, step;		/* of the y axis, and of its ticks */
};

static void line(struct canvas *c, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

static void
line(struct canvas *c, const char *format, ...)
{
	char text[ROOM];
	va_list args;

	va_start(args, format);
	vsnprintf(text, sizeof text, format, args);
	va_end(args);
	sink_copy(c->out, (struct cell){ text, strlen(text) });
	sink_end(c->out);
}

/* Take off the end of a text that was cut within a character of UTF-8. */
static void
mend_end(char *text)
{
	size_t len = strlen(text), at = len;

	while (at > 0 && ((unsigned char)text[at - 1] & 0xc0) == 0x80)
		at--;
	if (at > 0 && !utf8_is_valid(text + at - 1, len - at + 1))
		text[at - 1] = '\0';
}

/* As XML has it, without control characters; what has no room is left out. */
static const char *
escape(const char *text, char into[ROOM / 2])
{
	size_t len = 0;

	for (; *text != '\0' && len + sizeof "&quot;" < ROOM / 2; text++) {
		const char *as = *text == '&' ? "&amp;" : *text == '<' ?
		    "&lt;" : *text == '"' ? "&quot;" : NULL;

		if (as != NULL)
			len += (size_t)snprintf(into + len, ROOM / 2 - len,
			    "%s", as);
		else
			into[len++] = (unsigned char)*text < ' ' ? ' ' : *text;
	}
	into[len] = '\0';
	mend_end(into);
	return into;
}

static void
text_at(struct canvas *c, double x, double y, const char *how,
    const char *text)
{
	char safe[ROOM / 2];

	line(c, "<text x=\"%.1f\" y=\"%.1f\"%s>%s</text>", x, y, how,
	    escape(text, safe));
}

static double
x_of(const struct canvas *c, double place)
{
	double width = WIDTH - LEFT - RIGHT;

	return c->left + LEFT + width * (place + 0.5) / (double)c->chart->n;
}

static double
y_of(const struct canvas *c, double y)
{
	return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) *
	    (y - c->low) / (c->high - c->low);
}

/* 1, 2 or 5 times a power of ten, so that there are few enough of it. */
static double
nice_step(double range)
{
	double power = pow(10, floor(log10(range / TICKS)));

	for (int i = 0; i < 2; i++) {
		static const double times[] = { 1, 2 };

		if (range / (power * times[i]) <= TICKS)
			return power * times[i];
	}
	return range / (power * 5) <= TICKS ? power * 5 : power * 10;
}

/* The y axis holds 0 and all there is. */
static void
scale(struct canvas *c)
{
	const struct chart *chart = c->chart;

	c->low = c->high = 0;
	for (size_t place = 0; place < chart->n; place++) {
		double stack = 0;

		for (size_t i = 0; i < chart->n_series; i++) {
			double y = chart->series[i].y[place];

			if (isnan(y))
				continue;
			if (chart->series[i].look == LOOK_BAR)
				y = stack += y;
			c->low = fmin(c->low, y);
			c->high = fmax(c->high, y);
		}
	}
	if (c->high - c->low <= 0)
		c->high = 1;
	c->step = nice_step(c->high - c->low);
	c->low = c->step * floor(c->low / c->step + 1e-9);
	c->high = c->step * ceil(c->high / c->step - 1e-9);
}

static void
draw_y_axis(struct canvas *c)
{
	double middle = TOP + (HEIGHT - TOP - BOTTOM) / 2.0;
	char text[32], how[128];

	for (double y = c->low; y <= c->high + c->step / 2; y += c->step) {
		line(c, "<path d=\"M%.1f %.1fh%d\" stroke=\"#dddddd\"/>",
		    c->left + LEFT, y_of(c, y), WIDTH - LEFT - RIGHT);
		snprintf(text, sizeof text, "%.6g", fabs(y) < c->step / 2 ?
		    0 : y);
		text_at(c, c->left + LEFT - 6, y_of(c, y) + 4,
		    " text-anchor=\"end\"", text);
	}
	snprintf(how, sizeof how, " text-anchor=\"middle\" transform="
	    "\"rotate(-90 %.1f %.1f)\"", c->left + 16, middle);
	text_at(c, c->left + 16, middle, how, c->chart->y_name);
}

/* Every so many labels, so that none is over the next. */
static size_t
label_step(const struct chart *chart)
{
	size_t longest = 1;

	for (size_t i = 0; i < chart->n; i++)
		if (strlen(chart->labels[i]) > longest)
			longest = strlen(chart->labels[i]);
	return 1 + chart->n * (longest + 2) * LETTER * 3 / 5 /
	    (WIDTH - LEFT - RIGHT);
}

static void
draw_x_axis(struct canvas *c)
{
	const struct chart *chart = c->chart;
	size_t step = label_step(chart);

	for (size_t i = 0; i < chart->n; i += step)
		text_at(c, x_of(c, (double)i), HEIGHT - BOTTOM + 18,
		    " text-anchor=\"middle\"", chart->labels[i]);
	line(c, "<path d=\"M%.1f %.1fh%d\" stroke=\"#000000\"/>",
	    c->left + LEFT, y_of(c, 0), WIDTH - LEFT - RIGHT);
	text_at(c, c->left + LEFT + (WIDTH - LEFT - RIGHT) / 2.0,
	    HEIGHT - 20, " text-anchor=\"middle\"", chart->x_name);
	if (chart->mark_name == NULL)
		return;
	line(c, "<path d=\"M%.1f %dV%d\" stroke=\"#777777\" "
	    "stroke-dasharray=\"2 3\"/>", x_of(c, chart->mark), TOP,
	    HEIGHT - BOTTOM);
	text_at(c, x_of(c, chart->mark) + 4, HEIGHT - BOTTOM - 6,
	    " fill=\"#555555\"", chart->mark_name);
}

/* One path, so that dashes are even; it begins anew behind a gap. */
static void
draw_line(struct canvas *c, size_t nth)
{
	const struct series *s = &c->chart->series[nth];

	line(c, "<path fill=\"none\" stroke=\"%s\" stroke-width=\"1.6\"%s "
	    "d=\"", colours[nth], s->look == LOOK_DASHED ?
	    " stroke-dasharray=\"6 4\"" : "");
	for (size_t i = 0; i < c->chart->n; i++)
		if (!isnan(s->y[i]))
			line(c, "%c%.1f %.1f", i == 0 || isnan(s->y[i - 1]) ?
			    'M' : 'L', x_of(c, (double)i), y_of(c, s->y[i]));
	line(c, "\"/>");
}

/* Where places are few, each has a point that tells its number. */
static void
draw_points(struct canvas *c, size_t nth)
{
	const double *y = c->chart->series[nth].y;

	for (size_t i = 0; i < c->chart->n && c->chart->n <= POINTS; i++)
		if (!isnan(y[i]))
			line(c, "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3\" "
			    "fill=\"%s\"><title>%.6g</title></circle>",
			    x_of(c, (double)i), y_of(c, y[i]), colours[nth],
			    y[i]);
}

static void
draw_bars(struct canvas *c)
{
	const struct chart *chart = c->chart;
	double width = 0.8 * (WIDTH - LEFT - RIGHT) / (double)chart->n;

	for (size_t place = 0; place < chart->n; place++) {
		double stack = 0;

		for (size_t i = 0; i < chart->n_series; i++) {
			double y = chart->series[i].y[place];

			if (chart->series[i].look != LOOK_BAR || isnan(y))
				continue;
			line(c, "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" "
			    "height=\"%.1f\" fill=\"%s\"><title>%.6g</title>"
			    "</rect>", x_of(c, (double)place) - width / 2,
			    y_of(c, stack + y), width, y_of(c, stack) -
			    y_of(c, stack + y), fills[i], y);
			stack += y;
		}
	}
}

static void
draw_legend(struct canvas *c)
{
	double x = c->left + LEFT;

	for (size_t i = 0; i < c->chart->n_series; i++, x += LEGEND_STEP) {
		const struct series *s = &c->chart->series[i];

		if (s->look == LOOK_BAR)
			line(c, "<rect x=\"%.1f\" y=\"%d\" width=\"18\" "
			    "height=\"10\" fill=\"%s\"/>", x, TOP - 28,
			    fills[i]);
		else
			line(c, "<path d=\"M%.1f %dh18\" stroke=\"%s\" "
			    "stroke-width=\"2\"%s/>", x, TOP - 23, colours[i],
			    s->look == LOOK_DASHED ?
			    " stroke-dasharray=\"6 4\"" : "");
		text_at(c, x + 24, TOP - 19, "", s->name);
	}
}

static void
draw(struct canvas *c)
{
	scale(c);
	text_at(c, c->left + LEFT, 28, " font-size=\"15\" "
	    "font-weight=\"bold\"", c->chart->title);
	draw_legend(c);
	draw_y_axis(c);
	draw_bars(c);
	draw_x_axis(c);
	for (size_t i = 0; i < c->chart->n_series; i++)
		if (c->chart->series[i].look != LOOK_BAR) {
			draw_line(c, i);
			draw_points(c, i);
		}
}

void
figure_write(const char *path, const struct common *common,
    const struct chart charts[], size_t n)
{
	struct common plain = *common;
	struct canvas c = { .left = 0 };

	plain.json = false;
	c.out = sink_open(path, &plain, NULL, NULL);
	line(&c, "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%zu\" "
	    "height=\"%d\" viewBox=\"0 0 %zu %d\" font-family=\"sans-serif\" "
	    "font-size=\"%d\">", n * WIDTH, HEIGHT, n * WIDTH, HEIGHT, LETTER);
	line(&c, "<rect width=\"%zu\" height=\"%d\" fill=\"#ffffff\"/>",
	    n * WIDTH, HEIGHT);
	for (size_t i = 0; i < n; i++) {
		c.chart = &charts[i];
		c.left = (double)i * WIDTH;
		draw(&c);
	}
	line(&c, "</svg>");
	sink_close(c.out);
}
