#!/bin/sh
# What platforms' APIs give: JSON with objects and arrays in it, page by page.
# Each sample is ours, in the platform's layout with its quirks.
# shellcheck source=tests/lib.sh
. "${0%/*}/lib.sh"

# An array on many lines, as WooCommerce's REST API gives it.
woo() {
	cat <<-'END'
	[
	  {
	    "id": 727, "parent_id": 0, "number": "727", "order_key": "wc_order_58d2d042d1d",
	    "created_via": "rest-api", "status": "processing", "currency": "USD",
	    "date_created": "2017-03-22T16:28:02", "date_created_gmt": "2017-03-22T19:28:02",
	    "discount_total": "0.00", "shipping_total": "10.00", "total": "29.35", "total_tax": "1.35",
	    "customer_id": 0,
	    "billing": { "first_name": "John", "last_name": "Doe", "state": "CA", "country": "US", "city": "San Francisco", "email": "John.Doe@example.com", "phone": "(555) 555-5555" },
	    "shipping": { "first_name": "John", "last_name": "Doe", "state": "CA", "country": "US", "city": "San Francisco" },
	    "payment_method": "bacs", "date_completed_gmt": null,
	    "line_items": [
	      { "id": 315, "name": "Woo Single #1", "product_id": 93, "quantity": 2, "total": "6.00", "sku": "", "price": 3 },
	      { "id": 316, "name": "Ship Your Idea, \"blue\"", "product_id": 22, "quantity": 1, "total": "12.00", "sku": "Bar3", "price": 12 }
	    ],
	    "coupon_lines": [], "refunds": []
	  },
	  {
	    "id": 723, "number": "723", "status": "completed", "currency": "USD",
	    "date_created_gmt": "2017-03-22T16:00:00", "total": "39.00", "customer_id": 26,
	    "billing": { "email": "ann@example.com" }, "payment_method": "bacs",
	    "line_items": [ { "name": "A", "product_id": 1, "quantity": 1, "total": "39.00", "sku": "A1", "price": 39 } ],
	    "coupon_lines": [ {"code": "ten"}, {"code":"vip"} ],
	    "refunds": [ { "id": 1, "reason": "", "total": "-10.00" }, { "id": 2, "total": "-2.50" } ]
	  }
	]
	END
}

case_of "woocommerce: guests, a line without a sku, coupons and refunds that are many"
woo >a.json
run import-orders a.json
show order_id customer_id ordered_at status total refunded coupon units email phone country
out <<-END
727||2017-03-22T19:28:02Z|paid|29.35|||3|john.doe@example.com|+15555555555|US
723|26|2017-03-22T16:00:00Z|partially-refunded|39.00|12.50|ten vip|1|ann@example.com||
END
end

case_of "woocommerce: a row for each line"
woo >a.json
run import-orders --lines a.json
show order_id sku quantity unit_price product
out <<-END
727|Woo Single #1|2|3.00|Woo Single #1
727|Bar3|1|12.00|Ship Your Idea, "blue"
723|A1|1|39.00|A
END
end

case_of "pages behind each other: an order that slipped to the next page is one order"
{ woo; woo; } >a.json
run import-orders a.json
show order_id units total
out <<-END
727|3|29.35
723|1|39.00
END
err <<-END
import-orders: set aside: 3 older copy of an order
END
end

case_of "what a later page says of an order holds"
woo >1.json
woo | sed 's/"processing"/"cancelled"/' >2.json
run import-orders 1.json 2.json
show order_id status units
out <<-END
727|cancelled|3
723|partially-refunded|1
END
err <<-END
import-orders: set aside: 3 older copy of an order
END
end

case_of "a fault is of its record's line, and the record is kept whole"
woo | sed 's/"29.35"/"29,35"/' >a.json
run import-orders --rejects r.csv a.json
show order_id
out <<-END
723
END
err <<-END
import-orders: a.json:2: total: '29,35': not an amount (want 1234.50)
import-orders: a.json:2: total: '29,35': not an amount (want 1234.50)
END
status 1
end

case_of "what was rejected can be mended and read again"
woo | sed 's/"29.35"/"29,35"/' >a.json
shell 'import-orders -q --rejects r.csv a.json >/dev/null
    python3 -c "import csv
for row in list(csv.DictReader(open(\"r.csv\")))[:1]: print(row[\"row\"].replace(\"29,35\", \"29.35\"))" |
    import-orders -q'
show order_id total units
out <<-END
727|29.35|3
END
end

case_of "a record on a line of its own that is spoilt takes no other with it"
given a.json <<-'END'
	{"number":"1","status":"completed","date_created_gmt":"2026-01-01T00:00:00","billing":{"email":"a@example.com"},"payment_method":"x","currency":"EUR","total":"1.00"}
	{"number":"2","status":"completed","billing":{"email":"b@exam
	{"number":"3","status":"completed","date_created_gmt":"2026-01-03T00:00:00","currency":"EUR","total":"3.00"}
END
run import-orders a.json
show order_id total
out <<-END
1|1.00
3|3.00
END
err <<-END
import-orders: a.json:2: malformed JSON: premature end of input
END
status 1
end

case_of "an array with a record on each line"
given a.json <<-'END'
	[{"number":"1","status":"completed","date_created_gmt":"2026-01-01T00:00:00","billing":{"email":"a@example.com"},"payment_method":"x","currency":"EUR","total":"1.00"}
	,{"number":"3","status":"completed","date_created_gmt":"2026-01-03T00:00:00","currency":"EUR","total":"3.00"}
	]
END
run import-orders a.json
show order_id total
out <<-END
1|1.00
3|3.00
END
end

case_of "a document that stops in its middle is fatal"
woo | head -n 12 >a.json
run import-orders a.json
err <<-END
import-orders: a.json:1: malformed JSON: ']' expected: the file is cut short
END
status 2
end

case_of "a page without orders"
echo '[]' >a.json
run import-orders a.json
out <<-END
order_id,customer_id,ordered_at,status,currency,total,refunded,discount,shipping,tax,email,phone,name,country,region,city,coupon,source,cart_id,units,fulfilled_at,delivered_at,cancelled_at,refunded_at,gift
END
end

case_of "a page without orders before one with them"
{ echo '[]'; woo; } >a.json
run import-orders a.json
show order_id
out <<-END
727
723
END
end

case_of "shopify rest: orders in a member, parcels and refunds that are many"
given a.json <<-'END'
	{"orders":[{"id":450789469,"name":"#1001","email":"bob.norman@mail.example.com","created_at":"2008-01-10T11:00:00-05:00","cancelled_at":null,"financial_status":"partially_refunded","currency":"USD","total_price":"409.94","total_tax":"11.94","total_discounts":"10.00","phone":null,"source_name":"web","checkout_id":901414060,"customer":{"id":207119551,"email":"bob.norman@mail.example.com"},"discount_codes":[{"code":"TENOFF","amount":"10.00","type":"fixed_amount"}],"billing_address":{"name":"Bob Norman","country_code":"US","province_code":"KY","city":"Louisville","phone":"+1(502)-459-2181"},"total_shipping_price_set":{"shop_money":{"amount":"0.00","currency_code":"USD"}},"fulfillments":[{"id":1,"created_at":"2008-01-12T09:00:00-05:00","line_items":[{"sku":"IPOD2008GREEN"}]},{"id":2,"created_at":"2008-01-13T09:00:00-05:00"}],"line_items":[{"id":466157049,"sku":"IPOD2008GREEN","title":"IPod Nano - 8gb","quantity":1,"price":"199.00"},{"id":518995019,"sku":"","title":"IPod Nano - 8gb","quantity":1,"price":"199.00"}],"refunds":[{"id":509562969,"transactions":[{"amount":"41.94","kind":"refund"},{"amount":"0.06","kind":"refund"}]},{"id":2,"transactions":[]}]},
	{"id":5,"name":"#1002","email":"","created_at":"2008-02-01T00:00:00Z","financial_status":"pending","currency":"USD","total_price":"5.00","total_tax":"0.00","line_items":[{"sku":"A","title":"A","quantity":5,"price":"1.00"}],"refunds":[]}]}
END
run import-orders a.json
show order_id customer_id ordered_at status total refunded coupon cart_id units phone fulfilled_at
out <<-END
#1001|207119551|2008-01-10T16:00:00Z|partially-refunded|409.94|42.00|TENOFF|901414060|2|+15024592181|2008-01-12T14:00:00Z
#1002||2008-02-01T00:00:00Z|placed|5.00||||5||
END
end

case_of "shopify rest: a line without a sku goes by its title"
given a.json <<-'END'
	{"orders":[{"id":450789469,"name":"#1001","email":"bob.norman@mail.example.com","created_at":"2008-01-10T11:00:00-05:00","cancelled_at":null,"financial_status":"partially_refunded","currency":"USD","total_price":"409.94","total_tax":"11.94","total_discounts":"10.00","phone":null,"source_name":"web","checkout_id":901414060,"customer":{"id":207119551,"email":"bob.norman@mail.example.com"},"discount_codes":[{"code":"TENOFF","amount":"10.00","type":"fixed_amount"}],"billing_address":{"name":"Bob Norman","country_code":"US","province_code":"KY","city":"Louisville","phone":"+1(502)-459-2181"},"total_shipping_price_set":{"shop_money":{"amount":"0.00","currency_code":"USD"}},"fulfillments":[{"id":1,"created_at":"2008-01-12T09:00:00-05:00","line_items":[{"sku":"IPOD2008GREEN"}]},{"id":2,"created_at":"2008-01-13T09:00:00-05:00"}],"line_items":[{"id":466157049,"sku":"IPOD2008GREEN","title":"IPod Nano - 8gb","quantity":1,"price":"199.00"},{"id":518995019,"sku":"","title":"IPod Nano - 8gb","quantity":1,"price":"199.00"}],"refunds":[{"id":509562969,"transactions":[{"amount":"41.94","kind":"refund"},{"amount":"0.06","kind":"refund"}]},{"id":2,"transactions":[]}]},
	{"id":5,"name":"#1002","email":"","created_at":"2008-02-01T00:00:00Z","financial_status":"pending","currency":"USD","total_price":"5.00","total_tax":"0.00","line_items":[{"sku":"A","title":"A","quantity":5,"price":"1.00"}],"refunds":[]}]}
END
run import-orders --lines a.json
show order_id sku quantity
out <<-END
#1001|IPOD2008GREEN|1
#1001|IPod Nano - 8gb|1
#1002|A|5
END
end

case_of "shopify bulk: lines come after the orders, and name them"
given a.jsonl <<-'END'
	{"id":"gid:\/\/shopify\/Order\/1001","name":"#1001","createdAt":"2026-01-10T11:00:00Z","displayFinancialStatus":"PAID","totalPriceSet":{"shopMoney":{"amount":"30.0","currencyCode":"EUR"}},"email":"ann@example.com","customer":{"id":"gid:\/\/shopify\/Customer\/77"}}
	{"id":"gid:\/\/shopify\/Order\/1002","name":"#1002","createdAt":"2026-01-11T11:00:00Z","displayFinancialStatus":"REFUNDED","totalPriceSet":{"shopMoney":{"amount":"5.0","currencyCode":"EUR"}},"email":null,"customer":null}
	{"id":"gid:\/\/shopify\/LineItem\/1","sku":"MUG","title":"Mug","quantity":2,"originalUnitPriceSet":{"shopMoney":{"amount":"10.0"}},"__parentId":"gid:\/\/shopify\/Order\/1001"}
	{"id":"gid:\/\/shopify\/LineItem\/2","sku":null,"title":"Tea","quantity":1,"originalUnitPriceSet":{"shopMoney":{"amount":"10.0"}},"__parentId":"gid:\/\/shopify\/Order\/1001"}
	{"id":"gid:\/\/shopify\/LineItem\/3","sku":"CUP","title":"Cup","quantity":1,"originalUnitPriceSet":{"shopMoney":{"amount":"5.0"}},"__parentId":"gid:\/\/shopify\/Order\/1002"}
END
run import-orders a.jsonl
show order_id customer_id status currency total units email
out <<-END
1001|77|paid|EUR|30.00|3|ann@example.com
1002||refunded|EUR|5.00|1|
END
end

case_of "shopify bulk: the lines, and none of the order's own row"
given a.jsonl <<-'END'
	{"id":"gid:\/\/shopify\/Order\/1001","name":"#1001","createdAt":"2026-01-10T11:00:00Z","displayFinancialStatus":"PAID","totalPriceSet":{"shopMoney":{"amount":"30.0","currencyCode":"EUR"}},"email":"ann@example.com","customer":{"id":"gid:\/\/shopify\/Customer\/77"}}
	{"id":"gid:\/\/shopify\/Order\/1002","name":"#1002","createdAt":"2026-01-11T11:00:00Z","displayFinancialStatus":"REFUNDED","totalPriceSet":{"shopMoney":{"amount":"5.0","currencyCode":"EUR"}},"email":null,"customer":null}
	{"id":"gid:\/\/shopify\/LineItem\/1","sku":"MUG","title":"Mug","quantity":2,"originalUnitPriceSet":{"shopMoney":{"amount":"10.0"}},"__parentId":"gid:\/\/shopify\/Order\/1001"}
	{"id":"gid:\/\/shopify\/LineItem\/2","sku":null,"title":"Tea","quantity":1,"originalUnitPriceSet":{"shopMoney":{"amount":"10.0"}},"__parentId":"gid:\/\/shopify\/Order\/1001"}
	{"id":"gid:\/\/shopify\/LineItem\/3","sku":"CUP","title":"Cup","quantity":1,"originalUnitPriceSet":{"shopMoney":{"amount":"5.0"}},"__parentId":"gid:\/\/shopify\/Order\/1002"}
END
run import-orders --lines a.jsonl
show order_id sku quantity unit_price
out <<-END
1001|MUG|2|10.00
1001|Tea|1|10.00
1002|CUP|1|5.00
END
end

case_of "ecwid: items have items, a cart that was left is no order, no currency"
given a.json <<-'END'
	{"total":3,"count":3,"offset":0,"limit":100,"items":[
	{"vendorOrderNumber":"XJ12H","orderNumber":20,"paymentStatus":"PAID","fulfillmentStatus":"SHIPPED","createDate":"2015-04-22 18:48:38 -0500","total":15.95,"tax":0.95,"email":"Ann@Example.com","customerId":40201284,"items":[{"name":"Cherry","sku":"CH","price":3,"quantity":5}],"shippingPerson":{"name":"Ann","countryCode":"US","city":"NYC"},"shippingOption":{"shippingRate":0}},
	{"vendorOrderNumber":"XJ13H","orderNumber":21,"paymentStatus":"INCOMPLETE","fulfillmentStatus":"AWAITING_PROCESSING","createDate":"2015-04-23 18:48:38 -0500","total":1,"email":"b@example.com","items":[{"name":"Pear","sku":"PE","price":1,"quantity":1}]},
	{"vendorOrderNumber":"XJ14H","orderNumber":22,"paymentStatus":"AWAITING_PAYMENT","fulfillmentStatus":"AWAITING_PROCESSING","createDate":"2015-04-24 18:48:38 -0500","total":2,"email":"c@example.com","items":[{"name":"Plum","sku":"PL","price":1,"quantity":1},{"name":"Pear","sku":"PE","price":1,"quantity":1}]}]}
END
run import-orders --currency USD a.json
show order_id customer_id ordered_at status currency total units country
out <<-END
XJ12H|40201284|2015-04-22T23:48:38Z|paid|USD|15.95|5|US
XJ14H||2015-04-24T23:48:38Z|placed|USD|2.00|2|
END
err <<-END
import-orders: set aside: 1 not an order
END
end

case_of "bigcommerce: times of mail, amounts of four decimals, guests"
given a.json <<-'END'
	[{"id":100,"customer_id":10,"date_created":"Fri, 09 Aug 2013 13:18:20 +0000","date_shipped":"","status_id":2,"status":"Shipped","total_inc_tax":"499.0000","total_tax":"0.0000","refunded_amount":"0.0000","items_total":2,"currency_code":"USD","billing_address":{"first_name":"Ann","last_name":"Lee","email":"ann@example.com","country_iso2":"US"}},
	{"id":101,"customer_id":0,"date_created":"Sat, 10 Aug 2013 13:18:20 +0000","status_id":0,"status":"Incomplete","total_inc_tax":"1.0000","currency_code":"USD","billing_address":{"email":"bo@example.com"}},
	{"id":102,"customer_id":0,"date_created":"Sun, 11 Aug 2013 13:18:20 +0000","status_id":11,"status":"Awaiting Fulfillment","total_inc_tax":"2.5000","refunded_amount":"2.5000","items_total":1,"currency_code":"USD","billing_address":{"email":"bo@example.com"}}]
END
run import-orders a.json
show order_id customer_id ordered_at status total refunded units email name
out <<-END
100|10|2013-08-09T13:18:20Z|paid|499.00|0.00|2|ann@example.com|Ann Lee
102||2013-08-11T13:18:20Z|refunded|2.50|2.50|1|bo@example.com|
END
err <<-END
import-orders: set aside: 1 not an order
END
end

case_of "segment: of a stream of calls only the orders, and a refund of a part"
given a.ndjson <<-'END'
	{"type":"page","messageId":"1","timestamp":"2026-01-01T10:00:00.909Z","anonymousId":"x"}
	{"type":"track","event":"Product Added","messageId":"2","timestamp":"2026-01-01T10:00:01Z","anonymousId":"x","properties":{"cart_id":"c1","sku":"A","price":18.99}}
	{"type":"track","event":"Order Completed","messageId":"3","timestamp":"2026-01-01T10:05:00.5Z","userId":"u1","context":{"traits":{"email":"Ann@Example.com"}},"properties":{"order_id":"o1","checkout_id":"k1","total":29.99,"shipping":3,"currency":"usd","products":[{"sku":"A","name":"Mug","price":18.99,"quantity":1},{"product_id":"p2","price":4,"quantity":2}]}}
	{"type":"track","event":"Order Refunded","messageId":"4","timestamp":"2026-01-03T10:00:00Z","userId":"u1","properties":{"order_id":"o1","total":4,"currency":"USD","products":[{"product_id":"p2","price":4,"quantity":1}]}}
	{"type":"track","event":"Completed Order","messageId":"5","timestamp":"2026-01-04T10:00:00Z","userId":"u2","properties":{"order_id":"o2","total":7,"currency":"USD"}}
	{"type":"track","event":"Order Cancelled","messageId":"6","timestamp":"2026-01-05T10:00:00Z","userId":"u2","properties":{"order_id":"o2","total":7,"currency":"USD"}}
END
run import-orders a.ndjson
show order_id customer_id ordered_at status total refunded refunded_at units cart_id email
out <<-END
o1|u1|2026-01-01T10:05:00Z|partially-refunded|29.99|4.00|2026-01-03T10:00:00Z|3|k1|ann@example.com
o2|u2|2026-01-04T10:00:00Z|cancelled|7.00|||||
END
err <<-END
import-orders: set aside: 2 not an order, 1 older copy of an order
END
end

case_of "klaviyo: events in data, and what an integration calls its items"
given a.json <<-'END'
	{"data":[{"type":"event","id":"4vR","attributes":{"timestamp":1700000000,"datetime":"2023-11-14T22:13:20+00:00","event_properties":{"OrderId":"1234","$value":29.98,"$currency_code":"USD","DiscountCode":"FREE","Items":[{"SKU":"W","ProductName":"Pooh","Quantity":1,"ItemPrice":9.99},{"SKU":"T","ProductName":"Tale","Quantity":1,"ItemPrice":19.99}]}},"relationships":{"profile":{"data":{"type":"profile","id":"01GD"}}}}],"included":[{"type":"profile","id":"01GD","attributes":{"email":"Ann@example.com"}}],"links":{"next":null}}
END
run import-orders a.json
show order_id customer_id ordered_at status currency total email coupon units
out <<-END
1234|01GD|2023-11-14T22:13:20Z|paid|USD|29.98|ann@example.com|FREE|2
END
end

case_of "a map of one's own names paths, and where records and lines are"
given my.map <<-'END'
	kind    orders
	records result
	lines   order.rows
	order_id   = order.no
	ordered_at = order.at
	currency   = "EUR"
	status     = state
	sku        = order.rows[].article
	quantity   = order.rows[].n
	unit_price = order.rows[].each
	coupon     = order.codes[0]
	word done  = paid
	word *     = none
END
given a.json <<-'END'
	{"result":[{"state":"done","order":{"no":7,"at":"2026-01-01T00:00:00Z","codes":["X","Y"],"rows":[{"article":"A","n":2,"each":"1.50"}]}},
	{"state":"draft","order":{"no":8}}]}
END
run import-orders --map my.map a.json
show order_id total units coupon
out <<-END
7|3.00|2|X
END
err <<-END
import-orders: set aside: 1 not an order
END
end

case_of "other tools want a record on a line, and say how"
echo '[{"order_id":"1"}]' >a.json
run segment a.json
err <<-END
segment: a.json: is a JSON array: jq -c '.[]' FILE | segment
END
status 2
end

finish
