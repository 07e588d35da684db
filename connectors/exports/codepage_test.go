package exports

import (
	"testing"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
)

// French headers whose needed columns have no accents fit in any code page; the one in
// which most columns make sense is the file's.
func TestCodePageOfTheWholeHeader(t *testing.T) {
	text := "Identifiant de la publication;Nom de la Page;Description;Heure de publication;Vues;Réactions\n122158000000000001;Ruritanie;Fête;14/05/2026 10:00;5;3\n"
	for name, e := range map[string]*charmap.Charmap{"Windows-1252": charmap.Windows1252, "Mac Roman": charmap.Macintosh} {
		b, err := e.NewEncoder().String(text)
		if err != nil {
			t.Fatal(err)
		}
		post, snap := one(t, readText(t, oslo, "a.csv", b, nil))
		if post.Text != "Fête" || snap.Likes == nil || *snap.Likes != 3 {
			t.Errorf("%s: text %q, likes %v", name, post.Text, snap.Likes)
		}
	}
	arabic := "معرف المنشور;اسم الصفحة;الوصف;وقت النشر;المشاهدات\n122158000000000001;روريتانيا;مرحبا;14/05/2026 10:00;5\n"
	for name, order := range map[string]unicode.Endianness{"little": unicode.LittleEndian, "big": unicode.BigEndian} {
		b, err := unicode.UTF16(order, unicode.IgnoreBOM).NewEncoder().String(arabic)
		if err != nil {
			t.Fatal(err)
		}
		if post, _ := one(t, readText(t, oslo, "a.csv", b, nil)); post.Text != "مرحبا" {
			t.Errorf("UTF-16, %s end first, without a mark: text %q", name, post.Text)
		}
	}
}
