"""Does an audit of what schedule-sends decided find nothing?

usage: audit-own.py BIN FIRST LAST [DAYS [PEOPLE]]

Runs the small stores of arbiter-check.py, a day after the other, with the
history that has grown, and audits what each day decided by what was known then:
of what they did or said since nothing is in the files.  What was held didn't
go out.
"""
import csv
import importlib
import os
import subprocess
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
check = importlib.import_module("arbiter-check")
arbiter = importlib.import_module("arbiter")
TIMES = {"events": "event_at", "orders": "ordered_at", "consent": "at"}


def known(store, name, as_of):
    """The rows of a file that were known by then, in a file of their own."""
    with open(store.path(name + ".csv"), encoding="utf-8") as f:
        table = csv.DictReader(f)
        rows = [r for r in table if name not in TIMES or
                arbiter.instant(r[TIMES[name]], store.tz) <= as_of]
    path = store.path("known-" + name + ".csv")
    with open(path, "w", encoding="utf-8", newline="") as f:
        out = csv.DictWriter(f, table.fieldnames, lineterminator="\n")
        out.writeheader()
        out.writerows(rows)
    return path


def audit(store, day, logs):
    as_of = arbiter.instant(store.days[day], store.tz)
    args = [store.binary + "/audit-sends", "--as-of", "2030-01-01",
            "--tz", store.tz, "--flows", store.path("flows.json")]
    if store.default:
        args += ["--tz-default", store.default]
    for name in check.SIDES:
        args += ["--events" if name == "orders" else "--" + name,
                 known(store, name, as_of)]
    done = subprocess.run(args + logs, capture_output=True, text=True,
                          check=False)
    if done.returncode != 0:
        raise check.Difference("status %d: %s" % (done.returncode,
                                                  done.stderr))
    return [r for r in csv.DictReader(done.stdout.splitlines())
            if r["file"] == logs[-1]]


def run_store(binary, seed, days, people):
    store = check.Store(binary, seed, days, people)
    sides = {n: store.path(n + ".csv") for n in check.SIDES}
    sides["history"] = store.path("history.csv")
    logs, sent, found = [], 0, []
    for day in range(len(store.days)):
        tag = "-%d" % day
        paths = store.run(day, [store.path("triggers-%d.csv" % day)], sides,
                          tag)
        logs.append(paths[0])
        found += audit(store, day, logs)
        sent += len(arbiter.rows(paths[0]))
        store.history += arbiter.rows(paths[0]) + arbiter.rows(paths[1])
        if store.history:
            with open(sides["history"], "w", encoding="utf-8",
                      newline="") as f:
                out = csv.DictWriter(f, list(store.history[0]),
                                     lineterminator="\n")
                out.writeheader()
                out.writerows(store.history)
    return sent, found


def main():
    binary, first, last = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    days = int(sys.argv[4]) if len(sys.argv) > 4 else 6
    people = int(sys.argv[5]) if len(sys.argv) > 5 else 14
    sent = faults = 0
    for seed in range(first, last + 1):
        n, found = run_store(binary, seed, days, people)
        sent += n
        faults += len(found)
        for r in found:
            print(seed, *r.values())
    print("%d messages, %d faults" % (sent, faults))
    sys.exit(faults != 0)


if __name__ == "__main__":
    main()
