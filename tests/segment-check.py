"""Roll orders up and score them as segment(1) defines it, independently.

usage: segment-check.py ORDERS.csv AS-OF-DATE COUNT-PLACED

Prints customer_id, orders, order_days, spent, repeat_spent, first and last
order, last order of any kind, recency_days, r, f and m, by customer_id.
Amounts are in cents, times in UTC, the currency USD; SQL does the adding.
"""
import bisect
import csv
import datetime
import fractions
import sqlite3
import sys

path, as_of, placed = sys.argv[1], sys.argv[2], sys.argv[3] == "yes"
end = as_of + "T23:59:59Z"


def cents(text):
    return int(fractions.Fraction(text or "0") * 100)


db = sqlite3.connect(":memory:")
db.execute("create table o (who, at, id, status, currency, total, refunded)")
for row in csv.DictReader(open(path, newline="")):
    who = row["customer_id"] or row["email"] or row["phone"]
    if not who or row["ordered_at"] > end:
        continue
    status, refunded = row["status"], cents(row["refunded"])
    if row["refunded_at"] > end:
        refunded = 0
        if status in ("refunded", "partially-refunded"):
            status = "paid"
    if status == "cancelled" and row["cancelled_at"] > end:
        status = "paid"
    db.execute("insert into o values (?, ?, ?, ?, ?, ?, ?)", (
        who, row["ordered_at"], row["order_id"], status, row["currency"],
        cents(row["total"]), refunded))
counts = ["paid", "partially-refunded"] + ["placed"] * placed
db.execute("create view p as select *, substr(at, 1, 10) day, "
           "total - refunded net from o where currency = 'USD' and "
           "status in (%s)" % ",".join("'%s'" % s for s in counts))
rows = db.execute("""
    select p.who, count(*), count(distinct day), sum(net),
        sum(net) - (select sum(net) from p f where f.who = p.who and f.day =
        (select min(day) from p g where g.who = p.who)),
        min(at), max(at), (select max(at) from o where o.who = p.who and
        status in ('paid', 'partially-refunded', 'placed', 'refunded')),
        cast(julianday(?) - julianday(max(day)) as integer)
    from p group by p.who""", (as_of,)).fetchall()


def cuts(values):
    values = sorted(values)
    for k in range(1, 5):
        h = fractions.Fraction((len(values) - 1) * k, 5)
        low = int(h)
        high = min(low + 1, len(values) - 1)
        yield values[low] + (h - low) * (values[high] - values[low])


days, counts, spend = (list(cuts([r[k] for r in rows])) for k in (8, 1, 3))
for row in sorted(rows, key=lambda r: r[0].encode()):
    scores = (5 - bisect.bisect_left(days, row[8]),
              1 + bisect.bisect_left(counts, row[1]),
              1 + bisect.bisect_left(spend, row[3]))
    print(*(row + scores), sep="|")
