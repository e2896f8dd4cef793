"""Logs of a shop for the checks beside this: who is who in them, by the
definitions of cart-abandon(1), and how they are written."""
import csv

RANK = {e: i for i, e in enumerate(
    ["seen", "page-view", "favourite", "add-to-cart", "remove-from-cart",
     "cart-view", "checkout", "unpaid", "purchase"])}
RANK["product-view"] = RANK["page-view"]


def stamp(t):
    return "2026-11-%02dT%02d:%02d:%02dZ" % (
        1 + t // 86400, t // 3600 % 24, t // 60 % 60, t % 60)


class Names:
    """Which customers' and guests' names are one person."""

    def __init__(self):
        self.sets = []

    def join(self, names):
        names = set(names)
        rest = []
        for s in self.sets:
            if s & names:
                names |= s
            else:
                rest.append(s)
        self.sets = rest + [names]

    def person(self, name):
        return next(frozenset(s) for s in self.sets if name in s)


def names_of(r):
    return [k + r[f] for k, f in (("c", "customer_id"), ("e", "email"))
            if r.get(f)]


def identify(steps):
    """Give each step its owner, and each owner how they are reached."""
    names = Names()
    for r in steps:
        if names_of(r):
            names.join(names_of(r))
    for r in steps:
        own = names_of(r)
        browser = r.get("anonymous_id") or r.get("session_id")
        if own:
            r["owner"] = names.person(own[0])
        elif browser:
            told = [(s["at"], names_of(s)[0][1:], names_of(s)[0])
                    for s in steps if names_of(s) and
                    (s.get("anonymous_id") or s.get("session_id")) == browser]
            before = [x for x in told if x[0] <= r["at"]]
            after = [x for x in told if x[0] > r["at"]]
            if before:
                r["owner"] = names.person(max(before)[2])
            elif after:
                first = min(x[0] for x in after)
                r["owner"] = names.person(
                    max(x for x in after if x[0] == first)[2])
            else:
                r["owner"] = frozenset(["b" + browser])
        else:
            r["owner"] = frozenset()
        r["own"] = own[0][1:] if own else "anonymous:" + str(browser)
    contact = {}
    for r in steps:
        heard = contact.setdefault(r["owner"], {})
        for f in ("customer_id", "email", "push_token"):
            if r.get(f):
                heard[f] = max(heard.get(f, (-1, "")), (r["at"], r[f]))
    return {o: {f: v[1] for f, v in h.items()} for o, h in contact.items()}


def write(path, columns, rows, at, rnd):
    rows = list(rows)
    rnd.shuffle(rows)
    with open(path, "w", newline="") as f:
        w = csv.writer(f)
        w.writerow(columns)
        for r in rows:
            w.writerow([stamp(r["at"]) if c == at else r.get(c, "")
                        for c in columns])
