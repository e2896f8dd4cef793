#!/usr/bin/env python3
"""bench - how fast the tools are, beside what one would take instead

usage: bench.py [ROWS [JOB ...]]

JOB is orders, quoted, ndjson (5,000,000 orders to scores: as CSV, all in quotes,
as NDJSON), import and whole (an export of a fifth as many orders, of two lines
each, to orders and to a list of the best customers), carts (four times as many
events to carts left behind), day (a small shop's start-up times; the same for
any ROWS) or growth (only if named: one to fifty million orders).  ROWS makes it
other than 5,000,000.

Makes its data in build/bench, installs what it compares with there, never into
the system, and runs each job three times, in turn (what does less than the
whole, once).  Prints the medians, their ratio to ours, the peak memory, and
whether the answer was the same.  What isn't there, and can't be got, is named
and left out.
"""
import csv
import hashlib
import os
import shutil
import statistics
import subprocess
import sys
import time
import venv

import bench_peers as peers

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
DIR = os.path.join(ROOT, "build", "bench")
BIN = os.path.join(ROOT, "build", "bin")
AS_OF = "2026-11-16"
TIMES = 3
ORDER_TYPES = {"order_id": "VARCHAR", "customer_id": "VARCHAR",
               "ordered_at": "TIMESTAMP", "status": "VARCHAR",
               "currency": "VARCHAR", "total": "DECIMAL(18,2)",
               "refunded": "DECIMAL(18,2)"}
SHOPIFY_TYPES = {"Created at": "VARCHAR", "Total": "DECIMAL(18,2)",
                 "Refunded Amount": "DECIMAL(18,2)",
                 "Lineitem quantity": "INTEGER"}


def path(name):
    return os.path.join(DIR, name)


def tool(name, *args):
    return [os.path.join(BIN, name), "-q", *args]


def write(name, text):
    with open(path(name), "w", encoding="utf-8") as f:
        f.write(text)
    return path(name)


def make_data(kind, rows, people):
    name = path("%s-%d-%d" % (kind, rows, people))
    if not os.path.exists(name):
        with open(name + ".part", "wb") as f:
            subprocess.run([os.path.join(ROOT, "build", "helper", "bench-data"),
                            kind, str(rows), str(people)], stdout=f,
                           check=True)
        os.rename(name + ".part", name)
    return name


def python_with(*packages):
    """A Python of our own that has the packages, or None."""
    python = path("venv/bin/python")
    if not os.path.exists(python):
        venv.create(path("venv"), with_pip=True)
    found = subprocess.run([python, "-m", "pip", "install", "-q", *packages],
                           capture_output=True, check=False)
    return python if found.returncode == 0 else None


def run(command, out):
    """Seconds and peak megabytes of the largest process; None if it fails."""
    with open(out if out else os.devnull, "wb") as f:
        start = time.monotonic()
        child = subprocess.Popen(command, stdout=f, stderr=subprocess.PIPE)
        said = child.stderr.read()
        _, status, usage = os.wait4(child.pid, 0)
        took = time.monotonic() - start
        child.returncode = status
    if status != 0:
        sys.stderr.write(said.decode("utf-8", "replace")[-500:])
        return None
    return took, usage.ru_maxrss / 1024


def cents(text):
    return round(float(text or 0) * 100)


# What counts of an answer's row, by job: the key, and the rest.
def scores(r):
    return r["customer_id"], (int(r["recency_days"]), int(r["orders"]), cents(
        r["spent"]), int(r["r"]), int(r["f"]), int(r["m"]))


def orders(r):
    return r["order_id"], (r["email"], r["status"],
                           r["ordered_at"][:19].replace(" ", "T"),
                           cents(r["total"]), cents(r["refunded"]),
                           int(r["units"]))


def emails(r):
    return r["email"]


def carts(r):
    return r["customer_id"], (r["trigger_id"], r["since_at"])


def answer(name, take):
    """A digest of it.  A child reads it, for what we hold when we start a job
    counts as the job's peak."""
    ours, theirs = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            with open(name, encoding="utf-8", newline="") as f:
                rows = sorted(take(r) for r in csv.DictReader(f))
            os.write(theirs, hashlib.sha256(repr(rows).encode()).digest())
        except (OSError, ValueError, LookupError) as why:
            print("%s: %r" % (name, why), file=sys.stderr, flush=True)
        finally:
            os._exit(0)
    os.close(theirs)
    digest = os.read(ours, 32)
    os.close(ours)
    os.waitpid(child, 0)
    return digest


def compare(title, take, jobs):
    """jobs: (name, command, out, is it the whole answer); ours is the first."""
    runs = {name: [] for name, *_ in jobs}
    for nth in range(TIMES):
        for name, command, out, whole in jobs:
            if nth > 0 and not whole:
                continue
            one = run(command, out if name == jobs[0][0] else None)
            if one is not None:
                runs[name].append(one)
    if not runs[jobs[0][0]]:
        sys.exit("bench: %s failed" % jobs[0][0])
    ours = statistics.median(t for t, _ in runs[jobs[0][0]])
    want = answer(jobs[0][2], take)
    print("\n%s\n%-26s %9s %7s %9s  %s" % (title, "", "seconds", "ratio",
                                           "MB", "answer"))
    for name, _, out, whole in jobs:
        if not runs[name]:
            print("%-26s failed" % name)
            continue
        took = statistics.median(t for t, _ in runs[name])
        memory = max(m for _, m in runs[name])
        said = "" if name == jobs[0][0] else "less work" if not whole else (
            "the same" if want and answer(out, take) == want else "ANOTHER")
        print("%-26s %9.2f %7.2f %9.0f  %s" % (name, took, took / ours, memory,
                                               said), flush=True)


def titled(kind, rows, data):
    return "%s: %d rows, %.0f MB" % (kind, rows, os.path.getsize(data) / 1e6)


def duck(python, name, sql):
    """The job, or none where there is no DuckDB."""
    if python is None:
        return []
    return [("DuckDB, all cores", [python, write("duck.py", peers.DUCK % os.cpu_count()),
                                   write(name + ".sql", sql)], path("duck"),
             True)]


def parquet(python, source):
    """The roll-up from what DuckDB keeps for itself, which is made before."""
    if python is None:
        return []
    made = path("orders.parquet")
    subprocess.run([python, "-c", "import duckdb, sys; duckdb.sql(sys.argv[1])",
                    "COPY (FROM %s) TO '%s'" % (source, made)], check=True)
    return [("DuckDB, from Parquet", *job[1:]) for job in duck(
        python, "parquet", peers.ROLL_UP.format(
            as_of=AS_OF, source="read_parquet('%s')" % made,
            out=path("duck")))]


def polars(python, name, text, data):
    if python is None:
        return []
    return [("polars, all cores", [python, write(name + ".py", text), data,
                                   path("polars")], path("polars"), True)]


def others(*jobs):
    """What does less than the whole, as far as it is there."""
    return [(name, command, None, False) for name, command in jobs
            if shutil.which(command[0])]


def roll_up(kind, rows, python):
    data = make_data(kind, rows, rows // 12)
    source = (peers.json_source if kind == "ndjson" else peers.csv_source)(
        data, ORDER_TYPES)
    jobs = [("segment", tool("segment", data), path("ours"), True)]
    jobs += duck(python, kind, peers.ROLL_UP.format(
        as_of=AS_OF, source=source, out=path("duck")))
    if kind != "ndjson":
        jobs += polars(python, kind, peers.POLARS_ROLL_UP, data)
    if kind == "orders":
        jobs += parquet(python, source)
        jobs += others(
            ("Miller, roll-up alone", [
                "mlr", "--icsv", "--ocsv", "stats1", "-a", "count,sum,max", "-f",
                "total", "-g", "customer_id", data]),
            ("xan, roll-up alone", [
                "xan", "groupby", "customer_id",
                "count() as n, sum(total) as spent", data]),
            ("mawk, roll-up alone", [
                "mawk", "-F,", '$4 == "paid" { n[$2]++; s[$2] += $6; '
                'if ($3 > l[$2]) l[$2] = $3 } '
                'END { for (c in n) print c, n[c], s[c], l[c] }', data]))
    if kind == "ndjson":
        jobs += others(("jq, reading alone", ["jq", "-c", ".total", data]))
    jobs += others(("cat", ["cat", data]), ("wc -l", ["wc", "-l", data]))
    compare(titled(kind, rows, data), scores, jobs)


def export(rows):
    """The export, what DuckDB reads it by, and how many orders it has."""
    n = rows // 5
    data = make_data("shopify", n, n * 2 // 5)
    return data, peers.csv_source(data, SHOPIFY_TYPES), n


def import_orders(rows, python):
    data, source, n = export(rows)
    jobs = [("import-orders", tool("import-orders", data), path("ours"), True)]
    jobs += duck(python, "import", peers.IMPORT.format(source=source,
                                                       out=path("duck")))
    jobs += polars(python, "import", peers.POLARS_IMPORT, data)
    jobs += others(("wc -l", ["wc", "-l", data]))
    compare(titled("import", 2 * n, data), orders, jobs)


def whole(rows, python):
    data, source, n = export(rows)
    jobs = [("import | segment | pick", [
        "sh", "-c", "import-orders -q \"$1\" | segment -q | "
        "pick -q 'r = 5 and f = 5 and m = 5'", "sh", data], path("ours"),
             True)]
    jobs += duck(python, "whole", peers.WHOLE.format(
        as_of=AS_OF, source=source, out=path("duck")))
    jobs += polars(python, "whole", peers.POLARS_WHOLE, data)
    compare(titled("whole", 2 * n, data), emails, jobs)


def left_carts(rows, python):
    data = make_data("events", 4 * rows, rows // 10)
    as_of = "2023-01-07T23:59:59"
    jobs = [("cart-abandon", tool("cart-abandon", "-a", "2023-01-07", data),
             path("ours"), True)]
    jobs += duck(python, "carts", peers.CARTS.format(
        as_of=as_of.replace("T", " "), out=path("duck"),
        source=peers.csv_source(data, {"event_at": "TIMESTAMP"})))
    jobs += others(("wc -l", ["wc", "-l", data]))
    compare(titled("carts", 4 * rows, data), carts, jobs)


def milliseconds(command, times=200):
    """The median of so many runs."""
    took = []
    null = os.open(os.devnull, os.O_RDWR)
    actions = [(os.POSIX_SPAWN_DUP2, null, fd) for fd in range(3)]
    for _ in range(times):
        start = time.monotonic()
        os.waitpid(os.posix_spawnp(command[0], command, os.environ,
                                   file_actions=actions), 0)
        took.append(time.monotonic() - start)
    os.close(null)
    return 1000 * statistics.median(took)


def day(rows, python):
    """A small shop's: a thousand orders.  rows and python are nothing to it."""
    raw = make_data("shopify", 1000, 400)
    made = make_data("orders", 1000, 400)
    events = make_data("events", 4000, 400)
    triggers = path("triggers")
    run(tool("cart-abandon", "-a", "2023-01-07", events), triggers)
    pipe = ("import-orders -q \"$1\" | segment -q | pick -q 'm > 2' | "
            "pick -q 'r > 2' | pick -q 'f > 0'")
    awks = "| awk -F, 'NR == 1 || $12 > 9' " * 4
    jobs = [
        ("an empty program", ["true"]),
        ("import-orders", ["import-orders", "-q", raw]),
        ("segment", ["segment", "-q", made]),
        ("churn-flag", ["churn-flag", "-q", made]),
        ("score-clv", ["score-clv", "-q", made]),
        ("pick", ["pick", "-q", "total > 50", made]),
        ("cart-abandon", ["cart-abandon", "-q", "-a", "2023-01-07", events]),
        ("schedule-sends", ["schedule-sends", "-q", "-a", "2023-01-07",
                            "--mechanics", "--no-consent", triggers]),
        ("mlr, filter", ["mlr", "--csv", "filter", "$total > 50", made]),
        ("awk, filter", ["awk", "-F,", "NR == 1 || $6 > 50", made]),
        ("five stages of ours", ["sh", "-c", pipe, "sh", raw]),
        ("five stages of awk", ["sh", "-c", "cat \"$1\" " + awks, "sh", raw]),
        ("five stages of mlr", ["sh", "-c", "mlr --csv cat \"$1\" " +
                                "| mlr --csv filter '$Total > 50' " * 4, "sh",
                                raw])]
    print("\nday: 1000 orders, 4000 events\n%-26s %9s %9s" % ("", "ms",
                                                             "over empty"))
    empty = milliseconds(jobs[0][1])
    for name, command in jobs:
        if command[0] == "mlr" and not shutil.which("mlr"):
            continue
        took = milliseconds(command)
        print("%-26s %9.2f %9.2f" % (name, took, took - empty), flush=True)


def growth(rows, python):
    """Time and memory of segment by orders; rows and python are nothing to it."""
    print("\ngrowth: segment\n%12s %12s %9s %9s %12s" % (
        "orders", "people", "seconds", "MB", "orders/s"))
    for fixed in (True, False):
        for millions in (1, 2, 5, 10, 50):
            n = millions * 1000000
            people = 400000 if fixed else n // 12
            data = make_data("orders", n, people)
            took, memory = run(tool("segment", data), None) or (
                sys.exit("bench: segment failed"))
            print("%12d %12d %9.2f %9.0f %12.0f" % (n, people, took, memory,
                                                    n / took), flush=True)
            os.remove(data)


def say_versions(python):
    if python is None:
        print("no DuckDB and polars: pip could not get them")
    else:
        subprocess.run([python, "-c", "import duckdb, polars; print('DuckDB', "
                        "duckdb.__version__, 'polars', polars.__version__)"],
                       check=True)
    for name in ("mlr", "xan", "mawk", "jq"):
        if not shutil.which(name):
            print("no", name)


JOBS = {"orders": lambda rows, python: roll_up("orders", rows, python),
        "quoted": lambda rows, python: roll_up("quoted", rows, python),
        "ndjson": lambda rows, python: roll_up("ndjson", rows, python),
        "import": import_orders, "whole": whole, "carts": left_carts,
        "day": day, "growth": growth}


def main():
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 5000000
    os.makedirs(DIR, exist_ok=True)
    os.environ.update(SENDLIST_AS_OF=AS_OF, SENDLIST_TZ="UTC", LC_ALL="C",
                      PATH=BIN + ":" + os.environ["PATH"])
    python = python_with("duckdb", "polars")
    say_versions(python)
    sys.stdout.flush()
    for job in sys.argv[2:] or [j for j in JOBS if j != "growth"]:
        JOBS[job](rows, python)


main()
