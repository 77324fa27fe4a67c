"""Reads a CSV file with Python's own reader and counts the rows: no check, no digest, nothing kept."""

import csv
import sys

with open(sys.argv[1], newline="", encoding="utf-8") as file:
    print(sum(1 for _ in csv.reader(file)) - 1)
