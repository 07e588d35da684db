package export

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"reflect"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/apache/arrow/go/v17/arrow/ipc"
	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/data/lake"
)

// nothing is a lake without rows.
type nothing struct{}

func (nothing) Files(string) []lake.File { return nil }
func (nothing) OpenFile(context.Context, lake.File) (lake.Object, error) {
	return nil, fmt.Errorf("no files")
}

// docOf is what the dictionary says of a table.
func docOf(t *testing.T, name string) lake.TableDoc {
	t.Helper()
	docs, err := Tables(name)
	if err != nil {
		t.Fatal(err)
	}
	return docs[0]
}

// TestRoundTrip writes made-up rows of tables of every kind of column and reads them
// back from each format with readers of others: encoding/csv, encoding/json, Arrow's.
func TestRoundTrip(t *testing.T) {
	t.Run("accounts", roundTrip(lake.Accounts))
	t.Run("account_snapshots", roundTrip(lake.AccountSnapshots))
	t.Run("posts", roundTrip(lake.Posts))
	t.Run("post_labels", roundTrip(lake.PostLabels))
	t.Run("post_snapshots", roundTrip(lake.PostSnapshots))
	t.Run("polls", roundTrip(lake.Polls))
	t.Run("outcomes", roundTrip(lake.Outcomes))
	t.Run("post_metrics", roundTrip(lake.PostMetrics))
	t.Run("engagement_cells", roundTrip(lake.EngagementCells))
	t.Run("format_effects", roundTrip(lake.FormatEffects))
	t.Run("advice", roundTrip(lake.AdviceTable))
	t.Run("mood", roundTrip(lake.MoodTable))
}

func roundTrip[T any](table lake.Table[T]) func(*testing.T) {
	return func(t *testing.T) {
		doc := docOf(t, table.Name)
		rapid.Check(t, func(t *rapid.T) {
			r := madeUp(t, table)
			want, err := lake.Rows(context.Background(), r, table, nil)
			if err != nil {
				t.Fatal(err)
			}
			for _, f := range []Format{CSV, JSON, JSONL, Arrow} {
				var b bytes.Buffer
				n, err := Table(context.Background(), &b, r, doc, f, false)
				if err != nil || n != int64(len(want)) {
					t.Fatalf("%s: wrote %d rows of %d: %v", f, n, len(want), err)
				}
				got := readBack[T](t, f, b.Bytes(), doc)
				if d := cmp.Diff(want, got); d != "" {
					t.Fatalf("%s differs:\n%s", f, d)
				}
			}
		})
	}
}

// madeUp is a lake with up to six rows of a table.
func madeUp[T any](t *rapid.T, table lake.Table[T]) lake.Reader {
	byPartition := map[string][]T{}
	for range rapid.IntRange(0, 6).Draw(t, "rows") {
		var row T
		fill(t, reflect.ValueOf(&row).Elem(), "row")
		p := table.Partition(&row)
		byPartition[p] = append(byPartition[p], row)
	}
	var c lake.Changes
	for p, rows := range byPartition {
		if err := lake.Replace(&c, table, p, rows, ""); err != nil {
			t.Fatal(err)
		}
	}
	return lake.Over(nothing{}, &c)
}

// texts hold what breaks naive writers.
var texts = rapid.OneOf(
	rapid.SampledFrom(append(payloads(), "", "a", `"`, `\`, "a\nb", "a,b;c\td", " ", "ümläut", "\u202eabc", "\u2028", "<b>&amp;", "NULL", "null", "0012", "1e5", "[]", strings.Repeat("x", 300))),
	rapid.StringN(0, 12, -1),
)

func fill(t *rapid.T, v reflect.Value, name string) {
	switch v.Interface().(type) {
	case data.Micros:
		v.SetInt(rapid.Int64Range(1_262_304_000_000_000, 1_900_000_000_000_000).Draw(t, name))
		return
	case data.Thousandth:
		v.SetInt(rapid.Int64Range(-int64(data.MaxThousandth), int64(data.MaxThousandth)).Draw(t, name))
		return
	case data.Platform:
		v.SetString(rapid.SampledFrom([]string{"facebook", "x", "a b/c"}).Draw(t, name))
		return
	}
	switch v.Kind() {
	case reflect.String:
		if strings.HasSuffix(name, ".Week") || strings.HasSuffix(name, ".Period") {
			v.SetString("2026-W07") // a partition follows from it
			return
		}
		v.SetString(strings.ToValidUTF8(strings.ReplaceAll(texts.Draw(t, name), "\r\n", "\n"), "?"))
	case reflect.Bool:
		v.SetBool(rapid.Bool().Draw(t, name))
	case reflect.Int64:
		v.SetInt(rapid.Int64().Draw(t, name))
	case reflect.Int32:
		v.SetInt(int64(rapid.Int32().Draw(t, name)))
	case reflect.Float64:
		v.SetFloat(rapid.OneOf(rapid.Float64(), rapid.SampledFrom([]float64{0, math.Inf(1), math.Inf(-1), 1e-7, 1e21, math.MaxFloat64, 5e-324})).Draw(t, name))
	case reflect.Pointer:
		if rapid.Bool().Draw(t, name+" known") {
			v.Set(reflect.New(v.Type().Elem()))
			fill(t, v.Elem(), name)
		}
	case reflect.Slice:
		n := rapid.IntRange(0, 3).Draw(t, name+" length")
		if n > 0 {
			v.Set(reflect.MakeSlice(v.Type(), n, n))
		}
		for i := range n {
			fill(t, v.Index(i), name)
		}
	case reflect.Map:
		for range rapid.IntRange(0, 3).Draw(t, name+" length") {
			if v.IsNil() {
				v.Set(reflect.MakeMap(v.Type()))
			}
			key, value := reflect.New(v.Type().Key()).Elem(), reflect.New(v.Type().Elem()).Elem()
			fill(t, key, name+" key")
			fill(t, value, name+" value")
			v.SetMapIndex(key, value)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			fill(t, v.Field(i), name+"."+v.Type().Field(i).Name)
		}
	}
}

// readBack parses what was written into rows.
func readBack[T any](t *rapid.T, f Format, b []byte, doc lake.TableDoc) []T {
	rows := []T{}
	add := func(values map[string]any) {
		var row T
		set(t, reflect.ValueOf(&row).Elem(), values)
		rows = append(rows, row)
	}
	switch f {
	case CSV:
		for _, cells := range csvRows(t, b) {
			values := map[string]any{}
			for name, cell := range cells {
				values[name] = uncell(t, cell, column(doc, name))
			}
			add(values)
		}
	case JSON:
		var all []map[string]any
		parse(t, b, &all)
		for _, values := range all {
			add(values)
		}
	case JSONL:
		for line := range strings.Lines(string(b)) {
			var values map[string]any
			parse(t, []byte(line), &values)
			add(values)
		}
	case Arrow:
		file, err := ipc.NewFileReader(bytes.NewReader(b))
		if err != nil {
			t.Fatal(err)
		}
		defer file.Close()
		for i := range file.NumRecords() {
			batch, err := file.Record(i)
			if err != nil {
				t.Fatal(err)
			}
			for row := range int(batch.NumRows()) {
				values := map[string]any{}
				for c := range int(batch.NumCols()) {
					if x := batch.Column(c).GetOneForMarshal(row); !isInf(x) {
						js, err := json.Marshal(x)
						if err != nil {
							t.Fatal(err)
						}
						var v any
						parse(t, js, &v)
						values[batch.ColumnName(c)] = v
					} else {
						values[batch.ColumnName(c)] = fmt.Sprint(x)
					}
				}
				add(values)
			}
		}
	}
	return rows
}

func isInf(x any) bool {
	f, ok := x.(float64)
	return ok && math.IsInf(f, 0)
}

func parse(t *rapid.T, b []byte, into any) {
	dec := json.NewDecoder(bytes.NewReader(b))
	dec.UseNumber()
	if err := dec.Decode(into); err != nil {
		t.Fatalf("%v in %.200q", err, b)
	}
}

func csvRows(t *rapid.T, b []byte) (rows []map[string]string) {
	in := csv.NewReader(bytes.NewReader(b))
	header, err := in.Read()
	if err != nil {
		t.Fatal(err)
	}
	for {
		cells, err := in.Read()
		if err == io.EOF {
			return rows
		}
		if err != nil {
			t.Fatal(err)
		}
		row := map[string]string{}
		for i, c := range cells {
			row[header[i]] = c
		}
		rows = append(rows, row)
	}
}

func column(doc lake.TableDoc, name string) lake.ColumnDoc {
	for _, c := range doc.Columns {
		if c.Name == name {
			return c
		}
	}
	return lake.ColumnDoc{}
}

// uncell is a CSV cell as JSON would have it.
func uncell(t *rapid.T, cell string, c lake.ColumnDoc) any {
	switch {
	case c.Kind == lake.KindString:
		return original(cell)
	case cell == "":
		if !c.Null {
			t.Fatalf("column %s is empty, and cannot be null", c.Name)
		}
		return nil
	case c.Kind == lake.KindTimestamp, strings.HasSuffix(cell, "Infinity"):
		return cell
	}
	var v any
	parse(t, []byte(cell), &v)
	return v
}

// set puts a value of parsed JSON into a field.
func set(t *rapid.T, v reflect.Value, x any) {
	if x == nil {
		return
	}
	switch v.Interface().(type) {
	case data.Micros:
		at, err := time.Parse(time.RFC3339Nano, strings.Replace(x.(string), " ", "T", 1))
		if err != nil {
			t.Fatal(err)
		}
		v.SetInt(at.UnixMicro())
		return
	case data.Thousandth:
		text := fmt.Sprint(x)
		whole, part, _ := strings.Cut(text, ".")
		n, err := strconv.ParseInt(whole+(part + "000")[:3], 10, 64)
		if err != nil {
			t.Fatal(err)
		}
		v.SetInt(n)
		return
	}
	switch v.Kind() {
	case reflect.String:
		v.SetString(x.(string))
	case reflect.Bool:
		v.SetBool(x.(bool))
	case reflect.Int64, reflect.Int32:
		n, err := x.(json.Number).Int64()
		if err != nil {
			t.Fatal(err)
		}
		v.SetInt(n)
	case reflect.Float64:
		var f float64
		if _, err := fmt.Sscan(fmt.Sprint(x), &f); err != nil {
			t.Fatal(err)
		}
		v.SetFloat(f)
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		set(t, v.Elem(), x)
	case reflect.Slice:
		for _, e := range x.([]any) {
			elem := reflect.New(v.Type().Elem()).Elem()
			set(t, elem, e)
			v.Set(reflect.Append(v, elem))
		}
	case reflect.Map:
		v.Set(reflect.MakeMap(v.Type()))
		object, ok := x.(map[string]any)
		if !ok { // Arrow's maps are lists of entries
			object = map[string]any{}
			for _, e := range x.([]any) {
				entry := e.(map[string]any)
				object[entry["key"].(string)] = entry["value"]
			}
		}
		for key, e := range object {
			value := reflect.New(v.Type().Elem()).Elem()
			set(t, value, e)
			v.SetMapIndex(reflect.ValueOf(key), value)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			name, _, _ := strings.Cut(v.Type().Field(i).Tag.Get("parquet"), ",")
			value, ok := x.(map[string]any)[name]
			if !ok {
				t.Fatalf("no column %s", name)
			}
			set(t, v.Field(i), value)
		}
	}
}
