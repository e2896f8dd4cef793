#!/bin/sh
# The examples of the manual pages, run as they stand.
#
# In EXAMPLES, a line that begins with "$ " is run, with the lines that a
# backslash joins to it.  It must succeed.  Where lines follow it in its
# display, they are all that it says, on standard output and error; else it
# must say or write something, and complain of nothing but what it notes of the
# rows ("TOOL: ...").  The examples of a page share a folder with the samples
# and the files of the sample store, less its two spoilt rows: orders_export.csv
# orders.csv customers.csv lapsed.csv unsubscribed.csv sent.csv.  It is
# 2026-11-16.

# shellcheck source=tests/lib.sh
. "${0%/*}/lib.sh"

SENDLIST_AS_OF=2026-11-16
export SENDLIST_AS_OF
pages=$tests/../man
scripts=$tests/../scripts

# The examples of a page, as N.cmd and, where an output is shown, N.out.
examples_of() {
	awk '
		function plain(s) {
			gsub(/\\\(aq/, "\047", s)
			gsub(/\\\(dq/, "\"", s)
			gsub(/\\-/, "-", s)
			gsub(/\\&/, "", s)
			gsub(/\\e/, "\001", s)
			gsub(/\\/, "<roff would eat this>", s)
			gsub(/\001/, "\\", s)
			return s
		}
		/^\.Sh / { here = /^\.Sh EXAMPLES/; shown = joined = 0; next }
		!here { next }
		/^\.Dl / { sub(/^\.Dl /, ""); single = 1 }
		/^\.Bd / { literal = 1; next }
		/^\.Ed/ { literal = shown = joined = 0; next }
		!literal && !single { next }
		{ line = plain($0) }
		joined || line ~ /^\$ / {
			if (!joined)
				n++
			sub(/^\$ /, "", line)
			print line >(n ".cmd")
			joined = line ~ /\\$/
			shown = literal
			single = 0
			next
		}
		shown { print line >(n ".out") }
		{ single = 0 }' "$1"
}

store() {
	"$scripts/make-store" . &&
	    mv orders_export.csv spoilt.csv &&
	    grep -v -e ',7/20/2025 ' -e ',5.55E+06,' spoilt.csv \
	    >orders_export.csv &&
	    import-orders orders_export.csv >orders.csv &&
	    segment orders.csv >customers.csv &&
	    pick 'segment in ("At Risk", "Lost") and country = "US"' \
	    customers.csv >lapsed.csv
}

fresh_folder() {
	rm -rf "$folder"
	mkdir "$folder"
	cp "$samples"/* "$kept"/* "$folder"
}

# The command has run in the folder; its output is in got.out and got.err.
judge() {
	if [ -f "$1.out" ]; then
		cat got.err >>got.out
		: >got.err
		cp "$1.out" want.out
		return
	fi
	grep -v "^[a-z-]*: [^:]*$" got.err >complaints
	mv complaints got.err
	[ -s got.out ] || [ "$before" != "$(state)" ] ||
	    echo "an output, or a file written" >want.out
	[ ! -s got.out ] || cp got.out want.out
}

state() { (cd "$folder" && cat ./* | cksum); }

top=$(mktemp -d)
trap 'rm -rf "$work" "$top"' EXIT
kept=$top/kept
folder=$top/folder
mkdir "$kept"

case_of "the sample store can be made"
cd "$kept" && run store && rm spoilt.csv
cd "$work" || exit
mv "$kept/got.out" "$kept/got.err" .
[ "$got_status" -ne 0 ] || : >got.err
end

for page in "$pages"/*.[157]; do
	rm -rf "$top/page"
	mkdir "$top/page"
	(cd "$top/page" && examples_of "$page")
	name=${page##*/}
	fresh_folder
	case $name in
	*.1)
		case_of "$name has an example"
		run test -f "$top/page/1.cmd"
		end
	esac
	n=1
	while [ -f "$top/page/$n.cmd" ]; do
		case_of "$name: $(head -n 1 "$top/page/$n.cmd" | tr -d '#')"
		before=$(state)
		run sh -c 'cd "$1" && . "$2"' sh "$folder" "$top/page/$n.cmd"
		judge "$top/page/$n"
		end
		n=$((n + 1))
	done
done

# The tour of the README is one session, on the store as it is.
case_of "README.md: the tour"
"$scripts/make-store" .
awk '/^## / { tour = /^## A tour/ } tour && /^    / { print substr($0, 5) }
    ' "$tests/../README.md" >want.out
sed -n "s/^\$ //p" want.out | while read -r line; do
	printf "cat <<'END'\n\$ %s\nEND\n{ %s\n} 2>&1\n" "$line" "$line"
done >tour
echo : >>tour
[ -s want.out ] && run sh tour
end

finish
