package stat

// Prior standard deviations, on the log scale, of what one account's posts are compared by. Levels of
// a lever are left nearly free, since accounts are pooled afterwards; what is controlled
// for is shrunk, so that a month or topic of one post costs little; the coefficient of a curve or
// slope is left to the posts.
const (
	LeverSD   = 2.5
	MonthSD   = 0.7
	ControlSD = 0.5
	CoefSD    = 1.0
)

// The prior of how much a lift differs between accounts, or slots of a day: tau is half-normal, and is integrated
// over a grid.
const (
	PriorTauSD = 0.25 // scale of the half-normal
	TauPoints  = 40   // grid of tau: 1/40 ... 1
)
