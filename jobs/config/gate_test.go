package config

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/digital-diplomacy/tailor/data/privacy"
)

func TestReplyGate(t *testing.T) {
	if err := mustParse(t, minimal).ReplyGate(); err != nil {
		t.Errorf("ReplyGate with replies off = %v, want nil", err)
	}
	full := "replies: {collect: true, legal_basis: Foreign Service Act s. 1, dpia: 2026/14, contact: dpo@mfa.example}\n"
	if err := mustParse(t, minimal+full).ReplyGate(); err != nil {
		t.Errorf("ReplyGate with all given = %v, want nil", err)
	}
	c := mustParse(t, minimal+"replies: {collect: true, dpia: 2026/14}\n")
	err := c.ReplyGate()
	if !errors.Is(err, privacy.ErrGate) || !strings.Contains(err.Error(), "replies.legal_basis") || strings.Contains(err.Error(), "replies.dpia") {
		t.Errorf("ReplyGate = %v; want ErrGate for legal_basis, not for dpia", err)
	}
	if notes := strings.Join(c.Notes(), "\n"); !strings.Contains(notes, "replies.contact") {
		t.Errorf("Notes = %q; want what the gate lacks", notes)
	}
}

func TestReadsReplies(t *testing.T) {
	const accounts = `
accounts:
  - {id: own, platform: x, handle: a}
  - {id: silent, platform: x, handle: b, replies: false}
  - {id: peer, platform: x, handle: c, role: peer_mission}
`
	const asked = "  - {id: asked, platform: x, handle: d, role: peer_mission, replies: true}\n"
	for _, tc := range []struct {
		text string
		want []bool
	}{
		{minimal + accounts, []bool{false, false, false}},
		{minimal + "replies: {collect: true}" + accounts + asked, []bool{true, false, false, true}},
	} {
		c := mustParse(t, tc.text)
		for i, want := range tc.want {
			if got := c.ReadsReplies(c.Accounts[i]); got != want || c.Source(c.Accounts[i], time.Time{}).Replies != want {
				t.Errorf("collect %v: ReadsReplies(%s) = %v, want %v", c.Replies.Collect, c.Accounts[i].ID, got, want)
			}
		}
	}
}

func TestPermissionGate(t *testing.T) {
	for _, tc := range []struct {
		permission string
		open       bool
	}{
		{"", false}, {", permission: {by: the board}", false}, {", permission: {public_media: true}", true},
		{", permission: {by: the board, date: 2026-01-31, disclosed_as: embassy}", true},
	} {
		c := mustParse(t, minimal+"accounts:\n  - {id: forum, platform: discourse, server: 'https://forum.example', role: community"+tc.permission+"}\n")
		if err := c.PermissionGate(); (err == nil) != tc.open || err != nil && (!errors.Is(err, privacy.ErrGate) || !strings.Contains(err.Error(), "forum")) {
			t.Errorf("permission %q: %v", tc.permission, err)
		}
	}
}
