// Package views writes lake.sql: SQL that gives anyone's DuckDB one view for each
// table of the lake, with the data dictionary as comments, and a few views that
// answer what is asked most.
//
// The tables come from the dictionary and the metrics from the metric dictionary, so
// a new one needs nothing here. A table that has no rows yet has no files that DuckDB
// could find columns in; its view is written with typed columns and no rows, which is
// why the file is written again after each run.
package views
