#!/bin/sh
# Who looked at something, and left; and who liked something.
# shellcheck source=tests/lib.sh
. "${0%/*}/lib.sh"

SENDLIST_AS_OF=2026-11-16
export SENDLIST_AS_OF

# log: rows of "time event who sku category seconds more", as a log.
log() {
	awk -v OFS=, 'BEGIN { print "event_at,event,customer_id,email," \
	    "anonymous_id,session_id,sku,category,seconds,price,currency," \
	    "order_id" }
	{
		delete cell
		for (i = 3; i <= NF; i++) {
			split($i, part, "=")
			cell[part[1]] = part[2]
		}
		print $1 ~ /T/ ? $1 "Z" : "2026-11-14T" $1 "Z", $2, cell["c"],
		    cell["e"], cell["b"], cell["s"], cell["sku"], cell["in"],
		    cell["for"], cell["p"], cell["p"] == "" ? "" : "EUR",
		    cell["o"]
	}'
}

case_of "two views of a product and more than a minute; what, and when they left"
run browse-abandon "$samples/browse-abandon.csv"
out <<-'END'
flow,customer_id,trigger_id,triggered_at,since_at,expires_at,email,phone,push_token,reason,item,value,currency,data
browse-abandon,7,7/MUG/2026-11-14T09:00:00Z,2026-11-14T09:32:30Z,2026-11-14T09:02:30Z,,gil@example.com,,,"MUG viewed 2 times for 105s, left 2026-11-14T09:02:30Z, nothing in the cart",MUG,10.00,EUR,"{""visits"":2,""seconds"":105,""most_viewed"":{""sku"":""MUG"",""product"":""Blue mug"",""category"":""Mugs"",""url"":""https://shop.example/mug""},""last_viewed"":{""sku"":""MUG"",""product"":""Blue mug"",""category"":""Mugs"",""url"":""https://shop.example/mug""}}"
browse-abandon,anonymous:b4,anonymous:b4/MUG/2026-11-14T14:00:00Z,2026-11-14T15:30:00Z,2026-11-14T15:00:00Z,,,,push-4,"MUG viewed 2 times for 80s, left 2026-11-14T15:00:00Z, nothing in the cart",MUG,10.00,EUR,"{""visits"":2,""seconds"":80,""most_viewed"":{""sku"":""MUG"",""product"":""Blue mug"",""category"":""Mugs"",""url"":""https://shop.example/mug""},""last_viewed"":{""sku"":""MUG"",""product"":""Blue mug"",""category"":""Mugs"",""url"":""https://shop.example/mug""}}"
END
end

case_of "neither an idle tab nor a quick second look is interest; over, not at, a minute"
log >a.csv <<-END
	10:00:00 product-view c=tab sku=A for=9999
	10:00:00 product-view c=quick sku=A for=10
	10:05:00 product-view c=quick sku=A for=50
	10:00:00 product-view c=just sku=A for=10
	10:05:00 product-view c=just sku=A for=51
	10:00:00 product-view c=capped sku=A for=9999
	10:05:00 product-view c=capped sku=A for=1
	10:00:00 product-view c=two sku=A for=59
	10:05:00 product-view c=two sku=B for=59
END
run browse-abandon --skew 1d a.csv
show customer_id reason
out <<-END
	capped|A viewed 2 times for 61s, left 2026-11-14T10:05:00Z, nothing in the cart
	just|A viewed 2 times for 61s, left 2026-11-14T10:05:00Z, nothing in the cart
END
end

case_of "a category, if no product; the product seen last goes along"
log >a.csv <<-END
	10:00:00 product-view c=1 sku=A in=Mugs for=40 p=5.00
	10:05:00 product-view c=1 sku=B in=Mugs for=40 p=7.00
	10:00:00 page-view c=2 in=Tea for=40
	10:05:00 page-view c=2 in=Tea for=40
END
run browse-abandon --skew 1d a.csv
show trigger_id item value data
out <<-'END'
	1/category:Mugs/2026-11-14T10:00:00Z|B|7.00|{"visits":2,"seconds":80,"category":"Mugs","last_viewed":{"sku":"B","category":"Mugs"}}
	2/category:Tea/2026-11-14T10:00:00Z|||{"visits":2,"seconds":80,"category":"Tea"}
END
end

case_of "a view lasts until the next event of its session, within half an hour"
log >a.csv <<-END
	10:00:00 product-view c=1 b=b s=1 sku=A
	10:00:40 product-view c=1 b=b s=2 sku=A
	10:00:50 page-view c=1 b=b s=1
	10:01:00 page-view c=1 b=b s=2
	10:00:00 product-view c=2 b=c sku=A
	10:30:01 product-view c=2 b=c sku=A
	11:00:01 page-view c=2 b=c
END
run browse-abandon --skew 1d a.csv
show customer_id reason
out <<-END
	1|A viewed 2 times for 70s, left 2026-11-14T10:01:00Z, nothing in the cart
END
end

case_of "a view lasts on while others come, buy, and are forgotten"
{
	echo '10:00:00 product-view c=1 b=b sku=A'
	echo '10:00:00 product-view c=1 b=b sku=A'
	awk 'BEGIN { for (i = 0; i < 9000; i++) {
		print "09:59:59 product-view c=x" i " sku=A"
		print "10:00:02 purchase c=x" i
	} }' | sort
	echo '10:00:03 product-view c=2 sku=A'
	echo '10:01:10 product-view c=1 b=b sku=B'
} | log >a.csv
run browse-abandon a.csv
show trigger_id reason
out <<-END
	1/A/2026-11-14T10:00:00Z|A viewed 2 times for 2m, left 2026-11-14T10:01:10Z, nothing in the cart
END
end

case_of "no row when an add, a checkout or an order followed, or the cart is full"
log >a.csv <<-END
	09:00:00 add-to-cart c=full sku=Z
	10:00:00 product-view c=full sku=A for=40
	10:05:00 product-view c=full sku=A for=40
	09:00:00 add-to-cart c=emptied sku=Z
	09:01:00 remove-from-cart c=emptied sku=Z
	10:00:00 product-view c=emptied sku=A for=40
	10:05:00 product-view c=emptied sku=A for=40
	10:00:00 product-view c=added sku=A for=40
	10:05:00 product-view c=added sku=A for=40
	12:05:00 add-to-cart c=added sku=B
	10:00:00 product-view e=bought@example.com sku=A for=40
	10:05:00 product-view e=bought@example.com sku=A for=40
	10:00:00 product-view c=out sku=A for=40
	10:05:00 product-view c=out sku=A for=40
	12:05:00 checkout c=out sku=A
END
given o.csv <<-END
	order_id,customer_id,email,ordered_at,status
	1,9,Bought@example.com,2026-11-15,placed
END
run browse-abandon --skew 1d --orders o.csv a.csv
show customer_id
out <<-END
	emptied
END
err <<-END
	browse-abandon: --orders: joined 1 of 1
END
end

case_of "idle to the second; views within; --quiet-period; one for a product's first view"
log >a.csv <<-END
	2026-11-01T10:00:00 product-view c=1 sku=A for=60
	2026-11-01T10:05:00 product-view c=1 sku=A for=60
	2026-11-02T10:05:00 product-view c=1 sku=A for=60
	2026-11-03T10:00:00 product-view c=1 sku=B for=60
	2026-11-03T10:05:00 product-view c=1 sku=B for=60
	2026-11-03T10:06:00 product-view c=1 sku=B for=60
	2026-11-03T10:07:00 product-view c=1 sku=B for=60
	2026-11-09T10:05:00 product-view c=1 sku=B for=60
END
# shellcheck disable=SC2016  # for the shell that runs it
shell 'for more in "-a 2026-11-01T10:34:59Z" "-a 2026-11-01T10:35:00Z" "" \
    "--quiet-period 0s" "--within 1d" "--since 2026-11-09"; do
	echo "$more"
	browse-abandon -q $more a.csv | tail -n +2 | cut -d, -f3,4
done'
out <<-END
	-a 2026-11-01T10:34:59Z
	-a 2026-11-01T10:35:00Z
	1/A/2026-11-01T10:00:00Z,2026-11-01T10:35:00Z
	
	1/A/2026-11-01T10:00:00Z,2026-11-01T10:35:00Z
	1/B/2026-11-03T10:00:00Z,2026-11-09T10:35:00Z
	--quiet-period 0s
	1/A/2026-11-01T10:00:00Z,2026-11-01T10:35:00Z
	1/B/2026-11-03T10:00:00Z,2026-11-03T10:37:00Z
	--within 1d
	1/A/2026-11-01T10:00:00Z,2026-11-01T10:35:00Z
	--since 2026-11-09
	1/B/2026-11-03T10:00:00Z,2026-11-09T10:35:00Z
END
end

case_of "--favourites: liked, and not bought within --after"
log >a.csv <<-END
	2026-11-10T10:00:00 favourite c=1 sku=A p=5.00
	2026-11-12T10:00:00 favourite c=1 sku=A p=6.00
	2026-11-10T10:00:00 favourite c=2 sku=A
	2026-11-11T10:00:00 purchase c=2 sku=A
	2026-11-10T10:00:00 favourite c=3 sku=A
	2026-11-11T10:00:00 purchase c=3 sku=B
	2026-11-10T10:00:00 favourite c=4 sku=A
	2026-11-11T10:00:00 purchase c=4
	2026-11-14T00:00:01 favourite c=5 sku=A
END
shell 'browse-abandon --skew 9d --favourites -a 2026-11-17T00:00:00Z a.csv
    browse-abandon --skew 9d --favourites --after 7d a.csv | wc -l'
out <<-'END'
flow,customer_id,trigger_id,triggered_at,since_at,expires_at,email,phone,push_token,reason,item,value,currency,data
wishlist,1,1/A/2026-11-10T10:00:00Z,2026-11-13T10:00:00Z,2026-11-10T10:00:00Z,,,,,"A liked 2026-11-10T10:00:00Z, not bought since",A,5.00,EUR,"{""liked_at"":""2026-11-10T10:00:00Z"",""favourite"":{""sku"":""A""}}"
wishlist,3,3/A/2026-11-10T10:00:00Z,2026-11-13T10:00:00Z,2026-11-10T10:00:00Z,,,,,"A liked 2026-11-10T10:00:00Z, not bought since",A,,,"{""liked_at"":""2026-11-10T10:00:00Z"",""favourite"":{""sku"":""A""}}"
1
END
end

case_of "--favourites: a checkout of what was bought ends no other favourite"
log >a.csv <<-END
	2026-11-10T10:00:00 favourite c=1 sku=B
	2026-11-11T10:00:00 purchase c=1 o=o1 sku=A
	2026-11-11T10:00:05 checkout c=1 o=o1
END
run browse-abandon --favourites a.csv
show item
out <<-END
	B
END
end

case_of "of one second, the link doesn't depend on which row came first"
given a.csv <<-END
	event_at,event,customer_id,sku,url
	2026-11-10T10:00:00Z,favourite,1,A,https://s.example/b
	2026-11-10T10:00:00Z,favourite,1,A,https://s.example/a
END
run browse-abandon --favourites a.csv
show data
out <<-END
	{"liked_at":"2026-11-10T10:00:00Z","favourite":{"sku":"A","url":"https://s.example/a"}}
END
end

case_of "people who can't be reached are counted"
log >a.csv <<-END
	10:00:00 product-view b=b sku=A for=40
	10:05:00 product-view b=b sku=A for=40
END
run browse-abandon a.csv
out <<-END
	flow,customer_id,trigger_id,triggered_at,since_at,expires_at,email,phone,push_token,reason,item,value,currency,data
END
err <<-END
	browse-abandon: 1 of nobody who can be reached (no customer_id, e-mail or push token)
END
end

for seed in 1 2 3; do
	case_of "random logs, judged by brute force, seed $seed"
	shell "python3 -B '$tests/browse-check.py' $seed 100 |
	    grep -vx '[1-9][0-9]*'"
	status 1
	end
done

finish
