package conntest

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	gocmp "github.com/google/go-cmp/cmp"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/data"
)

// newField is what a platform adds one day.
const newField = "zz_new_field"

// unknown adds a field to every object: the rows stay, and the field is named. A
// site as it is has none that are new.
func (s *NetSuite) unknown(t *testing.T) {
	plainPages := s.all(t, ParseSite(t, s.Full))
	for _, p := range plainPages {
		if len(p.Unknown) > 0 {
			t.Errorf("the site as it is has fields that the connector does not know: %v", p.Unknown)
		}
	}
	site, isJSON := edit(ParseSite(t, s.Full), addField)
	if !isJSON {
		return
	}
	pages := s.all(t, site)
	if diff := gocmp.Diff(join(plainPages), join(pages), compare); diff != "" {
		t.Errorf("with a new field (-without +with):\n%s", diff)
	}
	if !slices.ContainsFunc(pages, func(p connectors.Page) bool {
		return slices.ContainsFunc(p.Unknown, func(f string) bool { return strings.HasSuffix(f, newField) })
	}) {
		t.Error("a new field is not named in any page's Unknown")
	}
}

// addField adds the new field to objects that look like records, not like maps from
// ids to things.
func addField(v any) any {
	switch x := v.(type) {
	case map[string]any:
		for k, below := range x {
			x[k] = addField(below)
		}
		x[newField] = map[string]any{"a": json.Number("1")}
	case []any:
		for i := range x {
			x[i] = addField(x[i])
		}
	}
	return v
}

// nasty also damages the texts' bytes.
func (s *NetSuite) nasty(t *testing.T) {
	var texts []string
	for _, p := range s.all(t, ParseSite(t, s.Nasty)) {
		texts = append(texts, textsOf(p)...)
	}
	for _, want := range s.Texts {
		if !slices.Contains(texts, want) {
			t.Errorf("the text %q did not arrive; there are %q", want, texts)
		}
	}
	if len(s.Texts) < len(HardTexts) {
		t.Errorf("the suite tries %d hard texts, want at least the %d of HardTexts", len(s.Texts), len(HardTexts))
	}
	damaged := ParseSite(t, s.Nasty).with(func(b []byte) []byte {
		return bytes.ReplaceAll(b, []byte("روريتانيا"), []byte("\xff\xfe\x80"))
	})
	for _, p := range s.all(t, damaged) {
		for _, text := range textsOf(p) {
			if !utf8.ValidString(text) {
				t.Errorf("%q is not valid UTF-8", text)
			}
		}
	}
}

func textsOf(p connectors.Page) []string {
	var texts []string
	for i := range p.Posts {
		texts = append(texts, p.Posts[i].Text)
	}
	for i := range p.Replies {
		texts = append(texts, p.Replies[i].Text)
	}
	return texts
}

// deleted runs once, and again a day later when a known post is gone.
func (s *NetSuite) deleted(t *testing.T) {
	if s.Later == "" {
		return
	}
	first := s.all(t, ParseSite(t, s.Full))
	env := s.env(t, s.AsOf.Add(24*time.Hour), ParseSite(t, s.Later))
	env.Known = func(data.AccountID) ([]connectors.Known, error) {
		return []connectors.Known{{Post: s.Gone, PublishedAt: data.At(s.GoneAt)}}, nil
	}
	pages, err := s.run(t, env, first[len(first)-1].Cursor)
	if err != nil {
		t.Fatal(err)
	}
	rows := join(pages)
	i := slices.IndexFunc(rows.Posts, func(p data.Post) bool { return p.PostID == s.Gone && p.DeletedAt != 0 })
	if i < 0 {
		t.Fatalf("%s is gone, but no row says so; there are %v", s.Gone, ids(rows))
	}
	if p := rows.Posts[i]; p.PublishedAt != data.At(s.GoneAt) || p.Text != "" || p.DeletedAt != env.Clock.Now() {
		t.Errorf("the row of the deleted post is %+v", p)
	}
	for _, p := range rows.Posts {
		if p.PostID != s.Gone && p.DeletedAt != 0 {
			t.Errorf("%s is called deleted too", p.PostID)
		}
	}
}

// odd are cursors that this connector did not write, and one from after a wrong
// clock, which must not hide anything.
func (s *NetSuite) odd(t *testing.T) {
	for _, cursor := range []string{"{", "[]", "\xff", `{"round":{"step":"nonsense"}}`} {
		if _, err := s.run(t, s.env(t, s.AsOf, ParseSite(t, s.Full)), cursor); err == nil {
			t.Errorf("no error with the cursor %q", cursor)
		}
	}
	pages := s.all(t, ParseSite(t, s.Full))
	var v any
	if err := json.Unmarshal([]byte(pages[len(pages)-1].Cursor), &v); err != nil {
		t.Fatal(err)
	}
	future, err := json.Marshal(inFuture(v))
	if err != nil {
		t.Fatal(err)
	}
	again, err := s.run(t, s.env(t, s.AsOf.Add(time.Hour), ParseSite(t, s.Full)), string(future))
	if err != nil {
		t.Fatalf("with the cursor %s: %v", future, err)
	}
	if diff := gocmp.Diff(ids(join(pages)), ids(join(again))); diff != "" {
		t.Errorf("a cursor from the future hides rows (-want +got):\n%s", diff)
	}
}

// inFuture moves every moment of a cursor to the year 2100.
func inFuture(v any) any {
	switch x := v.(type) {
	case map[string]any:
		for k, below := range x {
			x[k] = inFuture(below)
		}
	case []any:
		for i := range x {
			x[i] = inFuture(x[i])
		}
	case float64:
		if x > 1e14 {
			return 4_102_444_800_000_000
		}
	}
	return v
}
