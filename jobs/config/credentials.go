package config

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"time"

	"github.com/digital-diplomacy/tailor/data/patient"
)

// credentialsDir is the folder below keys_dir that [Config.SaveSecret] writes to.
const credentialsDir = "credentials"

// Secret returns the secret called name from where [ReadSecret] looks, and else from
// the file of that name in keys_dir/credentials.
func (c *Config) Secret(name string) (Secret, error) {
	s, err := ReadSecret(name)
	if !errors.Is(err, ErrNoSecret) || c.KeysDir == "" {
		return s, err
	}
	s, fileErr := secretFile(filepath.Join(c.KeysDir, credentialsDir, name), 0o600)
	if errors.Is(fileErr, fs.ErrNotExist) {
		return Secret{}, err
	}
	return s, wrapSecret(name, fileErr)
}

// SavedOn is when [Config.SaveSecret] last wrote the secret called name; false if the
// secret is read from somewhere else, or stands nowhere.
func (c *Config) SavedOn(name string) (time.Time, bool) {
	if _, err := ReadSecret(name); !errors.Is(err, ErrNoSecret) || c.KeysDir == "" {
		return time.Time{}, false
	}
	info, err := os.Stat(filepath.Join(c.KeysDir, credentialsDir, name))
	if err != nil || !info.Mode().IsRegular() {
		return time.Time{}, false
	}
	return info.ModTime(), true
}

// SaveSecret writes a secret to keys_dir/credentials, readable by this user only, over
// an older one of that name, and returns the file's path.
func (c *Config) SaveSecret(name, value string) (path string, err error) {
	if !regexp.MustCompile(`^[a-z0-9]+([-_][a-z0-9]+)*$`).MatchString(name) {
		return "", fmt.Errorf("secret %q: a name is made of small letters, digits, - and _", name)
	}
	if c.KeysDir == "" {
		return "", fmt.Errorf("secret %s: no keys_dir is set to keep it in", name)
	}
	dir := filepath.Join(c.KeysDir, credentialsDir)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return "", wrapSecret(name, err)
	}
	tmp, err := os.CreateTemp(dir, ".secret-*") // mode 0600
	if err != nil {
		return "", wrapSecret(name, err)
	}
	defer os.Remove(tmp.Name())
	_, err = tmp.WriteString(value + "\n")
	if err := errors.Join(err, tmp.Sync(), tmp.Close()); err != nil {
		return "", wrapSecret(name, err)
	}
	path = filepath.Join(dir, name)
	return path, wrapSecret(name, patient.Rename(tmp.Name(), path))
}
