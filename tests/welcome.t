#!/bin/sh
# welcome: who is seen for the first time, orders, orders again, and so on.
# shellcheck source=tests/lib.sh
. "${0%/*}/lib.sh"

SENDLIST_AS_OF=2026-11-16T12:00:00Z
export SENDLIST_AS_OF

# orders ID:CUSTOMER:WHEN[:STATUS[:EMAIL]] ..., with = for the colons of a time
orders() {
	echo order_id,customer_id,ordered_at,status,currency,total,email
	for one; do
		echo "$one" | awk -F: -v OFS=, '{ gsub("=", ":", $3)
			print $1, $2, $3, $4 == "" ? "paid" : $4, "EUR",
			    "10", $5 }'
	done
}

# customers ID:EMAIL:CREATED ...
customers() {
	echo customer_id,email,created_at
	printf '%s\n' "$@" | tr := ,:
}

# events ROW ...
events() {
	echo event_at,event,customer_id,email,order_id,sku
	printf '%s\n' "$@"
}

case_of "the table: what starts which flow"
run welcome --print-table
out <<-END
	flow,starts_with,trigger_id
	welcome,"the first of created, subscribed and ordered",WHO/welcome
	account-invite,"the first order, and no account",WHO/account-invite
	second-order,the second order,WHO/second-order
	order-confirm,each order,WHO/ORDER
	return-request,each return-request,WHO/WHEN/return-request/ORDER/SKU
END
end

case_of "a customer, who orders twice, and returns one"
customers 1:c1@example.com:2026-11-10T09=00=00Z >c.csv
orders 7:1:2026-11-11T08=00=00Z 9:1:2026-11-14T10=00=00Z:placed >orders.csv
events 2026-11-15T10:00:00Z,return-request,1,,7,LAMP 2026-11-15T11:00:00Z,page-view,1,,, >log.csv
head -n 1 c.csv >none.csv
run welcome --orders orders.csv --events log.csv --accounts none.csv c.csv
out <<-END
	flow,customer_id,trigger_id,triggered_at,since_at,expires_at,email,phone,push_token,reason,item,value,currency,data
	welcome,1,1/welcome,2026-11-10T09:00:00Z,2026-11-10T09:00:00Z,,c1@example.com,,,created on 2026-11-10,,,,
	order-confirm,1,1/7,2026-11-11T08:00:00Z,2026-11-11T08:00:00Z,,c1@example.com,,,order 7 on 2026-11-11,7,10.00,EUR,"{""order_id"":""7""}"
	account-invite,1,1/account-invite,2026-11-11T08:00:00Z,2026-11-11T08:00:00Z,,c1@example.com,,,"first order 7 on 2026-11-11, and no account",7,10.00,EUR,"{""order_id"":""7""}"
	order-confirm,1,1/9,2026-11-14T10:00:00Z,2026-11-14T10:00:00Z,,c1@example.com,,,order 9 on 2026-11-14,9,10.00,EUR,"{""order_id"":""9""}"
	second-order,1,1/second-order,2026-11-14T10:00:00Z,2026-11-14T10:00:00Z,,c1@example.com,,,"second order 9 on 2026-11-14, 3 d after the first",9,10.00,EUR,"{""order_id"":""9""}"
	return-request,1,1/2026-11-15T10:00:00Z/return-request/7/LAMP,2026-11-15T10:00:00Z,2026-11-15T10:00:00Z,,c1@example.com,,,return-request of order 7 on 2026-11-15,LAMP,,,"{""order_id"":""7"",""sku"":""LAMP""}"
END
err <<-END
	welcome: --orders: joined 2 of 2
	welcome: --events: joined 1 of 1
	welcome: set aside: 1 unused event
END
end

case_of "first seen: created, subscribed or ordered, whichever was first"
customers 1:a@example.com:2026-11-10 2:b@example.com:2026-11-12 3:c@example.com: >c.csv
events 2026-11-11T10:00:00Z,subscribe,1,,, 2026-11-11T10:00:00Z,subscribe,,B@example.com,, \
    2026-11-09T10:00:00Z,subscribe,,e@example.com,, 2026-11-10T10:00:00Z,subscribe,,e@example.com,, >log.csv
orders 1:1:2026-11-01 2:3:2026-11-08 3:3:2026-11-07 4::2026-11-15:paid:f@example.com >orders.csv
run welcome --only welcome --orders orders.csv --events log.csv c.csv
show trigger_id triggered_at since_at reason item
out <<-END
	1/welcome|2026-11-02T00:00:00Z|2026-11-01T00:00:00Z|first order 1 on 2026-11-01|1
	3/welcome|2026-11-08T00:00:00Z|2026-11-07T00:00:00Z|first order 3 on 2026-11-07|3
	e@example.com/welcome|2026-11-09T10:00:00Z|2026-11-09T10:00:00Z|subscribed on 2026-11-09|
	2/welcome|2026-11-11T10:00:00Z|2026-11-11T10:00:00Z|subscribed on 2026-11-11|
	f@example.com/welcome|2026-11-16T00:00:00Z|2026-11-15T00:00:00Z|first order 4 on 2026-11-15|4
END
err <<-END
	welcome: --orders: joined 3 of 4
	welcome: --events: joined 2 of 4
	welcome: set aside: 1 no created_at
END
end

case_of "orders alone; of a customer table the first order there is"
orders 1:1:2026-11-01 2:1:2026-11-02 >orders.csv
segment -q orders.csv >table.csv
welcome -q orders.csv | python3 "$tests/columns.py" flow trigger_id triggered_at >said
run welcome table.csv
show flow trigger_id triggered_at reason
cat said >>got.out
out <<-END
	welcome|1/welcome|2026-11-02T00:00:00Z|first order on 2026-11-01
	order-confirm|1/1|2026-11-02T00:00:00Z
	welcome|1/welcome|2026-11-02T00:00:00Z
	order-confirm|1/2|2026-11-03T00:00:00Z
	second-order|1/second-order|2026-11-03T00:00:00Z
END
err <<-END
	welcome: no --accounts: nobody is invited to have one
END
end

case_of "a customer table beside orders: the first there is; its as-of and zone"
printf '%s\n' customer_id,as_of,tz,first_order_at 1,2026-11-10,Asia/Tokyo,2026-11-05 \
    2,2026-11-10,Asia/Tokyo,2026-11-05 3,2026-11-10,Asia/Tokyo,2026-11-10 \
    4,2026-11-10,Asia/Tokyo,2026-11-10T15:00:00Z >table.csv
orders 1:1:2026-11-04 2:2:2026-11-06 3:3:2026-11-10 4:4:2026-11-11 >orders.csv
unset SENDLIST_AS_OF
run welcome -q --only welcome --orders orders.csv table.csv
SENDLIST_AS_OF=2026-11-16T12:00:00Z
export SENDLIST_AS_OF
show trigger_id triggered_at reason
out <<-END
	1/welcome|2026-11-04T15:00:00Z|first order 1 on 2026-11-04
	2/welcome|2026-11-05T15:00:00Z|first order on 2026-11-05
	3/welcome|2026-11-10T15:00:00Z|first order on 2026-11-10
END
end

case_of "what is cancelled, failed, a test, unpaid or refunded whole starts nothing"
orders 1:1:2026-11-01:cancelled 2:2:2026-11-01:failed 3:3:2026-11-01:test \
    4:4:2026-11-01:pending 5:5:2026-11-01:refunded 6:6:2026-11-01:partially-refunded \
    7:7:2026-11-01:placed 8:1:2026-11-02 9:1:2026-11-03:refunded >orders.csv
run welcome orders.csv
show flow trigger_id
out <<-END
	order-confirm|6/6
	welcome|6/welcome
	order-confirm|7/7
	welcome|7/welcome
	order-confirm|1/8
	welcome|1/welcome
END
err <<-END
	welcome: no --accounts: nobody is invited to have one
	welcome: set aside: 6 not a purchase
END
end

case_of "as it was known then: a later cancellation, order, customer or event isn't"
printf '%s\n' order_id,customer_id,ordered_at,status,currency,total,cancelled_at \
    1,1,2026-11-10T10:00:00Z,cancelled,EUR,10,2026-11-17T10:00:00Z \
    2,1,2026-11-16T12:00:01Z,paid,EUR,10, 3,2,2026-11-16,paid,EUR,10, >orders.csv
customers 3::2026-11-16T12=00=00Z 4::2026-11-16T12=00=01Z >c.csv
events 2026-11-16T12:00:01Z,subscribe,3,,, 2026-11-16T12:00:01Z,return-request,3,,, >log.csv
run welcome --orders orders.csv --events log.csv c.csv
show flow trigger_id
out <<-END
	order-confirm|1/1
	welcome|1/welcome
	welcome|3/welcome
END
err <<-END
	welcome: no --accounts: nobody is invited to have one
	welcome: --orders: joined 0 of 1
	welcome: set aside: 5 later than as-of
END
end

case_of "an order of several rows is one; who says it doesn't stand is right"
orders 1:1:2026-11-01 1:1:2026-11-01 2:2:2026-11-01 >orders.csv
orders 2:2:2026-11-01:cancelled 1:1:2026-11-01 >later.csv
run welcome --only second-order --only order-confirm --orders later.csv orders.csv
show flow trigger_id
out <<-END
	order-confirm|1/1
END
err <<-END
	welcome: --orders: joined 2 of 2
	welcome: set aside: 2 another row of an order, 2 not a purchase
END
end

case_of "what was pending in an older export is confirmed; a corrected e-mail is one order"
orders 1:1:2026-11-01:pending 2::2026-11-02:paid:bo@example.com \
    3::2026-11-03:paid:cy@example.com >orders.csv
orders 1:1:2026-11-01 2::2026-11-02:paid:ann@example.com 3:c:2026-11-03:paid:zy@example.com >later.csv
run welcome --only order-confirm --orders later.csv orders.csv
show trigger_id email
welcome -q --only order-confirm --orders orders.csv later.csv |
    python3 "$tests/columns.py" trigger_id email >>got.out
out <<-END
	1/1|
	bo@example.com/2|bo@example.com
	c/3|zy@example.com
	1/1|
	bo@example.com/2|bo@example.com
	c/3|zy@example.com
END
err <<-END
	welcome: --orders: joined 1 of 3
	welcome: set aside: 3 another row of an order
END
end

case_of "two rows of an order that differ in currency or address: the order of rows is nothing"
for row in "EUR,a@example.com" "USD,a@example.com" "EUR,b@example.com"; do
	echo "1,1,2026-11-01,paid,10,$row"
done >rows
for how in cat tac; do
	{ echo order_id,customer_id,ordered_at,status,total,currency,email; $how rows; } |
	    welcome -q --only order-confirm | cut -d, -f3,7,13
done >said
run cat said
out <<-END
	trigger_id,email,currency
	1/1,a@example.com,EUR
	trigger_id,email,currency
	1/1,a@example.com,EUR
END
end

case_of "of a table with created_at and first_order_at the first; --customers say as of when"
printf '%s\n' customer_id,as_of,tz,created_at,first_order_at 1,2026-11-10,Asia/Tokyo,2026-11-05,2026-11-03 \
    2,2026-11-10,Asia/Tokyo,2026-11-04,2026-11-06 >table.csv
orders 1:1:2026-11-03 2:2:2026-11-11 >orders.csv
unset SENDLIST_AS_OF
run welcome --only welcome --customers table.csv orders.csv
show trigger_id triggered_at reason
SENDLIST_AS_OF=2026-11-16T12:00:00Z
export SENDLIST_AS_OF
welcome -q -a 2026-11-09 --customers table.csv orders.csv 2>>got.err
welcome -q --tz Europe/Berlin --customers table.csv orders.csv 2>>got.err
out <<-END
	1/welcome|2026-11-03T15:00:00Z|first order on 2026-11-03
	2/welcome|2026-11-04T15:00:00Z|created on 2026-11-04
END
err <<-END
	welcome: --customers: joined 1 of 2
	welcome: set aside: 1 later than as-of
	welcome: table.csv:2: as_of: '2026-11-10': later than --as-of
	welcome: table.csv:2: tz: 'Asia/Tokyo': not the time zone of --tz
END
end

case_of "accounts may be e-mails; where none is of anybody, or one is at fault, nobody is invited"
orders 1::2026-11-01:paid:a@example.com 2::2026-11-01:paid:b@example.com >orders.csv
printf '%s\n' email B@example.com >accounts.csv
run welcome --only account-invite --accounts accounts.csv orders.csv
show trigger_id
printf '%s\n' email c@example.com >accounts.csv
welcome -q --accounts accounts.csv orders.csv 2>>got.err
printf '%s\n' email B@example.com a.example.com >accounts.csv
welcome -q --accounts accounts.csv orders.csv 2>>got.err
printf '%s\n' name,created_at Bo, >accounts.csv
welcome -q --accounts accounts.csv orders.csv 2>>got.err
out <<-END
	a@example.com/account-invite
END
err <<-END
	welcome: --accounts: joined 1 of 1
	welcome: --accounts: none of the rows is about one of them
	welcome: accounts.csv:3: email: 'a.example.com': not an e-mail address
	welcome: nobody is invited until that is mended
	welcome: accounts.csv:1: no column 'customer_id'
END
end

case_of "the second order is by time, then id, whatever the order of rows"
orders 3:1:2026-11-02T10=00=00Z 1:1:2026-11-02T10=00=00Z 2:1:2026-11-01T10=00=00Z \
    4:2:2026-11-03 5:2:2026-11-03T08=00=00Z 6:3:2026-11-05T08=00=00Z \
    7:4:2026-11-04T00=00=00Z 8:4:2026-11-04 >orders.csv
run welcome -q --only second-order orders.csv
{ head -n 1 orders.csv; sed 1d orders.csv | sort -r; } |
    welcome -q --only second-order | sed 1d >>got.out
cut -d, -f3-5,10-11 got.out >shown
mv shown got.out
out <<-END
	trigger_id,triggered_at,since_at,reason,item
	1/second-order,2026-11-02T10:00:00Z,2026-11-02T10:00:00Z,"second order 1 on 2026-11-02, 1 d after the first"
	2/second-order,2026-11-03T08:00:00Z,2026-11-03T08:00:00Z,"second order 5 on 2026-11-03, 0 d after the first"
	4/second-order,2026-11-04T00:00:00Z,2026-11-04T00:00:00Z,"second order 7 on 2026-11-04, 0 d after the first"
	1/second-order,2026-11-02T10:00:00Z,2026-11-02T10:00:00Z,"second order 1 on 2026-11-02, 1 d after the first"
	2/second-order,2026-11-03T08:00:00Z,2026-11-03T08:00:00Z,"second order 5 on 2026-11-03, 0 d after the first"
	4/second-order,2026-11-04T00:00:00Z,2026-11-04T00:00:00Z,"second order 7 on 2026-11-04, 0 d after the first"
END
end

case_of "a guest's and an account's rows are one person's"
customers 1:a@example.com:2026-11-05 >c.csv
orders 1::2026-11-01:paid:A@Example.com 2:1:2026-11-10:paid: >orders.csv
run welcome -q --orders orders.csv --accounts c.csv c.csv
show flow customer_id trigger_id email
out <<-END
	welcome|1|1/welcome|a@example.com
	order-confirm|a@example.com|a@example.com/1|a@example.com
	order-confirm|1|1/2|a@example.com
	second-order|1|1/second-order|a@example.com
END
end

case_of "whoever has an account isn't invited; who gets one later is not known to"
orders 1:1:2026-11-01 2:2:2026-11-01 3:3:2026-11-01:paid:C@example.com 4:4:2026-11-01 \
    5:5:2026-11-01:cancelled >orders.csv
customers 1::2026-11-01 9:c@example.com: 4::2026-11-17 :: 8:d@example.com: >accounts.csv
run welcome --only account-invite --accounts accounts.csv orders.csv
show trigger_id
out <<-END
	2/account-invite
	4/account-invite
END
err <<-END
	welcome: --accounts: joined 2 of 3
	welcome: set aside: 1 later than as-of, 1 no identity, 1 not a purchase
END
end

case_of "a couple with one phone is one person, but each order is its buyer's"
printf '%s\n' customer_id,email,phone,created_at 1,a@example.com,+4930123456,2026-11-01 \
    2,b@example.com,+4930123456,2026-11-02 3,,+4930123456,2026-11-03 >c.csv
orders 1:2:2026-11-10 2:2:2026-11-11:paid:b@work.example >orders.csv
events 2026-11-12T10:00:00Z,return-request,2,,1, 2026-11-12T11:00:00Z,return-request,3,,1, >log.csv
run welcome -q --orders orders.csv --events log.csv c.csv
show flow customer_id trigger_id email
out <<-END
	welcome|1|1/welcome|a@example.com
	order-confirm|2|2/1|b@example.com
	second-order|1|1/second-order|a@example.com
	order-confirm|2|2/2|b@work.example
	return-request|2|2/2026-11-12T10:00:00Z/return-request/1|b@example.com
	return-request|3|3/2026-11-12T11:00:00Z/return-request/1|a@example.com
END
end

case_of "a wish told twice is one; what an id is made of has no slashes"
events 2026-11-12T10:00:00Z,return-request,a/b,,1, 2026-11-12T10:00:00Z,return-request,a/b,,1, \
    2026-11-12,return-request,a/b,,, >log.csv
orders 7/8:a/b:2026-11-10T10=00=00Z >orders.csv
run welcome --only return-request --only order-confirm --orders orders.csv log.csv
show trigger_id reason
out <<-END
	a%2Fb/7%2F8|order 7/8 on 2026-11-10
	a%2Fb/2026-11-12T10:00:00Z/return-request/1|return-request of order 1 on 2026-11-12
	a%2Fb/2026-11-12/return-request|return-request on 2026-11-12
END
err <<-END
	welcome: --orders: joined 1 of 1
	welcome: set aside: 1 same return-request
END
end

case_of "--since limits a first run"
customers 1::2020-01-01 2::2026-11-15T00=00=00Z 3::2026-11-14 4::2026-11-13 >c.csv
run welcome -q --only welcome --since 2026-11-15 c.csv
show trigger_id
out <<-END
	2/welcome
	3/welcome
END
end

case_of "rows at fault are rejected, the others used"
customers 1::yesterday 2:nobody:2026-11-01 3::2026-11-01 >c.csv
orders :1:2026-11-01 5:3:2026-11-01:shipped 6:3:2026-11-01 >orders.csv
run welcome --only welcome --only order-confirm --orders orders.csv c.csv
show trigger_id
out <<-END
	3/6
	3/welcome
END
err <<-END
	welcome: c.csv:2: created_at: 'yesterday': not a time (want such as 2026-11-23T08:41:00Z, or a date)
	welcome: c.csv:3: email: 'nobody': not an e-mail address
	welcome: orders.csv:2: order_id: '': blank (want the order's number)
	welcome: orders.csv:3: status: 'shipped': want paid, placed, pending, refunded, partially-refunded, cancelled, failed or test
	welcome: --orders: joined 1 of 1
END
status 1
end

case_of "a file of another kind, a flow that is none, and no accounts to invite by"
customers 1::2026-11-01 >c.csv
orders 1:1:2026-11-01 >orders.csv
run welcome -q --events orders.csv c.csv
{
	welcome --only winback c.csv
	welcome --only account-invite orders.csv
	echo email,name | welcome -q
} 2>>got.err
err <<-END
	welcome: --events: orders.csv:1: orders (want events)
	welcome: --only: 'winback': want welcome, account-invite, second-order, order-confirm or return-request
	welcome: --only account-invite goes with --accounts
	welcome: try 'welcome --help'
	welcome: <stdin>:1: no column 'customer_id'
END
status 2
end

case_of "shuffled rows of many people are what the page says they are"
run python3 -B "$tests/welcome-check.py" 1 2 3 4 5 6 7 8
out <<-END
	40 runs, over a thousand triggers, 0 wrong
END
end

finish
