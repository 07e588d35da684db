package page

import (
	"bytes"
	"embed"
	"fmt"
	"html/template"
	"io"
)

//go:embed page.tmpl drawing.tmpl page.css
var files embed.FS

// HTML writes v as one HTML file: no script, nothing loaded from elsewhere, a
// policy that forbids both. An error is one of w.
func HTML(w io.Writer, v View) error {
	t, err := template.ParseFS(files, "page.tmpl", "drawing.tmpl", "page.css")
	if err != nil {
		return fmt.Errorf("render report: parse templates: %w", err)
	}
	var b bytes.Buffer
	if err := t.ExecuteTemplate(&b, "page.tmpl", v); err != nil {
		return fmt.Errorf("render report of %s: %w", v.Heading, err)
	}
	if _, err := w.Write(b.Bytes()); err != nil {
		return fmt.Errorf("render report of %s: %w", v.Heading, err)
	}
	return nil
}
