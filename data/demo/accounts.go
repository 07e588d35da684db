package demo

import (
	"strings"

	"github.com/digital-diplomacy/tailor/data"
)

// source is the kind of file an account's numbers come in.
type source int

const (
	metaFacebook  source = iota // Meta Business Suite, one CSV a week
	metaInstagram               // Meta Business Suite, one CSV a week
	xAnalytics                  // X analytics, content, one CSV a week
	xThreads                    // X v1.1 JSON, one dump at the end
	handSheet                   // a sheet that somebody keeps by hand, for peers
)

// account is one made-up account.
type account struct {
	id       data.AccountID
	number   int // distinguishes native ids
	mission  string
	platform data.Platform
	source   source
	name     string // as the platform shows it
	handle   string
	role     data.Role
	audience string
	host     string
	writes   []share[string]
	formats  []share[data.Format]

	posts     int     // over the 26 weeks
	base      float64 // typical interactions of an image post
	followers float64 // at the start
	growth    float64 // a week

	replyShare float64 // of interactions
	collects   bool    // whether replies come with their text
	authors    bool    // whether those name their author
	people     int     // who reply, roughly
}

// shareShare is the part of interactions that redistributes a post.
const shareShare = 0.08

// accounts lists ours first, then the peers.
func accounts() []*account {
	type langs = []share[string]
	all := []*account{
		{id: "ministry-x", mission: ministry, platform: data.X, source: xAnalytics, handle: "MadeUpMFA",
			audience: "general", host: "XR", writes: langs{{"en", .6}, {"de", .4}},
			formats: formats(of(data.FormatText, .45), of(data.FormatImage, .40), of(data.FormatLink, .15)), posts: 104, base: 60, followers: 88000, growth: .002, replyShare: .10},
		{id: "oslo-facebook", mission: oslo, platform: data.Facebook, source: metaFacebook, handle: "madeup.ruritania.oslo",
			audience: "diaspora", host: "NO", writes: langs{{"nb", .4}, {"en", .3}, {"de", .3}},
			formats: formats(of(data.FormatVideo, .50), of(data.FormatImage, .26), of(data.FormatLink, .11), of(data.FormatText, .08), of(data.FormatAlbum, .05)),
			posts:   130, base: 36, followers: 4800, growth: .006, replyShare: .20, collects: true, authors: true, people: 150},
		{id: "oslo-instagram", mission: oslo, platform: data.Instagram, source: metaInstagram, handle: "madeup.ruritania.oslo",
			audience: "students", host: "NO", writes: langs{{"en", .6}, {"nb", .4}},
			formats: formats(of(data.FormatImage, .4), of(data.FormatAlbum, .3), of(data.FormatShortVideo, .3)),
			posts:   78, base: 70, followers: 3100, growth: .009, replyShare: .05},
		{id: "oslo-x", mission: oslo, platform: data.X, source: xThreads, handle: "MadeUpOslo",
			audience: "general", host: "NO", writes: langs{{"en", .7}, {"nb", .3}},
			formats: formats(of(data.FormatText, .35), of(data.FormatImage, .35), of(data.FormatLink, .15), of(data.FormatVideo, .15)),
			posts:   78, base: 30, followers: 6900, growth: .001, replyShare: .20, collects: true, authors: true, people: 110},
		{id: "paris-facebook", mission: paris, platform: data.Facebook, source: metaFacebook, handle: "madeup.ruritania.paris",
			audience: "general", host: "FR", writes: langs{{"fr", .7}, {"en", .3}},
			formats: formats(of(data.FormatVideo, .08), of(data.FormatImage, .57), of(data.FormatLink, .20), of(data.FormatText, .10), of(data.FormatAlbum, .05)),
			posts:   182, base: 230, followers: 61000, growth: .001, replyShare: .04, collects: true, authors: false, people: 260},
		{id: "paris-instagram", mission: paris, platform: data.Instagram, source: metaInstagram, handle: "madeup.ruritania.paris",
			audience: "general", host: "FR", writes: langs{{"fr", .8}, {"en", .2}},
			formats: formats(of(data.FormatImage, .5), of(data.FormatAlbum, .2), of(data.FormatShortVideo, .3)),
			posts:   78, base: 160, followers: 22000, growth: .004, replyShare: .05},
		{id: "trieste-facebook", mission: trieste, platform: data.Facebook, source: metaFacebook, handle: "madeup.ruritania.trieste",
			audience: "diaspora", host: "IT", writes: langs{{"it", .5}, {"de", .4}, {"en", .1}},
			formats: formats(of(data.FormatVideo, .45), of(data.FormatImage, .30), of(data.FormatLink, .15), of(data.FormatText, .10)),
			posts:   120, base: 22, followers: 900, growth: .004, replyShare: .18, collects: true, authors: true, people: 70},
	}
	all = append(all, peers()...)
	for i, a := range all {
		a.number = i + 1
		if a.role == "" {
			a.role = data.RoleOwn
			a.name = missionOf(a.mission).name
		}
	}
	return all
}

// of is the share of posts that have a format.
func of(f data.Format, weight float64) share[data.Format] { return share[data.Format]{f, weight} }

func peers() []*account {
	english := []share[string]{{"en", 1}}
	onFacebook := formats(of(data.FormatVideo, .3), of(data.FormatImage, .5), of(data.FormatLink, .2))
	onInstagram := formats(of(data.FormatImage, .4), of(data.FormatAlbum, .3), of(data.FormatShortVideo, .3))
	onX := formats(of(data.FormatText, .4), of(data.FormatImage, .4), of(data.FormatLink, .2))
	peer := func(id data.AccountID, name, handle string, role data.Role, p data.Platform, f []share[data.Format], host string, base, followers float64) *account {
		return &account{id: id, name: name + label, handle: handle, role: role, platform: p, source: handSheet, formats: f, audience: "general",
			host: host, writes: english, posts: 52, base: base, followers: followers, growth: .002, replyShare: .08}
	}
	mission := func(slug data.AccountID, name, host string, base, followers float64) *account {
		return peer("peer-"+slug, name, "madeup."+strings.ReplaceAll(string(slug), "-", "."), data.RolePeerMission, data.Facebook, onFacebook, host, base, followers)
	}
	return []*account{
		peer("peer-examplia-oslo", "Embassy of Examplia in Oslo", "madeup.examplia.oslo", data.RolePeerMission, data.Facebook, onFacebook, "NO", 55, 7200),
		peer("peer-graustark-paris", "Embassy of Graustark in Paris", "madeup.graustark.paris", data.RolePeerMission, data.Facebook, onFacebook, "FR", 120, 30500),
		peer("peer-examplia-x", "Foreign Ministry of Examplia", "MadeUpExamplia", data.RolePeerMission, data.X, onX, "XE", 90, 140000),
		peer("peer-lemonade", "Zenda Lemonade", "madeup.zenda.lemonade", data.RolePeerBrand, data.Instagram, onInstagram, "NO", 400, 51000),
		peer("peer-rail", "Strelsau Night Trains", "madeup.night.trains", data.RolePeerBrand, data.Facebook, onFacebook, "FR", 340, 98000),
		peer("peer-harbour", "Open Harbour Relief", "madeup.open.harbour", data.RolePeerNGO, data.Facebook, onFacebook, "NO", 95, 16400),
		peer("peer-books", "Books Across Borders", "madeup.books.across", data.RolePeerNGO, data.Instagram, onInstagram, "FR", 130, 12800),
		// Ten peers of one set make a place among them worth telling.
		mission("borduria-oslo", "Embassy of Borduria in Oslo", "NO", 28, 3900),
		mission("syldavia-oslo", "Embassy of Syldavia in Oslo", "NO", 41, 5200),
		mission("grand-fenwick-oslo", "Embassy of Grand Fenwick in Oslo", "NO", 17, 1400),
		mission("san-theodoros-paris", "Embassy of San Theodoros in Paris", "FR", 74, 15100),
		mission("examplia-paris", "Embassy of Examplia in Paris", "FR", 150, 38000),
		mission("florin-paris", "Embassy of Florin in Paris", "FR", 62, 11800),
		mission("guilder-rome", "Embassy of Guilder in Rome", "IT", 33, 4700),
		mission("orsinia-trieste", "Consulate of Orsinia in Trieste", "IT", 21, 1900),
		mission("zubrowka-rome", "Embassy of Zubrowka in Rome", "IT", 340, 64000),
	}
}
