#!/bin/sh
# shellcheck source=tests/lib.sh
. "${0%/*}/lib.sh"

show() {
	[ "$got_status" = 2 ] || {
		python3 "$tests/columns.py" "$@" <got.out >shown &&
		    mv shown got.out
	}
}

case_of "shopify's new layout, with a metafield"
run import-customers "$samples/import-customers.csv"
show customer_id email phone name country region city email_consent \
    sms_consent push_consent tags
out <<-END
7210448301122|ada.marsh@example.com|+17755550154|Ada Marsh|US|TX|Austin|explicit|denied||vip, horeca
7210448301123|bo@example.net||Bo Lind|SE|M|Malmo|denied|unknown||
7210448301124||+442079460018|Chidi Okafor|GB|ENG|London|unknown|explicit||
7210448301125|ada.marsh@example.com|+31612345678|Haas||||denied|unknown||wholesale
END
err <<-END
import-customers: 1 customer has the e-mail of another
END
end

case_of "shopify's old layout: no ids; who has none goes by e-mail, then phone"
given a.csv <<-END
First Name,Last Name,Email,Accepts Email Marketing,Company,Address1,Address2,City,Province,Province Code,Country,Country Code,Zip,Phone,Accepts SMS Marketing,Total Spent,Total Orders,Tags,Note,Tax Exempt
Ada,Marsh,Ada@Example.com,yes,,,,Austin,Texas,TX,United States,US,'78701,(775) 555-0154,no,9.00,1,"vip, horeca",,no
Bo,Lind,,no,,,,,,,,,,+46701740605,,9.00,1,,,no
Cy,Oh,,no,,,,,,,,,,,,9.00,1,,,no
END
run import-customers a.csv
show customer_id email phone first_name country email_consent sms_consent tags
out <<-END
ada@example.com|ada@example.com|+17755550154|Ada|US|explicit|denied|vip, horeca
+46701740605||+46701740605|Bo||denied|unknown|
END
err <<-END
import-customers: set aside: 1 no identity
END
end

case_of "shopify's oldest: Accepts Marketing"
given a.csv <<-END
First Name,Last Name,Email,Accepts Marketing,Country,Total Spent
Ada,Marsh,ada@example.com,YES,Germany,9.00
Bo,Lind,bo@example.com,maybe,Germany,9.00
END
run import-customers a.csv
show customer_id country email_consent sms_consent
out <<-END
ada@example.com|DE|explicit|
END
err <<-END
import-customers: a.csv:3: Accepts Marketing: 'maybe': not a consent (want yes, no or nothing)
END
status 1
end

case_of "who comes again is as the later row says; a no stays one within a file"
given a.csv <<-END
customer_id,email,email_consent,city
1,ann@example.com,no,Bonn
1,ann@example.com,yes,Kiel
2,bob@example.com,no,Bonn
3,cy@example.com,yes,Bonn
END
given b.csv <<-END
customer_id,email,email_consent,city
2,bob@example.com,yes,Kiel
3,cy@example.com,yes,Bonn
END
run import-customers a.csv b.csv
show customer_id city email_consent
out <<-END
1|Kiel|denied
2|Kiel|explicit
3|Bonn|explicit
END
err <<-END
import-customers: set aside: 1 exact duplicate, 2 older copy of a customer
END
end

case_of "marks of a spreadsheet, bad addresses, times"
given a.csv <<-END
customer_id,email,created_at,birthday
7.21E+12,ann@example.com,,
2,bob at example,2025-01-02T03:04:05+01:00,12-24
3,cy@example.com,Tuesday,
4,dee@example.com,2025-01-02,
END
run import-customers a.csv
show customer_id email created_at birthday
out <<-END
2||2025-01-02T02:04:05Z|12-24
4|dee@example.com|2025-01-02|
END
err <<-END
import-customers: a.csv:2: customer_id: '7.21E+12': a number that a spreadsheet shortened (want all its digits)
import-customers: a.csv:4: created_at: 'Tuesday': not a time (want such as 2026-11-23 08:41:00 +0200)
import-customers: 1 row has an e-mail that can't be written to: left blank
END
status 1
end

case_of "--store keeps two stores apart"
given a.csv <<-END
customer_id,email
1,ann@example.com
,bob@example.com
END
run import-customers --store north a.csv
show customer_id email
out <<-END
north:1|ann@example.com
bob@example.com|bob@example.com
END
end

case_of "a user's map"
given my.map <<-'END'
kind customers
customer_id = Kunde
email = Mail
email_consent = Werbung
country = "DE"
phone = Telefon
word ja = explicit
word nein = denied
END
given a.csv <<-END
Kunde;Mail;Werbung;Telefon
1;ann@example.com;Ja;030 901820
2;bob@example.com;;
END
run import-customers --map my.map a.csv
show customer_id phone country email_consent
out <<-END
1|+4930901820|DE|explicit
2||DE|unknown
END
end

case_of "orders aren't customers"
cp "$samples/import-orders.csv" a.csv
run import-customers a.csv
err <<-END
import-customers: a.csv:1: looks like shopify: import-orders FILE
END
status 2
end

case_of "--list shows what each map is known by"
run import-customers --list
out <<-END
map,title,known_by
plain-customers,our own customer records,customer_id
plain-customers,our own customer records,customer_id | email
shopify-customers,"Shopify, Customers > Export",First Name | Last Name | Email | Accepts Email Marketing
shopify-customers,"Shopify, Customers > Export",First Name | Last Name | Email | Accepts Marketing | Total Spent
END
end

finish
