#!/bin/sh
# diff-sends: added, removed, moved, changed, and back again.
# shellcheck source=tests/lib.sh
. "${0%/*}/lib.sh"

SENDLIST_AS_OF=2026-11-16
export SENDLIST_AS_OF

# sends CUSTOMER@AT ...: a list of such sends, each of its customer's occasion.
sends() {
	echo send_id,action,send_at,channel,address,customer_id,flow,step,class,template,trigger_id,triggered_at,decided_at,expires_at,variant,tags,reason,data
	for s; do
		c=${s%@*}
		echo "$(printf 'a\037s\037t%s' "$c" | sha256sum | cut -c1-32),send,2026-11-${s#*@}:00:00Z,email,c$c@example.com,$c,a,s,marketing,s,t$c,2026-11-01,2026-11-16T00:00:00Z,,,,r,"
	done
}

# denied CUSTOMER CODE ...
denied() {
	echo customer_id,flow,step,channel,trigger_id,triggered_at,planned_at,decided_at,code,rule,observed,threshold
	while [ $# -gt 0 ]; do
		echo "$1,a,s,email,t$1,2026-11-01,,2026-11-16T00:00:00Z,$2,rule $2,seen,wanted"
		shift 2
	done
}

brief() { python3 "$tests/columns.py" change nth was_at differs code rule send_at customer_id; }

case_of "added, removed, moved, changed, and why"
sends 1@17T08 2@17T09 3@17T10 4@17T11 5@17T12 >old.csv
sends 6@17T07 1@17T08 3@17T09 4@17T11 7@17T13 | sed 's/c4@example.com/c4@other.example/' >new.csv
denied 2 cap 5 quiet 9 gap >no.csv
denied 6 no-consent >old-no.csv
run diff-sends --denied no.csv --old-denied old-no.csv old.csv new.csv
brief <got.out >shown
mv shown got.out
out <<-END
	added|1|||no-consent|rule no-consent|2026-11-17T07:00:00Z|6
	moved|3|2026-11-17T10:00:00Z||||2026-11-17T09:00:00Z|3
	changed|4|2026-11-17T11:00:00Z|address|||2026-11-17T11:00:00Z|4
	added|5|||||2026-11-17T13:00:00Z|7
	removed||||cap|rule cap|2026-11-17T09:00:00Z|2
	removed||||quiet|rule quiet|2026-11-17T12:00:00Z|5
END
end

case_of "--summary is one line"
sends 1@17T08 2@17T09 3@17T10 4@17T11 5@17T12 >old.csv
sends 6@17T07 1@17T08 3@17T09 4@17T11 7@17T13 >new.csv
denied 2 cap 5 quiet 9 gap 9 lost-to 8 no-consent >no.csv
run diff-sends --denied no.csv --summary old.csv new.csv
diff-sends --summary old.csv new.csv >>got.out
out <<-END
	+2 -2 ~1 sends, 2 people hit the cap, 1 in quiet hours
	+2 -2 ~1 sends
END
end

case_of "every column but send_at that differs is named"
sends 1@17T08 >old.csv
sed '2s/send,/held,/; 2s/email/sms/; 2s/c1@example.com/+1/; 2s/,1,a/,9,a/; 2s/marketing,s/transactional,z/; 2s/2026-11-01,2026-11-16T00:00:00Z,,,,r,/2026-11-02,2026-11-16T01:00:00Z,2026-12-01,A,tag,q,{}/' old.csv >new.csv
run diff-sends old.csv new.csv
brief <got.out | cut -d'|' -f1-4 >shown
mv shown got.out
out <<-END
	changed|1|2026-11-17T08:00:00Z|action channel address customer_id class template triggered_at decided_at expires_at variant tags reason data
END
end

case_of "--apply makes the new list, and the other way round, of any two lists"
n=0
while [ $n -lt 40 ]; do
	n=$((n + 1))
	for list in old new; do
		# shellcheck disable=SC2046  # words
		sends $(awk -v seed=$n$list 'BEGIN {
			for (i = 1; i <= length(seed); i++)
				s = s * 31 + index("onewld0123456789", substr(seed, i, 1))
			srand(s)
			for (c = 1; c <= 9; c++)
				if (rand() < .6)
					print c "@1" 7 + int(rand() * 2) "T0" int(rand() * 4)
		}') >$list.csv
		{ head -n 1 $list.csv; sed 1d $list.csv | LC_ALL=C sort -t, -k3,3 -k6,6; } >$list
	done
	diff-sends old new | diff-sends --apply old | cmp - new
	diff-sends -j old new >d.ndjson
	diff-sends --apply old d.ndjson | cmp - new
	diff-sends new old | diff-sends --apply new | cmp - old
	diff-sends old old | wc -l
done >said 2>&1
run sort -u said
out <<-END
	1
END
end

case_of "the difference of another list is refused"
sends 1@17T08 2@17T09 >old.csv
sends 1@17T09 3@17T09 >new.csv
sends 1@17T07 2@17T09 >other.csv
sends 1@17T08 3@17T09 >third.csv
diff-sends old.csv new.csv >d.csv
for list in other third; do
	diff-sends --apply $list.csv d.csv
done >said 2>&1
{ cat d.csv; tail -n 1 d.csv; } >twice.csv
diff-sends --apply old.csv twice.csv >>said 2>&1
run sed "s/'[0-9a-f]*'/'ID'/" said
out <<-END
	diff-sends: d.csv:2: send_id: 'ID': in the old list, but not so: this is the difference of another list
	diff-sends: d.csv:3: send_id: 'ID': in the old list, but not so: this is the difference of another list
	diff-sends: twice.csv:5: send_id: 'ID': in the old list, but not so: this is the difference of another list
END
end

case_of "a send twice in a list; a list that is none"
sends 1@17T08 1@17T08 >old.csv
sends 2@17T08 2@17T08 >new.csv
run diff-sends --summary old.csv new.csv
sed -i "s/'[0-9a-f]*'/'ID'/" got.err
diff-sends "$samples/segment.csv" new.csv 2>>got.err
out <<-END
	+1 -1 ~0 sends
END
err <<-END
	diff-sends: old.csv:3: send_id: 'ID': twice in the list
	diff-sends: new.csv:3: send_id: 'ID': twice in the list
	diff-sends: $samples/segment.csv:1: no column 'send_id'
END
status 1
end

case_of "options that don't go together"
run diff-sends --apply --summary a b
diff-sends --summary -o c a b 2>>got.err
err <<-END
	diff-sends: --apply: want no --summary, --denied or --old-denied
	diff-sends: try 'diff-sends --help'
	diff-sends: --summary is written to the standard output
	diff-sends: try 'diff-sends --help'
END
status 2
end

finish
