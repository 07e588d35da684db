package exports

import (
	"testing"

	"github.com/digital-diplomacy/tailor/data"
)

// A mapping without columns says of a known export what the file leaves open.
func TestMappingOfAKnownExport(t *testing.T) {
	file := facebookHead + "122158000000000001,Ruritania,a,3/4/2026 10:00,,5\n122158000000000002,Ruritania,b,4/4/2026 10:00,,6\n"
	if p := readText(t, oslo, "a.csv", file, nil); len(p.Posts) != 1 || byWhy(p.Rejects)[whyAmbiguous] != 1 {
		t.Fatalf("without a mapping: posts %+v, rejects %+v", p.Posts, p.Rejects)
	}
	for order, want := range map[string]data.Micros{"dmy": utc(2026, 4, 3, 8, 0), "mdy": utc(2026, 3, 4, 9, 0)} {
		m := Mapping{Dates: order, Timezone: "Europe/Oslo", ObservedAt: "2026-05-30", Lifetime: true}
		check(t, m.Validate())
		p := readText(t, oslo, "a.csv", file, &m)
		if len(p.Posts) != 2 || p.Posts[0].PublishedAt != want || p.Posts[0].Platform != data.Facebook {
			t.Fatalf("%s: posts %+v, rejects %+v", order, p.Posts, p.Rejects)
		}
		if s := p.Snapshots[0]; s.ObservedAt != utc(2026, 5, 30, 0, 0) || !s.Lifetime || *s.Views != 5 {
			t.Errorf("%s: snapshot %+v", order, s)
		}
	}
	p := readText(t, oslo, "a.csv", "red,green\n1,2\n", &Mapping{Dates: "dmy"})
	if len(p.Posts) != 0 || byWhy(p.Rejects)[whyUnknownFile] != 1 {
		t.Errorf("an unknown table: rejects %+v", p.Rejects)
	}
}
