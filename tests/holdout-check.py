#!/usr/bin/env python3
"""The table of churn-flag --diagnose by mbg-nbd from its definition, by what the
tool said of then (then.csv, m.json) and of now (now.csv, orders.csv): counts
rows by measure, and names those that differ."""

import csv
import datetime
import json

FROM, UNTIL, AS_OF = (datetime.date(2025, 1, 1), datetime.date(2026, 1, 1),
                      datetime.date(2026, 7, 1))
H = (AS_OF - UNTIL).days


def rows(name):
    with open(name, encoding="ascii") as f:
        return list(csv.DictReader(f))


with open("m.json", encoding="ascii") as f:
    M = json.load(f)
R, ALPHA, A, B = (M[k] for k in ("r", "alpha", "a", "b"))


def new(t):
    """E[X(t)] of MBG/NBD, by its hypergeometric series."""
    z, term, total, n = t / (ALPHA + t), 1.0, 1.0, 0
    while abs(term) > 1e-13 * total:
        term *= (R + n) * (B + 1 + n) / (A + B + n) / (n + 1) * z
        total += term
        n += 1
    return B / (A - 1) * (1 - (ALPHA / (ALPHA + t)) ** R * total)


def day(text):
    return datetime.date.fromisoformat(text[:10])


now = {r["customer_id"]: int(r["order_days"]) for r in rows("now.csv")}
people = []
for r in rows("then.csv"):
    x, age = int(r["order_days"]) - 1, (UNTIL - day(r["first_order_at"])).days
    people.append({
        "x": x, "state": r["churn"], "model": float(r["expected_orders"]),
        "plain": 0 if int(r["silent_days"]) >= 120 or age == 0 else x / age * H,
        "actual": now[r["customer_id"]] - x - 1,
        "back": float(r["p_alive"]) * (1 - ((ALPHA + age) / (ALPHA + age + H))
                                       ** (R + x))})
days = sorted({(r["customer_id"], day(r["ordered_at"]))
               for r in rows("orders.csv")})
first = {}
for who, when in days:
    first.setdefault(who, when)
first = {w: d for w, d in first.items() if d <= UNTIL}


def mean(group, key):
    return sum(p[key] for p in group) / len(group)


def correlation(key):
    a, b = mean(people, key), mean(people, "actual")
    cov = sum((p[key] - a) * (p["actual"] - b) for p in people)
    return cov / (sum((p[key] - a) ** 2 for p in people) *
                  sum((p["actual"] - b) ** 2 for p in people)) ** .5


def wanted(r):
    """What the row should hold: customers, and three numbers or None."""
    measure, n = r["measure"], len(people)
    both, sums = ("model", "plain"), [sum(p[k] for p in people) for k in
                                      ("model", "plain", "actual")]
    if measure == "total":
        return [n, *sums]
    if measure == "mae":
        return [n, *(sum(abs(p[k] - p["actual"]) for p in people) / n
                     for k in both), None]
    if measure == "bias-percent":
        return [n, *(100 * (s / sums[2] - 1) for s in sums[:2]), None]
    if measure == "correlation":
        return [n, *map(correlation, both), None]
    if measure == "orders-by-repeats":
        group = [p for p in people if min(p["x"], 7) == int(r["of"].strip("+"))]
        return [len(group), *(mean(group, k) for k in (*both, "actual"))]
    if measure == "came-back":
        group = [p for p in people if p["state"] == r["of"]]
        return [len(group), mean(group, "back"), None,
                sum(p["actual"] > 0 for p in group) / len(group)]
    end = day(r["of"])
    came = [d for d in first.values() if d <= end]
    return [len(came), sum(new((end - d).days) for d in came), None,
            sum(1 for w, d in days if w in first and first[w] < d <= end)]


count = {}
for r in rows("table.csv"):
    want = wanted(r)
    got = [r[k] for k in ("customers", "model", "plain", "actual")]
    good = all(g == "" if w is None else g != "" and abs(float(g) - w) <=
               2e-4 * max(1, abs(w)) for g, w in zip(got, want))
    count[r["measure"]] = count.get(r["measure"], 0) + 1
    if not good:
        print("differs:", r, want)
for measure, n in count.items():
    print(measure, n)
