package cli

import (
	"bytes"
	"context"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"time"
)

// browser prints pages to PDF. It runs apart from this program, on a page without
// script, with a profile of its own that is thrown away.
type browser struct{ path string }

// findBrowser looks for an installed Chromium or a browser made from it.
func findBrowser() (*browser, error) {
	names := []string{"chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome", "microsoft-edge", "msedge"}
	switch runtime.GOOS {
	case "darwin":
		names = append(names, "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome", "/Applications/Chromium.app/Contents/MacOS/Chromium",
			"/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge")
	case "windows":
		for _, root := range []string{os.Getenv("ProgramFiles"), os.Getenv("ProgramFiles(x86)"), os.Getenv("LocalAppData")} {
			if root != "" {
				names = append(names, filepath.Join(root, "Google", "Chrome", "Application", "chrome.exe"), filepath.Join(root, "Microsoft", "Edge", "Application", "msedge.exe"))
			}
		}
	}
	for _, name := range names {
		if path, err := exec.LookPath(name); err == nil {
			return &browser{path}, nil
		}
	}
	return nil, usagef("a PDF needs Chromium, Chrome or Edge, and none is installed here; install one, or open the page in any browser and print it to PDF")
}

// printPDF writes a page's PDF beside it, by a browser that it looks for only now.
func printPDF(ctx context.Context, page string) (string, error) {
	b, err := findBrowser()
	if err != nil {
		return "", err
	}
	return b.print(ctx, page)
}

// printTime is how long one page may take; a first start of a browser is slow.
const printTime = 2 * time.Minute

// print writes page.pdf beside page.html and returns its path.
func (b *browser) print(ctx context.Context, page string) (string, error) {
	abs, err := filepath.Abs(page)
	if err != nil {
		return "", fmt.Errorf("print %s: %w", page, err)
	}
	profile, err := os.MkdirTemp("", "tailor-pdf-")
	if err != nil {
		return "", fmt.Errorf("print %s: %w", page, err)
	}
	defer os.RemoveAll(profile)
	ctx, cancel := context.WithTimeout(ctx, printTime)
	defer cancel()
	made := filepath.Join(profile, "page.pdf")
	args := []string{"--headless", "--disable-gpu", "--no-first-run", "--disable-extensions", "--user-data-dir=" + profile,
		"--no-pdf-header-footer", "--print-to-pdf=" + made}
	if os.Geteuid() == 0 {
		args = append(args, "--no-sandbox") // Chromium refuses to start for root otherwise; the page holds no script
	}
	address := url.URL{Scheme: "file", Path: filepath.ToSlash(abs)}
	if !strings.HasPrefix(address.Path, "/") {
		address.Path = "/" + address.Path
	}
	cmd := exec.CommandContext(ctx, b.path, append(args, address.String())...)
	var said bytes.Buffer
	cmd.Stderr = &said
	if err := cmd.Run(); err != nil {
		return "", fmt.Errorf("print %s with %s: %w: %s", page, b.path, err, lastLine(said.String()))
	}
	pdf, err := os.ReadFile(made)
	if err != nil {
		return "", fmt.Errorf("print %s: %s wrote no PDF: %s", page, b.path, lastLine(said.String()))
	}
	path := strings.TrimSuffix(page, filepath.Ext(page)) + ".pdf"
	if err := os.WriteFile(path, pdf, 0o644); err != nil {
		return "", fmt.Errorf("print %s: %w", page, err)
	}
	return path, nil
}

func lastLine(s string) string {
	lines := strings.Split(strings.TrimSpace(s), "\n")
	return lines[len(lines)-1]
}
