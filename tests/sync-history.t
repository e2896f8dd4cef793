#!/bin/sh
# sync-history: a ledger to files and back, whole.
# shellcheck source=tests/lib.sh
. "${0%/*}/lib.sh"

SENDLIST_AS_OF=2026-11-20
export SENDLIST_AS_OF

# Three nights: sent and confirmed, with held ones and retracts, and one that
# wasn't printed.
shop() {
	given flows.json <<-'END'
		{ "gap": { "email": null }, "holdout": { "percent": 30, "salt": "s" },
		"flows": { "a": { "exit": ["purchase"], "reentry": "always",
		"variants": { "salt": "v", "share": { "A": 1, "B": 1 } }, "steps": [
		{ "channel": "email", "template": "a1", "tags": ["x", "y"] },
		{ "channel": "sms", "template": "a2", "after": "20h" },
		{ "channel": "push", "template": "a3" , "after": "1h" } ] } } }
	END
	echo flow,customer_id,trigger_id,triggered_at,since_at,expires_at,email,phone,push_token,reason,data,email_consent,sms_consent,push_consent,country >due.csv
	for i in 1 2 3 4 5 6; do
		echo "a,$i,t$i,2026-11-16,2026-11-10,2026-12-01,C$i@Example.com,+4420794601$i$i,tok$i,\"a, \"\"b\"\"\",\"{\"\"k\"\":$i}\",explicit,explicit,explicit,GB"
	done >>due.csv
	night 2026-11-17T00:00:00Z >/dev/null
	record-results --ledger shop.db --confirm 1 >/dev/null
	printf 'event_at,event,customer_id\n2026-11-17T01:00:00Z,purchase,1\n2026-11-17T01:00:00Z,purchase,2\n2026-11-17T01:00:00Z,purchase,3\n2026-11-17T01:00:00Z,purchase,4\n' >e.csv
	night 2026-11-17T02:00:00Z --events e.csv >/dev/null
	sed 's/,t/,u/' due.csv >more.csv
	mv more.csv due.csv
	night 2026-11-18T02:00:00Z >/dev/full 2>/dev/null
	given results.in <<-END
		event_at,event,send_id,customer_id,email,phone,channel
		2026-11-16T12:00:01Z,sent,$(sqlite3 shop.db "SELECT send_id FROM sends WHERE action = 'send' LIMIT 1"),,,,
		2026-11-16,click,,1,c1@example.com,,
		2026-11-17T00:00:00Z,unsubscribe,,,,+442079460199,
		2026-11-17T00:00:00Z,complaint,,,c9@example.com,,
	END
	record-results -q --ledger shop.db results.in >/dev/null
}

night() {
	at=$1
	shift
	schedule-sends -q -a "$at" --horizon 3d --flows flows.json --ledger \
	    shop.db --retract retract.csv --held held.csv "$@" due.csv </dev/null
}

case_of "a ledger to files and back is the same, table by table"
shop
sync-history --ledger shop.db -o sends.csv
sync-history --ledger shop.db --results -o results.csv
sync-history -q --import --ledger again.db sends.csv >batches
record-results -q --ledger again.db results.csv >/dev/null
sqlite3 shop.db .dump >one
run sqlite3 again.db .dump
cp one want.out
end

case_of "by NDJSON too"
shop
sync-history -j --ledger shop.db -o sends.ndjson
sync-history -j --ledger shop.db --results -o results.ndjson
sync-history -q --import --ledger again.db sends.ndjson >/dev/null
record-results -q --ledger again.db results.ndjson >/dev/null
sqlite3 shop.db .dump >one
run sqlite3 again.db .dump
cp one want.out
end

case_of "it has sent, held and retracted, of all states"
shop
run sync-history --ledger shop.db
python3 "$tests/columns.py" action state <got.out | sort | uniq -c | sed 's/^ *//' >shown
mv shown got.out
out <<-END
	6 held|planned
	6 held|sent
	4 retract|offered
	12 send|planned
	12 send|sent
END
end

case_of "what it has decides as the ledger does"
shop
rm -f held.csv retract.csv
sync-history --ledger shop.db -o h.csv
schedule-sends -q -a 2026-11-18T03:00:00Z --flows flows.json --history h.csv \
    --denied one.csv due.csv >/dev/null
schedule-sends -q -a 2026-11-18T03:00:00Z --flows flows.json --ledger shop.db \
    --dry-run --denied two.csv due.csv >/dev/null
run sed 's/history shop.db:[0-9]*/history/' two.csv
sed 's/history h.csv:[0-9]*/history/' one.csv >want.out
end

case_of "a history becomes a ledger, and is brought up to date"
shop
sync-history --ledger shop.db | python3 -c 'import csv, sys
csv.writer(sys.stdout, lineterminator="\n").writerows(
    row[:18] for row in csv.reader(sys.stdin))' >h.csv
head -n 20 h.csv | sync-history -q --import --ledger again.db >one
run sync-history --import --ledger again.db h.csv
sync-history --import --ledger again.db h.csv >>got.out 2>>got.err
sync-history --ledger again.db | cut -d, -f1 >ids
cut -d, -f1 h.csv | cmp - ids
out <<-END
	batch,decided_at,state,sends,held,retracted,reported
	3,2026-11-17T02:00:00Z,sent,0,0,3,0
	4,2026-11-18T02:00:00Z,sent,12,6,0,0
	batch,decided_at,state,sends,held,retracted,reported
END
err <<-END
	sync-history: 19 were there already
	sync-history: 40 were there already
END
end

case_of "rows that aren't in the order of time; of one run twice"
shop
sync-history --ledger shop.db >h.csv
{ head -n 1 h.csv; sed 1d h.csv | tac; } >back.csv
run sync-history -q --import --ledger again.db back.csv
sqlite3 again.db 'SELECT count(*) FROM send' >>got.out
{ cat h.csv; tail -n 1 h.csv; } >twice.csv
sync-history --import --ledger again.db twice.csv 2>&1 >/dev/null |
    sed "s/'[0-9a-f]*'/'ID'/" >>got.err
out <<-END
	0
END
err <<-END
	sync-history: rows of an earlier decided_at behind those of a later one (want them sorted by it)
	sync-history: twice.csv:42: send_id: 'ID': twice in one run
END
status 2
end

case_of "sends that are older than the ledger"
shop
sync-history --ledger shop.db | head -n 5 | sed 's/2026-11-17T00:00:00Z,2026-1/2026-11-16T00:00:00Z,2026-1/' >h.csv
run sync-history -q --import --ledger shop.db h.csv
err <<-END
	sync-history: shop.db: batch 3 was decided at 2026-11-18T02:00:00Z, later than as-of 2026-11-16T00:00:00Z (want a later --as-of, or --dry-run to look back)
END
status 2
end

case_of "options that don't go together"
run sync-history
{
	sync-history --ledger a.db b.csv
	sync-history --ledger a.db --import --results
	sync-history --ledger a.db
} 2>>got.err
err <<-END
	sync-history: no ledger (want --ledger FILE)
	sync-history: try 'sync-history --help'
	sync-history: b.csv: sends are read by --import alone
	sync-history: try 'sync-history --help'
	sync-history: --import and --results: want one of them (record-results reads results)
	sync-history: try 'sync-history --help'
	sync-history: a.db: No such file or directory
END
status 2
end

finish
