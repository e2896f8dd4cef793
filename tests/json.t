#!/bin/sh
# NDJSON against the cases of JSONTestSuite: y_ must be taken, n_ refused, as
# the value in {"v": ...} on one line.  What is free (i_) must not crash.

# shellcheck source=tests/lib.sh
. "${0%/*}/lib.sh"
PATH=$BIN/../helper:$PATH
suite=$data/json-test-suite/json-test-suite.tar.gz

[ -f "$suite" ] || skip_all "no shared data"
top=$(mktemp -d)
trap 'rm -rf "$work" "$top"' EXIT
tar -xzf "$suite" -C "$top"

# wrap FILE: the case, as a record between two good ones.
wrap() {
	printf '{"v":1}\n{"v":'
	cat "$1"
	printf '}\n{"v":2}\n'
}

# Cases that end another way with us, and why.
exception() {
	case $1 in
	y_string_null_escape.json | y_object_escaped_null_in_key.json)
		echo "no text of ours holds a NUL" ;;
	y_array_with_1_and_newline.json | y_object_with_newlines.json | \
	y_structure_trailing_newline.json | y_number_double_close_to_zero.json)
		echo "a line end within it: a record is one line" ;;
	esac
}

# ends STATUS ROWS: how dump ended; what it said is not looked at.
ends() {
	echo "status $1, $2 rows" >want.out
	echo "status $got_status, $(grep -c '^[1-9]' got.out) rows" >rows
	mv rows got.out
	: >got.err
	got_status=0
}

for file in "$top"/test_parsing/*.json; do
	name=${file##*/}
	why=$(exception "$name")
	case_of "$name${why:+: refused, for $why}"
	wrap "$file" >f.json
	run dump f.json
	case $name in
	y_*)	if [ -z "$why" ]; then ends 0 3; else ends 1 2; fi ;;
	n_*)	# a NUL byte ends the file, all else the row
		if [ "$(tr -d '\0' <"$file" | wc -c)" = \
		    "$(wc -c <"$file")" ]; then
			ends 1 2
		else
			ends 2 1
		fi ;;
	*)	# free: taken or refused, but not a crash
		case $got_status in
		0)	ends 0 3 ;;
		1)	ends 1 2 ;;
		*)	ends 2 1 ;;
		esac ;;
	esac
	end
done

case_of "the suite is whole: 95 to take, 188 to refuse, 35 free"
run sh -c 'cd "$1" && ls | cut -c 1 | sort | uniq -c | tr -s " "' sh \
    "$top/test_parsing"
printf ' %s\n' "35 i" "188 n" "95 y" >want.out
end

finish
