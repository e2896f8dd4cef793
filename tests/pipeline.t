#!/bin/sh
# Whole pipes, from the sample store's export to its send list.
# shellcheck disable=SC2016  # for the inner shell to expand
# shellcheck source=tests/lib.sh
. "${0%/*}/lib.sh"

SENDLIST_AS_OF=2026-11-17T04:59:59Z
SENDLIST_TZ=America/New_York
export SENDLIST_AS_OF SENDLIST_TZ

# Made once: what case_of clears away leaves hidden files alone.
"$tests/../scripts/make-store" .store || exit

# The inner shells' words: columns of a CSV table, and a table's rows counted.
columns="python3 $tests/columns.py"
cells="python3 $tests/same-cells.py"
check="python3 $tests/store-check.py"
export columns cells check

# in_store: a case in a copy of the store.
in_store() {
	case_of "$1"
	cp .store/* .
}

# with_orders, with_customers: the same, some stages on.
with_orders() {
	in_store "$1"
	import-orders orders_export.csv >orders.csv 2>notes
}

with_customers() {
	with_orders "$1"
	segment -q orders.csv >customers.csv
	pick 'segment in ("At Risk", "Lost") and country = "US"' \
	    customers.csv >lapsed.csv
}

# The three lines of the README.
in_store "an export becomes orders and customers, but for two spoilt rows"
shell 'import-orders orders_export.csv | segment > customers.csv
    wc -l <customers.csv'
out <<-END
	660
END
err <<-END
	import-orders: orders_export.csv:2171: Created at: '7/20/2025 13:42': not a time (want such as 2026-11-23 08:41:00 +0200) (--time mdy or dmy?)
	import-orders: orders_export.csv:3325: Total: '5.55E+06': not an amount (want 1234.50)
	segment: f: too few different values for 5 bins, nobody scores 2
	segment: set aside: 85 no identity, 132 not a purchase
END
end

in_store "an import that left rows out says so in its exit status"
run import-orders -o orders.csv orders_export.csv
err <<-END
	import-orders: orders_export.csv:2171: Created at: '7/20/2025 13:42': not a time (want such as 2026-11-23 08:41:00 +0200) (--time mdy or dmy?)
	import-orders: orders_export.csv:3325: Total: '5.55E+06': not an amount (want 1234.50)
END
status 1
end

with_customers "a condition picks the lapsed"
shell 'pick '\''segment in ("At Risk", "Lost") and country = "US"'\'' \
    customers.csv > lapsed.csv
    echo $? $(($(wc -l <lapsed.csv) - 1))'
out <<-END
	0 83
END
end

with_customers "the lapsed become a send list"
shell 'schedule-sends --flow win-back --suppress unsubscribed.csv \
    --history sent.csv lapsed.csv > sends.csv
    echo $? $(($(wc -l <sends.csv) - 1))'
out <<-END
	0 26
END
err <<-END
	schedule-sends: --history: joined 22 of 103
	schedule-sends: --suppress: joined 7 of 58
	schedule-sends: unsubscribed.csv: the newest of it is of 2026-11-08T17:06:19Z: who has opted out since would be written to
	schedule-sends: denied: 22 already-sent, 8 expired, 43 no-consent, 2 suppressed, 2 exit
	schedule-sends: set aside: 146 later steps
END
end

# The same figures by a program that shares nothing with the tools.
with_customers "orders, customers and revenue are what the export says"
shell '$check . customers.csv "$SENDLIST_AS_OF" | sed "/@/d"
    $columns order_id <orders.csv | sort -u | wc -l
    $columns customer_id <customers.csv | sort -u | wc -l
    $columns spent <customers.csv |
	awk "{ n += \$1 } END { printf \"%.2f\\n\", n }"
    pick '\''status in ("paid", "partially-refunded")'\'' orders.csv |
	$columns total refunded | awk -F "|" "
	{ n += \$1 - \$2 } END { printf \"%.2f\\n\", n }"'
out <<-END
	2776 orders
	659 customers
	175391.45 spent by them
	181907.69 by everybody
	2776
	659
	175391.45
	181907.69
END
end

# At the second of these hours some are due a second message.
for now in 2026-11-17T04:59:59Z 2026-11-15T18:00:00Z; do
	SENDLIST_AS_OF=$now
	with_customers "at $now, the lapsed less the stopped and the served"
	$check . customers.csv "$now" | sed 1,4d | sort >want.out
	[ -s want.out ] || echo "a send" >want.out
	shell 'schedule-sends -q --flow win-back --suppress unsubscribed.csv \
	    --history sent.csv --denied denied.csv lapsed.csv |
	    $columns address step | tr "|" " " | sort'
	end
done
SENDLIST_AS_OF=2026-11-17T04:59:59Z

with_customers "who is written to isn't denied, and nobody is forgotten"
shell 'schedule-sends -q --flow win-back --suppress unsubscribed.csv \
    --history sent.csv --denied denied.csv lapsed.csv >sends.csv
    $columns customer_id step <sends.csv | sort >sent
    $columns customer_id step <denied.csv | sort >denied
    comm -12 sent denied
    cut -d "|" -f 1 sent denied | sort -u >decided
    $columns customer_id <lapsed.csv | sort | comm -3 - decided
    $columns code <denied.csv | sort | uniq -c'
out <<-END
	     22 already-sent
	      2 exit
	      8 expired
	     43 no-consent
	      2 suppressed
END
end

with_customers "what was sent isn't sent again"
shell 'schedule-sends -q --flow win-back --suppress unsubscribed.csv \
    --history sent.csv lapsed.csv >first.csv
    schedule-sends -q --flow win-back --suppress unsubscribed.csv \
    --history sent.csv --history first.csv lapsed.csv | wc -l'
out <<-END
	1
END
end

# NDJSON says the same all the way.
with_customers "a pipe of NDJSON sends the same"
schedule-sends -q --flow win-back --suppress unsubscribed.csv \
    --history sent.csv lapsed.csv >sends.csv
shell 'import-orders -q -j orders_export.csv | segment -q -j |
    tee customers.ndjson |
    pick -j '\''segment in ("At Risk", "Lost") and country = "US"'\'' |
    schedule-sends -q -j --flow win-back --suppress unsubscribed.csv \
    --history sent.csv >sends.ndjson
    wc -l <customers.ndjson
    wc -l <sends.ndjson
    $cells customers.csv customers.ndjson
    $cells sends.csv sends.ndjson'
out <<-END
	659
	26
END
end

# No order of the rows carries a meaning.
for shuffle in tac 'sort -t , -k 11,11 -r' 'sort -t , -k 6,6 -k 3,3r'; do
	with_customers "orders by $shuffle come to the same customers"
	cp customers.csv want.out
	{
		head -n 1 orders.csv
		sed 1d orders.csv | $shuffle
	} >shuffled.csv
	cmp -s orders.csv shuffled.csv && echo "other rows" >want.out
	run segment -q shuffled.csv
	end
done

with_orders "orders are an export of ours: imported, they stay as they are"
cp orders.csv want.out
run import-orders orders.csv
end

# Frozen cuts.
for json in "" -j; do
	with_customers "a table that has its segments isn't given others $json"
	run segment -q $json customers.csv
	err <<-END
		segment: the input already has a column 'recency_days'
	END
	status 2
	end
done

with_customers "under frozen cuts a customer's own table scores alike"
segment -q --write-cuts cuts.csv orders.csv >/dev/null
segment -q orders.csv >want.out
python3 -c 'import csv, sys
w = csv.writer(sys.stdout, lineterminator="\n")
for row in csv.reader(sys.stdin):
    w.writerow(row[:-6])' <customers.csv >table.csv
run segment --cuts cuts.csv table.csv
end

with_customers "under frozen cuts a part of the customers keep their labels"
segment -q --write-cuts cuts.csv orders.csv >/dev/null
head -n 1 orders.csv >part.csv
pick 'email < "m"' orders.csv | sed 1d >>part.csv
pick 'email < "m"' customers.csv | $columns customer_id rfm segment >want.out
shell 'segment -q --cuts cuts.csv part.csv |
    $columns customer_id rfm segment
    segment -q part.csv | $columns customer_id rfm segment >other
    cmp -s want.out other && echo "the cuts make no difference"'
status 1
end

# Five stages, on a thousand orders.
with_orders "a pipe of five writes to whoever was silent for thirty days"
head -n 1001 orders.csv >thousand.csv
shell 'import-orders --from plain thousand.csv |
    pick "total > 0" | segment -q --as-of 2025-03-01 |
    pick "recency_days > 30" | schedule-sends -q --flow win-back |
    $columns address | sort >written-to
    wc -l <written-to
    $columns email ordered_at status total <thousand.csv | awk -F "|" "
	\$1 != \"\" && \$2 < \"2025-03-02T05\" && \$4 > 0 {
		bought = \$3 == \"paid\" || \$3 == \"partially-refunded\"
		if (bought && \$2 > last[\$1])
			last[\$1] = \$2
		if ((bought || \$3 == \"placed\" || \$3 == \"refunded\") &&
		    \$2 > any[\$1])
			any[\$1] = \$2
	}
	END {
		for (who in last)
			if (last[who] < \"2025-01-30T05\" &&
			    last[who] > \"2024-11-17T04:59:59Z\" &&
			    any[who] == last[who])
				print who
	}" | sort | diff written-to -'
out <<-END
	112
END
end

# Whoever stands last in a pipe, a first one's trouble reaches them.
with_orders "what was cut short is nobody's send list"
head -n 400 orders.csv >cut.csv
printf '"cut short' >>cut.csv
shell 'import-orders --from plain cut.csv | segment | pick "r = 1" |
    schedule-sends --flow win-back'
err <<-END
	import-orders: cut.csv:401: quote never closed: the file is cut short
	segment: <stdin>: empty (want a header row)
	pick: <stdin>: empty (want a header row)
	schedule-sends: <stdin>: empty (want a header row)
END
status 2
end

with_customers "a table cut short is nobody's send list"
head -n 40 lapsed.csv >cut.csv
printf '"cut short' >>cut.csv
shell 'pick "r = 1" cut.csv | schedule-sends --flow win-back'
err <<-END
	pick: cut.csv:41: quote never closed: the file is cut short
	schedule-sends: <stdin>: empty (want a header row)
END
status 2
end

# A log, the shop's own orders, and what is sent of it.
log_of_carts() {
	given log.ndjson <<-'END'
	{"type":"track","event":"Product Added","messageId":"1","timestamp":"2026-11-15T09:00:00Z","anonymousId":"b1","properties":{"cart_id":"k1","sku":"MUG","name":"Mug","price":10,"quantity":2}}
	{"type":"identify","messageId":"2","timestamp":"2026-11-15T09:01:00Z","anonymousId":"b1","userId":"7","traits":{"email":"gil@example.com"}}
	{"type":"track","event":"Product Added","messageId":"3","timestamp":"2026-11-15T09:00:00Z","anonymousId":"b2","properties":{"cart_id":"k2","sku":"CUP","price":7.5}}
	{"type":"track","event":"Checkout Started","messageId":"4","timestamp":"2026-11-15T09:05:00Z","anonymousId":"b2","properties":{"order_id":"1002","products":[{"sku":"CUP","price":7.5}]},"context":{"traits":{"email":"hal@example.com"}}}
	{"type":"track","event":"Product Added","messageId":"5","timestamp":"2026-11-15T09:00:00Z","anonymousId":"b3","context":{"device":{"token":"push-3"}},"properties":{"cart_id":"k3","sku":"CUP","price":7.5}}
	END
	given orders.csv <<-'END'
	order_id,customer_id,ordered_at,status,currency,total,email
	1002,,2026-11-15T09:04:59Z,placed,EUR,7.50,Hal@Example.com
	900,7,2026-06-15T09:00:00Z,paid,EUR,20.00,gil@example.com
	END
	import-events -q --currency EUR log.ndjson >events.csv
	SENDLIST_AS_OF=2026-11-15T12:00:00Z
	export SENDLIST_AS_OF
}

case_of "from a log to sends: whoever left a cart, and nobody who bought"
log_of_carts
given flows.json <<-'END'
{ "flows": { "cart-abandon": { "steps": [
  { "id": "push", "channel": "push", "template": "come-back" },
  { "id": "mail", "channel": "email", "template": "come-back" } ] } } }
END
given devices.csv <<-'END'
	customer_id,push_token,push_consent
	anonymous:b3,push-3,explicit
END
segment -q orders.csv >customers.csv
shell 'cart-abandon --orders orders.csv events.csv |
    schedule-sends -q --flows flows.json --customers customers.csv \
    --customers devices.csv --denied denied.csv |
    cut -d, -f4,5,6,8; cut -d, -f1,3,4,9 denied.csv'
out <<-END
	channel,address,customer_id,step
	email,gil@example.com,7,mail
	push,push-3,anonymous:b3,push
	customer_id,step,channel,code
	7,push,push,no-address
	anonymous:b3,mail,email,no-address
END
err <<-END
	cart-abandon: --orders: joined 2 of 2
END
end

case_of "a cart that was left is one in segment's eyes; a late order undoes it"
log_of_carts
shell "cart-abandon -q --orders orders.csv events.csv >carts.csv
    segment -q --pockets --carts carts.csv orders.csv |
    python3 '$tests/columns.py' customer_id pocket is_cart_abandoner
    echo 3,7,2026-11-15T10:00:00Z,paid,EUR,20.00,gil@example.com >>orders.csv
    cart-abandon -q --orders orders.csv events.csv | cut -d, -f1-3"
out <<-END
	7|cart-abandoner|yes
	flow,customer_id,trigger_id
	cart-abandon,anonymous:b3,k3
END
end

case_of "half a year of a real shop's invoices: SQL finds the same customers"
uci=$data/uci-online-retail/2010-12_2011-06.csv.gz
if [ -f "$uci" ]; then
	python3 "$tests/uci-orders.py" "$uci" made counts
	awk -F'|' 'BEGIN { print "order_id,customer_id,ordered_at,status," \
	    "currency,total,refunded,refunded_at,cancelled_at,email,phone" }
	    { print $1 "," $2 "," $3 "," $4 ",USD," $5 "," $6 "," $8 ",,," }
	    ' made >orders.csv
	python3 "$tests/segment-check.py" orders.csv 2011-06-30 no >want.out
	[ "$(wc -l <want.out)" = 2830 ] || echo "not the figures known" >>want.out
	gunzip -c "$uci" >uci.csv
	shell "import-orders -q uci.csv | segment -q -a 2011-06-30 |
	    python3 '$tests/columns.py' customer_id orders order_days spent \
	    repeat_spent first_order_at last_order_at last_any_order_at \
	    recency_days r f m"
	sed -E 's/\|(-?[0-9]+)\.([0-9][0-9])/|\1\2/g
	    s/\|(-?)0+([0-9])/|\1\2/g' got.out >cents && mv cents got.out
	end
else
	skip "no shared data"
fi

finish
