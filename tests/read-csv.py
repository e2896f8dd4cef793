#!/usr/bin/env python3
# What Python makes of a CSV file, in the words of dump: an independent reader.
# Rows whose number of cells isn't the header's, or that aren't UTF-8, are left
# out.  usage: read-csv.py FILE [DELIMITER]
import csv
import json
import sys


def show(line, cells):
    print(line, "[%s]" % ",".join(
        json.dumps(c, ensure_ascii=False) if c else "null" for c in cells))


sys.stdout.reconfigure(encoding="utf-8")
delimiter = sys.argv[2] if len(sys.argv) > 2 else ","
with open(sys.argv[1], encoding="utf-8-sig", errors="surrogateescape",
          newline="") as f:
    rows = csv.reader(f, delimiter=delimiter, strict=True)
    header, before = None, 0
    for row in rows:
        line, before = before + 1, rows.line_num
        if not row:
            continue
        if header is None:
            header = row
            show(0, header)
        elif len(row) == len(header) and not any(
                "\udc80" <= c <= "\udcff" for cell in row for c in cell):
            show(line, row)
