# shellcheck shell=sh
# Sourced by every tests/*.t.  A case names itself, is given files, runs one
# command and says all that it expects.  What a case does not mention must not
# happen: no output, no complaint, exit status 0.
#
#	case_of "a regular two orders late is at risk"
#	given customers.csv <<-END
#	run churn-flag --as-of 2024-06-01 customers.csv
#	out <<-END
#	err <<-END
#	status 1
#	end
#
# Instead of run: feed FILE COMMAND gives it a standard input, and
# shell 'A | B' runs a line of the shell's, whose status is the last command's.
# skip "no shared data" ends a case that can't be run here, and
# skip_all "no shared data" a file of them.

set -u
PATH=${BIN:?}:$PATH
LC_ALL=C
ASAN_OPTIONS=exitcode=99
LSAN_OPTIONS=exitcode=99
UBSAN_OPTIONS=exitcode=99:print_stacktrace=1
export PATH LC_ALL ASAN_OPTIONS LSAN_OPTIONS UBSAN_OPTIONS
unset CDPATH TZ TZDIR SENDLIST_TZ SENDLIST_AS_OF SENDLIST_ROAD

# The folder of the test, and the data of others that some tests want.
tests=$(cd "${0%/*}" && pwd)
# shellcheck disable=SC2034  # for the tests to use
samples=$tests/samples
# shellcheck disable=SC2034
data=${SENDLIST_DATA:-$tests/../../shared/data}

count=0
title=
# In memory, where there is room: a disk's fsyncs are what most of the time
# would be spent on.
room=$(df -Pk /dev/shm 2>/dev/null | awk 'END { print $4 + 0 }')
[ "$room" -lt 4000000 ] || export TMPDIR="${TMPDIR:-/dev/shm}"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work" || exit

case_of() {
	[ -z "$title" ] || echo "Bail out! no end to: $title"
	title=$1
	rm -rf ./*
	: >want.out
	: >want.err
	want_status=0
	got_status="none: nothing was run"
}

given()  { cat >"$1"; }
run()    { "$@" >got.out 2>got.err </dev/null; got_status=$?; }
feed()   { file=$1; shift; "$@" >got.out 2>got.err <"$file"; got_status=$?; }
shell()  { run sh -c "$1"; }
out()    { cat >want.out; }
err()    { cat >want.err; }
status() { want_status=$1; }

# show COLUMN ...: keep only these of what it wrote.
show() {
	[ "$got_status" = 2 ] || {
		python3 "$tests/columns.py" "$@" <got.out >shown &&
		    mv shown got.out
	}
}

end() {
	count=$((count + 1))
	{
		diff -u want.out got.out
		diff -u want.err got.err
		[ "$got_status" = "$want_status" ] ||
			echo "exit status $got_status (want $want_status)"
	} >why 2>&1
	if [ -s why ]; then
		printf "%s\n" "not ok $count - $title"
		sed 's/^/# /' why
	else
		printf "%s\n" "ok $count - $title"
	fi
	title=
}

skip() {
	count=$((count + 1))
	echo "ok $count - $title # skip $1"
	title=
}

skip_all() {
	echo "1..0 # SKIP $1"
	exit 0
}

finish() {
	[ -z "$title" ] || echo "Bail out! no end to: $title"
	echo "1..$count"
}
