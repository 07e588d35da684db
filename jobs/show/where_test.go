package show_test

import (
	"testing"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/jobs/show"
)

func TestAccountOn(t *testing.T) {
	t.Parallel()
	for id, want := range map[data.AccountID]string{"facebook": "facebook", "oslo": "oslo on facebook"} {
		if got := show.AccountOn(id, data.Facebook); got != want {
			t.Errorf("%s is called %q, want %q", id, got, want)
		}
	}
}
