#!/bin/sh
# replenish: who is about to run out of something, and when.
# shellcheck source=tests/lib.sh
. "${0%/*}/lib.sh"

# lines ORDER:CUSTOMER:SKU:ON:QUANTITY[:STATUS[:REFUNDED[:CATEGORY]]] ...
lines() {
	echo order_id,customer_id,ordered_at,status,sku,quantity,refunded_quantity,product,category,email
	for one; do
		echo "$one" | awk -F: -v OFS=, '{
			print $1, $2, $4, $6 == "" ? "paid" : $6, $3, $5, $7,
			    "The " $3, $8, "c" $2 "@example.com" }'
	done
}

# due DATE ARGUMENT ...: what is due as of then.
due() {
	day=$1
	shift
	replenish -q -a "$day" "$@" | python3 "$tests/columns.py" trigger_id \
	    triggered_at reason
}

case_of "100 capsules, one a day, from 2022-01-10: day 97, and 92 with shipping"
lines 1:1:CAPS:2022-01-10:100 >lines.csv
printf '%s\n' sku,per_day CAPS,1 >rates.csv
printf '%s\n' sku,per_day,pack CAPS,0.25,0.25 >packs.csv
{
	due 2022-04-16 --rates rates.csv lines.csv
	due 2022-04-17 --rates rates.csv lines.csv
	due 2022-04-11 --rates packs.csv --lead-time 5d lines.csv
	due 2022-04-12 --rates packs.csv --lead-time 5d lines.csv
	due 2022-04-20 --rates rates.csv --buffer 0d lines.csv
	due 2022-02-19 --rates rates.csv --buffer 2mo lines.csv
	due 2022-02-20 --rates rates.csv --buffer 2mo lines.csv
} >said
run cat said
out <<-END
	1/CAPS/1|2022-04-17T00:00:00Z|100 on 2022-01-10, used up on 2022-04-20 at 1.0 d each by its rate
	1/CAPS/1|2022-04-12T00:00:00Z|100 on 2022-01-10, used up on 2022-04-20 at 1.0 d each by its rate
	1/CAPS/1|2022-04-20T00:00:00Z|100 on 2022-01-10, used up on 2022-04-20 at 1.0 d each by its rate
	1/CAPS/1|2022-02-20T00:00:00Z|100 on 2022-01-10, used up on 2022-04-20 at 1.0 d each by its rate
END
end

case_of "who is who is told by lines that don't count, too"
cat >lines.csv <<-END
	order_id,customer_id,ordered_at,status,sku,quantity,email
	1,,2022-01-10,paid,CAPS,100,a@example.com
	2,7,2022-01-11,cancelled,CUP,1,a@example.com
	3,7,2022-04-01,paid,CAPS,100,
	4,,2022-04-01,cancelled,CUP,1,
	5,,2022-04-01,paid,CUP,1,
END
printf '%s\n' sku,per_day CAPS,1 >rates.csv
run replenish -a 2022-05-01 --rates rates.csv lines.csv
show trigger_id
err <<-END
	replenish: set aside: 1 no identity, 2 not bought, or given back, 2 not due yet
END
end

case_of "the trigger, whole"
lines 1/2:1:CAPS:2022-01-10:100 >lines.csv
printf '%s\n' sku,per_day CAPS,1 >rates.csv
run replenish -a 2022-04-17 --rates rates.csv lines.csv
out <<-END
	flow,customer_id,trigger_id,triggered_at,since_at,expires_at,email,phone,push_token,reason,item,value,currency,data
	replenish,1,1/CAPS/1%2F2,2022-04-17T00:00:00Z,2022-01-10T00:00:00Z,,c1@example.com,,,"100 on 2022-01-10, used up on 2022-04-20 at 1.0 d each by its rate",CAPS,,,"{""order_id"":""1/2"",""sku"":""CAPS"",""product"":""The CAPS"",""quantity"":100,""used_up_on"":""2022-04-20""}"
END
end

case_of "what is bought early lasts on, a newer purchase moves the day"
lines 1:1:CAPS:2022-01-10:100 2:1:CAPS:2022-03-01:100 3:2:CAPS:2022-01-10:100 \
    4:2:CAPS:2022-06-01:100 5:3:CAPS:2022-01-10:100 6:3:CAPS:2022-02-01:50:cancelled \
    7:3:CAPS:2022-02-02:50:refunded 8:3:CAPS:2022-02-03:50:placed:50 \
    9:4:CAPS:2022-01-10:100:paid:40 10:5:CAPS:2022-01-10:100 \
    11:5:CAPS:2022-09-01:100 >lines.csv
printf '%s\n' sku,per_day CAPS,1 >rates.csv
due 2022-08-01 --rates rates.csv --buffer 0d lines.csv >said
due 2022-09-09 --rates rates.csv --buffer 0d lines.csv >>said
run cat said
out <<-END
	4/CAPS/9|2022-03-11T00:00:00Z|60 on 2022-01-10, used up on 2022-03-11 at 1.0 d each by its rate
	3/CAPS/5|2022-04-20T00:00:00Z|100 on 2022-01-10, used up on 2022-04-20 at 1.0 d each by its rate
	5/CAPS/10|2022-04-20T00:00:00Z|100 on 2022-01-10, used up on 2022-04-20 at 1.0 d each by its rate
	1/CAPS/2|2022-07-29T00:00:00Z|100 on 2022-03-01, used up on 2022-07-29 at 1.0 d each by its rate
	4/CAPS/9|2022-03-11T00:00:00Z|60 on 2022-01-10, used up on 2022-03-11 at 1.0 d each by its rate
	3/CAPS/5|2022-04-20T00:00:00Z|100 on 2022-01-10, used up on 2022-04-20 at 1.0 d each by its rate
	1/CAPS/2|2022-07-29T00:00:00Z|100 on 2022-03-01, used up on 2022-07-29 at 1.0 d each by its rate
	2/CAPS/4|2022-09-09T00:00:00Z|100 on 2022-06-01, used up on 2022-09-09 at 1.0 d each by its rate
END
end

case_of "a rate of the sku, of its category, their own, all customers'; or none"
lines 1:1:A:2026-01-01:1:::x 2:1:B:2026-01-01:2:::x \
    3:2:C:2026-01-01:1 4:2:C:2026-01-11:1 5:2:C:2026-01-21:2 6:2:C:2026-02-10:1 \
    7:3:C:2026-01-01:1 8:3:C:2026-02-10:1 9:4:D:2026-01-01:1 10:4:D:2026-01-11:1 \
    11:5:D:2026-01-01:1 12:5:D:2026-01-01:1 13:5:D:2026-01-21:1 >lines.csv
printf '%s\n' category,sku,per_day ,A,0.1 x,,0.05 ,C, ,D, >rates.csv
run replenish -a 2026-06-01 --rates rates.csv lines.csv
show trigger_id triggered_at reason
due 2026-06-01 --rates rates.csv --intervals 2 lines.csv | grep ^./D >>got.out
out <<-END
	1/A/1|2026-01-08T00:00:00Z|1 on 2026-01-01, used up on 2026-01-11 at 10.0 d each by its rate
	1/B/2|2026-02-07T00:00:00Z|2 on 2026-01-01, used up on 2026-02-10 at 20.0 d each by its rate
	2/C/6|2026-02-17T00:00:00Z|1 on 2026-02-10, used up on 2026-02-20 at 10.0 d each by their own 3 intervals
	3/C/8|2026-02-17T00:00:00Z|1 on 2026-02-10, used up on 2026-02-20 at 10.0 d each by all customers' 4 intervals
	4/D/10|2026-01-18T00:00:00Z|1 on 2026-01-11, used up on 2026-01-21 at 10.0 d each by all customers' 2 intervals
	5/D/13|2026-01-28T00:00:00Z|1 on 2026-01-21, used up on 2026-01-31 at 10.0 d each by all customers' 2 intervals
END
err <<-END
	replenish: set aside: 5 not known how long it lasts
END
end

case_of "not before the day after they bought; days are the shop's; --since"
lines 1:1:CAPS:2026-01-10T23.30.00Z:1 2:2:CAPS:2026-01-11T23.00.00Z:9 |
    sed 's/T\(..\)\.\(..\)\./T\1:\2:/' >lines.csv
printf '%s\n' sku,per_day CAPS,1 >rates.csv
due 2026-01-11T22:59:59Z --tz Europe/Berlin --rates rates.csv lines.csv >said
due 2026-01-11T23:00:00Z --tz Europe/Berlin --rates rates.csv lines.csv >>said
due 2026-02-01 --tz Europe/Berlin --since 2026-01-13 --rates rates.csv lines.csv >>said
run cat said
out <<-END
	1/CAPS/1|2026-01-11T23:00:00Z|1 on 2026-01-11, used up on 2026-01-12 at 1.0 d each by its rate
	2/CAPS/2|2026-01-17T23:00:00Z|9 on 2026-01-12, used up on 2026-01-21 at 1.0 d each by its rate
END
end

case_of "rates that aren't, of which one is enough"
lines 1:1:A:2026-01-01:1 >lines.csv
for row in A,,0,1 B,,-1,1 C,,1,0 D,x,1,1 ,,1,1 E,,100000,1 F,,1.2.3,1 \
    G,,1,1000001 H,,.5,.; do
	printf '%s\n' sku,category,per_day,pack A,,1, "$row" >rates.csv
	replenish -q -a 2026-06-01 --rates rates.csv lines.csv
	echo $?
done >said 2>&1
run cat said
out <<-END
	replenish: rates.csv:3: per_day: '0': not a rate (want such as 1 or 0.5)
	replenish: nobody is reminded until that is mended
	2
	replenish: rates.csv:3: per_day: '-1': not a rate (want such as 1 or 0.5)
	replenish: nobody is reminded until that is mended
	2
	replenish: rates.csv:3: pack: '0': not the size of a pack (want such as 30)
	replenish: nobody is reminded until that is mended
	2
	replenish: rates.csv:3: sku and category (want one of them)
	replenish: nobody is reminded until that is mended
	2
	replenish: rates.csv:3: no sku or category
	replenish: nobody is reminded until that is mended
	2
	replenish: rates.csv:3: per_day: '100000': too large (want less than 100000)
	replenish: nobody is reminded until that is mended
	2
	replenish: rates.csv:3: per_day: '1.2.3': not a rate (want such as 1 or 0.5)
	replenish: nobody is reminded until that is mended
	2
	replenish: rates.csv:3: pack: '1000001': not the size of a pack (want such as 30)
	replenish: nobody is reminded until that is mended
	2
	replenish: rates.csv:3: pack: '.': not a quantity (want 2 or 0.125)
	replenish: nobody is reminded until that is mended
	2
END
end

case_of "a rate that lasts forever, one that is to be learnt, and no rates in their file"
lines 1:1:A:2026-01-01:1 2:1:SOFA:2026-01-01:1 3:1:SOFA:2026-01-05:1 \
    4:1:SOFA:2026-01-09:1 5:1:SOFA:2026-01-13:1 >lines.csv
printf '%s\n' sku,per_day,pack,intervals A,0.000000000001,1000000, SOFA,,,5 >rates.csv
echo sku,per_day >none.csv
run replenish -a 2026-06-01 --rates rates.csv lines.csv
show trigger_id reason
replenish -q -a 2026-06-01 --rates none.csv lines.csv | sed 1d >>got.out
out <<-END
	1/SOFA/5|1 on 2026-01-13, used up on 2026-01-17 at 4.0 d each by their own 3 intervals
END
err <<-END
	replenish: set aside: 1 not due yet
END
end

case_of "huge quantities, on one day and apart"
lines 1:1:A:2026-01-01:999999999 2:1:A:2026-01-01:1000000000 \
    3:1:A:2026-01-02:1000000001 4:1:A:2026-01-03:1 >lines.csv
run replenish -a 2026-06-01 --intervals 1 lines.csv
show trigger_id reason
out <<-END
	1/A/4|1 on 2026-01-03, used up on 2026-01-03 at 0.0 d each by their own 1 intervals
END
err <<-END
	replenish: lines.csv:4: quantity: '1000000001': too large
END
status 1
end

case_of "lines are wanted, not orders, nor a platform's own export"
given orders.csv <<-END
	order_id,customer_id,ordered_at,status,currency,total
	1,1,2026-01-01,paid,EUR,5
END
given shop.csv <<-END
	Name,Email,Financial Status,Created at,Currency,Total,Lineitem name
	#1,a@example.com,paid,2025-10-02 17:09:34 -0300,USD,1,Mug
END
for file in orders.csv shop.csv; do
	replenish "$file" 2>&1
	echo $?
done >said
run cat said
out <<-END
	replenish: no column sku (want the orders' lines, as import-orders --lines writes them)
	2
	replenish: shop.csv:1: looks like shopify: import-orders --lines FILE | replenish
	2
END
end

case_of "the last category that a line tells is the product's, whatever their order"
lines 1:1:A:2026-01-01:1:::x 2:1:A:2026-01-20:1 >lines.csv
printf '%s\n' category,per_day x,1 >rates.csv
due 2026-06-01 --rates rates.csv lines.csv >said
run cat said
out <<-END
	1/A/2|2026-01-21T00:00:00Z|1 on 2026-01-20, used up on 2026-01-21 at 1.0 d each by its rate
END
end

case_of "what no rate is of isn't used up"
lines 1:1:SOFA:2026-01-01:1 2:1:SOFA:2026-01-05:1 3:1:SOFA:2026-01-09:1 \
    4:1:SOFA:2026-01-13:1 5:1:CAPS:2026-01-01:1 >lines.csv
printf '%s\n' sku,per_day CAPS,1 >rates.csv
due 2026-06-01 lines.csv | cut -d'|' -f1 >said
run replenish -a 2026-06-01 --rates rates.csv lines.csv
show trigger_id
cat said >>got.out
out <<-END
	1/CAPS/5
	1/SOFA/4
END
err <<-END
	replenish: set aside: 4 not known how long it lasts
END
end

case_of "a rate that is told twice, and a buffer that isn't days"
lines 1:1:A:2026-01-01:1 >lines.csv
printf '%s\n' sku,per_day A,1 A,2 >rates.csv
{
	replenish --rates rates.csv lines.csv 2>&1
	echo $?
	replenish --buffer 5h lines.csv 2>&1
	echo $?
} >said
run cat said
out <<-END
	replenish: rates.csv:3: sku: 'A': comes twice
	2
	replenish: --buffer: '5h': not in days (want such as 3d)
	2
END
end

case_of "a purchase ends the flow, and what it starts next is another occasion"
lines 1:1:CAPS:2026-01-01:30 >before.csv
lines 1:1:CAPS:2026-01-01:30 2:1:CAPS:2026-01-29:30 >after.csv
printf '%s\n' sku,per_day CAPS,1 >rates.csv
printf '%s\n' customer_id,email,email_consent 1,c1@example.com,explicit >customers.csv
for run in 2026-01-28:before 2026-02-02:after 2026-02-27:after 2026-03-04:after; do
	at=${run%:*}T09:00:00Z
	replenish -q -a "$at" --rates rates.csv "${run#*:}.csv" |
	    schedule-sends -q -a "$at" --customers customers.csv \
	    --events "${run#*:}.csv" --ledger shop.db |
	    python3 "$tests/columns.py" step trigger_id
done >said
run cat said
out <<-END
	reminder|1/CAPS/1
	reminder|1/CAPS/2
	second|1/CAPS/2
END
end

case_of "as its definition has it: a hundred shops, rows in any order, rates held"
shell 'python3 -B '"$tests"'/replenish-check.py '"$BIN"' 1 100'
out <<-END
	241 by all, 101 by own, 227 by rate
END
end

finish
