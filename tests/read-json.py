#!/usr/bin/env python3
# The records of a JSON array, or the one record, in the words of dump, less the line numbers.
import json
import sys


def show(cells):
    print("[%s]" % ",".join(
        json.dumps(c, ensure_ascii=False) if c else "null" for c in cells))


sys.stdout.reconfigure(encoding="utf-8")
with open(sys.argv[1], encoding="utf-8") as f:
    records = json.load(f)
records = records if isinstance(records, list) else [records]
show(records[0])
for record in records:
    show(record.values())
