package config

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"
)

const made = "made-up-secret-7f3a"

func write(t *testing.T, path, text string, mode os.FileMode) string {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(path, mode); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestReadSecretOrder(t *testing.T) {
	dir := t.TempDir()
	file := write(t, filepath.Join(dir, "elsewhere"), "from file\n", 0o600)
	env := map[string]string{"X_BEARER": " from variable ", "X_BEARER_FILE": file, "CREDENTIALS_DIRECTORY": dir}
	getenv := func(name string) string { return env[name] }
	read := func(want string) {
		t.Helper()
		s, err := readSecret("x-bearer", getenv)
		if err != nil || s.Reveal() != want {
			t.Errorf("secret = %q, %v; want %q", s.Reveal(), err, want)
		}
	}
	credential := write(t, filepath.Join(dir, "x-bearer"), "from credentials\n", 0o400)
	read("from credentials")
	if err := os.Remove(credential); err != nil {
		t.Fatal(err)
	}
	read("from file")
	delete(env, "X_BEARER_FILE")
	read("from variable")
	delete(env, "X_BEARER")
	_, err := readSecret("x-bearer", getenv)
	if !errors.Is(err, ErrNoSecret) || !strings.Contains(err.Error(), "$CREDENTIALS_DIRECTORY/x-bearer") || !strings.Contains(err.Error(), "X_BEARER_FILE") {
		t.Errorf("error = %v; want ErrNoSecret and where it may stand", err)
	}
	// A file that is named but not there is a mistake, not a reason to look elsewhere.
	env["X_BEARER_FILE"], env["X_BEARER"] = filepath.Join(dir, "none"), "x"
	if _, err := readSecret("x-bearer", getenv); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("error = %v; want that the file is not there", err)
	}
}

func TestReadSecretFromEnvironment(t *testing.T) {
	t.Setenv("CREDENTIALS_DIRECTORY", "")
	t.Setenv("TAILOR_TEST_KEY_FILE", "")
	t.Setenv("TAILOR_TEST_KEY", made)
	s, err := ReadSecret("tailor_test_key")
	if err != nil || s.Reveal() != made {
		t.Errorf("ReadSecret = %v, want the variable's value", err)
	}
}

func TestSecretModes(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("Windows has no such modes")
	}
	for _, c := range []struct {
		mode              os.FileMode
		file, credentials bool // whether it is read
	}{
		{0o600, true, true}, {0o400, true, true},
		// systemd's access list for the service's user shows as the group's right to read.
		{0o440, false, true}, {0o640, false, true},
		{0o644, false, false}, {0o604, false, false}, {0o660, false, false}, {0o700, false, false}, {0o666, false, false},
	} {
		dir := t.TempDir()
		path := write(t, filepath.Join(dir, "key"), made, c.mode)
		if err := os.Chmod(path, c.mode); err != nil {
			t.Fatal(err)
		}
		for _, way := range []struct {
			name string
			env  map[string]string
			want bool
		}{{"KEY_FILE", map[string]string{"KEY_FILE": path}, c.file}, {"credentials", map[string]string{"CREDENTIALS_DIRECTORY": dir}, c.credentials}} {
			s, err := readSecret("key", func(name string) string { return way.env[name] })
			if (err == nil) != way.want {
				t.Errorf("%s of mode %04o: %v, want read: %v", way.name, c.mode, err, way.want)
			}
			if err != nil && (strings.Contains(err.Error(), made) || !strings.Contains(err.Error(), "chmod 600") || s.Reveal() != "") {
				t.Errorf("%s of mode %04o: error %q, secret %v; want a remedy and no secret", way.name, c.mode, err, s)
			}
		}
	}
}

func TestSecretFilesThatWillNotDo(t *testing.T) {
	dir := t.TempDir()
	for name, path := range map[string]string{
		"empty":  write(t, filepath.Join(dir, "empty"), " \n", 0o600),
		"large":  write(t, filepath.Join(dir, "large"), strings.Repeat("x", maxSecretBytes+1), 0o600),
		"folder": dir,
	} {
		if _, err := readSecret("key", func(v string) string { return map[string]string{"KEY_FILE": path}[v] }); err == nil {
			t.Errorf("%s: a secret was read", name)
		}
	}
	for _, name := range []string{"", "../key", "Key", "a b", "a/b", "-a", "a\x00"} {
		if _, err := readSecret(name, func(string) string { return made }); err == nil {
			t.Errorf("ReadSecret(%q) read a secret", name)
		}
	}
}

// However a secret is printed, logged or encoded, it does not show.
func TestSecretIsHidden(t *testing.T) {
	s, err := readSecret("key", func(name string) string { return map[string]string{"KEY": made}[name] })
	if err != nil {
		t.Fatal(err)
	}
	type holder struct {
		Public  Secret
		private Secret
		Pointer *Secret
		List    []Secret
	}
	h := holder{s, s, &s, []Secret{s}}
	var shown strings.Builder
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%X", "%d", "%T"} {
		for _, v := range []any{s, &s, h, &h, []any{s}, map[string]Secret{"a": s}, fmt.Errorf("wrapped: %v", s)} {
			fmt.Fprintf(&shown, verb+"\n", v)
		}
	}
	var log bytes.Buffer
	for _, handler := range []slog.Handler{slog.NewJSONHandler(&log, nil), slog.NewTextHandler(&log, nil)} {
		slog.New(handler).Info("x", "secret", s, "pointer", &s, "holder", h, "group", slog.GroupValue(slog.Any("a", s)))
	}
	j, err := json.Marshal(h)
	if err != nil {
		t.Fatal(err)
	}
	y, err := yaml.Marshal(map[string]any{"a": s, "b": []Secret{s}})
	if err != nil {
		t.Fatal(err)
	}
	x, err := xml.Marshal(h)
	if err != nil {
		t.Fatal(err)
	}
	all := shown.String() + log.String() + string(j) + string(y) + string(x)
	if strings.Contains(all, made) || strings.Contains(all, fmt.Sprintf("%x", made)) {
		t.Errorf("the secret shows:\n%s", all)
	}
	if !strings.Contains(string(j), `"Public":"[secret]"`) || !strings.Contains(log.String(), `"secret":"[secret]"`) || fmt.Sprint(s) != "[secret]" {
		t.Errorf("want [secret] in its place:\n%s", all)
	}
	if (Secret{}).Reveal() != "" {
		t.Error("the zero Secret reveals something")
	}
}
