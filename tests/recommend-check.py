"""What recommend --list-pairs should write, from the definitions.

usage: recommend-check.py LINES.csv PAIRS.csv LEAST ALPHA MOST [order_id|customer_id]

Counts with a set a basket and a Counter; the chance that both are in as many
baskets is a sum of exact fractions, of every pair where there are few of them,
else of some hundred.  Says how many pairs there are and how many were summed;
complains of each that is wrong, missing or too much.
"""
import csv
import random
import sys
from collections import Counter, defaultdict
from fractions import Fraction
from itertools import combinations
from math import comb, lgamma, exp, log, log1p, inf

lines, table, least, alpha, most = sys.argv[1:6]
unit = (sys.argv[6:] or ["order_id"])[0]
least, alpha, most = int(least), float(alpha), int(most)

baskets = defaultdict(set)
with open(lines, encoding="utf-8", newline="") as f:
    for row in csv.DictReader(f):
        kept = float(row["quantity"]) - float(row["refunded_quantity"] or 0)
        if kept > 0 and row[unit] and row["status"] in (
                "paid", "placed", "partially-refunded"):
            baskets[row[unit]].add(row["sku"])
baskets = [b for b in baskets.values() if len(b) <= most]
of, both = Counter(), Counter()
for b in baskets:
    of.update(b)
    both.update(combinations(sorted(b), 2))
n = len(baskets)
common = sum(1 for sku in of if of[sku] >= least)
tests = common * (common - 1) // 2


def exact(x, a, b):
    """ln of the sum of all C(a, k) C(n - a, b - k), k >= x, over C(n, b)."""
    term = comb(a, x) * comb(n - a, b - x)
    top = 0
    for k in range(x, min(a, b) + 1):
        top += term
        term = term * (a - k) * (b - k) // ((k + 1) * (n - a - b + k + 1))
    p = Fraction(top, comb(n, b))
    return log(p.numerator) - log(p.denominator)


ln_of = [lgamma(k + 1) for k in range(n + 1)]


def choose(m, k):
    return ln_of[m] - ln_of[k] - ln_of[m - k]


def quick(x, a, b):
    """Each term by itself, as a logarithm, of the side that falls from x on."""
    above = x * n > a * b
    ks = range(x, min(a, b) + 1) if above else \
        range(x - 1, max(0, a + b - n) - 1, -1)
    whole, first, total = choose(n, b), None, 0.0
    for k in ks:
        t = choose(a, k) + choose(n - a, b - k) - whole
        first = t if first is None else first
        total += exp(t - first)
        if t < first - 45:
            break
    if above:
        return first + log(total)
    return log1p(-exp(first) * total) if first is not None else 0.0


ln_p = {pair: quick(x, of[pair[0]], of[pair[1]])
        for pair, x in both.items() if x >= least}
cut = 0.0 if alpha >= 1 else -inf
ranked = sorted(ln_p.values())
for k in range(len(ranked), 0, -1):
    if alpha < 1 and ranked[k - 1] <= log(alpha * k / tests):
        cut = ranked[k - 1]
        break

# One that is at the cut but for rounding may be on either side of it.
near = 1e-6
want = {p for p in ln_p if ln_p[p] <= cut - near or alpha >= 1}
may = {p for p in ln_p if ln_p[p] <= cut + near or alpha >= 1}
got = {}
with open(table, encoding="utf-8", newline="") as f:
    for row in csv.DictReader(f):
        got[row["sku"], row["with"]] = row
for a, b in want:
    if (a, b) not in got or (b, a) not in got:
        print("missing:", a, b)
for (a, b), row in got.items():
    pair = min(a, b), max(a, b)
    x = both[pair]
    cells = {"orders": of[a], "orders_with": of[b], "both": x, "baskets": n,
             "support": f"{x / n:.6f}", "confidence": f"{x / of[a]:.4f}",
             "lift": f"{x * n / (of[a] * of[b]):.3f}"}
    wrong = {k: row[k] for k in cells if row[k] != str(cells[k])}
    if pair not in may or wrong:
        print("wrong:", a, b, wrong)
random.seed(1)
rows = sorted(got)
some = rows if len(rows) <= 400 else random.sample(rows, 150)
for a, b in some:
    front, power = got[a, b]["p"].split("e")
    said = log(float(front)) + int(power) * log(10)
    if abs(said - exact(both[min(a, b), max(a, b)], of[a], of[b])) > 6e-4:
        print("wrong p:", a, b, got[a, b]["p"])
print(len(got), "pairs, the chances of", len(some), "summed")
