#!/bin/sh
# score-clv: what customers are worth, by what, in which units.
# shellcheck source=tests/lib.sh
. "${0%/*}/lib.sh"

SENDLIST_AS_OF=2026-11-16
export SENDLIST_AS_OF

# bought NAME:DAY:AMOUNT ...: orders.
bought() {
	echo order_id,customer_id,ordered_at,status,currency,total,refunded
	n=0
	for part; do
		n=$((n + 1))
		rest=${part#*:}
		echo "$n,${part%%:*},${rest%%:*},paid,EUR,${rest#*:},"
	done
}

case_of "few customers: their rhythm and mean, and it is said"
bought a:2026-08-08:10 a:2026-09-17:20 a:2026-10-27:30 b:2026-11-01:50 \
    c:2026-01-01:40 c:2026-02-10:40 >orders.csv
run score-clv --horizon 80d --step 80d --discount 0%/y --rank orders.csv
show customer_id clv_historic clv_orders clv_order_value clv clv_rank clv_decile
out <<-END
	a|60.00|2.0000|22.92|45.83|2|4
	b|50.00|2.0000|40.83|81.67|1|1
	c|80.00|0.0000|37.22|0.00|3|7
END
err <<-END
	score-clv: orders by gap, not mbg-nbd: 2 customers bought on two days or more (want 20)
	score-clv: order values by each one's mean and the store's, not gamma-gamma: 2 customers spent something after their first day (want 20)
END
end

case_of "discounted to the end of each step; a part of one; the margin"
bought a:2026-08-08:10 a:2026-09-17:10 a:2026-10-27:10 >orders.csv
for how in "--horizon 40d --step 40d --discount 100%/40d" \
    "--horizon 80d --step 40d --discount 100%/40d" \
    "--horizon 60d --step 40d --discount 100%/40d" \
    "--horizon 80d --step 40d --discount 0%/y --margin 25%" \
    "--horizon 1y --step 1m --discount 10%/y"; do
	# shellcheck disable=SC2086  # words
	score-clv -q --by gap $how orders.csv | python3 "$tests/columns.py" clv
done >said
run cat said
python3 -c '
print("%.2f" % sum(365.25 / 12 / 40 * 10 * 1.1 ** (-i / 12) for i in range(1, 13)))' >want
out <<-END
	5.00
	7.50
	6.77
	5.00
	$(cat want)
END
end

case_of "less than a step: it is one"
bought a:2026-08-08:10 a:2026-09-17:10 a:2026-10-27:10 >orders.csv
run score-clv -q --by gap --horizon 20d --discount 0%/y orders.csv
show clv_orders clv
out <<-END
	0.5000|5.00
END
end

case_of "more refunded than paid is worth nothing; more than an amount can be"
given customers.csv <<-END
	customer_id,as_of,tz,currency,first_order_at,last_order_at,last_any_order_at,orders,order_days,spent,repeat_spent
	a,2026-11-16T23:59:59Z,UTC,EUR,2026-09-01,2026-11-01,2026-11-01,3,3,-30.00,-20.00
END
run score-clv -q --by gap customers.csv
show clv_historic clv_order_value clv
sed -i 's/-30.00,-20.00/92233720368547758.07,0/' customers.csv
{
	score-clv -q --by gap customers.csv
	sed 's/,repeat_spent//; s/,0$//' customers.csv | score-clv
} 2>>got.err
out <<-END
	-30.00|0.00|0.00
END
err <<-END
	score-clv: 3.5e+17: more than an amount can be
	score-clv: <stdin>:1: no column 'repeat_spent'
END
end

case_of "equal ones share a rank; a table's row without purchases stays"
given customers.csv <<-END
	customer_id,as_of,tz,currency,first_order_at,last_order_at,last_any_order_at,orders,order_days,spent,repeat_spent
	a,2026-11-16T23:59:59Z,UTC,EUR,2026-09-01,2026-11-01,2026-11-01,3,3,30.00,20.00
	b,2026-11-16T23:59:59Z,UTC,EUR,2026-09-01,2026-11-01,2026-11-01,3,3,30.00,20.00
	c,2026-11-16T23:59:59Z,UTC,EUR,,,2026-11-01,0,0,0.00,0.00
	d,2026-11-16T23:59:59Z,UTC,EUR,2026-09-01,2026-11-01,2026-11-01,3,3,3.00,2.00
END
run score-clv -q --rank customers.csv
show customer_id clv_rank clv_decile
out <<-END
	a|1|1
	b|1|1
	c||
	d|3|7
END
end

case_of "a time without its unit, a discount without its time"
bought a:2026-08-08:10 >orders.csv
for how in "--horizon 12" "--horizon 30weeks" "--step 0d" "--discount 10%" \
    "--discount 10/y" "--margin 1.2" "--margin 120%" "--step 2y"; do
	# shellcheck disable=SC2086  # words
	score-clv $how orders.csv
done >said 2>&1
run grep -v try said
out <<-END
	score-clv: --horizon: '12': not a time with its unit (want such as 12m, 52w, 90d or 1y)
	score-clv: --horizon: '30weeks': not a time with its unit (want such as 12m, 52w, 90d or 1y)
	score-clv: --step: '0d': not a time with its unit (want such as 12m, 52w, 90d or 1y)
	score-clv: --discount: '10%': not a discount (want such as 10%/y or 1%/30d)
	score-clv: --discount: '10/y': not a discount (want such as 10%/y or 1%/30d)
	score-clv: --margin: '1.2': not a percentage (want such as 25%)
	score-clv: --margin: '120%': not a percentage (want such as 25%)
	score-clv: --horizon: want one to 10,000 of --step in it
END
end

# made WORTH [VARIES]: 400 customers made at random, the same each time; what an order of
# theirs is worth is by that expression of their pace and of a draw u.
made() {
	awk 'BEGIN {
		srand(11)
		print "order_id,customer_id,ordered_at,status,currency,total"
		for (c = 0; c < 400; c++) {
			pace = -log(1 - rand()) / 40 + .0005
			leaves = rand() ^ 2
			u = rand()
			worth = '"$1"'
			day = int(rand() * 200)
			do {
				printf "%d,c%d,%s,paid,EUR,%.2f\n", ++n, c, date(day), worth * ('"${2:-.5 + rand()}"')
				day += int(-log(1 - rand()) / pace) + 1
			} while (day < 360 && rand() > leaves)
		}
	}
	function date(d) { return sprintf("2026-%02d-%02d", 1 + int(d / 31), 1 + d % 28) }'
}

case_of "a heavy tail: q of 1 or less is refused, and said"
made '10 / (-log(1 - u) * cos(3.14159 * rand()) ^ 2)' '-log(1 - rand())' >orders.csv
run score-clv -a 2026-12-31 -o c.csv orders.csv
grep -c . c.csv >got.out
sed -i 's/q is [0-9.]*/q is N/' got.err
out <<-END
	401
END
err <<-END
	score-clv: orders by mbg-nbd
	score-clv: order values by each one's mean and the store's, not gamma-gamma: q is N: with 1 or less the mean of all customers is infinite
END
end

case_of "spend that goes with frequency is warned of"
made '10 + 2000 * pace' >orders.csv
run score-clv -a 2026-12-31 -o c.csv orders.csv
sed -i 's/(correlation [0-9.]*)/(correlation N)/' got.err
err <<-END
	score-clv: orders by mbg-nbd
	score-clv: spend and frequency go together (correlation N): gamma-gamma takes them for independent, so that clv is too low for who buys often
END
end

case_of "models in a file score any part of them, to the last digit"
made '10 + 20 * u' >orders.csv
score-clv -q -a 2026-12-31 --write-model m.json orders.csv | sort >whole.csv
for part in 0 1; do
	awk -F, -v p=$part 'NR == 1 || substr($2, 2) % 2 == p' orders.csv |
	    score-clv -q -a 2026-12-31 --model m.json | sed 1d
done | sort >parts.csv
{ head -n 1 orders.csv; sed 1d orders.csv | sort -t, -k3; } >mixed.csv
{
	grep -v ^customer_id whole.csv | cmp - parts.csv
	score-clv -q -a 2026-12-31 --write-model n.json mixed.csv | sort |
	    cmp - whole.csv
	cmp m.json n.json
	segment -q -a 2026-12-31 orders.csv >table.csv
	{ head -n 1 table.csv; sed 1d table.csv | tac; } |
	    score-clv -q -a 2026-12-31 --write-model o.json >/dev/null
	cmp m.json o.json
	churn-flag -q -a 2026-12-31 --model m.json orders.csv >/dev/null
} >said 2>&1
run cat said
end

case_of "a model of another currency; of no order values; written nowhere"
made '10 + 20 * u' >orders.csv
score-clv -q -a 2026-12-31 --write-model m.json orders.csv >/dev/null
sed 's/EUR/USD/' orders.csv >usd.csv
run score-clv -q -a 2026-12-31 --model m.json usd.csv
{
	churn-flag -q -a 2026-12-31 --write-model n.json orders.csv >/dev/null
	score-clv -q -a 2026-12-31 --model n.json orders.csv
	bought a:2026-08-08:10 | score-clv --by gap --write-model none.json >/dev/null
	ls none.json
} 2>>got.err
sed -i '/try/d; s/ls: .*/ls: no/' got.err
err <<-END
	score-clv: --model: m.json: has no order values in USD
	score-clv: --model: n.json: has no order values
	score-clv: order values by each one's mean and the store's, not gamma-gamma: 0 customers spent something after their first day (want 20)
	score-clv: --write-model: no model to rely on, so none is written
	ls: no
END
status 2
end

# --- published values ---------------------------------------------------------

# cdnow: its raw log as orders.
cdnow() {
	awk 'BEGIN { print "order_id,customer_id,ordered_at,status,currency,total" }
	{ print NR "," $2 "," substr($3, 1, 4) "-" substr($3, 5, 2) "-" substr($3, 7) ",paid,USD," $5 }' \
	    "$data/cdnow/CDNOW_sample.txt"
}

case_of "CDNOW: orders, values and clv of customers, 12 steps of 30 days at 1 %"
[ -r "$data/cdnow/CDNOW_sample.txt" ] || skip "no shared data"
if [ -n "$title" ]; then
	cdnow >orders.csv
	score-clv -q -a 1997-09-30 --by bg-nbd --horizon 360d --step 30d \
	    --discount 1%/30d --write-model m.json -o c.csv orders.csv
	python3 "$tests/columns.py" customer_id clv_orders clv_order_value clv <c.csv |
	    grep -E '^000[12369]' >said
	python3 -c 'import json
m = json.load(open("m.json"))
print(*("%.4f" % m[k] for k in ("p", "q", "gamma")), m["currency"])' >>said
	run cat said
	out <<-END
		0001|1.5446|24.65|35.87
		0002|0.2577|18.91|4.59
		0003|0.2492|35.17|8.24
		0006|4.1634|71.46|280.52
		0009|1.6685|27.28|42.87
		6.2496 3.7442 15.4435 USD
	END
	end
fi

case_of "CDNOW, a year of months at 1 % each: not lifetimes' 140.10 and 1003.87"
[ -r "$data/cdnow/CDNOW_sample.txt" ] || skip "no shared data"
if [ -n "$title" ]; then
	# Those had months of 30 weeks; of 4.345 weeks, and times rounded to
	# hundredths of one, they are 36.28, 4.64, 8.34 and 283.52.
	cdnow >orders.csv
	score-clv -q -a 1997-09-30 --by bg-nbd --horizon 12m --step 1m \
	    --discount 1%/1m -o c.csv orders.csv
	python3 "$tests/columns.py" customer_id clv <c.csv |
	    grep -E '^000[1236]' >said
	run cat said
	out <<-END
		0001|36.30
		0002|4.64
		0003|8.35
		0006|283.72
	END
	end
fi

case_of "the made store of 600: order values as scipy has them"
[ -r "$data/synth-orders/synth_orders.csv" ] || skip "no shared data"
if [ -n "$title" ]; then
	awk -F, 'NR == 1 { print "order_id,customer_id,ordered_at,status,currency,total"; next }
	{ print $1 "," $2 "," $3 ",paid,USD," $4 }' \
	    "$data/synth-orders/synth_orders.csv" >orders.csv
	score-clv -q -a 2024-06-30 --write-model m.json -o c.csv orders.csv
	run python3 -c 'import json
m = json.load(open("m.json"))
e = m["standard_errors"]
print(*("%.4f" % m[k] for k in ("p", "q", "gamma")), *(0 < e[k] < m[k]
    for k in ("p", "q", "gamma")), *e)'
	out <<-END
		5.0745 3.8185 16.3386 True True True r alpha a b p q gamma
	END
	end
fi

finish
