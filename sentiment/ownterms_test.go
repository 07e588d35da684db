package sentiment

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestTerms(t *testing.T) {
	r := NewTermReader([]string{"@ruritania_oslo@social.example", "Ruritania"})
	for _, c := range []struct {
		name, lang, post string
		want             Terms
	}{
		{"words once, in small letters", "nb", "Pass, pass og PASS i Oslo!", Terms{Words: []string{"og", "oslo", "pass"}}},
		{"configured handles, no others", "nb", "Takk @Ruritania, @someone.else og (@ruritania_oslo).", Terms{Words: []string{"og", "takk"}, Handles: []string{"@ruritania", "@ruritania_oslo"}}},
		{"masks, links and addresses", "nb", "Ring [phone] [number]@…[link] https://x.example/visum www.x.example a@b.example nå", Terms{Words: []string{"nå", "ring"}}},
		{"hashtags are words", "fr", "#CarteDorée été2026", Terms{Words: []string{"carte", "dorée"}}},
		{"no single letters or numbers", "es", "y 3 o 4k", Terms{}},
		{"a script without spaces", "zh", "护照续签 @ruritania", Terms{Unread: true, Handles: []string{"@ruritania"}}},
		{"nothing", "en", "", Terms{}},
	} {
		if diff := cmp.Diff(c.want, r.Read(c.post, c.lang)); diff != "" {
			t.Errorf("%s: %q (-want +got):\n%s", c.name, c.post, diff)
		}
	}
}

// Names of persons are told, so that they can be left out; those of places stay, one
// that ends the text among them.
func TestTermsOfNames(t *testing.T) {
	got := NewTermReader(nil).Read("Minister Anna Kowalska met students from New York at the concert in Oslo", "en")
	if !slices.Contains(got.Names, "Oslo") || !slices.Contains(got.Names, "New York") || !slices.Contains(got.Persons, "Anna Kowalska") {
		t.Errorf("names %q, persons %q", got.Names, got.Persons)
	}
	if slices.Contains(got.Words, "kowalska") || slices.Contains(got.Words, "anna") || !slices.Contains(got.Words, "concert") {
		t.Errorf("words %q", got.Words)
	}
	if got := NewTermReader(nil).Read("Anna Kowalska", "de"); got.Names != nil || got.Persons != nil {
		t.Errorf("names are looked for in German: %+v", got)
	}
}

// The recogniser is shown what may hold a name, and stretches apart from each other are
// not joined.
func TestAroundNames(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"all of this is small", ""},
		{"a b c d e Oslo f g h i j", "c d e Oslo f g h "},
		{"Oslo b c d e f g h (Bergen) j", "Oslo b c d ; f g h (Bergen) j "},
		{"Oslo b c d e f Bergen", "Oslo b c d e f Bergen "},
		{"New York's 'Ålesund' 4U", "New York's 'Ålesund' 4U "},
	} {
		if got := aroundNames(c.text); got != c.want {
			t.Errorf("%q: %q, want %q", c.text, got, c.want)
		}
	}
}

func FuzzTerms(f *testing.F) {
	for _, seed := range []string{"", "The Embassy in Oslo", "@… [link]", "\xff#A B C D", "护照 ok", "O'Neil-Smith & Co. (UN)"} {
		f.Add(seed)
	}
	r := NewTermReader([]string{"@ruritania"})
	f.Fuzz(func(t *testing.T, post string) {
		got := r.Read(post, "en")
		for _, list := range [][]string{got.Words, got.Names, got.Persons, got.Handles} {
			if !slices.IsSorted(list) || len(slices.Compact(slices.Clone(list))) != len(list) {
				t.Fatalf("%q is not sorted, or holds one twice", list)
			}
		}
	})
}
