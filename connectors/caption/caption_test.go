package caption

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

func TestHashtags(t *testing.T) {
	for text, want := range map[string][]string{
		"":                                       nil,
		"No tag, C# and # alone, #2026 a number": nil,
		"#Ruritania #ruritania ＃日本 #می\u200cخواهیم #a_1": {"ruritania", "日本", "می\u200cخواهیم", "a_1"},
		"(#one)#two,#three.":                   {"one", "two", "three"},
		"https://a.example/page#section #real": {"real"},
	} {
		if diff := cmp.Diff(want, Hashtags(text)); diff != "" {
			t.Errorf("Hashtags(%q) (-want +got):\n%s", text, diff)
		}
	}
}

func TestLinks(t *testing.T) {
	for text, want := range map[string][]string{
		"": nil,
		"See https://a.example/x. And (http://b.example/(y)), «https://c.example»": {"https://a.example/x", "http://b.example/(y)", "https://c.example"},
		"https:// alone, ftp://no.example":                                         nil,
		"https://a.example https://a.example twice":                                {"https://a.example"},
		"[words](https://d.example/z)!":                                            {"https://d.example/z"},
	} {
		if diff := cmp.Diff(want, Links(text)); diff != "" {
			t.Errorf("Links(%q) (-want +got):\n%s", text, diff)
		}
	}
}

// FuzzText holds whatever is found to its promise: from the text, once, in lower case.
func FuzzText(f *testing.F) {
	for _, seed := range []string{"#a #B https://x.example/#c", "##", "http://)", "\xff#\xffx", "#\u200d"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		tags := Hashtags(text)
		for i, name := range tags {
			if name == "" || strings.ContainsAny(name, "#＃ ") || name != strings.ToLower(name) || slices.Contains(tags[:i], name) {
				t.Errorf("Hashtags(%q) = %q", text, tags)
			}
		}
		for _, link := range Links(text) {
			if !strings.Contains(text, link) || !strings.HasPrefix(link, "http") || utf8.ValidString(text) && !utf8.ValidString(link) {
				t.Errorf("Links(%q) finds %q", text, link)
			}
		}
	})
}
