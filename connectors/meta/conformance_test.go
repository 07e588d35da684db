package meta

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

// asOf is before the second wave of metrics went, so both names of the reach are
// valid on it.
var asOf = time.Date(2026, 5, 31, 12, 0, 0, 0, time.UTC)

var secrets = map[string]string{"facebook-token": "EAACANARY-facebook-token-31", "instagram-token": "EAACANARY-instagram-token-27",
	"threads-token": "THACANARY-threads-token-16"}

func accountOn(p data.Platform) connectors.Account {
	handle := map[data.Platform]string{data.Facebook: "ruritaniaoslo", data.Instagram: "@ruritania.oslo", data.Threads: "@ruritania.oslo"}[p]
	return connectors.Account{ID: data.AccountID("oslo-" + string(p)), Platform: string(p), Handle: handle, Role: data.RoleOwn, Replies: true}
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
	for p, gone := range map[data.Platform]data.PostID{data.Facebook: "facebook:104201_0", data.Instagram: "instagram:3000", data.Threads: "threads:4000"} {
		t.Run(string(p), func(t *testing.T) {
			conntest.RunNet(t, conntest.NetSuite{
				Account: accountOn(p), AsOf: asOf, Secrets: map[string]string{string(p) + "-token": secrets[string(p)+"-token"]},
				Open: func(t *testing.T, a connectors.Account, env connectors.Env) connectors.Driver {
					d, err := Open(a, env)
					if err != nil {
						t.Fatal(err)
					}
					return d
				},
				Full: site(t, string(p)+"_full"), Empty: site(t, string(p)+"_empty"), Nasty: site(t, string(p)+"_nasty"),
				Texts: conntest.HardTexts, Lists: []string{"data"},
				Later: site(t, string(p)+"_later"), Gone: gone, GoneAt: asOf.AddDate(0, 0, -20),
			})
		})
	}
}

// envOf is the surroundings of a driver that asks a fake server.
func envOf(fake *conntest.Site, at time.Time) connectors.Env {
	return connectors.Env{Clock: data.Clock{AsOf: at}, Rows: 2, HTTP: web.New(web.Options{Transport: fake}).Line(web.Budget{}),
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
		all.Polls, all.Options = append(all.Polls, p.Polls...), append(all.Options, p.Options...)
	}
	return all
}
