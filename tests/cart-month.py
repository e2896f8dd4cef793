#!/usr/bin/env python3
"""A month of a shop, of which it is known when each cart is left and when it
isn't any more: because it was bought, emptied, came back to or superseded.
At every as-of of the month the tool must say just that, and what the brute
force of cartjudge.py says; the days of the month together must say what its
end does, less what was undone; and a late order must undo just what it may.

usage: cart-month.py SEED
"""
import csv
import io
import random
import subprocess
import sys

from cartjudge import IDLE, judge
from shoplog import stamp, write

COLUMNS = ["event_at", "event", "customer_id", "anonymous_id", "session_id",
           "cart_id", "order_id", "sku", "quantity", "price", "currency",
           "email", "push_token"]
ORDERS = ["order_id", "customer_id", "email", "cart_id", "ordered_at",
          "status"]
DAY, END = 86400, 30 * 86400 - 1
HOW = {"by": "cart", "clock": "last", "cancel": "any-order"}
NEVER = END + 1


class Month:
    def __init__(self, rnd):
        self.rnd, self.rows, self.orders, self.left = rnd, [], [], []
        self.n = 0

    def event(self, at, event, **cells):
        row = dict.fromkeys(COLUMNS, "")
        row.update(cells)
        row["at"], row["event"] = at, event
        if row["sku"]:
            row["price"], row["currency"] = "7.50", "EUR"
        self.rows.append(row)
        return at

    def order(self, at, status, **cells):
        row = dict.fromkeys(ORDERS, "")
        row.update(cells)
        row.update(order_id="o%d" % len(self.orders), at=at, status=status)
        self.orders.append(row)

    def holds(self, cart, last, until=NEVER, who=None, known=0):
        """The cart is left from last + IDLE on, and known of from known."""
        since = max(last + IDLE, known)
        if since < until:
            self.left.append((cart, since, until, who, last))

    def shop(self, at, cart, who):
        """Put things in; the time of the last."""
        for _ in range(self.rnd.randint(1, 4)):
            at += self.rnd.randint(1, IDLE - 1)
            self.event(at, "add-to-cart", cart_id=cart,
                       sku=self.rnd.choice("ABCD"), **who)
        return at

    def person(self):
        self.n += 1
        n = str(self.n)
        return {"customer_id": "c" + n, "email": "p%s@example.com" % n,
                "anonymous_id": "b" + n}

    def cart(self):
        return "k%d" % len(self.rows)


def bought(m, at, who):
    last = m.shop(at, m.cart(), who)
    m.event(last + m.rnd.randint(0, IDLE), "purchase", **who)


def tie(m, at, who):
    last = m.shop(at, m.cart(), who)
    m.event(last, "purchase", **who)


def left(m, at, who):
    cart = m.cart()
    m.holds(cart, m.shop(at, cart, who), who=who)


def recovered(m, at, who):
    cart = m.cart()
    last = m.shop(at, cart, who)
    then = last + IDLE + m.rnd.randint(1, 5 * DAY)
    m.holds(cart, last, then, who)
    m.event(then, "purchase", **who)


def came_back(m, at, who):
    cart = m.cart()
    last = m.shop(at, cart, who)
    then = last + IDLE + m.rnd.randint(1, 2 * DAY)
    m.holds(cart, last, then, who)
    m.event(then, "cart-view", cart_id=cart, **who)
    m.holds(cart, then, who=who)


def emptied(m, at, who):
    cart = m.cart()
    last = m.event(at, "add-to-cart", cart_id=cart, sku="A", quantity="2",
                   **who)
    then = last + m.rnd.randint(1, 3 * DAY)
    m.event(then, "remove-from-cart", cart_id=cart, sku="A", quantity="2",
            **who)
    m.holds(cart, last, then, who)


def superseded(m, at, who):
    first = m.cart()
    last = m.shop(at, first, who)
    then = last + m.rnd.randint(1, 3 * DAY)
    second = m.cart() + "s"
    m.event(then, "add-to-cart", cart_id=second, sku="B", **who)
    m.holds(first, last, then, who)
    m.holds(second, then, who=who)


def guest_then_account(m, at, who):
    guest = dict(who, customer_id="", anonymous_id=who["anonymous_id"] + "g")
    cart = m.cart()
    last = m.shop(at, cart, guest)
    then = last + m.rnd.randint(0, 2 * DAY)
    m.order(then, m.rnd.choice(["paid", "placed", "refunded"]),
            customer_id=who["customer_id"], email=who["email"].upper())
    m.holds(cart, last, then, who)


def unpaid(m, at, who):
    cart = m.cart()
    last = m.shop(at, cart, who)
    m.order(last + m.rnd.randint(0, DAY), m.rnd.choice(["pending", "failed"]),
            customer_id=who["customer_id"])
    m.holds(cart, last, who=who)


def named_later(m, at, who):
    browser = {"anonymous_id": who["anonymous_id"]}
    cart = m.cart()
    last = m.shop(at, cart, browser)
    then = last + m.rnd.randint(1, 3 * DAY)
    m.event(then, "page-view", **who)
    m.holds(cart, last, who=who, known=then)


def bought_elsewhere(m, at, who):
    browser = {"anonymous_id": who["anonymous_id"] + "x"}
    cart = m.cart()
    last = m.shop(at, cart, browser)
    bought_at = last + m.rnd.randint(0, 2 * DAY)
    m.order(bought_at, "paid", email=who["email"])
    named_at = bought_at + m.rnd.randint(1, DAY)
    m.event(named_at, "page-view", email=who["email"], **browser)


STORIES = [bought, tie, left, recovered, came_back, emptied, superseded,
           guest_then_account, unpaid, named_later, bought_elsewhere]


def make(rnd):
    m = Month(rnd)
    for i in range(110):
        STORIES[i % len(STORIES)](m, rnd.randint(0, 24 * DAY), m.person())
    m.rows.sort(key=lambda r: r["at"])
    # Sorted, but for what comes a little late.
    for i in range(1, len(m.rows)):
        if m.rows[i]["at"] - m.rows[i - 1]["at"] < 600 and rnd.random() < .3:
            m.rows[i - 1], m.rows[i] = m.rows[i], m.rows[i - 1]
    return m


def run(as_of, more=()):
    p = subprocess.run(["cart-abandon", "-q", "--as-of", stamp(as_of),
                        "--orders", "orders.csv", *more, "log.csv"],
                       capture_output=True, text=True, check=False)
    if p.returncode != 0:
        sys.exit("cart-abandon: %d: %s" % (p.returncode, p.stderr))
    return list(csv.DictReader(io.StringIO(p.stdout)))


def write_orders(m):
    write("orders.csv", ORDERS, m.orders, "ordered_at", random.Random(1))


def fail(what, got, want):
    print("# %s\n# got  %s\n# want %s" % (
        what, sorted(set(got) - set(want)), sorted(set(want) - set(got))))
    sys.exit(1)


def main():
    rnd = random.Random(int(sys.argv[1]))
    m = make(rnd)
    with open("log.csv", "w", newline="") as f:
        w = csv.writer(f)
        w.writerow(COLUMNS)
        for r in m.rows:
            w.writerow([stamp(r["at"])] + [r[c] for c in COLUMNS[1:]])
    write_orders(m)
    times = [d * DAY - 1 for d in range(1, 31)]
    swept = {}
    edges = [t + d for h in m.left for t in h[1:3] for d in (-1, 0)
             if t < END]
    for at in times + rnd.sample(edges, 30):
        if at < 6 * DAY:
            continue            # no order is joined yet
        rows = run(at)
        got = [r["trigger_id"] for r in rows]
        want = [h[0] for h in m.left if h[1] <= at < h[2]]
        if sorted(got) != sorted(want):
            fail("as of %s" % stamp(at), got, want)
        brute = judge(m.rows, [dict(o, email=o["email"].lower())
                               for o in m.orders], at, HOW)
        want = [b[1:6] for b in brute if b[0] == "cart-abandon"]
        got = [(r["trigger_id"], r["customer_id"], r["triggered_at"],
                r["since_at"], r["email"]) for r in rows]
        if sorted(got) != sorted(want):
            fail("brute force as of %s" % stamp(at), got, want)
        if at in times:
            swept.update((r["trigger_id"], r) for r in rows)
    end = {r["trigger_id"] for r in run(END)}
    undone = {h[0] for h in m.left if h[2] <= END} - end
    if set(swept) - undone != end:
        fail("the month's days", set(swept) - undone, end)
    late = 0
    for _ in range(20):
        before = {r["trigger_id"]: r for r in run(END)}
        cart = rnd.choice([h for h in m.left if h[2] > END])
        at = max(0, cart[4] + rnd.randint(-DAY, DAY))
        m.order(at, "paid", email=cart[3]["email"])
        write_orders(m)
        put = {r["cart_id"]: r["at"] for r in
               sorted(m.rows, key=lambda r: r["at"])
               if r["event"] == "add-to-cart"}
        want = {k for k, r in before.items()
                if r["email"] != cart[3]["email"] or put[k] > at}
        got = {r["trigger_id"] for r in run(END)}
        if got != want:
            fail("a late order at %s" % stamp(at), got, want)
        late += len(before) - len(got)
        m.orders.pop()
        write_orders(m)
    print(len(m.left), len(end), late)


main()
