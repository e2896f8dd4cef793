#!/bin/sh
# What platforms export, quirk by quirk, and what becomes of it.
# shellcheck source=tests/lib.sh
. "${0%/*}/lib.sh"

head="Name,Email,Financial Status,Created at,Currency,Total"
lines="Lineitem quantity,Lineitem price,Lineitem sku"
dates="Cancelled at,Refunded Amount"

# shop FILE: the rows on standard input under a header of these.
shop() { { echo "$head,$lines,$dates"; cat; } >"$1"; }

case_of "shopify: an order of three rows, blank repeats, is one row"
shop a.csv <<-END
#1,Ann@Example.com,paid,2025-10-02 17:09:34 -0300,USD,30.00,1,10.00,A,,
#1,Ann@Example.com,,2025-10-02 17:09:34 -0300,,,2,5.00,B,,
#1,,,,,,1,10.00,C,,
END
run import-orders a.csv
show order_id ordered_at status total units email
out <<-END
#1|2025-10-02T20:09:34Z|paid|30.00|4|ann@example.com
END
end

case_of "a gift goes to somebody else: who pays is told apart from who gets it"
given shopify.csv <<-END
	Name,Email,Financial Status,Created at,Currency,Total,Lineitem name,Lineitem sku,Billing Name,Shipping Name
	#1,a@example.com,paid,2025-10-02 17:09:34 -0300,USD,1,Mug,M,Ann Lee,Bo Lee
	#1,,,,,,Cup,C,,
	#2,b@example.com,paid,2025-10-02 17:09:34 -0300,USD,1,Mug,M,Ann Lee,ANN LEE
	#3,c@example.com,paid,2025-10-02 17:09:34 -0300,USD,1,Mug,M,Ann Lee,
	#4,d@example.com,paid,2025-10-02 17:09:34 -0300,USD,1,Mug,M,José  García,JOSÉ GARCÍA
END
given woocommerce.json <<-END
	[{"number":"7","status":"completed","date_created_gmt":"2025-10-02T17:09:34","currency":"USD","total":"1","payment_method":"x","billing":{"email":"a@example.com","first_name":"Ann","last_name":"Lee"},"shipping":{"first_name":"Bo","last_name":"Lee"},"line_items":[{"sku":"M","quantity":1}]}]
END
run import-orders --lines shopify.csv
show order_id sku gift
import-orders -q woocommerce.json | python3 "$tests/columns.py" order_id \
    gift >>got.out
out <<-END
	#1|M|yes
	#1|C|yes
	#2|M|
	#3|M|
	#4|M|
	7|yes
END
end

case_of "shopify: a blank Name carries on the order above"
shop a.csv <<-END
#1,ann@example.com,paid,2025-10-02 17:09:34 +0000,USD,30.00,1,10.00,A,,
,,,,,,2,5.00,B,,
END
run import-orders a.csv
show order_id total units
out <<-END
#1|30.00|3
END
end

case_of "shopify: a blank Name with no order above is rejected"
shop a.csv <<-END
,,,,,,2,5.00,B,,
END
run import-orders a.csv
show order_id
err <<-END
import-orders: a.csv:2: Name: '': empty, and no order above it
END
status 1
end

case_of "shopify: nor does it carry on across a row that was refused"
shop a.csv <<-END
#1,ann@example.com,paid,2025-10-02 17:09:34 +0000,USD,30.00,1,10.00,A,,
#2,bob@example.com,paid,2025-10-02 17:09:34 +0000,USD,40.00,1
,,,,,,2,5.00,B,,
END
run import-orders a.csv
show order_id total units
out <<-END
#1|30.00|1
END
err <<-END
import-orders: a.csv:3: 7 cells (want 11)
import-orders: a.csv:4: Name: '': empty, and no order above it
END
status 1
end

case_of "shopify: two identical lines in one order are two"
shop a.csv <<-END
#1,ann@example.com,paid,2025-10-02 17:09:34 +0000,USD,30.00,1,10.00,A,,
#1,,,,,,1,10.00,B,,
#1,,,,,,1,10.00,B,,
END
run import-orders a.csv
show order_id total units
out <<-END
#1|30.00|3
END
end

case_of "shopify: an order between another's rows"
shop a.csv <<-END
#1,ann@example.com,paid,2025-10-02 17:09:34 +0000,USD,30.00,1,10.00,A,,
#2,bob@example.com,paid,2025-10-03 17:09:34 +0000,USD,7.00,1,7.00,C,,
#1,,,,,,2,10.00,B,,
END
run import-orders a.csv
show order_id total units
out <<-END
#1|30.00|3
#2|7.00|1
END
end

case_of "shopify: monthly files that overlap, as operands"
shop a.csv <<-END
#1,ann@example.com,paid,2025-10-02 17:09:34 +0000,USD,30.00,1,10.00,A,,
#1,,,,,,1,10.00,A,,
#1,,,,,,1,10.00,A,,
END
shop b.csv <<-END
#1,ann@example.com,paid,2025-10-02 17:09:34 +0000,USD,30.00,1,10.00,A,,
#1,,,,,,1,10.00,A,,
#1,,,,,,1,10.00,A,,
#2,bob@example.com,paid,2025-10-03 17:09:34 +0000,USD,7.00,1,7.00,C,,
END
run import-orders a.csv b.csv
show order_id total units
out <<-END
#1|30.00|3
#2|7.00|1
END
err <<-END
import-orders: set aside: 3 older copy of an order
END
end

case_of "shopify: monthly files that overlap, by cat"
shop a.csv <<-END
#1,ann@example.com,paid,2025-10-02 17:09:34 +0000,USD,30.00,1,10.00,A,,
#1,,,,,,1,10.00,A,,
END
shop b.csv <<-END
#1,ann@example.com,paid,2025-10-02 17:09:34 +0000,USD,30.00,1,10.00,A,,
#1,,,,,,1,10.00,A,,
END
shell 'cat a.csv b.csv | import-orders'
show order_id total units
out <<-END
#1|30.00|2
END
err <<-END
import-orders: set aside: 2 older copy of an order
END
end

case_of "shopify: an order cut in two by the end of a file"
shop a.csv <<-END
#1,ann@example.com,paid,2025-10-02 17:09:34 +0000,USD,30.00,1,10.00,A,,
END
shop b.csv <<-END
#1,ann@example.com,,2025-10-02 17:09:34 +0000,,,2,10.00,B,,
END
run import-orders a.csv b.csv
show order_id total units
out <<-END
#1|30.00|3
END
end

case_of "shopify: an order that came again is as the later file has it"
shop a.csv <<-END
#1,ann@example.com,pending,2025-10-02 17:09:34 +0000,USD,30.00,1,10.00,A,,
#1,,,,,,2,10.00,B,,
#2,bob@example.com,paid,2025-10-03 17:09:34 +0000,USD,7.00,1,7.00,C,,
END
shop b.csv <<-END
#1,ann@example.com,paid,2025-10-02 17:09:34 +0000,USD,20.00,2,10.00,B,,
END
run import-orders a.csv b.csv
show order_id status total units
out <<-END
#1|paid|20.00|2
#2|paid|7.00|1
END
err <<-END
import-orders: set aside: 2 older copy of an order
END
end

case_of "shopify: two stores number alike: another buyer, another time"
shop a.csv <<-END
#1,ann@example.com,paid,2025-10-02 17:09:34 +0000,USD,30.00,1,30.00,A,,
END
shop b.csv <<-END
#1,bob@example.com,paid,2025-10-02 17:09:34 +0000,USD,20.00,1,20.00,B,,
#1,,,,,,1,1.00,B2,,
END
shop c.csv <<-END
#1,ann@example.com,paid,2025-10-02 17:09:35 +0000,USD,20.00,1,20.00,B,,
END
shop d.csv <<-END
#1,ann@example.com,paid,2025-10-02 17:09:33 +0000,USD,20.00,1,20.00,B,,
END
run import-orders a.csv b.csv c.csv d.csv
show order_id total units
out <<-END
#1|30.00|1
END
err <<-END
import-orders: b.csv:2: Email: 'bob@example.com': not who made the order of this id (of another store? see --store)
import-orders: b.csv:3: Name: '#1': its order's first row was rejected
import-orders: c.csv:2: Created at: '2025-10-02 17:09:35 +0000': not when the order of this id was made (of another store? see --store)
import-orders: d.csv:2: Created at: '2025-10-02 17:09:33 +0000': not when the order of this id was made (of another store? see --store)
END
status 1
end

case_of "an order whose id begins as --store would is another than the one before"
shop a.csv <<-END
1,ann@example.com,paid,2025-10-02 17:09:34 +0000,USD,30.00,1,30.00,A,,
north:1,ann@example.com,paid,2025-10-02 17:09:34 +0000,USD,40.00,1,40.00,A,,
END
run import-orders --store north a.csv
show order_id total
out <<-END
north:1|30.00
north:north:1|40.00
END
end

case_of "blanks about a cell are no part of it"
shop a.csv <<-END
#1, ann@example.com ,paid , 2025-10-02 17:09:34 +0000,USD , 30.00,1 ,30.00 , A ,,
END
run import-orders --lines a.csv
show order_id ordered_at status sku quantity unit_price currency email
out <<-END
#1|2025-10-02T17:09:34Z|paid|A|1|30.00|USD|ann@example.com
END
end

case_of "--store keeps two stores apart"
shop a.csv <<-END
#1,ann@example.com,paid,2025-10-02 17:09:34 +0000,USD,30.00,1,30.00,A,,
END
run import-orders --store north a.csv
show order_id total
out <<-END
north:#1|30.00
END
end

case_of "shopify: every status, and a cancellation wins"
shop a.csv <<-END
#1,,paid,2025-10-02 17:09:34 +0000,USD,30.00,1,30.00,A,,
#2,,pending,2025-10-02 17:09:34 +0000,USD,30.00,1,30.00,A,,
#3,,refunded,2025-10-02 17:09:34 +0000,USD,30.00,1,30.00,A,,30.00
#4,,partially_refunded,2025-10-02 17:09:34 +0000,USD,30.00,1,30.00,A,,5.00
#5,,voided,2025-10-02 17:09:34 +0000,USD,30.00,1,30.00,A,,
#6,,authorized,2025-10-02 17:09:34 +0000,USD,30.00,1,30.00,A,,
#7,,partially_paid,2025-10-02 17:09:34 +0000,USD,30.00,1,30.00,A,,
#8,,expired,2025-10-02 17:09:34 +0000,USD,30.00,1,30.00,A,,
#9,,paid,2025-10-02 17:09:34 +0000,USD,30.00,1,30.00,A,2025-10-03 00:00:00 +0000,
#10,,paid,2025-10-02 17:09:34 +0000,USD,30.00,1,30.00,A,,5.00
#11,,paid,2025-10-02 17:09:34 +0000,USD,30.00,1,30.00,A,,30.00
#12,,paid,2025-10-02 17:09:34 +0000,USD,0.00,1,0.00,A,,
#13,,owed,2025-10-02 17:09:34 +0000,USD,30.00,1,30.00,A,,
#14,,,2025-10-02 17:09:34 +0000,USD,30.00,1,30.00,A,,
END
run import-orders a.csv
show order_id status total refunded
out <<-END
#1|paid|30.00|
#2|placed|30.00|
#3|refunded|30.00|30.00
#4|partially-refunded|30.00|5.00
#5|cancelled|30.00|
#6|placed|30.00|
#7|placed|30.00|
#8|failed|30.00|
#9|cancelled|30.00|
#10|partially-refunded|30.00|5.00
#11|refunded|30.00|30.00
#12|paid|0.00|
END
err <<-END
import-orders: a.csv:14: Financial Status: 'owed': not a status that map shopify knows (a map's line such as 'word voided = cancelled' tells)
import-orders: a.csv:15: Financial Status: '': empty (want a status)
END
status 1
end

case_of "a spreadsheet's marks: short ids and amounts, other dates"
shop a.csv <<-END
5.55E+06,,paid,2025-10-02 17:09:34 +0000,USD,30.00,1,30.00,A,,
#2,,paid,7/25/2018 21:06,USD,30.00,1,30.00,A,,
#2,,,,,,1,1.00,B,,
#3,,paid,2025-10-02 17:09:34 +0000,USD,5.55E+06,1,30.00,A,,
#4,,paid,2025-10-02 17:09:34 +0000,USD,"1,240.00",1,30.00,A,,
#5,,paid,2025-10-02 17:09:34 +0000,USD,30.00,one,30.00,A,,
#6,,paid,2025-10-02 17:09:34,USD,30.00,1,30.00,A,,
#7,,paid,2025-10-02 17:09:34 +0000,USX,30.00,1,30.00,A,,
END
run import-orders a.csv
show order_id
err <<-END
import-orders: a.csv:2: Name: '5.55E+06': a number that a spreadsheet shortened (want all its digits)
import-orders: a.csv:3: Created at: '7/25/2018 21:06': not a time (want such as 2026-11-23 08:41:00 +0200) (--time mdy or dmy?)
import-orders: a.csv:4: Name: '#2': its order's first row was rejected
import-orders: a.csv:5: Total: '5.55E+06': not an amount (want 1234.50)
import-orders: a.csv:6: Total: '1,240.00': not an amount (want 1234.50)
import-orders: a.csv:7: Lineitem quantity: 'one': not a quantity (want 2 or 0.125)
import-orders: a.csv:8: Created at: '2025-10-02 17:09:34': no offset from UTC (want one, or --tz)
import-orders: a.csv:9: Currency: 'USX': not a currency (want an ISO 4217 code such as EUR)
END
status 1
end

case_of "a bad line is lost alone, its order goes on"
shop a.csv <<-END
#1,ann@example.com,paid,2025-10-02 17:09:34 +0000,USD,30.00,1,10.00,A,,
#1,,,,,,x,5.00,B,,
#1,,,,,,2,5.00,C,,
END
run import-orders a.csv
show order_id total units
out <<-END
#1|30.00|3
END
err <<-END
import-orders: a.csv:3: Lineitem quantity: 'x': not a quantity (want 2 or 0.125)
END
status 1
end

case_of "a good copy mends an order whose first copy was bad"
shop a.csv <<-END
#1,ann@example.com,paid,2025-10-02 17:09:34 +0000,USD,3x,1,10.00,A,,
END
shop b.csv <<-END
#1,ann@example.com,paid,2025-10-02 17:09:34 +0000,USD,30.00,1,10.00,A,,
END
run import-orders a.csv b.csv
show order_id total
out <<-END
#1|30.00
END
err <<-END
import-orders: a.csv:2: Total: '3x': not an amount (want 1234.50)
END
status 1
end

case_of "a phone that a spreadsheet shortened is left blank, and counted"
given a.csv <<-END
	order_id,ordered_at,status,currency,total,email,phone
	1,2026-01-01,paid,EUR,1.00,a@example.com,4.92E+12
	2,2026-01-01,paid,EUR,1.00,b@example.com,"4,92E+12"
	3,2026-01-01,paid,EUR,1.00,c@example.com,1E23 4567
	4,2026-01-01,paid,EUR,1.00,d@example.com,+492025550101
END
run import-orders a.csv
show order_id phone
out <<-END
	1|
	2|
	3|1E23 4567
	4|+492025550101
END
err <<-END
	import-orders: 2 orders have a phone that a spreadsheet shortened: left blank
END
end

case_of "guests, apostrophes, phones and countries"
given a.csv <<-END
Name,Email,Financial Status,Created at,Currency,Total,Phone,Shipping Country,Billing Country,Accepts Marketing
'1044,,paid,2025-10-02 17:09:34 +0000,EUR,30.00,'+31612345678,,NL,yes
1045,,paid,2025-10-02 17:09:34 +0000,EUR,30.00,(775) 555-0154,United States,,no
1046,,paid,2025-10-02 17:09:34 +0000,EUR,30.00,07911 123456,,,no
1047,,paid,2025-10-02 17:09:34 +0000,EUR,30.00,ask reception,Atlantis,,
1048, Ann@EXAMPLE.com ,paid,2025-10-02 17:09:34 +0000,EUR,30.00,,,,
1049,ann at example,paid,2025-10-02 17:09:34 +0000,EUR,30.00,,,,
1050,x1y2@marketplace.amazon.com,paid,2025-10-02 17:09:34 +0000,EUR,30.00,,,,
END
run import-orders --phone-country GB a.csv
show order_id email phone country
out <<-END
1044||+31612345678|NL
1045||+17755550154|US
1046||+447911123456|
1047||ask reception|Atlantis
1048|ann@example.com||
1049|||
1050|x1y2@marketplace.amazon.com||
END
err <<-END
import-orders: 1 order has an e-mail that can't be written to: left blank
END
end

# By its date and plan an export has 70, 75 or 79 columns.
full="Name,Email,Financial Status,Paid at,Fulfillment Status,Fulfilled at,\
Accepts Marketing,Currency,Subtotal,Shipping,Taxes,Total,Discount Code,\
Discount Amount,Shipping Method,Created at,Lineitem quantity,Lineitem name,\
Lineitem price,Lineitem compare at price,Lineitem sku,\
Lineitem requires shipping,Lineitem taxable,Lineitem fulfillment status,\
Billing Name,Billing Street,Billing Address1,Billing Address2,Billing Company,\
Billing City,Billing Zip,Billing Province,Billing Country,Billing Phone,\
Shipping Name,Shipping Street,Shipping Address1,Shipping Address2,\
Shipping Company,Shipping City,Shipping Zip,Shipping Province,\
Shipping Country,Shipping Phone,Notes,Note Attributes,Cancelled at,\
Payment Method,Payment Reference,Refunded Amount,Vendor,Outstanding Balance,\
Employee,Location,Device ID,Id,Tags,Risk Level,Source,Lineitem discount,\
Tax 1 Name,Tax 1 Value,Tax 2 Name,Tax 2 Value,Tax 3 Name,Tax 3 Value,\
Tax 4 Name,Tax 4 Value,Tax 5 Name,Tax 5 Value,Phone,Receipt Number,Duties,\
Billing Province Name,Shipping Province Name,Payment ID,Payment Terms Name,\
Next Payment Due At,Payment References"

# wide N DROP: an order under the N columns that are left without DROP.
wide() {
	echo "$full" | awk -F , -v n="$1" -v drop=",$2," '{
		for (i = 1; i <= NF; i++) {
			if (index(drop, "," $i ","))
				continue
			v = $i == "Name" ? "#1" : $i == "Total" ? "9.50" : ""
			v = $i == "Financial Status" ? "paid" : v
			v = $i == "Created at" ? "2025-07-02 09:00:00 +0100" : v
			v = $i == "Currency" ? "GBP" : v
			v = $i == "Lineitem name" ? "\"Tea, green\"" : v
			v = $i == "Lineitem quantity" ? "2" : v
			v = $i == "Notes" ? "\"ring\n\"\"twice\"\"\"" : v
			v = $i == "Billing City" ? "\"\"" : v
			h = h (k++ ? "," : "") $i
			r = r (k > 1 ? "," : "") v
		}
		if (k == n)
			print h "\n" r
	}'
}

for columns in \
    "70:Outstanding Balance,Employee,Location,Device ID,Duties,Payment ID,\
Payment References,Billing Province Name,Shipping Province Name" \
    "75:Duties,Payment ID,Payment References,Next Payment Due At" \
    "79:"; do
	n=${columns%%:*}
	case_of "shopify: an export of $n columns"
	wide "$n" "${columns#*:}" >a.csv
	run import-orders --lines a.csv
	show order_id ordered_at sku quantity product
	out <<-END
	#1|2025-07-02T08:00:00Z|Tea, green|2|Tea, green
	END
	end
done

case_of "woocommerce: rows that repeat all of the order"
given a.csv <<-END
Order Number,Order Status,Order Date,First Name (Billing),Last Name (Billing),Email (Billing),Country Code (Billing),SKU,Item Name,Quantity,Item Cost,Item Cost,Order Total Amount,Order Refund Amount,Customer User ID
10,Completed,2025-07-02 10:00:00,Ann,Lee,ann@example.com,DE,A,Tea,1,5.00,5.00,20.00,0.00,7
10,Completed,2025-07-02 10:00:00,Ann,Lee,ann@example.com,DE,B,Cup,3,5.00,5.00,20.00,0.00,7
11,On hold,2025-12-02 10:00:00,Bob,,bob@example.com,DE,A,Tea,1,5.00,5.00,5.00,,0
12,Processing,2025-12-02 10:00:00,Cy,Oh,cy@example.com,DE,A,Tea,1,5.00,5.00,5.00,-1.00,8
13,wc-checkout-draft,2025-12-02 10:00:00,,,,DE,A,Tea,1,5.00,5.00,5.00,,0
END
run import-orders --tz Europe/Berlin --currency EUR a.csv
show order_id customer_id ordered_at status currency total refunded name units
out <<-END
10|7|2025-07-02T08:00:00Z|paid|EUR|20.00|0.00|Ann Lee|4
11||2025-12-02T09:00:00Z|placed|EUR|5.00||Bob|1
12|8|2025-12-02T09:00:00Z|partially-refunded|EUR|5.00|1.00|Cy Oh|1
13||2025-12-02T09:00:00Z|pending|EUR|5.00|||1
END
end

case_of "woocommerce: rows that don't"
given a.csv <<-END
Order Number,Order Status,Order Date,Email (Billing),SKU,Quantity,Item Cost,Order Total Amount,Order Currency
10,Completed,2025-07-02 10:00:00,ann@example.com,A,1,5.00,20.00,EUR
,,,,B,3,5.00,,
END
run import-orders --tz UTC a.csv
show order_id ordered_at total units
out <<-END
10|2025-07-02T10:00:00Z|20.00|4
END
end

case_of "woocommerce: nothing names the currency"
given a.csv <<-END
Order Number,Order Status,Order Date,Order Total Amount
10,Completed,2025-07-02 10:00:00,20.00
END
run import-orders --tz UTC a.csv
err <<-END
import-orders: map woocommerce: no column 'Order Currency' or 'Currency' or 'order_currency' for currency (or say --currency)
END
status 2
end

case_of "--decimal says how amounts are written"
given a.csv <<-END
Order Number;Order Status;Order Date;Order Total Amount
10;Completed;2025-07-02;"1.240,50 €"
END
run import-orders --currency EUR --decimal comma a.csv
show order_id ordered_at total
out <<-END
10|2025-07-02|1240.50
END
end

# Invoices without totals; C takes back.
uci="InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country"

case_of "uci: refunds lower the latest earlier orders of that sku"
given a.csv <<-END
$uci
1,A,Tea,2,2010-12-01 08:26:00,2.00,17.0,United Kingdom
1,B,Cup,1,2010-12-01 08:27:00,5.00,17.0,United Kingdom
2,A,Tea,3,2010-12-02 08:00:00,2.00,17.0,United Kingdom
3,A,Tea,9,2010-12-09 08:00:00,2.00,17.0,United Kingdom
C4,A,Tea,-4,2010-12-05 08:00:00,2.00,17.0,United Kingdom
C6,B,Cup,-1,2010-12-07 08:00:00,5.00,17.0,United Kingdom
C5,B,Cup,-1,2010-12-06 08:00:00,5.00,17.0,United Kingdom
C7,Z,Lid,-1,2010-12-07 08:00:00,1.00,17.0,United Kingdom
C8,A,Tea,-1,2010-12-01 08:00:00,2.00,17.0,United Kingdom
9,A,Tea,1,2010-12-01 08:00:00,2.00,,Unspecified
C10,A,Tea,-1,2010-12-11 08:00:00,2.00,,United Kingdom
11,A,adjusted,-7,2010-12-11 08:00:00,0.0,,United Kingdom
END
run import-orders a.csv
show order_id customer_id ordered_at status total refunded refunded_at units country
out <<-END
1|17|2010-12-01T08:26:00Z|partially-refunded|9.00|7.00|2010-12-06T08:00:00Z|3|GB
2|17|2010-12-02T08:00:00Z|refunded|6.00|6.00|2010-12-05T08:00:00Z|3|GB
3|17|2010-12-09T08:00:00Z|paid|18.00|||9|GB
9||2010-12-01T08:00:00Z|paid|2.00|||1|
END
err <<-END
import-orders: refunds of 10.00 GBP found no order to lower
import-orders: set aside: 1 refunds beyond what was bought (GBP), 1 refunds of no known customer (GBP), 1 refunds of what was never bought (GBP), 1 refunds with no earlier order of that item (GBP), 1 rows below zero of no value
END
end

case_of "uci: the lines that were given back"
given a.csv <<-END
$uci
1,A,Tea,2,2010-12-01 08:26:00,2.00,17.0,EIRE
1,B,Cup,1,2010-12-01 08:26:00,5.00,17.0,EIRE
C4,A,Tea,-1,2010-12-05 08:00:00,2.00,17.0,EIRE
END
run import-orders --lines a.csv
out <<-END
order_id,customer_id,ordered_at,status,sku,quantity,refunded_quantity,unit_price,currency,product,category,email,phone,fulfilled_at,delivered_at,gift
1,17,2010-12-01T08:26:00Z,partially-refunded,A,2,1,2.00,GBP,Tea,,,,,,
1,17,2010-12-01T08:26:00Z,partially-refunded,B,1,,5.00,GBP,Cup,,,,,,
END
end

case_of "negative rows: of the order's own, and of a customer's latest"
given a.csv <<-END
order_id,customer_id,ordered_at,status,currency,total
0,7,2024-12-01,paid,EUR,1.00
1,7,2025-01-01,paid,EUR,20.00
2,7,2025-01-05,paid,EUR,10.00
3,8,2025-01-05,paid,EUR,10.00
1,7,2025-01-07,paid,EUR,-5.00
R1,7,2025-01-09,paid,EUR,-12.00
R2,9,2025-01-09,paid,EUR,-1.00
R3,8,2025-01-09,paid,USD,-1.00
END
run import-orders a.csv
show order_id status total refunded refunded_at
out <<-END
0|paid|1.00||
1|partially-refunded|20.00|7.00|2025-01-09
2|refunded|10.00|10.00|2025-01-09
3|paid|10.00||
END
err <<-END
import-orders: refunds of 1.00 EUR found no order to lower
import-orders: refunds of 1.00 USD found no order to lower
import-orders: set aside: 1 refunds of what was never bought (EUR), 1 refunds of what was never bought (USD)
END
end

case_of "a refund that comes again in a later file counts once"
given a.csv <<-END
$uci
1,A,Tea,4,2010-12-01 08:26:00,2.00,17.0,EIRE
C4,A,Tea,-1,2010-12-05 08:00:00,2.00,17.0,EIRE
C4,A,Tea,-1,2010-12-05 08:00:00,2.00,17.0,EIRE
END
given b.csv <<-END
$uci
C4,A,Tea,-1,2010-12-05 08:00:00,2.00,17.0,EIRE
2,A,Tea,4,2010-12-01 08:26:00,2.00,1.7E+04,EIRE
END
run import-orders a.csv b.csv
show order_id total refunded
out <<-END
1|8.00|4.00
END
err <<-END
import-orders: b.csv:3: CustomerID: '1.7E+04': a number that a spreadsheet shortened (want all its digits)
import-orders: set aside: 1 exact duplicate
END
status 1
end

case_of "shopify: a line given back; its money is in Refunded Amount"
shop a.csv <<-END
#1,ann@example.com,paid,2025-10-02 17:09:34 +0000,USD,30.00,3,10.00,A,,4.00
#1,,,,,,-1,10.00,A,,
END
run import-orders a.csv
show order_id status total refunded units
out <<-END
#1|partially-refunded|30.00|4.00|3
END
end

case_of "shopify: a line more than the older part had"
shop a.csv <<-END
#1,ann@example.com,paid,2025-10-02 17:09:34 +0000,USD,30.00,1,10.00,A,,
#1,,,,,,1,10.00,B,,
END
shop b.csv <<-END
#1,,,,,,1,10.00,B,,
#1,,,,,,1,10.00,B,,
END
run import-orders a.csv b.csv
show order_id units
out <<-END
#1|3
END
err <<-END
import-orders: set aside: 1 exact duplicate
END
end

case_of "shopify: a note of two lines doesn't end its order's part"
given a.csv <<-END
Name,Financial Status,Created at,Currency,Total,Notes,Lineitem quantity
#1,paid,2025-10-02 17:09:34 +0000,USD,30.00,"ring
twice",1
,,,,,,2
END
run import-orders a.csv
show order_id units
out <<-END
#1|3
END
end

case_of "a file is a part of its own, wherever its rows stand"
shop a.csv <<-END
#1,ann@example.com,paid,2025-10-02 17:09:34 +0000,USD,30.00,1,10.00,A,,
END
shop b.csv <<-END

,,,,,,2,5.00,B,,
END
run import-orders a.csv b.csv
show order_id units
out <<-END
#1|1
END
err <<-END
import-orders: b.csv:3: Name: '': empty, and no order above it
END
status 1
end

case_of "a constant status: rows below a bad first one are refused as well"
given my.map <<-'END'
order-id   carried
order_id   = No
ordered_at = At
status     = "paid"
currency   = "EUR"
total      = Sum
unit_price = Price
END
given a.csv <<-END
No,At,Sum,Price
1,2025-01-01,9.00,9.00
END
given b.csv <<-END
No,At,Sum,Price
1,2025-01-01,x,8.00
1,,,1.00
END
run import-orders --map my.map a.csv b.csv
show order_id total
out <<-END
1|9.00
END
err <<-END
import-orders: b.csv:2: Sum: 'x': not an amount (want 1234.50)
import-orders: b.csv:3: No: '1': its order's first row was rejected
END
status 1
end

own="order_id,customer_id,ordered_at,status,currency,total,refunded,email,phone"
own="$own,cancelled_at,sku,quantity,unit_price"

# plain FILE: our own columns, the rows on standard input.
plain() { { echo "$own"; cat; } >"$1"; }

case_of "a refund in another currency than the order of its id"
plain a.csv <<-END
1,7,2025-01-01,paid,GBP,100.00,,,,,,,
1,7,2025-01-02,paid,JPY,-500,,,,,,,
END
run import-orders a.csv
show order_id status refunded refunded_at
out <<-END
1|paid||
END
err <<-END
import-orders: a.csv:3: currency: 'JPY': not the currency of the order of this id
END
status 1
end

case_of "refunds before the order of their id, or of another buyer"
plain a.csv <<-END
1,7,2024-12-31,paid,GBP,-1.00,,,,,,,
1,7,2025-01-01T10:00:00Z,paid,GBP,100.00,,a@x.org,,,,,
1,8,2025-01-02,paid,GBP,-2.00,,,,,,,
1,,2025-01-02,paid,GBP,-3.00,,b@x.org,,,,,
1,7,2025-01-01,paid,GBP,-4.00,,,,,,,
END
run import-orders a.csv
show order_id status refunded refunded_at
out <<-END
1|partially-refunded|4.00|2025-01-01
END
err <<-END
import-orders: a.csv:2: ordered_at: '2024-12-31': a refund before the order of this id was made
import-orders: a.csv:4: customer_id: '8': not who made the order of this id (of another store? see --store)
import-orders: a.csv:5: email: 'b@x.org': not who made the order of this id (of another store? see --store)
END
status 1
end

case_of "what was refunded: order by order, as a cell says or else the rows"
plain a.csv <<-END
1,7,2025-01-01,paid,GBP,100.00,,,,,,,
1,7,2025-01-02,paid,GBP,-100.00,,,,,,,
2,8,2025-01-01,paid,GBP,100.00,30.00,,,,,,
2,8,2025-01-02,paid,GBP,-40.00,,,,,,,
3,9,2025-01-01,paid,GBP,100.00,0.00,,,,,,
3,9,2025-01-02,paid,GBP,-40.00,,,,,,,
END
run import-orders a.csv
show order_id status refunded refunded_at
out <<-END
1|refunded|100.00|2025-01-02
2|partially-refunded|30.00|2025-01-02
3|paid|0.00|
END
end

case_of "a copy in a later file that differs in what no map reads"
given a.csv <<-END
Name,Financial Status,Created at,Currency,Total,Lineitem quantity,Lineitem sku,Tags
#1,paid,2025-10-02 17:09:34 +0000,USD,30.00,1,A,
#1,,,,,1,B,
END
sed 's/A,$/A,vip/' a.csv >b.csv
run import-orders a.csv b.csv
show order_id units
out <<-END
#1|2
END
err <<-END
import-orders: set aside: 2 older copy of an order
END
end

case_of "a copy in a later file that has the lines the other way round"
shop a.csv <<-END
#1,ann@example.com,paid,2025-10-02 17:09:34 +0000,USD,30.00,1,10.00,A,,
#1,,,,,,2,10.00,B,,
END
shop b.csv <<-END
#1,ann@example.com,paid,2025-10-02 17:09:34 +0000,USD,30.00,2,10.00,B,,
#1,,,,,,1,10.00,A,,
END
run import-orders a.csv b.csv
show order_id units
out <<-END
#1|3
END
err <<-END
import-orders: set aside: 2 older copy of an order
END
end

case_of "line records whose quantity was put right: the later file has it"
given a.csv <<-END
order_id,ordered_at,status,currency,sku,quantity,unit_price
1,2025-01-01,paid,EUR,A,2,5.00
1,2025-01-01,paid,EUR,B,1,5.00
END
sed 's/A,2/A,3/' a.csv >b.csv
run import-orders --lines a.csv b.csv
show order_id sku quantity
out <<-END
1|A|3
1|B|1
END
err <<-END
import-orders: set aside: 2 older copy of an order
END
end

case_of "an order of full rows, cut in two by the end of a file"
given a.csv <<-END
order_id,ordered_at,status,currency,sku,quantity,unit_price
1,2025-01-01,paid,EUR,A,2,5.00
END
given b.csv <<-END
order_id,ordered_at,status,currency,sku,quantity,unit_price
1,2025-01-01,paid,EUR,B,1,5.00
1,2025-01-01,paid,EUR,A,1,5.00
END
run import-orders a.csv b.csv
show order_id total units
out <<-END
1|20.00|4
END
end

case_of "full rows, one without the total: it begins no newer copy"
plain a.csv <<-END
1,7,2025-01-01,paid,GBP,9.00,,,,,A,1,9.00
END
plain b.csv <<-END
1,7,2025-01-01,paid,GBP,,,,,,B,1,1.00
END
run import-orders a.csv b.csv
show order_id total units
out <<-END
1|9.00|2
END
end

case_of "a copy whose total alone was changed is newer"
plain a.csv <<-END
1,7,2025-01-01,paid,GBP,9.00,,,,,A,1,9.00
END
plain b.csv <<-END
1,7,2025-01-01,paid,GBP,8.00,,,,,B,1,8.00
END
run import-orders a.csv b.csv
show order_id total units
out <<-END
1|8.00|1
END
err <<-END
import-orders: set aside: 1 older copy of an order
END
end

case_of "blank lines and bad rows end no order: an equal line counts"
shop a.csv <<-END
#1,ann@example.com,paid,2025-10-02 17:09:34 +0000,USD,,1,5.00,A,,

#1,,,,,,1,5.00,A,,
#2,bob@example.com
#1,,,,,,1,5.00,A,,
END
run import-orders a.csv
show order_id total units
out <<-END
#1|15.00|3
END
err <<-END
import-orders: a.csv:5: 2 cells (want 11)
END
status 1
end

case_of "a blank line or row ends no carried order; a blank row is said"
shop a.csv <<-END
#1,ann@example.com,paid,2025-10-02 17:09:34 +0000,USD,30.00,1,10.00,A,,

,,,,,,1,5.00,B,,
, ,,,,,,,,,
,,,,,,1,5.00,C,,
END
run import-orders a.csv
show order_id units
out <<-END
#1|3
END
err <<-END
import-orders: set aside: 1 blank row
END
end

case_of "rows of one part that deny each other"
plain a.csv <<-END
1,7,2025-01-01,paid,GBP,100.00,1.00,,,,,,
1,7,2025-01-01,cancelled,GBP,55.00,,,,,,,
1,7,2025-01-01,paid,GBP,55.00,,,,,,,
1,7,2025-01-01,,GBP,,2.00,,,,,,
1,7,2025-01-01,paid,USD,100.00,,,,,,,
END
run import-orders a.csv
show order_id status total refunded
out <<-END
1|partially-refunded|100.00|1.00
END
err <<-END
import-orders: a.csv:3: status: 'cancelled': not the status of the order's rows above
import-orders: a.csv:4: total: '55.00': not the total of the order's rows above
import-orders: a.csv:5: refunded: '2.00': not what the order's rows above have as refunded
import-orders: a.csv:6: currency: 'USD': not the currency of the order of this id
END
status 1
end

# Lines of one time at three prices, and refunds of one time, in any order.
case_of "refunds: the order of the rows decides nothing"
plain all.csv <<-END
1,7,2025-01-01,paid,GBP,,,,,,A,1,5.00
2,7,2025-01-01,paid,GBP,,,,,,A,1,3.00
3,7,2025-01-01,paid,GBP,,,,,,A,1,4.00
4,7,2025-01-01,paid,GBP,,,,,,A,1,5.00
5,7,2024-12-01,paid,GBP,,,,,,A,9,3.00
R1,7,2025-01-02,paid,GBP,,,,,,A,-1,4.00
R2,7,2025-01-02,paid,GBP,,,,,,A,-2,3.00
R3,7,2025-01-02,paid,GBP,,,,,,A,-1,6.00
END
python3 - <<-'END'
import random
head, *rows = open("all.csv").read().splitlines()
random.seed(6)
for i in range(40):
    random.shuffle(rows)
    open(f"{i}.csv", "w").write("\n".join([head] + rows) + "\n")
END
# shellcheck disable=SC2016  # for the inner shell
shell 'for f in [0-9]*.csv; do import-orders -q "$f" | sort; done | sort | uniq -c'
awk -F , '{ split($1, n, " "); print n[1], n[2], $4, $7 }' got.out |
    sed /order_id/d >sum && mv sum got.out
out <<-END
40 1 refunded 5.00
40 2 refunded 3.00
40 3 refunded 4.00
40 4 partially-refunded 3.00
40 5 paid 
END
end

case_of "an order is as old as its earliest row"
given a.csv <<-END
$uci
1,A,Tea,1,2010-12-01 08:27:00,2.00,17.0,EIRE
1,B,Cup,1,2010-12-01 08:26:00,2.00,17.0,EIRE
C2,A,Tea,-1,2010-12-01 08:26:00,2.00,17.0,EIRE
1,D,Lid,1,2010-12-01 09:26:30,2.00,17.0,EIRE
END
run import-orders a.csv
show order_id ordered_at refunded
out <<-END
1|2010-12-01T08:26:00Z|2.00
END
err <<-END
import-orders: a.csv:5: InvoiceDate: '2010-12-01 09:26:30': not when the order of this id was made (of another store? see --store)
END
status 1
end

case_of "what is a refund: quantity, total or worth below zero"
plain a.csv <<-END
1,7,2025-01-01,paid,GBP,100.00,,,,,A,9,10.00
2,8,2025-01-01,paid,GBP,100.00,,,,,A,9,10.00
3,9,2025-01-01,paid,GBP,100.00,,,,,A,9,10.00
1,7,2025-01-02,paid,GBP,-20.00,,,,,A,2,
2,8,2025-01-02,paid,GBP,,,,,,A,1,-3.00
3,9,2025-01-02,paid,GBP,,,,,,A,-1,-3.00
END
run import-orders a.csv
show order_id total refunded
out <<-END
1|100.00|20.00
2|100.00|3.00
3|100.00|3.00
END
end

case_of "a refund's total that its rows repeat counts once"
plain a.csv <<-END
1,7,2025-01-01,paid,GBP,100.00,,,,,A,1,60.00
1,7,2025-01-01,paid,GBP,100.00,,,,,B,1,40.00
1,7,2025-01-02,paid,GBP,-20.00,,,,,A,-1,
1,7,2025-01-02,paid,GBP,-20.00,,,,,B,-1,
1,7,2025-01-03,paid,GBP,-20.00,,,,,,,
1,7,2025-01-03,paid,GBP,-20.00,,,,,,,
END
run import-orders --lines a.csv
show sku refunded_quantity
out <<-END
A|1
B|1
END
err <<-END
import-orders: set aside: 1 repeated totals of a refund
END
end

case_of "... and lowers the order once"
plain a.csv <<-END
1,7,2025-01-01,paid,GBP,100.00,,,,,A,1,60.00
1,7,2025-01-02,paid,GBP,-20.00,,,,,A,-1,
1,7,2025-01-02,paid,GBP,-20.00,,,,,B,-1,
END
run import-orders a.csv
show order_id refunded
out <<-END
1|20.00
END
end

case_of "amounts and quantities at the edge of what can be counted"
plain a.csv <<-END
1,7,2025-01-01,paid,GBP,92233720368547758.07,,,,,A,9223372036854775,
1,7,2025-01-02,paid,GBP,-92233720368547758.08,,,,,,,
1,7,2025-01-03,paid,GBP,-92233720368547758.07,,,,,,,
1,7,2025-01-04,paid,GBP,-92233720368547758.06,,,,,,,
2,8,2025-01-01,paid,GBP,9.00,-92233720368547758.07,,,,A,1,
3,8,2025-01-01,paid,GBP,9.00,-92233720368547758.08,,,,A,1,
4,8,2025-01-01,paid,GBP,9.00,,,,,A,-9223372036854775,92233720368547758.07
8,9,2025-01-01,paid,GBP,-92233720368547758.07,,,,,,,
9,9,2025-01-01,paid,GBP,-92233720368547758.07,,,,,,,
END
run import-orders a.csv
show order_id status total refunded
out <<-END
1|refunded|92233720368547758.07|92233720368547758.07
2|refunded|9.00|92233720368547758.07
END
err <<-END
import-orders: a.csv:3: total: '-92233720368547758.08': too large
import-orders: a.csv:7: refunded: '-92233720368547758.08': too large
import-orders: a.csv:8: total: '9.00': too large
import-orders: refunds of 92233720368547758.07 GBP found no order to lower
import-orders: set aside: 2 refunds of what was never bought (GBP)
END
status 1
end

case_of "a column of quantities given back, below zero: a line has that less left"
given a.csv <<-END
order_id,customer_id,ordered_at,status,currency,sku,quantity,refunded_quantity,unit_price
1,7,2025-01-01,paid,EUR,A,3,-2,5.00
R,7,2025-01-02,paid,EUR,A,-2,,5.00
END
run import-orders --lines a.csv
show sku quantity refunded_quantity
out <<-END
A|3|3
END
err <<-END
import-orders: refunds of 5.00 EUR found no order to lower
END
end

case_of "refunds find what was sold only, never failed or cancelled orders"
plain a.csv <<-END
1,7,2025-01-01,paid,GBP,10.00,,,,,,,
2,7,2025-01-02,failed,GBP,10.00,,,,,,,
3,7,2025-01-03,pending,GBP,10.00,,,,,,,
4,7,2025-01-04,cancelled,GBP,10.00,,,,,,,
5,7,2025-01-05,paid,GBP,10.00,,,,2025-01-06,,,
6,7,2025-01-05,test,GBP,10.00,,,,,,,
R,7,2025-01-09,paid,GBP,-4.00,,,,,,,
2,7,2025-01-09,paid,GBP,-4.00,,,,,,,
5,7,2025-01-09,paid,GBP,-4.00,,,,,,,
END
run import-orders a.csv
show order_id status refunded
out <<-END
1|partially-refunded|4.00
2|failed|
3|pending|
4|cancelled|
5|cancelled|4.00
6|test|
END
err <<-END
import-orders: refunds of 4.00 GBP found no order to lower
import-orders: set aside: 1 refunds of orders never paid (GBP)
END
end

case_of "what was never paid isn't cancelled by a date"
plain a.csv <<-END
1,7,2025-01-01,failed,GBP,10.00,,,,2025-01-06,,,
2,7,2025-01-01,pending,GBP,10.00,,,,2025-01-06,,,
3,7,2025-01-01,test,GBP,10.00,,,,2025-01-06,,,
4,7,2025-01-01,placed,GBP,10.00,,,,2025-01-06,,,
5,7,2025-01-01,refunded,GBP,10.00,,,,2025-01-06,,,
END
run import-orders a.csv
show order_id status
out <<-END
1|failed
2|pending
3|test
4|cancelled
5|cancelled
END
end

case_of "a refund that lowers nothing leaves no date"
plain a.csv <<-END
1,7,2025-01-01,paid,GBP,10.00,,,,,,,
1,7,2025-01-02,paid,GBP,-10.00,,,,,,,
1,7,2025-01-03,paid,GBP,-5.00,,,,,,,
END
run import-orders a.csv
show order_id refunded refunded_at
out <<-END
1|10.00|2025-01-02
END
err <<-END
import-orders: refunds of 5.00 GBP found no order to lower
END
end

case_of "refunds find the customer by id, else e-mail, else E.164 phone"
plain a.csv <<-END
1,,2025-01-01,paid,GBP,10.00,,ann@x.org,,,,,
2,,2025-01-01,paid,GBP,10.00,,,+447911123456,,,,
3,,2025-01-01,paid,GBP,10.00,,,n/a,,,,
4,8,2025-01-01,paid,GBP,10.00,,bob@x.org,,,,,
5,9,2025-01-01,paid,GBP,10.00,,,,,,,
R1,7,2025-01-02,paid,GBP,-1.00,,ann@x.org,,,,,
R2,7,2025-01-02,paid,GBP,-2.00,,new@x.org,+447911123456,,,,
R3,,2025-01-02,paid,GBP,-4.00,,,n/a,,,,
R4,7,2025-01-02,paid,GBP,-8.00,,bob@x.org,,,,,
R5,9,2025-01-02,paid,GBP,-3.00,,ann@x.org,,,,,
END
run import-orders a.csv
show order_id refunded
out <<-END
1|1.00
2|2.00
3|
4|
5|3.00
END
err <<-END
import-orders: refunds of 12.00 GBP found no order to lower
import-orders: set aside: 1 refunds beyond what was bought (GBP), 1 refunds of no known customer (GBP)
END
end

case_of "ids that a spreadsheet shortened, however it wrote them"
for id in 5.55E+06 5,55E+06 5.55E06 5.55e6 -5.5E+6 5E+06; do
	echo "\"$id\",,paid,2025-10-02 17:09:34 +0000,USD,30.00,1,30.00,A,,"
done >rows
for id in 5E06 E+06 5.55 5.55E 5.5E+6X; do
	echo "\"$id\",,paid,2025-10-02 17:09:34 +0000,USD,30.00,1,30.00,A,,"
done >>rows
shop a.csv <rows
run import-orders -q --rejects rejects.csv a.csv
show order_id
python3 "$tests/columns.py" file line column value <rejects.csv >>got.out
out <<-END
5E06
E+06
5.55
5.55E
5.5E+6X
a.csv|2|Name|5.55E+06
a.csv|3|Name|5,55E+06
a.csv|4|Name|5.55E06
a.csv|5|Name|5.55e6
a.csv|6|Name|-5.5E+6
a.csv|7|Name|5E+06
END
status 1
end

case_of "numbered orders: every row takes a number, be it refused or not"
given a.txt <<-END
00004 0001 19970101 2 29.33
00004 0001 19970118
00004 0001 19970118 x 29.33
00021 0002 19970101 3 63.34
END
run import-orders -q --map "$tests/maps/cdnow.map" a.txt
show order_id customer_id
out <<-END
1|00004
4|00021
END
status 1
end

case_of "a quantity's half is rounded away from zero"
plain a.csv <<-END
1,7,2025-01-01,paid,GBP,,,,,,A,0.5,0.01
2,7,2025-01-01,paid,GBP,,,,,,A,0.499,0.01
END
run import-orders a.csv
show order_id total
out <<-END
1|0.01
2|0.00
END
end

case_of "--time: dates that a spreadsheet rewrote"
shop a.csv <<-END
#1,,paid,7/25/2018 21:06,USD,30.00,1,30.00,A,,
END
run import-orders --tz UTC --time mdy a.csv
show order_id ordered_at
out <<-END
#1|2018-07-25T21:06:00Z
END
end

case_of "--time dmy"
shop a.csv <<-END
#1,,paid,3/12/2018 21:06,USD,30.00,1,30.00,A,,
END
run import-orders --tz UTC --time dmy a.csv
show order_id ordered_at
out <<-END
#1|2018-12-03T21:06:00Z
END
end

case_of "our own records come through as they are"
run import-orders "$samples/import-orders.csv"
cp got.out first
run import-orders first
cp first want.out
end

case_of "--from and --map: one of them, and known"
: >a.csv
run import-orders --from shoplify a.csv
err <<-END
import-orders: --from: 'shoplify': no such map (there are amazon, bigcommerce-api, bigcommerce, ebay, ecwid, etsy-items, etsy, klaviyo-events, magento, plain, segment, shopify-bulk, shopify-rest, shopify, square, squarespace, stripe, uci-online-retail, wix, woocommerce-analytics, woocommerce-rest, woocommerce)
import-orders: try 'import-orders --help'
END
status 2
end

case_of "an unknown header: which map came nearest"
given a.csv <<-END
Name,Created at,Total,Colour
END
run import-orders a.csv
err <<-END
import-orders: a.csv:1: no map knows these columns: nearest is shopify, without Financial Status (see --list; --map reads one of yours)
END
status 2
end

case_of "a header like nothing"
given a.csv <<-END
a,b
END
run import-orders a.csv
err <<-END
import-orders: a.csv:1: no map knows these columns (see --list; --map reads one of yours: sendlist-maps(5))
END
status 2
end

case_of "customers aren't orders"
run import-orders "$samples/import-customers.csv"
err <<-END
import-orders: $samples/import-customers.csv:1: looks like shopify-customers: import-customers FILE
END
status 2
end

case_of "a raw export is refused by other tools, with the line to type"
cp "$samples/import-orders.csv" orders_export.csv
run segment orders_export.csv
err <<-END
segment: orders_export.csv:1: looks like shopify: import-orders FILE | segment
END
status 2
end

case_of "--list"
run import-orders --list
got=$(cut -d, -f1 got.out | uniq | tr '\n' ' ')
echo "$got" >got.out
out <<-END
map amazon bigcommerce-api bigcommerce ebay ecwid etsy-items etsy klaviyo-events magento plain segment shopify-bulk shopify-rest shopify square squarespace stripe uci-online-retail wix woocommerce-analytics woocommerce-rest woocommerce 
END
end

case_of "a user's map: the fault in it has its place"
given bad.map <<-END
# mine
kind orders
order_id = No
total = Sum + 
END
: >a.csv
run import-orders --map bad.map a.csv
err <<-END
import-orders: bad.map:4: want a column's name
END
status 2
end

case_of "a user's map: no header, blanks, yyyymmdd, numbered, constants"
given log.txt <<-END
 00004 0001 19970101  2   29.33
 00004 0001 19970118  1    0.00
 00021 0002 19970101  3   63.34
END
run import-orders --map "$tests/maps/cdnow.map" log.txt
show order_id customer_id ordered_at status currency total units
out <<-END
1|00004|1997-01-01|paid|USD|29.33|2
2|00004|1997-01-18|paid|USD|0.00|1
3|00021|1997-01-01|paid|USD|63.34|3
END
end

case_of "a user's map: fallbacks, joins, alternatives, strip, blank, header rows"
given my.map <<-'END'
kind        orders
title       a till
header-rows 2
delimiter   semicolon
money       comma
time        dmy
zone        = "Europe/Berlin"
order_id    = No
customer_id = Customer
strip       customer_id cus_*
blank       customer_id guest
ordered_at  = Day + Time
status      = State | "paid"
currency    = "EUR"
total       = Sum
name        = First + Last | Company
city        = City#2 | City#1
word        open = placed
END
given a.csv <<-'END'
No;Customer;Day;Time;State;Sum;First;Last;Company;City;City
id;text;text;text;text;money;text;text;text;bill;ship
1;cus_8;24.12.2025;10:00;open;12,50;Ann;Lee;;Bonn;Kiel
2;guest;24.12.2025;11:00:30;;1.012,50;;;ACME;Bonn;
END
run import-orders --map my.map a.csv
show order_id customer_id ordered_at status total name city
out <<-END
1|8|2025-12-24T09:00:00Z|placed|12.50|Ann Lee|Kiel
2||2025-12-24T10:00:30Z|paid|1012.50|ACME|Bonn
END
end

case_of "every row is used, set aside or rejected"
shop a.csv <<-END
#1,ann@example.com,paid,2025-10-02 17:09:34 +0000,USD,30.00,1,10.00,A,,
#1,,,,,,x,5.00,B,,
#1,,,,,,2,5.00,C,,
#2,ann@example.com,paid,soon,USD,30.00,1,10.00,A,,
#2,,,,,,2,5.00,C,,
END
run import-orders --lines --rejects rejects.csv a.csv a.csv
used=$(($(wc -l <got.out) - 1))
rejected=$(($(wc -l <rejects.csv) - 1))
aside=$(sed -n 's/.*set aside: \([0-9]*\) .*/\1/p' got.err)
echo "$used $rejected $aside" >got.out
: >got.err
out <<-END
2 6 2
END
status 1
end

case_of "cdnow: 6,919 orders of 2,357 customers, 8 of them free"
if [ -d "$data/cdnow" ]; then
	run import-orders --map "$tests/maps/cdnow.map" \
	    "$data/cdnow/CDNOW_sample.txt"
	# Every amount has two decimals: without the point they are cents.
	awk -F , 'NR > 1 { sub(/\./, "", $6); n++; units += $20
		cents += $6; spent[$2] += $6 }
	    END { for (c in spent) { who++; free += spent[c] == 0 }
		print n, who, units, free, cents
	    }' got.out >sum && mv sum got.out
	awk '{ sub(/\./, "", $5); n++; units += $4
		cents += $5; spent[$1] += $5 }
	    END { for (c in spent) { who++; free += spent[c] == 0 }
		print n, who, units, free, cents
	    }' "$data/cdnow/CDNOW_sample.txt" >want.out
	[ "$(cut -d " " -f 1-4 got.out)" = "6919 2357 16479 8" ] ||
		echo "not the figures known" >>got.err
	end
else
	skip "no shared data"
fi

case_of "rfm-orders: 4,906 orders of 995 customers"
if [ -d "$data/rfm-orders" ]; then
	run import-orders --map "$tests/maps/rfm-orders.map" \
	    "$data/rfm-orders/rfm_data_orders.csv"
	show customer_id ordered_at total
	python3 - "$data/rfm-orders/rfm_data_orders.csv" >want.out <<-'END'
	import csv, sys
	rows = list(csv.reader(open(sys.argv[1])))[1:]
	assert len(rows) == 4906 and len({r[0] for r in rows}) == 995
	for who, day, revenue in rows:
	    print(who, day, f"{int(revenue)}.00", sep="|")
	END
	end
else
	skip "no shared data"
fi

case_of "jaffle-shop: words of its own"
if [ -d "$data/jaffle-shop" ]; then
	run import-orders --map "$tests/maps/jaffle-shop.map" \
	    "$data/jaffle-shop/raw_orders.csv"
	show status
	sort got.out | uniq -c | sed 's/^ *//' >sum && mv sum got.out
	tr -d '\r' <"$data/jaffle-shop/raw_orders.csv" |
	    sed -e 1d -e 's/.*,//' -e 's/completed\|shipped/paid/' \
	    -e 's/^returned/refunded/' -e 's/return_pending/placed/' | sort | uniq -c |
	    sed 's/^ *//' >want.out
	end
else
	skip "no shared data"
fi

case_of "uci: half a year of invoices, order by order"
uci=$data/uci-online-retail/2010-12_2011-06.csv.gz
if [ -f "$uci" ]; then
	python3 "$tests/uci-orders.py" "$uci" orders counts
	n() { sed -n "s/ $1\$//p" counts; }
	gunzip -c "$uci" >uci.csv
	run import-orders uci.csv
	show order_id customer_id ordered_at status total refunded units \
	    refunded_at
	sort got.out >sum && mv sum got.out
	sort orders >want.out
	[ "$(wc -l <want.out)" = 9139 ] && [ "$(n "never bought")" = 665 ] ||
		echo "not the figures known" >>got.err
	err <<-END
	import-orders: uci.csv:157197: UnitPrice: '0.001': more decimals than GBP has (2)
	import-orders: refunds of $(n lost) GBP found no order to lower
	import-orders: set aside: $(n beyond) refunds beyond what was bought (GBP), $(n "no customer") refunds of no known customer (GBP), $(n "never bought") refunds of what was never bought (GBP), $(n "too early") refunds with no earlier order of that item (GBP), $(n "of no value") rows below zero of no value
	END
	status 1
	end
else
	skip "no shared data"
fi

case_of "uci: the same, whatever the order of the rows"
if [ -f "$uci" ]; then
	python3 "$tests/uci-orders.py" "$uci" orders counts
	gunzip -c "$uci" | python3 -c '
import random, sys
head, *rows = sys.stdin
random.seed(2010)
random.shuffle(rows)
sys.stdout.writelines([head] + rows)' >uci.csv
	run import-orders -q uci.csv
	show order_id customer_id ordered_at status total refunded units \
	    refunded_at
	sort got.out >sum && mv sum got.out
	sort orders >want.out
	status 1
	end
else
	skip "no shared data"
fi

case_of "squarespace: looks like shopify's, and its refund has another name"
given a.csv <<-END
Order ID,Email,Financial Status,Paid at,Currency,Amount Refunded,Total,Discount Code,Created at,Lineitem quantity,Lineitem name,Lineitem price,Lineitem sku,Lineitem variant,Billing Name,Cancelled at
00012,Ann@Example.com,PAID,2024-03-01 10:00:01 -0500,USD,10.00,35.00,SPRING,2024-03-01 10:00:00 -0500,1,Mug,10.00,MUG,Blue,Ann Lee,
00012,,,,,,,,,2,Tea,10.00,TEA,,,
00013,bo@example.com,pending,,USD,0.00,5.00,,2024-03-03 10:00:00 -0500,1,Cup,5.00,,,,
END
run import-orders a.csv
show order_id ordered_at status total refunded units email coupon
out <<-END
00012|2024-03-01T15:00:00Z|partially-refunded|35.00|10.00|3|ann@example.com|SPRING
00013|2024-03-03T15:00:00Z|placed|5.00|0.00|1|bo@example.com|
END
end

case_of "etsy: days with the month first, names of countries, and no e-mail"
given a.csv <<-END
Sale Date,Order ID,Buyer User ID,Full Name,Number of Items,Date Shipped,Ship City,Ship Country,Currency,Order Value,Discount Amount,Shipping,Sales Tax,Order Total,Status,Order Net
09/03/26,3456789012,ann_l,Ann Lee,2,09/05/26,Austin,United States,USD,20.00,0.00,4.50,1.65,26.15,,25.12
END
run import-orders a.csv
show order_id customer_id ordered_at status total email units country fulfilled_at
out <<-END
3456789012|ann_l|2026-09-03|paid|26.15||2|US|2026-09-05
END
end

case_of "stripe: UTC, small currencies, and a spreadsheet's days are told"
given a.csv <<-END
id,Description,Created (UTC),Amount,Amount Refunded,Currency,Status,Customer ID,Customer Email
ch_1,Order 1,2026-04-22T17:34:18Z,12.50,0.00,usd,Paid,cus_1,Ann@Example.com
ch_2,Order 2,2026-04-23 08:00:00,1200,0,jpy,Failed,cus_2,bo@example.com
ch_3,Order 3,22/04/2026 17:34,9.00,9.00,usd,Refunded,,cy@example.com
END
run import-orders a.csv
show order_id customer_id ordered_at status currency total email
out <<-END
ch_1|cus_1|2026-04-22T17:34:18Z|paid|USD|12.50|ann@example.com
ch_2|cus_2|2026-04-23T08:00:00Z|failed|JPY|1200|bo@example.com
END
err <<-END
import-orders: a.csv:4: Created (UTC): '22/04/2026 17:34': not a time (want such as 2026-11-23 08:41:00 +0200) (--time mdy or dmy?)
END
status 1
end

case_of "stripe: unified payments, and those of the test mode"
given a.csv <<-END
id,Created date (UTC),Amount,Amount Refunded,Currency,Captured,Mode,Status,Customer ID,Customer Email
ch_1,2026-07-10 18:37:41,61.86,1.86,usd,true,Live,Paid,cus_1,ann@example.com
ch_2,2026-07-11 18:37:41,9.00,0.00,usd,true,Test,Paid,cus_1,ann@example.com
ch_3,2026-07-12 18:37:41,9.00,0.00,usd,false,Live,Failed,cus_1,ann@example.com
END
run import-orders a.csv
show order_id ordered_at status total refunded
out <<-END
ch_1|2026-07-10T18:37:41Z|partially-refunded|61.86|1.86
ch_2|2026-07-11T18:37:41Z|test|9.00|0.00
ch_3|2026-07-12T18:37:41Z|failed|9.00|0.00
END
end

case_of "wix: names that come twice, a time in two columns, whole rows again"
given a.csv <<-END
"Order number","Date created","Time","Contact email","Item","SKU","Qty","Quantity refunded","Price","Recipient phone","Delivery country","Delivery state","Delivery city","Billing name","Billing phone","Delivery state","Delivery city","Payment status","Total","Currency","Refunded amount"
"10001","Dec 8, 2024","9:15:51 AM","Ann@Example.com","Mug, blue","M-1","1","0","10.00","+1 202-555-0123","USA","TX","Austin","Ann Lee","","NY","Albany","Paid","35.00","USD","10.00"
"10001","Dec 8, 2024","9:15:51 AM","Ann@Example.com","Tea","T-1","2","1","10.00","+1 202-555-0123","USA","TX","Austin","Ann Lee","","NY","Albany","Paid","35.00","USD","10.00"
END
run import-orders --tz America/Chicago a.csv
show order_id ordered_at status total refunded units phone region city
out <<-END
10001|2024-12-08T15:15:51Z|partially-refunded|35.00|10.00|3|+12025550123|TX|Austin
END
end

case_of "amazon: text with quotation marks in it, the price of a whole line, relays"
printf '%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\n' \
    order-id order-item-id purchase-date buyer-email buyer-name sku product-name quantity-purchased currency item-price ship-country \
    113-1 1 2017-09-23T14:18:23-07:00 x1@marketplace.amazon.com "Ann Lee" A '12" pan, "blue"' 2 USD 30.00 US \
    113-1 2 2017-09-23T14:18:23-07:00 x1@marketplace.amazon.com "Ann Lee" B Cup 3 USD 10.00 US >a.txt
run import-orders a.txt
show order_id ordered_at status total units email
out <<-END
113-1|2017-09-23T21:18:23Z|paid|40.00|5|x1@marketplace.amazon.com
END
end

case_of "amazon: the price of one is told where it divides"
printf '%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\n' \
    order-id order-item-id purchase-date sku product-name quantity-purchased currency item-price \
    113-1 1 2017-09-23T14:18:23-07:00 A '12" pan' 2 USD 30.00 \
    113-1 2 2017-09-23T14:18:23-07:00 B Cup 3 USD 10.00 >a.txt
run import-orders --lines a.txt
show order_id sku product quantity unit_price
out <<-END
113-1|A|12" pan|2|15.00
113-1|B|Cup|3|
END
end

case_of "what a whole line comes to is taken back, where it doesn't divide"
given my.map <<-END
order_id   = id
ordered_at = at
status     = "paid"
currency   = "USD"
email      = who
sku        = sku
quantity   = n
line_total = amount
END
given a.csv <<-END
id,at,who,sku,n,amount
1,2026-01-01,ann@example.com,A,3,10.00
1,2026-01-01,ann@example.com,B,1,5.00
1,2026-01-01,ann@example.com,C,7,20.00
2,2026-01-02,ann@example.com,A,-3,-10.00
3,2026-01-03,ann@example.com,C,3,-8.00
END
run import-orders --map my.map a.csv
show order_id status total refunded units refunded_at
out <<-END
1|partially-refunded|35.00|18.00|11|2026-01-03
END
end

case_of "what is taken back of whole lines of two orders is parted by their units"
given my.map <<-END
order_id   = id
ordered_at = at
status     = "paid"
currency   = "USD"
email      = who
sku        = sku
quantity   = n
line_total = amount
END
given a.csv <<-END
id,at,who,sku,n,amount
1,2026-01-01,ann@example.com,A,2,7.00
4,2026-01-02,ann@example.com,A,1,4.00
5,2026-01-03,ann@example.com,A,-3,-10.00
END
run import-orders --map my.map a.csv
show order_id status total refunded
out <<-END
1|partially-refunded|7.00|6.67
4|partially-refunded|4.00|3.33
END
end

case_of "woocommerce analytics: neither an e-mail nor a currency, amounts as shown"
given a.csv <<-END
Date,Order #,N. Revenue (formatted),Status,Customer,Customer type,Product(s),Items sold,Coupon(s),Net Sales,Attribution
2024-05-01 10:00:00,1201,"\$1,240.50",completed,Ann Lee,new,"2× Mug, 1× Tea",3,spring,1200.00,Direct
2024-05-02 23:30:00,1202,\$10.00,on-hold,,returning,1× Tea,1,,10.00,
END
run import-orders --tz America/New_York --currency USD a.csv
show order_id customer_id ordered_at status currency total units name coupon
out <<-END
1201||2024-05-01T14:00:00Z|paid|USD|1240.50|3|Ann Lee|spring
1202||2024-05-03T03:30:00Z|placed|USD|10.00|1||
END
end

case_of "woocommerce analytics: of one page, net sales and rows of refunds"
given a.csv <<-END
Date,Order #,Status,Customer,Customer type,Payment method,Product(s),Items sold,Coupon(s),Net sales,Attribution
2024-05-03 09:00:00,1201,completed,Ann Lee,new,,1× Tea,-1,,-10,
2024-05-02 23:30:00,1202,processing,,returning,Cash,1× Tea,1,,9.5,Direct
2024-05-01 10:00:00,1201,completed,Ann Lee,new,Card,"2× Mug, 1× Tea",3,spring,1200,Direct
END
run import-orders --tz UTC --currency USD a.csv
show order_id ordered_at status total refunded refunded_at units
out <<-END
1202|2024-05-02T23:30:00Z|paid|9.50|||1
1201|2024-05-01T10:00:00Z|partially-refunded|1200.00|10.00|2024-05-03T09:00:00Z|3
END
end

case_of "woocommerce analytics: of two amounts in a cell neither is taken"
given a.csv <<-END
Date,Order #,N. Revenue (formatted),Status,Customer,Customer type,Product(s),Items sold,Coupon(s),Net Sales,Attribution
2024-05-03 09:00:00,1201,\$50.00 \$40.00,completed,Ann Lee,new,1× Tea,-1,,-10,
2024-05-02 10:00:00,1202,\$8.00,completed,Bo,new,1× Tea,1,,8,
2024-05-01 10:00:00,1201,\$50.00 \$40.00,completed,Ann Lee,new,5× Tea,5,,50,
END
run import-orders --tz UTC --currency USD a.csv
show order_id total
out <<-END
1202|8.00
END
err <<-END
import-orders: a.csv:2: N. Revenue (formatted): '\$50.00 \$40.00': not an amount (want 1,234.50)
import-orders: a.csv:4: N. Revenue (formatted): '\$50.00 \$40.00': not an amount (want 1,234.50)
END
status 1
end

case_of "woocommerce analytics: the taka's sign"
given a.csv <<-END
Date,Order #,N. Revenue (formatted),Status,Customer,Customer type,Product(s),Items sold,Coupon(s),Net Sales,Attribution
2024-05-01 10:00:00,7,"৳2,999",completed,Ann Lee,new,1× Tea,1,,2900,
END
run import-orders --tz UTC --currency BDT a.csv
show order_id total
out <<-END
7|2999.00
END
end

case_of "square: a zone in a column, as Rails names it, and refunds on rows of their own"
given a.csv <<-END
Date,Time,Time Zone,Gross Sales,Discounts,Net Sales,Tax,Total Collected,Transaction ID,Event Type,Customer ID,Customer Name,Transaction Status
2022-11-10,21:50:48,Pacific Time (US & Canada),"\$1,203.00",-\$3.00,"\$1,200.00",\$40.00,"\$1,240.00",T1,Payment,C1,Ann Lee,Complete
2022-11-10,9:15:00,Arizona,\$5.00,\$0.00,\$5.00,\$0.00,\$5.00,T2,Payment,,,Complete
2022-11-12,10:00:00,Eastern Time (US & Canada),(\$40.00),\$0.00,(\$40.00),\$0.00,(\$40.00),T3,Refund,C1,Ann Lee,Complete
2022-11-12,10:00:00,Atlantis,\$1.00,\$0.00,\$1.00,\$0.00,\$1.00,T4,Payment,C1,Ann Lee,Complete
2022-11-12,10:00:00,International Date Line West,\$1.00,\$0.00,\$1.00,\$0.00,\$1.00,T5,Payment,C1,Ann Lee,Complete
END
run import-orders --currency USD a.csv
show order_id customer_id ordered_at status total refunded refunded_at discount tax email
out <<-END
T1|C1|2022-11-11T05:50:48Z|partially-refunded|1240.00|40.00|2022-11-12T15:00:00Z|3.00|40.00|
T2||2022-11-10T16:15:00Z|paid|5.00|||0.00|0.00|
END
err <<-END
import-orders: a.csv:5: Time Zone: 'Atlantis': no such time zone (want a name such as Europe/Berlin)
import-orders: a.csv:6: Time Zone: 'International Date Line West': no such time zone (want a name such as Europe/Berlin)
END
status 1
end

case_of "etsy items: lines, days with the month first, no e-mail"
given a.csv <<-END
Sale Date,Item Name,Buyer,Quantity,Price,Coupon Code,Discount Amount,Currency,Transaction ID,Listing ID,Date Shipped,Ship Name,Ship Country,Order ID
09/03/26,Mug,ann_l,2,10.00,,0.00,USD,71,901,09/05/26,Ann Lee,United States,3456
09/03/26,Tea,ann_l,1,4.50,,0.00,USD,72,902,09/05/26,Ann Lee,United States,3456
END
run import-orders a.csv
show order_id customer_id ordered_at total units country fulfilled_at
out <<-END
3456|ann_l|2026-09-03|24.50|3|US|2026-09-05
END
end

case_of "magento: hours to 24 with AM or PM, cells of many lines"
given a.csv <<-END
ID,"Purchase Point","Purchase Date","Bill-to Name","Ship-to Name","Grand Total (Base)","Grand Total (Purchased)",Status,"Billing Address","Customer Email","Total Refunded"
000000012,"Main
Store","Dec 8, 2024 15:30:00 PM","Ann Lee","Ann Lee","\$1,240.00","\$1,240.00",complete,"1 Elm
Austin","Ann@Example.com",\$0.00
000000013,Main,"Dec 8, 2024 3:30:00 AM",Bo,Bo,\$5.00,\$5.00,canceled,x,bo@example.com,
END
run import-orders --tz Europe/Paris --currency USD a.csv
show order_id ordered_at status total refunded email name
out <<-END
000000012|2024-12-08T14:30:00Z|paid|1240.00|0.00|ann@example.com|Ann Lee
000000013|2024-12-08T02:30:00Z|cancelled|5.00||bo@example.com|Bo
END
end

case_of "ebay: a row for the order and one for each item, and what stands below"
given a.csv <<-END
Sales Record Number,Order Number,Buyer Username,Buyer Name,Buyer Email,Ship To Country,Item Number,Item Title,Custom Label,Quantity,Sold For,Shipping And Handling,Total Price,Sale Date,Shipped On Date
,,,,,,,,,,,,,,
112,24-149,ann_l,Ann Lee,x1@members.ebay.com,United States,,,,3,\$25.00,\$5.97,\$30.97,Jul-25-26,Jul-27-26
112,24-149,ann_l,Ann Lee,x1@members.ebay.com,United States,31,Card,PH-1,1,\$5.00,,,Jul-25-26,Jul-27-26
112,24-149,ann_l,Ann Lee,x1@members.ebay.com,United States,32,Pin,,2,\$10.00,,,Jul-25-26,Jul-27-26
113,24-150,bo,Bo,x2@members.ebay.com,Germany,33,Cup,C,1,\$7.00,\$0.00,\$7.00,Jul-26-26,
2 record(s) downloaded,,,,,,,,,,,,,,
Seller ID : shop
END
run import-orders --currency USD a.csv
show order_id customer_id ordered_at status total units country fulfilled_at email
out <<-END
24-149|ann_l|2026-07-25|paid|30.97|3|US|2026-07-27|x1@members.ebay.com
24-150|bo|2026-07-26|paid|7.00|1|DE||x2@members.ebay.com
END
err <<-END
import-orders: a.csv:7: Order Number: '': empty (want an order id)
import-orders: a.csv:8: 1 cells (want 15)
import-orders: set aside: 1 blank row
END
status 1
end

case_of "ebay: a report without the orders' totals isn't known"
given a.csv <<-END
Sales Record Number,Order Number,Buyer Username,Item Number,Quantity,Sold For,Sale Date
112,24-149,ann_l,,2,\$28.00,Jul-25-26
112,24-149,ann_l,31,1,\$13.00,Jul-25-26
112,24-149,ann_l,32,1,\$15.00,Jul-25-26
END
run import-orders --currency USD a.csv
err <<-END
import-orders: a.csv:1: no map knows these columns: nearest is ebay, without Total Price (see --list; --map reads one of yours)
END
status 2
end

case_of "bigcommerce: the export of a template"
given a.csv <<-END
Order ID,Order Date,Order Status,Order Total,Tax Total,Refund Amount,First Name,Last Name,Email Address,Phone,Billing Country
100,2024-02-03 10:11:12,Shipped,499.0000,9.00,0.00,Ann,Lee,Ann@Example.com,,US
101,2024-02-04 10:11:12,Incomplete,1.00,0.00,0.00,Bo,,bo@example.com,,US
END
run import-orders --tz UTC --currency USD a.csv
show order_id ordered_at status total email name
out <<-END
100|2024-02-03T10:11:12Z|paid|499.00|ann@example.com|Ann Lee
END
err <<-END
import-orders: set aside: 1 not an order
END
end

case_of "rows above the header are passed over, and tell no delimiter; a total below"
given a.csv <<-END
Orders report, generated 2 October 2026
sep=;

Name;Created at;Financial Status;Total;Currency;Lineitem name
#1;2026-01-01 10:00:00 +0000;paid;5.00;EUR;Mug, blue
Total;;;5.00;;
END
run import-orders a.csv
show order_id total
out <<-END
#1|5.00
END
err <<-END
import-orders: a.csv:6: Total: '5.00': an amount of no currency
import-orders: set aside: 2 row above the header
END
status 1
end

case_of "rows above the header of every file, by a map of one's own"
given my.map <<-END
order_id   = no
ordered_at = at
status     = "paid"
currency   = "EUR"
total      = sum
END
given a.csv <<-END
a report
no,at,sum
A,2026-01-01T00:00:00Z,5.00
END
given b.csv <<-END
a report
by somebody
no,at,sum
B,2026-01-01T00:00:00Z,6.00
END
run import-orders --map my.map a.csv b.csv
show order_id total
out <<-END
A|5.00
B|6.00
END
err <<-END
import-orders: set aside: 3 row above the header
END
end

case_of "a header told by --column loses no row"
given a.csv <<-END
No,Created at,Financial Status,Total,Currency,Lineitem name
#1,2026-01-01 10:00:00 +0000,paid,5.00,EUR,Mug
END
run import-orders --column Name=No a.csv
show order_id
out <<-END
#1
END
end

case_of "a map whose only column is the second of its name"
given my.map <<-END
order-id   numbered
ordered_at = at#2
status     = "paid"
currency   = "EUR"
total      = "5.00"
END
given a.csv <<-END
at,at
2026-01-01T00:00:00Z,2026-01-02T00:00:00Z
END
run import-orders --map my.map a.csv
show order_id ordered_at
out <<-END
1|2026-01-02T00:00:00Z
END
end

case_of "where no row is a header the first one was"
{ echo a,b; seq -f %g,1 30; } >a.csv
run import-orders a.csv
err <<-END
import-orders: a.csv:1: no map knows these columns (see --list; --map reads one of yours: sendlist-maps(5))
END
status 2
end

case_of "a sum below the orders that names none is rejected, and is no line"
given a.csv <<-END
Name,Created at,Financial Status,Total,Currency,Lineitem name
#1,2026-01-01 10:00:00 +0000,paid,5.00,EUR,Mug
,,,105.00,,
END
run import-orders a.csv
show order_id total
out <<-END
#1|5.00
END
err <<-END
import-orders: a.csv:3: Total: '105.00': not the total of the order's rows above
END
status 1
end

case_of "stripe: two exports of its own, of 21 and 50 columns: five payments of 112.50"
if [ -d "$data/stripe" ]; then
	# shellcheck disable=SC2016
	shell 'for f in default all; do
		import-orders "'"$data"'/stripe/stripe-$f.csv" | awk -F, "
			NR > 1 { n++; sum += \$6; kind = \$4 \$5 }
			END { print n, kind, sum }"
	done'
	out <<-END
		5 paidCAD 112.5
		5 paidCAD 112.5
	END
	end
else
	skip "no shared data"
fi

case_of "--describe: what was recognised of a file, and what was passed over"
given a.csv <<-END
Order number,Date created,Time,Contact email,Item,Qty,Price,Delivery state,Delivery state,Payment status,Total,Currency,Weight
10001,"Dec 8, 2024",9:15:51 AM,Ann@Example.com,Mug,1,10.00,TX,NY,Paid,30.00,USD,1
10001,"Dec 8, 2024",9:15:51 AM,Ann@Example.com,Tea,2,10.00,TX,NY,Paid,30.00,USD,1
10002,"Dec 9, 2024",9:15:51 AM,ann@example.com,Mug,1,10.00,TX,NY,Unpaid,10.00,USD,1
10003,"Dec 7, 2024",9:15:51 AM,,Mug,1,10.00,TX,NY,Paid,10.00,EUR,1
10004,"Dec 7, 2024",9:15:51 AM,bo@example.com,Mug,1,10.00,TX,NY,Lent,10.00,EUR,1
END
run import-orders --tz UTC --describe a.csv
out <<-END
fact,of,value
map,,wix
column,Order number,order_id
column,Date created,ordered_at
column,Time,ordered_at
column,Contact email,email
column,Item,sku
column,Item,product
column,Qty,quantity
column,Price,unit_price
column,Delivery state,region
column,Delivery state,
column,Payment status,status
column,Total,total
column,Currency,currency
column,Weight,
rows,,5
orders,,3
customers,,1
orders of nobody,,1
currency,USD,2
currency,EUR,1
status,paid,2
status,placed,1
first order,,2024-12-07T09:15:51Z
last order,,2024-12-09T09:15:51Z
END
err <<-END
import-orders: a.csv:6: Payment status: 'Lent': not a status that map wix knows (a map's line such as 'word voided = cancelled' tells)
END
status 1
end

finish
