#include "quiet.h"
#include <stdio.h>
#include <string.h>
enum { DAY = 24 * 60 * 60 };
const char *
window_parse(const char *text, void *into)
{
	int a, b, c, d, n = 0;
	if (sscanf(text, "%2d:%2d-%2d:%2d%n", &a, &b, &c, &d, &n) != 4 || text[n] != 0 || a > 23 || b > 59 || d > 59 || c > 24 || (c == 24 && d))
		return "not quiet hours (want such as 21:00-08:00)";
	*(struct window *)into = (struct window){ (short)(a * 60 + b), (short)(c * 60 + d) };
	return NULL;
}
bool
quiet_any(const struct quiet *q)
{
	for (int i = 0; i < 7; i++)
		if (q->on[i].start != q->on[i].end)
			return true;
	return false;
}
static bool in(struct window w, int m, bool rest)
{
	if (w.start == w.end) return false;
	if (w.start < w.end) return !rest && m >= w.start && m < w.end;
	return rest ? m < w.end : m >= w.start;
}
bool
quiet_is(const struct quiet *q, const struct zone *z, int64_t t)
{
	int64_t l = t + zone_offset(z, t), day = l / DAY - (l % DAY < 0);
	int m = (int)((l - day * DAY) / 60), wd = (int)(((day + 3) % 7 + 7) % 7);
	return in(q->on[wd], m, false) || in(q->on[(wd + 6) % 7], m, true);
}
int64_t
quiet_end(const struct quiet *q, const struct zone *z, int64_t t)
{
	int64_t end = t + 15 * DAY;
	if (!quiet_is(q, z, t)) return t;
	for (t = t - t % 60 + 60; t < end; t += 60)
		if (!quiet_is(q, z, t)) return t;
	return INT64_MAX;
}
int64_t
quiet_edge(const struct quiet *q, const struct zone *z, int64_t t, int64_t floor)
{
	int64_t end = quiet_end(q, z, t), b = t;
	if (end == t) return t;
	for (b = t - t % 60 - 1; b >= floor && b > t - 15 * DAY && quiet_is(q, z, b); b -= 60) ;
	if (b < floor || quiet_is(q, z, b)) return end;
	return end == INT64_MAX || t - b < end - t ? b : end;
}
size_t
window_print(struct window w, char text[WINDOW_ROOM])
{
	return (size_t)snprintf(text, WINDOW_ROOM, "%02d:%02d-%02d:%02d", w.start / 60, w.start % 60, w.end / 60, w.end % 60);
}
