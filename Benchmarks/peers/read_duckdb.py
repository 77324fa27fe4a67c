"""Reads a CSV file into a table of DuckDB in memory, every column as text, as sqlite3's .import does."""

import sys

import duckdb

database = duckdb.connect(":memory:")
database.execute("CREATE TABLE t AS SELECT * FROM read_csv(?, all_varchar = true, header = true)", [sys.argv[1]])
print(database.execute("SELECT count(*) FROM t").fetchone()[0])
