#!/bin/sh
# recommend: what is bought together, and what people may like to buy.
# shellcheck source=tests/lib.sh
. "${0%/*}/lib.sh"

SENDLIST_AS_OF=2026-11-16T12:00:00Z
export SENDLIST_AS_OF

# lines ORDER:CUSTOMER:AT:SKUS[:STATUS[:REFUNDED[:EMAIL]]] ...: two of each sku,
# which have + between.  A time has dots for colons.
lines() {
	echo order_id,customer_id,ordered_at,status,sku,quantity,refunded_quantity,email
	for one; do
		echo "$one" | awk -F: -v OFS=, '{
			gsub(/\./, ":", $3)
			email = $7
			n = split($4, skus, "+")
			for (i = 1; i <= n; i++)
				print $1, $2, $3, $5 == "" ? "paid" : $5,
				    skus[i], 2, $6, email
		}'
	done
}

# Long ago 20 people bought A with B, 12 of them C, too, and 30 others D or E.
past() {
	for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
		[ "$i" -gt 12 ] && echo "old$i:p$i:2026-01-01:A+B" ||
		    echo "old$i:p$i:2026-01-01:A+B+C"
		echo "d$i:q$i:2026-01-02:D"
		[ "$i" -gt 10 ] || echo "e$i:r$i:2026-01-02:E"
	done
}

# shop LINE ...: all that, and these.
shop() {
	# shellcheck disable=SC2046  # a word a line
	lines $(past) "$@"
}

head=flow,customer_id,trigger_id,triggered_at,since_at,expires_at,email,phone,push_token,reason,item,value,currency,data

case_of "a table of five baskets, reckoned by hand"
lines 1:a:2026-01-01:A+B 2:b:2026-01-01:B+A+A 3:c:2026-01-01:A+B 4:d:2026-01-01:C \
    5:e:2026-01-01:C+A >lines.csv
run recommend --list-pairs --min-count 1 --alpha 1 lines.csv
out <<-END
	sku,with,orders,orders_with,both,baskets,support,confidence,lift,p
	A,B,4,3,3,5,0.600000,0.7500,1.250,4.000e-1
	A,C,4,2,1,5,0.200000,0.2500,0.625,1.000e+0
	B,A,3,4,3,5,0.600000,1.0000,1.250,4.000e-1
	C,A,2,4,1,5,0.200000,0.5000,0.625,1.000e+0
END
err <<-END
	recommend: 2 of 3 pairs go together
END
end

case_of "--min-count, --alpha, and NDJSON with numbers"
lines 1:a:2026-01-01:A+B 2:b:2026-01-01:B+A 3:c:2026-01-01:A+B 4:d:2026-01-01:C \
    5:e:2026-01-01:C+A >lines.csv
run recommend --list-pairs --min-count 2 --alpha 1 --json lines.csv
{
	recommend -q --list-pairs --min-count 3 --alpha 0.99 lines.csv
	recommend -q --list-pairs --min-count 3 --alpha 0.39 lines.csv
	recommend -q --list-pairs --min-count 4 --alpha 1 lines.csv
} | cut -d, -f1-3 >>got.out
out <<-END
	{"sku":"A","with":"B","orders":4,"orders_with":3,"both":3,"baskets":5,"support":0.600000,"confidence":0.7500,"lift":1.250,"p":4.000e-1}
	{"sku":"B","with":"A","orders":3,"orders_with":4,"both":3,"baskets":5,"support":0.600000,"confidence":1.0000,"lift":1.250,"p":4.000e-1}
	sku,with,orders
	A,B,4
	B,A,3
	sku,with,orders
	sku,with,orders
END
err <<-END
	recommend: 1 of 3 pairs go together
END
end

case_of "a basket is of an order or a person; what went back isn't in it; a large one is left out"
lines 1:a:2026-01-01:A 2:a:2026-01-02:B 3:b:2026-01-01:A+B:paid:2 4:c:2026-01-01:A+B:refunded \
    5:d:2026-01-01:A+B:cancelled 6:e:2026-01-01:A+B:placed 7::2026-01-01:A+B \
    8:f:2026-01-01:A+B:partially-refunded:1 9:g:2026-01-01:A+B+C+D >lines.csv
run recommend --list-pairs --min-count 1 --alpha 1 --max-basket 3 lines.csv
recommend -q --list-pairs --min-count 1 --alpha 1 --max-basket 3 --basket person lines.csv |
    sed 1d >>got.out
out <<-END
	sku,with,orders,orders_with,both,baskets,support,confidence,lift,p
	A,B,4,4,3,5,0.600000,0.7500,0.938,1.000e+0
	B,A,4,4,3,5,0.600000,0.7500,0.938,1.000e+0
	A,B,3,3,3,3,1.000000,1.0000,1.000,1.000e+0
	B,A,3,3,3,3,1.000000,1.0000,1.000,1.000e+0
END
err <<-END
	recommend: 1 of 1 pairs go together
	recommend: 1 baskets of more than 3 products have no part in pairs
	recommend: set aside: 2 not a purchase, 4 refunded
END
end

case_of "two pairs, each 1 of 20 by chance, of 6: 0.15 is enough; a basket may be as large as told"
lines 1:a:2026-01-01:A+B 2:b:2026-01-01:A+B 3:c:2026-01-01:A+B \
    4:d:2026-01-01:C+D 5:e:2026-01-01:C+D 6:f:2026-01-01:C+D >lines.csv
run recommend --list-pairs --min-count 3 --alpha 0.151 lines.csv
recommend --list-pairs --min-count 3 --alpha 0.149 lines.csv 2>>got.err | sed 1d >>got.out
lines 1:a:2026-01-01:A+B+C >lines.csv
recommend --list-pairs --min-count 1 --alpha 1 --max-basket 3 lines.csv 2>>got.err >/dev/null
recommend --list-pairs --min-count 1 --alpha 1 --max-basket 2 lines.csv 2>>got.err >/dev/null
out <<-END
	sku,with,orders,orders_with,both,baskets,support,confidence,lift,p
	A,B,3,3,3,6,0.500000,1.0000,2.000,5.000e-2
	B,A,3,3,3,6,0.500000,1.0000,2.000,5.000e-2
	C,D,3,3,3,6,0.500000,1.0000,2.000,5.000e-2
	D,C,3,3,3,6,0.500000,1.0000,2.000,5.000e-2
END
err <<-END
	recommend: 2 of 6 pairs go together
	recommend: 0 of 6 pairs go together
	recommend: 3 of 3 pairs go together
	recommend: 0 of 0 pairs go together
	recommend: 1 baskets of more than 2 products have no part in pairs
END
end

case_of "an hour after an order, what others bought with it"
shop 9:ann:2026-11-16T10.00.00Z:A:::Ann@Example.com >lines.csv
run recommend lines.csv
out <<-END
	$head
	cross-sell,ann,ann/9,2026-11-16T11:00:00Z,2026-11-16T10:00:00Z,2026-11-23T10:00:00Z,ann@example.com,,,"95 % of those who bought A also bought B (20 of 21, lift 2.4)",B,,,"{""sku"":""B"",""items"":[""B"",""C""],""because"":""A""}"
END
err <<-END
	recommend: set aside: 50 last order too long ago
END
end

case_of "of several products, the likeliest companion of any; --items"
shop 9:ann:2026-11-16T10.00.00Z:A+C 10:bob:2026-11-16T10.00.00Z:D >lines.csv
run recommend -q lines.csv
show item data reason
shop 9:ann:2026-11-16T10.00.00Z:A >lines.csv
recommend -q --items 1 lines.csv |
    python3 "$tests/columns.py" item data reason >>got.out
out <<-END
	B|{"sku":"B","items":["B"],"because":"A"}|95 % of those who bought A also bought B (20 of 21, lift 2.5)
	B|{"sku":"B","items":["B"],"because":"A"}|95 % of those who bought A also bought B (20 of 21, lift 2.4)
END
end

case_of "not what they have bought already, sent back or not, under any name"
shop 1:ann:2026-10-01:B 9:ann:2026-11-16T10.00.00Z:A \
    2:bob:2026-10-01:B:refunded 10:bob:2026-11-16T10.00.00Z:A \
    3:cy:2026-10-01:B:cancelled 11:cy:2026-11-16T10.00.00Z:A \
    4::2026-10-01:B:::dee@example.com 12:dee:2026-11-16T10.00.00Z:A:::Dee@example.com \
    5:eve:2026-11-17:B 13:eve:2026-11-16T10.00.00Z:A \
    6:fay:2026-10-01:B+C 14:fay:2026-11-16T10.00.00Z:A >lines.csv
run recommend lines.csv
show customer_id data
out <<-END
	ann|{"sku":"C","items":["C"],"because":"A"}
	bob|{"sku":"C","items":["C"],"because":"A"}
	cy|{"sku":"B","items":["B","C"],"because":"A"}
	dee|{"sku":"C","items":["C"],"because":"A"}
	eve|{"sku":"B","items":["B","C"],"because":"A"}
END
err <<-END
	recommend: set aside: 50 last order too long ago, 1 later than as-of, 1 no companion, 1 not a purchase, 1 refunded
END
end

case_of "an order of two names: each line is of its own, one of no name is of the order's"
shop 1:bob:2026-11-01:B 1:zoe:2026-11-01:E 2:bob:2026-11-16T10.00.00Z:A \
    3:cy:2026-11-02:E 3::2026-11-02:B 4:cy:2026-11-16T10.00.00Z:A >lines.csv
run recommend lines.csv
show trigger_id data
printf '%s\n' event_at,event,customer_id,sku 2026-11-15T10:00:00Z,product-view,bob,X \
    2026-11-15T20:00:00Z,product-view,zoe,X >events.csv
lines 6:bob:2026-11-15T12.00.00Z:B 6:zoe:2026-11-15T12.00.00Z:E >lines.csv
printf '%s\n' sku,category,price,currency X,C,1.00,EUR Y,C,1.10,EUR >products.csv
recommend -q --up-sell --recent 3d --events events.csv --products products.csv lines.csv |
    python3 "$tests/columns.py" trigger_id >>got.out
out <<-END
	bob/2|{"sku":"C","items":["C"],"because":"A"}
	cy/4|{"sku":"C","items":["C"],"because":"A"}
	zoe/X/Y
END
err <<-END
	recommend: set aside: 51 last order too long ago
END
end

case_of "the last order of which they kept something, for a week"
shop 1:ann:2026-11-14T10.00.00Z:A 2:ann:2026-11-15T10.00.00Z:D \
    3:bob:2026-11-14T10.00.00Z:A 4:bob:2026-11-15T10.00.00Z:D:paid:2 \
    9:gus:2026-11-15T10.00.00Z:A:paid:2 9:gus:2026-11-15T10.00.00Z:D \
    5:cy:2026-11-16T11.00.00Z:A 6:dee:2026-11-16T11.00.01Z:A \
    7:eve:2026-11-09T12.00.00Z:A 8:fay:2026-11-09T11.59.59Z:A >lines.csv
run recommend lines.csv
show trigger_id triggered_at expires_at
out <<-END
	eve/7|2026-11-09T13:00:00Z|2026-11-16T12:00:00Z
	bob/3|2026-11-14T11:00:00Z|2026-11-21T10:00:00Z
	cy/5|2026-11-16T12:00:00Z|2026-11-23T11:00:00Z
END
err <<-END
	recommend: set aside: 51 last order too long ago, 2 no companion, 1 not due yet, 2 refunded
END
end

case_of "an order of a date is one when its day is over, in the shop's zone"
shop 1:ann:2026-11-14:A 2:bob:2026-11-15:A >lines.csv
run recommend -q --as-of 2026-11-15 --tz America/New_York lines.csv
recommend -q --as-of 2026-11-16 --tz America/New_York --since 2026-11-15T06:00:01Z lines.csv >later
sed 1d later >>got.out
show trigger_id triggered_at since_at expires_at
out <<-END
	ann/1|2026-11-15T06:00:00Z|2026-11-14T05:00:00Z|2026-11-22T05:00:00Z
	bob/2|2026-11-16T06:00:00Z|2026-11-15T05:00:00Z|2026-11-23T05:00:00Z
END
end

case_of "an order of a date is later than one of that day, and of two the greater id"
shop 1:ann:2026-11-15:A 2:ann:2026-11-15T10.00.00Z:D 3:bob:2026-11-15:D \
    4:bob:2026-11-16T00.00.00Z:A >lines.csv
run recommend -q lines.csv
show trigger_id triggered_at
out <<-END
	ann/1|2026-11-16T01:00:00Z
	bob/4|2026-11-16T01:00:00Z
END
end

case_of "--after and --within"
shop 1:ann:2026-11-14T10.00.00Z:A 2:bob:2026-11-15T10.00.00Z:A >lines.csv
run recommend -q --after 2d --within 3d lines.csv
show trigger_id triggered_at expires_at
out <<-END
	ann/1|2026-11-16T10:00:00Z|2026-11-17T10:00:00Z
END
end

case_of "--products: what can be had, with its price"
given products.csv <<-END
	sku,product,category,price,currency,stock,url
	A,Camera,Photo,499.00,EUR,3,
	B,Case,Photo,29.00,EUR,0,
	C,Strap,Photo,19.00,EUR,,https://example.com/c
	D,Sold,Photo,,,,
END
shop 9:ann:2026-11-16T10.00.00Z:A >lines.csv
run recommend -q --products products.csv lines.csv
show item value currency data
sed -i 's/29.00,EUR,0/29.00,EUR,-1/; /^C/d' products.csv
recommend --products products.csv lines.csv 2>>got.err | sed 1d >>got.out
out <<-END
	C|19.00|EUR|{"sku":"C","product":"Strap","url":"https://example.com/c","items":["C"],"because":"A"}
END
err <<-END
	recommend: set aside: 50 last order too long ago, 1 no companion
END
end

case_of "a line of none is none, and none of it is owned"
shop 9:ann:2026-11-16T10.00.00Z:A >lines.csv
echo 1,ann,2026-10-01,paid,B,0,, >>lines.csv
run recommend lines.csv
show item
out <<-END
	B
END
err <<-END
	recommend: set aside: 50 last order too long ago, 1 not a purchase
END
end

case_of "an id keeps its parts apart"
shop 9/1:a%b:2026-11-16T10.00.00Z:A >lines.csv
run recommend -q lines.csv
show customer_id trigger_id
out <<-END
	a%b|a%25b/9%2F1
END
end

case_of "rows in any order, of whoever, give the same bytes"
shop 1:ann:2026-11-16T10.00.00Z:A 1::2026-11-16T09.00.00Z:C:::ann@example.com \
    2::2026-11-16T08.00.00Z:A:::bob@example.com 3:bob:2026-11-01:C:::bob@example.com \
    4:cy:2026-11-16T10.00.00Z:A 4:dee:2026-11-16T10.00.00Z:C 8:cy:2026-11-01:B \
    5:eve:2026-11-16T10.00.00Z:A 6:eve:2026-11-16T10.00.00Z:D >lines.csv
for seed in 1 2 3 4 5 6 7 8; do
	python3 - $seed <<-'END' >mixed.csv
		import random, sys
		random.seed(int(sys.argv[1]))
		head, *rows = open("lines.csv")
		random.shuffle(rows)
		sys.stdout.writelines([head] + rows)
	END
	recommend --write-pairs pairs.csv mixed.csv 2>&1 | cat - pairs.csv | cksum
done | sort -u | wc -l >said
recommend -q lines.csv |
    python3 "$tests/columns.py" customer_id email trigger_id triggered_at item >>said
run cat said
out <<-END
	1
	bob@example.com|bob@example.com|bob@example.com/2|2026-11-16T09:00:00Z|B
	ann|ann@example.com|ann/1|2026-11-16T10:00:00Z|B
	dee||dee/4|2026-11-16T11:00:00Z|B
END
end

case_of "frozen pairs: each customer alone gets what they get of all"
shop 9:ann:2026-11-16T10.00.00Z:A 10:bob:2026-11-15T10.00.00Z:C 1:bob:2026-10-01:A >lines.csv
recommend -q --write-pairs pairs.csv lines.csv | sort >all.csv
recommend -q --list-pairs lines.csv >listed.csv
recommend -q --json --write-pairs plain.csv lines.csv >lines.ndjson
for who in ann bob p1; do
	grep -e order_id -e ",$who," lines.csv >part.csv
	recommend -q --pairs pairs.csv part.csv
done | sort -u >parts.csv
{
	cmp all.csv parts.csv
	cmp pairs.csv listed.csv
	cmp pairs.csv plain.csv
} >said 2>&1
run cat said
recommend -q --pairs pairs.csv lines.csv |
    python3 "$tests/columns.py" trigger_id item reason >>got.out
out <<-END
	bob/10|B|92 % of those who bought C also bought B (12 of 13, lift 2.4)
	ann/9|B|91 % of those who bought A also bought B (20 of 22, lift 2.4)
END
end

# refused FILE OPTION ... <ROWS: the header of FILE with each row of ROWS alone.
refused() {
	file=$1
	shift
	mv "$file" head.csv
	while read -r row; do
		{ cat head.csv; echo "$row"; } >"$file"
		recommend "$@" lines.csv 2>&1 >/dev/null | head -n 1
		recommend "$@" lines.csv >/dev/null 2>&1 || echo $?
	done
}

case_of "a file of pairs with rows that can't be is refused"
given pairs.csv <<-END
	sku,with,orders,orders_with,both,baskets
	A,B,10,10,5,100
	A,F,60,50,10,100
END
lines 1:ann:2026-11-16T10.00.00Z:A 2::2026-11-16T10.00.00Z:A >lines.csv
run recommend --pairs pairs.csv lines.csv
show customer_id data
refused pairs.csv -q --pairs pairs.csv <<-END >>got.out
	A,C,10,20,11,100
	A,C,20,10,11,100
	A,D,10,0,5,100
	A,E,60,50,9,100
	,B,10,10,5,100
	A,,10,10,5,100
	A,B,10,10,6,100
	A,B,10
END
out <<-END
	ann|{"sku":"B","items":["B","F"],"because":"A"}
	recommend: pairs.csv:4: both: '11': not possible, by the other counts
	2
	recommend: pairs.csv:4: both: '11': not possible, by the other counts
	2
	recommend: pairs.csv:4: orders_with: '0': too small (want 1 or more)
	2
	recommend: pairs.csv:4: both: '9': not possible, by the other counts
	2
	recommend: pairs.csv:4: sku: '': blank (want the product's number)
	2
	recommend: pairs.csv:4: with: '': blank (want the product's number)
	2
	recommend: pairs.csv:4: with: 'B': comes twice
	2
	recommend: pairs.csv:4: 3 cells (want 6)
	2
END
err <<-END
	recommend: set aside: 1 no identity
END
end

case_of "companions as likely go by sku, and not by when they came"
given pairs.csv <<-END
	sku,with,orders,orders_with,both,baskets
	A,D,10,10,5,100
	A,B,10,10,5,100
	C,E,20,20,11,100
	A,C,10,10,5,100
	F,Z,10,10,5,100
	G,Y,10,10,5,100
END
lines 1:ann:2026-11-16T10.00.00Z:A 2:bob:2026-11-16T10.00.00Z:A+C \
    3:cy:2026-11-16T10.00.00Z:F+G >lines.csv
run recommend -q --items 5 --pairs pairs.csv lines.csv
show data
out <<-END
	{"sku":"B","items":["B","C","D"],"because":"A"}
	{"sku":"E","items":["E","B","D"],"because":"C"}
	{"sku":"Y","items":["Y","Z"],"because":"G"}
END
end

case_of "where no pairs are found, and nobody looked at anything, there is nothing"
lines 1:ann:2026-11-16T10.00.00Z:A >lines.csv
given events.csv <<-END
	event_at,event,customer_id,sku
	2026-11-16T10:00:00Z,cart-view,ann,A
END
echo sku,price,currency >products.csv
run recommend lines.csv
recommend --up-sell --events events.csv --products products.csv lines.csv 2>>got.err |
    sed 1d >>got.out
out <<-END
	$head
END
err <<-END
	recommend: set aside: 1 no companion
	recommend: --events: joined 1 of 1
END
end

case_of "what the command line can't mean"
lines 1:ann:2026-11-16:A >lines.csv
for line in "--up-sell --similar" "--pairs lines.csv --list-pairs" \
    "--similar --pairs lines.csv --events lines.csv" --similar \
    "--events lines.csv" "--similar --events lines.csv" \
    "--price-drop --events lines.csv --products lines.csv" \
    "--upgrades lines.csv" "--alpha 2" "--min-drop 5" "--basket cart"; do
	# shellcheck disable=SC2086  # several words
	recommend $line lines.csv 2>&1 >/dev/null | head -n 1
	# shellcheck disable=SC2086
	recommend $line lines.csv >/dev/null 2>&1 || echo $?
done >said
run cat said
out <<-END
	recommend: --up-sell, --similar, --back-in-stock, --price-drop and --list-pairs are one at a time
	2
	recommend: --pairs leaves nothing to be written
	2
	recommend: --pairs and --write-pairs are of what is bought together
	2
	recommend: --similar wants --events
	2
	recommend: --events is of --up-sell, --similar, --back-in-stock and --price-drop
	2
	recommend: --similar wants --products
	2
	recommend: --price-drop wants --products-before
	2
	recommend: --upgrades is of --up-sell
	2
	recommend: --alpha: '2': not a share (want such as 0.5)
	2
	recommend: --min-drop: '5': not a percentage (want such as 5%)
	2
	recommend: --basket: 'cart': want order or person
	2
END
end

case_of "of products bought at random no two go together, of planted ones just those"
python3 - <<-'END' >lines.csv
	import random
	random.seed(2)
	print("order_id,ordered_at,status,sku,quantity,refunded_quantity")
	for order in range(6000):
	    for sku in range(120):
	        if random.random() < 0.03 * (1 + sku % 3):
	            print(order, "2026-01-01", "paid", f"r{sku}", 1, "", sep=",")
	    if random.random() < 0.05:
	        print(order, "2026-01-01", "paid", "plant", 1, "", sep=",")
	        if random.random() < 0.2:
	            print(order, "2026-01-01", "paid", "pot", 1, "", sep=",")
	    elif random.random() < 0.02:
	        print(order, "2026-01-01", "paid", "pot", 1, "", sep=",")
END
recommend -q --list-pairs lines.csv >pairs.csv
recommend -q --list-pairs --alpha 1 --min-count 1 lines.csv >all.csv
{
	python3 "$tests/recommend-check.py" lines.csv pairs.csv 5 0.01 100
	python3 "$tests/recommend-check.py" lines.csv all.csv 1 1 100
} >said
cut -d, -f1,2 pairs.csv >>said
run cat said
out <<-END
	2 pairs, the chances of 2 summed
	14754 pairs, the chances of 150 summed
	sku,with
	plant,pot
	pot,plant
END
end

# events AT:EVENT:CUSTOMER:SKU[:PRICE[:EMAIL]] ...: prices in EUR.
events() {
	echo event_at,event,customer_id,sku,price,currency,email
	for one; do
		echo "$one" | awk -F: -v OFS=, '{
			gsub(/\./, ":", $1)
			print $1, $2, $3, $4, $5, $5 == "" ? "" : "EUR", $6
		}'
	done
}

# A catalogue.
phones() {
	cat <<-END
		sku,product,category,price,currency,stock,url
		XS64,iPhone XS Max 64 GB,Phones,1099.00,USD,5,
		XS256,iPhone XS Max 256 GB,Phones,1200.00,USD,2,https://example.com/xs256
		XS512,iPhone XS Max 512 GB,Phones,1449.00,USD,,
		OLD,iPhone 6,Phones,399.00,USD,9,
		OLD2,iPhone 6 Plus,Phones,399.00,USD,9,
		EURO,iPhone XS Max 256 GB,Phones,1150.00,EUR,9,
		NOPE,No price,Phones,,,9,
		CASE,Case,Cases,1150.00,USD,9,
		BARE,No category,,1150.00,USD,9,
		BARE2,No category,,1200.00,USD,9,
	END
}

case_of "--up-sell: the next dearer one of the category"
phones >products.csv
lines 1:p1:2026-01-01:OLD >lines.csv
events 2026-11-16T11.50.00Z:add-to-cart:ann:XS64::Ann@example.com >events.csv
run recommend --up-sell --events events.csv --products products.csv lines.csv
out <<-END
	$head
	up-sell,ann,ann/XS64/XS256,2026-11-16T11:50:00Z,2026-11-16T11:50:00Z,,ann@example.com,,,"put in the cart XS64 at 1099.00 USD, for 101.00 more there is XS256",XS256,1200.00,USD,"{""from_sku"":""XS64"",""sku"":""XS256"",""product"":""iPhone XS Max 256 GB"",""url"":""https://example.com/xs256"",""price_delta"":101.00}"
END
err <<-END
	recommend: --events: joined 0 of 1
END
end

case_of "--up-sell: never owned, never without stock, a step at most, and of the last thing"
phones >products.csv
lines 1:ann:2026-01-01:XS256 2:bob:2026-01-01:OLD 3:bob:2026-11-16T11.00.00Z:CASE >lines.csv
at=2026-11-16T10.50.00Z
events $at:product-view:ann:XS64 $at:product-view:bob:XS64 $at:product-view:cy:OLD \
    $at:product-view:dee:XS512 2026-11-15T12.00.00Z:product-view:eve:XS64 \
    2026-11-15T11.59.59Z:product-view:fay:XS64 $at:favourite:gus:XS64 \
    $at:product-view:hal:OLD 2026-11-16T11.00.00Z:product-view:hal:XS64 \
    2026-11-16T11.01.00Z:favourite:hal:OLD $at:product-view:ida:EURO \
    $at:product-view:jo:NOPE $at:product-view:kim:UNKNOWN:10 $at:product-view:len: \
    2026-11-16T12.00.01Z:product-view:max:XS64 $at:product-view::XS64 \
    $at:purchase:nan:CASE $at:product-view:nan:XS64 $at:product-view:oz:BARE >events.csv
run recommend --up-sell --events events.csv --products products.csv lines.csv
show customer_id item reason
{
	recommend -q --up-sell --max-step 9.1% --events events.csv --products products.csv lines.csv
	recommend -q --up-sell --max-step 200% --events events.csv --products products.csv lines.csv
	sed -i /XS256,i/s/,2,/,0,/ products.csv
	recommend -q --up-sell --events events.csv --products products.csv lines.csv
} | python3 "$tests/columns.py" trigger_id | grep -v trigger_id | tr '\n' ' ' >>got.out
echo >>got.out
out <<-END
	eve|XS256|viewed XS64 at 1099.00 USD, for 101.00 more there is XS256
	ann|XS512|viewed XS64 at 1099.00 USD, for 350.00 more there is XS512
	hal|XS256|viewed XS64 at 1099.00 USD, for 101.00 more there is XS256
	eve/XS64/XS256 ann/XS64/XS512 cy/OLD/XS64 hal/XS64/XS256 eve/XS64/XS512 ann/XS64/XS512 hal/XS64/XS512 
END
err <<-END
	recommend: --events: joined 2 of 17
	recommend: set aside: 2 bought since, 1 later events, 1 no identity, 6 no upgrade
END
end

case_of "--upgrades: those told, whatever the step; by the price they saw where none is known"
phones >products.csv
lines 1:p1:2026-01-01:OLD >lines.csv
given upgrades.csv <<-END
	from_sku,to_sku
	OLD,XS512
	OLD,XS64
	XS64,OLD
	XS64,XS64
	XS64,EURO
	USED,EURO
END
at=2026-11-16T11.50.00Z
events $at:product-view:ann:OLD $at:product-view:bob:XS64 $at:product-view:cy:USED:900 \
    $at:product-view:dee:XS256 $at:product-view:eve:USED:9x >events.csv
run recommend --up-sell --upgrades upgrades.csv --events events.csv --products products.csv lines.csv
show trigger_id value currency data
out <<-END
	ann/OLD/XS64|1099.00|USD|{"from_sku":"OLD","sku":"XS64","product":"iPhone XS Max 64 GB","price_delta":700.00}
	cy/USED/EURO|1150.00|EUR|{"from_sku":"USED","sku":"EURO","product":"iPhone XS Max 256 GB","price_delta":250.00}
	dee/XS256/XS512|1449.00|USD|{"from_sku":"XS256","sku":"XS512","product":"iPhone XS Max 512 GB","price_delta":249.00}
END
err <<-END
	recommend: --events: joined 0 of 5
	recommend: set aside: 2 no upgrade
END
end

case_of "--similar: those of its category nearest in price"
phones >products.csv
lines 1:ann:2026-01-01:XS256 2:bob:2026-01-01:XS512 3:eve:2026-11-16T11.50.00Z:CASE >lines.csv
at=2026-11-16T11.50.00Z
events $at:product-view:ann:XS64 2026-11-16T11.00.00Z:product-view:bob:XS64 $at:product-view:bob:XS512 \
    $at:add-to-cart:cy:XS64 $at:product-view:dee:CASE $at:product-view:eve:XS64 >events.csv
run recommend --similar --events events.csv --products products.csv lines.csv
show trigger_id item value data
recommend -q --similar --items 1 --events events.csv --products products.csv lines.csv |
    python3 "$tests/columns.py" since_at reason data >>got.out
out <<-END
	bob/XS64|XS256|1200.00|{"sku":"XS256","product":"iPhone XS Max 256 GB","url":"https://example.com/xs256","items":["XS256","OLD2","OLD"],"because":"XS64"}
	ann/XS64|XS512|1449.00|{"sku":"XS512","product":"iPhone XS Max 512 GB","items":["XS512","OLD2","OLD"],"because":"XS64"}
	2026-11-16T11:00:00Z|viewed XS64 at 1099.00 USD, like XS256 at 1200.00 (Phones)|{"sku":"XS256","product":"iPhone XS Max 256 GB","url":"https://example.com/xs256","items":["XS256"],"because":"XS64"}
	2026-11-16T11:50:00Z|viewed XS64 at 1099.00 USD, like XS512 at 1449.00 (Phones)|{"sku":"XS512","product":"iPhone XS Max 512 GB","items":["XS512"],"because":"XS64"}
END
err <<-END
	recommend: --events: joined 4 of 6
	recommend: set aside: 1 bought since, 1 nothing similar
END
end

case_of "a step that is just met, equal ones by sku, of two as near the cheaper, and how they are reached"
given products.csv <<-END
	sku,category,price,currency
	A,one,100.00,EUR
	B,one,140.00,EUR
	C,two,100.00,EUR
	D,two,140.01,EUR
	L,near,90.00,EUR
	M,near,100.00,EUR
	N,near,110.00,EUR
	Y,,110.00,EUR
	Z,,110.00,EUR
END
given upgrades.csv <<-END
	from_sku,to_sku
	M,Z
	M,Y
	L,Y
	L,Z
END
given events.csv <<-END
	event_at,event,customer_id,phone,push_token,sku
	2026-11-16T11:00:00Z,product-view,ann,+14155550101,push1,A
	2026-11-16T11:01:00Z,product-view,bob,,,C
	2026-11-16T11:02:00Z,product-view,cy,,,M
	2026-11-16T11:03:00Z,product-view,dee,,,L
	2026-11-16T11:04:00Z,product-view,eve,,,A
	2026-11-16T11:05:00Z,product-view,,+14155550102,,A
END
lines 1:eve:2026-11-16T11.30.00Z:X:refunded >lines.csv
run recommend --up-sell --upgrades upgrades.csv --events events.csv --products products.csv lines.csv
show trigger_id phone push_token
recommend -q --similar --events events.csv --products products.csv lines.csv |
    python3 "$tests/columns.py" customer_id data | grep ^cy >>got.out
out <<-END
	ann/A/B|+14155550101|push1
	cy/M/Y||
	dee/L/Y||
	+14155550102/A/B|+14155550102|
	cy|{"sku":"L","items":["L","N"],"because":"M"}
END
err <<-END
	recommend: --events: joined 1 of 6
	recommend: set aside: 1 bought since, 1 no upgrade, 1 refunded
END
end

case_of "--back-in-stock: for whoever looked at it within a month"
phones >products.csv
sed '/^XS64/s/,5,/,0,/; /^XS256/s/,2,/,-3,/; /^OLD,/s/,9,/,,/; /^EURO/s/,9,/,0,/' products.csv >before.csv
sed -i '/^OLD2/s/,9,/,0,/; /^EURO/s/,9,/,0,/' products.csv
lines 1:ann:2026-01-01:XS256 2::2026-11-15:CASE:::bob@example.com >lines.csv
events 2026-11-15T11.00.00Z:favourite:ann:XS64 2026-11-16:product-view:ann:XS64 \
    2026-11-15T10.00.00Z:product-view:ann:XS256 2026-10-17T12.00.00Z:add-to-cart:bob:XS256::bob@example.com \
    2026-10-17T11.59.59Z:product-view:cy:XS256 2026-11-15:product-view:dee:OLD \
    2026-11-15:product-view:dee:OLD2 2026-11-15:product-view:dee:XS512 2026-11-15:product-view:dee:EURO \
    2026-11-15:product-view:eve:XS64 2026-11-14:purchase:eve:XS64 >events.csv
run recommend --back-in-stock --events events.csv --products products.csv --products-before before.csv lines.csv
show trigger_id email triggered_at since_at item reason data
out <<-END
	ann/XS64/2026-11-16||2026-11-16T12:00:00Z|2026-11-16T12:00:00Z|XS64|liked on 2026-11-15, there was none, there are 5|{"sku":"XS64","product":"iPhone XS Max 64 GB"}
	bob/XS256/2026-11-16|bob@example.com|2026-11-16T12:00:00Z|2026-11-16T12:00:00Z|XS256|put in the cart on 2026-10-17, there was none, there are 2|{"sku":"XS256","product":"iPhone XS Max 256 GB","url":"https://example.com/xs256"}
END
err <<-END
	recommend: --events: joined 3 of 10
	recommend: set aside: 2 bought already, 1 later events
END
end

case_of "--price-drop: by a twentieth at least, of what can be had, and in one currency"
phones >products.csv
sed '/^XS64/s/1099.00/1156.85/; /^XS256/s/1200.00/1263.15/; /^OLD,/s/399/800/; /^OLD2/s/399/420/; /^EURO/s/1150.00,EUR/9999.00,USD/; /^CASE/s/1150/2000/' products.csv >before.csv
sed -i /^CASE/s/9/0/ products.csv
lines 1:p1:2026-01-01:OLD >lines.csv
at=2026-11-15T10.00.00Z
events $at:product-view:ann:XS64 $at:product-view:ann:XS256 $at:add-to-cart:bob:OLD \
    $at:product-view:p1:OLD $at:product-view:dee:OLD2 $at:product-view:ann:EURO $at:product-view:ann:CASE \
    $at:product-view:ann:XS512 $at:product-view:ann:GONE >events.csv
run recommend --price-drop --events events.csv --products products.csv --products-before before.csv lines.csv
show trigger_id value currency reason data
recommend -q --price-drop --min-drop 0% --events events.csv --products products.csv --products-before before.csv lines.csv |
    python3 "$tests/columns.py" trigger_id >>got.out
out <<-END
	ann/XS64/1099.00|1099.00|USD|viewed on 2026-11-15, 1156.85 USD became 1099.00, 5 % less|{"sku":"XS64","product":"iPhone XS Max 64 GB","price_before":1156.85}
	bob/OLD/399.00|399.00|USD|put in the cart on 2026-11-15, 800.00 USD became 399.00, 50 % less|{"sku":"OLD","product":"iPhone 6","price_before":800.00}
	dee/OLD2/399.00|399.00|USD|viewed on 2026-11-15, 420.00 USD became 399.00, 5 % less|{"sku":"OLD2","product":"iPhone 6 Plus","price_before":420.00}
	ann/XS256/1200.00
	ann/XS64/1099.00
	bob/OLD/399.00
	dee/OLD2/399.00
END
err <<-END
	recommend: --events: joined 1 of 9
	recommend: set aside: 1 bought already, 1 not in stock
END
end

case_of "a catalogue with rows that can't be is refused, and so are upgrades"
given products.csv <<-END
	sku,price,currency,stock
	XS64,1099.00,USD,5
	XS64,1099.00,USD,5
END
lines 1:p1:2026-01-01:XS64 >lines.csv
events 2026-11-16T11.50.00Z:product-view:ann:XS64 >events.csv
run recommend --products products.csv lines.csv
refused products.csv --products products.csv <<-END >>got.out
	,1.00,USD,
	XS64,1100.00,USD,5
	XS65,-1.00,USD,5
	XS66,1.001,USD,5
	XS67,1.00,USD,many
END
echo from_sku,to_sku >upgrades.csv
phones >products.csv
echo USED, | refused upgrades.csv --upgrades upgrades.csv --up-sell --events events.csv --products products.csv >>got.out
out <<-END
	$head
	recommend: products.csv:4: sku: '': blank (want the product's number)
	2
	recommend: products.csv:4: sku: 'XS64': comes twice
	2
	recommend: products.csv:4: price: '-1.00': less than nothing (want 0 or more)
	2
	recommend: products.csv:4: price: '1.001': more decimals than USD has (2)
	2
	recommend: products.csv:4: stock: 'many': not a quantity (want 2 or 0.125)
	2
	recommend: upgrades.csv:2: to_sku: '': blank (want the product's number)
	2
END
err <<-END
	recommend: set aside: 1 last order too long ago
END
end

case_of "a catalogue without what is asked of it is refused"
lines 1:p1:2026-01-01:XS64 >lines.csv
events 2026-11-16T11.50.00Z:product-view:ann:XS64 >events.csv
for one in "--up-sell currency" "--similar currency,stock" "--price-drop price" "--back-in-stock price,currency"; do
	echo "sku,${one#* }" >products.csv
	set -- "${one% *}" --events events.csv --products products.csv
	case $one in --price*|--back*) set -- "$@" --products-before products.csv ;; esac
	recommend "$@" lines.csv
	echo $?
done >said 2>&1
run cat said
out <<-END
	recommend: products.csv:1: no column 'price'
	2
	recommend: products.csv:1: no column 'price'
	2
	recommend: products.csv:1: no column 'currency'
	2
	recommend: products.csv:1: no column 'stock'
	2
END
end

case_of "what was taken out of the cart again isn't looked at, nor what isn't over"
phones >products.csv
lines 1:p1:2026-01-01:OLD >lines.csv
at=2026-11-16T10
events $at.00.00Z:product-view:ann:XS256 $at.01.00Z:add-to-cart:ann:XS64 $at.02.00Z:remove-from-cart:ann:XS64 \
    $at.01.00Z:remove-from-cart:bob:XS64 $at.02.00Z:add-to-cart:bob:XS64 \
    $at.01.00Z:add-to-cart:cy:XS64 $at.02.00Z:remove-from-cart:cy:OLD \
    $at.01.00Z:add-to-cart:dee:XS64 $at.02.00Z:remove-from-cart:dee:XS64 2026-11-16:product-view:eve:XS64 >events.csv
run recommend -q --up-sell --events events.csv --products products.csv lines.csv
show trigger_id
for how in --up-sell --similar; do
	recommend -a 2026-11-16 "$how" --events events.csv --products products.csv lines.csv 2>&1 >/dev/null | tail -n 1
	recommend -q -a 2026-11-17 "$how" --events events.csv --products products.csv lines.csv |
	    python3 "$tests/columns.py" trigger_id triggered_at | grep eve
done >>got.out
out <<-END
	ann/XS256/XS512
	cy/XS64/XS256
	bob/XS64/XS256
	recommend: set aside: 1 not due yet
	eve/XS64/XS256|2026-11-17T00:00:00Z
	recommend: set aside: 1 not due yet
	eve/XS64|2026-11-17T00:00:00Z
END
end

case_of "--price-drop: not to whoever saw it as cheap the last time they looked"
echo sku,price,currency >products.csv
cp products.csv before.csv
echo A,8.00,EUR >>products.csv
echo A,10.00,EUR >>before.csv
lines 1:p1:2026-01-01:OLD >lines.csv
at=2026-11-15T10
events $at.00.00Z:product-view:ann:A:8.00 $at.00.00Z:product-view:bob:A:8.01 \
    $at.00.00Z:product-view:cy:A:8.00 $at.01.00Z:product-view:cy:A:10.00 \
    $at.00.00Z:product-view:dee:A:10.00 $at.01.00Z:product-view:dee:A:7.99 $at.00.00Z:product-view:eve:A >events.csv
echo 2026-11-15T10:00:00Z,product-view,fay,A,8.00,USD, >>events.csv
run recommend --price-drop --events events.csv --products products.csv --products-before before.csv lines.csv
show customer_id
out <<-END
	bob
	cy
	eve
	fay
END
err <<-END
	recommend: --events: joined 0 of 8
	recommend: set aside: 2 seen at that price
END
end

case_of "events in any order give the same bytes"
phones >products.csv
sed '/^XS64/s/,5,/,0,/; /^OLD/s/,9,/,0,/' products.csv >before.csv
lines 1::2026-01-01:OLD:::bob@example.com 2:bob:2026-01-02:CASE:::bob@example.com >lines.csv
at=2026-11-16T10.50.00Z
events $at:product-view:ann:XS64 $at:product-view:ann:OLD $at:add-to-cart:ann:XS64::ann@example.com \
    $at:product-view:bob:OLD $at:product-view::XS64::bob@example.com \
    $at:favourite:ann2:XS64::ann@example.com $at:product-view::OLD2::ann@example.com $at:product-view:cy:XS64:1.00 $at:product-view:cy:OLD:2.00 >events.csv
for seed in 1 2 3 4 5 6 7 8; do
	python3 - $seed <<-'END'
		import random, sys
		random.seed(int(sys.argv[1]))
		for name in "events", "lines", "products":
		    head, *rows = open(name + ".csv")
		    random.shuffle(rows)
		    open("mixed-" + name, "w").writelines([head] + rows)
	END
	for mode in --up-sell --similar "--back-in-stock --products-before before.csv"; do
		# shellcheck disable=SC2086  # several words
		recommend $mode --events mixed-events --products mixed-products mixed-lines 2>&1
	done | cksum
done | sort -u | wc -l >said
recommend -q --back-in-stock --products-before before.csv --events events.csv --products products.csv lines.csv |
    python3 "$tests/columns.py" trigger_id email >>said
run cat said
out <<-END
	1
	ann/OLD/2026-11-16|ann@example.com
	ann/XS64/2026-11-16|ann@example.com
	ann2/OLD2/2026-11-16|ann@example.com
	bob/XS64/2026-11-16|bob@example.com
	cy/OLD/2026-11-16|
	cy/XS64/2026-11-16|
END
end

# Data of others: the same by other means.
case_of "uci: half a year of baskets, and whom to offer what"
uci=$data/uci-online-retail/2010-12_2011-06.csv.gz
if [ -f "$uci" ]; then
	gunzip -c "$uci" >uci.csv
	import-orders -q --lines --max-rejects 1 -o lines.csv uci.csv
	recommend -q --list-pairs lines.csv >pairs.csv
	python3 "$tests/recommend-check.py" lines.csv pairs.csv 5 0.01 100 >said
	recommend -q -a 2011-06-09T12:00:00Z --write-pairs then.csv lines.csv |
	    python3 "$tests/columns.py" customer_id trigger_id triggered_at item data >told
	python3 "$tests/recommend-offers.py" lines.csv then.csv 2011-06-09T12:00:00Z >want
	diff want told >>said
	wc -l <told >>said
	run cat said
	out <<-END
		59956 pairs, the chances of 150 summed
		319
	END
	end
else
	skip "no $uci"
fi

case_of "dunnhumby: what households buy, in any order of theirs"
dunnhumby=$data/dunnhumby/transactions_sample.csv.gz
if [ -f "$dunnhumby" ]; then
	gunzip -c "$dunnhumby" | awk -F, -v OFS=, '
		NR == 1 { print "order_id,customer_id,ordered_at,status,sku,quantity,refunded_quantity" }
		NR > 1 { print $3, $1, $11, "paid", $4, $5, "" }' >lines.csv
	recommend -q --list-pairs --max-basket 600 lines.csv >orders.csv
	recommend -q --list-pairs --max-basket 600 --basket person lines.csv >people.csv
	{
		python3 "$tests/recommend-check.py" lines.csv orders.csv 5 0.01 600
		python3 "$tests/recommend-check.py" lines.csv people.csv 5 0.01 600 customer_id
	} >said
	run cat said
	out <<-END
		0 pairs, the chances of 0 summed
		54 pairs, the chances of 54 summed
	END
	end
else
	skip "no $dunnhumby"
fi

finish
