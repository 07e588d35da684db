package share_test

import (
	"strings"
	"testing"

	"github.com/digital-diplomacy/tailor/jobs/share"
)

// What no estimate borrows from is kept, and said.
func TestOtherVersionsAreSaid(t *testing.T) {
	t.Parallel()
	p := share.Pooled{Files: []share.PooledFile{{Path: "old.zst", SharedBy: "Embassy of Elsewhere", SharedOn: "2026-05-01", Effects: 3, Other: "metrics/1", Model: "effects/1"}}}
	var b strings.Builder
	if err := p.Text(&b); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"counted by metrics/1, not by metrics/", "estimated by effects/1, not by effects/", "no estimate borrows from it"} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("%q is missing in:\n%s", want, b.String())
		}
	}
	if p.Err() != nil {
		t.Error("a file of another version is no error: ", p.Err())
	}
}
