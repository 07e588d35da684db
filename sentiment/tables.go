package sentiment

import (
	"bufio"
	"fmt"
	"io"
	"strings"
)

// readTable calls row for each line of a tab-separated table, with exactly n
// fields. Lines that begin with "#" are its header (source, licence, columns);
// empty lines are skipped. An error names the line, never its content.
func readTable(r io.Reader, n int, row func(fields []string) error) error {
	s := bufio.NewScanner(r)
	s.Buffer(make([]byte, 0, 64<<10), 1<<20)
	line := 0
	for s.Scan() {
		line++
		text := strings.TrimRight(s.Text(), "\r")
		if line == 1 {
			text = strings.TrimPrefix(text, "\uFEFF")
		}
		if text == "" || text[0] == '#' {
			continue
		}
		fields := strings.Split(text, "\t")
		if len(fields) != n {
			return fmt.Errorf("line %d has %d fields, want %d: separate them by one tab", line, len(fields), n)
		}
		if err := row(fields); err != nil {
			return fmt.Errorf("line %d: %w", line, err)
		}
	}
	if err := s.Err(); err != nil {
		return fmt.Errorf("after line %d: %w", line, err)
	}
	return nil
}

// mustTable reads an embedded table, which the package's tests have read before.
func mustTable(name string, text string, n int, row func(fields []string) error) {
	if err := readTable(strings.NewReader(text), n, row); err != nil {
		panic(fmt.Sprintf("embedded table %s: %v", name, err))
	}
}
