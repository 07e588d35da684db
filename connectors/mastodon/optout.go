package mastodon

import (
	"regexp"
	"strings"
)

// refusal is a hashtag by which people say in their profile that programs shall leave
// them alone.
var refusal = regexp.MustCompile(`(?i)#(no-?bots?|no-?index|no-?archive|no-?scrap(e|ing))\b`)

// optedOut reports whether an author has said that what they write shall not be
// collected: noindex ("opted out of being indexed by search engines", Mastodon from
// 4.0), a hashtag in the profile, or an account that its server hides.
func optedOut(a *account) bool {
	if a.Noindex.on || a.Suspended.on || a.Limited.on {
		return true
	}
	var profile strings.Builder
	profile.WriteString(plain(string(a.Note)))
	for _, f := range a.Fields.Items {
		profile.WriteString("\n" + plain(string(f.Value)))
	}
	return refusal.MatchString(profile.String())
}

// keepsBack reports whether the words of an author may not be read: they opted out,
// or did not make their posts searchable ("indexable", Mastodon from 4.2). Servers
// that do not know that choice do not send it.
func keepsBack(a *account) bool { return optedOut(a) || a.Indexable.no() }

// public reports whether everybody may read a status. Anything else, also a
// visibility that this version does not know, is never stored.
func (s *status) public() bool { return s.Visibility == "public" || s.Visibility == "unlisted" }
