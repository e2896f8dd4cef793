#!/usr/bin/env python3
"""Who lapsed when in random orders, judged once more from the definitions of
win-back(1), by brute force, and compared with what the tool writes.

usage: win-back-check.py SEED TIMES

A disagreement is shown with the orders that make it, and the exit status is 1.
"""
import calendar
import csv
import io
import random
import statistics
import subprocess
import sys
import tempfile
from datetime import date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

UTC = timezone.utc
COLUMNS = ["order_id", "customer_id", "ordered_at", "status", "currency",
           "total", "email"]
EVENTS = ["event_at", "event", "customer_id", "email"]


def moment(rnd):
    t = datetime(2025, 1, 1, tzinfo=UTC) + timedelta(
        days=rnd.choice([rnd.randint(0, 420), 30 * rnd.randint(0, 14)]),
        seconds=rnd.randint(0, 86399))
    if rnd.random() < .3:
        return t.strftime("%Y-%m-%d")
    return t.strftime("%Y-%m-%dT%H:%M:%SZ")


def make_orders(rnd):
    rows = []
    for n in range(rnd.randint(1, 40)):
        c = rnd.randint(0, 7)
        rows.append({
            "order_id": str(n), "customer_id": "c%d" % c,
            "ordered_at": moment(rnd), "currency": "EUR", "total": "10.00",
            "status": rnd.choice(["paid"] * 8 + ["partially-refunded",
                                  "placed", "refunded", "cancelled", "test"]),
            "email": "p%d@example.com" % (c if c < 6 else c - 6)})
    return rows


def make_events(rnd):
    return [{"event_at": moment(rnd), "email": "p%d@example.com" % c,
             "customer_id": rnd.choice(["", "c%d" % c]),
             "event": rnd.choice(["click", "open", "purchase", "unsubscribe",
                                  "subscribe", "page-view"])}
            for c in (rnd.randint(0, 5) for _ in range(rnd.randint(0, 6)))]


def text(columns, rows):
    out = io.StringIO()
    w = csv.DictWriter(out, columns, lineterminator="\n")
    w.writeheader()
    w.writerows(rows)
    return out.getvalue()


def day_of(at, zone):
    if len(at) == 10:
        return date.fromisoformat(at)
    return datetime.fromisoformat(at[:-1] + "+00:00").astimezone(zone).date()


def second(at, zone):
    """Of a date the first one."""
    if len(at) == 10:
        return midnight(date.fromisoformat(at), zone)
    return datetime.fromisoformat(at[:-1] + "+00:00")


def midnight(day, zone):
    return datetime(day.year, day.month, day.day,
                    tzinfo=zone).astimezone(UTC)


def last_second(at, zone):
    if len(at) == 10:
        day = date.fromisoformat(at) + timedelta(days=1)
        return midnight(day, zone) - timedelta(seconds=1)
    return second(at, zone)


def known(at, zone, as_of):
    return last_second(at, zone) <= as_of


def months_later(day, n):
    month = day.year * 12 + day.month - 1 + n
    y, m = month // 12, month % 12 + 1
    return date(y, m, min(day.day, calendar.monthrange(y, m)[1]))


def judge(orders, events, run):
    """The trigger_id and triggered_at of everybody to be won back."""
    zone, as_of = ZoneInfo(run["tz"]), run["as_of"]
    when = lambda r: (second(r["ordered_at"], zone), len(r["ordered_at"]))
    people, gaps = {}, []
    for c in sorted({r["customer_id"] for r in orders}):
        own = [r for r in orders if r["customer_id"] == c and
               known(r["ordered_at"], zone, as_of)]
        bought = [r for r in own if r["status"] in
                  ("paid", "partially-refunded")]
        any_ = [r for r in own if r["status"] in
                ("paid", "partially-refunded", "placed", "refunded")]
        days = sorted({day_of(r["ordered_at"], zone) for r in bought})
        if len(days) > 1:
            gaps.append((days[-1] - days[0]).days / (len(days) - 1))
        if any_:
            last = max(any_, key=when)
            people.setdefault(own[0]["email"], []).append(
                (when(last), c, last["ordered_at"], gaps[-1]
                 if len(days) > 2 else None, bool(bought)))
    store = statistics.median(gaps) if gaps else None
    found = []
    for email, rows in people.items():
        buyers = [r for r in rows if r[4]]
        if not buyers:
            continue
        at = max(rows)[2]
        newest = max(r[0] for r in buyers)
        _, c, _, gap, _ = min((r for r in buyers if r[0] == newest),
                              key=lambda r: r[1])
        day = day_of(at, zone)
        gap = gap or store
        if run["by"] == "gap" and gap is not None:
            silent = 0
            while not silent > run["times"] * gap:
                silent += 1
            due = day + timedelta(days=silent)
        elif run["window"].endswith("mo"):
            due = months_later(day, int(run["window"][:-2]))
        else:
            due = day + timedelta(days=int(run["window"][:-1]))
        due = midnight(due, zone)
        did = [
            (second(e["event_at"], zone), e) for e in events
            if e["email"] == email and known(e["event_at"], zone, as_of)]
        words = [(t, False) for t, e in did if e["event"] == "subscribe"]
        words += [(last_second(e["event_at"], zone), True) for t, e in did
                  if e["event"] == "unsubscribe"]
        if due > as_of or (words and max(words)[1]):
            continue
        if any(e["event"] == "purchase" and
               day_of(e["event_at"], zone) > day for t, e in did):
            continue
        if any(t >= due and (e["event"] == "click" or (run["opens"] and
               e["event"] == "open")) for t, e in did):
            continue
        found.append(("%s/%s" % (c, at), due.strftime("%Y-%m-%dT%H:%M:%SZ")))
    return sorted(found)


def ask(orders, events, run, rnd):
    rows = orders[:]
    rnd.shuffle(rows)
    with tempfile.NamedTemporaryFile("w", suffix=".csv") as log:
        log.write(text(EVENTS, events))
        log.flush()
        command = ["win-back", "-q", "--by", run["by"], "--tz", run["tz"],
                   "--as-of", run["as_of"].strftime("%Y-%m-%dT%H:%M:%SZ"),
                   "--window", run["window"]]
        if run["by"] == "gap":
            command += ["--times", str(run["times"])]
        if events:
            command += ["--engagement", log.name]
            command += ["--count-opens"] * run["opens"]
        p = subprocess.run(command, input=text(COLUMNS, rows), text=True,
                           stdout=subprocess.PIPE, check=True)
    return p.stdout


def main():
    seed, times = int(sys.argv[1]), int(sys.argv[2])
    n = 0
    for i in range(seed, seed + times):
        rnd = random.Random(i)
        orders, events = make_orders(rnd), make_events(rnd)
        run = {"tz": rnd.choice(["UTC", "America/New_York",
                                 "Pacific/Auckland"]),
               "as_of": datetime(2026, 3, 1, tzinfo=UTC) + timedelta(
                   seconds=rnd.randint(-150 * 86400, 150 * 86400)),
               "by": rnd.choice(["gap", "window"]),
               "times": rnd.choice([1, 1.5, 3]),
               "window": rnd.choice(["15d", "90d", "1mo", "6mo"]),
               "opens": rnd.random() < .5}
        zone = ZoneInfo(run["tz"])
        bought = {r["email"] for r in orders
                  if r["status"] in ("paid", "partially-refunded") and
                  known(r["ordered_at"], zone, run["as_of"])}
        events = [e for e in events if e["email"] in bought]
        try:
            told = ask(orders, events, run, rnd)
            again = ask(orders, events, run, rnd)
        except subprocess.CalledProcessError as e:
            told = again = ""
            print(e)
        got = sorted((r["trigger_id"], r["triggered_at"])
                     for r in csv.DictReader(io.StringIO(told)))
        want = judge(orders, events, run)
        n += len(want)
        if got != want or told != again:
            print("seed", i, run, "\nwant", want, "\ngot ", got)
            print(text(COLUMNS, orders) + text(EVENTS, events))
            return 1
    print(times, "times,", "some" if n > times else n, "to win back")
    return 0


sys.exit(main())
