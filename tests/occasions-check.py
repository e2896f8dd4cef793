"""A store's year, day by day: the occasion tools, and one schedule-sends.

usage: occasions-check.py BIN SEED [DAYS [PEOPLE]]

Every morning the shop of occasions.py is exported as it is known by then, each
occasion tool writes its triggers, and schedule-sends decides about all of them
with the built-in flows and one ledger.  Checked is, by other means than ours:
the triggers are those that are true; each is sent, denied, or too early; nobody
gets two marketing e-mails within 16 hours; nobody is reminded of what they have
done; nobody's birthday is missed, or greeted twice; and nobody is written to who
has said no.  Prints what there was of each.
"""
import csv
import os
import re
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from datetime import datetime, timedelta

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import occasions as world  # noqa: E402

GAP = timedelta(hours=16)
UNTIL_BOUGHT = {"cart-abandon", "cross-sell", "win-back",
                "up-sell", "similar", "back-in-stock", "price-drop"}
UNTIL_TOLD = {"review", "recovery", "birthday", "offer", "replenish"}
# Which part of its trigger_id is the item.
ITEM = {"review": 1, "replenish": 1, "up-sell": 2, "back-in-stock": 1,
        "price-drop": 1}
FIRST_STEP = {"cart-abandon": timedelta(hours=1),
              "cross-sell": timedelta(days=1),
              "up-sell": timedelta(minutes=10)}
TOOLS = [
    ["request-reviews", "--delays", "delays.csv", "--reviews", "answers.csv",
     "--events", "events.csv", "lines.csv"],
    ["replenish", "--rates", "rates.csv", "--lead-time",
     "%dd" % world.LEAD_TIME, "lines.csv"],
    ["greet-birthday", "--coupon", "BIRTHDAY", "--orders", "orders.csv",
     "customers.csv"],
    ["win-back", "--by", "window", "--window", "%dd" % world.LAPSED,
     "--engagement", "events.csv", "--history", "history.csv", "--sunset",
     "sunset.csv", "--spare", "%dd" % world.SPARE, "orders.csv"],
    ["offer", "--calendar", "calendar.csv", "--orders", "orders.csv",
     "customers.csv"],
    ["greet-birthday", "--anniversary", "sign-up", "customers.csv"],
    ["welcome", "--orders", "orders.csv", "--events", "events.csv",
     "--accounts", "accounts.csv", "customers.csv"],
    ["ask-referral", "--surveys", "answers.csv", "--events", "events.csv",
     "--deliveries", "orders.csv", "customers.csv"],
    ["recommend", "--pairs", "pairs.csv", "lines.csv"],
    *(["recommend", how, "--events", "events.csv", "--products",
       "products.csv", *more, "lines.csv"] for how, *more in (
           ("--up-sell",), ("--similar",),
           ("--back-in-stock", "--products-before", "before.csv"),
           ("--price-drop", "--products-before", "before.csv"))),
    ["cart-abandon", "--orders", "orders.csv", "events.csv"]]
CHECKED = ["review", "thank-you", "recovery", "replenish", "birthday",
           "win-back", "offer", "welcome", "second-order", "order-confirm",
           "referral", "cross-sell", "anniversary", "account-invite",
           "return-request", "up-sell", "similar", "back-in-stock",
           "price-drop"]


def read(path):
    if not os.path.exists(path) or os.path.getsize(path) == 0:
        return []
    with open(path, encoding="utf-8") as f:
        return list(csv.DictReader(f))


def when(text):
    return datetime.fromisoformat(text.replace("Z", "+00:00"))


class Year:
    def __init__(self, bin_, folder, store):
        self.bin, self.folder, self.store = bin_, folder, store
        self.sends, self.since, self.counts = [], {}, Counter()
        self.left = set()       # in peace: whoever was ever in the sunset
        self.faults = []

    def path(self, name):
        return os.path.join(self.folder, name)

    def fault(self, *what):
        self.faults.append(" ".join(map(str, what)))

    def run(self, command, now):
        done = subprocess.run(
            [os.path.join(self.bin, command[0]), "-q", "-a",
             world.stamp(now)] + command[1:], cwd=self.folder,
            capture_output=True, text=True, check=False)
        if done.returncode != 0:
            sys.exit("%s: %s: exit %d: %s" % (
                world.stamp(now), command, done.returncode, done.stderr))
        return done.stdout

    def prepare(self, now):
        self.store.export(self.folder, now)
        with open(self.path("pairs.csv"), "w", encoding="utf-8") as f:
            f.write("sku,with,orders,orders_with,both,baskets\n"
                    "MUG,COASTER,100,80,60,500\n")
        with open(self.path("history.csv"), "w", newline="",
                  encoding="utf-8") as f:
            out = csv.DictWriter(f, SEND, lineterminator="\n")
            out.writeheader()
            out.writerows(self.sends)

    def a_day(self, now):
        self.prepare(now)
        due = "".join(self.run(tool, now) for tool in TOOLS)
        with open(self.path("due.csv"), "w", encoding="utf-8") as f:
            f.write(due)
        self.check_triggers(now)
        suppress = ["--suppress", "sunset.csv"] \
            if read(self.path("sunset.csv")) else []
        out = self.run(["schedule-sends", "--customers", "customers.csv",
                        "--events", "events.csv", "--events", "orders.csv",
                        *suppress, "--ledger", "ledger.db", "--denied",
                        "denied.csv", "due.csv"], now)
        self.check_accounts(now, list(csv.DictReader(out.splitlines())))

    def check_triggers(self, now):
        """What holds is what is true."""
        got, rows = defaultdict(set), read(self.path("due.csv"))
        self.triggers = [t for t in rows if t["flow"] != "flow"]
        for t in self.triggers:
            if t["trigger_id"] in got[t["flow"]]:
                self.fault(now, "twice", t["flow"], t["trigger_id"])
            got[t["flow"]].add(t["trigger_id"])
            self.since[t["flow"], t["trigger_id"]] = when(t["since_at"])
        want = self.store.due(now)
        sunset = {r["customer_id"] for r in read(self.path("sunset.csv"))}
        self.left |= sunset
        if sunset != self.expected_sunset(now):
            self.fault(now, "sunset", sunset ^ self.expected_sunset(now))
        self.counts["sunset"] += len(sunset)
        self.check_what(now)
        want["win-back"] = {t for t in want["win-back"]
                            if t.split("/")[0] not in sunset}
        for flow in CHECKED:
            self.counts[flow + " due"] += len(want[flow])
            for t in sorted(got[flow] ^ want[flow]):
                self.fault(now, "wrong" if t in got[flow] else "missing",
                           flow, t)

    def expected_sunset(self, now):
        """Who let the last message pass, and have not ordered for long."""
        found = set()
        for s in self.sends:
            who = s["customer_id"]
            if s["flow"] != "win-back" or s["step"] != "last":
                continue
            last = max(o["at"] for o in self.store.orders
                       if o["who"]["id"] == who and o["at"] <= now and
                       self.store.status(o, now) in ("paid", "placed",
                                                     "refunded"))
            if when(s["send_at"]) + timedelta(days=world.GRACE) <= now and \
                    last + timedelta(days=world.SPARE) <= now and \
                    s["trigger_id"].endswith("/" + world.stamp(last)):
                found.add(who)
        return found

    def check_what(self, now):
        """What triggers say beside who they are about."""
        carts = {c["id"]: c for c in self.store.carts}
        left = set()
        for t in self.triggers:
            if t["flow"] in ITEM and t["item"] != \
                    t["trigger_id"].split("/")[ITEM[t["flow"]]]:
                self.fault(now, "item", t["flow"], t["trigger_id"], t["item"])
            if t["flow"] == "cart-abandon":
                left.add(t["trigger_id"])
            if t["flow"] == "birthday":
                self.check_days(now, t)
        for c in carts.values():
            orders = [o for o in self.store.of(c["who"], now)
                      if o["at"] >= c["at"]]
            if c["id"] in left and orders:
                self.fault(now, "has bought", c["id"])
            if c["id"] not in left and not orders and \
                    timedelta(hours=1) < now - c["at"] < timedelta(days=3):
                self.fault(now, "missing", c["id"])

    def check_days(self, now, t):
        """A greeting's time begins and ends with days where they live."""
        who, year = t["trigger_id"].split("/")
        begins, ends = self.store.birthday_of(self.person(who), int(year))
        if when(t["triggered_at"]) != begins or when(t["expires_at"]) != ends:
            self.fault(now, "days of", t["trigger_id"], t["triggered_at"],
                       t["expires_at"])

    def person(self, who):
        return next(p for p in self.store.people if p["id"] == who)

    def check_accounts(self, now, sends):
        """Each trigger is sent, denied, or too early; and each send is right."""
        denied = read(self.path("denied.csv"))
        told = {(r["flow"], r["trigger_id"]) for r in sends + denied}
        for t in self.triggers:
            key = t["flow"], t["trigger_id"]
            planned = when(t["triggered_at"]) + FIRST_STEP.get(
                t["flow"], timedelta())
            if key not in told and planned <= now:
                self.fault(now, "not accounted for", *key)
        for s in sends:
            self.check_send(now, s)
            self.sends.append(s)
            self.counts[s["flow"] + " sent"] += 1
        for d in denied:
            if not self.is_fair(now, d):
                self.fault(now, "denied", d["code"], d["flow"], d["step"],
                           d["trigger_id"], d["rule"])

    def is_fair(self, now, d):
        """Is there a reason for a denial, by what we know?"""
        p = self.person(d["customer_id"])
        theirs = [s for s in self.sends if s["customer_id"] == p["id"]]
        flow = [s for s in theirs if s["flow"] == d["flow"]]
        same = [s for s in flow if s["trigger_id"] == d["trigger_id"]]
        refuses = p["consent"] == "denied" or (
            p["stopped"] and p["stopped"] <= now)
        long_ago = now - timedelta(days=730)
        code = d["code"]
        return code == "already-sent" and any(
            s["step"] == d["step"] for s in same) or \
            code == "passed" and bool(same) or \
            code == "reentry" and len(flow) > len(same) or \
            code in ("gap", "lost-to") and any(abs(when(s["send_at"]) - now) < GAP * 2
                                  for s in theirs) or \
            code == "no-consent" and (refuses or p["created"] > now or (
                p["consent"] == "" and not any(
                    o["at"] > long_ago for o in self.store.of(p, now)))) or \
            code == "suppressed" and p["id"] in self.left or \
            code == "exit" and d["flow"] in UNTIL_BOUGHT | UNTIL_TOLD and \
            bool(self.store.of(p, now) or refuses) or \
            code == "superseded" and d["flow"] == "cart-abandon" or \
            code == "expired" and when(d["planned_at"]) + timedelta(
                hours=24) <= now

    def check_send(self, now, s):
        who, at = s["customer_id"], when(s["send_at"])
        person = self.person(who)
        since = self.since[s["flow"], s["trigger_id"]]
        if s["address"] != person["email"]:
            self.fault(now, "address", who, s["address"])
        if any(e["send_id"] == s["send_id"] for e in self.sends):
            self.fault(now, "sent twice", s["flow"], s["trigger_id"])
        if s["class"] == "transactional":
            return
        if who in {r["customer_id"] for r in read(self.path("sunset.csv"))}:
            self.fault(now, "left in peace", who, s["flow"])
        for e in self.sends:
            if e["customer_id"] == who and e["class"] == "marketing" and \
                    abs(when(e["send_at"]) - at) < GAP:
                self.fault(now, "two within 16 h", who, s["flow"], e["flow"])
        if person["consent"] == "denied" or (
                person["stopped"] and person["stopped"] <= now):
            self.fault(now, "said no", who, s["flow"])
        if s["flow"] in UNTIL_BOUGHT and any(
                since < o["at"] <= now for o in self.store.of(person, now)):
            self.fault(now, "has bought", who, s["flow"], s["trigger_id"])
        if s["flow"] == "replenish" and any(
                since < o["at"] <= now and "CAPS" in o["lines"]
                for o in self.store.of(person, now, ("paid", "placed"))):
            self.fault(now, "has bought more", who, s["trigger_id"])

    def check_birthdays(self, first, last):
        """Each one in the time is greeted once, within the flow's 5 days."""
        sent = defaultdict(list)
        for s in self.sends:
            if s["flow"] == "birthday" and s["step"] == "greeting":
                sent[s["trigger_id"]].append(when(s["send_at"]))
        for p in self.store.people:
            if not p["birthday"] or p["consent"] != "explicit" or \
                    p["stopped"] or p["created"] > first or \
                    p["id"] in self.left:
                continue
            for year in range(first.year, last.year + 2):
                begins, ends = self.store.birthday_of(p, year)
                at = sent["%s/%d" % (p["id"], year)]
                if len(at) > 1 or any(not begins <= t < begins +
                                      timedelta(days=5) for t in at):
                    self.fault("greeted at", p["id"], year, at)
                if first < begins < last - timedelta(days=6) and not at and \
                        not any(o["coupon"] == "BIRTHDAY" and
                                begins <= o["at"] < ends
                                for o in self.store.of(p, last)):
                    self.fault("birthday missed", p["id"], year)
                self.counts["birthdays to come"] += first < begins < last

    def tell(self, days):
        names = sorted({re.sub(" (due|sent)$", "", k) for k in self.counts})
        print("%d days, %d people, %d sends" % (
            days, len(self.store.people), len(self.sends)))
        for name in names:
            print("%-14s %6d due, %4d sent" % (
                name, self.counts[name + " due"] or self.counts[name],
                self.counts[name + " sent"]))


SEND = ["send_id", "action", "send_at", "channel", "address", "customer_id",
        "flow", "step", "class", "template", "trigger_id", "triggered_at",
        "decided_at", "expires_at", "variant", "tags", "reason", "data"]


def main():
    seed = int(sys.argv[2])
    days = int(sys.argv[3]) if len(sys.argv) > 3 else 30
    people = int(sys.argv[4]) if len(sys.argv) > 4 else 60
    store = world.Store(seed, days, people)
    with tempfile.TemporaryDirectory() as folder:
        year = Year(os.path.abspath(sys.argv[1]), folder, store)
        for day in range(days):
            year.a_day(world.FIRST + timedelta(days=day))
            if len(year.faults) > 40:
                break
        for flow in CHECKED:
            if not year.counts[flow + " due"] or \
                    not year.counts[flow + " sent"]:
                year.fault("nothing was due, or sent, of", flow)
        if not year.counts["cart-abandon sent"] or not year.counts["sunset"]:
            year.fault("no cart was left, or nobody in peace")
        year.check_birthdays(world.FIRST, world.FIRST + timedelta(days=days))
    for fault in year.faults[:40]:
        print(fault)
    year.tell(days)
    sys.exit(bool(year.faults))


main()
