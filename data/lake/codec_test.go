package lake

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"reflect"
	"runtime"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/parquet-go/parquet-go"
)

// The tests named TestTrap pin behaviour of parquet-go v0.32.0 that the codec is
// built around. If one fails after an upgrade, read the codec again.

func TestTrapOptionalZeroIsNull(t *testing.T) {
	type row struct {
		Plain   int64  `parquet:"plain,optional"`
		Pointer *int64 `parquet:"pointer,optional"`
	}
	zero := int64(0)
	got := plainRoundTrip(t, row{0, &zero})
	if got.Pointer == nil || *got.Pointer != 0 {
		t.Errorf("pointer to 0 came back as %v", got.Pointer)
	}
	type nullable struct {
		Plain *int64 `parquet:"plain,optional"`
	}
	if v := plainRead[nullable](t, plainWrite(t, row{0, &zero}))[0].Plain; v != nil {
		t.Errorf("an optional int64 of 0 is stored as %d: it is null no longer, Count could be an int64", *v)
	}
}

func TestTrapZeroTime(t *testing.T) {
	type row struct {
		At time.Time `parquet:"at,timestamp(microsecond)"`
	}
	if got := plainRoundTrip(t, row{}).At; got.IsZero() {
		t.Errorf("a zero time came back as zero: Micros could be a time.Time")
	}
}

func TestTrapEndOfFileComesWithRows(t *testing.T) {
	type row struct {
		N int64 `parquet:"n"`
	}
	f, err := parquet.OpenFile(bytes.NewReader(plainWrite(t, row{7})), int64(len(plainWrite(t, row{7}))))
	if err != nil {
		t.Fatal(err)
	}
	buf := make([]row, 4)
	n, err := parquet.NewGenericReader[row](f).Read(buf)
	if n != 1 || !errors.Is(err, io.EOF) {
		t.Errorf("Read = %d, %v, want 1 row and io.EOF at once", n, err)
	}
}

func TestTrapMissingColumnReadsAsZero(t *testing.T) {
	type old struct {
		A int64 `parquet:"a"`
	}
	type young struct {
		A int64 `parquet:"a"`
		B int64 `parquet:"b"`
	}
	if got := plainRead[young](t, plainWrite(t, old{7}))[0]; got != (young{7, 0}) {
		t.Errorf("read %+v", got)
	}
}

func TestTrapReaderPanicsOnMalformedFile(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("NewGenericReader did not panic")
		}
	}()
	parquet.NewGenericReader[struct{ N int64 }](bytes.NewReader([]byte("not a parquet file")))
}

func TestTrapRowsDoNotShareMemory(t *testing.T) {
	rows := make([]listRow, 3*readAtOnce)
	for i := range rows {
		rows[i] = listRow{fmt.Sprint("name ", i), []string{fmt.Sprint("a", i), fmt.Sprint("b", i)}, map[string]int64{fmt.Sprint("k", i): int64(i)}}
	}
	b, err := encode(&listTable, rows)
	if err != nil {
		t.Fatal(err)
	}
	var got []listRow
	for row, err := range decode[listRow](&listTable, bytes.NewReader(b), int64(len(b)), int64(len(rows))) {
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, row)
	}
	if diff := cmp.Diff(rows, got); diff != "" {
		t.Error(diff)
	}
}

type listRow struct {
	Name string           `parquet:"name"`
	List []string         `parquet:"list,list"`
	Map  map[string]int64 `parquet:"map,optional"`
}

var listTable = Table[listRow]{Name: "lists", Version: 3, Partition: undivided[listRow],
	Compare: func(a, b *listRow) int { return compareBy(a.Name, b.Name) }}

// Map iteration order must not show in the bytes.
func TestEncodeMapsAreSorted(t *testing.T) {
	big := map[string]int64{}
	for i := range 100 {
		big[fmt.Sprint(i)] = int64(i)
	}
	first, err := encode(&listTable, []listRow{{Name: "x", Map: big}})
	if err != nil {
		t.Fatal(err)
	}
	for range 50 {
		again := map[string]int64{}
		for k, v := range big {
			again[k] = v
		}
		if b, err := encode(&listTable, []listRow{{Name: "x", Map: again}}); err != nil || !bytes.Equal(b, first) {
			t.Fatalf("bytes differ for equal maps (%v)", err)
		}
	}
}

func TestEncodeSplitsRowGroups(t *testing.T) {
	type row struct {
		N int64 `parquet:"n"`
	}
	table := Table[row]{Name: "n", Version: 1}
	rows := make([]row, rowsPerGroup+1)
	b, err := encode(&table, rows)
	if err != nil {
		t.Fatal(err)
	}
	f, err := openTable(&table, bytes.NewReader(b), int64(len(b)), int64(len(rows)))
	if err != nil {
		t.Fatal(err)
	}
	if n := len(f.RowGroups()); n != 2 {
		t.Errorf("%d row groups, want 2", n)
	}
}

func TestOpenRefuses(t *testing.T) {
	good, err := encode(&listTable, []listRow{{Name: "x"}})
	if err != nil {
		t.Fatal(err)
	}
	older := listTable
	older.Version = 2
	other := Table[struct {
		Name string `parquet:"name"`
	}]{Name: "lists", Version: 3}
	var snappy bytes.Buffer
	w := parquet.NewGenericWriter[listRow](&snappy, parquet.Compression(&parquet.Snappy), parquet.KeyValueMetadata(schemaKey, "lists/3"))
	if _, err := w.Write([]listRow{{Name: "x"}}); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	hugeFooter := append([]byte("PAR1\xff\xff\xff\x7f"), "PAR1"...)
	for _, c := range []struct {
		name string
		open func() error
	}{
		{"empty", func() error { _, err := openParquet(bytes.NewReader(nil), 0); return err }},
		{"magic only", func() error { _, err := openParquet(bytes.NewReader([]byte("PAR1PAR1")), 8); return err }},
		{"footer of 2 GiB", func() error { _, err := openParquet(bytes.NewReader(hugeFooter), int64(len(hugeFooter))); return err }},
		{"truncated", func() error {
			_, err := openParquet(bytes.NewReader(good[:len(good)-1]), int64(len(good)-1))
			return err
		}},
		{"size of another file", func() error { _, err := openParquet(bytes.NewReader(good), int64(len(good)+1)); return err }},
		{"another codec", func() error {
			_, err := openTable(&listTable, bytes.NewReader(snappy.Bytes()), int64(snappy.Len()), 1)
			return err
		}},
		{"older schema", func() error { _, err := openTable(&older, bytes.NewReader(good), int64(len(good)), 1); return err }},
		{"other columns", func() error { _, err := openTable(&other, bytes.NewReader(good), int64(len(good)), 1); return err }},
		{"other row count", func() error { _, err := openTable(&listTable, bytes.NewReader(good), int64(len(good)), 2); return err }},
	} {
		before := allocated()
		if err := c.open(); err == nil {
			t.Errorf("%s: no error", c.name)
		}
		if n := allocated() - before; n > 1<<20 {
			t.Errorf("%s: allocated %d bytes", c.name, n)
		}
	}
}

func allocated() uint64 {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.TotalAlloc
}

// Whatever bytes a file holds, opening it ends in a file or an error, without a
// panic, and without more memory than the bytes can stand for. Pages are not read:
// a damaged page header can still make the library allocate gigabytes, which is why
// Scan decodes no byte of a file before it has checked the file's hash.
func FuzzOpen(f *testing.F) {
	good, err := encode(&listTable, []listRow{{Name: "a", List: []string{"x", "y"}, Map: map[string]int64{"k": 1}}, {Name: "b"}})
	if err != nil {
		f.Fatal(err)
	}
	f.Add(good)
	f.Add([]byte("PAR1PAR1"))
	f.Add([]byte("PAR1\xff\xff\xff\x7fPAR1"))
	f.Add(good[:len(good)/2])
	for i := 0; i < len(good); i += 37 {
		bad := bytes.Clone(good)
		bad[i] ^= 0x41
		f.Add(bad)
	}
	f.Fuzz(openBounded)
}

func openBounded(t *testing.T, b []byte) {
	before := allocated()
	file, err := openTable(&listTable, bytes.NewReader(b), int64(len(b)), 2)
	if n := allocated() - before; n > 1<<20+1000*uint64(len(b)) {
		t.Errorf("opening %d bytes allocated %d", len(b), n)
	}
	if err == nil && file.NumRows() != 2 {
		t.Errorf("%d rows, want 2", file.NumRows())
	}
}

// Every bit of a small file flipped in turn, and every truncation.
func TestOpenSurvivesDamage(t *testing.T) {
	good, err := encode(&listTable, []listRow{{Name: "a", List: []string{"x"}}, {Name: "b"}})
	if err != nil {
		t.Fatal(err)
	}
	for i := range good {
		openBounded(t, good[:i])
		for bit := range 8 {
			bad := bytes.Clone(good)
			bad[i] ^= 1 << bit
			openBounded(t, bad)
		}
	}
}

func plainWrite[T any](t *testing.T, rows ...T) []byte {
	t.Helper()
	var b bytes.Buffer
	w := parquet.NewGenericWriter[T](&b)
	if _, err := w.Write(rows); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func plainRead[T any](t *testing.T, b []byte) []T {
	t.Helper()
	rows, err := parquet.Read[T](bytes.NewReader(b), int64(len(b)))
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

func plainRoundTrip[T any](t *testing.T, row T) T {
	t.Helper()
	return plainRead[T](t, plainWrite(t, row))[0]
}

// filled returns a row with every field set, differently for each n.
func filled[T any](n int) T {
	var row T
	fill(reflect.ValueOf(&row).Elem(), n)
	return row
}

func fill(v reflect.Value, n int) {
	switch v.Kind() {
	case reflect.String:
		v.SetString(fmt.Sprintf("v%d ñ 😀 نص", n))
	case reflect.Int64, reflect.Int32:
		v.SetInt(int64(n + 1))
	case reflect.Float64:
		v.SetFloat(float64(n) + 0.1)
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		fill(v.Elem(), n)
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 3, 3))
		for i := range 3 {
			fill(v.Index(i), n+i)
		}
	case reflect.Map:
		v.Set(reflect.MakeMap(v.Type()))
		for i := range 3 {
			k, e := reflect.New(v.Type().Key()).Elem(), reflect.New(v.Type().Elem()).Elem()
			fill(k, n+i)
			fill(e, n+i)
			v.SetMapIndex(k, e)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			fill(v.Field(i), n*31+i)
		}
	default:
		panic(v.Type())
	}
}

func TestEveryTableRoundTrips(t *testing.T) {
	roundTrip(t, Accounts)
	roundTrip(t, AccountSnapshots)
	roundTrip(t, Aliases)
	roundTrip(t, Posts)
	roundTrip(t, PostLabels)
	roundTrip(t, PostSnapshots)
	roundTrip(t, PostMetrics)
	roundTrip(t, EngagementCells)
	roundTrip(t, MaturitySums)
	roundTrip(t, MaturityCurves)
	roundTrip(t, GroupRates)
	roundTrip(t, AccountMetrics)
	roundTrip(t, PostOverperformance)
	roundTrip(t, OwnWords)
	roundTrip(t, Keywords)
	roundTrip(t, CommunityEdges)
	roundTrip(t, CommunityLinks)
	roundTrip(t, CommunityNodes)
	roundTrip(t, Discoveries)
	roundTrip(t, FormatEffects)
	roundTrip(t, AdviceTable)
	roundTrip(t, Rotations)
	roundTrip(t, RotationResults)
	roundTrip(t, AdviceOutcomes)
	roundTrip(t, MoodTable)
	roundTrip(t, Replies)
	roundTrip(t, ReplyCells)
	roundTrip(t, ReplyAuthors)
	roundTrip(t, ReplySeen)
	roundTrip(t, RepliesLate)
	roundTrip(t, Seals)
	roundTrip(t, Rejects)
	roundTrip(t, Notes)
	roundTrip(t, Polls)
	roundTrip(t, PollOptions)
	roundTrip(t, Outcomes)
	roundTrip(t, Surveys)
	roundTrip(t, SurveyCounts)
	roundTrip(t, SurveyAnswers)
	roundTrip(t, ReplyLabels)
	roundTrip(t, ReplyLabelled)
	roundTrip(t, Places)
	roundTrip(t, Hours)
	roundTrip(t, CadenceTable)
	roundTrip(t, Needs)
	roundTrip(t, Goals)
	roundTrip(t, PolicyAnswers)
	roundTrip(t, Benchmarks)
	roundTrip(t, PooledCells)
	roundTrip(t, PooledEffects)
	roundTrip(t, HandLabels)
	roundTrip(t, PostDraws)
	roundTrip(t, LabelAgreements)
	if n := len(tables()); n != 53 {
		t.Errorf("%d tables, 53 tested", n)
	}
}

func roundTrip[T any](t *testing.T, table Table[T]) {
	t.Helper()
	var zero T
	rows := []T{filled[T](1), filled[T](2), zero}
	b, err := encode(&table, rows)
	if err != nil {
		t.Fatalf("%s: %v", table.Name, err)
	}
	var got []T
	for row, err := range decode[T](&table, bytes.NewReader(b), int64(len(b)), 3) {
		if err != nil {
			t.Fatalf("%s: %v", table.Name, err)
		}
		got = append(got, row)
	}
	if diff := cmp.Diff(rows, got); diff != "" {
		t.Errorf("%s: %s", table.Name, diff)
	}
	if compareRows(&rows[0], &got[0]) != 0 || compareRows(&rows[0], &rows[1]) == 0 {
		t.Errorf("%s: compareRows is wrong", table.Name)
	}
	if table.Key != nil {
		if col, ok := reflect.TypeFor[T]().FieldByName("PostID"); !ok || columnName(col) != table.KeyColumn {
			t.Errorf("%s: key column is not that of PostID", table.Name)
		}
	}
}

func TestDictionary(t *testing.T) {
	for _, table := range Dictionary() {
		if table.Doc == "" || table.Version < 1 {
			t.Errorf("table %s is not documented", table.Name)
		}
		for _, c := range table.Columns {
			if c.Doc == "" || c.Type == "" {
				t.Errorf("column %s.%s is not documented", table.Name, c.Name)
			}
		}
	}
}
