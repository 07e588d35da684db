package data

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// The functions of this file make one row of two that name the same thing. Each is
// commutative, associative and idempotent, so that the order in which sources are
// read, pages arrive or runs are repeated does not show in the result.

// stamp says when and by what a field was observed.
type stamp struct {
	at     Micros
	source SourceKind
}

// compare orders stamps: later first wins, at the same moment the stronger source.
// Unknown source kinds are told apart by name, so that the order is total.
func (s stamp) compare(o stamp) int {
	return cmp.Or(cmp.Compare(s.at, o.at), cmp.Compare(s.source.Rank(), o.source.Rank()), cmp.Compare(s.source, o.source))
}

// parseOlder reads a post's older column; entries that cannot be read are dropped.
func parseOlder(older string) map[string]stamp {
	stamps := map[string]stamp{}
	for entry := range strings.SplitSeq(older, ";") {
		field, rest, ok1 := strings.Cut(entry, "=")
		at, source, ok2 := strings.Cut(rest, "/")
		if n, err := strconv.ParseInt(at, 10, 64); ok1 && ok2 && err == nil {
			stamps[field] = stamp{Micros(n), SourceKind(source)}
		}
	}
	return stamps
}

// postMerger merges a and b into out field by field.
type postMerger struct {
	a, b, out          *Post
	rowA, rowB, rowOut stamp
	olderA, olderB     map[string]stamp
	older              []string
	concede, conceded  bool // only clear in a what b corrects; whether anything was; see [ConcedePost]
}

// MergePost makes one post of two observations of it. Each field is taken from the
// latest observation that has it; at one moment api beats archive beats export
// beats feed; if those tie too, the larger value wins. The moment of publishing
// comes from the observation that knows it most precisely. A post that any source
// calls a reply, repost or quote is one; of one that was deleted the words are gone,
// whatever source still has them. A field that is older than the row's
// observed_at and source is noted in Older as name=micros/source, so that merging
// goes on rightly later.
func MergePost(a, b Post) Post {
	out := Post{PostID: max(a.PostID, b.PostID)}
	m := &postMerger{a: &a, b: &b, out: &out, rowA: stamp{a.ObservedAt, a.Source}, rowB: stamp{b.ObservedAt, b.Source},
		olderA: parseOlder(a.Older), olderB: parseOlder(b.Older)}
	m.rowOut = m.rowA
	if m.rowB.compare(m.rowA) > 0 {
		m.rowOut = m.rowB
	}
	out.ObservedAt, out.Source = m.rowOut.at, m.rowOut.source

	out.IsReply, out.IsRepost, out.IsQuote = a.IsReply || b.IsReply, a.IsRepost || b.IsRepost, a.IsQuote || b.IsQuote
	m.published()
	m.fields()
	m.forget()

	slices.Sort(m.older)
	out.Older = strings.Join(m.older, ";")
	return out
}

// fields goes through what is merged by when it was observed.
func (m *postMerger) fields() {
	latestString(m, "account_id", func(p *Post) *AccountID { return &p.AccountID })
	latestString(m, "platform", func(p *Post) *Platform { return &p.Platform })
	latestString(m, "url", func(p *Post) *string { return &p.URL })
	latestString(m, "text", func(p *Post) *string { return &p.Text })
	latestString(m, "lang_platform", func(p *Post) *string { return &p.LangPlatform })
	latestString(m, "format_native", func(p *Post) *string { return &p.FormatNative })
	latestCount(m, "media_count", func(p *Post) *Count { return &p.MediaCount })
	latestCount(m, "duration_ms", func(p *Post) *Count { return &p.DurationMS })
	latestList(m, "hashtags", func(p *Post) *[]string { return &p.Hashtags })
	latestList(m, "links", func(p *Post) *[]string { return &p.Links })
	latestString(m, "quoted", func(p *Post) *PostID { return &p.Quoted })
	latestString(m, "conversation", func(p *Post) *string { return &p.Conversation })
	m.paid()
	latestCount(m, "followers_at_publishing", func(p *Post) *Count { return &p.Followers })
	latest(m, "deleted_at", func(p *Post) *Micros { return &p.DeletedAt }, func(v Micros) bool { return v != 0 }, cmp.Compare[Micros])
}

// stamps returns when a field of a and of b was observed.
func (m *postMerger) stamps(field string) (sa, sb stamp) {
	sa, sb = m.rowA, m.rowB
	if s, ok := m.olderA[field]; ok {
		sa = s
	}
	if s, ok := m.olderB[field]; ok {
		sb = s
	}
	return sa, sb
}

func (m *postMerger) note(field string, s stamp) {
	if s != m.rowOut {
		m.older = append(m.older, fmt.Sprintf("%s=%d/%s", field, int64(s.at), s.source))
	}
}

// latest sets a field of out from the later observation that knows it.
func latest[V any](m *postMerger, field string, of func(*Post) *V, known func(V) bool, compare func(a, b V) int) {
	sa, sb := m.stamps(field)
	va, vb := *of(m.a), *of(m.b)
	switch {
	case m.concede:
		if known(va) && known(vb) && sa == sb && compare(va, vb) != 0 {
			*of(m.a), m.conceded = *new(V), true
		}
	case !known(va) && !known(vb):
	case !known(vb), known(va) && cmp.Or(sa.compare(sb), compare(va, vb)) >= 0:
		*of(m.out) = va
		m.note(field, sa)
	default:
		*of(m.out) = vb
		m.note(field, sb)
	}
}

func latestString[S ~string](m *postMerger, field string, of func(*Post) *S) {
	latest(m, field, of, func(v S) bool { return v != "" }, cmp.Compare[S])
}

func latestCount(m *postMerger, field string, of func(*Post) *Count) {
	latest(m, field, of, func(v Count) bool { return v != nil }, func(a, b Count) int { return cmp.Compare(*a, *b) })
}

func latestList(m *postMerger, field string, of func(*Post) *[]string) {
	latest(m, field, of, func(v []string) bool { return len(v) > 0 }, slices.Compare[[]string])
}

// forget takes the words out of a post that was deleted: its counters stay, what it
// said does not.
func (m *postMerger) forget() {
	if m.out.DeletedAt == 0 {
		return
	}
	m.out.Text, m.out.URL, m.out.Hashtags, m.out.Links = "", "", nil, nil
	m.older = slices.DeleteFunc(m.older, func(entry string) bool {
		field, _, _ := strings.Cut(entry, "=")
		return field == "text" || field == "url" || field == "hashtags" || field == "links"
	})
}

func (m *postMerger) paid() {
	latest(m, "paid", func(p *Post) *Paid { return &p.Paid }, func(v Paid) bool { return v != "" && v != PaidUnknown }, cmp.Compare[Paid])
	if m.out.Paid == "" && !m.concede {
		m.out.Paid = max(m.a.Paid, m.b.Paid) // "unknown", or "" if neither says even that
	}
}

// moment is when a post was published, as exactly as it is known.
type moment struct {
	at        Micros
	precision Precision
}

// fineness orders precisions: the finer the larger; 0 if it is none.
func (p Precision) fineness() int {
	return slices.Index([]Precision{ByYear, ByMonth, ByDay, BySecond}, p) + 1
}

func (m *postMerger) published() {
	const field = "published_at"
	sa, sb := m.stamps(field)
	a, b := moment{m.a.PublishedAt, m.a.Precision}, moment{m.b.PublishedAt, m.b.Precision}
	c := cmp.Or(cmp.Compare(known(a.at), known(b.at)), cmp.Compare(a.precision.fineness(), b.precision.fineness()),
		sa.compare(sb), cmp.Compare(a.at, b.at), cmp.Compare(a.precision, b.precision))
	if c < 0 {
		a, sa = b, sb
	}
	m.out.PublishedAt, m.out.Precision = a.at, a.precision
	if a.at != 0 {
		m.note(field, sa)
	}
}

func known(m Micros) int {
	if m == 0 {
		return 0
	}
	return 1
}
