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
UNTIL_BOUGHT = {"cart-abandon", "cross-sell", "replenish", "win-back",
                "up-sell", "similar", "back-in-stock", "price-drop"}
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
        for who in sunset:
            self.check_sunset(who, now)
        want["win-back"] = {t for t in want["win-back"]
                            if t.split("/")[0] not in sunset}
        for flow in CHECKED:
            self.counts[flow + " due"] += len(want[flow])
            for t in sorted(got[flow] ^ want[flow]):
                self.fault(now, "wrong" if t in got[flow] else "missing",
                           flow, t)

    def check_sunset(self, who, now):
        """They let the last message pass, and have not ordered for long."""
        last = [s for s in self.sends if s["customer_id"] == who and
                s["flow"] == "win-back" and s["step"] == "last"]
        orders = [o["at"] for o in self.store.orders
                  if o["who"]["id"] == who and o["at"] <= now and
                  o["status"] in ("paid", "placed", "refunded")]
        if not last or when(last[-1]["send_at"]) + timedelta(
                days=world.GRACE) > now or max(orders) + timedelta(
                days=world.SPARE) > now or max(orders) > when(
                last[-1]["triggered_at"]):
            self.fault(now, "sunset of", who)
        self.counts["sunset"] += 1

    def check_accounts(self, now, sends):
        """Each trigger is sent, denied, or too early; and each send is right."""
        told = {(r["flow"], r["trigger_id"])
                for r in sends + read(self.path("denied.csv"))}
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

    def check_send(self, now, s):
        who, at = s["customer_id"], when(s["send_at"])
        person = next(p for p in self.store.people if p["id"] == who)
        since = self.since[s["flow"], s["trigger_id"]]
        if s["class"] == "transactional":
            return
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

    def check_birthdays(self, first, last):
        """Each one in the time is greeted once, before the day is over."""
        sent = Counter((s["customer_id"], s["trigger_id"]) for s in self.sends
                       if s["flow"] == "birthday" and s["step"] == "greeting")
        for (who, what), n in sent.items():
            if n > 1:
                self.fault("greeted twice", who, what)
        for p in self.store.people:
            if p["consent"] != "explicit" or p["stopped"] or \
                    not p["birthday"] or p["created"] > first or \
                    p["id"] in self.left:
                continue
            due = first
            while due < last - timedelta(days=5):
                for key in {t for t in self.expected_birthdays(due)
                            if t.startswith(p["id"] + "/")}:
                    if not sent[p["id"], key] and due - first > timedelta(
                            days=22):
                        self.fault("birthday missed", key)
                due += timedelta(days=9)

    def expected_birthdays(self, now):
        found = defaultdict(set)
        self.store.birthdays(now, found)
        return found["birthday"]

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
            if not year.counts[flow + " due"]:
                year.fault("nothing was due of", flow)
        year.check_birthdays(world.FIRST, world.FIRST + timedelta(days=days))
    for fault in year.faults[:40]:
        print(fault)
    year.tell(days)
    sys.exit(bool(year.faults))


main()
