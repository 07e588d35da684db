package connectors

// Need is a credential that a connector uses.
type Need struct {
	Name     string // what follows the platform in the secret's name: "bearer" makes x-bearer
	Doc      string // what it is, and step by step where a person gets it
	Optional bool   // it reads without it, only less
}

// Estimate is what reading will ask of a platform.
type Estimate struct {
	Requests int64
	Units    float64 // of a quota, or posts paid for; 0 if the platform counts requests only
	UnitName string  // like "quota units"; "" without Units
	USD      float64 // 0 if it costs nothing
}

// Add returns the sum of two estimates of one platform.
func (e Estimate) Add(o Estimate) Estimate {
	e.Requests, e.Units, e.USD = e.Requests+o.Requests, e.Units+o.Units, e.USD+o.USD
	if e.UnitName == "" {
		e.UnitName = o.UnitName
	}
	return e
}

// Meter is a driver of a platform that charges, or has a quota: it says what was
// spent since it was opened.
type Meter interface {
	Spent() Estimate
}
