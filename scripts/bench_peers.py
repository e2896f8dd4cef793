"""What bench.py compares with: the same jobs, written for other programs.

Each is written as somebody who knows that program would: DuckDB with declared
types and all cores, polars lazily.
"""

DUCK = """import duckdb, sys
con = duckdb.connect()
con.execute("PRAGMA threads=%d")
con.execute(open(sys.argv[1]).read())
"""

# Scores that keep ties together, so no ntile.
ROLL_UP = """
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

POLARS_ROLL_UP = """import polars as pl, sys
c = (pl.scan_csv(sys.argv[1], schema_overrides={"total": pl.Decimal(18, 2),
        "refunded": pl.Decimal(18, 2), "ordered_at": pl.String,
        "customer_id": pl.String}, infer_schema=False)
    .filter(pl.col("status").is_in(["paid", "partially-refunded"]))
    .group_by("customer_id").agg(
        (pl.date(2026, 11, 16) - pl.col("ordered_at").max().str.slice(0, 10)
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

# An order's first row says what it is; its lines are its other rows, too.
ORDERS = """
SELECT Name AS order_id, any_value(Email) AS email,
    any_value("Financial Status") AS status, min("Created at") AS ordered_at,
    any_value(Total) AS total, any_value("Refunded Amount") AS refunded,
    sum("Lineitem quantity") AS units FROM {source} GROUP BY Name"""

IMPORT = "COPY (" + ORDERS + ") TO '{out}' (HEADER, DELIMITER ',')"

POLARS_IMPORT = """import polars as pl, sys
first = lambda name: pl.col(name).drop_nulls().first()
(pl.scan_csv(sys.argv[1], infer_schema=False).group_by("Name").agg(
    first("Email").alias("email"), first("Financial Status").alias("status"),
    pl.col("Created at").min().alias("ordered_at"), first("Total").alias("total"),
    first("Refunded Amount").alias("refunded"),
    pl.col("Lineitem quantity").cast(pl.Int64).sum().alias("units"))
    .rename({"Name": "order_id"}).collect().write_csv(sys.argv[2]))
"""

# Whose best score on all three is 5, with the address to write to.
WHOLE = """
COPY (WITH o AS (""" + ORDERS + """), c AS (
    SELECT email, count(*) AS orders,
        date_diff('day', max(ordered_at)::DATE, DATE '{as_of}') AS recency_days,
        sum(total - coalesce(refunded, 0)) AS spent
    FROM o WHERE status IN ('paid', 'partially_refunded') GROUP BY email),
k AS (SELECT quantile_cont(recency_days, .2) AS r, quantile_cont(orders, .8) AS f,
    quantile_cont(spent::DOUBLE, .8) AS m FROM c)
SELECT email FROM c, k WHERE recency_days <= k.r AND orders > k.f AND spent > k.m)
TO '{out}' (HEADER, DELIMITER ',')"""

POLARS_WHOLE = """import polars as pl, sys
first = lambda name: pl.col(name).drop_nulls().first()
o = (pl.scan_csv(sys.argv[1], infer_schema=False).group_by("Name").agg(
    first("Email").alias("email"), first("Financial Status").alias("status"),
    pl.col("Created at").min().str.slice(0, 10).str.to_date().alias("on"),
    first("Total").cast(pl.Decimal(18, 2)).alias("total"),
    first("Refunded Amount").cast(pl.Decimal(18, 2)).alias("refunded")))
c = (o.filter(pl.col("status").is_in(["paid", "partially_refunded"]))
    .group_by("email").agg(pl.len().alias("orders"),
        (pl.date(2026, 11, 16) - pl.col("on").max()).dt.total_days()
            .alias("recency_days"),
        (pl.col("total").sum() - pl.col("refunded").fill_null(0).sum())
            .cast(pl.Float64).alias("spent")).collect())
cut = lambda name, q: c[name].cast(pl.Float64).quantile(q, "linear")
(c.filter((pl.col("recency_days") <= cut("recency_days", .2))
    & (pl.col("orders") > cut("orders", .8)) & (pl.col("spent") > cut("spent", .8)))
    .select("email").write_csv(sys.argv[2]))
"""

# Carts left for half an hour by those who bought nothing since; of somebody's
# several the newest.
CARTS = """
COPY (WITH e AS (SELECT event_at, event, customer_id, cart_id FROM {source}),
bought AS (SELECT customer_id, max(event_at) AS at FROM e
    WHERE event = 'purchase' GROUP BY customer_id),
carts AS (SELECT e.customer_id, cart_id, max(event_at) AS last
    FROM e LEFT JOIN bought b ON b.customer_id = e.customer_id
    WHERE event IN ('add-to-cart', 'cart-view', 'checkout')
        AND (b.at IS NULL OR event_at > b.at)
    GROUP BY e.customer_id, cart_id)
SELECT customer_id, arg_max(cart_id, (last, cart_id)) AS trigger_id,
    strftime(max(last), '%Y-%m-%dT%H:%M:%SZ') AS since_at
FROM carts GROUP BY customer_id
HAVING max(last) <= TIMESTAMP '{as_of}' - INTERVAL 30 MINUTE)
TO '{out}' (HEADER, DELIMITER ',')"""


def csv_source(data, types):
    """Every column declared, so that nothing is guessed."""
    with open(data, encoding="utf-8") as f:
        names = f.readline().strip().replace('"', "").split(",")
    spec = ", ".join("'%s': '%s'" % (n.replace("'", "''"), types.get(
        n, "VARCHAR")) for n in names)
    return ("read_csv('%s', header=true, auto_detect=false, delim=',', "
            "quote='\"', escape='\"', columns={%s})" % (data, spec))


def json_source(data, types):
    spec = ", ".join("%s: '%s'" % one for one in types.items())
    return ("read_json('%s', format='newline_delimited', columns={%s})" %
            (data, spec))
