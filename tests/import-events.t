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
import-events: unused: 'refunded' 1 (--map gives a word a meaning)
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
import-events: unused: 'Song Played' 1 (--map gives a word a meaning)
import-events: set aside: 1 exact duplicate, 1 unused event
END
end

case_of "Segment's own examples, each property in its place"
spec=$data/segment-spec/segment_ecommerce_examples.ndjson
if [ -e "$spec" ]; then
	python3 -B "$tests/segment-spec.py" calls "$spec" >a.ndjson
	run import-events --currency USD -q a.ndjson
	python3 -B "$tests/segment-spec.py" events "$spec" >want.out
	end
else
	skip "no $spec"
fi

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

case_of "GA4: items one by one, times of UTC, ids of 64 bits, twice is once"
given a.ndjson <<-'END'
	{"event_date":"20240101","event_timestamp":"1704160800123456","event_name":"view_item","event_params":[{"key":"ga_session_id","value":{"int_value":"1704160799"}},{"key":"page_location","value":{"string_value":"https://shop.example/mug"}},{"key":"currency","value":{"string_value":"USD"}}],"user_pseudo_id":"1234567890.1704160799","items":[{"item_id":"MUG","item_name":"Blue mug","item_category":"Mugs","price":10.0,"quantity":"1","coupon":"(not set)"}]}
	{"event_date":"20240101","event_timestamp":"1704160800123457","event_name":"add_to_cart","event_params":[{"key":"currency","value":{"string_value":"USD"}},{"key":"ga_session_id","value":{"int_value":"1704160799"}}],"user_id":"9007199254740993","user_pseudo_id":"1234567890.1704160799","items":[{"item_id":"MUG","price":10.0,"quantity":"2"},{"item_id":"MUG","price":10.0,"quantity":"2"}]}
	{"event_date":"20240101","event_timestamp":"1704160800123457","event_name":"add_to_cart","event_params":[{"key":"currency","value":{"string_value":"USD"}},{"key":"ga_session_id","value":{"int_value":"1704160799"}}],"user_id":"9007199254740993","user_pseudo_id":"1234567890.1704160799","items":[{"item_id":"MUG","price":10.0,"quantity":"2"},{"item_id":"MUG","price":10.0,"quantity":"2"}]}
	{"event_date":"20240102","event_timestamp":"1704160900000000","event_name":"purchase","event_params":[{"key":"currency","value":{"string_value":"USD"}}],"user_pseudo_id":"1","ecommerce":{"transaction_id":"T-1"},"items":[{"item_id":"(not set)","item_name":"Tea","price":7.5}]}
	{"event_date":"20240103","event_timestamp":"1704240000000000","event_name":"scroll","event_params":[],"user_pseudo_id":"1","items":[]}
END
run import-events a.ndjson
show event_at event customer_id anonymous_id session_id order_id sku product category quantity price currency coupon url
out <<-END
	2024-01-02T02:00:00Z|product-view||1234567890.1704160799|1704160799||MUG|Blue mug|Mugs|1|10.00|USD||https://shop.example/mug
	2024-01-02T02:00:00Z|add-to-cart|9007199254740993|1234567890.1704160799|1704160799||MUG|||2|10.00|USD||
	2024-01-02T02:00:00Z|add-to-cart|9007199254740993|1234567890.1704160799|1704160799||MUG|||2|10.00|USD||
	2024-01-02T02:01:40Z|purchase||1||T-1||Tea|||7.50|USD||
END
err <<-END
	import-events: unused: 'scroll' 1 (--map gives a word a meaning)
	import-events: set aside: 2 exact duplicate, 1 unused event
END
end

case_of "RetailRocket: milliseconds, a row twice is one, unsorted"
given a.csv <<-END
	timestamp,visitorid,event,itemid,transactionid
	1433221332117,257597,view,355908,
	1433224214164,992329,addtocart,248676,
	1433224214164,992329,addtocart,248676,
	1433221999827,111016,transaction,318965,4000
END
run import-events a.csv
show event_at event anonymous_id order_id sku
out <<-END
	2015-06-02T05:02:12Z|product-view|257597||355908
	2015-06-02T05:50:14Z|add-to-cart|992329||248676
	2015-06-02T05:13:19Z|purchase|111016|4000|318965
END
err <<-END
	import-events: set aside: 1 exact duplicate
END
end

case_of "many records on one line of JSON are told apart"
given a.json <<-END
	[{"timestamp":1433221332117,"visitorid":1,"event":"view","itemid":1}]
	[{"timestamp":1433221332117,"visitorid":1,"event":"view","itemid":1},{"timestamp":1433221332118,"visitorid":1,"event":"addtocart","itemid":2},{"timestamp":1433221332118,"visitorid":1,"event":"addtocart","itemid":2}]
END
run import-events a.json
show event sku
out <<-END
	product-view|1
	add-to-cart|2
END
err <<-END
	import-events: set aside: 2 exact duplicate
END
end

case_of "REES46: a blank category, ids of 19 digits, UTC as a word"
given a.csv <<-END
	event_time,event_type,product_id,category_id,category_code,brand,price,user_id,user_session
	2019-10-01 00:00:00 UTC,view,44600062,2103807459595387724,,shiseido,35.79,541312140,72d76fde-8bb3-4e00-8c23-a032dfed738c
	2019-10-01 00:00:01 UTC,cart,3900821,2053013552326770905,appliances.environment.water_heater,aqua,33.20,554748717,9333dfbd
	2019-10-01 00:00:02 UTC,remove_from_cart,3900821,2053013552326770905,appliances.environment.water_heater,aqua,33.20,554748717,9333dfbd
	2019-10-01 00:00:03 UTC,purchase,1307067,2053013558920217191,computers.notebook,lenovo,251.74,550050854,7c90fc70
END
run import-events --currency USD a.csv
show event_at event customer_id session_id sku category price currency
out <<-END
	2019-10-01T00:00:00Z|product-view|541312140|72d76fde-8bb3-4e00-8c23-a032dfed738c|44600062|2103807459595387724|35.79|USD
	2019-10-01T00:00:01Z|add-to-cart|554748717|9333dfbd|3900821|appliances.environment.water_heater|33.20|USD
	2019-10-01T00:00:02Z|remove-from-cart|554748717|9333dfbd|3900821|appliances.environment.water_heater|33.20|USD
	2019-10-01T00:00:03Z|purchase|550050854|7c90fc70|1307067|computers.notebook|251.74|USD
END
end

case_of "Snowplow: the package's columns, times of UTC"
given a.csv <<-END
	event_id,derived_tstamp,domain_userid,domain_sessionid,user_id,ecommerce_action_type,cart_id,transaction_id,product_id,product_name,product_category,product_price,product_currency,product_quantity,ecommerce_user_email
	e1,2022-01-01 10:00:00.123,b1,s1,,add_to_cart,k1,,A,Mug,home/mugs,10,EUR,2,
	e2,2022-01-01 10:05:00,b1,s1,u1,transaction,,t1,A,Mug,home/mugs,10,EUR,2,Ann@Example.com
	e3,2022-01-01 10:06:00,b1,s1,u1,list_click,,,,,,,,,
END
run import-events a.csv
show event_at event customer_id anonymous_id session_id cart_id order_id sku quantity price currency email
out <<-END
	2022-01-01T10:00:00Z|add-to-cart||b1|s1|k1||A|2|10.00|EUR|
	2022-01-01T10:05:00Z|purchase|u1|b1|s1||t1|A|2|10.00|EUR|ann@example.com
END
err <<-END
	import-events: unused: 'list_click' 1 (--map gives a word a meaning)
	import-events: set aside: 1 unused event
END
end

case_of "Klaviyo: what happened, and to whom, is included beside the events"
given a.json <<-'END'
	{"data":[{"type":"event","id":"e1","attributes":{"datetime":"2024-01-02T02:00:00+00:00","event_properties":{"$value":27.5,"$currency_code":"USD","Items":[{"SKU":"MUG","ProductName":"Blue mug","Quantity":2,"ItemPrice":10.0,"ProductCategories":["Mugs","Gifts"]},{"ProductID":"CUP","Quantity":1,"ItemPrice":7.5}]}},"relationships":{"profile":{"data":{"type":"profile","id":"P1"}},"metric":{"data":{"type":"metric","id":"M1"}}}},
	{"type":"event","id":"e2","attributes":{"datetime":"2024-01-02T03:00:00+00:00","event_properties":{"URL":"https://shop.example"}},"relationships":{"profile":{"data":{"type":"profile","id":"P1"}},"metric":{"data":{"type":"metric","id":"M2"}}}},
	{"type":"event","id":"e2","attributes":{"datetime":"2024-01-02T03:00:00+00:00","event_properties":{"URL":"https://shop.example"}},"relationships":{"profile":{"data":{"type":"profile","id":"P1"}},"metric":{"data":{"type":"metric","id":"M2"}}}},
	{"type":"event","id":"e3","attributes":{"datetime":"2024-01-02T04:00:00+00:00","event_properties":{"ProductName":"Tea","ProductID":"TEA","Price":7.5,"Categories":["Tea"],"$currency_code":"USD"}},"relationships":{"profile":{"data":{"type":"profile","id":"P2"}},"metric":{"data":{"type":"metric","id":"M3"}}}},
	{"type":"event","id":"e4","attributes":{"datetime":"2024-01-02T05:00:00+00:00","event_properties":{}},"relationships":{"profile":{"data":{"type":"profile","id":"P2"}},"metric":{"data":{"type":"metric","id":"M4"}}}}],
	"included":[{"type":"metric","id":"M1","attributes":{"name":"Started Checkout"}},{"type":"metric","id":"M2","attributes":{"name":"Clicked Email"}},{"type":"metric","id":"M3","attributes":{"name":"Viewed Product"}},{"type":"metric","id":"M4","attributes":{"name":"Dropped Email"}},{"type":"profile","id":"P1","attributes":{"email":"Ann@Example.com"}}],"links":{"next":null}}
END
run import-events a.json
show event_at event customer_id sku product category quantity price currency url email
out <<-END
	2024-01-02T02:00:00Z|checkout|P1|MUG|Blue mug|Mugs|2|10.00|USD||ann@example.com
	2024-01-02T02:00:00Z|checkout|P1|CUP|||1|7.50|USD||ann@example.com
	2024-01-02T03:00:00Z|click|P1|||||||https://shop.example|ann@example.com
	2024-01-02T04:00:00Z|product-view|P2|TEA|Tea|Tea||7.50|USD||
END
err <<-END
	import-events: unused: 'Dropped Email' 1 (--map gives a word a meaning)
	import-events: set aside: 1 exact duplicate, 1 unused event
END
end

case_of "SendGrid: what the webhook posts, arrays behind each other"
given a.json <<-'END'
	[{"email":"Ann@Example.com","timestamp":1513299569,"smtp-id":"<1@x>","event":"processed","sg_event_id":"1","sg_message_id":"m"},
	{"email":"Ann@Example.com","timestamp":1513299570,"event":"delivered","sg_event_id":"2","response":"250 OK"}]
	[{"email":"ann@example.com","timestamp":1513299571,"event":"click","url":"https://shop.example","sg_event_id":"3"},
	{"email":"ann@example.com","timestamp":1513299571,"event":"click","url":"https://shop.example","sg_event_id":"3"},
	{"email":"bo@example.com","timestamp":1513299572,"event":"spamreport","sg_event_id":"4"},
	{"email":"bo@example.com","timestamp":1513299573,"event":"group_unsubscribe","sg_event_id":"5","asm_group_id":10},
	{"email":"cy@example.com","timestamp":1513299574,"event":"bounce","sg_event_id":"6","type":"bounce"},
	{"email":"di@example.com","timestamp":1513299575,"event":"bounce","sg_event_id":"7","type":"blocked"}]
END
run import-events a.json
show event_at event email url
out <<-END
	2017-12-15T00:59:30Z|delivered|ann@example.com|
	2017-12-15T00:59:31Z|click|ann@example.com|https://shop.example
	2017-12-15T00:59:32Z|complaint|bo@example.com|
	2017-12-15T00:59:33Z|unsubscribe|bo@example.com|
	2017-12-15T00:59:34Z|hard-bounce|cy@example.com|
	2017-12-15T00:59:35Z|bounce|di@example.com|
END
err <<-END
	import-events: unused: 'processed' 1 (--map gives a word a meaning)
	import-events: set aside: 1 exact duplicate, 1 unused event
END
end

case_of "words that mean nothing to us are told, for one may mean a purchase"
{
	echo event_at,event,customer_id
	echo 2024-01-01,Bought it,1
	echo 2024-01-01,Bought it,2
	for i in 1 2 3 4 5 6 7 8 9 10 11 12; do
		echo "2024-01-01,word $i,1"
	done
} >a.csv
run import-events a.csv
out <<-END
event_at,event,customer_id,anonymous_id,session_id,cart_id,order_id,sku,product,category,quantity,price,currency,coupon,url,seconds,email,push_token
END
err <<-END
	import-events: unused: 'Bought it' 2, 'word 1' 1, 'word 2' 1, 'word 3' 1, 'word 4' 1, 'word 5' 1, 'word 6' 1, 'word 7' 1, 'word 8' 1, 'word 9' 1, 'word 10' 1, 'word 11' 1 and 1 more words (--map gives a word a meaning)
	import-events: set aside: 14 unused event
END
end

case_of "names in all their spellings; a push token travels"
given a.csv <<-END
	event_at,event,anonymous_id,push_token
	2024-01-01T00:00:00Z,Product Added,b,tok
	2024-01-01T00:00:01Z,add_to_cart,b,tok
	2024-01-01T00:00:02Z,addtocart,b,tok
	2024-01-01T00:00:03Z,cart,b,tok
	2024-01-01T00:00:04Z,Order Completed,b,tok
END
run import-events a.csv
show event push_token
out <<-END
	add-to-cart|tok
	add-to-cart|tok
	add-to-cart|tok
	add-to-cart|tok
	purchase|tok
END
end

case_of "a log that was cut off in its last record is refused, and says so"
printf 'event_at,event,customer_id\n2024-01-01,view,1\n2024-01-01,vi' >a.csv
run import-events a.csv
out <<-END
END
err <<-END
	import-events: a.csv:3: 2 cells (want 3) and no line end: the file is cut short
END
status 2
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
import-events: unused: 'stared-at' 1 (--map gives a word a meaning)
import-events: set aside: 1 unused event
END
status 1
end

case_of "--decimal: a spreadsheet's prices, its byte-order mark and semicolons"
printf '\357\273\277event_at;event;customer_id;sku;price;currency\r\n2024-01-01 12:00;addtocart;1;A;"1.240,50";EUR\r\n' >a.csv
run import-events --decimal comma --tz Europe/Berlin a.csv
show event_at event price
out <<-END
2024-01-01T11:00:00Z|add-to-cart|1240.50
END
end

case_of "a spreadsheet's dates and prices, and the options that would read them"
given a.csv <<-END
event_at;event;customer_id;price;currency
18.11.2026 15:10;cart;1;12,50;EUR
2026-11-18T15:10:00Z;cart;1;12,50;EUR
END
run import-events a.csv
out <<-END
event_at,event,customer_id,anonymous_id,session_id,cart_id,order_id,sku,product,category,quantity,price,currency,coupon,url,seconds,email,push_token
END
err <<-END
import-events: a.csv:2: event_at: '18.11.2026 15:10': not a time (want such as 2026-11-23 08:41:00 +0200) (--time mdy or dmy?)
import-events: a.csv:3: price: '12,50': not an amount (want 1234.50) (--decimal comma?)
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
import-events: unused: 'heard' 1 (--map gives a word a meaning)
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
