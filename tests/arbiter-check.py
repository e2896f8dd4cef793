"""Does schedule-sends decide as its definitions say?

usage: arbiter-check.py BIN FIRST LAST [DAYS [PEOPLE]]

For each seed from FIRST to LAST makes a store (store-year.py), runs its days
in turn with BIN/schedule-sends and the history that has grown, and compares
every decision with that of arbiter.py.  Says how many days and candidates
there were, and how often each code; or the first difference, and status 1.
"""
import collections
import csv
import importlib
import json
import os
import random
import re
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
arbiter = importlib.import_module("arbiter")
store = importlib.import_module("store-year")

CODES = ("already-sent passed expired superseded reentry no-address relay "
         "no-consent suppressed exit condition no-zone quiet cap gap lost-to"
         ).split()
SIDES = ("customers", "consent", "suppress", "events", "orders")


class Difference(Exception):
    pass


def zones_of_countries():
    zones = collections.defaultdict(list)
    folder = os.environ.get("TZDIR", "/usr/share/zoneinfo")
    with open(folder + "/zone.tab", encoding="utf-8") as f:
        for line in f:
            if not line.startswith("#"):
                country, _, zone = line.rstrip("\n").split("\t")[:3]
                zones[country].append(zone)
    return lambda c: zones[c][0] if len(zones.get(c, [])) == 1 else None


ONLY_ZONE = zones_of_countries()


class Store:
    """One store, its folder, and how its days are run."""

    def __init__(self, binary, seed, days, people):
        self.binary, self.seed = binary, seed
        self.folder = tempfile.mkdtemp(prefix="store-%d-" % seed)
        store.main(self.folder, seed, days, people)
        r = self.random = random.Random(seed * 7919)
        with open(self.path("days.txt"), encoding="utf-8") as f:
            self.days = f.read().split()
        with open(self.path("flows.json"), encoding="utf-8") as f:
            self.flows = json.load(f)
        self.tz = r.choice(["UTC", "America/New_York", "Asia/Kathmandu"])
        self.default = r.choice([None, None, "Europe/London"])
        self.catch_up = r.choice([0, 0, 2])
        self.explicit = r.random() < 0.15
        self.horizon = r.choice([24, 24, 6, 0])
        self.max_delay = r.choice([72, 72, 5])
        self.history = []

    def path(self, name):
        return os.path.join(self.folder, name)

    def text(self, name, text):
        with open(self.path(name), "w", encoding="utf-8") as f:
            f.write(text)
        return self.path(name)

    def command(self, day, triggers, sides, tag="", flows="flows.json",
                options=()):
        args = [self.binary + "/schedule-sends", "-q",
                "--as-of", self.days[day], "--tz", self.tz,
                "--horizon", "%dh" % self.horizon,
                "--max-delay", "%dh" % self.max_delay,
                "--flows", self.path(flows),
                "--denied", self.path("denied%s.csv" % tag),
                "--held", self.path("held%s.csv" % tag),
                "-o", self.path("sends%s.csv" % tag)]
        if self.default:
            args += ["--tz-default", self.default]
        if self.catch_up:
            args += ["--catch-up", str(self.catch_up)]
        if self.explicit:
            args += ["--require", "explicit"]
        if self.history and "--ledger" not in options:
            args += ["--history", sides["history"]]
        for name in SIDES:
            args += ["--events" if name == "orders" else "--" + name,
                     sides[name]]
        return args + list(options) + triggers

    def run(self, day, triggers, sides, tag="", flows="flows.json",
            options=()):
        done = subprocess.run(
            self.command(day, triggers, sides, tag, flows, options),
            capture_output=True, text=True)
        if done.returncode != 0:
            raise Difference("status %d: %s" % (done.returncode, done.stderr))
        return [self.path(n + tag + ".csv")
                for n in ("sends", "held", "denied")]


def theirs(paths, tz):
    """What the tool decided, by flow, step and trigger."""
    out = {}
    for path in paths[:2]:
        for r in arbiter.rows(path):
            key = r["flow"], r["step"], r["trigger_id"]
            if key in out:
                raise Difference("%s twice" % (key,))
            if r["send_id"] != arbiter.send_id(*key):
                raise Difference("%s: send_id" % (key,))
            out[key] = (r["action"], arbiter.instant(r["send_at"], tz),
                        r["channel"], r["address"], r["variant"])
    for r in arbiter.rows(paths[2]):
        key = r["flow"], r["step"], r["trigger_id"]
        if key in out:
            raise Difference("%s twice" % (key,))
        out[key] = r["code"], arbiter.instant(r["planned_at"], tz)
    return out


def ours(s, day, built_in):
    world = arbiter.World(json.loads(json.dumps(s.flows)),
                          json.loads(json.dumps(built_in)), s.tz, s.default)
    as_of = arbiter.instant(s.days[day], world.tz)
    files = {n: s.path(n + ".csv") for n in SIDES}
    files["history"] = s.history
    files["triggers"] = arbiter.rows(s.path("triggers-%d.csv" % day))
    world.read(files, as_of)
    return arbiter.Run(world, as_of + s.horizon * 3600, s.max_delay * 3600,
                       s.catch_up, s.explicit, ONLY_ZONE)


def compare(run, got):
    want = run.decided
    for key in sorted(want.keys() | got.keys()):
        if want.get(key) != got.get(key):
            raise Difference("%s: want %s, got %s" % (
                key, want.get(key), got.get(key)))


def check_quiet(run):
    """Nothing is sent in quiet time, minute by minute of their clocks."""
    for course in (c for cs in run.courses.values() for c in cs):
        for i, step in enumerate(course.steps):
            done = run.decided.get((course.t["flow"], step["id"],
                                    course.t["trigger_id"]))
            if not done or done[0] not in ("send", "held"):
                continue
            course.i = i
            if course.key("class", "marketing") == "marketing" and \
                    course.quiet().at(done[1], course.zone):
                raise Difference("in quiet time: %s" % (done,))


def check_caps(run):
    """No window of a cap holds more than it may, with a send of this run."""
    for person, courses in run.courses.items():
        sends = run.counted(person)
        caps = [(c, courses[0].zone) for c in run.world.gaps] + [
            (arbiter.Cap(c), courses[0].zone)
            for c in run.world.whole["caps"]]
        zones = {c.zone.key for c in courses}
        for cap, zone in caps:
            if cap.seconds is None and len(zones) > 1:
                continue  # two customers are one person, in two zones
            for s in (x for x in sends if x["new"]):
                rest = [x for x in sends if x is not s]
                if cap.breach(s, rest, zone) is not None:
                    raise Difference("over %s %s: %s" % (
                        cap.max, cap.per, s))


def shuffled(s, path, n, to):
    """The rows of a file in another order, in n files of one header."""
    with open(path, encoding="utf-8") as f:
        header, *lines = f.read().splitlines()
    s.random.shuffle(lines)
    paths = []
    for i in range(n):
        paths.append(s.path("%s-%d.csv" % (to, i)))
        with open(paths[-1], "w", encoding="utf-8") as f:
            f.write("\n".join([header] + lines[i::n]) + "\n")
    return paths


def check_order(s, day, sides, paths):
    """No order of the rows and no split of the files means anything."""
    mixed = {k: shuffled(s, v, 1, "mix-" + k)[0] for k, v in sides.items()
             if k != "customers" and os.path.exists(v)}
    mixed["customers"] = sides["customers"]
    mixed.setdefault("history", sides["history"])
    parts = shuffled(s, s.path("triggers-%d.csv" % day), 3, "mix-triggers")
    other = s.run(day, parts, mixed, "-mix")
    for one, two in zip(paths, other):
        with open(one, "rb") as a, open(two, "rb") as b:
            if strip(a.read()) != strip(b.read()):
                raise Difference("rows in another order: %s" % one)


def strip(data):
    """Without the places of rows, which a shuffle moves."""
    return [b",".join(part for part in line.split(b",") if b".csv:" not in
                      part) for line in data.splitlines()]


def check_once(ids, paths):
    for path in paths[:2]:
        for r in arbiter.rows(path):
            if r["send_id"] in ids:
                raise Difference("sent twice: %s" % r["send_id"])
            ids.add(r["send_id"])


# What each code rests on, and the change that takes it away.
def no_rows(s, sides, name):
    with open(sides[name], encoding="utf-8") as f:
        header = f.readline()
    return s.text("flip-%s.csv" % name, header)


def without(s, sides, words):
    rows = [r for r in arbiter.rows(sides["events"])
            if r["event"] not in words]
    path = s.path("flip-events.csv")
    store.write(path, ["event_at", "event", "customer_id", "sku", "coupon",
                       "email"], rows)
    return path


def with_cells(s, sides, **cells):
    rows = arbiter.rows(sides["customers"])
    for i, r in enumerate(rows):
        r.update({k: v % i if "%" in v else v for k, v in cells.items()})
    path = s.path("flip-customers.csv")
    store.write(path, list(rows[0]), rows)
    return path


def flip(s, code, key, sides, built_in):
    """The sides, the flows and further options without that fact."""
    flows = json.loads(json.dumps(s.flows))
    flow = flows["flows"].setdefault(key[0], {})
    steps = flow.get("steps", built_in["flows"].get(key[0], {}).get("steps"))
    options, sides = [], dict(sides)
    if code == "suppressed":
        sides["suppress"] = no_rows(s, sides, "suppress")
        sides["events"] = without(s, sides, {"bounce"})
    elif code == "no-consent":
        sides["consent"] = no_rows(s, sides, "consent")
        sides["events"] = without(s, sides, {"unsubscribe", "subscribe",
                                             "complaint"})
        sides["customers"] = with_cells(s, sides, **{
            c + "_consent": "explicit" for c in store.CHANNELS})
    elif code in ("no-address", "relay"):
        sides["customers"] = with_cells(
            s, sides, email="x%d@example.com", push_token="t%d",
            phone="+1303555%04d")
    elif code == "no-zone":
        options = ["--tz-default", s.tz]
    elif code == "exit":
        flow["exit"] = []
    elif code == "superseded":
        flow["supersede"] = False
    elif code == "reentry":
        flow["reentry"] = "always"
    elif code == "condition":
        for step in steps:
            step.pop("if", None)
        flow["steps"] = steps
    elif code == "quiet":
        flow["quiet_hours"] = {c: None for c in store.CHANNELS}
    elif code == "gap":
        flows["gap"] = {c: None for c in store.CHANNELS}
    elif code == "cap":
        flows["caps"] = []
        for f in flows["flows"].values():
            f["caps"] = []
    return flows, sides, options


def check_flip(s, day, sides, run, got, built_in):
    """Without its one fact a denial is a send, or of a later stage."""
    for code in CODES[3:-1]:
        first = [k for k, v in got.items() if v[0] == code and
                 run.is_first(k)]
        if not first:
            continue
        key = s.random.choice(sorted(first))
        flows, changed, options = flip(s, code, key, sides, built_in)
        s.text("flip.json", json.dumps(flows))
        now = theirs(s.run(day, [s.path("triggers-%d.csv" % day)], changed,
                           "-flip", "flip.json", options),
                     arbiter.UTC).get(key, ("none",))[0]
        # One of the others may be sent now that was not, or start late.
        others = ("reentry", "expired") if s.catch_up else ("reentry",)
        if code in ("no-address", "relay"):
            others += ("expired",)  # of two who were one, in another zone
        if code in ("cap", "gap"):
            others += ("cap", "gap", "lost-to")  # of one stage
        if now not in ("send", "held") + others and (
                now not in CODES or CODES.index(now) <= CODES.index(code)):
            raise Difference("%s of %s became %s" % (code, key, now))


def check_holdout(s, day, sides):
    """Who is held out of a tenth is held out of a fifth, and all decisions
    are the same."""
    held, all_of = [], []
    for percent in (10, 20):
        flows = json.loads(json.dumps(s.flows))
        flows["holdout"] = {"percent": percent, "salt": "tenth"}
        s.text("flip.json", json.dumps(flows))
        got = theirs(s.run(day, [s.path("triggers-%d.csv" % day)], sides,
                           "-flip", "flip.json"), arbiter.UTC)
        held.append({k for k, v in got.items() if v[0] == "held"})
        all_of.append({k: v[1:] for k, v in got.items()
                       if v[0] in ("send", "held")})
    if not held[0] <= held[1] or all_of[0] != all_of[1]:
        raise Difference("holdouts of 10 and 20 percent")


def check_one_cap(s, day, sides):
    """Raising the one cap of equal one-step flows takes away no send."""
    if s.catch_up:
        return  # who starts late takes the place of another who would
    step = {"channel": "email", "template": "t", "ttl": "7d"}
    per, before = s.random.choice(["6h", "24h", "2d", "day", "week"]), set()
    for most in range(1, 4):
        flows = {"gap": {"email": None}, "quiet_hours": {"sms": None},
                 "caps": [{"channel": "any", "max": most, "per": per}],
                 "flows": {name: {"steps": [step], "priority": 50, "exit": [],
                                  "reentry": "always", "supersede": False}
                           for name in ["a", "b", "c", "cart-abandon",
                                        "win-back", "birthday"]}}
        s.text("flip.json", json.dumps(flows))
        got = theirs(s.run(day, [s.path("triggers-%d.csv" % day)], sides,
                           "-flip", "flip.json"), arbiter.UTC)
        sends = {k for k, v in got.items() if v[0] in ("send", "held")}
        if not before <= sends:
            raise Difference("a cap of %d per %s: %s" % (
                most, per, sorted(before - sends)))
        before = sends


def check_explain(s, day, sides, got):
    """What is explained of a customer is what the batch decided."""
    triggers = s.path("triggers-%d.csv" % day)
    of = {(r["flow"], r["trigger_id"]): r["customer_id"]
          for r in arbiter.rows(triggers)}
    for customer in s.random.sample(sorted(set(of.values())), 3):
        done = subprocess.run(
            s.command(day, [triggers], sides, "-explain",
                      options=("--explain", customer)),
            capture_output=True, text=True)
        said = {}
        for line in done.stdout.splitlines():
            word = line.split()
            if word[0] == "verdict":
                said[word[1], word[2], word[3][:-1]] = word[4]
        want = {k: v[0] for k, v in got.items() if of[k[0], k[2]] == customer}
        if done.returncode or {k: said.get(k) for k in want} != want or any(
                got[k][0] != v for k, v in said.items()):
            raise Difference("--explain %s: want %s, got %s" % (
                customer, want, said))


def told_alike(path):
    """Without the places where an earlier send is told of."""
    with open(path, encoding="utf-8") as f:
        return [re.sub(r",history [^,]*,", ",history,", line) for line in f]


def check_ledger(s, day, sides, paths):
    """A ledger decides as the history that it holds, and comes to hold it."""
    ledger = s.path("ledger.db")
    other = s.run(day, [s.path("triggers-%d.csv" % day)], sides, "-ledger",
                  options=("--ledger", ledger))
    for one, two in zip(paths, other):
        if told_alike(one) != told_alike(two):
            raise Difference("by the ledger: %s" % two)
    rows = [r for p in paths[:2] for r in arbiter.rows(p)]
    text = subprocess.run([s.binary + "/sync-history", "--ledger", ledger],
                          check=True, capture_output=True, text=True).stdout
    with open(s.text("written.csv", text), encoding="utf-8") as f:
        held = sorted(r["send_id"] for r in csv.DictReader(f))
    if held != sorted(r["send_id"] for r in s.history + rows):
        raise Difference("the ledger holds other sends")


def check_store(s, built_in, codes):
    ids, candidates = set(), 0
    sides = {n: s.path(n + ".csv") for n in SIDES}
    sides["history"] = s.path("history.csv")
    for day in range(len(s.days)):
        paths = s.run(day, [s.path("triggers-%d.csv" % day)], sides)
        run, got = ours(s, day, built_in), theirs(paths, arbiter.UTC)
        try:
            compare(run, got)
            check_once(ids, paths)
            check_quiet(run)
            check_caps(run)
            check_ledger(s, day, sides, paths)
            if s.random.random() < 0.2:
                check_order(s, day, sides, paths)
                check_flip(s, day, sides, run, got, built_in)
                check_holdout(s, day, sides)
                check_one_cap(s, day, sides)
                check_explain(s, day, sides, got)
        except Difference as e:
            raise Difference("seed %d day %d (%s, %s): %s" % (
                s.seed, day, s.folder, " ".join(s.command(
                    day, [s.path("triggers-%d.csv" % day)], sides)), e))
        candidates += len(got)
        codes.update(v[0] for v in got.values())
        s.history += arbiter.rows(paths[0]) + arbiter.rows(paths[1])
        store.write(sides["history"], list(s.history[0]) if s.history else
                    ["send_id"], s.history)
    return candidates


def main(binary, first, last, days=6, people=14):
    built_in = json.loads(subprocess.run(
        [binary + "/schedule-sends", "--print-flows"], check=True,
        capture_output=True, text=True).stdout)
    codes, candidates, n = collections.Counter(), 0, 0
    for seed in range(first, last + 1):
        s = Store(binary, seed, days, people)
        try:
            candidates += check_store(s, built_in, codes)
        except Difference as e:
            print(e)
            return 1
        n += len(s.days)
        subprocess.run(["rm", "-rf", s.folder], check=True)
    print("%d days, %d candidates: %s" % (n, candidates, ", ".join(
        "%d %s" % (codes[c], c) for c in ["send", "held"] + CODES)))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], *map(int, sys.argv[2:])))
