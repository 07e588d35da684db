package config

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/digital-diplomacy/tailor/data"
)

// validate notes what is wrong between keys that are right one by one.
func (c *Config) validate(p *findings) {
	if c.Root != "" && c.KeysDir != "" && inside(c.Root, c.KeysDir) {
		p.add("keys_dir", "lies in root: keys must not stand beside the data they protect; choose another folder")
	}
	for i, a := range c.Accounts {
		c.validateAccount(a, fmt.Sprintf("accounts[%d]", i), p)
	}
	c.validateIDs(p)
	c.validateAudiences(p)
	c.Where.validate(p)
	c.validateOccasions(p)
	c.validateRegister(p)
	for i, peers := range c.Peers {
		if peers.Platform == "exports" {
			p.add(fmt.Sprintf("peers[%d].platform", i), "peers have no files here: "+
				"list files of others under accounts with a role like peer_mission")
		}
	}
	for _, name := range slices.Sorted(maps.Keys(c.Mappings)) {
		m := c.Mappings[name]
		if err := m.Validate(); err != nil {
			// The error begins with the key inside the mapping.
			key, why, _ := strings.Cut(err.Error(), ": ")
			p.add("mappings."+name+"."+key, "%s", why)
		}
	}
	validateAttestation(c.Attest.XEnterprise, "attest.x_enterprise", p)
	validateAttestation(c.Attest.YouTubeDerived, "attest.youtube_derived", p)
	c.validateDeliver(p)
}

func (c *Config) validateAccount(a Account, path string, p *findings) {
	switch {
	case a.Platform == "exports" && len(a.Files) == 0:
		p.add(path, `"files" is missing: platform exports reads files; name them, like inbox/*.csv`)
	case (a.Platform == "feed" || a.Platform == "discourse") && a.Server == "" && len(a.Files) == 0:
		p.add(path, `"server" is missing: write the address of the %s, like https://forum.example`, a.Platform)
	case a.Platform == "feed" || a.Platform == "discourse":
	case a.Platform != "" && a.Platform != "exports" && a.Handle == "" && len(a.Files) == 0:
		p.add(path, `"handle" is missing: name the account on %s, or files to read`, a.Platform)
	}
	names := slices.Sorted(maps.Keys(c.Mappings))
	for j, f := range a.Files {
		if _, ok := c.Mappings[f.Mapping]; !ok && f.Mapping != "" {
			p.add(fmt.Sprintf("%s.files[%d].mapping", path, j), "there is no mapping %s under mappings: %s",
				show(f.Mapping), suggest(f.Mapping, names))
		}
	}
	if a.Role == data.RoleCommunity {
		validateCommunity(a, path, p)
	}
	if a.Replies != nil && *a.Replies && !c.Replies.Collect {
		p.add(path+".replies", "is true, but replies.collect is not: "+
			"switch replies on there and fill in legal_basis, dpia and contact, or remove this key")
	}
}

// validateCommunity refuses the communities that are never read; whether the others
// may be is asked by PermissionGate.
func validateCommunity(a Account, path string, p *findings) {
	for _, word := range []string{"refugee", "asylum"} {
		if strings.Contains(a.Audience, word) {
			p.add(path+".audience", "communities of refugees and asylum seekers are not read: remove the account")
		}
	}
}

// validateIDs notes ids that stand twice; those of peers are made of their handles.
func (c *Config) validateIDs(p *findings) {
	first := map[data.AccountID]string{}
	claim := func(id data.AccountID, path, remedy string) {
		if before, ok := first[id]; ok {
			at := p.place(before)
			p.add(path, "account %q stands twice, first in line %d: %s", id, at.line, remedy)
			return
		}
		first[id] = path
	}
	for i, a := range c.Accounts {
		if a.ID != "" {
			claim(a.ID, fmt.Sprintf("accounts[%d].id", i), "give each account an id of its own")
		}
	}
	for i, peers := range c.Peers {
		for j, handle := range peers.Handles {
			if handle != "" {
				claim(peerID(peers.Platform, handle), fmt.Sprintf("peers[%d].handles[%d]", i, j),
					"remove one, or list it under accounts with an id of its own")
			}
		}
	}
}

func validateAttestation(a Attestation, path string, p *findings) {
	if a == (Attestation{}) {
		return
	}
	for _, f := range []struct{ key, value string }{{"by", a.By}, {"date", a.Date}, {"ref", a.Ref}} {
		if f.value == "" {
			p.add(path, "%q is missing: an agreement is attested by whom, when and with its reference, or not at all", f.key)
		}
	}
}
