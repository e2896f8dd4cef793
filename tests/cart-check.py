#!/usr/bin/env python3
"""Carts from random logs, judged once more from the definitions of
cart-abandon(1), by brute force, and compared with what the tool writes.

usage: cart-check.py SEED TIMES

A disagreement is shown with the log that makes it, and the exit status is 1.
"""
import csv
import io
import json
import random
import subprocess
import sys

from cartjudge import judge
from shoplog import stamp, write

COLUMNS = ["event_at", "event", "customer_id", "anonymous_id", "session_id",
           "cart_id", "order_id", "sku", "quantity", "price", "currency",
           "email", "push_token"]


def make_log(rnd, shared):
    """Rows, as dicts, of a few people, who may share their browsers.  Of a
    session or a cart in which two of them had a hand, the tool judges by who
    was known at the time; so only what tells carts by person has both, and no purchase names a cart."""
    rows, orders = [], []
    people, owners = [], []
    for i in range(rnd.randint(1, 4)):
        person = {"c": "c%d" % i, "e": "p%d@example.com" % i}
        kind = rnd.random()
        if kind < .25:
            person["c"] = ""            # a guest
        elif kind < .4:
            person["e"] = ""
        owners.append(i)
        people.append(person)
        if person["c"] and person["e"] and rnd.random() < .3:
            owners.append(i)
            people.append({"c": "", "e": person["e"]})
    browsers = ["b%d" % i for i in range(rnd.randint(1, 3))]
    step = rnd.choice([1, 60, 600, 1800])
    for _ in range(rnd.randint(2, 25)):
        t = step * rnd.randint(0, 40)
        b = rnd.choice(browsers)
        user = b if shared else rnd.choice(range(len(people)))
        if not shared:
            b = "b%d%s" % (owners[user], b)
        row = dict.fromkeys(COLUMNS, "")
        row["at"] = t
        row["owner"] = None if shared else owners[user]
        row["anonymous_id"] = b
        row["session_id"] = rnd.choice(["", "1", "2"])
        row["event"] = rnd.choice(
            ["page-view", "add-to-cart", "add-to-cart", "add-to-cart",
             "remove-from-cart", "cart-view", "checkout", "purchase"])
        if rnd.random() < .35:
            person = rnd.choice(people) if shared else people[user]
            row["customer_id"], row["email"] = person["c"], person["e"]
            if rnd.random() < .3:
                row["email" if person["c"] else "customer_id"] = ""
        if rnd.random() < .2:
            row["push_token"] = "t" + b
        if row["event"] != "page-view":
            if rnd.random() < .5:
                row["cart_id"] = b + rnd.choice("xy")
            if rnd.random() < .8:
                row["sku"] = rnd.choice("ABC")
            if rnd.random() < .6:
                row["quantity"] = str(rnd.randint(1, 3))
            if rnd.random() < .6:
                row["price"] = "%d.50" % rnd.randint(1, 9)
                row["currency"] = rnd.choice(["EUR", "EUR", "USD"])
        if row["event"] in ("checkout", "purchase") and rnd.random() < .4:
            row["order_id"] = "o%d%s" % (rnd.randint(1, 3),
                                         "" if shared else owners[user])
        if shared and row["event"] == "purchase":
            row["cart_id"] = row["order_id"] = ""
        rows.append(row)
    for i in range(rnd.choice([0, 0, 1, 2, 3])):
        person = rnd.choice(people)
        orders.append({
            "order_id": "o%d%s" % (i, i + 5 if shared else
                                   owners[people.index(person)]),
            "customer_id": person["c"], "email": person["e"],
            "cart_id": "" if shared else rnd.choice(["", rnd.choice(
                [r["cart_id"] for r in rows if r["owner"] ==
                 owners[people.index(person)]] + [""])]),
            "at": step * rnd.randint(0, 40),
            "status": rnd.choice(["paid", "placed", "pending", "failed",
                                  "refunded", "test", "cancelled"])})
        if orders[-1]["status"] not in ("paid", "placed", "refunded"):
            orders[-1]["cart_id"] = ""
            orders[-1]["order_id"] = "u%d" % i
    return rows, orders


def run(args):
    p = subprocess.run(["cart-abandon", "-q", "--skew", "90d"] + args,
                       capture_output=True, text=True, check=False)
    if p.returncode == 2 and "joined 0" in p.stderr:
        return None
    if p.returncode != 0:
        sys.exit("cart-abandon: %d: %s" % (p.returncode, p.stderr))
    result = []
    for r in csv.DictReader(io.StringIO(p.stdout)):
        data = json.loads(r["data"], parse_float=str, parse_int=str)
        result.append((
            r["flow"], r["trigger_id"], r["customer_id"], r["triggered_at"],
            r["since_at"], r["email"], r["push_token"], data["stage"],
            tuple(sorted((i.get("sku", ""), int(i["quantity"]))
                         for i in data["items"])),
            tuple(sorted(data["value"].items())), data.get("payment", "")))
    return sorted(result)


def main():
    seed, times = int(sys.argv[1]), int(sys.argv[2])
    rnd = random.Random(seed)
    seen = 0
    for turn in range(times):
        shared = rnd.random() < .3
        rows, orders = make_log(rnd, shared)
        write("log.csv", COLUMNS, rows, "event_at", rnd)
        write("orders.csv", ["order_id", "customer_id", "email", "cart_id",
                             "ordered_at", "status"], orders, "ordered_at",
              rnd)
        how = {"by": "person" if shared else
               rnd.choice(["cart", "session", "person"]),
               "clock": rnd.choice(["last", "last", "first"]),
               "cancel": rnd.choice(["any-order", "any-order", "same-cart",
                                     "same-product"])}
        if how["cancel"] == "same-product":
            orders = []
        as_of = rnd.choice([30 * 60, 7200, 86400])
        args = ["--as-of", stamp(as_of), "--cart-by", how["by"], "--clock",
                how["clock"], "--cancel", how["cancel"]]
        if orders:
            args += ["--orders", "orders.csv"]
        for more in [[], ["--recovered"]]:
            got = run(args + more + ["log.csv"])
            if got is None:
                continue
            want = [w for w in judge(rows, orders, as_of, how)
                    if more or w[0] == "cart-abandon"]
            seen += len(want)
            if got != want:
                print("# seed %d turn %d: %s" % (seed, turn,
                                                 " ".join(args + more)))
                for line in open("log.csv"):
                    print("#  ", line.rstrip())
                for line in open("orders.csv") if orders else []:
                    print("#  ", line.rstrip())
                print("# got ", [g for g in got if g not in want])
                print("# want", [w for w in want if w not in got])
                sys.exit(1)
    print(seen)


main()
