package jobs

// Progress is told how a run goes on. Its methods are called from one goroutine.
type Progress interface {
	Stage(name, doc string, i, n int) // stage i of n begins
	Step(note string)                 // something within the stage was done
	Done(summary string)              // the stage ended; "" if it changed nothing
}

// Silent is the Progress that says nothing.
type Silent struct{}

// Stage does nothing.
func (Silent) Stage(string, string, int, int) {}

// Step does nothing.
func (Silent) Step(string) {}

// Done does nothing.
func (Silent) Done(string) {}
