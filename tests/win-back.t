#!/bin/sh
# win-back: who has lapsed and when, who is left alone, and who is for good.
# shellcheck source=tests/lib.sh
. "${0%/*}/lib.sh"

SENDLIST_AS_OF=2026-11-16
export SENDLIST_AS_OF

# bought NAME:WHEN[:STATUS] ...: orders.
bought() {
	echo order_id,customer_id,ordered_at,status,currency,total,email
	printf '%s\n' "$@" | awk '{
		split($0, part, "=")
		print NR "," part[1] "," part[2] "," \
		    (part[3] == "" ? "paid" : part[3]) ",EUR,10.00," \
		    part[1] "@example.com"
	}'
}

# did WHEN,EVENT,NAME ...: events.
did() {
	echo event_at,event,customer_id
	printf '%s\n' "$@"
}

# table ROW ...: customers who bought once, with what may be said of them.
table() {
	echo customer_id,email,phone,email_consent,sms_consent,kind,currency,first_order_at,last_order_at,last_any_order_at,orders,order_days,spent
	printf '%s\n' "$@" | awk -F, -v OFS=, '{
		print $1, $2, $3, $4, $5, $6, "EUR", $7, $7, $8, 1, 1, "10.00"
	}'
}

# sent NAME:STEP:WHEN[:ACTION] ...: the history of series that began on
# 2026-04-01, for an order of 2026-01-01.
sent() {
	echo send_id,action,send_at,channel,address,customer_id,flow,step,trigger_id,triggered_at,decided_at
	for one; do
		name=${one%%=*} rest=${one#*=}
		step=${rest%%=*} rest=${rest#*=}
		when=${rest%%=*} action=send
		[ "$rest" = "$when" ] || action=${rest#*=}
		id=$(printf '%s\037%s\037%s/2026-01-01' "${flow:-win-back}" "$step" "$name" |
		    sha256sum | cut -c1-32)
		echo "$id,$action,$when,email,$name@example.com,$name,${flow:-win-back},$step,$name/2026-01-01,2026-04-01T00:00:00Z,$when"
	done
}

who() { show customer_id trigger_id triggered_at reason; }

case_of "a row says who, since when, and what they were worth"
cat >orders.csv <<-END
	order_id,customer_id,ordered_at,status,currency,total,email,phone,country
	1,a/b,2026-03-01T10:00:00Z,paid,EUR,10.00,A@Example.com,,
	2,a/b,2026-03-31T10:00:00Z,paid,EUR,12.50,,020 7946 0123,GB
END
run win-back orders.csv
out <<-END
	flow,customer_id,trigger_id,triggered_at,since_at,expires_at,email,phone,push_token,reason,item,value,currency,data
	win-back,a/b,a%2Fb/2026-03-31T10:00:00Z,2026-06-30T00:00:00Z,2026-03-31T10:00:00Z,,a@example.com,+442079460123,,"silent 230 d, 7.7 times the store's gap of 30.0 d",,22.50,EUR,
END
err <<-END
	win-back: by gap: after 3 times the usual gap; the store's is 30.0 d
	win-back: 1 of 1 people have lapsed
END
end

# Own gaps of 10 d, and the store's, which is 10 d: 30 days aren't longer than
# thrice that, 31 are.
case_of "silent for longer than three gaps of their own, or of the store"
bought a=2026-09-27 a=2026-10-07 a=2026-10-17 b=2026-09-26 b=2026-10-06 \
    b=2026-10-16T23:59:59Z c=2026-10-16 d=2026-10-15T00:00:00Z \
    e=2026-06-01 e=2026-07-01 e=2026-07-31 f=2026-01-01 f=2026-03-01 \
    f=2026-04-30 g=2026-10-01 g=2026-10-11 >orders.csv
run win-back orders.csv
who
out <<-END
	f|f/2026-04-30|2026-10-26T00:00:00Z|silent 200 d, 3.4 times their gap of 59.5 d
	e|e/2026-07-31|2026-10-30T00:00:00Z|silent 108 d, 3.6 times their gap of 30.0 d
	g|g/2026-10-11|2026-11-11T00:00:00Z|silent 36 d, 3.6 times the store's gap of 10.0 d
	d|d/2026-10-15T00:00:00Z|2026-11-15T00:00:00Z|silent 32 d, 3.2 times the store's gap of 10.0 d
	b|b/2026-10-16T23:59:59Z|2026-11-16T00:00:00Z|silent 31 d, 3.1 times their gap of 10.0 d
	c|c/2026-10-16|2026-11-16T00:00:00Z|silent 31 d, 3.1 times the store's gap of 10.0 d
END
err <<-END
	win-back: by gap: after 3 times the usual gap; the store's is 10.0 d
	win-back: 6 of 7 people have lapsed
	win-back: set aside: 1 not due yet
END
end

case_of "--times, and nobody's gap: then it is the window"
bought a=2026-10-27 a=2026-11-06 >orders.csv
bought b=2026-08-18 c=2026-08-19 >once.csv
run win-back --times 0.5 orders.csv
who
win-back once.csv 2>>got.err | python3 "$tests/columns.py" customer_id reason >>got.out
out <<-END
	a|a/2026-11-06|2026-11-12T00:00:00Z|silent 10 d, 1.0 times the store's gap of 10.0 d
	b|silent 90 d, window 90d
END
err <<-END
	win-back: by gap: after 0.5 times the usual gap; the store's is 10.0 d
	win-back: 1 of 1 people have lapsed
	win-back: by window, not gap: nobody bought on two days or more: after 90d
	win-back: 1 of 2 people have lapsed
	win-back: set aside: 1 not due yet
END
end

case_of "whom churn-flag calls churned by gap has lapsed, the same day"
bought a=2026-05-02 a=2026-05-12 a=2026-05-26 b=2026-05-01 b=2026-05-08 \
    c=2026-05-20 d=2026-05-03 d=2026-05-20 d=2026-05-21 d=2026-05-30 >orders.csv
for day in 2026-06-04 2026-06-05 2026-06-16 2026-06-17 2026-06-26 2026-06-27 \
    2026-07-01 2026-07-02; do
	churn-flag -q --by gap -a $day orders.csv |
	    python3 "$tests/columns.py" customer_id churn |
	    sed -n 's/|churned$//p' | tr '\n' ' ' >churned
	win-back -q -a $day orders.csv |
	    python3 "$tests/columns.py" customer_id | sort | tr '\n' ' ' >lapsed
	cmp churned lapsed
	echo $day "$(cat lapsed)"
done >said
run cat said
out <<-END
	2026-06-04 
	2026-06-05 b 
	2026-06-16 b 
	2026-06-17 b c 
	2026-06-26 b c 
	2026-06-27 b c d 
	2026-07-01 b c d 
	2026-07-02 a b c d 
END
end

case_of "--by window: months are the calendar's, and end where one does"
bought a=2025-08-31 b=2025-08-28 c=2025-08-29 d=2023-08-31 e=2025-09-01 >orders.csv
run win-back --by window --window 6mo -a 2026-02-28 orders.csv
who
out <<-END
	d|d/2023-08-31|2024-02-29T00:00:00Z|silent 912 d, window 6mo
	a|a/2025-08-31|2026-02-28T00:00:00Z|silent 181 d, window 6mo
	b|b/2025-08-28|2026-02-28T00:00:00Z|silent 184 d, window 6mo
	c|c/2025-08-29|2026-02-28T00:00:00Z|silent 183 d, window 6mo
END
err <<-END
	win-back: by window: after 6mo
	win-back: 4 of 5 people have lapsed
	win-back: set aside: 1 not due yet
END
end

case_of "the day is the shop's, and so is its beginning"
bought a=2026-07-30T02:00:00Z b=2026-07-31T03:00:00Z c=2026-10-26 >orders.csv
for when in 2026-10-28T04:00:00Z 2026-10-27T03:59:59Z 2026-10-27T04:00:00Z \
    2026-11-05T04:59:59Z 2026-11-05T05:00:00Z; do
	win-back -q --by window --tz America/New_York --window 90d \
	    -a $when orders.csv | python3 "$tests/columns.py" customer_id triggered_at
	win-back -q --by window --tz America/New_York --window 10d \
	    -a $when orders.csv | grep -c ,c,
done >said
run cat said
out <<-END
	a|2026-10-27T04:00:00Z
	b|2026-10-28T04:00:00Z
	0
	0
	a|2026-10-27T04:00:00Z
	0
	a|2026-10-27T04:00:00Z
	b|2026-10-28T04:00:00Z
	0
	a|2026-10-27T04:00:00Z
	b|2026-10-28T04:00:00Z
	1
END
end

case_of "any order ends the silence, and is what it is about"
bought a=2026-01-01 a=2026-10-01=refunded b=2026-01-01 b=2026-05-01=placed \
    c=2026-01-01 c=2026-05-01=cancelled c=2026-06-01=test c=2026-12-01 >orders.csv
echo 9,d,2026-01-01,paid,EUR,10.00, >>orders.csv
echo 10,d,2026-11-01,paid,USD,10.00, >>orders.csv
run win-back --by window --currency EUR orders.csv
who
out <<-END
	c|c/2026-01-01|2026-04-01T00:00:00Z|silent 319 d, window 90d
	b|b/2026-05-01|2026-07-30T00:00:00Z|silent 199 d, window 90d
END
err <<-END
	win-back: by window: after 90d
	win-back: 2 of 4 people have lapsed
	win-back: set aside: 1 later than as-of, 4 not a purchase, 2 not due yet, 1 other currency
END
end

case_of "--windows: by what a table says"
printf '%s\n' kind,after Shoes,120d Coffee,15d Chairs,6mo Tea,12h >windows.csv
table 1,,,,,Shoes,2026-07-19,2026-07-19 2,,,,,Shoes,2026-07-20,2026-07-20 \
    3,,,,,Coffee,2026-11-01,2026-11-01 4,,,,,Chairs,2026-05-16,2026-05-16 \
    5,,,,,Chairs,2026-05-17,2026-05-17 6,,,,,,2026-08-18,2026-08-18 \
    7,,,,,Lamps,2026-08-19,2026-08-19 8,,,,,Tea,2026-11-15,2026-11-15 >customers.csv
run win-back --by window --windows windows.csv customers.csv
show customer_id triggered_at reason
out <<-END
	1|2026-11-16T00:00:00Z|silent 120 d, window 120d (Shoes)
	3|2026-11-16T00:00:00Z|silent 15 d, window 15d (Coffee)
	4|2026-11-16T00:00:00Z|silent 184 d, window 6mo (Chairs)
	6|2026-11-16T00:00:00Z|silent 90 d, window 90d
	8|2026-11-16T00:00:00Z|silent 1 d, window 12h (Tea)
END
err <<-END
	win-back: by window: after 90d
	win-back: 5 of 8 people have lapsed
	win-back: --windows: joined 6 of 8
	win-back: set aside: 3 not due yet
END
end

case_of "--windows needs a table, with that column"
printf '%s\n' kind,after Shoes,120d >windows.csv
bought a=2026-01-01 >orders.csv
table 1,,,,,Shoes,2026-07-19, | cut -d, -f1-5,7- >customers.csv
: >said
for args in "--by window --windows windows.csv orders.csv" \
    "--by window --windows windows.csv customers.csv" \
    "--windows windows.csv customers.csv" "--by window --times 2 customers.csv" \
    "--sunset sunset.csv customers.csv" "--unengaged 90d customers.csv" \
    "--unengaged 3mo customers.csv" \
    "--count-opens customers.csv" \
    "--by month customers.csv"; do
	# shellcheck disable=SC2086  # they are words
	run win-back $args
	cat got.err >>said
done
mv said got.err
err <<-END
	win-back: --windows needs a customer table, not orders
	win-back: customers.csv:1: no column 'kind'
	win-back: --windows goes with --by window
	win-back: try 'win-back --help'
	win-back: --times goes with --by gap
	win-back: try 'win-back --help'
	win-back: --sunset needs --history
	win-back: try 'win-back --help'
	win-back: --unengaged needs --history
	win-back: try 'win-back --help'
	win-back: --unengaged needs --history
	win-back: try 'win-back --help'
	win-back: --count-opens needs --engagement
	win-back: try 'win-back --help'
	win-back: --by: 'month': want gap or window
END
status 2
end

case_of "rows of a person are one: who of them ordered last"
table 1,Ann@example.com,,,,,2026-01-01,2026-01-01 \
    2,ann@example.com,+442079460123,,,,2026-02-01,2026-02-01 \
    '3,,+44 20 7946 0123,,,,2026-02-01,2026-02-01' \
    4,bo@example.com,,,,,2026-01-01,2026-01-01 \
    5,bo@example.com,,,,,2026-11-01,2026-11-01 \
    '6,cy@example.com,,,,,,' 7,cy@example.com,,,,,2026-03-01,2026-03-01 \
    9,dy@example.com,,,,,2026-03-02,2026-03-02 \
    8,dy@example.com,,,,,2026-03-02,2026-03-02 |
    sed 's/^\(6,.*\),1,1,10.00/\1,,,/' >customers.csv
run win-back customers.csv
show customer_id trigger_id
out <<-END
	2|2/2026-02-01
	7|7/2026-03-01
	8|8/2026-03-02
END
err <<-END
	win-back: by window, not gap: nobody bought on two days or more: after 90d
	win-back: 3 of 4 people have lapsed
	win-back: set aside: 1 never bought, 1 not due yet, 4 not the last of the person
END
end

case_of "any order of any row of a person ends their silence"
bought a=2026-01-01 b=2026-01-01 c=2026-01-01 d=2026-01-01 \
    x=2026-11-01=placed y=2026-05-01=refunded z=2026-02-01=cancelled \
    w=2026-11-02=placed |
    sed 's/x@/a@/; s/y@/b@/; s/z@/c@/; s/w@/d@/; /w,2026/s/placed,EUR/paid,USD/' >orders.csv
sent b=last=2026-04-01T09:00:00Z >sends.csv
run win-back --by window --currency EUR --history sends.csv --spare 0d \
    --sunset sunset.csv orders.csv
show customer_id trigger_id since_at
sed 1d sunset.csv >>got.out
table 1,a@example.com,,,,,2026-01-01, '2,a@example.com,,,,,,2026-11-01' \
    3,b@example.com,,,,,2026-01-01, 4,b@example.com,,,,,2026-11-03, \
    5,c@example.com,,,,,0001-01-01, '6,c@example.com,,,,,,' \
    '7,d@example.com,,,,,,2026-11-17' '8,d@example.com,,,,,,soon' |
    sed '/^[2678],/s/1,1,10.00$/,,/; /^4,/s/EUR/USD/' >customers.csv
win-back --by window --currency EUR customers.csv 2>>got.err |
    python3 "$tests/columns.py" customer_id trigger_id since_at >>got.out
out <<-END
	c|c/2026-01-01|2026-01-01T00:00:00Z
	b|b/2026-05-01|2026-05-01T00:00:00Z
	5|5/0001-01-01|0001-01-01T00:00:00Z
END
err <<-END
	win-back: --history: joined 1 of 1
	win-back: by window: after 90d
	win-back: 2 of 4 people have lapsed
	win-back: set aside: 4 never bought, 3 not a purchase, 2 not due yet, 1 other currency
	win-back: customers.csv:8: last_any_order_at: '2026-11-17': later than as-of
	win-back: customers.csv:9: last_any_order_at: 'soon': not a time (want such as 2026-11-23T08:41:00Z, or a date)
	win-back: by window: after 90d
	win-back: 1 of 3 people have lapsed
	win-back: set aside: 3 never bought, 2 not due yet
END
end

case_of "nobody who said no on any channel, in any row of theirs, is won back"
table 1,a@example.com,,denied,,,2026-01-01, 2,b@example.com,,explicit,denied,,2026-01-01, \
    3,c@example.com,,,,,2026-01-01, 4,c@example.com,,,denied,,2025-01-01, \
    5,e@example.com,,,,,2026-01-01, 6,f@example.com,,,,,2026-01-01, \
    7,g@example.com,,,,,2026-01-01, 8,h@example.com,,implied,unknown,,2026-01-01, >customers.csv
printf '%s\n' email,channel,class,until e@example.com,sms,transactional, \
    g@example.com,,,2026-11-01 >suppress.csv
did 2026-02-01T00:00:00Z,unsubscribe,6 2026-02-01T00:00:00Z,subscribe,6 \
    2026-02-01T00:00:00Z,complaint,7 2026-02-01T00:00:01Z,subscribe,7 \
    2026-02-01T00:00:00Z,complaint,8 2026-02-01T00:00:00Z,subscribe,8 >log.csv
run win-back --suppress suppress.csv --engagement log.csv customers.csv
show customer_id
out <<-END
	7
END
err <<-END
	win-back: --engagement: joined 6 of 6
	win-back: --suppress: joined 2 of 2
	win-back: by window, not gap: nobody bought on two days or more: after 90d
	win-back: 7 of 7 people have lapsed
	win-back: set aside: 1 not the last of the person, 6 opted out
END
end

case_of "a no that has only its day stands against a yes of that day"
bought a=2026-01-01 b=2026-01-01 c=2026-01-01 d=2026-01-01 >orders.csv
did 2026-02-01,unsubscribe,a 2026-02-01T23:59:59Z,subscribe,a \
    2026-02-01,complaint,b 2026-02-02T00:00:00Z,subscribe,b \
    2026-02-01T00:00:00Z,unsubscribe,c 2026-02-01,subscribe,c \
    2026-02-01T00:00:01Z,subscribe,d 2026-02-01,unsubscribe,d \
    2026-01-31T00:00:00Z,unsubscribe,d 2026-02-02,subscribe,d >log.csv
run win-back -q --by window --engagement log.csv orders.csv
show customer_id
out <<-END
	b
	d
END
end

case_of "amounts as they are, and a later as-of than the table's is said"
table 1,,,,,,2026-01-01, 2,,,,,,2026-01-01, 3,,,,,,2026-01-01, |
    sed '1s/$/,as_of/; 2s/10.00$/0.00/; 3s/10.00$/92233720368547758.07/; 4s/10.00$//
	2,$s/$/,2026-11-15/' >customers.csv
run win-back customers.csv
show customer_id value currency
out <<-END
	1|0.00|EUR
	2|92233720368547758.07|EUR
	3|0.00|EUR
END
err <<-END
	win-back: as of 2026-11-16T23:59:59Z, later than the table's own 2026-11-15
	win-back: by window, not gap: nobody bought on two days or more: after 90d
	win-back: 3 of 3 people have lapsed
END
end

case_of "what a table can't say of consent or address rejects its row"
table 1,a@example.com,,perhaps,,,2026-01-01, 2,nowhere,,,,,2026-01-01, \
    3,c@example.com,,,,,2026-01-01, >customers.csv
bought d=2026-01-01 | sed 's/d@.*/nowhere/' >orders.csv
run win-back -q customers.csv
show customer_id
win-back -q orders.csv | python3 "$tests/columns.py" customer_id email >>got.out
win-back customers.csv 2>>got.err >/dev/null
win-back orders.csv 2>>got.err >/dev/null
out <<-END
	3
	d|
END
err <<-END
	win-back: customers.csv:2: email_consent: 'perhaps': want explicit, implied, unknown or denied
	win-back: customers.csv:3: email: 'nowhere': not an e-mail address
	win-back: by window, not gap: nobody bought on two days or more: after 90d
	win-back: 1 of 1 people have lapsed
	win-back: the last e-mail of 1 customers isn't one, and is left out
	win-back: by window, not gap: nobody bought on two days or more: after 90d
	win-back: 1 of 1 people have lapsed
END
status 1
end

# All lapsed at the beginning of 2026-04-01.
case_of "a click since they lapsed is an answer; an open only if it counts"
bought a=2026-01-01 b=2026-01-01 c=2026-01-01 d=2026-01-01 e=2026-01-01 \
    f=2026-01-01 g=2026-01-01 h=2026-01-01 >orders.csv
did 2026-03-31T23:59:59Z,click,a 2026-04-01T00:00:00Z,click,b 2026-04-01,click,c \
    2026-05-01T00:00:00Z,open,d 2026-01-01T12:00:00Z,purchase,e \
    2026-01-02,purchase,f 2026-12-01T00:00:00Z,click,g \
    2026-04-02T00:00:00Z,page-view,h 2026-04-02T00:00:00Z,click,nobody >log.csv
run win-back --by window --engagement log.csv orders.csv
show customer_id
win-back -q --by window --count-opens --engagement log.csv orders.csv |
    grep -c ,d, >>got.out
out <<-END
	a
	d
	e
	g
	h
	0
END
err <<-END
	win-back: --engagement: joined 7 of 8
	win-back: by window: after 90d
	win-back: 7 of 8 people have lapsed
	win-back: set aside: 2 answered, 1 later events, 1 ordered since
END
end

case_of "engagement that is about nobody isn't relied on; orders are engagement"
bought a=2026-01-01 b=2026-01-01 >orders.csv
did 2026-05-01T00:00:00Z,click,x >log.csv
bought b=2026-03-01=cancelled a=2026-03-01=placed >later.csv
win-back -q --by window --engagement later.csv orders.csv |
    python3 "$tests/columns.py" customer_id >answer
run win-back --by window --engagement log.csv orders.csv
cat answer >>got.out
out <<-END
	b
END
err <<-END
	win-back: --engagement: none of the rows is about one of them
END
status 2
end

case_of "--since: what came to be from then on"
bought a=2026-06-01 b=2026-08-14 c=2026-08-15 >orders.csv
run win-back -q --by window --since 2026-11-13 orders.csv
show customer_id triggered_at
out <<-END
	c|2026-11-13T00:00:00Z
END
end

case_of "spans and gaps beyond the calendar are never over"
bought a=0001-01-01 a=9000-01-01 b=2026-01-01 >orders.csv
run win-back -q -a 9999-01-01 --times 1000 orders.csv
win-back -q --by window --window 9000y orders.csv >>got.out
win-back -q --by window --window 3660000d orders.csv >>got.out
show triggered_at
out <<-END
	triggered_at
	triggered_at
END
end

case_of "orders, the table that segment makes of them, and NDJSON say the same"
bought a=2026-05-02 a=2026-05-12 a=2026-05-26 b=2026-05-01T22:30:00Z \
    b=2026-05-08 b=2026-10-01=placed c=2026-05-20 d=2026-11-03 e=2026-02-03 >orders.csv
win-back -q orders.csv >want.out
segment -q orders.csv >table.csv
win-back -q table.csv >got
{ head -n 1 orders.csv; sed 1d orders.csv | sort -r; } >mixed.csv
win-back -q mixed.csv | cmp - want.out
win-back -q table.csv | cmp - want.out
{ head -n 1 table.csv; sed 1d table.csv | sort -r; } | win-back -q | cmp - want.out
python3 "$tests/to-ndjson.py" <table.csv | win-back -q | cmp - want.out
run win-back -q orders.csv
[ "$(wc -l <got.out)" -eq 5 ] || echo "not 4 rows" >>got.err
end

case_of "as they would be judged once more, by brute force"
run python3 "$tests/win-back-check.py" 1 100
out <<-END
	100 times, some to win back
END
end

case_of "the id is that of a customer's row in schedule-sends"
bought a=2026-01-01T10:00:00Z b/c=2026-01-02 >orders.csv
echo 3,,2026-01-03T10:00:00Z,paid,EUR,10.00,Guest@Example.com >>orders.csv
segment -q orders.csv >customers.csv
schedule-sends -q --flow win-back --customers customers.csv customers.csv |
    python3 "$tests/columns.py" send_id trigger_id >want.out
run sh -c 'win-back -q customers.csv |
    awk -F, -v OFS=, "NR > 1 { \$4 = \"2026-11-16T12:00:00Z\" } { print }" |
    schedule-sends -q --customers customers.csv'
show send_id trigger_id
[ "$(wc -l <got.out)" -eq 3 ] || echo "not 3 rows" >>got.err
end

case_of "whoever let the last message pass is suppressed, once grace is over"
bought a=2026-01-01 b=2026-01-01 c=2026-01-01 d=2026-01-01 e=2026-01-01 \
    f=2026-01-01 g=2026-01-01 h=2026-01-01 i=2026-01-01 i=2026-05-10 >orders.csv
sent a=last=2026-05-01T09:00:00Z b=last=2026-11-09T23:59:59Z b=second=2026-04-16T09:00:00Z \
    c=last=2026-11-10T00:00:01Z d=second=2026-04-16T09:00:00Z \
    e=last=2026-05-01T09:00:00Z f=last=2026-05-01T09:00:00Z \
    g=last=2026-05-01T09:00:00Z=held h=last=2026-05-01T09:00:00Z=retract \
    i=last=2026-05-01T09:00:00Z >sends.csv
did 2026-05-08T08:59:59Z,click,e 2026-05-08T09:00:00Z,click,f \
    2026-09-01T09:00:00Z,click,e >log.csv
run win-back --by window --history sends.csv --engagement log.csv --spare 30d \
    --sunset sunset.csv orders.csv
show customer_id
cat sunset.csv >>got.out
out <<-END
	c
	d
	g
	h
	i
	email,phone,customer_id,email_sha256,phone_sha256,channel,class,reason,from,until
	a@example.com,,a,,,,marketing,sunset,2026-05-08T09:00:00Z,
	f@example.com,,f,,,,marketing,sunset,2026-05-08T09:00:00Z,
	b@example.com,,b,,,,marketing,sunset,2026-11-16T23:59:59Z,
END
err <<-END
	win-back: --engagement: joined 3 of 3
	win-back: --history: joined 10 of 10
	win-back: by window: after 90d
	win-back: 9 of 9 people have lapsed
	win-back: set aside: 1 answered, 3 sunset
END
end

case_of "a buyer of late is spared, and for so long a click counts"
bought a=2026-01-01 b=2026-01-01 >orders.csv
sent a=last=2026-05-01T09:00:00Z b=last=2026-05-01T09:00:00Z >sends.csv
did 2026-12-31T00:00:00Z,click,b 2027-02-01T00:00:00Z,click,a >log.csv
for day in 2026-05-09 2027-01-01T23:59:59Z 2027-01-02 2027-03-01; do
	win-back --by window -a $day --history sends.csv --engagement log.csv \
	    --sunset sunset.csv orders.csv 2>&1 >/dev/null | sed -n 's/.*aside: //p'
	sed 1d sunset.csv
done >said
run cat said
out <<-END
	2 bought within 365d, 2 later events
	1 answered, 1 bought within 365d, 1 later events
	1 answered, 1 later events, 1 sunset
	a@example.com,,a,,,,marketing,sunset,2027-01-02T00:00:00Z,
	1 answered, 1 sunset
	a@example.com,,a,,,,marketing,sunset,2027-01-02T00:00:00Z,
END
end

case_of "who was suppressed by it stays in it, and an odd address isn't listed"
bought a=2026-01-01 '*b=2026-01-01' >orders.csv
sent a=last=2026-05-01T09:00:00Z '*b=last=2026-05-01T09:00:00Z' >sends.csv
win-back -q --by window --history sends.csv --spare 0d --grace 0d --sunset first.csv \
    orders.csv >/dev/null
run win-back -q --by window --history sends.csv --spare 0d --grace 0d --sunset sunset.csv \
    --suppress first.csv orders.csv
sed 1d sunset.csv >>got.out
cmp first.csv sunset.csv
out <<-END
	flow,customer_id,trigger_id,triggered_at,since_at,expires_at,email,phone,push_token,reason,item,value,currency,data
	,,*b,,,,marketing,sunset,2026-05-01T09:00:00Z,
	a@example.com,,a,,,,marketing,sunset,2026-05-01T09:00:00Z,
END
end

case_of "who never got the last message, since it bounced, didn't let it pass"
bought a=2026-01-01 b=2026-01-01 c=2026-01-01 d=2026-01-01 e=2026-01-01 f=2026-01-01 >orders.csv
sent a=last=2026-05-01T09:00:00Z b=last=2026-05-01T09:00:00Z \
    c=last=2026-05-01T09:00:00Z d=last=2026-05-01T09:00:00Z \
    e=last=2026-05-01T09:00:00Z f=last=2026-05-01T09:00:00Z >sends.csv
did 2026-05-01T09:00:00Z,bounce,a 2026-05-01,hard-bounce,b \
    2026-05-01T08:59:59Z,hard-bounce,c 2026-05-08T09:00:00Z,bounce,d \
    2026-05-08T08:59:59Z,bounce,e 2026-05-02T00:00:00Z,page-view,f >log.csv
run win-back -q --by window --history sends.csv --engagement log.csv --spare 0d \
    --sunset sunset.csv orders.csv
show customer_id
sed 1d sunset.csv | cut -d, -f3 >>got.out
out <<-END
	a
	b
	e
	c
	d
	f
END
end

case_of "history that is about nobody isn't relied on, nor is an empty table"
bought a=2026-01-01 >orders.csv
head -n 1 orders.csv >none.csv
sent b=last=2026-05-01T09:00:00Z >sends.csv
win-back -q --history sends.csv none.csv >said
run win-back --history sends.csv orders.csv
cat said >>got.out
out <<-END
	flow,customer_id,trigger_id,triggered_at,since_at,expires_at,email,phone,push_token,reason,item,value,currency,data
END
err <<-END
	win-back: --history: none of the rows is about one of them
END
status 2
end

case_of "a row beside that can't be read is fatal; a customer's isn't"
bought a=2026-01-01 a=2026-13-01 >orders.csv
did soon,click,a >log.csv
sent a=last=soon >sends.csv
printf '%s\n' customer_id,channel a,post >suppress.csv
for with in "--engagement log.csv" "--history sends.csv" "--suppress suppress.csv"; do
	# shellcheck disable=SC2086  # they are words
	win-back -q --max-rejects 9 $with orders.csv 2>&1
	echo $?
done >said
win-back -q --by window orders.csv | python3 "$tests/columns.py" customer_id >>said
run cat said
out <<-END
	win-back: log.csv:2: event_at: 'soon': not a time (want such as 2026-11-23T08:41:00Z, or a date)
	win-back: nobody is written to until that is mended
	2
	win-back: sends.csv:2: send_at: 'soon': not a time (want such as 2026-11-23T08:41:00Z, or a date)
	win-back: nobody is written to until that is mended
	2
	win-back: suppress.csv:2: channel: 'post': want email, sms or push
	win-back: nobody is written to until that is mended
	2
	a
END
end

case_of "--last-step: as the flow calls it; no file's rows, no suppression"
bought a=2026-01-01 >orders.csv
sent a=farewell=2026-05-01T09:00:00Z >sends.csv
for step in last farewell; do
	win-back -q --by window --history sends.csv --spare 0d --sunset sunset.csv \
	    --last-step $step orders.csv | grep -c ,a,
	sed 1d sunset.csv | cut -d, -f3,8,9
done >said
win-back -q --by window --history sends.csv orders.csv | grep -c ,a, >>said
run cat said
out <<-END
	1
	0
	a,sunset,2026-05-08T09:00:00Z
	1
END
end

case_of "where nobody is to be suppressed the file says so, and can be read"
bought a=2026-01-01 >orders.csv
sent >sends.csv
run win-back -q -j --by window --history sends.csv --sunset sunset.csv orders.csv
cat sunset.csv >>got.out
printf '%s\n' flow,customer_id,trigger_id,triggered_at,reason >none.csv
schedule-sends -q --suppress sunset.csv none.csv >sends.out || echo refused >>got.err
out <<-END
	{"flow":"win-back","customer_id":"a","trigger_id":"a/2026-01-01","triggered_at":"2026-04-01T00:00:00Z","since_at":"2026-01-01T00:00:00Z","expires_at":null,"email":"a@example.com","phone":null,"push_token":null,"reason":"silent 319 d, window 90d","item":null,"value":10.00,"currency":"EUR","data":null}
	email,phone,customer_id,email_sha256,phone_sha256,channel,class,reason,from,until
END
end

case_of "a series that has begun goes on from then, whatever the store's gap is now"
bought a=2026-01-01 b=2026-05-01 b=2026-08-01 >orders.csv
sent a=reminder=2026-04-01T09:00:00Z >sends.csv
run win-back -q orders.csv
win-back -q --history sends.csv orders.csv >>got.out
show customer_id triggered_at
out <<-END
	a|2026-10-05T00:00:00Z
	customer_id|triggered_at
	a|2026-04-01T00:00:00Z
END
end

# mailed NAME=WHEN[=ACTION[=CLASS]] ...: other messages, a history.
mailed() {
	echo send_id,action,send_at,channel,address,customer_id,flow,step,class,trigger_id,decided_at
	for one; do
		id=$(printf 'offer\037offer\037%s' "$one" | sha256sum | cut -c1-32)
		echo "$one" | awk -F= -v OFS=, -v id="$id" '{
			print id, $3 == "" ? "send" : $3, $2, "email",
			    $1 "@example.com", $1, "offer", "offer",
			    $4 == "" ? "marketing" : $4, $0,
			    "2026-04-01T00:00:00Z" }'
	done
}

case_of "--unengaged: who lets messages pass before they lapse"
bought a=2026-06-01 b=2026-06-01 c=2026-06-01 d=2026-06-01 e=2026-06-01 \
    f=2026-06-01 g=2026-06-01T10:00:00Z h=2026-06-01 i=2025-01-01 j=2026-06-01 \
    k=2026-06-01 >orders.csv
mailed a=2026-09-01T09:00:00Z a=2026-08-18T09:00:00Z b=2026-08-19T09:00:00Z \
    c=2026-07-01T09:00:00Z c=2026-08-01T09:00:00Z d=2026-07-01T09:00:00Z \
    e=2026-07-01T09:00:00Z=held f=2026-07-01T09:00:00Z=send=transactional \
    g=2026-06-01T10:00:00Z h=2026-07-01T09:00:00Z i=2026-07-01T09:00:00Z \
    j=2026-07-01T09:00:00Z k=2026-07-01T09:00:00Z=retract \
    k=2026-11-17T09:00:00Z a=2026-11-17T09:00:00Z >sends.csv
did 2026-07-02T10:00:00Z,click,c 2026-11-01T00:00:00Z,open,d \
    2026-11-02T00:00:00Z,unsubscribe,h 2026-07-05T00:00:00Z,purchase,j >log.csv
set -- --by window --window 1y --history sends.csv --engagement log.csv --unengaged 90d
run win-back "$@" orders.csv
show trigger_id triggered_at since_at reason
win-back -q "$@" --count-opens orders.csv | grep -c ,d, >>got.out
win-back -q -a 2026-11-20 "$@" orders.csv |
    python3 "$tests/columns.py" trigger_id triggered_at >later
win-back -q -a 2026-11-16T09:00:00Z "$@" --since 2026-11-16 orders.csv |
    schedule-sends -q -a 2026-11-16T09:00:00Z --events orders.csv |
    python3 "$tests/columns.py" step trigger_id >>later
cat later >>got.out
out <<-END
	i/2025-01-01|2026-01-01T00:00:00Z|2025-01-01T00:00:00Z|silent 684 d, window 1y
	d/unengaged/2026-06-01|2026-09-29T00:00:00Z|2026-06-01T00:00:00Z|1 message since 2026-07-01, no answer for 168 d
	c/unengaged/2026-07-02|2026-10-30T00:00:00Z|2026-07-02T10:00:00Z|1 message since 2026-08-01, no answer for 137 d
	a/unengaged/2026-06-01|2026-11-16T00:00:00Z|2026-06-01T00:00:00Z|2 messages since 2026-08-18, no answer for 168 d
	0
	i/2025-01-01|2026-01-01T00:00:00Z
	d/unengaged/2026-06-01|2026-09-29T00:00:00Z
	c/unengaged/2026-07-02|2026-10-30T00:00:00Z
	a/unengaged/2026-06-01|2026-11-16T00:00:00Z
	b/unengaged/2026-06-01|2026-11-17T00:00:00Z
	reminder|a/unengaged/2026-06-01
END
err <<-END
	win-back: --engagement: joined 4 of 4
	win-back: --history: joined 15 of 15
	win-back: by window: after 1y
	win-back: 1 of 11 people have lapsed
	win-back: set aside: 5 not due yet, 1 opted out, 1 ordered since
END
end

case_of "--unengaged: what has only its day may have come after its messages"
bought a=2026-06-01 b=2026-06-01 c=2026-06-01 c=2026-07-02T08:00:00Z d=2026-06-01 >orders.csv
mailed a=2026-06-01T09:00:00Z b=2026-06-02T00:00:00Z c=2026-07-02T09:00:00Z \
    d=2026-06-01T23:59:59Z d=2026-06-03T09:00:00Z >sends.csv
did 2026-07-02,click,c >log.csv
run win-back -q --by window --window 1y --history sends.csv --engagement log.csv \
    --unengaged 90d orders.csv
show trigger_id triggered_at since_at reason
out <<-END
	b/unengaged/2026-06-01|2026-08-31T00:00:00Z|2026-06-01T00:00:00Z|1 message since 2026-06-02, no answer for 168 d
	d/unengaged/2026-06-01|2026-09-01T00:00:00Z|2026-06-01T00:00:00Z|1 message since 2026-06-03, no answer for 168 d
END
end

case_of "--unengaged: who bought since a series isn't suppressed for that one"
bought a=2026-01-01 >orders.csv
sent a=last=2026-05-01T09:00:00Z >sends.csv
mailed a=2026-07-01T09:00:00Z >mails.csv
did 2026-05-20T00:00:00Z,click,a 2026-06-01,purchase,a >log.csv
run win-back -q --by window --history sends.csv --history mails.csv \
    --engagement log.csv --unengaged 90d --spare 0d --sunset sunset.csv orders.csv
show trigger_id
sed 1d sunset.csv >>got.out
out <<-END
	a/unengaged/2026-06-01
END
end

case_of "a series is this flow's alone, from its earliest message on"
bought a=2026-01-01 b=2026-01-01 >orders.csv
sent b=reminder=2026-04-16T09:00:00Z b=second=2026-05-01T09:00:00Z |
    sed '/reminder/s/04-01T/04-05T/' >sends.csv
(flow=other; sent a=last=2026-05-01T09:00:00Z) >other.csv
run win-back -q --by window --window 8mo --history sends.csv --history other.csv --spare 0d \
    --sunset sunset.csv orders.csv
show trigger_id triggered_at
sed 1d sunset.csv >>got.out
out <<-END
	b/2026-01-01|2026-04-01T00:00:00Z
	a/2026-01-01|2026-09-01T00:00:00Z
END
end

# Ada answers nothing, Bo clicks the second message, Cy buys after the first and
# lapses again.
case_of "day by day: reminder, second, last, then sunset and no more"
bought ada=2026-01-01T10:00:00Z bo=2026-01-01T10:00:00Z \
    cy=2026-01-01T10:00:00Z cy=2026-04-10T10:00:00Z >all.csv
did 2026-04-16T12:00:00Z,click,bo 2026-04-20T12:00:00Z,page-view,ada >log.csv
printf '%s\n' customer_id,email,email_consent ada,ada@example.com,explicit \
    bo,bo@example.com,explicit cy,cy@example.com,explicit >addresses.csv
head -n 1 all.csv >orders.csv
day=2026-03-30
: >.said
while [ "$day" != 2026-08-20 ]; do
	at=${day}T09:00:00Z
	{ head -n 1 all.csv; awk -F, -v at="$at" 'NR > 1 && $3 <= at' all.csv; } >orders.csv
	if [ -f sends.csv ]; then
		history="--history sends.csv --sunset sunset.csv --spare 90d"
	else
		history=
	fi
	# shellcheck disable=SC2086  # they are words
	win-back -q -a "$at" --by window --engagement log.csv $history \
	    orders.csv >due.csv
	awk -F, -v at="$day" 'NR > 1 { print $3, $4 }' due.csv >>.triggers
	[ ! -f sunset.csv ] || cp sunset.csv suppress.csv
	[ -f suppress.csv ] || echo email >suppress.csv
	schedule-sends -q -a "$at" --customers addresses.csv \
	    --events log.csv --events orders.csv --suppress suppress.csv \
	    --ledger shop.db -o today.csv due.csv
	sed 1d today.csv | cut -d, -f3,8,11 >>.said
	[ -f sends.csv ] || cp today.csv sends.csv
	sed 1d today.csv >>sends.csv
	[ ! -f sunset.csv ] || sed "1d; s/^/$day /" sunset.csv >>.sunset
	day=$(date -u -d "$day + 1 day" +%F)
done
printf '%s\n' flow,customer_id,trigger_id,triggered_at,reason \
    offer,ada,sale,2026-08-19T08:00:00Z,sale offer,bo,sale,2026-08-19T08:00:00Z,sale |
    sed '3s/sale/sale2/' | schedule-sends -q -a 2026-08-19T09:00:00Z \
    --customers addresses.csv --suppress sunset.csv --denied denied.csv >offers.csv
{
	sort -u .triggers
	head -n 1 .sunset
	cut -d' ' -f2 .sunset | sort | uniq -c | awk '{ print $1, $2 }'
	python3 "$tests/columns.py" customer_id flow <offers.csv
	python3 "$tests/columns.py" customer_id flow step code rule <denied.csv
} >>.said
run cat .said
out <<-END
	2026-04-01T09:00:00Z,reminder,ada/2026-01-01T10:00:00Z
	2026-04-01T09:00:00Z,reminder,bo/2026-01-01T10:00:00Z
	2026-04-01T09:00:00Z,reminder,cy/2026-01-01T10:00:00Z
	2026-04-16T09:00:00Z,second,ada/2026-01-01T10:00:00Z
	2026-04-16T09:00:00Z,second,bo/2026-01-01T10:00:00Z
	2026-05-01T09:00:00Z,last,ada/2026-01-01T10:00:00Z
	2026-07-09T09:00:00Z,reminder,cy/2026-04-10T10:00:00Z
	2026-07-24T09:00:00Z,second,cy/2026-04-10T10:00:00Z
	2026-08-08T09:00:00Z,last,cy/2026-04-10T10:00:00Z
	ada/2026-01-01T10:00:00Z 2026-04-01T00:00:00Z
	bo/2026-01-01T10:00:00Z 2026-04-01T00:00:00Z
	cy/2026-01-01T10:00:00Z 2026-04-01T00:00:00Z
	cy/2026-04-10T10:00:00Z 2026-07-09T00:00:00Z
	2026-05-08 ada@example.com,,ada,,,,marketing,sunset,2026-05-08T09:00:00Z,
	104 ada@example.com,,ada,,,,marketing,sunset,2026-05-08T09:00:00Z,
	5 cy@example.com,,cy,,,,marketing,sunset,2026-08-15T09:00:00Z,
	bo|offer
	ada|offer|offer|suppressed|suppress sunset.csv:2
END
end

finish
