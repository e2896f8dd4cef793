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

same "our samples" "$samples"/*.csv

nasty=$(mktemp -d)
trap 'rm -rf "$work" "$nasty"' EXIT
for kind in csv ndjson; do
	(cd "$nasty" && awk -v n=40 -v kind=$kind -f "$tests/nasty.awk" </dev/null)
done
same "nasty CSV" "$nasty"/*.csv
same "nasty NDJSON" "$nasty"/*.ndjson

finish
