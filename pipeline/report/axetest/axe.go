package axetest

import (
	"os"
	"testing"
)

// Axe is axe-core, ready to be run on pages.
type Axe struct{ script string }

// Load reads axe.min.js.
func Load(t *testing.T, path string) Axe {
	t.Helper()
	script, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return Axe{string(script)}
}

// probe opens what is folded, runs every rule of axe-core, best practices too, and
// says what it found and how the page was seen.
const probe = `(async () => {
document.querySelectorAll("details").forEach(d => d.open = true);
const r = await axe.run(document, {resultTypes: ["violations"]});
return {Passes: r.passes.length, Dark: matchMedia("(prefers-color-scheme: dark)").matches, Width: innerWidth, Scroll: document.documentElement.scrollWidth,
  Found: r.violations.map(v => v.id + ": " + v.nodes.slice(0, 3).map(n => n.html.slice(0, 200)).join(" | "))};
})()`

// Check opens a page and fails the test on every violation, on a page that was not
// seen as it should have been, and on one that has to be scrolled sideways.
func (a Axe) Check(t *testing.T, b *Browser, address string, v View) {
	t.Helper()
	b.Open(t, address, v)
	b.Eval(t, a.script+"\n;1", nil)
	var result struct {
		Passes, Width, Scroll int
		Dark                  bool
		Found                 []string
	}
	b.Eval(t, probe, &result)
	for _, found := range result.Found {
		t.Errorf("violation of %s", found)
	}
	if result.Passes < 10 {
		t.Errorf("axe passed only %d rules: did it see the page?", result.Passes)
	}
	if result.Dark != v.Dark || result.Width != v.Width {
		t.Errorf("seen at a width of %d, dark: %t", result.Width, result.Dark)
	}
	if result.Scroll > result.Width {
		t.Errorf("the page is %d wide and has to be scrolled sideways at %d", result.Scroll, result.Width)
	}
}
