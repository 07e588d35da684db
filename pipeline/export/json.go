package export

import (
	"bytes"
	"encoding/json"
	"io"
	"math"
	"strconv"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/data/lake"
)

// jsonWriter writes one object a line, keys in the order of the columns; within an
// array, or by themselves.
type jsonWriter struct {
	out     io.Writer
	columns []lake.ColumnDoc
	array   bool
	rows    int64
	buf     []byte
}

func newJSON(w io.Writer, t lake.TableDoc) *jsonWriter {
	return &jsonWriter{out: w, columns: t.Columns, array: true}
}

func newJSONLines(w io.Writer, t lake.TableDoc) *jsonWriter {
	return &jsonWriter{out: w, columns: t.Columns}
}

func (j *jsonWriter) write(values []any) error {
	b := j.buf[:0]
	switch {
	case j.array && j.rows == 0:
		b = append(b, "[\n"...)
	case j.array:
		b = append(b, ",\n"...)
	}
	j.rows++
	b = append(b, '{')
	for i, v := range values {
		if i > 0 {
			b = append(b, ',')
		}
		b = appendString(b, j.columns[i].Name)
		b = append(b, ':')
		b = appendJSON(b, v, j.columns[i].Shape)
	}
	b = append(b, '}')
	if !j.array {
		b = append(b, '\n')
	}
	j.buf = b
	_, err := j.out.Write(b)
	return err
}

func (j *jsonWriter) close() error {
	if !j.array {
		return nil
	}
	end := "\n]\n"
	if j.rows == 0 {
		end = "[]\n"
	}
	_, err := io.WriteString(j.out, end)
	return err
}

// appendJSON adds a value of any shape as JSON.
func appendJSON(b []byte, v any, s lake.Shape) []byte {
	switch x := v.(type) {
	case nil:
		return append(b, "null"...)
	case string:
		return appendString(b, x)
	case data.Micros:
		return append(appendMoment(append(b, '"'), x), '"')
	case float64:
		if math.IsInf(x, 0) {
			return append(appendFloat(append(b, '"'), x), '"')
		}
	case []lake.Pair:
		b = append(b, '{')
		for i, p := range x {
			if i > 0 {
				b = append(b, ',')
			}
			b = append(appendString(b, p.Key), ':')
			b = appendJSON(b, p.Value, *s.Elem)
		}
		return append(b, '}')
	case []any:
		if s.Kind == lake.KindStruct {
			return appendFields(b, x, s)
		}
		b = append(b, '[')
		for i, e := range x {
			if i > 0 {
				b = append(b, ',')
			}
			b = appendJSON(b, e, *s.Elem)
		}
		return append(b, ']')
	}
	return appendText(b, v, s)
}

func appendFields(b []byte, values []any, s lake.Shape) []byte {
	b = append(b, '{')
	for i, f := range s.Fields {
		if i > 0 {
			b = append(b, ',')
		}
		b = append(appendString(b, f.Name), ':')
		b = appendJSON(b, values[i], f.Shape)
	}
	return append(b, '}')
}

// Text is a value as a CSV cell has it, before [Neutral]; that of null is empty.
func Text(v any, s lake.Shape) string {
	switch x := v.(type) {
	case nil:
		return ""
	case string:
		return x
	}
	return string(appendText(nil, v, s))
}

// appendText adds a value other than a string as plain text; lists, maps and structs
// as JSON.
func appendText(b []byte, v any, s lake.Shape) []byte {
	switch x := v.(type) {
	case bool:
		return strconv.AppendBool(b, x)
	case int64:
		return strconv.AppendInt(b, x, 10)
	case float64:
		return appendFloat(b, x)
	case data.Thousandth:
		return append(b, x.String()...)
	case data.Micros:
		return appendMoment(b, x)
	}
	return appendJSON(b, v, s)
}

// appendFloat adds the shortest decimal number that reads back as x, in the form that
// JSON knows, or Infinity.
func appendFloat(b []byte, x float64) []byte {
	if math.IsInf(x, 0) {
		if x < 0 {
			b = append(b, '-')
		}
		return append(b, "Infinity"...)
	}
	form := byte('f')
	if a := math.Abs(x); a != 0 && (a < 1e-6 || a >= 1e21) {
		form = 'e'
	}
	return strconv.AppendFloat(b, x, form, -1, 64)
}

// appendMoment adds a moment with six places, so that all of a column look alike.
func appendMoment(b []byte, m data.Micros) []byte {
	return unixMicro(m).AppendFormat(b, "2006-01-02T15:04:05.000000Z07:00")
}

// appendString adds a JSON string without HTML's escapes.
func appendString(b []byte, s string) []byte {
	if plain(s) {
		return append(append(append(b, '"'), s...), '"')
	}
	var buf bytes.Buffer
	enc := json.NewEncoder(&buf)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(s); err != nil {
		panic("export: a string has no JSON: " + err.Error()) // strings always have
	}
	return append(b, bytes.TrimRight(buf.Bytes(), "\n")...)
}

// plain reports whether a string stands in JSON as it is.
func plain(s string) bool {
	for i := range len(s) {
		if c := s[i]; c < ' ' || c > '~' || c == '"' || c == '\\' {
			return false
		}
	}
	return true
}
