"""What import-orders should make of UCI's Online Retail, by its man page.

usage: uci-orders.py EXPORT.csv.gz ORDERS COUNTS

Writes to ORDERS, in order of id, a line an order: id, customer, time, status,
total, refunded, units, refunded_at, with | between; to COUNTS the refunds that
find no order, by why.  Shares nothing with the tool but the rule: every refund
line, in order of time, lowers the same customer's latest earlier lines of that
sku as far as they are not given back yet; of lines of one time, those at the
refund's own price first, then the dearest, then of the greatest id, then the
largest.  Refunds of one time go by id, sku, price and quantity.
"""
import csv
import gzip
import sys
from collections import Counter, defaultdict
from datetime import datetime, timezone
from decimal import Decimal
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


def utc(text):
    t = datetime.fromisoformat(text).replace(tzinfo=LONDON, fold=0)
    return t.astimezone(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


orders, back, held, counts = {}, [], defaultdict(list), Counter()
with gzip.open(sys.argv[1], "rt", encoding="utf-8", newline="") as f:
    for n, row in enumerate(csv.DictReader(f)):
        price, count = Decimal(row["UnitPrice"]), int(row["Quantity"])
        who = row["CustomerID"].removesuffix(".0")
        if price != price.quantize(Decimal("0.01")):
            counts["rejected"] += 1
            continue
        at, key = utc(row["InvoiceDate"]), (who, row["StockCode"])
        if count < 0 or count * price < 0:
            back.append((at, row["InvoiceNo"], key[1], abs(price), abs(count),
                         who))
            continue
        o = orders.setdefault(row["InvoiceNo"], {
            "id": row["InvoiceNo"], "who": who, "at": at, "total": 0,
            "refunded": None, "units": 0, "refunded_at": ""})
        o["at"] = min(o["at"], at)
        o["total"] += count * price
        o["units"] += count
        held[key].append({"order": o, "count": count, "left": count,
                          "price": price})

lost = Decimal(0)
for at, _, sku, price, count, who in sorted(back):
    key = (who, sku)
    if price == 0:
        counts["of no value"] += 1
        continue
    worth, found = count * price, False
    if key not in held:
        counts["never bought"] += 1
    elif who == "":
        counts["no customer"] += 1
    else:
        before = [s for s in held[key] if s["order"]["at"] <= at]
        before.sort(reverse=True, key=lambda s: (
            s["order"]["at"], s["price"] == price, s["price"],
            s["order"]["id"], s["count"]))
        for s in before:
            part = min(count, s["left"])
            if part == 0:
                continue
            s["left"] -= part
            count -= part
            found, o = True, s["order"]
            due = worth if count == 0 else min(worth, part * price)
            laid = min(due, o["total"] - (o["refunded"] or 0))
            worth -= laid
            if laid > 0:
                o["refunded"] = (o["refunded"] or 0) + laid
                o["refunded_at"] = at
        if not found:
            counts["beyond" if before else "too early"] += 1
    lost += worth

with open(sys.argv[2], "w", encoding="utf-8") as f:
    for name in sorted(orders):
        o = orders[name]
        given = o["refunded"] or 0
        status = ("paid" if given == 0 or o["total"] == 0 else
                  "refunded" if given >= o["total"] else "partially-refunded")
        print(name, o["who"], o["at"], status, f'{o["total"]:.2f}',
              "" if o["refunded"] is None else f"{given:.2f}", o["units"],
              o["refunded_at"], sep="|", file=f)
with open(sys.argv[3], "w", encoding="utf-8") as f:
    for name in sorted(counts):
        print(counts[name], name, file=f)
    print(f"{lost:.2f}", "lost", file=f)
