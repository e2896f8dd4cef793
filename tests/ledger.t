#!/bin/sh
# schedule-sends --ledger: what is planned, printed, offered and called back.
# That a ledger decides as a history does is held by arbiter-check.py
# (store-year.t), which runs every day by both.
# shellcheck source=tests/lib.sh
. "${0%/*}/lib.sh"

command -v sqlite3 >/dev/null || skip_all "no sqlite3"

# A shop of one flow, whose two messages go at once and tomorrow.
shop() {
	given flows.json <<-'END'
		{ "gap": { "email": null }, "flows": {
		"a": { "exit": ["purchase"], "steps": [
		    { "channel": "email", "template": "a1" },
		    { "channel": "email", "template": "a2", "after": "20h" } ] },
		"last": { "supersede": true, "reentry": "always", "steps": [
		    { "channel": "email", "template": "l1", "after": "20h" } ] }
		} }
	END
	echo flow,customer_id,trigger_id,triggered_at,since_at,email,reason,email_consent >due.csv
}

# due FLOW CUSTOMER TRIGGER [AT]
due() {
	echo "$1,$2,$3,${4:-2026-11-16T12:00:00Z},,c$2@example.com,r,explicit" \
	    >>due.csv
}

# night [OPTION ...]: a run at noon of the 16th, unless it says otherwise.
night() {
	schedule-sends -a 2026-11-16T12:00:00Z --flows flows.json \
	    --ledger shop.db "$@" due.csv </dev/null
}

# Its sends, in short: when, to whom, which step.
brief() { cut -d, -f2,3,6,8 | tail -n +2; }

case_of "what is sent goes into the ledger, and once"
shop
due a 1 x
night -q >one.csv
night -q >two.csv
run sqlite3 shop.db 'SELECT batch, state, sends, held, retracted FROM batch;
    SELECT customer_id, step, send_at, batch FROM sends ORDER BY send_at'
{ brief <one.csv; brief <two.csv; } >>got.out
out <<-END
	1|offered|2|0|0
	1|a1|2026-11-16T12:00:00Z|1
	1|a2|2026-11-17T08:00:00Z|1
	send,2026-11-16T12:00:00Z,1,a1
	send,2026-11-17T08:00:00Z,1,a2
END
end

case_of "no --output goes to the ledger by a descriptor of ours"
shop
due a 1 x
night -q >one.csv
for fd in 3 4 5 6 7 8 9; do
	due a $fd y$fd
	night -q -o /dev/fd/$fd 2>/dev/null || :
done
run sqlite3 shop.db 'PRAGMA integrity_check; SELECT count(*) > 1 FROM sends'
out <<-END
	ok
	1
END
end

case_of "the view has the records as they are printed"
shop
due a 1 x
due a 2 'y "z"' 2026-11-16
night -q -a 2026-11-17 >sends.csv
shell 'sqlite3 -csv -header shop.db "SELECT send_id, action, send_at, channel,
    address, customer_id, flow, step, class, template, trigger_id,
    triggered_at, decided_at, expires_at, variant, tags, reason, data FROM
    sends" |
    tr -d "\r" | sed "s/\"\"\([,]\|$\)/\1/g" | sort | head -n 2'
sort sends.csv | head -n 2 >want.out
end

case_of "how many of it were found is said"
shop
due a 1 x
due a 2 y
night -q >/dev/null
run night
out <<-END
	send_id,action,send_at,channel,address,customer_id,flow,step,class,template,trigger_id,triggered_at,decided_at,expires_at,variant,tags,reason,data
END
err <<-END
	schedule-sends: --ledger: joined 4 of 4
	schedule-sends: denied: 4 already-sent
END
end

case_of "a ledger that another run has: refused, or waited for"
shop
due a 1 x
night -q >/dev/null
flock shop.db sleep 1 &
sleep 0.3
run night -q
wait
flock shop.db sleep 0.5 &
sleep 0.2
night -q --wait 1m | brief >>got.out
wait
err <<-END
	schedule-sends: shop.db: another run has it (--wait 10m waits for it)
END
status 2
end

case_of "a batch that wasn't printed goes first, byte for byte"
shop
due a 1 x
night -q >/dev/full 2>told
due a 2 y
night -a 2026-11-16T13:00:00Z -o two.csv 2>>told
rm shop.db
night -q >one.csv
run cat told
brief <two.csv >got.out
cat told >>got.out
out <<-END
	send,2026-11-16T12:00:00Z,1,a1
	send,2026-11-17T08:00:00Z,1,a2
	send,2026-11-16T13:00:00Z,2,a1
	send,2026-11-17T09:00:00Z,2,a2
	schedule-sends: <stdout>: No space left on device
	schedule-sends: --ledger: joined 2 of 2
	schedule-sends: denied: 2 already-sent
	schedule-sends: 1 batch that an earlier run could not print goes first
	schedule-sends: 1 earlier batch is not confirmed, from 1 on (--unconfirmed lists them, record-results --confirm ends it)
END
end

case_of "what that batch held and retracted is written again, too"
shop
sed 's/"gap"/"holdout": { "percent": 100, "salt": "s" }, "gap"/' flows.json >held.json
due a 1 x
night -q --flows held.json >/dev/full 2>/dev/null
night -q --flows held.json --held held.csv
feed held.csv brief
out <<-END
	held,2026-11-16T12:00:00Z,1,a1
	held,2026-11-17T08:00:00Z,1,a2
END
end

case_of "--unconfirmed lists batches, --replay prints one again"
shop
due a 1 x
night -q >one.csv
run schedule-sends --ledger shop.db --unconfirmed
schedule-sends --ledger shop.db --replay 1 >two.csv
cmp one.csv two.csv >>got.out
record-results --ledger shop.db --confirm 1 >/dev/null
schedule-sends --ledger shop.db --unconfirmed >>got.out
out <<-END
	batch,decided_at,state,sends,held,retracted,reported
	1,2026-11-16T12:00:00Z,offered,2,0,0,0
	batch,decided_at,state,sends,held,retracted,reported
END
end

case_of "--replay offers what wasn't"
shop
due a 1 x
night -q >/dev/full 2>/dev/null
schedule-sends --ledger shop.db --replay 1 >two.csv
run sqlite3 shop.db 'SELECT state FROM batch'
brief <two.csv >>got.out
out <<-END
	offered
	send,2026-11-16T12:00:00Z,1,a1
	send,2026-11-17T08:00:00Z,1,a2
END
end

case_of "--replay of a batch that isn't there"
shop
due a 1 x
night -q >/dev/null
run schedule-sends --ledger shop.db --replay 7
err <<-END
	schedule-sends: shop.db: no batch 7 (sqlite3 shop.db 'SELECT * FROM batch' lists them)
END
status 2
end

case_of "--dry-run touches nothing, and needs no ledger"
shop
due a 1 x
night -q --dry-run >one.csv
[ ! -e shop.db ] || echo there >got
night -q >/dev/null
due a 2 y
cp shop.db before.db
night -q --dry-run -a 2026-11-16T10:00:00Z >two.csv
night -q --dry-run -a 2026-11-16T14:00:00Z >three.csv
run cmp shop.db before.db
for f in one two three; do brief <$f.csv; done >>got.out
out <<-END
	send,2026-11-16T12:00:00Z,1,a1
	send,2026-11-17T08:00:00Z,1,a2
	send,2026-11-16T14:00:00Z,2,a1
	send,2026-11-17T10:00:00Z,2,a2
END
end

case_of "a run earlier than the last batch is refused"
shop
due a 1 x
night -q >/dev/null
run night -q -a 2026-11-16T11:00:00Z
err <<-END
	schedule-sends: shop.db: batch 1 was decided at 2026-11-16T12:00:00Z, later than as-of 2026-11-16T11:00:00Z (want a later --as-of, or --dry-run to look back)
END
status 2
end

case_of "a later batch isn't seen by an earlier as-of"
shop
due a 1 x
night -q -a 2026-11-16T12:00:00Z >/dev/null
due a 1 y 2026-11-16T11:00:00Z
run night -q --dry-run -a 2026-11-16T11:30:00Z
sed -i '1!{/,y,/!d;}' got.out
brief <got.out >brief.out
mv brief.out got.out
out <<-END
	send,2026-11-16T11:30:00Z,1,a1
	send,2026-11-17T07:30:00Z,1,a2
END
end

case_of "a send is the same to whomever it went"
shop
due a 1 x
night -q >/dev/null
sed -i 's/,x,/,X,/; 1!d' due.csv
echo a,9,x,2026-11-16T12:00:00Z,,other@example.com,r,explicit >>due.csv
run night -q -a 2026-11-18T12:00:00Z --denied denied.csv
cut -d, -f1,3,9,11 denied.csv | sed 1d >got.out
out <<-END
	9,a1,already-sent,2026-11-16T12:00:00Z
	9,a2,already-sent,2026-11-17T08:00:00Z
END
end

case_of "people are one through the ledger"
shop
cat >>due.csv <<-END
	a,1,x,2026-11-14T12:00:00Z,,a@example.com,r,explicit
	last,2,y,2026-11-13T18:00:00Z,,a@example.com,r,explicit
END
sed -i 's/"exit"/"reentry": "once", "exit"/' flows.json
night -q -a 2026-11-14T14:00:00Z >one.csv
shop
sed -i 's/"exit"/"reentry": "once", "exit"/' flows.json
cat >>due.csv <<-END
	a,2,z,2026-11-16T12:00:00Z,,other@example.com,r,explicit
END
run night -q --denied denied.csv
cut -d, -f1,9-11 denied.csv | sed 1d >got.out
out <<-END
	2,reentry,once,x 2026-11-14T14:00:00Z
END
end

case_of "however long ago it was, once is once; --explain tells of all"
shop
sed -i 's/"exit"/"reentry": "once", "exit"/' flows.json
due a 1 x
due last 1 l
night -q >/dev/null
sed -i 1q due.csv
due a 1 y 2028-11-16T12:00:00Z
due last 1 m 2028-11-16T12:00:00Z
run night -q -a 2028-11-16T12:00:00Z --dry-run --denied denied.csv
brief <got.out >brief.out
{ cat brief.out; cut -d, -f1,9-11 denied.csv | sed 1d; } >got.out
night -q -a 2028-11-16T12:00:00Z --explain 1 | sed -n '/^history/,/^cand/p' |
    sed '/^cand/d' >>got.out
out <<-END
	send,2028-11-17T08:00:00Z,1,l1
	1,reentry,once,x 2026-11-16T12:00:00Z
	history 3
	  2026-11-16T12:00:00Z send email a a1
	  2026-11-17T08:00:00Z send email last l1
	  2026-11-17T08:00:00Z send email a a2
END
end

case_of "caps, and a flow's distance, look as far back as they reach"
shop
sed -i 's/"reentry": "always"/"reentry": "after:40d"/' flows.json
sed 's/"gap"/"caps": [ { "max": 3, "per": "30d" } ], "gap"/' flows.json >caps.json
due a 1 x
due last 1 l
due last 2 m
night -q >/dev/null
sed -i 1q due.csv
due a 1 y 2026-12-16T07:00:00Z
due last 2 n 2026-12-25T08:00:00Z
for at in 2026-12-16T07:59:59Z 2026-12-25T08:00:00Z; do
	night -q -a $at --flows caps.json --dry-run --denied denied.csv | brief
	cut -d, -f1,3,9-11 denied.csv | sed '1d; /expired/d'
done >said
run cat said
out <<-END
	send,2026-12-17T03:00:00Z,1,a2
	1,a1,cap,3 of any channel per 30d,3
	2,l1,reentry,after:40d,m 2026-11-17T08:00:00Z
END
end

# --- what is called back ----------------------------------------------------

case_of "--retract: an exit, a refusal, a suppression; not what is due"
shop
for i in 1 2 3 4; do due a $i t$i; done
night -q >/dev/null
given events.csv <<-END
	event_at,event,customer_id
	2026-11-16T12:30:00Z,purchase,1
	2026-11-16T12:30:00Z,unsubscribe,2
END
printf 'customer_id,from\n3,2026-11-16\n' >no.csv
sed -i 1q due.csv
run night -a 2026-11-16T13:00:00Z --events events.csv --suppress no.csv \
    --retract retract.csv
{ brief; } <got.out >brief.out
{ cat brief.out; cut -d, -f2,3,6,8,13,17 retract.csv; } >got.out
sqlite3 shop.db 'SELECT batch, sends, held, retracted FROM batch;
    SELECT * FROM batch_flow' >>got.out
out <<-END
	action,send_at,customer_id,step,decided_at,reason
	retract,2026-11-17T08:00:00Z,1,a2,2026-11-16T13:00:00Z,"exit: purchase events.csv:2
	retract,2026-11-17T08:00:00Z,2,a2,2026-11-16T13:00:00Z,"no-consent: consent events.csv:3
	retract,2026-11-17T08:00:00Z,3,a2,2026-11-16T13:00:00Z,"suppressed: suppress no.csv:2
	1|8|0|0
	2|0|0|3
	a|1|8
END
err <<-END
	schedule-sends: --ledger: joined 0 of 8
	schedule-sends: --events: joined 0 of 2
	schedule-sends: --suppress: joined 1 of 1
	schedule-sends: retracted: 3
	schedule-sends: 1 earlier batch is not confirmed, from 1 on (--unconfirmed lists them, record-results --confirm ends it)
END
end

case_of "without --retract they are counted, and stand"
shop
due a 1 x
night -q >/dev/null
printf 'event_at,event,customer_id\n2026-11-16T12:30:00Z,purchase,1\n' >events.csv
run night -a 2026-11-16T13:00:00Z --events events.csv -o sends.csv
sqlite3 shop.db 'SELECT count(*) FROM send' >got.out
out <<-END
	2
END
err <<-END
	schedule-sends: --ledger: joined 2 of 2
	schedule-sends: --events: joined 1 of 1
	schedule-sends: 1 planned send has become wrong (want --retract FILE)
	schedule-sends: denied: 2 already-sent
	schedule-sends: 1 earlier batch is not confirmed, from 1 on (--unconfirmed lists them, record-results --confirm ends it)
END
end

case_of "what nobody knows of any more is no refusal"
shop
due a 1 x
night -q >/dev/null
sed -i 1q due.csv
run night -q -a 2026-11-16T13:00:00Z --retract retract.csv
brief <retract.csv >got.out
end

case_of "a newer occasion retracts the older one's, and goes"
shop
due last 1 x
night -q >/dev/null
due last 1 y 2026-11-16T13:00:00Z
run night -q -a 2026-11-16T13:00:00Z --retract retract.csv
brief <got.out >brief.out
{ cut -d, -f2,3,11,17 retract.csv; cat brief.out; } >got.out
out <<-END
	action,send_at,trigger_id,reason
	retract,2026-11-17T08:00:00Z,x,"superseded: y
	send,2026-11-17T09:00:00Z,1,l1
END
end

case_of "--complete: an occasion that is there no more"
shop
due a 1 x
due a 2 y
due last 1 z
night -q >/dev/null
sed -i 2d due.csv
night -q -a 2026-11-16T13:00:00Z --retract none.csv >/dev/null
run night -q -a 2026-11-16T13:00:00Z --retract retract.csv --complete a
{ brief <none.csv; cut -d, -f2,3,6,11,17 retract.csv; } >got.out
out <<-END
	action,send_at,customer_id,trigger_id,reason
	retract,2026-11-17T08:00:00Z,1,x,absent: the occasion is there no more
END
end

case_of "what was decided again is retracted once more, once"
shop
due last 1 x
night -q >/dev/null
for hour in 13 14 15; do
	if [ $hour = 14 ]; then cp due.csv now.csv; else sed 1q due.csv >now.csv; fi
	schedule-sends -q -a 2026-11-16T$hour:00:00Z --flows flows.json \
	    --ledger shop.db --retract $hour.csv --complete last now.csv >/dev/null
done
run sqlite3 shop.db 'SELECT batch, sends, held, retracted FROM batch'
brief <15.csv >>got.out
out <<-END
	1|1|0|0
	2|0|0|1
	3|1|0|0
	4|0|0|1
	retract,2026-11-17T08:00:00Z,1,l1
END
end

case_of "an occasion in the rows counts as it is now"
shop
due a 1 x
night -q >/dev/null
printf 'event_at,event,customer_id\n2026-11-16T12:30:00Z,purchase,1\n' >events.csv
sed -i 's/,2026-11-16T12:00:00Z,,/,2026-11-16T12:00:00Z,2026-11-16T12:45:00Z,/' due.csv
run night -q -a 2026-11-16T13:00:00Z --events events.csv --retract retract.csv
brief <retract.csv >got.out
end

case_of "what a run calls back it doesn't decide anew; the next one may"
shop
due a 1 x
night -q >/dev/null
sed -i 's/20h/21h/' flows.json
printf 'customer_id,until\n1,2026-11-17T08:30:00Z\n' >no.csv
night -q -a 2026-11-16T13:00:00Z --suppress no.csv --retract one.csv --denied denied.csv | brief >one
night -q -a 2026-11-16T14:00:00Z --suppress no.csv --retract two.csv | brief >two
run brief
{ brief <one.csv; cut -d, -f3,9 denied.csv | sed 1d; cat one two; brief <two.csv; } >got.out
out <<-END
	retract,2026-11-17T08:00:00Z,1,a2
	a1,already-sent
	a2,already-sent
	send,2026-11-17T09:00:00Z,1,a2
END
end

case_of "what is held isn't called back: nobody would hear of it"
shop
sed -i 's/"gap"/"holdout": { "percent": 100, "salt": "s" }, "gap"/' flows.json
due a 1 x
night -q >/dev/null
printf 'event_at,event,customer_id\n2026-11-16T12:30:00Z,purchase,1\n' >events.csv
run night -q -a 2026-11-16T13:00:00Z --events events.csv --retract retract.csv
brief <retract.csv >got.out
end

case_of "what was retracted may be decided again, and counts no more"
shop
due a 1 x
night -q >/dev/null
sed 1q due.csv >none.csv
schedule-sends -q -a 2026-11-16T13:00:00Z --flows flows.json --ledger shop.db \
    --retract r.csv --complete a none.csv >/dev/null
run night -a 2026-11-16T14:00:00Z -o sends.csv
brief <sends.csv >got.out
sqlite3 shop.db "SELECT batch, action FROM sends WHERE step = 'a2' ORDER BY batch" >>got.out
out <<-END
	send,2026-11-17T08:00:00Z,1,a2
	1|send
	2|retract
	3|send
END
err <<-END
	schedule-sends: --ledger: joined 2 of 2
	schedule-sends: denied: 1 already-sent
	schedule-sends: 2 earlier batches are not confirmed, from 1 on (--unconfirmed lists them, record-results --confirm ends it)
END
end

case_of "a retracted send leaves its place under a cap"
shop
sed -i 's/"gap": { "email": null }/"gap": { "email": "30h" }/; s/"20h"/"36h"/' flows.json
due a 1 x 2026-11-15T20:00:00Z
night -q -a 2026-11-15T20:00:00Z --horizon 2d >/dev/null
printf 'event_at,event,customer_id\n2026-11-16T12:30:00Z,purchase,1\n' >events.csv
due last 1 y 2026-11-16T12:00:00Z
run night -q -a 2026-11-17T04:00:00Z --events events.csv --retract retract.csv
brief <got.out >brief.out
{ brief <retract.csv; cat brief.out; } >got.out
out <<-END
	retract,2026-11-17T08:00:00Z,1,a2
	send,2026-11-18T00:00:00Z,1,l1
END
end

# --- what is no ledger --------------------------------------------------------

case_of "a database of something else is left alone"
shop
due a 1 x
sqlite3 shop.db 'CREATE TABLE t (a)'
run night -q
err <<-END
	schedule-sends: shop.db: no ledger, but a database of something else
END
status 2
end

case_of "a file that is none is left alone"
shop
due a 1 x
cp due.csv shop.db
run night -q
cmp due.csv shop.db
err <<-END
	schedule-sends: shop.db: file is not a database
END
status 2
end

case_of "a ledger of another version"
shop
due a 1 x
night -q >/dev/null
sqlite3 shop.db 'PRAGMA user_version = 2'
night -q 2>&1 | sed 's/sendlist [0-9.]*/sendlist N/' >told
run cat told
out <<-END
	schedule-sends: shop.db: a ledger of version 2 (want 1; this is sendlist N)
END
end

case_of "the ledger as the output"
shop
due a 1 x
night -q >/dev/null
run night -q -o shop.db
err <<-END
	schedule-sends: shop.db: would be written twice
END
status 2
end

case_of "options that want a ledger; a ledger and a history"
shop
due a 1 x
run schedule-sends --unconfirmed
schedule-sends --ledger shop.db --history h.csv due.csv 2>>got.err
schedule-sends --ledger shop.db --complete a due.csv 2>>got.err
err <<-END
	schedule-sends: --complete, --dry-run, --replay, --retract and --unconfirmed: want --ledger FILE
	schedule-sends: try 'schedule-sends --help'
	schedule-sends: --ledger and --history: want one of them (sync-history puts a history into a ledger)
	schedule-sends: try 'schedule-sends --help'
	schedule-sends: --complete: want --retract FILE
	schedule-sends: try 'schedule-sends --help'
END
status 2
end

case_of "--brake goes by the batches"
shop
for day in 1 2 3; do
	sed -i 1q due.csv
	for i in 1 2; do due last $day$i d$day$i 2026-11-1${day}T12:00:00Z; done
	night -q -a 2026-11-1${day}T12:00:00Z >/dev/null
done
sed -i 1q due.csv
for i in 1 2 3 4 5 6 7; do due last 5$i e$i; done
run night -q --brake 3x
night -q --brake 4x | brief | wc -l >got.out
out <<-END
	7
END
err <<-END
	schedule-sends: --brake: last: 7 sends, more than 3.00 times 2.0, the median of its last runs
END
status 2
end

# --- disturbed ----------------------------------------------------------------

case_of "killed, out of disk, two at once, no reader: all is sent, once"
run python3 -B "$tests/ledger-kill.py" "$BIN" 3 120
sed -i 's/^\([0-9]*\) sends in \([0-9]*\) nights.*/\2 nights/' got.out
out <<-END
	120 nights
END
end

finish
