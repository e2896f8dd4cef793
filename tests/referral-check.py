"""Hold ask-referral against the definition of an ask and of a credit.

usage: referral-check.py asks|rewards [-v]

Makes shops with every trap there is, from a fixed seed, finds by the definition
who is asked, or what each referral comes to, and compares the tool's rows and
counts; and again with the rows of all files shuffled.  The as-of is the end of
2026-11-16 in a zone of a fixed offset.
"""
import collections
import csv
import datetime
import io
import random
import re
import subprocess
import sys

DAY = 86400
TODAY = datetime.date(2026, 11, 16)
SPANS = {0: "0s", 7: "1w", 14: "2w"}


class Time:
    """An instant, or a date, which is a day of the zone."""

    def __init__(self, text, offset):
        if "T" in text:
            self.at = int(datetime.datetime.fromisoformat(
                text.replace("Z", "+00:00")).timestamp())
            self.is_date = False
        else:
            day = datetime.date.fromisoformat(text)
            self.at = (day - datetime.date(1970, 1, 1)).days * DAY - offset
            self.is_date = True
        self.text, self.offset = text, offset

    def day(self):
        return (self.at + self.offset) // DAY

    def iso_day(self):
        return str(datetime.date(1970, 1, 1) +
                   datetime.timedelta(days=self.day()))

    def end(self):
        return self.at + DAY - 1 if self.is_date else self.at

    def comes(self):
        """When a trigger of it comes to be: of a date, when its day is over."""
        return self.at + DAY if self.is_date else self.at

    def before(self, other):
        if self.is_date or other.is_date:
            return self.day() < other.day()
        return self.at < other.at

    def key(self):
        return self.at, not self.is_date

    def plus_days(self, n):
        if self.is_date:
            return Time(str(datetime.date.fromisoformat(self.text) +
                            datetime.timedelta(days=n)), self.offset)
        return Time(utc(self.at + n * DAY), self.offset)


def utc(seconds):
    return datetime.datetime.fromtimestamp(
        seconds, datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


class People:
    """Union of whatever stands in one row."""

    def __init__(self):
        self.up = {}

    def top(self, key):
        while self.up[key] != key:
            key = self.up[key]
        return key

    def join(self, row):
        keys = keys_of(row)
        for key in keys:
            self.up.setdefault(key, key)
        for key in keys[1:]:
            self.up[self.top(key)] = self.top(keys[0])
        return keys[0] if keys else None


def keys_of(row):
    name = row["customer_id"] or row["email"].lower() or row["phone"]
    keys = [("id", name)] if name else []
    if row["email"]:
        keys.append(("email", row["email"].lower()))
    if row["phone"]:
        keys.append(("phone", row["phone"]))
    return keys


def fold(text):
    return " ".join(text.casefold().split())


def address(row):
    name = fold(row["name"] or row.get("first_name", "") + " " +
                row.get("last_name", ""))
    place = name, fold(row["city"]), fold(row["country"])
    return place if all(place) else None


def standing(order, as_of, offset):
    """paid, placed, refunded, or None for what is no order."""
    status, total = order["status"], int(order["total"] or 0)
    refunded = int(order["refunded"] or 0)
    when = order["refunded_at"]
    if when and Time(when, offset).end() > as_of:
        refunded = 0
        if status in ("refunded", "partially-refunded"):
            status = "paid"
    when = order["cancelled_at"]
    if when and Time(when, offset).end() > as_of:
        status = "paid" if status == "cancelled" else status
    elif when and status != "test":
        status = "cancelled"
    if status == "refunded":
        return "refunded", total - refunded
    if status in ("paid", "partially-refunded"):
        if total == 0:
            return "placed", 0
        return ("refunded" if refunded >= total else "paid"), total - refunded
    return ("placed" if status == "placed" else None), 0


def judge(customers, orders, referrals, offset, hold):
    as_of = Time(str(TODAY), offset).end()
    aside = collections.Counter()
    people = People()
    places = collections.defaultdict(set)
    for row in customers:
        people.join(row)
    known = []
    for row in orders:
        if Time(row["ordered_at"], offset).end() > as_of:
            aside["later than as-of"] += 1
        elif not keys_of(row):
            aside["no identity"] += 1
        else:
            people.join(row)
            known.append(row)
    for row in customers + known:
        if address(row):
            places[people.top(keys_of(row)[0])].add(address(row))

    members = {}
    for row in sorted(customers, key=lambda r: (
            r["customer_id"], r["email"].lower(), r["phone"])):
        who = people.top(keys_of(row)[0])
        if who in members:
            aside["another row of the person"] += 1
        m = members.setdefault(who, dict(name=row["customer_id"], email="",
                                         phone="", first=[]))
        m["email"] = m["email"] or row["email"].lower()
        m["phone"] = m["phone"] or row["phone"]
        if row["first_order_at"]:
            m["first"].append(Time(row["first_order_at"], offset))

    bought = collections.defaultdict(list)
    for row in known:
        state, net = standing(row, as_of, offset)
        if state is None:
            aside["not an order"] += 1
            continue
        bought[people.top(keys_of(row)[0])].append(dict(
            at=Time(row["ordered_at"], offset), id=row["order_id"],
            state=state, net=net, coupon=row["coupon"],
            who=row["email"].lower() or row["customer_id"] or row["phone"]))
    for theirs in bought.values():
        theirs.sort(key=lambda o: (o["at"].key(), o["id"]))

    claims = []
    for row in referrals:
        if row["at"] and Time(row["at"], offset).end() > as_of:
            aside["later than as-of"] += 1
            continue
        key = ("id", row["referrer_id"])
        by = people.top(key) if key in people.up else None
        if by not in members:
            aside["referrer not known"] += 1
            continue
        if row["email"]:
            key = ("email", row["email"].lower())
            if key in people.up:
                claims.append((people.top(key), Time(row["at"], offset), row,
                               by))
            else:
                aside["not joined yet"] += 1
            continue
        code, any_use = fold(row["coupon"]), False
        for who, theirs in bought.items():
            for o in theirs:
                words = [fold(w) for w in re.split("[ ,;]+", o["coupon"])]
                if code not in words + [fold(o["coupon"])]:
                    continue
                if row["at"] and o["at"].before(Time(row["at"], offset)):
                    continue
                claims.append((who, o["at"], row, by))
                any_use = True
                break
        if not any_use:
            aside["coupon not used yet"] += 1

    claims.sort(key=lambda c: (c[1].key(), c[2]["referrer_id"],
                               not c[2]["email"], fold(c[2]["coupon"])))
    taken, credits = {}, []
    for who, at, row, by in claims:
        theirs = bought[who]
        firsts = [o["at"] for o in theirs]
        if who in members:
            firsts += members[who]["first"]
        if who == by or places[who] & places[by]:
            aside["self-referral"] += 1
        elif any(t.before(at) for t in firsts):
            aside["was a customer already"] += 1
        elif who in taken:
            aside["same referral again" if taken[who] == by else
                  "referred by another first"] += 1
        else:
            taken[who] = by
            since = [o for o in theirs if not o["at"].before(at)]
            paid = [o for o in since if o["state"] == "paid"]
            if not paid:
                aside["refunded" if any(o["state"] == "refunded"
                                        for o in since) else "not paid"] += 1
            elif paid[0]["at"].plus_days(hold).end() > as_of:
                aside["on hold"] += 1
            else:
                m, o = members[by], paid[0]
                end = o["at"].plus_days(hold)
                how = "referred" if row["email"] else "coupon " + row["coupon"]
                credits.append((end.key(), [
                    m["name"] + "/" + o["id"], m["name"], m["email"],
                    m["phone"], "25", "JPY", end.text,
                    row["email"].lower() or o["who"], o["id"],
                    f"{how} on {at.iso_day()}, paid {o['net']} JPY on "
                    f"{o['at'].iso_day()}, kept for {SPANS[hold]}"]))
    credits.sort(key=lambda c: (c[0], c[1][0]))
    return [c[1] for c in credits], aside


def when(rng, first, last):
    day = TODAY + datetime.timedelta(days=rng.randint(first, last))
    if rng.random() < .3:
        return str(day)
    return f"{day}T{rng.randint(0, 23):02}:{rng.choice((0, 30)):02}:00Z"


def verdict(kind, score):
    """1 is good, 0 neither, -1 bad."""
    if kind == "nps":
        return 1 if score >= 9 else 0 if score >= 7 else -1
    middle = 4 if kind == "ces" else 3
    return (score > middle) - (score < middle)


def since(at, other):
    """Did it happen then or later, as far as a date tells?"""
    return not at.before(other)


def by_person(people, rows, at, offset, as_of):
    """Rows of each person that are known; and how many aren't."""
    found, later = collections.defaultdict(list), 0
    for row in rows:
        time = Time(row[at], offset)
        if time.end() > as_of:
            later += 1
        else:
            found[people.top(keys_of(row)[0])].append((time, row))
    return found, later


def why_not(theirs, events, ordered, offset, as_of):
    """Why a person isn't asked; or the answer, when, and the last delivery."""
    resolved = [one for one in events if one[1]["event"] == "resolved"]
    if not theirs:
        return "nothing answered"
    theirs = sorted(((t, verdict(row["kind"], int(row["score"])))
                     for t, row in theirs),
                    key=lambda one: (one[0].key(), -one[1]))
    if any(v < 0 and t.plus_days(30).end() > as_of and
           not any(since(done, t) for done, _ in resolved)
           for t, v in theirs):
        return "in recovery"
    answered, last = theirs[-1]
    if last < 1:
        return "not satisfied"
    if any(row["event"] == "complaint" and since(t, answered) and
           not any(since(done, t) for done, _ in resolved)
           for t, row in events):
        return "in recovery"
    if answered.plus_days(90).end() <= as_of:
        return "answered too long ago"
    got = []
    for t, row in ordered:
        came = row["delivered_at"] and Time(row["delivered_at"], offset)
        if row["status"] not in ("paid", "placed", "partially-refunded"):
            continue
        if came and came.end() <= as_of:
            got.append(came)
        elif t.plus_days(30).end() > as_of:
            return "awaiting a delivery"
    if not got:
        return answered, answered, None
    last = max(got, key=lambda t: (t.comes(), t.key()))
    due = last.plus_days(3)
    if due.end() > as_of:
        return "not due yet"
    return answered, due if due.comes() > answered.comes() else answered, last


def judge_asks(customers, answers, events, orders, offset):
    as_of = Time(str(TODAY), offset).end()
    aside, asks, people = collections.Counter(), [], People()
    known = [row for rows, at in ((answers, "responded_at"),
                                  (events, "event_at")) for row in rows
             if Time(row[at], offset).end() <= as_of]
    for row in customers + known + orders:
        people.join(row)
    answered, later = by_person(people, answers, "responded_at", offset, as_of)
    aside["later than as-of"] = later
    resolved, later = by_person(people, events, "event_at", offset, as_of)
    aside["later events"] = later
    ordered, _ = by_person(people, orders, "ordered_at", offset, as_of)
    members = {}
    for row in sorted(customers, key=lambda row: row["customer_id"]):
        who = people.top(keys_of(row)[0])
        if who in members:
            aside["another row of the person"] += 1
            members[who][1] |= row["churn"] == "active"
        else:
            members[who] = [row["customer_id"], row["churn"] == "active"]
    for who, (name, active) in members.items():
        found = why_not(answered[who], resolved[who], ordered[who], offset,
                        as_of) if active else "not active"
        if isinstance(found, str):
            aside[found] += 1
            continue
        said, at, got = found
        year, month, _ = at.iso_day().split("-")
        quarter = f"{name}/{year}-Q{(int(month) + 2) // 3}"
        asks.append((at.comes(), [
            quarter, utc(at.comes()), utc(said.at),
            ", active, delivered on " + got.iso_day() if got else
            ", and active"]))
    asks.sort(key=lambda ask: (ask[0], ask[1][0]))
    for row in orders:
        if row["status"] not in ("paid", "placed", "partially-refunded"):
            aside["not a purchase"] += 1
        elif not (row["delivered_at"] and
                  Time(row["delivered_at"], offset).end() <= as_of) and \
                Time(row["ordered_at"], offset).plus_days(30).end() <= as_of:
            aside["not known to be delivered"] += 1
    return [ask[1] for ask in asks], +aside


def asking_shop(rng):
    def who(i):
        return dict(customer_id=rng.choice((f"c{i}", f"c{i}", "")),
                    email=f"p{i}@example.com", phone="")

    customers = []
    for _ in range(60):
        i = rng.randrange(60)
        customers.append(dict(
            customer_id=f"c{i}" + rng.choice(("", "", "b")), phone="",
            email=f"p{i}@example.com",
            churn=rng.choice(("active", "active", "active", "at-risk", ""))))
    answers = []
    for _ in range(90):
        kind = rng.choice(("nps", "nps", "csat", "ces", "review"))
        top = dict(nps=10, ces=7).get(kind, 5)
        score = top if rng.random() < .6 else rng.randint(1, top)
        answers.append(dict(
            **who(rng.randrange(70)), score=str(score), kind=kind,
            responded_at=when(rng, *rng.choice(((-95, 1), (-55, 1),
                                                (-48, -44))))))
    events = [dict(**who(rng.randrange(70)),
                   event="resolved" if n % 4 else "complaint",
                   event_at=when(rng, -40, 1)) for n in range(20)]
    orders = []
    for i in range(60):
        ordered = when(rng, -60, 0)
        orders.append(dict(
            **who(rng.randrange(70)), order_id=f"o{i}", ordered_at=ordered,
            status=rng.choice(("paid", "paid", "placed", "refunded",
                               "cancelled")), currency="JPY", total="10",
            delivered_at=when(rng, -45, 3) if rng.random() < .8 else ""))
    return customers, answers, events, [
        row for row in orders if Time(row["ordered_at"], -5 * 3600).end() <
        Time(str(TODAY), 34200).end()]


def shop(rng):
    def spelt(text):
        return rng.choice((text, text.upper(), " " + text, text.title()))

    def place():
        if rng.random() < .5:
            return dict(name="", city="", country="")
        return dict(name=spelt(rng.choice(("ada kay", "bo lind", "jürgen ott",
                                           "cy", "dee", "eve"))),
                    city=spelt(rng.choice(("köln", "rome", ""))),
                    country=rng.choice(("DE", "IT")))

    def phone(i):
        return f"+4930123{i:05}" if rng.random() < .2 else ""

    customers, orders, referrals = [], [], []
    for i in range(60):
        i = i if rng.random() < .9 else rng.randrange(60)
        customers.append(dict(
            customer_id=f"c{i}" + rng.choice(("", "", "", "b")),
            email=rng.choice((f"p{i}@example.com", f"P{i}@Example.com", "")),
            phone=phone(i), first_name="", last_name="", **place(),
            first_order_at=when(rng, -60, -1) if rng.random() < .2 else ""))
        if rng.random() < .2:
            first, _, last = customers[-1]["name"].partition(" ")
            customers[-1].update(name="", first_name=first, last_name=last)
    for n in range(150):
        i = rng.randrange(100)
        status = rng.choice(("paid",) * 6 + ("placed", "refunded",
                            "partially-refunded", "cancelled", "pending"))
        total = rng.choice((0, 10, 20, 30, 40, 50))
        orders.append(dict(
            order_id=f"o{n}",
            customer_id=f"c{i}" if i < 60 and rng.random() < .5 else "",
            ordered_at=when(rng, -60, 2), status=status, currency="JPY",
            total=str(total),
            refunded=str({"refunded": total, "partially-refunded":
                          rng.choice((5, total))}.get(status, "")),
            email=f"p{i}@example.com" if rng.random() < .9 else "",
            phone=phone(i), **place(),
            coupon=rng.choice(("", "", "", "", "ADA10", "bo-20", "x, ada10",
                               "Big Sale", "big sale bo-20")),
            cancelled_at=when(rng, -20, 5) if status == "cancelled" else "",
            refunded_at=when(rng, -20, 5) if "refunded" in status and
            rng.random() < .5 else ""))
    for _ in range(130):
        coupon = rng.choice(("ada10", "BO-20", "BIG SALE", "never"))
        by_email = rng.random() < .9
        referrals.append(dict(
            referrer_id=f"c{rng.randrange(62)}",
            email=spelt(f"p{rng.randrange(115)}@example.com")
            .strip() if by_email else "",
            coupon="" if by_email and rng.random() < .8 else coupon,
            at=when(rng, -60, 2) if by_email or rng.random() < .5 else ""))
    return customers, orders, referrals


def write(path, columns, rows):
    with open(path, "w", newline="") as f:
        out = csv.DictWriter(f, columns)
        out.writeheader()
        out.writerows(rows)


def run(files, zone, arguments):
    for (path, rows) in files.items():
        write(path, list(rows[0]), rows)
    done = subprocess.run(["ask-referral", "-a", str(TODAY), "--tz", zone,
                           *arguments, "c.csv"],
                          capture_output=True, text=True)
    aside = collections.Counter()
    said = re.search("set aside: (.*)", done.stderr)
    for one in said.group(1).split(", ") if said else []:
        n, kind = one.split(" ", 1)
        aside[kind] += int(n)
    return list(csv.reader(io.StringIO(done.stdout)))[1:], aside, done


def rewards(rng, offset):
    customers, orders, referrals = shop(rng)
    hold = rng.choice((0, 7, 14))
    return (judge(customers, orders, referrals, offset, hold),
            {"c.csv": customers, "o.csv": orders, "r.csv": referrals},
            ["--rewards", "--orders", "o.csv", "--referrals", "r.csv",
             "--reward", "25 JPY", f"--hold={hold}d"])


def asks(rng, offset):
    customers, answers, events, orders = asking_shop(rng)
    return (judge_asks(customers, answers, events, orders, offset),
            {"c.csv": customers, "s.csv": answers, "e.csv": events,
             "d.csv": orders},
            ["--surveys", "s.csv", "--events", "e.csv", "--deliveries",
             "d.csv"])


def same(want, got, mode):
    rows = got[0] if mode == "rewards" else [
        row[2:5] + [row[9][row[9].index(", a"):]] for row in got[0]]
    return rows == want[0] and got[1] == want[1]


def main():
    mode = sys.argv[1]
    rng = random.Random(20261116)
    kinds, n_rows, wrong = collections.Counter(), 0, 0
    for n in range(40):
        zone, offset = rng.choice((("UTC", 0), ("-05:00", -5 * 3600),
                                   ("+09:30", 34200)))
        want, files, arguments = dict(asks=asks, rewards=rewards)[mode](
            rng, offset)
        got = run(files, zone, arguments)
        for rows in files.values():
            rng.shuffle(rows)
        again = run(files, zone, arguments)
        if not same(want, got, mode) or got[2].returncode or \
                again[2].stdout != got[2].stdout or \
                again[2].stderr != got[2].stderr:
            wrong += 1
            if wrong == 1:
                print(f"shop {n}: status {got[2].returncode}")
                print(got[2].stderr, "want", *want[0], dict(want[1]),
                      "got", *got[0], dict(got[1]), sep="\n")
        kinds.update(want[1])
        n_rows += len(want[0])
    print(f"40 shops, {wrong} wrong")
    if n_rows < 100 or min(kinds.values()) < 5 or "-v" in sys.argv:
        print(n_rows, "rows", dict(kinds))


main()
