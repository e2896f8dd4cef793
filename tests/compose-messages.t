#!/bin/sh
# compose-messages: what is filled in, what is refused, and mails as others read
# them.
# shellcheck source=tests/lib.sh
. "${0%/*}/lib.sh"

SENDLIST_AS_OF=2026-11-16
export SENDLIST_AS_OF

# sends [NAME=VALUE ...] DATA ...: a send for each data, of customers 1, 2 ... and
# with such cells from there on.
sends() {
	echo send_id,action,send_at,channel,address,customer_id,flow,step,class,template,trigger_id,triggered_at,decided_at,expires_at,variant,tags,reason,data
	n=0 action=send channel=email address='' class=transactional template=hi expires=''
	for s; do
		case $s in
		action=* | channel=* | address=* | class=* | template=* | expires=*)
			eval "${s%%=*}=\${s#*=}"
			continue ;;
		esac
		n=$((n + 1))
		printf '%s\n' "$(printf 'a\037s\037t%s' $n | sha256sum | cut -c1-32),$action,2026-11-17T08:00:00Z,$channel,${address:-c$n@example.com},$n,a,s,$class,$template,t$n,2026-11-16,2026-11-16T00:00:00Z,$expires,,,r,\"$(printf '%s' "$s" | sed 's/"/""/g')\""
	done
}

# written COLUMN ...: what the tool writes of these, without a header.
written() { python3 "$tests/columns.py" "$@" <got.out >shown && mv shown got.out; }

# template [NAME] (standard input): t/NAME.
template() {
	mkdir -p t
	cat >"t/${1:-hi.txt}"
}

case_of "data, then the customer's record, then the send itself"
template <<-'END'
	Subject: {{first_name}} {{city}} {{customer_id}}

	{{first_name}} of {{city}}: {{flow}} {{step}}
END
given customers.csv <<-END
	customer_id,email,first_name,city,flow
	1,,Not Ana,Rome,theirs
	,C2@example.com,Ben,Oslo,
END
sends '{"first_name":"Ana"}' '{"first_name":"","city":null}' >sends.csv
run compose-messages --templates t --customers customers.csv sends.csv
written to subject text
out <<-END
	c1@example.com|Ana Rome 1|Ana of Rome: theirs s
	|
	c2@example.com|Ben Oslo 2|Ben of Oslo: a s
	|
END
sed -i 's/^|$//' want.out
sed -i '/^|*$/d' got.out want.out
err <<-END
	compose-messages: --customers: joined 2 of 2
END
end

case_of "money and long numbers come out as they were written"
template <<-'END'
	Subject: s

	{{total}} {{id}} {{n.m}} {{#items}}{{price}}x{{quantity}} {{/items}}{{yes}}
END
sends '{"total":12.50,"id":123456789012345678901234567890,"n":{"m":1e2},"items":[{"price":3.00,"quantity":2},{"price":0.10,"quantity":1}],"yes":true}' >sends.csv
run compose-messages --templates t -j sends.csv
python3 -c 'import json; print(json.loads(open("got.out").read())["text"], end="")' >shown
mv shown got.out
out <<-END
	12.50 123456789012345678901234567890 1e2 3.00x2 0.10x1 true
END
end

case_of "false is a word, which no default stands for; to a section it is nothing"
template <<-'END'
	Subject: {{gift}} {{paid}}
	Default-gift: default

	{{gift}} {{#gift}}wrapped{{/gift}}{{^gift}}bare{{/gift}} {{paid}} {{#paid}}paid{{/paid}}{{^paid}}due{{/paid}}
END
printf 'customer_id,paid\n1,true\n2,false\n' >customers.csv
sends '{"gift":true}' '{"gift":false}' >sends.csv
run compose-messages -q --templates t --customers customers.csv sends.csv
written subject text
sed -i '/^|*$/d' got.out
out <<-END
	true true|true wrapped true paid
	false false|false bare false due
END
end

case_of "what is missing or blank is an error, unless it has a default; never 'Hi ,'"
template <<-'END'
	Subject: Hi

	Hi {{first_name}},
END
template kind.txt <<-'END'
	Subject: Hi
	Default-first_name: there

	Hi {{first_name}},
END
template asks.txt <<-'END'
	Subject: Hi

	Hi {{#first_name}}{{first_name}}{{/first_name}}{{^first_name}}you{{/first_name}},
END
sends '{}' '{"first_name":""}' '{"first_name":null}' '{"first_name":"  "}' \
    '{"first_name":{"x":1}}' '{"first_name":"Ana"}' template=kind '{}' '{"first_name":"Ana"}' template=asks '{}' '{"first_name":"Ana"}' >sends.csv
run compose-messages --templates t -j sends.csv
python3 -c 'import json
for line in open("got.out"): print(json.loads(line)["text"], end="")' >shown
mv shown got.out
out <<-END
	Hi Ana,
	Hi there,
	Hi Ana,
	Hi you,
	Hi Ana,
END
err <<-END
	compose-messages: sends.csv:2: template: 'hi': no first_name, and no default
	compose-messages: sends.csv:3: template: 'hi': no first_name, and no default
	compose-messages: sends.csv:4: template: 'hi': no first_name, and no default
	compose-messages: sends.csv:5: template: 'hi': no first_name, and no default
	compose-messages: sends.csv:6: template: 'hi': first_name isn't a text (want a section)
END
status 1
end

case_of "what nobody would see is blank, too: in data, records and defaults"
template <<-'END'
	Subject: {{n}}, hey

	Hi {{n}},
END
printf 'Subject: s\nDefault-n: \302\240\n\nHi {{n}},\n' | template nbsp.txt
printf 'Subject: s\nDefault-n: {{m}}\n\nHi {{n}},\n' | template tag.txt
printf 'Subject: s\n\n\302\240\n' | template nothing.txt
printf 'customer_id,n\n8,\302\240\n' >customers.csv
sends '{"n":" "}' '{"n":"​"}' '{"n":"\u00a0\u3000"}' '{"n":"\t\n"}' \
    '{"n":"\ufeff"}' '{"n":"\u0001"}' '{"n":"\ud83d\ude00"}' '{}' \
    template=nbsp '{}' template=tag '{"m":"x"}' template=nothing '{}' >sends.csv
run compose-messages -q --templates t --customers customers.csv sends.csv
written subject text
sed -i '/^|*$/d' got.out
out <<-END
	😀, hey|Hi 😀,
END
compose-messages --templates t --customers customers.csv sends.csv 2>&1 >/dev/null | cut -d: -f2,3,5- >got.err
err <<-END
	 sends.csv:2: 'hi': no n, and no default
	 sends.csv:3: 'hi': no n, and no default
	 sends.csv:4: 'hi': no n, and no default
	 sends.csv:5: 'hi': no n, and no default
	 sends.csv:6: 'hi': no n, and no default
	 sends.csv:7: 'hi': no n, and no default
	 sends.csv:9: 'hi': no n, and no default
	 sends.csv:10: 'nbsp': t/nbsp.txt:2: 'Default-n:  ': blank (leave it out)
	 sends.csv:11: 'tag': t/tag.txt:2: 'Default-n: {{m}}': a tag (a default is a text as it is)
	 sends.csv:12: 'nothing': t/nothing.txt: no text
	 --customers: joined 1 of 11
END
status 1
end

case_of "defaults.txt has defaults of all templates; a template's own go first"
template defaults.txt <<-'END'
	Default-a: for all
	Default-b: for all
END
template <<-'END'
	Subject: s
	default-b: own

	{{a}} {{b}}
END
sends '{}' >sends.csv
run compose-messages --templates t sends.csv
written text
out <<-END
	for all own

END
end

case_of "what defaults.txt lacks in a language is that of a wider one, or of none"
printf 'Default-a: any\nDefault-b: any\nDefault-c: any\n' | template defaults.txt
printf 'Default-b: de\nDefault-c: de\n' | template defaults.de.txt
printf 'Default-c: de-at\n' | template defaults.de-AT.txt
printf 'Default-a: fr\n' | template defaults.fr.txt
for l in '' .de .de-AT .de-CH .es; do
	printf 'Subject: s\n\n{{a}} {{b}} {{c}}' | template "hi$l.txt"
done
sends '{}' '{"language":"de"}' '{"language":"de-AT"}' '{"language":"de-CH"}' '{"language":"es"}' >sends.csv
run compose-messages --templates t sends.csv
written language text
sed -i '/^|*$/d' got.out
compose-messages --templates t --check --flow win-back | grep t/hi | cut -d, -f4- >>got.out
out <<-END
	|any any any
	de|any de de
	de-at|any de de-at
	de-ch|any de de
	es|any any any
	,
	,
	,
	,
	,
END
end

case_of "HTML is escaped, text is not, and {{{x}}} never"
template <<-'END'
	Subject: {{x}}

	{{x}} {{{x}}}
END
template hi.html <<-'END'
	<p>{{x}} {{{x}}} {{&x}}</p>
END
sends '{"x":"<script>&\"'\''"}' >sends.csv
run compose-messages --templates t -j sends.csv
python3 -c 'import json
m = json.loads(open("got.out").read())
print(m["subject"], m["text"], m["html"], sep="\n", end="")' >shown
mv shown got.out
out <<-'END'
	<script>&"'
	<script>&"' <script>&"'

	<p>&lt;script&gt;&amp;&quot;&#39; <script>&"' <script>&"'</p>
END
end

case_of "languages: the nearest, text and HTML of one, and partials of it"
for l in '' .de .de-AT; do
	printf 'Subject: s\n\nt%s{{> p}}\n' "$l" | template "hi$l.txt"
done
printf '<p>any</p>\n' | template hi.html
printf '<p>at</p>\n' | template hi.de-AT.html
printf -- '-p' | template p.txt
printf -- '-p.de' | template p.de.txt
sends '{"language":"de-AT"}' '{"language":"DE_at"}' '{"language":"de-CH"}' '{"language":"fr"}' '{"language":"de_AT-x-y"}' '{"language":"German!"}' '{}' >sends.csv
run compose-messages --templates t sends.csv
written language text html
sed -i '/^|*$/d' got.out
out <<-END
	de-at|t.de-AT-p.de
	|<p>at</p>
	de-at|t.de-AT-p.de
	|<p>at</p>
	de|t.de-p.de
	|t-p
	|<p>any</p>
	de-at|t.de-AT-p.de
	|<p>at</p>
	|t-p
	|<p>any</p>
	|t-p
	|<p>any</p>
END
err <<-END
	compose-messages: 1 languages aren't language tags, and count as none
END
end

case_of "partials of text and HTML: of the template's language, wider, or of none; never another's"
for l in '' .de .de-AT; do
	printf 'Subject: s\n\nt%s{{> p}}{{> q}}\n' "$l" | template "hi$l.txt"
	printf '<p>{{> p}}{{> q}}{{> r}}</p>\n' | template "hi$l.html"
done
for l in '' .de .fr; do
	printf -- '-p%s' "$l" | template "p$l.txt"
done
printf -- '-p' | template p.html
printf -- '-p.de-AT' | template p.de-AT.html
printf -- '-p.fr' | template p.fr.html
printf -- '-q' | template q.txt
printf -- '-q' | template q.html
printf -- '-q.at' | template q.at.html
printf -- '{{> p}}' | template r.html
sends '{"language":"de-AT"}' '{"language":"de"}' '{"language":"fr"}' '{}' >sends.csv
run compose-messages --templates t sends.csv
written text html
sed -i '/^|*$/d' got.out
out <<-END
	t.de-AT-p.de-q
	|<p>-p.de-AT-q-p.de-AT</p>
	t.de-p.de-q
	|<p>-p-q-p</p>
	t-p-q
	|<p>-p-q-p</p>
	t-p-q
	|<p>-p-q-p</p>
END
end

case_of "the customer's language, too"
printf 'Subject: s\n\nany\n' | template
printf 'Subject: s\n\npt\n' | template hi.pt-br.txt
given customers.csv <<-END
	customer_id,language
	1,pt-BR
	2,pt-BR
END
sends '{}' '{"language":"en"}' >sends.csv
run compose-messages -q --templates t --customers customers.csv sends.csv
written language text
sed -i '/^|*$/d' got.out
out <<-END
	pt-br|pt
	|any
END
end

case_of "the delimiters of a Subject are its own, and the columns of the text are found"
printf 'Subject: {{=<%% %%>=}}<%%n%%>\nFrom: a{{n}}@shop.example\n\n{{m}}\n' | template
printf 'customer_id,n,m\n1,Ann,Mo\n' >customers.csv
sends '{}' >sends.csv
run compose-messages -q --templates t --customers customers.csv sends.csv
written from subject text
sed -i '/^|*$/d' got.out
out <<-END
	aAnn@shop.example|Ann|Mo
END
end

case_of "two files of one language; a folder that isn't there"
printf 'Subject: s\n\n' | template hi.de-AT.txt
printf 'Subject: s\n\n' | template hi.de_at.txt
sends '{}' >sends.csv
run compose-messages --templates t sends.csv
compose-messages --templates u sends.csv 2>>got.err
err <<-END
	compose-messages: t/hi.de_at.txt: the language is that of another file of 'hi', too
	compose-messages: u: No such file or directory
END
status 2
end

case_of "a FIFO, a device, a folder, a socket or a link to nothing in a template's place"
printf 'Subject: s\n\nok\n' | template
mkdir t/folder t/notes
mkfifo t/.draft.txt t/fifo
ln -s ../t/hi.txt t/link.txt
sends template=link '{}' >sends.csv
run compose-messages --templates t sends.csv
written text
sed -i '/^|*$/d' got.out
try() {
	timeout 10 compose-messages --templates t "$@" >>got.out 2>>got.err
	echo $? >>got.out
	rm -rf t/x.*
}
mkfifo t/x.txt
try sends.csv
mkfifo t/x.de.html
try --check
mkdir t/x.html
try sends.csv
ln -s /dev/zero t/x.txt
try sends.csv
ln -s nowhere t/x.txt
try sends.csv
python3 -c 'import socket; socket.socket(socket.AF_UNIX).bind("t/x.txt")'
try sends.csv
out <<-END
	ok
	2
	2
	2
	2
	2
	2
END
err <<-END
	compose-messages: t/x.txt: not a regular file, as a template is (want it renamed, or away)
	compose-messages: t/x.de.html: not a regular file, as a template is (want it renamed, or away)
	compose-messages: t/x.html: not a regular file, as a template is (want it renamed, or away)
	compose-messages: t/x.txt: not a regular file, as a template is (want it renamed, or away)
	compose-messages: t/x.txt: No such file or directory
	compose-messages: t/x.txt: not a regular file, as a template is (want it renamed, or away)
END
end

case_of "templates that can't be used reject their sends, and say where they are at fault"
printf 'Subject: s\n\nok\n' | template good.txt
printf 'Subject: s\n\nHi\n{{#a}}\n' | template open.txt
printf 'Subjct: s\n\nHi\n' | template head.txt
printf 'Subject: {{\n\nHi\n' | template tag.txt
printf 'Subject: s\nsubject: t\n\nHi\n' | template twice.txt
printf 'Subject: s\nDefault-x: \n\nHi\n' | template blank.txt
printf 'Hello there\n' | template none.txt
printf 'Subject: s\n\n{{> nowhere}}\n' | template part.txt
printf 'Subject: s\n\n{{> bad}}\n' | template deep.txt
printf '\n{{/a}}\n' | template bad.txt
printf 'Subject: s\n\n{{> loop}}\n' | template round.txt
printf '{{> loop}}' | template loop.txt
printf 'Subject: s\n\n\377\n' | template bytes.txt
printf 'Subject: s\n\nHi\0you\n' | template nul.txt
printf 'From: x\n\nHi\n' | template nosubject.txt
printf 'Subject: s\nFrom: x\n\nHi\n' | template from.txt
printf 'Subject: s\n\n{{a}}\n' | template empty.txt
printf 'secret' >secret.txt
{
	sends template=open '{}' template=head '{}' template=tag '{}' \
	    template=twice '{}' template=blank '{}' template=none '{}' \
	    template=part '{}' template=deep '{}' template=round '{}' \
	    template=bytes '{}' template=nul '{}' template=nosubject '{}' template=from '{}' \
	    template=missing '{}' template=../secret '{}' template=.hidden '{}' \
	    template= '{}' template=defaults '{}' template=good '{}'
} >sends.csv
run compose-messages --templates t sends.csv
written template text
sed -i '/^|*$/d' got.out
sed -i 's/^compose-messages: sends.csv:[0-9]*: template: //' got.err
out <<-END
	good|ok
END
err <<-END
	'open': t/open.txt:4: a section without its end: 'a'
	'head': t/head.txt:1: 'Subjct: s': not a header (want Subject, From, Reply-To or Default-COLUMN, and behind them a blank line)
	'tag': t/tag.txt:1: a tag without its end
	'twice': t/twice.txt:2: 'subject: t': given twice
	'blank': t/blank.txt:2: 'Default-x:': blank (leave it out)
	'none': t/none.txt:1: 'Hello there': not a header (want Subject, From, Reply-To or Default-COLUMN, and behind them a blank line)
	'part': t/part.txt: no partial 'nowhere'
	'deep': t/bad.txt:2: no section to end: 'a'
	'round': partials without end: 'loop'
	'bytes': t/bytes.txt: not UTF-8
	'nul': t/nul.txt: a NUL byte
	'nosubject': no Subject, which an e-mail wants
	'from': From: 'x': not an e-mail address
	'missing': no missing.txt in t
	'../secret': no ../secret.txt in t
	'.hidden': no .hidden.txt in t
	template: no NAME.txt in t
	'defaults': no defaults.txt in t
END
sed -i 's/^template: no NAME/compose-messages: sends.csv:18: template: no NAME/' want.err
sed -i "s/^'': no NAME/compose-messages: sends.csv:18: template: no NAME/" got.err
status 1
end

case_of "SMS and push: a text without a line's end, and no HTML; a push may have a title"
printf '\nSale for {{name}}  \n\n' | template sms.txt
printf 'Subject: {{name}}!\n\nSale\n' | template push.txt
printf '<p>no</p>' | template push.html
sends class=marketing channel=sms address=+12025550123 template=sms '{"name":"Ana"}' template=push '{"name":"Ana"}' channel=push address=tok '{"name":"Ana"}' >sends.csv
run compose-messages --templates t sends.csv
out <<-END
	send_id,send_at,channel,class,to,from,reply_to,subject,text,html,headers,flow,step,template,language,customer_id,expires_at
	$(sed -n 2p sends.csv | cut -d, -f1),2026-11-17T08:00:00Z,sms,marketing,+12025550123,,,,Sale for Ana,,,a,s,sms,,1,
	$(sed -n 4p sends.csv | cut -d, -f1),2026-11-17T08:00:00Z,push,marketing,tok,,,Ana!,Sale,,,a,s,push,,3,
END
err <<-END
	compose-messages: sends.csv:3: template: 'push': t/push.txt: a Subject, which an SMS hasn't
END
status 1
end

case_of "only what is to go: not held, called back, expired, or twice"
printf 'Subject: s\n\nok\n' | template
sends '{}' action=held '{}' action=retract '{}' action=send expires=2026-11-16T12:00:00Z '{}' expires=2026-11-16 '{}' expires=2026-11-17 '{}' >sends.csv
{ cat sends.csv; sed -n 2p sends.csv; } >again.csv
run compose-messages --templates t again.csv
written customer_id
sed -i '/^|*$/d' got.out
sed -i "s/'[0-9a-f]\{32\}'/'ID'/" got.err
out <<-END
	1
	6
END
err <<-END
	compose-messages: again.csv:8: send_id: 'ID': twice in the list
	compose-messages: set aside: 1 called back, 2 expired, 1 held
END
status 1
end

# later SENDS N ...: the rows of these numbers again, called back by a later one.
later() {
	file=$1
	shift
	for n; do
		sed -n "$((n + 1))s/,send,/,retract,/p" "$file"
	done
}

case_of "--mail: a row that calls a send back takes its mail back; one decided again goes"
printf 'Subject: s\n\nok {{n}}\n' | template
mkdir m
sends class=marketing '{"n":1}' '{"n":2}' '{"n":3}' '{"n":4}' >sends.csv
{ cat sends.csv; later sends.csv 1 3 2; sed -n '3s/:2}/:22}/p' sends.csv; later sends.csv 1; } >all.csv
run compose-messages --templates t --unsubscribe mailto:u@shop.example --from a@shop.example --mail m all.csv
{
	find m -type f | wc -l
	grep -h ^ok m/*.eml | sort
	find m -name '.*'
} >>got.out
out <<-END
	2
	ok 22
	ok 4
END
err <<-END
	compose-messages: 2 marketing e-mails have no one-click List-Unsubscribe, which large mailbox providers want (want --unsubscribe with a URL of https)
	compose-messages: m: 2 mails written, 0 were there
	compose-messages: set aside: 4 called back
END
end

case_of "--mail: what an earlier run left there isn't taken back, and that is told"
printf 'Subject: s\n\nok {{n}}\n' | template
mkdir m
sends '{"n":1}' '{"n":2}' '{"n":3}' >sends.csv
compose-messages -q --templates t --from a@shop.example --mail m sends.csv
{ sed 's/:2}/:22}/' sends.csv; later sends.csv 1 2; } >all.csv
run compose-messages --templates t --from a@shop.example --mail m all.csv
{ sed 1q sends.csv; later sends.csv 3; } >late.csv
compose-messages --templates t --from a@shop.example --mail m late.csv 2>>got.err
grep -h ^ok m/*.eml | sort >>got.out
find m -name '.*' >>got.out
out <<-END
	ok 1
	ok 2
	ok 3
END
err <<-END
	compose-messages: all.csv:5: action: 'retract': its mail is there from an earlier run (want it removed)
	compose-messages: all.csv:6: action: 'retract': its mail is there from an earlier run (want it removed)
	compose-messages: m: 0 mails written, 1 were there
	compose-messages: late.csv:2: action: 'retract': its mail is there from an earlier run (want it removed)
	compose-messages: m: 0 mails written, 0 were there
END
status 1
end

case_of "a record that is written is not taken back, and that is told"
printf 'Subject: s\n\nok\n' | template
sends '{}' template=none '{}' >sends.csv
{ cat sends.csv; later sends.csv 1 2 2; sed -n 2p sends.csv; } >all.csv
run compose-messages --templates t all.csv
written customer_id
sed -i '/^|*$/d' got.out
sed -i "s/'[0-9a-f]\{32\}'/'ID'/" got.err
out <<-END
	1
END
err <<-END
	compose-messages: all.csv:3: template: 'none': no none.txt in t
	compose-messages: all.csv:4: action: 'retract': too late: its message is written (only --mail takes one back)
	compose-messages: all.csv:7: send_id: 'ID': twice in the list
	compose-messages: set aside: 2 called back
END
status 1
end

case_of "a record that was rejected, called back and decided anew is written"
printf 'Subject: s\n\n{{x}}\n' | template
sends '{}' >sends.csv
sends '{"x":1}' >anew.csv
{ cat sends.csv; later sends.csv 1; sed 1d anew.csv; } >all.csv
run compose-messages --templates t all.csv
written customer_id
err <<-END
	compose-messages: all.csv:2: template: 'hi': no x, and no default
	compose-messages: set aside: 1 called back
END
out <<-END
	1
END
status 1
end

case_of "of a difference of diff-sends what is removed isn't written"
printf 'Subject: s\n\nok\n' | template
sends '{}' '{}' '{}' >three.csv
sed '2d; 4s/2026-11-17T08/2026-11-17T09/' three.csv >two.csv
sed '3d' three.csv >one.csv
diff-sends three.csv two.csv >removed.csv
diff-sends one.csv three.csv >added.csv
run compose-messages --templates t removed.csv
compose-messages --templates t added.csv >>got.out 2>>got.err
written customer_id
sed -i '/^|*$/d' got.out
out <<-END
	3
	customer_id
	2
END
err <<-END
	compose-messages: set aside: 1 called back
END
end

case_of "without an as-of it is now"
printf 'Subject: s\n\nok\n' | template
sends expires=2026-11-16T12:00:00Z '{}' expires=9999-01-01 '{}' >sends.csv
run env -u SENDLIST_AS_OF compose-messages --templates t sends.csv
written customer_id
sed -i '/^|*$/d' got.out
out <<-END
	2
END
err <<-END
	compose-messages: set aside: 1 expired
END
end

case_of "who shares a phone with somebody isn't called by their name"
template <<-'END'
	Subject: s
	Default-first_name: you

	Hi {{first_name}}
END
given customers.csv <<-END
	customer_id,email,phone,first_name
	1,c1@example.com,+12025550123,
	9,ben@example.com,+12025550123,Ben
END
sends '{}' >sends.csv
run compose-messages -q --templates t --customers customers.csv sends.csv
written text
sed -i '/^|*$/d' got.out
out <<-END
	Hi you
END
end

case_of "customers of somebody else are refused"
printf 'Subject: s\n\nok\n' | template
printf 'customer_id\n77\n' >customers.csv
sends '{}' >sends.csv
run compose-messages -q --templates t --customers customers.csv sends.csv
: >got.out
err <<-END
	compose-messages: --customers: none of the sends is to one of them
END
status 2
end

case_of "what headers hold: From, Reply-To, and how to unsubscribe"
template <<-'END'
	Subject: s
	Reply-To: {{rep}} <{{rep}}@shop.example>

	ok
END
sends class=marketing '{"rep":"kim","n":"a b&c/é"}' class=transactional '{"rep":"lee","n":"x"}' >sends.csv
run compose-messages --templates t --from 'Shop <a@shop.example>' --unsubscribe 'mailto:u@shop.example?subject={{send_id}}' --unsubscribe 'HTTPS://shop.example/u?s={{customer_id}}&n={{n}}' sends.csv
written from reply_to headers
sed -i '/^|*$/d; s/[0-9a-f]\{32\}/ID/g' got.out
out <<-'END'
	Shop <a@shop.example>|kim <kim@shop.example>|{"List-Unsubscribe":"<HTTPS://shop.example/u?s=1&n=a%20b%26c%2F%C3%A9>, <mailto:u@shop.example?subject=ID>","List-Unsubscribe-Post":"List-Unsubscribe=One-Click","Message-ID":"<ID@shop.example>"}
	Shop <a@shop.example>|lee <lee@shop.example>|{"Message-ID":"<ID@shop.example>","Auto-Submitted":"auto-generated"}
END
end

case_of "nothing in the data begins a header, in records either"
template <<-'END'
	Subject: {{x}}{{{x}}}
	From: {{x}} <a@shop.example>

	ok
END
sends '{"x":"a\r\nBcc: b\u0000"}' '{"x":"a\r\nBcc: b\u0085c\u2028d\u007fe\u2029"}' >sends.csv
run compose-messages --templates t sends.csv
written subject from
sed -i '/^|*$/d' got.out
out <<-'END'
	a Bcc: b c d e a Bcc: b c d e|"a Bcc: b c d e" <a@shop.example>
END
sed -i "s/'{.*}'/DATA/" got.err
err <<-END
	compose-messages: sends.csv:2: data: DATA: not a JSON object (\\u0000 is not allowed without JSON_ALLOW_NUL)
END
status 1
end

case_of "an address of a record is one: names in quotes where they want it, no list"
template <<-'END'
	Subject: s
	From: {{x}} <a@shop.example>
	Reply-To: {{x}} <r@shop.example>

	ok
END
sends '{"x":"e <evil@example.net>, y"}' '{"x":"Ana, Ltd."}' '{"x":"a\"\\b"}' \
    '{"x":"Jörg M"}' '{"x":"Jörg, M"}' address='"a@example.com
Bcc: b@example.net"' '{"x":"x"}' address='"a@example.com,b@example.net"' '{"x":"x"}' >sends.csv
run compose-messages --templates t sends.csv
written from reply_to
sed -i '/^|*$/d' got.out
out <<-'END'
	"e <evil@example.net>, y" <a@shop.example>|"e <evil@example.net>, y" <r@shop.example>
	"Ana, Ltd." <a@shop.example>|"Ana, Ltd." <r@shop.example>
	"a\"\\b" <a@shop.example>|"a\"\\b" <r@shop.example>
	Jörg M <a@shop.example>|Jörg M <r@shop.example>
	"Jörg, M" <a@shop.example>|"Jörg, M" <r@shop.example>
END
err <<-END
	compose-messages: sends.csv:7: address: 'a@example.com?Bcc: b@example.net': not an e-mail address that a header can hold
	compose-messages: sends.csv:9: address: 'a@example.com,b@example.net': not an e-mail address that a header can hold
END
status 1
end

case_of "an address with other letters before its @ is a record's, never a sender's"
printf 'Subject: s\nFrom: {{x}}\n\nok\n' | template
sends address='é@example.com' '{"x":"a@shop.example"}' address='' '{"x":"é@shop.example"}' '{"x":"a@exämple.com"}' >sends.csv
run compose-messages --templates t sends.csv
written to
out <<-END
	é@example.com
END
err <<-END
	compose-messages: sends.csv:3: template: 'hi': From: 'é@shop.example': not ASCII before the @, which not every mail system takes (SMTPUTF8)
	compose-messages: sends.csv:4: template: 'hi': From: 'a@exämple.com': not an ASCII domain (want its xn-- form)
END
status 1
end

case_of "a mailto alone is no one-click; raw text can't break out of the URL"
printf 'Subject: s\n\nok\n' | template
sends class=marketing '{"n":"x>, <mailto:evil@example.net"}' '{"n":"x"}' >sends.csv
run compose-messages --templates t --from a@shop.example --unsubscribe 'mailto:u@shop.example?subject={{{n}}}' sends.csv
written headers
sed -i '/^|*$/d; s/[0-9a-f]\{32\}/ID/g' got.out
out <<-'END'
	{"List-Unsubscribe":"<mailto:u@shop.example?subject=x>","Message-ID":"<ID@shop.example>"}
END
err <<-END
	compose-messages: sends.csv:2: template: 'hi': --unsubscribe: 'mailto:u@shop.example?subject=x>, <mailto:evil@example.net': not a URL that a header can hold
	compose-messages: 1 marketing e-mails have no one-click List-Unsubscribe, which large mailbox providers want (want --unsubscribe with a URL of https)
END
status 1
end

case_of "marketing e-mail without one-click is told, and how much of it"
printf '\nok\n' | template sms.txt
printf 'Subject: s\n\nok\n' | template
mkdir m
sends '{}' class=marketing '{}' '{}' channel=sms address=+12025550123 template=sms '{}' >sends.csv
run compose-messages --templates t sends.csv
: >got.out
for how in "--unsubscribe https://shop.example/u" \
    "--unsubscribe mailto:u@shop.example --from a@shop.example --mail m"; do
	# shellcheck disable=SC2086  # words
	compose-messages --templates t $how sends.csv 2>>got.err >/dev/null
done
err <<-END
	compose-messages: 2 marketing e-mails have no one-click List-Unsubscribe, which large mailbox providers want (want --unsubscribe with a URL of https)
	compose-messages: 2 marketing e-mails have no one-click List-Unsubscribe, which large mailbox providers want (want --unsubscribe with a URL of https)
	compose-messages: m: 3 mails written, 0 were there
	compose-messages: set aside: 1 not an e-mail
END
end

case_of "--mail: marketing without --unsubscribe is refused; transactional is not"
printf 'Subject: s\n\nok\n' | template
mkdir m
sends class=transactional '{}' class=marketing '{}' >sends.csv
run compose-messages -q --templates t --from a@shop.example --mail m sends.csv
sed -i "s/'[0-9a-f]\{32\}'/'ID'/" got.err
find m -type f >got.out
err <<-END
	compose-messages: --unsubscribe is missing: 'ID' is marketing, from which people must be able to unsubscribe
END
status 2
end

case_of "--mail: addresses that headers can't hold, no From, and other channels"
printf 'Subject: s\n\nok\n' | template
mkdir m
sends class=transactional address='x@example.com>' '{}' address='é@example.com' '{}' address='a@exämple.com' '{}' address='a@b@example.com' '{}' address='a..b@example.com' '{}' channel=sms address=+12025550123 '{}' >sends.csv
run compose-messages --templates t --from a@shop.example --mail m sends.csv
sends class=transactional '{}' >sends.csv
compose-messages --templates t --mail m sends.csv >>got.out 2>>got.err
find m -type f >>got.out
err <<-END
	compose-messages: sends.csv:2: address: 'x@example.com>': not an e-mail address that a header can hold
	compose-messages: sends.csv:3: address: 'é@example.com': not ASCII before the @, which not every mail system takes (SMTPUTF8)
	compose-messages: sends.csv:4: address: 'a@exämple.com': not an ASCII domain (want its xn-- form)
	compose-messages: sends.csv:5: address: 'a@b@example.com': not an e-mail address that a header can hold
	compose-messages: sends.csv:6: address: 'a..b@example.com': not an e-mail address that a header can hold
	compose-messages: m: 0 mails written, 0 were there
	compose-messages: set aside: 1 not an e-mail
	compose-messages: sends.csv:2: template: 'hi': no From, and no --from
	compose-messages: m: 0 mails written, 0 were there
END
status 1
end

case_of "--mail again changes nothing; another text replaces the file whole"
printf 'Subject: s\n\nok {{n}}\n' | template
mkdir m
sends class=transactional '{"n":1}' '{"n":2}' >sends.csv
run compose-messages --templates t --from a@shop.example --mail m sends.csv
ls -li --time-style=full-iso m >before
compose-messages --templates t --from a@shop.example --mail m sends.csv 2>>got.err
ls -li --time-style=full-iso m >after
cmp before after 2>>got.err
sed -i 's/""n"":2/""n"":3/' sends.csv
compose-messages --templates t --from a@shop.example --mail m sends.csv 2>>got.err
grep -h ok m/* | sort >got.out
find m -type f | wc -l >>got.out
out <<-END
	ok 1
	ok 3
	2
END
err <<-END
	compose-messages: m: 2 mails written, 0 were there
	compose-messages: m: 0 mails written, 2 were there
	compose-messages: m: 1 mails written, 1 were there
END
end

case_of "--mail: trouble known only in the end leaves no mail; what a killed run left is gone"
printf 'Subject: s\n\nok {{n}}\n' | template
mkdir m
printf 'customer_id\n77777\n' >customers.csv
# shellcheck disable=SC2046  # words
sends class=transactional $(seq 300 | sed 's/.*/{"n":&}/') '{}' >sends.csv
{ cat sends.csv; printf '"cut'; } >cut.csv
for args in "--customers customers.csv sends.csv" "--strict sends.csv" \
    "--max-rejects 0 sends.csv" cut.csv; do
	# shellcheck disable=SC2086  # words
	compose-messages -q --templates t --from a@shop.example --mail m $args
	echo $?
done >got 2>/dev/null
find m -type f >>got
touch m/.sendlist-message-7 m/.sendlist-message-1007
run compose-messages -q --templates t --from a@shop.example --mail m sends.csv
find m -type f -name '*.eml' | wc -l >>got
find m -name '.*' >>got
mv got got.out
out <<-END
	2
	2
	2
	2
	300
END
err <<-END
END
status 1
end

case_of "--mail: a folder that another run writes to, or that isn't one"
printf 'Subject: s\n\nok\n' | template
mkdir m
sends '{}' >sends.csv
run flock m compose-messages --templates t --from a@shop.example --mail m sends.csv
compose-messages --templates t --from a@shop.example --mail sends.csv sends.csv 2>>got.err
err <<-END
	compose-messages: m: another run writes there
	compose-messages: sends.csv: Not a directory
END
status 2
end

case_of "mails are, to another reader, what the records say; and a server takes them as they are"
mkdir m
python3 "$tests/mail-check.py" make 300
run compose-messages -q --templates t --unsubscribe 'https://shop.example/u?{{send_id}}' -j -o records.ndjson sends.csv
compose-messages -q --templates t --unsubscribe 'https://shop.example/u?{{send_id}}' --mail m sends.csv
python3 "$tests/mail-check.py" compare records.ndjson m >>got.out
python3 "$tests/mail-check.py" serve m >>got.out
out <<-END
	300 mails, 300 alike
	300 mails taken by a server, 300 alike
END
end

case_of "--check"
printf 'Subject: {{a}} {{b}}\nDefault-b: x\n\n{{c.d}} {{#items}}{{e}}{{/items}}{{> foot}}\n' | template good.txt
printf '{{f}} {{a}}' | template foot.txt
printf '<p>{{> foot}}</p>' | template good.html
printf '{{g}}' | template foot.html
printf '<p>x</p>' | template alone.html
printf 'Subject: s\n\n{{#a}}\n' | template bad.txt
printf '\nHi\n' | template nosubject.txt
printf 'Subject: s\n\nHi\n' | template text.txt
printf '{ "flows": { "mine": { "steps": [ { "id": "1", "channel": "email", "template": "nosubject" }, { "id": "2", "channel": "sms", "template": "text", "after": "1d" }, { "id": "3", "channel": "email", "template": "gone", "after": "1d" }, { "id": "4", "channel": "email", "template": "good", "after": "1d" } ] } } }' >flows.json
run compose-messages --templates t --check --flows flows.json
schedule-sends --print-flows | grep -o '"template": "[^"]*"' | sort -u | cut -d'"' -f4 >built-in
grep -c . built-in >n
grep -v -e ',"no [^,]*-[^,]*.txt, which step [^,]* of flow [^,]* wants"$' got.out >shown
grep -c -e ',"no [^,]*-[^,]*.txt, which step [^,]* of flow [^,]* wants"$' got.out | cmp - n
mv shown got.out
out <<-END
	template,language,file,columns,problem
	alone,,t/alone.html,,an HTML without a text
	bad,,t/bad.txt,,t/bad.txt:3: a section without its end: 'a'
	good,,t/good.txt,a c.d f g,
	nosubject,,t/nosubject.txt,,"no Subject, which an e-mail wants"
	text,,t/text.txt,,"a Subject, which an SMS hasn't"
	gone,,,,"no gone.txt, which step 3 of flow mine wants"
END
status 1
end

case_of "--check of the flows that a shop uses, each that lacks a template named"
printf 'Subject: s\n\nHi\n' | template mine-1.txt
printf '{ "flows": { "mine": { "steps": [ { "id": "1", "channel": "email", "template": "mine-1" } ] }, "two": { "steps": [ { "id": "1", "channel": "sms", "template": "gone" } ] }, "three": { "steps": [ { "id": "1", "channel": "sms", "template": "gone" }, { "id": "2", "channel": "sms", "template": "gone", "after": "1d" } ] }, "unused": { "steps": [ { "id": "1", "channel": "sms", "template": "mine-1" } ] } } }' >flows.json
run compose-messages --templates t --check --flows flows.json --flow mine
{
	echo "$got_status"
	compose-messages --templates t --check --flows flows.json --flow three --flow two --flow mine
	compose-messages --templates t --check --flow theirs 2>&1 | cut -c1-60 | head -n 1
} >>got.out
out <<-END
	template,language,file,columns,problem
	mine-1,,t/mine-1.txt,,
	0
	template,language,file,columns,problem
	mine-1,,t/mine-1.txt,,
	gone,,,,"no gone.txt, which step 1 of flow two wants"
	gone,,,,"no gone.txt, which step 1 of flow three wants"
	compose-messages: --flow: 'theirs': no such flow (want accou
END
end

case_of "--check: a template without Subject that no flow sends may be an e-mail's"
printf '\nHi\n' | template letter.txt
printf '\nHi\n' | template text.txt
printf '\nHi\n' | template other.txt
printf '{ "flows": { "mine": { "steps": [ { "id": "1", "channel": "sms", "template": "text" } ] }, "unused": { "steps": [ { "id": "1", "channel": "push", "template": "other" } ] } } }' >flows.json
run compose-messages --templates t --check --flows flows.json --flow mine
out <<-END
	template,language,file,columns,problem
	letter,,t/letter.txt,,"no Subject, which an e-mail wants, and no flow sends it by SMS or push"
	other,,t/other.txt,,
	text,,t/text.txt,,
END
status 1
end

case_of "--check: a default that no tag asks for, and what may have been meant"
printf 'Subject: {{first_name}}\nDefault-frist_name: there\n\nHi {{city}} {{last_name}}\n' | template a.txt
printf 'Subject: s\nDefault-First_Name: there\nDefault-other: x\nDefault-a.b: x\n\nHi {{first_name}} {{a.b}} {{#items}}{{of_item}}{{/items}}{{> p}}\n' | template b.txt
printf '{{in_part}}' | template p.txt
printf 'Subject: s\nDefault-of_item: x\nDefault-in_part: x\nDefault-in_html: x\n\nHi {{#items}}{{of_item}}{{/items}}{{> p}}\n' | template c.txt
printf '{{in_html}}' | template c.html
printf 'Subject: s\nDefault-namee: x\nDefault-name: x\n\nHi {{name}} {{#shown}}x{{/shown}}\n' | template d.txt
printf 'Default-in_html: x\nDefault-citi: x\nDefault-shown: x\n' | template defaults.txt
printf 'Default-city: x\n' | template defaults.de.txt
run compose-messages --templates t --check --flow win-back
grep -v win-back got.out >shown
echo '{{#' >t/d.txt
compose-messages --templates t --check --flow win-back | grep defaults >>shown
mv shown got.out
out <<-END
	template,language,file,columns,problem
	a,,t/a.txt,first_name city last_name,Default-frist_name: no tag asks for it (want Default-first_name)
	b,,t/b.txt,first_name in_part,Default-First_Name: no tag asks for it (want Default-first_name); Default-other: no tag asks for it
	c,,t/c.txt,,
	d,,t/d.txt,,Default-namee: no tag asks for it
	defaults,,t/defaults.txt,,Default-citi: no tag asks for it (want Default-city); Default-shown: no tag asks for it
END
status 1
end

case_of "--check: what a flow sends is a template, also where another puts it into itself"
printf 'no header at all\n' | template win-back-last.txt
printf 'Subject: s\n\nHallo {{x}}\n' | template win-back-last.de.txt
printf 'Subject: s\n\nHi {{> win-back-last}}{{> welcome-second}}{{> foot}}\n' | template hi.txt
printf 'x' | template welcome-second.txt
printf 'x' | template foot.txt
run compose-messages --templates t --check --flow win-back
grep -v -e ',"no win-back-' got.out | cut -c1-70 >shown
mv shown got.out
out <<-END
	template,language,file,columns,problem
	hi,,t/hi.txt,,
	welcome-second,,t/welcome-second.txt,,"t/welcome-second.txt:1: 'x': no
	win-back-last,de,t/win-back-last.de.txt,x,
	win-back-last,,t/win-back-last.txt,,"t/win-back-last.txt:1: 'no header
END
status 1
end

case_of "--check: what is wrong with defaults.txt is told once, in words that fit it"
printf 'Subject: s\n\nHi {{a}}\n' | template hi.txt
printf 'Subject: s\n\nHallo {{a}}\n' | template hi.de.txt
printf 'Subject: s\n\n{{#a}}\n' | template open.txt
printf 'Default-a: x\n' | template defaults.de.txt
: >told
for text in 'Default_a: x\n' 'Default-a: x\nSubject: s\n' 'Default-a: x\n\nDefault-b: y\n' 'Default-a: x\n\n'; do
	printf %b "$text" | template defaults.txt
	compose-messages --templates t --check --flow win-back | grep -v -e win-back -e ^template >>told
done
printf 'Default-a x\n' | template defaults.txt
sends '{}' '{"language":"de"}' template=open '{}' >sends.csv
run compose-messages --templates t sends.csv
written language text
sed '/^|*$/d' got.out >>told
mv told got.out
out <<-'END'
	hi,de,t/hi.de.txt,,
	hi,,t/hi.txt,a,
	open,,t/open.txt,,t/open.txt:3: a section without its end: 'a'
	defaults,,t/defaults.txt,,t/defaults.txt:1: 'Default_a: x': not a default (want lines of Default-COLUMN alone)
	hi,de,t/hi.de.txt,,
	hi,,t/hi.txt,,
	open,,t/open.txt,,t/open.txt:3: a section without its end: 'a'
	defaults,,t/defaults.txt,,t/defaults.txt:2: 'Subject: s': not a default (want lines of Default-COLUMN alone)
	hi,de,t/hi.de.txt,,
	hi,,t/hi.txt,,
	open,,t/open.txt,,t/open.txt:3: a section without its end: 'a'
	defaults,,t/defaults.txt,,t/defaults.txt:2: a blank line (want lines of Default-COLUMN alone)
	hi,de,t/hi.de.txt,,
	hi,,t/hi.txt,,
	open,,t/open.txt,,t/open.txt:3: a section without its end: 'a'
END
err <<-'END'
	compose-messages: sends.csv:2: template: 'hi': t/defaults.txt:1: 'Default-a x': not a default (want lines of Default-COLUMN alone)
	compose-messages: sends.csv:3: template: 'hi': t/defaults.txt:1: 'Default-a x': not a default (want lines of Default-COLUMN alone)
	compose-messages: sends.csv:4: template: 'open': t/open.txt:3: a section without its end: 'a'
END
status 1
end

case_of "--check: a partial that is in other languages, but not in the template's"
for l in '' .de .de-AT; do
	printf 'Subject: s\n\nHi\n{{> foot}}{{> logo}}\n' | template "hi$l.txt"
	printf '<p>{{> foot}}{{> logo}}</p>\n' | template "hi$l.html"
done
for file in foot.txt foot.de.txt foot.html logo.txt logo.html; do
	printf 'x' | template "$file"
done
run compose-messages --templates t --check --flow win-back
grep -v win-back got.out >shown
printf x >t/foot.de.html
compose-messages --templates t --check --flow win-back | grep -v -e win-back -e ',$' >>shown
mv t/foot.de.html t/foot.fr.html
rm t/foot.de.txt
compose-messages --templates t --check --flow win-back | grep -v -e win-back -e ',$' >>shown
mv shown got.out
out <<-END
	template,language,file,columns,problem
	hi,de-at,t/hi.de-AT.txt,,"foot.html is of no language, and t/foot.de.txt is there (want foot.de-at.html)"
	hi,de,t/hi.de.txt,,"foot.html is of no language, and t/foot.de.txt is there (want foot.de.html)"
	hi,,t/hi.txt,,
	template,language,file,columns,problem
	template,language,file,columns,problem
	hi,de-at,t/hi.de-AT.txt,,"foot.txt is of no language, and t/foot.fr.html is there (want foot.de-at.txt); foot.html is of no language, and t/foot.fr.html is there (want foot.de-at.html)"
	hi,de,t/hi.de.txt,,"foot.txt is of no language, and t/foot.fr.html is there (want foot.de.txt); foot.html is of no language, and t/foot.fr.html is there (want foot.de.html)"
END
status 1
end

case_of "--check of a folder that has all is content"
mkdir t
schedule-sends --print-flows | grep -o '"template": "[^"]*"' | sort -u | cut -d'"' -f4 |
    while read -r name; do printf 'Subject: s\n\nHi\n' >"t/$name.txt"; done
run compose-messages --templates t --check
grep -v ',$' got.out >shown
mv shown got.out
out <<-END
	template,language,file,columns,problem
END
end

case_of "options that don't go together, or aren't what they must be"
for args in "" "--templates t --check x" "--templates t --flows f" \
    "--templates t --flow win-back" \
    "--templates t --mail m -j" "--templates t --from x" \
    "--templates t --unsubscribe http://x" \
    "--templates t --unsubscribe https://x --unsubscribe https://y" \
    "--templates t --unsubscribe https://{{x"; do
	# shellcheck disable=SC2086  # words
	compose-messages $args
done >got 2>&1 </dev/null
compose-messages --templates t --from 'Shop a@shop.example' >>got 2>&1
compose-messages --templates t --from 'Jörg <jörg@shop.example>' >>got 2>&1
run grep -v "try 'compose-messages --help'" got
out <<-END
	compose-messages: --templates is missing
	compose-messages: --check wants --templates, --flow and --flows alone, and no file
	compose-messages: --flow and --flows go with --check
	compose-messages: --flow and --flows go with --check
	compose-messages: --mail writes files: want no --output, and no --json
	compose-messages: --from: 'x': not an e-mail address
	compose-messages: --unsubscribe: 'http://x': not a URL of https or mailto
	compose-messages: --unsubscribe: 'https://y': one of its kind is given already
	compose-messages: --unsubscribe: 'https://{{x': a tag that isn't one (want such as {{send_id}})
	compose-messages: --from: 'Shop a@shop.example': not a mailbox (want such as Shop <hello@shop.example>)
	compose-messages: --from: 'Jörg <jörg@shop.example>': not ASCII before the @, which not every mail system takes (SMTPUTF8)
END
end

finish
