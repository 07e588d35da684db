package sharing_test

import (
	"bytes"
	"context"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/klauspost/compress/zstd"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/data/lake"
	"github.com/digital-diplomacy/tailor/pipeline/exchange"
	"github.com/digital-diplomacy/tailor/pipeline/pipelinetest"
	"github.com/digital-diplomacy/tailor/pipeline/sharing"
	"github.com/digital-diplomacy/tailor/pipeline/terms"
)

// anEngagementCell is a cell of n posts that all have the value 0.
func anEngagementCell(a data.AccountID, week, metric string, n int64) data.EngagementCell {
	c := data.EngagementCell{AccountID: a, Platform: data.Bluesky, Format: data.FormatImage, Week: week, Metric: metric, Age: "7d", Paid: data.Organic, Posts: n + 1, N: n, Missing: "canary=1"}
	if n > 0 {
		c.Hist = []data.Bucket{{Index: -2147483648, N: n}}
	}
	return c
}

func anOwnEffect(a data.AccountID, lever, level string, n int64) data.FormatEffect {
	lift, se := 1.5, 0.25
	return data.FormatEffect{Period: "2026-W18", Mission: "canary mission", AccountID: a, Platform: data.Bluesky, Audience: "canary audience", Goal: "interactions_public", Age: "settled",
		Lever: lever, Level: level, N: n, NOther: 20, OwnLift: &lift, OwnStdErr: &se, Warnings: []string{"canary"}, Alarm: "canary", Evidence: "canary", Model: "effects/2"}
}

// shareable is a lake with something to share, and canaries in all that must stay.
func shareable(t *testing.T) *pipelinetest.Bench {
	b := pipelinetest.NewBench(t)
	own := pipelinetest.AnAccount("canary-account", data.Bluesky, "canary mission")
	own.Handle, own.Permission = "canary.handle", "canary"
	peer := pipelinetest.AnAccount("canary-peer", data.Bluesky, "")
	peer.Role = data.RolePeerMission
	pipelinetest.Put(b, lake.Accounts, "", own, peer)
	pipelinetest.Put(b, lake.EngagementCells, "platform=bluesky/month=2026-03",
		anEngagementCell("canary-account", "2026-W10", "interactions_public", 3), anEngagementCell("canary-account", "2026-W11", "interactions_public", 4), // one month: 7
		anEngagementCell("canary-account", "2026-W10", "approval", 4),             // with W02: one quarter
		anEngagementCell("canary-account", "2026-W10", "reach", 50),               // its own knowledge
		anEngagementCell("canary-account", "2026-W10", "er_reach.numerator", 50),  // likewise
		anEngagementCell("canary-account", "2026-W12", "shares", 0),               // of no values
		anEngagementCell("canary-account", "2026-03", "interactions_public", 100), // week not known
		anEngagementCell("canary-peer", "2026-W10", "interactions_public", 70))
	pipelinetest.Put(b, lake.EngagementCells, "platform=bluesky/month=2026-04",
		anEngagementCell("canary-account", "2026-W15", "approval", 2),
		anEngagementCell("canary-account", "2026-W14", "conversation", 3), anEngagementCell("canary-account", "2026-W18", "conversation", 99)) // W18 is under way
	pipelinetest.Put(b, lake.EngagementCells, "platform=bluesky/month=2026-01", anEngagementCell("canary-account", "2026-W02", "approval", 4))
	pipelinetest.Put(b, lake.FormatEffects, "period=2026-W18", anOwnEffect("canary-account", "format", "video", 5), anOwnEffect("canary-account", "format", "image", 4),
		anOwnEffect("canary-account", "topic", "visa", 9), anOwnEffect("canary-account", "topic", "canary topic", 9), anOwnEffect("canary-peer", "format", "video", 9), anOwnEffect("", "format", "video", 9))
	pipelinetest.Put(b, lake.MoodTable, "", data.Mood{Mission: "canary mission", PeriodKind: "week", Period: "2026-W06", Weeks: []string{"2026-W06"}, Breakdown: data.DimTotal, Scorer: "canary", N: data.N(77777)})
	pipelinetest.Put(b, lake.Posts, "platform=bluesky/month=2026-03", pipelinetest.APost("bluesky:canary", "2026-03-02", func(p *data.Post) { p.Text = "canary text" }))
	pipelinetest.Put(b, lake.Replies, "day=2026-03-02", pipelinetest.ARow("canary-reply", "2026-03-02", "2026-03-02", "canary reply text"))
	return b
}

// allowedTables fails the test if another table than those is looked into.
type allowedTables struct {
	lake.Reader
	t *testing.T
}

func (r allowedTables) Files(table string) []lake.File {
	if !slices.Contains([]string{"accounts", "engagement_cells", "format_effects"}, table) {
		r.t.Errorf("sharing looks into %s", table)
	}
	return r.Reader.Files(table)
}

func (r allowedTables) OpenFile(ctx context.Context, f lake.File) (lake.Object, error) {
	return r.Reader.OpenFile(ctx, f)
}

func shared(t *testing.T, b *pipelinetest.Bench, s sharing.Options) (*sharing.Shared, []byte) {
	t.Helper()
	if s.As == "" {
		s.As = "Embassy of Nowhere"
	}
	out, err := sharing.Share(t.Context(), allowedTables{b.Now(), t}, s, pipelinetest.AsOf("2026-05-01"))
	if err != nil {
		t.Fatal(err)
	}
	var file bytes.Buffer
	if err := exchange.Write(&file, &out.File); err != nil {
		t.Fatal(err)
	}
	return out, file.Bytes()
}

// TestNothingElseIsShared reads all bytes of the file: nothing of any other table or
// column is in it.
func TestNothingElseIsShared(t *testing.T) {
	t.Parallel()
	out, file := shared(t, shareable(t), sharing.Options{})
	z, err := zstd.NewReader(bytes.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	plain, err := io.ReadAll(z)
	if err != nil {
		t.Fatal(err)
	}
	if text := strings.ToLower(string(plain)); strings.Contains(text, "canary") || strings.Contains(text, "77777") || strings.Contains(text, "reply") || strings.Contains(text, "diaspora") {
		t.Errorf("something leaked:\n%s", plain)
	}
	type brief struct {
		span, metric string
		n            int64
	}
	var got []brief
	for _, c := range out.File.Cells {
		got = append(got, brief{c.Span, c.Metric, c.N})
	}
	want := []brief{{"2026-M03", "interactions_public", 7}, {"2026-Q1", "approval", 8}}
	if diff := cmp.Diff(want, got, cmp.AllowUnexported(brief{})); diff != "" {
		t.Error(diff)
	}
	if out.Small != 3 { // approval of the second quarter, conversation, the month without weeks
		t.Errorf("%d cells left out, want 3", out.Small)
	}
	var levels []string
	for _, e := range out.File.Effects {
		levels = append(levels, e.Account+" "+e.Lever+"="+e.Level)
	}
	if diff := cmp.Diff([]string{"a1 format=video", "a1 topic=visa"}, levels); diff != "" || out.Private != 2 {
		t.Errorf("%s; %d effects left out, want 2", diff, out.Private)
	}
}

// TestLentNumbersAreNotShared: what a platform's terms lend, or let nobody compute with,
// is not the unit's to pass on.
func TestLentNumbersAreNotShared(t *testing.T) {
	t.Parallel()
	for _, term := range []terms.Term{{KeepDays: 30}, {NoDerived: true}} {
		out, _ := shared(t, shareable(t), sharing.Options{Terms: terms.Terms{"canary-account": term}})
		if out.Cells+out.Effects > 0 || len(out.Bound) != 1 {
			t.Errorf("%+v: %d cells and %d effects are shared, %v left out", term, out.Cells, out.Effects, out.Bound)
		}
	}
	if out, _ := shared(t, shareable(t), sharing.Options{Named: true}); out.File.Cells[0].Account != "canary-account" {
		t.Errorf("named, the account is %s", out.File.Cells[0].Account)
	}
}

// TestSharedIsPooled: what one unit wrote stands in the other's lake, once; a later file
// replaces it, an older one does not, and it can go again.
func TestSharedIsPooled(t *testing.T) {
	t.Parallel()
	_, file := shared(t, shareable(t), sharing.Options{})
	f, rejects, err := exchange.Read(bytes.NewReader(file))
	if err != nil || len(rejects) > 0 {
		t.Fatal(err, rejects)
	}
	b := pipelinetest.NewBench(t)
	pool := func(f *exchange.File) error {
		c, err := sharing.Pool(b.Now(), f, "Embassy of Somewhere", pipelinetest.AsOf("2026-06-01"))
		if err == nil {
			b.Commit(c, nil)
		}
		return err
	}
	if err := pool(f); err != nil {
		t.Fatal(err)
	}
	want := []data.PooledCell{
		{SharedBy: "Embassy of Nowhere", SharedOn: "2026-05-01", AccountID: "a1", Platform: data.Bluesky, Format: data.FormatImage, Span: "2026-M03", Metric: "interactions_public",
			Age: "7d", Paid: data.Organic, Posts: 9, N: 7, Hist: []data.Bucket{{Index: -2147483648, N: 7}}, Dictionary: "metrics/2"},
		{SharedBy: "Embassy of Nowhere", SharedOn: "2026-05-01", AccountID: "a1", Platform: data.Bluesky, Format: data.FormatImage, Span: "2026-Q1", Metric: "approval",
			Age: "7d", Paid: data.Organic, Posts: 10, N: 8, Hist: []data.Bucket{{Index: -2147483648, N: 8}}, Dictionary: "metrics/2"},
	}
	if diff := cmp.Diff(want, pipelinetest.RowsOf(t, b.Now(), lake.PooledCells)); diff != "" {
		t.Error(diff)
	}
	if e := pipelinetest.RowsOf(t, b.Now(), lake.PooledEffects); len(e) != 2 || e[0].Level != "video" && e[1].Level != "video" || e[0].OwnLift != 1.5 || e[0].OwnStdErr != 0.25 {
		t.Errorf("effects %+v", e)
	}
	before := pipelinetest.TreeOf(b.Now())
	if err := pool(f); err != nil || pipelinetest.TreeOf(b.Now()) != before {
		t.Errorf("pooled twice: %v, and the tables changed", err)
	}
	older, later, ours, future := *f, *f, *f, *f
	older.Header.SharedOn, later.Header.SharedOn, later.Cells = "2026-04-30", "2026-05-02", f.Cells[:1]
	ours.Header.SharedBy, future.Header.SharedOn = "Embassy of Somewhere", "2026-06-02"
	for _, bad := range []*exchange.File{&older, &ours, &future} {
		if err := pool(bad); err == nil || pipelinetest.TreeOf(b.Now()) != before {
			t.Errorf("%s of %s was taken", bad.Header.SharedBy, bad.Header.SharedOn)
		}
	}
	if err := pool(&later); err != nil || len(pipelinetest.RowsOf(t, b.Now(), lake.PooledCells)) != 1 {
		t.Errorf("a later file: %v, %d cells", err, len(pipelinetest.RowsOf(t, b.Now(), lake.PooledCells)))
	}
	b.Commit(sharing.Unpool(b.Now(), "Embassy of Nowhere"))
	if n := len(pipelinetest.RowsOf(t, b.Now(), lake.PooledCells)) + len(pipelinetest.RowsOf(t, b.Now(), lake.PooledEffects)); n > 0 {
		t.Errorf("%d rows stay", n)
	}
	if _, err := sharing.Unpool(b.Now(), "Embassy of Nowhere"); err == nil {
		t.Error("what is not there could be removed")
	}
}
