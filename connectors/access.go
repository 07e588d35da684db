package connectors

import (
	"fmt"
	"time"
)

// Access is what trying an account's credentials told.
type Access struct {
	Lines  []string // in plain words: whose they are, what they may do, what else is to be known
	Lacks  []Scope  // what they may not do although reading wants it
	Excess []string // what they may do although reading never wants it
	Ends   []End    // when they will not do any more; none if they last, or if nobody tells

	// Lasts is how long such a credential lives from its making, where its platform does
	// not say when that was; 0 if it lasts, or if Ends says it.
	Lasts time.Duration
}

// Scope is something that a credential may be allowed to do.
type Scope struct {
	Name    string `json:"name"`    // as the platform calls it
	Purpose string `json:"purpose"` // what it is read for
	Replies bool   `json:"replies"` // whether only replies want it
}

// End is a moment from which a credential does not do any more.
type End struct {
	At   time.Time `json:"at"`
	What string    `json:"what"` // like "the token expires"
}

// Text is all of it in lines for people.
func (a *Access) Text() []string {
	lines := append([]string{}, a.Lines...)
	for _, s := range a.Lacks {
		lines = append(lines, fmt.Sprintf("it lacks %s (%s)", s.Name, s.Purpose))
	}
	for _, s := range a.Excess {
		lines = append(lines, fmt.Sprintf("it may do more than reading wants: make one without %s", s))
	}
	for _, e := range a.Ends {
		lines = append(lines, fmt.Sprintf("%s on %s", e.What, e.At.UTC().Format(time.DateOnly)))
	}
	if a.Lasts > 0 {
		lines = append(lines, fmt.Sprintf("the platform does not tell until when it is good; its kind ends after %d days unless it is renewed", a.Lasts/(24*time.Hour)))
	}
	return lines
}
