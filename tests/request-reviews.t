#!/bin/sh
# request-reviews: who may be asked for a review of what, and who may not.
# shellcheck source=tests/lib.sh
. "${0%/*}/lib.sh"

SENDLIST_AS_OF=2026-11-16T12:00:00Z
export SENDLIST_AS_OF

# lines ORDER:CUSTOMER:SKU:DELIVERED[:FULFILLED[:STATUS[:REFUNDED[:GIFT[:CATEGORY]]]]] ...
lines() {
	echo order_id,customer_id,ordered_at,status,sku,quantity,refunded_quantity,product,category,email,fulfilled_at,delivered_at,gift
	for one; do
		echo "$one" | awk -F: -v OFS=, '{
			print $1, $2, "2026-09-01", $6 == "" ? "paid" : $6, $3,
			    "2", $7, "The " $3, $9, "c" $2 "@example.com", $5,
			    $4, $8 }'
	done
}

# answers ROW ...
answers() {
	echo responded_at,customer_id,email,score,kind,order_id,sku,response_id
	printf '%s\n' "$@"
}

case_of "two weeks after it was delivered, else five days after it was sent"
lines 1:1:MUG:2026-11-01 2:2:MUG:2026-11-02 3:3:MUG::2026-10-27 \
    4:4:MUG::2026-10-28 5:5:MUG: 6:6:MUG:2026-11-20:2026-10-01 >lines.csv
run request-reviews lines.csv
out <<-END
	flow,customer_id,trigger_id,triggered_at,since_at,expires_at,email,phone,push_token,reason,item,value,currency,data
	review,6,6/MUG,2026-10-21T00:00:00Z,2026-10-06T00:00:00Z,,c6@example.com,,,"to have arrived on 2026-10-06, asked after 2w",MUG,,,"{""order_id"":""6"",""sku"":""MUG"",""product"":""The MUG""}"
	review,1,1/MUG,2026-11-16T00:00:00Z,2026-11-01T00:00:00Z,,c1@example.com,,,"delivered on 2026-11-01, asked after 2w",MUG,,,"{""order_id"":""1"",""sku"":""MUG"",""product"":""The MUG""}"
	review,3,3/MUG,2026-11-16T00:00:00Z,2026-11-01T00:00:00Z,,c3@example.com,,,"to have arrived on 2026-11-01, asked after 2w",MUG,,,"{""order_id"":""3"",""sku"":""MUG"",""product"":""The MUG""}"
END
err <<-END
	request-reviews: set aside: 1 not delivered, 2 not due yet
END
end

case_of "by category, and what isn't listed waits as long as the others"
lines 1:1:SHIRT:2026-11-08::::: 2:2:SHIRT:2026-11-08:::::Clothes \
    3:3:SOFA:2026-10-25:::::Furniture 4:4:SOFA:2026-10-26:::::Furniture \
    5:5:SHIRT:2026-10-31::::: >lines.csv
printf '%s\n' category,after Clothes,7d Furniture,21d >delays.csv
run request-reviews --delays delays.csv lines.csv
show customer_id triggered_at reason
out <<-END
	5|2026-11-15T00:00:00Z|delivered on 2026-10-31, asked after 2w
	2|2026-11-16T00:00:00Z|delivered on 2026-11-08, asked after 1w (Clothes)
	3|2026-11-16T00:00:00Z|delivered on 2026-10-25, asked after 3w (Furniture)
END
err <<-END
	request-reviews: --delays: joined 3 of 5
	request-reviews: set aside: 2 not due yet
END
end

case_of "--delays: a file that isn't one"
lines 1:1:SHIRT:2026-11-01 >lines.csv
printf '%s\n' category,after Clothes,7d Clothes,8d >twice.csv
printf '%s\n' category,kind,after Clothes,a,8d >three.csv
printf '%s\n' colour,after red,8d >other.csv
printf '%s\n' category,after Clothes,soon >soon.csv
{
	for file in twice three other soon; do
		request-reviews -o sends.csv --delays $file.csv lines.csv 2>&1
		echo $?
	done
} >said
run cat said
out <<-END
	request-reviews: twice.csv:3: category: 'Clothes': comes twice
	2
	request-reviews: three.csv:1: 3 columns (want two: what decides, and after)
	2
	request-reviews: lines.csv:1: no column 'colour'
	2
	request-reviews: soon.csv:2: after: 'soon': not a length of time (want such as 90d, 16h or 6mo)
	request-reviews: nobody is written to until that is mended
	2
END
end

case_of "not for what was cancelled, refunded or returned, nor for a gift"
lines 1:1:MUG:2026-10-01::cancelled 2:2:MUG:2026-10-01::refunded \
    3:3:MUG:2026-10-01::partially-refunded:2 \
    4:4:MUG:2026-10-01::partially-refunded:1 5:5:MUG:2026-10-01::::yes \
    6:6:MUG:2026-10-01::placed::no 7:7:MUG:2026-10-01 7:7:CUP:2026-10-01 \
    8:8:MUG:2026-10-01 8:8:CUP:2026-10-01 9:9:MUG:2026-10-01::pending \
    10:10:MUG:2026-10-01::::maybe >lines.csv
printf '%s\n' event_at,event,customer_id,email,order_id,sku \
    2026-10-05T10:00:00Z,return-request,7,,7,CUP \
    2026-10-05T10:00:00Z,refund,,C8@example.com,8, \
    2026-11-20T10:00:00Z,return-request,4,,4, \
    2026-10-05T10:00:00Z,click,6,,6, \
    2026-10-05T10:00:00Z,return-request,6,,60, >events.csv
run request-reviews --events events.csv lines.csv
show trigger_id
request-reviews -q --gifts lines.csv | python3 "$tests/columns.py" trigger_id |
    grep ^5 >>got.out
out <<-END
	4/MUG
	6/MUG
	7/MUG
	5/MUG
END
err <<-END
	request-reviews: lines.csv:13: gift: 'maybe': want no or yes
	request-reviews: --events: joined 4 of 4
	request-reviews: set aside: 1 gift, 1 later events, 2 not a purchase, 2 refunded, 3 returned
END
status 1
end

case_of "not for what was reviewed: by order and product, by order, by person and product"
lines 1:1:MUG:2026-10-01 2:2:MUG:2026-10-01 2:2:CUP:2026-10-01 \
    3:3:MUG:2026-10-01 4:3:MUG:2026-10-02 5:5:MUG:2026-10-01 \
    6:6:MUG:2026-10-01 7:7:MUG:2026-10-01 >lines.csv
answers 2026-10-09,99,,5,review,1,MUG,r1 2026-10-09,2,,3,review,2,,r2 \
    2026-10-09,,C3@example.com,4,review,,MUG,r3 2026-10-09,5,,9,nps,5,MUG,r4 \
    2026-10-09,6,,4,review,,,r5 2026-11-20,7,,4,review,7,MUG,r6 >answers.csv
run request-reviews --reviews answers.csv lines.csv
show flow trigger_id reason
out <<-END
	thank-you|review/r1|satisfied, review 5 on 2026-10-09
	thank-you|review/r3|satisfied, review 4 on 2026-10-09
	thank-you|review/r5|satisfied, review 4 on 2026-10-09
	review|5/MUG|delivered on 2026-10-01, asked after 2w
	review|6/MUG|delivered on 2026-10-01, asked after 2w
	review|7/MUG|delivered on 2026-10-01, asked after 2w
END
err <<-END
	request-reviews: --reviews: joined 4 of 5
	request-reviews: set aside: 1 later than as-of, 5 reviewed
END
end

case_of "a bad review is apologised for, and nobody is asked in recovery"
lines 1:1:MUG:2026-10-20 1:1:CUP:2026-10-20 2:2:MUG:2026-10-20 \
    3:3:MUG:2026-10-20 4:4:MUG:2026-10-20 >lines.csv
answers 2026-11-01,1,,1,review,1,MUG,bad 2026-11-01,2,,2,review,,CUP, \
    2026-10-01,3,,1,review,,CUP,old 2026-11-01,4,,0,nps,,, >answers.csv
printf '%s\n' event_at,event,customer_id 2026-11-03T10:00:00Z,resolved,2 >events.csv
run request-reviews --reviews answers.csv --events events.csv lines.csv
show flow customer_id trigger_id data
request-reviews -q --recovery 7d --reviews answers.csv lines.csv |
    python3 "$tests/columns.py" trigger_id | tr '\n' ' ' >>got.out
echo >>got.out
out <<-END
	recovery|1|review/bad|{"survey":"review","score":1,"order_id":"1","sku":"MUG"}
	review|2|2/MUG|{"order_id":"2","sku":"MUG","product":"The MUG"}
	review|3|3/MUG|{"order_id":"3","sku":"MUG","product":"The MUG"}
	1/CUP 2/MUG 3/MUG 4/MUG 
END
err <<-END
	request-reviews: --events: joined 1 of 1
	request-reviews: --reviews: joined 4 of 4
	request-reviews: set aside: 2 in recovery, 1 reviewed
END
end

case_of "a thing is asked about once, whatever the order of rows; --since; --incentive"
lines 1:1:MUG:2026-10-20 2:2:MUG:2026-10-25 2:2:MUG:2026-10-25 3::MUG:2026-10-25 >lines.csv
sed -i 's/c@example.com//' lines.csv
{ sed 1q lines.csv; sed 1d lines.csv | sort -r; } >turned.csv
request-reviews -q turned.csv >turned
request-reviews -q lines.csv | cmp - turned
run request-reviews --since 2026-11-09 --incentive THANKS10 lines.csv
show trigger_id triggered_at data
out <<-END
	2/MUG|2026-11-09T00:00:00Z|{"order_id":"2","sku":"MUG","product":"The MUG","incentive":"THANKS10"}
END
err <<-END
	request-reviews: set aside: 1 no identity, 1 same product of the order
END
end

case_of "what came back did, whoever the event is of, or nobody"
lines 1:1:MUG:2026-10-01 1:1:CUP:2026-10-01 2:2:MUG:2026-10-01 \
    3:3:MUG:2026-10-01 >lines.csv
printf '%s\n' event_at,event,email,order_id,sku \
    2026-10-05T10:00:00Z,refund,,1,CUP \
    2026-10-05T10:00:00Z,return-request,desk@shop.example,2, \
    2026-10-05T10:00:00Z,refund,,, 2026-10-05T10:00:00Z,click,,3, \
    2026-11-20T10:00:00Z,refund,,3, 2026-10-05T10:00:00Z,dance,,3, >events.csv
run request-reviews --events events.csv lines.csv
show trigger_id
out <<-END
	1/MUG
	3/MUG
END
err <<-END
	request-reviews: --events: joined 0 of 1
	request-reviews: set aside: 1 later events, 2 no identity, 2 returned, 1 unused event
END
end

case_of "a review of an order's product counts if it is of nobody; it isn't thanked for"
lines 1:1:MUG:2026-10-01 2:2:MUG:2026-10-01 >lines.csv
answers 2026-10-09,,,5,review,1,MUG,r1 2026-10-09,,,1,review,1,MUG, \
    2026-10-09,,,5,review,,MUG,r2 2026-10-09,,,5,nps,2,MUG,r3 \
    2026-10-09,2,,,review,2,MUG,r4 >answers.csv
run request-reviews --reviews answers.csv lines.csv
show flow trigger_id
out <<-END
	review|2/MUG
END
err <<-END
	request-reviews: --reviews: joined 0 of 2
	request-reviews: set aside: 1 no answer, 2 no identity, 1 reviewed
END
end

case_of "a file beside that isn't one, or that can't be read, is the end of it"
lines 1:1:MUG:2026-10-01 >lines.csv
printf '%s\n' order_id,customer_id,ordered_at,status 1,1,2026-09-01,refunded \
    >orders.csv
printf '%s\n' event_at,event,order_id soon,refund,1 >soon.csv
printf '%s\n' responded_at,customer_id,score 2026-10-09,1,5 >nps.csv
answers 2026-10-09,1,,6,review,1,MUG, >six.csv
{
	for side in events=orders events=soon reviews=nps reviews=six; do
		request-reviews -o sends.csv "--$side.csv" lines.csv 2>&1
		echo $?
	done
} >said
run cat said
out <<-END
	request-reviews: orders.csv:1: no column 'event_at'
	2
	request-reviews: soon.csv:2: event_at: 'soon': not a time (want such as 2026-11-23T08:41:00Z, or a date)
	request-reviews: nobody is asked until that is mended
	2
	request-reviews: nps.csv:1: no column 'kind'
	2
	request-reviews: six.csv:2: score: '6': not a score of review (want 1 to 5, or a label)
	request-reviews: nobody is asked until that is mended
	2
END
end

case_of "who is who is told by lines that aren't asked for, too"
cat >lines.csv <<-END
	order_id,customer_id,ordered_at,status,sku,quantity,email,phone,delivered_at
	1,,2026-09-01,paid,MUG,1,a@example.com,,2026-10-01
	2,7,2026-09-01,cancelled,CUP,1,a@example.com,,
	3,7,2026-09-01,paid,CUP,1,,+4930123456,2026-11-15
	4,,2026-09-01,cancelled,CUP,1,,,
	5,,2026-09-01,cancelled,CUP,1,nowhere,,
END
answers 2026-11-10,,a@example.com,0,nps,,, >answers.csv
sed -i '1s/email/phone/; 2s/a@example.com/+4930123456/' answers.csv
run request-reviews --reviews answers.csv lines.csv
show trigger_id
err <<-END
	request-reviews: lines.csv:6: email: 'nowhere': not an e-mail address
	request-reviews: --reviews: joined 1 of 1
	request-reviews: set aside: 1 in recovery, 2 not a purchase, 1 not due yet
END
status 1
end

case_of "rows of one product of an order: the last due, unless one isn't asked for"
lines 1:1:MUG:2026-10-01 1:1:MUG:2026-10-03 1:1:MUG: \
    2:2:MUG:2026-10-01 2:2:MUG:2026-11-15 \
    3:3:MUG:2026-10-01 3:3:MUG:2026-10-03::refunded \
    4:4:MUG:2026-10-01::::yes 4:4:MUG:2026-10-02 4:4:MUG:2026-10-03 \
    5:5:MUG:2026-10-01 5:6:MUG:2026-10-01 >lines.csv
request-reviews lines.csv >as-is 2>said-so
for turn in 'tac' 'sort -t, -k12' 'sort -t, -k12r' 'sort -t, -k8'; do
	{ sed 1q lines.csv; sed 1d lines.csv | $turn; } >turned.csv
	request-reviews turned.csv 2>said | cmp - as-is
	cmp said said-so
done
run request-reviews lines.csv
show customer_id trigger_id reason
err <<-END
	request-reviews: set aside: 1 gift, 1 not delivered, 1 not due yet, 1 refunded, 6 same product of the order
END
out <<-END
	6|5/MUG|delivered on 2026-10-01, asked after 2w
	1|1/MUG|delivered on 2026-10-03, asked after 2w
END
end

case_of "one response is answered once; the later review of a thing is what counts"
lines 1:1:MUG:2026-10-01 2:2:MUG:2026-10-01 2:2:PAN:2026-10-01 3:3:CUP:2026-10-01 >lines.csv
answers 2026-11-01,1,,5,review,1,MUG,r1 2026-11-01,1,,5,review,1,MUG,r1 \
    2026-11-02,1,,1,review,1,CUP, 2026-11-02,1,,5,review,1,MUG, \
    2026-11-02,1,,5,review,2,MUG, 2026-11-02,1,,5,review,,, \
    2026-11-01,2,,1,review,2,MUG,r2 2026-11-03,2,,5,review,,MUG,r3 \
    2026-11-01,3,,1,review,3,CUP,r4 2026-11-03,3,,5,review,4,CUP,r5 \
    2026-11-03,1,,4,review,1,MUG,r6 2026-11-04,2,,1,review,1,MUG,r6 \
    2026-11-03,4,,5,review,4,PAN,r7 2026-11-04,4,,1,review,4,PAN,r8 >answers.csv
{ sed 1q answers.csv; sed 1d answers.csv | tac; } >turned.csv
request-reviews -q --reviews turned.csv lines.csv >turned
request-reviews -q --reviews answers.csv lines.csv | cmp - turned
run request-reviews --reviews answers.csv lines.csv
show flow customer_id trigger_id
out <<-END
	thank-you|1|review/r1
	recovery|3|review/r4
	thank-you|1|review/1/2026-11-02
	recovery|1|review/1/2026-11-02/1/CUP
	thank-you|1|review/1/2026-11-02/1/MUG
	thank-you|1|review/1/2026-11-02/2/MUG
	thank-you|2|review/r3
	thank-you|3|review/r5
	thank-you|4|review/r7
	recovery|2|review/r6
	recovery|4|review/r8
END
err <<-END
	request-reviews: --reviews: joined 12 of 14
	request-reviews: set aside: 1 in recovery, 3 reviewed, 2 same response
END
end

case_of "-a DATE: what comes to be at midnight is of the day that begins"
lines 1:1:MUG:2026-11-01 2:2:MUG:2026-11-02 >lines.csv
answers 2026-11-15,3,,5,review,9,,r1 2026-11-16,3,,5,review,9,,r2 >answers.csv
for day in 15 16 17; do
	request-reviews -q -a 2026-11-$day --since 2026-11-$day \
	    --reviews answers.csv lines.csv |
	    python3 "$tests/columns.py" trigger_id triggered_at
done >said
run cat said
out <<-END
	1/MUG|2026-11-16T00:00:00Z
	review/r1|2026-11-16T00:00:00Z
	2/MUG|2026-11-17T00:00:00Z
	review/r2|2026-11-17T00:00:00Z
END
end

case_of "quantities that are none, and answers that are none"
lines 1:1:MUG:2026-10-01:::-1 2:2:MUG:2026-10-01 3:3:MUG:2026-10-01 >lines.csv
sed -i '/^2/s/MUG,2/MUG,-2/; /^3/s/MUG,2/MUG,0/' lines.csv
answers 2026-11-10,3,,,review,,, >answers.csv
run request-reviews --reviews answers.csv lines.csv
show trigger_id
err <<-END
	request-reviews: lines.csv:2: refunded_quantity: '-1': less than none (want 0 or more)
	request-reviews: lines.csv:3: quantity: '-2': less than none (want 0 or more)
	request-reviews: set aside: 1 no answer, 1 refunded
END
status 1
end

case_of "the request and its reminder go out, and a review ends the reminder"
lines 1:1:MUG:2026-10-31 2:2:MUG:2026-10-31 >lines.csv
printf '%s\n' customer_id,email,email_consent 1,c1@example.com,explicit \
    2,c2@example.com,explicit >customers.csv
answers >none.csv
answers 2026-11-18,2,,5,review,2,MUG,r >answers.csv
for day in 15 19; do
	at=2026-11-${day}T12:00:00Z
	answered=none.csv
	[ $day = 15 ] || answered=answers.csv
	request-reviews -q -a $at --since 2026-11-01 --reviews $answered lines.csv |
	    schedule-sends -q -a $at --customers customers.csv --ledger shop.db |
	    python3 "$tests/columns.py" flow step trigger_id
done >said
run cat said
out <<-END
	review|request|1/MUG
	review|request|2/MUG
	review|reminder|1/MUG
	thank-you|thanks|review/r
END
end

finish
