package cli

import (
	"bytes"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// TestNoBrowser checks that without a browser the way out is said.
func TestNoBrowser(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("browsers are looked for outside of the PATH on other systems")
	}
	t.Setenv("PATH", t.TempDir())
	if _, err := findBrowser(); err == nil || exitCode(err) != 2 || !strings.Contains(err.Error(), "print it to PDF") {
		t.Errorf("findBrowser() = %v, want a usage error that says what to do", err)
	}
}

// TestPDF prints a page whose name needs quoting in an address.
func TestPDF(t *testing.T) {
	if testing.Short() {
		t.Skip("starts a browser")
	}
	b, err := findBrowser()
	if err != nil {
		t.Skip("no browser here")
	}
	page := filepath.Join(t.TempDir(), "oslo 100% #1.html")
	if err := os.WriteFile(page, []byte(`<!DOCTYPE html><html lang="ar" dir="rtl"><title>t</title><p>مرحبا</p></html>`), 0o644); err != nil {
		t.Fatal(err)
	}
	path, err := b.print(t.Context(), page)
	if err != nil {
		t.Fatal(err)
	}
	pdf, err := os.ReadFile(path)
	if err != nil || !bytes.HasPrefix(pdf, []byte("%PDF-")) || filepath.Base(path) != "oslo 100% #1.pdf" {
		t.Errorf("%s holds %.20q, %v", path, pdf, err)
	}
}
