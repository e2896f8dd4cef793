#!/bin/sh
# A store's month, day by day, through the occasion tools and one
# schedule-sends; see occasions-check.py.  OCCASIONS_DAYS=365 makes it a year.
# shellcheck source=tests/lib.sh
. "${0%/*}/lib.sh"

days=${OCCASIONS_DAYS:-30}

case_of "what holds is what is true, and is sent or accounted for, for $days days"
run python3 -B "$tests/occasions-check.py" "$BIN" 3 "$days" 90
grep -v -e sent$ -e " sends$" got.out >faults
mv faults got.out
end

finish
