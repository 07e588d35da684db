package exports

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/digital-diplomacy/tailor/connectors"
)

// BenchmarkFormats reads each kind of file as an account does: finding, recognising,
// surveying and reading it, and checking every row.
func BenchmarkFormats(b *testing.B) {
	const rows = 10_000
	repeat := func(header string, row func(i int) string) string {
		var text strings.Builder
		text.WriteString(header)
		for i := range rows {
			text.WriteString(row(i))
		}
		return text.String()
	}
	facebook := repeat(facebookHeader, func(i int) string { return facebookRow(i, 1+i%28, "Our passport counter is open again") })
	german := repeat("Beitrags-ID;Konto-ID;Konto-Benutzername;Beschreibung;Veröffentlichungszeitpunkt;Permalink;Beitragstyp;Datum;Aufrufe;Reichweite;„Gefällt mir“-Angaben;Kommentare\n",
		func(i int) string {
			return fmt.Sprintf("18000000000%06d;1;ruritanien;Willkommen in Oslo;%02d.04.2026 18:00;https://www.instagram.com/p/X/;IG Karussell;Gesamte Laufzeit;1.%03d;%d;87;6\n", i, 1+i%28, i%1000, i)
		})
	arabic := repeat("معرف المنشور,اسم الصفحة,الوصف,وقت النشر,نوع المنشور,المشاهدات,التفاعلات,التعليقات,المشاركات\n", func(i int) string {
		return fmt.Sprintf("12215800000%06d,روريتانيا,مرحبا بكم,%d مايو 2026 08:30,صور,١٬٢٣٤,٣٠,٤,٢\n", i, 1+i%28)
	})
	sheet := [][]any{{"Date", "Time", "Message", "Views", "Reactions"}}
	for i := range rows {
		sheet = append(sheet, []any{time.Date(2026, 5, 1+i%28, 0, 0, 0, 0, time.UTC), 0.5, fmt.Sprint("Update ", i), i, 3})
	}
	comments := repeat(commentHeader, func(i int) string {
		return fmt.Sprintf("12215800000000%04d,c%d,,person%d,2026-05-28 10:%02d,thank you\n", i%100, i, i, i%60)
	})
	for _, f := range []struct{ name, file, content string }{
		{"meta-facebook.csv", "a.csv", facebook}, {"meta-instagram-de.csv", "a.csv", german}, {"meta-facebook-ar.csv", "a.csv", arabic},
		{"meta-facebook.zip", "a.zip", zipped(b, [2]string{"a.csv", facebook})},
		{"whatsapp.xlsx", "a.xlsx", xlsx(b, tab{"WhatsApp", sheet})}, {"comments.csv", "a.csv", comments},
	} {
		b.Run(f.name, func(b *testing.B) {
			dir := b.TempDir()
			if err := os.WriteFile(filepath.Join(dir, f.file), []byte(f.content), 0o600); err != nil {
				b.Fatal(err)
			}
			a := oslo
			a.Replies, a.Files = true, []connectors.File{{Path: f.file}}
			if strings.HasPrefix(f.name, "comments") {
				a.Platform = "facebook" // its posts are named by bare ids
			}
			b.ReportAllocs()
			b.SetBytes(int64(len(f.content)))
			for b.Loop() {
				d, err := Open(a, connectors.Env{Dir: dir, Clock: asOf}, nil)
				if err != nil {
					b.Fatal(err)
				}
				n := 0
				for p, err := range connectors.NewSource(a, d).Pages(context.Background(), "") {
					if err != nil {
						b.Fatal(err)
					}
					n += len(p.Posts) + len(p.Replies)
				}
				if n != rows {
					b.Fatalf("%d rows, want %d", n, rows)
				}
			}
			b.ReportMetric(float64(b.N)*rows/b.Elapsed().Seconds(), "rows/s")
		})
	}
}
