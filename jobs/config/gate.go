package config

import (
	"fmt"
	"slices"
	"strings"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/data/privacy"
)

// Threshold returns how many distinct authors a published mood needs where the
// host country is host, and whether that country is protected.
func (p Privacy) Threshold(host string) (k int, protected bool) {
	k = max(p.K, privacy.DefaultK)
	if slices.Contains(p.Protected, host) {
		return max(k, privacy.ProtectedK), true
	}
	return k, false
}

// ReadsReplies reports whether the replies to an account's posts are to be read:
// never while replies.collect is false; then as the account says; if it says
// nothing, for own accounts only.
func (c *Config) ReadsReplies(a Account) bool {
	if !c.Replies.Collect || a.Replies == nil {
		return c.Replies.Collect && a.Role == data.RoleOwn
	}
	return *a.Replies
}

// ReplyGate returns nil if replies are switched off, or if legal basis, impact
// assessment, contact and retention are given; else an error that wraps
// [privacy.ErrGate]. It is to be asked before the first request of a run.
func (c *Config) ReplyGate() error {
	if !c.Replies.Collect {
		return nil
	}
	r := c.Replies
	return privacy.Gate(privacy.GateConfig{LegalBasis: r.LegalBasis, DPIA: r.DPIA, Contact: r.Contact, RetentionDays: r.RetentionDays})
}

// PermissionGate returns nil if every community that the config reads has its
// permission; else an error that wraps [privacy.ErrGate] and names those that have
// none. It is to be asked before the first request of a run.
func (c *Config) PermissionGate() error {
	var missing []string
	for _, a := range c.Accounts {
		p := a.Permission
		if a.Role == data.RoleCommunity && !p.PublicMedia && (p.By == "" || p.Date == "" || p.DisclosedAs == "") {
			missing = append(missing, string(a.ID))
		}
	}
	if len(missing) == 0 {
		return nil
	}
	return fmt.Errorf("%w: a community is read with permission only (%s); write permission: {by: who allowed it, date: when, "+
		"disclosed_as: as what you made yourself known} to it, or {public_media: true} for a public medium", privacy.ErrGate, strings.Join(missing, ", "))
}
