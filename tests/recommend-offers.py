"""What recommend should offer whoever bought, by a table of pairs.

usage: recommend-offers.py LINES.csv PAIRS.csv AS_OF

Prints customer_id|trigger_id|triggered_at|item|data of each, in the order of the
tool.  Shares nothing with it but the rule; people are told by customer_id.
"""
import csv
import json
import sys
from collections import defaultdict
from datetime import datetime, timedelta
from fractions import Fraction

lines, table, as_of = sys.argv[1:4]
as_of = datetime.fromisoformat(as_of.replace("Z", "+00:00"))

had, kept, when = defaultdict(set), defaultdict(set), {}
whose = defaultdict(set)
with open(lines, encoding="utf-8", newline="") as f:
    for row in csv.DictReader(f):
        who, order = row["customer_id"], row["order_id"]
        at = datetime.fromisoformat(row["ordered_at"].replace("Z", "+00:00"))
        if not who or at > as_of or row["status"] not in (
                "paid", "placed", "refunded", "partially-refunded"):
            continue
        n = float(row["quantity"])
        back = float(row["refunded_quantity"] or 0)
        if n > 0:
            had[who].add(row["sku"])
            when[order] = min(at, when.get(order, at))
        if n > back and row["status"] != "refunded":
            kept[order].add(row["sku"])
            whose[who].add(order)
pairs = defaultdict(list)
with open(table, encoding="utf-8", newline="") as f:
    for row in csv.DictReader(f):
        pairs[row["sku"]].append((Fraction(int(row["both"]),
                                           int(row["orders"])), row["with"]))
found = []
for who, orders in whose.items():
    last = max(orders, key=lambda o: (when[o], o))
    due = when[last] + timedelta(hours=1)
    if due > as_of or when[last] + timedelta(days=7) < as_of:
        continue
    best = {}
    for sku in sorted(kept[last]):
        for share, other in pairs[sku]:
            if other not in had[who] and share > best.get(other, (0, ""))[0]:
                best[other] = share, sku
    ranked = sorted(best, key=lambda o: (-best[o][0], o))[:3]
    if ranked:
        found.append((due, f"{who}/{last}", who, last, ranked,
                      best[ranked[0]][1]))
for due, name, who, last, ranked, because in sorted(found):
    data = {"sku": ranked[0], "items": ranked, "because": because}
    print(who, name, due.strftime("%Y-%m-%dT%H:%M:%SZ"), ranked[0],
          json.dumps(data, separators=(",", ":")), sep="|")
