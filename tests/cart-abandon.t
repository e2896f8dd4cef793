#!/bin/sh
# Which carts were left behind, and which must never be mailed.
# shellcheck source=tests/lib.sh
. "${0%/*}/lib.sh"

SENDLIST_AS_OF=2026-11-16
export SENDLIST_AS_OF

# log EVENT ...: rows of "time event who cart sku more", as a log.
log() {
	awk -v OFS=, 'BEGIN { print "event_at,event,customer_id,email," \
	    "anonymous_id,session_id,cart_id,order_id,sku,quantity,price," \
	    "currency" }
	/^[^#]/ {
		delete cell
		for (i = 3; i <= NF; i++) {
			split($i, part, "=")
			cell[part[1]] = part[2]
		}
		print "2026-11-15T" $1 "Z", $2, cell["c"], cell["e"],
		    cell["b"], cell["s"], cell["cart"], cell["o"],
		    cell["sku"], cell["n"], cell["p"],
		    cell["p"] == "" ? "" : cell["in"] == "" ? "EUR" : cell["in"]
	}'
}

case_of "what is in it, what it is worth, and why"
run cart-abandon "$samples/cart-abandon.csv"
out <<-'END'
flow,customer_id,trigger_id,triggered_at,since_at,expires_at,email,phone,push_token,reason,item,value,currency,data
cart-abandon,7,cart-1,2026-11-15T09:33:00Z,2026-11-15T09:03:00Z,,gil@example.com,,,"cart left 2026-11-15T09:03:00Z, 30m on: 2 units of 2 items, 17.50 EUR, no order since",TEA,17.50,EUR,"{""stage"":""cart"",""units"":2,""items"":[{""sku"":""MUG"",""product"":""Blue mug"",""quantity"":1,""price"":10.00,""currency"":""EUR"",""url"":""https://shop.example/mug""},{""sku"":""TEA"",""product"":""Tea, green"",""quantity"":1,""price"":7.50,""currency"":""EUR"",""url"":""https://shop.example/tea""}],""value"":{""EUR"":17.50}}"
cart-abandon,ivy@example.com,cart-3,2026-11-15T11:30:00Z,2026-11-15T11:00:00Z,,ivy@example.com,,,"cart left 2026-11-15T11:00:00Z, 30m on: 1 unit of 1 item, 10.00 EUR, no order since",MUG,10.00,EUR,"{""stage"":""cart"",""units"":1,""items"":[{""sku"":""MUG"",""product"":""Blue mug"",""quantity"":1,""price"":10.00,""currency"":""EUR"",""url"":""https://shop.example/mug""}],""value"":{""EUR"":10.00}}"
cart-abandon,anonymous:b4,cart-4,2026-11-15T12:30:00Z,2026-11-15T12:00:00Z,,,,push-4,"cart left 2026-11-15T12:00:00Z, 30m on: 3 units of 1 item, 22.50 EUR, no order since",CUP,22.50,EUR,"{""stage"":""cart"",""units"":3,""items"":[{""sku"":""CUP"",""product"":""Cup"",""quantity"":3,""price"":7.50,""currency"":""EUR"",""url"":""https://shop.example/cup""}],""value"":{""EUR"":22.50}}"
END
end

case_of "--json: data is an object, value a number"
run cart-abandon -j --since 2026-11-15T12:00:00Z "$samples/cart-abandon.csv"
out <<-'END'
{"flow":"cart-abandon","customer_id":"anonymous:b4","trigger_id":"cart-4","triggered_at":"2026-11-15T12:30:00Z","since_at":"2026-11-15T12:00:00Z","expires_at":null,"email":null,"phone":null,"push_token":"push-4","reason":"cart left 2026-11-15T12:00:00Z, 30m on: 3 units of 1 item, 22.50 EUR, no order since","item":"CUP","value":22.50,"currency":"EUR","data":{"stage":"cart","units":3,"items":[{"sku":"CUP","product":"Cup","quantity":3,"price":7.50,"currency":"EUR","url":"https://shop.example/cup"}],"value":{"EUR":22.50}}}
END
end

case_of "idle for just so long, to the second; --clock first; --since"
log >a.csv <<-END
	10:00:00 add-to-cart c=1 cart=k sku=A
	10:20:00 add-to-cart c=1 cart=k sku=B
END
# shellcheck disable=SC2016  # for the shell that runs it
shell 'for t in 10:29:59 10:30:00 10:49:59 10:50:00; do
	echo "$t"
	cart-abandon -a 2026-11-15T${t}Z -q a.csv | tail -n +2 | cut -c1-45
	cart-abandon -a 2026-11-15T${t}Z -q --clock first a.csv |
	    tail -n +2 | cut -c1-57
    done
    cart-abandon --since 2026-11-15T10:50:00Z a.csv | wc -l
    cart-abandon --since 2026-11-15T10:50:01Z a.csv | wc -l'
out <<-END
	10:29:59
	10:30:00
	cart-abandon,1,k,2026-11-15T10:30:00Z,2026-11-15T10:20:00
	10:49:59
	cart-abandon,1,k,2026-11-15T10:30:00Z,2026-11-15T10:20:00
	10:50:00
	cart-abandon,1,k,2026-11-15T10:50:00Z,2026-11
	cart-abandon,1,k,2026-11-15T10:30:00Z,2026-11-15T10:20:00
	2
	1
END
end

case_of "whoever bought isn't reminded: at that very second, as a guest, elsewhere"
log >a.csv <<-END
	10:00:00 add-to-cart c=tie cart=k1 sku=A
	10:00:00 purchase c=tie sku=A
	10:00:00 add-to-cart e=guest@example.com b=b2 sku=A
	10:05:00 purchase c=account e=guest@example.com b=b3 sku=A
	10:00:00 add-to-cart b=b4 sku=A
	10:05:00 purchase b=b4 sku=A
	10:10:00 page-view b=b4 c=4
	10:00:00 add-to-cart b=b5 sku=A
	10:05:00 purchase c=5 b=b6
	10:10:00 page-view c=5 b=b5
	10:00:00 add-to-cart c=6 cart=k6 sku=A
	10:05:00 purchase cart=k6
	10:00:00 checkout c=7 o=o7 sku=A
	10:05:00 purchase o=o7
	10:00:00 add-to-cart c=early cart=k8 sku=A
	09:59:59 purchase c=early
END
run cart-abandon --skew 1d a.csv
show customer_id trigger_id
out <<-END
	early|k8
END
end

case_of "an order that only the export knows of: by customer, e-mail, cart or order"
log >a.csv <<-END
	10:00:00 add-to-cart c=1 cart=k1 sku=A
	10:00:00 add-to-cart e=two@example.com b=b2 cart=k2 sku=A
	10:00:00 add-to-cart b=b3 cart=k3 sku=A
	10:00:00 page-view c=3 b=b3
	10:00:00 checkout b=b4 o=o4 sku=A
	10:00:00 page-view c=4 b=b4
	10:00:00 add-to-cart c=5 cart=k5 sku=A
END
given orders.csv <<-END
	order_id,customer_id,email,cart_id,ordered_at,status
	o1,1,,,2026-11-15T10:00:00Z,paid
	o2,x,Two@Example.com,,2026-11-15T11:00:00Z,placed
	o3,,,k3,2026-11-15T11:00:00Z,refunded
	o4,,,,2026-11-15T11:00:00Z,partially-refunded
	o5,5,,,2026-11-15T09:59:59Z,paid
	o6,5,,,2026-11-17T11:00:00Z,paid
END
run cart-abandon --orders orders.csv a.csv
show customer_id trigger_id reason
out <<-END
	5|k5|cart left 2026-11-15T10:00:00Z, 30m on: 1 unit of 1 item, no order since
END
err <<-END
	cart-abandon: --orders: joined 5 of 5
	cart-abandon: set aside: 1 later orders
END
end

case_of "a checkout that names an order that was bought, before it by its clock"
log >a.csv <<-END
	10:00:00 add-to-cart b=b1 cart=k1 sku=A
	10:00:05 checkout b=b1 c=1 o=o1 sku=A
	10:00:00 add-to-cart b=b2 cart=k2 sku=A
	10:00:05 checkout b=b2 c=2 o=o2 sku=A
	10:00:03 purchase c=2 o=o2
	10:00:00 add-to-cart b=b3 cart=k3 sku=A
	10:00:05 checkout b=b3 c=3 o=o3 sku=A
END
given orders.csv <<-END
	order_id,customer_id,ordered_at,status
	o1,1,2026-11-15T10:00:03Z,placed
	o3,3,2026-11-15T10:00:03Z,failed
END
run cart-abandon --orders orders.csv a.csv
show customer_id trigger_id
out <<-END
	3|k3
END
err <<-END
	cart-abandon: --orders: joined 2 of 2
END
end

case_of "payment that waits or failed leaves it, and the reason says so"
log >a.csv <<-END
	10:00:00 add-to-cart c=1 cart=k1 sku=A p=5.00
	10:00:00 add-to-cart c=2 cart=k2 sku=A p=5.00
	10:00:00 add-to-cart c=3 cart=k3 sku=A p=5.00
	10:00:00 add-to-cart c=4 cart=k4 sku=A p=5.00
END
given orders.csv <<-END
	order_id,customer_id,ordered_at,status,cancelled_at
	o1,1,2026-11-15T10:01:00Z,pending,
	o2,2,2026-11-15T10:01:00Z,failed,
	o3,3,2026-11-15T10:01:00Z,paid,2026-11-15T12:00:00Z
	o4,4,2026-11-15T10:01:00Z,paid,2026-11-17T12:00:00Z
END
run cart-abandon --orders orders.csv a.csv
show customer_id reason data
out <<-'END'
	1|checkout left 2026-11-15T10:00:00Z, 30m on: 1 unit of 1 item, 5.00 EUR, order o1 is pending|{"stage":"checkout","units":1,"items":[{"sku":"A","quantity":1,"price":5.00,"currency":"EUR"}],"value":{"EUR":5.00},"order_id":"o1","payment":"pending"}
	2|checkout left 2026-11-15T10:00:00Z, 30m on: 1 unit of 1 item, 5.00 EUR, order o2 is failed|{"stage":"checkout","units":1,"items":[{"sku":"A","quantity":1,"price":5.00,"currency":"EUR"}],"value":{"EUR":5.00},"order_id":"o2","payment":"failed"}
	3|checkout left 2026-11-15T10:00:00Z, 30m on: 1 unit of 1 item, 5.00 EUR, order o3 is cancelled|{"stage":"checkout","units":1,"items":[{"sku":"A","quantity":1,"price":5.00,"currency":"EUR"}],"value":{"EUR":5.00},"order_id":"o3","payment":"cancelled"}
END
err <<-END
	cart-abandon: --orders: joined 4 of 4
END
end

case_of "a removed item isn't mailed, nor an emptied cart, nor an older one"
log >a.csv <<-END
	10:00:00 add-to-cart c=1 cart=k1 sku=A n=2
	10:01:00 add-to-cart c=1 cart=k1 sku=B
	10:02:00 remove-from-cart c=1 cart=k1 sku=A n=5
	10:00:00 add-to-cart c=2 cart=k2 sku=A
	10:01:00 remove-from-cart c=2 cart=k2 sku=A
	10:00:00 add-to-cart c=3 cart=k3 sku=A
	11:00:00 add-to-cart c=3 cart=k4 sku=B
	10:00:00 add-to-cart c=4 cart=k5 sku=A
	11:00:00 add-to-cart c=4 cart=k6 sku=B
	11:01:00 remove-from-cart c=4 cart=k6 sku=B
END
run cart-abandon --skew 1d a.csv
show trigger_id item
out <<-END
	k1|B
	k4|B
END
end

case_of "what is put in again is the last product; what is emptied begins anew"
log >a.csv <<-END
	10:00:00 add-to-cart c=1 cart=k1 sku=A
	10:01:00 add-to-cart c=1 cart=k1 sku=B
	10:02:00 add-to-cart c=1 cart=k1 sku=A
	10:00:00 checkout c=2 cart=k2 sku=A
	10:01:00 remove-from-cart c=2 cart=k2 sku=A
	10:03:00 add-to-cart c=2 cart=k2 sku=B
END
printf 'order_id,customer_id,ordered_at,status\no,2,2026-11-15T10:02:00Z,failed\n' \
    >orders.csv
run cart-abandon -q --skew 1d --orders orders.csv a.csv
show trigger_id item reason
out <<-END
	k1|A|cart left 2026-11-15T10:02:00Z, 30m on: 3 units of 2 items, no order since
	k2|B|cart left 2026-11-15T10:03:00Z, 30m on: 1 unit of 1 item, no order since
END
end

case_of "a cart of which only its id is known is whose that is named with"
log >a.csv <<-END
	10:00:00 add-to-cart cart=k1 sku=A
	10:01:00 page-view c=1 cart=k1
	10:02:00 checkout o=o2 sku=A
	10:03:00 page-view e=two@example.com o=o2
END
run cart-abandon a.csv
show customer_id item
out <<-END
	1|A
	two@example.com|A
END
end

case_of "a checkout says all that is in it, and needn't name the cart"
log >a.csv <<-END
	10:00:00 add-to-cart c=1 b=b cart=k1 sku=A
	10:01:00 add-to-cart c=1 b=b cart=k1 sku=B
	10:02:00 checkout c=1 b=b o=o1 sku=B n=3
	10:02:00 checkout c=1 b=b o=o1 sku=C n=1
	10:00:00 add-to-cart c=2 cart=k2 sku=A
	10:02:00 checkout c=2
END
run cart-abandon --skew 1d a.csv
show trigger_id since_at reason
out <<-END
	k1|2026-11-15T10:02:00Z|checkout left 2026-11-15T10:02:00Z, 30m on: 4 units of 2 items, no order since
	k2|2026-11-15T10:02:00Z|checkout left 2026-11-15T10:02:00Z, 30m on: 1 unit of 1 item, no order since
END
end

case_of "a browser is the last customer's named with it, else the first's"
log >a.csv <<-END
	10:00:00 add-to-cart b=b s=1 cart=k1 sku=A
	10:01:00 page-view b=b c=1
	10:02:00 add-to-cart b=b cart=k2 sku=A
	10:03:00 page-view b=b c=2
	10:04:00 add-to-cart b=b cart=k3 sku=A
	10:05:00 add-to-cart s=9 cart=k4 sku=A
	10:06:00 page-view s=9 c=3
	10:07:00 add-to-cart b=other s=9 cart=k5 sku=A
END
shell 'cart-abandon a.csv; cart-abandon -q -a 2026-11-15T10:34:00Z a.csv'
out <<-'END'
flow,customer_id,trigger_id,triggered_at,since_at,expires_at,email,phone,push_token,reason,item,value,currency,data
cart-abandon,1,k2,2026-11-15T10:32:00Z,2026-11-15T10:02:00Z,,,,,"cart left 2026-11-15T10:02:00Z, 30m on: 1 unit of 1 item, no order since",A,,,"{""stage"":""cart"",""units"":1,""items"":[{""sku"":""A"",""quantity"":1}],""value"":{}}"
cart-abandon,2,k3,2026-11-15T10:34:00Z,2026-11-15T10:04:00Z,,,,,"cart left 2026-11-15T10:04:00Z, 30m on: 1 unit of 1 item, no order since",A,,,"{""stage"":""cart"",""units"":1,""items"":[{""sku"":""A"",""quantity"":1}],""value"":{}}"
cart-abandon,3,k4,2026-11-15T10:35:00Z,2026-11-15T10:05:00Z,,,,,"cart left 2026-11-15T10:05:00Z, 30m on: 1 unit of 1 item, no order since",A,,,"{""stage"":""cart"",""units"":1,""items"":[{""sku"":""A"",""quantity"":1}],""value"":{}}"
flow,customer_id,trigger_id,triggered_at,since_at,expires_at,email,phone,push_token,reason,item,value,currency,data
cart-abandon,1,k2,2026-11-15T10:32:00Z,2026-11-15T10:02:00Z,,,,,"cart left 2026-11-15T10:02:00Z, 30m on: 1 unit of 1 item, no order since",A,,,"{""stage"":""cart"",""units"":1,""items"":[{""sku"":""A"",""quantity"":1}],""value"":{}}"
cart-abandon,2,k3,2026-11-15T10:34:00Z,2026-11-15T10:04:00Z,,,,,"cart left 2026-11-15T10:04:00Z, 30m on: 1 unit of 1 item, no order since",A,,,"{""stage"":""cart"",""units"":1,""items"":[{""sku"":""A"",""quantity"":1}],""value"":{}}"
END
err <<-END
	cart-abandon: 1 of nobody who can be reached (no customer_id, e-mail or push token)
END
end

case_of "--cart-by: cart, session or person; each has its id"
log >a.csv <<-END
	10:00:00 add-to-cart c=1 b=b s=1 cart=k1 sku=A
	11:00:00 add-to-cart c=1 b=b s=2 cart=k1 sku=B
	10:00:00 add-to-cart c=a/b s=3 sku=A
	11:00:00 add-to-cart c=a/b s=4 sku=B
END
# shellcheck disable=SC2016  # for the shell that runs it
shell 'for by in cart session person; do
	cart-abandon --skew 1d --cart-by $by a.csv | tail -n +2 |
	    sed "s/T..:..:..Z,.* on: /: /; s/, no order.*//" | cut -d, -f3,4
    done'
out <<-END
	4,2026-11-15: 1 unit of 1 item
	k1,2026-11-15: 2 units of 2 items
	4,2026-11-15: 1 unit of 1 item
	b/2,2026-11-15: 1 unit of 1 item
	1/2026-11-15: 2 units of 2 items
	a%2Fb/2026-11-15: 2 units of 2 items
END
end

case_of "--cancel: any order, that of the cart, or of a product in it"
log >a.csv <<-END
	10:00:00 add-to-cart c=1 cart=k1 sku=A
	10:01:00 purchase c=1 cart=other sku=B
	10:00:00 add-to-cart c=2 cart=k2 sku=A
	10:01:00 purchase c=2 cart=k2 sku=B
	10:00:00 add-to-cart c=3 cart=k3 sku=A
	10:01:00 purchase c=3 cart=other sku=A
	10:00:00 add-to-cart c=4 cart=k4 sku=A
	10:01:00 purchase c=4
END
# shellcheck disable=SC2016  # for the shell that runs it
shell 'for what in any-order same-cart same-product; do
	echo "$what"
	cart-abandon --skew 1d --cancel $what a.csv | tail -n +2 | cut -c1-17
    done'
out <<-END
	any-order
	same-cart
	cart-abandon,1,k1
	cart-abandon,3,k3
	same-product
	cart-abandon,1,k1
	cart-abandon,2,k2
END
end

case_of "--cancel same-product: a checkout of what was bought says no product"
log >a.csv <<-END
	10:00:00 add-to-cart c=1 cart=k1 sku=A
	10:05:00 purchase c=1 o=o1 sku=B
	10:05:05 checkout c=1 o=o1
END
run cart-abandon --cancel same-product a.csv
show trigger_id
out <<-END
	k1
END
end

case_of "--cancel same-product wants the orders' lines"
log </dev/null >a.csv
printf 'order_id,customer_id,ordered_at,status\n1,1,2026-11-15,paid\n' >o.csv
run cart-abandon --cancel same-product --orders o.csv a.csv
err <<-END
	cart-abandon: o.csv:1: no column sku (want the orders' lines, as import-orders --lines writes them)
END
status 2
end

case_of "--recovered: left, then bought, though they came back in between"
log >a.csv <<-END
	10:00:00 add-to-cart c=1 cart=k1 sku=A p=5.00
	11:00:00 cart-view c=1 cart=k1
	11:05:00 purchase c=1 o=o1
	10:00:00 add-to-cart c=2 cart=k2 sku=A p=5.00
	10:30:00 purchase c=2 o=o2
	10:00:00 add-to-cart c=3 cart=k3 sku=A p=5.00
	10:30:01 purchase c=3 o=o3
END
run cart-abandon --recovered --skew 1d a.csv
show flow customer_id trigger_id triggered_at since_at reason
out <<-END
	thank-you|3|k3/2026-11-15T10:30:01Z|2026-11-15T10:30:01Z|2026-11-15T10:30:01Z|cart had been left for 30m, bought 2026-11-15T10:30:01Z: 1 unit of 1 item, 5.00 EUR, order o3
	thank-you|1|k1/2026-11-15T11:05:00Z|2026-11-15T11:05:00Z|2026-11-15T11:05:00Z|cart had been left for 30m, bought 2026-11-15T11:05:00Z: 1 unit of 1 item, 5.00 EUR, order o1
END
end

case_of "--recovered: what a newer cart took the place of was not left"
log >a.csv <<-END
	10:00:00 add-to-cart c=1 cart=k1 sku=A
	10:10:00 add-to-cart c=1 cart=k2 sku=A
	11:00:00 cart-view c=1 cart=k1
	11:05:00 purchase c=1
END
run cart-abandon --recovered a.csv
out <<-END
	flow,customer_id,trigger_id,triggered_at,since_at,expires_at,email,phone,push_token,reason,item,value,currency,data
END
end

case_of "--summary: bought by a purchase that names the cart, or its checkout"
log >a.csv <<-END
	10:00:00 add-to-cart c=1 cart=k1 sku=A
	10:05:00 purchase cart=k1
	10:00:00 checkout c=2 o=o2 sku=A
	10:05:00 purchase o=o2
	11:50:00 add-to-cart c=3 cart=k3 sku=A
	10:00:00 add-to-cart c=4 cart=k4 sku=A
END
shell 'cart-abandon -a 2026-11-15T12:00:00Z --skew 1d --summary a.csv |
    grep -E "cart,[^0]"'
out <<-END
	created,cart,4,,,
	converted,cart,2,,,
	abandoned,cart,1,,,
	open,cart,1,,,
	abandonment-percent,cart,33.33,3,6.15,79.23
END
end

case_of "--audience: who joins it, and who leaves"
log >a.csv <<-END
	10:00:00 add-to-cart c=left e=l@example.com cart=k1 sku=A
	10:00:00 add-to-cart c=bought cart=k2 sku=A
	12:00:00 purchase c=bought
	10:00:00 add-to-cart c=never cart=k3 sku=A
	10:01:00 purchase c=never
	10:00:00 add-to-cart c=emptied cart=k4 sku=A
	12:01:00 remove-from-cart c=emptied cart=k4 sku=A
	10:00:00 add-to-cart b=nobody cart=k6 sku=A
	10:00:00 add-to-cart c=again cart=k7 sku=A
	13:00:00 add-to-cart c=again cart=k8 sku=A
	13:01:00 purchase c=again
END
run cart-abandon --audience --skew 1d a.csv
out <<-END
	action,audience,customer_id,at,email,phone,reason
	add,cart-abandon,left,2026-11-15T10:30:00Z,l@example.com,,left a cart
	remove,cart-abandon,bought,2026-11-15T12:00:00Z,,,bought
	remove,cart-abandon,emptied,2026-11-15T12:01:00Z,,,emptied the cart
	remove,cart-abandon,again,2026-11-15T13:01:00Z,,,bought
END
end

case_of "--audience: whoever came back to the cart leaves it for now"
log >a.csv <<-END
	10:00:00 add-to-cart c=back cart=k5 sku=A
	23:45:00 cart-view c=back cart=k5
END
run cart-abandon --audience -a 2026-11-15T23:50:00Z --skew 1d --since 2026-11-15T23:45:00Z a.csv
out <<-END
	action,audience,customer_id,at,email,phone,reason
	remove,cart-abandon,back,2026-11-15T23:45:00Z,,,came back to a cart
END
end

case_of "--summary: of 100 carts 50 are bought: 50 %"
{
	log </dev/null
	awk 'BEGIN { for (i = 1; i <= 100; i++) {
		t = sprintf("2026-11-15T10:%02d:00Z", i % 60)
		printf "%s,add-to-cart,%d,,,,k%d,,A,1,2.00,EUR\n", t, i, i
		if (i % 2)
			printf "%s,purchase,%d,,,,k%d,,A,1,2.00,EUR\n", t, i, i
	} }'
} >a.csv
run cart-abandon --summary a.csv
out <<-END
	metric,by,value,n,low,high
	created,cart,100,,,
	converted,cart,50,,,
	recovered,cart,0,,,
	abandoned,cart,50,,,
	superseded,cart,0,,,
	emptied,cart,0,,,
	open,cart,0,,,
	abandonment-percent,cart,50.00,100,40.38,59.62
	recovery-percent,cart,0.00,50,0.00,7.13
	created,customer,100,,,
	converted,customer,50,,,
	recovered,customer,0,,,
	abandoned,customer,50,,,
	superseded,customer,0,,,
	emptied,customer,0,,,
	open,customer,0,,,
	abandonment-percent,customer,50.00,100,40.38,59.62
	recovery-percent,customer,0.00,50,0.00,7.13
	value-lost,EUR,100.00,50,,
END
end

case_of "--summary: carts and customers are counted apart; no carts, no rate"
log >a.csv <<-END
	09:00:00 add-to-cart c=1 cart=k1 sku=A p=2.00
	10:00:00 add-to-cart c=1 cart=k2 sku=A p=2.00
	11:00:00 purchase c=1
	10:00:00 add-to-cart c=2 cart=k3 sku=A p=2.00
	10:00:00 add-to-cart c=2 cart=k3 sku=B p=300 in=JPY
END
shell 'cart-abandon --skew 1d --summary a.csv | grep -v ",0,,,$"
    head -1 a.csv >b.csv; cart-abandon --summary b.csv | grep percent'
out <<-END
	metric,by,value,n,low,high
	created,cart,3,,,
	converted,cart,1,,,
	recovered,cart,1,,,
	abandoned,cart,1,,,
	superseded,cart,1,,,
	abandonment-percent,cart,66.67,3,20.77,93.85
	recovery-percent,cart,50.00,2,9.45,90.55
	created,customer,2,,,
	converted,customer,1,,,
	recovered,customer,1,,,
	abandoned,customer,1,,,
	abandonment-percent,customer,50.00,2,9.45,90.55
	recovery-percent,customer,50.00,2,9.45,90.55
	value-lost,EUR,2.00,1,,
	value-lost,JPY,300,1,,
	value-recovered,EUR,2.00,1,,
	abandonment-percent,cart,,0,,
	recovery-percent,cart,,0,,
	abandonment-percent,customer,,0,,
	recovery-percent,customer,,0,,
END
end

case_of "two currencies are never added; what has no price is said"
log >a.csv <<-END
	10:00:00 add-to-cart c=1 cart=k sku=A n=2 p=5.00
	10:00:00 add-to-cart c=1 cart=k sku=B n=1.5 p=300 in=JPY
	10:01:00 add-to-cart c=1 cart=k sku=C
END
run cart-abandon a.csv
show item value currency reason
out <<-END
	C|||cart left 2026-11-15T10:01:00Z, 30m on: 4.5 units of 3 items, 10.00 EUR, 450 JPY, 1 without a price, no order since
END
end

case_of "a row that comes too late names sort, and --skew"
log >a.csv <<-END
	12:00:00 add-to-cart c=1 sku=A
	11:00:00 add-to-cart c=2 sku=A
	10:59:59 add-to-cart c=3 sku=A
END
run cart-abandon a.csv
err <<-'END'
	cart-abandon: a.csv:4: event_at: '2026-11-15T10:59:59Z': more than 1h before a row that came earlier (want the log sorted, as by 'import-events --json LOG | LC_ALL=C sort', or a longer --skew)
END
status 2
end

case_of "sorted as it says, the same as with --skew"
log >a.csv <<-END
	12:00:00 add-to-cart c=1 cart=k1 sku=A
	10:00:00 purchase c=1
	10:00:00 add-to-cart c=2 cart=k2 sku=A
END
shell 'import-events --json a.csv | LC_ALL=C sort | cart-abandon | cut -c1-17
    cart-abandon --skew 2h a.csv | cut -c1-17'
out <<-END
	flow,customer_id,
	cart-abandon,2,k2
	cart-abandon,1,k1
	flow,customer_id,
	cart-abandon,2,k2
	cart-abandon,1,k1
END
end

case_of "rows that are nobody's, of no use, later, or at fault"
given a.csv <<-END
	event_at,event,customer_id,email,sku,quantity,price,currency
	2026-11-15T10:00:00Z,add-to-cart,,,A,,,
	2026-11-15T10:00:00Z,gazed,1,,A,,,
	2026-11-17T10:00:00Z,add-to-cart,1,,A,,,
	2026-11-15T10:00:00Z,add-to-cart,1,no mail,A,,,
	2026-11-15T10:00:00Z,add-to-cart,1,,A,-1,,
	2026-11-15T10:00:00Z,add-to-cart,1,,A,,5.00,
	2026-11-15T10:00:00Z,add-to-cart,1,,A,,5.001,EUR
	at noon,add-to-cart,1,,A,,,
	2026-11-15T10:00:00Z,add-to-cart,1,,A,9000000000,9000000000000.00,EUR
END
run cart-abandon a.csv
out <<-END
	flow,customer_id,trigger_id,triggered_at,since_at,expires_at,email,phone,push_token,reason,item,value,currency,data
END
err <<-END
	cart-abandon: a.csv:5: email: 'no mail': not an e-mail address
	cart-abandon: a.csv:6: quantity: '-1': less than nothing (want 0 or more)
	cart-abandon: a.csv:7: price: '5.00': of no currency (import-events --currency gives one)
	cart-abandon: a.csv:8: price: '5.001': more decimals than EUR has (2)
	cart-abandon: a.csv:9: event_at: 'at noon': not a time (want such as 2026-11-23T08:41:00Z, or a date)
	cart-abandon: a.csv:10: price: '9000000000000.00': too large for so many
	cart-abandon: set aside: 1 later events, 1 no identity, 1 unused event
END
status 1
end

case_of "--customers: who bought by e-mail is who is logged by id; addresses too"
log >a.csv <<-END
	10:00:00 add-to-cart c=7 cart=k1 sku=A
	10:00:00 add-to-cart c=8 cart=k2 sku=A
END
given orders.csv <<-END
	order_id,email,ordered_at,status
	o1,Gil@example.com,2026-11-15T11:00:00Z,paid
END
given customers.csv <<-END
	customer_id,email,phone,push_token
	7,gil@example.com,,
	8,hal@example.com,+442079460123,tok
END
run cart-abandon --orders orders.csv --customers customers.csv a.csv
show customer_id email phone push_token
out <<-END
	8|hal@example.com|+442079460123|tok
END
err <<-END
	cart-abandon: --orders: joined 1 of 1
	cart-abandon: --customers: joined 2 of 2
END
end

case_of "--customers of another shop than the log's are refused"
log >a.csv <<-END
	10:00:00 add-to-cart c=7 cart=k1 sku=A
END
given customers.csv <<-END
	customer_id,email
	9,gil@example.com
END
run cart-abandon --customers customers.csv a.csv
err <<-END
	cart-abandon: --customers: joined 0 of 1 (want the log's customer_id, email or phone)
END
status 2
end

case_of "--customers: a log of browsers that are nobody's joins none"
log >a.csv <<-END
	10:00:00 add-to-cart b=b cart=k1 sku=A
END
given customers.csv <<-END
	customer_id,email
	9,gil@example.com
END
run cart-abandon --customers customers.csv a.csv
show trigger_id
out </dev/null
err <<-END
	cart-abandon: --customers: joined 0 of 1
	cart-abandon: 1 of nobody who can be reached (no customer_id, e-mail or push token)
END
end

case_of "a url is never another visitor's, nor a checkout's"
given a.csv <<-END
	event_at,event,customer_id,sku,product,url
	2026-11-15T09:00:00Z,checkout,1,MUG,Mug,https://shop.example/checkouts/of-1
	2026-11-15T10:00:00Z,add-to-cart,2,MUG,,
	2026-11-15T10:00:00Z,add-to-cart,3,MUG,,https://shop.example/mug
	2026-11-15T10:01:00Z,checkout,3,MUG,,https://shop.example/checkouts/of-3
END
run cart-abandon a.csv
show customer_id data
out <<-'END'
	1|{"stage":"checkout","units":1,"items":[{"sku":"MUG","product":"Mug","quantity":1}],"value":{}}
	2|{"stage":"cart","units":1,"items":[{"sku":"MUG","product":"Mug","quantity":1}],"value":{}}
	3|{"stage":"checkout","units":1,"items":[{"sku":"MUG","product":"Mug","quantity":1,"url":"https://shop.example/mug"}],"value":{}}
END
end

case_of "--recovered: the cart that the purchase names, though it isn't the newest"
log >a.csv <<-END
	10:00:00 add-to-cart c=1 cart=k1 sku=A
	11:00:00 add-to-cart c=1 cart=k2 sku=B
	11:05:00 purchase c=1 cart=k1 sku=A
END
run cart-abandon --recovered a.csv
show trigger_id item
out <<-END
	k1/2026-11-15T11:05:00Z|A
END
end

case_of "a raw log is refused with the line to type"
echo '{"type":"track","event":"Product Added","messageId":"1","timestamp":"2026-11-15T09:00:00Z","userId":"1","properties":{}}' >a.ndjson
run cart-abandon a.ndjson
err <<-END
	cart-abandon: a.ndjson:1: looks like segment-events: import-events FILE | cart-abandon
END
status 2
end

case_of "orders in the place of the log"
printf 'order_id,customer_id,ordered_at,status\n1,2,2026-11-15,paid\n' >o.csv
run cart-abandon o.csv
err <<-END
	cart-abandon: o.csv:1: orders (want events; orders are given by --orders)
END
status 2
end

case_of "orders of a shop that isn't the log's"
log >a.csv <<-END
	10:00:00 add-to-cart c=1 sku=A
END
printf 'order_id,customer_id,ordered_at,status\n1,2,2026-11-15,paid\n' >o.csv
run cart-abandon --orders o.csv a.csv
err <<-END
	cart-abandon: --orders: joined 0 of 1 (want the log's customer_id, email, cart_id or order_id)
END
status 2
end

case_of "--summary, --audience, --recovered: one of them; --since of no use"
shell 'cart-abandon --summary --audience; cart-abandon --summary --since 2026-01-01'
err <<-END
	cart-abandon: --summary, --audience and --recovered: want one of them
	cart-abandon: try 'cart-abandon --help'
	cart-abandon: --since has no bearing on --summary
	cart-abandon: try 'cart-abandon --help'
END
status 2
end

for seed in 1 2 3; do
	case_of "random logs, judged by brute force, seed $seed"
	shell "python3 -B '$tests/cart-check.py' $seed 100 |
	    grep -vx '[1-9][0-9]*'"
	status 1
	end

	case_of "a month with its truth, day by day; late orders, seed $seed"
	shell "python3 -B '$tests/cart-month.py' $seed |
	    grep -vx '[1-9][0-9]* [1-9][0-9]* [1-9][0-9]*'"
	status 1
	end
done

case_of "--cart-by session: each session has its own cart, whatever cart_id says"
given log.csv <<-END
	event_at,event,customer_id,session_id,cart_id,sku,quantity
	2026-01-01T10:00:00Z,add-to-cart,c1,s1,k1,p1,1
	2026-01-01T11:00:00Z,add-to-cart,c1,s2,k1,p2,1
END
shell 'cart-abandon -q -a 2026-01-02 log.csv
    cart-abandon -q -a 2026-01-02 --cart-by session log.csv'
sed -i 's/^\(flow\|cart-abandon\),\([^,]*,[^,]*\),.*: \([0-9]* units* of [0-9]* items*\).*/\2,\3/; /^flow/d' got.out
out <<-END
	c1,k1,2 units of 2 items
	c1,s2,1 unit of 1 item
END
end

# A log of some batches, of which all but the last are taken aside.
make_log() {
	awk 'BEGIN {
		print "event_at,event,customer_id,cart_id,sku,quantity"
		for (i = 0; i < 6000; i++)
			printf "2026-01-01T%02d:%02d:%02dZ,%s,c%d,k%d,p%d,1\n",
			    i / 600, i / 10 % 60, i % 10 * 6, i % 7 ? \
			    "add-to-cart" : "purchase", i * 37 % 501,
			    i * 37 % 501, i % 11
	}'
}

case_of "one processor and two tell the same"
make_log >log.csv
# shellcheck disable=SC2016  # sh expands them
shell 'cart-abandon -q -a 2026-01-02 --skew 1m log.csv >two.csv
    taskset -c "$(taskset -cp $$ | sed "s/.* //; s/[-,].*//")" \
	cart-abandon -q -a 2026-01-02 --skew 1m log.csv | cmp - two.csv
    grep -c ^cart-abandon, two.csv'
out <<-END
	429
END
end

case_of "of many visitors those who didn't buy, and nobody else"
# shellcheck disable=SC2016  # sh expands them
shell 'awk '\''BEGIN {
	print "event_at,event,customer_id,cart_id,sku,quantity"
	for (i = 0; i < 21000; i++)
		printf "2026-11-15T%02d:%02d:%02dZ,%s,c%05d,k%d,p1,1\n",
		    i / 3600, i / 60 % 60, i % 60,
		    i < 9000 ? "add-to-cart" : i < 18000 ? "checkout" : \
		    "purchase", i < 18000 ? i % 9000 : (i - 18000) * 3,
		    i < 18000 ? i % 9000 : i
    }'\'' | cart-abandon -q --skew 1m | cut -d, -f2 | sort >left.csv
    awk '\''BEGIN {
	for (i = 0; i < 9000; i++)
		if (i % 3 != 0)
			printf "c%05d\n", i
	print "customer_id"
    }'\'' | cmp - left.csv'
end

case_of "what is late is refused while a batch is under way"
{
	make_log
	echo 2026-01-01T00:00:00Z,add-to-cart,c1,k1,p1,1
} >log.csv
run cart-abandon -a 2026-01-02 --skew 1m log.csv
err <<-END
	cart-abandon: log.csv:6002: event_at: '2026-01-01T00:00:00Z': more than 1m before a row that came earlier (want the log sorted, as by 'import-events --json LOG | LC_ALL=C sort', or a longer --skew)
END
status 2
end

finish
