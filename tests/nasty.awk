# Makes files that are hard to read, the same ones each time: pieces that mean
# something to a reader of CSV, or of NDJSON, in any order.
# usage: awk -v n=FILES -v kind=csv -f nasty.awk </dev/null

function random(below) {
	seed = (seed * 1103 + 12345) % 2147483
	return int(seed / 7) % below
}

function piece() {
	return pieces[1 + random(count)]
}

BEGIN {
	seed = 2026
	nl = "\n"
	common = "\r\n|\r|\r\n|1|x|y z| |\t|\"|\"\"|\\|\303\251|\351|\357\273\277"
	if (kind == "csv")
		list = common "|,|,|,|;|a,b,c|1,2,3|\"p q\"|,\"r\",|\"s,t\"|" \
		    "\"u\nv\"|\",\"|\"\"\"w\"\"\"|{|'"
	else
		list = common "|{|}|{\"a\":1,\"b\":2,\"c\":3}|{\"c\":null}|" \
		    "{\"a\":\"|\"}|{\"a\":{\"k\":[1, 2]}}|{\"a\":01}|[|]|:|,|" \
		    "{\"b\":\"\\u00e9\\n\"}|{\"a\":1e400,\"b\":12.50}|" \
		    "{\"d\":1}|{\"a\":1,\"a\":2}|{ \"a\" : true }|\\u0000"
	plain[0] = kind == "csv" ? "1,\"x\",y z" : "{\"a\":1,\"b\":\"x y\"}"
	plain[1] = kind == "csv" ? ",\"p\"\"q\nr\",2" : "{\"c\":null,\"a\":-0.50}"
	count = split(list, pieces, "|")
	for (i = 1; i <= n; i++) {
		file = sprintf("%s-%03d.%s", kind, i, kind)
		printf "%s", kind == "csv" ? "a,b,c" nl : \
		    "{\"a\":1,\"b\":2,\"c\":3}" nl >file
		lines = 1 + random(6)
		while (lines-- > 0) {
			parts = random(2) ? 1 + random(7) : 0
			if (parts == 0)
				printf "%s", plain[random(2)] >file
			while (parts-- > 0)
				printf "%s", piece() >file
			printf "%s", nl >file
		}
		close(file)
	}
}
