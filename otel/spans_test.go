package otel

import (
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	collector "go.opentelemetry.io/proto/otlp/collector/trace/v1"
	common "go.opentelemetry.io/proto/otlp/common/v1"
	wire "go.opentelemetry.io/proto/otlp/trace/v1"
	"google.golang.org/protobuf/proto"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/jobs/ledger"
)

// hidden stands wherever a record may hold what somebody else wrote.
const hidden = "SOMEBODY-ELSES-WORDS"

// server is a collector: it decodes what it is sent, and answers as it is told.
type server struct {
	*httptest.Server
	mu     sync.Mutex
	bodies [][]byte
	spans  []*wire.Span
	from   []*common.KeyValue
	header http.Header
	answer func(n int) int // status of the nth request, from 1; nil: all is taken
}

func listen(t *testing.T) *server {
	s := &server{}
	s.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.mu.Lock()
		defer s.mu.Unlock()
		var body io.Reader = r.Body
		if r.Header.Get("Content-Encoding") == "gzip" {
			body, _ = gzip.NewReader(r.Body)
		}
		b, err := io.ReadAll(body)
		if err != nil || r.Method != http.MethodPost || r.URL.Path != "/v1/traces" {
			t.Errorf("%s %s: %v", r.Method, r.URL, err)
		}
		s.bodies = append(s.bodies, b)
		s.header = r.Header
		if s.answer != nil {
			if code := s.answer(len(s.bodies)); code != http.StatusOK {
				http.Error(w, hidden, code)
				return
			}
		}
		var sent collector.ExportTraceServiceRequest
		if err := proto.Unmarshal(b, &sent); err != nil {
			t.Errorf("no protobuf of OTLP: %v", err)
		}
		for _, rs := range sent.ResourceSpans {
			s.from = rs.Resource.Attributes
			for _, ss := range rs.ScopeSpans {
				s.spans = append(s.spans, ss.Spans...)
			}
		}
		w.Header().Set("Content-Type", "application/x-protobuf")
	}))
	t.Cleanup(s.Close)
	t.Setenv("OTEL_EXPORTER_OTLP_ENDPOINT", s.URL)
	t.Setenv("OTEL_EXPORTER_OTLP_TIMEOUT", "500")
	return s
}

var moment = time.Date(2026, 5, 31, 5, 0, 0, 0, time.UTC)

func at(seconds float64) time.Time {
	return moment.Add(time.Duration(seconds * float64(time.Second)))
}

// recorded writes a run into a ledger as a real one would, and ends it.
func recorded(t *testing.T, root string, fill func(*ledger.Run), status ledger.Status, code int) string {
	t.Helper()
	now := moment
	l := ledger.Open(root, func() time.Time { return now })
	e, err := l.Start(ledger.Run{Command: "tailor run", Job: "pull", Config: "c0ffee", Version: "1.2.3", AsOf: moment})
	if err != nil {
		t.Fatal(err)
	}
	if err := e.Update(fill); err != nil {
		t.Fatal(err)
	}
	now = at(30)
	if err := e.Finish(status, code, errors.New(hidden)); err != nil {
		t.Fatal(err)
	}
	return e.ID()
}

func twoStages(r *ledger.Run) {
	r.Commit = "7"
	*r.Stage("pull") = ledger.Stage{Name: "pull", Started: at(1), Status: ledger.Partial, Took: 20 * time.Second, Error: hidden}
	*r.Stage("ingest") = ledger.Stage{Name: "ingest", Started: at(21), Status: ledger.Failed, Changed: 4, Took: 3 * time.Second, Error: hidden}
	*r.Account("oslo-x") = ledger.AccountRun{ID: "oslo-x", Status: ledger.Done, Started: at(2), Took: 5 * time.Second, Waited: 1500 * time.Millisecond,
		Pages: 2, Rows: 40, Requests: 9, Bytes: 1234, Limited: 1, Units: 40, UnitName: "post reads", USD: 0.2, Unknown: []string{hidden}}
	*r.Account("peer-mastodon-embassy-someone-social-example") = ledger.AccountRun{ID: "peer-mastodon-embassy-someone-social-example",
		Status: ledger.Failed, Started: at(3), Took: time.Second, Error: hidden, Gap: hidden}
	r.Account("oslo-x").Reject(data.Reject{Input: hidden, Why: hidden, Hint: hidden, Row: hidden})
}

func options(t *testing.T, root string) Options {
	t.Helper()
	from, err := From(t.Context(), "1.2.3")
	if err != nil {
		t.Fatal(err)
	}
	return Options{Root: root, Since: moment.AddDate(0, 0, -7), Now: func() time.Time { return at(60) }, From: from}
}

// tree draws spans as a collector shows them: below whom, when, how, with what.
func tree(spans []*wire.Span) string {
	var b strings.Builder
	var draw func(parent string, indent int)
	draw = func(parent string, indent int) {
		for _, s := range spans {
			if string(s.ParentSpanId) != parent {
				continue
			}
			seconds := func(nanos uint64) float64 { return time.Unix(0, int64(nanos)).Sub(moment).Seconds() }
			fmt.Fprintf(&b, "%*s%s %g..%g %s\n", indent, "", s.Name, seconds(s.StartTimeUnixNano), seconds(s.EndTimeUnixNano), s.Status.GetCode())
			for _, a := range s.Attributes {
				fmt.Fprintf(&b, "%*s  %s=%s\n", indent, "", a.Key, strings.TrimSpace(a.Value.String()[strings.Index(a.Value.String(), ":")+1:]))
			}
			draw(string(s.SpanId), indent+2)
		}
	}
	draw("", 0)
	return b.String()
}

func TestARunArrives(t *testing.T) {
	root, s := t.TempDir(), listen(t)
	t.Setenv("OTEL_RESOURCE_ATTRIBUTES", "deployment.environment.name=mission")
	t.Setenv("OTEL_EXPORTER_OTLP_HEADERS", "x-team=abc")
	t.Setenv("OTEL_EXPORTER_OTLP_COMPRESSION", "gzip")
	id := recorded(t, root, twoStages, ledger.Failed, 1)
	got, err := Send(t.Context(), options(t, root))
	if err != nil || !slices.Equal(got.Sent, []string{id}) {
		t.Fatalf("Send = %+v, %v", got, err)
	}
	want := `tailor run 0..30 STATUS_CODE_ERROR
  tailor.run="ID"
  tailor.status="failed"
  tailor.exit_code=1
  tailor.settings="c0ffee"
  tailor.version="1.2.3"
  tailor.commit="7"
  tailor.accounts=2
  tailor.accounts_not_done=1
  tailor.rows=40
  tailor.rows_set_aside=1
  tailor.requests=9
  tailor.bytes=1234
  tailor.waits=1
  tailor.waited_seconds=1.5
  tailor.usd=0.2
  tailor.job="pull"
  tailor.as_of="2026-05-31T05:00:00Z"
  pull 1..21 STATUS_CODE_UNSET
    tailor.stage="pull"
    tailor.status="partial"
    tailor.partitions_changed=0
    pull account 2..7 STATUS_CODE_UNSET
      tailor.account="oslo-x"
      tailor.status="done"
      tailor.pages=2
      tailor.rows=40
      tailor.rows_set_aside=1
      tailor.requests=9
      tailor.bytes=1234
      tailor.waits=1
      tailor.waited_seconds=1.5
      tailor.gap=false
      tailor.unknown_fields=1
      tailor.units=40
      tailor.unit="post reads"
      tailor.usd=0.2
    pull account 3..4 STATUS_CODE_ERROR
      tailor.account="peer-mastodon-8636cc0a"
      tailor.status="failed"
      tailor.pages=0
      tailor.rows=0
      tailor.rows_set_aside=0
      tailor.requests=0
      tailor.bytes=0
      tailor.waits=0
      tailor.waited_seconds=0
      tailor.gap=true
      tailor.unknown_fields=0
  ingest 21..24 STATUS_CODE_ERROR
    tailor.stage="ingest"
    tailor.status="failed"
    tailor.partitions_changed=4
`
	if diff := cmp.Diff(want, strings.ReplaceAll(tree(s.spans), id, "ID")); diff != "" {
		t.Errorf("spans (-want +got):\n%s", diff)
	}
	if s.header.Get("X-Team") != "abc" {
		t.Error("the header of OTEL_EXPORTER_OTLP_HEADERS did not come")
	}
	told := map[string]string{}
	for _, a := range s.from {
		told[a.Key] = a.Value.GetStringValue()
	}
	delete(told, "telemetry.sdk.version")
	if diff := cmp.Diff(map[string]string{"service.name": "tailor", "service.version": "1.2.3", "deployment.environment.name": "mission",
		"telemetry.sdk.name": "opentelemetry", "telemetry.sdk.language": "go"}, told); diff != "" {
		t.Errorf("resource (-want +got):\n%s", diff)
	}
	for _, b := range s.bodies {
		if strings.Contains(string(b), hidden) || strings.Contains(string(b), "someone") {
			t.Error("words of somebody else are in what was sent")
		}
	}
}

func TestNeverTwice(t *testing.T) {
	root, s := t.TempDir(), listen(t)
	first := recorded(t, root, twoStages, ledger.Done, 0)
	for range 3 {
		if _, err := Send(t.Context(), options(t, root)); err != nil {
			t.Fatal(err)
		}
	}
	second := recorded(t, root, twoStages, ledger.Partial, 3)
	got, err := Send(t.Context(), options(t, root))
	if err != nil || !slices.Equal(got.Sent, []string{second}) || len(s.bodies) != 2 {
		t.Errorf("Send = %+v, %v after %d requests; want %s alone, in the second", got, err, len(s.bodies), second)
	}
	// A line that a crash cut does not hide the one that follows.
	file := filepath.Join(root, filepath.FromSlash(sentFile))
	if err := os.WriteFile(file, []byte(first+"\n"+second[:4]), 0o640); err != nil {
		t.Fatal(err)
	}
	if got, err := Send(t.Context(), options(t, root)); err != nil || !slices.Equal(got.Sent, []string{second}) {
		t.Errorf("Send after a cut line = %+v, %v", got, err)
	}
	if got, err := Send(t.Context(), options(t, root)); err != nil || len(got.Sent) != 0 {
		t.Errorf("Send once more = %+v, %v", got, err)
	}
	// The second time it was the same trace, span by span.
	n := len(s.spans) / 3
	if diff := cmp.Diff(spanIDs(s.spans[n:2*n]), spanIDs(s.spans[2*n:])); diff != "" {
		t.Errorf("the same run has other ids:\n%s", diff)
	}
}

func spanIDs(spans []*wire.Span) (ids []string) {
	for _, s := range spans {
		ids = append(ids, fmt.Sprintf("%x/%x/%x", s.TraceId, s.SpanId, s.ParentSpanId))
	}
	return ids
}

func TestFailuresAreTriedAgain(t *testing.T) {
	for _, c := range []struct {
		status int
		want   error
	}{{http.StatusServiceUnavailable, ErrLater}, {http.StatusTooManyRequests, ErrLater}, {http.StatusUnauthorized, ErrRefused}, {http.StatusNotFound, nil}} {
		t.Run(http.StatusText(c.status), func(t *testing.T) {
			root, s := t.TempDir(), listen(t)
			s.answer = func(int) int { return c.status }
			id := recorded(t, root, twoStages, ledger.Done, 0)
			got, err := Send(t.Context(), options(t, root))
			if err == nil || c.want != nil && !errors.Is(err, c.want) || len(got.Sent) != 0 || got.Left != 1 {
				t.Fatalf("Send = %+v, %v; want %v", got, err, c.want)
			}
			if strings.Contains(err.Error(), hidden) || strings.Contains(err.Error(), s.URL) {
				t.Errorf("the error holds what the server wrote, or its address: %v", err)
			}
			s.answer = nil
			if got, err := Send(t.Context(), options(t, root)); err != nil || !slices.Equal(got.Sent, []string{id}) {
				t.Errorf("Send when the collector is well again = %+v, %v", got, err)
			}
		})
	}
}

func TestNobodyListens(t *testing.T) {
	root, s := t.TempDir(), listen(t)
	recorded(t, root, twoStages, ledger.Done, 0)
	s.Close()
	if _, err := Send(t.Context(), options(t, root)); !errors.Is(err, ErrLater) {
		t.Errorf("Send = %v, want %v", err, ErrLater)
	}
}

// A run that goes on is left alone; one that died is sent with what is known of it.
func TestRunningAndDead(t *testing.T) {
	root, s := t.TempDir(), listen(t)
	l := ledger.Open(root, func() time.Time { return moment })
	e, err := l.Start(ledger.Run{Command: "tailor run"})
	if err != nil {
		t.Fatal(err)
	}
	if err := e.Update(twoStages); err != nil {
		t.Fatal(err)
	}
	if got, err := Send(t.Context(), options(t, root)); err != nil || len(got.Sent) != 0 || len(s.bodies) != 0 {
		t.Errorf("Send while it runs = %+v, %v", got, err)
	}
	pulses, err := filepath.Glob(filepath.Join(root, "ledger/runs/*.alive"))
	if err != nil || len(pulses) != 1 {
		t.Fatalf("%q, %v", pulses, err)
	}
	if err := os.Remove(pulses[0]); err != nil { // as if its process had died
		t.Fatal(err)
	}
	if got, err := Send(t.Context(), options(t, root)); err != nil || !slices.Equal(got.Sent, []string{e.ID()}) {
		t.Fatalf("Send of a dead run = %+v, %v", got, err)
	}
	if drawn := tree(s.spans); !strings.HasPrefix(drawn, "tailor run 0..24 STATUS_CODE_ERROR\n") {
		t.Errorf("a dead run ends with its last stage, but:\n%s", drawn)
	}
}

// Records of older versions have no moments of stages and accounts.
func TestOlderRecord(t *testing.T) {
	r := ledger.Run{ID: "a", Started: moment, Finished: at(9), Status: ledger.Done, Stages: []ledger.Stage{
		{Name: "pull", Status: ledger.Done, Took: 2 * time.Second}, {Name: "ingest", Status: ledger.Done, Took: 3 * time.Second}},
		Accounts: []ledger.AccountRun{{ID: "oslo-x", Status: ledger.Done}}}
	var got []string
	for _, s := range Spans(t.Context(), nil, r) {
		got = append(got, fmt.Sprintf("%s %g..%g", s.Name(), s.StartTime().Sub(moment).Seconds(), s.EndTime().Sub(moment).Seconds()))
	}
	if want := []string{"pull 0..2", "ingest 2..5", "pull account 0..0", "tailor run 0..9"}; !slices.Equal(got, want) {
		t.Errorf("Spans = %q, want %q", got, want)
	}
}

// A ministry's run goes in several requests, and counts as sent with the last.
func TestManyAccounts(t *testing.T) {
	root, s := t.TempDir(), listen(t)
	id := recorded(t, root, func(r *ledger.Run) {
		for i := range 1200 {
			r.Accounts = append(r.Accounts, ledger.AccountRun{ID: data.AccountID(fmt.Sprintf("a%d", i)), Status: ledger.Done})
		}
	}, ledger.Done, 0)
	s.answer = func(n int) int {
		if n == 2 {
			return http.StatusBadRequest
		}
		return http.StatusOK
	}
	if got, err := Send(t.Context(), options(t, root)); err == nil || len(got.Sent) != 0 {
		t.Errorf("Send with a request refused = %+v, %v", got, err)
	}
	s.answer, s.spans = nil, nil
	if got, err := Send(t.Context(), options(t, root)); err != nil || !slices.Equal(got.Sent, []string{id}) || len(s.spans) != 1201 {
		t.Errorf("Send = %+v, %v with %d spans", got, err, len(s.spans))
	}
}

func TestSampler(t *testing.T) {
	root, s := t.TempDir(), listen(t)
	t.Setenv("OTEL_TRACES_SAMPLER", "always_off")
	recorded(t, root, twoStages, ledger.Done, 0)
	if got, err := Send(t.Context(), options(t, root)); err != nil || len(got.Sent) != 1 || len(s.bodies) != 0 {
		t.Errorf("Send = %+v, %v, %d requests", got, err, len(s.bodies))
	}
}

func TestOff(t *testing.T) {
	for _, c := range []struct {
		set  string
		off  bool
		fail bool
	}{
		{set: ""}, {set: "OTEL_SDK_DISABLED=TRUE", off: true}, {set: "OTEL_TRACES_EXPORTER=none", off: true}, {set: "OTEL_TRACES_EXPORTER=otlp"},
		{set: "OTEL_TRACES_EXPORTER=zipkin", fail: true}, {set: "OTEL_EXPORTER_OTLP_PROTOCOL=grpc", fail: true},
		{set: "OTEL_EXPORTER_OTLP_TRACES_PROTOCOL=http/json"}, {set: "OTEL_EXPORTER_OTLP_ENDPOINT=collector:4318", fail: true},
		{set: "OTEL_EXPORTER_OTLP_ENDPOINT=https://u:" + hidden + "@c.example", fail: true}, {set: "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT=https://c.example/?k=" + hidden, fail: true},
		{set: "OTEL_EXPORTER_OTLP_ENDPOINT=https://c.example/otlp"},
	} {
		name, value, _ := strings.Cut(c.set, "=")
		off, err := Off(func(n string) string {
			if n == name {
				return value
			}
			return ""
		})
		if off != c.off || errors.Is(err, ErrEnvironment) != c.fail || err != nil && strings.Contains(err.Error(), hidden) {
			t.Errorf("Off with %s = %t, %v", c.set, off, err)
		}
	}
}
