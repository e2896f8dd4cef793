#!/bin/sh
# export-audience: what platforms are given, and who isn't.
# shellcheck source=tests/lib.sh
. "${0%/*}/lib.sh"

SENDLIST_AS_OF=2026-11-16
export SENDLIST_AS_OF
platforms="generic klaviyo-events klaviyo mailchimp omnisend brevo sendgrid listmonk postmark ses meta google tiktok"
lists="generic klaviyo mailchimp omnisend brevo sendgrid listmonk meta google tiktok"

# sends CUSTOMER@AT ...: a list of such sends.
sends() {
	echo send_id,action,send_at,channel,address,customer_id,flow,step,class,template,trigger_id,triggered_at,decided_at,expires_at,variant,tags,reason,data
	for s; do
		c=${s%@*}
		echo "$(printf 'f\037s\037t%s' "$s" | sha256sum | cut -c1-32),send,2026-11-${s#*@}:00:00Z,email,c$c@example.com,$c,f,s,marketing,f-s,t$s,2026-11-01,2026-11-16T00:00:00Z,,,,r,"
	done
}

# sender PLATFORM: what it wants beside its name.
sender() {
	case $1 in
	postmark | ses) echo --from=shop@example.com ;;
	esac
}

case_of "what a later row calls back, and what diff-sends removed, is handed to nobody"
sends 1@17T08 2@17T09 3@17T10 4@17T11 >old.csv
sed 3d old.csv >new.csv
diff-sends -q old.csv new.csv >gone.csv
sed -n '/^[^,]*,send,.*,c1@/s/,send,/,retract,/p' old.csv >back.csv
sed -n '/,c4@/s/,send,/,held,/p' old.csv >held.csv
sed -n '/,c3@/p' old.csv >again.csv
{
	sed '/,c4@/d' old.csv
	cat back.csv held.csv
	sed -n '/,c[14]@/p' old.csv
	sed -n '/,c3@/s/,send,/,retract,/p' old.csv
} >all.csv
{
	export-audience --for listmonk gone.csv
	export-audience --for listmonk all.csv
} >said 2>&1
run sed '/name$/d; s/,.*//' said
out <<-END
	export-audience: set aside: 1 called back
	email
	export-audience: set aside: 2 called back
	email
	c1@example.com
	c2@example.com
	c4@example.com
END
end

case_of "a platform's customers beside the operands are told for what they are"
sends 1@17T08 >sends.csv
sed 2q "$samples/import-customers.csv" >raw.csv
run export-audience --for klaviyo --customers raw.csv sends.csv
err <<-END
	export-audience: raw.csv:1: looks like shopify-customers: want what 'import-customers raw.csv' writes
END
status 2
end

case_of "published and golden hashes: who somebody is, as Meta, Google and TikTok have it"
given golden.csv <<-END
	customer_id,email,phone,first_name,last_name,city,country,zip,sms_consent
	1,janedoe@gmail.com,+37493828222,Mary,Valéry,New York,US,95113-1234,
	2, John_Smith@gmail.com ,+16505551212,Mary, VALE$(printf '\314\201')RY ,New-York 2,usa,LS1 4DY,
	3,a@example.com,,6915771BE1C5AA0C886870B6951B03D7EAFC121FEA0E80A5EA83BEB7C449F4EC,,,GB,,
END
{
	export-audience --for meta golden.csv
	export-audience --for google golden.csv
	export-audience --for tiktok golden.csv
} >got.out 2>/dev/null
# shellcheck disable=SC2034  # read by end
got_status=0
: >got.err
jane=d6117306485ed0e50afab3ac871e98f81699151f30281527d63ff5f233656c69
john=62a14e44f765419d10fea99367361a727c12365e2520f32218d505ed9aa0f62f
mary=6915771be1c5aa0c886870b6951b03d7eafc121fea0e80a5ea83beb7c449f4ec
valery=08e1996b5dd49e62a4b4c010d44e4345592a863bb9f8e3976219bac29417149c
newyork=350c754ba4d38897693aa077ef43072a859d23f613443133fecbbd90a3512ca5
us=79adb2a2fce5c6ba215fe5f27f532d4e7edbac4b6a5e09e1ef3a08084a904621
digits=e323ec626319ca94ee8bff2e4c87cf613be6ea19919ed1364124e16807ab3176
plus=1e231c66011e7a2d867a9cfae267a6aff103cf4913640b6e71a99850fc0ffbc8
tiktok=$(printf 37493828222 | sha256sum | cut -c1-64)
armenia=$(printf +37493828222 | sha256sum | cut -c1-64)
zip=$(printf 95113 | sha256sum | cut -c1-64)
leeds=$(printf ls14dy | sha256sum | cut -c1-64)
gb=$(printf gb | sha256sum | cut -c1-64)
a=$(printf a@example.com | sha256sum | cut -c1-64)
case $tiktok in 65b7e6dc*) ;; *) echo "not the published hash" >got.err ;; esac
out <<-END
	email,phone,fn,ln,zip,ct,country,extern_id
	$jane,$tiktok,$mary,$valery,$zip,$newyork,$us,1
	$john,$digits,$mary,$valery,$leeds,$newyork,$us,2
	$a,,$mary,,,,$gb,3
	Email,Phone,First Name,Last Name,Country,Zip
	$jane,$armenia,$mary,$valery,US,95113-1234
	$john,$plus,$mary,$valery,US,LS1 4DY
	$a,,$mary,,GB,
	Email_SHA256,Phone_SHA256
	$jane,$tiktok
	$john,$digits
	$a,
END
end

case_of "a state of the US goes by its two letters for Meta, and of the US alone"
given people.csv <<-END
	customer_id,email,region,country
	1,a@example.com,new  YORK,United States
	2,b@example.com,D.C.,US
	3,c@example.com,District of Columbia,US
	4,d@example.com,Montana,BG
	5,e@example.com,Georgia,
	6,f@example.com,ca,US
	7,g@example.com,Wyoming,US
	8,h@example.com,a name that is of no state of theirs,US
END
export-audience -q --for meta people.csv | cut -d, -f3 >said
run cat said
{
	echo st
	for state in ny dc dc montana georgia ca wy anamethatisofnostateoftheirs; do
		printf %s $state | sha256sum | cut -c1-64
	done
} >want.out
end

case_of "columns that no table has are left out, and named; those that are blank are named"
given people.csv <<-END
	customer_id,email,name,first_name,last_name,country,email_consent
	1,a@example.com,Ana Silva,,,PT,explicit
	2,b@example.com,Bo Berg,,,,explicit
END
given bare.csv <<-END
	customer_id,email,email_consent
	1,a@example.com,explicit
END
sed 1q people.csv >none.csv
for p in klaviyo listmonk meta google tiktok generic; do
	for file in people.csv bare.csv none.csv; do
		export-audience --for $p $file 2>notes | head -n 2
		grep -v 'no column ads_consent\| or more$' notes
	done
done >said
run sed "s/$(printf a@example.com | sha256sum | cut -c1-64)/A/
    s/$(printf pt | sha256sum | cut -c1-64)/PT/; s/^export-audience: //" said
out <<-END
	Email,Phone Number,First Name,Last Name,Country
	a@example.com,,,,PT
	no column city, region: left out
	blank in every row: first_name, last_name
	Email,Phone Number
	a@example.com,
	no column first_name, last_name, city, region, country: left out
	Email,Phone Number,First Name,Last Name,Country
	no column city, region: left out
	email,name,attributes
	a@example.com,Ana Silva,"{""customer_id"":""1"",""country"":""PT""}"
	email,name,attributes
	a@example.com,,"{""customer_id"":""1""}"
	blank in every row: name
	email,name,attributes
	email,phone,fn,ln,country,extern_id
	A,,,,PT,1
	no column zip, city, region: left out, though it would help to match people
	blank in every row: first_name, last_name, though it would help to match people
	email,phone,extern_id
	A,,1
	no column first_name, last_name, zip, city, region, country: left out, though it would help to match people
	email,phone,fn,ln,country,extern_id
	no column zip, city, region: left out, though it would help to match people
	Email,Phone,First Name,Last Name,Country,Zip
	A,,,,PT,
	blank in every row: first_name, last_name, zip, though it would help to match people
	Email,Phone
	A,
	no column first_name, last_name, country, zip: left out, though it would help to match people
	Email,Phone,First Name,Last Name,Country,Zip
	Email_SHA256,Phone_SHA256
	A,
	Email_SHA256,Phone_SHA256
	A,
	Email_SHA256,Phone_SHA256
	customer_id,email,phone,first_name,last_name,country,language,tags
	1,a@example.com,,,,PT,,
	customer_id,email,phone,first_name,last_name,country,language,tags
	1,a@example.com,,,,,,
	customer_id,email,phone,first_name,last_name,country,language,tags
END
end

case_of "each platform reads back what was put in, whatever is in a cell"
for seed in 1 2 3 4; do
	python3 "$tests/export-check.py" $seed
done >said 2>&1
run sort -u said
out <<-END
	as it should be
END
end

case_of "who has opted out, is listed, or has a relay's address is in no format"
given people.csv <<-END
	customer_id,email,phone,email_consent,sms_consent,push_consent,first_name
	1,no@example.com,+12025550101,denied,denied,,No
	2,listed@example.com,+12025550102,explicit,explicit,,Listed
	3,x1@marketplace.amazon.com,+12025550103,explicit,explicit,,Relay
	4,Later@Example.com,,explicit,,,Later
	5,bounced@example.com,,explicit,,,Bounced
	6,yes@example.com,+12025550106,explicit,explicit,,Yes
	7,,,explicit,explicit,,Nowhere
END
given consent.csv <<-END
	email,channel,state,at
	later@example.com,email,denied,2026-11-02T00:00:00Z
END
given events.csv <<-END
	event_at,event,email
	2026-11-01T00:00:00Z,hard-bounce,bounced@example.com
END
given sup.csv <<-END
	email_sha256,phone,reason,from
	$(printf listed@example.com | sha256sum | cut -c1-64),,unsubscribe,2026-11-15
	,+12025550102,unsubscribe,2026-11-15
END
{
	sends 1@17T08 2@17T08 3@17T08 4@17T08 5@17T08 6@17T08 7@17T08 |
	    sed 's/c1@example.com/no@example.com/
		s/c2@example.com/listed@example.com/
		s/c3@example.com/x1@marketplace.amazon.com/
		s/c4@example.com/later@example.com/
		s/c5@example.com/bounced@example.com/
		s/c6@example.com/yes@example.com/; s/c7@example.com//'
} >sends.csv
for p in $platforms; do
	for file in people.csv sends.csv; do
		case $p,$file in
		klaviyo-events,people.csv | postmark,people.csv | ses,people.csv)
			continue ;;
		esac
		beside=
		[ $file = people.csv ] || beside=--customers=people.csv
		# shellcheck disable=SC2046,SC2086  # options, or none
		export-audience -q --for $p $(sender $p) --dropped no.csv \
		    --suppress sup.csv --consent consent.csv $beside \
		    --events events.csv $file >x.$p || echo "$p: status $?"
		for who in no@example.com listed@example.com \
		    x1@marketplace.amazon.com later@example.com \
		    bounced@example.com +12025550101 +12025550102 \
		    +12025550103 12025550101 12025550102 12025550103; do
			grep -Fil -e "$who" -e "$(printf %s "$who" |
			    sha256sum | cut -c1-64)" "x.$p"
		done
		grep -Fq -e yes@example.com -e "$(printf yes@example.com |
		    sha256sum | cut -c1-64)" "x.$p" || echo "$p: nobody"
		cut -d, -f1,3 no.csv | grep -v '^customer_id' | sort |
		    tr '\n' ' '
		echo
	done
done >said 2>&1
run sort said
sort >want.out <<-END
	$(for p in $lists; do
		echo '1,no-consent 2,suppressed 3,relay 4,no-consent 5,suppressed 7,no-address '
	done)
	$(for p in $platforms; do
		echo '1,no-consent 2,suppressed 3,relay 4,no-consent 5,suppressed 7,no-address '
	done)
END
end

case_of "e-mail by consent, or an order of late; phones by explicit consent alone"
given people.csv <<-END
	customer_id,email,phone,email_consent,sms_consent,last_order_at
	1,a@example.com,+12025550101,explicit,,
	2,b@example.com,+12025550102,,explicit,2023-11-01
	3,c@example.com,+12025550103,,,2025-11-01
	4,d@example.com,+12025550104,,implied,2023-11-01
END
run export-audience --dropped no.csv people.csv
cat no.csv >>got.out
out <<-END
	customer_id,email,phone,first_name,last_name,country,language,tags
	1,a@example.com,,,,,,
	2,,+12025550102,,,,,
	3,c@example.com,,,,,,
	customer_id,address,code,rule,observed,threshold
	4,d@example.com,no-consent,email_consent,"unknown, last order 2023-11-01","explicit, or an order within 2y"
END
err <<-END
	export-audience: dropped: 1 no-consent
END
end

case_of "orders aren't customers, unless a consent is told, in them or beside them"
given orders.csv <<-END
	order_id,customer_id,ordered_at,status,currency,total,email
	7,1,2026-11-01,paid,EUR,10.00,a@example.com
END
given people.csv <<-END
	customer_id,email_consent
	1,explicit
END
given consent.csv <<-END
	customer_id,channel,state,at
	1,email,explicit,2026-11-01T00:00:00Z
END
sed '1s/$/,email_consent/; 2s/$/,explicit/' orders.csv >told.csv
{
	export-audience orders.csv
	echo $?
	export-audience --for meta orders.csv
	echo $?
	export-audience -q told.csv
	export-audience -q --customers people.csv orders.csv
	export-audience -q --events orders.csv orders.csv
	export-audience -q --consent consent.csv orders.csv
} 2>&1 | grep -v "try 'export" >said
run sed 's/^export-audience: //' said
columns=customer_id,email,phone,first_name,last_name,country,language,tags
out <<-END
	the rows are orders, which tell no consent: want customers (segment makes them of orders), or --customers, --consent or --events beside them
	2
	the rows are orders, which tell no consent: want customers (segment makes them of orders), or --customers, --consent or --events beside them
	2
	$columns
	1,a@example.com,,,,,,
	$columns
	1,a@example.com,,,,,,
	$columns
	1,a@example.com,,,,,,
	$columns
	1,a@example.com,,,,,,
END
end

case_of "an ad audience is without whoever has said no to anything; where ads_consent is asked, a yes is wanted"
given people.csv <<-END
	customer_id,email,phone,email_consent,sms_consent,push_consent
	1,a@example.com,,explicit,,
	2,b@example.com,,explicit,denied,
	3,c@example.com,,explicit,,denied
	4,d@example.com,,,,
END
sed '1s/$/,ads_consent/; 2s/$/,explicit/; 3,4s/$/,explicit/; 5s/$/,/' people.csv >asked.csv
{
	export-audience --for google people.csv >in.csv
	export-audience --for google --dropped no.csv asked.csv >less.csv
} 2>said
run cat said no.csv
wc -l <in.csv >>got.out
wc -l <less.csv >>got.out
out <<-END
	export-audience: no column first_name, last_name, country, zip: left out, though it would help to match people
	export-audience: no column ads_consent: who has not said no is in the audience
	export-audience: dropped: 2 no-consent
	export-audience: no column first_name, last_name, country, zip: left out, though it would help to match people
	export-audience: dropped: 3 no-consent
	customer_id,address,code,rule,observed,threshold
	2,b@example.com,no-consent,sms_consent,denied,not denied
	3,c@example.com,no-consent,push_consent,denied,not denied
	4,d@example.com,no-consent,ads_consent,unknown,explicit
	3
	2
END
end

case_of "one row an address: the first send stands; requests keep every one"
sends 1@18T09 1@17T10 2@17T08 1@17T09 >sends.csv
sed -n '1p; 4p; 3p; 5p; 2p' sends.csv >other.csv
run export-audience --for klaviyo --dropped no.csv sends.csv
{
	cut -d, -f1,2,7 got.out
	cut -d, -f1-3,5 no.csv
} >shown
mv shown got.out
export-audience -q --for klaviyo --dropped other-no.csv other.csv |
    cut -d, -f1,2,7 >again
{
	head -n 3 got.out | cmp - again
	cmp no.csv other-no.csv
	export-audience --for klaviyo-events sends.csv | grep -o unique_id | wc -l
} >count
cat count >>got.out
out <<-END
	Email,Phone Number,sendlist_send_at
	c2@example.com,,2026-11-17T08:00:00+00:00
	c1@example.com,,2026-11-17T09:00:00+00:00
	customer_id,address,code,observed
	1,c1@example.com,duplicate,c1@example.com
	1,c1@example.com,duplicate,c1@example.com
	4
END
err <<-END
	export-audience: no column first_name, last_name, city, region, country: left out
	export-audience: dropped: 2 duplicate
END
end

case_of "a phone that another row has is left out; a row that has nothing else is dropped"
given people.csv <<-END
	customer_id,email,phone,email_consent,sms_consent
	1,a@example.com,+12025550101,explicit,explicit
	2,b@example.com,+1 202 555 0101,explicit,explicit
	3,,+12025550101,,explicit
	4,A@Example.com,,explicit,
END
run export-audience --for klaviyo people.csv
out <<-END
	Email,Phone Number
	a@example.com,+12025550101
	b@example.com,
END
err <<-END
	export-audience: no column first_name, last_name, city, region, country: left out
	export-audience: dropped: 2 duplicate
	export-audience: left out: 1 phones that another row has
END
end

case_of "what is held or called back is set aside; what has expired is dropped; twice is rejected"
sends 1@17T08 2@17T08 3@17T08 4@15T08 5@17T08 5@17T08 >sends.csv
sed -i '2s/,send,/,held,/; 3s/,send,/,retract,/; 5s/,,,,r,$/,2026-11-16T12:00:00Z,,,r,/' sends.csv
run export-audience --for sendgrid --dropped no.csv sends.csv
cut -d, -f1 <got.out >shown
cut -d, -f1,3- no.csv >>shown
mv shown got.out
sed -i "s/'[0-9a-f]*'/'ID'/" got.err
out <<-END
	email
	c3@example.com
	c5@example.com
	customer_id,code,rule,observed,threshold
	4,expired,expires_at,2026-11-16T23:59:59Z,2026-11-16T12:00:00Z
END
err <<-END
	export-audience: sends.csv:7: send_id: 'ID': twice in the list
	export-audience: no column first_name, last_name, city, region, country: left out
	export-audience: dropped: 1 expired
	export-audience: set aside: 1 called back, 1 held
END
status 1
end

case_of "a channel that a platform has not"
sends 1@17T08 2@17T09 3@17T10 >sends.csv
sed -i '3s/,email,c2@example.com/,sms,+12025550102/; 4s/,email,c3@example.com/,push,token/' sends.csv
for p in klaviyo-events klaviyo postmark; do
	# shellcheck disable=SC2046  # an option, or none
	export-audience -q --dropped no.csv --for $p $(sender $p) sends.csv |
	    grep -o '"\(email\|phone_number\|external_id\|To\)":"[^"]*"\|^c1@[^,]*,\|^,+[^,]*'
	cut -d, -f1,3- no.csv
done >said
run cat said
out <<-END
	"email":"c1@example.com"
	"external_id":"1"
	"phone_number":"+12025550102"
	"external_id":"2"
	"external_id":"3"
	customer_id,code,rule,observed,threshold
	c1@example.com,
	,+12025550102
	customer_id,code,rule,observed,threshold
	3,no-address,channel,push,an e-mail address
	"To":"c1@example.com"
	customer_id,code,rule,observed,threshold
	2,no-address,channel,sms,an e-mail address
	3,no-address,channel,push,an e-mail address
END
end

case_of "columns of the row, of its data, and of --customers, under the platform's kind of name"
sends 1@17T08 2@17T08 >sends.csv
sed -i '2s/,r,$/,r,"{""coupon"":""A,1"",""n"":12.50,""first_name"":""Data""}"/' sends.csv
given people.csv <<-END
	customer_id,first_name,vip-level,clv
	1,Ana,gold,120.50
	2,Bo,,7
END
{
	export-audience --for brevo --customers people.csv --columns coupon,vip-level,clv,n sends.csv
	export-audience --for sendgrid --customers people.csv --columns vip-level sends.csv
	export-audience --for postmark --from=a@example.com --customers people.csv --columns vip-level,clv sends.csv |
	    grep -o '"TemplateModel":{[^}]*}'
} >said 2>&1
run cat said
out <<-END
	export-audience: --customers: joined 2 of 2
	export-audience: no column last_name, country: left out
	EMAIL;SMS;EXT_ID;FIRSTNAME;SENDLIST_FLOW;SENDLIST_STEP;SENDLIST_TEMPLATE;SENDLIST_VARIANT;SENDLIST_SEND_AT;SENDLIST_REASON;COUPON;VIP_LEVEL;CLV;N
	c1@example.com;;1;Data;f;s;f-s;;2026-11-17;r;"A,1";gold;120.50;12.50
	c2@example.com;;2;Bo;f;s;f-s;;2026-11-17;r;;;7;
	export-audience: --customers: joined 2 of 2
	export-audience: no column last_name, city, region, country: left out
	email,phone_number_id,external_id,first_name,sendlist_flow,sendlist_step,sendlist_template,sendlist_variant,sendlist_send_at,sendlist_reason,vip_level
	c1@example.com,,1,Data,f,s,f-s,,2026-11-17T08:00:00Z,r,gold
	c2@example.com,,2,Bo,f,s,f-s,,2026-11-17T08:00:00Z,r,
	export-audience: --customers: joined 2 of 2
	"TemplateModel":{"coupon":"A,1","n":12.50,"first_name":"Data","sendlist_send_id":"$(sed -n '2s/,.*//p' sends.csv)","sendlist_flow":"f","sendlist_step":"s","sendlist_template":"f-s","sendlist_channel":"email","sendlist_send_at":"2026-11-17T08:00:00Z","sendlist_reason":"r","vip-level":"gold","clv":120.50}
	"TemplateModel":{"first_name":"Bo","sendlist_send_id":"$(sed -n '3s/,.*//p' sends.csv)","sendlist_flow":"f","sendlist_step":"s","sendlist_template":"f-s","sendlist_channel":"email","sendlist_send_at":"2026-11-17T08:00:00Z","sendlist_reason":"r","clv":7}
END
end

case_of "what is cut short is said, at a letter's border; what a spreadsheet would run is guarded"
long=$(printf 'a%.0s' $(seq 254))
given people.csv <<-END
	customer_id,email,phone,first_name,last_name,tags,email_consent,sms_consent,p_alive,note
	1,a@example.com,+12025550101,$long$(printf '\303\251'),=1+1,-x,explicit,explicit,-0.5,"$(printf '\t')tab"
	2,+b@example.com,,$long$(printf '\360\237\230\200'),'q,@x,explicit,,1,{
	3,c@example.com,,${long}a,+1,,explicit,,1,
END
run export-audience --for mailchimp --guard --columns p_alive,note people.csv
out <<-END
	Email Address,SMS Phone Number,First Name,Last Name,Tags,p_alive,note
	a@example.com,+12025550101,$long,'=1+1,'-x,-0.5,'	tab
	+b@example.com,,$long,'q,'@x,1,"{"
	c@example.com,,${long}a,'+1,,1,
END
err <<-END
	export-audience: no column city, region, country: left out
	export-audience: clipped to 255 bytes: 2 of First Name
END
end

case_of "--remove: who was in the audience and is no more, by hash, and by address"
given then.csv <<-END
	customer_id,email,phone,email_consent,sms_consent
	1,a@example.com,+12025550101,explicit,explicit
	2,b@example.com,+12025550102,explicit,explicit
	3,c@example.com,,explicit,explicit
	4,d@example.com,,explicit,
	5,,+12025550105,,explicit
END
given now.csv <<-END
	customer_id,email,phone,email_consent,sms_consent
	1,new@example.com,+12025550101,explicit,explicit
	2,b@example.com,+12025550102,explicit,denied
	3,C@Example.com,,explicit,explicit
END
{
	export-audience -q --for meta -o last.csv then.csv
	export-audience -q --for meta --remove last.csv now.csv
	export-audience -q --for brevo -o last.csv then.csv
	export-audience -q --for brevo --remove last.csv -o gone.csv now.csv
	cat gone.csv
	head -n 1 last.csv >none.csv
	export-audience -q --for brevo --remove none.csv now.csv
	export-audience -q --for klaviyo --remove last.csv now.csv
} >said 2>&1
run cat said
h() { printf %s "$1" | sha256sum | cut -c1-64; }
out <<-END
	email,phone,extern_id
	$(h b@example.com),$(h 12025550102),2
	$(h d@example.com),,4
	,$(h 12025550105),5
	EMAIL;SMS;EXT_ID
	a@example.com;;1
	;+12025550102;2
	d@example.com;;4
	;+12025550105;5
	EMAIL;SMS;EXT_ID
	export-audience: last.csv:1: no column 'Email'
END
end

case_of "--remove of several files: who was in any of them and is no more, once"
given then.csv <<-END
	customer_id,email,phone,kind,email_consent,sms_consent
	1,a@example.com,+12025550101,x,explicit,explicit
	2,b@example.com,+12025550102,x,explicit,explicit
	3,b@example.com,+12025550102,y,explicit,explicit
	4,c@example.com,,y,explicit,
	5,a@example.com,,z,explicit,
	6,d@example.com,+12025550102,z,explicit,explicit
END
given now.csv <<-END
	customer_id,email,email_consent
	4,c@example.com,explicit
END
{
	export-audience -q --for klaviyo --split kind -o p.csv then.csv
	export-audience --for klaviyo --remove p-x.csv --remove p-y.csv --remove p-z.csv -o gone.csv now.csv
	cat gone.csv
	export-audience -q --for meta --split kind -o m.csv then.csv
	export-audience -q --for meta --remove m-x.csv --remove m-z.csv now.csv
	export-audience -q --split kind -o g.csv then.csv
	export-audience -q --remove g-x.csv --remove g-z.csv now.csv | cut -d, -f1-3
	sed 's/$/,/; 1s/$/more/' p-z.csv >more.csv
	export-audience -q --for klaviyo --remove p-x.csv --remove more.csv now.csv || echo $?
	sed '1s/Phone Number/Phone/' p-z.csv >other.csv
	export-audience -q --for klaviyo --remove p-x.csv --remove other.csv now.csv || echo $?
	export-audience -q --for klaviyo --remove p-x.csv --remove such.csv now.csv || echo $?
} >said 2>&1
run grep -v 'no column first' said
out <<-END
	Email,Phone Number
	a@example.com,+12025550101
	b@example.com,+12025550102
	d@example.com,
	email,phone,extern_id
	$(h a@example.com),$(h 12025550101),1
	$(h b@example.com),$(h 12025550102),2
	$(h d@example.com),$(h 12025550102),6
	customer_id,email,phone
	1,a@example.com,+12025550101
	2,b@example.com,+12025550102
	5,a@example.com,
	6,d@example.com,+12025550102
	export-audience: --remove: more.csv: 3 columns (want those of the first file)
	2
	export-audience: other.csv:1: no column 'Phone Number'
	2
	export-audience: such.csv: No such file or directory
	2
END
end

case_of "--split: a file for each value, named by it; one row an address in each"
sends 1@17T08 1@17T09 2@17T10 3@17T11 >sends.csv
sed -i '3s|,f-s,|,a/b: c,|; 5s/,f-s,/,,/' sends.csv
run export-audience -q --for mailchimp --split template -o out.d.csv sends.csv
for file in out*; do
	echo "$file: $(cut -d, -f1 "$file" | tr '\n' ' ')"
done >>got.out
out <<-END
	out.d-a-b--c.csv: Email Address c1@example.com 
	out.d-f-s.csv: Email Address c1@example.com c2@example.com 
	out.d-none.csv: Email Address c3@example.com 
END
end

case_of "--split: whether people are too few for a platform is told of each file"
awk 'BEGIN {
	print "customer_id,email,kind"
	for (i = 0; i < 150; i++)
		printf "%d,c%d@example.com,%s\n", i, i, i < 100 ? "many" : "few"
	for (i = 0; i < 12; i++)
		printf "s%d,s%d@example.com,s%02d\n", i, i, i
}' >people.csv
grep -v ',s' people.csv >two.csv
{
	export-audience --for meta --split kind -o two-of.csv two.csv
	export-audience --for meta --split kind -o a.csv people.csv
	sed 1q people.csv | export-audience --for meta --split kind -o b.csv
	sed 1q people.csv | export-audience --for meta
} >said 2>&1
run grep -v 'no column' said
out <<-END
	export-audience: two-of-few.csv: 50 people: meta wants 100 or more
	export-audience: a-few.csv: 50 people: meta wants 100 or more
	$(seq -f 'export-audience: a-s%02.0f.csv: 1 people: meta wants 100 or more' 0 8)
	export-audience: 3 more files of fewer than 100 people
	export-audience: nobody: no file is written
	export-audience: 0 people: meta wants 100 or more
	email,phone,extern_id
END
end

case_of "--split: letters of any alphabet stay in names; what differs in case or in an accent's bytes alone is refused"
given people.csv <<-END
	customer_id,email,email_consent,kind
	1,a@example.com,explicit,Grüße 1
	2,b@example.com,explicit,Größe 1
	3,c@example.com,explicit,日本/हिन्दी
	4,d@example.com,explicit,a★b
END
export-audience -q --split kind -o "my list.csv" people.csv
sed -i '/日本/d' people.csv
printf x | tee "my list-$(printf '\374').csv" >"my list-a★.csv"
export-audience --split kind -o "my list.csv" people.csv >said 2>&1
for pair in 'É É' 'ÄB äb' '★ ☆' "é e$(printf '\314\201')"; do
	printf 'customer_id,email,email_consent,kind\n1,a@example.com,explicit,%s\n2,b@example.com,explicit,%s\n' \
	    "${pair% *}" "${pair#* }" >two.csv
	export-audience --split kind -o two-of.csv two.csv || echo $?
done >>said 2>&1
run cat said
rm "my list-$(printf '\374').csv"
printf '%s\n' my* two-of* | LC_ALL=C sort >>got.out
out <<-END
	export-audience: my list-日本-हिन्दी.csv: of an earlier run: this one has written nothing to it
	export-audience: two-of-äb.csv: would be written twice, where case doesn't tell names apart
	2
	export-audience: two-of--.csv: would be written twice
	2
	export-audience: two-of-e$(printf '\314\201').csv: would be written twice, where case doesn't tell names apart
	2
	my list-Größe-1.csv
	my list-Grüße-1.csv
	my list-a-b.csv
	my list-a★.csv
	my list-日本-हिन्दी.csv
	two-of-É.csv
END
end

case_of "--split by an address is by the one that is handed over"
given people.csv <<-END
	customer_id,email,phone,email_consent,sms_consent
	1,A@Example.com,+12025550101,explicit,explicit
	2,b@example.com,+1 202 555 0102,explicit,denied
END
export-audience -q --for klaviyo --split email -o e.csv people.csv
export-audience -q --for klaviyo --split phone -o p.csv people.csv
run grep @ e-a-example.com.csv e-b-example.com.csv p--12025550101.csv p-none.csv
out <<-END
	e-a-example.com.csv:a@example.com,+12025550101
	e-b-example.com.csv:b@example.com,
	p--12025550101.csv:a@example.com,+12025550101
	p-none.csv:b@example.com,
END
end

case_of "--split of requests, of nobody, by no column, and two values of one name"
sends 1@17T08 2@17T09 3@17T10 >sends.csv
sed -i '3s/,f-s,/,other,/' sends.csv
export-audience --for klaviyo-events --split template -o all.ndjson sends.csv >said 2>&1
grep -c . all-f-s.ndjson all-other.ndjson >>said
sends >none.csv
export-audience --split template -o nobody.csv none.csv >>said 2>&1
export-audience --split such -o nobody.csv sends.csv >>said 2>&1
sed -i '3s/,other,/,f s,/' sends.csv
export-audience --split template -o two.csv sends.csv >>said 2>&1
run cat said
find . -name 'nobody*' -o -name 'two*' >>got.out
out <<-END
	all-f-s.ndjson:1
	all-other.ndjson:1
	export-audience: nobody: no file is written
	export-audience: --split: no column 'such'
	export-audience: two-f-s.csv: would be written twice
END
end

case_of "--split: what an earlier run has left is named, once nobody is in it; not a file that the run reads, or is of another kind"
sends 1@17T08 2@17T09 3@17T10 >out-in.csv
sed -i '3s/,f-s,/,other,/' out-in.csv
sed 2q out-in.csv >today.csv
mkdir there out-folder.csv
touch out.csv out-.csv outing.csv out-f-s.txt "out-f s.csv" there/out-old.csv
yesterday() { export-audience --split template -o out.csv out-in.csv; }
{
	yesterday
	echo $?
	yesterday
	echo $?
	export-audience --split template --rejects out-bad.csv --dropped out-no.csv -o out.csv today.csv out-in.csv
	echo $?
	rm out-bad.csv out-no.csv
	mv out-in.csv in.csv
	export-audience --split template -o ./out.csv today.csv
	echo $?
	sed 1q today.csv | export-audience -q --split template -o out.csv
	echo $?
	seq -f 'there/out-%02.0f.csv' 11 | xargs touch
	sed 1q today.csv | export-audience --split template -o there/out.csv
	echo $?
} >said 2>&1
run grep -v 'twice in the list' said
ls >>got.out
out <<-END
	0
	0
	1
	export-audience: ./out-other.csv: of an earlier run: this one has written nothing to it
	1
	1
	export-audience: nobody: no file is written
	$(seq -f 'export-audience: there/out-%02.0f.csv: of an earlier run: this one has written nothing to it' 10)
	export-audience: 2 more files of an earlier run
	1
	got.err
	got.out
	in.csv
	out-.csv
	out-f s.csv
	out-f-s.csv
	out-f-s.txt
	out-folder.csv
	out-other.csv
	out.csv
	outing.csv
	said
	there
	today.csv
	want.err
	want.out
END
end

case_of "parts that an earlier run has left are named, and the whole where there are parts now; a year is no part"
awk 'BEGIN {
	print "customer_id,email,email_consent"
	for (i = 0; i < 1000001; i++)
		printf "%d,c%d@example.com,explicit\n", i, i
}' >many.csv
sed 2q many.csv >one.csv
touch a.csv a-3.csv a-4.csv a-6.csv a-2026.csv
{
	export-audience --for sendgrid -o a.csv many.csv
	echo $?
	export-audience --for sendgrid -o a.csv one.csv
	echo $?
	export-audience -o a.csv one.csv
	echo $?
} >said 2>&1
rm -f many.csv a-1.csv
run grep -v "no column" said
out <<-END
	export-audience: a.csv: of an earlier run: this one has written nothing to it
	export-audience: a-3.csv: of an earlier run: this one has written nothing to it
	export-audience: a-4.csv: of an earlier run: this one has written nothing to it
	1
	export-audience: a-1.csv: of an earlier run: this one has written nothing to it
	export-audience: a-2.csv: of an earlier run: this one has written nothing to it
	export-audience: a-3.csv: of an earlier run: this one has written nothing to it
	export-audience: a-4.csv: of an earlier run: this one has written nothing to it
	1
	0
END
end

case_of "what is too large for one file is parted; on the standard output it is refused"
awk 'BEGIN {
	print "customer_id,email,email_consent,note"
	note = sprintf("%0990d", 0)
	for (i = 0; i < 50200; i++)
		printf "%d,c%d@example.com,explicit,%s\n", i, i, note
}' >large.csv
run export-audience --for klaviyo --columns note -o a.csv large.csv
rm large.csv
for file in a*; do
	echo "$file $(head -n 1 "$file") $(($(wc -c <"$file") <= 50000000))"
done >>got.out
cat a-1.csv a-2.csv | grep -c '^c' >>got.out
awk 'BEGIN {
	print "customer_id,email,email_consent"
	for (i = 0; i < 1000001; i++)
		printf "%d,c%d@example.com,explicit\n", i, i
}' >many.csv
export-audience -q --for sendgrid -o b.csv many.csv
wc -l b* >>got.out
export-audience --for sendgrid many.csv >c.csv 2>>got.err
wc -c <c.csv >>got.out
rm -f many.csv ./[abc]*.csv
sed -i 's/^ *//' got.out
out <<-END
	a-1.csv Email,Phone Number,note 1
	a-2.csv Email,Phone Number,note 1
	50200
	1000001 b-1.csv
	2 b-2.csv
	1000003 total
	0
END
err <<-END
	export-audience: no column first_name, last_name, city, region, country: left out
	export-audience: no column first_name, last_name, city, region, country: left out
	export-audience: <stdout>: more than sendgrid takes in one file (want -o FILE, which is parted)
END
end

case_of "a row of --suppress that can't be read stops all"
printf 'customer_id,email,email_consent\n1,a@example.com,explicit\n' >customers.csv
printf 'phone\n0171 2000001\n' >no.csv
run export-audience --suppress no.csv customers.csv
err <<-END
	export-audience: no.csv:2: phone: '0171 2000001': not a phone in E.164 (want such as +12025550123)
	export-audience: nobody is handed over until that is mended
END
status 2
end

case_of "what data has goes along as it was written, by whatever spelling of its name"
sends 1@17T08 >sends.csv
sed -i '2s/,r,$/,r,"{""id"":12345678901234567890,""t\\u006ftal"":12.50,""o"":{""a"": 1.0}}"/' sends.csv
run export-audience -q --for sendgrid --columns id,total,o sends.csv
sed -i 's/^.*,r,\(.*\)$/\1/' got.out
out <<-'END'
	email,phone_number_id,external_id,sendlist_flow,sendlist_step,sendlist_template,sendlist_variant,sendlist_send_at,sendlist_reason,id,total,o
	12345678901234567890,12.50,"{""a"":1.0}"
END
end

case_of "a send that no request holds is dropped, and the bytes of a request are minded"
sends 1@17T08 2@17T09 3@17T10 4@17T11 5@17T12 >sends.csv
python3 - >large.csv <<-END
	rows = open("sends.csv").read().splitlines()
	print(rows[0])
	for i, row in enumerate(rows[1:]):
	    n = 60 if i == 0 else 20
	    print(row + '"{' + ",".join('""t%d"":""%085000d""' % (k, 0)
	        for k in range(n)) + '}"')
END
run export-audience --for klaviyo-events -o bodies large.csv
python3 - >>got.out <<-END
	import json
	for line in open("bodies"):
	    n = json.loads(line)["data"]["attributes"]["events-bulk-create"]["data"]
	    print(len(n), len(line) <= 5000001)
END
rm -f bodies large.csv
out <<-END
	2 True
	2 True
END
err <<-END
	export-audience: dropped: 1 too-large
END
end

case_of "there are all files or none, and none half-written"
sends 1@17T08 2@17T09 >sends.csv
sed -i '3s/,f-s,/,other,/' sends.csv
mkdir there
echo old >there/a-f-s.csv
mkdir there/a-other.csv
run export-audience --split template -o there/a.csv sends.csv
ls there >>got.out
cat there/a-f-s.csv >>got.out
out <<-END
	a-f-s.csv
	a-other.csv
	old
END
err <<-END
	export-audience: there/a-other.csv: Is a directory
END
status 2
end

case_of "a disk that is full for the second file leaves the first as it was"
awk 'BEGIN {
	print "customer_id,email,email_consent,kind"
	for (i = 0; i < 999; i++)
		printf "%d,c%d@example.com,explicit,%s\n", i, i, i ? "b" : "a"
}' >people.csv
echo old | tee out-a.csv >want.out
shell 'trap "" XFSZ; ulimit -f 8
    exec export-audience --split kind -o out.csv people.csv'
ls out* >>got.out
echo out-a.csv >>want.out
cat out-a.csv >>got.out
sort -o got.out got.out
err <<-END
	export-audience: out-b.csv: File too large
END
status 2
end

case_of "an audience record that says remove is of nobody in it"
given audience.csv <<-END
	action,audience,customer_id,at,email,phone,reason
	add,cart-abandon,1,2026-11-15T00:00:00Z,a@example.com,,left a cart
	remove,cart-abandon,2,2026-11-15T00:00:00Z,b@example.com,,bought
	add,cart-abandon,anonymous:x,2026-11-15T00:00:00Z,c@example.com,,left a cart
END
run export-audience -q --for meta audience.csv
out <<-END
	email,phone,extern_id
	$(h a@example.com),,1
	$(h c@example.com),,
END
end

case_of "a value for Meta is a number of 0 or more, of a column that is renamed"
given people.csv <<-END
	customer_id,email,clv
	1,a@example.com,120.50
	2,b@example.com,-3
	3,c@example.com,
END
run export-audience -q --for meta -c value=clv people.csv
out <<-END
	email,phone,extern_id,value
	$(h a@example.com),,1,120.50
	$(h b@example.com),,2,
	$(h c@example.com),,3,
END
end

case_of "when somebody opted in, if a consent record tells it"
given people.csv <<-END
	customer_id,email,email_consent
	1,a@example.com,explicit
	2,b@example.com,explicit
END
given consent.csv <<-END
	email,channel,state,at
	a@example.com,email,explicit,2026-01-02T03:04:05Z
END
run export-audience --for omnisend --consent consent.csv people.csv
out <<-END
	Email,Phone,Email opt-in date
	a@example.com,,2026-01-02T03:04:05Z
	b@example.com,,
END
err <<-END
	export-audience: --consent: joined 1 of 1
	export-audience: no column first_name, last_name, city, region, country: left out
END
end

case_of "templates that Postmark numbers; transactional mail has its own stream, and needs no consent"
sends 1@17T08 2@17T09 >sends.csv
sed -i '2s/,f-s,/,1234,/; 3s/,marketing,/,transactional,/' sends.csv
given people.csv <<-END
	customer_id,email_consent
	2,denied
END
export-audience -q --for postmark --from a@example.com --customers people.csv sends.csv |
    grep -o '"TemplateId":[^,]*\|"TemplateAlias":[^,]*\|"MessageStream":[^,]*' >said
run cat said
out <<-END
	"TemplateId":1234
	"MessageStream":"broadcast"
	"TemplateAlias":"f-s"
	"MessageStream":"outbound"
END
end

case_of "a send of no template, where one is wanted"
sends 1@17T08 2@17T09 >sends.csv
sed -i '2s/,f-s,/,,/' sends.csv
for p in postmark ses klaviyo-events; do
	# shellcheck disable=SC2046  # an option, or none
	export-audience --for $p $(sender $p) sends.csv | grep -o 'c[12]@example.com'
done >said 2>&1
run cat said
out <<-END
	export-audience: dropped: 1 no-template
	c2@example.com
	export-audience: dropped: 1 no-template
	c2@example.com
	c1@example.com
	c2@example.com
END
end

case_of "SES takes what is ASCII before the @; an international domain goes as the DNS has it"
sends 1@17T08 2@17T09 >sends.csv
sed -i '2s/c1@/\xc3\xbc@/; 3s/example.com/ex\xc3\xa4mple.com/' sends.csv
{
	export-audience --for ses --from a@example.com --dropped no.csv sends.csv |
	    grep -o '"ToAddresses[^]]*'
	cut -d, -f2- no.csv
	export-audience -q --for mailchimp sends.csv | cut -d, -f1
} >said 2>&1
run cat said
out <<-END
	export-audience: dropped: 1 no-address
	"ToAddresses":["c2@xn--exmple-cua.com"
	address,code,rule,observed,threshold
	ü@example.com,no-address,ses,ü@example.com,ASCII
	Email Address
	c2@xn--exmple-cua.com
END
end

case_of "an e-mail that Mailchimp doesn't take is left out of a row with a phone, and counted"
given people.csv <<-END
	customer_id,email,phone,email_consent,sms_consent
	1,jürgen@example.com,+12025550101,explicit,explicit
	2,jörg@example.com,+12025550102,explicit,denied
	3,c@example.com,+12025550103,denied,explicit
END
run export-audience --for mailchimp people.csv
out <<-END
	Email Address,SMS Phone Number
	,+12025550101
	,+12025550103
END
err <<-END
	export-audience: no column first_name, last_name, city, region, country: left out
	export-audience: dropped: 1 no-address
	export-audience: left out: 1 e-mails that mailchimp doesn't take
END
end

case_of "an ad audience is marketing, of transactional sends too; nothing in it is plain that says who it is"
sends 1@17T08 2@17T09 >sends.csv
sed -i 's/,marketing,/,transactional,/' sends.csv
given people.csv <<-END
	customer_id,email_consent
	1,denied
END
given numbers.csv <<-END
	customer_id,email,phone
	+12025550101,a@example.com,+12025550102
	b@example.com,c@example.com,
END
{
	export-audience -q --for meta --customers people.csv sends.csv
	export-audience -q --for meta numbers.csv
} >said
run cat said
out <<-END
	email,phone,extern_id
	$(h c2@example.com),,2
	email,phone,extern_id
	$(h a@example.com),$(h 12025550102),
	$(h c@example.com),,
END
end

case_of "an opt-in date is of who has said yes, and of an address that is there"
given people.csv <<-END
	customer_id,email,phone,email_consent,sms_consent,email_consent_at,sms_consent_at,last_order_at
	1,a@example.com,+12025550101,explicit,denied,2026-01-01,2026-02-01,
	2,b@example.com,+12025550102,implied,explicit,2026-01-01,2026-02-01,2026-03-01
	3,c@example.com,+12025550103,denied,explicit,2026-01-01,2026-02-01,
END
given consent.csv <<-END
	email,channel,state,at
	a@example.com,email,implied,2026-09-02T03:04:05Z
END
{
	export-audience -q --for omnisend people.csv
	export-audience -q --for omnisend --consent consent.csv people.csv
} >said
run grep -v '^,' said
out <<-END
	Email,Phone,Email opt-in date,SMS opt-in date
	a@example.com,,2026-01-01,
	b@example.com,+12025550102,,2026-02-01
	Email,Phone,Email opt-in date,SMS opt-in date
	a@example.com,,,
	b@example.com,+12025550102,,2026-02-01
END
end

case_of "--remove: hashes are read in either case; a file of another platform's is refused"
given people.csv <<-END
	customer_id,email,phone,email_consent
	1,a@example.com,,explicit
END
{
	echo phone,extern_id,email
	printf ',1,%s\r\n' "$(h a@example.com | tr a-f A-F)"
	printf '%s,2,\r\n' "$(h 12025550101 | tr a-f A-F)"
} >last.csv
given plain.csv <<-END
	email,phone
	b@example.com,+12025550101
END
{
	export-audience -q --for meta --remove last.csv people.csv
	export-audience -q --for meta --remove plain.csv people.csv || echo $?
	export-audience -q --remove last.csv people.csv || echo $?
	head -c 80 last.csv >cut.csv
	export-audience -q --for meta --remove cut.csv people.csv || echo $?
} >said 2>&1
run grep -v "isn't known" said
out <<-END
	phone,extern_id,email
	$(h 12025550101),2,
	export-audience: plain.csv:2: email: 'b@example.com': want a SHA-256: the file is another platform's
	2
	export-audience: last.csv:2: email: '$(h a@example.com | tr a-f A-F)': want no SHA-256: the file is an ad platform's
	2
	export-audience: cut.csv:2: email: '$(h a@example.com | tr a-f A-F | cut -c1-55)': want a SHA-256: the file is another platform's
	2
END
end

case_of "--remove: a last file that a spreadsheet has saved is read all the same, but no phone that it has shortened"
given then.csv <<-END
	customer_id,email,phone,email_consent,sms_consent
	1,a@example.com,+4915112345671,explicit,explicit
	2,b@münchen.de,+4915112345672,explicit,explicit
	3,c@example.com,+4915112345673,explicit,explicit
	4,,+4915112345674,,explicit
	5,e@example.com,+4915112345675,explicit,explicit
END
sed '/^5,/d' then.csv >now.csv
given last.csv <<-END
	Email,Phone Number
	 A@Example.com ,4915112345671
	B@München.de,'+4915112345672
	c@example.com,+49 151 12345673
	,004915112345674
	E@example.com,'4915112345675
END
{
	export-audience -q --for klaviyo --remove last.csv now.csv
	for phone in 4.91511E+11 '"4,91511E+11"' +4.91511E+11 4915112345671.0 0151123456; do
		printf 'Email,Phone Number\na@example.com,%s\n' "$phone" >last.csv
		export-audience -q --for klaviyo --remove last.csv -o gone.csv now.csv || echo $?
	done
	printf 'Email,Phone Number\na@,\n' >last.csv
	export-audience -q --for klaviyo --remove last.csv -o gone.csv now.csv || echo $?
	ls gone.csv
} >said 2>&1
run grep -v "isn't known" said
out <<-END
	Email,Phone Number
	e@example.com,+4915112345675
	export-audience: last.csv:2: Phone Number: '4.91511E+11': not a phone in E.164 (want such as +12025550123)
	2
	export-audience: last.csv:2: Phone Number: '4,91511E+11': not a phone in E.164 (want such as +12025550123)
	2
	export-audience: last.csv:2: Phone Number: '+4.91511E+11': not a phone in E.164 (want such as +12025550123)
	2
	export-audience: last.csv:2: Phone Number: '4915112345671.0': not a phone in E.164 (want such as +12025550123)
	2
	export-audience: last.csv:2: Phone Number: '0151123456': not a phone in E.164 (want such as +12025550123)
	2
	export-audience: last.csv:2: Email: 'a@': not an e-mail address (want such as ana@example.com)
	2
	$(ls gone.csv 2>&1)
END
end

case_of "--remove: a row that is rejected isn't somebody who has left"
given last.csv <<-END
	Email,Phone Number
	a@example.com,
	b@example.com,
END
given now.csv <<-END
	customer_id,email,email_consent
	1,a@example.com,explicit
	2,b@example.com,explicit,x
END
run export-audience -q --for klaviyo --remove last.csv --max-rejects 5 -o gone.csv now.csv
find . -name 'gone*' >>got.out
err <<-END
	export-audience: now.csv:3: 4 cells (want 3)
	export-audience: who leaves isn't known until that is mended
END
status 2
end

case_of "what would have all of its request refused is dropped"
sends 1@17T08 2@17T09 3@17T10 4@17T11 5@17T12 6@17T13 >sends.csv
python3 - <<-END
	import json
	rows = open("sends.csv").read().splitlines()
	def put(i, data):
	    rows[i] += '"%s"' % json.dumps(data).replace('"', '""')
	put(1, {"k%d" % i: [i, "{,\\""] for i in range(393)})   # and 7 of ours
	put(2, {"k%d" % i: i for i in range(394)})
	put(3, {"text": "x" * 100001})
	rows[4] = rows[4].replace("c4@", "c" * 88 + "@")
	rows[5] = rows[5].replace(",email,c5@example.com,5,", ",push,token,c5@example.com,")
	put(6, {"text": "x" * 262144})
	open("sends.csv", "w").write("\n".join(rows) + "\n")
END
for p in klaviyo-events postmark ses; do
	# shellcheck disable=SC2046  # an option, or none
	export-audience -q --for $p $(sender $p) --dropped no.csv sends.csv |
	    grep -o '"send_id"\|unique_id' | wc -l
	cut -d, -f1,3- no.csv
done >said 2>&1
run cat said
out <<-END
	1
	customer_id,code,rule,observed,threshold
	4,no-address,klaviyo-events,$(printf 'c%.0s' $(seq 88))@example.com,99 bytes at most
	c5@example.com,no-address,customer_id,c5@example.com,one of the shop's own
	2,too-large,members,401,400 at most
	3,too-large,bytes of a member,100010,100000 at most
	6,too-large,bytes of a member,262153,100000 at most
	5
	customer_id,code,rule,observed,threshold
	c5@example.com,no-address,channel,push,an e-mail address
	4
	customer_id,code,rule,observed,threshold
	c5@example.com,no-address,channel,push,an e-mail address
	6,too-large,bytes,262366,262144 at most
END
end

case_of "names that differ in case alone are one file to some; there may be more files than can be open"
sends 1@17T08 2@17T09 >sends.csv
sed '3s/,f-s,/,F-S,/' sends.csv >case.csv
# shellcheck disable=SC2046  # words
sends $(seq -f %.0f@17T08 11 99) >many.csv
run export-audience --split template -o a.csv case.csv
mkdir many
sh -c 'ulimit -n 40 && exec export-audience --split customer_id -o many/a.csv many.csv'
find . -name 'a*' | wc -l >>got.out
out <<-END
	89
END
err <<-END
	export-audience: a-F-S.csv: would be written twice, where case doesn't tell names apart
END
status 2
end

case_of "a last sigma, behind an accent too, and before one; whatever form the text comes in"
acute=$(printf '\314\201')
tilde=$(printf '\314\203')
given people.csv <<-END
	customer_id,email,first_name,last_name
	1,a@example.com,ΟΔΥΣΣΕΎΣ,ΟΔΥΣΣΕΥ${acute}Σ
	2,b@example.com,Ω${tilde}Σ,Ο'ΣΑ
	3,c@example.com,李Σ,Σ
END
run export-audience -q --for google people.csv
for name in οδυσσεύς οδυσσεύς "ω${tilde}ς" "ο'σα" 李σ σ; do
	printf %s "$name" | sha256sum | cut -c1-64
done >hashes
cut -d, -f3,4 got.out | tr , '\n' >shown
mv shown got.out
out <<-END
	First Name
	Last Name
	$(cat hashes)
END
end

case_of "no letter is cut off from its accent, and no tag in two"
acute=$(printf '\314\201')
given people.csv <<-END
	customer_id,email,email_consent,first_name,tags
	1,a@example.com,explicit,$(printf 'a%.0s' $(seq 254))e$acute,"vip, $(printf 'b%.0s' $(seq 247)), wholesale"
	2,b@example.com,explicit,$(printf 'a%.0s' $(seq 252))e$acute,$(printf 'b%.0s' $(seq 256))
	3,c@example.com,explicit,$(printf 'a%.0s' $(seq 252))e${acute}x,
END
run export-audience --for mailchimp people.csv
out <<-END
	Email Address,SMS Phone Number,First Name,Tags
	a@example.com,,$(printf 'a%.0s' $(seq 254)),"vip, $(printf 'b%.0s' $(seq 247))"
	b@example.com,,$(printf 'a%.0s' $(seq 252))e$acute,
	c@example.com,,$(printf 'a%.0s' $(seq 252))e$acute,
END
err <<-END
	export-audience: no column last_name, city, region, country: left out
	export-audience: clipped to 255 bytes: 2 of First Name, 2 of Tags
END
end

case_of "whoever has a relay's address is in no format by phone or push, either"
sends 1@17T08 2@17T09 3@17T10 >sends.csv
sed -i 's/,email,c1@example.com/,sms,+12025550101/; s/,email,c2@example.com/,push,token/; s/c3@example.com//' sends.csv
given people.csv <<-END
	customer_id,email
	1,x1@marketplace.amazon.com
	2,x2@marketplace.amazon.com
	3,c@example.com
END
run export-audience -q --customers people.csv --dropped no.csv sends.csv
cut -d, -f1,3 no.csv >>got.out
out <<-END
	customer_id,email,phone,first_name,last_name,country,language,send_id,send_at,channel,address,flow,step,class,template,variant,tags,reason,data
	customer_id,code
	1,relay
	2,relay
	3,no-address
END
end

case_of "options that don't go together"
given people.csv <<-END
	customer_id,email
	1,a@example.com
END
for options in "--json --for klaviyo" "--columns x --for meta" "--guard --for ses --from a" "--remove x -j" "--for postmark" "--for klaviyo-events --from a" "--from a" "--split x" "--for such" "--for klaviyo-events" "--columns such" "--columns email"; do
	# shellcheck disable=SC2086  # words
	export-audience $options people.csv
done >said 2>&1
run grep -v "try 'export" said
out <<-END
	export-audience: --json: klaviyo has a format of its own
	export-audience: --columns: meta takes no further columns
	export-audience: --guard and --remove: want a platform that takes CSV
	export-audience: --guard and --remove: want a platform that takes CSV
	export-audience: --for postmark: want --from
	export-audience: --for klaviyo-events: want no --from
	export-audience: --from: generic asks for no sender
	export-audience: --split: want -o FILE, and no --remove
	export-audience: --for: 'such': want generic, klaviyo-events, klaviyo, mailchimp, omnisend, brevo, sendgrid, listmonk, postmark, ses, meta, google or tiktok
	export-audience: --for klaviyo-events: want sends (schedule-sends writes them)
	export-audience: --columns: no column 'such'
	export-audience: two columns 'email'
END
end

finish
