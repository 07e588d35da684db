package connectors

// Terms are what a platform's terms of use ask of whoever stores its data, as far as
// a program can do it. The lake enforces them.
type Terms struct {
	KeepDays    int    // rows must be gone this many days after they were read; 0 is no limit
	AskAgain    int    // every stored post must be asked about again within this many days; 0 if not
	DropDeleted bool   // everything of a post that the platform calls deleted must leave, not its words only
	Attest      string // key under attest: in the config that must be filled in before anything is read; "" if none
	Derive      string // key under attest: without which nothing may be computed from its numbers; "" if none
	Source      string // the document and its date
}
