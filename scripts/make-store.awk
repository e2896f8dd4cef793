# The sample store, in any awk: only whole numbers, and a generator of our own,
# so that every awk writes the same bytes.  Amounts are in cents, days are
# counted from 1970-01-01, and times of day are the shop's own, in New York.

function rnd(n) {
	seed = (seed * 16807) % 2147483647
	return int(seed / 8) % n
}

function between(low, high) { return low + rnd(high - low + 1) }
function chance(percent) { return rnd(100) < percent }
function one_of(list,   part) { return part[1 + rnd(split(list, part, "|"))] }

# The day number of a date, and back, by the proleptic Gregorian calendar.
function day_of(y, m, d,   era, yoe, doy) {
	if (m <= 2)
		y--
	era = int(y / 400)
	yoe = y - era * 400
	doy = int((153 * (m + (m > 2 ? -3 : 9)) + 2) / 5) + d - 1
	return era * 146097 + yoe * 365 + int(yoe / 4) - int(yoe / 100) + \
	    doy - 719468
}

function set_date(day,   z, era, doe, yoe, doy, mp) {
	z = day + 719468
	era = int(z / 146097)
	doe = z - era * 146097
	yoe = int((doe - int(doe / 1460) + int(doe / 36524) - \
	    int(doe / 146096)) / 365)
	doy = doe - (365 * yoe + int(yoe / 4) - int(yoe / 100))
	mp = int((5 * doy + 2) / 153)
	date_d = doy - int((153 * mp + 2) / 5) + 1
	date_m = mp < 10 ? mp + 3 : mp - 9
	date_y = yoe + era * 400 + (date_m <= 2)
}

# Which day of March or November that year the clocks change: a Sunday.
function sunday(y, m, nth,   first) {
	first = day_of(y, m, 1)
	return first + (10 - first % 7) % 7 + 7 * (nth - 1)
}

function stamp(day, second,   summer) {
	set_date(day)
	summer = day >= sunday(date_y, 3, 2) && day < sunday(date_y, 11, 1)
	return sprintf("%04d-%02d-%02d %02d:%02d:%02d -0%d00", date_y, date_m,
	    date_d, int(second / 3600), int(second / 60) % 60, second % 60,
	    summer ? 4 : 5)
}

# The same in UTC, as the toolkit writes it.
function instant(day, second,   summer) {
	set_date(day)
	summer = day >= sunday(date_y, 3, 2) && day < sunday(date_y, 11, 1)
	second += (summer ? 4 : 5) * 3600
	set_date(day + int(second / 86400))
	second %= 86400
	return sprintf("%04d-%02d-%02dT%02d:%02d:%02dZ", date_y, date_m, date_d,
	    int(second / 3600), int(second / 60) % 60, second % 60)
}

function usd(cents) {
	return sprintf("%d.%02d", int(cents / 100), cents % 100)
}

function quoted(text) {
	if (text !~ /[",\n]/)
		return text
	gsub(/"/, "\"\"", text)
	return "\"" text "\""
}

function put(name, text) {
	if (!(name in column)) {
		print "make-store: no column " name >"/dev/stderr"
		exit 2
	}
	cell[column[name]] = text
}

function end_row(   i, row) {
	row = quoted(cell[1])
	for (i = 2; i <= columns; i++)
		row = row "," quoted(cell[i])
	print row >export
	split("", cell)
}

function start_export(   h, i, n, part) {
	h = "Name,Email,Financial Status,Paid at,Fulfillment Status," \
	    "Fulfilled at,Accepts Marketing,Currency,Subtotal,Shipping,Taxes," \
	    "Total,Discount Code,Discount Amount,Shipping Method,Created at," \
	    "Lineitem quantity,Lineitem name,Lineitem price," \
	    "Lineitem compare at price,Lineitem sku," \
	    "Lineitem requires shipping,Lineitem taxable," \
	    "Lineitem fulfillment status"
	n = split("Billing Shipping", part, " ")
	for (i = 1; i <= n; i++)
		h = h "," part[i] " Name," part[i] " Street," part[i] \
		    " Address1," part[i] " Address2," part[i] " Company," \
		    part[i] " City," part[i] " Zip," part[i] " Province," \
		    part[i] " Country," part[i] " Phone"
	h = h ",Notes,Note Attributes,Cancelled at,Payment Method," \
	    "Payment Reference,Refunded Amount,Vendor,Outstanding Balance," \
	    "Employee,Location,Device ID,Id,Tags,Risk Level,Source," \
	    "Lineitem discount"
	for (i = 1; i <= 5; i++)
		h = h ",Tax " i " Name,Tax " i " Value"
	h = h ",Phone,Receipt Number,Duties,Billing Province Name," \
	    "Shipping Province Name,Payment ID,Payment Terms Name," \
	    "Next Payment Due At,Payment References"
	columns = split(h, part, ",")
	for (i = 1; i <= columns; i++)
		column[part[i]] = i
	print h >export
}

function stock(sku, name, cents) {
	products++
	product_sku[products] = sku
	product_name[products] = name
	product_price[products] = cents
}

function stock_shop() {
	stock("COF-250", "House Blend Coffee, 250 g", 1150)
	stock("COF-1000", "House Blend Coffee, 1 kg", 3800)
	stock("COF-DEC", "Decaf Coffee, 250 g", 1250)
	stock("TEA-EG", "Earl Grey Tea, 100 g", 975)
	stock("TEA-MATE", "Yerba Mat\303\251, 250 g", 1425)
	stock("FIL-100", "Paper Filters (100)", 650)
	stock("MUG-BL", "Stoneware Mug - Blue", 1800)
	stock("MUG-GR", "Stoneware Mug - Green", 1800)
	stock("KET-8", "Kettle 8\" Handle", 6900)
	stock("GRI-HAND", "Hand Grinder", 8450)
	stock("POT-FP", "French Press", 4200)
	stock("JAR-L", "Storage Jar, Large", 2250)
	stock("LINEN-2", "Linen Towels (2)", 2600)
	stock("CAN-PINE", "Pine Candle", 2100)
	stock("BOX-GIFT", "Gift Box \"Hearth\"", 7500)
}

# Where a buyer lives: city|zip|state code|state|country|telephone area|tax in
# hundredths of a percent.
function place() {
	if (chance(72))
		return one_of_places(us, us_places)
	return one_of_places(abroad, abroad_places)
}

function one_of_places(list, n) { return list[1 + rnd(n)] }

function map_places() {
	us_places = split("Portland|'04101|ME|Maine|US|207|550;" \
	    "Boston|'02139|MA|Massachusetts|US|617|625;" \
	    "New York|'10003|NY|New York|US|212|887;" \
	    "Austin|'78704|TX|Texas|US|512|825;" \
	    "Reno|'89501|NV|Nevada|US|775|826;" \
	    "Seattle|'98103|WA|Washington|US|206|1025;" \
	    "Portland|'97209|OR|Oregon|US|503|0;" \
	    "Chicago|'60614|IL|Illinois|US|312|1025;" \
	    "Ca\303\261on City|'81212|CO|Colorado|US|719|790", us, ";")
	abroad_places = split("London|N1 9GU|ENG|England|GB||0;" \
	    "Glasgow|G12 8QQ|SCT|Scotland|GB||0;" \
	    "Toronto|M5V 2T6|ON|Ontario|CA|416|1300;" \
	    "Qu\303\251bec|G1R 4P5|QC|Quebec|CA|418|1498;" \
	    "M\303\274nchen|'80331|||DE||0;K\303\266ln|'50667|||DE||0;" \
	    "Fitzroy|3065|VIC|Victoria|AU||0", abroad, ";")
}

# Names as they are written, and the last ones as an address spells them.
function name_people() {
	firsts = split("Alice,Ben,Carmen,Dev,Erin,Fran\303\247ois,Grace,Hiro," \
	    "Ingrid,Jos\303\251,Kemi,Liam,Maya,Noor,Olu,Priya,Quinn,Rosa," \
	    "S\303\270ren,Tess,Umar,Vera,Will,Xin,Yara,Zo\303\253," \
	    "William \"Bill\"", first, ",")
	lasts = split("Adams/adams;Baker/baker;Chen/chen;Diaz/diaz;" \
	    "Evans/evans;Fischer/fischer;Garc\303\255a/garcia;Haddad/haddad;" \
	    "Ito/ito;Jones/jones;Kowalski/kowalski;Lund/lund;" \
	    "M\303\274ller/muller;Nu\303\261ez/nunez;O'Brien/obrien;Patel/patel;" \
	    "Reed, Jr./reed;Singh/singh;Tremblay/tremblay;Usman/usman;" \
	    "Vance/vance;Walker/walker;Young/young;Zhang/zhang", last, ";")
}

function meet(c,   l, at) {
	who[c] = first[1 + rnd(firsts)]
	split(last[1 + rnd(lasts)], l, "/")
	who[c] = who[c] " " l[1]
	email[c] = l[2] c "@example." one_of("com|com|com|net|org")
	where[c] = place()
	split(where[c], at, "|")
	phone[c] = ""
	if (at[6] != "" && chance(40))
		phone[c] = telephone(at[6], 100 + rnd(100))
	street[c] = between(1, 480) " " one_of("Elm|Oak|Mill|Lake|Hill") \
	    " " one_of("Street|Road|Lane")
	marketing[c] = chance(70) ? "yes" : "no"
}

# Of the numbers from 555-0100 on that belong to nobody, the next that is free.
function telephone(area, n) {
	while (taken[area, n])
		n = n < 199 ? n + 1 : 100
	taken[area, n] = 1
	if (chance(50))
		return "(" area ") 555-0" n
	return (chance(30) ? "'" : "") "+1" area "5550" n
}

function order(c, day) {
	if (day < start || day > finish)
		return
	n_on[day]++
	buyer_on[day, n_on[day]] = c
	second_on[day, n_on[day]] = between(7 * 3600, 22 * 3600 + 3599)
}

# A day to come in by: twice as many before Christmas, few in high summer.
function arrival(   day) {
	do {
		day = between(start, finish - 10)
		set_date(day)
	} while (!chance(date_m >= 11 ? 90 : date_m == 7 ? 25 : 45))
	return day
}

# Each has a habit: once, now and then, every Christmas, or to a rhythm of
# their own that about half of them lose again.
function live(c,   habit, day, gap, left, y) {
	habit = rnd(100)
	day = arrival()
	order(c, day)
	if (habit < 42)
		return
	if (habit < 54) {
		for (left = between(1, 3); left > 0; left--)
			order(c, day += between(20, 260))
	} else if (habit < 70) {
		for (y = 2024; y <= 2026; y++)
			if (day_of(y, 11, 20) > day && chance(80))
				order(c, day_of(y, 11, 18) + between(2, 27))
	} else {
		gap = between(24, 80)
		left = chance(55) ? between(day, finish) : finish
		while ((day += int(gap * between(60, 140) / 100)) <= left)
			order(c, day)
	}
}

# Within a day, by the time of it.
function sort_day(day,   i, j, b, s) {
	for (i = 2; i <= n_on[day]; i++) {
		b = buyer_on[day, i]
		s = second_on[day, i]
		for (j = i - 1; j > 0 && second_on[day, j] > s; j--) {
			buyer_on[day, j + 1] = buyer_on[day, j]
			second_on[day, j + 1] = second_on[day, j]
		}
		buyer_on[day, j + 1] = b
		second_on[day, j + 1] = s
	}
}

function fill_basket(c,   i, p) {
	lines = one_of("1|1|1|1|2|2|3")
	subtotal = 0
	for (i = 1; i <= lines; i++) {
		p = 1 + (rnd(products) + c) % products
		line_product[i] = p
		line_quantity[i] = chance(80) ? 1 : between(2, 3)
		subtotal += line_quantity[i] * product_price[p]
	}
}

function price_basket(c, day, pos,   at) {
	split(where[c], at, "|")
	code = ""
	discount = 0
	set_date(day)
	if (!pos && chance(date_m == 11 ? 35 : 12)) {
		code = date_m == 11 ? "HOLIDAY15" : one_of("WELCOME10|THANKYOU5")
		discount = int(subtotal * \
		    (code ~ /15/ ? 15 : code ~ /10/ ? 10 : 5) / 100)
	} else if (chance(1)) {
		code = "STAFF100"
		discount = subtotal
	}
	subtotal -= discount
	shipping = pos || code == "STAFF100" || subtotal >= 7500 ? 0 : 595
	taxes = int(subtotal * at[7] / 10000 + 0.5)
	total = subtotal + shipping + taxes
}

# What became of it.  Sets status, and the cells that tell the story.
function settle(day, second,   fate) {
	fate = rnd(1000)
	status = "paid"
	refunded = 0
	if (total > 0 && fate < 30) {
		status = "refunded"
		refunded = total
	} else if (total > 0 && fate < 65) {
		status = "partially_refunded"
		refunded = product_price[line_product[1]]
		if (refunded >= total)
			refunded = int(total / 2)
	} else if (fate < 75)
		status = "voided"
	else if (fate < 83 || (day > finish - 4 && fate < 250))
		status = fate % 2 ? "pending" : "authorized"
	if (status == "voided" || (status == "refunded" && fate < 10))
		put("Cancelled at", stamp(day + 1, second))
	if (status !~ /voided|pending|authorized/)
		put("Paid at", stamp(day, second + 60))
	put("Financial Status", status)
	put("Refunded Amount", usd(refunded))
	if (status == "voided" || day + 2 > finish)
		put("Fulfillment Status", "unfulfilled")
	else {
		put("Fulfillment Status", "fulfilled")
		put("Fulfilled at", stamp(day + 2, 36000 + number % 20000))
	}
}

function put_address(kind, c,   at) {
	split(where[c], at, "|")
	put(kind " Name", who[c])
	put(kind " Street", street[c])
	put(kind " Address1", street[c])
	put(kind " City", at[1])
	put(kind " Zip", at[2])
	put(kind " Province", at[3])
	put(kind " Country", at[5])
	put(kind " Phone", phone[c])
	put(kind " Province Name", at[4])
}

function put_line(i,   p) {
	p = line_product[i]
	put("Lineitem quantity", line_quantity[i])
	put("Lineitem name", product_name[p])
	put("Lineitem price", usd(product_price[p]))
	put("Lineitem sku", product_sku[p])
	put("Lineitem requires shipping", "true")
	put("Lineitem taxable", "true")
	put("Lineitem fulfillment status", day_sold + 2 > finish ? "pending" : \
	    "fulfilled")
	put("Vendor", "Fernhill Goods")
	put("Lineitem discount", "0.00")
}

function put_order(c, pos, when) {
	put("Name", "#" number)
	put("Email", pos ? "" : email[c])
	put("Accepts Marketing", pos ? "no" : marketing[c])
	put("Currency", "USD")
	put("Subtotal", usd(subtotal))
	put("Shipping", usd(shipping))
	put("Taxes", usd(taxes))
	put("Total", usd(total))
	put("Discount Code", code)
	put("Discount Amount", usd(discount))
	put("Shipping Method", pos ? "" : shipping ? "Standard" : "Free")
	put("Created at", when)
	put("Payment Method", pos ? "Cash" : "Shopify Payments")
	put("Payment Reference", sprintf("r%05d.1", number))
	put("Outstanding Balance", status ~ /pending|auth/ ? usd(total) : "0.00")
	put("Id", "52" sprintf("%05d%06d", number, (number * 7919) % 1000000))
	put("Risk Level", "Low")
	put("Source", pos ? "pos" : "web")
	if (taxes > 0) {
		put("Tax 1 Name", "Sales Tax")
		put("Tax 1 Value", usd(taxes))
	}
	put("Payment ID", sprintf("r%05d.1", number))
	if (pos) {
		put("Location", "Fernhill Shop")
		put("Employee", "Front Counter")
		put("Phone", phone[c])
		return
	}
	put("Phone", phone[c])
	put_address("Billing", c)
	put_address("Shipping", c)
	if (chance(2))
		put("Notes", "Please leave it with the neighbour,\n" \
		    "number " between(2, 40) ", \"blue door\".")
	if (chance(3))
		put("Tags", "gift, wholesale")
}

function sell(c, day, second,   i, pos, when) {
	number++
	day_sold = day
	pos = c > people
	fill_basket(c)
	price_basket(c, day, pos)
	settle(day, second)
	when = stamp(day, second)
	put_order(c, pos, when)
	put_line(1)
	spoil(when)
	end_row()
	for (i = 2; i <= lines; i++) {
		put("Name", "#" number)
		put("Email", pos ? "" : email[c])
		put("Created at", when)
		put_line(i)
		end_row()
	}
	if (!pos && status ~ /paid|partially/) {
		last_day[c] = day
		last_second[c] = second
	}
}

# Someone opened the file in a spreadsheet, and saved two cells another way.
function spoil(when) {
	if (lines > 1 || status != "paid")
		return
	if (!spoilt_date && when ~ /^2025-07-2/) {
		split(when, part, /[- :]/)
		put("Created at", int(part[2]) "/" int(part[3]) "/" part[1] \
		    " " part[4] ":" part[5])
		spoilt_date = 1
	} else if (!spoilt_total && when ~ /^2026-03/) {
		put("Total", "5.55E+06")
		spoilt_total = 1
	}
}

# Of those who have not bought for half a year, one in nine has unsubscribed
# and one in four had the first letter of the win-back in the weeks before.
# What a send is decides its send_id, which make-store puts for ID.
function write_sides(   c, n, told, when, since, id) {
	print "email,channel,reason,from" >unsubscribed
	print "send_id,action,send_at,channel,address,customer_id,flow,step," \
	    "class,template,trigger_id,triggered_at,decided_at,expires_at," \
	    "variant,tags,reason,data" >sent
	for (c = 1; c <= people; c++) {
		if (!(c in last_day) || last_day[c] > finish - 180) {
			if (c % 40 == 0)
				print email[c] ",email,unsubscribed," \
				    instant(finish - c % 90, 43200) >unsubscribed
			continue
		}
		n++
		told = finish - 7 - n % 28
		if (n % 9 == 0)
			print email[c] ",email,unsubscribed," \
			    instant(told, 43200 + c) >unsubscribed
		else if (n % 4 == 0 && last_day[c] < told - 60) {
			when = instant(told, 36000)
			since = instant(last_day[c], last_second[c])
			id = email[c] "/" since
			print "ID,send," when ",email," email[c] "," email[c] \
			    ",win-back,reminder,marketing,win-back-reminder," \
			    id "," when "," when ",,,,last order " \
			    substr(since, 1, 10) "," >sent
		}
	}
}

BEGIN {
	seed = 20261116
	start = day_of(2023, 11, 16)
	finish = day_of(2026, 11, 15)
	export = dir "/orders_export.csv"
	unsubscribed = dir "/unsubscribed.csv"
	sent = dir "/sent.part"
	people = 680
	walk_ins = 90
	number = 1000

	start_export()
	stock_shop()
	map_places()
	name_people()
	for (c = 1; c <= people; c++) {
		meet(c)
		live(c)
	}
	for (; c <= people + walk_ins; c++) {
		where[c] = "Portland|'04101|ME|Maine|US|207|550"
		phone[c] = c % 8 ? "" : telephone(207, 100 + c % 100)
		order(c, between(start, finish))
	}
	for (day = start; day <= finish; day++) {
		sort_day(day)
		for (i = 1; i <= n_on[day]; i++)
			sell(buyer_on[day, i], day, second_on[day, i])
	}
	write_sides()
}
