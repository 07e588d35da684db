package export

import (
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/apache/arrow/go/v17/arrow"
	"github.com/apache/arrow/go/v17/arrow/array"
	"github.com/apache/arrow/go/v17/arrow/decimal128"
	"github.com/apache/arrow/go/v17/arrow/ipc"
	"github.com/apache/arrow/go/v17/arrow/memory"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/data/lake"
)

// batchRows is how many rows one record batch holds, and batchBytes after how many
// bytes of text it ends before that.
const (
	batchRows  = 65_536
	batchBytes = 64 << 20
)

// arrowWriter writes an Arrow IPC file, batch by batch.
type arrowWriter struct {
	file  *ipc.FileWriter
	build *array.RecordBuilder
	rows  int
	bytes int
}

func newArrow(w io.Writer, t lake.TableDoc) (*arrowWriter, error) {
	schema := Schema(t)
	file, err := ipc.NewFileWriter(&forward{w: w}, ipc.WithSchema(schema))
	if err != nil {
		return nil, err
	}
	return &arrowWriter{file: file, build: array.NewRecordBuilder(memory.DefaultAllocator, schema)}, nil
}

// Schema returns the Arrow schema of a table. What the dictionary says of a column
// stands in its field's metadata under "comment".
func Schema(t lake.TableDoc) *arrow.Schema {
	fields := make([]arrow.Field, len(t.Columns))
	for i, c := range t.Columns {
		fields[i] = arrow.Field{Name: c.Name, Type: arrowType(c.Shape), Nullable: c.Null,
			Metadata: arrow.NewMetadata([]string{"comment"}, []string{c.Doc})}
	}
	about := arrow.NewMetadata([]string{"table", "one_row_is", "schema"}, []string{t.Name, t.Doc, fmt.Sprintf("%s/%d", t.Name, t.Version)})
	return arrow.NewSchema(fields, &about)
}

func arrowType(s lake.Shape) arrow.DataType {
	switch s.Kind {
	case lake.KindInt64:
		return arrow.PrimitiveTypes.Int64
	case lake.KindInt32:
		return arrow.PrimitiveTypes.Int32
	case lake.KindFloat64:
		return arrow.PrimitiveTypes.Float64
	case lake.KindDecimal:
		return &arrow.Decimal128Type{Precision: 18, Scale: 3}
	case lake.KindBoolean:
		return arrow.FixedWidthTypes.Boolean
	case lake.KindTimestamp:
		return &arrow.TimestampType{Unit: arrow.Microsecond, TimeZone: "UTC"}
	case lake.KindList:
		return arrow.ListOfNonNullable(arrowType(*s.Elem))
	case lake.KindMap:
		m := arrow.MapOf(arrow.BinaryTypes.String, arrowType(*s.Elem))
		m.KeysSorted = true
		return m
	case lake.KindStruct:
		fields := make([]arrow.Field, len(s.Fields))
		for i, f := range s.Fields {
			fields[i] = arrow.Field{Name: f.Name, Type: arrowType(f.Shape)}
		}
		return arrow.StructOf(fields...)
	}
	return arrow.BinaryTypes.String
}

func (a *arrowWriter) write(values []any) error {
	for i, v := range values {
		a.bytes += put(a.build.Field(i), v)
	}
	if a.rows++; a.rows >= batchRows || a.bytes >= batchBytes {
		return a.flush()
	}
	return nil
}

func (a *arrowWriter) flush() error {
	batch := a.build.NewRecord()
	defer batch.Release()
	a.rows, a.bytes = 0, 0
	return a.file.Write(batch)
}

func (a *arrowWriter) close() error {
	defer a.build.Release()
	if a.rows > 0 {
		if err := a.flush(); err != nil {
			return err
		}
	}
	return a.file.Close()
}

// put adds a value to a column and returns how many bytes of text it holds.
func put(b array.Builder, v any) (bytes int) {
	if v == nil {
		b.AppendNull()
		return 0
	}
	switch b := b.(type) {
	case *array.StringBuilder:
		b.Append(v.(string))
		return len(v.(string))
	case *array.Int64Builder:
		b.Append(v.(int64))
	case *array.Int32Builder:
		b.Append(int32(v.(int64)))
	case *array.Float64Builder:
		b.Append(v.(float64))
	case *array.Decimal128Builder:
		b.Append(decimal128.FromI64(int64(v.(data.Thousandth))))
	case *array.BooleanBuilder:
		b.Append(v.(bool))
	case *array.TimestampBuilder:
		b.Append(arrow.Timestamp(v.(data.Micros)))
	case *array.ListBuilder:
		b.Append(true)
		for _, e := range v.([]any) {
			bytes += put(b.ValueBuilder(), e)
		}
	case *array.MapBuilder:
		b.Append(true)
		for _, p := range v.([]lake.Pair) {
			bytes += put(b.KeyBuilder(), p.Key) + put(b.ItemBuilder(), p.Value)
		}
	case *array.StructBuilder:
		b.Append(true)
		for i, f := range v.([]any) {
			bytes += put(b.FieldBuilder(i), f)
		}
	default:
		panic(fmt.Sprintf("export: no Arrow column for %T", b))
	}
	return bytes
}

// forward lets the file writer ask where it is in a stream that cannot go back.
type forward struct {
	w   io.Writer
	pos int64
}

func (f *forward) Write(b []byte) (int, error) {
	n, err := f.w.Write(b)
	f.pos += int64(n)
	return n, err
}

// Seek answers where the stream is; it goes nowhere.
func (f *forward) Seek(offset int64, whence int) (int64, error) {
	if offset != 0 || whence != io.SeekCurrent {
		return 0, errors.New("a stream cannot go back")
	}
	return f.pos, nil
}

// unixMicro is the moment as it is stored; that of 0 is 1970, as readers of the
// Parquet files see it.
func unixMicro(m data.Micros) time.Time { return time.UnixMicro(int64(m)).UTC() }
