package cli

import "io"

// output is where a command prints to. It remembers the first error, so that a command
// whose output went nowhere does not end as if all were well.
type output struct {
	to  io.Writer
	err error
}

func (o *output) Write(b []byte) (int, error) {
	n, err := o.to.Write(b)
	if o.err == nil {
		o.err = err
	}
	return n, err
}
