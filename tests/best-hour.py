"""Does schedule-sends find the best hour as sendlist-flows(5) defines it?

usage: best-hour.py BIN SEED TIMES

Makes shops at random (people in several zones, their clicks and orders, some
with few, quiet hours), and compares when each message goes with the hour found
here, by exact fractions.  Prints how many went at an hour of their own.
"""
import csv
import datetime
import hashlib
import json
import os
import random
import subprocess
import sys
import tempfile
from decimal import Decimal, getcontext
from fractions import Fraction
from zoneinfo import ZoneInfo

getcontext().prec = 40
ZONES = ["UTC", "Asia/Kathmandu", "America/New_York", "Australia/Lord_Howe"]
UTC = datetime.timezone.utc


def weight(days):
    """2^20 halved every 90 days, in whole numbers."""
    rest = Decimal(2) ** 20 * Decimal(2) ** (Decimal(-(days % 90)) / 90)
    return int(rest.to_integral_value(rounding="ROUND_HALF_EVEN")) >> (
        days // 90)


def pulse(events, zone, as_of):
    hours, seen, n = [0] * 24, set(), 0
    for at, name in events:
        if name == "purchase":
            if at in seen:
                continue
            seen.add(at)
        hours[at.astimezone(zone).hour] += weight((as_of - at).days)
        n += 1
    return hours, n


def resolve(day, minute, zone):
    local = datetime.datetime.combine(day, datetime.time(
        minute // 60, minute % 60), zone)
    return local.astimezone(UTC)


def next_time(t, minute, zone):
    day = t.astimezone(zone).date()
    for n in range(3):
        at = resolve(day + datetime.timedelta(days=n), minute, zone)
        if at >= t:
            return at


def is_quiet(at, zone, quiet):
    if quiet is None:
        return False
    local = at.astimezone(zone)
    minute, (a, b) = local.hour * 60 + local.minute, quiet
    return a <= minute < b if a < b else minute >= a or minute < b


def best(customer, own, everybody, t, zone, quiet, fallback):
    hours, n = own
    total = sum(everybody)
    digest = hashlib.sha256(("best-hour:" + customer).encode()).digest()
    minute = int.from_bytes(digest[:8], "big") % 10000 % 60
    times = [next_time(t, h * 60 + minute, zone) for h in range(24)]
    allowed = [h for h in range(24) if not is_quiet(times[h], zone, quiet)]
    if n < 3 or not allowed:
        return next_time(t, fallback, zone), False

    def score(h):
        smooth = Fraction(hours[h - 1] + 2 * hours[h] +
                          hours[(h + 1) % 24], 4)
        prior = (everybody[h] << 20) // total if total else 0
        return smooth + 10 * prior

    def apart(h):
        d = abs(h - fallback // 60)
        return min(d, 24 - d)
    hour = min(allowed, key=lambda h: (-score(h), apart(h), h))
    return times[hour], True


def text(at):
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")


def shop(r, folder, binary):
    as_of = datetime.datetime(2026, 6, 1, tzinfo=UTC) + datetime.timedelta(
        seconds=r.randint(0, 86400 * 30))
    quiet = r.choice([None, (21 * 60, 8 * 60), (600, 1200), (0, 1439)])
    fallback = r.choice([600, 600, 1080, 75])
    flows = {"gap": {"email": None}, "quiet_hours": {"email": quiet and
             "%02d:%02d-%02d:%02d" % (divmod(quiet[0], 60) +
                                      divmod(quiet[1], 60))},
             "flows": {"offer": {"at": "best", "steps": [
                 {"channel": "email", "template": "t", "ttl": "3d"}]}}}
    if fallback != 600:
        flows["flows"]["offer"]["else_at"] = "%02d:%02d" % divmod(fallback, 60)
    people, events = {}, {}
    for i in range(r.randint(1, 12)):
        people[str(i)] = r.choice(ZONES)
        favourite = r.randint(0, 23)
        events[str(i)] = sorted(
            (as_of - datetime.timedelta(
                days=r.randint(0, 400), hours=r.choice(
                    [favourite, favourite, r.randint(0, 23)]),
                minutes=r.randint(0, 59)),
             r.choice(["click", "purchase", "open"]))
            for _ in range(r.choice([0, 1, 2, 3, 5, 20])))
    with open(folder + "/flows.json", "w", encoding="utf-8") as f:
        json.dump(flows, f)
    with open(folder + "/due.csv", "w", encoding="utf-8") as f:
        f.write("flow,customer_id,trigger_id,triggered_at,email,reason,"
                "email_consent,timezone\n")
        for i, zone in people.items():
            f.write("offer,%s,t%s,%s,c%s@example.com,r,explicit,%s\n" % (
                i, i, text(as_of), i, zone))
    with open(folder + "/events.csv", "w", encoding="utf-8") as f:
        f.write("event_at,event,customer_id\n")
        for i, list_ in events.items():
            for at, name in list_:
                f.write("%s,%s,%s\n" % (text(at), name, i))
    out = subprocess.run(
        [binary + "/schedule-sends", "-q", "-a", text(as_of), "--flows",
         folder + "/flows.json", "--events", folder + "/events.csv",
         "--horizon", "2d", folder + "/due.csv"], check=True,
        capture_output=True, text=True).stdout
    got = {row["customer_id"]: row["send_at"]
           for row in csv.DictReader(out.splitlines())}
    zones = {i: ZoneInfo(z) for i, z in people.items()}
    own = {i: pulse([e for e in events[i] if e[1] != "open"], zones[i],
                    as_of) for i in people}
    everybody = [sum(own[i][0][h] for i in people) for h in range(24)]
    n = 0
    for i in people:
        want, is_own = best(i, own[i], everybody, as_of, zones[i], quiet,
                            fallback)
        if not is_own and is_quiet(want, zones[i], quiet):
            continue  # then quiet hours move it, or deny it
        n += is_own
        if got.get(i) != text(want):
            raise SystemExit("%s: %s: want %s, got %s" % (
                folder, i, text(want), got.get(i)))
    return n


def main(binary, seed, times):
    r, n = random.Random(seed), 0
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(times):
            n += shop(r, folder, binary)
    print("%d at an hour of their own" % n)


os.environ.pop("SENDLIST_AS_OF", None)
main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
