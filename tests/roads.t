#!/bin/sh
# The two roads of source, the libraries' and the fast one, make the same of
# the same bytes: rows, cells, lines, rejections, words and exit status.

# shellcheck source=tests/lib.sh
. "${0%/*}/lib.sh"
PATH=$BIN/../helper:$PATH

# travel ROAD FILE: all that a tool makes of the file on that road.
travel() {
	for command in dump "pick -j a=1"; do
		# shellcheck disable=SC2086
		SENDLIST_ROAD=$1 $command --rejects rejects "$2" \
		    >stdout 2>stderr </dev/null
		echo "status $?"
		cat stdout stderr
		[ ! -f rejects ] || cat rejects
		rm -f rejects
	done
}

# same TITLE FILE ...: no file is read in two ways, and some are read whole.
same() {
	case_of "$1: one on both roads"
	shift
	for file; do
		cp "$file" in.file
		travel library in.file >by-library
		travel fast in.file >by-fast
		cmp -s by-library by-fast || {
			echo "$file:"
			diff -a by-library by-fast | head -n 10
		}
		grep -c '^[1-9][0-9]* \[' by-library >>rows
	done >differences
	awk '{ n += $1 } END { print (n > 0 ? "rows" : "no rows") }' rows >got.out
	cat differences >>got.out
	echo rows >want.out
	: >got.err
	# shellcheck disable=SC2034  # read by end
	got_status=0
	end
}

case_of "SENDLIST_ROAD is one of the two"
printf 'a\n1\n' >f.csv
shell "SENDLIST_ROAD=long dump f.csv"
echo "dump: SENDLIST_ROAD: 'long': want library or fast" >want.err
status 2
end

if [ -d "$data/csv-edge-cases" ]; then
	same "csv-edge-cases" "$data"/csv-edge-cases/*.csv
	same "csv-spectrum" "$data"/csv-spectrum/*.csv
else
	case_of "csv-edge-cases, csv-spectrum"
	skip "no shared data"
fi

same "the fuzzer's corpus" "$tests"/fuzz/source/*

# Quotes send a record to libcsv: these have none, in every kind of file.
plain=$(mktemp -d)
trap 'rm -rf "$work" "$plain"' EXIT
printf 'a,b,c\n1,2,3\n,,\n1,,\n,,3\n1\n1,2\n1,2,3,4\n,\n a , b , c \n\n1,2,' \
    >"$plain"/comma.csv
printf 'a;b\r\n1;2\r\n;\r\n1;x\ry\r\n1,2;3\r\n\r\n;2\r\n' \
    >"$plain"/semicolon.csv
printf 'a\tb\n1\t2\n\t\n \t x\n1,2;3\t4\n' >"$plain"/tab.csv
printf 'a,b\r1,2\r1\n,2\r\n1,2\r1,2\n\r,\r3,4' >"$plain"/cr.csv
printf 'a\n1\n \n\n2\r\r\n3\n' >"$plain"/one.csv
printf 'a,b\n1,\351\n2,\303\251\n\357\273\2773,4\n' >"$plain"/bytes.csv
printf 'a,b\n1,2\n"3",4\n5,6\n7"x",8\n9,10\n"11\n",12\n13,14\n' \
    >"$plain"/mixed.csv
same "plain CSV" "$plain"/*.csv

# mapped TITLE MAP FILE: the same where a map says how the file is laid out.
mapped() {
	case_of "$1: one on both roads"
	SENDLIST_ROAD=library import-orders --map "$2" "$3" >want.out 2>want.err
	# shellcheck disable=SC2034  # read by end
	want_status=$?
	[ "$(wc -l <want.out)" -gt 1 ] || echo "a row" >want.out
	run env SENDLIST_ROAD=fast import-orders --map "$2" "$3"
	end
}

cat >"$plain"/commas.map <<-END
	kind     orders
	quoting  no
	order-id numbered
	customer_id = who
	ordered_at  = at
	total       = "1"
	currency    = "USD"
	status      = "paid"
END
printf 'who,at\n"ann,2026-01-05\n"b"b",2026-01-06\n,2026-01-07\nc,"\nd,\n' \
    >"$plain"/quotes.csv
printf ' 1 2 20260105  3 4\n1 2\n\t"5" 6 20260106\t7 8.50 \n' >"$plain"/blanks.csv
mapped "quotes that are data" "$plain"/commas.map "$plain"/quotes.csv
mapped "runs of blanks" "$tests"/maps/cdnow.map "$plain"/blanks.csv

same "our samples" "$samples"/*.csv

nasty=$(mktemp -d)
trap 'rm -rf "$work" "$plain" "$nasty"' EXIT
for kind in csv ndjson; do
	(cd "$nasty" && awk -v n=40 -v kind=$kind -f "$tests/nasty.awk" </dev/null)
done
same "nasty CSV" "$nasty"/*.csv
same "nasty NDJSON" "$nasty"/*.ndjson

finish
