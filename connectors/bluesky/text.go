package bluesky

import (
	"cmp"
	"net/url"
	"slices"
	"strings"
	"unicode/utf8"
)

// text is what the post says. Words that a program marked as a mention may be any,
// a name too; of those who are not configured they become @….
func (o *owner) text(r *record, view *postView) string {
	type span struct{ start, end int }
	var spans []span
	for i := range r.Facets {
		f := &r.Facets[i]
		start, end := f.Index.Start, f.Index.End
		if start < 0 || start >= end || end > len(r.Text) || !boundary(r.Text, start) || !boundary(r.Text, end) {
			continue
		}
		for _, feature := range f.Features {
			if feature.Type == featureMention && !o.own(string(feature.DID), strings.TrimPrefix(r.Text[start:end], "@")) {
				spans = append(spans, span{start, end})
				break
			}
		}
	}
	if len(spans) == 0 {
		return r.Text
	}
	slices.SortFunc(spans, func(a, b span) int { return cmp.Or(cmp.Compare(a.start, b.start), cmp.Compare(a.end, b.end)) })
	var out strings.Builder
	done := 0
	for _, s := range spans {
		if s.start < done {
			done = max(done, s.end) // they overlap
			continue
		}
		out.WriteString(r.Text[done:s.start])
		out.WriteString("@…")
		done = s.end
	}
	out.WriteString(r.Text[done:])
	return out.String()
}

// boundary reports whether i does not cut a character.
func boundary(text string, i int) bool { return i == len(text) || utf8.RuneStart(text[i]) }

// hashtags are those in the text and those beside it.
func (r *record) hashtags() []string {
	var tags []string
	add := func(tag string) {
		tag = strings.ToLower(strings.TrimLeft(strings.TrimSpace(tag), "#＃"))
		if tag != "" && !slices.Contains(tags, tag) {
			tags = append(tags, tag)
		}
	}
	for i := range r.Facets {
		for _, f := range r.Facets[i].Features {
			if f.Type == featureTag {
				add(string(f.Tag))
			}
		}
	}
	for _, tag := range r.Tags {
		add(tag)
	}
	return tags
}

// links are the addresses in the text, whole where the text shows them shortened,
// and of the card. Profiles of those who are not configured are left out.
func (o *owner) links(r *record) []string {
	var links []string
	add := func(link string) {
		if link != "" && !o.profileOfOther(link) && !slices.Contains(links, link) {
			links = append(links, link)
		}
	}
	for i := range r.Facets {
		for _, f := range r.Facets[i].Features {
			if f.Type == featureLink {
				add(string(f.URI))
			}
		}
	}
	add(r.Embed.card())
	return links
}

func (o *owner) profileOfOther(link string) bool {
	u, err := url.Parse(link)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" {
		return true
	}
	path, ok := strings.CutPrefix(u.Path, "/profile/")
	if !ok || !strings.HasSuffix(strings.ToLower(u.Hostname()), "bsky.app") {
		return false
	}
	who, _, _ := strings.Cut(path, "/")
	return !o.own(who, who)
}
