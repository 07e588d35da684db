// Command tailor tells a diplomatic mission which formats work for it, where and
// for whom, how sure that is, and when it is not known. See README.md.
package main

import (
	"os"

	"github.com/digital-diplomacy/tailor/jobs/cli"
)

func main() { os.Exit(cli.Main(os.Args[1:], os.Stdin, os.Stdout, os.Stderr)) }
