package lake

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/parquet-go/parquet-go"
)

// ErrNewer says that a file was written by a later version of the program, whose
// schema of the table this one does not know.
var ErrNewer = errors.New("written by a newer tailor than this one; upgrade tailor to read it")

// refuseSchema says why a file whose metadata has schema got is not read as version
// version of a table.
func refuseSchema(table string, version int, got string) error {
	name, number, _ := strings.Cut(got, "/")
	if n, err := strconv.Atoi(number); err == nil && name == table && n > version {
		return fmt.Errorf("schema is %q, this program reads %s/%d: %w", got, table, version, ErrNewer)
	}
	return fmt.Errorf("schema is %q, this program reads \"%s/%d\"", got, table, version)
}

// columnsFit reports whether a file with the columns have can be read as want: each
// column it has is one of want, of the same type, and each that it lacks can be null.
// Only whole columns may be lacking, not fields of the rows of a list.
func columnsFit(have, want parquet.Node) error {
	wanted := map[string]parquet.Node{}
	for _, column := range want.Fields() {
		wanted[column.Name()] = column
	}
	there := map[string]bool{}
	for _, column := range have.Fields() {
		name := column.Name()
		if there[name] {
			return fmt.Errorf("column %s is there twice", name)
		}
		there[name] = true
		switch as, ok := wanted[name]; {
		case !ok:
			return fmt.Errorf("column %s is unknown to this program; the file may be %w", name, ErrNewer)
		case !parquet.EqualNodes(column, as):
			return fmt.Errorf("column %s is stored as %s, this program reads %s", name, nodeType(column), nodeType(as))
		}
	}
	for _, column := range want.Fields() {
		if !there[column.Name()] && !column.Optional() {
			return fmt.Errorf("column %s is missing and cannot be null", column.Name())
		}
	}
	return nil
}

// nodeType names the type of a column in an error.
func nodeType(n parquet.Node) string {
	kind := "required"
	switch {
	case n.Optional():
		kind = "optional"
	case n.Repeated():
		kind = "repeated"
	}
	if !n.Leaf() {
		return kind + " group"
	}
	return kind + " " + n.Type().String()
}
