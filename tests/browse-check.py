#!/usr/bin/env python3
"""What people looked at in random logs, judged once more from the definitions
of browse-abandon(1), by brute force, and compared with what the tool writes.

usage: browse-check.py SEED TIMES

A disagreement is shown with the log that makes it, and the exit status is 1.
"""
import csv
import io
import json
import random
import subprocess
import sys

from shoplog import RANK, identify, stamp, write

COLUMNS = ["event_at", "event", "customer_id", "anonymous_id", "session_id",
           "sku", "category", "quantity", "price", "currency", "seconds",
           "email", "push_token"]
CATEGORY = {"A": "X", "B": "X", "C": "Y", "": ""}


def make_log(rnd):
    rows = []
    step = rnd.choice([1, 20, 300, 3600, 86400 // 3])
    for _ in range(rnd.randint(2, 25)):
        row = dict.fromkeys(COLUMNS, "")
        row["at"] = step * rnd.randint(0, 40)
        row["anonymous_id"] = rnd.choice(["b0", "b1"])
        row["session_id"] = rnd.choice(["", "1", "2"])
        row["event"] = rnd.choice(
            ["page-view"] + ["product-view"] * 8 + ["favourite"] * 2 +
            ["add-to-cart", "remove-from-cart", "checkout", "purchase"])
        if rnd.random() < .3:
            n = rnd.randint(0, 1)
            row["customer_id"] = rnd.choice(["", "c%d" % n])
            row["email"] = "p%d@example.com" % n
        if rnd.random() < .5:
            row["push_token"] = "t" + row["anonymous_id"]
        if row["event"] != "page-view":
            row["sku"] = rnd.choice("AAABC")
            row["category"] = CATEGORY[row["sku"]]
            if row["event"] in ("purchase", "checkout") and \
                    rnd.random() < .3:
                row["sku"] = row["category"] = ""
        elif rnd.random() < .5:
            row["category"] = rnd.choice("XY")
        if row["event"].endswith("view") and rnd.random() < .3:
            row["seconds"] = str(rnd.randint(0, 90))
        if row["sku"] and rnd.random() < .5:
            row["price"] = "%d.50" % rnd.randint(1, 9)
            row["currency"] = "EUR"
        rows.append(row)
    return rows


def visit(r):
    s, a = r["session_id"], r["anonymous_id"]
    return (a + "/" + s) if s else a


def own_key(r):
    return r["own"]


def quote(text):
    return text.replace("%", "%25").replace("/", "%2F")


def steps_of(rows, as_of):
    steps = sorted((dict(r) for r in rows if r["at"] <= as_of),
                   key=lambda r: (r["at"], RANK[r["event"]],
                                  not r["session_id"]))
    return steps, identify(steps)


def contact_of(contact, owner):
    who = contact.get(owner, {})
    name = who.get("customer_id") or who.get("email")
    if not name and not who.get("push_token"):
        return None
    return name or "anonymous:" + next(iter(owner))[1:], who


def dwells(steps):
    for i, r in enumerate(steps):
        if not r["event"].endswith("view"):
            continue
        r["dwell"] = int(r["seconds"] or 0)
        if r["dwell"] == 0:
            after = [s["at"] - r["at"] for s in steps[i + 1:]
                     if visit(s) == visit(r) and s["at"] > r["at"]]
            if after and min(after) <= 1800:
                r["dwell"] = min(after)


def browsers(rows, as_of, how):
    steps, contact = steps_of(rows, as_of)
    dwells(steps)
    found = []
    for owner in {r["owner"] for r in steps}:
        mine = [r for r in steps if r["owner"] == owner and
                r["event"] != "favourite"]
        bought = [r["at"] for r in mine if r["event"] == "purchase"]
        mine = [r for r in mine if r["event"] != "purchase" and
                not any(b >= r["at"] for b in bought)]
        fired = []
        for i, r in enumerate(mine):
            now = r["at"] + how["idle"]
            if now > as_of or any(s["at"] <= now for s in mine[i + 1:]):
                continue
            past = mine[:i + 1]
            cart, stated, start = {}, None, 0
            for k, s in enumerate(past):
                if s["event"] in ("page-view", "product-view"):
                    continue
                n = int(s["quantity"] or 1)
                if s["event"] == "remove-from-cart":
                    if s["sku"] in cart:
                        cart[s["sku"]] -= n
                        if cart[s["sku"]] <= 0:
                            del cart[s["sku"]]
                elif s["event"] == "add-to-cart":
                    cart[s["sku"]] = cart.get(s["sku"], 0) + n
                    start = k + 1
                elif s["sku"]:
                    if stated != s["at"]:
                        cart = {}
                    stated = s["at"]
                    cart[s["sku"]] = cart.get(s["sku"], 0) + n
                    start = k + 1
            if start and fired and past[start - 1]["at"] >= 0:
                fired = [f for f in fired if f["start"] >= start]
            views = [s for s in past[start:] if s["event"].endswith("view")
                     and s["at"] >= now - how["within"]]
            if cart or not views:
                continue
            interests = {}
            for s in views:
                keys = []
                if s["sku"]:
                    keys.append((0, s["sku"]))
                if s["category"] or CATEGORY[s["sku"]]:
                    keys.append((1, s["category"] or CATEGORY[s["sku"]]))
                for key in keys:
                    interests.setdefault(key, []).append(s)
            good = []
            for (kind, what), seen in interests.items():
                dwell = sum(min(s["dwell"], how["dwell"]) for s in seen)
                if len(seen) >= how["visits"] and dwell > how["dwell"]:
                    good.append((kind, -len(seen), -dwell, what, seen))
            if not good:
                continue
            kind, visits, dwell, what, seen = min(good, key=lambda g: g[:4])
            first = min(s["at"] for s in seen)
            if any(f["key"] == (kind, what, first) for f in fired):
                continue
            if fired and now < fired[-1]["now"] + how["quiet"]:
                continue
            products = [s for s in views if s["sku"]]
            last = max(products, key=lambda s: (s["at"], s["sku"])) \
                if products else None
            own = min(s["own"] for s in seen if s["at"] == first)
            fired.append({
                "key": (kind, what, first), "now": now, "start": start,
                "row": [quote(own) + "/" + quote(
                    ("category:" if kind else "") + what) + "/" +
                        stamp(first), stamp(now), stamp(views[-1]["at"]),
                        last["sku"] if last else "", -visits, -dwell]})
        # An add since ends what came before.
        put = [k for k, s in enumerate(mine) if s["event"] == "add-to-cart" or
               (s["event"] in ("checkout", "cart-view") and s["sku"])]
        last_put = put[-1] + 1 if put else 0
        who = contact_of(contact, owner)
        if who:
            found += [tuple(f["row"]) + (who[0], who[1].get("push_token", ""))
                      for f in fired if f["start"] >= last_put]
    return sorted(found)


def favourites(rows, as_of, after):
    steps, contact = steps_of(rows, as_of)
    found = []
    for owner in {r["owner"] for r in steps}:
        mine = [r for r in steps if r["owner"] == owner]
        who = contact_of(contact, owner)
        for sku in "ABC":
            ends = [r["at"] for r in mine if r["event"] == "purchase" and
                    r["sku"] in ("", sku)]
            liked = [r for r in mine if r["event"] == "favourite" and
                     r["sku"] == sku and not any(e >= r["at"] for e in ends)]
            if not liked or liked[0]["at"] + after > as_of or not who:
                continue
            first = liked[0]["at"]
            own = min(r["own"] for r in liked if r["at"] == first)
            found.append((quote(own) + "/" + sku + "/" + stamp(first),
                          stamp(first + after), stamp(first), sku, who[0],
                          who[1].get("push_token", "")))
    return sorted(found)


def run(args):
    p = subprocess.run(["browse-abandon", "-q", "--skew", "90d"] + args,
                       capture_output=True, text=True, check=False)
    if p.returncode != 0:
        sys.exit("browse-abandon: %d: %s" % (p.returncode, p.stderr))
    return list(csv.DictReader(io.StringIO(p.stdout)))


def main():
    seed, times = int(sys.argv[1]), int(sys.argv[2])
    rnd = random.Random(seed)
    seen = 0
    for turn in range(times):
        rows = make_log(rnd)
        write("log.csv", COLUMNS, rows, "event_at", rnd)
        as_of = rnd.choice([600, 7200, 86400 * 3, 86400 * 14])
        how = {"dwell": rnd.choice([10, 60]), "visits": rnd.choice([1, 2, 3]),
               "within": rnd.choice([3600, 604800]),
               "idle": rnd.choice([60, 1800]),
               "quiet": rnd.choice([0, 7200, 604800])}
        args = ["--as-of", stamp(as_of), "log.csv"]
        options = ["--dwell", "%ds" % how["dwell"], "--visits",
                   str(how["visits"]), "--within", "%ds" % how["within"],
                   "--idle", "%ds" % how["idle"], "--quiet-period",
                   "%ds" % how["quiet"]]
        got = []
        for r in run(options + args):
            data = json.loads(r["data"])
            got.append((r["trigger_id"], r["triggered_at"], r["since_at"],
                        r["item"], data["visits"], data["seconds"],
                        r["customer_id"], r["push_token"]))
        want = browsers(rows, as_of, how)
        liked = [(r["trigger_id"], r["triggered_at"], r["since_at"],
                  r["item"], r["customer_id"], r["push_token"])
                 for r in run(["--favourites", "--after", "3600s"] + args)]
        want_liked = favourites(rows, as_of, 3600)
        seen += len(want) + len(want_liked)
        if sorted(got) != want or sorted(liked) != want_liked:
            print("# seed %d turn %d: %s" % (seed, turn,
                                             " ".join(options + args)))
            for line in open("log.csv"):
                print("#  ", line.rstrip())
            for g, w in ((got, want), (liked, want_liked)):
                print("# got ", [x for x in g if x not in w])
                print("# want", [x for x in w if x not in g])
            sys.exit(1)
    print(seen)


main()
