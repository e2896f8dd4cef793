#!/bin/sh
# What source makes of its files, as dump shows it: the line of each row, and
# its cells as JSON.

# shellcheck source=tests/lib.sh
. "${0%/*}/lib.sh"
PATH=$BIN/../helper:$PATH

# cut FILE: what a reader says of a file that ends inside of quotes.
cut_short() { echo "dump: $1: quote never closed: the file is cut short"; }

case_of "cells keep their spaces, quotes are taken off, doubled ones halved"
printf 'a, b\n 1 ,"x ""y"" z"\n"",\n' >f.csv
run dump f.csv
out <<-'END'
	0 ["a"," b"]
	2 [" 1 ","x \"y\" z"]
	3 [null,null]
END
end

case_of "lines are counted through quoted newlines, blank lines and CRLF"
printf 'a,b\r\n\r\n1,"x\r\ny\n\nz"\r\n\n2,\r\n3,"q"' >f.csv
run dump f.csv
out <<-'END'
	0 ["a","b"]
	3 ["1","x\r\ny\n\nz"]
	8 ["2",null]
	9 ["3","q"]
END
end

case_of "a rejected row is named by the line that it begins on"
printf '\na,b\n"1\n2",3\n"4\n5"\n6,7,8\n9,0\n' >f.csv
run dump f.csv
out <<-'END'
	0 ["a","b"]
	3 ["1\n2","3"]
	8 ["9","0"]
END
err <<-'END'
	dump: f.csv:5: 1 cells (want 2)
	dump: f.csv:7: 3 cells (want 2)
END
status 1
end

case_of "a lone CR ends lines where it ends the header, and lines are counted"
printf 'a,b\r\r1,"x\ry\nz"\r2,3\r4\r' >f.csv
run dump f.csv
out <<-'END'
	0 ["a","b"]
	3 ["1","x\ry\nz"]
	5 ["2","3"]
END
err <<-'END'
	dump: f.csv:6: 1 cells (want 2)
END
status 1
end

case_of "where a CR ends lines, a bare line feed does not"
printf 'a,b,c,d\r1,2\n3,4\r5,6,7,8\r\n1,2,3,4\r' >f.csv
run dump f.csv
out <<-'END'
	0 ["a","b","c","d"]
	3 ["5","6","7","8"]
END
err <<-'END'
	dump: f.csv:2: a line feed where lines end with CR
	dump: f.csv:4: a line feed where lines end with CR
END
status 1
end

case_of "a CR in a cell of other files is of the cell"
printf 'a,b\nx\ry,2\n1,z\r\r\n3,4\r' >f.csv
run dump f.csv
out <<-'END'
	0 ["a","b"]
	2 ["x\ry","2"]
	3 ["1","z\r"]
	4 ["3","4"]
END
end

case_of "one column, blank cells and no last line end"
printf 'a\n""\n\n0' >f.csv
run dump f.csv
out <<-'END'
	0 ["a"]
	2 [null]
	4 ["0"]
END
end

case_of "a header only"
printf 'a,b' >f.csv
run dump f.csv
echo '0 ["a","b"]' >want.out
end

case_of "semicolons or tabs part cells where the header has most of them"
printf '"a,b,c";d\n1;2,3\n' >f.csv
printf 'd\t"a,b,c"\n"2,3"\t1\n' >g.csv
run dump f.csv g.csv
out <<-'END'
	0 ["a,b,c","d"]
	2 ["1","2,3"]
	2 ["1","2,3"]
END
end

case_of "a byte-order mark goes, before blank lines and in mid-stream too"
printf '\357\273\277\n\na;b\n1;2\n\357\273\277a;b\n\357\273\2773;\357\273\277\n' >f.csv
run dump f.csv
printf '%s\n' '0 ["a","b"]' '4 ["1","2"]' '6 ["3","'"$(
    printf '\357\273\277')"'"]' >want.out
end

case_of "a header that comes again is skipped, another's order is kept"
printf 'a,b\n1,2\n"a",b\nb,a\n' >f.csv
printf 'b,a\n3,4\nb,a\n' >g.csv
run dump f.csv g.csv f.csv
out <<-'END'
	0 ["a","b"]
	2 ["1","2"]
	4 ["b","a"]
	2 ["4","3"]
	2 ["1","2"]
	4 ["b","a"]
END
end

case_of "of two columns of one name, the first stays the first"
printf 'a,a,b\n1,2,3\n' >f.csv
printf 'b,a,a\n3,1,2\n' >g.csv
run dump f.csv g.csv
out <<-'END'
	0 ["a","a","b"]
	2 ["1","2","3"]
	2 ["1","2","3"]
END
end

case_of "a further file has the columns of the first"
printf 'a,b\n1,2\n' >f.csv
printf 'a,c\n1,2\n' >g.csv
run dump f.csv g.csv
out <<-'END'
	0 ["a","b"]
	2 ["1","2"]
END
err <<-'END'
	dump: g.csv:1: the first file has a column 'b'
END
status 2
end

case_of "columns of one name are matched in turn, wherever they stand"
printf 'a,b,a\n1,2,3\n' >f.csv
printf 'b,a,a\n4,5,6\n' >g.csv
run dump f.csv g.csv
out <<-'END'
	0 ["a","b","a"]
	2 ["1","2","3"]
	2 ["5","4","6"]
END
end

case_of "and there are as many of them"
printf 'a,b,a\n1,2,3\n' >f.csv
printf 'b,a,b\n4,5,6\n' >g.csv
run dump f.csv g.csv
out <<-'END'
	0 ["a","b","a"]
	2 ["1","2","3"]
END
err <<-'END'
	dump: g.csv:1: the first file has twice the column 'a'
END
status 2
end

case_of "keys in another order, and of a header"
printf '{"a":1,"b":2}\n{"b":4,"a":3}\n{"b":6}\n' >f.json
printf 'b,a\n8,7\n' >g.csv
printf '{"b":10,"a":9}\n{"c":1}\n' >h.json
run dump f.json g.csv h.json
out <<-'END'
	0 ["a","b"]
	1 ["1","2"]
	2 ["3","4"]
	3 [null,"6"]
	2 ["7","8"]
	1 ["9","10"]
END
err <<-'END'
	dump: h.json:2: c: '1': no such key in the first record
END
status 1
end

case_of "a header of 40,000 columns takes no time, nor do 3,000 keys a record"
awk 'BEGIN {
	for (i = 0; i < 40000; i++) {
		printf "%sc%d", i ? "," : "", i >"f.csv"
		printf "%sc%d", i ? "," : "", 39999 - i >"g.csv"
	}
	print "" >"f.csv"
	print "" >"g.csv"
	for (r = 0; r < 500; r++)
		for (i = 0; i < 3000; i++)
			printf "%s\"k%d\":1%s", i ? "," : "{",
			    r % 2 ? i : 2999 - i, i < 2999 ? "" : "}\n" >"f.json"
}'
shell 'timeout 10 dump f.csv g.csv | wc -l; timeout 10 dump f.json | wc -l'
out <<-'END'
	1
	501
END
end

case_of "and no more of them"
printf 'a,b\n1,2\n' >f.csv
printf 'a,b,c\n1,2,3\n' >g.csv
run dump -q f.csv g.csv
out <<-'END'
	0 ["a","b"]
	2 ["1","2"]
END
err <<-'END'
	dump: g.csv:1: 3 columns (the first file has 2)
END
status 2
end

case_of "stray quotes reject the row, and the next begins on the next line"
cat >f.csv <<-'END'
	a,b
	5" pipe,1
	"x"y,2
	"x" ,3
	"p
	q"r,4
	ok,5
END
run dump f.csv
out <<-'END'
	0 ["a","b"]
	7 ["ok","5"]
END
err <<-'END'
	dump: f.csv:2: stray quote
	dump: f.csv:3: stray quote
	dump: f.csv:4: stray quote
	dump: f.csv:5: stray quote
END
status 1
end

case_of "a quote that is never closed is fatal"
printf 'a,b\n1,2\n3,"4\n5,6\n' >f.csv
run dump f.csv
out <<-'END'
	0 ["a","b"]
	2 ["1","2"]
END
cut_short f.csv:3 >want.err
status 2
end

case_of "and so is the mark alone that a tool leaves when it fails"
printf 'a,b\n1,2\n"' >f.csv
run dump f.csv
out <<-'END'
	0 ["a","b"]
	2 ["1","2"]
END
cut_short f.csv:3 >want.err
status 2
end

case_of "one in the header too"
printf '"a,b\n1,2\n' >f.csv
run dump f.csv
cut_short f.csv:1 >want.err
status 2
end

case_of "the brace alone that a tool leaves in NDJSON is fatal"
printf '{"a":1}\n{' >f.json
run dump f.json
out <<-'END'
	0 ["a"]
	1 ["1"]
END
err <<-'END'
	dump: f.json:2: malformed JSON: string or '}' expected: the file is cut short
END
status 2
end

case_of "a last line that is whole JSON is no cut file, whatever is wrong"
printf '{"a":1}\n{"a":2,"a":3}' >f.json
run dump f.json
out <<-'END'
	0 ["a"]
	1 ["1"]
END
err <<-'END'
	dump: f.json:2: key 'a' twice
END
status 1
end

case_of "bytes that are not UTF-8 reject the row, in NDJSON in the same words"
printf 'a\n\351\nb\n' >f.csv
printf '{"a":"c"}\n{"a":"\351"}\n' >g.json
run dump f.csv g.json
out <<-'END'
	0 ["a"]
	3 ["b"]
	1 ["c"]
END
err <<-'END'
	dump: f.csv:2: bytes that are not UTF-8 (try iconv -f WINDOWS-1252 -t UTF-8)
	dump: g.json:2: bytes that are not UTF-8 (try iconv -f WINDOWS-1252 -t UTF-8)
END
status 1
end

case_of "in a header they are fatal"
printf 'a,\351\n1,2\n' >f.csv
run dump f.csv
err <<-'END'
	dump: f.csv:1: bytes that are not UTF-8 (try iconv -f WINDOWS-1252 -t UTF-8)
END
status 2
end

# named FILE WORDS BYTES: the file is refused for what it is.
named() {
	case_of "$1 is named for what it is"
	# shellcheck disable=SC2059  # bytes, as escapes
	printf "$3" >"$1"
	run dump "$1"
	echo "dump: $1: $2" >want.err
	status 2
	end
}
named f.gz 'is gzip: gzip -dc FILE | dump' '\037\213\010\0'
named f.xlsx 'is zip or xlsx: unzip it, or save the sheet as CSV UTF-8' \
    'PK\003\004'
named f.txt 'is UTF-16: iconv -f UTF-16 -t UTF-8 FILE | dump' '\377\376a\0'
named f.csv 'empty (want a header row)' ''
named mark.csv 'empty (want a header row)' '\357\273\277'

case_of "a folder can't be read"
mkdir d
run dump d
echo "dump: d: Is a directory" >want.err
status 2
rmdir d
end

case_of "NDJSON keeps numbers as written, and compacts what is nested"
printf '\n{"a" : 12.50, "b": "x\\u00e9\\n" , "c": [1, {"d": " y "}],"e":null}\r\n' >f.json
printf '{"e":true,"a":12345678901234567890123,"c":1E400}\n{}\n' >>f.json
run dump f.json
out <<-'END'
	0 ["a","b","c","e"]
	2 ["12.50","xé\n","[1,{\"d\":\" y \"}]",null]
	3 ["12345678901234567890123",null,"1E400","true"]
	4 [null,null,null,null]
END
end

case_of "NDJSON: a new key, a key twice, no object and no JSON reject the row"
cat >f.json <<-'END'
	{"a":1}
	{"b":1}
	{"a":1,"a":2}
	[{"a":1}]
	{"a":01}
	{"a":1}x
	{"a":2}
END
run dump f.json
out <<-'END'
	0 ["a"]
	1 ["1"]
	7 ["2"]
END
err <<-'END'
	dump: f.json:2: b: '1': no such key in the first record
	dump: f.json:3: key 'a' twice
	dump: f.json:4: not a JSON object
	dump: f.json:5: malformed JSON: not a number
	dump: f.json:6: malformed JSON: end of file expected
END
status 1
end

case_of "malformed JSON is one kind, wherever it is"
{ echo '{"a":1}'; for i in 1 2 3 4 5 6 7 8 9 10 11 12; do
	echo "{\"a\":b$i}"; done; } >f.json
run dump f.json
printf '%s\n' '0 ["a"]' '1 ["1"]' >want.out
for i in 2 3 4 5 6 7 8 9 10 11; do
	echo "dump: f.json:$i: malformed JSON: invalid token"
done >want.err
echo "dump: 2 more rows: malformed JSON: invalid token" >>want.err
status 1
end

case_of "NDJSON without a record is a table without a row, before others too"
printf '\n' >none.json
printf '\n\n' >none2.json
printf '{"a":1}\n' >f.json
run dump none.json none2.json f.json none.json
out <<-'END'
	0 ["a"]
	1 ["1"]
END
end

case_of "alone it has no columns"
printf '\n' >none.json
run dump -c b=a none.json
echo '0 []' >want.out
end

case_of "a value in a message stays on its line, and is cut when it is long"
awk 'BEGIN { print "{\"a\":1}"; printf "{\"b\":\"x\\ny"
    for (i = 0; i < 200; i++) printf "é"; print "\"}" }' >f.json
run dump f.json
printf '%s\n' '0 ["a"]' '1 ["1"]' >want.out
awk 'BEGIN { printf "dump: f.json:2: b: \047x?y"
    for (i = 0; i < 38; i++) printf "é"
    print "...\047: no such key in the first record" }' >want.err
status 1
end

# Past the block that is read at once, 256 KiB.
case_of "records that span blocks, and one longer than a block"
awk 'BEGIN { print "id,text"
    for (i = 1; i <= 30000; i++) printf "%d,\"cell\n%d\"\n", i, i * 7
    printf "long,\""; for (i = 0; i < 100000; i++) printf "abc\"\"d\n"
    print "\""; print "last,1" }' >f.csv
run dump f.csv
awk 'BEGIN { print "0 [\"id\",\"text\"]"
    for (i = 1; i <= 30000; i++)
	printf "%d [\"%d\",\"cell\\n%d\"]\n", 2 * i, i, i * 7
    printf "60002 [\"long\",\""
    for (i = 0; i < 100000; i++) printf "abc\\\"d\\n"
    print "\"]"; print "160003 [\"last\",\"1\"]" }' >want.out
end

case_of "a pipe that gives a byte at a time"
printf 'a,b\r\n1,"x\r\ny"\r\n3,4' >f.csv
# shellcheck disable=SC2016  # for the inner shell to expand
shell 'i=1; while [ $i -le 22 ]; do
    dd if=f.csv bs=1 count=1 skip=$((i - 1)) 2>/dev/null; i=$((i + 1))
    done | dump'
out <<-'END'
	0 ["a","b"]
	2 ["1","x\r\ny"]
	4 ["3","4"]
END
end

case_of "--column renames, in every file and in NDJSON"
printf 'E-mail,n\na,1\n' >f.csv
printf '{"n":2,"E-mail":"b"}\n' >g.json
run dump -c email=E-mail f.csv g.json
out <<-'END'
	0 ["email","n"]
	2 ["a","1"]
	1 ["b","2"]
END
end

case_of "--column that is not there, or is there already"
printf 'a,b\n1,2\n' >f.csv
run dump -c c=x f.csv
echo "dump: f.csv:1: --column: no column 'x'" >want.err
status 2
end

case_of "--column to a name that is there already"
printf 'a,b\n1,2\n' >f.csv
run dump -c b=a f.csv
echo "dump: f.csv:1: --column: there is already a column 'b'" >want.err
status 2
end

# The torture files of others.
edge_case() {
	case_of "csv-edge-cases/$1"
	cp "$data/csv-edge-cases/$1" .
	run dump "$1"
	delimiter=,
	[ "$1" != sniff_limit.csv ] || delimiter=';'
	case $2 in
	2)	cp got.out want.out ;;
	*)	python3 "$tests/read-csv.py" "$1" $delimiter >want.out ;;
	esac
	case $1 in
	empty.csv)	# one line end, which is how we write no rows
		echo '0 []' >want.out ;;
	test_header_newline.csv)	# Python counts the three CRs in a cell
		sed -i 's/^8 /5 /' want.out ;;
	esac
	printf '%s\n' "$3 rows, $4 rejected" >>want.out
	printf '%s\n' "$(($(grep -c '^[1-9]' got.out))) rows, $(
	    grep -c -e cells -e UTF-8$ -e 'UTF-8)$' got.err) rejected" >>got.out
	case $2 in
	2)	sed -i 's/ 1 rejected$/ 0 rejected/' got.out ;;
	esac
	head -n 1 got.err >first
	mv first got.err
	[ "$5" = - ] || printf '%s\n' "$5" >want.err
	status "$2"
	end
}

if [ -d "$data/csv-edge-cases" ]; then
	tab=$(printf '\t')
	while IFS=$tab read -r file want rows rejected complaint; do
		[ "$file" = file ] ||
		    edge_case "$file" "$want" "$rows" "$rejected" "$complaint"
	done <"$tests/edge-cases.tsv"
	case_of "csv-edge-cases: no file is left out of the table"
	run ls "$data/csv-edge-cases"
	tail -n +2 "$tests/edge-cases.tsv" | cut -f 1 >want.out
	end
else
	case_of "csv-edge-cases"
	skip "no shared data"
fi

spectrum() {
	case_of "csv-spectrum/$1: its cells are those of its JSON"
	cp "$data/csv-spectrum/$1.csv" f.csv
	case $1 in
	newlines_crlf)	# this copy has lost its CRs
		grep -q "$(printf '\r')" f.csv || sed -i 's/$/\r/' f.csv ;;
	esac
	run dump f.csv
	python3 "$tests/read-json.py" "$data/csv-spectrum/json/$1.json" \
	    >want.out
	sed -i 's/^[0-9]* //' got.out
	# Its one row has quotes that stand for inches, and no JSON fits it.
	case $1 in
	location_coordinates)
		head -n 1 want.out >header && mv header want.out
		echo "dump: f.csv:2: stray quote" >want.err
		status 1 ;;
	esac
	end
}

if [ -d "$data/csv-spectrum" ]; then
	for file in "$data"/csv-spectrum/*.csv; do
		file=${file##*/}
		spectrum "${file%.csv}"
	done
else
	case_of "csv-spectrum"
	skip "no shared data"
fi

case_of "NDJSON: each file's keys are in an order of their own, and some of a record's"
printf '{"a":1,"b":2}\n{"a":3}\n{"a":4,"b":5}\n' >1.json
printf '{"b":6,"a":7}\n{"b":8,"c":0}\n{"b":12}\n{"b":13,"c":14}\n{"b":15,"c":16}\n{"b":9,"a":10}\n{"b":11}\n' >2.json
run pick 'a != 0 or b != 0' 1.json 2.json
out <<-END
	a,b
	1,2
	3,
	4,5
	7,6
	,12
	10,9
	,11
END
err <<-END
	pick: 2.json:2: c: '0': no such key in the first record
	pick: 2.json:4: c: '14': no such key in the first record
	pick: 2.json:5: c: '16': no such key in the first record
END
status 1
end

case_of "what a file is doesn't depend on how much of it comes at once"
shell "{ printf '[\\n  '; sleep 0.2; printf '{\"a\":1}]\\n'; } | dump"
echo "dump: <stdin>: is a JSON array: jq -c '.[]' FILE | dump" >want.err
status 2
end

case_of "a large file, which is read ahead, has the same rows as by a pipe"
awk 'BEGIN { print "a,b"
	for (wide = "x\ny"; length(wide) < 40000;)
		wide = wide wide
	for (i = 0; i < 150000; i++)
		print i "," (i % 2500 == 2499 ? "\"" wide "\"" : "text" i)
}' >f.csv
shell "dump f.csv | cksum"
cp got.out first
shell "cat f.csv | dump | cksum; SENDLIST_ROAD=library dump f.csv | cksum"
[ "$(wc -c <f.csv)" -gt 2200000 ] || echo "f.csv: too small" >>got.out
cat first first >want.out
end

finish
