#!/bin/sh
# Every tool on its sample, with the nth malloc, read, write, fsync or rename
# failing, for n = 1, 2, 3 ... until none is left to fail.  However it ends,
# what it wrote is whole, or is known not to be, and a file is whole or as it
# was, with nothing beside it.

# shellcheck source=tests/lib.sh
. "${0%/*}/lib.sh"
inject=$BIN/../helper/inject.so

[ -f "$inject" ] || skip_all "no $inject"
! grep -q __asan_init "$BIN/pick" || skip_all "sanitizers have their own malloc"

SENDLIST_AS_OF=2026-11-16
export SENDLIST_AS_OF

# run_with FAULT N [OPTION ...]: the tool, on its sample, with such a failure.
run_with() {
	fault=$1:$2 mark=mark.$2
	shift 2
	# shellcheck disable=SC2086  # unset where there is none
	eval "FAULT=$fault FAULT_MARK=$mark LD_PRELOAD=\$inject \"\$tool\" $args \
	    \"\$@\" \"\$sample\"" >got.out 2>got.err </dev/null
	got_status=$?
}

# Is it said, by the first line or another?  There are thousands of runs: what the
# shell can tell by itself starts no program.
has_word() {
	line=
	read -r line <got.err
	case $line in
	"$tool: "*) ;;
	*)	grep -q -e "^$tool: " got.err ;;
	esac
}

# Is there nothing in d but the file?
is_alone() {
	set -- d/* d/.[!.]*
	[ "$*" = 'd/file d/.[!.]*' ]
}

# Is this an end to be had?  0 with all of it, or 2 with a word and nothing
# that would be taken for whole.
is_sound() {
	case $got_status in
	0)	cmp -s got.out whole ;;
	2)	has_word && {
			[ ! -s got.out ] || [ "$(tail -c 1 got.out)" = '"' ]
		} ;;
	*)	false ;;
	esac
}

is_file_sound() {
	case $got_status in
	0)	cmp -s d/file whole ;;
	2)	has_word && cmp -s d/file old ;;
	*)	false ;;
	esac && is_alone
}

# fails CALL CHECK [OPTION ...]
fails() {
	call=$1 check=$2
	shift 2
	case_of "$tool: any $call fails${1:+, with $1}"
	run_with none 0
	mv got.out whole
	echo old >old
	mkdir d
	cp old d/file
	n=0
	: >report
	while n=$((n + 1)); do
		run_with "$call" $n "$@"
		"$check" || {
			echo "$call $n: status $got_status: $(cat got.err)"
			ls -A d
			cp old d/file
		} >>report
		[ $got_status = 2 ] || cp old d/file
		[ -e "$mark" ] || break
	done
	# It failed at least once, or this is no test.
	[ $n -gt 1 ] || echo "no $call at all" >>report
	mv report got.out
	: >got.err
	got_status=0
	end
}

for sample in "$samples"/*.csv; do
	tool=${sample##*/}
	tool=${tool%.csv}
	[ -x "$BIN/$tool" ] || continue
	args=
	[ ! -f "$samples/$tool.args" ] || args=$(cat "$samples/$tool.args")
	for call in malloc read write; do
		fails "$call" is_sound
	done
	for call in malloc write fsync rename; do
		fails "$call" is_file_sound --output d/file
	done
done

# And one whose output is more than a buffer.
tool=pick args="'id > 0'" sample=$work.csv
trap 'rm -rf "$work" "$sample"' EXIT
awk 'BEGIN { print "id,text"
    for (i = 1; i < 9999; i++) print i ",\"of many rows\n\"" }' >"$sample"
for call in read write; do
	fails "$call" is_sound
	fails "$call" is_file_sound --output d/file
done

finish
