#!/bin/sh
# greet-birthday: whose day it is soon, where they live, and every year.
# shellcheck source=tests/lib.sh
. "${0%/*}/lib.sh"

SENDLIST_AS_OF=2026-11-16T12:00:00Z
export SENDLIST_AS_OF

# customers ID:BIRTHDAY[:ZONE[:EMAIL[:PHONE[:CONSENT]]]] ...
customers() {
	echo customer_id,birthday,timezone,email,phone,email_consent
	for one; do
		echo "$one" | tr : ,
	done | sed 's/$/,,,,/' | cut -d, -f1-6
}

# at AS_OF [OPTION ...]: the ids there are then of c.csv.
at() {
	echo "$1 $(greet-birthday -q -a "$@" c.csv |
	    python3 "$tests/columns.py" trigger_id | tr '\n' ' ')"
}

case_of "a week before until two weeks after, by the clocks of where they live"
customers 1:1990-11-20:America/New_York:a@example.com:+12025550123 \
    2:--11-23 3:--11-24 4:--11-02:Europe/Berlin 5:--11-01:Europe/Berlin \
    6: 7:2026-11-20 8:--13-01 9:1990-02-30 :--11-20::: >c.csv
run greet-birthday --tz Europe/London c.csv
out <<-END
	flow,customer_id,trigger_id,triggered_at,since_at,expires_at,email,phone,push_token,reason,item,value,currency,data
	birthday,4,4/2026,2026-10-25T23:00:00Z,2026-10-25T23:00:00Z,2026-11-16T23:00:00Z,,,,"birthday on 2026-11-02, 1w before (Europe/Berlin)",,,,"{""birthday"":""2026-11-02""}"
	birthday,1,1/2026,2026-11-13T05:00:00Z,2026-11-13T05:00:00Z,2026-12-05T05:00:00Z,a@example.com,+12025550123,,"birthday on 2026-11-20, 1w before (America/New_York)",,,,"{""birthday"":""2026-11-20"",""turns"":36}"
	birthday,2,2/2026,2026-11-16T00:00:00Z,2026-11-16T00:00:00Z,2026-12-08T00:00:00Z,,,,"birthday on 2026-11-23, 1w before (Europe/London)",,,,"{""birthday"":""2026-11-23""}"
END
err <<-END
	greet-birthday: c.csv:9: birthday: '--13-01': not a birthday (want 1990-05-31 or --05-31)
	greet-birthday: c.csv:10: birthday: '1990-02-30': not a birthday (want 1990-05-31 or --05-31)
	greet-birthday: set aside: 1 later than as-of, 1 no birthday, 1 no identity, 2 not due yet
END
status 1
end

case_of "to the second; a date is the end of the shop's day"
customers 1:--11-20:America/New_York >c.csv
{
	at 2026-11-13T04:59:59Z
	at 2026-11-13T05:00:00Z
	at 2026-12-05T04:59:59Z
	at 2026-12-05T05:00:00Z
	at 2026-11-12
	at 2026-11-12 --tz America/New_York
	at 2026-11-13
	at 2026-12-04
	at 2026-12-04 --tz America/New_York
	at 2026-12-05
} >ids
run cat ids
out <<-END
	2026-11-13T04:59:59Z 
	2026-11-13T05:00:00Z 1/2026 
	2026-12-05T04:59:59Z 1/2026 
	2026-12-05T05:00:00Z 
	2026-11-12 
	2026-11-12 
	2026-11-13 1/2026 
	2026-12-04 1/2026 
	2026-12-04 1/2026 
	2026-12-05 
END
end

case_of "one birthday begins 25 hours apart at the two ends of the world"
customers kiribati:--11-20:Pacific/Kiritimati samoa:--11-20:Pacific/Pago_Pago >c.csv
run greet-birthday -a 2026-11-14 c.csv
show customer_id triggered_at expires_at
{
	at 2026-11-12T10:00:00Z
	at 2026-11-13T10:59:59Z
	at 2026-11-13T11:00:00Z
	at 2026-12-04T10:00:00Z
} >>got.out
out <<-END
	kiribati|2026-11-12T10:00:00Z|2026-12-04T10:00:00Z
	samoa|2026-11-13T11:00:00Z|2026-12-05T11:00:00Z
	2026-11-12T10:00:00Z kiribati/2026 
	2026-11-13T10:59:59Z kiribati/2026 
	2026-11-13T11:00:00Z kiribati/2026 samoa/2026 
	2026-12-04T10:00:00Z samoa/2026 
END
end

case_of "the zone is the row's, else the only one of its country, else the shop's"
given c.csv <<-END
	customer_id,birthday,timezone,country
	1,--11-20,Asia/Tokyo,SE
	2,--11-20,,SE
	3,--11-20,,US
	4,--11-20,,
	5,--11-20,Mars/Base,SE
END
run greet-birthday --tz America/Lima c.csv
show customer_id triggered_at reason
out <<-END
	1|2026-11-12T15:00:00Z|birthday on 2026-11-20, 1w before (Asia/Tokyo)
	2|2026-11-12T23:00:00Z|birthday on 2026-11-20, 1w before (Europe/Stockholm)
	3|2026-11-13T05:00:00Z|birthday on 2026-11-20, 1w before (America/Lima)
	4|2026-11-13T05:00:00Z|birthday on 2026-11-20, 1w before (America/Lima)
END
err <<-END
	greet-birthday: c.csv:6: timezone: 'Mars/Base': no such time zone (want a name such as Europe/Berlin)
END
status 1
end

case_of "29 February is the 28th, or 1 March, where there is none"
customers 1:2000-02-29 2:--02-28 >c.csv
{
	for year in 2027 2028; do
		for rule in feb28 mar1; do
			greet-birthday -q --leap-day $rule --expires 0d -a $year-02-28 c.csv |
			    python3 "$tests/columns.py" trigger_id triggered_at \
			    expires_at data
		done
	done
} >ids
run cat ids
out <<-END
	1/2027|2027-02-21T00:00:00Z|2027-03-01T00:00:00Z|{"birthday":"2027-02-28","turns":27}
	2/2027|2027-02-21T00:00:00Z|2027-03-01T00:00:00Z|{"birthday":"2027-02-28"}
	2/2027|2027-02-21T00:00:00Z|2027-03-01T00:00:00Z|{"birthday":"2027-02-28"}
	1/2027|2027-02-22T00:00:00Z|2027-03-02T00:00:00Z|{"birthday":"2027-03-01","turns":27}
	2/2028|2028-02-21T00:00:00Z|2028-02-29T00:00:00Z|{"birthday":"2028-02-28"}
	1/2028|2028-02-22T00:00:00Z|2028-03-01T00:00:00Z|{"birthday":"2028-02-29","turns":28}
	2/2028|2028-02-21T00:00:00Z|2028-02-29T00:00:00Z|{"birthday":"2028-02-28"}
	1/2028|2028-02-22T00:00:00Z|2028-03-01T00:00:00Z|{"birthday":"2028-02-29","turns":28}
END
end

case_of "the id has the year of the birthday, whatever year it is"
customers a/b:1990-01-03 2:1990-12-28 >c.csv
{
	at 2026-12-26
	at 2026-12-27
	at 2027-01-11
	at 2027-01-12
} >ids
greet-birthday -q -a 2026-12-30 c.csv |
    python3 "$tests/columns.py" trigger_id data >>ids
run cat ids
out <<-END
	2026-12-26 2/2026 
	2026-12-27 2/2026 a%2Fb/2027 
	2027-01-11 2/2026 a%2Fb/2027 
	2027-01-12 a%2Fb/2027 
	2/2026|{"birthday":"2026-12-28","turns":36}
	a%2Fb/2027|{"birthday":"2027-01-03","turns":37}
END
end

case_of "nobody is greeted for being born; all are a year later"
customers 1:2026-11-15 2:2025-11-16 3:2026-11-18 4:2026-11-16:Pacific/Pago_Pago \
    5:2026-11-17:Pacific/Kiritimati 6:2026-11-17:Pacific/Kiritimati >c.csv
run greet-birthday -a 2026-11-16T10:30:00Z c.csv
show trigger_id data
out <<-END
	2/2026|{"birthday":"2026-11-16","turns":1}
END
err <<-END
	greet-birthday: set aside: 2 later than as-of, 3 not due yet
END
end

case_of "--lead and --expires may be none, and months"
customers 1:--11-16 2:--12-16 3:--12-17 4:--12-15 5:--11-15 >c.csv
{
	at 2026-11-16 --lead 0d --expires 0d
	at 2026-11-16 --lead 1mo --expires 0d
	at 2026-11-16 --lead 2w --expires 1mo
} >ids
greet-birthday -q --lead 0d c.csv | python3 "$tests/columns.py" reason >>ids
run cat ids
out <<-END
	2026-11-16 1/2026 
	2026-11-16 1/2026 4/2026 2/2026 
	2026-11-16 5/2026 1/2026 
	birthday on 2026-11-15 (UTC)
	birthday on 2026-11-16 (UTC)
END
end

for bad in '--lead 351d' '--lead 0d --expires 1y' '--lead 11mo --expires 24d'; do
	case_of "two of a person can't be at once ($bad)"
	customers 1:--11-16 >c.csv
	# shellcheck disable=SC2086  # several words
	run greet-birthday $bad c.csv
	err <<-END
		greet-birthday: --lead and --expires: want less than a year in all
		greet-birthday: try 'greet-birthday --help'
	END
	status 2
	end
done

case_of "a lead is of days"
customers 1:--11-16 >c.csv
run greet-birthday --lead 36h c.csv
err <<-END
	greet-birthday: --lead: '36h': less than days (want such as 90d, 12w, 6mo or 1y; m are minutes)
END
status 2
end

case_of "one option wants another, or has no bearing"
customers 1:--11-16 >c.csv
run greet-birthday --orders c.csv c.csv
{
	greet-birthday --anniversary sign-up --missing m.csv c.csv
	greet-birthday --anniversary birth c.csv
	greet-birthday --leap-day feb29 c.csv
	greet-birthday --anniversary first-order c.csv
} 2>>got.err
err <<-END
	greet-birthday: --orders: want --coupon CODE
	greet-birthday: try 'greet-birthday --help'
	greet-birthday: --missing has no bearing on --anniversary
	greet-birthday: try 'greet-birthday --help'
	greet-birthday: --anniversary: 'birth': want first-order or sign-up
	greet-birthday: --leap-day: 'feb29': want feb28 or mar1
	greet-birthday: c.csv:1: no column 'first_order_at'
END
status 2
end

# orders ID:CUSTOMER:ORDERED:COUPON[:STATUS[:EMAIL]] ..., -01:00 meant by %
orders() {
	echo order_id,customer_id,ordered_at,coupon,status,email,currency,total
	for one; do
		echo "$one" | awk -F: -v OFS=, '{
			gsub(/%/, ":", $3)
			print $1, $2, $3, $4, $5 == "" ? "paid" : $5, $6, "EUR", "10" }'
	done
}

case_of "--coupon: none for whoever has used it since it was theirs"
customers 1:--11-20:UTC 2:--11-20:UTC 3:--11-20:UTC 4:--11-20:UTC 5:--11-20:UTC \
    6:--11-20:UTC 7:--11-20:UTC:seven@example.com 8:--11-20:America/New_York 9:--11-20:UTC >c.csv
orders 1:1:2026-11-13T00%00%00Z:BDAY 2:2:2026-11-12T23%59%59Z:BDAY \
    3:3:2026-11-14:bday:placed 4:4:2026-11-14:BDAY:cancelled 5:5:2026-11-14:BDAY2 \
    6:6:2026-11-17:BDAY '7::2026-11-14:FREE BDay:refunded:Seven@Example.com' \
    8:8:2026-11-13:BDAY 9:9:2026-11-12:BDAY 10:99:2026-11-14:BDAY >orders.csv
run greet-birthday --coupon Bday --orders orders.csv c.csv
show customer_id data
out <<-END
	2|{"coupon":"Bday","birthday":"2026-11-20"}
	4|{"coupon":"Bday","birthday":"2026-11-20"}
	5|{"coupon":"Bday","birthday":"2026-11-20"}
	6|{"coupon":"Bday","birthday":"2026-11-20"}
	9|{"coupon":"Bday","birthday":"2026-11-20"}
END
err <<-END
	greet-birthday: --orders: joined 7 of 8
	greet-birthday: set aside: 1 later events, 1 not an order, 4 redeemed
END
end

case_of "an event may tell it; several files; last year's use is no matter"
customers 1:--11-20:UTC 2:--11-20:UTC 3:--11-20:UTC 4:--11-20:UTC >c.csv
printf '%s\n' event_at,event,customer_id,coupon \
    2026-11-14T10:00:00Z,coupon-used,1,BDAY 2026-11-14T10:00:00Z,add-to-cart,2,BDAY \
    2026-11-14T10:00:00Z,purchase,3,BDAY >events.csv
orders 1:2:2025-11-20:BDAY 2:4:2026-11-20:BDAY >orders.csv
run greet-birthday --coupon BDAY --orders orders.csv --orders events.csv c.csv
show customer_id
out <<-END
	2
	4
END
err <<-END
	greet-birthday: --orders: joined 4 of 4
	greet-birthday: set aside: 1 later events, 2 redeemed
END
end

case_of "--orders that are of none of them are no answer"
customers 1:--11-20 >c.csv
orders 1:9:2026-11-14:BDAY >orders.csv
run greet-birthday --coupon BDAY --orders orders.csv c.csv
err <<-END
	greet-birthday: --orders: none of the rows is about one of them
END
status 2
end

case_of "--orders without a coupon anywhere is said"
customers 1:--11-20 >c.csv
orders 1:1:2026-11-14:BDAY | cut -d, -f1-3,5- >orders.csv
run greet-birthday --coupon BDAY --orders orders.csv c.csv
show customer_id
orders >orders.csv
greet-birthday --coupon BDAY --orders orders.csv c.csv 2>>got.err |
    python3 "$tests/columns.py" trigger_id >>got.out
out <<-END
	1
	1/2026
END
err <<-END
	greet-birthday: --orders: joined 1 of 1
	greet-birthday: --orders: no row has a coupon
END
end

# signed ID:CREATED:FIRST_ORDER[:ZONE[:EMAIL]] ..., : in times meant by %
signed() {
	echo customer_id,created_at,first_order_at,timezone,email
	for one; do
		echo "$one" | tr :% ,:
	done | sed 's/$/,,/' | cut -d, -f1-5
}

case_of "--anniversary sign-up: on the day, where they live, from the first year on"
signed 1:2024-11-17T03%00%00Z::America/New_York 2:2024-11-17T03%00%00Z::Asia/Tokyo \
    3:2025-11-03: 4:2025-11-01: 5:2026-11-16T08%00%00Z: 6:: 7:2026-11-17: 8:yesterday: \
    9:2020-11-16::America/New_York >c.csv
run greet-birthday --anniversary sign-up c.csv
out <<-END
	flow,customer_id,trigger_id,triggered_at,since_at,expires_at,email,phone,push_token,reason,item,value,currency,data
	anniversary,3,3/2026,2026-11-03T00:00:00Z,2026-11-03T00:00:00Z,2026-11-18T00:00:00Z,,,,sign-up anniversary on 2026-11-03 (UTC),,,,"{""anniversary"":""2026-11-03"",""years"":1}"
	anniversary,1,1/2026,2026-11-16T05:00:00Z,2026-11-16T05:00:00Z,2026-12-01T05:00:00Z,,,,sign-up anniversary on 2026-11-16 (America/New_York),,,,"{""anniversary"":""2026-11-16"",""years"":2}"
	anniversary,9,9/2026,2026-11-16T05:00:00Z,2026-11-16T05:00:00Z,2026-12-01T05:00:00Z,,,,sign-up anniversary on 2026-11-16 (America/New_York),,,,"{""anniversary"":""2026-11-16"",""years"":6}"
END
err <<-END
	greet-birthday: c.csv:9: created_at: 'yesterday': not a time (want such as 2026-11-23T08:41:00Z, or a date)
	greet-birthday: set aside: 1 later than as-of, 1 no sign-up, 3 not due yet
END
status 1
end

case_of "--anniversary first-order: the earliest of a person's; --lead, --coupon"
signed 1::2024-11-20::a@example.com 2::2023-11-22::a@example.com 3::2024-02-29 4:: >c.csv
run greet-birthday --anniversary first-order --lead 1w --coupon YEAR c.csv
show trigger_id reason data
{
	at 2027-02-28 --anniversary first-order
	at 2027-02-28 --anniversary first-order --leap-day mar1
} >>got.out
out <<-END
	1/2026|first-order anniversary on 2026-11-22, 1w before (UTC)|{"coupon":"YEAR","anniversary":"2026-11-22","years":3}
	2027-02-28 3/2027 
	2027-02-28 
END
err <<-END
	greet-birthday: set aside: 1 no first order, 1 not due yet, 1 same person
END
end

case_of "--missing: who may be asked for a birthday, or a phone"
customers 1:1990-11-20::a@example.com:+12025550123 2:::b@example.com:+12025550124 \
    3:--11-20::c@example.com 4:::d@example.com 5:::e@example.com::denied \
    6:2027-01-01::f@example.com:+12025550125 7:--05-05:::n/a >c.csv
customers 90:::a@example.com 91:::d@example.com::explicit 92:::e@example.com:: \
    93:--07-07::b@example.com >more.csv
run greet-birthday --missing missing.csv -o due.csv c.csv more.csv
cat missing.csv >>got.out
python3 "$tests/columns.py" trigger_id <due.csv >>got.out
out <<-END
	customer_id,email,phone,missing
	3,c@example.com,,phone
	4,d@example.com,,birthday phone
	6,f@example.com,+12025550125,birthday
	1/2026
	3/2026
END
err <<-END
	greet-birthday: set aside: 1 later than as-of, 6 no birthday, 2 not due yet
END
end

case_of "who isn't a customer yet is neither greeted nor asked; a push token is enough"
printf '%s\n' customer_id,birthday,created_at,email,push_token \
    1,--11-20,2026-11-17,a@example.com, 2,--11-20,2026-11-16T12:00:00Z,, \
    3,--11-20,,,t3 4,--11-20,soon,d@example.com, >c.csv
run greet-birthday --missing missing.csv c.csv
show trigger_id
cat missing.csv >>got.out
out <<-END
	2/2026
	3/2026
	customer_id,email,phone,missing
	3,,,phone
END
err <<-END
	greet-birthday: c.csv:5: created_at: 'soon': not a time (want such as 2026-11-23T08:41:00Z, or a date)
	greet-birthday: set aside: 1 later than as-of
END
status 1
end

case_of "where --missing can't be written the output is as it was"
customers 1:--11-20 >c.csv
echo old >due.csv
run greet-birthday --missing /dev/full -o due.csv c.csv
cat due.csv >>got.out
out <<-END
	old
END
err <<-END
	greet-birthday: /dev/full: No space left on device
END
status 2
end

case_of "--missing may not be the output, too"
customers 1:--11-20 >c.csv
run greet-birthday --missing x.csv -o x.csv c.csv
err <<-END
	greet-birthday: x.csv: would be written twice
END
status 2
end

case_of "one occasion a person, known by the first customer_id, reached as any row says"
given c.csv <<-END
	customer_id,birthday,timezone,email,phone,push_token
	2,--11-21,,a@example.com,+12025550123,
	1,,,A@example.com,,
	3,1990-11-20,Asia/Tokyo,,+12025550123,t3
	,--11-22,,a@example.com,,
	5,--11-20,,e@example.com,,
	5,1990-11-20,,e@example.com,,
	6,1990-11-20,,f@example.com,,
	7,1991-11-20,,f@example.com,,
	8,--11-23,,,+12025550199,
	9,,,g@example.com,+12025550199,
	z1,--11-19,,b@example.com,,
	z2,1990-11-19,,b@example.com,,
	,1980-11-19,,b@example.com,,
END
run greet-birthday c.csv
show trigger_id triggered_at email phone push_token data
out <<-END
	z1/2026|2026-11-12T00:00:00Z|b@example.com|||{"birthday":"2026-11-19"}
	5/2026|2026-11-13T00:00:00Z|e@example.com|||{"birthday":"2026-11-20","turns":36}
	6/2026|2026-11-13T00:00:00Z|f@example.com|||{"birthday":"2026-11-20","turns":36}
	1/2026|2026-11-13T15:00:00Z|a@example.com|+12025550123|t3|{"birthday":"2026-11-21"}
	8/2026|2026-11-16T00:00:00Z|g@example.com|+12025550199||{"birthday":"2026-11-23"}
END
err <<-END
	greet-birthday: 2 people have two birthdays: that of the first customer_id counts
	greet-birthday: set aside: 2 no birthday, 6 same person
END
end

# A hundred and fifty people of some six rows, which say this and that.
case_of "the order of rows is no matter"
awk '
	function one_of(a, b, c) {
		return rand() < .4 ? a : rand() < .6 ? b : c
	}
	BEGIN {
		srand(1)
		print "customer_id,birthday,first_order_at,timezone,email,phone,push_token"
		for (i = 0; i < 900; i++) {
			g = i % 150
			day = one_of("", "--11-" 10 + g % 20, 1950 + g "-11-" 10 + g % 20)
			print one_of("c" g, "d" g, "") "," day "," \
			    one_of("", "2025-11-15", "2024-11-14T22:30:00Z") "," \
			    one_of("", "Asia/Tokyo", "America/Lima") "," \
			    one_of("e" g "@example.com", "f" g "@example.com", "") "," \
			    one_of("", "+1202555" 1000 + g, "+1202555" 2000 + g) "," \
			    one_of("", "s" g, "t" g)
		}
	}' >c.csv
# told FILE: all that there is to say of it.
told() {
	greet-birthday --missing m.csv "$1" 2>&1
	cat m.csv
	greet-birthday --anniversary first-order "$1" 2>&1
}
told c.csv >want.out
for seed in 1 2 3; do
	{ head -n 1 c.csv; sed 1d c.csv | awk -v s=$seed '
		BEGIN { srand(s) } { print rand() "\t" $0 }' | sort | cut -f2-
	} >shuffled.csv
	run told shuffled.csv
	cmp -s want.out got.out || break
done
[ "$(wc -l <want.out)" -gt 200 ] || echo "more to see" >want.out
end

case_of "a customer table is judged as of its own instant and zone"
given c.csv <<-END
	customer_id,birthday,as_of,tz
	1,--11-20,2026-11-13T04:59:59Z,America/New_York
	2,--11-19,2026-11-13T04:59:59Z,America/New_York
END
unset SENDLIST_AS_OF
run greet-birthday c.csv
show customer_id triggered_at
greet-birthday -a 2026-11-12T00:00:00Z c.csv 2>>got.err
SENDLIST_AS_OF=2026-11-16T12:00:00Z
export SENDLIST_AS_OF
out <<-END
	2|2026-11-12T05:00:00Z
END
err <<-END
	greet-birthday: set aside: 1 not due yet
	greet-birthday: c.csv:2: as_of: '2026-11-13T04:59:59Z': later than --as-of
END
end

case_of "--since: what came to be from then on; --json"
customers 1:--11-20:UTC 2:--11-21:UTC 3:--11-22:UTC >c.csv
run greet-birthday --json --since 2026-11-14 --coupon 'A "B"' c.csv
python3 -c '
import json, sys
for line in sys.stdin:
    r = json.loads(line)
    print(r["trigger_id"], r["item"], json.dumps(r["data"]))' <got.out >shown
mv shown got.out
out <<-END
	2/2026 None {"coupon": "A \"B\"", "birthday": "2026-11-21"}
	3/2026 None {"coupon": "A \"B\"", "birthday": "2026-11-22"}
END
end

case_of "in the flow: a reminder after a week, but not for whoever used the coupon"
customers 1:--11-20:UTC:a@example.com::explicit 2:--11-20:UTC:b@example.com::explicit >c.csv
orders 1:1:2026-11-15:bday 2:2:2026-11-15:OTHER >orders.csv
for day in 12 13 14 15 19 20 21 27; do
	SENDLIST_AS_OF=2026-11-${day}T12:00:00Z
	greet-birthday -q --coupon BDAY --orders orders.csv c.csv |
	    schedule-sends -q --customers c.csv --events orders.csv --ledger shop.db |
	    python3 "$tests/columns.py" send_at trigger_id step
done >said
SENDLIST_AS_OF=2026-11-16T12:00:00Z
run cat said
out <<-END
	2026-11-13T12:00:00Z|1/2026|greeting
	2026-11-13T12:00:00Z|2/2026|greeting
	2026-11-20T12:00:00Z|2/2026|reminder
END
end

case_of "in every zone, on days that begin oddly, to the second"
run python3 "$tests/greet-check.py" zones
out <<-END
	every zone agrees
END
end

case_of "a run a day for three years: one occasion a year for everybody"
run python3 "$tests/greet-check.py" years
out <<-END
	one occasion a year
END
end

finish
