"""Carts judged by the definitions of cart-abandon(1), by brute force: not as the
tool does it, but as its page says it."""
from shoplog import RANK, identify, stamp

IDLE = 1800


class Cart:
    def __init__(self, key):
        self.key, self.events, self.hands, self.open = key, [], set(), True
        self.items, self.stated, self.created = {}, None, False
        self.checkout, self.unpaid, self.left = False, None, False
        self.first = self.last = self.owner = self.own = None
        self.fate = self.ended = None

    def due(self, how):
        return (self.first if how["clock"] == "first" else self.last) + IDLE


def age(cart):
    return cart.last, "" if cart.key[0] == "person" else cart.key[1]


def session_of(r):
    s, a = r.get("session_id"), r.get("anonymous_id")
    return s and (a + "/" + s if a else s)


def judge(rows, orders, as_of, how):
    steps = []
    for r in rows:
        steps.append(dict(r))
    for o in orders:
        o = dict(o)
        o["event"] = {"paid": "purchase", "placed": "purchase",
                      "refunded": "purchase", "pending": "unpaid",
                      "failed": "unpaid", "cancelled": "unpaid",
                      "test": "page-view"}[o["status"]]
        steps.append(o)
    steps = [s for s in steps if s["at"] <= as_of]
    for s in list(steps):
        if s["event"] in ("add-to-cart", "remove-from-cart", "cart-view",
                          "checkout", "unpaid") and s.get("order_id") and \
                (how["cancel"] != "same-product" or s.get("sku")) and \
                any(p["event"] == "purchase" and p["at"] <= s["at"] and
                    p.get("order_id") == s["order_id"] for p in steps):
            steps.append(dict(s, event="purchase", again=1))
    steps.sort(key=lambda s: (s["at"], RANK[s["event"]],
                              s.get("again", 0),
                              not s.get("cart_id"), not s.get("session_id"),
                              s.get("order_id", "")))
    contact = identify(steps)
    carts = []

    latest = {}                 # the cart that an owner last touched

    def leave(cart, now):
        if cart.items and latest.get(cart.owner) is cart and \
                now > cart.due(how):
            cart.left = True

    def find(r):
        owner = r["owner"]
        mine = latest.get(owner)
        mine = mine if mine is not None and mine.open else None
        by = how["by"]
        key = None
        if by == "cart":
            if r["cart_id"]:
                key = ("cart", r["cart_id"])
            elif mine and mine.key[0] == "cart":
                return mine
            elif session_of(r):
                key = ("session", session_of(r))
        elif by == "session":
            if session_of(r):
                key = ("session", session_of(r))
            elif mine:
                return mine
        key = key or ("person", owner)
        for c in carts:
            if c.open and c.key == key:
                return c
        carts.append(Cart(key))
        return carts[-1]

    def bought(r, cart):
        if how["cancel"] == "same-cart":
            own = None
            if how["by"] == "cart" and r.get("cart_id"):
                own = ("cart", r["cart_id"])
            elif how["by"] == "session" and session_of(r):
                own = ("session", session_of(r))
            if own:
                return cart.key == own
            named = [c for c in carts if c.open and r.get("order_id") and
                     any(e.get("order_id") == r["order_id"]
                         for e in c.events)]
            return not named or cart in named
        if how["cancel"] == "same-product":
            return not r.get("sku") or r["sku"] in cart.items
        return True

    for r in steps:
        if r["event"] == "page-view":
            continue
        if r["event"] == "purchase":
            owners = [r["owner"]] if r["owner"] else []
            for c in carts:
                for e in c.events if c.open else []:
                    if (r.get("cart_id") and
                            e["cart_id"] == r["cart_id"]) or \
                            (r.get("order_id") and
                             e.get("order_id") == r["order_id"]):
                        owners.append(e["owner"])
            hits = [[c for c in carts if c.open and owner in c.hands and
                     bought(r, c)] for owner in owners]
            for hit in hits:
                hit = [c for c in hit if c.open]
                top = max([c for c in hit if c.created], default=None,
                          key=lambda c: (bool(r.get("cart_id")) and c.key ==
                                         ("cart", r["cart_id"]), age(c)))
                if top:
                    leave(top, r["at"])
                for c in hit:
                    c.open, c.ended = False, r["at"]
                    c.order = r.get("order_id", "")
                    c.fate = "emptied" if not c.items else \
                        "superseded" if c is not top else \
                        "recovered" if c.left else "bought"
            continue
        if r["event"] == "unpaid":
            hit = [c for c in carts if c.open and r["cart_id"] and
                   c.key == ("cart", r["cart_id"])] or \
                  [c for c in carts if c.open and r["order_id"] and
                   any(e.get("order_id") == r["order_id"] for e in c.events)]
            if not hit:
                mine = latest.get(r["owner"])
                hit = [mine] if mine is not None and mine.open else []
            told = Cart(("order", ""))      # whose it is, as a cart does
            told.events, told.hands, told.last = [r], {r["owner"]}, r["at"]
            told.owner = r["owner"]
            carts.append(told)
            if hit and hit[-1].items:
                hit[-1].unpaid = (r["order_id"], r["status"])
                hit[-1].checkout = True
            continue
        cart = find(r)
        if cart.owner is None:
            cart.owner = r["owner"]
        mine = latest.get(r["owner"])
        if mine is not None and mine.open and mine is not cart:
            leave(mine, r["at"])
        leave(cart, r["at"]) if cart.last is not None else None
        cart.owner, cart.last = r["owner"], r["at"]
        if mine is None or not mine.open or age(cart) >= age(mine):
            latest[r["owner"]] = cart
        cart.hands.add(r["owner"])
        cart.events.append(r)
        empty = not cart.items
        quantity = int(r["quantity"] or 1)
        price = (r["at"], int(r["price"].replace(".", "")), r["currency"]) \
            if r["price"] else None

        def put():
            if empty or (cart.first == r["at"] and r["own"] < cart.own):
                cart.first, cart.own = r["at"], r["own"]
            old = cart.items.get(r["sku"], [0, None])
            best = old[1]
            if price and (best is None or price > best):
                best = price
            cart.items[r["sku"]] = [old[0] + quantity, best]

        if r["event"] == "add-to-cart":
            put()
        elif r["event"] == "remove-from-cart":
            if r["sku"] in cart.items:
                cart.items[r["sku"]][0] -= quantity
                if cart.items[r["sku"]][0] <= 0:
                    del cart.items[r["sku"]]
        elif r["sku"]:
            if cart.stated != (r["event"], r["at"]):
                cart.items = {}
            cart.stated = (r["event"], r["at"])
            put()
        if r["event"] == "checkout":
            cart.checkout = True
        if not cart.items and not empty:
            cart.checkout = False
        cart.created = cart.created or bool(cart.items)

    for c in carts:
        if not c.open or not c.created:
            continue
        rivals = [d for d in carts if d.open and d.created and
                  d.owner == c.owner]
        top = max(rivals, key=age)
        c.fate = "emptied" if not c.items else "superseded" if c is not top \
            else "abandoned" if c.due(how) <= as_of else "open"
    result = []
    for c in carts:
        if c.fate not in ("abandoned", "recovered"):
            continue
        who = contact.get(c.owner, {})
        if not who:
            continue
        value = {}
        for n, price in c.items.values():
            if price:
                value[price[2]] = value.get(price[2], 0) + n * price[1]
        cid = c.key[1] if c.key[0] != "person" else \
            c.own.replace("%", "%25").replace("/", "%2F") + "/" + \
            stamp(c.first)
        thanks = c.fate == "recovered"
        name = who.get("customer_id") or who.get("email")
        if not name:
            name = "anonymous:" + next(iter(c.owner))[1:]
        result.append((
            "thank-you" if thanks else "cart-abandon",
            cid + "/" + stamp(c.ended) if thanks else cid, name,
            stamp(c.ended if thanks else c.due(how)),
            stamp(c.ended if thanks else c.last),
            who.get("email", ""), who.get("push_token", ""),
            "checkout" if c.checkout else "cart",
            tuple(sorted((k, n) for k, (n, _) in c.items.items())),
            tuple(sorted((k, "%d.%02d" % divmod(v, 100))
                         for k, v in value.items())),
            (c.unpaid or ("", ""))[1] if not thanks else ""))
    return sorted(result)
