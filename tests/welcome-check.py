"""What welcome(1) writes, told again from its page by other means.

usage: welcome-check.py SEED ...

Makes a shop of each seed in the current folder, runs welcome on it as of some
instants over shuffled rows, each time read by another of the three ways in, and
says where the triggers are others than the page has them.
"""
import csv
import datetime as dt
import random
import subprocess
import sys

UTC = dt.timezone.utc
START = dt.datetime(2026, 1, 1, tzinfo=UTC)
ENDED = ("cancelled", "failed", "test", "pending", "refunded")
# How far along an order is.
RANK = dict(pending=0, placed=1, paid=2, refunded=3, cancelled=4, failed=4,
            test=4) | {"partially-refunded": 2}


def stamp(at):
    return at.strftime("%Y-%m-%d" if isinstance(at, Date) else
                       "%Y-%m-%dT%H:%M:%SZ")


class Date(dt.datetime):
    """A date without a time."""


def some_time(rng):
    at = START + dt.timedelta(seconds=rng.randrange(60) * 43200 +
                              rng.choice([0, 0, 7]))
    return at if rng.random() < .7 else Date(at.year, at.month, at.day,
                                             tzinfo=UTC)


def came(at):
    """When a fact has come to be."""
    return at + dt.timedelta(days=1) if isinstance(at, Date) else at


def is_known(at, now):
    return came(at) - dt.timedelta(seconds=isinstance(at, Date)) <= now


def make_shop(rng):
    shop = {"customers": [], "orders": [], "events": [], "accounts": []}
    for i in range(40):
        mail = f"p{i}@example.com"

        def who(i=i, mail=mail):
            # An id with the mail joins the rows; sometimes there's only one.
            return rng.choice([(f"{i:02}", mail), (f"{i:02}", ""), ("", mail)])
        # One row joins the two, if it is there and known.
        if rng.random() < .8:
            shop["customers"].append((f"{i:02}", mail, rng.choice(
                ["", some_time(rng)])))
        for k in range(rng.choice([0, 1, 1, 2, 3])):
            row = [f"o{i}-{rng.randrange(4)}", *who(), some_time(rng),
                   rng.choice(["paid", "placed", "paid", "partially-refunded",
                               *ENDED])]
            shop["orders"] += [row] * rng.choice([1, 1, 2])
        for k in range(rng.choice([0, 0, 1, 2])):
            row = [*who(), some_time(rng), rng.choice(
                ["subscribe", "return-request", "open"]),
                rng.choice(["", f"o{i}-1"])]
            shop["events"] += [row] * rng.choice([1, 1, 2])
        if rng.random() < .3:
            shop["accounts"].append((*who(), rng.choice(["", some_time(rng)])))
    return shop


def choose(known):
    """The rows that count, of orders that stand, by number."""
    best = {}
    for i, (id_, a, b, at, status) in enumerate(known):
        # Of equal ones the first in time: all else they say is the same.
        key = (RANK[status], a != "", a or b, -at.timestamp(),
               isinstance(at, Date))
        best[id_] = max(best.get(id_, (key, i)), (key, i))
    return {i for _, i in best.values() if known[i][4] not in ENDED}


def split(shop, now):
    """By person: what is known of them.  Ids and mails of one i are one person
    if any row that is used has both."""
    rows = [("c", a, b, at, None) for a, b, at in shop["customers"]
            if at == "" or is_known(at, now)]
    known = [row for row in shop["orders"] if is_known(row[3], now)]
    chosen = choose(known)
    rows += [("o" if i in chosen else "row", a, b, at, (id_, status))
             for i, (id_, a, b, at, status) in enumerate(known)]
    rows += [("e", a, b, at, (event, order))
             for a, b, at, event, order in shop["events"]
             if is_known(at, now) and event != "open"]
    rows += [("a", a, b, None, None) for a, b, at in shop["accounts"]
             if at == "" or is_known(at, now)]
    joined = {b: a for _, a, b, _, _ in rows if a and b}
    people = {}
    for kind, a, b, at, more in rows:
        people.setdefault(a or joined.get(b, b), []).append(
            (kind, a or b, at, more))
    return people


def firsts(rows, now):
    seen = [at for kind, _, at, more in rows if at != "" and (
        kind == "c" or (kind == "e" and more[0] == "subscribe"))]
    orders = [((at.timestamp(), not isinstance(at, Date), more[0], name), at)
              for kind, name, at, more in rows if kind == "o"]
    orders.sort(key=lambda k: k[0])
    return seen + [at for _, at in orders[:1]], orders


def want(shop, now):
    made = {}
    for rows in split(shop, now).values():
        rows_of = [r for r in rows if r[0] != "a"]
        if not rows_of:
            continue
        # An id is two digits, and so before any mail.
        name = min(r[1] for r in rows_of)
        seen, orders = firsts(rows, now)

        def add(flow, id_, at):
            made[flow, id_] = stamp(dt.datetime.fromtimestamp(
                came(at).timestamp(), UTC))
        if seen:
            add("welcome", name + "/welcome", min(
                seen, key=lambda at: (at.timestamp(),
                                      not isinstance(at, Date))))
        if orders and not any(r[0] == "a" for r in rows):
            add("account-invite", name + "/account-invite", orders[0][1])
        if len(orders) > 1:
            add("second-order", name + "/second-order", orders[1][1])
        for key, at in orders:
            add("order-confirm", f"{key[3]}/{key[2]}", at)
        for kind, who, at, more in rows:
            if kind == "e" and more[0] == "return-request":
                add("return-request", f"{who}/{stamp(at)}/return-request" +
                    ("/" + more[1] if more[1] else ""), at)
    return made


def write(path, header, rows, rng):
    rows = [[stamp(c) if isinstance(c, dt.datetime) else c for c in r]
            for r in rows]
    rng.shuffle(rows)
    with open(path, "w", newline="") as f:
        out = csv.writer(f, lineterminator="\n")
        out.writerow(header.split(","))
        out.writerows(rows)


def check(seed):
    rng = random.Random(seed)
    shop = make_shop(rng)
    wrong = total = 0
    for _ in range(5):
        now = START + dt.timedelta(seconds=rng.randrange(62) * 43200 +
                                   rng.choice([-1, 0, 1]))
        write("customers.csv", "customer_id,email,created_at",
              shop["customers"], rng)
        write("accounts.csv", "customer_id,email,created_at",
              shop["accounts"], rng)
        write("orders.csv", "order_id,customer_id,email,ordered_at,status,"
              "currency,total",
              [r + ["EUR", 5] for r in shop["orders"]], rng)
        write("events.csv", "customer_id,email,event_at,event,order_id",
              shop["events"], rng)
        files = ["customers", "orders", "events"]
        rng.shuffle(files)
        said = subprocess.run(
            ["welcome", "-q", "-a", stamp(now), "--accounts", "accounts.csv",
             f"--{files[1]}", files[1] + ".csv", f"--{files[2]}",
             files[2] + ".csv", files[0] + ".csv"], check=True, text=True,
            stdout=subprocess.PIPE).stdout.splitlines()
        rows = list(csv.DictReader(said))
        got = {(r["flow"], r["trigger_id"]): r["triggered_at"] for r in rows}
        expected = want(shop, now)
        total += len(expected)
        if got != expected or len(got) != len(rows):
            wrong += 1
            for key in sorted(set(got) | set(expected)):
                if got.get(key) != expected.get(key):
                    print(seed, now, *key, "got", got.get(key), "want",
                          expected.get(key))
    return wrong, total


if __name__ == "__main__":
    found = [check(int(seed)) for seed in sys.argv[1:]]
    n = sum(t for _, t in found)
    print(f"{5 * len(found)} runs, {'over a thousand' if n > 1000 else n} "
          f"triggers, {sum(w for w, _ in found)} wrong")
