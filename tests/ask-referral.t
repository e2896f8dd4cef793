#!/bin/sh
# ask-referral: who may be asked to refer others, and what referrers earned.
# shellcheck source=tests/lib.sh
. "${0%/*}/lib.sh"

SENDLIST_AS_OF=2026-11-16T12:00:00Z
export SENDLIST_AS_OF

# active ID[:CHURN] ...: a customer table.
active() {
	echo customer_id,email,churn
	for one; do
		echo "$one" | awk -F: -v OFS=, '{
			print $1, "c" $1 "@example.com", $2 == "" ? "active" : $2 }'
	done
}

# answers ROW ...: of any survey.
answers() {
	echo responded_at,customer_id,email,score,kind
	printf '%s\n' "$@"
}

# delivered ID/ORDERED/DELIVERED[/STATUS] ...: an order of each customer.
delivered() {
	echo order_id,customer_id,ordered_at,status,currency,total,delivered_at
	printf '%s\n' "$@" | awk -F/ -v OFS=, '{
		print "o" NR, $1, $2, $4 == "" ? "paid" : $4, "EUR", 10, $3 }'
}

# ids: whom the triggers, or credits, of the last run are about, on one line.
ids() {
	cut -d, -f2,3 <got.out | sed 1d | tr '\n' ' ' >shown
	echo >>shown
	mv shown got.out
}

case_of "who is active and satisfied is asked"
active 1 2:at-risk 3 4 5 6:churned >customers.csv
answers 2026-11-01,1,,10,nps 2026-11-01,2,,10,nps 2026-11-01,3,,8,nps \
    2026-11-01,4,,2,nps 2026-11-02,4,,10,nps 2026-11-03T10:00:00Z,9,,9,nps >surveys.csv
run ask-referral --surveys surveys.csv customers.csv
out <<-END
	flow,customer_id,trigger_id,triggered_at,since_at,expires_at,email,phone,push_token,reason,item,value,currency,data
	referral,1,1/2026-Q4,2026-11-02T00:00:00Z,2026-11-01T00:00:00Z,,c1@example.com,,,"promoter, nps 10 on 2026-11-01, and active",,,,"{""survey"":""nps"",""score"":10}"
END
err <<-END
	ask-referral: --surveys: joined 5 of 6
	ask-referral: set aside: 1 in recovery, 2 not active, 1 not satisfied, 1 nothing answered
END
end

case_of "it is the last answer that counts, in any survey, for 90 days"
active 1 2 3 4 5 >customers.csv
answers 2026-11-02,1,,10,nps 2026-11-03,1,,3,csat 2026-11-02,2,,7,nps \
    2026-11-03,2,,5,review 2026-08-18T12:00:00Z,3,,9,nps \
    2026-08-18T12:00:01Z,4,,9,nps 2026-11-17,5,,9,nps 2026-11-10,5,,,nps >surveys.csv
run ask-referral --surveys surveys.csv customers.csv
ids
ask-referral -q --within 91d --surveys surveys.csv customers.csv | sed 1d | cut -d, -f2 |
    tr '\n' ' ' >>got.out
out <<-END
	4,4/2026-Q3 2,2/2026-Q4 
END
printf '3 4 2 ' >>want.out
err <<-END
	ask-referral: --surveys: joined 6 of 6
	ask-referral: set aside: 1 answered too long ago, 1 later than as-of, 1 no answer, 1 not satisfied, 1 nothing answered
END
end

case_of "in recovery for 30 days, or until resolved"
active 1 2 3 4 >customers.csv
for i in 1 2 3 4; do
	echo "2026-11-15,$i,,10,nps"
done >good
# shellcheck disable=SC2046  # rows have no blanks
answers $(cat good) 2026-10-17T12:00:01Z,1,,1,nps 2026-10-17T12:00:00Z,2,,1,nps \
    2026-11-01,3,,1,review 2026-11-01,4,,1,chat >surveys.csv
printf '%s\n' event_at,event,customer_id,email 2026-11-02,resolved,,C3@example.com \
    2026-10-31,resolved,4, >events.csv
run ask-referral --surveys surveys.csv --events events.csv customers.csv
ids
ask-referral -q --recovery 31d --surveys surveys.csv customers.csv | sed 1d >>got.out
out <<-END
	2,2/2026-Q4 3,3/2026-Q4 
END
err <<-END
	ask-referral: --events: joined 2 of 2
	ask-referral: --surveys: joined 8 of 8
	ask-referral: set aside: 2 in recovery
END
end

case_of "nor after a complaint, until that is resolved"
active 1 2 3 4 >customers.csv
answers 2026-11-10T10:00:00Z,1,,10,nps 2026-11-10T10:00:00Z,2,,10,nps \
    2026-11-10T10:00:00Z,3,,10,nps 2026-11-10T10:00:00Z,4,,10,nps >surveys.csv
printf '%s\n' event_at,event,customer_id 2026-11-10T10:00:00Z,complaint,1 \
    2026-11-10T09:59:59Z,complaint,2 2026-11-11,complaint,3 2026-11-12,resolved,3 \
    2026-11-10,complaint,4 2026-11-09,resolved,4 >events.csv
run ask-referral --surveys surveys.csv --events events.csv customers.csv
ids
out <<-END
	2,2/2026-Q4 3,3/2026-Q4 
END
err <<-END
	ask-referral: --events: joined 6 of 6
	ask-referral: --surveys: joined 4 of 4
	ask-referral: set aside: 2 in recovery
END
end

case_of "nobody is asked where a row can't be read that may spare them"
active 1 >customers.csv
answers 2026-11-01,1,,10,nps 2026-11-02,1,,eleven,nps >bad.csv
answers 2026-11-01,1,,10,nps >surveys.csv
printf '%s\n' event_at,event,customer_id soon,complaint,1 >events.csv
delivered 1/2026-11-01/later >orders.csv
run ask-referral -q --surveys bad.csv customers.csv
ask-referral -q --surveys surveys.csv --events events.csv customers.csv 2>>got.err
ask-referral -q --surveys surveys.csv --deliveries orders.csv customers.csv 2>>got.err
err <<-END
	ask-referral: bad.csv:3: score: 'eleven': not a score of nps (want 0 to 10)
	ask-referral: nobody is asked until that is mended
	ask-referral: events.csv:2: event_at: 'soon': not a time (want such as 2026-11-23T08:41:00Z, or a date)
	ask-referral: nobody is asked until that is mended
	ask-referral: orders.csv:2: delivered_at: 'later': not a time (want such as 2026-11-23T08:41:00Z, or a date)
	ask-referral: nobody is asked until that is mended
END
status 2
end

case_of "not while a delivery is awaited, nor for three days after it"
active 1 2 3 4 5 6 7 8 >customers.csv
for i in 1 2 3 4 5 6 7 8; do
	echo "2026-11-10T10:00:00Z,$i,,10,nps"
done >good
# shellcheck disable=SC2046  # rows have no blanks
answers $(cat good) >surveys.csv
delivered 1/2026-11-01/2026-11-13T12:00:00Z 2/2026-11-01/2026-11-13T12:00:01Z \
    3/2026-11-01/2026-11-02 4/2026-11-01/ 5/2026-11-01//cancelled \
    6/2026-10-01/ 7/2026-11-01/2026-11-17/placed 8/2026-11-01/2026-11-08 \
    8/2026-11-02/2026-11-03 9/2026-11-01/ 1/2026-11-17/ >orders.csv
run ask-referral --surveys surveys.csv --deliveries orders.csv customers.csv
show trigger_id triggered_at since_at reason
out <<-END
	3/2026-Q4|2026-11-10T10:00:00Z|2026-11-10T10:00:00Z|promoter, nps 10 on 2026-11-10, active, delivered on 2026-11-02
	5/2026-Q4|2026-11-10T10:00:00Z|2026-11-10T10:00:00Z|promoter, nps 10 on 2026-11-10, and active
	6/2026-Q4|2026-11-10T10:00:00Z|2026-11-10T10:00:00Z|promoter, nps 10 on 2026-11-10, and active
	8/2026-Q4|2026-11-12T00:00:00Z|2026-11-10T10:00:00Z|promoter, nps 10 on 2026-11-10, active, delivered on 2026-11-08
	1/2026-Q4|2026-11-16T12:00:00Z|2026-11-10T10:00:00Z|promoter, nps 10 on 2026-11-10, active, delivered on 2026-11-13
END
err <<-END
	ask-referral: --surveys: joined 8 of 8
	ask-referral: --deliveries: joined 7 of 8
	ask-referral: set aside: 2 awaiting a delivery, 1 later than as-of, 1 not a purchase, 1 not due yet, 1 not known to be delivered
END
end

case_of "--after and --await say how long"
active 1 2 3 >customers.csv
answers 2026-11-01,1,,10,nps 2026-11-01,2,,10,nps 2026-11-01,3,,10,nps >surveys.csv
delivered 1/2026-11-01/2026-11-12T10:00:00Z 2/2026-10-01/ 3/2026-11-01/ >orders.csv
for how in "--after 4d" "--after 5d" "--await 47d" "--await 10d"; do
	# shellcheck disable=SC2086  # words
	ask-referral -q $how --surveys surveys.csv --deliveries orders.csv customers.csv |
	    sed 1d | cut -d, -f2 | tr '\n' ' '
	echo "$how"
done >said
run cat said
out <<-END
	2 1 --after 4d
	2 --after 5d
	1 --await 47d
	2 3 1 --await 10d
END
end

case_of "the table says who is active, or it is refused"
printf '%s\n' customer_id,is_active 1,yes 2,no 3,TRUE 4, >customers.csv
answers 2026-11-01,1,,10,nps 2026-11-01,2,,10,nps 2026-11-01,4,,10,nps >surveys.csv
run ask-referral --surveys surveys.csv customers.csv
ids
echo customer_id,email >customers.csv
ask-referral --surveys surveys.csv customers.csv 2>>got.err
ask-referral --surveys surveys.csv <customers.csv 2>>got.err
out <<-END
	1,1/2026-Q4 
END
err <<-END
	ask-referral: customers.csv:4: is_active: 'TRUE': want yes or no
	ask-referral: --surveys: joined 3 of 3
	ask-referral: set aside: 2 not active
	ask-referral: customers.csv:1: no column 'churn' or 'is_active': churn-flag FILE > customers.csv
	ask-referral: <stdin>:1: no column 'churn' or 'is_active': churn-flag FILE > customers.csv
END
status 1
end

case_of "whoever has churned isn't active, whatever is_active says"
printf '%s\n' customer_id,is_active,churn 1,yes,churned 2,yes, 3,yes,at-risk 4,no,active >customers.csv
answers 2026-11-01,1,,10,nps 2026-11-01,2,,10,nps 2026-11-01,3,,10,nps 2026-11-01,4,,10,nps >surveys.csv
run ask-referral -q --surveys surveys.csv customers.csv
ids
out <<-END
	2,2/2026-Q4 3,3/2026-Q4 4,4/2026-Q4 
END
end

case_of "two rows of one person are asked once, by the first id and all addresses"
printf '%s\n' customer_id,email,phone,push_token,churn \
    7,ada@example.com,,,churned 5,ADA@example.com,+4930111111,,active \
    6,,+4930111111,tok,churned ,bo@example.com,,,active zo,Bo@example.com,,,active \
    ,cy@example.com,,,active >customers.csv
answers 2026-11-01,7,,10,nps 2026-11-02,,Bo@example.com,10,nps 2026-11-03,,cy@example.com,9,nps >surveys.csv
run ask-referral --surveys surveys.csv customers.csv
show customer_id trigger_id email phone push_token
out <<-END
	5|5/2026-Q4|ada@example.com|+4930111111|tok
	zo|zo/2026-Q4|bo@example.com||
	cy@example.com|cy@example.com/2026-Q4|cy@example.com||
END
err <<-END
	ask-referral: --surveys: joined 3 of 3
	ask-referral: set aside: 3 another row of the person
END
end

case_of "score-nps names its asks alike, so that nobody is asked twice"
printf '%s\n' customer_id,email,churn a/1,a@example.com,active 3,b@example.com,active \
    2,b@example.com,active 4,d@example.com,churned >customers.csv
answers 2026-10-31,,A@example.com,10,nps 2026-10-30T23:30:00Z,3,,9,nps 2026-11-01,4,,9,nps >surveys.csv
run ask-referral -q --tz Asia/Tokyo --surveys surveys.csv customers.csv
show customer_id trigger_id triggered_at since_at email
score-nps -q --triggers --tz Asia/Tokyo --customers customers.csv surveys.csv >nps.csv
grep -e ^flow -e ^referral nps.csv | python3 "$tests/columns.py" customer_id trigger_id |
    sort >>got.out
out <<-END
	2|2/2026-Q4|2026-10-30T23:30:00Z|2026-10-30T23:30:00Z|b@example.com
	a/1|a%2F1/2026-Q4|2026-10-31T15:00:00Z|2026-10-30T15:00:00Z|a@example.com
	2|2/2026-Q4
	a/1|a%2F1/2026-Q4
END
end

case_of "and where neither knows more than the other, their rows are one"
printf '%s\n' customer_id,email,phone,churn 1,c1@example.com,,active 2,,,active >customers.csv
answers 2026-11-16T10:00:00Z,1,,10,nps 2026-11-16T11:00:00Z,2,d@example.com,9,nps >surveys.csv
ask-referral -q --surveys surveys.csv customers.csv >due.csv
score-nps -q --triggers --customers customers.csv surveys.csv | grep ^referral >>due.csv
printf '%s\n' customer_id,email,email_consent 1,c1@example.com,explicit \
    2,,explicit >consents.csv
run schedule-sends --customers consents.csv due.csv
show flow step trigger_id address
out <<-END
	referral|request|1/2026-Q4|c1@example.com
	referral|request|2/2026-Q4|d@example.com
END
err <<-END
	schedule-sends: --customers: joined 2 of 2
	schedule-sends: set aside: 2 exact duplicate, 2 later steps
END
end

case_of "once a period, of the shop's calendar, in which the ask came to be"
active 1 2 3 >customers.csv
answers 2026-10-01T02:00:00Z,1,,10,nps 2026-09-30,2,,10,nps 2026-09-29,3,,10,nps >surveys.csv
delivered 3/2026-09-20/2026-09-28 >orders.csv
for how in "" "--period month" "--period year" "--tz America/New_York" "--deliveries orders.csv"; do
	# shellcheck disable=SC2086  # words
	ask-referral -q $how --surveys surveys.csv customers.csv | sed 1d | cut -d, -f3 |
	    sort | tr '\n' ' '
	echo "$how"
done >said
run cat said
out <<-END
	1/2026-Q4 2/2026-Q3 3/2026-Q3 
	1/2026-10 2/2026-09 3/2026-09 --period month
	1/2026 2/2026 3/2026 --period year
	1/2026-Q3 2/2026-Q3 3/2026-Q3 --tz America/New_York
	1/2026-Q4 2/2026-Q3 3/2026-Q4 --deliveries orders.csv
END
end

case_of "a table's own as-of and zone are the run's; --since leaves out what came before"
{
	active 1 2 | sed '1s/$/,as_of,tz/; 2,$s/$/,2026-11-05,America\/New_York/'
} >customers.csv
answers 2026-11-05T23:00:00,1,,10,nps 2026-11-01,2,,10,nps 2026-11-06,2,,1,nps >surveys.csv
unset SENDLIST_AS_OF
run ask-referral --surveys surveys.csv --since 2026-11-03 customers.csv
show trigger_id triggered_at
ask-referral -q -a 2026-11-04 --surveys surveys.csv customers.csv 2>>got.err
SENDLIST_AS_OF=2026-11-16T12:00:00Z
export SENDLIST_AS_OF
out <<-END
	1/2026-Q4|2026-11-06T04:00:00Z
END
err <<-END
	ask-referral: --surveys: joined 2 of 2
	ask-referral: set aside: 1 later than as-of
	ask-referral: customers.csv:2: as_of: '2026-11-05': later than --as-of
END
end

case_of "the order of rows is nothing"
for i in 1 2 3 4 5 6 7 8 9; do
	echo "$i,c$i@example.com,active"
	echo "x$i,C$i@example.com,churned"
done >rows
for i in 1 2 3 4 5 6 7 8 9; do
	echo "2026-11-0$i,$i,,10,nps"
	echo "2026-11-0$i,,c$i@example.com,9,nps"
	[ $((i % 3)) -ne 0 ] || echo "2026-11-0$i,x$i,,1,review"
done >voices
for i in 1 2 3 4 5 6 7 8 9; do
	echo "o$i,$i,2026-11-01,paid,EUR,10,2026-11-0$i"
	echo "p$i,x$i,2026-11-01,paid,EUR,10,2026-11-0$((10 - i))"
done >orders
for how in cat tac "shuf --random-source=rows"; do
	{ echo customer_id,email,churn; $how rows; } >customers.csv
	{ answers x | sed 1q; $how voices; } >surveys.csv
	{ delivered 1 | sed 1q; $how orders; } >orders.csv
	ask-referral --surveys surveys.csv --deliveries orders.csv customers.csv 2>&1 | cksum
done | uniq -c | awk '{ print $1 }' >said
ask-referral -q --surveys surveys.csv --deliveries orders.csv customers.csv | sed 1d |
    cut -d, -f3 | tr '\n' ' ' >>said
run cat said
printf '%s\n' 3 '5/2026-Q4 4/2026-Q4 7/2026-Q4 2/2026-Q4 8/2026-Q4 1/2026-Q4 ' |
    tr -d '\n' | sed 's/^3/3\n/' >want.out
end

case_of "orders of nobody in the table are refused; answers may be"
active 1 >customers.csv
answers 2026-11-01,2,,10,nps >surveys.csv
delivered 2/2026-11-01/ >orders.csv
run ask-referral --surveys surveys.csv --deliveries orders.csv customers.csv
ask-referral --surveys surveys.csv customers.csv >>got.out 2>>got.err
head -n 1 customers.csv >none.csv
ask-referral --surveys surveys.csv --deliveries orders.csv none.csv >>got.out 2>>got.err
out <<-END
	flow,customer_id,trigger_id,triggered_at,since_at,expires_at,email,phone,push_token,reason,item,value,currency,data
	flow,customer_id,trigger_id,triggered_at,since_at,expires_at,email,phone,push_token,reason,item,value,currency,data
END
err <<-END
	ask-referral: --surveys: joined 0 of 1
	ask-referral: --deliveries: none of the rows is about one of them
	ask-referral: --surveys: joined 0 of 1
	ask-referral: set aside: 1 nothing answered
	ask-referral: --surveys: joined 0 of 1
	ask-referral: --deliveries: joined 0 of 1
END
status 2
end

# bought ID/EMAIL/ORDERED[/STATUS/TOTAL/REFUNDED/COUPON/NAME/CITY/COUNTRY] ...
bought() {
	echo order_id,ordered_at,status,currency,total,refunded,email,coupon,name,city,country
	for one; do
		echo "$one" | awk -F/ -v OFS=, '{
			print $1, $3, $4 == "" ? "paid" : $4, "USD",
			    $5 == "" ? "40.00" : $5, $6,
			    $2 == "" ? "" : $2 "@example.com", "\"" $7 "\"", $8, $9, $10 }'
	done
}

# referred ROW ...: who referred whom.
referred() {
	echo referrer_id,email,coupon,at
	printf '%s\n' "$@"
}

rewards="ask-referral --rewards --orders orders.csv --referrals referrals.csv --reward"

case_of "a new customer who has paid and kept it earns their referrer a credit, once"
active 1 2 >customers.csv
bought 1/ann/2026-10-20T10:00:00Z 2/ann/2026-10-21 3/bo/2026-10-25/partially-refunded/40.00/39.99 \
    4/cy/2026-10-25/partially-refunded/40.00/40.00 5/dan/2026-10-25/placed \
    6/eve/2026-11-02T12:00:01Z 7/fay/2026-09-30 8/fay/2026-10-25 9/gil/2026-10-25/paid/0.00 \
    10/hal/2026-10-24/refunded 11/hal/2026-10-26 12/ida/2026-10-24/cancelled \
    13//2026-10-24 14/jo/2026-11-17 15/c1/2026-10-01 >orders.csv
referred 1,Ann@example.com,,2026-10-01T08:00:00Z 2,ann@example.com,,2026-10-01T09:00:00Z \
    1,ann@example.com,,2026-10-02 1,bo@example.com,,2026-10-02 1,cy@example.com,,2026-10-02 \
    2,dan@example.com,,2026-10-02 2,eve@example.com,,2026-10-02 2,fay@example.com,,2026-10-02 \
    2,gil@example.com,,2026-10-02 2,hal@example.com,,2026-10-02 2,ida@example.com,,2026-10-02 \
    2,jo@example.com,,2026-10-02 1,c1@example.com,,2026-09-02 3,ann@example.com,,2026-09-01 \
    2,kim@example.com,,2026-11-17 >referrals.csv
# shellcheck disable=SC2086  # words
run $rewards "25 USD" customers.csv
out <<-END
	credit_id,customer_id,email,phone,amount,currency,at,referred,order_id,reason
	1/1,1,c1@example.com,,25.00,USD,2026-11-03T10:00:00Z,ann@example.com,1,"referred on 2026-10-01, paid 40.00 USD on 2026-10-20, kept for 2w"
	1/3,1,c1@example.com,,25.00,USD,2026-11-08,bo@example.com,3,"referred on 2026-10-02, paid 0.01 USD on 2026-10-25, kept for 2w"
	2/11,2,c2@example.com,,25.00,USD,2026-11-09,hal@example.com,11,"referred on 2026-10-02, paid 40.00 USD on 2026-10-26, kept for 2w"
END
err <<-END
	ask-referral: --referrals: joined 13 of 14
	ask-referral: --orders: joined 12 of 12
	ask-referral: set aside: 2 later than as-of, 1 no identity, 1 not an order, 1 not joined yet, 3 not paid, 1 on hold, 1 referred by another first, 1 referrer not known, 1 refunded, 1 same referral again, 1 self-referral, 1 was a customer already
END
end

case_of "who joined is who the table or an order knows; a table's first order counts"
printf '%s\n' customer_id,email,first_order_at 1,ann@example.com, \
    2,bo@example.com,2026-10-01 3,cy@example.com,2026-10-05T10:00:00Z \
    4,dan@example.com,2026-10-04 6,fay@example.com,2026-10-20 5,fay@example.com,2026-10-01 >customers.csv
bought 1/bo/2026-10-20 2/cy/2026-10-20 3/dan/2026-10-20 4/ann/2026-09-01 >orders.csv
referred 1,bo@example.com,,2026-10-04 1,cy@example.com,,2026-10-05T09:00:00Z \
    1,dan@example.com,,2026-10-04T09:00:00Z 2,eve@example.com,,2026-10-04 1,fay@example.com,,2026-10-04 >referrals.csv
# shellcheck disable=SC2086  # words
run $rewards "25 USD" customers.csv
show credit_id at
out <<-END
	1/2|2026-11-03
	1/3|2026-11-03
END
err <<-END
	ask-referral: --referrals: joined 5 of 5
	ask-referral: --orders: joined 4 of 4
	ask-referral: set aside: 1 another row of the person, 1 not joined yet, 2 was a customer already
END
end

case_of "nobody refers themselves: by e-mail, phone, id, or name and town and country"
printf '%s\n' customer_id,email,phone,first_name,last_name,city,country \
    1,ann@example.com,+4930111111,,,, 1,ann@work.example,,,,, 2,,,Bo,Lind,Köln,DE \
    3,cy@example.com,,Cy,,Rome,IT 4,,,Dee,,Oslo, >customers.csv
bought 1/dan/2026-10-20/paid/40///"BO  lind"/KÖLN/Germany 2/cy/2026-10-20/paid/40///Cy// \
    3/eve/2026-10-20/paid/40///Cy/Rome/ 4/fay/2026-10-20/paid/40///Cy/Rome/FR \
    6/hal/2026-10-20/paid/40///Dee/Oslo 5/gil/2026-10-20/paid/40 | sed '1s/$/,phone/; 2,$s/$/,/; /^5,/s/$/+4930111111/' >orders.csv
referred 1,ann@work.example,,2026-10-01 1,gil@example.com,,2026-10-01 2,dan@example.com,,2026-10-01 \
    3,eve@example.com,,2026-10-01 3,fay@example.com,,2026-10-01 2,gil@example.com,,2026-10-02 4,hal@example.com,,2026-10-01 >referrals.csv
# shellcheck disable=SC2086  # words
run $rewards "25 USD" customers.csv
show credit_id referred
out <<-END
	2/5|gil@example.com
	3/3|eve@example.com
	3/4|fay@example.com
	4/6|hal@example.com
END
err <<-END
	ask-referral: --referrals: joined 7 of 7
	ask-referral: --orders: joined 6 of 6
	ask-referral: set aside: 1 another row of the person, 3 self-referral
END
end

case_of "a coupon refers whoever uses it first, in any case, among others, from a day on"
active 1 2 >customers.csv
bought 1/ann/2026-10-20/paid/40//ada10 2/ann/2026-10-22/paid/40//ADA10 \
    3/bo/2026-10-20/paid/40//"SALE, Ada10" 4/cy/2026-10-01/paid/40//x 5/cy/2026-10-20/paid/40//ADA10 \
    6/dan/2026-10-20/paid/40//BIG 7/eve/2026-10-20/paid/40//"Big  sale" \
    8/c2/2026-10-20/paid/40//"big sale" 9/fay/2026-10-20/cancelled/40//ADA10 \
    10/gil/2026-10-02/paid/40//TWO 11/gil/2026-10-20/paid/40//two \
    12/hal/2026-10-20/placed/40//ADA10 13/hal/2026-10-21 >orders.csv
referred 1,,ADA10, "2,,big SALE," 1,,NEVER,2026-10-01 2,,two,2026-10-03 \
    2,bo@example.com,,2026-10-21 2,eve@example.com,Big,2026-10-20T10:00:00Z 2,,ada10,2026-11-17 >referrals.csv
# shellcheck disable=SC2086  # words
run $rewards "25 USD" customers.csv
show credit_id referred reason
out <<-END
	1/1|ann@example.com|coupon ADA10 on 2026-10-20, paid 40.00 USD on 2026-10-20, kept for 2w
	1/3|bo@example.com|coupon ADA10 on 2026-10-20, paid 40.00 USD on 2026-10-20, kept for 2w
	2/7|eve@example.com|coupon big SALE on 2026-10-20, paid 40.00 USD on 2026-10-20, kept for 2w
	1/13|hal@example.com|coupon ADA10 on 2026-10-20, paid 40.00 USD on 2026-10-21, kept for 2w
END
err <<-END
	ask-referral: --referrals: joined 6 of 6
	ask-referral: --orders: joined 11 of 12
	ask-referral: set aside: 1 coupon not used yet, 1 later than as-of, 1 not an order, 1 same referral again, 1 self-referral, 3 was a customer already
END
end

case_of "at one time the first by its id, whatever the order of rows"
active 1 2 >customers.csv
bought 5/ann/2026-10-20/paid/30 4/ann/2026-10-20/paid/40 6/ann/2026-10-20/paid/30 \
    7/c1/2026-10-20 8/bob/2026-10-20/paid/40//X >orders.csv
referred 2,ann@example.com,,2026-10-01 1,ann@example.com,,2026-10-01 1,,X, \
    1,bob@example.com,,2026-10-20 >referrals.csv
for i in 1 2; do
	# shellcheck disable=SC2086  # words
	$rewards "25 USD" -q customers.csv | sed 1d | cut -d, -f1,10
	for file in orders.csv referrals.csv; do
		{ head -n 1 $file; sed 1d $file | tac; } >turned
		mv turned $file
	done
done >said
run cat said
out <<-END
	1/4,"referred on 2026-10-01
	1/8,"referred on 2026-10-20
	1/4,"referred on 2026-10-01
	1/8,"referred on 2026-10-20
END
end

case_of "a refund takes a credit back, once it is known"
active 1 >customers.csv
bought 1/ann/2026-10-20 15/c1/2026-10-01 | sed '1s/$/,refunded_at/; 2,$s/$/,/' >orders.csv
sed 's/paid,USD,40.00,,ann.*/refunded,USD,40.00,40.00,ann@example.com,,,,,2026-11-10/' orders.csv >later.csv
referred 1,ann@example.com,,2026-10-01 >referrals.csv
for day in 2026-11-02 2026-11-03 2026-11-09 2026-11-10; do
	for file in orders.csv later.csv; do
		ask-referral -q -a $day --rewards --reward "25 USD" --orders $file \
		    --referrals referrals.csv customers.csv | sed 1d | wc -l
	done | xargs echo $day
done >said
run cat said
out <<-END
	2026-11-02 0 0
	2026-11-03 1 1
	2026-11-09 1 1
	2026-11-10 1 0
END
end

case_of "the reward is money with its currency, and --hold how long it is kept"
active 1 >customers.csv
bought 1/ann/2026-11-15T10:00:00Z 2/c1/2026-10-01 >orders.csv
referred 1,ann@example.com,,2026-11-01 >referrals.csv
for reward in 25 "25 XYZ" "0 USD" "-1 USD" "1.234 USD" "EUR 25 USD" ""; do
	# shellcheck disable=SC2086  # words
	$rewards "$reward" customers.csv 2>&1 | head -n 1
done >said
for reward in "1,250 JPY" "0.5 KWD" "12.34 EUR"; do
	# shellcheck disable=SC2086  # words
	$rewards "$reward" --hold 1d customers.csv 2>&1 | sed 1,3d | cut -d, -f5-7
done >>said
# shellcheck disable=SC2086  # words
$rewards "25 USD" --hold 2d customers.csv 2>&1 | sed 1,2d >>said
run cat said
out <<-END
	ask-referral: --reward: '25': no amount with a currency (want 25.00 USD)
	ask-referral: --reward: '25 XYZ': not a currency (want an ISO 4217 code such as EUR)
	ask-referral: --reward: '0 USD': too little (want more than nothing)
	ask-referral: --reward: '-1 USD': too little (want more than nothing)
	ask-referral: --reward: '1.234 USD': more decimals than USD has (2)
	ask-referral: --reward: 'EUR 25 USD': EUR among USD
	ask-referral: --reward: '': no amount with a currency (want 25.00 USD)
	1250,JPY,2026-11-16T10:00:00Z
	0.500,KWD,2026-11-16T10:00:00Z
	12.34,EUR,2026-11-16T10:00:00Z
	ask-referral: set aside: 1 on hold
	credit_id,customer_id,email,phone,amount,currency,at,referred,order_id,reason
END
end

case_of "a referral that says too little is rejected"
active 1 >customers.csv
bought 2/c1/2026-10-01 >orders.csv
referred ,ann@example.com,,2026-11-01 1,,,2026-11-01 1,ann,,2026-11-01 1,ann@example.com,, \
    1,,X,soon "1,,  ,2026-11-01" 1,c1@example.com,,2026-09-01 >referrals.csv
# shellcheck disable=SC2086  # words
run $rewards "25 USD" customers.csv
out <<-END
	credit_id,customer_id,email,phone,amount,currency,at,referred,order_id,reason
END
err <<-END
	ask-referral: referrals.csv:2: referrer_id: '': blank (want the referrer's customer_id)
	ask-referral: referrals.csv:3: neither an e-mail nor a coupon
	ask-referral: referrals.csv:4: email: 'ann': not an e-mail address
	ask-referral: referrals.csv:5: at: '': not a time (want such as 2026-11-23T08:41:00Z, or a date)
	ask-referral: referrals.csv:6: at: 'soon': not a time (want such as 2026-11-23T08:41:00Z, or a date)
	ask-referral: referrals.csv:7: neither an e-mail nor a coupon
	ask-referral: --referrals: joined 1 of 1
	ask-referral: --orders: joined 1 of 1
	ask-referral: set aside: 1 self-referral
END
status 1
end

case_of "orders join who was referred, too, whoever else is none of the table"
active 1 >customers.csv
bought 1/ann/2026-10-20 2/eve/2026-10-20 >orders.csv
referred 1,ann@example.com,,2026-10-01 >referrals.csv
# shellcheck disable=SC2086  # words
run $rewards "25 USD" customers.csv
ids
bought 2/eve/2026-10-20 >orders.csv
# shellcheck disable=SC2086  # words
$rewards "25 USD" customers.csv 2>>got.err | sed 1d >>got.out
out <<-END
	1,c1@example.com 
END
err <<-END
	ask-referral: --referrals: joined 1 of 1
	ask-referral: --orders: joined 1 of 2
	ask-referral: --referrals: joined 1 of 1
	ask-referral: --orders: joined 0 of 1
	ask-referral: set aside: 1 not joined yet
END
end

case_of "rows of one order are one, an old export beside a new one, in any order"
active 1 >customers.csv
bought 1/ann/2026-10-20 2/bob/2026-10-20/pending 3/cyy/2026-10-20 4/dan/2026-10-20 \
    5/eve/2026-10-20 6/fay/2026-10-20/failed >old.csv
bought 1/ann/2026-10-20/refunded/40/40 2/bob/2026-10-20 3/cy/2026-10-20 \
    4/dan/2026-10-20/partially-refunded/40/40 5/eve/2026-10-20/cancelled \
    6/fay/2026-10-20 >new.csv
for who in ann bob cy cyy dan eve fay; do
	echo "1,$who@example.com,,2026-10-01"
done >rows
{ referred x | sed 1q; cat rows; } >referrals.csv
rewards2="ask-referral --rewards --referrals referrals.csv --reward"
# shellcheck disable=SC2086  # words
run $rewards2 "25 USD" --orders old.csv --orders new.csv customers.csv
# shellcheck disable=SC2086  # words
$rewards2 "25 USD" --orders new.csv --orders old.csv customers.csv 2>/dev/null >turned
cmp got.out turned >>got.err
show credit_id referred
out <<-END
	1/2|bob@example.com
	1/3|cyy@example.com
END
err <<-END
	ask-referral: --referrals: joined 7 of 7
	ask-referral: --orders: joined 4 of 4
	ask-referral: set aside: 4 another row of an order, 4 not an order, 3 not paid, 2 refunded
END
end

case_of "a delivery that came by one row of its order isn't awaited for another"
active 1 2 3 >customers.csv
answers 2026-11-10,1,,10,nps 2026-11-10,2,,10,nps 2026-11-10,3,,10,nps >surveys.csv
delivered 1/2026-11-01/ 2/2026-11-01/ 3/2026-11-01/ >old.csv
delivered 1/2026-11-01/2026-11-05 2/2026-11-01//cancelled 3/2026-11-01/ >new.csv
run ask-referral --surveys surveys.csv --deliveries old.csv --deliveries new.csv customers.csv
show trigger_id reason
out <<-END
	1/2026-Q4|promoter, nps 10 on 2026-11-10, active, delivered on 2026-11-05
	2/2026-Q4|promoter, nps 10 on 2026-11-10, and active
END
err <<-END
	ask-referral: --surveys: joined 3 of 3
	ask-referral: --deliveries: joined 2 of 2
	ask-referral: set aside: 2 another row of an order, 1 awaiting a delivery, 2 not a purchase
END
end

case_of "referrals by nobody in the table are refused, and the output is left alone"
active 1 >customers.csv
echo old >out.csv
bought 1/c1/2026-10-20 >orders.csv
referred 2,ann@example.com,,2026-10-01 >referrals.csv
# shellcheck disable=SC2086  # words
run $rewards "25 USD" -o out.csv customers.csv
cat out.csv >>got.out
find . -name '*out*' | sort >>got.out
out <<-END
	old
	./got.out
	./out.csv
	./want.out
END
err <<-END
	ask-referral: --referrals: none of the rows is about one of them
END
status 2
end

case_of "options that belong together"
active 1 >customers.csv
for how in "" "--rewards" "--rewards --referrals x --orders x" \
    "--rewards --referrals x --orders x --reward 5EUR" \
    "--rewards --referrals x --orders x --within 9d" "--surveys x --hold 14d" \
    "--surveys x --orders x"; do
	# shellcheck disable=SC2086  # words
	ask-referral $how customers.csv 2>&1 | head -n 1
done >said
for how in --surveys=x --events=x --deliveries=x --within=1d --recovery=1d --after=1d --await=1d \
    --period=quarter --since=2026-01-01; do
	# shellcheck disable=SC2086  # words
	$rewards "5 EUR" $how customers.csv 2>&1 | head -n 1
done | uniq -c | sed 's/^ *//' >>said
run cat said
out <<-END
	ask-referral: --surveys is missing: it tells who is satisfied
	ask-referral: --rewards wants --referrals, --orders and --reward, and of the others --hold alone
	ask-referral: --rewards wants --referrals, --orders and --reward, and of the others --hold alone
	ask-referral: --reward: '5EUR': no amount with a currency (want 25.00 USD)
	ask-referral: --rewards wants --referrals, --orders and --reward, and of the others --hold alone
	ask-referral: --referrals, --orders, --reward and --hold go with --rewards
	ask-referral: --referrals, --orders, --reward and --hold go with --rewards
	9 ask-referral: --rewards wants --referrals, --orders and --reward, and of the others --hold alone
END
end

for what in asks rewards; do
	case_of "$what of forty shops, by the definition, and in any order of rows"
	run python3 "$tests/referral-check.py" $what
	out <<-END
		40 shops, 0 wrong
	END
	end
done

finish
