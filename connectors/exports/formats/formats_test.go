package formats

import (
	"testing"

	"github.com/digital-diplomacy/tailor/connectors/exports/parse"
)

// Within a format no name may mean two things, and every format is found by its own
// usual names.
func TestNamesMeanOneThing(t *testing.T) {
	for _, f := range formats() {
		fields := map[string]Field{}
		for _, c := range f.columns {
			for _, n := range c.Names {
				key := parse.FoldHeader(n)
				if key == "" {
					t.Errorf("%s: the name %q is empty when folded", f.name, n)
				}
				if other, taken := fields[key]; taken && other != c.Field {
					t.Errorf("%s: %q names two fields, %d and %d", f.name, n, other, c.Field)
				}
				fields[key] = c.Field
			}
		}
	}
}
