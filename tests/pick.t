#!/bin/sh
# pick: the rows that hold, as they are.

# shellcheck source=tests/lib.sh
. "${0%/*}/lib.sh"
SENDLIST_AS_OF=2026-11-16
export SENDLIST_AS_OF

# many: a table of more than one buffer of output, 64 KiB.
many() {
	awk 'BEGIN { print "id,text"
	    for (i = 1; i <= 20000; i++) print i ",some text or other" }'
}

case_of "the rows that hold, in their order"
run pick 'segment in ("At Risk", "Lost") and country = "US"' "$samples/pick.csv"
out <<-'END'
	customer_id,email,name,country,currency,last_order_at,orders,spent,segment
	1003,,Chidi Okafor,US,USD,2025-06-01T22:10:45Z,2,88.00,Lost
	1004,dee@example.com,"Dee ""Dot"" Malone",US,USD,2025-12-24,4,260.00,At Risk
	1007,gus@example.com,Gus Haas,US,USD,2024-11-29T17:45:00Z,6,705.25,Lost
END
end

case_of "numbers, money, spans before as-of, blanks and brackets"
run pick 'not (email is blank or orders < 4) and last_order_at < 1y ago
    and spent > 700.00 USD' "$samples/pick.csv"
out <<-'END'
	customer_id,email,name,country,currency,last_order_at,orders,spent,segment
	1007,gus@example.com,Gus Haas,US,USD,2024-11-29T17:45:00Z,6,705.25,Lost
END
end

case_of "--as-of and --tz move what is before"
given f.csv <<-'END'
	a,at
	1,2026-03-29T22:30:00Z
	2,2026-03-28T22:30:00Z
END
run pick -a 2026-03-30 --tz Europe/Berlin 'at = today' f.csv
out <<-'END'
	a,at
	1,2026-03-29T22:30:00Z
END
end

case_of "a row is copied as it stands: quotes, spaces, a CRLF's CR gone"
printf 'a,"b",c\r\n1,"x",  y \r\n"1","say ""hi""",""\r\n1,"p\r\nq",z\r\n' >f.csv
run pick 'a = 1' f.csv
printf 'a,b,c\n1,"x",  y \n"1","say ""hi""",""\n1,"p\r\nq",z\n' >want.out
end

case_of "a cell that ends with a CR keeps it"
printf 'a,b\n1,x\r\r\n1,"y\r"\n' >f.csv
run pick 'a = 1' f.csv
printf 'a,b\n1,"x\r"\n1,"y\r"\n' >want.out
end

case_of "a second mark at the start of a row is of its cell, and stays"
printf 'a\n\357\273\277\357\273\277x\n' >f.csv
run pick 'a is not blank' f.csv
printf 'a\n"\357\273\277x"\n' >want.out
end

case_of "a mark that begins a cell of NDJSON isn't lost in CSV"
printf '{"a":"\357\273\277x"}\n' >f.json
run pick 'a is not blank' f.json
printf 'a\n"\357\273\277x"\n' >want.out
end

case_of "a blank cell alone in its row is no blank line"
printf '{"a":null}\n{"a":1}\n' >f.json
run pick 'a is blank' f.json
printf 'a\n""\n' >want.out
end

case_of "a header that would tell a wrong delimiter is quoted"
printf '"x;y;z",a\n1,2\n' >f.csv
shell "pick 'a = 2' f.csv | pick 'a = 2'"
printf '"x;y;z",a\n1,2\n' >want.out
end

case_of "and one that would look like NDJSON"
printf '"{a",b\n"{1",2\n' >f.csv
shell "pick 'b = 2' f.csv | pick 'b = 2'"
printf '"{a",b\n"{1",2\n' >want.out
end

case_of "--json: numbers as numbers, blanks as null, texts escaped"
given f.csv <<-'END'
	order_id,total,name,,data
	7,12.50,"a ""b""	\",x,"{""k"": [1, 2]}"
	08,n/a,,,
END
run pick -j 'order_id is not blank' f.csv
out <<-'END'
	{"order_id":"7","total":12.50,"name":"a \"b\"\t\\","":"x","data":{"k":[1,2]}}
	{"order_id":"08","total":"n/a","name":null,"":null,"data":null}
END
end

case_of "NDJSON is copied as it stands, and lacks what it lacked"
printf '{ "a" : 1.0, "b":"\\u00e9" } \n{"a":2}\r\n{ }\n' >f.json
run pick -j 'a >= 1 or a is blank' f.json
printf '%s\n' '{ "a" : 1.0, "b":"\u00e9"}' '{"a":2}' '{}' >want.out
end

case_of "NDJSON becomes CSV"
printf '{"a":1.0,"b":"x,y","c":[1, 2]}\n' >f.json
run pick 'a = 1' f.json
printf '%s\n' 'a,b,c' '1.0,"x,y","[1,2]"' >want.out
end

case_of "--json of no rows is read as a table without rows, whatever is asked"
given f.csv <<-'END'
	a
	1
END
pick -j 'a = 2' f.csv >none.json
shell "pick -j 'a = 1 and b = 2' none.json | pick 'c = 3' | pick 'd = 4' &&
    pick 'a = 1' none.json f.csv none.json"
printf '\na\n1\n' >want.out
end

case_of "and ends as one"
printf '\n' >none.json
run pick 'a = 1' none.json
printf '\n' >want.out
end

case_of "columns in another order, and no more than that"
shell 'printf "b,a\n1,x\n" >one.csv; printf "a,b\ny,1\n" >two.csv
    pick -q "b = 1" one.csv two.csv'
out <<-END
	b,a
	1,x
	1,y
END
end

case_of "columns in another order, behind another delimiter, in another form"
printf 'a,b\n1,"x"\n' >f.csv
printf 'b;a\n"y;z";1\n' >g.csv
printf '{"b":"w","a":1}\n' >h.json
run pick 'a = 1' f.csv g.csv h.json
printf 'a,b\n1,"x"\n1,y;z\n1,w\n' >want.out
end

case_of "a repeated header is skipped, with its mark and its CR"
printf 'a,b\n1,2\n\357\273\277a,b\r\n1,3\r\n' >f.csv
run pick 'a = 1' f.csv
printf 'a,b\n1,2\n1,3\n' >want.out
end

case_of "--column names a column in the condition and on output"
printf 'E-mail,Orders placed\na,6\nb,2\n' >f.csv
run pick -c email=E-mail --column='orders=Orders placed' 'orders > 5' f.csv
printf 'email,orders\na,6\n' >want.out
end

case_of "standard input, alone and among others"
printf 'a\n1\n' >f.csv
shell "pick 'a = 1' <f.csv; cat f.csv | pick 'a = 1' f.csv -"
printf 'a\n1\na\n1\n1\n' >want.out
end

case_of "a row that can't be judged is rejected, and shown"
given f.csv <<-'END'
	a,b
	1,x
	n/a,y
	2
	3,z
END
run pick --rejects r.csv 'a > 0' f.csv
cat r.csv >>got.out
out <<-'END'
	a,b
	1,x
	3,z
	file,line,column,value,reason,row
	f.csv,3,a,n/a,not a number (want one such as 1234.50),"n/a,y"
	f.csv,4,,,1 cells (want 2),2
END
err <<-'END'
	pick: f.csv:3: a: 'n/a': not a number (want one such as 1234.50)
	pick: f.csv:4: 1 cells (want 2)
END
status 1
end

case_of "--quiet says nothing of it; the status does"
printf 'a\n1\nx\n' >f.csv
run pick -q 'a > 0' f.csv
printf 'a\n1\n' >want.out
status 1
end

case_of "--strict stops there; what --rejects has is whole"
printf 'a\n1\nx\ny\n' >f.csv
run pick -s --rejects r.csv 'a > 0' f.csv
cat r.csv >>got.out
printf '%s\n' file,line,column,value,reason,row \
    'f.csv,3,a,x,not a number (want one such as 1234.50),x' >want.out
echo "pick: f.csv:3: a: 'x': not a number (want one such as 1234.50)" >want.err
status 2
end

case_of "ten of a kind are shown, then their number"
{ echo a; for i in 1 2 3 4 5 6 7 8 9 10 11 12 13; do echo x; done; } >f.csv
run pick 'a > 0' f.csv
echo a >want.out
{ for i in 2 3 4 5 6 7 8 9 10 11; do
	echo "pick: f.csv:$i: a: 'x': not a number (want one such as 1234.50)"
done; echo "pick: 3 more rows: a: not a number (want one such as 1234.50)"; } >want.err
status 1
end

case_of "--max-rejects bears as many"
printf 'a\n1\nx\n2\n3\n' >f.csv
run pick --max-rejects 25% 'a > 0' f.csv
printf 'a\n1\n2\n3\n' >want.out
err <<-'END'
	pick: f.csv:3: a: 'x': not a number (want one such as 1234.50)
	pick: 1 of 4 rows rejected (--max-rejects 25%)
END
end

case_of "and no more"
printf 'a\n1\nx\n2\n3\n' >f.csv
run pick -q --max-rejects 24% 'a > 0' f.csv
err <<-'END'
	pick: 1 of 4 rows rejected (--max-rejects 24%)
END
status 2
end

case_of "--max-rejects wants a number or a part"
run pick --max-rejects 1.5% 'a > 0' f.csv
err <<-'END'
	pick: --max-rejects: '1.5%': want a number of rows, or a part of them such as 1%
END
status 2
end

case_of "--output is whole, and keeps its mode"
printf 'a\n1\n2\n' >f.csv
echo old >o.csv
chmod 640 o.csv
run pick -o o.csv 'a = 2' f.csv
{ cat o.csv; stat -c %a o.csv; ls; } >>got.out
printf 'a\n2\n640\nf.csv\ngot.err\ngot.out\no.csv\nwant.err\nwant.out\n' >want.out
end

case_of "--output to a file that is read, under any of its names, is refused"
given f.csv <<-END
	a
	1
	2
END
ln -s f.csv link.csv
ln f.csv hard.csv
shell "for f in f.csv ./f.csv link.csv hard.csv; do pick -o \$f 'a = 2' f.csv; done
    pick -o f.csv 'a = 2' <f.csv; cat f.csv; ls"
out <<-END
	a
	1
	2
	f.csv
	got.err
	got.out
	hard.csv
	link.csv
	want.err
	want.out
END
err <<-END
	pick: f.csv: would be written over while it is read (want another file)
	pick: ./f.csv: would be written over while it is read (want another file)
	pick: link.csv: would be written over while it is read (want another file)
	pick: hard.csv: would be written over while it is read (want another file)
	pick: f.csv: would be written over while it is read (want another file)
END
end

case_of "two outputs to one file, that isn't there yet, are refused"
given f.csv <<-END
	a
	1
END
shell "pick -o o.csv --rejects ./o.csv 'a = 1' f.csv; echo \$?; ls o.csv* ||:"
out <<-END
	2
END
err <<-END
	pick: o.csv: would be written twice
	ls: cannot access 'o.csv*': No such file or directory
END
end

case_of "a JSON array is named for what it is, and a header in brackets isn't"
printf '[\n {"a": 1}]\n' >a.json
printf '[a]\n1\n' >b.csv
shell "pick 'a = 1' a.json; pick '\`[a]\` = 1' b.csv"
out <<-END
	[a]
	1
END
err <<-END
	pick: a.json: is a JSON array: jq -c '.[]' FILE | pick
END
end

case_of "a customer is judged as of its row's own time, in its zone"
given c.csv <<-END
	customer_id,as_of,tz,last_order_at
	a,2026-01-31T04:59:59Z,America/New_York,2025-12-31T04:30:00Z
	b,2026-01-31T04:59:59Z,America/New_York,2026-01-01T04:30:00Z
	c,2026-03-01T04:59:59Z,America/New_York,2026-01-01T04:30:00Z
END
shell "unset SENDLIST_AS_OF; pick 'last_order_at < 30d ago' c.csv | cut -d, -f1
    pick -a 2026-02-28 'last_order_at < 59d ago' c.csv | cut -d, -f1
    pick -a 2026-01-30 'last_order_at < 30d ago' c.csv
    pick --tz UTC 'last_order_at < 30d ago' c.csv"
out <<-END
	customer_id
	a
	c
	customer_id
	a
END
err <<-END
	pick: c.csv:4: as_of: '2026-03-01T04:59:59Z': later than --as-of
	pick: c.csv:2: tz: 'America/New_York': not the time zone of --tz
END
status 2
end

case_of "a raw export is named, with the line to type"
given e.csv <<-END
	Name,Created at,Financial Status,Total,Email
	#1,2026-01-01 00:00:00 +0000,paid,1.00,a@example.com
END
run pick 'country = "US"' e.csv
err <<-END
	pick: e.csv:1: looks like shopify: import-orders FILE | pick
END
status 2
end

case_of "a file where the condition should be"
printf 'a\n1\n' >f.csv
run pick f.csv f.csv
err <<-END
	pick: 'f.csv' is a file (want the condition first)
	pick: try 'pick --help'
END
status 2
end

case_of "a file cut short outside of quotes is refused"
printf 'a,b,c\n1,2,3\n1,' >f.csv
run pick 'a = 1' f.csv
err <<-END
	pick: f.csv:3: 2 cells (want 3) and no line end: the file is cut short
END
status 2
end

case_of "--output in a folder that isn't there"
printf 'a\n1\n' >f.csv
run pick -o no/o.csv 'a = 2' f.csv
echo "pick: no/o.csv: No such file or directory" >want.err
status 2
end

# stopped SIGNAL STATUS: it leaves no temporary file and the old one alone.
stopped() {
	case_of "SIG$1 leaves --output as it was, and no temporary"
	mkdir d
	echo old >d/o.csv
	mkfifo pipe
	# Under nohup(1) the signal would be ignored, and so by pick.
	perl -e '$SIG{$ARGV[0]} = "DEFAULT"; shift; exec @ARGV' "$1" \
	    pick -o d/o.csv 'id > 0' pipe 2>got.err &
	exec 3>pipe
	many >&3
	i=0
	while [ "$(ls d)" = o.csv ] && [ $i -lt 50 ]; do
		sleep 0.1
		i=$((i + 1))
	done
	find d -type f | wc -l >before
	kill "-$1" $!
	wait $! 2>/dev/null
	# shellcheck disable=SC2034  # read by end
	got_status=$?
	exec 3>&-
	cat before d/* >got.out
	ls d >>got.out
	printf '2\nold\no.csv\n' >want.out
	status "$2"
	rm -r d
	end
}
stopped TERM 143
stopped HUP 129

case_of "a reader that goes away ends it quietly, without a temporary"
many >f.csv
mkdir d
shell "{ pick --rejects d/r.csv 'id > 0' f.csv; echo \$? >status; } | head -n 1
    cat status; ls d"
printf '%s\n' id,text 141 >want.out
rmdir d
end

case_of "a full disk"
printf 'a\n1\n' >f.csv
shell "pick 'a = 1' f.csv >/dev/full"
echo "pick: <stdout>: No space left on device" >want.err
status 2
end

case_of "a full disk of --output and --rejects, where that is a device"
printf 'a\n1\nx\n' >f.csv
shell "pick -o /dev/full 'a = 1' f.csv; echo \$?
    pick -q --rejects /dev/full 'a = 1' f.csv"
echo 2 >want.out
err <<-'END'
	pick: f.csv:3: a: 'x': not a number (want one such as 1234.50)
	pick: /dev/full: No space left on device
	pick: /dev/full: No space left on device
END
status 2
end

# A disk of 256 KiB, if we may have one.
disk=$work.disk
mkdir "$disk"
if mount -t tmpfs -o size=256k none "$disk" 2>/dev/null; then
	trap 'umount "$disk"; rm -rf "$work" "$disk"' EXIT
	case_of "a full disk leaves --output as it was, and no temporary"
	many >f.csv
	echo old >"$disk/o.csv"
	run pick -o "$disk/o.csv" 'id > 0' f.csv
	cat "$disk"/* >>got.out
	ls "$disk" >>got.out
	printf '%s\n' old o.csv >want.out
	echo "pick: $disk/o.csv: No space left on device" >want.err
	status 2
	end

	case_of "and --rejects too"
	many >f.csv
	rm "$disk/o.csv"
	run pick -q --rejects "$disk/r.csv" 'text > 0' f.csv
	ls "$disk" >>got.out
	echo "pick: $disk/r.csv: No space left on device" >want.err
	status 2
	end

	case_of "what a full disk has of standard output is refused by a reader"
	many | sed 's/some text or other/& and more of it/' >f.csv
	shell "pick 'id > 0' f.csv >>\"$disk/o.csv\"
	    pick 'id > 0' \"$disk/o.csv\""
	tail -n 1 got.out >last
	written=$(wc -l <got.out)
	echo $((written < $(wc -l <f.csv) / 2)) >got.out
	echo 1 >want.out
	sed -i 's/:[0-9]*:/:N:/' got.err
	err <<-END
		pick: <stdout>: No space left on device
		pick: $disk/o.csv:N: quote never closed: the file is cut short
	END
	status 2
	end
else
	rmdir "$disk"
	case_of "a real full disk"
	skip "no leave to mount one"
fi

# dies OPTION: a run that fails when more than a buffer has gone out.
dies() {
	many | sed '$s/,.*/,"cut short/' >f.csv
	pick "$@" 'id > 0' f.csv 2>/dev/null
}

case_of "who stops in mid-output says so to the next reader"
dies >g.csv
run pick 'id = 1' g.csv
sed -i 's/:[0-9]*:/:N:/' got.err
echo "pick: g.csv:N: quote never closed: the file is cut short" >want.err
status 2
end

case_of "in NDJSON too"
dies -j >g.json
run pick 'id = 1' g.json
sed -i 's/:[0-9]*:/:N:/' got.err
echo "pick: g.json:N: malformed JSON: string or '}' expected: the file is cut short" >want.err
status 2
end

case_of "who stops before that has written nothing"
printf 'a\n1\n"2' >f.csv
run pick 'a > 0' f.csv
echo "pick: f.csv:3: quote never closed: the file is cut short" >want.err
status 2
end

case_of "a mistake in the condition is pointed at, before any row"
printf 'a\n1\n' >f.csv
run pick 'a = 1 and b = 2' f.csv
echo "pick: condition:11: 'b = 2': no column 'b'" >want.err
status 2
end

case_of "a condition without a value"
printf 'a\n1\n' >f.csv
run pick 'a =' f.csv
echo "pick: condition:4: '': want a value after '='" >want.err
status 2
end

case_of "no condition"
run pick
err <<-'END'
	pick: missing operand (want CONDITION [FILE ...])
	pick: try 'pick --help'
END
status 2
end

case_of "two columns of one name can't be asked for, but by number"
printf 'a,a\n1,2\n' >f.csv
shell "pick 'a#2 = 2' f.csv; pick 'a = 1' f.csv"
printf 'a,a\n1,2\n' >want.out
echo "pick: f.csv:1: two columns 'a'" >want.err
status 2
end

case_of "nor can they be keys of NDJSON"
printf 'a,a,b\n1,2,3\n' >f.csv
run pick -j 'b = 3' f.csv
echo "pick: <stdout>: two columns 'a'" >want.err
status 2
end

case_of "--output: what is open already is written to, not replaced"
printf 'a\n1\n' >f.csv
shell "{ echo first; pick -q -o /dev/stdout 'a = 1' f.csv; } >there; cat there"
printf 'first\na\n1\n' >want.out
end

case_of "--output: a descriptor by its number, if it was open before"
printf 'a\n1\n' >f.csv
echo first >seven
shell "exec 7>>seven
    for fd in dev/fd/7 proc/self/fd/7 dev/fd/8 dev/fd/3 dev/fd/4294967303; do
	pick -q -o /\$fd 'a = 1' f.csv
    done
    cat seven"
out <<-END
	first
	a
	1
	a
	1
END
err <<-END
	pick: /dev/fd/8: Bad file descriptor
	pick: /dev/fd/3: Bad file descriptor
	pick: /dev/fd/4294967303: No such file or directory
END
end

case_of "--output: a file in memory is one to be replaced"
memory=/dev/shm/sendlist.$$
if echo old >$memory; then
	printf 'a\n1\n' >f.csv
	shell "pick -q -o $memory 'a = 1' f.csv; cat $memory; ls $memory*"
	printf 'a\n1\n%s\n' $memory >want.out
	rm -f $memory
	end
else
	skip "no /dev/shm"
fi 2>/dev/null

finish
