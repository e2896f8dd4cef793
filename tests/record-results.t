#!/bin/sh
# record-results: what is written down, and what counts from then on.
# shellcheck source=tests/lib.sh
. "${0%/*}/lib.sh"

SENDLIST_AS_OF=2026-11-20
export SENDLIST_AS_OF

# A ledger of one night, at noon of the 16th: a message each to 1, 2 and 3.
shop() {
	given flows.json <<-'END'
		{ "gap": { "email": "48h" }, "flows": { "a": { "reentry": "always",
		"exit": ["resolved"], "steps": [ { "channel": "email",
		"template": "a1", "ttl": "9d" } ] } } }
	END
	due 1 x 2 y 3 z
	night 2026-11-16T12:00:00Z >sends.csv
}

# due CUSTOMER TRIGGER ...
due() {
	echo flow,customer_id,trigger_id,triggered_at,email,reason,email_consent >due.csv
	while [ $# -gt 0 ]; do
		echo "a,$1,$2,2026-11-16T12:00:00Z,c$1@example.com,r,explicit" >>due.csv
		shift 2
	done
}

# night AS-OF [OPTION ...]
night() {
	at=$1
	shift
	schedule-sends -q -a "$at" --flows flows.json --ledger shop.db \
	    "$@" due.csv </dev/null
}

# decided AS-OF: who is sent to, and who is denied why, in short.
decided() {
	night "$1" --dry-run --denied denied.csv | cut -d, -f3,6 | sed 1d
	cut -d, -f1,9-11 denied.csv | sed 1d
}

id() { awk -F, -v c="$1" '$6 == c { print $1 }' sends.csv; }

# took ROW ...: record these rows of event_at,event,send_id,customer_id,email,
# phone,channel.
took() {
	{
		echo event_at,event,send_id,customer_id,email,phone,channel
		printf '%s\n' "$@"
	} | record-results -q --ledger shop.db >/dev/null
}

case_of "how many of each event there were; what is told again is once"
shop
{
	echo event_at,event,send_id
	echo "2026-11-16T12:00:05Z,sent,$(id 1)"
	echo "2026-11-16T12:10:00Z,click,$(id 1)"
	echo "2026-11-16T12:10:00Z,click,$(id 1)"
	echo "2026-11-16T12:20:00Z,click,$(id 1)"
} >e.csv
run record-results --ledger shop.db e.csv
record-results --ledger shop.db e.csv >>got.out 2>>got.err
sqlite3 shop.db 'SELECT count(*) FROM result; SELECT reported FROM batch' \
    >>got.out
out <<-END
	event,n
	click,3
	sent,1
	event,n
	click,3
	sent,1
	3
	1
END
err <<-END
	record-results: 3 recorded, 1 were already
	record-results: 0 recorded, 4 were already
END
end

case_of "set aside: later, of no use, of no send and nobody; rejected"
shop
given e.csv <<-END
	event_at,event,send_id,email,phone
	2026-11-21T00:00:00Z,click,,c1@example.com,
	2026-11-17T00:00:00Z,page-view,,c1@example.com,
	2026-11-17T00:00:00Z,click,0123456789abcdef0123456789abcdef,,
	2026-11-17T00:00:00Z,click,,,
	2026-11-17T00:00:00Z,clicked,,c1@example.com,
	2026-11-17T00:00:00Z,click,,c1,
	2026-11-17T00:00:00Z,click,,,0123
	2026-11-17T00:00:00Z,click,,C1@Example.com,
END
run record-results --ledger shop.db e.csv
sqlite3 shop.db 'SELECT event, kind, who FROM result' >>got.out
out <<-END
	event,n
	click,1
	click|e|c1@example.com
END
err <<-END
	record-results: e.csv:6: event: 'clicked': want page-view, product-view, add-to-cart, remove-from-cart, cart-view, checkout, purchase, refund, subscribe, unsubscribe, favourite, coupon-used, return-request, open, click, bounce, complaint, delivered, resolved, identify, sent, hard-bounce or chat
	record-results: e.csv:7: email: 'c1': not an e-mail address
	record-results: e.csv:8: phone: '0123': not a phone in E.164 (want such as +12025550123)
	record-results: set aside: 1 later events, 2 of no send and nobody, 1 unused event
END
status 1
end

case_of "too many rejected rows: nothing is written down"
shop
given e.csv <<-END
	event_at,event,email
	2026-11-17T00:00:00Z,click,c1@example.com
	2026-11-17T00:00:00Z,clicked,c1@example.com
END
run record-results -q --ledger shop.db --max-rejects 0 e.csv
sqlite3 shop.db 'SELECT count(*) FROM result' >>got.out
sed -i 's/^\(.*\)more.*/\1more .../' got.err
cp got.err want.err
[ -s want.err ] || echo "a reason" >want.err
out <<-END
	0
END
status 2
end

case_of "a batch is sent when it is confirmed, or all of it was heard of"
shop
states() { sqlite3 shop.db 'SELECT state, reported FROM batch' >>got.out; }
run true
took "2026-11-16T12:00:05Z,sent,$(id 1),,,," "2026-11-16T12:00:05Z,bounce,$(id 2),,,,"
states
took "2026-11-16T12:00:09Z,delivered,$(id 3),,,,"
states
due 1 xx
night 2026-11-19T00:00:00Z >/dev/null
record-results --ledger shop.db --confirm 2 >>got.out
states
out <<-END
	offered|2
	sent|3
	event,n
	sent|3
	sent|0
END
end

case_of "--confirm of no batch, and of one that wasn't printed"
shop
due 9 w
night 2026-11-17T00:00:00Z >/dev/full 2>/dev/null
run record-results --ledger shop.db --confirm 2
record-results --ledger shop.db --confirm 7 2>>got.err
record-results --ledger shop.db --confirm x 2>>got.err
err <<-END
	record-results: --confirm: 2: no such batch that was printed (schedule-sends --unconfirmed lists them)
	record-results: --confirm: 7: no such batch that was printed (schedule-sends --unconfirmed lists them)
	record-results: --confirm: 'x': not the number of a batch
	record-results: try 'record-results --help'
END
status 2
end

case_of "no ledger: none is made"
shop
run record-results --ledger typo.db --confirm 1
[ ! -e typo.db ] || echo made >>got.out
err <<-END
	record-results: typo.db: No such file or directory
END
status 2
end

# --- what counts from then on -------------------------------------------------

case_of "a message counts when it really went: the gap is from then on"
shop
took "2026-11-17T12:00:00Z,sent,$(id 1),,,,"
due 1 xx 2 yy
run decided 2026-11-18T12:00:00Z
out <<-END
	2026-11-18T12:00:00Z,2
	1,gap,1 email per 2d,1
END
end

case_of "of several reports that it went the earliest stands"
shop
took "2026-11-18T12:00:00Z,sent,$(id 1),,,," "2026-11-17T12:00:00Z,sent,$(id 1),,,," \
    "2026-11-19T12:00:00Z,sent,$(id 1),,,,"
run sqlite3 shop.db "SELECT sent_at FROM sends WHERE sent_at > ''"
out <<-END
	2026-11-17T12:00:00Z
END
end

case_of "one that isn't of ours counts by address, on its channel"
shop
took "2026-11-18T00:00:00Z,sent,,,c2@example.com,," \
    "2026-11-18T00:00:00Z,sent,,3,,,sms"
due 1 xx 2 yy 3 zz
run decided 2026-11-18T12:00:00Z
out <<-END
	2026-11-18T12:00:00Z,1
	2026-11-18T12:00:00Z,3
	2,gap,1 email per 2d,1
END
end

case_of "hard bounce, complaint, unsubscribe, eight bounces; and what undoes them"
shop
due 1 a 2 b 3 c 4 d 5 e 6 f 7 g
took "2026-11-17T00:00:00Z,hard-bounce,$(id 1),,,," \
    "2026-11-17T00:00:00Z,complaint,,,c2@example.com,," \
    "2026-11-17T00:00:00Z,unsubscribe,,3,,," \
    "2026-11-17T00:00:00Z,unsubscribe,,4,,,sms" \
    "2026-11-17T00:00:00Z,hard-bounce,,5,,," \
    "2026-11-18T00:00:00Z,click,,5,,," \
    "2026-11-17T00:00:01Z,bounce,,6,,," "2026-11-17T00:00:02Z,bounce,,6,,," \
    "2026-11-17T00:00:03Z,bounce,,6,,," "2026-11-17T00:00:04Z,bounce,,6,,," \
    "2026-11-17T00:00:05Z,bounce,,6,,," "2026-11-17T00:00:06Z,bounce,,6,,," \
    "2026-11-17T00:00:07Z,bounce,,6,,," "2026-11-17T00:00:08Z,bounce,,6,,,"
run decided 2026-11-19T12:00:00Z
out <<-END
	2026-11-19T12:00:00Z,4
	2026-11-19T12:00:00Z,5
	2026-11-19T12:00:00Z,7
	1,suppressed,hard-bounce shop.db,2026-11-17T00:00:00Z
	2,no-consent,consent shop.db,denied 2026-11-17T00:00:00Z (complaint)
	3,no-consent,consent shop.db,denied 2026-11-17T00:00:00Z (unsubscribe)
	6,suppressed,bounces in a row,8
END
end

case_of "what is later than as-of isn't known yet"
shop
took "2026-11-19T00:00:00Z,hard-bounce,$(id 1),,,,"
due 1 xx
run decided 2026-11-18T12:00:00Z
decided 2026-11-19T12:00:00Z >>got.out
out <<-END
	2026-11-18T12:00:00Z,1
	1,suppressed,hard-bounce shop.db,2026-11-19T00:00:00Z
END
end

case_of "resolved is an exit; an address joins a customer"
shop
took "2026-11-17T00:00:00Z,resolved,,1,new@example.com,,"
echo a,new@example.com,q,2026-11-16T12:00:00Z,new@example.com,r,explicit >>due.csv
run decided 2026-11-18T12:00:00Z
sed -i '/already-sent/d' got.out
out <<-END
	new@example.com,exit,resolved shop.db,2026-11-17T00:00:00Z
END
end

case_of "clicks tell the hour at which somebody reads"
shop
sed -i 's/"template": "a1"/"template": "a1", "at": "best"/' flows.json
took "2026-11-17T19:05:00Z,click,$(id 1),,,," \
    "2026-11-16T19:15:00Z,click,$(id 1),,,," \
    "2026-11-18T19:25:00Z,click,$(id 1),,,,"
due 1 xx 2 yy
sed -i 's/2026-11-16T12/2026-11-19T12/' due.csv
run decided 2026-11-19T12:00:00Z
cut -c1-13,20- <got.out >hours
mv hours got.out
out <<-END
	2026-11-19T19Z,1
	2026-11-20T10Z,2
END
end

finish
