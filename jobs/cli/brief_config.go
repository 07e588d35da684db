package cli

import (
	"cmp"
	"path/filepath"
	"strings"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/jobs/config"
)

// foundAccount is a page or profile with the downloads that are of it.
type foundAccount struct {
	platform data.Platform
	name     string // as its files write it; "" if none does
	files    []download
	stated   bool // whether a file needs to be told the platform
}

// foundAccounts sorts downloads by page or profile, in the order they come in. A file
// that names none is of the only one of its platform, if there is only one.
func foundAccounts(files []download) []foundAccount {
	var all []foundAccount
	at := func(platform data.Platform, name string) *foundAccount {
		for i := range all {
			if all[i].platform == platform && strings.EqualFold(all[i].name, name) {
				return &all[i]
			}
		}
		all = append(all, foundAccount{platform: platform, name: name})
		return &all[len(all)-1]
	}
	for _, f := range files {
		if f.Account != "" && len(f.Platforms) == 0 {
			at(f.Platform, f.Account)
		}
	}
	for _, f := range files {
		if len(f.Platforms) > 0 { // a sheet of several platforms
			for _, p := range f.Platforms {
				name := ""
				if on := onPlatform(all, p); len(on) == 1 {
					name = on[0].name
				}
				a := at(p, name)
				a.files, a.stated = append(a.files, f), true
			}
			continue
		}
		name := f.Account
		if on := onPlatform(all, f.Platform); name == "" && len(on) == 1 {
			name = on[0].name
		}
		a := at(f.Platform, name)
		a.files = append(a.files, f)
	}
	return all
}

func onPlatform(all []foundAccount, p data.Platform) (on []foundAccount) {
	for _, a := range all {
		if a.platform == p {
			on = append(on, a)
		}
	}
	return on
}

// briefConfig is the config that a few files imply: one own account for each platform
// and account name that they show. An account alone on its platform is called as it.
func briefConfig(files []download, name string) *config.Config {
	cfg := config.Default()
	cfg.KeysDir = ""
	cfg.Deliver = nil
	accounts := foundAccounts(files)
	cfg.Unit.Name = cmp.Or(name, missionName(accounts))
	for _, a := range accounts {
		id := data.Slug(string(a.platform))
		if len(onPlatform(accounts, a.platform)) > 1 {
			id = data.Slug(string(a.platform) + " " + a.name)
		}
		account := config.Account{ID: data.AccountID(id), Platform: "exports", Role: data.RoleOwn, Mission: cfg.Unit.Name}
		if a.stated {
			account.Platform = string(a.platform)
		}
		for _, f := range a.files {
			account.Files = append(account.Files, config.File{Path: f.path})
		}
		cfg.Accounts = append(cfg.Accounts, account)
	}
	return cfg
}

// missionName is the name that the files give the mission: one that is written out, as
// of a page, rather than a handle; else the first file's own.
func missionName(accounts []foundAccount) string {
	handle := ""
	for _, a := range accounts {
		if strings.Contains(a.name, " ") {
			return a.name
		}
		handle = cmp.Or(handle, a.name)
	}
	first := filepath.Base(accounts[0].files[0].path)
	return cmp.Or(handle, strings.TrimSuffix(first, filepath.Ext(first)))
}
