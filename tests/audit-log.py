"""A shop's log of messages, of which it is known what is wrong with it.

usage: audit-log.py BIN SEED ...

For each seed a shop is made: customers in several zones, what they bought and
did, who said no, and a log that keeps every rule because it is made so: a slot
every eight days for each customer, by day on their own clocks.  Into it faults
are planted, beside each its twin that just isn't one: a second earlier or
later.  audit-sends must find the planted ones and no other, in each form of the
log, whatever the order of its rows, and where parts of it have each its form.
"""

import collections
import csv
import datetime as dt
import json
import os
import random
import subprocess
import sys
import tempfile
import zoneinfo

UTC = dt.timezone.utc
ZONES = ["Europe/Berlin", "America/New_York", "Asia/Kolkata",
         "Australia/Lord_Howe", "America/St_Johns", ""]
FLOWS = {"quiet_hours": {"email": "21:00-08:00"}, "gap": {"email": "3h"},
         "caps": [{"channel": "email", "max": 3, "per": "day"}]}
SECOND = dt.timedelta(seconds=1)
HOUR = dt.timedelta(hours=1)
COLUMNS = ["sent_at", "email", "customer_id", "message", "flow", "step",
           "class", "trigger_id", "triggered_at", "expires_at", "send_id"]


def text(t):
    return t.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


class Shop:
    def __init__(self, seed):
        self.r = random.Random(seed)
        self.mails = []         # (row, forms that can't tell it are out)
        self.truth = collections.Counter()
        self.plain_truth = collections.Counter()
        self.customers, self.orders, self.events = [], [], []
        self.consents, self.suppressed = [], []
        self.kinds = collections.Counter()
        self.n = 0

    def number(self):
        self.n += 1
        return self.n

    def mail(self, t, name, *codes, plain=False, **more):
        row = {"sent_at": text(t), "email": self.address, "message": name,
               **more}
        self.mails.append((row, plain))
        for code in codes:
            key = (text(t), self.address, name, code)
            self.plain_truth[key] += 1
            if not plain:
                self.truth[key] += 1
            self.kinds[code] += 1

    def news(self):
        return f"Newsletter {self.number()}"

    def event(self, t, name):
        self.events.append({"event_at": text(t), "event": name,
                            "customer_id": self.id, "email": ""})

    def buys(self, t, day=False):
        """Under another address of theirs, at times."""
        self.orders.append({
            "order_id": f"o{self.number()}", "customer_id": self.id,
            "ordered_at": t.astimezone(UTC).strftime("%Y-%m-%d") if day
            else text(t), "status": "paid", "currency": "EUR",
            "total": "10.00", "email": self.r.choice(["", self.other])})

    def wall(self, day, hour, minute=0, second=0):
        """That time of day on their clocks, as an instant."""
        zone = zoneinfo.ZoneInfo(self.zone) if self.zone else UTC
        local = dt.datetime(day.year, day.month, day.day, hour, minute,
                            second, tzinfo=zone)
        return local.astimezone(UTC)

    # One for each kind of fault: it fills a slot of the day.

    def cart(self, day):
        t = self.wall(day, 14) + self.r.randrange(3600) * SECOND
        began = t - 5 * HOUR
        if self.r.random() < .5:
            self.event(began - 2 * HOUR, "add-to-cart")
        self.event(began, self.r.choice(["add-to-cart", "cart-view",
                                         "checkout"]))
        name = self.r.choice(["Abandoned Cart - Email 1", "cart_abandon_2",
                              "You left something in your cart"])
        how = self.r.randrange(8)
        if how == 0:
            self.buys(began)
        elif how == 1:
            self.buys(t - SECOND)
        elif how == 2:
            self.buys(began + self.r.randrange(1, 17999) * SECOND)
        elif how == 3:
            self.buys(began - SECOND)
        elif how == 4:
            self.buys(t)
        elif how == 5:
            self.buys(t, day=True)
        elif how == 6:
            self.orders.append({
                "order_id": f"o{self.number()}", "customer_id": self.id,
                "ordered_at": text(began + HOUR), "status": "cancelled",
                "currency": "EUR", "total": "1.00", "email": ""})
        self.mail(t, name, *(["exit"] if how < 3 else []))

    def winback(self, day):
        t = self.wall(day, 12)
        how = self.r.randrange(4)
        if how == 0:
            self.buys(t - 24 * HOUR + SECOND)
        elif how == 1:
            self.buys(t - 24 * HOUR)
        elif how == 2:
            self.buys(t - SECOND)
        self.mail(t, self.r.choice(["Win-back #1", "We miss you, {{name}}"]),
                  *(["exit"] if how in (0, 2) else []))

    def since(self, day):
        """The log tells what it was about, and since when."""
        t = self.wall(day, 12)
        began = t - 2 * HOUR
        at = self.r.choice([began - SECOND, began, began + SECOND, t])
        self.buys(at)
        self.mail(t, "Flow mail", *(["exit"] if began <= at < t else []),
                  plain=True, flow="price-drop",
                  triggered_at=text(began))

    def night(self, day):
        clock = self.r.choice([(20, 59, 59), (21, 0, 0), (23, 30, 0),
                               (0, 30, 0), (7, 59, 59), (8, 0, 0)])
        quiet = clock[0] >= 21 or clock[0] < 8
        self.mail(self.wall(day, *clock), self.news(),
                  *(["quiet"] if quiet and self.zone else []))

    def gap(self, day):
        t = self.wall(day, 9)
        less = self.r.random() < .5
        self.mail(t, self.news())
        self.mail(t + 3 * HOUR - less * SECOND, self.news(),
                  *(["gap"] if less else []))

    def cap(self, day):
        t = self.wall(day, 8, 30)
        n = self.r.randrange(3, 5)
        for i in range(n):
            self.mail(t + 4 * i * HOUR, self.news(),
                      *(["cap"] if i == 3 else []))

    def twice(self, day):
        t, name = self.wall(day, 10), self.news()
        less = self.r.random() < .5
        # By elapsed time, and by day on the clocks of the next day, too.
        self.mail(t, name)
        self.mail(t + 24 * HOUR - less * SECOND, name,
                  *(["already-sent"] if less else []))

    def again(self, day):
        """The same trigger, or the same send, a day and more later."""
        t = self.wall(day, 10)
        key, name = f"t{self.number()}", self.news()
        how = self.r.randrange(3)
        more = {"flow": "welcome", "step": "welcome"}
        if how == 2:
            more["send_id"] = key
        else:
            more["trigger_id"] = key
        self.mail(t, name, plain=True, **more)
        if how == 1:
            more["step"] = "second"
        self.mail(t + 50 * HOUR, name, plain=True,
                  *(["already-sent"] if how != 1 else []), **more)

    def stale(self, day):
        t = self.wall(day, 12)
        expires = t + self.r.randrange(-1, 2) * SECOND
        self.mail(t, self.news(), *(["expired"] if t >= expires else []),
                  plain=True, expires_at=text(expires))

    def late(self, day):
        """welcome's first step: three days on their clocks."""
        t = self.wall(day, 12)
        least = self.wall(day - dt.timedelta(days=3), 12)
        at = least + self.r.randrange(-1, 2) * SECOND
        self.mail(t, "Hello", *(["expired"] if at <= least else []),
                  plain=True, flow="welcome", step="welcome",
                  trigger_id=f"t{self.number()}", triggered_at=text(at))

    def receipt(self, day):
        t = self.wall(day, 2)
        for i in range(4):
            self.mail(t + i * SECOND, "Order confirmation")

    def no(self, day):
        """The last slot: what they said of it, if anything."""
        t = self.wall(day, 12)
        at = self.r.choice([t - SECOND, t, t + SECOND,
                            t - dt.timedelta(days=2)])
        how = self.r.randrange(9)
        code = "suppressed" if how in (4, 5, 7) else "no-consent"
        is_no = at < t
        if how < 2:
            self.event(at, ["unsubscribe", "complaint"][how])
        elif how < 4:
            self.consents.append((self.id, self.address, "denied", text(at)))
            if how == 3:        # and thought better of it
                back = self.r.choice([at + HOUR, t - SECOND])
                self.consents.append((self.id, self.address, "explicit",
                                      text(back)))
                is_no = is_no and (back >= t or back <= at)
        elif how == 4:
            self.suppressed.append((self.address, text(at), ""))
        elif how == 5:          # of a day: not before it is over
            day = at.date() - self.r.randrange(2) * dt.timedelta(days=1)
            self.suppressed.append((self.other, day.isoformat(), ""))
            is_no = dt.datetime(day.year, day.month, day.day, 23, 59, 59,
                                tzinfo=UTC) < t
        elif how == 6:          # over, or of no known time
            self.suppressed.append((self.address, text(at - 9 * HOUR),
                                    text(t)) if self.r.random() < .5 else
                                   (self.address, "", ""))
            is_no = False
        elif how == 7:
            self.event(at, "hard-bounce")
        else:
            is_no = False
        self.mail(t, self.news(), *([code] if is_no else []))

    def person(self, i):
        self.id = f"c{i}"
        self.address = f"who{i}@example.com"
        self.other = f"other{i}@example.org"
        self.zone = self.r.choice(ZONES)
        self.customers.append({"customer_id": self.id, "email": self.address,
                               "timezone": self.zone})
        self.orders.append({"order_id": f"o{self.number()}",
                            "customer_id": self.id,
                            "ordered_at": "2024-01-01T00:00:00Z",
                            "status": "paid", "currency": "EUR",
                            "total": "1.00", "email": self.other})
        day = dt.date(2026, 2, 1) + dt.timedelta(days=self.r.randrange(8))
        kinds = [self.cart, self.winback, self.since, self.night, self.gap,
                 self.cap, self.twice, self.again, self.stale, self.late,
                 self.receipt]
        for _ in range(self.r.randrange(5, 32)):
            if self.r.random() < .4:
                self.mail(self.wall(day, self.r.randrange(8, 21)),
                          self.news())
            else:
                self.r.choice(kinds)(day)
            day += dt.timedelta(days=8)
        self.no(day)


def write(path, columns, rows):
    with open(path, "w", newline="") as f:
        out = csv.DictWriter(f, columns, restval="", lineterminator="\n")
        out.writeheader()
        out.writerows(rows)


def klaviyo(path, rows):
    """As GET /events?include=metric,profile answers."""
    data, included, seen = [], [], set()
    for name in ("Received Email", "Opened Email"):
        included.append({"type": "metric", "id": name[:6],
                         "attributes": {"name": name}})
    for i, row in enumerate(rows):
        who = "P" + row["email"]
        if who not in seen:
            seen.add(who)
            included.append({"type": "profile", "id": who, "attributes": {
                "email": row["email"].upper(), "phone_number": None}})
        for metric in ("Receiv", "Opened") if i % 3 == 0 else ("Receiv",):
            data.append({"type": "event", "id": f"{metric}{i}", "attributes": {
                "datetime": row["sent_at"].replace("Z", "+00:00"),
                "event_properties": {"Campaign Name": row["message"],
                                     "$message": "x"}}, "relationships": {
                "profile": {"data": {"type": "profile", "id": who}},
                "metric": {"data": {"type": "metric", "id": metric}}}})
    with open(path, "w") as f:
        json.dump({"data": data, "included": included}, f)


def sendgrid(path, rows):
    with open(path, "w") as f:
        for i, row in enumerate(rows):
            t = dt.datetime.strptime(row["sent_at"], "%Y-%m-%dT%H:%M:%SZ")
            for event in ("processed", "delivered", "open"):
                f.write(json.dumps({
                    "email": row["email"], "event": event,
                    "timestamp": int(t.replace(tzinfo=UTC).timestamp()),
                    "sg_event_id": f"{event}{i}",
                    "singlesend_name": row["message"]}) + "\n")


def received(path, rows):
    with open(path, "w") as f:
        for i, row in enumerate(rows):
            f.write(json.dumps({"type": "event", "id": f"e{i}", "attributes": {
                "datetime": row["sent_at"], "event_properties": {
                    "Recipient Email Address": row["email"],
                    "Campaign Name": row["message"]}}}) + "\n")


FORMS = {"plain.csv": lambda path, rows: write(path, COLUMNS, rows),
         "klaviyo.json": klaviyo, "received.ndjson": received,
         "sendgrid.ndjson": sendgrid}


def audit(where, tool, *logs):
    done = subprocess.run(
        [tool, "-q", "--as-of", "2027-06-01", "--flows", "flows.json",
         "--customers", "customers.csv", "--events", "orders.csv",
         "--events", "events.csv", "--consent", "consents.csv", "--suppress",
         "suppressed.csv", *logs], cwd=where, text=True,
        capture_output=True, check=False)
    if done.returncode != 0:
        print(done.stderr, f"exit {done.returncode}")
    return collections.Counter(
        (row["sent_at"], row["address"], row["message"], row["code"])
        for row in csv.DictReader(done.stdout.splitlines()))


def try_shop(tool, seed):
    shop = Shop(seed)
    wrong = 0
    for i in range(60):
        shop.person(i)
    with tempfile.TemporaryDirectory() as where:
        def at(name):
            return os.path.join(where, name)
        with open(at("flows.json"), "w") as f:
            json.dump(FLOWS, f)
        shop.r.shuffle(shop.orders)
        write(at("customers.csv"), list(shop.customers[0]), shop.customers)
        write(at("orders.csv"), list(shop.orders[0]), shop.orders)
        write(at("events.csv"), ["event_at", "event", "customer_id", "email"],
              shop.events)
        write(at("consents.csv"), ["customer_id", "email", "channel", "state",
                                   "at"],
              [dict(zip(["customer_id", "email", "state", "at"], c),
                    channel="email") for c in shop.consents])
        write(at("suppressed.csv"), ["email", "from", "until"],
              [dict(zip(["email", "from", "until"], s))
               for s in shop.suppressed])
        for name, form in FORMS.items():
            is_plain = name == "plain.csv"
            rows = [row for row, plain in shop.mails if is_plain or not plain]
            shop.r.shuffle(rows)
            form(at(name), rows)
            found = audit(where, tool, name)
            truth = shop.plain_truth if is_plain else shop.truth
            for key in sorted((truth - found).elements()):
                print(seed, name, "not found:", *key)
            for key in sorted((found - truth).elements()):
                print(seed, name, "found:", *key)
            wrong += found != truth
        # A shop that writes by several platforms: each rule is of them all.
        parts = collections.defaultdict(list)
        for row, plain in shop.mails:
            if not plain:
                parts[shop.r.choice(list(FORMS))].append(row)
        for name, rows in parts.items():
            FORMS[name](at("part-" + name), rows)
        found = audit(where, tool, *["part-" + name for name in parts])
        for key in sorted((shop.truth - found).elements()):
            print(seed, "all forms", "not found:", *key)
        for key in sorted((found - shop.truth).elements()):
            print(seed, "all forms", "found:", *key)
        wrong += found != shop.truth
    return shop, wrong


def main():
    tool = os.path.join(sys.argv[1], "audit-sends")
    wrong, kinds, mails = 0, collections.Counter(), 0
    for seed in sys.argv[2:]:
        shop, bad = try_shop(tool, int(seed))
        wrong += bad
        kinds += shop.kinds
        mails += len(shop.mails)
    print(f"{mails} messages, {sum(kinds.values())} faults:",
          ", ".join(f"{n} {code}" for code, n in sorted(kinds.items())))
    sys.exit(wrong != 0)


main()
