package install

import (
	"bytes"
	"embed"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"text/template"
)

//go:embed templates
var templates embed.FS

// Place is what an entry must know of a unit. Paths are absolute.
type Place struct {
	Program  string   // the tailor binary
	Settings string   // the settings file
	Folder   string   // to work in
	Writes   []string // folders that runs write to
	Unit     string   // name of the unit
	Image    string   // container image, for kubernetes and airflow
	Zone     string   // IANA time zone
	RunAs    string   // systemd, for the whole machine: the user it runs as; "" for a user's own entry
}

// File is one file of an entry.
type File struct {
	Name string // base name
	Text string
}

// Kinds lists the schedulers, in the order they are told.
func Kinds() []string { return []string{"systemd", "cron", "windows", "kubernetes", "airflow"} }

var files = map[string][]string{
	"systemd":    {"tailor.service", "tailor.timer"},
	"cron":       {"tailor.crontab"},
	"windows":    {"tailor-task.xml"},
	"kubernetes": {"tailor-cronjob.yaml"},
	"airflow":    {"tailor_dag.py"},
}

// Files returns the files of a kind of scheduler.
func Files(kind string, p Place) ([]File, error) {
	named, ok := files[kind]
	if !ok {
		return nil, fmt.Errorf("there is no entry for %q; there are %s", kind, strings.Join(Kinds(), ", "))
	}
	if err := p.check(kind); err != nil {
		return nil, err
	}
	t, err := template.New("").Funcs(quotes()).ParseFS(templates, "templates/*")
	if err != nil {
		return nil, err
	}
	var out []File
	for _, name := range named {
		var b bytes.Buffer
		if err := t.ExecuteTemplate(&b, name+".tmpl", p); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		out = append(out, File{name, b.String()})
	}
	return out, nil
}

// check refuses what cannot be written into every form of entry without guessing.
func (p Place) check(kind string) error {
	for _, s := range slices.Concat([]string{p.Program, p.Settings, p.Folder}, p.Writes) {
		if strings.ContainsAny(s, "\n\r\x00\"`") || kind == "cron" && strings.ContainsAny(s, "%'") {
			return fmt.Errorf("the path %q holds a character that a %s entry cannot hold; move the folder", s, kind)
		}
		if kind != "windows" && !filepath.IsAbs(s) {
			return fmt.Errorf("the path %q is not absolute", s)
		}
	}
	return nil
}

func quotes() template.FuncMap {
	return template.FuncMap{
		// % begins a specifier in units, and \ an escape.
		"unit":  func(s string) string { return `"` + strings.NewReplacer("%", "%%", `\`, `\\`).Replace(s) + `"` },
		"plain": func(s string) string { return strings.NewReplacer("%", "%%", "\n", " ").Replace(s) },
		"shell": func(s string) string { return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'" },
		"xml": func(s string) string {
			return strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;").Replace(s)
		},
		"yaml": func(s string) string { return fmt.Sprintf("%q", s) },
	}
}
