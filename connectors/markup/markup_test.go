package markup

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestText(t *testing.T) {
	quotes := func(e Element) bool { return e.Name == "aside" && len(e.Classes) > 0 && e.Classes[0] == "quote" }
	for in, want := range map[string]string{
		"":                                     "",
		" plain 3 > 2 ":                        "plain 3 > 2",
		"AT&amp;T &lt;b&gt; &nbsp;x":           "AT&T <b> \u00a0x",
		"<p>One</p><p>Two<br/>three</p>":       "One\n\nTwo\nthree",
		"<ul><li>a</li><li>b</li></ul>c":       "a\nb\n\nc",
		"a<script>x</script><style>y</style>b": "ab",
		"<aside class='quote no-group'>theirs <aside>deeper</aside> more</aside><p>mine</p>": "mine",
		"<aside>kept</aside>":        "kept",
		"a <b>bold</b>, <i>it</i>":   "a bold, it",
		"<td>1</td><td>2</td>":       "1 2",
		"x\n\n  y\tz":                "x\n\n  y\tz", // no markup: as it is
		"<p>x\n\n  y\tz":             "x y z",
		"می\u200cخواهیم<br>👩\u200d👩": "می\u200cخواهیم\n👩\u200d👩",
		"<p": "", "</p></aside>end": "end", "a<br><br><br><br>b": "a\n\nb",
	} {
		if got := Text(in, quotes); got != want {
			t.Errorf("Text(%q) = %q, want %q", in, got, want)
		}
	}
}

func FuzzText(f *testing.F) {
	for _, seed := range []string{"<p>a</p>", "<aside><aside>", "&#x41;&#0;", "<!-- -- >", "<script>", "<br", "\xff<b>\xfe"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, in string) {
		out := Text(in, func(e Element) bool { return e.Name == "aside" })
		if out != strings.TrimSpace(out) || utf8.ValidString(in) && !utf8.ValidString(out) {
			t.Errorf("Text(%q) = %q", in, out)
		}
	})
}

func BenchmarkText(b *testing.B) {
	page := strings.Repeat("<p>Some <b>words</b> of a <a href='https://a.example/'>post</a> &amp; more.</p>", 200)
	b.SetBytes(int64(len(page)))
	for b.Loop() {
		Text(page, nil)
	}
}
