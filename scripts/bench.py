#!/usr/bin/env python3
"""bench - how fast the tools are, beside what one would take instead

usage: bench.py [ROWS]

Makes its data in build/bench (5,000,000 orders unless ROWS says otherwise; the
same in quotes; the same as NDJSON), installs what it compares with there, never
into the system, and runs each job three times, in turn (what does less than the
whole, once).  Prints the medians,
their ratio to ours, the peak memory, and whether the answer was the same.
What isn't there, and can't be got, is named and left out.
"""
import csv
import os
import shutil
import statistics
import subprocess
import sys
import time
import venv

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
DIR = os.path.join(ROOT, "build", "bench")
BIN = os.path.join(ROOT, "build", "bin")
AS_OF = "2026-11-16"
TIMES = 3

SQL = """
COPY (WITH c AS (
    SELECT customer_id, count(*) AS orders,
        date_diff('day', max(ordered_at)::DATE, DATE '{as_of}') AS recency_days,
        sum(total - coalesce(refunded, 0)) AS spent
    FROM {source} WHERE status IN ('paid', 'partially-refunded')
    GROUP BY customer_id),
k AS (SELECT quantile_cont(recency_days, [.2, .4, .6, .8]) AS r,
    quantile_cont(orders, [.2, .4, .6, .8]) AS f,
    quantile_cont(spent::DOUBLE, [.2, .4, .6, .8]) AS m FROM c)
SELECT customer_id, recency_days, orders, spent,
    5 - list_sum([(recency_days > x)::INT FOR x IN k.r]) AS r,
    1 + list_sum([(orders > x)::INT FOR x IN k.f]) AS f,
    1 + list_sum([(spent > x)::INT FOR x IN k.m]) AS m
FROM c, k) TO '{out}' (HEADER, DELIMITER ',')"""

DUCK = """
import duckdb, sys
con = duckdb.connect()
con.execute("PRAGMA threads=%d")
con.execute(open(sys.argv[1]).read())
"""

POLARS = """
import polars as pl, sys
c = (pl.scan_csv(sys.argv[1], schema_overrides={"total": pl.Decimal(18, 2),
        "refunded": pl.Decimal(18, 2), "ordered_at": pl.String,
        "customer_id": pl.String}, infer_schema=False)
    .filter(pl.col("status").is_in(["paid", "partially-refunded"]))
    .group_by("customer_id").agg(
        (pl.date(%s) - pl.col("ordered_at").max().str.slice(0, 10)
            .str.to_date()).dt.total_days().alias("recency_days"),
        pl.len().alias("orders"),
        (pl.col("total").sum() - pl.col("refunded").fill_null(0).sum())
            .alias("spent")).collect())
def score(name, sign):
    v = c[name].cast(pl.Float64)
    cuts = [v.quantile(k / 5, "linear") for k in range(1, 5)]
    n = sum((v > x).cast(pl.Int32) for x in cuts)
    return 5 - n if sign < 0 else 1 + n
c.with_columns(score("recency_days", -1).alias("r"), score("orders", 1)
    .alias("f"), score("spent", 1).alias("m")).write_csv(sys.argv[2])
"""


def path(name):
    return os.path.join(DIR, name)


def write(name, text):
    with open(path(name), "w", encoding="utf-8") as f:
        f.write(text)
    return path(name)


def make_data(kind, rows):
    name = path("%s-%d" % (kind, rows))
    if not os.path.exists(name):
        with open(name + ".part", "wb") as f:
            subprocess.run([os.path.join(ROOT, "build", "helper", "bench-data"),
                            kind, str(rows), str(rows // 12)], stdout=f,
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
    """Seconds and peak megabytes; None if it fails."""
    env = dict(os.environ, SENDLIST_AS_OF=AS_OF, LC_ALL="C")
    with open(out if out else os.devnull, "wb") as f:
        start = time.monotonic()
        child = subprocess.Popen(command, stdout=f, stderr=subprocess.PIPE,
                                 env=env)
        said = child.stderr.read()
        _, status, usage = os.wait4(child.pid, 0)
        took = time.monotonic() - start
        child.returncode = status
    if status != 0:
        sys.stderr.write(said.decode("utf-8", "replace")[-500:])
        return None
    return took, usage.ru_maxrss / 1024


def answer(name):
    with open(name, encoding="utf-8", newline="") as f:
        return {r["customer_id"]: (int(r["recency_days"]), int(r["orders"]),
                                   round(float(r["spent"]) * 100), int(r["r"]),
                                   int(r["f"]), int(r["m"]))
                for r in csv.DictReader(f)}


def compare(title, jobs):
    """jobs: (name, command, out, is it the whole answer)."""
    runs = {name: [] for name, *_ in jobs}
    for nth in range(TIMES):
        for name, command, out, whole in jobs:
            if nth > 0 and not whole:
                continue
            one = run(command, out if name == jobs[0][0] else None)
            if one is not None:
                runs[name].append(one)
    ours = statistics.median(t for t, _ in runs[jobs[0][0]])
    want = answer(jobs[0][2])
    print("\n%s\n%-26s %9s %7s %9s  %s" % (title, "", "seconds", "ratio",
                                           "MB", "answer"))
    for name, _, out, whole in jobs:
        if not runs[name]:
            print("%-26s failed" % name)
            continue
        took = statistics.median(t for t, _ in runs[name])
        memory = max(m for _, m in runs[name])
        said = "" if name == jobs[0][0] else "less work" if not whole else (
            "the same" if answer(out) == want else "ANOTHER")
        print("%-26s %9.2f %7.2f %9.0f  %s" % (name, took, took / ours, memory,
                                               said), flush=True)


def duck_source(kind, data):
    columns = ["order_id", "customer_id", "ordered_at", "status", "currency",
               "total", "refunded"]
    types = {"ordered_at": "TIMESTAMP", "total": "DECIMAL(18,2)",
             "refunded": "DECIMAL(18,2)"}
    if kind == "ndjson":
        spec = ", ".join("%s: '%s'" % (c, types.get(c, "VARCHAR"))
                         for c in columns)
        return ("read_json('%s', format='newline_delimited', columns={%s})" %
                (data, spec))
    with open(data, encoding="utf-8") as f:
        columns = f.readline().strip().replace('"', "").split(",")
    spec = ", ".join("'%s': '%s'" % (c, types.get(c, "VARCHAR"))
                     for c in columns)
    return ("read_csv('%s', header=true, auto_detect=false, delim=',', "
            "quote='\"', columns={%s})" % (data, spec))


def jobs_of(kind, data, python):
    jobs = [("segment", [os.path.join(BIN, "segment"), "-q", data],
             path("ours"), True)]
    if python is not None:
        sql = write(kind + ".sql", SQL.format(
            as_of=AS_OF, source=duck_source(kind, data), out=path("duck")))
        jobs.append(("DuckDB, all cores", [python, write(
            "by-duck.py", DUCK % os.cpu_count()), sql], path("duck"), True))
        if kind != "ndjson":
            jobs.append(("polars, all cores", [python, write(
                "by-polars.py", POLARS % "2026, 11, 16"), data, path("polars")],
                path("polars"), True))
    if kind == "orders":
        if shutil.which("mlr"):
            jobs.append(("Miller, roll-up alone", [
                "mlr", "--icsv", "--ocsv", "stats1", "-a", "count,sum,max", "-f",
                "total", "-g", "customer_id", data], None, False))
        if shutil.which("xan"):
            jobs.append(("xan, roll-up alone", [
                "xan", "groupby", "customer_id",
                "count() as n, sum(total) as spent",
                data], None, False))
        if shutil.which("mawk"):
            jobs.append(("mawk, roll-up alone", [
                "mawk", "-F,", '$4 == "paid" { n[$2]++; s[$2] += $6; '
                'if ($3 > l[$2]) l[$2] = $3 } '
                'END { for (c in n) print c, n[c], s[c], l[c] }', data], None,
                False))
    if kind == "ndjson" and shutil.which("jq"):
        jobs.append(("jq, reading alone", ["jq", "-c", ".total", data], None,
                     False))
    jobs.append(("wc -l", ["wc", "-l", data], None, False))
    return jobs


def main():
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 5000000
    os.makedirs(DIR, exist_ok=True)
    python = python_with("duckdb", "polars")
    if python is None:
        print("no DuckDB and polars: pip could not get them")
    else:
        subprocess.run([python, "-c", "import duckdb, polars; print('DuckDB', "
                        "duckdb.__version__, 'polars', polars.__version__)"],
                       check=True)
    for name in ("mlr", "xan", "mawk", "jq"):
        if not shutil.which(name):
            print("no", name)
    for kind in ("orders", "quoted", "ndjson"):
        data = make_data(kind, rows)
        compare("%s: %d rows, %.0f MB" % (kind, rows, os.path.getsize(data) /
                                          1e6), jobs_of(kind, data, python))


main()
