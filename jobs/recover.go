package jobs

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/digital-diplomacy/tailor/data/lake"
	"github.com/digital-diplomacy/tailor/pipeline/mood"
)

// Recovery is what was found of the vault and the keys, and what was done.
type Recovery struct {
	Lost    string `json:"lost,omitempty"`     // what cannot be read; empty if nothing is lost
	GivenUp bool   `json:"given_up,omitempty"` // the vault was emptied, so that runs go on
	Weeks   int64  `json:"weeks,omitempty"`    // of missions on platforms, closed to replies by that
	Commit  int64  `json:"commit,omitempty"`   // that holds this
}

// Recover tells whether the vault and the keys are there and can be read. With giveUp, and
// if they are not, it gives up what they held: the lake stays as it is, with all that was
// published. It never gives up a vault that is whole.
func Recover(ctx context.Context, o Options, giveUp bool) (*Recovery, error) {
	u, err := Open(ctx, o)
	why, err := vaultLost(ctx, u, err)
	if why == nil || err != nil {
		return &Recovery{}, err
	}
	found := &Recovery{Lost: why.Error()}
	if i := strings.Index(found.Lost, lake.ErrVault.Error()); i > 0 {
		found.Lost = found.Lost[i:] // which lake it is of is plain here
	}
	if !giveUp {
		return found, nil
	}
	if u, err = open(ctx, o, true); err != nil {
		return nil, err
	}
	_, err = u.recorded(ctx, "recover --give-up-vault", func(*Result) error {
		base, err := u.lake.Current(ctx)
		if err != nil {
			return err
		}
		changes, err := mood.GiveUp(ctx, base, u.Clock)
		if err != nil {
			return err
		}
		next, err := u.lake.GiveUpVault(ctx, changes, lake.Meta{Stage: "recover", AsOf: u.Clock.AsOf, Versions: u.versions()})
		if next == nil {
			return err
		}
		found.GivenUp, found.Commit = true, next.ID()
		for _, f := range next.Files(lake.Seals.Name) {
			found.Weeks += f.Rows
		}
		return err
	})
	return found, err
}

// vaultLost says what is lost of a unit that was opened, or could not be opened: why is nil
// if nothing is.
func vaultLost(ctx context.Context, u *Unit, opening error) (why, err error) {
	if opening == nil {
		if opening = u.lake.VaultWhole(ctx); opening == nil {
			opening = u.keysLost(ctx)
		}
	}
	if errors.Is(opening, lake.ErrVault) || errors.Is(opening, ErrKeysLost) {
		return opening, nil
	}
	return nil, opening
}

// ErrKeysLost says that replies of open weeks were counted under keys that are gone.
var ErrKeysLost = errors.New("the keys are gone")

// KeysLost tells a keys folder where none were made yet, which is no error, from one whose
// keys are gone, an [ErrKeysLost]: new ones would count everybody in the open weeks twice.
func KeysLost(r lake.Reader, dir string) error {
	keys, err := openKeys(dir)
	if err != nil || keys != nil || len(r.Files(lake.ReplySeen.Name)) == 0 {
		return err
	}
	return fmt.Errorf("%w: %s holds none, but replies were counted under keys before", ErrKeysLost, dir)
}

func (u *Unit) keysLost(ctx context.Context) error {
	s, err := u.lake.Current(ctx)
	if err != nil {
		return err
	}
	return KeysLost(s, u.Config.KeysDir)
}
