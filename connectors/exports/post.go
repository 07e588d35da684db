package exports

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"unicode"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/connectors/exports/delimited"
	"github.com/digital-diplomacy/tailor/connectors/exports/formats"
	"github.com/digital-diplomacy/tailor/connectors/exports/ids"
	"github.com/digital-diplomacy/tailor/connectors/exports/parse"
	"github.com/digital-diplomacy/tailor/data"
)

// post adds the row's post and its counters.
func (r *reading) post(rec *delimited.Record, p *connectors.Page) *bad {
	l := r.layout
	if s := l.cell(rec, formats.Window); l.Has(formats.Window) && s != "" && !isLifetime(s) {
		return badCell(whyWindow, formats.Window, "the counts are of one day only; export again with totals (Lifetime) instead of days")
	}
	id, b := r.id(rec)
	if b != nil {
		return b
	}
	published, precision, b := r.publishedAt(rec, id)
	if b != nil {
		return b
	}
	observed, b := r.observedAt(rec, published)
	if b != nil {
		return b
	}
	link := l.cell(rec, formats.URL)
	leads := ids.PlatformOf(link)
	if l.native && !l.Followers && leads != "" && leads != l.Platform {
		return badCell(whyElsewhere, formats.URL, fmt.Sprintf("the link leads to %s, and the file is one of %s; it may be of a kind that is not known yet", leads, l.Platform))
	}
	post := data.Post{
		PostID: data.NewPostID(l.Platform, id), AccountID: r.account.ID, Platform: l.Platform,
		PublishedAt: data.At(published), Precision: precision, URL: link,
		Text: l.longest(rec, formats.Text), LangPlatform: language(l.cell(rec, formats.Language)),
		ObservedAt: observed, Source: data.SourceExport,
	}
	snap := data.PostSnapshot{
		PostID: post.PostID, AccountID: post.AccountID, Platform: post.Platform, PublishedAt: post.PublishedAt,
		ObservedAt: observed, Source: data.SourceExport, Lifetime: l.lifetime, ViewsDefinition: l.Views, Missing: l.base,
	}
	if b := r.counters(rec, &snap); b != nil {
		return b
	}
	if b := r.facts(rec, &post); b != nil {
		return b
	}
	if b := r.seen.add(string(post.PostID), observed, r.told(rec)); b != nil {
		return b
	}
	if snap.Replies != nil {
		snap.RepliesScope = "unknown"
	}
	p.Posts = append(p.Posts, post)
	p.Snapshots = append(p.Snapshots, snap)
	r.topic(rec, post, p)
	if l.Followers && post.Followers != nil {
		r.followersOn(post, p)
	}
	// Lists of comments name their posts by link, and Instagram's links, and those of
	// Facebook's films, call a post by another name than its export.
	if name := ids.NameIn(leads, link); l.native && name != "" && name != id && leads == l.Platform {
		p.Aliases = append(p.Aliases, data.Alias{Alias: data.NewPostID(l.Platform, name), PostID: post.PostID, Reason: "permalink"})
	}
	return nil
}

// followersOn adds the account's followers at the moment of a post, once for each
// moment: a sheet kept by hand notes them beside its posts.
func (r *reading) followersOn(post data.Post, p *connectors.Page) {
	if r.seen.add("followers", post.PublishedAt, nil) != nil {
		return
	}
	s := data.AccountSnapshot{AccountID: post.AccountID, Platform: post.Platform, ObservedAt: post.PublishedAt, Source: data.SourceExport,
		Precision: "exact", Followers: post.Followers}
	s.Explain(nil)
	p.Accounts = append(p.Accounts, s)
}

// isLifetime reports a word for counts since publishing, which Meta writes in every
// language in another way: Lifetime, Gesamte Laufzeit, Global. Days hold digits.
func isLifetime(s string) bool {
	return !strings.ContainsFunc(s, unicode.IsDigit)
}

// facts fills what the row says of the post besides counters.
func (r *reading) facts(rec *delimited.Record, p *data.Post) *bad {
	l := r.layout
	var b *bad
	if p.Followers, b = r.count(rec, formats.Followers); b != nil {
		return b
	}
	if p.Paid, b = r.paid(rec); b != nil {
		return b
	}
	p.FormatNative = l.cell(rec, formats.Format)
	if l.native {
		p.FormatNative = r.medium(p.FormatNative)
	}
	if f, ok := lookup(l.values.Format, p.FormatNative); ok {
		p.FormatNative = f
	}
	p.DurationMS = r.duration(rec)
	for _, flag := range []struct {
		field formats.Field
		into  *bool
	}{{formats.IsRepost, &p.IsRepost}, {formats.IsQuote, &p.IsQuote}, {formats.IsReply, &p.IsReply}} {
		if *flag.into, b = r.yes(rec, flag.field); b != nil {
			return b
		}
	}
	share, b := r.yes(rec, formats.IsShare)
	if b != nil {
		return b
	}
	if share {
		p.IsRepost, p.IsQuote = p.Text == "", p.Text != ""
	}
	if l.Platform == data.X {
		// X itself begins a reply with the names it answers, and an old repost with RT.
		p.IsReply = p.IsReply || !l.Has(formats.IsReply) && strings.HasPrefix(p.Text, "@")
		p.IsRepost = p.IsRepost || !l.Has(formats.IsRepost) && strings.HasPrefix(p.Text, "RT @")
	}
	p.Hashtags, p.Links = hashtags(p.Text), links(p.Text)
	if l.Has(formats.Hashtags) {
		p.Hashtags = listed(l.cell(rec, formats.Hashtags), func(s string) string { return strings.ToLower(strings.TrimPrefix(s, "#")) })
	}
	if s := l.cell(rec, formats.Links); s != "" {
		p.Links = listed(s, strings.TrimSpace)
	}
	return nil
}

// duration reads seconds, which may have a fraction, or 1:02:03. A length in another
// form is not worth a post.
func (r *reading) duration(rec *delimited.Record) data.Count {
	s := r.layout.cell(rec, formats.Duration)
	if s == "" {
		return nil
	}
	if r.layout.dates.Serial != 0 && strings.ContainsRune(s, '.') {
		if d := r.fractionOfDay(s); d != nil {
			return d
		}
	}
	parts := strings.Split(s, ":")
	if len(parts) > 3 {
		return nil
	}
	whole, fraction, _ := strings.Cut(strings.ReplaceAll(parts[len(parts)-1], ",", "."), ".")
	total, ok := parse.PlainDigits(whole)
	ms, okm := parse.PlainDigits((fraction + "000")[:3])
	if !ok || !okm {
		return nil
	}
	unit := int64(60)
	for i := len(parts) - 2; i >= 0; i, unit = i-1, 60*unit {
		n, ok := parse.PlainDigits(parts[i])
		if !ok || n > 100_000 {
			return nil
		}
		total += n * unit
	}
	if total = 1000*total + ms; total > 0 {
		return data.N(total)
	}
	return nil // Meta writes 0 for what is no video
}

// fractionOfDay reads a length that a workbook stores as a part of a day.
func (r *reading) fractionOfDay(s string) data.Count {
	f, err := strconv.ParseFloat(s, 64)
	if err != nil || f <= 0 || f >= 1 {
		return nil
	}
	return data.N(int64(math.Round(f*86_400)) * 1000)
}

// lookup finds a word of the file in the mapping's values, whatever its case.
func lookup[V any](values map[string]V, word string) (V, bool) {
	for k, v := range values {
		if strings.EqualFold(strings.TrimSpace(k), word) {
			return v, true
		}
	}
	var none V
	return none, false
}
