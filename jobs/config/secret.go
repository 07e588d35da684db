package config

import (
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
)

// Secret is a key or password. However it is printed, logged or encoded, it shows
// "[secret]"; only Reveal gives it away.
type Secret struct {
	// A function, because fmt shows the content of unexported fields, but of a
	// function only its address.
	reveal func() string
}

const hidden = "[secret]"

// Reveal returns the secret itself; "" for the zero Secret.
func (s Secret) Reveal() string {
	if s.reveal == nil {
		return ""
	}
	return s.reveal()
}

// String returns "[secret]".
func (s Secret) String() string { return hidden }

// Format writes "[secret]" for every verb.
func (s Secret) Format(f fmt.State, _ rune) { io.WriteString(f, hidden) }

// LogValue logs "[secret]".
func (s Secret) LogValue() slog.Value { return slog.StringValue(hidden) }

// MarshalText encodes "[secret]", in JSON, XML and YAML alike.
func (s Secret) MarshalText() ([]byte, error) { return []byte(hidden), nil }

// ErrNoSecret is wrapped by the error of a secret that stands nowhere.
var ErrNoSecret = errors.New("secret is not given")

// maxSecretBytes is the largest secret that is read: some are certificates.
const maxSecretBytes = 64 << 10

// ReadSecret returns the secret called name, like "x-bearer", from the first of:
//
//  1. the file $CREDENTIALS_DIRECTORY/x-bearer, as systemd's LoadCredential= makes it;
//  2. the file that the variable X_BEARER_FILE names;
//  3. the variable X_BEARER.
//
// Files that others may read are refused. White space around a secret is dropped.
// The error wraps [ErrNoSecret] if there is none; no error holds any part of one.
func ReadSecret(name string) (Secret, error) { return readSecret(name, os.Getenv) }

func readSecret(name string, getenv func(string) string) (Secret, error) {
	if !regexp.MustCompile(`^[a-z0-9]+([-_][a-z0-9]+)*$`).MatchString(name) {
		return Secret{}, fmt.Errorf("secret %q: a name is made of small letters, digits, - and _", name)
	}
	variable := strings.ToUpper(strings.ReplaceAll(name, "-", "_"))
	if dir := getenv("CREDENTIALS_DIRECTORY"); dir != "" {
		// systemd grants the service's user access to root's file by an access list,
		// which shows as the right of the group to read.
		s, err := secretFile(filepath.Join(dir, name), 0o640)
		if !errors.Is(err, os.ErrNotExist) {
			return s, wrapSecret(name, err)
		}
	}
	if path := getenv(variable + "_FILE"); path != "" {
		s, err := secretFile(path, 0o600)
		return s, wrapSecret(name, err)
	}
	if v := strings.TrimSpace(getenv(variable)); v != "" {
		return Secret{reveal: func() string { return v }}, nil
	}
	return Secret{}, fmt.Errorf("%w: %s: put it into the file $CREDENTIALS_DIRECTORY/%s, or name a file in %s_FILE, or set %s",
		ErrNoSecret, name, name, variable, variable)
}

func wrapSecret(name string, err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("secret %s: %w", name, err)
}

// secretFile reads a secret from a file whose mode is not looser than most.
func secretFile(path string, most os.FileMode) (Secret, error) {
	// Looked at before opening, because opening a pipe would wait for its writer.
	info, err := os.Stat(path)
	if err != nil {
		return Secret{}, err
	}
	if !info.Mode().IsRegular() {
		return Secret{}, fmt.Errorf("%s is no file", path)
	}
	// Windows has no such modes: there the folder's access list protects the file.
	if mode := info.Mode().Perm(); mode&^most != 0 && runtime.GOOS != "windows" {
		return Secret{}, fmt.Errorf("%s may be used by others (mode %04o): run chmod 600 %s", path, mode, path)
	}
	f, err := os.Open(path)
	if err != nil {
		return Secret{}, err
	}
	defer f.Close()
	b, err := io.ReadAll(io.LimitReader(f, maxSecretBytes+1))
	if err != nil {
		return Secret{}, err
	}
	v := strings.TrimSpace(string(b))
	switch {
	case len(b) > maxSecretBytes:
		return Secret{}, fmt.Errorf("%s is larger than %d KiB: is it the right file?", path, maxSecretBytes>>10)
	case v == "":
		return Secret{}, fmt.Errorf("%s is empty: write the secret into it", path)
	}
	return Secret{reveal: func() string { return v }}, nil
}
