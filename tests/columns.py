"""Print some columns of a CSV table on standard input, with | between.

usage: columns.py NAME ...
"""
import csv
import sys

for row in csv.DictReader(sys.stdin):
    print("|".join(row[name] for name in sys.argv[1:]))
