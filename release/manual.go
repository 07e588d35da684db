package main

import (
	"os"
	"path/filepath"

	"github.com/spf13/cobra/doc"

	"github.com/digital-diplomacy/tailor/jobs/cli"
)

// manual writes a manual page of section 1 for each command.
func (p plan) manual() error {
	dir := filepath.Join(p.out, "man")
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	root := cli.Command()
	root.InitDefaultCompletionCmd()
	root.DisableAutoGenTag = true // it would carry today's date
	return doc.GenManTree(root, &doc.GenManHeader{Section: "1", Source: "Tailor " + p.version, Manual: "Tailor", Date: &p.date}, dir)
}

// completions writes a file for each shell, under the name that the shell looks for.
func (p plan) completions() error {
	dir := filepath.Join(p.out, "completions")
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	root := cli.Command()
	for _, write := range []func() error{
		func() error { return root.GenBashCompletionFileV2(filepath.Join(dir, "tailor.bash"), true) },
		func() error { return root.GenZshCompletionFile(filepath.Join(dir, "_tailor")) },
		func() error { return root.GenFishCompletionFile(filepath.Join(dir, "tailor.fish"), true) },
		func() error { return root.GenPowerShellCompletionFileWithDesc(filepath.Join(dir, "tailor.ps1")) },
	} {
		if err := write(); err != nil {
			return err
		}
	}
	return nil
}
