package exports

import (
	"fmt"
	"slices"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/connectors/exports/delimited"
	"github.com/digital-diplomacy/tailor/connectors/exports/formats"
	"github.com/digital-diplomacy/tailor/connectors/exports/ids"
	"github.com/digital-diplomacy/tailor/connectors/exports/parse"
	"github.com/digital-diplomacy/tailor/data"
)

// platformWords is a platform and what people call it: words that tell it wherever they
// stand, and short ones that do only where nothing but a platform can stand.
type platformWords struct {
	platform data.Platform
	words    []string
	short    []string
}

func platformNames() []platformWords {
	return []platformWords{
		{data.WhatsApp, []string{"whatsapp", "واتساب", "واتسآب", "ватсап", "вотсап"}, []string{"wa"}},
		{data.Telegram, []string{"telegram", "تيليجرام", "تلغرام", "телеграм"}, []string{"tg"}},
		{data.Facebook, []string{"facebook", "فيسبوك"}, []string{"fb"}},
		{data.Instagram, []string{"instagram", "انستغرام", "انستجرام"}, []string{"ig", "insta"}},
		{data.TikTok, []string{"tiktok", "تيكتوك"}, nil},
		{data.LinkedIn, []string{"linkedin", "لينكدان"}, []string{"li"}},
		{data.YouTube, []string{"youtube", "يوتيوب"}, []string{"yt"}},
		{data.Threads, []string{"threads"}, nil},
		{data.Mastodon, []string{"mastodon"}, nil},
		{data.Bluesky, []string{"bluesky"}, []string{"bsky"}},
	}
}

// platformNamed is the platform that a cell of a column of platforms names; "" for any
// other word.
func platformNamed(cell string) data.Platform {
	word := parse.Fold(cell)
	for _, c := range platformNames() {
		is := func(w string) bool { return parse.Fold(w) == word }
		if slices.ContainsFunc(c.words, is) || slices.ContainsFunc(c.short, is) {
			return c.platform
		}
	}
	switch word {
	case "x", "twitter", "xtwitter", "twitterx", "xcom", "تويتر", "اكس", "твиттер":
		return data.X
	}
	return ""
}

// elsewhere decides about a row that names its platform, or whose link tells it: whether it is of
// another one than this account's, and if no account takes it, what is wrong, which is told once.
func (r *reading) elsewhere(rec *delimited.Record) (skip bool, b *bad) {
	l := r.layout
	var p data.Platform
	at, silent := formats.Platform, "the cell names no platform that is known; write facebook, instagram, x, linkedin, youtube, tiktok, telegram or whatsapp"
	switch {
	case l.Has(formats.Platform):
		p = platformNamed(l.cell(rec, formats.Platform))
	case len(l.places) > 0:
		p = ids.PlatformOf(l.cell(rec, formats.URL))
		at, silent = formats.URL, "the links of this table lead to several platforms, and this row has none that tells where it stands; add a column Platform"
		if p == "" && len(l.places) == 1 {
			return false, nil
		}
	default:
		return false, nil
	}
	if p == l.Platform {
		return false, nil
	}
	taken := p != "" && (at == formats.Platform || slices.Contains(l.places, p)) && slices.ContainsFunc(r.readers, func(a connectors.Account) bool { return a.Platform == string(p) })
	first := len(r.readers) == 0 || r.readers[0].ID == r.account.ID
	switch {
	case taken || !first:
		return true, nil
	case p == "":
		return true, badCell(whyElsewhere, at, silent)
	}
	return true, badCell(whyElsewhere, at, fmt.Sprintf("the row is of %[1]s, and no account on it reads this file; add one under accounts, like {id: %[1]s, platform: %[1]s, files: inbox/}", p))
}
