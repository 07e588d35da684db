package cli

import (
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"github.com/digital-diplomacy/tailor/jobs"
	"github.com/digital-diplomacy/tailor/jobs/lock"
)

// TestExitCodes brings every exit code about in a process of its own, by what usually
// causes it, and demands that the remedy is printed.
func TestExitCodes(t *testing.T) {
	t.Parallel()
	const unit = "version: 1\nkeys_dir: ./keys\nunit: {name: Embassy of Ruritania in Norway, home: XR, host: 'NO', languages: [en]}\naccounts:\n"
	const asked = unit + "  - {id: oslo, platform: mastodon, handle: '@embassy@social.example'}\n"
	const gone = "  - {id: gone, platform: exports, files: gone/*.csv}\n"
	answers := func(status int) func(*testing.T, *town, string) {
		return func(_ *testing.T, s *town, _ string) { s.status = status }
	}
	cases := []struct {
		name     string
		code     int
		settings string
		prepare  func(t *testing.T, s *town, dir string) // may be nil
		args     []string
		says     string // remedy, on stderr
		signal   bool   // the process is interrupted when it asks
	}{
		{"done", jobs.ExitDone, asked, nil, []string{"run"}, "", false},
		{"a file is damaged", jobs.ExitFailed, asked, damaged, []string{"verify"}, "restore the named files", false},
		{"nothing was run yet", jobs.ExitFailed, asked, nil, []string{"status"}, "fill it with: tailor run", false},
		{"nothing is stored to fill past weeks from", jobs.ExitFailed, asked, nil, []string{"run", "--from", "2026-01-01"}, "read them first with: tailor pull", false},
		{"all files are gone", jobs.ExitFailed, unit + gone, nil, []string{"run"}, "put the download there", false},
		{"no settings", jobs.ExitUsage, "", nil, []string{"run"}, "make one with: tailor init", false},
		{"an unknown key", jobs.ExitUsage, strings.Replace(asked, "accounts:", "acounts:", 1), nil, []string{"run"}, `did you mean "accounts"\?`, false},
		{"an unknown command", jobs.ExitUsage, asked, nil, []string{"rnu"}, "did you mean: tailor run", false},
		{"an unknown stage", jobs.ExitUsage, asked, nil, []string{"run", "mesure"}, "see: tailor jobs", false},
		{"a week that is not over", jobs.ExitUsage, asked, nil, []string{"run", "--from", "2026-01-01", "--to", "2999-01-01"}, "leave --to out", false},
		{"no day", jobs.ExitUsage, asked, nil, []string{"run", "--from", "January"}, "no day like 2025-01-31", false},
		{"one of two accounts fails", jobs.ExitPartial, asked + gone, nil, []string{"run"}, "account gone: .*put the download there", false},
		{"credentials are refused", jobs.ExitCredentials, asked, answers(http.StatusUnauthorized), []string{"run"}, "run .tailor connect mastodon", false},
		{"credentials are missing", jobs.ExitCredentials, unit + "  - {id: tube, platform: youtube, handle: '@embassy'}\n", nil, []string{"run"}, "run .tailor connect youtube", false},
		{"replies without grounds", jobs.ExitGate, asked + "replies: {collect: true}\n", nil, []string{"run"}, "replies.legal_basis is missing: write ", false},
		{"a community without permission", jobs.ExitGate, unit + "  - {id: forum, platform: discourse, server: 'https://forum.example', role: community}\n", nil, []string{"run"}, "permission", false},
		{"an agreement that is not attested", jobs.ExitGate, unit + "  - {id: bird, platform: x, handle: embassy}\n", nil, []string{"run"}, "attest.x_enterprise in the settings", false},
		{"another run is under way", jobs.ExitLater, asked, locked, []string{"run"}, "try again when it has ended", false},
		{"a limit that lasts", jobs.ExitLater, asked, answers(http.StatusTooManyRequests), []string{"run"}, "try again after", false},
		{"an interruption", jobs.ExitLater, asked, nil, []string{"run"}, "the next run goes on from there", true},
	}
	seen := map[int]bool{}
	for _, c := range cases {
		seen[c.code] = true
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			if c.signal {
				noSignals(t)
			}
			server := newTown(t, 8)
			dir := t.TempDir()
			if c.settings != "" {
				dir = settled(t, c.settings)
			}
			if c.prepare != nil {
				c.prepare(t, server, dir)
			}
			asking, answer := make(chan struct{}, 100), make(chan struct{})
			if c.signal {
				server.before = func(int, *http.Request) {
					asking <- struct{}{}
					<-answer
				}
			}
			p := in(t, dir, server.env(), append(c.args, "--json")...)
			if c.signal {
				<-asking
				if err := p.Process.Signal(syscall.SIGTERM); err != nil {
					t.Fatal(err)
				}
				close(answer)
			}
			if code := p.end(t); code != c.code {
				t.Fatalf("exit code %d, want %d\n%s%s", code, c.code, p.out.String(), p.errs.String())
			}
			if !regexp.MustCompile(c.says).MatchString(p.errs.String()) {
				t.Errorf("it says %q, want the remedy %q in it", p.errs.String(), c.says)
			}
			if p.out.Len() > 0 && !oneJSON(p.out.Bytes()) {
				t.Errorf("with --json stdout is not one JSON value: %s", p.out.String())
			}
		})
	}
	for _, page := range []string{"help", "docs/architecture.md"} {
		if diff := codesOn(t, page); !slices.Equal(diff, sortedCodes(seen)) {
			t.Errorf("%s lists the exit codes %v, the cases bring about %v", page, diff, sortedCodes(seen))
		}
	}
}

func sortedCodes(seen map[int]bool) []int {
	var codes []int
	for code := range seen {
		codes = append(codes, code)
	}
	slices.Sort(codes)
	return codes
}

// codesOn lists the exit codes that a page explains.
func codesOn(t *testing.T, page string) []int {
	t.Helper()
	text, pattern := exitHelp, `(?m)^  (\d+) `
	if page != "help" {
		b, err := os.ReadFile(filepath.Join("..", "..", page))
		if err != nil {
			t.Fatal(err)
		}
		_, table, _ := strings.Cut(string(b), "| exit code |")
		table, _, _ = strings.Cut(table, "\n\n")
		text, pattern = table, `(?m)^\| (\d+) \|`
	}
	var codes []int
	for _, m := range regexp.MustCompile(pattern).FindAllStringSubmatch(text, -1) {
		code, err := strconv.Atoi(m[1])
		if err != nil {
			t.Fatal(err)
		}
		codes = append(codes, code)
	}
	slices.Sort(codes)
	return codes
}

// damaged runs a unit and flips a byte of its posts.
func damaged(t *testing.T, s *town, dir string) {
	t.Helper()
	if p := in(t, dir, s.env(), "run", "-q"); p.end(t) != 0 {
		t.Fatal(p.errs.String())
	}
	files, err := filepath.Glob(filepath.Join(dir, "tailor-data", "lake", "_files", "posts", "*", "*", "*.parquet"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no posts: %v", err)
	}
	b, err := os.ReadFile(files[0])
	if err != nil {
		t.Fatal(err)
	}
	b[len(b)/2] ^= 1
	if err := os.Chmod(files[0], 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(files[0], b, 0o600); err != nil {
		t.Fatal(err)
	}
}

// locked holds the lock of a unit's folder until the test ends.
func locked(t *testing.T, _ *town, dir string) {
	t.Helper()
	root := filepath.Join(dir, "tailor-data")
	if err := os.MkdirAll(root, 0o750); err != nil {
		t.Fatal(err)
	}
	l, err := lock.Root(root, lock.Holder{PID: os.Getpid(), Command: "tailor run"})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Release() })
}
