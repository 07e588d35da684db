package privacy

import (
	"errors"
	"fmt"
	"strings"
)

// ErrGate is wrapped by every refusal to read what the settings do not permit yet;
// jobs end with exit code 6 on it.
var ErrGate = errors.New("the privacy gate is closed")

// MaxRetentionDays is the longest that reply text may be kept.
const MaxRetentionDays = 30

// GateConfig is what a unit must have settled before any reply is collected.
type GateConfig struct {
	LegalBasis    string // law or mandate that lets the unit read replies
	DPIA          string // reference of the data protection impact assessment
	Contact       string // whom people can ask or object to
	RetentionDays int    // days that masked text is kept, 1 to 30
}

// Gate returns nil if replies may be collected, else an error that wraps ErrGate
// and says for each missing field what to write. It must be asked before the
// first request, and only if replies are switched on.
func Gate(g GateConfig) error {
	var lines []string
	for _, f := range []struct{ name, value, write string }{
		{"replies.legal_basis", g.LegalBasis, "the law or mandate under which the unit reads replies, for example: Foreign Service Act s. 1, GDPR art. 6(1)(e)"},
		{"replies.dpia", g.DPIA, "the reference of your data protection impact assessment, for example: DPIA 2026/14; docs/privacy.md has a template"},
		{"replies.contact", g.Contact, "whom people can ask or object to, for example: dpo@mfa.example"},
	} {
		if isPlaceholder(f.value) {
			lines = append(lines, fmt.Sprintf("%s is missing: write %s", f.name, f.write))
		}
	}
	if g.RetentionDays < 1 || g.RetentionDays > MaxRetentionDays {
		lines = append(lines, fmt.Sprintf("replies.retention_days is %d: write how many days reply text may be kept, from 1 to %d, for example: 14",
			g.RetentionDays, MaxRetentionDays))
	}
	if lines == nil {
		return nil
	}
	return fmt.Errorf("%w: replies may not be collected yet:\n  %s\n  or switch replies off: replies.collect: false", ErrGate, strings.Join(lines, "\n  "))
}

// isPlaceholder reports whether a field says nothing.
func isPlaceholder(s string) bool {
	s = strings.ToLower(strings.Trim(s, " \t\r\n.-_?!<>()[]*#/'\""))
	switch s {
	case "", "todo", "tbd", "tba", "none", "n/a", "na", "x", "xx", "xxx", "fixme", "pending", "unknown", "test", "null", "nil":
		return true
	}
	return false
}
