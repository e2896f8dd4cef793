#!/bin/sh
# score-nps: what survey responses come to, and what follows from them.
# shellcheck source=tests/lib.sh
. "${0%/*}/lib.sh"

SENDLIST_AS_OF=2026-11-16
export SENDLIST_AS_OF

# voted SCORE:TIMES ...: survey records of strangers, in October.
voted() {
	echo responded_at,score,kind
	for pair; do
		i=0
		while [ $i -lt "${pair#*:}" ]; do
			i=$((i + 1))
			echo "2026-10-07,${pair%:*},"
		done
	done
}

case_of "reference: adjusted Wald's interval, and Wald's; one is missing of 32"
for counts in "10:70 7:20 2:10" "9:50 8:30 0:20" "9:350 8:400 6:250" 9:100 \
    "9:5 7:3 6:2" 7:10 "10:18 8:11 3:2 :1"; do
	# shellcheck disable=SC2086  # words
	voted $counts >surveys.csv
	for how in adjusted-wald wald; do
		score-nps --interval $how surveys.csv |
		    python3 "$tests/columns.py" n_read n blank score low high
	done
done >said
run cat said
out <<-END
	100|100|0|60.00|45.27|71.24
	100|100|0|60.00|47.00|73.00
	100|100|0|30.00|14.05|44.20
	100|100|0|30.00|14.69|45.31
	1000|1000|0|10.00|5.22|14.72
	1000|1000|0|10.00|5.24|14.76
	100|100|0|100.00|93.09|100.00
	100|100|0|100.00|100.00|100.00
	10|10|0|30.00|-19.05|65.20
	10|10|0|30.00|-18.41|78.41
	10|10|0|0.00|-18.47|18.47
	10|10|0|0.00|0.00|0.00
	32|31|1|51.61|25.51|68.61
	32|31|1|51.61|29.95|73.28
END
end

case_of "reference: percentages by Wilson"
for counts in "4:960 3:240" "5:8 2:2" "1:10" "5:10" "4:1" "5:250 4:150 3:100" "5:82 1:18"; do
	# shellcheck disable=SC2086  # words
	voted $counts >surveys.csv
	score-nps --kind csat surveys.csv | python3 "$tests/columns.py" kind n score low high
done >said
run cat said
out <<-END
	csat|1200|80.00|77.64|82.17
	csat|10|80.00|49.02|94.33
	csat|10|0.00|0.00|27.75
	csat|10|100.00|72.25|100.00
	csat|1|100.00|20.65|100.00
	csat|500|80.00|76.27|83.27
	csat|100|82.00|73.33|88.30
END
end

case_of "every count up to 30 answers, by the definitions"
run "$tests/opinion-check.py" "$BIN/../helper/opinion" 30
out <<-END
	16365 cases, 0 differ
END
end

case_of "what is a score, and what isn't"
given surveys.csv <<-END
	responded_at,score
	2026-10-07,9
	2026-10-07,5.0
	2026-10-07,10 
	2026-10-07,9.00
	2026-10-07, 
	2026-10-07,
	2026-10-07,11
	2026-10-07,-1
	2026-10-07,NaN
	2026-10-07,1e1
	2026-10-07,９
	2026-10-07,9.5
	2026-10-07,9.
	2026-10-07,satisfied
	2026-10-07,99999999999999999999
	soon,9
END
run score-nps surveys.csv
out <<-END
	kind,group,period,n_read,n,invalid,blank,promoters,passives,detractors,score,low,high
	nps,,,16,4,10,2,3,0,1,50.00,-33.59,90.73
END
err <<-END
	score-nps: surveys.csv:8: score: '11': not a score of nps (want 0 to 10)
	score-nps: surveys.csv:9: score: '-1': not a score of nps (want 0 to 10)
	score-nps: surveys.csv:10: score: 'NaN': not a score of nps (want 0 to 10)
	score-nps: surveys.csv:11: score: '1e1': not a score of nps (want 0 to 10)
	score-nps: surveys.csv:12: score: '９': not a score of nps (want 0 to 10)
	score-nps: surveys.csv:13: score: '9.5': not a score of nps (want 0 to 10)
	score-nps: surveys.csv:14: score: '9.': not a score of nps (want 0 to 10)
	score-nps: surveys.csv:15: score: 'satisfied': not a score of nps (want 0 to 10; --kind csat?)
	score-nps: surveys.csv:16: score: '99999999999999999999': not a score of nps (want 0 to 10)
	score-nps: surveys.csv:17: responded_at: 'soon': not a time (want such as 2026-11-23T08:41:00Z, or a date)
END
status 1
end

case_of "kinds have scales and words of their own, and of the user's"
given surveys.csv <<-END
	responded_at,score,kind
	2026-10-07,Very Satisfied,csat
	2026-10-07,somewhat dissatisfied,csat
	2026-10-07,neutral,csat
	2026-10-07,Sehr zufrieden,csat
	2026-10-07,0,csat
	2026-10-07,6,csat
	2026-10-07,neutral,ces
	2026-10-07,7,ces
	2026-10-07,somewhat disagree,ces
	2026-10-07,very satisfied,ces
	2026-10-07,5,review
	2026-10-07,2,review
	2026-10-07,4,chat
	2026-10-07,9,
	2026-10-07,9,mood
	2026-10-07,N/A,chat
END
run score-nps --label "sehr zufrieden=5" --label n/a= surveys.csv
show kind n_read n invalid promoters passives detractors
out <<-END
	nps|1|1|0|1|0|0
	csat|6|4|2|2|1|1
	ces|4|3|1|1|1|1
	review|2|2|0|1|0|1
	chat|2|1|0|1|0|0
END
err <<-END
	score-nps: surveys.csv:6: score: '0': not a score of csat (want 1 to 5, or a label)
	score-nps: surveys.csv:7: score: '6': not a score of csat (want 1 to 5, or a label)
	score-nps: surveys.csv:11: score: 'very satisfied': not a score of ces (want 1 to 7, or a label)
	score-nps: surveys.csv:16: kind: 'mood': want nps, csat, ces, review or chat
END
status 1
end

case_of "nobody answered: no score, and not 0"
voted :3 11:2 >surveys.csv
run score-nps -q surveys.csv
{
	voted >none.csv
	score-nps none.csv
	voted 9:1 >some.csv
	score-nps -q --kind csat some.csv
} 2>>got.err
err <<-END
	score-nps: nobody answered: 5 read, 3 blank, 2 invalid
	score-nps: nobody answered: 0 read, 0 blank, 0 invalid
	score-nps: nobody answered of kind csat: 1 read, 0 blank, 1 invalid
END
status 2
end

case_of "groups and periods are sorted, whatever the order of rows; days are the shop's"
given surveys.csv <<-END
	responded_at,score,channel
	2026-11-01T03:00:00Z,9,web
	2026-01-01,3,web
	2026-10-07,10,email
	2026-10-31T23:00:00Z,,web
	2026-10-07,8,email
END
for period in day week month quarter year; do
	score-nps --tz America/New_York --by channel --period $period surveys.csv |
	    python3 "$tests/columns.py" group period n_read score
done >said
{ head -n 1 surveys.csv; sed 1d surveys.csv | tac; } |
    score-nps --tz America/New_York --by channel --period year |
    python3 "$tests/columns.py" group period n_read score >>said
run cat said
out <<-END
	email|2026-10-07|2|50.00
	web|2026-01-01|1|-100.00
	web|2026-10-31|2|100.00
	email|2026-W41|2|50.00
	web|2026-W01|1|-100.00
	web|2026-W44|2|100.00
	email|2026-10|2|50.00
	web|2026-01|1|-100.00
	web|2026-10|2|100.00
	email|2026-Q4|2|50.00
	web|2026-Q1|1|-100.00
	web|2026-Q4|2|100.00
	email|2026|2|50.00
	web|2026|3|0.00
	email|2026|2|50.00
	web|2026|3|0.00
END
end

case_of "--latest: a person's last answer, of equal times the worst"
given surveys.csv <<-END
	responded_at,customer_id,email,score,kind
	2026-10-01,1,ada@example.com,2,nps
	2026-10-09,1,,10,nps
	2026-10-02,,ADA@example.com,3,nps
	2026-10-09,2,bo@example.com,9,nps
	2026-10-09,2,bo@example.com,7,nps
	2026-10-10,2,bo@example.com,,nps
	2026-10-09,2,bo@example.com,1,csat
	2026-10-01,,,0,nps
	2026-10-01,,,0,nps
	2026-10-01,3,no address,0,nps
END
run score-nps --latest surveys.csv
show kind n_read n invalid blank promoters passives detractors
out <<-END
	nps|6|5|0|1|1|1|3
	csat|1|1|0|0|0|0|1
END
err <<-END
	score-nps: set aside: 3 earlier response of the person
END
end

case_of "--latest: equal answers of one time, whatever the order of rows"
printf '%s\n' responded_at,customer_id,score,channel 2026-10-09,1,10,web 2026-10-09,1,10,mail >a.csv
printf '%s\n' responded_at,customer_id,score,channel 2026-10-09,1,10,mail 2026-10-09,1,10,web >b.csv
run score-nps -q --latest --by channel a.csv
as=$(cat got.out)
score-nps -q --latest --by channel b.csv >>got.out
out <<-END
	$as
	$as
END
end

case_of "two samples, of time or of files, and whether they differ"
given surveys.csv <<-END
	responded_at,score,kind
	$(voted 9:40 7:10 3:20 | sed 1d)
	$(voted 9:60 7:10 3:5 | sed '1d; s/10-07/10-08/')
	$(voted 5:8 1:2 | sed '1d; s/$/csat/')
	$(voted 5:9 1:1 | sed '1d; s/10-07/10-08/; s/$/csat/')
END
run score-nps --since 2026-10-08 surveys.csv
show kind period n score low high excludes_zero
voted 9:40 7:10 3:20 >old.csv
voted 9:60 7:10 3:5 >new.csv
score-nps --versus new.csv old.csv | python3 "$tests/columns.py" period n score low high excludes_zero >>got.out
score-nps --interval wald --shares --versus old.csv new.csv | tail -n 1 >>got.out
out <<-END
	nps|before|70|28.57|7.30|47.49|
	nps|since|75|73.33|57.28|83.74|
	nps|difference||44.76|19.06|67.17|yes
	csat|before|10|80.00|49.02|94.33|
	csat|since|10|90.00|59.58|98.21|
	csat|difference||10.00|-23.62|42.05|no
	operands|70|28.57|7.30|47.49|
	versus|75|73.33|57.28|83.74|
	difference||44.76|19.06|67.17|yes
	nps,,difference,,,,,,,,-44.76,-69.13,-20.39,,,,,,,,,,yes
END
end

case_of "one sample alone: no difference, and it is said"
voted 9:3 3:1 >surveys.csv
run score-nps --since 2027-01-01 surveys.csv
show period n
score-nps --since 2020-01-01 surveys.csv 2>>got.err | python3 "$tests/columns.py" period n >>got.out
out <<-END
	before|4
	since|4
END
err <<-END
	score-nps: nps: no difference, for one sample has no answers
	score-nps: nps: no difference, for one sample has no answers
END
end

case_of "--shares, by Wilson; --responses, with their class"
voted 9:8 7:1 3:1 :1 11:1 >surveys.csv
run score-nps -q --shares surveys.csv
show promoter_share promoter_low promoter_high passive_share detractor_share detractor_high
score-nps --responses surveys.csv >responses 2>>got.err
sort responses | uniq -c | sed 's/^ *//' >>got.out
printf 'responded_at,score,kind\n2026-10-07,2,review\n2026-10-07,neutral,ces\n' |
    score-nps --responses | sed 1d >>got.out
out <<-END
	80.00|49.02|94.33|10.00|10.00|40.42
	1 2026-10-07,,,
	1 2026-10-07,3,,detractor
	1 2026-10-07,7,,passive
	8 2026-10-07,9,,promoter
	1 responded_at,score,kind,class
	2026-10-07,2,review,dissatisfied
	2026-10-07,neutral,ces,neutral
END
err <<-END
	score-nps: surveys.csv:13: score: '11': not a score of nps (want 0 to 10)
END
status 1
end

case_of "--plot: bars of each period's shares, a chart for each kind"
run score-nps -q --period month --plot p.svg -o report.csv "$samples/score-nps.csv"
python3 -c '
import xml.etree.ElementTree as tree
ns = "{http://www.w3.org/2000/svg}"
top = tree.parse("p.svg").getroot()
print([t.text for t in top.iter(ns + "text") if t.get("font-weight") == "bold"])
bars = [r for r in top.iter(ns + "rect") if r.find(ns + "title") is not None]
print([r.find(ns + "title").text for r in bars])
print(round(sum(float(r.get("height")) for r in bars) / 4 / 264, 2))' >got.out
out <<-END
	['nps', 'review']
	['66.6667', '33.3333', '0', '50', '25', '25', '50', '0', '50', '50', '0', '50']
	1.0
END
end

# --- what follows -------------------------------------------------------------

case_of "--triggers: the worst and newest first, with what they said; passives nothing"
run score-nps --triggers "$samples/score-nps.csv"
show flow customer_id trigger_id triggered_at email reason item data
out <<-'END'
	recovery|1009|review/J_2|2026-11-11T00:00:00Z|ida@example.com|dissatisfied, review 2 on 2026-11-10|MUG|{"survey":"review","score":2,"comment":"Cracked","order_id":"2015","sku":"MUG"}
	recovery|1002|nps/R_08|2026-11-03T19:22:41Z|bo@example.com|detractor, nps 3 on 2026-11-03|2012|{"survey":"nps","score":3,"comment":"It came late\nand wet","order_id":"2012"}
END
err <<-END
	score-nps: nobody is asked for a referral or a review: --customers tells who is active
	score-nps: 2 in recovery, 0 who may be asked for more
	score-nps: set aside: 1 no answer, 6 too long ago
END
end

# answers ROW ...: of nps, with a person and without an id.
answers() {
	echo responded_at,customer_id,email,score
	printf '%s\n' "$@"
}

case_of "a promoter who is active is asked; who isn't, or was displeased since, isn't"
answers 2026-11-01,1,ada@example.com,10 2026-11-02,2,bo@example.com,10 \
    2026-11-03,3,cy@example.com,10 2026-11-04,,CY@example.com,2 \
    2026-11-05,4,,2 2026-11-06,4,,9 2026-09-05,5,,10 2026-11-05,,,1 \
    2026-11-07T10:00:00Z,6,,10 >surveys.csv
printf '%s\n' customer_id,email,churn 1,,active 2,,churned 3,,active 4,,active \
    5,,active 6,,active >customers.csv
run score-nps --triggers --customers customers.csv surveys.csv
show flow customer_id trigger_id reason
out <<-END
	recovery|4|nps/4/2026-11-05|detractor, nps 2 on 2026-11-05
	recovery|3|nps/cy@example.com/2026-11-04|detractor, nps 2 on 2026-11-04
	referral|6|6/2026-Q4|promoter, nps 10 on 2026-11-07, and active
	review|6|response/nps/6/2026-11-07T10:00:00Z|promoter, nps 10 on 2026-11-07, and active
	referral|1|1/2026-Q4|promoter, nps 10 on 2026-11-01, and active
	review|1|response/nps/1/2026-11-01|promoter, nps 10 on 2026-11-01, and active
END
err <<-END
	score-nps: 2 in recovery, 2 who may be asked for more
	score-nps: set aside: 1 no identity, 1 too long ago
END
end

case_of "who is asked goes by the name that the customers' table has"
answers 2026-11-01,,ada@example.com,10 2026-11-02,2,bo@example.com,10 >surveys.csv
printf '%s\n' customer_id,email,churn 1,Ada@example.com,active \
    7,bo@example.com,churned 3,bo@example.com,active >customers.csv
run score-nps -q --triggers --customers customers.csv surveys.csv
show flow customer_id trigger_id
out <<-END
	referral|3|3/2026-Q4
	review|3|response/nps/2/2026-11-02
	referral|1|1/2026-Q4
	review|1|response/nps/ada@example.com/2026-11-01
END
end

case_of "who is active is said in words of ours"
answers 2026-11-01,1,,10 2026-11-02,2,,10 2026-11-03,3,,10 >surveys.csv
printf '%s\n' customer_id,is_active 1,yes 2,TRUE 3,no >customers.csv
run score-nps --triggers --customers customers.csv surveys.csv
show flow customer_id
echo customer_id,active >customers.csv
score-nps --triggers --customers customers.csv surveys.csv 2>>got.err >/dev/null
out <<-END
	referral|1
	review|1
END
err <<-END
	score-nps: customers.csv:3: is_active: 'TRUE': want yes or no
	score-nps: 0 in recovery, 1 who may be asked for more
	score-nps: customers.csv:1: no column 'churn' or 'is_active': churn-flag FILE > customers.csv
END
status 1
end

case_of "resolved, it is over: no recovery, no suppression; and after 30 days"
answers 2026-11-01,1,ada@example.com,2 2026-11-02,2,bo@example.com,2 \
    2026-10-18,3,,2 2026-10-16,4,,2 >surveys.csv
printf '%s\n' event_at,event,customer_id,email \
    2026-11-03T09:00:00Z,resolved,,ada@example.com \
    2026-11-01T09:00:00Z,resolved,2, >events.csv
run score-nps -q --triggers --events events.csv --suppress out.csv surveys.csv
show flow customer_id
cat out.csv >>got.out
out <<-END
	recovery|2
	recovery|3
	email,phone,customer_id,email_sha256,phone_sha256,channel,class,reason,from,until
	bo@example.com,,2,,,,marketing,recovery,2026-11-02,2026-12-02
	,,3,,,,marketing,recovery,2026-10-18,2026-11-17
END
end

case_of "of two equal answers one stands, whatever the order of rows; a day's resolved"
printf '%s\n' responded_at,customer_id,score,kind,response_id \
    2026-11-10,1,1,review,r1 2026-11-10,1,1,review,r2 2026-11-10T09:00:00Z,2,1,nps,r3 >a.csv
{ head -n 1 a.csv; sed 1d a.csv | tac; } >b.csv
printf '%s\n' event_at,event,customer_id 2026-11-10,resolved,2 >events.csv
run score-nps -q --triggers --events events.csv a.csv
score-nps -q --triggers --events events.csv b.csv >>got.out
show trigger_id
out <<-END
	review/r1
	trigger_id
	review/r1
END
end

case_of "a trigger's id stays, whatever else comes to be known of the person"
answers 2026-11-10,,ada@example.com,1 >surveys.csv
run score-nps -q --triggers surveys.csv
show customer_id trigger_id
answers 2026-11-10,,ada@example.com,1 2026-11-12,7,ada@example.com,8 >surveys.csv
score-nps -q --triggers surveys.csv |
    python3 "$tests/columns.py" customer_id trigger_id >>got.out
out <<-END
	ada@example.com|nps/ada@example.com/2026-11-10
	7|nps/ada@example.com/2026-11-10
END
end

case_of "trouble leaves the files beside the output alone"
answers 2026-11-10,1,,1 2026-11-10,2,,11 >surveys.csv
echo old >waiting.csv
echo old >p.svg
run score-nps -q --triggers --max-rejects 0 --suppress waiting.csv -o t.csv surveys.csv
first=$got_status
run score-nps -q --period month --plot p.svg --max-rejects 0 -o r.csv surveys.csv
cat waiting.csv p.svg >got.out
ls t.csv r.csv >>got.out 2>/dev/null
echo "$first" >>got.out
out <<-END
	old
	old
	2
END
err <<-END
	score-nps: 1 of 2 rows rejected (--max-rejects 0)
END
status 2
end

case_of "in recovery promotions wait, and the answer to them doesn't"
answers 2026-11-14T10:00:00Z,1,ada@example.com,2 >surveys.csv
score-nps -q --triggers --suppress waiting.csv surveys.csv >recovery.csv
sed '1d; s/^recovery/offer/; s,1/2026,x/2026,' recovery.csv >offer.csv
cat offer.csv >>recovery.csv
printf '%s\n' customer_id,email,email_consent 1,ada@example.com,explicit >customers.csv
run schedule-sends -q -a 2026-11-14T12:00:00Z --customers customers.csv \
    --suppress waiting.csv --denied denied.csv recovery.csv
show action flow step send_at
python3 "$tests/columns.py" flow step code <denied.csv >>got.out
out <<-END
	send|recovery|apology|2026-11-14T12:00:00Z
	offer|offer|suppressed
END
end

case_of "from an export to the pocket of who is displeased"
import-surveys -q "$samples/import-surveys.csv" >surveys.csv
printf '%s\n' order_id,customer_id,ordered_at,status,currency,total,email \
    1,1,2026-10-01,paid,EUR,10,bo@example.com \
    2,2,2026-10-01,paid,EUR,10,dora@example.com \
    3,3,2026-10-01,paid,EUR,10,cy@example.com >orders.csv
run segment -q --pockets --surveys surveys.csv orders.csv
show customer_id is_negative_experience pocket_reason
out <<-END
	1|yes|nps 3 on 2026-11-03
	2|no|one order day, new for 46 d, lapse 90 d
	3|no|one order day, new for 46 d, lapse 90 d
END
end

case_of "options that don't go together"
run score-nps --responses --triggers
{
	score-nps --suppress x.csv
	score-nps --triggers --by kind
	score-nps --since 2026-01-01 --period month
	score-nps --plot p.svg
	score-nps --label zufrieden
	score-nps --within 12m
} 2>>got.err
sed -i /try/d got.err
err <<-END
	score-nps: --responses and --triggers: want one of them
	score-nps: --customers, --events, --suppress and --within go with --triggers
	score-nps: --by, --period, --latest, --since, --versus, --interval, --shares and --plot are of the report
	score-nps: --since, --versus and --period: want one of them
	score-nps: --plot goes with --period
	score-nps: --label: 'zufrieden': not a label (want such as 'sehr zufrieden=5', or 'n/a=')
	score-nps: --within: '12m': less than days (want such as 90d, 12w, 6mo or 1y; m are minutes)
END
status 2
end

finish
