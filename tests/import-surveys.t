#!/bin/sh
# What survey tools export, and what becomes of it.
# shellcheck source=tests/lib.sh
. "${0%/*}/lib.sh"

# qualtrics ROW ...: an export in Denver, of an NPS question and why.
qualtrics() {
	zone='""timeZone"":""America/Denver""'
	echo StartDate,EndDate,Status,RecordedDate,ResponseId,RecipientEmail,ExternalReference,DistributionChannel,Q1_NPS_GROUP,Q1,Q2
	echo 'Start Date,End Date,Response Type,Recorded Date,Response ID,Recipient Email,External Data Reference,Distribution Channel,"How likely are you to recommend
us? - Group",How likely are you to recommend us?,Why?'
	echo "\"{\"\"ImportId\"\":\"\"startDate\"\",$zone}\",\"{\"\"ImportId\"\":\"\"endDate\"\",$zone}\",\"{\"\"ImportId\"\":\"\"status\"\"}\",\"{\"\"ImportId\"\":\"\"recordedDate\"\",$zone}\",b,c,d,e,f,g,h"
	printf '%s\n' "$@"
}

case_of "qualtrics: three header rows, the zone of the third; no previews"
qualtrics '2026-02-21 03:50:10,2026-02-21 03:58:10,IP Address,2026-02-21 03:58:11,R_1,Ada@Example.com,1001,email,Detractor,3,"Late, and wet"' \
    '2026-02-21 04:50:10,2026-02-21 04:58:10,Survey Preview,2026-02-21 04:58:11,R_2,,,preview,Promoter,10,test' \
    '2026-02-21 04:50:10,2026-02-21 04:58:10,1,2026-02-21 04:58:11,R_2,,,preview,Promoter,10,test' \
    '2026-02-21 04:50:10,2026-02-21 04:58:10,Spam,2026-02-21 04:58:11,R_2,,,preview,Promoter,10,test' \
    '2026-07-21 05:50:10,2026-07-21 05:58:10,IP Address,2026-07-21 05:58:11,R_3,bo,1002,email,,,' >q.csv
run import-surveys --comment-column Q2 q.csv
out <<-END
	responded_at,customer_id,email,score,kind,comment,order_id,sku,channel,response_id
	2026-02-21T10:58:11Z,1001,ada@example.com,3,nps,"Late, and wet",,,email,R_1
	2026-07-21T11:58:11Z,1002,,,nps,,,,email,R_3
END
err <<-END
	import-surveys: the score is that of 'Q1'
	import-surveys: 1 response has an e-mail that can't be written to: left blank
	import-surveys: set aside: 3 preview, test or spam
END
end

case_of "qualtrics: a file joined by cat brings its header rows, and its zone"
qualtrics '2026-02-21 03:50:10,2026-02-21 03:58:10,IP Address,2026-02-21 03:58:11,R_1,,,email,Detractor,3,' >a.csv
qualtrics '2026-02-21 03:50:10,2026-02-21 03:58:10,IP Address,2026-02-21 03:58:11,R_2,,,email,Detractor,4,' |
    sed 's/Denver/New_York/g' >b.csv
cat a.csv b.csv a.csv >all.csv
run import-surveys -q all.csv
cp got.out one
run import-surveys a.csv b.csv
show responded_at response_id
cmp one got.out >/dev/null 2>&1 || sed 1d one | cut -d, -f1,10 >>got.out
out <<-END
	2026-02-21T10:58:11Z|R_1
	2026-02-21T08:58:11Z|R_2
	2026-02-21T10:58:11Z,R_1
	2026-02-21T08:58:11Z,R_2
END
err <<-END
	import-surveys: the score is that of 'Q1'
END
end

case_of "qualtrics, of another question; a zone that is none"
qualtrics '2026-02-21 03:50:10,2026-02-21 03:58:10,IP Address,2026-02-21 03:58:11,R_1,,,email,Detractor,3,8' >q.csv
run import-surveys --score-column Q2 q.csv
show score
sed 's/Denver/Nowhere/g' q.csv >n.csv
import-surveys --score-column Q2 n.csv 2>>got.err >>got.out
out <<-END
	8
END
err <<-END
	import-surveys: n.csv: header row 3: timeZone: 'America/Nowhere': no such time zone (want a name such as Europe/Berlin)
END
end

case_of "header rows that somebody took away, and a hint at the import"
qualtrics '2026-02-21 03:50:10,2026-02-21 03:58:10,IP Address,2026-02-21 03:58:11,R_1,,,email,Detractor,3,8' \
    '2026-02-21 03:50:10,2026-02-21 03:58:10,IP Address,2026-02-21 03:58:11,R_2,,,email,Detractor,3,8' |
    sed 2,4d >q.csv
run import-surveys q.csv
{
	import-surveys --header-rows 1 --tz UTC q.csv | cut -d, -f10
	score-nps q.csv
} >>got.out 2>>got.err
out <<-END
	response_id
	R_1
	R_2
END
err <<-END
	import-surveys: q.csv:1: header row 2 of 3 is a response (--header-rows 1?)
	import-surveys: the score is that of 'Q1'
	score-nps: q.csv:1: looks like qualtrics: import-surveys FILE | score-nps
END
status 2
end

case_of "header rows that were taken from the second file alone"
qualtrics '2026-02-21 03:50:10,2026-02-21 03:58:10,IP Address,2026-02-21 03:58:11,R_1,,,email,Detractor,3,8' >a.csv
{
	head -n 1 a.csv
	for id in 2 3 4; do
		echo "2026-02-21 03:50:10,2026-02-21 03:58:10,IP Address,2026-02-21 03:58:11,R_$id,,,email,Detractor,3,8"
	done
} >b.csv
run import-surveys -q -o both.csv a.csv b.csv
err <<-END
	import-surveys: b.csv:4: header row 2 of 3 is a response (--header-rows 1?)
END
status 2
end

case_of "surveymonkey: two header rows, American times of the account's zone"
given s.csv <<-'END'
	Respondent ID,Collector ID,Start Date,End Date,IP Address,Email Address,First Name,Last Name,Custom Data 1,How likely is it that you would recommend us to a friend?,What do you use?,,
	,,,,,,,,,Response,Tea,Coffee,Other (please specify)
	118,4,02/03/2026 11:58:00 PM,02/04/2026 12:01:30 AM,,Ada@example.com,,,1001,9,Tea,,
	119,4,07/03/2026 01:58:00 PM,07/03/2026 02:01:30 PM,,,,,,,,Coffee,"Cocoa, hot"
END
run import-surveys --tz Europe/Berlin s.csv
show responded_at customer_id email score kind response_id
out <<-END
	2026-02-03T23:01:30Z|1001|ada@example.com|9|nps|118
	2026-07-03T12:01:30Z||||nps|119
END
err <<-END
	import-surveys: the score is that of 'How likely is it that you would recommend us to a friend?'
END
end

case_of "typeform: questions as columns, times of UTC, partial ones told by their last"
run import-surveys --comment-column "Why, in a word?" "$samples/import-surveys.csv"
show responded_at email score comment order_id response_id
out <<-'END'
	2026-11-02T08:04:02Z|ada@example.com|9|Quick, and kind|1001|hefupfubphvacf8sv12ch63v
	2026-11-03T19:22:41Z|bo@example.com|3|It came late
	and wet|1002|0y8dk1m2vq3t4b5n6m7k8j9h
	2026-11-04T09:01:10Z|cy@example.com|||1003|1z8dk1m2vq3t4b5n6m7k8j9h
	2026-11-05T10:00:45Z||7||1004|2z8dk1m2vq3t4b5n6m7k8j9h
	2026-11-06T21:15:30Z|dora@example.com|10|Tee, sehr gut: größer bestellt|1005|3z8dk1m2vq3t4b5n6m7k8j9h
END
err <<-END
	import-surveys: the score is that of 'How likely are you to recommend Ada's Teas to a friend?'
END
end

case_of "two stores that number alike; an answer that was changed"
given a.csv <<-END
	responded_at,score,response_id,email
	2026-10-09,9,1,
END
sed s/,9,/,2,/ a.csv >b.csv
{
	import-surveys --store de a.csv
	import-surveys --store at b.csv
	import-surveys a.csv b.csv
} >all 2>said
run cut -d, -f1,4,10 all
cp said got.err
out <<-END
	responded_at,score,response_id
	2026-10-09,9,de:1
	responded_at,score,response_id
	2026-10-09,2,at:1
	responded_at,score,response_id
	2026-10-09,9,1
END
err <<-END
	import-surveys: 1 response comes again and says otherwise: the first stands
	import-surveys: set aside: 1 response again
END
end

case_of "judge.me: stars are reviews; spam is none"
given j.csv <<-'END'
	title,body,rating,review_date,source,curated,reviewer_name,reviewer_email,product_id,product_handle,reply,reply_date,picture_urls,ip_address,location
	Top,"Très bonne qualité, rapide.",5,2025-03-02 10:12:00 UTC,web,ok,Camille,c@x.example,7012345678,creme-visage,,,,,
	Buy,pills,5,2025-03-02 10:13:00 UTC,web,spam,X,x@x.example,7012345678,creme-visage,,,,,
END
run import-surveys j.csv
show responded_at email score kind comment sku
out <<-END
	2025-03-02T10:12:00Z|c@x.example|5|review|Très bonne qualité, rapide.|creme-visage
END
err <<-END
	import-surveys: set aside: 1 preview, test or spam
END
end

case_of "an export that no map knows, by columns; rows above its header; --header-rows"
given own.csv <<-END
	Chat ratings of November
	when,mail,stars,said
	When?,Who?,How good?,
	02.11.2026 09:00,Ada@example.com,sehr zufrieden,ja
	03.11.2026 09:00,,,
END
run import-surveys --time-column when --email-column mail --score-column stars \
    --comment-column said --header-rows 2 --kind chat --time dmy --tz Europe/Berlin own.csv
out <<-END
	responded_at,customer_id,email,score,kind,comment,order_id,sku,channel,response_id
	2026-11-02T08:00:00Z,,ada@example.com,sehr zufrieden,chat,ja,,,,
	2026-11-03T08:00:00Z,,,,chat,,,,,
END
err <<-END
	import-surveys: set aside: 1 row above the header
END
end

case_of "what is asked for but isn't there"
given own.csv <<-END
	when,mail,stars
	2026-11-02,ada@example.com,5
END
run import-surveys own.csv
{
	import-surveys --score-column stars own.csv
	import-surveys --score-column sterne --time-column when own.csv
	sed 's/recommend/praise/g' "$samples/import-surveys.csv" | import-surveys
	sed '1s/Why, in/How likely would you recommend/' "$samples/import-surveys.csv" |
	    import-surveys
	import-surveys --email-column mail <"$samples/import-surveys.csv"
	import-surveys --from shopify own.csv
} 2>>got.err
err <<-END
	import-surveys: own.csv:1: no map knows these columns (see --list; --score-column and --time-column tell them; --map reads one of yours: sendlist-maps(5))
	import-surveys: map plain-surveys: no column 'responded_at' for responded_at (--time-column HEADER?)
	import-surveys: own.csv:1: no column 'sterne'
	import-surveys: no question asks for a score: --score-column HEADER names the one
	import-surveys: several questions ask for a score: --score-column HEADER names the one
	import-surveys: <stdin>:1: no column 'mail'
	import-surveys: --from: 'shopify': no such map (there are judgeme, plain-surveys, qualtrics, surveymonkey, typeform)
	import-surveys: try 'import-surveys --help'
END
status 2
end

case_of "Windows-1252 is refused whole, with what mends it"
iconv -f UTF-8 -t WINDOWS-1252 "$samples/import-surveys.csv" >w.csv
run import-surveys -q w.csv
iconv -f WINDOWS-1252 -t UTF-8 w.csv | import-surveys -q | wc -l >>got.out
out <<-END
	6
END
err <<-END
	import-surveys: w.csv:7: not UTF-8, but Windows-1252 by its looks: iconv -f WINDOWS-1252 -t UTF-8 FILE | import-surveys
END
status 2
end

case_of "a response that comes again; a time and a kind that are none"
given a.csv <<-END
	responded_at,email,score,kind,response_id
	2026-11-02,ada@example.com,9,nps,1
	2026-11-02,ada@example.com,9,nps,1
	2026-11-02,bo@example.com,5,stars,
	2026-11-02,bo@example.com,5,stars,
	soon,cy@example.com,5,nps,
	2026-11-02,cy@example.com,5,mood,
END
cp a.csv b.csv
run import-surveys a.csv b.csv
show email score kind response_id
sed -i '/^import.*a.csv/!{/b.csv/d}' got.err
out <<-END
	ada@example.com|9|nps|1
	bo@example.com|5|review|
	bo@example.com|5|review|
END
err <<-END
	import-surveys: a.csv:6: responded_at: 'soon': not a time (want such as 2026-11-23 08:41:00 +0200)
	import-surveys: a.csv:7: kind: 'mood': not a kind of survey (want nps, csat, ces, review or chat)
	import-surveys: set aside: 5 response again
END
status 1
end

finish
