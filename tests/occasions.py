"""A store's year: what is known of a shop day by day, and what of it is true.

A Store is made of a seed.  export() writes the files that the shop would export
on a day, with what is known by then and nothing else; due() says, from what was
made, which triggers of which flow hold on that day.  See occasions-check.py.
"""
import csv
import os
import random
from collections import defaultdict
from datetime import date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

FIRST = datetime(2026, 9, 1, 9, tzinfo=timezone.utc)
ZONES = ["America/New_York", "Europe/London", "Asia/Kathmandu",
         "Pacific/Apia", "America/Santiago", ""]
# sku: product, category, price, days after which it is reviewed
GOODS = {"CAPS": ("Capsules", "Vitamins", 19, 14),
         "SHIRT": ("Shirt", "Clothes", 29, 7),
         "SOFA": ("Sofa", "Furniture", 890, 21),
         "MUG": ("Mug", "Kitchen", 9, 14),
         "COASTER": ("Coaster", "Kitchen", 4, 14)}
# What else the shop sells: nobody has bought it yet.
MORE = {"SHIRT-XL": ("Large shirt", "Clothes", 35),
        "POT": ("Pot", "Kitchen", 12), "LAMP": ("Lamp", "Lamps", 49)}
MAX_STEP, LOOKED, WATCHED = 40, timedelta(days=1), timedelta(days=30)
CAPS_LAST, BUFFER, LEAD_TIME = 30, 3, 2
LAPSED, TRANSIT, GRACE, SPARE = 60, 5, 7, 80
BIRTHDAY_LEAD, BIRTHDAY_OVER = 7, 14
OFFERS = [("Harvest", date(2026, 10, 2), date(2026, 10, 4), "US", "HARVEST"),
          ("Thanksgiving", date(2026, 11, 26), date(2026, 11, 29), "US", ""),
          ("Christmas", date(2026, 12, 24), date(2026, 12, 24), "", "XMAS"),
          ("Sale", date(2026, 9, 20), date(2026, 9, 22), "", "SALE"),
          ("Easter", date(2027, 3, 28), date(2027, 3, 29), "", "EGG")]
OFFER_LEAD = 14
RECOVERY, SATISFIED, ASK_AFTER, AWAIT = 30, 90, 3, 30


def stamp(t):
    return t.astimezone(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


def day_start(day, zone):
    """The first instant of a day there; none of ours begins at a gap's end."""
    return datetime.combine(day, time(), ZoneInfo(zone or "UTC"))


def part(text):
    return text.replace("%", "%25").replace("/", "%2F")


class Store:
    def __init__(self, seed, days, people):
        self.r = random.Random(seed)
        self.end = FIRST + timedelta(days=days)
        self.people, self.orders, self.events = [], [], []
        self.answers, self.carts = [], []
        for i in range(people):
            self.add_person(i)
        self.orders.sort(key=lambda o: (o["at"], o["id"]))
        self.events.sort(key=lambda e: (e["at"], e["who"]["id"], e["event"]))

    def some_time(self, first, last):
        return first + timedelta(seconds=self.r.randrange(
            max(1, int((last - first).total_seconds()))))

    def add_person(self, i):
        r = self.r
        p = {"id": "c%03d" % i, "email": "u%03d@example.com" % i,
             "zone": r.choice(ZONES), "country": r.choice(["US", "NP", ""]),
             "created": self.some_time(FIRST - timedelta(days=300), self.end)
             if r.random() < 0.4 else self.some_time(
                 FIRST - timedelta(days=700), FIRST),
             "birthday": "", "consent": r.choice(["explicit"] * 8 +
                                                 ["denied", ""]),
             "active": r.random() < 0.7, "account": r.random() < 0.5}
        born = date(1950, 1, 1) + timedelta(days=r.randrange(20000))
        if r.random() < 0.1:
            born = date(1984, 2, 29)
        if r.random() < 0.7:
            p["birthday"] = born.isoformat() if r.random() < 0.7 else \
                born.strftime("--%m-%d")
        p["stopped"] = self.some_time(FIRST, self.end) \
            if r.random() < 0.08 else None
        self.people.append(p)
        if p["stopped"]:
            self.event(p, p["stopped"], "unsubscribe")
        self.live(p)

    def event(self, p, at, name, **cells):
        self.events.append({"who": p, "at": at, "event": name, **cells})

    def live(self, p):
        """Orders, with some of what comes before and after each."""
        r = self.r
        at = p["created"] + timedelta(days=r.expovariate(1 / 10))
        rhythm = r.choice([12, 25, 40, 90])
        while at < self.end:
            at = at.replace(microsecond=0)
            if r.random() < 0.3:
                self.leave_cart(p, at)
            if r.random() < 0.4:
                self.event(p, at - timedelta(hours=r.randrange(1, 200)),
                           "product-view", sku=r.choice(
                               ["SHIRT", "SOFA", "MUG", *sorted(MORE)]))
            if r.random() < 0.85:
                self.order(p, at)
            at += timedelta(days=max(0.1, r.expovariate(1 / rhythm)))

    def leave_cart(self, p, at):
        at -= timedelta(hours=self.r.randrange(1, 80))
        cart = "k%d" % len(self.carts)
        self.carts.append({"id": cart, "who": p, "at": at})
        self.event(p, at, "add-to-cart", cart_id=cart, sku="MUG",
                   quantity="1")

    def order(self, p, at):
        r = self.r
        o = {"id": "o%d" % (len(self.orders) + 1), "who": p, "at": at,
             "status": r.choice(["paid"] * 9 + ["placed", "cancelled",
                                                "refunded"]),
             "lines": {}, "coupon": "", "sent": None, "there": None,
             "back": at + timedelta(days=6)}
        for sku in r.sample(sorted(set(GOODS) - {"COASTER"}),
                            r.choice([1, 1, 2])):
            o["lines"][sku] = r.choice([1, 1, 2])
        if "MUG" in o["lines"] and r.random() < 0.3:
            o["lines"]["COASTER"] = 4
        if r.random() < 0.2:
            o["coupon"] = r.choice(["HARVEST", "XMAS", "sale", "BIRTHDAY"])
        self.orders.append(o)
        if o["status"] in ("paid", "placed"):
            o["sent"] = at + timedelta(days=1, hours=r.randrange(20))
            if r.random() < 0.8:
                o["there"] = o["sent"] + timedelta(hours=r.randrange(30, 120))
            self.after(p, o)

    def after(self, p, o):
        r = self.r
        there = o["there"] or o["sent"] + timedelta(days=TRANSIT)
        sku = r.choice(sorted(o["lines"]))
        if r.random() < 0.08:
            self.event(p, there + timedelta(days=r.randrange(1, 9)),
                       "return-request", order_id=o["id"], sku=sku)
        if r.random() < 0.3:
            self.answers.append({
                "who": p, "at": there + timedelta(hours=r.randrange(720)),
                "kind": r.choice(["review", "nps"]), "score": 0,
                "order_id": o["id"], "sku": sku,
                "id": "s%d" % len(self.answers)})
            a = self.answers[-1]
            a["score"] = r.choice([1, 4, 5] if a["kind"] == "review" else
                                  [2, 8, 9, 10])
            if a["score"] <= 2 and r.random() < 0.5:
                self.event(p, a["at"] + timedelta(hours=r.randrange(216)),
                           "resolved")

    @staticmethod
    def status(o, now):
        """As it was known then: what came back was paid before."""
        return "paid" if o["status"] == "refunded" and now < o["back"] \
            else o["status"]

    # What the shop exports on a day.

    def export(self, folder, now):
        def write(name, columns, rows):
            path = os.path.join(folder, name)
            with open(path, "w", newline="", encoding="utf-8") as f:
                out = csv.DictWriter(f, columns, restval="",
                                     lineterminator="\n")
                out.writeheader()
                out.writerows(rows)

        who = lambda p: {"customer_id": p["id"], "email": p["email"]}
        known = lambda t: stamp(t) if t and t <= now else ""
        orders = [o for o in self.orders if o["at"] <= now]
        write("customers.csv", ["customer_id", "email", "timezone", "country",
                                "birthday", "created_at", "email_consent",
                                "is_active"],
              [{**who(p), "timezone": p["zone"], "country": p["country"],
                "birthday": p["birthday"], "created_at": stamp(p["created"]),
                "email_consent": p["consent"],
                "is_active": "yes" if p["active"] else "no"}
               for p in self.people if p["created"] <= now])
        write("orders.csv", ["order_id", "customer_id", "ordered_at", "status",
                             "currency", "total", "email", "coupon",
                             "fulfilled_at", "delivered_at"],
              [{**who(o["who"]), "order_id": o["id"],
                "ordered_at": stamp(o["at"]), "status": self.status(o, now),
                "currency": "USD", "total": sum(
                    GOODS[s][2] * n for s, n in o["lines"].items()),
                "coupon": o["coupon"], "fulfilled_at": known(o["sent"]),
                "delivered_at": known(o["there"])} for o in orders])
        write("lines.csv", ["order_id", "customer_id", "ordered_at", "status",
                            "sku", "quantity", "product", "category", "email",
                            "fulfilled_at", "delivered_at"],
              [{**who(o["who"]), "order_id": o["id"],
                "ordered_at": stamp(o["at"]), "status": self.status(o, now),
                "sku": s, "quantity": n, "product": GOODS[s][0],
                "category": GOODS[s][1], "fulfilled_at": known(o["sent"]),
                "delivered_at": known(o["there"])}
               for o in orders for s, n in o["lines"].items()])
        write("events.csv", ["event_at", "event", "customer_id", "email",
                             "cart_id", "order_id", "sku", "quantity"],
              [{**who(e["who"]), "event_at": stamp(e["at"]),
                "event": e["event"], "cart_id": e.get("cart_id", ""),
                "order_id": e.get("order_id", ""), "sku": e.get("sku", ""),
                "quantity": e.get("quantity", "")}
               for e in self.events if e["at"] <= now])
        write("answers.csv", ["responded_at", "customer_id", "email", "score",
                              "kind", "order_id", "sku", "response_id"],
              [{**who(a["who"]), "responded_at": stamp(a["at"]),
                "score": a["score"], "kind": a["kind"],
                "order_id": a["order_id"], "sku": a["sku"],
                "response_id": a["id"]}
               for a in self.answers if a["at"] <= now])
        write("calendar.csv", ["offer", "on", "until", "country", "coupon"],
              [{"offer": n, "on": a, "until": b, "country": c, "coupon": k}
               for n, a, b, c, k in OFFERS])
        write("delays.csv", ["category", "after"],
              [{"category": c, "after": "%dd" % d} for c, d in sorted(
                  {(c, d) for _, c, _, d in GOODS.values()})])
        write("accounts.csv", ["customer_id", "email"],
              [who(p) for p in self.people
               if p["account"] and p["created"] <= now])
        for name, day in (("products.csv", now),
                          ("before.csv", now - timedelta(days=1))):
            write(name, ["sku", "product", "category", "price", "currency",
                         "stock"],
                  [{"sku": sku, "product": g[0], "category": g[1],
                    "price": self.price(sku, day), "currency": "USD",
                    "stock": self.stock(sku, day)}
                   for sku, g in sorted({**GOODS, **MORE}.items())])
        write("rates.csv", ["sku", "per_day", "pack"],
              [{"sku": "CAPS", "per_day": "1", "pack": CAPS_LAST}])

    # Of ten days there are lamps on five; of nine the pot costs less on three.

    def price(self, sku, now):
        if sku == "POT" and (now - FIRST).days % 9 >= 6:
            return 10
        return {**GOODS, **MORE}[sku][2]

    def stock(self, sku, now):
        return 0 if sku == "LAMP" and (now - FIRST).days % 10 < 5 else 7

    # What is true then.

    def due(self, now):
        """The trigger_ids that hold, by flow."""
        found = defaultdict(set)
        for rule in (self.reviews, self.replenishments, self.birthdays,
                     self.lapses, self.offers, self.beginnings,
                     self.referrals, self.companions, self.anniversaries,
                     self.returns, self.looks, self.watches):
            rule(now, found)
        return found

    def of(self, p, now, any_=("paid", "placed", "refunded")):
        return [o for o in self.orders if o["who"] is p and o["at"] <= now and
                self.status(o, now) in any_]

    def is_open(self, a, now):
        return a["score"] <= 2 and \
            a["at"] <= now < a["at"] + timedelta(days=RECOVERY) and \
            not any(e["who"] is a["who"] and e["event"] == "resolved" and
                    a["at"] <= e["at"] <= now for e in self.events) and \
            not (a["kind"] == "review" and
                 any(b["who"] is a["who"] and b["kind"] == "review" and
                     b["sku"] == a["sku"] and b["score"] >= 4 and
                     a["at"] < b["at"] <= now for b in self.answers))

    def recovering(self, p, now):
        return any(a["who"] is p and self.is_open(a, now)
                   for a in self.answers)

    def reviews(self, now, found):
        answers = [a for a in self.answers if a["at"] <= now and
                   a["kind"] == "review"]
        returned = {(e["order_id"], e["sku"]) for e in self.events
                    if e["event"] == "return-request" and e["at"] <= now}
        for o in self.orders:
            p = o["who"]
            if o["at"] > now or self.status(o, now) not in ("paid", "placed"):
                continue
            there = o["there"] if o["there"] and o["there"] <= now else \
                o["sent"] + timedelta(days=TRANSIT) \
                if o["sent"] and o["sent"] <= now else None
            for sku in o["lines"]:
                if there and there + timedelta(days=GOODS[sku][3]) <= now and \
                        (o["id"], sku) not in returned and \
                        not any(a["who"] is p and a["sku"] == sku
                                for a in answers) and \
                        not self.recovering(p, now):
                    found["review"].add("%s/%s" % (o["id"], sku))
        for a in answers:
            if a["score"] >= 4:
                found["thank-you"].add("review/" + a["id"])
            elif self.is_open(a, now):
                found["recovery"].add("review/" + a["id"])

    def replenishments(self, now, found):
        for p in self.people:
            buys = [o for o in self.of(p, now, ("paid", "placed"))
                    if "CAPS" in o["lines"]]
            end = None
            for o in buys:
                day = o["at"].date()
                end = max(end or day, day) + timedelta(
                    days=CAPS_LAST * o["lines"]["CAPS"])
            if buys and end - timedelta(days=BUFFER + LEAD_TIME) <= now.date():
                found["replenish"].add("%s/CAPS/%s" % (p["id"], buys[-1]["id"]))

    @staticmethod
    def birthday_of(p, year):
        """When the greeting of a year begins, and when it is over."""
        month, day = map(int, p["birthday"][-5:].split("-"))
        zone = p["zone"] or {"NP": "Asia/Kathmandu"}.get(p["country"])
        try:
            on = date(year, month, day)
        except ValueError:
            on = date(year, 2, 28)
        return (day_start(on - timedelta(days=BIRTHDAY_LEAD), zone),
                day_start(on + timedelta(days=BIRTHDAY_OVER + 1), zone))

    def birthdays(self, now, found):
        for p in self.people:
            if not p["birthday"] or p["created"] > now:
                continue
            for year in range(now.year - 1, now.year + 2):
                begins, ends = self.birthday_of(p, year)
                if begins <= now < ends and not any(
                        o["coupon"] == "BIRTHDAY" and o["at"] >= begins
                        for o in self.of(p, now)):
                    found["birthday"].add("%s/%d" % (p["id"], year))

    def lapses(self, now, found):
        for p in self.people:
            orders = self.of(p, now)
            if not self.of(p, now, ("paid",)):
                continue
            last = orders[-1]["at"]
            if last.date() + timedelta(days=LAPSED) <= now.date() and \
                    not (p["stopped"] and p["stopped"] <= now):
                found["win-back"].add("%s/%s" % (p["id"], stamp(last)))

    def offers(self, now, found):
        for name, on, until, country, coupon in OFFERS:
            for p in self.people:
                zone = p["zone"] or {"NP": "Asia/Kathmandu"}.get(p["country"])
                begins = day_start(on - timedelta(days=OFFER_LEAD), zone)
                if p["created"] <= now and country in ("", p["country"]) and \
                        begins <= now < day_start(until + timedelta(days=1),
                                                  zone) and not any(
                        coupon and o["coupon"].upper() == coupon and
                        o["at"] >= begins for o in self.of(p, now)):
                    found["offer"].add("%s/%s/%s" % (p["id"], name, on))

    def beginnings(self, now, found):
        for p in self.people:
            orders = self.of(p, now, ("paid", "placed"))
            if p["created"] <= now or orders:
                found["welcome"].add(p["id"] + "/welcome")
            if orders and not p["account"]:
                found["account-invite"].add(p["id"] + "/account-invite")
            if len(orders) > 1:
                found["second-order"].add(p["id"] + "/second-order")
            for o in orders:
                found["order-confirm"].add("%s/%s" % (p["id"], o["id"]))

    def referrals(self, now, found):
        for p in self.people:
            answers = sorted((a for a in self.answers if a["who"] is p and
                              a["at"] <= now), key=lambda a: a["at"])
            orders = self.of(p, now, ("paid", "placed"))
            there = [o["there"] for o in orders
                     if o["there"] and o["there"] <= now]
            if not answers or p["created"] > now or not p["active"]:
                continue
            last = answers[-1]
            good = last["score"] >= (4 if last["kind"] == "review" else 9)
            waits = any(not (o["there"] and o["there"] <= now) and
                        now < o["at"] + timedelta(days=AWAIT) for o in orders)
            at = max([last["at"]] + [t + timedelta(days=ASK_AFTER)
                                     for t in there])
            if good and now < last["at"] + timedelta(days=SATISFIED) and \
                    not waits and at <= now and not self.recovering(p, now):
                found["referral"].add("%s/%d-Q%d" % (
                    p["id"], at.year, (at.month + 2) // 3))

    def companions(self, now, found):
        """Coasters, for those who have bought a mug and never one of them."""
        for p in self.people:
            orders = self.of(p, now)
            kept = self.of(p, now, ("paid", "placed"))
            if not kept or not kept[-1]["at"] + timedelta(hours=1) <= now < \
                    kept[-1]["at"] + timedelta(days=7):
                continue
            if "MUG" in kept[-1]["lines"] and not any(
                    "COASTER" in o["lines"] for o in orders):
                found["cross-sell"].add("%s/%s" % (p["id"], kept[-1]["id"]))

    def anniversaries(self, now, found):
        """Of signing up, where they live."""
        for p in self.people:
            zone = p["zone"] or {"NP": "Asia/Kathmandu"}.get(p["country"])
            since = p["created"].astimezone(ZoneInfo(zone or "UTC")).date()
            for year in (now.year - 1, now.year, now.year + 1):
                try:
                    on = since.replace(year=year)
                except ValueError:
                    on = date(year, 2, 28)
                if p["created"] <= now and year > since.year and \
                        day_start(on, zone) <= now < day_start(
                            on + timedelta(days=BIRTHDAY_OVER + 1), zone):
                    found["anniversary"].add("%s/%d" % (p["id"], year))

    def returns(self, now, found):
        for e in self.events:
            if e["event"] == "return-request" and e["at"] <= now:
                found["return-request"].add("%s/%s/return-request/%s/%s" % (
                    e["who"]["id"], stamp(e["at"]), e["order_id"], e["sku"]))

    def looked(self, p, now, for_, acts):
        return [e for e in self.events if e["who"] is p and
                e["event"] in acts and now - for_ <= e["at"] <= now]

    def owns(self, p, sku, now):
        return any(sku in o["lines"] for o in self.of(p, now))

    def looks(self, now, found):
        """A step up from what they looked at last, and what is like it."""
        goods = {**GOODS, **MORE}
        for p in self.people:
            orders = self.of(p, now)
            for flow, acts in (("up-sell", ("product-view", "add-to-cart")),
                               ("similar", ("product-view",))):
                seen = self.looked(p, now, LOOKED, acts)
                if flow == "similar":
                    seen = [e for e in seen
                            if not self.owns(p, e["sku"], now)]
                if not seen or (orders and
                                orders[-1]["at"] >= seen[-1]["at"]):
                    continue
                sku = seen[-1]["sku"]
                price = self.price(sku, now)
                others = sorted(
                    (self.price(x, now), x) for x in goods
                    if goods[x][1] == goods[sku][1] and x != sku and
                    not self.owns(p, x, now) and self.stock(x, now))
                dearer = [(q, x) for q, x in others if price < q and
                          100 * (q - price) <= MAX_STEP * price]
                if flow == "up-sell" and dearer:
                    found[flow].add("%s/%s/%s" % (p["id"], sku, dearer[0][1]))
                if flow == "similar" and others:
                    found[flow].add("%s/%s" % (p["id"], sku))

    def watches(self, now, found):
        """What they looked at is there again, or costs less than yesterday."""
        before = now - timedelta(days=1)
        for p in self.people:
            for e in self.looked(p, now, WATCHED, ("product-view",
                                                   "add-to-cart")):
                sku = e["sku"]
                if self.owns(p, sku, now):
                    continue
                if self.stock(sku, now) > self.stock(sku, before) == 0:
                    found["back-in-stock"].add("%s/%s/%s" % (
                        p["id"], sku, now.date()))
                if self.price(sku, now) < self.price(sku, before):
                    found["price-drop"].add("%s/%s/%d.00" % (
                        p["id"], sku, self.price(sku, now)))
