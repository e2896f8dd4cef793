"""The store year: small worlds of a shop, with much that collides.

usage: store-year.py DIR SEED [DAYS [PEOPLE]]

Writes into DIR flows.json, customers.csv, consent.csv, suppress.csv,
orders.csv, events.csv and, for each day, triggers-N.csv; days.txt has the
as-of of each day's run.  Always the same bytes of a seed.
"""
import csv
import json
import random
import sys
from datetime import datetime, timedelta, timezone

ZONES = ["America/New_York", "Europe/London", "Australia/Lord_Howe",
         "Africa/Cairo", "America/Santiago", "Pacific/Apia",
         "Asia/Kathmandu", "UTC", "", ""]
COUNTRIES = ["FR", "NP", "US", "AU", "", ""]
STARTS = ["2026-03-07", "2026-03-28", "2026-04-04", "2026-10-24",
          "2026-10-31", "2026-06-10"]
CHANNELS = ["email", "sms", "push"]
TRIGGER = ["flow", "customer_id", "trigger_id", "triggered_at", "since_at",
           "expires_at", "email", "phone", "reason", "item", "value",
           "currency", "data"]


def stamp(t):
    return t.strftime("%Y-%m-%dT%H:%M:%SZ")


def some_time(r, first, last):
    """Seconds; half of them on the half hour, where times meet."""
    t = r.randrange(first, last)
    return t - t % 1800 if r.random() < 0.5 else t


def write(path, columns, rows):
    with open(path, "w", newline="", encoding="utf-8") as f:
        out = csv.DictWriter(f, columns, restval="", lineterminator="\n")
        out.writeheader()
        out.writerows(rows)


def hours(r):
    return r.choice(["21:00-08:00", "22:30-06:15", "00:30-01:30",
                     "12:00-14:00", "01:00-02:30", "18:00-10:00"])


def quiet(r):
    if r.random() < 0.4:
        return hours(r)
    q = {"hours": hours(r), "over": r.choice(["defer", "drop", "edge"])}
    if r.random() < 0.5:
        q[r.choice(["sat", "sun", "mon"])] = r.choice(
            ["00:00-24:00", "00:00-00:00", "09:00-17:00"])
    return q


def cap(r, of_flow=False):
    c = {"max": r.choice([1, 1, 2, 3]),
         "per": r.choice(["6h", "24h", "2d", "7d", "day", "week", "month"])}
    if r.random() < 0.7:
        c["channel"] = r.choice(CHANNELS + ["any"])
    if not of_flow and r.random() < 0.2:
        c["flow"] = r.choice(["a", "b"])
    if r.random() < 0.2:
        c["tag"] = r.choice(["promo", "news"])
    if r.random() < 0.4:
        c["over"] = "defer"
    return c


def step(r, n):
    s = {"channel": r.choice(CHANNELS + ["email", "email"]),
         "template": "t%d" % n}
    if n > 0 or r.random() < 0.4:
        s["after"] = r.choice(["1h", "5h", "16h", "20h", "1d", "24h", "2d"])
    if r.random() < 0.3:
        s["ttl"] = r.choice(["2h", "12h", "2d", "3d", "7d"])
    if r.random() < 0.2:
        s["at"] = r.choice(["02:30", "09:30", "00:15", "23:45", "13:00"])
    if r.random() < 0.2:
        s["if"] = r.choice(["value >= 50", 'customer.country = "US"',
                            'data.sku = "mug"', "value > 20.5"])
    if r.random() < 0.3:
        s["tags"] = r.choice([["promo"], ["news"], ["promo", "news"]])
    if r.random() < 0.1:
        s["class"] = "transactional"
    if r.random() < 0.2:
        s["priority"] = r.choice([10, 50, 90])
    return s


def flow(r):
    f = {"steps": [step(r, n) for n in range(r.choice([1, 1, 2, 3]))]}
    if r.random() < 0.7:
        f["priority"] = r.choice([10, 40, 50, 60, 90])
    if r.random() < 0.7:
        f["reentry"] = r.choice(["once", "always", "after:20h", "after:2d",
                                 "not-while-active"])
    f["supersede"] = r.random() < 0.25
    f["spare_opted_out"] = r.random() < 0.2
    if r.random() < 0.6:
        f["exit"] = r.sample(
            ["purchase", "add-to-cart", "click",
             {"event": "purchase", "if": "event.event_at > since_at"},
             {"event": "coupon-used", "if": "event.coupon = data.coupon"},
             {"event": "product-view", "if": 'event.sku = "mug"'}],
            r.choice([1, 2]))
    if r.random() < 0.2:
        f["quiet_hours"] = {r.choice(CHANNELS): quiet(r)}
    if r.random() < 0.3:
        f["caps"] = [cap(r, True)]
    if r.random() < 0.2:
        f["holdout"] = {"percent": r.choice([10, 33.25]), "salt": "flow"}
    if r.random() < 0.3:
        f["variants"] = {"salt": "words", "share": {"A": 1, "B": 2, "C": 1}}
    if r.random() < 0.08:
        f["class"] = "transactional"
    return f


def flows(r):
    whole = {"flows": {name: flow(r) for name in "abc"}}
    if r.random() < 0.5:
        whole["flows"]["cart-abandon"] = {"priority": 70}
    if r.random() < 0.6:
        whole["quiet_hours"] = {c: quiet(r) for c in
                                r.sample(CHANNELS, r.choice([1, 2]))}
    if r.random() < 0.5:
        whole["gap"] = {"email": r.choice([
            None, "4h", {"least": "10h", "over": "defer"}])}
    if r.random() < 0.6:
        whole["caps"] = [cap(r) for _ in range(r.choice([1, 2]))]
    if r.random() < 0.4:
        whole["holdout"] = {"percent": r.choice([5, 20]), "salt": "2026"}
    return whole


def customers(r, n, now):
    out = []
    for i in range(n):
        c = {"customer_id": "c%d" % i, "timezone": r.choice(ZONES),
             "country": r.choice(COUNTRIES),
             "push_token": "tok%d" % i if r.random() < 0.6 else ""}
        if r.random() < 0.85:
            c["email"] = "u%d@example.com" % max(0, i - (r.random() < 0.1))
        if r.random() < 0.04:
            c["email"] = "r%d@marketplace.amazon.com" % i
        if r.random() < 0.7:
            c["phone"] = "+1202555%04d" % max(0, i - (r.random() < 0.05))
        for channel in CHANNELS:
            c[channel + "_consent"] = r.choice(
                ["explicit"] * 5 + ["", "", "unknown", "implied", "denied"])
        if r.random() < 0.5:
            c["last_order_at"] = stamp(now - timedelta(
                seconds=r.randrange(3600, 1000 * 86400)))
        out.append(c)
    return out


def acts(r, people, now, days):
    orders, events, consents, no = [], [], [], []
    for i in range(len(people) * 2):
        who = r.choice(people)
        at = now + timedelta(seconds=some_time(r, -3 * 86400, days * 86400))
        kind = r.random()
        if kind < 0.2:
            orders.append({"order_id": "o%d" % i, "ordered_at": stamp(at),
                           "customer_id": who["customer_id"],
                           "status": r.choice(["paid", "placed", "cancelled",
                                               "pending", "refunded"]),
                           "currency": "USD", "total": "10.00",
                           "coupon": r.choice(["", "SPRING"])})
        elif kind < 0.7:
            name = r.choice(["add-to-cart", "click", "coupon-used",
                             "product-view", "subscribe", "unsubscribe",
                             "complaint", "purchase", "delivered"])
            events.append({"event_at": stamp(at), "event": name,
                           "customer_id": who["customer_id"],
                           "sku": r.choice(["", "mug", "tea"]),
                           "coupon": r.choice(["", "SPRING", "FALL"])})
        elif kind < 0.82:
            consents.append({"customer_id": who["customer_id"],
                             "channel": r.choice(CHANNELS),
                             "state": r.choice(["explicit", "implied",
                                                "unknown", "denied"]),
                             "at": stamp(at - timedelta(
                                 days=r.choice([0, 300, 729, 731])))})
        else:
            row = {"channel": r.choice(CHANNELS + [""]),
                   "class": r.choice(["", "marketing", "transactional"]),
                   "reason": r.choice(["", "unsubscribed", "hard bounce"])}
            key = r.choice(["customer_id", "email", "phone"])
            row[key] = who.get(key) or "x@example.org"
            if key != "email" and not who.get(key):
                row = {**row, key: "", "email": "x@example.org"}
            if r.random() < 0.7:
                row["from"] = stamp(at)
            if r.random() < 0.3:
                row["until"] = (at + timedelta(days=1)).strftime("%Y-%m-%d")
            no.append(row)
    if r.random() < 0.5:
        who = r.choice(people)["customer_id"]
        events += [{"event_at": stamp(now + timedelta(minutes=m)),
                    "event": "bounce", "customer_id": who}
                   for m in range(r.choice([7, 8, 9]))]
    return orders, events, consents, no


def trigger(r, name, who, i, now):
    at = now - timedelta(seconds=some_time(r, 0, 40 * 3600))
    t = {"flow": name, "customer_id": who["customer_id"],
         "trigger_id": "%s-%d" % (who["customer_id"], i),
         "triggered_at": stamp(at), "reason": "cause",
         "value": r.choice(["", "20", "50.00", "49.99", "120"]),
         "currency": "USD"}
    if r.random() < 0.8:
        t["since_at"] = stamp(at - timedelta(seconds=some_time(r, 0, 86400)))
    elif r.random() < 0.5:
        t["since_at"] = at.strftime("%Y-%m-%d")
    if r.random() < 0.1:
        t["expires_at"] = stamp(at + timedelta(hours=r.randrange(60)))
    elif r.random() < 0.05:
        t["expires_at"] = at.strftime("%Y-%m-%d")
    if r.random() < 0.3:
        t["email"] = who.get("email", "")
    if r.random() < 0.7:
        t["data"] = json.dumps({"sku": r.choice(["mug", "tea"]), "coupon":
                                r.choice(["SPRING", "FALL"])},
                               separators=(",", ":"))
    return t


def main(folder, seed, days=6, people=14):
    r = random.Random(seed)
    now = datetime.strptime(r.choice(STARTS), "%Y-%m-%d").replace(
        tzinfo=timezone.utc) + timedelta(seconds=some_time(r, 0, 86400))
    who = customers(r, people, now)
    orders, events, consents, no = acts(r, who, now, days)
    names = list("aabbccc") + ["cart-abandon", "win-back", "birthday"]
    write(folder + "/customers.csv", ["customer_id", "email", "phone",
          "push_token", "country", "timezone", "email_consent",
          "sms_consent", "push_consent", "last_order_at"], who)
    write(folder + "/consent.csv", ["customer_id", "email", "phone",
          "channel", "state", "basis", "at", "source"], consents)
    write(folder + "/suppress.csv", ["email", "phone", "customer_id",
          "channel", "class", "reason", "from", "until"], no)
    write(folder + "/orders.csv", ["order_id", "customer_id", "ordered_at",
          "status", "currency", "total", "email", "phone", "coupon"], orders)
    write(folder + "/events.csv", ["event_at", "event", "customer_id",
          "sku", "coupon", "email"], events)
    with open(folder + "/flows.json", "w", encoding="utf-8") as f:
        json.dump(flows(r), f, indent=1)
    past, as_ofs = [], []
    for day in range(days):
        new = [trigger(r, r.choice(names), r.choice(who), day * 1000 + i, now)
               for i in range(people)]
        past = [t for t in past if r.random() < 0.8] + new
        write(folder + "/triggers-%d.csv" % day, TRIGGER, past)
        as_ofs.append(stamp(now))
        now += timedelta(hours=24, seconds=r.choice([0, 0, -3600, 1800, 77]))
    with open(folder + "/days.txt", "w", encoding="utf-8") as f:
        f.write("\n".join(as_ofs) + "\n")


if __name__ == "__main__":
    main(sys.argv[1], *map(int, sys.argv[2:]))
