package youtube

import (
	"context"
	"os"
	"testing"
	"time"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/connectors/conntest"
	"github.com/digital-diplomacy/tailor/connectors/web"
	"github.com/digital-diplomacy/tailor/data"
)

var asOf = time.Date(2026, 5, 31, 12, 0, 0, 0, time.UTC)

var secrets = map[string]string{"youtube-key": "CANARY-youtube-key-3141"}

func account() connectors.Account {
	return connectors.Account{ID: "oslo-youtube", Platform: "youtube", Handle: "@ruritaniaoslo", Role: data.RoleOwn, Replies: true}
}

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
		Account: account(), AsOf: asOf, Secrets: secrets,
		Open: func(t *testing.T, a connectors.Account, env connectors.Env) connectors.Driver {
			d, err := Open(a, env)
			if err != nil {
				t.Fatal(err)
			}
			return d
		},
		Full: site(t, "full"), Empty: site(t, "empty"), Nasty: site(t, "nasty"), Texts: conntest.HardTexts,
		Lists: []string{"items", "comments"},
		Later: site(t, "later"), Gone: "youtube:vidMarch", GoneAt: asOf.AddDate(0, 0, -80),
	})
}

// envOf is the surroundings of a driver that asks a fake server.
func envOf(fake *conntest.Site, secrets map[string]string) connectors.Env {
	return connectors.Env{Clock: data.Clock{AsOf: asOf}, Rows: 2,
		HTTP: web.New(web.Options{Transport: fake}).Line(web.Budget{}),
		Secret: func(name string) (string, error) {
			if s, ok := secrets[name]; ok {
				return s, nil
			}
			return "", connectors.ErrAuth
		}}
}

// read reads a site to its end.
func read(t *testing.T, a connectors.Account, env connectors.Env) (all connectors.Page) {
	t.Helper()
	d, err := Open(a, env)
	if err != nil {
		t.Fatal(err)
	}
	for p, err := range connectors.NewSource(a, d).Pages(context.Background(), "") {
		if err != nil {
			t.Fatal(err)
		}
		all.Accounts, all.Posts = append(all.Accounts, p.Accounts...), append(all.Posts, p.Posts...)
		all.Snapshots, all.Replies = append(all.Snapshots, p.Snapshots...), append(all.Replies, p.Replies...)
		all.Notes, all.Rejects = append(all.Notes, p.Notes...), append(all.Rejects, p.Rejects...)
	}
	return all
}
