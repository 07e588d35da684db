package serve_test

import (
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"github.com/digital-diplomacy/tailor/jobs/serve"
)

// TestWhoComesIn tries every door but the right one.
func TestWhoComesIn(t *testing.T) {
	u := aUnit(t)
	v, address := visit(t, u)
	code := func(want int, path string, header ...string) {
		t.Helper()
		if resp, page := v.get(t, path, header...); resp.StatusCode != want || want != http.StatusOK && strings.Contains(page, "oslo") {
			t.Errorf("%s with %q gives %d, want %d", path, header, resp.StatusCode, want)
		}
	}
	code(http.StatusForbidden, "/")
	code(http.StatusForbidden, "/style.css")
	code(http.StatusForbidden, "/?token=")
	code(http.StatusForbidden, address+"x")
	code(http.StatusMisdirectedRequest, address, "Host", "rebound.example")
	code(http.StatusForbidden, "/")

	resp, _ := v.get(t, address)
	cookies := resp.Header.Values("Set-Cookie")
	if len(cookies) != 1 || !strings.Contains(cookies[0], "HttpOnly") || !strings.Contains(cookies[0], "SameSite=Strict") {
		t.Errorf("cookies %q", cookies)
	}
	if token := strings.SplitAfter(address, "token=")[1]; strings.Contains(cookies[0], token) {
		t.Error("the cookie is the token of the address")
	}
	code(http.StatusOK, "/")
	code(http.StatusMisdirectedRequest, "/", "Host", "rebound.example")
	byName := strings.Replace(strings.TrimPrefix(v.base, "http://"), "127.0.0.1", "localhost", 1)
	code(http.StatusForbidden, "/", "Host", byName) // another host to a browser: its cookie is another
	code(http.StatusOK, address, "Host", byName)
	code(http.StatusOK, "/", "Host", byName)
	for _, method := range []string{http.MethodPost, http.MethodPut, http.MethodDelete, http.MethodOptions, "TRACE"} {
		r, err := http.NewRequestWithContext(t.Context(), method, v.base+"/questions", nil)
		if err != nil {
			t.Fatal(err)
		}
		resp, err := v.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		resp.Body.Close()
		if resp.StatusCode != http.StatusMethodNotAllowed {
			t.Errorf("%s gives %d", method, resp.StatusCode)
		}
	}
	outside := filepath.Join(filepath.Dir(u.Reports()), "outside.html")
	if err := os.WriteFile(outside, []byte("outside"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(outside, filepath.Join(u.Reports(), "link.html")); err != nil {
		t.Log(err) // not every user of Windows may
	}
	for _, name := range []string{"..%2foutside.html", "%2e%2e%2foutside.html", "link.html", ".hidden.html", "notes.txt", "absent.html", "..%5coutside.html"} {
		code(http.StatusNotFound, "/reports/"+name)
	}
	resp, page := v.get(t, "/reports/oslo-2026-W22.html")
	if page != "<!DOCTYPE html><title>as it is</title>" || !strings.HasSuffix(resp.Header.Get("Content-Security-Policy"), "sandbox") {
		t.Errorf("the report is %q, policy %q", page, resp.Header.Get("Content-Security-Policy"))
	}
}

// TestHandedOut gives workbooks and PDFs to be saved, not to be opened as pages.
func TestHandedOut(t *testing.T) {
	u := aUnit(t)
	for _, name := range []string{"oslo-2026-W22.xlsx", "سفارة-2026-W22.pdf"} {
		if err := os.WriteFile(filepath.Join(u.Reports(), name), []byte("<script>alert(1)</script>"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	v, address := visit(t, u)
	v.get(t, address)
	_, index := v.get(t, "/")
	for name, kind := range map[string]string{"oslo-2026-W22.xlsx": "application/vnd.openxmlformats", "سفارة-2026-W22.pdf": "application/pdf"} {
		resp, _ := v.get(t, "/reports/"+url.PathEscape(name))
		h := resp.Header
		if !strings.HasPrefix(h.Get("Content-Type"), kind) || !strings.HasPrefix(h.Get("Content-Disposition"), "attachment; filename") || !strings.HasSuffix(h.Get("Content-Security-Policy"), "sandbox") {
			t.Errorf("%s is handed out with %v", name, h)
		}
		if !strings.Contains(index, name) {
			t.Errorf("%s is not listed", name)
		}
	}
}

// TestListen refuses whatever others could reach.
func TestListen(t *testing.T) {
	for _, address := range []string{"0.0.0.0:0", ":0", "[::]:0", "192.0.2.1:0", "example.org:0", "127.0.0.1", "[fe80::1%lo]:0", "127.0.0.1.example.org:0", ""} {
		if l, err := serve.Listen(t.Context(), address); err == nil {
			l.Close()
			t.Errorf("%q is listened on", address)
		}
	}
	for _, address := range []string{"127.0.0.1:0", "localhost:0", "127.9.9.9:0"} {
		l, err := serve.Listen(t.Context(), address)
		if err != nil {
			t.Logf("%s: %v", address, err)
			if address != "127.9.9.9:0" { // not every system has all of 127.0.0.0/8
				t.Fail()
			}
			continue
		}
		l.Close()
	}
}

// elementsOf parses a page as a browser does and returns the elements' attributes,
// the name under "".
func elementsOf(t *testing.T, page string) (all []map[string]string) {
	t.Helper()
	root, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	for n := range root.Descendants() {
		if n.Type == html.ElementNode {
			e := map[string]string{"": n.Data}
			for _, a := range n.Attr {
				e[a.Key] = a.Val
			}
			all = append(all, e)
		}
	}
	return all
}

// checkPage fails on a script, a handler, a style of its own and an address elsewhere.
func checkPage(t *testing.T, path, page string) {
	t.Helper()
	ids, h1 := map[string]bool{}, 0
	for _, e := range elementsOf(t, page) {
		switch e[""] {
		case "script", "iframe", "object", "embed", "base", "img", "style":
			t.Errorf("%s has <%s>", path, e[""])
		case "h1":
			h1++
		}
		for key, value := range e {
			switch {
			case strings.HasPrefix(key, "on"), key == "style", key == "src":
				t.Errorf("%s: <%s %s=%q>", path, e[""], key, value)
			case key == "href" || key == "action":
				if !strings.HasPrefix(value, "/") && !strings.HasPrefix(value, "#") && !strings.HasPrefix(value, "?") && value != "https://social.example/1" {
					t.Errorf("%s leads to %q", path, value)
				}
			case key == "id":
				if ids[value] {
					t.Errorf("%s has two elements %q", path, value)
				}
				ids[value] = true
			}
		}
	}
	if h1 != 1 {
		t.Errorf("%s has %d main headings", path, h1)
	}
}
