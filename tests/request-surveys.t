#!/bin/sh
# request-surveys: who may be asked now how it was, and who may not.
# shellcheck source=tests/lib.sh
. "${0%/*}/lib.sh"

SENDLIST_AS_OF=2026-11-16T12:00:00Z
export SENDLIST_AS_OF

# orders ID:CUSTOMER:DELIVERED[:STATUS[:FULFILLED]] ...
orders() {
	echo order_id,customer_id,ordered_at,status,currency,total,email,fulfilled_at,delivered_at
	for one; do
		echo "$one" | awk -F: -v OFS=, '{
			print $1, $2, "2026-09-01", $4 == "" ? "paid" : $4, "EUR",
			    "10", "c" $2 "@example.com", $5, $3 }'
	done
}

case_of "three days after a delivery, for two weeks, of the last one"
orders 1:1:2026-11-12 2:2:2026-11-13 3:3:2026-11-14 4:4:2026-11-01 5:5:2026-11-03 \
    6:6:2026-11-05 7:6:2026-11-10 8:7: 9:8:2026-11-10:refunded \
    10:9:2026-11-10:placed >orders.csv
run request-surveys orders.csv
out <<-END
	flow,customer_id,trigger_id,triggered_at,since_at,expires_at,email,phone,push_token,reason,item,value,currency,data
	survey,5,order/5,2026-11-07T00:00:00Z,2026-11-03T00:00:00Z,,c5@example.com,,,delivered on 2026-11-03,5,,,
	survey,9,order/10,2026-11-14T00:00:00Z,2026-11-10T00:00:00Z,,c9@example.com,,,delivered on 2026-11-10,10,,,
	survey,6,order/7,2026-11-14T00:00:00Z,2026-11-10T00:00:00Z,,c6@example.com,,,delivered on 2026-11-10,7,,,
	survey,1,order/1,2026-11-16T00:00:00Z,2026-11-12T00:00:00Z,,c1@example.com,,,delivered on 2026-11-12,1,,,
END
err <<-END
	request-surveys: set aside: 1 not a purchase, 1 not delivered, 2 not due yet, 1 not the last of the person, 1 too long ago
END
end

case_of "--transit: what was sent is delivered; a later delivery isn't known yet"
orders 1:1::paid:2026-11-09 2:2:2026-11-20 3:3::paid: >orders.csv
run request-surveys --transit 2d orders.csv
show customer_id triggered_at since_at
out <<-END
	1|2026-11-15T00:00:00Z|2026-11-11T00:00:00Z
END
err <<-END
	request-surveys: set aside: 1 not delivered, 1 not due yet
END
end

# events ROW ...
events() {
	echo event_at,event,customer_id,email
	printf '%s\n' "$@"
}

case_of "an hour after a chat, from a log alone or beside the orders"
events 2026-11-16T10:59:00Z,chat,1, 2026-11-16T11:30:00Z,chat,2, \
    2026-11-16T10:00:00Z,page-view,3, 2026-11-17T10:00:00Z,chat,4, \
    2026-11-16T10:00:00Z,chat,, 2026-11-10T10:00:00Z,chat,,c5@example.com >log.csv
orders 5:5:2026-11-09 6:6:2026-11-09 >orders.csv
run request-surveys log.csv
show customer_id trigger_id triggered_at reason
request-surveys -q --events log.csv orders.csv |
    python3 "$tests/columns.py" customer_id trigger_id >>got.out
out <<-END
	c5@example.com|chat/c5@example.com/2026-11-10T10:00:00Z|2026-11-10T11:00:00Z|chat on 2026-11-10
	1|chat/1/2026-11-16T10:59:00Z|2026-11-16T11:59:00Z|chat on 2026-11-16
	c5@example.com|chat/c5@example.com/2026-11-10T10:00:00Z
	6|order/6
	1|chat/1/2026-11-16T10:59:00Z
END
err <<-END
	request-surveys: set aside: 1 later than as-of, 1 no identity, 1 not due yet, 1 unused event
END
end

case_of "not for 90 days after an answer, and never in recovery"
orders 1:1:2026-11-10 2:2:2026-11-10 3:3:2026-11-10 4:4:2026-11-10 5:5:2026-11-10 \
    6:6:2026-11-10 >orders.csv
printf '%s\n' responded_at,customer_id,email,score,kind \
    2026-08-19,1,,9,nps 2026-08-17,2,,9,nps 2026-10-20,,C3@example.com,2,nps \
    2026-11-01,4,,,nps 2026-11-20,5,,9,nps 2026-11-01,6,,11,nps >surveys.csv
run request-surveys --surveys surveys.csv orders.csv
show customer_id
events 2026-10-21T10:00:00Z,resolved,3, >log.csv
{
	request-surveys -q --every 1d --surveys surveys.csv orders.csv
	request-surveys -q --every 1d --surveys surveys.csv --events log.csv orders.csv |
	    sed 1d
} | python3 "$tests/columns.py" customer_id | tr '\n' ' ' >>got.out
echo >>got.out
out <<-END
	2
	4
	5
	1 2 4 5 6 1 2 3 4 5 6 
END
err <<-END
	request-surveys: surveys.csv:7: score: '11': not a score of nps (want 0 to 10)
	request-surveys: set aside: 2 answered lately, 1 in recovery, 1 later than as-of, 1 no answer
END
status 1
end

case_of "whoever doesn't answer is asked once in 90 days, by the ledger"
printf '%s\n' customer_id,email,email_consent 1,c1@example.com,explicit >customers.csv
orders 1:1:2026-08-01 2:1:2026-09-01 3:1:2026-10-28 4:1:2026-11-10 >orders.csv
for day in 2026-08-05 2026-08-06 2026-09-05 2026-10-31 2026-11-01 2026-11-14 2026-11-15; do
	SENDLIST_AS_OF=${day}T12:00:00Z
	request-surveys -q orders.csv | schedule-sends -q --customers customers.csv \
	    --ledger shop.db | grep -e ,request, | cut -d, -f3,11
done >said
run cat said
out <<-END
	2026-08-05T12:00:00Z,order/1
	2026-11-14T12:00:00Z,order/4
END
end

finish
