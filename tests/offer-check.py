"""What offer(1) writes, told again from its page by other means.

usage: offer-check.py days NAMED-DAYS
       offer-check.py year SEED

The first holds the days that a calendar names, 1970 to 2100, to those of Python's
calendar.  The second makes a shop in the current folder, runs offer on each day
of a year, at some time of it, over shuffled rows, and says where the triggers are
others than the page has them.
"""
import calendar
import csv
import datetime as dt
import functools
import json
import random
import subprocess
import sys
from zoneinfo import ZoneInfo

WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct",
          "nov", "dec"]
NTHS = ["last", "1st", "2nd", "3rd", "4th", "5th"]
DAY = dt.timedelta(1)
NOW = dt.timezone.utc


def is_named(text, day):
    """Is the day one of those that text names?"""
    words = text.lower().split()
    if len(words) == 2:
        return words[1] in ("day", WEEKDAYS[day.weekday()])
    if len(words) == 1:
        return (text == day.isoformat() or text == day.strftime("%m-%d") or
                text == day.strftime("*-%d"))
    nth, weekday, month = words
    if month not in ("*", MONTHS[day.month - 1]):
        return False
    if weekday != WEEKDAYS[day.weekday()]:
        return False
    same = [week[day.weekday()] for week in
            calendar.monthcalendar(day.year, day.month)
            if week[day.weekday()]]
    return same.index(day.day) == len(same) - 1 if nth == "last" else \
        same.index(day.day) + 1 == NTHS.index(nth)


def check_days(program):
    texts = [f"{n} {w} {m}" for n in NTHS for w in WEEKDAYS
             for m in MONTHS + ["*"]]
    texts += [f"*-{d:02}" for d in range(1, 32)]
    texts += ["every " + w for w in WEEKDAYS + ["day"]]
    texts += [f"{m:02}-{d:02}" for m in range(1, 13) for d in range(1, 32)
              if d <= calendar.monthrange(2000, m)[1]]
    first, last = dt.date(1970, 1, 1), dt.date(2100, 12, 31)
    said = subprocess.run([program, str(first), str(last)], text=True,
                          input="\n".join(texts) + "\n", check=True,
                          stdout=subprocess.PIPE).stdout.splitlines()
    want = {t: [] for t in texts}
    day = first
    while day <= last:
        last_of = calendar.monthrange(day.year, day.month)[1]
        w, m = WEEKDAYS[day.weekday()], MONTHS[day.month - 1]
        names = [NTHS[(day.day + 6) // 7]]
        if day.day + 7 > last_of:
            names.append("last")
        for name in names:
            want[f"{name} {w} {m}"].append(str(day))
            want[f"{name} {w} *"].append(str(day))
        want[f"*-{day.day:02}"].append(str(day))
        want[f"{day.month:02}-{day.day:02}"].append(str(day))
        want["every " + w].append(str(day))
        want["every day"].append(str(day))
        day += DAY
    wrong = 0
    for text, line in zip(texts, said, strict=True):
        got = line.split("\t")
        if got != [text] + want[text]:
            wrong += 1
            print("not so:", line[:80])
    print(f"{len(texts)} texts, {sum(map(len, want.values()))} days, "
          f"{wrong} wrong")


OFFERS = [
    # offer, on, until, lead, country, segment or "", coupon
    ("Thanksgiving", "4th thu nov", "4d", "2w", "US", "", "TURKEY"),
    ("Thanksgiving", "2nd mon oct", "", "", "CA", "", ""),
    ("Christmas", "12-24", "01-06", "30d", "", "Champions", "XMAS"),
    ("Christmas", "12-24", "12-26", "2mo", "", "", "OTHER"),
    ("Soup", "every fri", "", "2d", "FR GB", "", ""),
    ("Payday", "*-31", "1d", "0d", "", "Lost", "PAY"),
    ("Easter", "2026-04-05", "2026-04-06", "10d", "", "", "EGG"),
    ("Easter", "2027-03-28", "2027-03-29", "10d", "", "", "EGG"),
    ("Leap", "02-29", "3d", "1y", "", "Lost", ""),
    ("Late", "last fri *", "every sun", "", "", "Champions", ""),
]
ZONES = ["", "America/New_York", "Pacific/Kiritimati", "Pacific/Pago_Pago",
         "Europe/London", "Africa/Cairo"]
ONLY = {"FR": "Europe/Paris", "GB": "Europe/London"}
SHOP = "Europe/Berlin"


def less(day, lead):
    n, unit = int(lead.rstrip("dwmoy")), lead.lstrip("0123456789")
    if unit in "dw":
        return day - DAY * n * (7 if unit == "w" else 1)
    months = day.year * 12 + day.month - 1 - n * (12 if unit == "y" else 1)
    year, month = divmod(months, 12)
    return day.replace(year=year, month=month + 1, day=min(
        day.day, calendar.monthrange(year, month + 1)[1]))


def turns():
    """(row, told, on, last) of every day of some years."""
    for i, (_, on, until, lead, *_) in enumerate(OFFERS):
        day = dt.date(2025, 6, 1)
        while day < dt.date(2029, 1, 1):
            if is_named(on, day):
                last = day
                if until[-1:] == "d":
                    last += DAY * int(until[:-1])
                elif until:
                    while not is_named(until, last):
                        last += DAY
                yield i, less(day, lead or "14d"), day, last
            day += DAY


@functools.lru_cache(None)
def midnight(day, zone):
    local = dt.datetime.combine(day, dt.time(), ZoneInfo(zone))
    # Where a gap swallows midnight, the day begins at its end.
    at = local.astimezone(NOW)
    while at.astimezone(ZoneInfo(zone)).date() < day:
        at += dt.timedelta(minutes=15)
    return at


def make_shop(rng):
    people = []
    for i in range(60):
        rows = []
        for k in range(rng.choice([1, 1, 1, 2, 3])):
            rows.append({
                "customer_id": rng.choice(["", f"{i:03}-{k}"]) if k else
                f"{i:03}-{rng.randrange(9)}",
                "email": f"p{i}@example.com",
                "country": rng.choice(["", "US", "CA", "FR", "GB", "DE"]),
                "timezone": rng.choice(ZONES),
                "segment": rng.choice(["Champions", "Lost", "New"])})
        people.append(rows)
    orders = []
    for _ in range(150):
        i = rng.randrange(60)
        at = dt.datetime(2026, 1, 1, tzinfo=NOW) + \
            dt.timedelta(seconds=rng.randrange(400 * 86400))
        orders.append((i, at, rng.choice(["turkey", "XMAS, ten", "pay", "Egg",
                                          "", "other"]),
                       rng.choice(["paid", "placed", "cancelled"])))
    return people, orders


def want(people, orders, all_turns, now):
    """By trigger_id: triggered_at, expires_at, until, coupon."""
    made = {}
    live = {(OFFERS[n][0], on) for n, told, on, last in all_turns
            if told - DAY * 2 <= now.date() <= last + DAY * 2}
    all_turns = [turn for turn in all_turns
                 if (OFFERS[turn[0]][0], turn[2]) in live]
    for i, rows in enumerate(people):
        rows = sorted(rows, key=lambda r: (
            r["customer_id"] == "", r["customer_id"],
            r["timezone"] or ONLY.get(r["country"], "")))
        zone = next((z for z in (r["timezone"] or ONLY.get(r["country"], "")
                                 for r in rows) if z), SHOP)
        seen = set()
        for n, told, on, last in all_turns:
            offer, _, _, _, country, segment, coupon = OFFERS[n]
            start, end = midnight(told, zone), midnight(last + DAY, zone)
            if (offer, on) in seen:
                continue
            if not any((not country or r["country"] in country.split()) and
                       (not segment or r["segment"] == segment)
                       for r in rows):
                continue
            seen.add((offer, on))
            if not start <= now < end:
                continue
            codes = [(OFFERS[k][6], midnight(since, zone))
                     for k, since, day, _ in all_turns
                     if (OFFERS[k][0], day) == (offer, on) and OFFERS[k][6]]
            if any(who == i and since <= at <= now and status != "cancelled"
                   and code in used.upper().split(", ")
                   for who, at, used, status in orders
                   for code, since in codes):
                continue
            made[f"{rows[0]['customer_id']}/{offer}/{on}"] = (
                start.strftime("%FT%TZ"), end.strftime("%FT%TZ"), str(last),
                coupon)
    return made


def write(path, header, rows, rng):
    rng.shuffle(rows)
    with open(path, "w", newline="") as f:
        out = csv.writer(f, lineterminator="\n")
        out.writerow(header)
        out.writerows(rows)


def check_year(seed):
    rng = random.Random(seed)
    people, orders = make_shop(rng)
    with open("calendar.csv", "w", newline="") as f:
        out = csv.writer(f, lineterminator="\n")
        out.writerow("offer,on,until,lead,country,audience,coupon".split(","))
        for o in OFFERS:
            out.writerow(o[:5] + (o[5] and f'segment = "{o[5]}"', o[6]))
    all_turns = list(turns())
    days = wrong = total = 0
    day = dt.datetime(2026, 3, 1, tzinfo=NOW)
    while day < dt.datetime(2027, 4, 10, tzinfo=NOW):
        now = day + dt.timedelta(seconds=rng.randrange(86400))
        columns = list(people[0][0])
        write("customers.csv", columns,
              [list(r.values()) for rows in people for r in rows], rng)
        write("orders.csv", "order_id,ordered_at,status,currency,total,email,"
              "coupon".split(","),
              [[n, at.strftime("%FT%TZ"), status, "EUR", 10,
                f"P{i}@Example.com", used]
               for n, (i, at, used, status) in enumerate(orders)], rng)
        said = subprocess.run(
            ["offer", "-q", "-a", now.strftime("%FT%TZ"), "--tz", SHOP,
             "--calendar", "calendar.csv", "--orders", "orders.csv",
             "customers.csv"], check=True, text=True,
            stdout=subprocess.PIPE).stdout
        got = {}
        for row in csv.DictReader(said.splitlines()):
            data = json.loads(row["data"])
            got[row["trigger_id"]] = (row["triggered_at"], row["expires_at"],
                                      data["until"], data.get("coupon", ""))
        expected = want(people, orders, all_turns, now)
        days += 1
        total += len(expected)
        if got != expected:
            wrong += 1
            for id_ in sorted(set(got) | set(expected))[:3]:
                if got.get(id_) != expected.get(id_):
                    print(now, id_, "got", got.get(id_), "want",
                          expected.get(id_))
        day += DAY
    print(f"{days} days, {'some' if total > 1000 else total} triggers, "
          f"{wrong} wrong")


if __name__ == "__main__":
    if sys.argv[1] == "days":
        check_days(sys.argv[2])
    else:
        check_year(int(sys.argv[2]))
