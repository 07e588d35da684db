package ledger

import (
	"bufio"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/digital-diplomacy/tailor/data"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// childRoot names the root in which this test binary starts a run when it is run
// as a child; it says the run's id and holds on until its input ends.
const childRoot = "LEDGER_TEST_CHILD_ROOT"

func TestMain(m *testing.M) {
	root := os.Getenv(childRoot)
	if root == "" {
		os.Exit(m.Run())
	}
	e, err := Open(root, clock()).Start(Run{Command: "tailor run"})
	if err == nil {
		err = e.Update(func(r *Run) {
			r.Stage("pull").Status = Done
			r.Stage("ingest").Rows = 12
			r.Account("oslo-x").Pages = 2
		})
	}
	if err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
	fmt.Println(e.ID())
	io.Copy(io.Discard, os.Stdin)
}

// clock returns a wall clock that goes on a second at each look.
func clock() func() time.Time {
	at := time.Date(2026, 5, 31, 7, 0, 0, 0, time.FixedZone("CEST", 2*3600))
	var mu sync.Mutex
	return func() time.Time {
		mu.Lock()
		defer mu.Unlock()
		at = at.Add(time.Second)
		return at
	}
}

func sample(r *Run) {
	r.Commit = "000000000003"
	*r.Stage("pull") = Stage{Name: "pull", Started: time.Date(2026, 5, 31, 5, 0, 1, 5e8, time.UTC), Status: Done, Rows: 500, Changed: 0, Took: 1500 * time.Millisecond}
	*r.Stage("ingest") = Stage{Name: "ingest", Status: Failed, Rows: 0, Took: time.Second, Error: "disk is full:\nfree some space"}
	a := r.Account("oslo-facebook")
	a.Status, a.Pages, a.Rows = Partial, 5, 498
	a.Started, a.Took, a.Waited = time.Date(2026, 5, 31, 5, 0, 1, 6e8, time.UTC), time.Second, 250*time.Millisecond
	a.Reject(
		data.Reject{Input: "b.csv", Line: 3, Field: "id", Why: "damaged id", Hint: "export again as CSV", Row: "1.20E+18,secret text"},
		data.Reject{Input: "a.csv", Line: 9, Field: "likes", Why: "no number", Hint: "look at line 9", Row: "x"},
		data.Reject{Input: "b.csv", Line: 4, Field: "id", Why: "damaged id", Hint: "export again as CSV", Row: "1.21E+18"},
	)
}

func TestRecordOnDisk(t *testing.T) {
	root := t.TempDir()
	l := Open(root, clock())
	e, err := l.Start(Run{Command: "tailor run", Config: "c0ffee", Version: "1.0", AsOf: time.Date(2026, 5, 31, 0, 0, 0, 0, time.UTC)})
	if err != nil {
		t.Fatal(err)
	}
	if err := e.Update(sample); err != nil {
		t.Fatal(err)
	}
	if err := e.Finish(Partial, 3, errors.New("1 stage failed")); err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob(filepath.Join(root, "ledger", "runs", "*"))
	if err != nil || len(files) != 1 {
		t.Fatalf("files of a run that ended = %q, %v; want one", files, err)
	}
	if got, want := filepath.Base(files[0]), "20260531T050001.000000Z-"+e.ID()+".json"; got != want {
		t.Errorf("file = %s, want %s", got, want)
	}
	b, err := os.ReadFile(files[0])
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(string(b), "secret text") || strings.Contains(string(b), "1.20E+18") {
		t.Error("the record holds the content of a row")
	}
	golden(t, "testdata/record.json", strings.ReplaceAll(string(b), e.ID(), "ID"))
}

func golden(t *testing.T, path, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", path, diff)
	}
}

func TestListAndLast(t *testing.T) {
	l := Open(t.TempDir(), clock())
	if runs, err := l.List(0); len(runs) != 0 || err != nil {
		t.Errorf("List of an empty ledger = %v, %v", runs, err)
	}
	if _, ok, err := l.Last(); ok || err != nil {
		t.Errorf("Last of an empty ledger = _, %v, %v", ok, err)
	}
	for _, command := range []string{"one", "two", "three"} {
		e, err := l.Start(Run{Command: command})
		if err != nil {
			t.Fatal(err)
		}
		if err := e.Finish(Done, 0, nil); err != nil {
			t.Fatal(err)
		}
	}
	runs, err := l.List(2)
	if err != nil || len(runs) != 2 || runs[0].Command != "three" || runs[1].Command != "two" {
		t.Errorf("List(2) = %v, %v; want three, two", runs, err)
	}
	last, ok, err := l.Last()
	if !ok || err != nil || last.Command != "three" || last.Status != Done {
		t.Errorf("Last = %v, %v, %v; want three, done", last, ok, err)
	}
	if got := last.Finished.Sub(last.Started); got != time.Second {
		t.Errorf("Finished - Started = %v, want 1s", got)
	}
}

func TestUpdateIsSeenAtOnce(t *testing.T) {
	root := t.TempDir()
	l := Open(root, clock())
	e, err := l.Start(Run{Command: "tailor run"})
	if err != nil {
		t.Fatal(err)
	}
	id := e.ID()
	if err := e.Update(func(r *Run) { r.ID, r.Status = "another", Done; r.Stage("pull").Rows = 7 }); err != nil {
		t.Fatal(err)
	}
	got, ok, err := Open(root, clock()).Last()
	if !ok || err != nil {
		t.Fatal(ok, err)
	}
	if got.Status != Running || got.ID != id || got.Stage("pull").Rows != 7 {
		t.Errorf("record = %+v; want id %s, running, 7 rows", got, id)
	}
	if err := e.Finish(Waiting, 75, nil); err != nil {
		t.Fatal(err)
	}
	if got := e.Run(); got.Stages[0].Status != Waiting || got.ExitCode != 75 {
		t.Errorf("record = %+v; want the open stage waiting too, exit code 75", got)
	}
}

func TestEndedRecordIsClosed(t *testing.T) {
	l := Open(t.TempDir(), clock())
	e, err := l.Start(Run{})
	if err != nil {
		t.Fatal(err)
	}
	if err := e.Finish(Running, 0, nil); err == nil {
		t.Error("Finish(Running) ended a run")
	}
	if err := e.Finish(Failed, 1, errors.New("no network")); err != nil {
		t.Fatal(err)
	}
	if err := e.Update(func(r *Run) { r.Commit = "x" }); !errors.Is(err, ErrEnded) {
		t.Errorf("Update after Finish = %v, want ErrEnded", err)
	}
	if err := e.Finish(Done, 0, nil); !errors.Is(err, ErrEnded) {
		t.Errorf("second Finish = %v, want ErrEnded", err)
	}
	if got, _, _ := l.Last(); got.Status != Failed || got.Error != "no network" || got.Commit != "" {
		t.Errorf("record = %+v; want it as the first Finish left it", got)
	}
}

func TestDeadRunIsInterrupted(t *testing.T) {
	root := t.TempDir()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), childRoot+"="+root)
	stdin, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	defer stdin.Close()
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	id, err := bufio.NewReader(stdout).ReadString('\n')
	id = strings.TrimSpace(id)
	if err != nil {
		t.Fatal(err)
	}
	l := Open(root, clock())
	if r, ok, err := l.Last(); !ok || err != nil || r.Status != Running || r.ID != id {
		t.Errorf("while it lives, Last = %+v, %v, %v; want %s running", r, ok, err, id)
	}
	if err := cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	cmd.Wait()

	dead := func(when string, r Run) {
		t.Helper()
		if r.Status != Interrupted || r.Stages[0].Status != Done || r.Stages[1].Status != Interrupted ||
			r.Accounts[0].Status != Interrupted || r.Stages[1].Rows != 12 || !r.Finished.IsZero() {
			t.Errorf("%s, record = %+v; want what was running interrupted, the rest kept", when, r)
		}
	}
	r, _, err := l.Last()
	if err != nil {
		t.Fatal(err)
	}
	dead("after it died", r)
	if onDisk := stored(t, root, id); onDisk.Status != Running {
		t.Errorf("reading changed the record to %s", onDisk.Status)
	}

	next, err := l.Start(Run{Command: "tailor run"})
	if err != nil {
		t.Fatal(err)
	}
	dead("after the next start", stored(t, root, id))
	if err := next.Finish(Done, 0, nil); err != nil {
		t.Fatal(err)
	}
	left, err := os.ReadDir(filepath.Join(root, "ledger", "runs"))
	if err != nil || len(left) != 2 {
		t.Errorf("files = %v, %v; want the two records and nothing else", left, err)
	}
}

// stored returns a record as it stands on disk.
func stored(t *testing.T, root, id string) Run {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(root, "ledger", "runs", "*-"+id+".json"))
	if err != nil || len(files) != 1 {
		t.Fatalf("records of %s = %q, %v; want one", id, files, err)
	}
	r, err := readRun(files[0])
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestDamagedRecord(t *testing.T) {
	root := t.TempDir()
	l := Open(root, clock())
	e, err := l.Start(Run{Command: "good"})
	if err != nil {
		t.Fatal(err)
	}
	if err := e.Finish(Done, 0, nil); err != nil {
		t.Fatal(err)
	}
	bad := filepath.Join(root, "ledger", "runs", "20270101T000000.000000Z-bad.json")
	if err := os.WriteFile(bad, []byte(`{"id": "bad", "stat`), 0o600); err != nil {
		t.Fatal(err)
	}
	runs, err := l.List(0)
	if len(runs) != 1 || runs[0].Command != "good" {
		t.Errorf("List = %v; want the good record", runs)
	}
	if err == nil || !strings.Contains(err.Error(), filepath.Base(bad)) {
		t.Errorf("List error = %v; want one that names the damaged file", err)
	}
}

// What a killed process left of a write is removed, but not while it may be in use.
func TestLeftoversAreRemoved(t *testing.T) {
	root := t.TempDir()
	dir := filepath.Join(root, "ledger", "runs")
	if err := os.MkdirAll(dir, 0o750); err != nil {
		t.Fatal(err)
	}
	now := time.Date(2026, 5, 31, 7, 0, 0, 0, time.UTC)
	for name, age := range map[string]time.Duration{".tmp-1": 2 * time.Hour, ".tmp-2": time.Minute, "a.alive": 2 * time.Hour, "b.alive": time.Minute} {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, nil, 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.Chtimes(path, now, now.Add(-age)); err != nil {
			t.Fatal(err)
		}
	}
	e, err := Open(root, func() time.Time { return now }).Start(Run{})
	if err != nil {
		t.Fatal(err)
	}
	if err := e.Finish(Done, 0, nil); err != nil {
		t.Fatal(err)
	}
	var names []string
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, entry := range entries {
		names = append(names, strings.ReplaceAll(entry.Name(), e.ID(), "ID"))
	}
	if diff := cmp.Diff([]string{".tmp-2", "20260531T070000.000000Z-ID.json", "b.alive"}, names); diff != "" {
		t.Errorf("files (-want +got):\n%s", diff)
	}
}

func TestManyGoroutines(t *testing.T) {
	l := Open(t.TempDir(), clock())
	e, err := l.Start(Run{})
	if err != nil {
		t.Fatal(err)
	}
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for range 5 {
				if err := e.Update(func(r *Run) { r.Account("a").Rows++ }); err != nil {
					t.Error(err)
				}
				if _, _, err := l.Last(); err != nil {
					t.Error(err)
				}
			}
		})
	}
	wg.Wait()
	if got := e.Run().Accounts[0].Rows; got != 40 {
		t.Errorf("rows = %d, want 40", got)
	}
	if err := e.Finish(Done, 0, nil); err != nil {
		t.Fatal(err)
	}
}

// The order in which rejects come does not matter, and none is lost.
func TestRejectCounts(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		word := rapid.SampledFrom([]string{"a", "b", "c"})
		rejects := rapid.SliceOf(rapid.Custom(func(t *rapid.T) data.Reject {
			return data.Reject{Input: word.Draw(t, "input"), Why: word.Draw(t, "why"), Hint: word.Draw(t, "hint"),
				Line: rapid.Int64().Draw(t, "line"), Row: rapid.String().Draw(t, "row")}
		})).Draw(t, "rejects")
		var one, other Run
		one.Account("x").Reject(rejects...)
		other.Account("x")
		for _, r := range rapid.Permutation(rejects).Draw(t, "shuffled") {
			other.Account("x").Reject(r)
		}
		if diff := cmp.Diff(one.Accounts[0].Rejects, other.Accounts[0].Rejects); diff != "" {
			t.Fatalf("order matters (-one +other):\n%s", diff)
		}
		if got := one.Rejected(); got != int64(len(rejects)) {
			t.Fatalf("Rejected = %d, want %d", got, len(rejects))
		}
	})
}

func FuzzDecode(f *testing.F) {
	r := Run{ID: "a", Started: time.Date(2026, 5, 31, 7, 0, 0, 0, time.UTC), Status: Running}
	sample(&r)
	f.Add(encode(r))
	f.Add([]byte(`{"id":"a","started":"2026-05-31T07:00:00Z","later":{"field":1}}`))
	f.Add([]byte(`{"id":1}`))
	f.Add([]byte(`null`))
	f.Fuzz(func(t *testing.T, b []byte) {
		r, err := decode(b, "x.json")
		if err != nil {
			return
		}
		again, err := decode(encode(r), "x.json")
		if err != nil {
			t.Fatalf("decode of what was encoded: %v", err)
		}
		// An error text is shortened when it is written, so compare what is written.
		if diff := cmp.Diff(string(encode(r)), string(encode(again))); diff != "" {
			t.Errorf("not the same after a round trip (-want +got):\n%s", diff)
		}
		if !json.Valid(encode(r)) {
			t.Error("no JSON was written")
		}
	})
}

func BenchmarkUpdate(b *testing.B) {
	e, err := Open(b.TempDir(), clock()).Start(Run{})
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if err := e.Update(sample); err != nil {
			b.Fatal(err)
		}
	}
}
