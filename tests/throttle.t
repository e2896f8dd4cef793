#!/bin/sh
# What goes when everybody is looked at: throttles, and the best hour.
# shellcheck source=tests/lib.sh
. "${0%/*}/lib.sh"

SENDLIST_AS_OF=2026-11-16T12:00:00Z
export SENDLIST_AS_OF

# flows THROTTLE [KEYS OF a]: two flows without gaps, b the more important.
flows() {
	cat >flows.json <<-END
		{ "gap": { "email": null, "sms": null }, "throttle": [ $1 ],
		"flows": { "a": { "reentry": "always", ${2:+$2,}
		"steps": [ { "channel": "email", "template": "a1" } ] },
		"b": { "reentry": "always", "priority": 90,
		"steps": [ { "channel": "email", "template": "b1" } ] },
		"t": { "reentry": "always", "class": "transactional",
		"steps": [ { "channel": "email", "template": "t1" } ] } } }
	END
	echo flow,customer_id,trigger_id,triggered_at,email,reason,email_consent >due.csv
}

# due FLOW CUSTOMER [DOMAIN]
due() { echo "$1,$2,$1$2,2026-11-16T12:00:00Z,c$2@${3:-example.com},r,explicit" >>due.csv; }

# decide [OPTION ...]: when what goes to whom, and who is denied why, in short.
decide() {
	schedule-sends -q --flows flows.json --denied denied.csv "$@" due.csv \
	    </dev/null >sends.csv 2>got.err
	got_status=$?
	{
		cut -d, -f2,3,6,8 sends.csv | tail -n +2
		cut -d, -f1,3,9- denied.csv | tail -n +2
	} >got.out
}

# instants: only the instants of what is sent, and how many each.
instants() {
	sed -n 's/^send,\([^,]*\),.*/\1/p' got.out | uniq -c | sed 's/^ *//' >t
	mv t got.out
}

case_of "at most so many per stretch of time; the more important first"
flows '{ "max": 2, "per": "hour" }'
for i in 1 2 3; do due a $i; done
for i in 4 5; do due b $i; done
decide
sort -t, -k2,2 -k3,3 got.out | cut -d, -f1,2,4 >shown
mv shown got.out
out <<-END
	send,2026-11-16T12:00:00Z,b1
	send,2026-11-16T12:00:00Z,b1
	send,2026-11-16T13:00:00Z,a1
	send,2026-11-16T13:00:00Z,a1
	send,2026-11-16T14:00:00Z,a1
END
end

case_of "no other row order, and no other run, has another turn"
flows '{ "max": 1, "per": "minute" }'
for i in 1 2 3 4 5 6 7; do due a $i; done
decide
mv got.out want.out
{ head -n 1 due.csv; sed 1d due.csv | tac; } >back.csv
mv back.csv due.csv
decide
end

case_of "evenly"
flows '{ "max": 4, "per": "hour", "even": true }'
for i in 1 2 3 4 5; do due a $i; done
decide
instants
out <<-END
	1 2026-11-16T12:00:00Z
	1 2026-11-16T12:15:00Z
	1 2026-11-16T12:30:00Z
	1 2026-11-16T12:45:00Z
	1 2026-11-16T13:00:00Z
END
end

case_of "of a domain, of each domain, of a channel"
flows '{ "domain": "b.com", "max": 1, "per": "1h" }, { "domain": "*", "max": 2, "per": "1d" }, { "channel": "sms", "max": 1, "per": "1d" }' '"ttl": "9d"'
due a 1 b.com; due a 2 b.com
due a 3 c.com; due a 4 c.com; due a 5 c.com; due a 6 d.com
decide
instants
out <<-END
	4 2026-11-16T12:00:00Z
	1 2026-11-16T13:00:00Z
	1 2026-11-17T12:00:00Z
END
end

case_of "what would come too late is denied"
flows '{ "max": 1, "per": "1h" }' '"ttl": "90m"'
for i in 1 2 3; do due a $i; done
decide
sed 's/^[0-9],/N,/; s/Z,[0-9],/Z,N,/' got.out >shown
mv shown got.out
out <<-END
	send,2026-11-16T12:00:00Z,N,a1
	send,2026-11-16T13:00:00Z,N,a1
	N,a1,throttle,1 per 1h,2026-11-16T14:00:00Z,2026-11-16T13:30:00Z
END
end

case_of "--max-delay"
flows '{ "channel": "email", "max": 1, "per": "1h" }' '"ttl": "9d"'
for i in 1 2 3; do due a $i; done
decide --max-delay 1h
cut -d, -f3,5- got.out | grep throttle >shown
mv shown got.out
grep throttle denied.csv | cut -d, -f9- >got.out
out <<-END
	throttle,1 email per 1h,2026-11-16T14:00:00Z,2026-11-25T12:00:00Z
END
end

case_of "quiet hours and caps are asked once more"
flows '{ "max": 1, "per": "10h" }' '"ttl": "9d", "quiet_hours": { "email": "21:00-08:00" }'
for i in 1 2 3; do due a $i; done
decide
instants
out <<-END
	1 2026-11-16T12:00:00Z
	1 2026-11-17T08:00:00Z
	1 2026-11-17T18:00:00Z
END
end

case_of "a gap that the later instant would break"
flows '{ "max": 1, "per": "5h" }' '"ttl": "9d"'
sed -i 's/"gap": { "email": null/"gap": { "email": "10h"/' flows.json
due b 2
due a 1
due c 1
sed -i 's/"t": {/"c": { "steps": [ { "channel": "email", "template": "c1", "after": "630m" } ] }, "t": {/' flows.json
decide
sed -i 's/,[0-9a-f]\{32\},/,ID,/' got.out
out <<-END
	send,2026-11-16T12:00:00Z,2,b1
	send,2026-11-16T22:30:00Z,1,c1
	1,a1,lost-to,1 email per 10h,ID,1
END
end

case_of "what earlier runs sent has its turns: a history"
flows '{ "channel": "email", "max": 1, "per": "3h" }'
due a 9
decide -o old.csv -a 2026-11-16T10:30:00Z
sed -i 's/2026-11-16T12:00:00Z,/2026-11-16T11:00:00Z,/' due.csv
decide -a 2026-11-16T11:00:00Z
mv sends.csv old.csv
flows '{ "channel": "email", "max": 1, "per": "3h" }, { "channel": "email", "domain": "example.com", "max": 1, "per": "4h" }'
due a 1
decide --history old.csv
out <<-END
	send,2026-11-16T15:00:00Z,1,a1
END
end

case_of "and a ledger"
flows '{ "channel": "email", "max": 1, "per": "3h" }'
due a 9
sed -i 's/2026-11-16T12:00:00Z,/2026-11-16T11:00:00Z,/' due.csv
decide -a 2026-11-16T11:00:00Z --ledger shop.db
flows '{ "channel": "email", "domain": "example.com", "max": 1, "per": "4h" }'
due a 1
decide --ledger shop.db
out <<-END
	send,2026-11-16T15:00:00Z,1,a1
END
end

case_of "the steps behind one that is put off wait for it"
flows '{ "max": 2, "per": "5h" }'
sed -i 's/"template": "a1" }/"template": "a1" }, { "channel": "email", "template": "a2", "after": "2h" }/' flows.json
due a 1
due b 2; due b 3
decide
out <<-END
	send,2026-11-16T12:00:00Z,2,b1
	send,2026-11-16T12:00:00Z,3,b1
	send,2026-11-16T17:00:00Z,1,a1
	send,2026-11-16T19:00:00Z,1,a2
END
end

case_of "a step isn't in the way of the one that it waits for"
flows '{ "max": 1, "per": "5h" }' '"ttl": "9d"'
sed -i 's/"gap": { "email": null/"gap": { "email": "10h"/; s/"template": "a1" }/"template": "a1" }, { "channel": "email", "template": "a2", "after": "12h" }/' flows.json
due a 1
due b 2
decide
out <<-END
	send,2026-11-16T12:00:00Z,2,b1
	send,2026-11-16T17:00:00Z,1,a1
	send,2026-11-17T05:00:00Z,1,a2
END
end

case_of "transactional messages take places, and wait for none"
flows '{ "max": 1, "per": "1h" }'
due t 1; due t 2; due a 3
decide
out <<-END
	send,2026-11-16T12:00:00Z,1,t1
	send,2026-11-16T12:00:00Z,2,t1
	send,2026-11-16T13:00:00Z,3,a1
END
end

case_of "--explain tells what the run does"
flows '{ "max": 1, "per": "1h" }' '"ttl": "30m"'
due a 1; due a 2
decide
grep throttle denied.csv | cut -d, -f1 >whom
run schedule-sends -q --flows flows.json --explain "$(cat whom)" due.csv
grep ^verdict got.out | sed 's/a[12]:/x:/' >shown
mv shown got.out
out <<-END
	verdict a a1 x: throttle
END
end

case_of "what is no throttle"
for bad in '{ "per": "hour" }' '{ "max": 3 }' '{ "max": 3, "per": "1mo" }' \
    '{ "max": 3, "per": "hour", "domain": "A.com" }' '{ "max": 3, "by": "x" }'; do
	flows "$bad"
	schedule-sends --flows flows.json --check-flows
done >said 2>&1
run cat said
out <<-END
	schedule-sends: flows.json:1: throttle[0]: no max (want 1 or more)
	schedule-sends: flows.json:1: throttle[0]: no per (want minute, hour or day, or such as "15m")
	schedule-sends: flows.json:1: throttle[0].per: '1mo': not a stretch of time (want minute, hour, day, or such as 15m)
	schedule-sends: flows.json:1: throttle[0].domain: 'A.com': not a domain (want such as gmail.com, in lower case, or * for each)
	schedule-sends: flows.json:1: throttle[0].by: unknown key (want channel, domain, max, per or even)
END
end

# --- the best hour ------------------------------------------------------------

for seed in 1 2; do
	case_of "the best hour is as sendlist-flows(5) defines it, seed $seed"
	run python3 -B "$tests/best-hour.py" "$BIN" $seed 60
	sed -i 's/^[1-9][0-9]* at/some at/' got.out
	out <<-END
		some at an hour of their own
	END
	end
done

case_of "--explain tells what it rests on"
flows '{ "max": 9, "per": "hour" }' '"at": "best", "else_at": "18:30"'
due a 1
due a 2
{
	echo event_at,event,customer_id
	for day in 13 14 15; do
		echo "2026-11-${day}T15:10:00Z,click,1"
	done
	echo 2026-11-15,purchase,2
} >events.csv
for c in 1 2; do
	schedule-sends -q --flows flows.json --events events.csv --explain $c due.csv
done >said
run grep -e "best hour" -e ^verdict said
out <<-END
	  ok   send         best hour: 3 clicks and orders (3 or more)
	verdict a a1 a1: send at 2026-11-16T15:25:00Z to c1@example.com
	  ok   send         best hour: 0 clicks and orders (less than 3, or no hour that isn't quiet: else_at)
	verdict a a1 a2: send at 2026-11-16T18:30:00Z to c2@example.com
END
end

finish
