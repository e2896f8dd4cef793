# Orders of a made-up shop, always the same, with all that a roll-up must
# tell apart: kinds of status and currency, guests, refunds, late news.
# usage: awk -f make-orders.awk -v n=600

function draw(m) {
	seed = (seed * 16807) % 2147483647
	return seed % m
}

function day() {
	return sprintf("2026-%02d-%02d", 1 + draw(12), 1 + draw(28))
}

BEGIN {
	seed = 20261116
	print "order_id,customer_id,ordered_at,status,currency,total," \
	    "refunded,email,phone,cancelled_at,refunded_at,discount,coupon"
	split("paid paid paid paid paid paid placed pending refunded " \
	    "partially-refunded cancelled failed test", status, " ")
	for (i = 1; i <= n; i++) {
		who = int(draw(80) * draw(80) / 80)
		id = who % 3 ? "c" who : ""
		mail = who % 7 ? "p" who "@example.com" : ""
		phone = who % 2 ? sprintf("+1202555%04d", 100 + who) : ""
		s = status[1 + draw(13)]
		total = draw(20000)
		back = ""
		if (s == "refunded")
			back = total
		if (s == "partially-refunded")
			back = draw(total + 1)
		printf "%d,%s,%sT%02d:%02d:%02dZ,%s,%s,%.2f,%s,%s,%s,%s,%s,,\n",
		    i, id, day(), draw(24), draw(60), draw(60), s,
		    draw(9) ? "USD" : "EUR", total / 100,
		    back == "" ? "" : sprintf("%.2f", back / 100), mail,
		    phone, s == "cancelled" && draw(2) ? day() : "",
		    back != "" && draw(2) ? day() : ""
	}
}
