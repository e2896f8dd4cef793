"""What the sample store comes to, from its raw files alone.

usage: store-check.py DIR CUSTOMERS.csv AS-OF

Reads DIR/orders_export.csv as its pages say, and prints how many orders it
has, how many customers with a purchase, what those spent and what everybody
did, net of refunds; then "address step" for each send of the win-back that is
due at AS-OF (RFC 3339, UTC).  Of CUSTOMERS.csv it believes only the segment.
"""
import csv
import re
import sys
from datetime import datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

SHOP = ZoneInfo("America/New_York")
UTC, DAY = ZoneInfo("UTC"), timedelta(days=1)
STEPS = ["reminder", "second", "last"]
folder, customers, now = sys.argv[1], sys.argv[2], sys.argv[3]
now = datetime.fromisoformat(now.replace("Z", "+00:00"))


def rows(path):
    with open(path, newline="", encoding="utf-8") as f:
        return list(csv.DictReader(f))


def key_of(row):
    phone = row["Phone"] or row["Billing Phone"] or row["Shipping Phone"]
    known = phone.lstrip("'").startswith("+")  # in full, or as nobody else's
    return row["Email"].strip().lower() or (re.sub(r"\D", "", phone)
                                            if known else "")


def time_of(text):
    return datetime.strptime(text.replace("Z", "+0000").replace("T", " ")
                             .replace(" +", "+").replace(" -", "-"),
                             "%Y-%m-%d %H:%M:%S%z")


orders, spent, country, last, revenue = 0, {}, {}, {}, Decimal(0)
any_last = {}
for row in rows(folder + "/orders_export.csv"):
    if row["Financial Status"] == "":
        continue
    if "/" in row["Created at"] or "E" in row["Total"]:
        continue
    orders += 1
    who, at = key_of(row), time_of(row["Created at"])
    if at > now or row["Cancelled at"] or row["Financial Status"] == "voided":
        continue
    where = row["Shipping Country"] or row["Billing Country"]
    if where:
        country[who] = max((at, where), country.get(who, (at, where)))
    any_last[who] = max(at, any_last.get(who, at))
    if row["Financial Status"] in ("paid", "partially_refunded"):
        net = Decimal(row["Total"]) - Decimal(row["Refunded Amount"])
        revenue += net
        last[who] = max(at, last.get(who, at))
        if who:
            spent[who] = spent.get(who, 0) + net
print(orders, "orders")
print(len(spent), "customers")
print(sum(spent.values()), "spent by them")
print(revenue, "by everybody")

stopped = {r["email"] for r in rows(folder + "/unsubscribed.csv")
           if r["channel"] in ("", "email") and time_of(r["from"]) <= now}
sent = {(r["trigger_id"], r["step"]): time_of(r["send_at"])
        for r in rows(folder + "/sent.csv")
        if r["flow"] == "win-back" and time_of(r["decided_at"]) <= now}


def agreed(who, at):
    """To e-mail, for two years from an order on."""
    when = any_last[who].astimezone(SHOP)
    day = min(when.day, 28) if when.month == 2 else when.day
    return at < when.replace(year=when.year + 2, day=day)


wanted = [r for r in rows(customers) if r["segment"] in ("At Risk", "Lost")
          and country.get(r["email"], ("", ""))[1] == "US"]
for r in wanted:
    who = r["email"]
    if "@" not in who or who in stopped or any_last[who] > last[who]:
        continue
    trigger = who + "/" + last[who].astimezone(UTC).strftime(
        "%Y-%m-%dT%H:%M:%SZ")
    gone = [n for n, step in enumerate(STEPS) if (trigger, step) in sent]
    if not gone:
        if agreed(who, now):
            print(who, STEPS[0])
        continue
    # A step is due 15 days of the shop's after the one before, for a week.
    due = sent[trigger, STEPS[max(gone)]].astimezone(SHOP)
    for step in STEPS[max(gone) + 1:]:
        due += timedelta(days=15)
        if (due + 7 * DAY).astimezone(UTC) > now:
            if due <= now + DAY and agreed(who, max(due, now)):
                print(who, step)
            break
