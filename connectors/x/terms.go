package x

import "github.com/digital-diplomacy/tailor/connectors"

// Attest is the key under attest: in the config with which a unit says that its
// agreement with X allows what is done here.
const Attest = "x_enterprise"

// Terms are X's for an account. Over the API posts may be kept as long as they stand
// on X, nothing of a deleted one may be kept, and a government needs an Enterprise
// agreement that names it. An archive is the owner's own data, and a dump's terms are
// those under which it was handed over; neither needs the attestation.
func Terms(a connectors.Account) connectors.Terms {
	if len(a.Files) > 0 {
		return connectors.Terms{DropDeleted: true, Source: "X Developer Policy, Content compliance, read 2026-09"}
	}
	return connectors.Terms{DropDeleted: true, Attest: Attest,
		Source: "X Developer Agreement of 27 April 2026, XIV.C (government users) and IV.B (deletion)"}
}
