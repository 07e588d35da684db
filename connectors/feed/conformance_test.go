package feed

import (
	"os"
	"testing"
	"time"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/connectors/conntest"
	"github.com/digital-diplomacy/tailor/data"
)

func site(t testing.TB, name string) string {
	t.Helper()
	b, err := os.ReadFile("testdata/" + name + ".txtar")
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// found is a site whose feed is named by its front page: two requests.
func found(t testing.TB, name string) string {
	return site(t, name) + "-- GET / --\nHTTP 200\nContent-Type: text/html\n\n" +
		`<!DOCTYPE html><html><head><title>News</title><link href="/feed" type="application/rss+xml" rel="alternate"></head></html>` + "\n"
}

var (
	paper = connectors.Account{ID: "paper", Platform: "feed", Server: "https://news.example/feed", Role: data.RoleCommunity}
	asOf  = time.Date(2026, 5, 31, 12, 0, 0, 0, time.UTC)
)

func TestConformance(t *testing.T) {
	conntest.RunNet(t, conntest.NetSuite{
		Account: connectors.Account{ID: "paper", Platform: "feed", Server: "news.example", Role: data.RoleCommunity}, AsOf: asOf,
		Open: func(t *testing.T, a connectors.Account, env connectors.Env) connectors.Driver {
			d, err := Open(a, env)
			if err != nil {
				t.Fatal(err)
			}
			return d
		},
		Full: found(t, "full"), Empty: found(t, "empty"), Nasty: found(t, "nasty"), Texts: conntest.HardTexts,
	})
}
