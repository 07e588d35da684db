package v1

import (
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/connectors/conntest"
	"github.com/digital-diplomacy/tailor/data"
)

var asOf = time.Date(2026, 5, 31, 12, 0, 0, 0, time.UTC)

const token = "canary-bearer-of-a-v1-server"

var oslo = connectors.Account{ID: "oslo-x", Platform: "x", Handle: "@ruritania_oslo", Server: "https://archive.example/1.1", Role: data.RoleOwn}

func own(p data.Platform, handle string) bool {
	return p == data.X && connectors.SameHandle(handle, "ministry")
}

func site(t testing.TB, name string) string {
	t.Helper()
	b, err := os.ReadFile("testdata/" + name + ".txtar")
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// nasty is a site whose posts have hard texts.
func nasty(t testing.TB) (archive string, texts []string) {
	t.Helper()
	var posts []string
	for i, text := range append([]string{"caf\u00e9 & <b>"}, conntest.HardTexts...) {
		b, err := json.Marshal(strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;").Replace(text))
		if err != nil {
			t.Fatal(err)
		}
		posts = append(posts, fmt.Sprintf(`{"id_str":"17000000000000001%02d","full_text":%s,"created_at":"Wed May 20 08:00:0%d +0000 2026","favorite_count":1}`, 50-i, b, i))
		texts = append(texts, text)
	}
	return site(t, "empty") + "-- GET /1.1/statuses/user_timeline.json?count=2 --\n[" + strings.Join(posts, ",") +
		"]\n-- GET /1.1/statuses/user_timeline.json?count=2&max_id=1700000000000000145 --\n[]\n", texts
}

func TestConformance(t *testing.T) {
	hard, texts := nasty(t)
	conntest.RunNet(t, conntest.NetSuite{
		Account: oslo, AsOf: asOf, Own: own, Secrets: map[string]string{"x-bearer": token},
		Open: func(t *testing.T, a connectors.Account, env connectors.Env) connectors.Driver {
			d, err := Open(a, env)
			if err != nil {
				t.Fatal(err)
			}
			return d
		},
		Full: site(t, "full"), Empty: site(t, "empty"), Nasty: hard, Texts: texts, Lists: []string{""},
		Later: site(t, "later"), Gone: "x:1700000000000000003", GoneAt: time.Date(2026, 5, 25, 8, 0, 0, 0, time.UTC),
	})
}
