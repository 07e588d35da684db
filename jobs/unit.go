package jobs

import (
	"cmp"
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"runtime"
	"sync"
	"time"

	"github.com/digital-diplomacy/tailor/connectors/web"
	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/data/lake"
	"github.com/digital-diplomacy/tailor/data/privacy"
	"github.com/digital-diplomacy/tailor/jobs/config"
	"github.com/digital-diplomacy/tailor/jobs/ledger"
	"github.com/digital-diplomacy/tailor/jobs/reading"
	"github.com/digital-diplomacy/tailor/metrics"
	"github.com/digital-diplomacy/tailor/metrics/effects"
	"github.com/digital-diplomacy/tailor/pipeline/content"
	"github.com/digital-diplomacy/tailor/pipeline/report"
	"github.com/digital-diplomacy/tailor/sentiment"
)

// Options is what a command gives a unit to work with.
type Options struct {
	Config   *config.Config
	Clock    data.Clock
	Wall     func() time.Time // only for the ledger; default time.Now
	Progress Progress         // default Silent
	Version  string           // of the program
	Job      string           // job of the schedule that this run is; "" for a person's

	OpenModel reading.Opener // opens reading.model of the settings; nil in a program that opens none

	Transport http.RoundTripper // way to the network for connectors; nil is the guarded one
	MailTLS   *tls.Config       // of the mail server that pages are sent by; nil is the system's
	From      time.Time         // oldest post to ask platforms for in this run, over what the settings say; zero: as they say

	Settings  string // what follows --config in a command that comes back to this unit; "" if nothing stays to come back to
	ReportTo  string // one page's path, over the usual place
	ReportDir string // folder of the pages, over the usual one

	ReportLanguages []string // of the pages, over the settings

	ClockIsRight bool // a person says so, whatever the record of runs says: see [ClockError]

	Look   bool            // the unit is opened for its status or a plan only: no model is loaded, and it cannot run
	Opened func(lake.File) // told of each data file that is opened, if not nil: see [lake.Options]

	PrintPDF func(ctx context.Context, page string) (string, error) // prints a page to a PDF beside it; nil in a program that prints none
}

// Unit is an opened data folder with everything a run needs. Close it.
type Unit struct {
	Options
	Root   string
	MadeUp bool // the input is invented, as the demo's is: every page says so

	lake   *lake.Lake
	keys   *privacy.Keys // nil if the unit has none
	ledger *ledger.Ledger
	masker *privacy.Masker
	topics *sentiment.TopicLexicon
	scorer sentiment.Measured

	netOnce  sync.Once // several accounts are asked at a time
	net      *web.Net
	grace    time.Duration // see inHand; zero outside of a run
	run      *ledger.Entry
	summary  string          // of the stage in hand
	changed  changed         // by it
	undone   map[string]bool // missions with an account whose pull did not complete in this run
	pulled   bool
	past     bool                         // the run goes through weeks of the past
	readAsOf map[data.AccountID]time.Time // in a backfill: as-of of the last run that read an account to its end
	got      pulledAll                    // of this run
	inputs   []report.Input               // as the report stage gathered them
	quarters []PageFile                   // of the quarter that the report stage wrote a page of
}

// Open opens the unit's folders; it creates what is not there yet.
func Open(ctx context.Context, o Options) (*Unit, error) { return open(ctx, o, false) }

// open is Open; with vaultLost, of a unit whose vault cannot be read, to give it up.
func open(ctx context.Context, o Options, vaultLost bool) (*Unit, error) {
	if o.Wall == nil {
		o.Wall = time.Now
	}
	if o.Progress == nil {
		o.Progress = Silent{}
	}
	u := &Unit{Options: o, Root: o.Config.Root, MadeUp: o.Config.Unit.MadeUp}
	err := u.distinctPages()
	if err != nil {
		return nil, err
	}
	if u.keys, err = openKeys(o.Config.KeysDir); err != nil {
		return nil, err
	}
	vault, err := VaultKeys(o.Config.KeysDir)
	if err != nil {
		return nil, err
	}
	if u.lake, err = lake.Open(ctx, lake.Options{Root: u.Root, VaultKeys: vault, Opened: o.Opened, VaultLost: vaultLost}); err != nil {
		return nil, err
	}
	u.ledger = ledger.Open(u.Root, o.Wall)
	if u.topics, err = o.Config.TopicLexicon(); err != nil {
		return nil, err
	}
	if !o.Look {
		if u.scorer, err = reading.Open(o.Config, o.OpenModel); err != nil {
			return nil, err
		}
	}
	u.masker = privacy.NewMasker(u.handles())
	return u, nil
}

// distinctPages refuses missions whose pages would have one name.
func (u *Unit) distinctPages() error {
	named := map[string]string{allMissions: "all missions together"}
	for _, mission := range u.missions() {
		slug := data.Slug(mission)
		if other, taken := named[slug]; taken {
			return fmt.Errorf("missions %q and %q would both be written to %s.html; give one of them another name in the settings", other, mission, slug)
		}
		named[slug] = mission
	}
	return nil
}

// openKeys opens the keys; a unit that collects no replies needs none.
func openKeys(dir string) (*privacy.Keys, error) {
	if dir == "" {
		return nil, nil
	}
	keys, err := privacy.OpenKeys(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	return keys, err
}

// vaultKey is the age identity file of the keys folder that the vault is encrypted
// with; without it the vault is protected by its mode alone.
const vaultKey = "vault.age"

// VaultKeys reads the vault's key if there is one.
func VaultKeys(dir string) (lake.EncryptionKeys, error) {
	if dir == "" {
		return nil, nil
	}
	path := filepath.Join(dir, vaultKey)
	info, err := os.Stat(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	if runtime.GOOS != "windows" && info.Mode().Perm()&0o077 != 0 {
		return nil, fmt.Errorf("the vault's key %s may be read by others; run: chmod 600 %s", path, path)
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	keys, err := lake.ParseKeys(f)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return keys, nil
}

// Lake gives read access for commands that only look.
func (u *Unit) Lake() *lake.Lake { return u.lake }

// Ledger gives the record of runs.
func (u *Unit) Ledger() *ledger.Ledger { return u.ledger }

// Scorer reads replies; nil in a unit that was opened for a look only.
func (u *Unit) Scorer() sentiment.Measured { return u.scorer }

// Topics are the words that topics are told by.
func (u *Unit) Topics() *sentiment.TopicLexicon { return u.topics }

// Reports is the folder that pages are written to.
func (u *Unit) Reports() string {
	return cmp.Or(u.ReportDir, filepath.Join(u.Root, "reports"))
}

// versions are noted in every manifest.
func (u *Unit) versions() map[string]string {
	return map[string]string{
		"tailor": u.Version, "labels": content.LabelsVersion, "topics": u.topics.Version(), "scorer": u.scorer.Version(),
		"dictionary": metrics.Version, "effects": effects.Model, "arch": runtime.GOARCH,
	}
}

// Exists reports whether a unit's folder holds a lake already.
func Exists(c *config.Config) bool {
	_, err := os.Stat(filepath.Join(c.Root, "lake"))
	return err == nil
}
