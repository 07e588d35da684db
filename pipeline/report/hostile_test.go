package report_test

import (
	"bytes"
	"reflect"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/digital-diplomacy/tailor/pipeline/report"
	"github.com/digital-diplomacy/tailor/pipeline/report/page"
	"github.com/digital-diplomacy/tailor/pipeline/report/voice"
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
	if err := page.HTML(&b, report.Build(in)); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// foreignInput is the sample with a row in every list, so that no foreign field is left
// out because a made-up mission has none of it.
func foreignInput() report.Input {
	in := sample()
	in.Previous = sampleAdvice()
	flesh(reflect.ValueOf(&in).Elem())
	return in
}

// flesh gives empty lists one item.
func flesh(v reflect.Value) {
	switch v.Kind() {
	case reflect.Slice:
		if v.Len() == 0 {
			v.Set(reflect.MakeSlice(v.Type(), 1, 1))
		}
		for i := range v.Len() {
			flesh(v.Index(i))
		}
	case reflect.Struct:
		if v.Type().PkgPath() == "time" {
			return
		}
		for i := range v.NumField() {
			flesh(v.Field(i))
		}
	}
}

// textFields lists the paths of all texts that a type can hold. It fails on kinds that
// poison does not know its way through.
func textFields(t *testing.T, of reflect.Type, path string) []string {
	t.Helper()
	switch of.Kind() {
	case reflect.String:
		return []string{path}
	case reflect.Slice:
		return textFields(t, of.Elem(), path+"[]")
	case reflect.Pointer:
		if inner := textFields(t, of.Elem(), path); len(inner) > 0 {
			t.Errorf("%s holds text behind a pointer, which is not tried", path)
		}
	case reflect.Map, reflect.Array, reflect.Interface, reflect.Chan:
		t.Errorf("%s is a %v, which is not tried", path, of.Kind())
	case reflect.Struct:
		var all []string
		if of.PkgPath() != "time" {
			for i := range of.NumField() {
				all = append(all, textFields(t, of.Field(i).Type, path+"."+of.Field(i).Name)...)
			}
		}
		return all
	}
	return nil
}

// fieldsIn lists the paths of all texts that a value holds.
func fieldsIn(v reflect.Value) (fields []string) {
	poison(v, "", func(field string) (string, bool) {
		if !slices.Contains(fields, field) {
			fields = append(fields, field)
		}
		return "", false
	})
	return fields
}

// TestHostileReachesEveryField compares what is poisoned with what the types can hold.
func TestHostileReachesEveryField(t *testing.T) {
	in, crisis := foreignInput(), sampleCrisis()
	for _, c := range []struct {
		v   reflect.Value
		has reflect.Type
	}{{reflect.ValueOf(&in).Elem(), reflect.TypeFor[report.Input]()}, {reflect.ValueOf(&crisis).Elem(), reflect.TypeFor[report.Crisis]()}} {
		want, got := textFields(t, c.has, ""), fieldsIn(c.v)
		if len(want) < 10 {
			t.Fatalf("%v has only %d texts: %v", c.has, len(want), want)
		}
		for _, field := range want {
			if !slices.Contains(got, field) {
				t.Errorf("%v%s is never hostile", c.has, field)
			}
		}
	}
}

// TestHostileEverywhere fills every string of the input with each payload, on every
// kind of page, and in what a terminal shows.
func TestHostileEverywhere(t *testing.T) {
	if len(payloads) < 50 {
		t.Fatalf("%d payloads, want at least 50", len(payloads))
	}
	for i, payload := range payloads {
		replace := func(string) (string, bool) { return payload, true }
		in, crisis := foreignInput(), sampleCrisis()
		poison(reflect.ValueOf(&in).Elem(), "", replace)
		poison(reflect.ValueOf(&crisis).Elem(), "", replace)
		// The language chooses a catalogue and is poisoned, too: it falls back to English.
		views := map[string]page.View{"page": report.Build(in), "ministry": report.BuildMinistry(in, []report.Input{in}), "crisis": report.BuildCrisis(crisis)}
		in.Language = voice.Languages()[i%len(voice.Languages())]
		views[in.Language] = report.Build(in)
		for kind, v := range views {
			harmless(t, kind+" of "+payload, renderView(t, v))
			var terminal bytes.Buffer
			if err := page.Text(&terminal, v); err != nil {
				t.Fatal(err)
			}
			for _, r := range terminal.String() {
				if unicode.Is(unicode.Bidi_Control, r) || r != '\n' && unicode.IsControl(r) {
					t.Errorf("%s of %q steers the terminal by %U", kind, payload, r)
					break
				}
			}
		}
	}
}

// TestHostileField puts all payloads at once into one field after the other, so
// that the rest of the input leads them into every chart and sentence.
func TestHostileField(t *testing.T) {
	in := foreignInput()
	fields := fieldsIn(reflect.ValueOf(&in).Elem())
	// What is cut off at a name's length must be seen too: one group a time.
	groups := [][]string{payloads[:17], payloads[17:34], payloads[34:]}
	for i, field := range fields {
		in := foreignInput()
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
