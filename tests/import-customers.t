#!/bin/sh
# shellcheck source=tests/lib.sh
. "${0%/*}/lib.sh"

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
import-customers: a.csv:3: Accepts Marketing: 'maybe': not a consent (want yes, no or nothing; a map's line 'word ja = explicit' tells others)
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

case_of "a no that comes again in a later file isn't undone there either"
given c1.csv <<-END
customer_id,email,email_consent
1,a@b.c,no
END
given c2.csv <<-END
customer_id,email,email_consent
1,a@b.c,no
1,a@b.c,yes
END
run import-customers c1.csv c2.csv
show customer_id email email_consent
out <<-END
1|a@b.c|denied
END
err <<-END
import-customers: set aside: 1 exact duplicate, 1 older copy of a customer
END
end

case_of "what cat joins is files still"
given c1.csv <<-END
customer_id,email,email_consent
1,a@b.c,no
customer_id,email,email_consent
1,a@b.c,yes
END
run import-customers c1.csv
show customer_id email email_consent
out <<-END
1|a@b.c|explicit
END
err <<-END
import-customers: set aside: 1 older copy of a customer
END
end

case_of "a copy that says less, then more, than the one before"
given c1.csv <<-END
customer_id,email,name,metafield
1,a@b.c,Ann Bates of Bonn,x
1,a@b.c,Ann,x
1,a@b.c,Ann Bates,x
1,a@b.c,Ann Bates,y
1,a@b.c,Bob Bates,y
END
run import-customers c1.csv
show customer_id email name
out <<-END
1|a@b.c|Bob Bates
END
err <<-END
import-customers: set aside: 1 exact duplicate, 3 older copy of a customer
END
end

case_of "what can't be dialled identifies nobody; nor does an address that is none"
given a.csv <<-END
customer_id,email,phone,first_name
,,n/a,Ann
,,n/a,Bob
,,555-0154,Cy
,nobody,,Dee
,nobody,+46701740605,Eve
END
run import-customers a.csv
show customer_id phone first_name
out <<-END
+46701740605|+46701740605|Eve
END
err <<-END
import-customers: left blank, since they can't be read: 2 email
import-customers: set aside: 4 no identity
END
end

case_of "a phone that a spreadsheet shortened is left blank, and counted"
given a.csv <<-END
customer_id,email,phone
1,,4.92E+12
2,a@b.c,"4,92e12"
,,4.92E+12
4,,4E12 ext
END
run import-customers a.csv
show customer_id phone
out <<-END
1|
2|
4|4E12 ext
END
err <<-END
import-customers: 3 customers have a phone that a spreadsheet shortened: left blank
import-customers: set aside: 1 no identity
END
end

case_of "an apostrophe guards an id, but one alone is one"
given a.csv <<-END
customer_id,email
'007,a@b.c
',b@b.c
END
run import-customers a.csv
show customer_id email
out <<-END
007|a@b.c
'|b@b.c
END
end

case_of "birthdays, time zones and languages are what they should be, or blank"
given a.csv <<-END
customer_id,email,birthday,timezone,language
1,a@b.c,1980-02-29,Europe/Berlin,en
2,b@b.c,--02-29,+02:00,pt_BR
3,c@b.c,31/31/2020,Mars/Base,??
4,d@b.c,--02-30,,zh-Hant-TW
5,e@b.c,--1-1,,english
6,f@b.c,12-24,,e
7,g@b.c,--12-245,,en-
8,h@b.c,1980-02-29T00:00:00Z,UTC,en--us
9,i@b.c,1981-02-29,utc+1,e1
10,j@b.c,,,en-abcdefghi
11,k@b.c,,,sr-Latn-x-a-b-c-d-e-f-g-h-i-j-k-l-mnop
END
run import-customers a.csv
show customer_id birthday timezone language
out <<-END
1|1980-02-29|Europe/Berlin|en
2|--02-29|+02:00|pt-BR
3|||
4|||zh-Hant-TW
5|||
6|||
7|||
8||UTC|
9|||
10|||
11|||
END
err <<-END
import-customers: left blank, since they can't be read: 2 timezone, 8 language, 7 birthday
END
end

case_of "birthdays in the map's notation; times in its zone"
given my.map <<-'END'
kind customers
time dmy
customer_id = Kunde
birthday = Geboren
created_at = Seit
zone = Zone | "Europe/Berlin"
END
given a.csv <<-END
Kunde;Geboren;Seit;Zone
1;24/12/1980;22/04/2026 17:34;
2;12/24/1980;22/01/2026 17:34;America/New_York
3;;22/01/2026;
4;;22/01/2026 17:34;Mars/Base
END
run import-customers --map my.map a.csv
show customer_id birthday created_at
out <<-END
1|1980-12-24|2026-04-22T15:34:00Z
2||2026-01-22T22:34:00Z
3||2026-01-22
END
err <<-END
import-customers: a.csv:5: Zone: 'Mars/Base': no such time zone (want a name such as Europe/Berlin)
import-customers: left blank, since they can't be read: 1 birthday
END
status 1
end

case_of "true and false of an API are a consent too"
given a.json <<-END
{"customer_id":"1","email":"a@b.c","email_consent":true}
{"customer_id":"2","email":"b@b.c","email_consent":false}
{"customer_id":"3","email":"c@b.c","email_consent":null}
END
run import-customers a.json
show customer_id email_consent
out <<-END
1|explicit
2|denied
3|unknown
END
end

case_of "marks of a spreadsheet, bad addresses, times"
given a.csv <<-END
customer_id,email,created_at,birthday
7.21E+12,ann@example.com,,
2,bob at example,2025-01-02T03:04:05+01:00,--12-24
3,cy@example.com,Tuesday,
4,dee@example.com,2025-01-02,
END
run import-customers a.csv
show customer_id email created_at birthday
out <<-END
2||2025-01-02T02:04:05Z|--12-24
4|dee@example.com|2025-01-02|
END
err <<-END
import-customers: a.csv:2: customer_id: '7.21E+12': a number that a spreadsheet shortened (want all its digits)
import-customers: a.csv:4: created_at: 'Tuesday': not a time (want such as 2026-11-23 08:41:00 +0200)
import-customers: left blank, since they can't be read: 1 email
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

case_of "orders of ours aren't customers, though they name them"
given a.csv <<-END
order_id,customer_id,email,ordered_at,status,currency,total
1,2,a@b.c,2026-01-01,paid,EUR,3.00
END
run import-customers a.csv
err <<-END
import-customers: a.csv:1: looks like plain orders: import-orders FILE
END
status 2
end

case_of "customers of ours aren't orders"
given a.csv <<-END
customer_id,email
2,a@b.c
END
run import-orders a.csv
err <<-END
import-orders: a.csv:1: looks like plain-customers: import-customers FILE
END
status 2
end

case_of "a header that no map comes near"
given a.csv <<-END
Email,Who,What
a@b.c,2,3
END
run import-customers a.csv
err <<-END
import-customers: a.csv:1: no map knows these columns (see --list; --map reads one of yours: sendlist-maps(5))
END
status 2
end

case_of "a header that one map comes near"
given a.csv <<-END
First Name,Email,Accepts Email Marketing
Ann,a@b.c,yes
END
run import-customers a.csv
err <<-END
import-customers: a.csv:1: no map knows these columns: nearest is shopify-customers, without Last Name (see --list; --map reads one of yours)
END
status 2
end

case_of "a user's map says which of its columns aren't there"
given my.map <<-'END'
kind customers
customer_id = Kunde
email = Mial | E-Mial + Domain
city = Ort | "Bonn"
region = Ort | Land
END
given a.csv <<-END
Kunde,Mail,Land
1,ann@example.com,NW
END
run import-customers --map my.map a.csv
show customer_id email city region
out <<-END
1||Bonn|NW
END
err <<-END
import-customers: map my.map: no column for email (looked for 'Mial' or 'E-Mial')
END
end

case_of "a header of three rows, which cat brings along again"
given my.map <<-'END'
kind customers
header-rows 3
customer_id = Kunde
city = Ort
END
given a.csv <<-END
Kunde,Ort
number,text
id,
1,Bonn
END
shell 'cat a.csv a.csv >b.csv; import-customers --map my.map b.csv'
show customer_id city
out <<-END
1|Bonn
END
err <<-END
import-customers: set aside: 1 exact duplicate
END
end

case_of "a file that ends in its header"
given my.map <<-'END'
kind customers
header-rows 3
customer_id = Kunde
END
given a.csv <<-END
Kunde,Ort
1,Bonn
END
run import-customers --map my.map a.csv
err <<-END
import-customers: a.csv: ends in its header (want 3 header rows)
END
status 2
end

case_of "a user's map of what can't be is refused, not each row"
given my.map <<-'END'
kind customers
customer_id = Kunde
email_consent = "Ja"
END
given a.csv <<-END
Kunde
1
END
run import-customers --map my.map a.csv
err <<-END
import-customers: my.map:3: email_consent: 'Ja': not a consent (a line 'word ja = explicit' would make it one)
END
status 2
end

case_of "--list shows what each map is known by"
run import-customers --list
out <<-END
map,title,known_by
brevo,"Brevo, contacts export",EMAIL | EMAIL_BLACKLISTED | SMS_BLACKLISTED | ADDED_TIME
brevo,"Brevo, contacts export",EMAIL | LASTNAME | FIRSTNAME | SMS | ADDED_TIME
klaviyo,"Klaviyo, list export",Email | Klaviyo ID | Email Marketing Consent
klaviyo,"Klaviyo, list export",Email | First Name | Last Name | Email Marketing Consent | Email Marketing Consent Timestamp
magento-customers,"Magento, Customers > Export",ID | Name | Email | Group | ZIP | Country | State/Province
mailchimp-subscribed,"Mailchimp, subscribed_...csv (by --from alone)",
mailchimp-unsubscribed,"Mailchimp, unsubscribed_...csv",Email Address | MEMBER_RATING | OPTIN_TIME | CONFIRM_TIME | UNSUB_TIME
mailchimp,"Mailchimp, audience export (consent unsaid)",Email Address | MEMBER_RATING | OPTIN_TIME | CONFIRM_TIME
plain-customers,our own customer records,customer_id
plain-customers,our own customer records,customer_id | email
shopify-customers,"Shopify, Customers > Export",First Name | Last Name | Email | Accepts Email Marketing
shopify-customers,"Shopify, Customers > Export",First Name | Last Name | Email | Accepts Marketing | Total Spent
square-customers,"Square, Customers > Export",First Name | Last Name | Email Address | Square Customer ID
stripe-customers,"Stripe, Customers > Export",id | Email | Created (UTC) | Delinquent
END
end

case_of "square: the id that its transactions have, and a subscription of no known words"
given a.csv <<-END
Reference ID,First Name,Last Name,Email Address,Phone Number,City,State,Square Customer ID,First Visit,Email Subscription Status
,Ann,Lee,Ann@Example.com,+12025550123,Austin,TX,SQ1,2022-11-10,subscribed
r2,Bo,,bo@example.com,,,,SQ2,,unsubscribed
END
run import-customers a.csv
show customer_id email phone name region city created_at email_consent
out <<-END
SQ1|ann@example.com|+12025550123|Ann Lee|TX|Austin|2022-11-10|
SQ2|bo@example.com||Bo||||
END
end

case_of "stripe: when a customer was made is in UTC"
given a.csv <<-END
id,Email,Name,Phone,Description,Created (UTC),Currency,Delinquent,Total Spend
cus_1,Ann@Example.com,Ann Lee,+12025550123,,2026-04-22 17:34,usd,false,12.50
END
run import-customers a.csv
show customer_id email phone name created_at email_consent
out <<-END
cus_1|ann@example.com|+12025550123|Ann Lee|2026-04-22T17:34:00Z|
END
end

case_of "magento: an address, and nothing of consent or of when"
given a.csv <<-END
ID,Name,Email,Group,Phone,ZIP,Country,State/Province,"Customer Since","Web Site"
7,Ann Lee,Ann@Example.com,General,(202) 555-0123,78701,United States,Texas,"Dec 8, 2024 15:30:00 PM",Main Website
END
run import-customers a.csv
show customer_id email phone name country region created_at email_consent
out <<-END
7|ann@example.com|+12025550123|Ann Lee|US|Texas||
END
end

case_of "mailchimp: the export of who unsubscribed says so, and since when"
given a.csv <<-END
"Email Address","First Name","Last Name",MEMBER_RATING,OPTIN_TIME,OPTIN_IP,CONFIRM_TIME,CONFIRM_IP,TIMEZONE,CC,REGION,LAST_CHANGED,LEID,UNSUB_TIME,TAGS
Ann@Example.com,Ann,Lee,2,,,"2015-03-16 14:40:47",,America/Los_Angeles,US,CA,"2016-01-02 03:04:05",77,"2016-01-02 03:04:05","""VIP"""
END
run import-customers --tz UTC a.csv
show customer_id email name country region timezone email_consent tags
out <<-END
ann@example.com|ann@example.com|Ann Lee|US|CA|America/Los_Angeles|denied|"VIP"
END
end

case_of "mailchimp: of who is subscribed only the file's name says so"
given subscribed.csv <<-END
"Email Address","First Name","Last Name",MEMBER_RATING,OPTIN_TIME,OPTIN_IP,CONFIRM_TIME,CONFIRM_IP,LEID
ann@example.com,Ann,Lee,2,"2015-03-15 00:00:00",,"2015-03-16 14:40:47",,77
bo@example.com,Bo,,2,"2015-03-15 00:00:00",,,,78
END
shell 'import-customers --tz UTC subscribed.csv | cut -d, -f2,15
    import-customers --tz UTC --from mailchimp-subscribed --consents subscribed.csv'
out <<-END
email,email_consent
ann@example.com,
bo@example.com,
customer_id,email,phone,channel,state,basis,at,source
ann@example.com,ann@example.com,,email,explicit,,2015-03-16T14:40:47Z,mailchimp-subscribed
bo@example.com,bo@example.com,,email,explicit,,2015-03-15T00:00:00Z,mailchimp-subscribed
END
end

case_of "klaviyo: states in its words, those without a date only in the records"
given a.csv <<-END
Email,Klaviyo ID,First Name,Last Name,Phone Number,City,State / Region,Country,Email Marketing Consent,Email Marketing Consent Timestamp,Profile Created On
Ann@Example.com,01A,Ann,Lee,+12125550101,NYC,New York,United States,SUBSCRIBED,2024-01-01T00:00:00+00:00,2023-12-31 10:00:00+00:00
bo@example.com,01B,Bo,,,,,,UNSUBSCRIBED,2024-02-01T00:00:00+00:00,
cy@example.com,01C,Cy,,,,,,NEVER_SUBSCRIBED,,
di@example.com,01D,Di,,,,,,SUBSCRIBED,,
END
shell 'import-customers a.csv | cut -d, -f1,14,15; import-customers --consents a.csv'
out <<-END
customer_id,created_at,email_consent
01A,2023-12-31T10:00:00Z,explicit
01B,,denied
01C,,unknown
01D,,explicit
customer_id,email,phone,channel,state,basis,at,source
01A,ann@example.com,+12125550101,email,explicit,,2024-01-01T00:00:00Z,klaviyo
01B,bo@example.com,,email,denied,,2024-02-01T00:00:00Z,klaviyo
END
err <<-END
import-customers: 1 consent of no date: not written
END
end

case_of "brevo: a blacklist is a no, not to be on it isn't a yes"
given a.csv <<-END
EMAIL;LASTNAME;FIRSTNAME;SMS;EMAIL_BLACKLISTED;SMS_BLACKLISTED;ADDED_TIME;MODIFIED_TIME
ann@example.com;Durand;Ann;33612345678;Yes;No;12-04-2022 09:30;13-04-2022 10:00
END
run import-customers --tz Europe/Paris a.csv
show customer_id email name created_at email_consent sms_consent
out <<-END
ann@example.com|ann@example.com|Ann Durand|2022-04-12T07:30:00Z|denied|unknown
END
end

case_of "times of opting in and out: the later one tells, of one time a no"
given my.map <<-END
kind             customers
email            = email
phone            = phone
email_consent_at = in
email_denied_at  = out
sms_consent_at   = sms_in
END
given a.csv <<-END
email,phone,in,out,sms_in
a@example.com,+12125550101,2024-01-02T00:00:00Z,2024-01-01T00:00:00Z,2024-03-01
b@example.com,,2024-01-01T00:00:00Z,2024-01-02T00:00:00Z,
c@example.com,,2024-01-02T00:00:00Z,2024-01-02T00:00:00Z,
d@example.com,,,,
END
run import-customers --map my.map --consents a.csv
out <<-END
customer_id,email,phone,channel,state,basis,at,source
a@example.com,a@example.com,+12125550101,email,explicit,,2024-01-02T00:00:00Z,my.map
a@example.com,a@example.com,+12125550101,sms,explicit,,2024-03-01,my.map
b@example.com,b@example.com,,email,denied,,2024-01-02T00:00:00Z,my.map
c@example.com,c@example.com,,email,denied,,2024-01-02T00:00:00Z,my.map
END
end

case_of "a no of no date isn't of the day of the yes before it"
given my.map <<-END
kind             customers
email            = email
email_consent    = state
email_consent_at = in
word ja          = explicit
word nein        = denied
END
given a.csv <<-END
email,state,in
a@example.com,nein,2024-01-02T00:00:00Z
b@example.com,ja,2024-01-02T00:00:00Z
END
run import-customers --map my.map --consents a.csv
show email state at
out <<-END
b@example.com|explicit|2024-01-02T00:00:00Z
END
err <<-END
import-customers: 1 consent of no date: not written
END
end

case_of "a time of consent that is none rejects the row"
given a.csv <<-END
Email,Klaviyo ID,Email Marketing Consent,Email Marketing Consent Timestamp
ann@example.com,01A,SUBSCRIBED,soon
END
run import-customers a.csv
out <<-END
customer_id,email,phone,push_token,name,first_name,last_name,country,region,city,timezone,language,birthday,created_at,email_consent,sms_consent,push_consent,tags
END
err <<-END
import-customers: a.csv:2: Email Marketing Consent Timestamp: 'soon': not a time (want such as 2026-11-23 08:41:00 +0200)
END
status 1
end

case_of "what an export says of consent is what schedule-sends goes by"
given a.csv <<-END
Email,Klaviyo ID,Email Marketing Consent,Email Marketing Consent Timestamp
ann@example.com,01A,SUBSCRIBED,2024-01-01T00:00:00Z
bo@example.com,01B,UNSUBSCRIBED,2024-01-01T00:00:00Z
END
given t.csv <<-END
flow,customer_id,trigger_id,triggered_at,reason
welcome,01A,1,2024-06-01T10:00:00Z,new
welcome,01B,2,2024-06-01T10:00:00Z,new
END
shell 'import-customers a.csv | cut -d, -f1,2 >c.csv; import-customers --consents a.csv >k.csv
    schedule-sends -q --as-of 2024-06-01T12:00:00Z --tz UTC --customers c.csv --consent k.csv --denied d.csv t.csv |
    cut -d, -f5,6; grep -o "no-consent.*" d.csv'
out <<-END
address,customer_id
ann@example.com,01A
no-consent,consent k.csv:3,denied 2024-01-01T00:00:00Z,not denied
END
end

finish
