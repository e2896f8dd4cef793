#!/bin/sh
# Judge what went out by the rules of what may go.

# shellcheck source=tests/lib.sh
. "${0%/*}/lib.sh"

SENDLIST_AS_OF=2026-11-16
export SENDLIST_AS_OF

# faults OPTION ...: only which messages are at fault, for what, and why.
faults() {
	run audit-sends -q "$@"
	show sent_at address code rule observed threshold
}

order() {
	echo order_id,customer_id,ordered_at,status,currency,total,email
	echo "o1,c1,$1,${2-paid},EUR,10.00,${3-}"
}

case_of "a message after buying: all that is told of it"
order 2026-10-03T10:00:00Z >orders.csv
given log.csv <<-END
	sent_at,email,customer_id,campaign
	2026-10-03T12:00:00Z,Ann@Example.com,c1,Abandoned Cart - Email 1
	2026-10-03T12:00:00Z,bo@example.com,c2,Abandoned Cart - Email 1
	END
run audit-sends --events orders.csv log.csv
out <<-END
	sent_at,channel,address,customer_id,message,flow,step,class,code,rule,observed,threshold,file,line,record
	2026-10-03T12:00:00Z,email,ann@example.com,c1,Abandoned Cart - Email 1,cart-abandon,,marketing,exit,purchase orders.csv:2,2026-10-03T10:00:00Z,2026-10-02T12:00:00Z,log.csv,2,
	END
err <<-END
	audit-sends: 1 of 2 mails went to people of whom the files know
	audit-sends: 1 of 2 mails was wrong
	audit-sends: 1 of 2 mails went to 1 person who had already bought
	END
end

case_of "who ordered under another address is who was written to"
given customers.csv <<-END
	customer_id,email
	c1,ann@work.example
	c1,ann@home.example
	END
order 2026-10-03T10:00:00Z paid ann@work.example >orders.csv
given log.csv <<-END
	sent_at,email,campaign
	2026-10-03T12:00:00Z,ann@home.example,Cart reminder
	END
faults --events orders.csv --customers customers.csv log.csv
out <<-END
	2026-10-03T12:00:00Z|ann@home.example|exit|purchase orders.csv:2|2026-10-03T10:00:00Z|2026-10-02T12:00:00Z
	END
end

# bought AT since WHEN, of a mail of 12:00 on the 3rd: a fault?
for bought in "2026-10-03T09:59:59Z no" "2026-10-03T10:00:00Z yes" \
    "2026-10-03T11:59:59Z yes" "2026-10-03T12:00:00Z no" \
    "2026-10-03 no" "2026-10-02 no"; do
	case_of "bought ${bought% *}, since 10:00 and before 12:00: ${bought#* }"
	order "${bought% *}" >orders.csv
	given log.csv <<-END
		sent_at,email,customer_id,flow,step,since_at
		2026-10-03T12:00:00Z,ann@example.com,c1,cart-abandon,reminder,2026-10-03T10:00:00Z
	END
	faults --events orders.csv log.csv
	[ "${bought#* }" = no ] || out <<-END
		2026-10-03T12:00:00Z|ann@example.com|exit|purchase orders.csv:2|${bought% *}|2026-10-03T10:00:00Z
	END
	end
done

case_of "a day counts when it is over by the shop's clocks"
order 2026-10-02 >orders.csv
given log.csv <<-END
	sent_at,customer_id,campaign
	2026-10-03T03:59:59Z,c1,Cart reminder
	2026-10-03T04:00:01Z,c1,Cart reminder 2
	END
given flows.json <<-END
	{ "gap": { "email": null } }
	END
faults --tz America/New_York --bought-within 2d --flows flows.json \
    --events orders.csv log.csv
out <<-END
	2026-10-03T04:00:01Z||exit|purchase orders.csv:2|2026-10-02|2026-10-01T04:00:01Z
	END
end

case_of "a cancelled order is no purchase"
order 2026-10-03T10:00:00Z cancelled >orders.csv
given log.csv <<-END
	sent_at,customer_id,campaign
	2026-10-03T12:00:00Z,c1,Cart reminder
	END
faults --events orders.csv log.csv
end

case_of "since the last thing that begins the flow, where the log doesn't say"
order 2026-10-03T10:00:00Z >orders.csv
given events.csv <<-END
	event_at,event,customer_id
	2026-10-03T08:00:00Z,add-to-cart,c1
	2026-10-03T11:00:00Z,checkout,c1
	END
given flows.json <<-END
	{ "gap": { "email": null } }
	END
given log.csv <<-END
	sent_at,customer_id,campaign
	2026-10-03T10:30:00Z,c1,Cart reminder
	2026-10-03T12:00:00Z,c1,Cart reminder 2
	END
faults --flows flows.json --events orders.csv --events events.csv log.csv
out <<-END
	2026-10-03T10:30:00Z||exit|purchase orders.csv:2|2026-10-03T10:00:00Z|2026-10-03T08:00:00Z
	END
end

case_of "an exit that turns on more than the log tells isn't judged, and said"
order 2026-10-03T10:00:00Z >orders.csv
given log.csv <<-END
	sent_at,customer_id,campaign
	2026-10-03T12:00:00Z,c1,Running low on coffee?
	END
run audit-sends --events orders.csv log.csv
out <<-END
	sent_at,channel,address,customer_id,message,flow,step,class,code,rule,observed,threshold,file,line,record
	END
err <<-END
	audit-sends: not judged by all that ends their flow: 1 mail, such as of replenish, of which the log doesn't tell what it turns on
	END
end

case_of "nor is one that would hold by what the log does tell"
order 2026-10-03T10:00:00Z >orders.csv
given flows.json <<-END
	{ "flows": { "offer": { "exit": [ { "event": "purchase",
	    "if": "customer_id = 'c1' or data.coupon = 'X'" } ] } } }
	END
given log.csv <<-END
	sent_at,customer_id,flow
	2026-10-03T12:00:00Z,c1,offer
	END
faults --flows flows.json --events orders.csv log.csv
end

case_of "a condition that asks of the customer alone is judged"
order 2026-10-03T10:00:00Z >orders.csv
given flows.json <<-END
	{ "flows": { "offer": { "exit": [ { "event": "purchase",
	    "if": "customer_id = 'c1'" } ] } } }
	END
given log.csv <<-END
	sent_at,customer_id,flow
	2026-10-03T12:00:00Z,c1,offer
	END
faults --flows flows.json --events orders.csv log.csv
out <<-END
	2026-10-03T12:00:00Z||exit|purchase orders.csv:2|2026-10-03T10:00:00Z|2026-10-02T12:00:00Z
	END
end

case_of "what a purchase begins, or the shop's goods, isn't too late for it"
order 2026-10-03T10:00:00Z >orders.csv
given log.csv <<-END
	sent_at,customer_id,campaign,flow,triggered_at
	2026-10-03T12:00:00Z,c1,Upsell 1,,
	2026-10-04T09:00:00Z,c1,Cross-sell 1,,
	2026-10-04T09:00:00Z,c1,Back in stock: Mug,,
	2026-10-04T09:00:00Z,c1,Price drop,,
	2026-10-04T09:00:00Z,c1,Told,up-sell,2026-10-03T09:00:00Z
	END
given flows.json <<-END
	{ "gap": { "email": null } }
	END
run audit-sends --flows flows.json --events orders.csv log.csv
show message code threshold
out <<-END
	Told|exit|2026-10-03T09:00:00Z
	END
err <<-END
	audit-sends: 1 of 5 mails was wrong
	audit-sends: 1 of 5 mails went to 1 person who had already bought
	audit-sends: not judged by all that ends their flow: 4 mails, such as of back-in-stock, of which the log doesn't tell what it turns on
	END
end

case_of "opted out: a second before it went, and at once"
given consent.csv <<-END
	customer_id,email,channel,state,at,basis
	c1,ann@example.com,email,denied,2026-10-05T09:59:59Z,form
	c2,bo@example.com,email,denied,2026-10-05T10:00:00Z,form
	c3,cy@example.com,sms,denied,2026-10-05T09:00:00Z,form
	c4,di@example.com,email,denied,2026-10-05T09:00:00Z,form
	c4,di@example.com,email,explicit,2026-10-05T09:30:00Z,form
	END
given events.csv <<-END
	event_at,event,email
	2026-10-05T09:59:59Z,complaint,ed@example.com
	2026-10-05T09:59:59Z,hard-bounce,fe@example.com
	2026-10-05T09:59:58Z,hard-bounce,gi@example.com
	2026-10-05T09:59:59Z,delivered,gi@example.com
	END
given log.csv <<-END
	sent_at,email,campaign
	2026-10-05T10:00:00Z,ann@example.com,Sale
	2026-10-05T10:00:00Z,bo@example.com,Sale
	2026-10-05T10:00:00Z,cy@example.com,Sale
	2026-10-05T10:00:00Z,di@example.com,Sale
	2026-10-05T10:00:00Z,ed@example.com,Sale
	2026-10-05T10:00:00Z,fe@example.com,Sale
	2026-10-05T10:00:00Z,gi@example.com,Sale
	2026-10-06T10:00:00Z,ann@example.com,Order confirmation
	2026-10-06T10:00:00Z,cy@example.com,We miss you
	END
faults --events events.csv --consent consent.csv log.csv
out <<-END
	2026-10-05T10:00:00Z|ann@example.com|no-consent|consent consent.csv:2|denied 2026-10-05T09:59:59Z (form)|not denied
	2026-10-05T10:00:00Z|ed@example.com|no-consent|consent events.csv:2|denied 2026-10-05T09:59:59Z (complaint)|not denied
	2026-10-05T10:00:00Z|fe@example.com|suppressed|hard-bounce events.csv:3|2026-10-05T09:59:59Z|nothing since
	2026-10-06T10:00:00Z|cy@example.com|no-consent|consent consent.csv:4|denied 2026-10-05T09:00:00Z (form)|not denied
	END
end

case_of "who agreed on the day that it went may have before it went"
given events.csv <<-END
	event_at,event,email
	2026-10-01T10:00:00Z,unsubscribe,Ann@Example.com
	2026-10-05,subscribe,ann@example.com
	END
given log.csv <<-END
	sent_at,email,campaign
	2026-10-04T23:59:59Z,ANN@example.com,Sale 1
	2026-10-05T16:00:00Z,ANN@example.com,Sale 2
	END
run audit-sends -q --events events.csv log.csv
show message code
out <<-END
	Sale 1|no-consent
	END
end

case_of "grace: a no must be heeded so long after it, and not sooner"
given consent.csv <<-END
	customer_id,email,channel,state,at
	c1,ann@example.com,email,denied,2026-10-03T09:59:59Z
	c2,bo@example.com,email,denied,2026-10-03T10:00:00Z
	c3,cy@example.com,email,denied,2026-10-03T09:00:00Z
	c3,cy@example.com,email,explicit,2026-10-04T09:00:00Z
	END
given log.csv <<-END
	sent_at,email,campaign
	2026-10-05T10:00:00Z,ann@example.com,Sale
	2026-10-05T10:00:00Z,bo@example.com,Sale
	2026-10-05T10:00:00Z,cy@example.com,Sale
	END
faults --grace 48h --consent consent.csv log.csv
out <<-END
	2026-10-05T10:00:00Z|ann@example.com|no-consent|consent consent.csv:2|denied 2026-10-03T09:59:59Z|not denied
	END
end

case_of "listed: since when, until when, of a day, of a channel; and undated"
given no.csv <<-END
	email,reason,from,until,channel
	a@example.com,unsubscribed,2026-10-05T09:59:59Z,,
	b@example.com,unsubscribed,2026-10-05T10:00:00Z,,
	c@example.com,unsubscribed,2026-10-05,,
	d@example.com,unsubscribed,2026-10-04,,
	e@example.com,unsubscribed,2026-10-01,2026-10-05T10:00:00Z,
	f@example.com,unsubscribed,,,
	g@example.com,unsubscribed,2026-10-01,,sms
	END
given customers.csv <<-END
	email,email_consent
	h@example.com,denied
	END
{
	echo sent_at,email,campaign
	for who in a b c d e f g h; do
		echo "2026-10-05T10:00:00Z,$who@example.com,Sale"
	done
} >log.csv
run audit-sends --suppress no.csv --customers customers.csv log.csv
show address code rule
out <<-END
	a@example.com|suppressed|suppress no.csv:2
	d@example.com|suppressed|suppress no.csv:5
	END
err <<-END
	audit-sends: 1 of 8 mails went to people of whom the files know
	audit-sends: 2 of 8 mails were wrong
	audit-sends: 2 of 8 mails went to 2 people on a list of people not to be written to
	audit-sends: not judged: who had bought (--events)
	audit-sends: not judged as late, or as after buying: 8 mails of no flow that is known (--list-messages, --messages)
	audit-sends: not judged by a no of which the time isn't known: messages to 3 people
	END
end

case_of "an order's confirmation may go to who unsubscribed"
given no.csv <<-END
	email,reason,from,class
	a@example.com,unsubscribed,2026-10-01,
	b@example.com,,,
	c@example.com,,2026-10-01,transactional
	END
given log.csv <<-END
	sent_at,email,campaign
	2026-10-05T10:00:00Z,a@example.com,Order confirmation
	2026-10-05T10:00:00Z,b@example.com,Order confirmation
	2026-10-05T10:00:00Z,c@example.com,Order confirmation
	END
order 2026-10-05T09:00:00Z paid a@example.com >orders.csv
run audit-sends --events orders.csv --suppress no.csv log.csv
show address code threshold
out <<-END
	c@example.com|suppressed|transactional
	END
err <<-END
	audit-sends: 1 of 3 mails went to people of whom the files know
	audit-sends: 1 of 3 mails was wrong
	audit-sends: 1 of 3 mails went to 1 person on a list of people not to be written to
	audit-sends: not judged by consent, --suppress, quiet hours, caps or gaps: 3 mails, transactional by their names: 'Order confirmation' (--list-messages, --messages)
	END
end

case_of "the same again: by send_id, by trigger and step, by name within a day"
given log.csv <<-END
	sent_at,email,campaign,flow,step,trigger_id,send_id
	2026-10-01T10:00:00Z,a@example.com,,welcome,welcome,t1,
	2026-10-09T10:00:00Z,a@example.com,,welcome,welcome,t1,
	2026-10-12T10:00:00Z,a@example.com,,welcome,second,t1,
	2026-10-14T10:00:00Z,a@example.com,,welcome,welcome,t2,
	2026-10-01T10:00:00Z,b@example.com,Sale,,,,s1
	2026-10-09T10:00:00Z,b@example.com,Other sale,,,,s1
	2026-10-01T10:00:00Z,c@example.com,Sale,,,,
	2026-10-02T09:59:59Z,c@example.com,Sale,,,,
	2026-10-03T09:59:59Z,c@example.com,Sale,,,,
	2026-10-01T10:00:00Z,d@example.com,Order shipped,,,,
	2026-10-01T10:00:09Z,d@example.com,Order shipped,,,,
	2026-10-01T10:00:00Z,e@example.com,Back in stock,,,,
	2026-10-02T09:00:00Z,e@example.com,Back in stock,,,,
	END
faults log.csv
out <<-END
	2026-10-02T09:59:59Z|c@example.com|already-sent|message|sent log.csv:8 2026-10-01T10:00:00Z|not within 24h
	2026-10-09T10:00:00Z|a@example.com|already-sent|trigger_id|sent log.csv:2 2026-10-01T10:00:00Z|once
	2026-10-09T10:00:00Z|b@example.com|already-sent|send_id|sent log.csv:6 2026-10-01T10:00:00Z|once
	END
end

case_of "twice within: the span is the shop's"
given log.csv <<-END
	sent_at,email,campaign
	2026-10-01T10:00:00Z,c@example.com,Sale
	2026-10-04T09:59:59Z,c@example.com,Sale
	END
faults --twice-within 3d log.csv
out <<-END
	2026-10-04T09:59:59Z|c@example.com|already-sent|message|sent log.csv:2 2026-10-01T10:00:00Z|not within 3d
	END
end

case_of "which of one second are the same again isn't up to the rows' order"
given log.csv <<-END
	sent_at,email,customer_id,campaign,trigger_id,class,tags
	2026-10-01T10:00:00Z,a@example.com,c1,Sale,t1,transactional,b
	2026-10-01T10:00:00Z,a@example.com,,Sale,t1,marketing,
	2026-10-01T10:00:00Z,a@example.com,,Sale,t1,marketing,a
	2026-10-01T10:00:00Z,a@example.com,,Sale,t1,transactional,a
	END
# shellcheck disable=SC2016  # the shell of the case expands it
shell 'sed -n "1p;5p" log.csv >back.csv; sed -n "4p;3p;2p" log.csv | sort -r >>back.csv
for log in log.csv back.csv; do
	audit-sends -q $log | cut -d, -f1-9 >$log.out
done
cmp log.csv.out back.csv.out && cut -d, -f4,8,9 log.csv.out'
out <<-END
	customer_id,class,code
	,marketing,already-sent
	,marketing,gap
	,transactional,already-sent
	c1,transactional,already-sent
	END
end

case_of "exports that overlap tell of one message; ids are of a row of the log"
given a.csv <<-END
	sent_at,email,campaign,message_id
	2026-10-01T10:00:00Z,a@example.com,Sale,m1
	2026-10-01T10:00:00Z,a@example.com,Sale,m1
	2026-10-01T10:00:00Z,b@example.com,Sale,
	END
cp a.csv b.csv
run audit-sends a.csv b.csv
show sent_at address code
err <<-END
	audit-sends: not judged: who had bought (--events)
	audit-sends: not judged: who had opted out (--consent, --events, --suppress)
	audit-sends: not judged as late, or as after buying: 2 mails of no flow that is known (--list-messages, --messages)
	audit-sends: set aside: 4 exact duplicate
	END
end

case_of "two equal rows of one file, without ids, are two messages"
given a.csv <<-END
	sent_at,email,campaign
	2026-10-01T10:00:00Z,b@example.com,Sale
	2026-10-01T10:00:00Z,b@example.com,Sale
	END
run audit-sends -q a.csv
show address code
out <<-END
	b@example.com|already-sent
	b@example.com|gap
	END
end

case_of "what was sent was delivered, too: one message; not so on other channels"
given log.csv <<-END
	sent_at,email,phone,channel,event,campaign
	2026-10-01T10:00:00Z,a@example.com,,email,sent,Sale
	2026-10-01T10:00:04Z,a@example.com,,email,delivered,Sale
	2026-10-01T10:00:04Z,a@example.com,,email,open,Sale
	2026-10-01T10:00:04Z,,+12025550123,sms,delivered,Sale
	END
run audit-sends --list-messages log.csv
out <<-END
	message,flow,step,class,sends
	Sale,,,marketing,3
	END
err <<-END
	audit-sends: set aside: 1 delivery of what was sent, 1 not a message that went out
	END
end

case_of "stale: at expires_at, or by the plan of the flow on their clocks"
given customers.csv <<-END
	email,timezone
	d@example.com,Europe/Berlin
	END
given log.csv <<-END
	sent_at,email,flow,step,triggered_at,expires_at
	2026-10-05T10:00:00Z,a@example.com,welcome,welcome,2026-10-01T10:00:00Z,2026-10-05T10:00:01Z
	2026-10-05T10:00:00Z,b@example.com,welcome,welcome,2026-10-05T10:00:00Z,2026-10-05T10:00:00Z
	2026-10-26T09:59:59Z,c@example.com,welcome,welcome,2026-10-23T10:00:00Z,
	2026-10-26T10:59:59Z,d@example.com,welcome,welcome,2026-10-23T10:00:00Z,
	2026-10-26T11:00:00Z,d@example.com,welcome,welcome,2026-10-23T10:00:00Z,
	2026-10-29T09:59:59Z,e@example.com,welcome,second,2026-10-23T10:00:00Z,
	2026-10-29T10:00:00Z,f@example.com,welcome,second,2026-10-23T10:00:00Z,
	2026-10-29T09:59:59Z,g@example.com,welcome,?,2026-10-23T10:00:00Z,
	2026-10-29T10:00:00Z,h@example.com,welcome,?,2026-10-23T10:00:00Z,
	END
given flows.json <<-END
	{ "gap": { "email": null } }
	END
run audit-sends -q --flows flows.json --twice-within 1s \
    --customers customers.csv log.csv
show sent_at address code rule threshold
out <<-END
	2026-10-05T10:00:00Z|b@example.com|expired|expires_at|2026-10-05T10:00:00Z
	2026-10-26T11:00:00Z|d@example.com|expired|triggered_at|2026-10-26T11:00:00Z
	2026-10-29T10:00:00Z|f@example.com|expired|triggered_at|2026-10-29T10:00:00Z
	2026-10-29T10:00:00Z|h@example.com|expired|triggered_at|2026-10-29T10:00:00Z
	END
end

case_of "a step waits for the one before it, as that went"
given log.csv <<-END
	sent_at,email,flow,step,trigger_id,triggered_at
	2026-10-03T10:00:00Z,a@example.com,welcome,welcome,t,2026-10-01T10:00:00Z
	2026-10-09T09:59:59Z,a@example.com,welcome,second,t,2026-10-01T10:00:00Z
	2026-10-03T10:00:00Z,b@example.com,welcome,welcome,u,2026-10-01T10:00:00Z
	2026-10-09T10:00:00Z,b@example.com,welcome,second,u,2026-10-01T10:00:00Z
	2026-10-03T10:00:00Z,c@example.com,welcome,welcome,v,2026-10-01T10:00:00Z
	2026-10-07T10:00:00Z,c@example.com,welcome,second,w,2026-10-01T10:00:00Z
	END
faults log.csv
out <<-END
	2026-10-07T10:00:00Z|c@example.com|expired|triggered_at|2026-10-07T10:00:00Z|2026-10-07T10:00:00Z
	2026-10-09T10:00:00Z|b@example.com|expired|triggered_at|2026-10-09T10:00:00Z|2026-10-09T10:00:00Z
	END
end

case_of "quiet hours on their clocks, through the end of summer time"
given flows.json <<-END
	{ "quiet_hours": { "email": "21:00-08:00" }, "gap": { "email": null } }
	END
given customers.csv <<-END
	email,timezone,country
	berlin@example.com,Europe/Berlin,
	paris@example.com,,FR
	us@example.com,,US
	END
given log.csv <<-END
	sent_at,email,campaign
	2026-10-24T18:59:59Z,berlin@example.com,A
	2026-10-24T19:00:00Z,berlin@example.com,B
	2026-10-25T06:59:59Z,berlin@example.com,C
	2026-10-25T07:00:00Z,berlin@example.com,D
	2026-10-24T05:59:59Z,paris@example.com,E
	2026-10-24T06:00:00Z,paris@example.com,F
	2026-10-24T03:00:00Z,us@example.com,G
	2026-10-24T03:00:00Z,no@example.com,H
	2026-10-25T00:00:00Z,berlin@example.com,Your order has shipped
	END
run audit-sends --flows flows.json --customers customers.csv log.csv
show sent_at address code rule observed
out <<-END
	2026-10-24T05:59:59Z|paris@example.com|quiet|21:00-08:00 Europe/Paris|2026-10-24 07:59
	2026-10-24T19:00:00Z|berlin@example.com|quiet|21:00-08:00 Europe/Berlin|2026-10-24 21:00
	2026-10-25T06:59:59Z|berlin@example.com|quiet|21:00-08:00 Europe/Berlin|2026-10-25 07:59
	END
err <<-END
	audit-sends: 8 of 9 mails went to people of whom the files know
	audit-sends: 3 of 9 mails were wrong
	audit-sends: 3 of 9 mails went to 2 people in their quiet hours
	audit-sends: not judged: who had bought (--events)
	audit-sends: not judged: who had opted out (--consent, --events, --suppress)
	audit-sends: not judged by consent, --suppress, quiet hours, caps or gaps: 1 mail, transactional by their names: 'Your order has shipped' (--list-messages, --messages)
	audit-sends: not judged as late, or as after buying: 8 mails of no flow that is known (--list-messages, --messages)
	audit-sends: not judged by quiet hours: 2 mails to people of no known time zone (--customers, --tz-default)
	END
end

case_of "a zone for those of whom none is known"
given log.csv <<-END
	sent_at,email,campaign
	2026-10-24T03:00:00Z,us@example.com,G
	END
given flows.json <<-END
	{ "quiet_hours": { "email": "21:00-08:00" } }
	END
faults --flows flows.json --tz-default America/Denver log.csv
out <<-END
	2026-10-24T03:00:00Z|us@example.com|quiet|21:00-08:00 America/Denver|2026-10-23 21:00|not quiet
	END
end

case_of "too soon, and one too many: what went before counts, fault or not"
given flows.json <<-END
	{ "gap": { "email": "2h" },
	  "caps": [ { "channel": "any", "max": 3, "per": "day" } ] }
	END
given log.csv <<-END
	sent_at,email,campaign
	2026-10-05T08:00:00Z,a@example.com,A
	2026-10-05T10:00:00Z,a@example.com,B
	2026-10-05T10:30:00Z,a@example.com,Order confirmation
	2026-10-05T11:59:59Z,a@example.com,C
	2026-10-05T23:59:59Z,a@example.com,D
	2026-10-06T01:59:59Z,a@example.com,E
	END
faults --flows flows.json log.csv
out <<-END
	2026-10-05T11:59:59Z|a@example.com|gap|1 email per 2h|1|1
	2026-10-05T23:59:59Z|a@example.com|cap|3 of any channel per day|3|3
	END
end

case_of "a message has a row for each fault, in the order of the codes"
order 2026-10-05T09:00:00Z paid a@example.com >orders.csv
given no.csv <<-END
	email,from
	a@example.com,2026-10-01
	END
given consent.csv <<-END
	email,channel,state,at
	a@example.com,email,denied,2026-10-01T00:00:00Z
	END
given customers.csv <<-END
	email,timezone
	a@example.com,Asia/Tokyo
	END
given flows.json <<-END
	{ "quiet_hours": { "email": "21:00-08:00" },
	  "caps": [ { "channel": "email", "max": 1, "per": "week" } ] }
	END
given log.csv <<-END
	sent_at,email,flow,step,trigger_id,expires_at
	2026-10-05T12:00:00Z,a@example.com,cart-abandon,reminder,t,2026-10-05T11:00:00Z
	2026-10-05T11:00:00Z,a@example.com,cart-abandon,reminder,t,2026-10-06T11:00:00Z
	END
run audit-sends -q --flows flows.json --events orders.csv --suppress no.csv \
    --consent consent.csv --customers customers.csv log.csv
show sent_at code
out <<-END
	2026-10-05T11:00:00Z|no-consent
	2026-10-05T11:00:00Z|suppressed
	2026-10-05T11:00:00Z|exit
	2026-10-05T12:00:00Z|already-sent
	2026-10-05T12:00:00Z|expired
	2026-10-05T12:00:00Z|no-consent
	2026-10-05T12:00:00Z|suppressed
	2026-10-05T12:00:00Z|exit
	2026-10-05T12:00:00Z|quiet
	2026-10-05T12:00:00Z|cap
	2026-10-05T12:00:00Z|gap
	END
end

case_of "what messages are taken for, by words of their names"
given log.csv <<-END
	sent_at,email,campaign,flow
	2026-10-05T12:00:00Z,a@example.com,Abandoned Cart 2,
	2026-10-05T12:00:00Z,a@example.com,abandoned_checkout,
	2026-10-05T12:00:00Z,a@example.com,Browse-Abandonment,
	2026-10-05T12:00:00Z,a@example.com,Email 3,Winback flow
	2026-10-05T12:00:00Z,a@example.com,Email 4,XyZ12
	2026-10-05T12:00:00Z,a@example.com,Preview of the season,
	2026-10-05T12:00:00Z,a@example.com,Review your purchase,
	2026-10-05T12:00:00Z,a@example.com,Thank you for your order!,
	2026-10-05T12:00:00Z,a@example.com,Your order has shipped,
	2026-10-05T12:00:00Z,a@example.com,Offer,birthday
	END
run audit-sends --list-messages log.csv
out <<-END
	message,flow,step,class,sends
	Abandoned Cart 2,cart-abandon,,marketing,1
	Browse-Abandonment,browse-abandon,,marketing,1
	Email 3,win-back,,marketing,1
	Email 4,,,marketing,1
	Offer,birthday,,marketing,1
	Preview of the season,,,marketing,1
	Review your purchase,review,,marketing,1
	Thank you for your order!,order-confirm,,transactional,1
	Your order has shipped,,,transactional,1
	abandoned_checkout,cart-abandon,,marketing,1
	END
end

case_of "what only looks like such words is taken for no flow"
given log.csv <<-END
	sent_at,email,campaign
	2026-10-05T12:00:00Z,a@example.com,Don't miss your chance
	2026-10-05T12:00:00Z,a@example.com,Still looking for a gift?
	2026-10-05T12:00:00Z,a@example.com,Thank you: 20% off
	2026-10-05T12:00:00Z,a@example.com,Thanks for your purchase
	2026-10-05T12:00:00Z,a@example.com,The year in review
	2026-10-05T12:00:00Z,a@example.com,Welcome back
	2026-10-05T12:00:00Z,a@example.com,Welcome2
	2026-10-05T12:00:00Z,a@example.com,Win backstage passes
	END
run audit-sends --list-messages log.csv
out <<-END
	message,flow,step,class,sends
	Don't miss your chance,,,marketing,1
	Still looking for a gift?,,,marketing,1
	Thank you: 20% off,thank-you,,marketing,1
	Thanks for your purchase,order-confirm,,transactional,1
	The year in review,,,marketing,1
	Welcome back,,,marketing,1
	Welcome2,welcome,,marketing,1
	Win backstage passes,,,marketing,1
	END
end

case_of "an order's word makes a name transactional, whatever else it has"
given log.csv <<-END
	sent_at,email,campaign
	2026-10-05T12:00:00Z,a@example.com,20% off after your order confirmation
	2026-10-05T12:00:00Z,a@example.com,Abandoned cart: 10% off
	2026-10-05T12:00:00Z,a@example.com,Codecademy invoice
	2026-10-05T12:00:00Z,a@example.com,Order confirmation - save this email
	2026-10-05T12:00:00Z,a@example.com,Sales invoice 4711
	2026-10-05T12:00:00Z,a@example.com,Shipment of our wholesale lamps
	2026-10-05T12:00:00Z,a@example.com,Your password reset code
	END
run audit-sends --list-messages log.csv
out <<-END
	message,flow,step,class,sends
	20% off after your order confirmation,order-confirm,,transactional,1
	Abandoned cart: 10% off,cart-abandon,,marketing,1
	Codecademy invoice,,,transactional,1
	Order confirmation - save this email,order-confirm,,transactional,1
	Sales invoice 4711,,,transactional,1
	Shipment of our wholesale lamps,,,transactional,1
	Your password reset code,,,transactional,1
	END
end

case_of "German names, with umlauts or without"
given log.csv <<-END
	sent_at,email,campaign
	2026-10-05T12:00:00Z,a@example.com,Abgebrochener Warenkorb 1
	2026-10-05T12:00:00Z,a@example.com,BESTELLBESTÄTIGUNG
	2026-10-05T12:00:00Z,a@example.com,Bestellbestaetigung 7
	2026-10-05T12:00:00Z,a@example.com,Bestelleingang
	2026-10-05T12:00:00Z,a@example.com,Bitte um Bewertung
	2026-10-05T12:00:00Z,a@example.com,Danke für deine Bestellung
	2026-10-05T12:00:00Z,a@example.com,Du hast noch etwas im Warenkorb
	2026-10-05T12:00:00Z,a@example.com,Geburtstagsgruß
	2026-10-05T12:00:00Z,a@example.com,Ihre Rückerstattung
	2026-10-05T12:00:00Z,a@example.com,Jetzt: Kauf auf Rechnung
	2026-10-05T12:00:00Z,a@example.com,Passwort zurücksetzen
	2026-10-05T12:00:00Z,a@example.com,Rechnung 4711
	2026-10-05T12:00:00Z,a@example.com,Vase wieder verfügbar
	2026-10-05T12:00:00Z,a@example.com,Vase: wieder auf Lager
	2026-10-05T12:00:00Z,a@example.com,Versandbestätigung
	2026-10-05T12:00:00Z,a@example.com,Wiederverfügbarkeit
	2026-10-05T12:00:00Z,a@example.com,Willkommen!
	2026-10-05T12:00:00Z,a@example.com,Wir vermissen Sie
	2026-10-05T12:00:00Z,a@example.com,Wir vermissen dich
	END
run audit-sends --list-messages log.csv
out <<-END
	message,flow,step,class,sends
	Abgebrochener Warenkorb 1,cart-abandon,,marketing,1
	BESTELLBESTÄTIGUNG,order-confirm,,transactional,1
	Bestellbestaetigung 7,order-confirm,,transactional,1
	Bestelleingang,order-confirm,,transactional,1
	Bitte um Bewertung,review,,marketing,1
	Danke für deine Bestellung,order-confirm,,transactional,1
	Du hast noch etwas im Warenkorb,cart-abandon,,marketing,1
	Geburtstagsgruß,birthday,,marketing,1
	Ihre Rückerstattung,,,transactional,1
	Jetzt: Kauf auf Rechnung,,,marketing,1
	Passwort zurücksetzen,,,transactional,1
	Rechnung 4711,,,transactional,1
	Vase wieder verfügbar,back-in-stock,,marketing,1
	Vase: wieder auf Lager,back-in-stock,,marketing,1
	Versandbestätigung,,,transactional,1
	Wiederverfügbarkeit,,,marketing,1
	Willkommen!,welcome,,marketing,1
	Wir vermissen Sie,win-back,,marketing,1
	Wir vermissen dich,win-back,,marketing,1
	END
end

case_of "umlauts in two parts, and further words of orders"
printf 'sent_at,email,campaign\n' >log.csv
n=0
for name in 'Bestellbesta\314\210tigung' 'RU\314\210CKERSTATTUNG' \
    'wieder verfu\314\210gbar' 'Auftragsbest\303\244tigung 12' 'Your receipt' \
    'Ihre Rechnungen' '\314\210'; do
	n=$((n + 1))
	# shellcheck disable=SC2059  # the names are formats
	printf "2026-10-05T12:00:00Z,a@example.com,$n $name\n" >>log.csv
done
run audit-sends --list-messages log.csv
cut -d, -f1-4 got.out | sed 's/^\(.\)[^,]*/\1/' >shown
mv shown got.out
out <<-END
	m,flow,step,class
	1,order-confirm,,transactional
	2,,,transactional
	3,back-in-stock,,marketing
	4,order-confirm,,transactional
	5,,,transactional
	6,,,transactional
	7,,,marketing
	END
end

# A line for each kind: its name, and its words parted by bars.
case_of "the words on the page are those of the tool"
{ tr -d '\n\t' <"$tests/../lib/theme.c"; echo; } | sed 's/"  *"//g; s/{ { "/\
&/g' | sed -n 's/^{ { "\([^"]*\)", CLASS_\([A-Z]*\) }, *"\([^"]*\)".*/\1 \2 \3/p' |
    sed 's/^ TRANSACTIONAL/transactional/; s/^ MARKETING/none/
    s/^\([^ ]*\) [A-Z][A-Z]* /\1 /' >want.out
shell "sed -n '/^.Ss Which flow/,/^.Ss Rules/p' '$tests/../man/audit-sends.1' |
    awk '/^\.It Cm/ { printf \"\\n%s\", \$3; on = 1 }
	/^\.(El|Ed)/ { on = 0 }
	on && !/^\./ { printf \" %s\", \$0 }
	/^\.Bd/ { printf \"\\n\"; on = 1 }
	END { print \"\" }' | sed '1d; s/^ //; s/, /|/g; s/\\\\(:\\(.\\)/\\1e/g'"
[ "$(wc -l <want.out)" -gt 20 ] || echo "no table found" >want.err
end

case_of "which were taken for transactional by their names is told"
given log.csv <<-END
	sent_at,email,campaign,class
	2026-10-05T12:00:00Z,a@example.com,Invoice 1,
	2026-10-05T12:00:00Z,a@example.com,Invoice 2,
	2026-10-05T12:00:00Z,a@example.com,Your parcel,transactional
	2026-10-05T12:00:00Z,a@example.com,Invoice 3,
	2026-10-05T12:00:00Z,a@example.com,Refund,
	2026-10-05T12:00:01Z,a@example.com,Refund,
	2026-10-05T12:00:00Z,a@example.com,Password,marketing
	END
order 2026-10-03T10:00:00Z paid a@example.com >orders.csv
run audit-sends --events orders.csv log.csv
show message code
err <<-END
	audit-sends: not judged by consent, --suppress, quiet hours, caps or gaps: 5 mails, transactional by their names: 'Refund', 'Invoice 1', 'Invoice 2' and 1 more (--list-messages, --messages)
	audit-sends: not judged as late, or as after buying: 1 mail of no flow that is known (--list-messages, --messages)
	END
end

case_of "a table of the shop's says what messages are, and the list is one"
given log.csv <<-END
	sent_at,email,campaign
	2026-10-05T12:00:00Z,a@example.com,Abandoned Cart 2
	2026-10-05T12:00:00Z,a@example.com,Flow 7 / B
	2026-10-05T12:00:00Z,a@example.com,Newsletter
	2026-10-05T12:00:00Z,a@example.com,[x] Parcel*
	END
given table.csv <<-END
	message,flow,step,class
	abandoned*,,,
	*7 */*b,win-back,second,
	[x]*,,,transactional
	END
shell 'audit-sends --list-messages --messages table.csv log.csv >one.csv &&
    audit-sends --list-messages --messages one.csv log.csv | cmp - one.csv &&
    cat one.csv'
out <<-END
	message,flow,step,class,sends
	Abandoned Cart 2,,,marketing,1
	Flow 7 / B,win-back,second,marketing,1
	Newsletter,,,marketing,1
	[x] Parcel*,,,transactional,1
	END
end

for wrong in "Sale,welcom,,: 2: flow: 'welcom': no such flow" \
    "Sale,welcome,third,: 2: step: 'third': no such step of the flow" \
    "Sale,,second,: 2: step: 'second': no such step of the flow"; do
	case_of "a table that names what there isn't: ${wrong##*: }"
	printf 'message,flow,step,class\n%s\n' "${wrong%%: *}" >table.csv
	printf 'sent_at,email\n' >log.csv
	run audit-sends --messages table.csv log.csv
	err <<-END
		audit-sends: table.csv:${wrong#*: }
	END
	sed -i 's/table.csv: */table.csv:/' want.err
	status 2
	end
done

case_of "a phone without its country is one of --phone-country, or told"
given log.csv <<-END
	sent_at,channel,recipient,campaign
	2026-10-24T20:00:00Z,sms,0171 2000001,Sale
	END
run audit-sends -q --phone-country DE --tz-default Europe/Berlin log.csv
show address code
out <<-END
	+491712000001|quiet
	END
end

case_of "else it is set aside"
given log.csv <<-END
	sent_at,channel,recipient,campaign
	2026-10-24T20:00:00Z,sms,0171 2000001,Sale
	END
run audit-sends --tz-default Europe/Berlin log.csv
show address code
sed -i '/not judged/d' got.err
err <<-END
	audit-sends: set aside: 1 not a phone in E.164 (--phone-country?)
	END
end

case_of "a summary for who reads no rows"
order 2026-10-03T10:00:00Z >orders.csv
given log.csv <<-END
	sent_at,email,customer_id,campaign
	2026-10-03T12:00:00Z,ann@example.com,c1,Cart reminder
	2026-10-01T12:00:00Z,bo@example.com,c2,Cart reminder
	2026-10-10T12:00:00Z,bo@example.com,c2,Sale
	END
run audit-sends -q --summary --events orders.csv log.csv
out <<-END
	3 mails to 2 people, 2026-10-01 to 2026-10-10
	1 of 3 mails was wrong (33.3%)

	1 of 3 mails went to 1 person who had already bought (33.3%)
	      1 of 'Cart reminder'

	  not judged as late, or as after buying: 1 mail of no flow that is known (--list-messages, --messages)
	END
end

case_of "what is wrong in several ways is one message, and kinds have a line each"
given events.csv <<-END
	event_at,event,email
	2026-09-01T10:00:00Z,hard-bounce,b@example.com
	2026-10-03T10:00:00Z,purchase,c@example.com
	2026-10-03T10:00:00Z,subscribe,d@example.com
	END
given no.csv <<-END
	email,from
	a@example.com,2026-09-01
	END
given flows.json <<-END
	{ "gap": { "email": null }, "flows": { "welcome": { "exit": [
	    { "event": "subscribe" } ] } } }
	END
given log.csv <<-END
	sent_at,email,campaign
	2026-10-03T12:00:00Z,a@example.com,Sale
	2026-10-03T13:00:00Z,a@example.com,Sale
	2026-10-03T12:00:00Z,b@example.com,Sale
	2026-10-03T12:00:00Z,c@example.com,Cart reminder
	2026-10-03T12:00:00Z,d@example.com,Welcome
	2026-10-03T12:00:00Z,e@example.com,Sale
	END
# shellcheck disable=SC2016  # the shell of the case expands it
shell 'args="--flows flows.json --events events.csv --suppress no.csv log.csv"
audit-sends --summary -q $args | grep "wrong\|went"
audit-sends -o faults.csv $args 2>&1 | grep "wrong\|went to [12] p"'
out <<-END
	5 of 6 mails were wrong (83.3%), some in several ways
	1 of 6 mails went to 1 person who had had the same already (16.6%)
	2 of 6 mails went to 1 person on a list of people not to be written to (33.3%)
	1 of 6 mails went to 1 person whose mail had come back (16.6%)
	1 of 6 mails went to 1 person who had already bought (16.6%)
	1 of 6 mails went to 1 person who had done what ends the flow (16.6%)
	audit-sends: 5 of 6 mails were wrong
	audit-sends: 1 of 6 mails went to 1 person who had had the same already
	audit-sends: 2 of 6 mails went to 1 person on a list of people not to be written to
	audit-sends: 1 of 6 mails went to 1 person whose mail had come back
	audit-sends: 1 of 6 mails went to 1 person who had already bought
	audit-sends: 1 of 6 mails went to 1 person who had done what ends the flow
	END
end

case_of "a summary can't be made to command a terminal"
printf 'sent_at,email,campaign\n' >log.csv
printf '2026-10-03T12:00:0%dZ,a@example.com,"S\033[1m\nx"\n' 1 2 >>log.csv
shell "audit-sends -q --summary log.csv | grep \"'\""
out <<-END
	      1 of 'S [1m x'
	      1 of 'S [1m x'
	END
end

case_of "a message without a name is told by its flow"
given log.csv <<-END
	sent_at,email,flow,step,trigger_id
	2026-10-03T12:00:00Z,a@example.com,win-back,x,t
	2026-10-03T12:00:01Z,a@example.com,win-back,x,t
	END
shell "audit-sends -q --summary log.csv | grep \"'\" | sort -u"
out <<-END
	      1 of 'win-back'
	END
end

case_of "a summary of nothing"
printf 'sent_at,email\n' >log.csv
run audit-sends -q --summary log.csv
out <<-END
	0 mails to 0 people
	Nothing to judge.

	  not judged: who had bought (--events)
	  not judged: who had opted out (--consent, --events, --suppress)
	END
end

case_of "a summary is text: neither rows nor a file"
run audit-sends --summary -o x log.csv
err <<-END
	audit-sends: --summary: is printed as text, so not with --list-messages or --output
	audit-sends: try 'audit-sends --help'
	END
status 2
end

case_of "rows that can't be judged are rejected or set aside"
given log.csv <<-END
	sent_at,email,channel,campaign
	2026-10-03,a@example.com,,Sale
	soon,a@example.com,,Sale
	,a@example.com,,Sale
	2026-10-03T10:00:00Z,a@example.com,fax,Sale
	2026-10-03T10:00:00Z,nobody,,Sale
	2026-11-17T00:00:00Z,a@example.com,,Sale
	END
run audit-sends --list-messages log.csv
out <<-END
	message,flow,step,class,sends
	END
status 1
cp got.err want.err
grep -c "only a day\|want when it went\|not a channel\|'soon'" got.err >n
grep -q "set aside: 1 later messages, 1 no identity\|set aside: 1 no identity, 1 later messages" got.err || echo "not set aside" >want.err
[ "$(cat n)" = 4 ] || echo "not all rejected" >want.err
end

case_of "Klaviyo: events with their metric and profile"
given log.json <<-'END'
	{"data":[
	{"type":"event","id":"e1","attributes":{"event_properties":{"Campaign Name":"Abandoned Cart - Email 1","$flow":"XyZ"},"datetime":"2026-10-03T12:00:00+00:00"},"relationships":{"profile":{"data":{"type":"profile","id":"P1"}},"metric":{"data":{"type":"metric","id":"M1"}}}},
	{"type":"event","id":"e2","attributes":{"event_properties":{"Campaign Name":"x"},"datetime":"2026-10-03T12:01:00+00:00"},"relationships":{"profile":{"data":{"type":"profile","id":"P1"}},"metric":{"data":{"type":"metric","id":"M2"}}}},
	{"type":"event","id":"e3","attributes":{"event_properties":{"Message Name":"Text 1"},"datetime":"2026-10-03T12:01:00+00:00"},"relationships":{"profile":{"data":{"type":"profile","id":"P1"}},"metric":{"data":{"type":"metric","id":"M3"}}}}],
	"included":[{"type":"profile","id":"P1","attributes":{"email":"ann@example.com","external_id":"c1","phone_number":"+12025550123"}},
	{"type":"metric","id":"M1","attributes":{"name":"Received Email"}},
	{"type":"metric","id":"M2","attributes":{"name":"Opened Email"}},
	{"type":"metric","id":"M3","attributes":{"name":"Received SMS"}}]}
	END
order 2026-10-03T10:00:00Z >orders.csv
given flows.json <<-END
	{ "gap": { "sms": null }, "caps": [ { "channel": "any", "max": 1, "per": "day" } ] }
	END
run audit-sends -q --flows flows.json --events orders.csv log.json
show sent_at channel address customer_id message code
out <<-END
	2026-10-03T12:00:00Z|email|ann@example.com|c1|Abandoned Cart - Email 1|exit
	2026-10-03T12:01:00Z|sms|+12025550123|c1|Text 1|cap
	END
end

# event N METRIC: one of Klaviyo's, without the name of its metric.
event() {
	echo "{\"type\":\"event\",\"id\":\"e$1\",\"attributes\":{\"event_properties\":{\"Recipient Email Address\":\"a@example.com\",\"Campaign Name\":\"Sale\"},\"datetime\":\"2026-10-03T12:0$1:00+00:00\"},\"relationships\":{\"metric\":{\"data\":{\"type\":\"metric\",\"id\":\"$2\"}}}}"
}

case_of "Klaviyo: events without the names of their metrics are messages if of one"
{ event 1 M1; event 2 M1; } >log.ndjson
run audit-sends --list-messages log.ndjson
out <<-END
	message,flow,step,class,sends
	Sale,,,marketing,2
	END
end

case_of "Klaviyo: those of two metrics aren't judged"
{ event 1 M1; event 2 M1; event 3 M2; } >log.ndjson
run audit-sends log.ndjson
err <<-END
	audit-sends: log.ndjson:3: relationships.metric.data.id: 'M2': events of several metrics without their names (want them fetched with include=metric, or those of one metric alone)
	END
status 2
end

case_of "Klaviyo: nor are they in a page that names but one of its metrics"
{
	printf '{"data":['
	{ event 1 M1; echo ,; event 2 M2; } | tr -d '\n'
	echo '],"included":[{"type":"metric","id":"M1","attributes":{"name":"Received Email"}}]}'
} >log.json
run audit-sends log.json
err <<-END
	audit-sends: log.json:1: relationships.metric.data.id: 'M2': events of several metrics without their names (want them fetched with include=metric, or those of one metric alone)
	END
status 2
end

# page NAME EVENT: that has its metric, M1, by that name.
page() {
	printf '{"data":['
	echo "$2" | tr -d '\n'
	echo '],"included":[{"type":"metric","id":"M1","attributes":{"name":"'"$1"'"}}]}'
}

case_of "Klaviyo: nor are two metrics in two files, of which one has the names"
page "Opened Email" "$(event 1 M1)" >named.json
event 2 M2 >log.ndjson
run audit-sends log.ndjson named.json
err <<-END
	audit-sends: log.ndjson:1: relationships.metric.data.id: 'M2': events of several metrics without their names (want them fetched with include=metric, or those of one metric alone)
	END
status 2
end

case_of "Klaviyo: nor is one that another file names as something else"
page "Opened Email" "$(event 1 M1)" >named.json
event 2 M1 >log.ndjson
run audit-sends named.json log.ndjson
err <<-END
	audit-sends: log.ndjson:1: relationships.metric.data.id: 'M1': events of a metric that isn't messages, without its name (want them fetched with include=metric, or those of one metric alone)
	END
status 2
end

case_of "Klaviyo: a page that has the name of the metric tells it of those without"
{ page "Received Email" "$(event 1 M1)"; event 2 M1; } >log.ndjson
{ page "Received Email" "$(event 3 M1)" | sed 's/M1/M3/g'; event 4 M1; } >more.ndjson
run audit-sends --list-messages log.ndjson more.ndjson
out <<-END
	message,flow,step,class,sends
	Sale,,,marketing,4
	END
end

case_of "Klaviyo: an event in two files of two forms is one, whatever else they tell"
page "Received Email" "$(event 1 M1 | sed 's/"metric":/"profile":{"data":{"type":"profile","id":"P1"}},&/')" |
    sed 's/"included":\[/&{"type":"profile","id":"P1","attributes":{"email":"A@example.com","external_id":"c1"}},/' >named.json
event 1 M1 >log.ndjson
event 1 M1 | sed 's/,"relationships.*/}/' >bare.ndjson
for logs in "named.json log.ndjson bare.ndjson" "bare.ndjson named.json"; do
	# shellcheck disable=SC2086  # they are words
	audit-sends --summary $logs 2>&1 | grep "^1 \|aside"
done >said
run cat said
out <<-END
	1 mail to 1 person, 2026-10-03 to 2026-10-03
	audit-sends: set aside: 2 exact duplicate
	1 mail to 1 person, 2026-10-03 to 2026-10-03
	audit-sends: set aside: 1 exact duplicate
	END
end

case_of "a message and its delivery of one id in a second are told apart"
given log.csv <<-END
	sent_at,email,event,message_id
	2026-10-03T12:00:00Z,a@example.com,delivered,1
	2026-10-03T12:00:00Z,a@example.com,sent,1
	2026-10-03T12:00:00Z,a@example.com,sent,1
	END
run audit-sends --summary log.csv
sed -i 1q got.out
out <<-END
	1 mail to 1 person, 2026-10-03 to 2026-10-03
	END
err <<-END
	audit-sends: set aside: 1 delivery of what was sent, 1 exact duplicate
	END
end

case_of "Klaviyo: two flows have each an Email 1, which aren't the same"
given log.json <<-'END'
	{"data":[
	{"type":"event","id":"e1","attributes":{"event_properties":{"Recipient Email Address":"a@example.com","Campaign Name":"Email 1","$flow":"AbC"},"datetime":"2026-10-03T12:00:00+00:00"}},
	{"type":"event","id":"e2","attributes":{"event_properties":{"Recipient Email Address":"a@example.com","Campaign Name":"Email 1","$flow":"XyZ"},"datetime":"2026-10-03T13:00:00+00:00"}},
	{"type":"event","id":"e3","attributes":{"event_properties":{"Recipient Email Address":"a@example.com","Campaign Name":"Email 1","$flow":"AbC"},"datetime":"2026-10-03T14:00:00+00:00"}}]}
	END
given flows.json <<-END
	{ "gap": { "email": null } }
	END
run audit-sends -q --flows flows.json log.json
show sent_at message flow code
out <<-END
	2026-10-03T14:00:00Z|Email 1|AbC|already-sent
	END
end

case_of "Mailchimp: a campaign's recipients, at the time that is told"
given log.json <<-'END'
	{"sent_to":[{"email_id":"a","email_address":"ann@example.com","status":"sent","open_count":0,"campaign_id":"42"},
	{"email_id":"b","email_address":"bo@example.com","status":"hard","open_count":0,"campaign_id":"42"}],"campaign_id":"42","total_items":2}
	END
given consent.csv <<-END
	email,channel,state,at
	ann@example.com,email,denied,2026-10-01T00:00:00Z
	bo@example.com,email,denied,2026-10-01T00:00:00Z
	END
run audit-sends -q --sent-at 2026-10-03T12:00:00Z --consent consent.csv log.json
show sent_at address message code
out <<-END
	2026-10-03T12:00:00Z|ann@example.com|42|no-consent
	END
end

case_of "SendGrid: two messages of a category aren't the same"
given log.ndjson <<-'END'
	{"email":"a@example.com","event":"delivered","timestamp":1759492800,"sg_event_id":"1","category":["newsletter","x"]}
	{"email":"a@example.com","event":"delivered","timestamp":1759492900,"sg_event_id":"2","category":["newsletter"]}
	{"email":"a@example.com","event":"delivered","timestamp":1759493000,"sg_event_id":"3","category":"cart-recovery"}
	{"email":"a@example.com","event":"delivered","timestamp":1759493100,"sg_event_id":"4","singlesend_name":"Sale"}
	{"email":"a@example.com","event":"delivered","timestamp":1759493200,"sg_event_id":"5","singlesend_name":"Sale"}
	END
given flows.json <<-END
	{ "gap": { "email": null } }
	END
shell 'audit-sends -q --flows flows.json log.ndjson | cut -d, -f1,5,9
audit-sends --list-messages log.ndjson'
out <<-END
	sent_at,message,code
	2025-10-03T12:06:40Z,Sale,already-sent
	message,flow,step,class,sends
	Sale,,,marketing,2
	cart-recovery,cart-abandon,,marketing,1
	newsletter,,,marketing,2
	END
end

case_of "logs of three forms: each by its own map, all by the rules"
given klaviyo.json <<-'END'
	{"data":[
	{"type":"event","id":"e1","attributes":{"event_properties":{"Campaign Name":"Autumn"},"datetime":"2025-10-03T10:00:00+00:00"},"relationships":{"profile":{"data":{"type":"profile","id":"P1"}},"metric":{"data":{"type":"metric","id":"M1"}}}},
	{"type":"event","id":"e2","attributes":{"event_properties":{"Campaign Name":"Autumn"},"datetime":"2025-10-03T10:01:00+00:00"},"relationships":{"profile":{"data":{"type":"profile","id":"P1"}},"metric":{"data":{"type":"metric","id":"M2"}}}}],
	"included":[{"type":"profile","id":"P1","attributes":{"email":"a@example.com"}},
	{"type":"metric","id":"M1","attributes":{"name":"Received Email"}},
	{"type":"metric","id":"M2","attributes":{"name":"Opened Email"}}]}
	END
given sendgrid.ndjson <<-'END'
	{"email":"a@example.com","event":"delivered","timestamp":1759492800,"sg_event_id":"1","singlesend_name":"Autumn"}
	{"email":"b@example.com","event":"delivered","timestamp":1759492800,"sg_event_id":"2","singlesend_name":"Autumn"}
	END
given own.csv <<-END
	Mail,event,sent_at,campaign
	a@example.com,sent,2025-10-03T13:00:00Z,News
	b@example.com,opened,2025-10-03T13:00:00Z,News
	END
given flows.json <<-END
	{ "gap": { "email": null }, "caps": [ { "channel": "email", "max": 2, "per": "day" } ] }
	END
run audit-sends -q -c email=Mail --flows flows.json klaviyo.json \
    sendgrid.ndjson own.csv
show sent_at address message code rule file line
out <<-END
	2025-10-03T12:00:00Z|a@example.com|Autumn|already-sent|message|sendgrid.ndjson|1
	2025-10-03T13:00:00Z|a@example.com|News|cap|2 email per day|own.csv|2
	END
end

case_of "what one platform sent doesn't tell of what another delivered"
given own.csv <<-END
	sent_at,email,event,campaign
	2025-10-03T13:00:00Z,a@example.com,sent,News
	2025-10-03T13:00:02Z,a@example.com,delivered,News
	END
given sendgrid.ndjson <<-'END'
	{"email":"b@example.com","event":"delivered","timestamp":1759492800,"sg_event_id":"2","singlesend_name":"Autumn"}
	END
run audit-sends --summary own.csv sendgrid.ndjson
sed -i 1q got.out
out <<-END
	2 mails to 2 people, 2025-10-03 to 2025-10-03
	END
err <<-END
	audit-sends: set aside: 1 delivery of what was sent
	END
end

case_of "--time leaves the logs alone that count seconds"
printf 'sent_at,email,campaign\n03/10/2025 13:00,a@example.com,News\n' >own.csv
echo '{"email":"b@example.com","event":"delivered","timestamp":1759492800,"sg_event_id":"2","singlesend_name":"Autumn"}' >sendgrid.ndjson
run audit-sends --time dmy --tz UTC --summary own.csv sendgrid.ndjson
sed -i 1q got.out
out <<-END
	2 mails to 2 people, 2025-10-03 to 2025-10-03
	END
end

case_of "logs of one form may have columns of their own"
given a.csv <<-END
	sent_at,email,campaign
	2025-10-03T13:00:00Z,a@example.com,News
	END
given b.csv <<-END
	sent_at,to,message,status
	2025-10-03T14:00:00Z,a@example.com,News,sent
	END
run audit-sends -q a.csv b.csv
show sent_at code file line
out <<-END
	2025-10-03T14:00:00Z|already-sent|b.csv|2
	2025-10-03T14:00:00Z|gap|b.csv|2
	END
end

case_of "of several logs one must have what --column says; of one, it"
printf 'sent_at,email\n' | tee a.csv >b.csv
run audit-sends -c message=Name a.csv b.csv
err <<-END
	audit-sends: --column: no file has a column 'Name'
	END
status 2
end

case_of "a log among others that no map knows is told by its name"
printf 'sent_at,email\n' >a.csv
printf 'x,y\n' >b.csv
run audit-sends a.csv b.csv
err <<-END
	audit-sends: b.csv:1: no map knows these columns (see --list; --map reads one of yours: sendlist-maps(5))
	END
status 2
end

case_of "an API's last page, that is empty, holds nothing"
echo '{"data":[],"links":{"next":null}}' >last.json
printf '{"sent_to":[],\n"campaign_id":"42","_links":[{"rel":"self"}]}\n' >none.json
event 1 M1 >log.ndjson
run audit-sends --list-messages last.json log.ndjson none.json
out <<-END
	message,flow,step,class,sends
	Sale,,,marketing,1
	END
end

case_of "what has no page of records is none"
echo '{"data":[],"links":{"next":null}}' >last.json
echo '{"errors":[{"code":"throttled"}]}' >log.json
run audit-sends last.json log.json
err <<-END
	audit-sends: log.json:1: no map knows these columns (see --list; --map reads one of yours: sendlist-maps(5))
	END
status 2
end

case_of "an empty page that others follow in its file doesn't hide them"
{ echo '{"data":[],"links":{"next":"x"}}'; event 1 M1; } >log.ndjson
run audit-sends log.ndjson
err <<-END
	audit-sends: log.ndjson:2: no map knows these columns (see --list; --map reads one of yours: sendlist-maps(5))
	END
status 2
end

case_of "by a map that is asked for all logs are one table"
given a.csv <<-END
	sent_at,email,campaign
	2025-10-03T13:00:00Z,a@example.com,News
	END
given b.csv <<-END
	sent_at,email
	2025-10-03T14:00:00Z,a@example.com
	END
run audit-sends -f plain-sends a.csv b.csv
err <<-END
	audit-sends: b.csv:1: 2 columns (the first file has 3)
	END
status 2
end

case_of "which event of a page, where all of it is one line, is told"
{
	printf '{"data":['
	{ event 1 M1; echo ,; event 2 M1; } | tr -d '\n'
	echo ']}'
} >log.json
run audit-sends -q log.json
show sent_at code file line record observed
out <<-END
	2026-10-03T12:02:00Z|already-sent|log.json|1|2|sent log.json:1, record 1, 2026-10-03T12:01:00Z
	2026-10-03T12:02:00Z|gap|log.json|1|2|1
	END
end

case_of "a record that is a document has no number in it"
{ event 1 M1; event 2 M1; } >log.ndjson
run audit-sends -q --json log.ndjson
cut -d, -f9,13- got.out >shown
mv shown got.out
out <<-'END'
	"code":"already-sent","file":"log.ndjson","line":2,"record":null}
	"code":"gap","file":"log.ndjson","line":2,"record":null}
	END
end

case_of "--sent-at without an offset is by the shop's clocks"
given log.csv <<-END
	email,campaign
	ann@example.com,Sale
	END
given consent.csv <<-END
	email,channel,state,at
	ann@example.com,email,denied,2026-10-01T00:00:00Z
	END
given own.map <<-END
	kind    sends
	email   = email
	message = campaign
	END
run audit-sends -q --map own.map --tz Europe/Berlin \
    --sent-at '2026-10-03 12:00' --consent consent.csv log.csv
show sent_at code
out <<-END
	2026-10-03T10:00:00Z|no-consent
	END
end

case_of "nor is it known without them"
run audit-sends --sent-at 2026-10-03T12:00:00 log.csv
err <<-END
	audit-sends: --sent-at: '2026-10-03T12:00:00': no offset from UTC (want one, or --tz)
	END
status 2
end

case_of "a shop's export of orders as it is: what makes events of it"
cp "$samples/import-orders.csv" orders_export.csv
printf 'sent_at,email\n' >log.csv
run audit-sends --events orders_export.csv log.csv
err <<-END
	audit-sends: orders_export.csv:1: looks like shopify: want what 'import-orders orders_export.csv' writes
	END
status 2
end

case_of "a send of ours that was taken back is no message; decided anew, it is"
{
	echo send_id,action,send_at,channel,address,customer_id,flow,step,class,template,trigger_id,triggered_at,decided_at,expires_at,variant,tags,reason,data
	for row in 1,send 2,send 2,retract 3,send 3,retract 3,send; do
		echo "$row,2026-10-03T12:00:00Z,email,ann@example.com,c1,price-drop,notice,marketing,price-drop-notice,t${row%,*},2026-10-03T09:00:00Z,2026-10-03T09:00:00Z,2026-10-04T09:00:00Z,,,,"
	done
} >sends.csv
order 2026-10-03T10:00:00Z >orders.csv
run audit-sends --events orders.csv sends.csv
show code line
out <<-END
	exit|2
	exit|7
	gap|7
	END
err <<-END
	audit-sends: 2 of 2 mails were wrong
	audit-sends: 2 of 2 mails went to 1 person who had already bought
	audit-sends: 1 of 2 mails went to 1 person too soon after another
	audit-sends: set aside: 2 retracted, 2 retraction
	END
end

case_of "what is taken back is what was due then"
given sends.csv <<-END
	send_id,action,send_at,channel,address,flow,step
	1,send,2026-10-03T15:00:00Z,email,ann@example.com,price-drop,notice
	1,send,2026-10-02T12:00:00Z,email,ann@example.com,price-drop,notice
	1,retract,2026-10-02T12:00:00Z,email,ann@example.com,price-drop,notice
	END
run audit-sends --summary -q sends.csv
sed -i 1q got.out
out <<-END
	1 mail to 1 person, 2026-10-03 to 2026-10-03
	END
end

case_of "a retraction may stand in another file, and twice"
{
	echo send_id,action,send_at,channel,address,flow,step
	echo 1,send,2026-10-03T12:00:00Z,email,ann@example.com,price-drop,notice
} >sends.csv
sed s/send,/retract,/ sends.csv | sed 1s/retract/send/ >retract.csv
cp retract.csv again.csv
run audit-sends --summary -q retract.csv sends.csv again.csv
sed -i 1q got.out
out <<-END
	0 mails to 0 people
	END
end

case_of "a send decided anew in a later file is no duplicate; a file again is"
for day in 1,send 2,retract 3,send; do
	echo send_id,action,send_at,channel,address,flow,step,decided_at >"day${day%,*}.csv"
	echo "s,${day#*,},2026-10-09T12:00:00Z,email,ann@example.com,price-drop,notice,2026-10-0${day%,*}T09:00:00Z" >>"day${day%,*}.csv"
done
cp day3.csv again.csv
run audit-sends --summary day1.csv day2.csv day3.csv again.csv
sed -i 1q got.out
out <<-END
	1 mail to 1 person, 2026-10-09 to 2026-10-09
	END
err <<-END
	audit-sends: set aside: 1 exact duplicate, 1 retracted, 1 retraction
	END
end

case_of "our own sends, as they stand; what was held or retracted didn't go"
given sends.csv <<-END
	send_id,action,send_at,channel,address,customer_id,flow,step,class,template,trigger_id,triggered_at,decided_at,expires_at,variant,tags,reason,data
	1,send,2026-10-03T12:00:00Z,email,ann@example.com,c1,price-drop,notice,marketing,price-drop-notice,t,2026-10-03T09:00:00Z,2026-10-03T09:00:00Z,2026-10-04T09:00:00Z,,,,
	2,held,2026-10-03T12:00:00Z,email,ann@example.com,c1,price-drop,notice,marketing,price-drop-notice,u,2026-10-03T09:00:00Z,2026-10-03T09:00:00Z,2026-10-04T09:00:00Z,,,,
	END
order 2026-10-03T10:00:00Z >orders.csv
run audit-sends -q --events orders.csv sends.csv
show address message flow step code threshold
out <<-END
	ann@example.com|price-drop-notice|price-drop|notice|exit|2026-10-03T09:00:00Z
	END
end

case_of "every edge of a span is borne, and judged by"
given log.csv <<-END
	sent_at,email,campaign
	2026-10-03T12:00:00Z,a@example.com,Cart reminder
	0001-01-01T00:00:00Z,a@example.com,Sale
	END
order 2026-10-03T10:00:00Z paid a@example.com >orders.csv
# shellcheck disable=SC2016  # the shell of the case expands it
shell 'for span in 0s 1s 24h 9999y 999999999s; do
	audit-sends -q --events orders.csv --grace $span --bought-within $span \
	    --twice-within $span log.csv | tail -n +2 | cut -d, -f9 || exit
done'
out <<-END
	exit
	exit
	exit
	END
end

case_of "all faults that were planted are found, and no others, in each form"
run python3 -B "$tests"/audit-log.py "$BIN" 1 2 3 4 5 6
out <<-END
	9733 messages, 2012 faults: 365 already-sent, 169 cap, 487 exit, 480 expired, 182 gap, 64 no-consent, 201 quiet, 64 suppressed
	END
end

case_of "an audit of what schedule-sends decided finds nothing"
run python3 -B "$tests"/audit-own.py "$BIN" 1 12
out <<-END
	294 messages, 0 faults
	END
end

finish
