#!/bin/sh
# shellcheck source=tests/lib.sh
. "${0%/*}/lib.sh"

PATH=$PATH:$tests
columns="python3 $tests/columns.py"
export columns samples

# Orders with the columns that most cases want.
orders() {
	echo 'order_id,customer_id,ordered_at,status,currency,total'
	cat
}

# One order for each NAME:DAY, of 10 USD.
bought() {
	for pair; do
		n=$((${n:-0} + 1))
		echo "$n,${pair%%:*},${pair#*:},paid,USD,10"
	done | orders
}

case_of "orders become customers, by their statuses as known at as-of"
given orders.csv <<-END
	order_id,customer_id,ordered_at,status,currency,total,refunded,discount,coupon,units,cancelled_at,refunded_at
	1,ann,2026-01-01,paid,USD,10.00,,,,2,,
	2,ann,2026-01-01T09:00:00Z,paid,USD,5.50,,1.00,,2,,
	3,ann,2026-02-01T09:00:00Z,partially-refunded,USD,20.00,4.50,,X,1,,2026-02-03
	4,ann,2026-03-01T09:00:00Z,refunded,USD,7.00,7.00,,,9,,2026-03-02
	5,ann,2026-03-02T09:00:00Z,placed,USD,7.00,,,,9,,
	6,ann,2026-03-03T09:00:00Z,cancelled,USD,7.00,,,,9,2026-03-04,
	7,ann,2026-03-03T09:00:00Z,failed,USD,7.00,,,,9,,
	8,bob,2026-03-03T09:00:00Z,cancelled,USD,8.00,,,,,2026-04-01,
	9,bob,2026-03-05T09:00:00Z,refunded,USD,9.00,9.00,,,,,2026-04-01
	10,cat,2026-03-05T09:00:00Z,paid,USD,9.00,,,,,2026-03-06,
	11,dan,2026-03-05T09:00:00Z,pending,USD,9.00,,,,,,
	12,eve,2026-03-31T23:59:59Z,paid,USD,0,,,,1.250,,
	13,eve,2026-04-01T00:00:00Z,paid,USD,9.00,,,,,,
END
shell 'segment -a 2026-03-31 --write-cuts=cuts.csv orders.csv | $columns \
    customer_id as_of tz currency first_order_at last_order_at \
    last_any_order_at orders order_days spent repeat_spent \
    discounted_orders usual_units recency_days'
out <<-END
	ann|2026-03-31T23:59:59Z|UTC|USD|2026-01-01|2026-02-01T09:00:00Z|2026-03-02T09:00:00Z|3|2|31.00|15.50|2|2|58
	bob|2026-03-31T23:59:59Z|UTC|USD|2026-03-03T09:00:00Z|2026-03-05T09:00:00Z|2026-03-05T09:00:00Z|2|2|17.00|9.00|0||26
	eve|2026-03-31T23:59:59Z|UTC|USD|2026-03-31T23:59:59Z|2026-03-31T23:59:59Z|2026-03-31T23:59:59Z|1|1|0.00|0.00|0|1.25|0
END
err <<-END
	segment: r: too few different values for 5 bins, nobody scores 2, 4
	segment: f: too few different values for 5 bins, nobody scores 2, 4
	segment: m: too few different values for 5 bins, nobody scores 2, 4
	segment: set aside: 1 later than as-of, 6 not a purchase
END
end

case_of "a customer's cells are the last ones that aren't blank"
given orders.csv <<-END
	order_id,customer_id,ordered_at,status,currency,total,email,phone,city,language,gift
	2,ann,2026-01-02,paid,USD,1,new@example.com,,Oslo,,
	1,ann,2026-01-02,paid,USD,1,old@example.com,+12025550101,Bern,en,
	3,ann,2026-01-01,paid,USD,1,first@example.com,+12025550100,Rome,de,
	4,ann,2026-01-03,test,USD,1,test@example.com,,,,
	5,ann,2026-01-03,cancelled,USD,1,,,Bonn,,
END
shell 'for f in orders.csv rows.csv; do
    segment -q -a 2026-02-01 $f | $columns customer_id email phone city language
    (head -1 orders.csv; sed 1d orders.csv | sort -r) >rows.csv
    done'
out <<-END
	ann|new@example.com|+12025550101|Bonn|en
	ann|new@example.com|+12025550101|Bonn|en
END
end

case_of "a customer is an id, else an e-mail, else a phone, else nobody"
given orders.csv <<-END
	order_id,customer_id,ordered_at,status,currency,total,email,phone
	1,b,2026-01-01,paid,USD,1,ann@example.com,+12025550101
	2,,2026-01-02,paid,USD,1,Ann@Example.com,+12025550101
	3,,2026-01-03,paid,USD,1,ann@example.com,
	4,,2026-01-04,paid,USD,1,,+12025550101
	5,,2026-01-05,paid,USD,1,,
	6,B,2026-01-05,paid,USD,1,,
END
shell 'segment -q -a 2026-02-01 orders.csv | $columns customer_id orders
    segment -q -a 2026-02-01 --identity=email orders.csv | $columns \
    customer_id orders'
out <<-END
	+12025550101|1
	B|1
	ann@example.com|2
	b|1
	+12025550101|1
	B|1
	ann@example.com|3
END
end

case_of "two currencies are never added"
given orders.csv <<-END
	order_id,customer_id,ordered_at,status,currency,total
	1,ann,2026-01-01,paid,USD,1
	2,ann,2026-01-05,paid,JPY,500
	3,bob,2026-01-05,test,EUR,500
END
run segment -a 2026-02-01 orders.csv
err <<-END
	segment: purchases in JPY and in USD (choose one with --currency)
END
status 2
end

case_of "one can be chosen, and an order in the other isn't forgotten"
given orders.csv <<-END
	order_id,customer_id,ordered_at,status,currency,total
	1,ann,2026-01-01,paid,USD,1
	2,ann,2026-01-05,paid,JPY,500
	3,bob,2026-01-05,paid,USD,2
END
shell 'segment -a 2026-02-01 --currency=jpy orders.csv 2>/dev/null | $columns \
    customer_id currency spent last_order_at
    segment -a 2026-02-01 --currency=USD --bins=3 -p --map=rf \
    orders.csv 2>&1 >/dev/null
    segment -a 2026-02-01 --currency=USD orders.csv 2>/dev/null | $columns \
    customer_id currency spent last_order_at last_any_order_at'
out <<-END
	ann|JPY|500|2026-01-05
	segment: --map: 'rf': no such file, nor one of our own maps
	ann|USD|1.00|2026-01-01|2026-01-05
	bob|USD|2.00|2026-01-05|2026-01-05
END
end

case_of "placed orders count, and free ones don't, when asked so"
orders >orders.csv <<-END
	1,ann,2026-01-01,paid,USD,0
	2,ann,2026-01-02,placed,USD,3
	3,bob,2026-01-02,paid,USD,0
END
shell 'for o in --count=paid --count=placed --skip-free; do
    segment -q -a 2026-02-01 $o orders.csv | $columns customer_id orders spent
    done
    segment -a 2026-02-01 --skip-free orders.csv'
out <<-END
	ann|1|0.00
	bob|1|0.00
	ann|2|3.00
	bob|1|0.00
	$(segment -q -a 2026-02-01 --skip-free orders.csv)
END
err <<-END
	segment: no purchases, so nobody to score
	segment: set aside: 1 not a purchase, 2 free order
END
end

case_of "bad orders are rejected, the others go on"
orders >orders.csv <<-END
	1,ann,2026-01-01,paid,USD,1
	2,ann,2026-13-01,paid,USD,1
	3,ann,2026-01-01,shipped,USD,1
	4,ann,2026-01-01,paid,XYZ,1
	5,ann,2026-01-01,paid,USD,1.005
	6,ann,2026-01-01,paid,USD,-1
	,ann,2026-01-01,paid,USD,1
	8,ann,2026-01-01T12:00:00,paid,USD,1
END
shell 'segment -a 2026-02-01 --recency-days=9,99 --frequency-counts=1,2 \
    --monetary-amounts=1,2 orders.csv >out.csv; s=$?
    $columns customer_id orders r f m rfm segment <out.csv; exit $s'
out <<-END
	ann|1|2|1|1|211|At risk
END
sed 's/^	//' >want.err <<-END
	segment: orders.csv:3: ordered_at: '2026-13-01': no such day
	segment: orders.csv:4: status: 'shipped': want paid, placed, pending, refunded, partially-refunded, cancelled, failed or test
	segment: orders.csv:5: currency: 'XYZ': not a currency (want an ISO 4217 code)
	segment: orders.csv:6: total: '1.005': too many decimals (want at most 2)
	segment: orders.csv:7: total: '-1': less than nothing (want 0 or more)
	segment: orders.csv:8: order_id: '': blank (want the order's number)
	segment: orders.csv:9: ordered_at: '2026-01-01T12:00:00': no offset from UTC (want one, or --tz)
END
grep -v 'nobody scores' got.err >rest.err; mv rest.err got.err
status 1
end

case_of "days are counted in the shop's zone"
bought a:2026-01-01T02:00:00Z a:2026-01-01T10:00:00Z >orders.csv
shell 'for tz in UTC America/New_York; do
    segment -q --tz=$tz -a 2026-01-31 orders.csv | $columns \
    as_of order_days recency_days; done'
out <<-END
	2026-01-31T23:59:59Z|1|30
	2026-02-01T04:59:59Z|2|30
END
end

case_of "a table's rows are copied as they are, and columns added"
given table.csv <<-END
	name,first_order_at,customer_id,last_order_at,orders,order_days,spent,currency,as_of
	"A ""x"", B",2026-01-01,z,2026-01-03,2,2,3.50,USD,2026-01-31
	B,2026-01-01,a,2026-01-01,"1",1,2.00,USD,2026-01-31
	never,,b,,,,,,2026-01-31
END
run segment -q table.csv
out <<-END
	name,first_order_at,customer_id,last_order_at,orders,order_days,spent,currency,as_of,recency_days,r,f,m,rfm,segment
	"A ""x"", B",2026-01-01,z,2026-01-03,2,2,3.50,USD,2026-01-31,28,5,5,5,555,Champions
	B,2026-01-01,a,2026-01-01,"1",1,2.00,USD,2026-01-31,30,1,1,1,111,Lost
	never,,b,,,,,,2026-01-31,,,,,,
END
end

case_of "a table's own segment gives the same as its orders"
cp "$samples/segment.csv" .
shell 'segment -q -a 2026-11-16 segment.csv >one.csv
    cut -d, -f1-30 one.csv >table.csv; cut -d, -f1-29,31- one.csv >no.csv
    segment -q table.csv | cmp - one.csv
    segment -q -a 2026-11-16 --count=placed table.csv
    segment -q -a 2026-11-15 table.csv
    segment -q --tz=Asia/Tokyo table.csv
    segment -q --window=90d table.csv
    segment -q one.csv'
err <<-END
	segment: --count needs orders, not a customer table
	segment: table.csv:2: as_of: '2026-11-16T23:59:59Z': later than --as-of
	segment: table.csv:2: tz: 'UTC': not the time zone of --tz
	segment: --window needs orders, not a customer table
	$(segment -q one.csv 2>&1)
END
grep -q 'recency_days' got.err || echo 'no word of recency_days' >>want.err
status 2
end

case_of "rows of a table that contradict themselves are rejected"
head='customer_id,first_order_at,last_order_at,orders,order_days,spent,currency,as_of'
given table.csv <<-END
	$head
	a,2026-01-02,2026-01-01,1,1,1,USD,2026-01-31
	b,2026-01-01,2026-02-01,2,2,1,USD,2026-01-31
	c,2026-01-01,2026-01-03,2,1,1,USD,2026-01-31
	d,2026-01-01,2026-01-03,5,4,1,USD,2026-01-31
	e,2026-01-01,2026-01-09,3,4,1,USD,2026-01-31
END
run segment table.csv
out <<-END
	$head,recency_days,r,f,m,rfm,segment
END
err <<-END
	segment: table.csv:2: last_order_at: '2026-01-01': earlier than first_order_at
	segment: table.csv:3: last_order_at: '2026-02-01': later than as-of
	segment: table.csv:4: order_days: '1': not what first_order_at and last_order_at allow
	segment: table.csv:5: order_days: '4': not what first_order_at and last_order_at allow
	segment: table.csv:6: order_days: '4': more days than orders
END
grep -v 'no purchases' got.err >rest.err; mv rest.err got.err
status 1
end

case_of "a table of two instants or two currencies is refused"
for cells in USD,2026-01-30 EUR,2026-01-31; do
	given "$cells" <<-END
		$head
		a,2026-01-01,2026-01-01,1,1,1,USD,2026-01-31
		b,2026-01-01,2026-01-01,1,1,1,$cells
	END
done
shell 'segment USD,2026-01-30; segment EUR,2026-01-31
    segment -q --currency=EUR EUR,2026-01-31 | $columns customer_id'
out <<-END
	b
END
err <<-END
	segment: USD,2026-01-30:3: as_of: '2026-01-30': another than in the rows above
	segment: customers in USD and in EUR (choose one with --currency)
END
end

case_of "seven customers are as welcome as any"
bought a:2026-01-01 b:2026-01-02 c:2026-01-03 d:2026-01-04 e:2026-01-05 \
    f:2026-01-06 g:2026-01-07 g:2026-01-07 >orders.csv
shell 'segment -a 2026-01-10 orders.csv | $columns customer_id r f m'
out <<-END
	a|1|1|1
	b|1|1|1
	c|2|1|1
	d|3|1|1
	e|4|1|1
	f|5|1|1
	g|5|5|5
END
err <<-END
	segment: f: too few different values for 5 bins, nobody scores 2, 3, 4
	segment: m: too few different values for 5 bins, nobody scores 2, 3, 4
END
end

case_of "fixed cuts say how many bins, and belong to the score below them"
bought a:2026-01-01 b:2026-01-11 c:2026-01-12 d:2026-01-21 e:2026-01-31 \
    >orders.csv
shell 'segment -q -a 2026-01-31 --recency-days=20,29,30 --map=four orders.csv
    printf "bins=4\nrest = all\nscores = r f\ntop = 4;1-4\n" >four
    segment -q -a 2026-01-31 --recency-days=10,20,29 --map=four orders.csv |
    $columns customer_id recency_days r segment
    segment --recency-days=1,2 --bins=4 orders.csv
    segment --recency-days=1,2 --monetary-amounts=1,2,3 orders.csv
    segment --recency-days=2,2 orders.csv
    segment --frequency-counts=2 orders.csv
    segment --bins=4 orders.csv; segment --map=four orders.csv
    segment -a 2026-02-01 --monetary-amounts=1,2.345,3,4 orders.csv'
out <<-END
	a|30|1|all
	b|20|3|all
	c|19|3|all
	d|10|4|top
	e|0|4|top
END
err <<-END
	segment: --map: 'four': no such file, nor one of our own maps
	segment: --recency-days: made for 3 bins, not 4
	segment: --monetary-amounts: made for 4 bins, not 3
	segment: --recency-days: '2,2': not ascending
	segment: --frequency-counts: '2': too few cuts (want at least 2)
	segment: no segment map of ours is for 4 bins (want --map)
	segment: try 'segment --help'
	segment: --map: 'four': made for 4 bins, not 5
	segment: try 'segment --help'
	segment: --monetary-amounts: '1,2.345,3,4': too many decimals (want at most 2)
END
status 2
end

case_of "spend may be scored by the average order, in whole cents"
orders >orders.csv <<-END
	1,a,2026-01-01,paid,USD,1.00
	2,a,2026-01-01,paid,USD,1.01
	3,b,2026-01-01,paid,USD,1.00
	4,c,2026-01-01,paid,USD,1.02
END
shell 'segment -q -a 2026-01-31 --monetary=average --monetary-amounts=1.00,1.01 \
    orders.csv | $columns customer_id m'
out <<-END
	a|2
	b|1
	c|3
END
end

case_of "a window scores the orders in it, and keeps the other figures"
bought a:2026-01-01 a:2026-01-02 b:2026-01-02 c:2025-12-31 >orders.csv
shell 'segment -q -a 2026-01-31 --window=30d --frequency-counts=1,2 orders.csv |
    $columns customer_id orders spent recency_days f rfm
    segment -q -a 2026-01-31 --frequency-counts=1,2 orders.csv |
    $columns customer_id f'
out <<-END
	a|2|20.00|29|1|311
	b|1|10.00|29|1|311
	c|1|10.00|31|1|111
	a|2
	b|1
	c|1
END
end

case_of "frozen cuts: more customers change nobody's label"
cp "$samples/segment.csv" .
shell 'segment -q -p -a 2026-11-16 --write-cuts=cuts.csv segment.csv >all.csv
    head -21 segment.csv >some.csv
    segment -p -a 2026-11-16 --cuts=cuts.csv some.csv | $columns customer_id \
    rfm >few; segment -q -p -a 2026-11-16 --cuts=cuts.csv segment.csv | cmp - all.csv
    cat cuts.csv; cat few'
out <<-END
	name,value
	as_of,2026-11-16T23:59:59Z
	tz,UTC
	currency,USD
	customers,10
	window,
	bins,5
	monetary,total
	recency_days,"18,47,156,318"
	frequency_counts,"1,2,3,4"
	monetary_amounts,"92.97,106.08,137.60,188.36"
	store_gap_days,62.17
	hero_spent,262.02
	hero_orders,5
	hero_visits,
	1002|111
	1004|214
	1006|232
	1007|321
	1008|321
	1009|154
	1010|411
END
end

case_of "cuts are refused where they don't belong"
cp "$samples/segment.csv" .
shell 'c="segment -a 2026-11-16 --cuts=cuts.csv"
    segment -q -a 2026-11-16 --write-cuts=cuts.csv segment.csv >/dev/null
    $c --bins=4 segment.csv; $c --window=90d segment.csv
    $c --monetary=average segment.csv; $c --recency-days=1,2 segment.csv
    sed s/USD/CAD/ segment.csv >cad.csv; sed s/,USD/,CAD/ segment.csv >cad.csv
    $c cad.csv; sed s/,5$/,4/ cuts.csv >four; segment --cuts=four segment.csv
    head -9 cuts.csv >half; segment --cuts=half segment.csv
    sed 4d cuts.csv >gap; segment --cuts=gap segment.csv
    sed s/18,47/48,47/ cuts.csv >down; segment --cuts=down segment.csv'
err <<-END
	segment: cuts.csv: made for 5 bins, not 4
	segment: cuts.csv: made with another --window
	segment: cuts.csv: made with another --monetary
	segment: --cuts leaves no other cuts to be made
	segment: try 'segment --help'
	segment: cuts.csv: made of USD, not CAD
	segment: four: want 3 cuts for 4 bins
	segment: half: ends early (want frequency_counts)
	segment: gap:4: name: 'customers': want currency
	segment: down:9: recency_days: '48,47,156,318': not ascending
END
status 2
end

case_of "maps with gaps or overlaps are refused, unless they say how"
bought a:2026-01-01 >orders.csv
shell 'try() { printf "bins = 3\nscores = r f\n$1" >m
    segment -q -a 2026-02-01 --bins=3 --map=m orders.csv | $columns segment; }
    try "A = 1-3;1-2\n"; try "A = 1-3;1-3\nB = 2;2\n"
    try "A = 11\nmatch = first\n"; try "A = 14\n"; try "A = 111\n"
    try "A\n"; try "A = 2-1;1\n"; try "match = last\n"; try ""
    try "rest = Z\nmatch = first\nB = 2;2\nA = 1-2;1-2\n"
    try "rest = Z\nA = 3;1\n"'
out <<-END
	A
	A
END
err <<-END
	segment: m: no segment, and no 'rest = NAME', for r;f;m: '1;3;1'
	segment: m:4: named twice, without 'match = first': '2;2'
	segment: m:4: settings come before segments: 'match'
	segment: m:3: no scores of this map: '14'
	segment: m:3: no scores of this map: '111'
	segment: m:3: want NAME = SCORES: 'A'
	segment: m:3: no scores of this map: '2-1;1'
	segment: m:3: want 'first': 'last'
	segment: m: no segment map (want NAME = SCORES)
END
sed -i '1s/.*/Z/' want.out
end
