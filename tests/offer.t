#!/bin/sh
# offer: who is to hear of the offers of a calendar, and who isn't, or no more.
# shellcheck source=tests/lib.sh
. "${0%/*}/lib.sh"

SENDLIST_AS_OF=2026-11-16T12:00:00Z
export SENDLIST_AS_OF

# customers ID:COUNTRY[:ZONE[:SEGMENT[:ORDERS]]] ...
customers() {
	echo customer_id,email,country,timezone,segment,orders
	for one; do
		echo "$one" | awk -F: -v OFS=, \
		    '{ print $1, "c" $1 "@example.com", $2, $3, $4, $5 }'
	done
}

# calendar ROW ...
calendar() {
	echo offer,on,until,lead,country,audience,coupon
	printf '%s\n' "$@"
}

case_of "Thanksgiving reaches the US only, on their clocks"
customers 1:US:America/New_York 2:DE 3: 4:USA:America/Los_Angeles 5:CA 6:US >c.csv
calendar 'Thanksgiving,4th thu nov,,,US,,TURKEY' >calendar.csv
run offer --calendar calendar.csv c.csv
out <<-END
	flow,customer_id,trigger_id,triggered_at,since_at,expires_at,email,phone,push_token,reason,item,value,currency,data
	offer,6,6/Thanksgiving/2026-11-26,2026-11-12T00:00:00Z,2026-11-12T00:00:00Z,2026-11-27T00:00:00Z,c6@example.com,,,"Thanksgiving on 2026-11-26, 2w ahead (US)",Thanksgiving,,,"{""offer"":""Thanksgiving"",""on"":""2026-11-26"",""until"":""2026-11-26"",""coupon"":""TURKEY""}"
	offer,1,1/Thanksgiving/2026-11-26,2026-11-12T05:00:00Z,2026-11-12T05:00:00Z,2026-11-27T05:00:00Z,c1@example.com,,,"Thanksgiving on 2026-11-26, 2w ahead (US)",Thanksgiving,,,"{""offer"":""Thanksgiving"",""on"":""2026-11-26"",""until"":""2026-11-26"",""coupon"":""TURKEY""}"
	offer,4,4/Thanksgiving/2026-11-26,2026-11-12T08:00:00Z,2026-11-12T08:00:00Z,2026-11-27T08:00:00Z,c4@example.com,,,"Thanksgiving on 2026-11-26, 2w ahead (US)",Thanksgiving,,,"{""offer"":""Thanksgiving"",""on"":""2026-11-26"",""until"":""2026-11-26"",""coupon"":""TURKEY""}"
END
err <<-END
	offer: --calendar: joined 1 of 1
	offer: set aside: 3 no offer
END
end

case_of "from the first second of a day to the last of another, and no longer"
customers 1:FR >c.csv
calendar 'Sale,2026-12-24,2026-12-26,3d,,,' >calendar.csv
for at in 2026-12-20T22:59:59Z 2026-12-20T23:00:00Z 2026-12-26T22:59:59Z \
    2026-12-26T23:00:00Z 2026-12-20 2026-12-21; do
	offer -q -a $at --calendar calendar.csv c.csv | sed 1d | wc -l
done >said
run paste -sd ' ' said
out <<-END
	0 1 1 0 1 1
END
end

case_of "a customer without a zone has the shop's; as-of dates end in it"
customers 1: >c.csv
calendar 'Sale,2026-12-24,1d,0d,,,' >calendar.csv
for at in 2026-12-23T14:59:59Z 2026-12-23T15:00:00Z 2026-12-25T14:59:59Z \
    2026-12-25T15:00:00Z 2026-12-23 2026-12-24 2026-12-26; do
	offer -q -a $at --tz Asia/Tokyo --calendar calendar.csv c.csv | sed 1d | wc -l
done >said
run paste -sd ' ' said
out <<-END
	0 1 1 0 0 1 0
END
end

case_of "days of each year, month and week; spans and days until which they last"
customers 1: >c.csv
calendar Year,11-20,11-22,1w,,, 'Month,*-17,,1d,,,' 'Nth,last fri *,3d,2w,,,' \
    'Week,EVERY Tue,,1d,,,' 'Past,11-15,,,,,' 'Far,12-24,,,,,' \
    'New year,12-31,01-06,2mo,,,' 'Day,every day,,1d,,,' >calendar.csv
run offer -q --calendar calendar.csv c.csv
show trigger_id triggered_at expires_at reason
out <<-END
	1/New year/2026-12-31|2026-10-31T00:00:00Z|2027-01-07T00:00:00Z|New year from 2026-12-31 to 2027-01-06, 2mo ahead
	1/Nth/2026-11-27|2026-11-13T00:00:00Z|2026-12-01T00:00:00Z|Nth from 2026-11-27 to 2026-11-30, 2w ahead
	1/Year/2026-11-20|2026-11-13T00:00:00Z|2026-11-23T00:00:00Z|Year from 2026-11-20 to 2026-11-22, 1w ahead
	1/Day/2026-11-16|2026-11-15T00:00:00Z|2026-11-17T00:00:00Z|Day on 2026-11-16, 1d ahead
	1/Day/2026-11-17|2026-11-16T00:00:00Z|2026-11-18T00:00:00Z|Day on 2026-11-17, 1d ahead
	1/Month/2026-11-17|2026-11-16T00:00:00Z|2026-11-18T00:00:00Z|Month on 2026-11-17, 1d ahead
	1/Week/2026-11-17|2026-11-16T00:00:00Z|2026-11-18T00:00:00Z|Week on 2026-11-17, 1d ahead
END
end

case_of "--lead, where the calendar has none; the day alone is no time ahead"
customers 1: >c.csv
calendar A,2026-11-30,,,,, B,2026-11-30,,13d,,, C,2026-11-16,,0d,,, >calendar.csv
run offer -q --lead 1mo --calendar calendar.csv c.csv
show trigger_id triggered_at reason
out <<-END
	1/A/2026-11-30|2026-10-30T00:00:00Z|A on 2026-11-30, 1mo ahead
	1/C/2026-11-16|2026-11-16T00:00:00Z|C on 2026-11-16
END
end

case_of "an audience is a condition over the customers' columns, judged in time"
customers 1:::Champions:3 2:::Champions:2 3:::Lost:9 4:::Champions: 5:::Champions:many >c.csv
calendar "Thanks,2026-11-20,,,,segment in ('Champions') and orders > 2," \
    "Far,12-24,,1d,,segment > 1," >calendar.csv
run offer --calendar calendar.csv c.csv
show customer_id
out <<-END
	1
END
err <<-END
	offer: c.csv:6: orders: 'many': not a number (want one such as 1234.50)
	offer: --calendar: joined 1 of 2
	offer: set aside: 3 no offer
END
status 1
end

case_of "the condition and renamed columns; days ago are as of the table"
printf '%s\n' id,group,as_of,tz,last_order_at 1,a,2026-11-19T23:30:00Z,Europe/Berlin,2026-11-19 \
    2,a,2026-11-19T23:30:00Z,Europe/Berlin,2026-11-10 >c.csv
calendar "Sale,2026-11-30,,10d,,segment = 'a' and last_order_at > 3d ago," >calendar.csv
unset SENDLIST_AS_OF
run offer -c customer_id=id -c segment=group --calendar calendar.csv c.csv
SENDLIST_AS_OF=2026-11-16T12:00:00Z
export SENDLIST_AS_OF
show trigger_id triggered_at
out <<-END
	1/Sale/2026-11-30|2026-11-19T23:00:00Z
END
err <<-END
	offer: --calendar: joined 1 of 1
	offer: set aside: 1 no offer
END
end

case_of "whoever used the coupon since hears no more of it"
customers 1: 2: 3: 4: 5: 6: 7: 8: >c.csv
calendar 'Sale,2026-11-26,,10d,,,Ten' 'Free,2026-11-26,,10d,,"customer_id = ""2""",' >calendar.csv
printf '%s\n' order_id,customer_id,ordered_at,status,email,coupon \
    1,1,2026-11-16T00:00:00Z,paid,,TEN 2,2,2026-11-16,placed,,"ten" \
    3,3,2026-11-15T23:59:59Z,paid,,ten 4,4,2026-11-15,paid,,ten \
    5,5,2026-11-16T10:00:00Z,cancelled,,ten 6,6,2026-11-17T10:00:00Z,paid,,ten \
    7,,2026-11-16T10:00:00Z,paid,C7@example.com,'"x, ten"' \
    8,8,2026-11-16T10:00:00Z,paid,,tent >orders.csv
run offer -a 2026-11-16 --orders orders.csv --calendar calendar.csv c.csv
show trigger_id
out <<-END
	2/Free/2026-11-26
	3/Sale/2026-11-26
	4/Sale/2026-11-26
	5/Sale/2026-11-26
	6/Sale/2026-11-26
	8/Sale/2026-11-26
END
err <<-END
	offer: --orders: joined 6 of 6
	offer: --calendar: joined 2 of 2
	offer: set aside: 2 accepted, 1 later events, 1 not an order
END
end

case_of "a log of events tells it, too"
customers 1: 2: >c.csv
calendar Sale,2026-11-26,,10d,,,TEN >calendar.csv
printf '%s\n' event_at,event,customer_id,coupon 2026-11-16T01:00:00Z,coupon-used,1,ten \
    2026-11-16T01:00:00Z,add-to-cart,2,ten >log.csv
run offer -q --orders log.csv --calendar calendar.csv c.csv
show trigger_id
out <<-END
	2/Sale/2026-11-26
END
end

case_of "orders of none of them are the wrong file"
customers 1: 2: >c.csv
calendar Sale,2026-11-26,,10d,,,TEN >calendar.csv
printf '%s\n' order_id,customer_id,ordered_at,status,coupon 1,9,2026-11-16T01:00:00Z,paid,ten >orders.csv
run offer -q --orders orders.csv --calendar calendar.csv c.csv
err <<-END
	offer: --orders: none of the rows is about one of them
END
status 2
end

case_of "two rows of a person are one, whichever comes first"
printf '%s\n' customer_id,email,phone,country,timezone,segment \
    ,a@example.com,,,,Champions 20,A@example.com,+4930123456,,,Lost \
    11,,+4930123456,,Asia/Tokyo,New 30,b@example.com,,US,,Lost >c.csv
calendar 'Sale,2026-11-26,,10d,,"segment = ""Champions""",' 'US,2026-11-26,,10d,US,,' >calendar.csv
run offer --calendar calendar.csv c.csv
show customer_id trigger_id triggered_at email phone
{ head -n 1 c.csv; sed 1d c.csv | sort -r; } | offer -q --calendar calendar.csv |
    python3 "$tests/columns.py" customer_id trigger_id triggered_at email phone >>got.out
out <<-END
	11|11/Sale/2026-11-26|2026-11-15T15:00:00Z|a@example.com|+4930123456
	30|30/US/2026-11-26|2026-11-16T00:00:00Z|b@example.com|
	11|11/Sale/2026-11-26|2026-11-15T15:00:00Z|a@example.com|+4930123456
	30|30/US/2026-11-26|2026-11-16T00:00:00Z|b@example.com|
END
err <<-END
	offer: --calendar: joined 2 of 2
END
end

case_of "of two rows for one offer and day the first is theirs"
customers 1:::Champions 2:::Lost >c.csv
calendar 'Sale,2026-11-26,,10d,,"segment = ""Champions""",GOLD' 'Sale,11-26,,10d,,,TEN' >calendar.csv
run offer -q --calendar calendar.csv c.csv
show trigger_id data
out <<-END
	1/Sale/2026-11-26|{"offer":"Sale","on":"2026-11-26","until":"2026-11-26","coupon":"GOLD"}
	2/Sale/2026-11-26|{"offer":"Sale","on":"2026-11-26","until":"2026-11-26","coupon":"TEN"}
END
end

case_of "a date of --since is one of the customer table's zone"
printf '%s\n' customer_id,as_of,tz 1,2026-11-16T12:00:00Z,Asia/Tokyo >c.csv
calendar A,2026-11-17,,1d,,, B,2026-11-17,,2d,,, >calendar.csv
run offer -q --since 2026-11-16 --calendar calendar.csv c.csv
show trigger_id triggered_at
out <<-END
	1/A/2026-11-17|2026-11-15T15:00:00Z
END
end

case_of "the first row is theirs, too, when it doesn't hold yet, or no more"
customers 1:::Champions 2:::Lost >c.csv
calendar 'Sale,2026-11-26,,3d,,"segment = ""Champions""",GOLD' 'Sale,11-26,,10d,,,TEN' \
    'Week,11-14,1d,0d,,"segment = ""Champions""",' 'Week,11-14,3d,0d,,,' >calendar.csv
run offer --calendar calendar.csv c.csv
show trigger_id
out <<-END
	2/Week/2026-11-14
	2/Sale/2026-11-26
END
err <<-END
	offer: --calendar: joined 2 of 4
	offer: set aside: 1 no offer
END
end

case_of "the coupon of any row for an offer and day accepts it, whoever that is for"
customers 1:::Lost 2:::Lost 3:::Champions 4: 5: >c.csv
calendar 'Sale,2026-11-18,,10d,,"segment = ""Champions""",GOLD' 'Sale,11-18,1d,5d,,,TEN' \
    'Sale,11-17,,5d,,,SIX' 'Other,11-18,1d,5d,,"customer_id = ""5""",SEVEN' >calendar.csv
printf '%s\n' order_id,customer_id,ordered_at,status,coupon 1,1,2026-11-09,paid,GOLD \
    2,2,2026-11-07,paid,GOLD 3,3,2026-11-15,paid,ten 4,4,2026-11-15,paid,six \
    5,5,2026-11-15,paid,seven >orders.csv
run offer --orders orders.csv --calendar calendar.csv c.csv
show trigger_id
out <<-END
	1/Sale/2026-11-17
	2/Sale/2026-11-17
	3/Sale/2026-11-17
	5/Sale/2026-11-17
	2/Sale/2026-11-18
	4/Sale/2026-11-18
	5/Sale/2026-11-18
END
err <<-END
	offer: --orders: joined 5 of 5
	offer: --calendar: joined 2 of 4
END
end

case_of "of a person who accepted all there is every row is set aside"
printf '%s\n' customer_id,email 1,a@example.com 2,a@example.com 3,b@example.com >c.csv
calendar 'Sale,2026-11-18,,5d,,,TEN' 'Free,2026-11-18,,5d,,"customer_id = ""3""",' \
    'Six,2026-11-18,,5d,,,SIX' >calendar.csv
printf '%s\n' order_id,customer_id,ordered_at,status,coupon 1,1,2026-11-15,paid,TEN \
    2,3,2026-11-15,paid,SIX 3,2,2026-11-15,paid,SIX 4,3,2026-11-15,paid,TEN >orders.csv
run offer --orders orders.csv --calendar calendar.csv c.csv
show trigger_id
out <<-END
	3/Free/2026-11-18
END
err <<-END
	offer: --orders: joined 4 of 4
	offer: --calendar: joined 1 of 3
	offer: set aside: 2 accepted
END
end

case_of "who isn't a customer yet, or is nobody, is set aside; --since limits"
printf '%s\n' customer_id,email,created_at 1,,2026-11-17 2,,2026-11-16T12:00:00Z \
    ,,2026-01-01 3,,soon 4,c4example.com, 5,, >c.csv
calendar Sale,2026-11-26,,10d,,, Old,2026-11-26,,11d,,, >calendar.csv
run offer --since 2026-11-16 --calendar calendar.csv c.csv
show trigger_id
out <<-END
	2/Sale/2026-11-26
	5/Sale/2026-11-26
END
err <<-END
	offer: c.csv:5: created_at: 'soon': not a time (want such as 2026-11-23T08:41:00Z, or a date)
	offer: c.csv:6: email: 'c4example.com': not an e-mail address
	offer: --calendar: joined 2 of 2
	offer: set aside: 1 later than as-of, 1 no identity
END
status 1
end

# mistake ROW: what is said of it, as the second row of a calendar.
mistake() {
	calendar A,12-24,,,,, "$1" >calendar.csv
	offer -q --calendar calendar.csv c.csv 2>&1
	echo "$?"
}

case_of "a mistake in the calendar is fatal, and says where"
customers 1:US >c.csv
run echo
{
	mistake ',12-24,,,,,'
	mistake 'B,24.12.,,,,,'
	mistake 'B,02-30,,,,,'
	mistake 'B,12-24,soon,,,,'
	mistake 'B,12-24,2026-02-30,,,,'
	mistake 'B,2026-12-24,2026-12-23,,,,'
	mistake 'B,12-24,2026-12-26,,,,'
	mistake 'B,12-24,,3h,,,'
	mistake 'B,12-24,,3,,,'
	mistake 'B,12-24,,,US XX,,'
	mistake 'B,12-24,,,UnitedStates,,'
	mistake 'B,12-24,,,,segmnt = 1,'
	mistake 'B,12-24,,,,orders >,'
	mistake 'B,12-24'
} | grep -v -e 'no offer is made until that is mended' -e '^2$' >got.out
out <<-END
	offer: calendar.csv:3: offer: '': blank (want the offer's name)
	offer: calendar.csv:3: on: '24.12.': not a day (want such as 2026-12-24, 12-24, *-15, 4th thu nov, last fri *, every mon or every day)
	offer: calendar.csv:3: on: '02-30': no such day
	offer: calendar.csv:3: until: 'soon': not a day, as in on, nor a span such as 3d
	offer: calendar.csv:3: until: '2026-02-30': no such day
	offer: calendar.csv:3: until: '2026-12-23': before on
	offer: calendar.csv:3: until: '2026-12-26': one date, where on comes again
	offer: calendar.csv:3: lead: '3h': less than days (want such as 14d, 2w or 0d)
	offer: calendar.csv:3: lead: '3': no unit (want s, m, h, d, w, mo or y)
	offer: calendar.csv:3: country: 'US XX': no such country (want codes such as US, with a blank between two)
	offer: calendar.csv:3: country: 'UnitedStates': no such country (want codes such as US, with a blank between two)
	offer: calendar.csv:3: audience:1: 'segmnt = 1': no column 'segmnt'
	offer: calendar.csv:3: audience:9: '': want a value after '>'
	offer: calendar.csv:3: 2 cells (want 7)
END
end

case_of "a calendar must be given, and have its columns"
customers 1:US >c.csv
run offer c.csv
echo offer,when >calendar.csv
offer --calendar calendar.csv c.csv 2>>got.err
for bad in Country audiance untill; do
	printf '%s\n' offer,on,$bad A,12-24, >calendar.csv
	offer --calendar calendar.csv c.csv 2>>got.err
done
calendar A,12-24,,,US,, >calendar.csv
echo customer_id | offer --calendar calendar.csv 2>>got.err
err <<-END
	offer: no --calendar
	offer: try 'offer --help'
	offer: calendar.csv:1: no column 'on'
	offer: calendar.csv: unknown column 'Country' (want offer, on, until, lead, country, audience or coupon)
	offer: calendar.csv: unknown column 'audiance' (want offer, on, until, lead, country, audience or coupon)
	offer: calendar.csv: unknown column 'untill' (want offer, on, until, lead, country, audience or coupon)
	offer: calendar.csv:2: country: 'US': the customers have no column country
END
status 2
end

case_of "the first and the last days that there are"
customers 1: >c.csv
calendar 'A,0001-01-02,9999-12-31,14d,,,' 'B,*-31,every day,100y,,,' >calendar.csv
for at in 0001-01-03 9999-12-30; do
	offer -q -a $at --calendar calendar.csv c.csv | cut -d, -f3-6 | grep A
done >said
run cat said
out <<-END
	1/A/0001-01-02,0001-01-02T00:00:00Z,0001-01-02T00:00:00Z,9999-12-31T00:00:00Z
	1/A/0001-01-02,0001-01-02T00:00:00Z,0001-01-02T00:00:00Z,9999-12-31T00:00:00Z
END
end

case_of "the days of the calendar are those of Python's"
run python3 -B "$tests/offer-check.py" days "$BIN/../helper/named-days"
out <<-END
	951 texts, 309090 days, 0 wrong
END
end

case_of "a year, day by day, is what the page says it is"
run python3 -B "$tests/offer-check.py" year 1
out <<-END
	405 days, some triggers, 0 wrong
END
end

finish
