#!/bin/sh
# What schedule-sends decides in the store year, a few hundred days of small
# shops, is what its definitions say; see arbiter-check.py.
# shellcheck source=tests/lib.sh
. "${0%/*}/lib.sh"

case_of "every decision of 240 days is that of the definitions"
shell 'python3 -B '"$tests"'/arbiter-check.py '"$BIN"' 1 40 >said &&
    grep -c "^240 days, .* [1-9][0-9]* lost-to$" said; grep " 0 " said'
out <<-END
	1
END
status 1
end

finish
