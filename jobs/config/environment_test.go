package config

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func TestEnvironment(t *testing.T) {
	parseEnv := func(text string, environ ...string) (*Config, error) {
		return presentForms().parse([]byte(text), "t.yaml", "/etc/tailor", environ)
	}
	const text = minimal + "root: from-file\nprivacy: {k: 20}\nreplies: {dpia: from file}\n"
	c, err := parseEnv(text, "TAILOR_ROOT=/srv/tailor", "TAILOR_UNIT_HOST=NO", "TAILOR_UNIT_LANGUAGES=en, fr", "TAILOR_PRIVACY_PROTECTED=RU,IR",
		"TAILOR_REPLIES_COLLECT=true", "TAILOR_REPLIES_RETENTION_DAYS=7", "TAILOR_KEYS_DIR=", "PATH=/bin", "TAILOR_X_BEARER=abc", "TAILOR_CONFIG=x")
	if err != nil {
		t.Fatal(err)
	}
	if c.Root != "/srv/tailor" || c.Unit.Name != "Embassy" || c.Unit.Host != "NO" || !slices.Equal(c.Unit.Languages, []string{"en", "fr"}) ||
		!slices.Equal(c.Privacy.Protected, []string{"RU", "IR"}) || c.Privacy.K != 20 || !c.Replies.Collect || c.Replies.RetentionDays != 7 ||
		c.Replies.DPIA != "from file" || c.KeysDir == "" {
		t.Errorf("config = %+v; want environment over file over defaults", c)
	}
	if c, err = parseEnv("version: 1\n", "TAILOR_UNIT_NAME=Consulate"); err != nil || c.Unit.Name != "Consulate" {
		t.Errorf("unit's name from the environment alone: %v", err)
	}
	for _, tc := range []struct{ entry, want string }{
		{"TAILOR_PRIVACY_K=5", "environment variable TAILOR_PRIVACY_K: privacy.k: 5 is out of range"},
		{"TAILOR_PRIVACY_K=ten", "privacy.k: must be a whole number"},
		{"TAILOR_UNIT_HOST=norway", "environment variable TAILOR_UNIT_HOST: unit.host: \"norway\" is no country code"},
		{"TAILOR_UNIT_LANGUAGES=en,english", "unit.languages: \"english\" is no language code"},
		{"TAILOR_REPLIES_COLLECT=maybe", "replies.collect: must be true or false"},
		{"TAILOR_ROT=x", "environment variable TAILOR_ROT: unknown variable: did you mean TAILOR_ROOT?"},
	} {
		if _, err := parseEnv(text, tc.entry); err == nil || !strings.Contains(err.Error(), tc.want) {
			t.Errorf("%s: %v\nwant %q", tc.entry, err, tc.want)
		}
	}
	// Norway needs no quotes in the environment, which knows only texts.
	if c, err := parseEnv(minimal, "TAILOR_UNIT_HOST=NO"); err != nil || c.Unit.Host != "NO" {
		t.Errorf("host NO from the environment: %v", err)
	}
}

func TestLoadReadsEnvironment(t *testing.T) {
	path := filepath.Join(t.TempDir(), "tailor.yaml")
	if err := os.WriteFile(path, []byte(minimal), 0o600); err != nil {
		t.Fatal(err)
	}
	t.Setenv("TAILOR_ROOT", "elsewhere")
	c, err := Load(path)
	if err != nil {
		t.Fatal(err)
	}
	if want := filepath.Join(filepath.Dir(path), "elsewhere"); c.Root != want {
		t.Errorf("root = %s, want %s", c.Root, want)
	}
	if c, err := Parse([]byte(minimal), path); err != nil || filepath.Base(c.Root) != "tailor-data" {
		t.Errorf("Parse looked at the environment: %v", err)
	}
}

func TestEnvironmentNames(t *testing.T) {
	names := Environment()
	for _, want := range []string{"TAILOR_ROOT", "TAILOR_KEYS_DIR", "TAILOR_UNIT_HOST", "TAILOR_UNIT_LANGUAGES", "TAILOR_REPLIES_LEGAL_BASIS", "TAILOR_ATTEST_X_ENTERPRISE_BY"} {
		if !slices.Contains(names, want) {
			t.Errorf("Environment() lacks %s: %v", want, names)
		}
	}
	if seen := slices.Compact(slices.Sorted(slices.Values(names))); len(seen) != len(names) {
		t.Errorf("two keys share a variable: %v", names)
	}
}
