"""replenish, judged by its definition.

usage: replenish-check.py BIN SEED [SHOPS]

Makes small shops, says who should be reminded of what and when, in fractions of
days, and compares that with what replenish writes, from rows in another order,
with rates learnt and with the rates that it wrote.  Prints how many reminders by
what.
"""
import csv
import io
import os
import random
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from datetime import date, timedelta
from fractions import Fraction

COLUMNS = ["order_id", "customer_id", "ordered_at", "status", "sku",
           "quantity", "refunded_quantity", "category", "email"]
DAY = 86400


def shop(r):
    lines, n = [], 0
    for who in range(r.randrange(1, 12)):
        for sku in r.sample(["A", "B", "C", "D"], r.randrange(1, 4)):
            day, rhythm = date(2026, 1, 1), r.randrange(5, 60)
            for _ in range(r.randrange(1, 8)):
                day += timedelta(days=max(0, rhythm + r.randrange(-9, 9)))
                n += 1
                lines.append({
                    "order_id": "o%d" % n, "customer_id": "c%d" % who,
                    "ordered_at": day.isoformat(),
                    "status": r.choice(["paid"] * 8 + ["placed", "cancelled",
                                                       "refunded"]),
                    "sku": sku, "quantity": r.choice([1, 1, 1, 2, 3, "0.5"]),
                    "refunded_quantity": r.choice([""] * 6 + ["1"]),
                    "category": {"A": "x", "B": "x"}.get(sku, ""),
                    "email": "c%d@example.com" % who})
    return lines


def text(columns, rows):
    out = io.StringIO()
    w = csv.DictWriter(out, columns, restval="", lineterminator="\n")
    w.writeheader()
    w.writerows(rows)
    return out.getvalue()


def kept(line):
    if line["status"] not in ("paid", "placed"):
        return Fraction(0)
    return max(Fraction(0), Fraction(str(line["quantity"])) -
               Fraction(line["refunded_quantity"] or 0))


def median(values):
    """Of seconds, which are whole ones."""
    values = sorted(values)
    n = len(values)
    if n % 2:
        return values[n // 2]
    low, high = values[n // 2 - 1], values[n // 2]
    return low + (high - low) // 2


def expected(lines, rates, as_of, buffer, lead):
    buys = defaultdict(list)
    for line in lines:
        if line["ordered_at"] <= as_of.isoformat() and kept(line) > 0:
            buys[line["customer_id"], line["sku"]].append(line)
    own, everybody = {}, defaultdict(list)
    for (who, sku), list_ in buys.items():
        by_day = Counter()
        for line in list_:
            by_day[date.fromisoformat(line["ordered_at"])] += kept(line)
        days = sorted(by_day)
        lasted = [(b - a).days * DAY // by_day[a]
                  for a, b in zip(days, days[1:])]
        everybody[sku] += lasted
        if len(lasted) >= 3:
            own[who, sku] = median(lasted)
    found = {}
    for (who, sku), list_ in buys.items():
        list_.sort(key=lambda b: (b["ordered_at"], b["order_id"]))
        last = list_[-1]
        rate = rates.get(sku, rates.get(last["category"]))
        if rates and rate is None:
            continue
        if rate:
            by, unit = "rate", DAY / rate
        elif (who, sku) in own:
            by, unit = "own", own[who, sku]
        elif len(everybody[sku]) >= 3:
            by, unit = "all", median(everybody[sku])
        else:
            continue
        end = None
        for b in list_:
            day = (date.fromisoformat(b["ordered_at"]) - date(1970, 1, 1)).days
            end = max(end or 0, day * DAY) + kept(b) * unit
        due = date(1970, 1, 1) + timedelta(days=int(end // DAY) - buffer - lead)
        due = max(due, date.fromisoformat(last["ordered_at"]) +
                  timedelta(days=1))
        if due <= as_of:
            found["%s/%s/%s" % (who, sku, last["order_id"])] = (
                due.isoformat() + "T00:00:00Z", by)
    return found


def told(command, lines):
    out = subprocess.run(command, input=text(COLUMNS, lines), check=True,
                         capture_output=True, text=True).stdout
    words = {"its": "rate", "their": "own", "all": "all"}
    return {row["trigger_id"]: (row["triggered_at"],
            words[row["reason"].split(" by ")[1].split()[0].strip("'")
                  .replace("customers", "")])
            for row in csv.DictReader(io.StringIO(out))}


def main():
    tool = os.path.join(sys.argv[1], "replenish")
    r = random.Random(int(sys.argv[2]))
    counts = Counter()
    with tempfile.TemporaryDirectory() as d:
        for n in range(int(sys.argv[3]) if len(sys.argv) > 3 else 60):
            lines = shop(r)
            rates = r.choice([{}, {"A": Fraction("0.25")},
                              {"x": Fraction(1, 8), "C": 0, "D": 0,
                               "B": Fraction("0.04")}])
            rates_csv = os.path.join(d, "rates.csv")
            with open(rates_csv, "w", encoding="utf-8") as f:
                f.write(text(["sku", "category", "per_day", "pack"], [
                    {"category" if k == "x" else "sku": k,
                     "per_day": str(float(3 * v)) if v else "", "pack": "3"}
                    for k, v in rates.items()]))
            as_of = date(2026, 1, 1) + timedelta(days=r.randrange(20, 400))
            buffer, lead = r.choice([(3, 0), (0, 0), (10, 5)])
            learnt = os.path.join(d, "learnt.csv")
            command = [tool, "-q", "-a", as_of.isoformat(), "--buffer",
                       "%dd" % buffer, "--lead-time", "%dd" % lead]
            if rates:
                command += ["--rates", rates_csv]
            want = expected(lines, rates, as_of, buffer, lead)
            got = told(command + ["--write-rates", learnt], lines)
            if got != want:
                sys.exit("shop %d: %s" % (n, sorted(
                    set(got.items()) ^ set(want.items()))))
            r.shuffle(lines)
            if told(command, lines) != want:
                sys.exit("shop %d: other rows first" % n)
            counts.update(by for _, by in want.values())
            check_learnt(learnt, lines, as_of, rates)
            if not rates and told(command + ["--rates", learnt], lines) != \
                    want:
                sys.exit("shop %d: by the rates it wrote" % n)
    print(", ".join("%d by %s" % (n, by) for by, n in sorted(counts.items())))


def check_learnt(path, lines, as_of, rates):
    """The rates that were written are those of everybody."""
    with open(path, encoding="utf-8") as f:
        got = {row["sku"]: (row["per_day"], int(row["intervals"]))
               for row in csv.DictReader(f)}
    lasted = defaultdict(list)
    by = defaultdict(Counter)
    for line in lines:
        if line["ordered_at"] <= as_of.isoformat() and kept(line) > 0:
            by[line["customer_id"], line["sku"]][
                date.fromisoformat(line["ordered_at"])] += kept(line)
    for (_, sku), days in by.items():
        in_turn = sorted(days)
        lasted[sku] += [(b - a).days * DAY // days[a]
                        for a, b in zip(in_turn, in_turn[1:])]
    want = {}
    for sku, v in lasted.items():
        if len(v) >= 3 and (not rates or sku in rates):
            rate = int(DAY * 10**12 // median(v))
            want[sku] = ("%d.%012d" % divmod(rate, 10**12), len(v))
    if got != want:
        sys.exit("rates: %s, want %s" % (got, want))


main()
