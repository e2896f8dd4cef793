"""A CSV with a header, on standard input, as NDJSON: every cell is text."""

import csv
import io
import json
import sys

text = io.TextIOWrapper(sys.stdin.buffer, encoding="utf-8", newline="")
header, *rows = csv.reader(text)
for row in rows:
    print(json.dumps(dict(zip(header, row))))
