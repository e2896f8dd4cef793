#!/usr/bin/env python3
"""Carts from random logs, judged once more from the definitions of
cart-abandon(1), by brute force, and compared with what the tool writes.

usage: cart-check.py SEED TIMES

A disagreement is shown with the log that makes it, and the exit status is 1.
"""
import csv
import io
import json
import random
import subprocess
import sys

RANK = {e: i for i, e in enumerate(
    ["page-view", "add-to-cart", "remove-from-cart", "cart-view", "checkout",
     "unpaid", "purchase"])}
COLUMNS = ["event_at", "event", "customer_id", "anonymous_id", "session_id",
           "cart_id", "order_id", "sku", "quantity", "price", "currency",
           "email", "push_token"]
IDLE = 1800


def stamp(t):
    return "2026-11-%02dT%02d:%02d:%02dZ" % (
        1 + t // 86400, t // 3600 % 24, t // 60 % 60, t % 60)


def make_log(rnd, shared):
    """Rows, as dicts, of a few people, who may share their browsers.  Of a
    session or a cart in which two of them had a hand, the tool judges by who
    was known at the time; so only what tells carts by person has both, and no purchase names a cart."""
    rows, orders = [], []
    people, owners = [], []
    for i in range(rnd.randint(1, 4)):
        person = {"c": "c%d" % i, "e": "p%d@example.com" % i}
        kind = rnd.random()
        if kind < .25:
            person["c"] = ""            # a guest
        elif kind < .4:
            person["e"] = ""
        owners.append(i)
        people.append(person)
        if person["c"] and person["e"] and rnd.random() < .3:
            owners.append(i)
            people.append({"c": "", "e": person["e"]})
    browsers = ["b%d" % i for i in range(rnd.randint(1, 3))]
    step = rnd.choice([1, 60, 600, 1800])
    for _ in range(rnd.randint(2, 25)):
        t = step * rnd.randint(0, 40)
        b = rnd.choice(browsers)
        user = b if shared else rnd.choice(range(len(people)))
        if not shared:
            b = "b%d%s" % (owners[user], b)
        row = dict.fromkeys(COLUMNS, "")
        row["at"] = t
        row["owner"] = None if shared else owners[user]
        row["anonymous_id"] = b
        row["session_id"] = rnd.choice(["", "1", "2"])
        row["event"] = rnd.choice(
            ["page-view", "add-to-cart", "add-to-cart", "add-to-cart",
             "remove-from-cart", "cart-view", "checkout", "purchase"])
        if rnd.random() < .35:
            person = rnd.choice(people) if shared else people[user]
            row["customer_id"], row["email"] = person["c"], person["e"]
            if rnd.random() < .3:
                row["email" if person["c"] else "customer_id"] = ""
        if rnd.random() < .2:
            row["push_token"] = "t" + b
        if row["event"] != "page-view":
            if rnd.random() < .5:
                row["cart_id"] = b + rnd.choice("xy")
            if rnd.random() < .8:
                row["sku"] = rnd.choice("ABC")
            if rnd.random() < .6:
                row["quantity"] = str(rnd.randint(1, 3))
            if rnd.random() < .6:
                row["price"] = "%d.50" % rnd.randint(1, 9)
                row["currency"] = rnd.choice(["EUR", "EUR", "USD"])
        if row["event"] in ("checkout", "purchase") and rnd.random() < .4:
            row["order_id"] = "o%d%s" % (rnd.randint(1, 3),
                                         "" if shared else owners[user])
        if shared and row["event"] == "purchase":
            row["cart_id"] = row["order_id"] = ""
        rows.append(row)
    for i in range(rnd.choice([0, 0, 1, 2, 3])):
        person = rnd.choice(people)
        orders.append({
            "order_id": "o%d%s" % (i, i + 5 if shared else
                                   owners[people.index(person)]),
            "customer_id": person["c"], "email": person["e"],
            "cart_id": "" if shared else rnd.choice(["", rnd.choice(
                [r["cart_id"] for r in rows if r["owner"] ==
                 owners[people.index(person)]] + [""])]),
            "at": step * rnd.randint(0, 40),
            "status": rnd.choice(["paid", "placed", "pending", "failed",
                                  "refunded", "test", "cancelled"])})
        if orders[-1]["status"] not in ("paid", "placed", "refunded"):
            orders[-1]["cart_id"] = ""
            orders[-1]["order_id"] = "u%d" % i
    return rows, orders


class Names:
    """Which customers' and guests' names are one person."""

    def __init__(self):
        self.sets = []

    def join(self, names):
        names = set(names)
        rest = []
        for s in self.sets:
            if s & names:
                names |= s
            else:
                rest.append(s)
        self.sets = rest + [names]

    def person(self, name):
        return next(frozenset(s) for s in self.sets if name in s)


def names_of(r):
    return [k + r[f] for k, f in (("c", "customer_id"), ("e", "email"))
            if r.get(f)]


def identify(steps):
    """Give each step its owner, and each owner how they are reached."""
    names = Names()
    for r in steps:
        if names_of(r):
            names.join(names_of(r))
    for r in steps:
        own = names_of(r)
        browser = r.get("anonymous_id") or r.get("session_id")
        if own:
            r["owner"] = names.person(own[0])
        elif browser:
            told = [(s["at"], names_of(s)[0][1:], names_of(s)[0])
                    for s in steps if names_of(s) and
                    (s.get("anonymous_id") or s.get("session_id")) == browser]
            before = [x for x in told if x[0] <= r["at"]]
            after = [x for x in told if x[0] > r["at"]]
            if before:
                r["owner"] = names.person(max(before)[2])
            elif after:
                first = min(x[0] for x in after)
                r["owner"] = names.person(
                    max(x for x in after if x[0] == first)[2])
            else:
                r["owner"] = frozenset(["b" + browser])
        else:
            r["owner"] = frozenset()
        r["own"] = own[0][1:] if own else "anonymous:" + str(browser)
    contact = {}
    for r in steps:
        heard = contact.setdefault(r["owner"], {})
        for f in ("customer_id", "email", "push_token"):
            if r.get(f):
                heard[f] = max(heard.get(f, (-1, "")), (r["at"], r[f]))
    return {o: {f: v[1] for f, v in h.items()} for o, h in contact.items()}


class Cart:
    def __init__(self, key):
        self.key, self.events, self.hands, self.open = key, [], set(), True
        self.items, self.stated, self.created = {}, None, False
        self.checkout, self.unpaid, self.left = False, None, False
        self.first = self.last = self.owner = self.own = None
        self.fate = self.ended = None

    def due(self, how):
        return (self.first if how["clock"] == "first" else self.last) + IDLE


def age(cart):
    return cart.last, "" if cart.key[0] == "person" else cart.key[1]


def session_of(r):
    s, a = r.get("session_id"), r.get("anonymous_id")
    return s and (a + "/" + s if a else s)


def judge(rows, orders, as_of, how):
    steps = []
    for r in rows:
        steps.append(dict(r))
    for o in orders:
        o = dict(o)
        o["event"] = {"paid": "purchase", "placed": "purchase",
                      "refunded": "purchase", "pending": "unpaid",
                      "failed": "unpaid", "cancelled": "unpaid",
                      "test": "page-view"}[o["status"]]
        steps.append(o)
    steps = [s for s in steps if s["at"] <= as_of]
    steps.sort(key=lambda s: (s["at"], RANK[s["event"]],
                              not s.get("cart_id"), not s.get("session_id"),
                              s.get("order_id", "")))
    contact = identify(steps)
    carts = []

    latest = {}                 # the cart that an owner last touched

    def leave(cart, now):
        if cart.items and latest.get(cart.owner) is cart and \
                now > cart.due(how):
            cart.left = True

    def find(r):
        owner = r["owner"]
        mine = latest.get(owner)
        mine = mine if mine is not None and mine.open else None
        by = how["by"]
        key = None
        if by == "cart":
            if r["cart_id"]:
                key = ("cart", r["cart_id"])
            elif mine and mine.key[0] == "cart":
                return mine
            elif session_of(r):
                key = ("session", session_of(r))
        elif by == "session":
            if session_of(r):
                key = ("session", session_of(r))
            elif mine:
                return mine
        key = key or ("person", owner)
        for c in carts:
            if c.open and c.key == key:
                return c
        carts.append(Cart(key))
        return carts[-1]

    def bought(r, cart):
        if how["cancel"] == "same-cart":
            own = None
            if how["by"] == "cart" and r.get("cart_id"):
                own = ("cart", r["cart_id"])
            elif how["by"] == "session" and session_of(r):
                own = ("session", session_of(r))
            if own:
                return cart.key == own
            named = [c for c in carts if c.open and r.get("order_id") and
                     any(e.get("order_id") == r["order_id"]
                         for e in c.events)]
            return not named or cart in named
        if how["cancel"] == "same-product":
            return not r.get("sku") or r["sku"] in cart.items
        return True

    for r in steps:
        if r["event"] == "page-view":
            continue
        if r["event"] == "purchase":
            owners = [r["owner"]] if r["owner"] else []
            for c in carts:
                for e in c.events if c.open else []:
                    if (r.get("cart_id") and
                            e["cart_id"] == r["cart_id"]) or \
                            (r.get("order_id") and
                             e.get("order_id") == r["order_id"]):
                        owners.append(e["owner"])
            hits = [[c for c in carts if c.open and owner in c.hands and
                     bought(r, c)] for owner in owners]
            for hit in hits:
                hit = [c for c in hit if c.open]
                top = max([c for c in hit if c.created], key=age,
                          default=None)
                if top:
                    leave(top, r["at"])
                for c in hit:
                    c.open, c.ended = False, r["at"]
                    c.order = r.get("order_id", "")
                    c.fate = "emptied" if not c.items else \
                        "superseded" if c is not top else \
                        "recovered" if c.left else "bought"
            continue
        if r["event"] == "unpaid":
            hit = [c for c in carts if c.open and r["cart_id"] and
                   c.key == ("cart", r["cart_id"])] or \
                  [c for c in carts if c.open and r["order_id"] and
                   any(e.get("order_id") == r["order_id"] for e in c.events)]
            if not hit:
                mine = latest.get(r["owner"])
                hit = [mine] if mine is not None and mine.open else []
            told = Cart(("order", ""))      # whose it is, as a cart does
            told.events, told.hands, told.last = [r], {r["owner"]}, r["at"]
            told.owner = r["owner"]
            carts.append(told)
            if hit and hit[-1].items:
                hit[-1].unpaid = (r["order_id"], r["status"])
                hit[-1].checkout = True
            continue
        cart = find(r)
        if cart.owner is None:
            cart.owner = r["owner"]
        mine = latest.get(r["owner"])
        if mine is not None and mine.open and mine is not cart:
            leave(mine, r["at"])
        leave(cart, r["at"]) if cart.last is not None else None
        cart.owner, cart.last = r["owner"], r["at"]
        if mine is None or not mine.open or age(cart) >= age(mine):
            latest[r["owner"]] = cart
        cart.hands.add(r["owner"])
        cart.events.append(r)
        empty = not cart.items
        quantity = int(r["quantity"] or 1)
        price = (r["at"], int(r["price"].replace(".", "")), r["currency"]) \
            if r["price"] else None

        def put():
            if empty or (cart.first == r["at"] and r["own"] < cart.own):
                cart.first, cart.own = r["at"], r["own"]
            old = cart.items.get(r["sku"], [0, None])
            best = old[1]
            if price and (best is None or price > best):
                best = price
            cart.items[r["sku"]] = [old[0] + quantity, best]

        if r["event"] == "add-to-cart":
            put()
        elif r["event"] == "remove-from-cart":
            if r["sku"] in cart.items:
                cart.items[r["sku"]][0] -= quantity
                if cart.items[r["sku"]][0] <= 0:
                    del cart.items[r["sku"]]
        elif r["sku"]:
            if cart.stated != (r["event"], r["at"]):
                cart.items = {}
            cart.stated = (r["event"], r["at"])
            put()
        if r["event"] == "checkout":
            cart.checkout = True
        if not cart.items and not empty:
            cart.checkout = False
        cart.created = cart.created or bool(cart.items)

    for c in carts:
        if not c.open or not c.created:
            continue
        rivals = [d for d in carts if d.open and d.created and
                  d.owner == c.owner]
        top = max(rivals, key=age)
        c.fate = "emptied" if not c.items else "superseded" if c is not top \
            else "abandoned" if c.due(how) <= as_of else "open"
    result = []
    for c in carts:
        if c.fate not in ("abandoned", "recovered"):
            continue
        who = contact.get(c.owner, {})
        if not who:
            continue
        value = {}
        for n, price in c.items.values():
            if price:
                value[price[2]] = value.get(price[2], 0) + n * price[1]
        cid = c.key[1] if c.key[0] != "person" else \
            c.own.replace("%", "%25").replace("/", "%2F") + "/" + \
            stamp(c.first)
        thanks = c.fate == "recovered"
        name = who.get("customer_id") or who.get("email")
        if not name:
            name = "anonymous:" + next(iter(c.owner))[1:]
        result.append((
            "thank-you" if thanks else "cart-abandon",
            cid + "/" + stamp(c.ended) if thanks else cid, name,
            stamp(c.ended if thanks else c.due(how)),
            stamp(c.ended if thanks else c.last),
            who.get("email", ""), who.get("push_token", ""),
            "checkout" if c.checkout else "cart",
            tuple(sorted((k, n) for k, (n, _) in c.items.items())),
            tuple(sorted((k, "%d.%02d" % divmod(v, 100))
                         for k, v in value.items())),
            (c.unpaid or ("", ""))[1] if not thanks else ""))
    return sorted(result)


def write(path, columns, rows, at, rnd):
    rows = list(rows)
    rnd.shuffle(rows)
    with open(path, "w", newline="") as f:
        w = csv.writer(f)
        w.writerow(columns)
        for r in rows:
            w.writerow([stamp(r["at"]) if c == at else r.get(c, "")
                        for c in columns])


def run(args):
    p = subprocess.run(["cart-abandon", "-q", "--skew", "90d"] + args,
                       capture_output=True, text=True, check=False)
    if p.returncode == 2 and "joined 0" in p.stderr:
        return None
    if p.returncode != 0:
        sys.exit("cart-abandon: %d: %s" % (p.returncode, p.stderr))
    result = []
    for r in csv.DictReader(io.StringIO(p.stdout)):
        data = json.loads(r["data"], parse_float=str, parse_int=str)
        result.append((
            r["flow"], r["trigger_id"], r["customer_id"], r["triggered_at"],
            r["since_at"], r["email"], r["push_token"], data["stage"],
            tuple(sorted((i.get("sku", ""), int(i["quantity"]))
                         for i in data["items"])),
            tuple(sorted(data["value"].items())), data.get("payment", "")))
    return sorted(result)


def main():
    seed, times = int(sys.argv[1]), int(sys.argv[2])
    rnd = random.Random(seed)
    seen = 0
    for turn in range(times):
        shared = rnd.random() < .3
        rows, orders = make_log(rnd, shared)
        write("log.csv", COLUMNS, rows, "event_at", rnd)
        write("orders.csv", ["order_id", "customer_id", "email", "cart_id",
                             "ordered_at", "status"], orders, "ordered_at",
              rnd)
        how = {"by": "person" if shared else
               rnd.choice(["cart", "session", "person"]),
               "clock": rnd.choice(["last", "last", "first"]),
               "cancel": rnd.choice(["any-order", "any-order", "same-cart",
                                     "same-product"])}
        if how["cancel"] == "same-product":
            orders = []
        as_of = rnd.choice([30 * 60, 7200, 86400])
        args = ["--as-of", stamp(as_of), "--cart-by", how["by"], "--clock",
                how["clock"], "--cancel", how["cancel"]]
        if orders:
            args += ["--orders", "orders.csv"]
        for more in [[], ["--recovered"]]:
            got = run(args + more + ["log.csv"])
            if got is None:
                continue
            want = [w for w in judge(rows, orders, as_of, how)
                    if more or w[0] == "cart-abandon"]
            seen += len(want)
            if got != want:
                print("# seed %d turn %d: %s" % (seed, turn,
                                                 " ".join(args + more)))
                for line in open("log.csv"):
                    print("#  ", line.rstrip())
                for line in open("orders.csv") if orders else []:
                    print("#  ", line.rstrip())
                print("# got ", [g for g in got if g not in want])
                print("# want", [w for w in want if w not in got])
                sys.exit(1)
    print(seen)


main()
