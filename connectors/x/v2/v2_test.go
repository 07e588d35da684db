package v2

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

const token = "canary-bearer-token-of-x"

var oslo = connectors.Account{ID: "oslo-x", Platform: "x", Handle: "@ruritania_oslo", Role: data.RoleOwn, Replies: true}

func own(p data.Platform, handle string) bool {
	return p == data.X && (connectors.SameHandle(handle, "ministry") || connectors.SameHandle(handle, "ruritania_oslo"))
}

func site(t testing.TB, name string) string {
	t.Helper()
	b, err := os.ReadFile("testdata/" + name + ".txtar")
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// nasty is a site whose posts and replies have hard texts.
func nasty(t testing.TB) (archive string, texts []string) {
	t.Helper()
	var posts []string
	for i, text := range append([]string{"caf\u00e9 & <b>"}, conntest.HardTexts...) {
		b, err := json.Marshal(strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;").Replace(text))
		if err != nil {
			t.Fatal(err)
		}
		posts = append(posts, fmt.Sprintf(`{"id":"17000000000000001%02d","text":%s,"created_at":"2026-05-2%dT08:00:00Z","author_id":"9001","public_metrics":{"reply_count":0}}`, i, b, i))
		texts = append(texts, text)
	}
	return site(t, "empty") + "-- GET /2/users/9001/tweets?max_results=5 --\n{\"data\":[" + strings.Join(posts, ",") + "]}\n", texts
}

func TestConformance(t *testing.T) {
	hard, texts := nasty(t)
	conntest.RunNet(t, conntest.NetSuite{
		Account: oslo, AsOf: asOf, Rows: 5, Own: own, Secrets: map[string]string{"x-bearer": token},
		Open: func(t *testing.T, a connectors.Account, env connectors.Env) connectors.Driver {
			d, err := Open(a, env, nil)
			if err != nil {
				t.Fatal(err)
			}
			return d
		},
		Full: site(t, "full"), Empty: site(t, "empty"), Nasty: hard, Texts: texts, Lists: []string{"data"},
		Later: site(t, "later"), Gone: "x:1700000000000000003", GoneAt: time.Date(2026, 5, 25, 8, 0, 0, 0, time.UTC),
	})
}
