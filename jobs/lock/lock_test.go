package lock

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// childFile names the lock that this test binary takes when it is run as a child.
// The child says "held", or why not, and holds on until its input ends.
const childFile = "LOCK_TEST_CHILD_FILE"

func TestMain(m *testing.M) {
	path := os.Getenv(childFile)
	if path == "" {
		os.Exit(m.Run())
	}
	_, err := Take(path, Holder{PID: os.Getpid(), Started: started(), Command: "tailor run"})
	if err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
	fmt.Println("held")
	io.Copy(io.Discard, os.Stdin)
}

func started() time.Time { return time.Date(2026, 5, 31, 7, 0, 0, 0, time.UTC) }

type child struct {
	cmd   *exec.Cmd
	stdin io.Closer
	said  string // its first line
}

func startChild(t *testing.T, path string) *child {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), childFile+"="+path)
	stdin, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		cmd.Process.Kill()
		cmd.Wait()
	})
	line, err := bufio.NewReader(stdout).ReadString('\n')
	if err != nil {
		t.Fatalf("child said nothing: %v", err)
	}
	return &child{cmd: cmd, stdin: stdin, said: strings.TrimSpace(line)}
}

func TestOtherProcessHolds(t *testing.T) {
	path := filepath.Join(t.TempDir(), "deep", "lock")
	c := startChild(t, path)
	if c.said != "held" {
		t.Fatalf("child said %q, want held", c.said)
	}
	want := Holder{PID: c.cmd.Process.Pid, Started: started(), Host: thisHost(), Command: "tailor run"}

	_, err := Take(path, Holder{PID: os.Getpid()})
	var locked *ErrLocked
	if !errors.As(err, &locked) {
		t.Fatalf("Take = %v, want an ErrLocked", err)
	}
	if diff := cmp.Diff(want, locked.Holder); diff != "" {
		t.Errorf("holder (-want +got):\n%s", diff)
	}
	for _, part := range []string{"tailor run", strconv.Itoa(want.PID), "2026-05-31T07:00:00Z", path, "try again"} {
		if !strings.Contains(err.Error(), part) {
			t.Errorf("error %q does not say %q", err, part)
		}
	}
	got, held, err := Held(path)
	if diff := cmp.Diff(want, got); diff != "" || !held || err != nil {
		t.Errorf("Held = _, %v, %v; holder (-want +got):\n%s", held, err, diff)
	}
}

func TestSecondProcessIsRefused(t *testing.T) {
	path := filepath.Join(t.TempDir(), "lock")
	l, err := Take(path, Holder{PID: 4711, Started: started(), Command: "tailor pull"})
	if err != nil {
		t.Fatal(err)
	}
	defer l.Release()
	if c := startChild(t, path); !strings.Contains(c.said, "tailor pull, process 4711") {
		t.Errorf("child said %q, want that process 4711 holds the lock", c.said)
	}
}

func TestDeadProcessIsTakenOver(t *testing.T) {
	path := filepath.Join(t.TempDir(), "lock")
	c := startChild(t, path)
	if err := c.cmd.Process.Kill(); err != nil { // SIGKILL: it cleans nothing up
		t.Fatal(err)
	}
	c.cmd.Wait()
	if b, err := os.ReadFile(path); err != nil || !strings.Contains(string(b), "tailor run") {
		t.Fatalf("lock file = %q, %v; want the dead holder's text", b, err)
	}
	if h, held, err := Held(path); held || h != (Holder{}) || err != nil {
		t.Errorf("Held = %v, %v, %v; want not held", h, held, err)
	}
	l, err := Take(path, Holder{PID: os.Getpid(), Command: "tailor report"})
	if err != nil {
		t.Fatalf("Take after the holder died: %v", err)
	}
	defer l.Release()
	if h, held, err := Held(path); !held || h.Command != "tailor report" || err != nil {
		t.Errorf("Held = %v, %v, %v; want tailor report", h, held, err)
	}
}

func TestEndedProcessFrees(t *testing.T) {
	path := filepath.Join(t.TempDir(), "lock")
	c := startChild(t, path)
	c.stdin.Close()
	if err := c.cmd.Wait(); err != nil {
		t.Fatal(err)
	}
	l, err := Take(path, Holder{})
	if err != nil {
		t.Fatal(err)
	}
	l.Release()
}

func TestOnlyOneOfManyProcesses(t *testing.T) {
	path := filepath.Join(t.TempDir(), "lock")
	said := make([]string, 6)
	var wg sync.WaitGroup
	for i := range said {
		wg.Go(func() { said[i] = startChild(t, path).said })
	}
	wg.Wait()
	held := 0
	for _, s := range said {
		if s == "held" {
			held++
		}
	}
	if held != 1 {
		t.Errorf("%d of %d children hold the lock, want 1: %q", held, len(said), said)
	}
}

// Within a process two locks exclude each other too, and in turns each gets it.
func TestMutualExclusion(t *testing.T) {
	root := t.TempDir()
	inside, entered := 0, 0
	var mu sync.Mutex
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for taken := 0; taken < 5; {
				l, err := Root(root, Holder{PID: os.Getpid()})
				var locked *ErrLocked
				if errors.As(err, &locked) {
					continue
				}
				if err != nil {
					t.Error(err)
					return
				}
				mu.Lock()
				inside++
				entered++
				if inside != 1 {
					t.Errorf("%d holders at once", inside)
				}
				inside--
				mu.Unlock()
				if err := l.Release(); err != nil {
					t.Error(err)
				}
				taken++
			}
		})
	}
	wg.Wait()
	if entered != 20 {
		t.Errorf("lock was taken %d times, want 20", entered)
	}
	if h, held, err := RootHolder(root); held || err != nil {
		t.Errorf("RootHolder = %v, %v, %v; want not held", h, held, err)
	}
}

// Looking at a lock must never make a run believe that another one is there.
func TestLookingDoesNotRefuse(t *testing.T) {
	path := filepath.Join(t.TempDir(), "lock")
	stop := make(chan struct{})
	var wg sync.WaitGroup
	wg.Go(func() {
		for {
			select {
			case <-stop:
				return
			default:
				if _, _, err := Held(path); err != nil {
					t.Error(err)
				}
			}
		}
	})
	for range 200 {
		l, err := Take(path, Holder{PID: 1})
		if err != nil {
			t.Errorf("Take while another looks: %v", err)
			break
		}
		l.Release()
	}
	close(stop)
	wg.Wait()
}

func TestRemovedFileIsNotTrusted(t *testing.T) {
	path := filepath.Join(t.TempDir(), "lock")
	first, err := Take(path, Holder{PID: 1})
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(path); err != nil {
		t.Skipf("this system keeps open files: %v", err)
	}
	second, err := Take(path, Holder{PID: 2})
	if err != nil {
		t.Fatal(err)
	}
	first.Release()
	if h, held, err := Held(path); !held || h.PID != 2 || err != nil {
		t.Errorf("Held = %v, %v, %v; want the second holder", h, held, err)
	}
	second.Release()
}

func TestHeldWithoutFile(t *testing.T) {
	if h, held, err := Held(filepath.Join(t.TempDir(), "none")); held || err != nil {
		t.Errorf("Held = %v, %v, %v; want not held", h, held, err)
	}
}

func TestTakeWhereNothingCanBeMade(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	_, err := Root(file, Holder{})
	var locked *ErrLocked
	if err == nil || errors.As(err, &locked) {
		t.Errorf("Root under a file = %v, want an error that is no ErrLocked", err)
	}
}

func TestLongCommandIsCut(t *testing.T) {
	for _, command := range []string{strings.Repeat("brief file.csv ", 1000), strings.Repeat("\x00", 1000), strings.Repeat("ش", 1000)} {
		text, err := encode(Holder{PID: 1 << 30, Started: started(), Command: command})
		if err != nil {
			t.Errorf("encode: %v", err)
		}
		if len(text) != textSize {
			t.Errorf("text has %d bytes, want %d", len(text), textSize)
		}
	}
}

// A file that is no lock of ours is never taken for a holder.
func FuzzHolder(f *testing.F) {
	good, _ := encode(Holder{PID: 7, Started: started(), Command: "tailor run"})
	f.Add(good)
	f.Add([]byte(`{"pid":`))
	f.Add([]byte(`{"pid":"x"}`))
	f.Add([]byte{})
	f.Fuzz(func(t *testing.T, b []byte) {
		path := filepath.Join(t.TempDir(), "lock")
		if err := os.WriteFile(path, b, 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := readHolder(path); err != nil {
			t.Errorf("readHolder(%q): %v", b, err)
		}
		l, err := Take(path, Holder{PID: 42, Command: "x"})
		if err != nil {
			t.Fatalf("Take over %q: %v", b, err)
		}
		defer l.Release()
		if h, held, err := Held(path); !held || len(b) <= textSize && h.PID != 42 || err != nil {
			t.Errorf("Held = %v, %v, %v after Take over %q", h, held, err, b)
		}
	})
}
