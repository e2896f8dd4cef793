#!/bin/sh
# Each reason for which schedule-sends denies a message, and what is next to it
# and isn't one.
# shellcheck source=tests/lib.sh
. "${0%/*}/lib.sh"

SENDLIST_AS_OF=2026-11-16T12:00:00Z
export SENDLIST_AS_OF

# A shop whose customers have agreed to all channels and live in London.
shop() {
	given customers.csv <<-END
		customer_id,email,phone,push_token,timezone,email_consent,sms_consent,push_consent,last_order_at
		1,a@example.com,+442071838751,tok1,Europe/London,explicit,explicit,explicit,
		2,b@example.com,+442071838752,tok2,Europe/London,explicit,explicit,explicit,
		3,c@example.com,,,,,,,
	END
	flows '"a": { "steps": [ { "channel": "email", "template": "a1" } ] }'
	echo flow,customer_id,trigger_id,triggered_at,since_at,reason,value,data \
	    >due.csv
}

# flows FLOWS [KEYS]: a file of them, with further keys of the whole.
flows() { echo "{ ${2:+$2, }\"flows\": { $1 } }" >flows.json; }

# due FLOW CUSTOMER TRIGGER AT [SINCE [VALUE [DATA]]]: one more occasion.
due() { echo "$1,$2,$3,$4,${5:-},r,${6:-},${7:-}" >>due.csv; }

# sent FLOW STEP CUSTOMER TRIGGER AT [CHANNEL [CLASS [ACTION [TAGS]]]]
sent() {
	[ -e sent.csv ] || echo send_id,action,send_at,channel,address,customer_id,flow,step,class,trigger_id,triggered_at,decided_at,tags >sent.csv
	id=$(printf '%s\037%s\037%s' "$1" "$2" "$4" | sha256sum | cut -c1-32)
	echo "$id,${8:-send},$5,${6:-email},,$3,$1,$2,${7:-marketing},$4,$5,2026-11-01T00:00:00Z,${9:-}" >>sent.csv
}

# did EVENT CUSTOMER AT [COUPON]: one more event.
did() {
	[ -e events.csv ] || echo event_at,event,customer_id,coupon >events.csv
	echo "$3,$1,$2,${4:-}" >>events.csv
}

# decide [OPTION ...]: run, and show what is sent, held and denied, in short.
decide() {
	[ ! -e sent.csv ] || set -- --history sent.csv "$@"
	[ ! -e events.csv ] || set -- --events events.csv "$@"
	schedule-sends -q --customers customers.csv --flows flows.json \
	    --denied denied.csv --held held.csv "$@" due.csv \
	    </dev/null >sends.csv 2>got.err
	got_status=$?
	{
		for f in sends.csv held.csv; do
			cut -d, -f2,3,6,8 "$f" | tail -n +2
		done
		cut -d, -f1,3,9- denied.csv | tail -n +2
	} >got.out
}

# --- what went out already ------------------------------------------------

case_of "already-sent: it was sent, or held"
shop
due a 1 x 2026-11-16T12:00:00Z
due a 2 y 2026-11-16T12:00:00Z
sent a a1 1 x 2026-11-10T09:00:00Z
sent a a1 2 y 2026-11-10T09:00:00Z email marketing held
decide
out <<-END
	1,a1,already-sent,history sent.csv:2,2026-11-10T09:00:00Z,
	2,a1,already-sent,history sent.csv:3,2026-11-10T09:00:00Z,
END
end

case_of "passed: a later step went out; but not one of another trigger"
shop
flows '"a": { "reentry": "always", "steps": [
    { "channel": "email", "template": "a1" },
    { "channel": "email", "template": "a2", "after": "1d" } ] }'
due a 1 x 2026-11-16T12:00:00Z
due a 2 y 2026-11-16T12:00:00Z
sent a a2 1 x 2026-11-10T09:00:00Z
sent a a2 2 z 2026-11-10T09:00:00Z
decide --horizon 0h
out <<-END
	send,2026-11-16T12:00:00Z,2,a1
	1,a1,passed,history sent.csv:2,a2 2026-11-10T09:00:00Z,a1
	1,a2,already-sent,history sent.csv:2,2026-11-10T09:00:00Z,
END
end

case_of "expired: at the second at which it is stale"
shop
due a 1 x 2026-11-15T12:00:00Z
due a 2 y 2026-11-15T12:00:01Z
decide
out <<-END
	send,2026-11-16T12:00:00Z,2,a1
	1,a1,expired,ttl 24h,2026-11-16T12:00:00Z,2026-11-16T12:00:00Z
END
end

case_of "superseded: by a newer occasion of this run, or of history"
shop
flows '"a": { "supersede": true, "reentry": "always", "steps": [
    { "channel": "email", "template": "a1" } ] }'
due a 1 old 2026-11-16T10:00:00Z
due a 1 new 2026-11-16T11:00:00Z
due a 2 x 2026-11-16T10:00:00Z
sent a a1 2 y 2026-11-16T10:00:01Z push
due a 3 z 2026-11-16T10:00:00Z
sent a a1 3 w 2026-11-16T10:00:00Z push
cp customers.csv old.csv
sed 's/^3,.*/3,c@example.com,,,,explicit,,,/' old.csv >customers.csv
decide
out <<-END
	send,2026-11-16T12:00:00Z,1,a1
	send,2026-11-16T12:00:00Z,3,a1
	1,a1,superseded,new,2026-11-16T11:00:00Z,2026-11-16T10:00:00Z
	2,a1,superseded,y,2026-11-16T10:00:01Z,2026-11-16T10:00:00Z
END
end

# --- who is in the flow already -------------------------------------------

# Two occasions, one of which is in the flow since the ninth, at nine.
twice() {
	shop
	flows '"a": { "reentry": "'"$1"'", "exit": ["click"], "steps": [
	    { "channel": "email", "template": "a1" },
	    { "channel": "push", "template": "a2", "after": "5d" } ] }'
	due a 1 new 2026-11-16T12:00:00Z
	sent a a1 1 old 2026-11-09T09:00:00Z
}

case_of "reentry: once is once"
twice once
decide --horizon 0h
out <<-END
	1,a1,reentry,once,old 2026-11-09T09:00:00Z,
END
end

case_of "reentry: after a time, and not a second before"
twice after:171h
decide --horizon 0h
cp got.out one
twice after:7d
decide --horizon 0h
cat one - got.out >both <<-END
	--
END
mv both got.out
out <<-END
	send,2026-11-16T12:00:00Z,1,a1
	--
	send,2026-11-16T12:00:00Z,1,a1
END
end

case_of "reentry: a second before it is too soon"
twice after:171h
sed 's/new,2026-11-16T12:00:00Z/new,2026-11-16T11:59:59Z/' due.csv >d
mv d due.csv
decide --horizon 0h --as-of 2026-11-16T11:59:59Z
out <<-END
	1,a1,reentry,after:171h,old 2026-11-09T09:00:00Z,2026-11-16T12:00:00Z
END
end

case_of "reentry: always is always"
twice always
decide --horizon 0h
out <<-END
	send,2026-11-16T12:00:00Z,1,a1
END
end

# The second step was due on the 14th at nine, and could go for a day.
case_of "reentry: an entry is active until what is left of it is stale"
twice not-while-active
decide --horizon 0h
cp got.out one
sed 's/,2026-11-16T12:00:00Z/,2026-11-15T08:59:59Z/' due.csv >d
mv d due.csv
decide --horizon 0h --as-of 2026-11-15T08:59:59Z
cat got.out >>one
mv one got.out
out <<-END
	send,2026-11-16T12:00:00Z,1,a1
	1,a1,reentry,not-while-active,old 2026-11-09T09:00:00Z,2026-11-15T09:00:00Z
END
end

case_of "reentry: nor is it after its last step, or after an exit"
twice not-while-active
sed 's/,2026-11-16T12:00:00Z/,2026-11-14T12:00:00Z/' due.csv >d
mv d due.csv
sent a a2 1 old 2026-11-14T10:00:00Z push
decide --horizon 0h --as-of 2026-11-14T12:00:00Z
cp got.out one
twice not-while-active
sed 's/,2026-11-16T12:00:00Z/,2026-11-14T12:00:00Z/' due.csv >d
mv d due.csv
head -2 sent.csv >s
mv s sent.csv
did click 1 2026-11-12T00:00:00Z
decide --horizon 0h --as-of 2026-11-14T12:00:00Z
cat got.out >>one
mv one got.out
out <<-END
	send,2026-11-14T12:00:00Z,1,a1
	send,2026-11-14T12:00:00Z,1,a1
END
end

case_of "reentry: of two at once the older is let in"
shop
flows '"a": { "steps": [ { "channel": "email", "template": "a1" },
    { "channel": "push", "template": "a2", "after": "2d" } ] }'
due a 1 second 2026-11-16T11:00:00Z
due a 1 first 2026-11-16T10:00:00Z
decide
cut -d, -f5 denied.csv >>got.out
out <<-END
	send,2026-11-16T12:00:00Z,1,a1
	1,a1,reentry,not-while-active,first 2026-11-16T12:00:00Z,2026-11-19T12:00:00Z
	trigger_id
	second
END
end

# --- who may be written to ------------------------------------------------

case_of "no-address, and relay"
shop
given customers.csv <<-END
	customer_id,email,email_consent
	1,,explicit
	2,x9@marketplace.amazon.com,explicit
	3,c@amazon.com,explicit
END
due a 1 x 2026-11-16T12:00:00Z
due a 2 y 2026-11-16T12:00:00Z
due a 3 z 2026-11-16T12:00:00Z
decide
out <<-END
	send,2026-11-16T12:00:00Z,3,a1
	1,a1,no-address,email,,an e-mail address
	2,a1,relay,marketplace relay,x9@marketplace.amazon.com,an address of their own
END
end

case_of "no-consent: an order is consent for two years, to the second"
shop
given orders.csv <<-END
	order_id,ordered_at,status,customer_id
	a,2024-11-16T12:00:01Z,paid,1
	b,2024-11-16T12:00:00Z,paid,2
	c,2026-11-01,cancelled,3
END
sed 's/explicit,explicit,explicit/,,/' customers.csv >c
mv c customers.csv
for i in 1 2 3; do due a $i t$i 2026-11-16T12:00:00Z; done
decide --events orders.csv
cp got.out one
decide --events orders.csv --require explicit
sort got.out | head -1 >>one
mv one got.out
out <<-END
	send,2026-11-16T12:00:00Z,1,a1
	2,a1,no-consent,email_consent,"unknown, last order 2024-11-16T12:00:00Z","explicit, or an order within 2y"
	3,a1,no-consent,email_consent,unknown,"explicit, or an order within 2y"
	1,a1,no-consent,email_consent,"unknown, last order 2024-11-16T12:00:01Z",explicit
END
end

case_of "no-consent: the latest word counts, and of two at once the no"
shop
given consent.csv <<-END
	customer_id,channel,state,basis,at
	1,email,denied,link,2026-11-01T00:00:00Z
	1,email,explicit,form,2026-11-01T00:00:01Z
	2,email,explicit,form,2026-11-01T00:00:00Z
	2,email,denied,link,2026-11-01T00:00:00Z
	3,email,implied,inquiry,2024-11-16T12:00:01Z
END
for i in 1 2 3; do due a $i t$i 2026-11-16T12:00:00Z; done
decide --consent consent.csv
out <<-END
	send,2026-11-16T12:00:00Z,1,a1
	send,2026-11-16T12:00:00Z,3,a1
	2,a1,no-consent,consent consent.csv:5,denied 2026-11-01T00:00:00Z (link),not denied
END
end

case_of "no-consent: to unsubscribe is a no, to subscribe again a yes"
shop
did unsubscribe 1 2026-11-01T00:00:00Z
did complaint 2 2026-11-01T00:00:00Z
did subscribe 1 2026-11-02T00:00:00Z
for i in 1 2; do due a $i t$i 2026-11-16T12:00:00Z; done
decide
out <<-END
	send,2026-11-16T12:00:00Z,1,a1
	2,a1,no-consent,consent events.csv:3,denied 2026-11-01T00:00:00Z (complaint),not denied
END
end

case_of "no-consent: SMS and push need an explicit yes, an order is none"
shop
given customers.csv <<-END
	customer_id,phone,push_token,timezone,sms_consent,push_consent,last_order_at
	1,+442071838751,tok,Europe/London,implied,,2026-11-01
	2,+442071838752,tok,Europe/London,explicit,explicit,
END
flows '"a": { "steps": [ { "channel": "sms", "template": "s" } ] },
    "b": { "steps": [ { "channel": "push", "template": "p" } ] }'
for i in 1 2; do
	due a $i s$i 2026-11-16T12:00:00Z
	due b $i p$i 2026-11-16T12:00:00Z
done
decide
out <<-END
	send,2026-11-16T12:00:00Z,2,s
	send,2026-11-16T12:00:00Z,2,p
	1,s,no-consent,sms_consent,"unknown, last order 2026-11-01",explicit
	1,p,no-consent,push_consent,"unknown, last order 2026-11-01",explicit
END
end

case_of "nobody is won back who has opted out, on whatever channel"
shop
sed 's/^1,\(.*\),explicit,$/1,\1,denied,/' customers.csv >c
mv c customers.csv
given no.csv <<-END
	customer_id,channel,class
	2,sms,marketing
END
due a 1 x 2026-11-16T12:00:00Z
due win-back 1 y 2026-11-16T12:00:00Z
due a 2 z 2026-11-16T12:00:00Z
due win-back 2 w 2026-11-16T12:00:00Z
decide --suppress no.csv
out <<-END
	send,2026-11-16T12:00:00Z,1,a1
	send,2026-11-16T12:00:00Z,2,a1
	1,reminder,no-consent,push_consent,denied,not denied
	2,reminder,suppressed,suppress no.csv:2,2,marketing
END
end

case_of "suppressed: the gravest reason is told, and eight bounces are one"
shop
given no.csv <<-END
	email,reason
	a@example.com,manual
	a@example.com,Spam complaint
	a@example.com,unsubscribed
END
for i in 1 2 3 4 5 6 7 8; do did bounce 2 2026-11-01T00:00:0${i}Z; done
for i in 1 2; do due a $i t$i 2026-11-16T12:00:00Z; done
decide --suppress no.csv
cp got.out one
did delivered 2 2026-11-01T00:00:01Z
decide --suppress no.csv
grep ^send got.out >>one
mv one got.out
out <<-END
	1,a1,suppressed,suppress no.csv:3,a@example.com (Spam complaint),any class
	2,a1,suppressed,bounces in a row,8,7
	send,2026-11-16T12:00:00Z,2,a1
END
end

case_of "an old suppression file is warned of, one of two days isn't"
shop
due a 1 x 2026-11-16T12:00:00Z
given no.csv <<-END
	customer_id,from
	9,2026-11-14T11:59:59Z
END
given new.csv <<-END
	customer_id,from
	9,2026-11-14T12:00:00Z
END
run schedule-sends --customers customers.csv --flows flows.json \
    --suppress no.csv --suppress new.csv -o sends.csv due.csv
err <<-END
	schedule-sends: --customers: joined 1 of 1
	schedule-sends: --suppress: joined 0 of 2
	schedule-sends: no.csv: the newest of it is of 2026-11-14T11:59:59Z: who has opted out since would be written to
END
end

# --- what they did since --------------------------------------------------

case_of "exit: from the second of since_at on"
shop
flows '"a": { "exit": ["purchase"], "steps": [
    { "channel": "email", "template": "a1" } ] }'
due a 1 x 2026-11-16T12:00:00Z 2026-11-15T10:00:00Z
due a 2 y 2026-11-16T12:00:00Z 2026-11-15T10:00:00Z
did purchase 1 2026-11-15T10:00:00Z
did purchase 2 2026-11-15T09:59:59Z
did click 2 2026-11-15T11:00:00Z
did purchase 2 2026-11-16T12:00:01Z
decide
out <<-END
	send,2026-11-16T12:00:00Z,2,a1
	1,a1,exit,purchase events.csv:2,2026-11-15T10:00:00Z,2026-11-15T10:00:00Z
END
end

case_of "exit: with a condition, over the event and the data"
shop
flows '"a": { "exit": [ { "event": "coupon-used",
    "if": "event.coupon = data.coupon" } ], "steps": [
    { "channel": "email", "template": "a1" } ] }'
due a 1 x 2026-11-16T12:00:00Z "" "" '"{""coupon"":""SPRING""}"'
due a 2 y 2026-11-16T12:00:00Z "" "" '"{""coupon"":""SPRING""}"'
did coupon-used 1 2026-11-16T12:00:00Z SPRING
did coupon-used 2 2026-11-16T12:00:00Z FALL
decide
out <<-END
	send,2026-11-16T12:00:00Z,2,a1
	1,a1,exit,coupon-used events.csv:2,2026-11-16T12:00:00Z,2026-11-16T12:00:00Z
END
end

case_of "exit: an order that is only placed ends a cart, a cancelled one doesn't"
shop
due cart-abandon 1 x 2026-11-16T10:00:00Z 2026-11-16T10:00:00Z
due cart-abandon 2 y 2026-11-16T10:00:00Z 2026-11-16T10:00:00Z
given orders.csv <<-END
	order_id,ordered_at,status,customer_id
	a,2026-11-16T10:30:00Z,placed,1
	b,2026-11-16T10:30:00Z,cancelled,2
END
decide --events orders.csv --horizon 0h
out <<-END
	send,2026-11-16T12:00:00Z,2,reminder
	1,reminder,exit,purchase orders.csv:2,2026-11-16T10:30:00Z,2026-11-16T10:00:00Z
END
end

case_of "condition: of the row, the customer and the data; what can't be judged"
shop
flows '"a": { "steps": [ { "channel": "email", "template": "a1",
    "if": "value >= 50" } ] },
  "b": { "steps": [ { "channel": "email", "template": "b1",
    "if": "customer.timezone = \"Europe/London\" and data.n > 2" } ] }' \
  '"gap": { "email": null }'
due a 1 x 2026-11-16T12:00:00Z "" 50
due a 2 y 2026-11-16T12:00:00Z "" 49.99
due a 3 z 2026-11-16T12:00:00Z "" lots
due b 1 v 2026-11-16T12:00:00Z "" "" '"{""n"":3}"'
due b 2 w 2026-11-16T12:00:00Z "" "" '"{""n"":2}"'
sed 's/^3,.*/3,c@example.com,,,,explicit,,,/' customers.csv >c
mv c customers.csv
decide
out <<-END
	send,2026-11-16T12:00:00Z,1,a1
	send,2026-11-16T12:00:00Z,1,b1
	2,a1,condition,value >= 50,value '49.99',true
	2,b1,condition,"customer.timezone = ""Europe/London"" and data.n > 2","customer.timezone 'Europe/London', data.n '2'",true
	3,a1,condition,value >= 50,not a number (want one such as 1234.50),true
END
end

case_of "a name that nothing has is told, not blank for everybody"
shop
flows '"a": { "steps": [ { "channel": "email", "template": "a1",
    "if": "customer.contry = \"US\"" } ] }'
due a 1 x 2026-11-16T12:00:00Z
run schedule-sends --customers customers.csv --flows flows.json due.csv
err <<-END
	schedule-sends: flows.a: 'customer.contry = "US"': neither --customers nor the rows have a column 'contry'
END
status 2
end

# --- when -----------------------------------------------------------------

case_of "no-zone: by time zone, by country of one zone, by --tz-default"
shop
given customers.csv <<-END
	customer_id,phone,timezone,country,sms_consent
	1,+442071838751,Asia/Kathmandu,,explicit
	2,+442071838752,,FR,explicit
	3,+442071838753,,US,explicit
END
flows '"a": { "steps": [ { "channel": "sms", "template": "s" } ] }'
for i in 1 2 3; do due a $i t$i 2026-11-16T12:00:00Z; done
decide
cp got.out one
decide --tz-default America/New_York
grep ,3, got.out >>one
mv one got.out
out <<-END
	send,2026-11-16T12:00:00Z,1,s
	send,2026-11-16T12:00:00Z,2,s
	3,s,no-zone,"timezone, country, --tz-default",,a time zone
	send,2026-11-16T13:00:00Z,3,s
END
end

# London is UTC then: quiet from 21:00 to 08:00, built in for SMS.
quiet_at() {
	shop
	flows '"a": { "steps": [ { "channel": "sms", "template": "s",
	    "ttl": "'"${2:-24h}"'" } ] }' "${1:-}"
	for t in 20:59:59 21:00:00 07:59:59 08:00:00; do
		due a 1 "$t" "2026-11-16T${t}Z"
		decide --as-of "2026-11-16T${t}Z"
		cat got.out >>all
		head -1 due.csv >d
		mv d due.csv
	done
	mv all got.out
}

case_of "quiet: deferred to the first minute that isn't"
quiet_at
out <<-END
	send,2026-11-16T20:59:59Z,1,s
	send,2026-11-17T08:00:00Z,1,s
	send,2026-11-16T08:00:00Z,1,s
	send,2026-11-16T08:00:00Z,1,s
END
end

case_of "quiet: or dropped, or moved to the nearer edge"
quiet_at '"quiet_hours": { "sms": { "hours": "21:00-08:00", "over": "drop" } }'
mv got.out one
quiet_at '"quiet_hours": { "sms": { "hours": "21:00-08:00", "over": "edge" } }'
cat one got.out >both
mv both got.out
out <<-END
	send,2026-11-16T20:59:59Z,1,s
	1,s,quiet,21:00-08:00 Europe/London,2026-11-16T21:00:00Z,drop
	1,s,quiet,21:00-08:00 Europe/London,2026-11-16T07:59:59Z,drop
	send,2026-11-16T08:00:00Z,1,s
	send,2026-11-16T20:59:59Z,1,s
	send,2026-11-17T08:00:00Z,1,s
	send,2026-11-16T08:00:00Z,1,s
	send,2026-11-16T08:00:00Z,1,s
END
end

case_of "quiet: what is stale by then, or put off for too long, is denied"
quiet_at "" 11h
mv got.out one
shop
flows '"a": { "steps": [ { "channel": "sms", "template": "s" } ] }'
due a 1 x 2026-11-16T21:00:00Z
decide --as-of 2026-11-16T21:00:00Z --max-delay 10h
cat one got.out >both
mv both got.out
out <<-END
	send,2026-11-16T20:59:59Z,1,s
	1,s,quiet,21:00-08:00 Europe/London,2026-11-17T08:00:00Z,2026-11-17T08:00:00Z
	send,2026-11-16T08:00:00Z,1,s
	send,2026-11-16T08:00:00Z,1,s
	1,s,quiet,21:00-08:00 Europe/London,2026-11-17T08:00:00Z,2026-11-17T21:00:00Z
END
end

case_of "quiet: a day may have its own hours, and a flow"
shop
flows '"a": { "steps": [ { "channel": "email", "template": "a1" } ] },
  "b": { "quiet_hours": { "email": null },
    "steps": [ { "channel": "email", "template": "b1" } ] }' \
  '"quiet_hours": { "email": { "mon": "00:00-24:00" } }'
due a 1 x 2026-11-16T12:00:00Z
due b 2 y 2026-11-16T12:00:00Z
decide
out <<-END
	send,2026-11-16T12:00:00Z,2,b1
	send,2026-11-17T00:00:00Z,1,a1
END
end

case_of "a transactional message knows no quiet hours, consent or zone"
shop
given customers.csv <<-END
	customer_id,phone,sms_consent
	1,+442071838751,denied
END
flows '"a": { "class": "transactional", "steps": [
    { "channel": "sms", "template": "s" } ] }'
due a 1 x 2026-11-16T23:00:00Z
decide --as-of 2026-11-16T23:00:00Z
out <<-END
	send,2026-11-16T23:00:00Z,1,s
END
end

case_of "an hour is one of the recipient's day"
shop
flows '"a": { "steps": [ { "channel": "email", "template": "a1",
    "at": "09:30" } ] }'
sed 's,Europe/London,Asia/Kathmandu,' customers.csv >c
mv c customers.csv
due a 1 x 2026-11-16T12:00:00Z
decide
out <<-END
	send,2026-11-17T03:45:00Z,1,a1
END
end

# --- how many -------------------------------------------------------------

case_of "gap: 16 hours ago is none, a second less is"
shop
due a 1 x 2026-11-16T12:00:00Z
due a 2 y 2026-11-16T12:00:00Z
sent z z 1 o 2026-11-15T20:00:00Z
sent z z 2 p 2026-11-15T20:00:01Z
decide
out <<-END
	send,2026-11-16T12:00:00Z,1,a1
	2,a1,gap,1 email per 16h,1,1
END
end

case_of "gap: neither another channel's message, nor a transactional one"
shop
due a 1 x 2026-11-16T12:00:00Z
due a 2 y 2026-11-16T12:00:00Z
sent z z 1 o 2026-11-16T11:00:00Z push
sent z z 2 p 2026-11-16T11:00:00Z email transactional
decide
out <<-END
	send,2026-11-16T12:00:00Z,1,a1
	send,2026-11-16T12:00:00Z,2,a1
END
end

case_of "gap: a later message that is decided already keeps its place"
shop
due a 1 x 2026-11-16T12:00:00Z
due a 2 y 2026-11-16T12:00:00Z
sent z z 1 o 2026-11-17T03:59:59Z
sent z z 2 p 2026-11-17T04:00:00Z
decide
out <<-END
	send,2026-11-16T12:00:00Z,2,a1
	1,a1,gap,1 email per 16h,1,1
END
end

case_of "cap: by day of the calendar, 23:00 and 00:00 are two days"
shop
flows '"a": { "steps": [ { "channel": "email", "template": "a1" } ] }' \
  '"gap": { "email": null },
   "caps": [ { "channel": "email", "max": 1, "per": "day" } ]'
due a 1 x 2026-11-16T00:00:00Z
due a 2 y 2026-11-16T00:00:00Z
sent z z 1 o 2026-11-15T23:00:00Z
sent z z 2 p 2026-11-16T00:30:00Z
decide --as-of 2026-11-16T00:00:00Z
out <<-END
	send,2026-11-16T00:00:00Z,1,a1
	2,a1,cap,1 email per day,1,1
END
end

case_of "cap: by flow and by tag, and what was held counts"
shop
flows '"a": { "tags": ["promo", "x"], "steps": [
    { "channel": "email", "template": "a1" } ] }' \
  '"caps": [ { "tag": "promo", "max": 1, "per": "30d" } ]'
for i in 1 2; do due a $i t$i 2026-11-16T12:00:00Z; done
sent z z 1 o 2026-11-01T00:00:00Z push marketing held "promo y"
sent z z 2 p 2026-11-01T00:00:00Z push marketing send promotion
decide
out <<-END
	send,2026-11-16T12:00:00Z,2,a1
	1,a1,cap,1 of tag promo per 30d,1,1
END
end

case_of "lost-to: the more important message has the place, with its id"
shop
flows '"low": { "priority": 10, "steps": [
    { "channel": "email", "template": "l" } ] },
  "high": { "priority": 90, "steps": [
    { "channel": "email", "template": "h", "after": "15h" } ] }'
due low 1 x 2026-11-16T12:00:00Z
due high 1 y 2026-11-16T12:00:00Z
decide
out <<-END
	send,2026-11-17T03:00:00Z,1,h
	1,l,lost-to,1 email per 16h,$(printf 'high\037h\037y' | sha256sum | cut -c1-32),1
END
end

case_of "lost-to: of equals the one that was planned first"
shop
flows '"a": { "steps": [ { "channel": "email", "template": "a1" } ] },
  "b": { "steps": [ { "channel": "email", "template": "b1" } ] }'
due a 1 x 2026-11-16T12:00:00Z
due b 1 y 2026-11-16T11:59:59Z
due a 2 x2 2026-11-16T12:00:00Z
due b 2 y2 2026-11-16T12:00:00Z
decide
cut -d, -f1-3 got.out >g
mv g got.out
out <<-END
	send,2026-11-16T12:00:00Z,1
	send,2026-11-16T12:00:00Z,2
	1,a1,lost-to
	2,b1,lost-to
END
end

case_of "over a cap that defers it goes later, if it isn't too late"
shop
flows '"a": { "steps": [ { "channel": "email", "template": "a1",
    "ttl": "7d" } ] }' \
  '"gap": { "email": { "least": "16h", "over": "defer" } },
   "quiet_hours": { "email": "00:00-06:30" }'
for i in 1 2; do due a $i t$i 2026-11-16T12:00:00Z; done
sent z z 1 o 2026-11-16T08:00:01Z
sent z z 2 p 2026-11-16T11:00:00Z
decide
cp got.out one
decide --max-delay 18h
tail -1 got.out >>one
mv one got.out
out <<-END
	send,2026-11-17T06:30:00Z,1,a1
	send,2026-11-17T06:30:00Z,2,a1
	2,a1,gap,1 email per 16h,1,1
END
end

case_of "after a cap the flow goes on, after a no it ends"
shop
flows '"a": { "steps": [ { "channel": "email", "template": "a1" },
    { "channel": "push", "template": "a2", "after": "2h" } ] }'
for i in 1 2; do due a $i t$i 2026-11-16T12:00:00Z; done
sent z z 1 o 2026-11-16T11:00:00Z
sed 's/^2,\(.*\),explicit,explicit,explicit/2,\1,denied,explicit,explicit/' \
    customers.csv >c
mv c customers.csv
decide
out <<-END
	send,2026-11-16T14:00:00Z,1,a2
	1,a1,gap,1 email per 16h,1,1
	2,a1,no-consent,email_consent,denied,not denied
END
end

# --- who is held out ------------------------------------------------------

# Buckets: jane 9235 of holdout-2026, john 9731; jane 1647 of winback-a.
hold() {
	shop
	given customers.csv <<-END
		customer_id,email,email_consent
		jane@example.com,jane@example.com,explicit
		john@example.com,john@example.com,explicit
	END
	flows '"a": { '"${2:-}"' "steps": [
	    { "channel": "email", "template": "a1" } ] }' "$1"
	due a jane@example.com x 2026-11-16T12:00:00Z
	due a john@example.com y 2026-11-16T12:00:00Z
	decide
	cut -d, -f1,3 got.out >g
	mv g got.out
}

case_of "held: by the hundredth of a percent"
hold '"holdout": { "percent": 92.35, "salt": "holdout-2026" }'
cat got.out >all
hold '"holdout": { "percent": 92.36, "salt": "holdout-2026" }'
cat got.out >>all
hold '"caps": []' '"holdout": { "percent": 16.47, "salt": "winback-a" },'
cat got.out >>all
mv all got.out
out <<-END
	send,jane@example.com
	send,john@example.com
	send,john@example.com
	held,jane@example.com
	send,jane@example.com
	held,john@example.com
END
end

case_of "what is held and written nowhere is told of"
shop
flows '"a": { "holdout": { "percent": 100, "salt": "x" }, "steps": [
    { "channel": "email", "template": "a1" } ] }'
due a 1 x 2026-11-16T12:00:00Z
run schedule-sends --customers customers.csv --flows flows.json \
    -o sends.csv due.csv
err <<-END
	schedule-sends: --customers: joined 1 of 1
	schedule-sends: held: 1
	schedule-sends: what is held is written nowhere, and no history will know of it (want --held FILE)
END
end

# For the step behind it, and for re-entry.
case_of "what was held is as good as sent, to all but the customer"
shop
flows '"a": { "steps": [ { "channel": "email", "template": "a1" },
    { "channel": "email", "template": "a2", "after": "1d" } ] }'
due a 1 x 2026-11-10T12:00:00Z
sent a a1 1 x 2026-11-15T12:30:00Z email marketing held
due a 2 new 2026-11-16T12:00:00Z
sent a a1 2 old 2026-11-15T13:00:00Z email marketing held
decide
out <<-END
	send,2026-11-16T12:30:00Z,1,a2
	1,a1,already-sent,history sent.csv:2,2026-11-15T12:30:00Z,
	2,a1,reentry,not-while-active,old 2026-11-15T13:00:00Z,2026-11-17T13:00:00Z
END
end

case_of "variants are drawn by their salt, and stay"
hold '"caps": []' '"variants": { "salt": "winback-a",
    "share": { "A": 1647, "B": 1, "C": 8352 } },'
cut -d, -f6,15 sends.csv >got.out
out <<-END
	customer_id,variant
	jane@example.com,B
	john@example.com,A
END
end

case_of "what is held out of is never transactional"
hold '"holdout": { "percent": 100, "salt": "x" }' '"class": "transactional",'
out <<-END
	send,jane@example.com
	send,john@example.com
END
end

# --- starting late --------------------------------------------------------

case_of "flows that have gone stale start late, the newest first"
shop
due a 1 old 2026-10-01T12:00:00Z
due a 2 new 2026-10-02T12:00:00Z
due a 3 newest 2026-10-03T12:00:00Z
decide --catch-up 1
cp got.out one
decide --catch-up 5
grep -c ^send got.out >>one
mv one got.out
out <<-END
	send,2026-11-16T12:00:00Z,2,a1
	1,a1,expired,ttl 24h,2026-11-16T12:00:00Z,2026-10-02T12:00:00Z
	3,a1,no-consent,email_consent,unknown,"explicit, or an order within 2y"
	2
END
end

case_of "but not those whose delay isn't over, though they expire before"
shop
flows '"a": { "steps": [ { "channel": "email", "template": "a1",
    "after": "24h", "ttl": "7d" } ] }'
sed '1s/$/,expires_at/' due.csv >d
echo a,1,x,2026-11-16T10:00:00Z,,r,,,2026-11-16T20:00:00Z >>d
mv d due.csv
decide --catch-up 5
out <<-END
	1,a1,expired,expires_at,2026-11-17T10:00:00Z,2026-11-16T20:00:00Z
END
end

# --- the run --------------------------------------------------------------

case_of "an unknown flow is trouble, or set aside"
shop
due none 1 x 2026-11-16T12:00:00Z
due a 1 y 2026-11-16T12:00:00Z
run schedule-sends --customers customers.csv --flows flows.json \
    --skip-unknown -o sends.csv due.csv
err <<-END
	schedule-sends: --customers: joined 1 of 1
	schedule-sends: set aside: 1 unknown flow
END
end

case_of "flows are checked, and nothing else is done"
echo '{ "flows": { "a": { "stops": [] } } }' >flows.json
run schedule-sends --flows flows.json --check-flows none.csv
err <<-END
	schedule-sends: flows.json:1: flows.a.stops: unknown key (want class, priority, reentry, supersede, spare_opted_out, exit, steps, channel, ttl, at, else_at, tags, quiet_hours, caps, holdout or variants)
END
status 2
end

case_of "a cap counts no flow that there isn't"
echo '{ "caps": [ { "flow": "cart", "max": 1, "per": "day" } ] }' >flows.json
run schedule-sends --flows flows.json --check-flows
sed 's/(want .*/.../' got.err >e
mv e got.err
err <<-END
	schedule-sends: caps: 'cart': no such flow ...
END
status 2
end

case_of "what is printed of the built-in flows is a flows file"
shell 'schedule-sends --print-flows >flows.json
    schedule-sends --flows flows.json --check-flows && grep -c "\"steps\"" flows.json'
out <<-END
	23
END
end

case_of "an export that has stopped stops the run"
shop
due a 1 x 2026-11-16T12:00:00Z
did click 1 2026-11-15T00:00:00Z
decide --max-age 36h
cp got.out one
decide --max-age 35h
mv one got.out
out <<-END
	send,2026-11-16T12:00:00Z,1,a1
END
err <<-END
	schedule-sends: --max-age: the newest order or event is of 2026-11-15T00:00:00Z, more than 35h before 2026-11-16T12:00:00Z: has the export stopped?
END
status 2
end

case_of "a day is as new as its end; no time at all is no age"
shop
due a 1 x 2026-11-16T12:00:00Z
did click 1 2026-11-15
decide --max-age 12h
cp got.out one
decide --max-age 11h
cp got.err err
decide --max-age 0h
cat err got.err >both
mv both got.err
mv one got.out
out <<-END
	send,2026-11-16T12:00:00Z,1,a1
END
err <<-END
	schedule-sends: --max-age: the newest order or event is of 2026-11-15, more than 11h before 2026-11-16T12:00:00Z: has the export stopped?
	schedule-sends: --max-age: '0h': no time at all (want such as 36h)
END
status 2
end

case_of "many more sends than usual stop the run"
shop
for i in 1 2; do due a $i t$i 2026-11-16T12:00:00Z; done
sent a a1 9 o 2026-10-01T00:00:00Z
decide --brake 2x
cp got.out one
decide --brake 1.99x
mv one got.out
out <<-END
	send,2026-11-16T12:00:00Z,1,a1
	send,2026-11-16T12:00:00Z,2,a1
END
err <<-END
	schedule-sends: --brake: a: 2 sends, more than 1.99 times 1.0, the median of its last runs
END
status 2
end

case_of "a summary counts by flow, step, channel and code"
shop
for i in 1 2 3; do due a $i t$i 2026-11-16T12:00:00Z; done
sent z z 1 o 2026-11-10T00:00:00Z
run schedule-sends -q --customers customers.csv --flows flows.json \
    --history sent.csv --summary -o sends.csv due.csv
err <<-END
	flow             step             channel  code          count
	a                a1               email    send          2
	a                a1               email    no-consent    1
	sends in a week  people
	1                1
	2                1
END
end

# The verdict of each customer alone is that of the batch.
case_of "what is explained is what is done"
shop
flows '"a": { "steps": [ { "channel": "email", "template": "a1" } ] },
  "b": { "priority": 90, "steps": [
    { "channel": "email", "template": "b1" } ] }'
for i in 1 2 3; do
	due a $i a$i 2026-11-16T12:00:00Z
	due b $i b$i "2026-11-1${i}T12:00:00Z"
done
due a 3 a4 2026-10-01T12:00:00Z
for late in 0 1; do
	decide --catch-up $late
	tail -n +2 sends.csv | awk -F, '{
		print $7, $8, $11 ": send at", $3, "to", $5 }' >"batch"
	tail -n +2 denied.csv | awk -F, '{
		print $2, $3, $5 ": " $9 }' >>"batch"
	for i in 1 2 3; do
		schedule-sends -q --customers customers.csv \
		    --flows flows.json --catch-up $late --explain $i due.csv
	done | sed -n 's/^verdict //p' | sort >one-by-one
	sort batch | diff - one-by-one
	wc -l <one-by-one
done >all
mv all got.out
out <<-END
	7
	7
END
end

case_of "what is wrong with another's record is told once, and no trouble"
shop
given customers.csv <<-END
	customer_id,email,email_consent
	1,ann@example.com,explicit
	2,nobody,explicit
END
due a 1 x 2026-11-16T12:00:00Z
shell 'schedule-sends --customers customers.csv --flows flows.json \
    --explain 1 due.csv >told; echo $?; grep ^verdict told'
out <<-END
	1
	verdict a a1 x: send at 2026-11-16T12:00:00Z to ann@example.com
END
err <<-END
	schedule-sends: customers.csv:3: email: 'nobody': not an e-mail address
END
end

case_of "somebody is found by their e-mail, with all records of their person"
shop
given customers.csv <<-END
	customer_id,email,email_consent
	1,ann@example.com,explicit
	12,Ann@Example.com,denied
	2,bo@example.com,explicit
END
due a 1 x 2026-11-16T12:00:00Z
due a 2 y 2026-11-16T12:00:00Z
shell 'schedule-sends -q --customers customers.csv --flows flows.json \
    --explain ANN@example.com due.csv | grep -e ^record -e "^  no " -e ^verdict
    schedule-sends -q --customers customers.csv --flows flows.json \
    --explain ANN@example.com - <due.csv | grep ^verdict'
out <<-END
	record customers.csv:2
	record customers.csv:3
	  no   no-consent   email_consent: denied (not denied)
	verdict a a1 x: no-consent
	verdict a a1 x: no-consent
END
end

case_of "an order that was none still tells whose an address is"
shop
given events.csv <<-END
	order_id,customer_id,ordered_at,status,currency,total,email
	o1,1,2026-11-01T00:00:00Z,failed,EUR,5.00,old@example.com
	o2,2,2026-11-20T00:00:00Z,failed,EUR,5.00,new@example.com
END
printf 'email\nold@example.com\nnew@example.com\n' >unsubscribed.csv
due a 1 x 2026-11-16T12:00:00Z
due a 2 y 2026-11-16T12:00:00Z
decide --suppress unsubscribed.csv
out <<-END
	send,2026-11-16T12:00:00Z,2,a1
	1,a1,suppressed,suppress unsubscribed.csv:2,old@example.com,any class
END
end

finish
