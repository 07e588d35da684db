package serve

import (
	"cmp"
	"errors"
	"html"
	"io"
	"io/fs"
	"mime"
	"net/http"
	"os"
	"path"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/digital-diplomacy/tailor/pipeline/report/voice"
)

// page is a file of the folder of reports.
type page struct {
	Name    string
	Title   string // what the page says of itself; the name where it says nothing
	Written time.Time
	KiB     int64
}

// index lists the reports, the newest first.
func (s *site) index(w http.ResponseWriter, r *http.Request) {
	pages, err := s.reports()
	if err != nil {
		s.fail(w, err)
		return
	}
	s.show(w, http.StatusOK, "index", view{Title: "Reports", Here: "/", Body: pages})
}

// reports are the pages of the folder, their PDFs and the workbooks; files of other
// kinds, hidden ones and folders are not shown.
func (s *site) reports() ([]page, error) {
	entries, err := os.ReadDir(s.unit.Reports())
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var pages []page
	for _, e := range entries {
		info, err := e.Info()
		if err != nil || !info.Mode().IsRegular() || !isPage(e.Name()) {
			continue
		}
		pages = append(pages, page{e.Name(), cmp.Or(s.titleOf(e.Name()), e.Name()), info.ModTime(), (info.Size() + 1023) / 1024})
	}
	slices.SortFunc(pages, func(a, b page) int {
		// A run writes its pages within moments: those of one minute by name.
		return cmp.Or(b.Written.Truncate(time.Minute).Compare(a.Written.Truncate(time.Minute)), strings.Compare(a.Name, b.Name))
	})
	return pages, nil
}

// titleFrom is how much of a page is read for its title, which stands at its beginning.
const titleFrom = 4 << 10

var title = regexp.MustCompile(`<title>([^<]*)</title>`)

// titleOf is the title of a page of the folder; "" if it has none.
func (s *site) titleOf(name string) string {
	if path.Ext(name) != ".html" {
		return ""
	}
	folder, err := os.OpenRoot(s.unit.Reports())
	if err != nil {
		return ""
	}
	defer folder.Close()
	f, err := folder.Open(name)
	if err != nil {
		return ""
	}
	defer f.Close()
	start, err := io.ReadAll(io.LimitReader(f, titleFrom))
	if err != nil {
		return ""
	}
	if m := title.FindSubmatch(start); m != nil {
		return voice.Clean(html.UnescapeString(string(m[1])))
	}
	return ""
}

// kinds are the files that are shown or, where they are no pages, handed out.
var kinds = map[string]string{
	".html": "text/html; charset=utf-8",
	".pdf":  "application/pdf",
	".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}

func isPage(name string) bool { return kinds[path.Ext(name)] != "" && !strings.HasPrefix(name, ".") }

// reportPolicy is that of the reports themselves, for they carry their style within;
// and a page that somebody put into the folder runs no script either.
const reportPolicy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox"

// report serves one report as it is. A name that leads out of the folder, by whatever
// way, opens nothing.
func (s *site) report(w http.ResponseWriter, r *http.Request) {
	name := r.PathValue("page")
	const absent = "There is no such report: it may have been written again under the name of a later week."
	if !isPage(name) {
		s.missing(w, absent)
		return
	}
	folder, err := os.OpenRoot(s.unit.Reports())
	if err != nil {
		s.missing(w, absent)
		return
	}
	defer folder.Close()
	f, err := folder.Open(name)
	if err != nil {
		s.missing(w, absent)
		return
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil || !info.Mode().IsRegular() {
		s.missing(w, absent)
		return
	}
	w.Header().Set("Content-Security-Policy", reportPolicy)
	w.Header().Set("Content-Type", kinds[path.Ext(name)])
	if path.Ext(name) != ".html" {
		w.Header().Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": name}))
	}
	http.ServeContent(w, r, "", info.ModTime(), f)
}
