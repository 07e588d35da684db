package exports

import (
	"slices"
	"testing"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/data"
)

const sheetOfAll = "Date;Texte;Plateforme;Vues;J’aime\n" +
	"20.05.2026;Bonjour;Facebook;100;3\n20.05.2026;Bonjour;IG;90;2\n21.05.2026;Visas;X (Twitter);80;1\n22.05.2026;Blog;Notre blog;70;\n23.05.2026;Film;TikTok;60;5\n"

// TestSheetOfSeveralPlatforms: one sheet kept by hand for all platforms is read by an
// account of each, its own rows; a row that none takes is told once.
func TestSheetOfSeveralPlatforms(t *testing.T) {
	dir := folderWith(t, "inbox/Suivi 2026.csv", sheetOfAll)
	got := together(t, dir, connectors.Account{ID: "fb", Platform: "facebook"}, connectors.Account{ID: "ig", Platform: "instagram"}, connectors.Account{ID: "x", Platform: "x"})
	for id, want := range map[data.AccountID]struct{ posts, rejects []string }{
		"fb": {[]string{"facebook Bonjour"}, []string{"Suivi other_platform", "Suivi other_platform"}},
		"ig": {[]string{"instagram Bonjour"}, nil},
		"x":  {[]string{"x Visas"}, nil},
	} {
		posts, rejects := words(got[id])
		if !slices.Equal(posts, want.posts) || !slices.Equal(rejects, want.rejects) {
			t.Errorf("%s: posts %q, rejects %q; want %q, %q", id, posts, rejects, want.posts, want.rejects)
		}
	}
	// Alone, an account that takes what it finds stands on one platform all the same.
	alone := together(t, dir, connectors.Account{ID: "all", Platform: "exports"})["all"]
	if posts, rejects := words(alone); !slices.Equal(posts, []string{"facebook Bonjour"}) || len(rejects) != 4 {
		t.Errorf("alone: posts %q, rejects %q", posts, rejects)
	}
}

func TestRecogniseSheetOfSeveralPlatforms(t *testing.T) {
	dir := folderWith(t, "Suivi.csv", sheetOfAll)
	r, err := Recognise(dir + "/Suivi.csv")
	if want := []data.Platform{data.Facebook, data.Instagram, data.X, data.TikTok}; err != nil || r.Platform != data.Facebook || !slices.Equal(r.Platforms, want) {
		t.Errorf("%+v, %v; want the platforms %v", r, err, want)
	}
}

func TestPlatformNamed(t *testing.T) {
	for word, want := range map[string]data.Platform{"Facebook": data.Facebook, " FB ": data.Facebook, "X": data.X, "Twitter / X": data.X, "Телеграм": data.Telegram,
		"insta": data.Instagram, "YouTube": data.YouTube, "website": "", "": "", "xx": ""} {
		if got := platformNamed(word); got != want {
			t.Errorf("%q is %q, want %q", word, got, want)
		}
	}
}
