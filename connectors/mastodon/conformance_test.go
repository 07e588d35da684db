package mastodon

import (
	"os"
	"testing"
	"time"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/connectors/conntest"
	"github.com/digital-diplomacy/tailor/data"
)

var asOf = time.Date(2026, 5, 31, 12, 0, 0, 0, time.UTC)

var oslo = connectors.Account{ID: "oslo", Platform: "mastodon", Handle: "@ruritania_oslo@social.example", Role: data.RoleOwn, Replies: true}

// site reads a site of testdata.
func site(t testing.TB, name string) string {
	t.Helper()
	b, err := os.ReadFile("testdata/" + name + ".txtar")
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func TestConformance(t *testing.T) {
	conntest.RunNet(t, conntest.NetSuite{
		Account: oslo, AsOf: asOf, Secrets: map[string]string{"mastodon-token": "canary-mastodon-Zq81x"},
		Open: func(t *testing.T, a connectors.Account, env connectors.Env) connectors.Driver {
			d, err := Open(a, env)
			if err != nil {
				t.Fatal(err)
			}
			return d
		},
		Full: site(t, "full"), Empty: site(t, "empty"), Nasty: site(t, "nasty"), Texts: conntest.HardTexts,
		Lists: []string{"", "descendants"},
		Later: site(t, "later"), Gone: "mastodon:https://social.example/users/ruritania_oslo/statuses/115000000000000002",
		GoneAt: time.Date(2026, 5, 2, 10, 0, 0, 0, time.UTC),
	})
}
