package report_test

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"html"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/digital-diplomacy/tailor/pipeline/report"
)

var axeScript = flag.String("axe", "", "path of axe.min.js: check pages for accessibility in a Chromium on the PATH")

// policy is the page's own, which lets no script run: for the check it is taken out
// of a copy.
var policy = regexp.MustCompile(`<meta http-equiv="Content-Security-Policy"[^>]*>`)

// probe opens what is folded, runs axe and leaves its findings in the page.
const probe = `<script src="%s"></script><script>
document.querySelectorAll("details").forEach(d => d.open = true);
axe.run(document, {resultTypes: ["violations"]}).then(r => {
  const found = r.violations.map(v => v.id + ": " + v.nodes.slice(0, 3).map(n => n.html.slice(0, 160)).join(" | "));
  const out = document.createElement("pre"); out.id = "axe";
  out.textContent = JSON.stringify({passes: r.passes.length, dark: matchMedia("(prefers-color-scheme: dark)").matches, width: innerWidth, scroll: document.documentElement.scrollWidth, found});
  document.body.append(out);
});
</script></body>`

// TestAxe runs axe-core over every kind of page, in every language, light, dark and
// as wide as a phone. make axe gives it what it needs.
func TestAxe(t *testing.T) {
	if *axeScript == "" {
		t.Skip("no axe.min.js given; run: make axe")
	}
	script, err := filepath.Abs(*axeScript)
	if err != nil {
		t.Fatal(err)
	}
	browser, err := exec.LookPath("chromium")
	if err != nil {
		t.Skip("no chromium on the PATH")
	}
	for _, lang := range report.Languages() {
		pages := kinds(lang)
		for _, kind := range []string{"full", "empty", "ministry", "crisis"} {
			modes := []string{"light"}
			if lang == "en" || lang == "ar" || kind == "full" && (lang == "he" || lang == "fa") {
				modes = []string{"light", "dark", "phone"}
			} else if kind != "full" {
				continue
			}
			page := policy.ReplaceAllString(renderView(t, pages[kind]), "")
			page = strings.Replace(page, "</body>", fmt.Sprintf(probe, "file://"+script), 1)
			for _, mode := range modes {
				t.Run(lang+" "+kind+" "+mode, func(t *testing.T) { checkAxe(t, browser, page, mode) })
			}
		}
	}
}

func checkAxe(t *testing.T, browser, page, mode string) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "page.html")
	if err := os.WriteFile(path, []byte(page), 0o644); err != nil {
		t.Fatal(err)
	}
	size, scheme := "1280,1600", "1"
	switch mode {
	case "dark":
		scheme = "0"
	case "phone":
		size = "390,844"
	}
	ctx, cancel := context.WithTimeout(t.Context(), 3*time.Minute)
	defer cancel()
	args := []string{"--headless", "--disable-gpu", "--hide-scrollbars", "--user-data-dir=" + t.TempDir(), "--window-size=" + size,
		"--blink-settings=preferredColorScheme=" + scheme, "--virtual-time-budget=20000", "--dump-dom", "file://" + path}
	if os.Geteuid() == 0 {
		args = append([]string{"--no-sandbox"}, args...)
	}
	dom, err := exec.CommandContext(ctx, browser, args...).Output()
	if err != nil {
		t.Fatalf("%s: %v", browser, err)
	}
	m := regexp.MustCompile(`(?s)<pre id="axe">(.*?)</pre>`).FindSubmatch(dom)
	if m == nil {
		t.Fatal("axe did not finish")
	}
	var result struct {
		Passes, Width, Scroll int
		Dark                  bool
		Found                 []string
	}
	if err := json.Unmarshal([]byte(html.UnescapeString(string(m[1]))), &result); err != nil {
		t.Fatal(err)
	}
	for _, found := range result.Found {
		t.Errorf("violation of %s", found)
	}
	if result.Passes < 10 {
		t.Errorf("axe passed only %d rules: did it see the page?", result.Passes)
	}
	if result.Dark != (mode == "dark") {
		t.Errorf("dark is %v", result.Dark)
	}
	if result.Scroll > result.Width {
		t.Errorf("the page is %d wide and has to be scrolled sideways at %d", result.Scroll, result.Width)
	}
}
