"""Hold greet-birthday against the calendar of Python and its time zones.

usage: greet-check.py zones | years

zones: in every zone of the system, around days that begin oddly somewhere (a
gap or an overlap at midnight, a day that Samoa hadn't), the occasion begins and
ends to the second as the day does; and hour by hour, whom it holds for.
years: a run a day for three years; everybody has one occasion a year.

A day begins at the first second whose local date is that day, or a later one.
"""
import csv
import datetime as dt
import io
import subprocess
import sys
import zoneinfo

UTC = dt.timezone.utc
DAY = dt.timedelta(days=1)
SECOND = dt.timedelta(seconds=1)
STEP = dt.timedelta(minutes=15)


def start(zone, day):
    """The first second of the day there: by looking at every quarter."""
    at = dt.datetime(day.year, day.month, day.day, tzinfo=UTC) - 16 * 4 * STEP
    while at.astimezone(zone).date() < day:
        at += STEP
    before = at - STEP
    while at - before > SECOND:
        middle = before + (at - before) // 2
        middle -= dt.timedelta(microseconds=middle.microsecond)
        if middle.astimezone(zone).date() < day:
            before = middle
        else:
            at = middle
    return at


def text(at):
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")


def in_year(month, mday, year, leap):
    try:
        return dt.date(year, month, mday)
    except ValueError:
        return dt.date(year, 2, 28) if leap == "feb28" else \
            dt.date(year, 3, 1)


def span(zone, day, lead, expires):
    first = start(zone, day - lead * DAY)
    last = start(zone, day + (expires + 1) * DAY)
    if last <= first:
        last = start(zone, day + (expires + 2) * DAY)
    return first, last


def run(rows, as_of, *options):
    table = "customer_id,timezone,birthday\n" + "".join(
        ",".join(r) + "\n" for r in rows)
    got = subprocess.run(
        ["greet-birthday", "-q", "-a", text(as_of), *options],
        input=table, capture_output=True, text=True, check=True)
    return {r["trigger_id"]: (r["triggered_at"], r["since_at"],
                              r["expires_at"])
            for r in csv.DictReader(io.StringIO(got.stdout))}


def compare(what, want, got):
    if want != got:
        for key in sorted(set(want) | set(got)):
            if want.get(key) != got.get(key):
                print(what, key, "want", want.get(key), "got", got.get(key))
        sys.exit("they differ")


def quoted(name):
    return name.replace("/", "%2F")


def zones():
    names = sorted(zoneinfo.available_timezones())
    zone = {n: zoneinfo.ZoneInfo(n) for n in names}
    days = [dt.date(*d) for d in (
        (2026, 9, 6), (2026, 4, 24), (2026, 3, 29), (2026, 3, 8),
        (2026, 4, 5), (2026, 10, 30), (2026, 10, 25), (2026, 11, 1),
        (2011, 12, 30), (2011, 12, 31), (1919, 3, 31), (2027, 1, 3))]
    for day in days:
        rows = [(n, n, day.strftime("--%m-%d")) for n in names]
        for lead, expires in ((0, 14), (7, 0)):
            at = dt.datetime(day.year, day.month, day.day, 10, tzinfo=UTC)
            held = {n: span(zone[n], day, lead, expires) for n in names}
            want = {"%s/%d" % (quoted(n), day.year):
                    (text(h[0]), text(h[0]), text(h[1]))
                    for n, h in held.items() if h[0] <= at < h[1]}
            compare("%s -%dd" % (day, lead), want,
                    run(rows, at, "--lead=%dd" % lead,
                        "--expires=%dd" % expires))
    for day in days[0], days[8]:
        rows = [(n, n, day.strftime("1990-%m-%d")) for n in names]
        held = {n: span(zone[n], day, 0, 0) for n in names}
        for hour in range(-16, 42):
            at = dt.datetime(day.year, day.month, day.day, tzinfo=UTC) + \
                dt.timedelta(hours=hour)
            want = {"%s/%d" % (quoted(n), day.year):
                    (text(h[0]), text(h[0]), text(h[1]))
                    for n, h in held.items() if h[0] <= at < h[1]}
            compare(text(at), want,
                    run(rows, at, "--lead=0d", "--expires=0d"))
    print("every zone agrees" if len(names) > 400 else "too few zones")


def years():
    places = ["Pacific/Kiritimati", "Pacific/Pago_Pago", "Europe/Berlin",
              "America/Santiago", "Asia/Kathmandu"]
    every = [dt.date(2000, 1, 1) + i * DAY for i in range(366)]
    people = [("%s.%s" % (d.strftime("%m-%d"), i % 5), places[i % 5],
               d.strftime("--%m-%d" if i % 3 else "1980-%m-%d"), d)
              for i, d in enumerate(every)]
    for leap in "feb28", "mar1":
        held = []
        for who, place, _, d in people:
            zone = zoneinfo.ZoneInfo(place)
            for year in range(2026, 2031):
                day = in_year(d.month, d.day, year, leap)
                held.append(("%s/%d" % (who, year), *span(zone, day, 7, 14)))
        rows = [p[:3] for p in people]
        seen, n = {}, 3 * 365 + 30
        # Of one rule every day; the other differs about its day alone.
        for i in range(n) if leap == "feb28" else range(30, 150):
            at = dt.datetime(2026, 12, 20, i * 7 % 24, tzinfo=UTC) + i * DAY
            got = run(rows, at, "--leap-day=" + leap)
            compare(text(at), {key: (text(a), text(a), text(b))
                               for key, a, b in held if a <= at < b}, got)
            if len({key.split("/")[0] for key in got}) != len(got):
                sys.exit("%s: somebody has two" % text(at))
            for key in got:
                seen[key] = seen.get(key, 0) + 1
        if leap == "feb28":
            for who, *_ in people:
                for year in 2027, 2028, 2029:
                    if not 20 <= seen.get("%s/%d" % (who, year), 0) <= 23:
                        sys.exit("%s/%d: %s days" % (
                            who, year, seen.get("%s/%d" % (who, year))))
    print("one occasion a year")


zones() if sys.argv[1:] == ["zones"] else years()
