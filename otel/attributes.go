package otel

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"time"

	"go.opentelemetry.io/otel/attribute"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/jobs/ledger"
)

// These are all attributes that a span can have. Texts among them are ids, hashes,
// versions and words of this program; no text that a person or server wrote.

func ofRun(r *ledger.Run) []attribute.KeyValue {
	var requests, rows, bytes, limited int64
	var usd float64
	var waited time.Duration
	failed := 0
	for i := range r.Accounts {
		a := &r.Accounts[i]
		requests, rows, bytes, limited = requests+a.Requests, rows+a.Rows, bytes+a.Bytes, limited+a.Limited
		usd, waited = usd+a.USD, waited+a.Waited
		if a.Status != ledger.Done {
			failed++
		}
	}
	said := []attribute.KeyValue{
		attribute.String("tailor.run", r.ID),
		attribute.String("tailor.status", string(r.Status)),
		attribute.Int("tailor.exit_code", r.ExitCode),
		attribute.String("tailor.settings", r.Config),
		attribute.String("tailor.version", r.Version),
		attribute.String("tailor.commit", r.Commit),
		attribute.Int("tailor.accounts", len(r.Accounts)),
		attribute.Int("tailor.accounts_not_done", failed),
		attribute.Int64("tailor.rows", rows),
		attribute.Int64("tailor.rows_set_aside", r.Rejected()),
		attribute.Int64("tailor.requests", requests),
		attribute.Int64("tailor.bytes", bytes),
		attribute.Int64("tailor.waits", limited),
		attribute.Float64("tailor.waited_seconds", waited.Seconds()),
		attribute.Float64("tailor.usd", usd),
	}
	if r.Job != "" {
		said = append(said, attribute.String("tailor.job", r.Job))
	}
	if !r.AsOf.IsZero() {
		said = append(said, attribute.String("tailor.as_of", r.AsOf.UTC().Format(time.RFC3339)))
	}
	return said
}

func ofStage(s *ledger.Stage) []attribute.KeyValue {
	return []attribute.KeyValue{
		attribute.String("tailor.stage", s.Name),
		attribute.String("tailor.status", string(s.Status)),
		attribute.Int64("tailor.partitions_changed", s.Changed),
	}
}

func ofAccount(a *ledger.AccountRun) []attribute.KeyValue {
	var aside int64
	for _, r := range a.Rejects {
		aside += r.Rows
	}
	said := []attribute.KeyValue{
		attribute.String("tailor.account", named(a.ID)),
		attribute.String("tailor.status", string(a.Status)),
		attribute.Int64("tailor.pages", a.Pages),
		attribute.Int64("tailor.rows", a.Rows),
		attribute.Int64("tailor.rows_set_aside", aside),
		attribute.Int64("tailor.requests", a.Requests),
		attribute.Int64("tailor.bytes", a.Bytes),
		attribute.Int64("tailor.waits", a.Limited),
		attribute.Float64("tailor.waited_seconds", a.Waited.Seconds()),
		attribute.Bool("tailor.gap", a.Gap != ""),
		attribute.Int("tailor.unknown_fields", len(a.Unknown)),
	}
	if a.Units > 0 {
		said = append(said, attribute.Float64("tailor.units", a.Units), attribute.String("tailor.unit", a.UnitName))
	}
	if a.USD > 0 {
		said = append(said, attribute.Float64("tailor.usd", a.USD))
	}
	return said
}

// named is an account as spans call it: by its id, which the unit chose. The id of a
// peer is made of its handle, so there a hash stands for it.
func named(id data.AccountID) string {
	parts := strings.SplitN(string(id), "-", 3)
	if parts[0] != "peer" || len(parts) < 3 {
		return string(id)
	}
	sum := sha256.Sum256([]byte(parts[2]))
	return parts[0] + "-" + parts[1] + "-" + hex.EncodeToString(sum[:4])
}
