package jobs

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/connectors/all"
	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/data/lake"
	"github.com/digital-diplomacy/tailor/data/privacy"
	"github.com/digital-diplomacy/tailor/pipeline/intake"
	"github.com/digital-diplomacy/tailor/pipeline/terms"
)

// gate refuses to read communities without permission, and to collect replies
// without the grounds the config must name, before anything is read.
func (u *Unit) gate(ctx context.Context) error {
	if err := u.Config.PermissionGate(); err != nil {
		return err
	}
	if err := u.RepliesGate(); err != nil || !u.readsReplies() {
		return err
	}
	return u.ensureKeys(ctx)
}

func (u *Unit) readsReplies() bool {
	return slices.ContainsFunc(u.Config.AllAccounts(), u.Config.ReadsReplies)
}

// RepliesGate refuses to collect replies without the grounds the config must name.
func (u *Unit) RepliesGate() error {
	if !u.readsReplies() {
		return nil
	}
	return u.Config.ReplyGate()
}

// ensureKeys makes the unit's keys before the first reply is read. Once replies
// were taken in, missing keys are an error: new ones would count everybody twice.
func (u *Unit) ensureKeys(ctx context.Context) error {
	if u.keys != nil {
		return nil
	}
	err := u.keysLost(ctx)
	if errors.Is(err, ErrKeysLost) {
		return fmt.Errorf("%w: %w; put the folder back from its copy, or, if there is none, see: tailor recover", privacy.ErrGate, err)
	}
	if err != nil {
		return err
	}
	u.keys, err = privacy.CreateKeys(u.Config.KeysDir)
	if err != nil {
		return fmt.Errorf("make keys in %s: %w", u.Config.KeysDir, err)
	}
	return nil
}

// Attested refuses to ask a platform whose terms want an agreement that the config
// does not declare.
func (u *Unit) Attested(a connectors.Account) error {
	asked := all.Terms(a, connectors.Env{Secret: secretsOf(u.Config)})
	if u.Config.Attest.Attested(asked.Attest) {
		return nil
	}
	return fmt.Errorf("%w: %s is not asked until attest.%s in the settings says who declares the agreement, when, and its reference (%s); files from it can be read without",
		privacy.ErrGate, a.Platform, asked.Attest, asked.Source)
}

// Terms is what the platforms of the accounts that are asked want to be kept.
func (u *Unit) Terms() terms.Terms {
	bound := terms.Terms{}
	for _, a := range u.Config.AllAccounts() {
		account := u.Config.Source(a, u.Clock.AsOf)
		if len(account.Files) > 0 {
			continue
		}
		t := all.Terms(account, connectors.Env{Secret: secretsOf(u.Config)})
		bound[account.ID] = terms.Term{Platform: data.Platform(account.Platform), KeepDays: t.KeepDays,
			DropDeleted: t.DropDeleted, NoDerived: !u.Config.Attest.Attested(t.Derive)}
	}
	return bound
}

func (u *Unit) forget(ctx context.Context) error {
	return u.Commit(ctx, "terms", func(r lake.Reader) (lake.Changes, error) {
		return terms.Forget(ctx, r, u.Terms(), u.Clock)
	})
}

// LostKeys lists the open weeks whose authors were counted under a key that is gone from
// the folder keys, without a word that it was destroyed. Under a new one whoever replies
// again would count twice.
func LostKeys(ctx context.Context, r lake.Reader, keys string) ([]data.Seal, error) {
	type counted struct {
		Mission   string         `parquet:"mission"`
		Platform  data.Platform  `parquet:"platform"`
		Week      string         `parquet:"week"`
		Dimension data.Dimension `parquet:"dimension"`
		Sealed    bool           `parquet:"sealed"`
	}
	sealed := map[data.Seal]bool{}
	for s, err := range lake.Scan(ctx, r, lake.Seals, nil) {
		if err != nil {
			return nil, err
		}
		sealed[data.Seal{Mission: s.Mission, Platform: s.Platform, Week: s.Week}] = true
	}
	var lost []data.Seal
	for a, err := range lake.ScanColumns[counted](ctx, r, lake.ReplyAuthors, nil) {
		if err != nil {
			return nil, err
		}
		week := data.Seal{Mission: a.Mission, Platform: a.Platform, Week: a.Week}
		if a.Dimension == data.DimTotal && !a.Sealed && !sealed[week] && !privacy.HasKey(keys, intake.KeyScope(a.Platform, a.Mission), a.Week) {
			lost = append(lost, week)
		}
	}
	return lost, nil
}
