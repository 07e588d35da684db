package cli

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestDocs keeps the generated documents equal to what the program prints.
func TestDocs(t *testing.T) {
	for _, c := range []struct{ command, file string }{
		{"dictionary", "data-dictionary.md"},
		{"schema", "config.schema.json"},
	} {
		got := []byte(mustTailor(t, "config", c.command))
		file := filepath.Join("..", "..", "docs", c.file)
		if *update {
			if err := os.WriteFile(file, got, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got, want) {
			t.Errorf("docs/%s is not what tailor config %s prints; write it with: make docs\n%s", c.file, c.command, cmp.Diff(string(want), string(got)))
		}
	}
}
