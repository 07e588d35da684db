package community

import (
	"strings"
	"testing"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/data/privacy"
	"github.com/digital-diplomacy/tailor/pipeline/pipelinetest"
)

// Whatever stands in texts and links, only listed accounts are found in them.
func FuzzCommunityPost(f *testing.F) {
	f.Add("RT @lima: @oslo", "https://x.com/lima")
	f.Add("@@lima @＠oslo .@rome- @aid@social.example", "https://social.example/@aid/1")
	f.Add("@", "https://%zz//@")
	f.Fuzz(func(t *testing.T, text, link string) {
		m := AMapping()
		for _, repost := range []bool{false, true} {
			c := &community{list: newListing(m), edges: map[data.CommunityEdge]int64{}, links: map[data.CommunityLink]int64{}}
			p := communityPost{PostID: "x:1", AccountID: "oslo", Platform: data.X, Text: text, Links: []string{link}, Hashtags: []string{text}, IsRepost: repost}
			c.read(&p, nil)
			for _, e := range c.edgeRows() {
				if e.To != "" && (c.list.accounts[e.To] == nil || c.list.accounts[e.To].institution == "Oslo") || e.Posts != 1 {
					t.Errorf("edge %+v", e)
				}
			}
			for _, l := range c.linkRows() {
				if l.Place == "" || strings.Contains(l.Place, "@") {
					t.Errorf("place %+v", l)
				}
			}
		}
	})
}

func TestPlaceOf(t *testing.T) {
	for link, want := range map[string]string{
		"https://www.news.co.uk/a?b=c":                "domain news.co.uk",
		"https://forum.expats.example/t/visa/12":      "forum forum.expats.example",
		"https://talk.expats.example/t/visa/12/3":     "forum talk.expats.example",
		"https://expats.example/viewtopic.php?t=1":    "forum expats.example",
		"https://facebook.com/groups/123/posts/4":     "forum facebook.com/groups/123",
		"https://no.linkedin.com/company/Ruritania/":  "channel linkedin.com/company/ruritania",
		"https://open.spotify.com/show/1a":            "channel open.spotify.com/show/1a",
		"https://x.com/somebody/status/1":             "",
		"https://somebody.bsky.social":                "",
		"https://bit.ly/abc":                          "",
		"https://192.0.2.1/a":                         "",
		"https://somebody:secret@host.example/":       "",
		"https://somebody.blogspot.com/2026/01/a":     "",
		"https://news.example/authors/somebody":       "",
		"https://youtube.com/watch?v=1":               "",
		"mailto:a@b.example":                          "",
		"https://localhost/a":                         "",
		"ftp://files.example/a":                       "",
		"https://%zz":                                 "",
		"https://somebody.github.io/":                 "",
		"https://university.example/people/somebody/": "",
	} {
		kind, place, ok := placeOf(link)
		if got := strings.TrimSpace(string(kind) + " " + place); got != want || ok != (want != "") {
			t.Errorf("placeOf(%s) = %q, want %q", link, got, want)
		}
	}
}

// AMapping lists five accounts of four institutions, one of them on two platforms.
func AMapping() Mapping {
	m := Mapping{Accounts: []data.Account{pipelinetest.AnAccount("oslo", data.X, "Oslo"), pipelinetest.AnAccount("oslo_m", data.Mastodon, "Oslo"), pipelinetest.AnAccount("lima", data.X, "Lima"),
		pipelinetest.AnAccount("rome", data.X, "Rome"), pipelinetest.AnAccount("aid", data.Mastodon, "")}}
	m.Accounts[1].Handle, m.Accounts[4].Handle = "@oslo@social.example", "@aid@social.example"
	m.Accounts[4].Role = data.RolePeerNGO
	masker := MaskerOf(m)
	m.Personal = func(link string) bool { return masker.Mask(link) != link }
	return m
}

func MaskerOf(m Mapping) *privacy.Masker {
	var handles []string
	for _, a := range m.Accounts {
		handles = append(handles, a.Handle)
	}
	return privacy.NewMasker(handles)
}
