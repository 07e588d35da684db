package report_test

import (
	"bytes"
	"reflect"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/digital-diplomacy/tailor/pipeline/report"
)

// payloads try to leave the text they stand in: by tags, attributes, styles, SVG,
// entities, encodings, direction and terminal escapes.
var payloads = []string{
	`<script>alert(1)</script>`, `</script><script>alert(1)</script>`, `"><script>alert(1)</script>`, `'><script>alert(1)</script>`,
	`</title><script>alert(1)</script>`, `</style><script>alert(1)</script>`, `</svg><script>alert(1)</script>`, `</desc></svg><img src=x onerror=alert(1)>`,
	`<img src=x onerror=alert(1)>`, `"><img src=x onerror=alert(1)>`, `<svg onload=alert(1)>`, `<svg/onload=alert(1)>`,
	`<svg><animate onbegin=alert(1) attributeName=x dur=1s>`, `<svg><a xlink:href="javascript:alert(1)"><text>x</text></a></svg>`, `<svg><use href="https://evil.example/x.svg#a"/></svg>`,
	`<svg><foreignObject><iframe src="https://evil.example"></iframe></foreignObject></svg>`, `<math><mtext></mtext><mglyph><style><!--</style><img title="--><img src onerror=alert(1)>">`,
	`<iframe src="javascript:alert(1)"></iframe>`, `<iframe srcdoc="<script>alert(1)</script>">`, `<object data="https://evil.example/x"></object>`,
	`<embed src="https://evil.example/x">`, `<link rel=stylesheet href="https://evil.example/x.css">`, `<meta http-equiv=refresh content="0;url=https://evil.example">`,
	`<base href="https://evil.example/">`, `<form action="https://evil.example"><input name=a autofocus onfocus=alert(1)></form>`, `<a href="javascript:alert(1)">x</a>`,
	`<a href="https://evil.example">x</a>`, `<body onload=alert(1)>`, `<details open ontoggle=alert(1)>`, `<marquee onstart=alert(1)>`,
	`<video><source onerror=alert(1)></video>`, `<input type=image src=x onerror=alert(1)>`, `" onmouseover="alert(1)`, `' onmouseover='alert(1)`, "` onmouseover=alert(1) `",
	`" style="background:url(https://evil.example/x)`, `x" autofocus onfocus=alert(1) tabindex=1 x="`, `javascript:alert(1)`, `&lt;script&gt;alert(1)&lt;/script&gt;`, `&#60;script&#62;alert(1)&#60;/script&#62;`,
	`<!--<script>alert(1)-->`, `<![CDATA[<script>alert(1)</script>]]>`, `<?xml-stylesheet href="https://evil.example"?>`, "<scr\x00ipt>alert(1)</scr\x00ipt>", "\xff\xfe<\x00s\x00c\x00r\x00i\x00p\x00t>alert(1)",
	"\u202egnp.exe\u202c", "\u2066\u2067\u2068abc\u2069", "\u200f\u200e\u061cabc", "\x1b]8;;https://evil.example\x07x\x1b]8;;\x07\x1b[2J", "{{.}}{{template \"line\"}}${alert(1)}<%= alert(1) %>",
	"+ADw-script+AD4-alert(1)+ADw-/script+AD4-", "a\u2028<script>alert(1)\u2029</script>",
}

// allowed lists every element that a page may hold, and its attributes.
var allowed = map[string]string{
	"html": "lang dir", "head": "", "meta": "charset http-equiv content name", "link": "rel href", "title": "id", "style": "", "body": "",
	"a": "class href", "tspan": "class", "h4": "", "p": "class role aria-hidden", "header": "", "footer": "", "main": "id", "nav": "aria-label", "section": "id class aria-labelledby",
	"h1": "", "h2": "id class", "h3": "", "ol": "class", "ul": "class", "li": "class", "dl": "class", "dt": "", "dd": "", "div": "class id tabindex role aria-label",
	"span": "class aria-hidden", "i": "", "strong": "", "code": "dir", "bdi": "lang", "br": "", "details": "class open", "summary": "",
	"table": "", "caption": "", "thead": "", "tbody": "", "tr": "", "th": "scope", "td": "class",
	"svg":  "class role aria-labelledby width height x y viewbox aria-hidden",
	"desc": "id", "rect": "class x y width height", "line": "class x1 y1 x2 y2", "path": "class d", "text": "class x y text-anchor",
}

// harmless fails if a page holds anything that could run, load or mislead.
func harmless(t *testing.T, what, page string) document {
	t.Helper()
	d, err := parse(page)
	if err != nil {
		t.Fatalf("%s: %v", what, err)
	}
	for _, e := range d.elements {
		attrs, ok := allowed[e.name]
		if !ok {
			t.Fatalf("%s: element <%s>", what, e.name)
		}
		for name, value := range e.attrs {
			if !slices.Contains(strings.Fields(attrs), name) {
				t.Errorf("%s: attribute <%s %s=%q>", what, e.name, name, value)
			}
			if name == "href" && value != "data:," && !(strings.HasPrefix(value, "#") && !strings.ContainsAny(value, ":/")) {
				t.Errorf("%s: link to %q", what, value)
			}
			if e.name == "meta" && e.attrs["http-equiv"] != "" && !strings.HasPrefix(e.attrs["content"], "default-src 'none';") {
				t.Errorf("%s: meta %v", what, e.attrs)
			}
		}
	}
	if strings.ContainsAny(d.style, "<@") && strings.Contains(d.style, "@import") || strings.Contains(d.style, "url(") || strings.Contains(d.style, "evil") {
		t.Errorf("%s: the style was touched", what)
	}
	for _, r := range page {
		if unicode.Is(unicode.Bidi_Control, r) || r != '\n' && unicode.IsControl(r) {
			t.Errorf("%s: character %U", what, r)
			break
		}
	}
	return d
}

func render(t *testing.T, in report.Input) string {
	t.Helper()
	var b bytes.Buffer
	if err := report.Render(&b, report.Build(in)); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// TestHostileEverywhere fills every string of the input with each payload.
func TestHostileEverywhere(t *testing.T) {
	if len(payloads) < 50 {
		t.Fatalf("%d payloads, want at least 50", len(payloads))
	}
	for _, payload := range payloads {
		in := sample()
		poison(reflect.ValueOf(&in).Elem(), "", func(string) (string, bool) { return payload, true })
		harmless(t, payload, render(t, in))
	}
}

// TestHostileField puts all payloads at once into one field after the other, so
// that the rest of the input leads them into every chart and sentence.
func TestHostileField(t *testing.T) {
	var fields []string
	in := sample()
	poison(reflect.ValueOf(&in).Elem(), "", func(field string) (string, bool) {
		if !slices.Contains(fields, field) {
			fields = append(fields, field)
		}
		return "", false
	})
	if len(fields) < 60 {
		t.Fatalf("only %d fields found: %v", len(fields), fields)
	}
	// What is cut off at a name's length must be seen too: one group a time.
	groups := [][]string{payloads[:17], payloads[17:34], payloads[34:]}
	for i, field := range fields {
		in := sample()
		payload := "alert(1) " + strings.Join(groups[i%len(groups)], " ")
		short := payloads[i%len(payloads)]
		n := 0
		poison(reflect.ValueOf(&in).Elem(), "", func(f string) (string, bool) {
			n++
			if n%2 == 0 {
				return short, f == field
			}
			return payload, f == field
		})
		harmless(t, field, render(t, in))
	}
}

// TestHostileShows checks that foreign text is not lost but shown as text, isolated.
func TestHostileShows(t *testing.T) {
	in := sample()
	in.Mission = "<b>Oslo</b> \u202eevil"
	page := render(t, in)
	d := harmless(t, "mission", page)
	if !strings.Contains(d.text, "<b>Oslo</b> evil") {
		t.Error("the mission's name is not shown as text")
	}
	if !strings.Contains(page, "<bdi>&lt;b&gt;Oslo&lt;/b&gt; evil</bdi>") {
		t.Error("the mission's name is not isolated")
	}
}

// poison walks all strings of v; replace returns the new text for a field's path.
func poison(v reflect.Value, path string, replace func(field string) (string, bool)) {
	switch v.Kind() {
	case reflect.String:
		if s, ok := replace(path); ok {
			v.SetString(s)
		}
	case reflect.Slice:
		for i := range v.Len() {
			poison(v.Index(i), path+"[]", replace)
		}
	case reflect.Struct:
		if v.Type().PkgPath() == "time" {
			return
		}
		for i := range v.NumField() {
			poison(v.Field(i), path+"."+v.Type().Field(i).Name, replace)
		}
	}
}
