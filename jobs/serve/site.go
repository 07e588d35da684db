package serve

import (
	"bytes"
	_ "embed"
	"fmt"
	"html/template"
	"net/http"
	"strconv"
	"sync"
	"time"

	"github.com/digital-diplomacy/tailor/jobs"
	"github.com/digital-diplomacy/tailor/pipeline/report/voice"
)

//go:embed pages.tmpl
var pages string

//go:embed style.css
var style []byte

// site is what the server shows.
type site struct {
	unit *jobs.Unit
	now  func() time.Time
	tmpl *template.Template

	busy chan struct{} // tables that are read at a time
	desk sync.Mutex    // one reading of texts at a time
}

// readAtOnce is how many tables are read at a time: each reading holds a file.
const readAtOnce = 2

func newSite(u *jobs.Unit, now func() time.Time) (*site, error) {
	t, err := template.New("site").Funcs(template.FuncMap{
		"clean": voice.Clean, "thousands": thousands, "moment": moment, "kib": func(b int64) string { return thousands((b + 1023) / 1024) },
	}).Parse(pages)
	if err != nil {
		return nil, fmt.Errorf("pages: %w", err)
	}
	return &site{unit: u, now: now, tmpl: t, busy: make(chan struct{}, readAtOnce)}, nil
}

func (s *site) routes() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /{$}", s.index)
	mux.HandleFunc("GET /reports/{page}", s.report)
	mux.HandleFunc("GET /status", s.status)
	mux.HandleFunc("GET /tables", s.tables)
	mux.HandleFunc("GET /tables/{table}", s.table)
	mux.HandleFunc("GET /dictionary", s.dictionary)
	mux.HandleFunc("GET /questions", s.questions)
	mux.HandleFunc("GET /style.css", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/css; charset=utf-8")
		_, _ = w.Write(style)
	})
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) { s.missing(w, "There is no such page.") })
	return mux
}

// view is what every page has.
type view struct {
	Title string
	Here  string // path of the entry of the menu
	Unit  string
	Body  any
}

// show renders a page whole before the first byte of it leaves.
func (s *site) show(w http.ResponseWriter, code int, name string, v view) {
	v.Unit = voice.Clean(s.unit.Config.Unit.Name)
	var b bytes.Buffer
	if err := s.tmpl.ExecuteTemplate(&b, name, v); err != nil {
		refuse(w, http.StatusInternalServerError, "The page could not be made.")
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(code)
	_, _ = w.Write(b.Bytes())
}

// fail shows what went wrong. Errors of this program name files and tables, and no
// row's content.
func (s *site) fail(w http.ResponseWriter, err error) {
	s.show(w, http.StatusInternalServerError, "failed", view{Title: "This page could not be made", Body: err.Error()})
}

func (s *site) missing(w http.ResponseWriter, sentence string) {
	s.show(w, http.StatusNotFound, "failed", view{Title: "Not found", Body: sentence})
}

// thousands writes a whole number in groups of three, apart by narrow spaces.
func thousands(n int64) string {
	t := strconv.FormatInt(n, 10)
	for i := len(t) - 3; i > 0 && t[i-1] != '-'; i -= 3 {
		t = t[:i] + "\u202f" + t[i:]
	}
	return t
}

// moment writes a time to the minute, nothing for the zero time.
func moment(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format("2006-01-02 15:04 MST")
}
