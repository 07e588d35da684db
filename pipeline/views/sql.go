package views

import (
	"fmt"
	"path"
	"strings"

	"github.com/digital-diplomacy/tailor/data/lake"
)

// FileName is the file that the views are written to, beside the link current.
const FileName = "lake.sql"

const header = `-- The tables of a Tailor lake as views for DuckDB 1.1 or later, one for each table,
-- with the data dictionary as comments. Written after each run; do not edit.
--
--     cd tailor-data/lake && duckdb -init lake.sql
--
-- From another folder, say first where the lake is:
--
--     SET file_search_path = '/path/to/tailor-data/lake';
--
-- Null is unknown, 0 is zero. platform, month, period and the like are parts of the
-- files' paths: a condition on them reads those files only. What the columns mean:
--
--     SELECT table_name, column_name, data_type, comment FROM duckdb_columns() WHERE NOT internal;

SET TimeZone = 'UTC';
`

// SQL returns the statements. tree is the folder of a snapshot, like "current"; has
// reports whether a table has rows. Equal input gives equal text.
func SQL(tables []lake.TableDoc, has func(table string) bool, tree string) string {
	var b strings.Builder
	b.WriteString(header)
	for _, t := range tables {
		if t.Vault {
			continue
		}
		fmt.Fprintf(&b, "\n-- %s: one row is %s\n", t.Name, oneLine(t.Doc))
		fmt.Fprintf(&b, "CREATE OR REPLACE VIEW %s AS\n", name(t.Name))
		if has(t.Name) {
			fmt.Fprintf(&b, "SELECT * FROM read_parquet(%s, hive_partitioning = true, hive_types_autocast = false);\n",
				text(path.Join(tree, t.Name, "**", "*.parquet")))
		} else {
			b.WriteString(noRows(t))
		}
		fmt.Fprintf(&b, "COMMENT ON VIEW %s IS %s;\n", name(t.Name), text("one row is "+t.Doc))
		for _, c := range t.Columns {
			fmt.Fprintf(&b, "COMMENT ON COLUMN %s.%s IS %s;\n", name(t.Name), name(c.Name), text(c.Doc))
		}
	}
	for _, v := range convenient(tables) {
		fmt.Fprintf(&b, "\n-- %s: %s\nCREATE OR REPLACE VIEW %s AS\n%s;\nCOMMENT ON VIEW %s IS %s;\n",
			v.name, v.doc, name(v.name), v.query, name(v.name), text(v.doc))
	}
	return b.String()
}

// noRows is the query of a table that has no files: its columns, and no rows.
func noRows(t lake.TableDoc) string {
	columns := make([]string, len(t.Columns))
	for i, c := range t.Columns {
		columns[i] = fmt.Sprintf("NULL::%s AS %s", sqlType(c.Shape), name(c.Name))
	}
	return "SELECT " + strings.Join(columns, ", ") + " WHERE false;\n"
}

// sqlType is DuckDB's type of a column, as it reads it from the files.
func sqlType(s lake.Shape) string {
	switch s.Kind {
	case lake.KindInt64:
		return "BIGINT"
	case lake.KindInt32:
		return "INTEGER"
	case lake.KindFloat64:
		return "DOUBLE"
	case lake.KindDecimal:
		return "DECIMAL(18,3)"
	case lake.KindBoolean:
		return "BOOLEAN"
	case lake.KindTimestamp:
		return "TIMESTAMPTZ"
	case lake.KindList:
		return sqlType(*s.Elem) + "[]"
	case lake.KindMap:
		return "MAP(VARCHAR, " + sqlType(*s.Elem) + ")"
	case lake.KindStruct:
		fields := make([]string, len(s.Fields))
		for i, f := range s.Fields {
			fields[i] = name(f.Name) + " " + sqlType(f.Shape)
		}
		return "STRUCT(" + strings.Join(fields, ", ") + ")"
	}
	return "VARCHAR"
}

// name quotes an identifier, and text a string.
func name(s string) string { return `"` + strings.ReplaceAll(s, `"`, `""`) + `"` }

func text(s string) string { return "'" + strings.ReplaceAll(s, "'", "''") + "'" }

// oneLine keeps a comment from ending early.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
