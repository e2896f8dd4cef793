#!/bin/sh
# churn-flag: who has left, by what, and what is said where a model can't tell.
# shellcheck source=tests/lib.sh
. "${0%/*}/lib.sh"

SENDLIST_AS_OF=2026-11-16
export SENDLIST_AS_OF

# bought NAME:DAY ...: orders.
bought() {
	echo order_id,customer_id,ordered_at,status,currency,total
	n=0
	for pair; do
		n=$((n + 1))
		echo "$n,${pair%%:*},${pair#*:},paid,EUR,10"
	done
}

# show_all: the columns added.
show_all() { show customer_id p_alive expected_orders usual_gap_days silent_days next_order_on window churn churn_reason; }

case_of "by their own rhythm, else the store's"
bought a:2026-09-01 a:2026-10-01 a:2026-10-31 b:2026-08-01 b:2026-08-31 \
    b:2026-09-30 c:2026-01-01 c:2026-01-31 c:2026-03-02 d:2026-11-01 \
    e:2026-09-17 e:2026-10-17 >orders.csv
run churn-flag orders.csv
show_all
out <<-END
	a|||30.0|16|2026-11-30||active|silent 16 d, their usual gap is 30.0 d
	b|||30.0|47|2026-10-30||at-risk|silent 47 d, over 1 times their usual gap of 30.0 d
	c|||30.0|259|||churned|silent 259 d, over 3 times their usual gap of 30.0 d
	d||||15|2026-12-01||active|silent 15 d, the store's gap is 30.0 d
	e||||30|2026-11-16||active|silent 30 d, the store's gap is 30.0 d
END
err <<-END
	churn-flag: by gap, not mbg-nbd: 4 customers bought on two days or more (want 20)
	churn-flag: by gap: at-risk after 1 times the usual gap, churned after 3; the store's is 30.0 d
END
end

case_of "nobody bought twice: by window, and days are the calendar's"
bought a:2026-11-02 b:2026-10-16 c:2026-08-18 d:2026-07-20 d:2026-07-20 >orders.csv
run churn-flag --windows 15d,1mo,90d,120d orders.csv
show_all
out <<-END
	a||||14|||active|silent 14 d
	b||||31||1mo|at-risk|silent 31 d, 1mo or more
	c||||90||90d|at-risk|silent 90 d, 90d or more
	d||||119||90d|at-risk|silent 119 d, 90d or more
END
err <<-END
	churn-flag: by window, not mbg-nbd: 0 customers bought on two days or more (want 20)
END
end

case_of "thresholds are options, and are told"
bought a:2026-09-01 a:2026-10-01 a:2026-10-31 >orders.csv
run churn-flag --by gap --at-risk-gaps 0.5 --churned-gaps 0.6 orders.csv
show churn churn_reason
out <<-END
	at-risk|silent 16 d, over 0.5 times their usual gap of 30.0 d
END
err <<-END
	churn-flag: by gap: at-risk after 0.5 times the usual gap, churned after 0.6; the store's is 30.0 d
END
end

# made: 600 customers, made at random and the same each time, of whom some left.
made() {
	awk 'BEGIN {
		srand(7)
		print "order_id,customer_id,ordered_at,status,currency,total"
		for (c = 0; c < 600; c++) {
			pace = -log(1 - rand()) / 40 + .0005
			leaves = rand() ^ 2
			day = int(rand() * 300)
			do {
				print ++n ",c" c "," date(day) ",paid,EUR,10"
				day += int(-log(1 - rand()) / pace) + 1
			} while (day < 540 && rand() > leaves)
		}
	}
	function date(d,	m) {
		split("31 28 31 30 31 30 31 31 30 31 30 31", len, " ")
		y = 2025
		for (m = 1; d >= len[m]; m++) {
			d -= len[m]
			if (m == 12) { m = 0; y++ }
		}
		return sprintf("%d-%02d-%02d", y, m, d + 1)
	}'
}

case_of "every model answers: p_alive in 0 to 1, states by the thresholds"
made >orders.csv
for way in mbg-nbd bg-nbd pareto-nbd; do
	churn-flag -q -a 2026-07-01 --by $way orders.csv
done | python3 -c '
import csv, sys
bad, n, states = 0, 0, set()
for r in csv.DictReader(sys.stdin):
    if r["customer_id"] == "customer_id":
        continue
    n += 1
    p = float(r["p_alive"])
    want = "churned" if p < .2 else "at-risk" if p < .5 else "active"
    near = min(abs(p - .2), abs(p - .5)) < 1e-4
    bad += not 0 <= p <= 1 or (r["churn"] != want and not near)
    bad += float(r["expected_orders"]) < 0
    bad += (r["next_order_on"] == "") != (r["churn"] == "churned")
    states.add(r["churn"])
print(n, bad, sorted(states))' >said
run cat said
out <<-END
	1800 0 ['active', 'at-risk', 'churned']
END
end

case_of "BG/NBD: whoever bought once is alive; MBG/NBD doubts it"
made >orders.csv
for way in bg-nbd mbg-nbd; do
	churn-flag -q -a 2026-07-01 --by $way orders.csv |
	    python3 "$tests/columns.py" order_days p_alive |
	    sed -n 's/^1|//p' | sort -u | sed -n '1p;$p'
done >said
run awk 'NR <= 2 { print $1 == "1.0000" } NR > 2 { print $1 < .9 }' said
out <<-END
	1
	1
	1
	1
END
end

case_of "the order of rows changes no digit; a table scores as its orders do"
made >orders.csv
{ head -n 1 orders.csv; sed 1d orders.csv | sort -t, -k3; } >mixed.csv
churn-flag -q -a 2026-07-01 --write-model one.json orders.csv >one.csv
churn-flag -q -a 2026-07-01 --write-model two.json mixed.csv >two.csv
segment -q -a 2026-07-01 orders.csv | churn-flag -q -a 2026-07-01 >three.csv
for f in one three; do
	python3 "$tests/columns.py" customer_id p_alive expected_orders churn <$f.csv >$f
done
run cmp one.json two.json
{ cmp one.csv two.csv; cmp one three; } >>got.out
end

case_of "a model's file scores any part of them, to the last digit, in any unit"
made >orders.csv
for unit in day week; do
	churn-flag -q -a 2026-07-01 --by pareto-nbd --time-unit $unit \
	    --write-model $unit.json orders.csv | sort >whole.csv
	for part in 0 1; do
		awk -F, -v p=$part 'NR == 1 || substr($2, 2) % 2 == p' orders.csv |
		    churn-flag -q -a 2026-07-01 --model $unit.json | sed 1d
	done | sort >parts.csv
	grep -v ^customer_id whole.csv | cmp - parts.csv
done >said 2>&1
python3 -c 'import json, math
d, w = (json.load(open(n + ".json")) for n in ("day", "week"))
print(math.isclose(d["alpha"], 7 * w["alpha"], rel_tol=1e-12),
    math.isclose(d["beta"], 7 * w["beta"], rel_tol=1e-12), d["r"] == w["r"],
    math.isclose(d["log_likelihood"] + d["repeat_orders"] * math.log(7),
    w["log_likelihood"], rel_tol=1e-12), sorted(d))' >>said
run cat said
out <<-END
	True True True True ['alpha', 'as_of', 'beta', 'customers', 'gradient_norm', 'log_likelihood', 'model', 'r', 'repeat_orders', 's', 'standard_errors', 'time_unit', 'unique']
END
end

case_of "everyone the same: the model says that it can't tell"
i=0
echo order_id,customer_id,ordered_at,status,currency,total >orders.csv
while [ $i -lt 30 ]; do
	i=$((i + 1))
	for day in 2026-08-01 2026-09-01 2026-10-01 2026-11-01; do
		echo "$i$day,c$i,$day,paid,EUR,1"
	done
done >>orders.csv
run churn-flag orders.csv
show churn
sort -u got.out >shown
mv shown got.out
sed -i '1s/tell .*/tell .../' got.err
out <<-END
	active
END
err <<-END
	churn-flag: by gap, not mbg-nbd: the data don't tell ...
	churn-flag: by gap: at-risk after 1 times the usual gap, churned after 3; the store's is 30.7 d
END
end

case_of "a file that is no model"
bought a:2026-11-02 >orders.csv
echo '{ "model": "mbg-nbd", "time_unit": "day", "r": 1, "alpha": -1, "a": 1, "b": 1 }' >m.json
run churn-flag --model m.json orders.csv
{
	echo '{ "model": "x", "time_unit": "day" }' >m.json
	churn-flag --model m.json orders.csv
	echo '{' >m.json
	churn-flag --model m.json orders.csv
} 2>>got.err
sed -i 's/^\(churn-flag: m.json:2:\).*/\1 .../' got.err
err <<-END
	churn-flag: m.json: alpha: want a number above 0
	churn-flag: m.json: model: 'x': want bg-nbd, mbg-nbd or pareto-nbd
	churn-flag: m.json:2: ...
END
status 2
end

case_of "options that don't go together"
run churn-flag --model m.json --write-model n.json
{
	churn-flag --by gap --write-model n.json
	churn-flag --at-risk 0.1
	churn-flag --churned-gaps 0.5
	churn-flag --windows 30d,15d
	churn-flag --at-risk 2
} 2>>got.err
err <<-END
	churn-flag: --model leaves nothing for --write-model
	churn-flag: try 'churn-flag --help'
	churn-flag: --by gap has no model
	churn-flag: try 'churn-flag --help'
	churn-flag: --churned: more than --at-risk
	churn-flag: try 'churn-flag --help'
	churn-flag: --churned-gaps: less than --at-risk-gaps
	churn-flag: try 'churn-flag --help'
	churn-flag: --windows: '30d,15d': not ascending
	churn-flag: --at-risk: '2': not a share (want such as 0.5)
END
status 2
end

case_of "--calibrate-until: what was expected, and what came, by hand"
made >orders.csv
run churn-flag -q -a 2026-07-01 --calibrate-until 2026-01-01 orders.csv
mv got.out table.csv
awk -F, 'NR == 1 || $3 <= "2026-01-01"' orders.csv >before.csv
churn-flag -q -a 2026-01-01 --horizon 181d before.csv >then.csv
churn-flag -q -a 2026-07-01 orders.csv >now.csv
python3 -c '
import csv
now = {r["customer_id"]: int(r["order_days"]) for r in csv.DictReader(open("now.csv"))}
then = list(csv.DictReader(open("then.csv")))
e = [float(r["expected_orders"]) for r in then]
m = [now[r["customer_id"]] - int(r["order_days"]) for r in then]
x = [min(7, int(r["order_days"]) - 1) for r in then]
n, ok = len(then), True
def near(a, b, by): return abs(float(a) - b) <= by
for r in csv.DictReader(open("table.csv")):
    if r["measure"] == "mean":
        k = [i for i in range(n) if x[i] == int(r["repeats"].strip("+"))]
        ok &= int(r["customers"]) == len(k) and near(r["expected"], sum(
            e[i] for i in k) / len(k), 2e-4) and near(r["made"], sum(
            m[i] for i in k) / len(k), 2e-4)
    elif r["measure"] == "sum":
        ok &= near(r["expected"], sum(e), .05) and float(r["made"]) == sum(m)
    elif r["measure"] == "mean absolute error":
        ok &= near(r["expected"], sum(abs(a - b) for a, b in zip(e, m)) / n, 2e-4)
    elif r["measure"] == "bias percent":
        ok &= near(r["expected"], 100 * (sum(e) / sum(m) - 1), .02)
    else:
        a, b = sum(e) / n, sum(m) / n
        c = sum((p - a) * (q - b) for p, q in zip(e, m)) / (
            sum((p - a) ** 2 for p in e) * sum((q - b) ** 2 for q in m)) ** .5
        ok &= r["measure"] == "correlation" and near(r["expected"], c, 2e-4)
print(ok, sum(1 for r in open("table.csv")))' >got.out
out <<-END
	True 13
END
end

case_of "--calibrate-until wants orders, files, an earlier time and a model"
made >orders.csv
run churn-flag --calibrate-until 2026-01-01 -a 2025-12-01 orders.csv
{
	segment -q -a 2026-07-01 orders.csv >table.csv
	churn-flag --calibrate-until 2026-01-01 -a 2026-07-01 table.csv
	churn-flag --calibrate-until 2026-01-01 -a 2026-07-01 <orders.csv
	churn-flag --calibrate-until 2026-01-01 --by gap orders.csv
	churn-flag --calibrate-until 2025-01-10 -a 2026-07-01 orders.csv
} 2>>got.err
sed -i '/try/d; s/: [0-9]* customer.*/: too few/' got.err
err <<-END
	churn-flag: --calibrate-until: want an earlier time than as-of
	churn-flag: --calibrate-until needs orders, not a customer table
	churn-flag: --calibrate-until: want files, for they are read twice
	churn-flag: --calibrate-until: want a model by --by, and no file of one
	churn-flag: --calibrate-until: no mbg-nbd: too few
END
status 2
end

# --- published fits -----------------------------------------------------------

# fits FILE WAY [OPTION ...]: parameters and log-likelihood, as they are printed.
fits() {
	file=$1 way=$2
	shift 2
	churn-flag -q --by "$way" "$@" --write-model m.json -o /dev/null "$file"
	python3 -c 'import json
m = json.load(open("m.json"))
names = ["r", "alpha"] + (["s", "beta"] if "s" in m else ["a", "b"])
print(m["model"], *("%.4g" % m[n] for n in names), "%.5f" % m["log_likelihood"],
    m["customers"], m["unique"], m["repeat_orders"],
    *("%.4g" % m["standard_errors"][n] for n in names))'
}

case_of "the made store of 600, as scipy has it (models of days)"
[ -r "$data/synth-orders/synth_orders.csv" ] || skip "no shared data"
if [ -n "$title" ]; then
	awk -F, 'NR == 1 { print "order_id,customer_id,ordered_at,status,currency,total"; next }
	{ print $1 "," $2 "," $3 ",paid,USD," $4 }' \
	    "$data/synth-orders/synth_orders.csv" >orders.csv
	for way in bg-nbd mbg-nbd pareto-nbd; do
		fits orders.csv "$way" -a 2024-06-30
	done >said
	run cat said
	out <<-END
		bg-nbd 0.3015 29.14 0.6765 3.428 -7113.43341 600 515 1302 0.02454 3.795 0.2299 1.567
		mbg-nbd 0.5693 40.4 0.6257 1.741 -7111.62045 600 515 1302 0.1356 7.322 0.1609 0.9309
		pareto-nbd 0.5529 57.62 0.942 265.9 -7114.39003 600 515 1302 0.06653 7.198 0.6143 247
	END
	end
fi

case_of "CDNOW, from the raw log by a map to the published fits, in weeks"
[ -r "$data/cdnow/CDNOW_sample.txt" ] || skip "no shared data"
if [ -n "$title" ]; then
	given cdnow.map <<-'EOF'
		kind        orders
		order_id    = order
		customer_id = customer
		ordered_at  = day
		time        ymd
		currency    = "USD"
		status      = "paid"
		total       = spend
	EOF
	awk 'BEGIN { print "order,customer,day,spend" } { print NR "," $2 "," $3 "," $5 }' \
	    "$data/cdnow/CDNOW_sample.txt" >cdnow.csv
	import-orders -q --map cdnow.map cdnow.csv >orders.csv
	for way in bg-nbd mbg-nbd pareto-nbd; do
		fits orders.csv "$way" -a 1997-09-30 --time-unit week
		churn-flag -q -a 1998-06-30 --by "$way" --calibrate-until \
		    1997-09-30 orders.csv | grep -e sum -e '[a-z] ' -e corr -e 7+
	done >said
	run cat said
	out <<-END
		bg-nbd 0.2426 4.414 0.7929 2.426 -9582.42921 2357 1016 2457 0.01256 0.3782 0.1857 0.7054
		mean,7+,64,6.1572,6.3594
		sum,,2357,1653.4087,1882.0000
		mean absolute error,,2357,0.7855,
		bias percent,,2357,-12.1462,
		correlation,,2357,0.6256,
		mbg-nbd 0.5248 6.183 0.8914 1.614 -9582.13572 2357 1016 2457 0.08327 0.6956 0.1548 0.5375
		mean,7+,64,5.8485,6.3594
		sum,,2357,1576.7283,1882.0000
		mean absolute error,,2357,0.7648,
		bias percent,,2357,-16.2206,
		correlation,,2357,0.6273,
		pareto-nbd 0.5533 10.58 0.6062 11.67 -9594.97618 2357 1016 2457 0.04763 0.8427 0.1873 6.211
		mean,7+,64,6.4031,6.3594
		sum,,2357,1665.5131,1882.0000
		mean absolute error,,2357,0.7545,
		bias percent,,2357,-11.5030,
		correlation,,2357,0.6302,
	END
	end
fi

finish
