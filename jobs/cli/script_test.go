package cli

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/digital-diplomacy/tailor/jobs/lock"
	"github.com/digital-diplomacy/tailor/sentiment"
)

// TestMain makes the test binary answer to the name tailor, so that scripts and
// tests can start, kill and race real processes.
func TestMain(m *testing.M) {
	testscript.Main(suite{m}, map[string]func(){
		"nothing": func() { weigh(0) },
		"model": func() {
			_, err := sentiment.NewModel()
			weigh(exitCode(err))
		},
		"weighed": func() { weigh((&app{in: os.Stdin, out: os.Stdout, err: os.Stderr, now: time.Now}).main(os.Args[1:])) },
		"tailor-into": func() { // FILE ARGS...: prints into a file or device
			to, err := os.OpenFile(os.Args[1], os.O_WRONLY, 0)
			if err != nil {
				fmt.Fprintln(os.Stderr, err)
				os.Exit(99)
			}
			os.Stdout = to
			os.Exit((&app{in: os.Stdin, out: to, err: os.Stderr, now: time.Now}).main(os.Args[2:]))
		},
		"tailor": func() {
			a := &app{in: os.Stdin, out: os.Stdout, err: os.Stderr, now: wrongBy(os.Getenv(fakeClock))}
			if server := os.Getenv(fakeInternet); server != "" {
				a.transport = internet{server}
			}
			os.Exit(a.main(os.Args[1:]))
		},
	})
}

// suite removes what the tests share when they are over.
type suite struct{ m *testing.M }

func (s suite) Run() int {
	code := s.m.Run()
	if finished.dir != "" {
		_ = os.RemoveAll(finished.dir)
	}
	return code
}

// TestScripts runs the scripts of testdata/script, one for each thing a person
// does with the program.
func TestScripts(t *testing.T) {
	server := newSocial()
	t.Cleanup(server.Close)
	testscript.Run(t, testscript.Params{
		Dir: "testdata/script",
		Setup: func(env *testscript.Env) error {
			env.Setenv("SOCIAL", strings.TrimPrefix(server.URL, "http://"))
			env.Setenv("HOME", filepath.Join(env.WorkDir, "home"))
			return os.Mkdir(filepath.Join(env.WorkDir, "home"), 0o700)
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"code": code, "empty": empty, "flip": flip, "hold": hold, "json": pureJSON, "atmost": atMost, "mode": mode, "same": same, "sums": sums,
			"nowhere": nowhere, "runid": runID, "social": server.command, "envsubst": expand, "onlytailor": onlyTailor,
		},
	})
}

// runid sets $RUN to the first letters of the first run's id in the JSON on stdout.
func runID(ts *testscript.TestScript, _ bool, _ []string) {
	var runs []struct{ ID string }
	if err := json.Unmarshal([]byte(ts.ReadFile("stdout")), &runs); err != nil || len(runs) == 0 {
		ts.Fatalf("no runs on stdout: %v", err)
	}
	ts.Setenv("RUN", runs[0].ID[:6])
}

// code N COMMAND... runs a command that must end with exit code N.
func code(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: code N COMMAND ARGS...")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	got := 0
	if err := ts.Exec(args[1], args[2:]...); err != nil {
		var exit *exec.ExitError
		if !errors.As(err, &exit) {
			ts.Fatalf("%v", err)
		}
		got = exit.ExitCode()
	}
	if got != want {
		ts.Fatalf("%v ended with exit code %d, want %d", args[1:], got, want)
	}
}

// empty DIR demands that a folder holds nothing.
func empty(ts *testscript.TestScript, _ bool, args []string) {
	entries, err := os.ReadDir(ts.MkAbs(args[0]))
	ts.Check(err)
	for _, e := range entries {
		ts.Fatalf("%s holds %s", args[0], e.Name())
	}
}

// flip PATTERN changes one byte in the middle of the first file that matches.
func flip(ts *testscript.TestScript, _ bool, args []string) {
	files, err := filepath.Glob(ts.MkAbs(args[0]))
	ts.Check(err)
	if len(files) == 0 {
		ts.Fatalf("no file matches %s", args[0])
	}
	ts.Check(os.Chmod(files[0], 0o600))
	f, err := os.OpenFile(files[0], os.O_RDWR, 0)
	ts.Check(err)
	defer f.Close()
	info, err := f.Stat()
	ts.Check(err)
	var b [1]byte
	_, err = f.ReadAt(b[:], info.Size()/2)
	ts.Check(err)
	b[0] ^= 1
	_, err = f.WriteAt(b[:], info.Size()/2)
	ts.Check(err)
	ts.Setenv("FLIPPED", filepath.Base(files[0]))
}

// hold ROOT takes the lock of a data folder until the script ends; PID is the
// process that holds it.
func hold(ts *testscript.TestScript, _ bool, args []string) {
	l, err := lock.Root(ts.MkAbs(args[0]), lock.Holder{PID: os.Getpid(), Command: "tailor run"})
	ts.Check(err)
	ts.Defer(func() { _ = l.Release() })
	ts.Setenv("PID", strconv.Itoa(os.Getpid()))
}

// onlytailor leaves nothing but tailor on the PATH.
func onlyTailor(ts *testscript.TestScript, _ bool, _ []string) {
	for _, dir := range filepath.SplitList(ts.Getenv("PATH")) {
		if found, _ := filepath.Glob(filepath.Join(dir, "tailor*")); len(found) > 0 {
			ts.Setenv("PATH", dir)
			return
		}
	}
	ts.Fatalf("no tailor on the PATH")
}

// envsubst FILE... puts the values of variables into files.
func expand(ts *testscript.TestScript, _ bool, args []string) {
	for _, name := range args {
		text := os.Expand(ts.ReadFile(name), ts.Getenv)
		ts.Check(os.WriteFile(ts.MkAbs(name), []byte(text), 0o600))
	}
}

// nowhere TEXT DIR... demands that no file below the folders holds a text, in its name
// or its content.
func nowhere(ts *testscript.TestScript, _ bool, args []string) {
	files := 0
	for _, dir := range args[1:] {
		ts.Check(filepath.WalkDir(ts.MkAbs(dir), func(path string, d os.DirEntry, err error) error {
			if err != nil || !d.Type().IsRegular() {
				return err
			}
			files++
			b, err := os.ReadFile(path)
			if bytes.Contains(b, []byte(args[0])) || strings.Contains(path, args[0]) {
				ts.Fatalf("%s holds %q", path, args[0])
			}
			return err
		}))
	}
	if files == 0 {
		ts.Fatalf("there are no files in %v", args[1:])
	}
}

// json FILE demands exactly one JSON value and nothing else; FILE may be stdout.
func pureJSON(ts *testscript.TestScript, _ bool, args []string) {
	d := json.NewDecoder(bytes.NewReader([]byte(ts.ReadFile(args[0]))))
	var value any
	if err := d.Decode(&value); err != nil {
		ts.Fatalf("%s is not JSON: %v", args[0], err)
	}
	if err := d.Decode(&value); !errors.Is(err, io.EOF) {
		ts.Fatalf("%s holds more than one JSON value: %v", args[0], err)
	}
}

// atmost N FILE demands that a file has at most N lines.
func atMost(ts *testscript.TestScript, _ bool, args []string) {
	most, err := strconv.Atoi(args[0])
	ts.Check(err)
	if n := bytes.Count([]byte(ts.ReadFile(args[1])), []byte("\n")); n == 0 || n > most {
		ts.Fatalf("%s has %d lines, want 1 to %d", args[1], n, most)
	}
}

// mode PERM PATTERN demands the permissions of every file that matches.
func mode(ts *testscript.TestScript, _ bool, args []string) {
	files, err := filepath.Glob(ts.MkAbs(args[1]))
	ts.Check(err)
	if len(files) == 0 {
		ts.Fatalf("no file matches %s", args[1])
	}
	for _, f := range files {
		info, err := os.Stat(f)
		ts.Check(err)
		if got := fmt.Sprintf("%04o", info.Mode().Perm()); got != args[0] {
			ts.Fatalf("%s has mode %s, want %s", f, got, args[0])
		}
	}
}

// sums NAME DIR... keeps the hashes of all files below some folders under a name.
func sums(ts *testscript.TestScript, _ bool, args []string) {
	var b bytes.Buffer
	for _, dir := range args[1:] {
		files, err := treeOf(ts.MkAbs(dir))
		ts.Check(err)
		if len(files) == 0 {
			ts.Fatalf("%s holds no file", dir)
		}
		text, err := json.MarshalIndent(files, "", " ")
		ts.Check(err)
		b.Write(text)
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), b.Bytes(), 0o600))
}

// same A B demands that two files hold the same bytes.
func same(ts *testscript.TestScript, neg bool, args []string) {
	if (ts.ReadFile(args[0]) == ts.ReadFile(args[1])) == neg {
		ts.Fatalf("%s and %s are equal: %v, want %v", args[0], args[1], neg, !neg)
	}
}
