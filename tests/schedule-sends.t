#!/bin/sh
# shellcheck source=tests/lib.sh
. "${0%/*}/lib.sh"

SENDLIST_AS_OF=2026-11-16T09:00:00Z
export SENDLIST_AS_OF

# Who is denied, at which step and why: those columns of denied.csv.
whys() { cut -d, -f1,3,9- denied.csv | tail -n +2; }

# Who is sent what, when and where, of a send list that is read from stdin.
whats() { cut -d, -f3-6,8 | tail -n +2; }

# decide [OPTION ...]: run, and show the sends, then the denied, in short.
decide() {
	schedule-sends --denied denied.csv "$@" </dev/null >sends.csv 2>got.err
	got_status=$?
	{ whats <sends.csv; whys; } >got.out
}

one_person() {
	given lapsed.csv <<-END
		customer_id,email,phone,last_order_at
		7,jane@example.com,+12025550123,2025-03-01T10:00:00Z
	END
}

# A flow with a step for each channel, and one with a ttl.
flows() {
	given flows.json <<-END
		{ "flows": {
		  "all": { "steps": [
		    { "channel": "push", "template": "p" },
		    { "channel": "sms", "template": "s" },
		    { "channel": "email", "template": "e" } ] },
		  "bill": { "class": "transactional", "steps": [
		    { "channel": "email", "template": "bill" } ] },
		  "cart": { "steps": [
		    { "channel": "email", "template": "c1", "after": "1h" },
		    { "channel": "email", "template": "c2", "after": "23h",
		      "ttl": "6h" } ] } } }
	END
}

case_of "a send is a whole record, and says why"
given lapsed.csv <<-END
	customer_id,email,first_name,segment,last_order_at
	7,Jane@Example.com,Jane,At Risk,2025-03-01T10:00:00Z
END
run schedule-sends --flow win-back --carry first_name,segment lapsed.csv
out <<-END
	send_id,action,send_at,channel,address,customer_id,flow,step,class,template,trigger_id,triggered_at,decided_at,expires_at,variant,tags,reason,data
	$(printf 'win-back\037reminder\0377/2025-03-01T10:00:00Z' | sha256sum | cut -c1-32),send,2026-11-16T09:00:00Z,email,jane@example.com,7,win-back,reminder,marketing,win-back-reminder,7/2025-03-01T10:00:00Z,2026-11-16T09:00:00Z,2026-11-16T09:00:00Z,2026-11-23T09:00:00Z,,,At Risk: last order 2025-03-01 (625 d ago),"{""first_name"":""Jane"",""segment"":""At Risk""}"
END
err <<-END
	schedule-sends: set aside: 2 later steps
END
end

case_of "in NDJSON data is an object"
one_person
run schedule-sends -q -j --flow win-back --carry customer_id lapsed.csv
out <<-END
	{"send_id":"$(printf 'win-back\037reminder\0377/2025-03-01T10:00:00Z' | sha256sum | cut -c1-32)","action":"send","send_at":"2026-11-16T09:00:00Z","channel":"email","address":"jane@example.com","customer_id":"7","flow":"win-back","step":"reminder","class":"marketing","template":"win-back-reminder","trigger_id":"7/2025-03-01T10:00:00Z","triggered_at":"2026-11-16T09:00:00Z","decided_at":"2026-11-16T09:00:00Z","expires_at":"2026-11-23T09:00:00Z","variant":null,"tags":null,"reason":"last order 2025-03-01 (625 d ago)","data":{"customer_id":"7"}}
END
end

case_of "a denied candidate is a whole record too"
given lapsed.csv <<-END
	customer_id,email,last_order_at,email_consent
	7,jane@example.com,2025-03-01,denied
END
shell 'schedule-sends --flow win-back --denied denied.csv lapsed.csv | wc -l
	cat denied.csv'
out <<-END
	1
	customer_id,flow,step,channel,trigger_id,triggered_at,planned_at,decided_at,code,rule,observed,threshold
	7,win-back,reminder,email,7/2025-03-01,2026-11-16T09:00:00Z,2026-11-16T09:00:00Z,2026-11-16T09:00:00Z,no-consent,email_consent,denied,not denied
END
err <<-END
	schedule-sends: denied: 1 no-consent
	schedule-sends: set aside: 2 later steps
END
end

# --- what starts a flow -------------------------------------------------

case_of "a trigger's id is the person, and what it is about"
given rows.csv <<-END
	customer_id,email,phone,last_order_at,created_at,email_consent
	1,a@example.com,,2025-03-01,2024-01-01,explicit
	,B@example.com,,2025-03-01T10:00:00+02:00,,explicit
	,,+12025550123,,2024-01-01,explicit
	4,d@example.com,,,,explicit
	a/b,e@example.com,,,,explicit
END
shell 'schedule-sends -q --flow win-back --denied d.csv rows.csv >s.csv
	cat s.csv d.csv | cut -d, -f5,6,11 | grep -v _ | sort'
out <<-END
	+12025550123/2024-01-01,2026-11-16T09:00:00Z,
	a@example.com,1,1/2025-03-01
	b@example.com,b@example.com,b@example.com/2025-03-01T08:00:00Z
	d@example.com,4,4/once
	e@example.com,a/b,a%2Fb/once
END
end

case_of "an order, a line and an event have ids of their own"
given orders.csv <<-END
	order_id,customer_id,ordered_at,status,email,email_consent
	1001,1,2026-11-15,paid,a@example.com,explicit
END
given lines.csv <<-END
	order_id,customer_id,ordered_at,status,sku,email,email_consent
	1001,1,2026-11-15,paid,mug,a@example.com,explicit
	1001,1,2026-11-15,paid,tea,a@example.com,explicit
END
given events.csv <<-END
	event_at,event,customer_id,email,email_consent
	2026-11-14T10:00:00Z,coupon-used,1,a@example.com,explicit
END
# shellcheck disable=SC2016
shell 'for f in orders lines events; do
		schedule-sends -q -j --flow order-confirm $f.csv |
		    grep -o "\"\(trigger_id\|reason\)\":\"[^\"]*\""
	done'
out <<-END
	"trigger_id":"1/1001"
	"reason":"order 1001 on 2026-11-15 (1 d ago)"
	"trigger_id":"1/1001/mug"
	"reason":"mug of order 1001 on 2026-11-15 (1 d ago)"
	"trigger_id":"1/1001/tea"
	"reason":"tea of order 1001 on 2026-11-15 (1 d ago)"
	"trigger_id":"1/2026-11-14T10:00:00Z/coupon-used"
	"reason":"coupon-used 2026-11-14 (2 d ago)"
END
end

case_of "only an order that stands starts a flow, as far as it is known"
given orders.csv <<-END
	order_id,customer_id,ordered_at,status,email,cancelled_at
	1,1,2026-11-15,paid,a@example.com,
	2,2,2026-11-15,placed,b@example.com,
	3,3,2026-11-15,refunded,c@example.com,
	4,4,2026-11-15,partially-refunded,d@example.com,
	5,5,2026-11-15,test,e@example.com,
	6,6,2026-11-15,cancelled,f@example.com,
	7,7,2026-11-15,failed,g@example.com,
	8,8,2026-11-15,pending,h@example.com,
	9,9,2026-11-15,cancelled,i@example.com,2026-11-16T09:00:01Z
	10,91,2026-11-15,paid,j@example.com,2026-11-16T09:00:00Z
	11,92,2026-11-15,done,k@example.com,
END
decide --flow win-back orders.csv
out <<-END
	2026-11-16T09:00:00Z,email,a@example.com,1,reminder
	2026-11-16T09:00:00Z,email,b@example.com,2,reminder
	2026-11-16T09:00:00Z,email,c@example.com,3,reminder
	2026-11-16T09:00:00Z,email,d@example.com,4,reminder
	2026-11-16T09:00:00Z,email,i@example.com,9,reminder
END
err <<-END
	schedule-sends: orders.csv:12: status: 'done': want paid, placed, pending, refunded, partially-refunded, cancelled, failed or test
	schedule-sends: set aside: 10 later steps, 5 not an order
END
status 1
end

case_of "nobody is won back who has ordered since, and the flow ends there"
given rows.csv <<-END
	customer_id,email,last_order_at,last_any_order_at,email_consent
	1,a@example.com,2025-03-01T10:00:00Z,2026-11-15T10:00:00Z,explicit
	2,b@example.com,2025-03-01T10:00:00Z,2025-03-01T10:00:00Z,explicit
	3,c@example.com,2025-03-01T10:00:00Z,2026-11-16T09:00:01Z,explicit
	4,d@example.com,2025-03-01T10:00:00Z,,explicit
END
flows
decide --flow win-back --horizon 15d rows.csv
{ whats <sends.csv; whys; } >got.out
schedule-sends -q --flows flows.json --flow bill rows.csv </dev/null | wc -l >>got.out
out <<-END
	2026-11-16T09:00:00Z,email,b@example.com,2,reminder
	2026-11-16T09:00:00Z,email,c@example.com,3,reminder
	2026-11-16T09:00:00Z,email,d@example.com,4,reminder
	2026-12-01T09:00:00Z,email,b@example.com,2,second
	2026-12-01T09:00:00Z,email,c@example.com,3,second
	2026-12-01T09:00:00Z,email,d@example.com,4,second
	1,reminder,exit,purchase last_any_order_at,2026-11-15T10:00:00Z,2025-03-01T10:00:00Z
	5
END
err <<-END
	schedule-sends: denied: 1 exit
	schedule-sends: set aside: 4 later steps, 1 steps of a flow that has ended
END
end

case_of "a pocket says by its own reason why"
given lapsed.csv <<-END
	customer_id,email,last_order_at,segment,pocket,pocket_reason
	7,jane@example.com,2025-03-01,Lost,inactive,"silent 625 d, own gap 31 d x 3 = 93 d"
END
shell 'schedule-sends -q -j --flow win-back lapsed.csv |
	grep -o "\"reason\":\"[^\"]*\""'
out <<-END
	"reason":"inactive: silent 625 d, own gap 31 d x 3 = 93 d"
END
end

case_of "triggers come as they are, and their column names the flow"
flows
given due.csv <<-END
	flow,customer_id,trigger_id,triggered_at,since_at,expires_at,email,phone,reason,item,value,currency,data,email_consent
	cart,1,cart-9,2026-11-16T08:30:00Z,,,a@example.com,,left 2 items,mug,12.50,EUR,"{""total"":12.50}",explicit
	win-back,2,2/x,2026-11-16T08:30:00Z,,,b@example.com,,gone,,,,,explicit
END
run schedule-sends --flows flows.json --carry item due.csv
out <<-END
	send_id,action,send_at,channel,address,customer_id,flow,step,class,template,trigger_id,triggered_at,decided_at,expires_at,variant,tags,reason,data
	$(printf 'win-back\037reminder\0372/x' | sha256sum | cut -c1-32),send,2026-11-16T09:00:00Z,email,b@example.com,2,win-back,reminder,marketing,win-back-reminder,2/x,2026-11-16T08:30:00Z,2026-11-16T09:00:00Z,2026-11-23T08:30:00Z,,,gone,"{""item"":""""}"
	$(printf 'cart\037c1\037cart-9' | sha256sum | cut -c1-32),send,2026-11-16T09:30:00Z,email,a@example.com,1,cart,c1,marketing,c1,cart-9,2026-11-16T08:30:00Z,2026-11-16T09:00:00Z,2026-11-17T09:30:00Z,,,left 2 items,"{""total"":12.50,""item"":""mug""}"
	$(printf 'cart\037c2\037cart-9' | sha256sum | cut -c1-32),send,2026-11-17T08:30:00Z,email,a@example.com,1,cart,c2,marketing,c2,cart-9,2026-11-16T08:30:00Z,2026-11-16T09:00:00Z,2026-11-17T14:30:00Z,,,left 2 items,"{""total"":12.50,""item"":""mug""}"
END
err <<-END
	schedule-sends: set aside: 2 later steps
END
end

case_of "a customer table's as-of is the default"
given lapsed.csv <<-END
	customer_id,email,as_of,tz,last_order_at
	7,jane@example.com,2026-11-01T22:59:59Z,Europe/Berlin,2026-10-01
END
shell 'unset SENDLIST_AS_OF
	schedule-sends -q --flow win-back lapsed.csv | cut -d, -f3
	schedule-sends -q --flow win-back -a 2026-10-31 lapsed.csv'
out <<-END
	send_at
	2026-11-01T22:59:59Z
END
err <<-END
	schedule-sends: lapsed.csv:2: as_of: '2026-11-01T22:59:59Z': later than --as-of
END
status 2
end

case_of "what isn't known yet is set aside, and who is nobody too"
given rows.csv <<-END
	customer_id,email,last_order_at
	1,a@example.com,2026-11-16
	2,b@example.com,2026-11-16T09:00:00Z
	3,c@example.com,2026-11-16T09:00:01Z
	,,2026-11-01
END
decide --flow win-back rows.csv
out <<-END
	2026-11-16T09:00:00Z,email,b@example.com,2,reminder
END
err <<-END
	schedule-sends: set aside: 2 later steps, 2 later triggers, 1 no identity
END
end

case_of "a trigger later than as-of is set aside"
given due.csv <<-END
	flow,customer_id,trigger_id,triggered_at,email,reason,email_consent
	win-back,1,x,2026-11-16T09:00:00Z,a@example.com,r,explicit
	win-back,2,y,2026-11-16T09:00:01Z,b@example.com,r,explicit
END
decide due.csv
out <<-END
	2026-11-16T09:00:00Z,email,a@example.com,1,reminder
END
err <<-END
	schedule-sends: set aside: 2 later steps, 1 later triggers
END
end

case_of "one occasion told twice is one, whatever order the rows come in"
given a.csv <<-END
	flow,customer_id,trigger_id,triggered_at,email,reason,email_consent
	win-back,1,x,2026-11-16T08:00:00Z,a@example.com,first,explicit
	win-back,1,x,2026-11-16T08:00:00Z,a@example.com,first,explicit
	win-back,1,x,2026-11-16T08:30:00Z,a@example.com,again,explicit
END
shell '{ head -1 a.csv; tail -n +2 a.csv | sort -r; } >b.csv
	schedule-sends -q a.csv >a.out; echo $?
	schedule-sends -q b.csv >b.out; echo $?
	cmp a.out b.out && grep -c first a.out
	schedule-sends a.csv >a.out'
out <<-END
	1
	1
	1
END
err <<-END
	schedule-sends: a.csv:4: trigger_id: 'x': another row has it too, and says otherwise
	schedule-sends: set aside: 1 exact duplicate, 2 later steps
END
status 1
end

case_of "a flow that isn't known is named, with those that are"
one_person
run schedule-sends --flow winback lapsed.csv
err <<-END
	schedule-sends: --flow: 'winback': no such flow (want account-invite, anniversary, back-in-stock, birthday, browse-abandon, cart-abandon, cross-sell, offer, order-confirm, price-drop, recovery, referral, replenish, return-request, review, second-order, similar, survey, thank-you, up-sell, welcome, wishlist or win-back)
	schedule-sends: try 'schedule-sends --help'
END
status 2
end

case_of "in a column too"
flows
given due.csv <<-END
	flow,customer_id,trigger_id,triggered_at,email,reason,email_consent
	winback,1,x,2026-11-16T09:00:00Z,a@example.com,r,explicit
END
run schedule-sends --flows flows.json due.csv
err <<-END
	schedule-sends: due.csv:2: flow: 'winback': no such flow (want account-invite, anniversary, back-in-stock, birthday, browse-abandon, cart-abandon, cross-sell, offer, order-confirm, price-drop, recovery, referral, replenish, return-request, review, second-order, similar, survey, thank-you, up-sell, welcome, wishlist, win-back, all, bill or cart)
END
status 2
end

case_of "--flow and a trigger's own flow must agree"
flows
given due.csv <<-END
	flow,customer_id,trigger_id,triggered_at,email,reason
	cart,1,x,2026-11-16T09:00:00Z,a@example.com,r
END
run schedule-sends --flows flows.json --flow win-back due.csv
err <<-END
	schedule-sends: due.csv:2: flow: 'cart': not that of --flow (want win-back)
END
status 2
end

case_of "rows that name no flow want --flow"
one_person
run schedule-sends lapsed.csv
err <<-END
	schedule-sends: no column 'flow' (want it, or --flow)
END
status 2
end

case_of "sends aren't taken for triggers"
one_person
shell 'schedule-sends -q --flow win-back lapsed.csv | schedule-sends'
err <<-END
	schedule-sends: these are sends already (want --history for earlier ones)
END
status 2
end

case_of "a table about nobody is refused"
given prices.csv <<-END
	sku,price
	mug,1
END
run schedule-sends --flow win-back prices.csv
err <<-END
	schedule-sends: prices.csv:1: no column 'customer_id'
END
status 2
end

case_of "a list of addresses is no list of customers"
given list.csv <<-END
	email,first_name
	a@example.com,Ana
END
run schedule-sends --flow win-back list.csv
err <<-END
	schedule-sends: list.csv:1: no column 'customer_id'
END
status 2
end

case_of "nor is a suppression list, of which these lack an id or say more"
# shellcheck disable=SC2016
shell 'for names in email email,reason customer_id,email,reason \
	    email_sha256 customer_id,phone,until; do
		{ echo $names; echo; } >list.csv
		schedule-sends --flow win-back list.csv
	done 2>&1 | sort | uniq -c | sed "s/^ *//"'
out <<-END
	5 schedule-sends: list.csv:1: looks like a --suppress list (want triggers, customers, orders, lines or events)
END
end

case_of "a platform's own export is told what it wants"
given orders.csv <<-END
	Name,Email,Financial Status,Paid at,Fulfillment Status,Fulfilled at,Accepts Marketing,Currency,Subtotal,Shipping,Taxes,Total,Discount Code,Discount Amount,Shipping Method,Created at,Lineitem quantity,Lineitem name,Lineitem price,Lineitem sku,Id
	#1001,a@example.com,paid,,,,,USD,1.00,0.00,0.00,1.00,,,,2026-11-15 10:00:00 +0000,1,mug,1.00,mug,1
END
run schedule-sends --flow win-back orders.csv
err <<-END
	schedule-sends: orders.csv:1: looks like shopify: import-orders FILE | schedule-sends
END
status 2
end

case_of "a trigger's date is the end of its day"
given due.csv <<-END
	flow,customer_id,trigger_id,triggered_at,email,reason,email_consent
	win-back,1,x,2026-11-16,a@example.com,r,explicit
	win-back,2,y,2026-11-15,b@example.com,r,explicit
END
decide due.csv
out <<-END
	2026-11-16T09:00:00Z,email,b@example.com,2,reminder
END
err <<-END
	schedule-sends: set aside: 2 later steps, 1 later triggers
END
end

case_of "bad cells reject their rows, and the rest go on"
given due.csv <<-END
	flow,customer_id,trigger_id,triggered_at,expires_at,email,reason,data,email_consent
	win-back,1,x1,soon,,a@example.com,r,,explicit
	win-back,2,x2,2026-11-16T09:00:00Z,later,a@example.com,r,,explicit
	win-back,3,x3,2026-11-16T09:00:00Z,,at example.com,r,,explicit
	win-back,4,x4,2026-11-16T09:00:00Z,,d@example.com,r,[1],explicit
	,5,x5,2026-11-16T09:00:00Z,,e@example.com,r,,explicit
	win-back,6,,2026-11-16T09:00:00Z,,f@example.com,r,,explicit
	win-back,7,x7,2026-11-16T09:00:00Z,,g@example.com,r,,explicit
END
decide --horizon 40d due.csv
out <<-END
	2026-11-16T09:00:00Z,email,g@example.com,7,reminder
	2026-12-01T09:00:00Z,email,g@example.com,7,second
	2026-12-16T09:00:00Z,email,g@example.com,7,last
END
err <<-END
	schedule-sends: due.csv:2: triggered_at: 'soon': not a time (want such as 2026-11-23T08:41:00Z, or a date)
	schedule-sends: due.csv:3: expires_at: 'later': not a time (want such as 2026-11-23T08:41:00Z, or a date)
	schedule-sends: due.csv:4: email: 'at example.com': not an e-mail address
	schedule-sends: due.csv:5: data: '[1]': not a JSON object
	schedule-sends: due.csv:6: flow: '': blank (want a flow)
	schedule-sends: due.csv:7: trigger_id: '': blank (want a trigger_id)
END
status 1
end

case_of "triggers and data may come as NDJSON"
given due.ndjson <<-END
	{"flow":"win-back","customer_id":"1","trigger_id":"x","triggered_at":"2026-11-16T09:00:00Z","email":"a@example.com","reason":"r","email_consent":"explicit","data":{"n":1.50,"t":"\"q\""}}
END
shell 'schedule-sends -q due.ndjson | cut -d, -f5,11,18-'
out <<-END
	address,trigger_id,data
	a@example.com,x,"{""n"":1.50,""t"":""\\""q\\""""}"
END
end

# --- when ---------------------------------------------------------------

case_of "a day's delay is the same time of day in the shop's zone"
given due.csv <<-END
	flow,customer_id,trigger_id,triggered_at,email,reason,email_consent
	win-back,1,x,2026-10-20T08:00:00Z,a@example.com,r,explicit
END
decide --tz Europe/Berlin -a 2026-10-20T08:00:00Z --horizon 30d due.csv
out <<-END
	2026-10-20T08:00:00Z,email,a@example.com,1,reminder
	2026-11-04T09:00:00Z,email,a@example.com,1,second
	2026-11-19T09:00:00Z,email,a@example.com,1,last
END
end

case_of "the horizon is inclusive, and what was missed goes now if not stale"
flows
given due.csv <<-END
	flow,customer_id,trigger_id,triggered_at,email,reason,email_consent
	cart,1,at-horizon,2026-11-16T09:00:00Z,a@example.com,r,explicit
	cart,2,missed,2026-11-15T10:00:00Z,b@example.com,r,explicit
	cart,3,just-stale,2026-11-15T08:00:00Z,c@example.com,r,explicit
	cart,4,not-quite,2026-11-15T08:00:01Z,d@example.com,r,explicit
	cart,5,long-stale,2026-11-15T00:00:00Z,e@example.com,r,explicit
END
decide --flows flows.json --horizon 1h due.csv
out <<-END
	2026-11-16T09:00:00Z,email,b@example.com,2,c1
	2026-11-16T09:00:00Z,email,c@example.com,3,c2
	2026-11-16T09:00:00Z,email,d@example.com,4,c1
	2026-11-16T10:00:00Z,email,a@example.com,1,c1
	3,c1,expired,ttl 24h,2026-11-16T09:00:00Z,2026-11-16T09:00:00Z
	5,c1,expired,ttl 24h,2026-11-16T09:00:00Z,2026-11-16T01:00:00Z
	5,c2,expired,ttl 6h,2026-11-16T09:00:00Z,2026-11-16T06:00:00Z
END
err <<-END
	schedule-sends: denied: 3 expired
	schedule-sends: set aside: 3 later steps
END
end

case_of "a trigger's end ends all, and a last day counts whole"
given due.csv <<-END
	flow,customer_id,trigger_id,triggered_at,expires_at,email,reason,email_consent
	win-back,1,x,2026-11-16T08:00:00Z,2026-11-16T09:00:00Z,a@example.com,r,explicit
	win-back,2,y,2026-11-16T08:00:00Z,2026-11-16T09:00:01Z,b@example.com,r,explicit
	win-back,3,z,2026-11-16T08:00:00Z,2026-11-16,c@example.com,r,explicit
END
decide -q due.csv
out <<-END
	2026-11-16T09:00:00Z,email,b@example.com,2,reminder
	2026-11-16T09:00:00Z,email,c@example.com,3,reminder
	1,reminder,expired,expires_at,2026-11-16T09:00:00Z,2026-11-16T09:00:00Z
END
end

case_of "a send is stale by its ttl or by its trigger's end, the earlier"
given due.csv <<-END
	flow,customer_id,trigger_id,triggered_at,expires_at,email,reason,email_consent
	win-back,1,x,2026-11-16T08:00:00Z,2026-11-16T12:00:00Z,a@example.com,r,explicit
	win-back,2,y,2026-11-16T08:00:00Z,2027-11-16,b@example.com,r,explicit
END
shell 'schedule-sends -q due.csv | cut -d, -f11,14'
out <<-END
	trigger_id,expires_at
	x,2026-11-16T12:00:00Z
	y,2026-11-23T08:00:00Z
END
end

case_of "a date is known at the end of its day"
given rows.csv <<-END
	customer_id,email,last_order_at
	1,a@example.com,2026-11-16
END
# shellcheck disable=SC2016
shell 'for t in 23:59:58 23:59:59; do
		schedule-sends -q -a "2026-11-16T${t}Z" --flow win-back rows.csv |
		    tail -n +2 | cut -d, -f3
	done'
out <<-END
	2026-11-16T23:59:59Z
END
end

# --- what went out earlier ----------------------------------------------

case_of "a second run sends nothing again, from CSV or from NDJSON"
one_person
# shellcheck disable=SC2016
shell 'schedule-sends -q --flow win-back lapsed.csv >sent.csv
	schedule-sends -q -j --flow win-back lapsed.csv >sent.ndjson
	for f in sent.csv sent.ndjson; do
		schedule-sends --flow win-back --history $f --denied d.csv \
		    lapsed.csv | tail -n +2
		cut -d, -f 9- d.csv
	done'
out <<-END
	code,rule,observed,threshold
	already-sent,history sent.csv:2,2026-11-16T09:00:00Z,
	code,rule,observed,threshold
	already-sent,history sent.ndjson:1,2026-11-16T09:00:00Z,
END
err <<-END
	schedule-sends: --history: joined 1 of 1
	schedule-sends: denied: 1 already-sent
	schedule-sends: set aside: 2 later steps
	schedule-sends: --history: joined 1 of 1
	schedule-sends: denied: 1 already-sent
	schedule-sends: set aside: 2 later steps
END
end

case_of "the next step counts from the send before, day after day"
one_person
# shellcheck disable=SC2016
shell 'cp lapsed.csv rows.csv; : >sent.csv
	for day in 2026-11-16 2026-11-17 2026-11-30 2026-12-01 2026-12-16 \
	    2026-12-17 2027-03-01; do
		history=; [ -s sent.csv ] && history="--history sent.csv"
		schedule-sends -q -a ${day}T09:00:00Z --horizon 1h \
		    --flow win-back $history rows.csv >new.csv
		cat new.csv >>sent.csv
		tail -n +2 new.csv | cut -d, -f3,8
	done'
out <<-END
	2026-11-16T09:00:00Z,reminder
	2026-12-01T09:00:00Z,second
	2026-12-16T09:00:00Z,last
END
end

case_of "once a later step went out, the earlier ones are passed"
given due.csv <<-END
	flow,customer_id,trigger_id,triggered_at,email,reason,email_consent
	win-back,1,x,2026-11-15T09:00:00Z,a@example.com,r,explicit
END
given sent.csv <<-END
	send_id,action,send_at,channel,address,customer_id,flow,step,trigger_id,decided_at
	$(printf 'win-back\037second\037x' | sha256sum | cut -c1-32),held,2026-11-01T08:00:00Z,email,a@example.com,1,win-back,second,x,2026-11-01T08:00:00Z
END
decide --history sent.csv due.csv
out <<-END
	2026-11-16T09:00:00Z,email,a@example.com,1,last
	1,reminder,passed,history sent.csv:2,second 2026-11-01T08:00:00Z,reminder
	1,second,already-sent,history sent.csv:2,2026-11-01T08:00:00Z,
END
err <<-END
	schedule-sends: --history: joined 1 of 1
	schedule-sends: denied: 1 already-sent, 1 passed
END
end

case_of "what was retracted wasn't sent"
given due.csv <<-END
	flow,customer_id,trigger_id,triggered_at,email,reason,email_consent
	win-back,1,x,2026-11-16T08:00:00Z,a@example.com,r,explicit
END
given sent.csv <<-END
	send_id,action,send_at,channel,address,customer_id,flow,step,trigger_id,decided_at
	$(printf 'win-back\037reminder\037x' | sha256sum | cut -c1-32),retract,2026-11-16T08:00:00Z,email,a@example.com,1,win-back,reminder,x,2026-11-16T08:10:00Z
	$(printf 'win-back\037reminder\037x' | sha256sum | cut -c1-32),send,2026-11-16T08:00:00Z,email,a@example.com,1,win-back,reminder,x,2026-11-16T08:00:00Z
END
decide --history sent.csv due.csv
out <<-END
	2026-11-16T09:00:00Z,email,a@example.com,1,reminder
END
err <<-END
	schedule-sends: --history: joined 1 of 1
	schedule-sends: set aside: 2 later steps
END
end

case_of "a history that is later than as-of is refused, until pick has cut it"
one_person
# shellcheck disable=SC2016
shell 'schedule-sends -q -a 2026-11-16 --flow win-back lapsed.csv >sent.csv
	schedule-sends -a 2026-11-16T12:00:00Z --flow win-back \
	    --history sent.csv lapsed.csv
	echo $?
	pick "decided_at <= 2026-11-16T12:00:00Z" sent.csv >old.csv
	schedule-sends -q -a 2026-11-16T12:00:00Z --flow win-back \
	    --history old.csv lapsed.csv | tail -n +2 | wc -l'
out <<-END
	2
	1
END
err <<-END
	schedule-sends: sent.csv:2: decided_at: '2026-11-16T23:59:59Z': later than as-of (for a replay: pick 'decided_at <= 2026-11-16T12:00:00Z' first)
	schedule-sends: nobody is written to until that is mended
END
end

case_of "a date in a history is known at its day's end"
given due.csv <<-END
	flow,customer_id,trigger_id,triggered_at,email,reason
	win-back,1,x,2026-11-16T08:00:00Z,a@example.com,r
END
given sent.csv <<-END
	send_id,action,send_at,channel,address,customer_id,flow,step,trigger_id,decided_at
	$(printf 'win-back\037reminder\037x' | sha256sum | cut -c1-32),send,2026-11-16T08:00:00Z,email,a@example.com,1,win-back,reminder,x,2026-11-16
END
# shellcheck disable=SC2016
shell 'for t in 23:59:58 23:59:59; do
		schedule-sends -q -a "2026-11-16T${t}Z" --history sent.csv \
		    due.csv >sends.csv 2>/dev/null
		echo $?
	done'
out <<-END
	2
	0
END
end

case_of "a history whose ids aren't ours is no history"
one_person
given sent.csv <<-END
	send_id,action,send_at,channel,address,customer_id,flow,step,trigger_id,decided_at
	1,send,2026-11-16T08:00:00Z,email,a@example.com,7,win-back,reminder,x,2026-11-16T08:00:00Z
END
run schedule-sends --flow win-back --history sent.csv --max-rejects 100% lapsed.csv
err <<-END
	schedule-sends: sent.csv:2: send_id: '1': not the send_id of its flow, step and trigger_id (see sendlist-flows(5))
	schedule-sends: nobody is written to until that is mended
END
status 2
end

case_of "what diff-sends has as removed didn't go"
one_person
schedule-sends -q --flow win-back -o sent.csv lapsed.csv
sed 1q sent.csv >none.csv
diff-sends -q sent.csv none.csv >gone.csv
run schedule-sends -q --flow win-back --history gone.csv lapsed.csv
schedule-sends -q --flow win-back --history sent.csv lapsed.csv >second.csv
cut -d, -f7,8,10 got.out second.csv >shown
mv shown got.out
out <<-END
	flow,step,template
	win-back,reminder,win-back-reminder
	flow,step,template
END
end

case_of "nor is one of sends to nobody"
one_person
given sent.csv <<-END
	send_id,action,send_at,channel,address,customer_id,flow,step,trigger_id,decided_at
	$(printf 'win-back\037reminder\037x' | sha256sum | cut -c1-32),send,2026-11-16T08:00:00Z,email,a@example.com,,win-back,reminder,x,2026-11-16T08:00:00Z
END
run schedule-sends -q --flow win-back --history sent.csv lapsed.csv
err <<-END
	schedule-sends: sent.csv:2: customer_id: '': blank (want a customer_id)
	schedule-sends: nobody is written to until that is mended
END
status 2
end

case_of "nor one with a row that isn't whole"
one_person
given sent.csv <<-END
	send_id,action,send_at,channel,address,customer_id,flow,step,trigger_id,decided_at
	1,send,2026-11-16T08:00:00Z
END
run schedule-sends --flow win-back --history sent.csv -o sends.csv lapsed.csv
err <<-END
	schedule-sends: sent.csv:2: 3 cells (want 10)
	schedule-sends: nobody is written to until that is mended
END
status 2
end

case_of "two triggers of one customer at one instant go step by step"
given flows.json <<-END
	{ "flows": { "all": { "class": "transactional", "reentry": "always",
	  "steps": [
	    { "channel": "push", "template": "p" },
	    { "channel": "sms", "template": "s" },
	    { "channel": "email", "template": "e" } ] } } }
END
given due.csv <<-END
	flow,customer_id,trigger_id,triggered_at,email,phone,push_token,reason,email_consent
	all,1,y,2026-11-16T08:00:00Z,a@example.com,+12025550123,tok,r,explicit
	all,1,x,2026-11-16T08:00:00Z,a@example.com,+12025550123,tok,r,explicit
END
shell 'schedule-sends -q --flows flows.json due.csv | cut -d, -f8,11'
out <<-END
	step,trigger_id
	p,x
	p,y
	s,x
	s,y
	e,x
	e,y
END
end

# --- where --------------------------------------------------------------

case_of "each channel has its address, and lacks it in its own words"
flows
given rows.csv <<-END
	customer_id,email,phone,push_token,country,email_consent,sms_consent,push_consent
	1,a@example.com,(202) 555-0123,tok,US,explicit,explicit,explicit
	2,,202-555-0124,,,explicit,explicit,explicit
END
decide --flows flows.json --tz-default UTC --flow all rows.csv
out <<-END
	2026-11-16T09:00:00Z,push,tok,1,p
	2026-11-16T09:00:00Z,sms,+12025550123,1,s
	2026-11-16T09:00:00Z,email,a@example.com,1,e
	2,p,no-address,push_token,,a push_token
	2,s,no-address,phone,202-555-0124,a phone in E.164
	2,e,no-address,email,,an e-mail address
END
err <<-END
	schedule-sends: denied: 3 no-address
END
end

case_of "a marketplace's relay isn't an address"
given rows.csv <<-END
	customer_id,email
	1,x1@marketplace.amazon.com
END
decide --flow win-back rows.csv
out <<-END
	1,reminder,relay,marketplace relay,x1@marketplace.amazon.com,an address of their own
END
err <<-END
	schedule-sends: denied: 1 relay
	schedule-sends: set aside: 2 later steps
END
end

case_of "the customers' address is the one, found by id, e-mail or phone"
given rows.csv <<-END
	customer_id,email,phone,email_consent
	1,old@example.com,,explicit
	,b@example.com,,explicit
	3,,+12025550123,explicit
	4,d@example.com,,explicit
END
given a.csv <<-END
	customer_id,email,phone,first_name
	1,,,Ana
	x,B@Example.com,,Bob
	y,c@example.com,+12025550123,Cy
END
given b.csv <<-END
	customer_id,email,phone,first_name
	1,new@example.com,,Anna
	1,newer@example.com,,
	9,z@example.com,,Zoe
END
shell 'schedule-sends --flow win-back --carry first_name --customers a.csv \
	--customers b.csv rows.csv | tail -n +2 | cut -d, -f5,6,18'
out <<-END
	new@example.com,1,"{""first_name"":""Ana""}"
	c@example.com,3,"{""first_name"":""Cy""}"
	d@example.com,4,"{""first_name"":""""}"
	b@example.com,b@example.com,"{""first_name"":""Bob""}"
END
err <<-END
	schedule-sends: --customers: joined 3 of 4
	schedule-sends: set aside: 8 later steps
END
end

case_of "customers that nobody finds are the wrong file"
one_person
given a.csv <<-END
	customer_id,email
	1,a@example.com
END
run schedule-sends --flow win-back --customers a.csv lapsed.csv
err <<-END
	schedule-sends: --customers: joined 0 of 1
	schedule-sends: --customers: none of the rows is about one of them
END
status 2
end

case_of "but an empty side is fair"
given none.csv <<-END
	customer_id,email
END
one_person
decide -q --flow win-back --customers none.csv lapsed.csv
out <<-END
	2026-11-16T09:00:00Z,email,jane@example.com,7,reminder
END
end

case_of "a denied consent denies, wherever it is said, and ends the flow"
flows
given rows.csv <<-END
	customer_id,email,phone,push_token,sms_consent,push_consent
	1,a@example.com,+12025550123,tok,denied,explicit
	2,b@example.com,,,unknown,explicit
END
given customers.csv <<-END
	customer_id,email_consent
	2,
	2,denied
	2,explicit
END
decide --flows flows.json --tz-default UTC --flow all --customers customers.csv rows.csv
out <<-END
	2026-11-16T09:00:00Z,push,tok,1,p
	1,s,no-consent,sms_consent,denied,not denied
	2,p,no-address,push_token,,a push_token
	2,s,no-address,phone,,a phone in E.164
	2,e,no-consent,email_consent,denied,not denied
END
err <<-END
	schedule-sends: --customers: joined 1 of 2
	schedule-sends: denied: 2 no-address, 2 no-consent
	schedule-sends: set aside: 1 steps of a flow that has ended
END
end

case_of "a word that isn't explicit is no consent, and denied is told before suppressed"
given rows.csv <<-END
	customer_id,email,email_consent
	1,a@example.com,explicit
	2,b@example.com,implied
	3,c@example.com,unknown
	4,d@example.com,
	5,e@example.com,denied
END
given no.csv <<-END
	customer_id
	5
END
decide -q --flow win-back --suppress no.csv rows.csv
out <<-END
	2026-11-16T09:00:00Z,email,a@example.com,1,reminder
	2,reminder,no-consent,email_consent,unknown,"explicit, or an order within 2y"
	3,reminder,no-consent,email_consent,unknown,"explicit, or an order within 2y"
	4,reminder,no-consent,email_consent,unknown,"explicit, or an order within 2y"
	5,reminder,no-consent,email_consent,denied,not denied
END
end

case_of "two customers with one phone each have their own address and data"
given flows.json <<-END
	{ "gap": { "email": null },
	  "flows": { "win-back": { "reentry": "always" } } }
END
given rows.csv <<-END
	customer_id,email,email_consent
	b,,explicit
	c,same@example.com,explicit
	d,,explicit
END
given customers.csv <<-END
	customer_id,email,phone,first_name
	a,ana@example.com,+12025550123,Ana
	b,ben@example.com,+12025550123,Ben
	x,same@example.com,+12025550123,Cy
	d,,+12025550123,
END
shell 'schedule-sends -q --flow win-back --flows flows.json --carry first_name \
	--customers customers.csv rows.csv | tail -n +2 | cut -d, -f5,6,18'
out <<-END
	ben@example.com,b,"{""first_name"":""Ben""}"
	same@example.com,c,"{""first_name"":""Cy""}"
	ana@example.com,d,"{""first_name"":""Ana""}"
END
end

case_of "who denies as one customer denies as the other"
given rows.csv <<-END
	customer_id,email,email_consent
	a,A@example.com,denied
	b,a@example.com,explicit
	c,c@example.com,explicit
END
given customers.csv <<-END
	customer_id,email,phone,email_consent
	c,,+12025550123,
	d,d@example.com,+12025550123,denied
END
decide -q --flow win-back --customers customers.csv rows.csv
out <<-END
	a,reminder,no-consent,email_consent,denied,not denied
	b,reminder,no-consent,email_consent,denied,not denied
	c,reminder,no-consent,email_consent,denied,not denied
END
end

case_of "of two rows of one trigger the one that denies holds"
given rows.csv <<-END
	flow,customer_id,trigger_id,triggered_at,email,reason,email_consent
	win-back,1,x,2026-11-16T08:00:00Z,a@example.com,r,explicit
	win-back,1,x,2026-11-16T08:30:00Z,a@example.com,r,denied
END
decide -q rows.csv
out <<-END
	1,reminder,no-consent,email_consent,denied,not denied
END
status 1
end

case_of "so does a row that is no order"
given orders.csv <<-END
	order_id,customer_id,ordered_at,status,email,email_consent
	1,1,2026-11-15,paid,a@example.com,
	2,1,2026-11-15,cancelled,a@example.com,denied
END
decide -q --flow win-back orders.csv
out <<-END
	1,reminder,no-consent,email_consent,denied,not denied
END
end

case_of "a consent in other words is refused"
given rows.csv <<-END
	customer_id,email,email_consent
	1,a@example.com,yes
END
run schedule-sends -q --flow win-back rows.csv
out <<-END
	send_id,action,send_at,channel,address,customer_id,flow,step,class,template,trigger_id,triggered_at,decided_at,expires_at,variant,tags,reason,data
END
status 1
end

# --- who must not be written to -----------------------------------------

sha() { printf %s "$1" | sha256sum | cut -d' ' -f1; }

case_of "a person is suppressed by e-mail, phone or id, plain or hashed"
given rows.csv <<-END
	customer_id,email,phone,email_consent
	1,Ana@example.com,,explicit
	2,b@example.com,+12025550123,explicit
	3,c@example.com,,explicit
	4,JOSÉ@example.com,,explicit
	5,e@example.com,+12025550124,explicit
	6,f@example.com,,explicit
END
given no.csv <<-END
	email,phone,customer_id,email_sha256,phone_sha256
	ANA@EXAMPLE.COM,,,,
	,+1 202 555 0123,,,
	,,3,,
	,,,$(sha josé@example.com | tr a-f A-F),
	,,,,$(sha +12025550124)
END
decide --flow win-back --suppress no.csv rows.csv
out <<-END
	2026-11-16T09:00:00Z,email,f@example.com,6,reminder
	1,reminder,suppressed,suppress no.csv:2,ana@example.com,any class
	2,reminder,suppressed,suppress no.csv:3,+12025550123,any class
	3,reminder,suppressed,suppress no.csv:4,3,any class
	4,reminder,suppressed,suppress no.csv:5,josé@example.com,any class
	5,reminder,suppressed,suppress no.csv:6,+12025550124,any class
END
err <<-END
	schedule-sends: --suppress: joined 5 of 5
	schedule-sends: denied: 5 suppressed
	schedule-sends: set aside: 12 later steps
END
end

case_of "whoever hashed an address may have written its domain in letters, or as the DNS has it"
given rows.csv <<-END
	customer_id,email,email_consent
	1,ana@Bücher.example,explicit
	2,bob@xn--bcher-kva.example,explicit
	3,cy@bücher.example,explicit
END
given no.csv <<-END
	email_sha256
	$(sha ana@bücher.example)
	$(sha bob@xn--bcher-kva.example)
END
decide --flow win-back --suppress no.csv rows.csv
out <<-END
	2026-11-16T09:00:00Z,email,cy@xn--bcher-kva.example,3,reminder
	1,reminder,suppressed,suppress no.csv:2,ana@xn--bcher-kva.example,any class
	2,reminder,suppressed,suppress no.csv:3,bob@xn--bcher-kva.example,any class
END
err <<-END
	schedule-sends: --suppress: joined 2 of 2
	schedule-sends: denied: 2 suppressed
	schedule-sends: set aside: 6 later steps
END
end

case_of "under any address that is known of them"
given rows.csv <<-END
	customer_id,email,email_consent
	1,new@example.com,explicit
	2,b@example.com,explicit
	3,c@example.com,explicit
END
given customers.csv <<-END
	customer_id,email,phone
	1,old@example.com,
	2,,+12025550123
END
given sent.csv <<-END
	send_id,action,send_at,channel,address,customer_id,flow,step,trigger_id,decided_at
	$(printf 'win-back\037reminder\0373/x' | sha256sum | cut -c1-32),send,2026-01-01T08:00:00Z,email,once@example.com,3,win-back,reminder,3/x,2026-01-01T08:00:00Z
END
given a.csv <<-END
	email,phone
	old@example.com,
	,+12025550123
END
given b.csv <<-END
	email_sha256
	$(sha once@example.com)
END
decide -q --flow win-back --customers customers.csv --history sent.csv \
    --suppress a.csv --suppress b.csv rows.csv
out <<-END
	1,reminder,suppressed,suppress a.csv:2,old@example.com,any class
	2,reminder,suppressed,suppress a.csv:3,+12025550123,any class
	3,reminder,suppressed,suppress b.csv:2,once@example.com,any class
END
end

case_of "for a channel, for a class, for a time; and the flow ends there"
flows
given rows.csv <<-END
	customer_id,email,phone,push_token,email_consent,sms_consent,push_consent
	1,a@example.com,+12025550121,t1,explicit,explicit,explicit
	2,b@example.com,+12025550122,t2,explicit,explicit,explicit
	3,c@example.com,+12025550123,t3,explicit,explicit,explicit
	4,d@example.com,+12025550124,t4,explicit,explicit,explicit
	5,e@example.com,+12025550125,t5,explicit,explicit,explicit
	6,f@example.com,+12025550126,t6,explicit,explicit,explicit
END
given no.csv <<-END
	customer_id,channel,class,from,until
	1,sms,,,
	2,,transactional,,
	3,email,marketing,2026-11-16,2026-11-16
	4,,,2026-11-17,
	5,,,,2026-11-15
	6,,,2026-11-16T09:00:00Z,2026-11-16T09:00:01Z
END
decide -q --flows flows.json --tz-default UTC --flow all --suppress no.csv rows.csv
out <<-END
	2026-11-16T09:00:00Z,push,t1,1,p
	2026-11-16T09:00:00Z,push,t2,2,p
	2026-11-16T09:00:00Z,sms,+12025550122,2,s
	2026-11-16T09:00:00Z,email,b@example.com,2,e
	2026-11-16T09:00:00Z,push,t3,3,p
	2026-11-16T09:00:00Z,sms,+12025550123,3,s
	2026-11-16T09:00:00Z,push,t4,4,p
	2026-11-16T09:00:00Z,sms,+12025550124,4,s
	2026-11-16T09:00:00Z,email,d@example.com,4,e
	2026-11-16T09:00:00Z,push,t5,5,p
	2026-11-16T09:00:00Z,sms,+12025550125,5,s
	2026-11-16T09:00:00Z,email,e@example.com,5,e
	1,s,suppressed,suppress no.csv:2,1,any class
	3,e,suppressed,suppress no.csv:4,3,marketing
	6,p,suppressed,suppress no.csv:7,6,any class
END
end

case_of "a bill is transactional, and so its class is"
flows
given rows.csv <<-END
	customer_id,email
	1,a@example.com
	2,b@example.com
END
given no.csv <<-END
	email,class
	a@example.com,marketing
	b@example.com,transactional
END
decide -q --flows flows.json --flow bill --suppress no.csv rows.csv
out <<-END
	2026-11-16T09:00:00Z,email,a@example.com,1,bill
	2,bill,suppressed,suppress no.csv:3,b@example.com,transactional
END
end

case_of "a suppression file of another make is refused, never read as nobody"
one_person
given no.csv <<-END
	Email Address,Unsubscribed At
	jane@example.com,2026-01-01
END
run schedule-sends --flow win-back --suppress no.csv lapsed.csv
err <<-END
	schedule-sends: no.csv:1: 'Email Address': not a column of a suppression file (want email, phone, customer_id, email_sha256, phone_sha256, channel, class, reason, from, until; of a list of another make keep the addresses: cut -d, -f1 | sed '1s/.*/email/')
END
status 2
end

case_of "and one that could list nobody"
one_person
given no.csv <<-END
	channel,reason
	email,bounce
END
run schedule-sends --flow win-back --suppress no.csv lapsed.csv
err <<-END
	schedule-sends: no.csv:1: lists nobody (want a column email, phone, customer_id, email_sha256 or phone_sha256)
END
status 2
end

case_of "and an empty one"
one_person
: >no.csv
run schedule-sends --flow win-back --suppress no.csv lapsed.csv
err <<-END
	schedule-sends: no.csv: empty (want a header row)
END
status 2
end

case_of "one with a header only is said"
one_person
given no.csv <<-END
	email
END
decide --flow win-back --suppress no.csv lapsed.csv
out <<-END
	2026-11-16T09:00:00Z,email,jane@example.com,7,reminder
END
err <<-END
	schedule-sends: no.csv: lists nobody
	schedule-sends: set aside: 2 later steps
END
end

case_of "one that knows none of them is said"
one_person
given no.csv <<-END
	email
	a@example.com
END
decide --flow win-back --suppress no.csv lapsed.csv
out <<-END
	2026-11-16T09:00:00Z,email,jane@example.com,7,reminder
END
err <<-END
	schedule-sends: --suppress: joined 0 of 1
	schedule-sends: set aside: 2 later steps
END
end

case_of "those who have no phone aren't one person, those who share one are"
given rows.csv <<-END
	customer_id,email,phone,email_consent
	1,a@example.com,n/a,explicit
	2,b@example.com,n/a,explicit
	5,e@example.com,030 901820,explicit
	6,f@example.com,030 901820,explicit
	3,c@example.com,+4930901820,explicit
	4,d@example.com,+4930901820,explicit
END
given no.csv <<-END
	customer_id
	1
	3
	5
END
decide -q --flow win-back --suppress no.csv rows.csv
out <<-END
	2026-11-16T09:00:00Z,email,b@example.com,2,reminder
	2026-11-16T09:00:00Z,email,f@example.com,6,reminder
	1,reminder,suppressed,suppress no.csv:2,1,any class
	3,reminder,suppressed,suppress no.csv:3,3,any class
	4,reminder,suppressed,suppress no.csv:3,3,any class
	5,reminder,suppressed,suppress no.csv:4,5,any class
END
end

case_of "a suppression that can't be read stops all"
one_person
# shellcheck disable=SC2016
shell 'try() {
		{ echo "email,phone,customer_id,channel,until"; echo "$1"; } >no.csv
		schedule-sends -q --flow win-back --max-rejects 100% \
		    --denied d.csv --suppress no.csv lapsed.csv
		[ $? = 2 ] && [ ! -e d.csv ] || echo "not refused: $1"
	}
	try a@example.com,,,fax,; try a@example.com,,,,soon
	try nobody,,3,,; try "*@example.de,,,,"; try "Ivy <ivy@x.com>,,,,"
	try ",(212) 555-4567,,,"; try n/a,,,,; try ",,,email,"
	try a@example.com' 2>&1
sed -i '/nobody is written to/d' got.err
err <<-END
	schedule-sends: no.csv:2: channel: 'fax': want email, sms or push
	schedule-sends: no.csv:2: until: 'soon': not a time (want such as 2026-11-23T08:41:00Z, or a date)
	schedule-sends: no.csv:2: email: 'nobody': not an e-mail address (want such as ana@example.com)
	schedule-sends: no.csv:2: email: '*@example.de': not an e-mail address (want such as ana@example.com)
	schedule-sends: no.csv:2: email: 'Ivy <ivy@x.com>': not an e-mail address (want such as ana@example.com)
	schedule-sends: no.csv:2: phone: '(212) 555-4567': not a phone in E.164 (want such as +12025550123)
	schedule-sends: no.csv:2: email: 'n/a': not an e-mail address (want such as ana@example.com)
	schedule-sends: no.csv:2: lists nobody (want an email, phone, customer_id or SHA-256)
	schedule-sends: no.csv:2: 1 cells (want 5)
END
end

case_of "rows that are bad for other reasons are only reported"
given rows.csv <<-END
	customer_id,email,email_consent
	1,a@example.com,explicit
	2,nobody,explicit
END
given no.csv <<-END
	email
	a@example.com
END
decide --flow win-back --suppress no.csv rows.csv
out <<-END
	1,reminder,suppressed,suppress no.csv:2,a@example.com,any class
END
err <<-END
	schedule-sends: rows.csv:3: email: 'nobody': not an e-mail address
	schedule-sends: --suppress: joined 1 of 1
	schedule-sends: denied: 1 suppressed
	schedule-sends: set aside: 2 later steps
END
status 1
end

case_of "Mailchimp's list is one of addresses, once it is cut"
given rows.csv <<-END
	customer_id,email,email_consent
	1,ana@example.com,explicit
	2,bo@example.com,explicit
END
given unsubscribed_members.csv <<-END
	"Email Address","First Name","Last Name",UNSUB_TIME
	"Ana@Example.com","Ana","Lee, Jr.","2026-01-01 10:00:00"
END
shell "cut -d, -f1 unsubscribed_members.csv | sed '1s/.*/email/' >no.csv
	schedule-sends -q --flow win-back --suppress no.csv rows.csv |
	    tail -n +2 | cut -d, -f5"
out <<-END
	bo@example.com
END
end

# --- what goes along ----------------------------------------------------

case_of "a cell that the row lacks is the customer's; and data stays as it was"
given due.csv <<-END
	flow,customer_id,trigger_id,triggered_at,email,reason,data,first_name,email_consent
	win-back,1,x,2026-11-16T09:00:00Z,a@example.com,r,"{ ""n"": 1.50 } ",,explicit
	win-back,2,y,2026-11-16T09:00:00Z,b@example.com,r,{},Bo,explicit
END
given customers.csv <<-END
	customer_id,first_name,language
	1,Ana,es
	2,Robert,en
END
shell 'schedule-sends -q --carry first_name --carry language \
	--customers customers.csv due.csv | cut -d, -f18-'
out <<-END
	data
	"{ ""n"": 1.50 ,""first_name"":""Ana"",""language"":""es""}"
	"{""first_name"":""Bo"",""language"":""en""}"
END
end

case_of "data may hold a number of any length, and what is no JSON is told why"
given due.csv <<-END
	flow,customer_id,trigger_id,triggered_at,email,email_consent,reason,data
	win-back,1,x,2026-11-16T09:00:00Z,a@example.com,explicit,r,{""id"":12345678901234567890123}
	win-back,2,y,2026-11-16T09:00:00Z,b@example.com,explicit,r,{n:1}
	win-back,3,z,2026-11-16T09:00:00Z,c@example.com,explicit,r,"{""n"":1,""n"":2}"
END
sed -i 's/{""id"":\(.*\)}$/"&"/' due.csv
run schedule-sends --carry customer_id due.csv
cut -d, -f18- got.out >cut.out && mv cut.out got.out
out <<-END
	data
	"{""id"":12345678901234567890123,""customer_id"":""1""}"
END
err <<-END
	schedule-sends: due.csv:3: data: '{n:1}': not a JSON object (string or '}' expected)
	schedule-sends: due.csv:4: data: '{"n":1,"n":2}': not a JSON object (duplicate object key)
	schedule-sends: set aside: 2 later steps
END
status 1
end

case_of "--carry wants columns that are there"
one_person
run schedule-sends --flow win-back --carry email,pocket lapsed.csv
err <<-END
	schedule-sends: --carry: 'pocket': no such column
END
status 2
end

case_of "and that data hasn't already"
given due.csv <<-END
	flow,customer_id,trigger_id,triggered_at,email,reason,data,email_consent
	win-back,1,x,2026-11-16T09:00:00Z,a@example.com,r,"{""email"": 1}",explicit
	win-back,2,y,2026-11-16T09:00:00Z,b@example.com,r,"{""e"": 1}",explicit
END
decide --carry email due.csv
out <<-END
	2026-11-16T09:00:00Z,email,b@example.com,2,reminder
END
err <<-END
	schedule-sends: due.csv:2: data: '{"email": 1}': has 'email' already (--carry)
	schedule-sends: set aside: 2 later steps
END
status 1
end

case_of "a faulty flows file is told by line and path"
one_person
given flows.json <<-END
	{ "flows": {
	  "cart": { "steps": [
	    { "channel": "email", "template": "c1",
	      "after": "1 hour" } ] } } }
END
run schedule-sends --flow win-back --flows flows.json lapsed.csv
err <<-END
	schedule-sends: flows.json:4: flows.cart.steps[0].after: '1 hour': no such unit (want s, m, h, d, w, mo or y)
END
status 2
end

# --- the whole ----------------------------------------------------------

case_of "where the list can't be written, nothing beside it is"
given lapsed.csv <<-END
	customer_id,email,email_consent
	7,jane@example.com,denied
END
shell 'schedule-sends -q --flow win-back --denied d.csv lapsed.csv >/dev/full
	echo $?; ls'
out <<-END
	2
	got.err
	got.out
	lapsed.csv
	want.err
	want.out
END
err <<-END
	schedule-sends: <stdout>: No space left on device
END
end

case_of "the same bytes for any order and any split of the rows"
awk 'BEGIN {
	print "flow,customer_id,trigger_id,triggered_at,email,reason,email_consent"
	for (i = 0; i < 300; i++)
		printf "win-back,%d,t%d,2026-11-16T0%d:00:00Z,p%d@example.com,r,explicit\n",
		    i % 50, i, i % 9, i % 50
	}' >a.csv
given no.csv <<-END
	email
	p7@example.com
END
shell '{ head -1 a.csv; tail -n +2 a.csv | sort -t, -k3r; } >b.csv
	head -100 b.csv >b1.csv
	{ head -1 b.csv; tail -n +101 b.csv; } >b2.csv
	schedule-sends --denied da.csv --suppress no.csv -q a.csv >sa.csv
	schedule-sends --denied db.csv --suppress no.csv -q b.csv >sb.csv
	schedule-sends --denied dc.csv --suppress no.csv -q b2.csv b1.csv >sc.csv
	cmp sa.csv sb.csv && cmp da.csv db.csv && cmp sa.csv sc.csv &&
	cmp da.csv dc.csv && wc -l <sa.csv && wc -l <da.csv'
out <<-END
	50
	252
END
end

case_of "a flows file is not written over"
given flows.json <<-END
	{ "flows": {} }
END
given c.csv <<-END
	customer_id,email,last_order_at
	1,a@example.com,2026-01-01
END
shell "schedule-sends --flow win-back --flows flows.json -o flows.json \
    -a 2026-11-16 c.csv 2>&1 | grep -v 'set aside'; cat flows.json"
out <<-END
	schedule-sends: flows.json: would be written over while it is read (want another file)
	{ "flows": {} }
END
end

finish
