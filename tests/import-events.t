#!/bin/sh
# What platforms log of what people did, and what becomes of it.
# shellcheck source=tests/lib.sh
. "${0%/*}/lib.sh"

case_of "shopify checkouts: each line an event, in the cart's currency"
run import-events "$samples/import-events.csv"
show event_at event cart_id sku product quantity price currency coupon email
out <<-END
2024-03-30T22:10:00Z|checkout|12345678901234|MUG|Mug|1|10.00|GBP||ann@example.com
2024-03-30T22:10:00Z|checkout|12345678901234|Tea, green|Tea, green|2|7.50|GBP||ann@example.com
2024-03-31T21:10:00Z|checkout|12345678901235|CUP|Cup|1|7.50|GBP|SPRING|bo@example.com
2024-03-31T22:10:00Z|checkout|12345678901236|CUP|Cup|1|7.50|GBP||
END
end

case_of "shopify: orders among the checkouts are purchases, all of their rows"
given a.csv <<-END
Name,Email,Financial Status,Currency,Created at,Lineitem quantity,Lineitem name,Lineitem price,Lineitem sku
#1001,bo@example.com,paid,GBP,2024-03-31 22:12:00 +0100,1,Cup,7.50,CUP
#1001,bo@example.com,,,2024-03-31 22:12:00 +0100,1,Mug,10.00,MUG
#1002,bo@example.com,refunded,GBP,2024-04-01 22:12:00 +0100,1,Cup,7.50,CUP
#1002,bo@example.com,,,2024-04-01 22:12:00 +0100,1,Mug,10.00,MUG
#77,cy@example.com,,GBP,2024-04-02 22:12:00 +0100,1,Mug,10.00,MUG
END
run import-events a.csv
show event cart_id sku price currency
out <<-END
purchase|1001|CUP|7.50|GBP
purchase|1001|MUG|10.00|GBP
checkout|77|MUG|10.00|GBP
END
err <<-END
import-events: set aside: 2 unused event
END
end

case_of "rows that another file had are set aside, equal ones of one file aren't"
given a.csv <<-END
event_at,event,customer_id,sku
2024-01-01T00:00:00Z,product-view,1,A
2024-01-01T00:00:00Z,product-view,1,A
END
given b.csv <<-END
event_at,event,customer_id,sku
2024-01-01T00:00:00Z,product-view,1,A
2024-01-01T00:00:00Z,product-view,1,B
END
run import-events a.csv b.csv
show event sku
out <<-END
product-view|A
product-view|A
product-view|B
END
err <<-END
import-events: set aside: 1 exact duplicate
END
end

case_of "segment: names of today and before, products one by one, messages told twice"
given a.ndjson <<-'END'
	{"type":"identify","messageId":"0","timestamp":"2026-01-01T09:59:00Z","anonymousId":"x","userId":"u1","traits":{"email":"ann@example.com"},"context":{"device":{"token":"tok"}}}
	{"type":"page","messageId":"1","timestamp":"2026-01-01T10:00:00.909Z","anonymousId":"x","properties":{"url":"https://shop.example/a"}}
	{"type":"track","event":"Added Product","messageId":"2","timestamp":"2026-01-01T10:00:01Z","anonymousId":"x","properties":{"cart_id":"9007199254740993","sku":"A","price":18.99,"quantity":1}}
	{"type":"track","event":"Added Product","messageId":"2","timestamp":"2026-01-01T10:00:01Z","anonymousId":"x","properties":{"cart_id":"9007199254740993","sku":"A","price":18.99,"quantity":1}}
	{"type":"track","event":"Order Completed","messageId":"3","timestamp":"2026-01-01T10:05:00.5Z","userId":"u1","context":{"traits":{"email":"Ann@Example.com"}},"properties":{"order_id":"o1","currency":"usd","products":[{"sku":"A","name":"Mug","price":19,"quantity":1},{"product_id":"p2","price":4,"quantity":2}]}}
	{"type":"track","event":"Song Played","messageId":"4","timestamp":"2026-01-03T10:00:00Z","userId":"u1"}
	{"type":"track","event":"Email Opened","messageId":"5","timestamp":"2026-01-04T10:00:00Z","userId":"u1","properties":{"email":"no address"}}
END
run import-events a.ndjson
show event_at event customer_id anonymous_id cart_id order_id sku quantity price currency url email push_token
out <<-END
	2026-01-01T09:59:00Z|identify|u1|x||||||||ann@example.com|tok
2026-01-01T10:00:00Z|page-view||x|||||||https://shop.example/a||
2026-01-01T10:00:01Z|add-to-cart||x|9007199254740993||A|1|||||
2026-01-01T10:05:00Z|purchase|u1|||o1|A|1|19.00|USD||ann@example.com|
2026-01-01T10:05:00Z|purchase|u1|||o1|p2|2|4.00|USD||ann@example.com|
2026-01-04T10:00:00Z|open|u1||||||||||
END
err <<-END
import-events: 1 event has an e-mail that can't be written to: left blank
import-events: 1 event has a price of no currency: left blank (--currency?)
import-events: set aside: 1 exact duplicate, 1 unused event
END
end

case_of "--currency is that of prices that name none; --store goes before ids"
given a.csv <<-END
event_at,event,customer_id,anonymous_id,cart_id,price,currency
2024-01-01T00:00:00Z,add-to-cart,1,x,c,18.9,
2024-01-01T00:00:00Z,add-to-cart,1,x,c,1200,JPY
END
run import-events --currency EUR --store uk a.csv
show customer_id anonymous_id cart_id price currency
out <<-END
uk:1|x|uk:c|18.90|EUR
uk:1|x|uk:c|1200|JPY
END
end

case_of "what can't be read is rejected with the reason"
given a.csv <<-END
event_at,event,customer_id,quantity,price,currency
,product-view,1,,,
2024-01-01T00:00:00Z,,1,,,
2024-01-01T00:00:00Z,product-view,1,two,,
2024-01-01T00:00:00Z,product-view,1,,1.234,EUR
2024-01-01T00:00:00Z,product-view,1,,1,euros
2024-01-01T00:00:00Z,product-view,5.55E+06,,,
2024-01-01T00:00:00Z,stared-at,1,,,
END
run import-events a.csv
out <<-END
event_at,event,customer_id,anonymous_id,session_id,cart_id,order_id,sku,product,category,quantity,price,currency,coupon,url,seconds,email,push_token
END
err <<-END
import-events: a.csv:2: event_at: '': empty (want the time of the event)
import-events: a.csv:3: event: '': empty (want an event)
import-events: a.csv:4: quantity: 'two': not a quantity (want 2 or 0.125)
import-events: a.csv:5: price: '1.234': more decimals than EUR has (2)
import-events: a.csv:6: currency: 'euros': not a currency (want an ISO 4217 code such as EUR)
import-events: a.csv:7: customer_id: '5.55E+06': a number that a spreadsheet shortened (want all its digits)
import-events: set aside: 1 unused event
END
status 1
end

case_of "--time: a spreadsheet's dates"
given a.csv <<-END
event_at,event,customer_id
7/25/2018 21:06,product-view,1
END
run import-events --time mdy --tz UTC a.csv
show event_at
out <<-END
2018-07-25T21:06:00Z
END
end

case_of "--from and --map: one of them"
run import-events --from plain-events --map x.map
err <<-END
import-events: --from and --map: want one of them
import-events: try 'import-events --help'
END
status 2
end

case_of "customers aren't events"
run import-events "$samples/import-customers.csv"
err <<-END
import-events: $samples/import-customers.csv:1: looks like shopify-customers: import-customers FILE
END
status 2
end

case_of "a map of one's own: words for events, others unused"
given my.map <<-END
kind       events
event_at   = when
event      = what
customer_id = who
word seen  = product-view
word *     = none
END
given a.csv <<-END
when,what,who
2024-01-01T00:00:00Z,seen,1
2024-01-01T00:00:00Z,heard,1
END
run import-events --map my.map a.csv
show event_at event customer_id
out <<-END
2024-01-01T00:00:00Z|product-view|1
END
err <<-END
import-events: set aside: 1 unused event
END
end

case_of "a map's event that is none"
given my.map <<-END
kind     events
event_at = when
event    = "seen"
END
echo when,what >a.csv
run import-events --map my.map a.csv
err <<-END
import-events: my.map:3: event: 'seen': not an event (a line 'word seen = product-view' would make it one)
END
status 2
end

finish
