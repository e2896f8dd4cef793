"""What schedule-sends should decide, from the definitions alone.

A plain and slow reading of schedule-sends(1) and sendlist-flows(5): it shares
nothing with the tools.  See arbiter-check.py, which runs both.
"""
import csv
import hashlib
import re
from datetime import datetime, timedelta, timezone
from zoneinfo import ZoneInfo

UTC = timezone.utc
INF = float("inf")
ENDS = {"superseded", "reentry", "no-consent", "suppressed", "exit"}
DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
UNITS = {"s": 1, "m": 60, "h": 3600}
WORDS = {"d": 1, "w": 7}


def rows(path):
    with open(path, newline="", encoding="utf-8") as f:
        return list(csv.DictReader(f))


def span(text):
    """Elapsed seconds, days, months."""
    n, unit = re.fullmatch(r"(\d+)([a-z]+)", text).groups()
    if unit in UNITS:
        return int(n) * UNITS[unit], 0, 0
    if unit in WORDS:
        return 0, int(n) * WORDS[unit], 0
    return 0, 0, int(n) * {"mo": 1, "y": 12}[unit]


def resolve(wall, zone):
    """RFC 5545: the first of two; in a gap, by the offset before it."""
    return int(wall.replace(tzinfo=zone, fold=0).timestamp())


def local(t, zone):
    return datetime.fromtimestamp(t, zone).replace(tzinfo=None)


def move(t, by, zone):
    """A span later; by the clocks of the zone where it is of the calendar."""
    seconds, days, months = span(by)
    if not days and not months:
        return t + seconds
    wall = local(t, zone)
    month = wall.year * 12 + wall.month - 1 + months
    year, month = divmod(month, 12)
    for day in range(wall.day, 27, -1):
        try:
            wall = wall.replace(year=year, month=month + 1, day=day)
            break
        except ValueError:
            continue
    else:
        wall = wall.replace(year=year, month=month + 1)
    return resolve(wall + timedelta(days=days), zone)


def instant(text, zone, end=False):
    """Of a date, the start of its day in the zone, or its end."""
    if len(text) == 10:
        day = datetime.strptime(text, "%Y-%m-%d") + timedelta(days=end)
        return resolve(day, zone)
    return int(datetime.fromisoformat(text.replace("Z", "+00:00"))
               .timestamp())


def known(text, zone, as_of):
    if len(text) == 10:
        return instant(text, zone, True) - 1 <= as_of
    return instant(text, zone) <= as_of


def bucket(salt, key):
    digest = hashlib.sha256(f"{salt}:{key}".encode()).digest()
    return int.from_bytes(digest[:8], "big") % 10000


def send_id(flow, step, trigger):
    text = "\x1f".join((flow, step, trigger))
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def minutes(text):
    return int(text[:2]) * 60 + int(text[3:5])


class Quiet:
    """Quiet hours, minute by minute of the recipient's clocks."""

    def __init__(self, spec):
        if not isinstance(spec, dict):
            spec = {"hours": spec or "00:00-00:00"}
        self.over = spec.get("over", "defer")
        self.on = [[minutes(p) for p in
                    spec.get(d, spec.get("hours", "00:00-00:00")).split("-")]
                   for d in DAYS]

    def any(self):
        return any(a != b for a, b in self.on)

    def at(self, t, zone):
        wall = local(t, zone)
        now = wall.hour * 60 + wall.minute
        start, end = self.on[wall.weekday()]
        before, rest = self.on[wall.weekday() - 1]
        return (start <= now < end or (start > end and now >= start)
                or (before > rest and now < rest))

    def end(self, t, zone):
        limit = t + 15 * 86400
        while self.at(t, zone):
            t = t - t % 60 + 60
            if t >= limit:
                return INF
        return t

    def edge(self, t, zone, floor):
        end = self.end(t, zone)
        back = t - t % 60 - 1
        while back >= floor and self.at(back, zone) and \
                back > t - 15 * 86400:
            back -= 60
        if back < floor or self.at(back, zone) or end - t <= t - back:
            return end
        return back


class Cap:
    def __init__(self, spec, flow=None, gap=None):
        self.channel = spec.get("channel", "any")
        self.flow, self.tag = flow or spec.get("flow"), spec.get("tag")
        self.max, self.per = spec["max"], spec["per"]
        self.defer = spec.get("over") == "defer"
        self.gap = gap
        seconds = re.fullmatch(r"(\d+)([smhdw])", self.per)
        self.seconds = seconds and int(seconds[1]) * {
            **UNITS, "d": 86400, "w": 7 * 86400}[seconds[2]]

    def covers(self, s):
        return (self.channel in ("any", s["channel"])
                and self.flow in (None, s["flow"])
                and (self.tag is None or self.tag in s["tags"].split(" ")))

    def period(self, t, zone):
        day = local(t, zone).date()
        return {"day": day, "week": day.isocalendar()[:2],
                "month": (day.year, day.month)}[self.per]

    def breach(self, s, others, zone):
        """None, or of the window that s may not be in: (history alone fills
        it, its end)."""
        if not self.covers(s):
            return None
        others = [o for o in others if self.covers(o)]
        found = []
        if self.seconds is None:
            windows = [(None, [o for o in others if self.period(
                o["at"], zone) == self.period(s["at"], zone)])]
        else:
            ends = [s["at"]] + sorted(o["at"] for o in others if s["at"] <
                                      o["at"] < s["at"] + self.seconds)
            windows = [(e, [o for o in others
                            if e - self.seconds < o["at"] <= e])
                       for e in ends]
        for end, inside in windows:
            if len(inside) + 1 > self.max:
                old = [o for o in inside if not o["new"]]
                found.append(len(old) + 1 > self.max)
        return any(found) if found else None

    def next(self, s, others, zone):
        others = [o for o in others if self.covers(o)]
        if self.max == 0:
            return INF
        if self.seconds is not None:
            return min([o["at"] + self.seconds for o in others
                        if o["at"] + self.seconds > s["at"]], default=INF)
        t = s["at"]
        while self.period(t, zone) == self.period(s["at"], zone):
            t = t - t % 60 + 60
        return t


class World:
    """All that a run knows."""

    def __init__(self, flows, built_in, tz, default_zone=None):
        self.tz, self.default = ZoneInfo(tz), default_zone
        self.whole = {"quiet_hours": {}, "gap": {}, "caps": [],
                      "holdout": None}
        self.flows = {}
        for source in (built_in, flows):
            for key in ("quiet_hours", "gap"):
                self.whole[key].update(source.get(key, {}))
            for key in ("caps", "holdout"):
                self.whole[key] = source.get(key, self.whole[key])
            for name, flow in source.get("flows", {}).items():
                self.add_flow(name, flow)
        self.gaps = [Cap({"channel": c, "max": 1, **(
            {"per": g} if isinstance(g, str) else
            {"per": g["least"], "over": g.get("over")})}, gap=True)
            for c in ("email", "sms", "push")
            if (g := self.whole["gap"].get(c))]
        self.parent, self.mark = {}, {}
        self.customers, self.consents, self.events = [], [], []
        self.suppressed, self.history = [], []

    def add_flow(self, name, flow):
        new = {**self.flows.get(name, {}), **flow}
        for step in new["steps"]:
            for key in ("channel", "ttl", "at", "tags", "class", "priority"):
                own = flow.get(key) if "steps" not in flow else None
                if own is not None:
                    step[key] = own
                elif key in new:
                    step.setdefault(key, new[key])
            step.setdefault("id", step["template"])
        self.flows[name] = new

    # people

    def top(self, text):
        self.parent.setdefault(text, text)
        while self.parent[text] != text:
            text = self.parent[text]
        return text

    def join(self, who, email="", phone=""):
        texts = [("c", who or email or phone), ("e", email), ("p", phone)]
        tops = [self.top(t) for t in texts if t[1]]
        for t in tops[1:]:
            self.parent[self.top(t)] = self.top(tops[0])
        return texts[0]

    def person(self, trigger):
        return self.top(("c", trigger["customer_id"]))

    # reading

    def read(self, files, as_of):
        self.as_of = as_of
        for r in rows(files["customers"]):
            text = self.join(r["customer_id"], r["email"], r["phone"])
            self.customers.append((text, r))
            for column in ("last_order_at", "last_any_order_at"):
                if r.get(column) and known(r[column], self.tz, as_of):
                    self.add_event(text, "purchase", r[column], {})
        for r in rows(files["consent"]):
            if known(r["at"], self.tz, as_of):
                text = self.join(r["customer_id"], r["email"], r["phone"])
                self.consents.append((text, r["channel"],
                                      instant(r["at"], self.tz), r["state"]))
        for r in rows(files["events"]):
            if not known(r["event_at"], self.tz, as_of):
                continue
            text = self.join(r["customer_id"], r["email"])
            self.add_event(text, r["event"], r["event_at"], r)
            state = {"subscribe": "explicit", "unsubscribe": "denied",
                     "complaint": "denied"}.get(r["event"])
            if state:
                self.consents.append((text, "email", instant(
                    r["event_at"], self.tz), state))
        for r in rows(files["orders"]):
            if not known(r["ordered_at"], self.tz, as_of):
                continue
            text = self.join(r["customer_id"], r["email"], r["phone"])
            if r["status"] in ("paid", "placed", "refunded",
                               "partially-refunded"):
                self.add_event(text, "purchase", r["ordered_at"], r)
        self.suppressed = rows(files["suppress"])
        for r in files["history"]:
            self.join(r["customer_id"],
                      r["address"] if r["channel"] == "email" else "",
                      r["address"] if r["channel"] == "sms" else "")
            self.history.append({**r, "at": instant(r["send_at"], self.tz),
                                 "new": False})
        self.triggers = {}
        for r in files["triggers"]:
            if instant(r["triggered_at"], self.tz, True) - (
                    len(r["triggered_at"]) == 10) <= as_of:
                self.join(r["customer_id"], r["email"], r["phone"])
                self.triggers[r["flow"], r["trigger_id"]] = r

    def add_event(self, text, name, at, row):
        self.events.append((text, instant(at, self.tz), name,
                            {**row, "event_at": at, "event": name}))

    # facts of a trigger

    def records(self, t):
        who = ("c", t["customer_id"])
        own = [r for text, r in self.customers if text == who]
        mail = [r for _, r in self.customers
                if t["email"] and r["email"] == t["email"]]
        person = self.person(t)
        return own + mail + [r for text, r in self.customers
                             if self.top(text) == person]

    def cell(self, t, column):
        return next((r[column] for r in self.records(t) if r[column]), "")

    def zone(self, t, zone_of_country):
        name = self.cell(t, "timezone")
        if not name:
            name = zone_of_country(self.cell(t, "country"))
        name = name or self.default
        return (ZoneInfo(name), True) if name else (self.tz, False)

    def own_events(self, t):
        person = self.person(t)
        return sorted((e for e in self.events if self.top(e[0]) == person),
                      key=lambda e: (e[1], e[2]))

    def since(self, t):
        text = t["since_at"] or t["triggered_at"]
        return instant(text, self.tz)

    def holds(self, text, t, event=None):
        """A condition: name op value, the few that the generator writes."""
        name, op, value = re.fullmatch(r"(\S+) (=|>=|>) (.+)", text).groups()

        def of(name):
            if name.startswith("customer."):
                return self.cell(t, name[9:])
            if name.startswith("data."):
                m = re.search('"%s":"([^"]*)"' % name[5:], t["data"])
                return m[1] if m else ""
            if name.startswith("event."):
                return event.get(name[6:], "")
            if name == "since_at":
                return t["since_at"] or t["triggered_at"]
            return t[name]
        left = of(name)
        right = value.strip('"') if value[0] == '"' else (
            value if re.fullmatch(r"[\d.]+", value) else of(value))
        if left == "" or right == "":
            return False
        if name.endswith("_at"):
            as_days = 10 in (len(left), len(right))
            left, right = instant(left, self.tz), instant(right, self.tz)
            if as_days:
                left, right = (local(t, self.tz).date()
                               for t in (left, right))
        elif re.fullmatch(r"[\d.]+", value):
            left, right = float(left), float(right)
        return left == right if op == "=" else (
            left > right if op == ">" else left >= right)

    # the stages, in order: each returns a code, or None

    def refused(self, person, channel):
        column = channel + "_consent"
        if any(r.get(column) == "denied" for text, r in self.customers
               if self.top(text) == person):
            return True
        record = self.consent(person, channel)
        return record is not None and record[1] == "denied"

    def consent(self, person, channel):
        """The record that stands: the latest, and then the strictest."""
        order = ["denied", "unknown", "implied", "explicit"]
        found = [(at, state) for text, c, at, state in self.consents
                 if c == channel and self.top(text) == person]
        if not found:
            return None
        latest = max(at for at, _ in found)
        return latest, min((s for at, s in found if at == latest),
                           key=order.index)

    def agreed(self, person, channel, at, explicit_only):
        record = self.consent(person, channel)
        if record:
            if record[1] == "explicit":
                return True
        elif any(r.get(channel + "_consent") == "explicit"
                 for text, r in self.customers if self.top(text) == person):
            return True
        if channel != "email" or explicit_only:
            return False
        dates = [e[1] for e in self.events
                 if e[2] == "purchase" and self.top(e[0]) == person]
        if record and record[1] == "implied":
            dates.append(record[0])
        return any(at < move(d, "24mo", self.tz) for d in dates)

    def suppression(self, person, channel, kind, at, everything):
        texts = {t for t in self.parent if self.top(t) == person}
        for r in self.suppressed:
            listed = {("e", r["email"]), ("p", r["phone"]),
                      ("c", r["customer_id"])} & texts
            if not any(text for _, text in listed):
                continue
            if r["from"] and at < instant(r["from"], self.tz):
                continue
            if r["until"] and at >= instant(r["until"], self.tz, True):
                continue
            if everything or (r["channel"] in ("", channel)
                              and r["class"] in ("", kind)):
                return True
        if channel == "email" and kind == "marketing":
            row = 0
            for _, _, name, _ in sorted(
                    (e for e in self.events if self.top(e[0]) == person),
                    key=lambda e: (e[1], e[2])):
                row = 0 if name in ("delivered", "open", "click") else \
                    row + (name == "bounce")
            return row > 7
        return False

    def exited(self, t):
        flow, since = self.flows[t["flow"]], self.since(t)
        for _, at, name, row in self.own_events(t):
            for x in flow.get("exit", []):
                x = {"event": x} if isinstance(x, str) else x
                if at >= since and name == x["event"] and (
                        "if" not in x or self.holds(x["if"], t, row)):
                    return True
        return False


class Course:
    """A trigger on its way through its flow."""

    def __init__(self, run, t):
        world = run.world
        self.run, self.t, self.flow = run, t, world.flows[t["flow"]]
        self.steps, self.i = self.flow["steps"], 0
        self.person = world.person(t)
        self.zone, self.zone_known = world.zone(t, run.zone_of_country)
        self.past = [next((h for h in world.history if h["send_id"] ==
                           send_id(t["flow"], s["id"], t["trigger_id"])),
                          None) for s in self.steps]
        self.behind = max([i + 1 for i, h in enumerate(self.past) if h],
                          default=0)
        self.at = instant(t["triggered_at"], world.tz, True) - 1 if len(
            t["triggered_at"]) == 10 else instant(t["triggered_at"], world.tz)
        self.ends = instant(t["expires_at"], world.tz, True) if \
            t["expires_at"] else INF
        self.accepted, self.ended, self.late = [], False, False
        self.plan(self.at)

    def key(self, name, default=None):
        step = self.steps[self.i]
        return step.get(name, self.flow.get(name, default))

    def planned(self, anchor, step):
        t = move(anchor, step.get("after", "0s"), self.zone)
        if step.get("at"):
            day = local(t, self.zone).replace(hour=0, minute=0, second=0)
            while True:
                at = resolve(day + timedelta(minutes=minutes(step["at"])),
                             self.zone)
                if at >= t:
                    return at
                day += timedelta(days=1)
        return t

    def plan(self, anchor):
        """Plan step i; false if it isn't due."""
        world = self.run.world
        self.due = self.i < len(self.steps)
        if not self.due:
            return
        step = self.steps[self.i]
        self.plans = world.as_of if self.late and self.i == 0 else \
            self.planned(anchor, step)
        if self.i >= self.behind and self.plans > self.run.until:
            self.due = False
            return
        self.stale = min(move(self.plans, step.get("ttl", "24h"), self.zone),
                         self.ends)
        self.goes = self.first = max(self.plans, world.as_of)
        if self.i == 0:
            self.entry = self.goes if self.goes < self.stale else self.stale

    def may_catch_up(self):
        return (self.due and self.i == 0 and self.behind == 0
                and move(self.plans, self.steps[0].get("ttl", "24h"),
                         self.zone) <= self.run.world.as_of
                and self.ends > self.run.world.as_of)

    def order(self):
        return (-self.key("priority", 50), self.plans, self.t["flow"].encode(),
                self.i, self.t["trigger_id"].encode())

    def past_code(self):
        if self.past[self.i]:
            return "already-sent"
        if self.behind > self.i + 1:
            return "passed"
        if self.goes >= self.stale:
            return "expired"
        run, t = self.run, self.t
        if self.flow.get("supersede") and (
                any((c.at, c.t["trigger_id"].encode()) >
                    (self.at, t["trigger_id"].encode())
                    for c in run.of_person(self) if c.flow is self.flow)
                or any(run.triggered(h) > self.at
                       for h in run.earlier(self.person)
                       if h["flow"] == t["flow"])):
            return "superseded"
        if not self.behind and not self.accepted and self.kept_out():
            return "reentry"
        return None

    def kept_out(self):
        kind, run = self.flow.get("reentry", "not-while-active"), self.run
        entries = {}
        for h in run.earlier(self.person):
            if h["flow"] == self.t["flow"]:
                e = entries.setdefault(h["trigger_id"],
                                       [run.triggered(h), []])
                e[1].append((h["step"], h["at"]))
        for c in run.of_person(self):
            if c.flow is self.flow and c.accepted:
                e = entries.setdefault(c.t["trigger_id"], [c.at, []])
                e[1].extend(c.accepted)
        entries.pop(self.t["trigger_id"], None)
        return any(self.entry < self.closed(kind, *e)
                   for e in entries.values())

    def closed(self, kind, triggered, sends):
        if kind == "always":
            return -INF
        if kind == "once":
            return INF
        if kind.startswith("after:"):
            return move(min(at for _, at in sends), kind[6:], self.zone)
        ids = [s["id"] for s in self.steps]
        place = {step: ids.index(step) if step in ids else len(ids)
                 for step, _ in sends}
        known = [(place[s], at) for s, at in sends if place[s] < len(ids)]
        k, at = max(known or [(len(ids), at) for _, at in sends])
        until = at
        for step in self.steps[k + 1:]:
            at = self.planned(at, step)
            until = max(until, move(at, step.get("ttl", "24h"), self.zone))
        plain = [x for x in self.flow.get("exit", []) if isinstance(x, str)
                 or "if" not in x]
        names = {x if isinstance(x, str) else x["event"] for x in plain}
        for _, when, name, _ in self.run.world.own_events(self.t):
            if name in names and when >= triggered:
                until = min(until, when)
        return until

    def who_code(self, addressed=False):
        world, channel = self.run.world, self.key("channel")
        kind = self.key("class", "marketing")
        spare = self.flow.get("spare_opted_out", False)
        if not addressed:
            column = {"email": "email", "sms": "phone",
                      "push": "push_token"}[channel]
            self.address = world.cell(self.t, column) or \
                self.t.get(column, "")
            if not self.address:
                return "no-address"
            if channel == "email" and self.address.endswith(
                    "@marketplace.amazon.com"):
                return "relay"
        if kind == "marketing" and (
                any(world.refused(self.person, c)
                    for c in ("email", "sms", "push")
                    if c == channel or spare)
                or not world.agreed(self.person, channel, self.goes,
                                    self.run.explicit_only)):
            return "no-consent"
        if world.suppression(self.person, channel, kind, self.goes, spare):
            return "suppressed"
        return None

    def what_code(self):
        world = self.run.world
        if world.exited(self.t):
            return "exit"
        condition = self.steps[self.i].get("if")
        if condition and not world.holds(condition, self.t):
            return "condition"
        if self.key("class", "marketing") == "marketing" and \
                self.key("channel") == "sms" and not self.zone_known:
            return "no-zone"
        return None

    def quiet(self):
        channel = self.key("channel")
        own = self.flow.get("quiet_hours", {})
        return Quiet(own[channel] if channel in own else
                     self.run.world.whole["quiet_hours"].get(channel))

    def too_late(self, at):
        return at >= self.stale or at > self.first + self.run.max_delay

    def when_code(self):
        if self.key("class", "marketing") != "marketing":
            return None
        quiet, world = self.quiet(), self.run.world
        if quiet.at(self.goes, self.zone):
            if quiet.over == "drop":
                return "quiet"
            at = quiet.edge(self.goes, self.zone, world.as_of) if \
                quiet.over == "edge" else quiet.end(self.goes, self.zone)
            if at == INF or self.too_late(at):
                return "quiet"
            self.goes = at
        caps = world.gaps + [Cap(c) for c in world.whole["caps"]] + [
            Cap(c, flow=self.t["flow"]) for c in self.flow.get("caps", [])]
        counted = self.run.counted(self.person)
        while True:
            s = {"at": self.goes, "channel": self.key("channel"),
                 "flow": self.t["flow"], "new": True,
                 "tags": " ".join(self.key("tags", []))}
            broken = [(c, b) for c in caps
                      if (b := c.breach(s, counted, self.zone)) is not None]
            if not broken:
                return None
            cap, old = next((x for x in broken if not x[0].defer), broken[0])
            code = ("gap" if cap.gap else "cap") if old else "lost-to"
            if not cap.defer:
                return code
            at = cap.next(s, counted, self.zone)
            if at != INF:
                at = quiet.end(at, self.zone)
            if at == INF or self.too_late(at):
                return code
            self.goes = at

    def code(self):
        code = self.past_code() or self.who_code() or self.what_code() or \
            self.when_code()
        if not code and self.goes != self.first:
            code = self.who_code(True)
        return code

    def held(self):
        outs = [self.run.world.whole["holdout"], self.flow.get("holdout")]
        return self.key("class", "marketing") == "marketing" and any(
            h and bucket(h["salt"], self.t["customer_id"]) <
            round(100 * h["percent"]) for h in outs)

    def variant(self):
        v = self.flow.get("variants")
        if not v:
            return ""
        b, so_far = bucket(v["salt"], self.t["customer_id"]), 0
        for name, weight in v["share"].items():
            so_far += weight
            if b * sum(v["share"].values()) < 10000 * so_far:
                return name


class Run:
    def __init__(self, world, until, max_delay=72 * 3600, catch_up=0,
                 explicit_only=False, zone_of_country=lambda c: None):
        self.world, self.until = world, until
        self.max_delay, self.explicit_only = max_delay, explicit_only
        self.zone_of_country = zone_of_country
        self.new, self.decided = {}, {}
        self.courses = {}
        self.budget = catch_up
        for t in world.triggers.values():
            c = Course(self, t)
            self.courses.setdefault(c.person, []).append(c)
        self.decide_all()

    def of_person(self, course):
        return self.courses[course.person]

    def is_first(self, key):
        """Is it the first step, of a trigger of which nothing was sent?"""
        return any(c.t["flow"] == key[0] and c.t["trigger_id"] == key[2] and
                   c.steps[0]["id"] == key[1] and not c.behind
                   for cs in self.courses.values() for c in cs)

    def triggered(self, h):
        return instant(h["triggered_at"], self.world.tz)

    def earlier(self, person):
        return [h for h in self.world.history
                if self.world.top(("c", h["customer_id"])) == person]

    def counted(self, person):
        return [h for h in self.earlier(person)
                if h["class"] != "transactional"] + self.new.get(person, [])

    def decide_all(self):
        def late(person):
            found = [(-c.at, c.t["trigger_id"].encode()[::1], c)
                     for c in self.courses[person] if c.may_catch_up()]
            if not found:
                return (1, 0)
            newest = max((c.at, c.t["trigger_id"].encode(),
                          c.t["flow"].encode()) for _, _, c in found)
            return (0, -newest[0], [-b for b in newest[1]] + [0])
        people = sorted(self.courses, key=late) if self.budget else \
            list(self.courses)
        for person in people:
            self.decide(person)

    def decide(self, person):
        courses = self.courses[person]
        if self.budget > 0:
            for c in courses:
                if c.may_catch_up():
                    c.late = True
                    c.plan(c.at)
        while due := [c for c in courses if c.due]:
            self.step(min(due, key=Course.order))

    def step(self, c):
        if c.late and c.i == 0 and self.budget == 0:
            c.late = False
            c.plan(c.at)
        step, anchor = c.steps[c.i], c.plans
        if not c.ended:
            key = (c.t["flow"], step["id"], c.t["trigger_id"])
            plans = c.plans
            code = c.code()
            c.ended = code in ENDS
            if code is None:
                code = "held" if c.held() else "send"
                anchor = c.goes
                c.accepted.append((step["id"], c.goes))
                if c.late and c.i == 0:
                    self.budget -= 1
                if c.key("class", "marketing") != "transactional":
                    self.new.setdefault(c.person, []).append({
                        "at": c.goes, "channel": c.key("channel"),
                        "flow": c.t["flow"], "new": True,
                        "tags": " ".join(c.key("tags", []))})
                self.decided[key] = (code, c.goes, c.key("channel"),
                                     c.address, c.variant())
            else:
                self.decided[key] = (code, plans)
        if c.past[c.i]:
            anchor = c.past[c.i]["at"]
        c.i += 1
        c.plan(anchor)
