"""Say where NDJSON (the second file) differs from the CSV (the first).

A check of our writers by a reader that shares nothing with them.  Numbers are
compared as they are written, a blank is "" or null, and an object in a cell is
its own text or the object.
"""

import csv
import json
import sys


class Token(str):
    """A number, as it was written."""


def read(text):
    return json.loads(text, object_pairs_hook=list, parse_int=Token,
                      parse_float=Token)


def text_of(value, cell):
    if value is None:
        return ""
    if isinstance(value, str):
        return str(value)
    return cell if cell != "" and read(cell) == value else repr(value)


def main(csv_name, json_name):
    with open(csv_name, newline="", encoding="utf-8") as f:
        header, *rows = list(csv.reader(f))
    with open(json_name, newline="\n", encoding="utf-8") as f:
        lines = f.read().split("\n")
    if lines.pop() != "":
        print("the last line has no end")
    if len(lines) != len(rows):
        print(f"{len(lines)} lines of JSON, {len(rows)} rows of CSV")
    for n, (row, line) in enumerate(zip(rows, lines), 1):
        pairs = read(line)
        if [name for name, _ in pairs] != header:
            print(f"row {n}: keys {[name for name, _ in pairs]}")
            continue
        for (name, value), cell in zip(pairs, row):
            if text_of(value, cell) != cell:
                print(f"row {n}: {name}: JSON {value!r}, CSV {cell!r}")


main(*sys.argv[1:])
