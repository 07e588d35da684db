#!/bin/sh
# Computes every figure of a lake anew in DuckDB and compares: oracle/run.sh TAILOR-DATA
set -eu
root=${1:?usage: oracle/run.sh TAILOR-DATA, the folder that holds lake/}
here=$(dirname "$0")
duckdb=${DUCKDB:-duckdb}
command -v "$duckdb" >/dev/null || { echo "no $duckdb on the PATH; see oracle/README.md" >&2; exit 4; }
current=$root/lake/current
[ -d "$current" ] || { echo "$current is no lake; make one with: tailor run" >&2; exit 2; }
{
  echo ".bail on"
  cat "$here/tables.sql"
  for table in posts post_labels post_snapshots account_snapshots post_metrics engagement_cells maturity_sums maturity group_rates account_metrics overperformance mood; do
    if [ -n "$(find -L "$current/$table" -name '*.parquet' 2>/dev/null | head -n 1)" ]; then
      path=$(printf %s "$current/$table/**/*.parquet" | sed "s/'/''/g")
      echo "DROP TABLE IF EXISTS $table; CREATE VIEW $table AS SELECT * FROM read_parquet('$path', hive_partitioning = true, hive_types_autocast = false);"
    fi
  done
  cat "$here/formulas.sql" "$here/readings.sql" "$here/maturity.sql" "$here/values.sql" "$here/groups.sql" "$here/compare.sql"
} | "$duckdb" -batch :memory:
