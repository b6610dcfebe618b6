"""Translates the SQL on the standard input from BigQuery's dialect to DuckDB's; what it can't is an error."""

import sys

import sqlglot

(sql,) = sqlglot.transpile(
    sys.stdin.read(),
    read="bigquery",
    write="duckdb",
    error_level=sqlglot.ErrorLevel.RAISE,
    unsupported_level=sqlglot.ErrorLevel.RAISE,
)
sys.stdout.write(sql)
