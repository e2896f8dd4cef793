#!/bin/sh
# What every tool promises, whatever it is for.
#
# A tool is run on tests/samples/TOOL.csv, a file that it reads without a word,
# with the arguments of tests/samples/TOOL.args where it wants any.  They are a
# line of the shell's, and come before the file.

# shellcheck source=tests/lib.sh
. "${0%/*}/lib.sh"
man=$tests/../man

SENDLIST_AS_OF=2026-11-16
export SENDLIST_AS_OF

# on FILE [OPTION ...]: run the tool on a file, with its arguments.
on() {
	# shellcheck disable=SC2034  # the line run names it
	operand=$1
	shift
	eval "run \"\$tool\" $args \"\$@\" \"\$operand\""
}

# The same, as a stage that writes where its output is going.
# shellcheck disable=SC2034  # got_status is read by end
on_full_disk() {
	eval "\"\$tool\" $args \"\$@\"" >/dev/full 2>got.err </dev/null
	got_status=$?
	: >got.out
}

# as_wanted: what was just printed is what the next run should print.
as_wanted() {
	mv got.out want.out
	[ -s want.out ] || echo "some output" >want.out
}

crlf() {
	awk '{ n += gsub(/"/, "&"); printf "%s%s\n", $0, n % 2 ? "" : "\r" }'
}

full_disk_words() {
	err <<-END
		$tool: <stdout>: No space left on device
	END
	status 2
}

# --name and -letter of each option, as --help lists them.
options_of_help() {
	"$tool" --help |
	    sed -n 's/^  -\(.\), --\([a-z0-9-]*\).*/-\1 --\2/p
		s/^      --\([a-z0-9-]*\).*/--\1/p' | sort
}

options_of_page() {
	sed -n 's/^\.It Fl \(.\) , Fl -\([a-z0-9-]*\).*/-\1 --\2/p
		s/^\.It Fl -\([a-z0-9-]*\).*/--\1/p' "$man/$tool.1" | sort
}

says_its_help() {
	case_of "$tool --help answers on standard output"
	run "$tool" --help
	cp got.out want.out
	grep -q "^usage: $tool \[OPTION ...\]" got.out ||
	    echo 'a usage line' >want.out
	end

	case_of "$tool --version says its name and a number"
	run "$tool" --version
	cp got.out want.out
	grep -Eq "^$tool [0-9]+(\.[0-9]+)+$" got.out ||
	    echo "$tool 1.2" >want.out
	end

	for option in --help --version; do
		case_of "$tool $option notices a full disk"
		args='' on_full_disk "$option"
		full_disk_words
		end
	done

	case_of "$tool refuses an unknown option"
	run "$BIN/$tool" --no-such-option
	err <<-END
		$tool: unrecognized option '--no-such-option'
		$tool: try '$tool --help'
	END
	status 2
	end
}

is_a_triple() {
	case_of "$tool has a page, a test and a sample"
	run true
	for file in "man/$tool.1" "tests/$tool.t" "tests/samples/$tool.csv"; do
		[ -s "$tests/../$file" ] || echo "no $file"
	done >got.out
	end

	case_of "$tool has a page that names just the options of --help"
	options_of_help >want.out
	run options_of_page
	end
}

reads_files() {
	case_of "$tool names the file it cannot open"
	on missing.csv
	err <<-END
		$tool: missing.csv: No such file or directory
	END
	status 2
	end

	case_of "$tool refuses a file of no bytes"
	: >empty.csv
	on empty.csv
	err <<-END
		$tool: empty.csv: empty (want a header row)
	END
	status 2
	end

	case_of "$tool refuses a standard input of no bytes"
	on -
	err <<-END
		$tool: <stdin>: empty (want a header row)
	END
	status 2
	end

	case_of "$tool reads standard input as it reads a file"
	on "$sample" --quiet
	as_wanted
	eval "feed \"\$sample\" \"\$tool\" $args --quiet"
	end

	case_of "$tool says the same twice"
	on "$sample" --quiet
	as_wanted
	on "$sample" --quiet
	end

	case_of "$tool says the same of CRLF"
	on "$sample" --quiet
	as_wanted
	crlf <"$sample" >crlf.csv
	on crlf.csv --quiet
	end

	case_of "$tool says the same past a byte-order mark"
	on "$sample" --quiet
	as_wanted
	{ printf '\357\273\277'; cat "$sample"; } >mark.csv
	on mark.csv --quiet
	end

	case_of "$tool skips a header repeated in mid-stream"
	on "$sample" --quiet
	as_wanted
	head -n 1 "$sample" | cat "$sample" - >again.csv
	on again.csv --quiet
	end

	case_of "$tool reads several files as one table"
	on "$sample" --quiet
	as_wanted
	head -n 1 "$sample" >header.csv
	on "$sample" --quiet header.csv
	end

	case_of "$tool says the same of NDJSON"
	on "$sample" --quiet
	as_wanted
	python3 "$tests/to-ndjson.py" <"$sample" >sample.ndjson
	on sample.ndjson --quiet
	end
}

writes_whole() {
	case_of "$tool notices that its rows were not written"
	on_full_disk --quiet "$sample"
	full_disk_words
	end

	case_of "$tool is quiet when nobody reads on"
	eval "{ sleep 0.2; \"\$tool\" $args --quiet \"\$sample\" 2>got.err
	    echo \$? >status; } | true"
	: >got.out
	# shellcheck disable=SC2034  # read by end
	got_status=$(cat status)
	status 141
	end

	case_of "$tool --json has a line a row, and the same cells"
	on "$sample" --quiet
	mv got.out rows.csv
	on "$sample" --quiet --json
	mv got.out rows.ndjson
	[ "$got_status" -ne 0 ] || run python3 "$tests/same-cells.py" \
	    rows.csv rows.ndjson
	end

	case_of "$tool --output writes what it would print"
	on "$sample" --quiet
	as_wanted
	on "$sample" --quiet --output file.csv
	cat file.csv >>got.out
	end

	case_of "$tool --output leaves the file alone in trouble"
	mkdir there
	echo old | tee there/file.csv >want.out
	{ cat "$sample"; printf '"cut short'; } >cut.csv
	on cut.csv --quiet --output there/file.csv
	# shellcheck disable=SC2034  # read by end
	got_status="$got_status, and $(ls -A there)"
	cat there/file.csv >>got.out
	: >got.err
	status "2, and file.csv"
	end
}

outlives_values() {
	case_of "$tool outlives any value of any option"
	"$tool" --help | sed -n 's/^  .\{4\}--\([a-z0-9-]*\)=.*/\1/p' >options
	[ -s options ] || echo "no option with a value" >why.not
	while read -r name; do
		for value in 0 1 -1 2147483647 2147483648 '' x; do
			eval "timeout 20 \"\$tool\" $args" \
			    '"--$name=$value" "$sample"' \
			    '>got.out 2>got.err </dev/null'
			[ $? -le 2 ] || {
				echo "--$name=$value:"
				cat got.err
			}
		done
	done <options >>why.not
	run cat why.not
	end
}

for path in "$BIN"/*; do
	tool=${path##*/}
	sample=$samples/$tool.csv
	args=
	[ ! -f "$samples/$tool.args" ] || args=$(cat "$samples/$tool.args")

	says_its_help
	is_a_triple
	[ -s "$sample" ] || continue
	reads_files
	writes_whole
	outlives_values
done

finish
