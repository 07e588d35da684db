package report

import (
	"slices"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/pipeline/report/voice"
)

// accountNames are what a page calls the mission's own accounts: by the platform alone
// where the mission has no second account there, else by the handle beside it; by the
// id of the settings where two have one handle, or none. Other accounts have their handles
// only, as they are never named beside another platform's.
type accountNames struct {
	platforms map[data.AccountID]data.Platform
	alone     map[data.AccountID]bool
	handles   map[data.AccountID]string
}

func namesOf(in Input) accountNames {
	n := accountNames{map[data.AccountID]data.Platform{}, map[data.AccountID]bool{}, handlesOf(in.Others)}
	on := map[data.Platform][]data.AccountID{}
	add := func(p data.Platform, id data.AccountID) {
		if id != "" && p != "" && !slices.Contains(on[p], id) {
			on[p], n.platforms[id] = append(on[p], id), p
		}
	}
	owners := map[string]int{}
	for _, a := range in.Accounts {
		add(a.Platform, a.AccountID)
		n.handles[a.AccountID] = a.Handle
		owners[voice.Clean(a.Handle)]++
	}
	for _, a := range in.Accounts {
		if owners[voice.Clean(a.Handle)] > 1 {
			delete(n.handles, a.AccountID)
		}
	}
	for _, a := range in.Activity {
		add(a.Platform, a.Account)
	}
	for _, a := range in.Advice {
		add(a.Platform, a.AccountID)
	}
	for _, e := range in.Effects {
		add(e.Platform, e.AccountID)
	}
	for _, h := range in.Hours {
		add(h.Platform, h.AccountID)
	}
	for _, c := range in.Cadence {
		add(c.Platform, c.AccountID)
	}
	for _, p := range in.Peers {
		add(p.Platform, p.AccountID)
	}
	for _, ids := range on {
		if len(ids) == 1 {
			n.alone[ids[0]] = true
		}
	}
	return n
}

func handlesOf(accounts []data.Account) map[data.AccountID]string {
	handles := map[data.AccountID]string{}
	for _, a := range accounts {
		handles[a.AccountID] = a.Handle
	}
	return handles
}

// handle names an account beside its platform; "" has no name.
func (b *builder) handle(id data.AccountID) voice.Line {
	if name := voice.ForeignName(b.names.handles[id]); name != nil {
		return name
	}
	return voice.ForeignName(string(id))
}

// account names an account; one that is not the mission's own by its handle.
func (b *builder) account(id data.AccountID) voice.Line {
	if p, ok := b.names.platforms[id]; ok {
		return b.accountOn(p, id)
	}
	return b.handle(id)
}

// accountOn names an account with its platform, or by it.
func (b *builder) accountOn(p data.Platform, id data.AccountID) voice.Line {
	if b.names.alone[id] {
		return b.Platform(p)
	}
	return voice.Joined(slices.Concat(b.Platform(p), voice.Own(" ("), b.handle(id), voice.Own(")")))
}
