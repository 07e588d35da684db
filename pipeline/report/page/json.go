package page

import (
	"encoding/json"
	"fmt"
	"io"
)

// JSON writes v for other programs: the sentences of the page, the actions with
// their values, and the tables behind the charts as text.
func JSON(w io.Writer, v View) error {
	b, err := json.MarshalIndent(v, "", "  ")
	if err != nil {
		return fmt.Errorf("encode report of %s: %w", v.Heading, err)
	}
	if _, err := w.Write(append(b, '\n')); err != nil {
		return fmt.Errorf("write report of %s: %w", v.Heading, err)
	}
	return nil
}

// MarshalJSON writes the cell as its text.
func (c Cell) MarshalJSON() ([]byte, error) { return c.Text.MarshalJSON() }
