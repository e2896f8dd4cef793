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
	churn-flag: 3 active, 1 at-risk, 1 churned
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
	churn-flag: by window: at-risk when silent for 15d, churned for 120d
	churn-flag: 1 active, 3 at-risk, 0 churned
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
	churn-flag: 0 active, 1 at-risk, 0 churned
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
	churn-flag: 30 active, 0 at-risk, 0 churned
END
end

case_of "nobody bought; nothing is left of an old model's name"
bought a:2026-11-02 >orders.csv
echo old >m.json
run churn-flag -a 2020-01-01 --write-model m.json -o o.csv orders.csv
cat m.json >got.out
out <<-END
	old
END
err <<-END
	churn-flag: nobody bought
	churn-flag: set aside: 1 later than as-of
	churn-flag: --write-model: no model to rely on, so none is written
END
end

case_of "a model at the edge of what a fit gives: a number it is, by mpmath"
bought a:2023-09-09 a:2023-10-09 a:2023-11-09 a:2024-10-13 >orders.csv
echo '{ "model": "mbg-nbd", "time_unit": "day", "r": 0.9, "alpha": 60, "a": 5000, "b": 5000 }' >m.json
run churn-flag -q --horizon 5y -a 2025-01-21 --model m.json orders.csv
show expected_orders
out <<-END
	0.6201
END
end

case_of "as-of at the end of time: no next order behind it"
bought a:9999-11-25 a:9999-12-10 a:9999-12-25 b:9999-12-01 b:9999-12-15 >orders.csv
run churn-flag -q -a 9999-12-31 --by gap orders.csv
show customer_id next_order_on churn
out <<-END
	a||active
	b|9999-12-30|at-risk
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
	churn-flag: m.json: alpha: want a number of 1e-6 to 1e12
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
	churn-flag --model m.json --by bg-nbd
	churn-flag --horizon 12m
	churn-flag --horizon 0d
	churn-flag --windows 12h,2d
} 2>>got.err
err <<-END
	churn-flag: --model leaves nothing for --write-model
	churn-flag: try 'churn-flag --help'
	churn-flag: --by gap has no model
	churn-flag: try 'churn-flag --help'
	churn-flag: --churned 0.2 is more than --at-risk 0.1
	churn-flag: try 'churn-flag --help'
	churn-flag: --churned-gaps 0.5 is less than --at-risk-gaps 1
	churn-flag: try 'churn-flag --help'
	churn-flag: --windows: '30d,15d': not ascending
	churn-flag: --at-risk: '2': not a share (want such as 0.5)
	churn-flag: --model tells by what, so --by can't
	churn-flag: try 'churn-flag --help'
	churn-flag: --horizon: '12m': less than days (want such as 90d, 12w, 6mo or 1y; m are minutes)
	churn-flag: --horizon: '0d': no time (want such as 90d)
	churn-flag: --windows: '12h,2d': less than days (want such as 90d, 12w, 6mo or 1y; m are minutes)
END
status 2
end

case_of "--diagnose: what was expected, and what came, by hand"
made >orders.csv
run churn-flag -q -a 2026-07-01 --diagnose --calibrate-until 2026-01-01 orders.csv
mv got.out table.csv
awk -F, 'NR == 1 || $3 <= "2026-01-01"' orders.csv >before.csv
churn-flag -q -a 2026-01-01 --horizon 181d --write-model m.json before.csv >then.csv
churn-flag -q -a 2026-07-01 orders.csv >now.csv
python3 "$tests/holdout-check.py" >got.out
out <<-END
	total 1
	mae 1
	bias-percent 1
	correlation 1
	orders-by-repeats 8
	came-back 3
	repeats-until 78
END
end

case_of "--calibrate-until is the middle where nobody says"
made >orders.csv
for until in 2025-10-01 ''; do
	churn-flag -a 2026-07-01 --diagnose ${until:+--calibrate-until $until} \
	    orders.csv >"table$until" 2>"said$until"
done
run cat said
{ cmp table table2025-10-01; cmp said said2025-10-01; } >>got.out
err </dev/null
out <<-END
	churn-flag: mbg-nbd as of 2025-10-01, held against what came after
END
end

case_of "--plot: the two pictures, as SVG of every week and every bin"
made >orders.csv
run churn-flag -q -a 2026-07-01 --diagnose --plot p.svg -o table.csv orders.csv
python3 -c '
import xml.etree.ElementTree as tree
ns = "{http://www.w3.org/2000/svg}"
top = tree.parse("p.svg").getroot()
print(top.tag == ns + "svg", [t.text for t in top.iter(ns + "text")
    if t.get("font-weight") == "bold"])
lines = [p for p in top.iter(ns + "path") if p.get("fill") == "none"]
print([len(p.get("d").split()) // 2 for p in lines])
print([p.get("d").count("M") for p in lines])
print(len(list(top.iter(ns + "circle"))))' >got.out
out <<-END
	True ['Repeat orders, all added up', 'Orders after that, by repeat orders before']
	[78, 78, 8, 8, 8]
	[1, 1, 1, 1, 1]
	24
END
end

case_of "--diagnose wants orders, files, an earlier time and a model"
made >orders.csv
run churn-flag --diagnose --calibrate-until 2026-01-01 -a 2025-12-01 orders.csv
{
	segment -q -a 2026-07-01 orders.csv >table.csv
	churn-flag --diagnose -a 2026-07-01 table.csv
	churn-flag --diagnose -a 2026-07-01 <orders.csv
	churn-flag --diagnose -a 2026-07-01 - <orders.csv
	bought a:2026-08-01 a:2026-08-01 >day.csv
	churn-flag --diagnose -a 2026-08-01 day.csv
	churn-flag --diagnose -a 2026-07-01 --by gap orders.csv
	churn-flag --diagnose -a 2026-07-01 --model m.json orders.csv
	churn-flag --plot p.svg -a 2026-07-01 orders.csv
	churn-flag --diagnose --calibrate-until 2025-01-10 -a 2026-07-01 orders.csv
	head -n 1 orders.csv | tee none.csv >/dev/null
	churn-flag --diagnose -a 2026-07-01 none.csv
	churn-flag --diagnose -a 2026-07-01 --plot no/p.svg -o o.csv orders.csv
} 2>>got.err
sed -i '/try/d; s/: [0-9]* customer.*/: too few/' got.err
err <<-END
	churn-flag: --calibrate-until: want an earlier day than as-of
	churn-flag: --diagnose needs orders, not a customer table
	churn-flag: --diagnose: want files, for they are read twice
	churn-flag: -: can't be read twice, as --diagnose does
	churn-flag: --diagnose: all orders are of one day
	churn-flag: --by gap has no model
	churn-flag: --diagnose fits a model of its own, for --model to leave alone
	churn-flag: --plot goes with --diagnose
	churn-flag: no mbg-nbd by 2025-01-10: too few
	churn-flag: --diagnose: nobody bought
	churn-flag: mbg-nbd as of 2025-10-01, held against what came after
	churn-flag: no/p.svg: No such file or directory
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

# cdnow: its raw log as orders, by a map of ours.
cdnow() {
	cat >cdnow.map <<-'EOF'
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
	    "$data/cdnow/CDNOW_sample.txt" | import-orders -q --map cdnow.map
}

case_of "CDNOW, from the raw log by a map to the published fits, in weeks"
[ -r "$data/cdnow/CDNOW_sample.txt" ] || skip "no shared data"
if [ -n "$title" ]; then
	cdnow >orders.csv
	for way in bg-nbd mbg-nbd pareto-nbd; do
		fits orders.csv "$way" -a 1997-09-30 --time-unit week
		churn-flag -q -a 1998-06-30 --by "$way" --diagnose \
		    --calibrate-until 1997-09-30 orders.csv |
		    grep -e total -e mae -e percent -e corr -e repeats,
		churn-flag -q -a 1997-09-30 --by "$way" orders.csv |
		    python3 "$tests/columns.py" p_alive |
		    awk '{ sum += $1 } END { printf "p_alive %.4f\n", sum / NR }'
	done >said
	run cat said
	out <<-END
		bg-nbd 0.2426 4.414 0.7929 2.426 -9582.42921 2357 1016 2457 0.01256 0.3782 0.1857 0.7054
		total,,2357,1653.4087,2105.7965,1882.0000
		mae,,2357,0.7855,0.8577,
		bias-percent,,2357,-12.1462,11.8914,
		correlation,,2357,0.6256,0.6002,
		orders-by-repeats,0,1411,0.2251,0.0000,0.2367
		orders-by-repeats,1,439,0.5231,0.4566,0.6970
		orders-by-repeats,2,214,1.0441,1.4314,1.3925
		orders-by-repeats,3,100,1.5203,2.5511,1.5600
		orders-by-repeats,4,62,2.1639,3.7545,2.5323
		orders-by-repeats,5,38,2.6538,4.7823,2.9474
		orders-by-repeats,6,29,3.5040,7.1869,3.8621
		orders-by-repeats,7+,64,6.1572,11.2656,6.3594
		p_alive 0.8134
		mbg-nbd 0.5248 6.183 0.8914 1.614 -9582.13572 2357 1016 2457 0.08327 0.6956 0.1548 0.5375
		total,,2357,1576.7283,2105.7965,1882.0000
		mae,,2357,0.7648,0.8577,
		bias-percent,,2357,-16.2206,11.8914,
		correlation,,2357,0.6273,0.6002,
		orders-by-repeats,0,1411,0.1852,0.0000,0.2367
		orders-by-repeats,1,439,0.5514,0.4566,0.6970
		orders-by-repeats,2,214,1.0490,1.4314,1.3925
		orders-by-repeats,3,100,1.4929,2.5511,1.5600
		orders-by-repeats,4,62,2.1043,3.7545,2.5323
		orders-by-repeats,5,38,2.5636,4.7823,2.9474
		orders-by-repeats,6,29,3.3608,7.1869,3.8621
		orders-by-repeats,7+,64,5.8485,11.2656,6.3594
		p_alive 0.4487
		pareto-nbd 0.5533 10.58 0.6062 11.67 -9594.97618 2357 1016 2457 0.04763 0.8427 0.1873 6.211
		total,,2357,1665.5131,2105.7965,1882.0000
		mae,,2357,0.7545,0.8577,
		bias-percent,,2357,-11.5030,11.8914,
		correlation,,2357,0.6302,0.6002,
		orders-by-repeats,0,1411,0.1384,0.0000,0.2367
		orders-by-repeats,1,439,0.5995,0.4566,0.6970
		orders-by-repeats,2,214,1.1958,1.4314,1.3925
		orders-by-repeats,3,100,1.7138,2.5511,1.5600
		orders-by-repeats,4,62,2.3983,3.7545,2.5323
		orders-by-repeats,5,38,2.9072,4.7823,2.9474
		orders-by-repeats,6,29,3.8186,7.1869,3.8621
		orders-by-repeats,7+,64,6.4031,11.2656,6.3594
		p_alive 0.4463
	END
	end
fi

case_of "CDNOW: the errors that are squared, and logarithmic"
[ -r "$data/cdnow/CDNOW_sample.txt" ] || skip "no shared data"
if [ -n "$title" ]; then
	cdnow >orders.csv
	churn-flag -q -a 1998-06-30 orders.csv >now.csv
	for way in bg-nbd mbg-nbd pareto-nbd; do
		churn-flag -q -a 1997-09-30 --horizon 273d --by "$way" orders.csv >then.csv
		python3 -c '
import csv, math
now = {r["customer_id"]: int(r["order_days"]) for r in csv.DictReader(open("now.csv"))}
pairs = [(float(r["expected_orders"]), now[r["customer_id"]] - int(r["order_days"]))
    for r in csv.DictReader(open("then.csv"))]
def mean(f): return sum(f(e, a) for e, a in pairs) / len(pairs)
print("%.5f %.4f" % (math.sqrt(mean(lambda e, a: (e - a) ** 2)),
    mean(lambda e, a: (math.log1p(e) - math.log1p(a)) ** 2)))'
	done >said
	run cat said
	out <<-END
		1.60798 0.2343
		1.60718 0.2314
		1.60285 0.2377
	END
	end
fi

case_of "CDNOW: all repeat orders by week, as BTYD's walkthrough tracks them"
[ -r "$data/cdnow/CDNOW_sample.txt" ] || skip "no shared data"
if [ -n "$title" ]; then
	cdnow >orders.csv
	for way in bg-nbd pareto-nbd; do
		churn-flag -q -a 1998-07-01 --by "$way" --diagnose \
		    --calibrate-until 1997-09-30 orders.csv |
		    grep -e 'until,1997-05-2[18]' -e until,1997-06 -e until,1998-07
	done >said
	run cat said
	out <<-END
		repeats-until,1997-05-21,2357,1312.4589,,1367.0000
		repeats-until,1997-05-28,2357,1387.3475,,1421.0000
		repeats-until,1997-06-04,2357,1460.3932,,1489.0000
		repeats-until,1997-06-11,2357,1531.7150,,1529.0000
		repeats-until,1997-06-18,2357,1601.4194,,1579.0000
		repeats-until,1997-06-25,2357,1669.6017,,1682.0000
		repeats-until,1998-07-01,2357,4165.6638,,4339.0000
		repeats-until,1997-05-21,2357,1308.9119,,1367.0000
		repeats-until,1997-05-28,2357,1385.3341,,1421.0000
		repeats-until,1997-06-04,2357,1459.9847,,1489.0000
		repeats-until,1997-06-11,2357,1532.9700,,1529.0000
		repeats-until,1997-06-18,2357,1604.3862,,1579.0000
		repeats-until,1997-06-25,2357,1674.3208,,1682.0000
		repeats-until,1998-07-01,2357,4275.3883,,4339.0000
	END
	end
fi

case_of "CDNOW, all of its 78 weeks"
[ -r "$data/cdnow/CDNOW_sample.txt" ] || skip "no shared data"
if [ -n "$title" ]; then
	cdnow >orders.csv
	for way in bg-nbd mbg-nbd pareto-nbd; do
		fits orders.csv "$way" -a 1998-06-30 --time-unit week
	done >said
	run cat said
	out <<-END
		bg-nbd 0.2536 5.447 0.6074 2.647 -17138.23396 2357 1218 4339 0.01091 0.3983 0.1109 0.638
		mbg-nbd 0.6178 8.657 0.5515 1.009 -17127.37326 2357 1218 4339 0.09051 0.9722 0.05779 0.2226
		pareto-nbd 0.563 12.56 0.4081 10.51 -17135.83589 2357 1218 4339 0.04389 0.8937 0.07401 4.23
	END
	end
fi

case_of "95 % intervals by the standard errors hold the truth 95 times in 100"
for model in 0 1 3; do
	"$BIN/../helper/btyd-cover" $model 500 300 1
done >said
run awk '{
	for (i = 1; i < NF - 1; i++)
		good += $i >= 92.5 && $i <= 97.5
	total += $NF
}
END { print good, "of 11,", total }' said
out <<-END
	11 of 11, 900
END
end

finish
