// Package cli is Tailor's command line: one file per command. Data go to stdout,
// everything else to stderr. A command returns an error; [Main] turns it into a
// message with a remedy and an exit code.
package cli
