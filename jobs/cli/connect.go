package cli

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"regexp"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"github.com/digital-diplomacy/tailor/connectors/all"
	"github.com/digital-diplomacy/tailor/jobs"
	"github.com/digital-diplomacy/tailor/jobs/config"
	"github.com/digital-diplomacy/tailor/jobs/connect"
)

func (a *app) connectCommand() *cobra.Command {
	var handle, server, stdin string
	c := &cobra.Command{
		Use:   "connect PLATFORM",
		Short: "Get, keep and test what a platform wants before it answers",
		Long: `Shows which credentials a platform's connector uses and where to get them, asks for
those that are missing, keeps them in keys_dir/credentials, and tries the accounts
of the settings with one cheap request each. It says whose the credentials are, and
what they may and may not do. Nothing is pulled.

Platforms: ` + strings.Join(all.Platforms(), ", ") + `

` + exitHelp,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 || !slices.Contains(all.Platforms(), args[0]) {
				return usagef("connect takes one platform: %s", strings.Join(all.Platforms(), ", "))
			}
			return nil
		},
		RunE: func(c *cobra.Command, args []string) error {
			cfg, err := a.load()
			if err != nil {
				return err
			}
			clock, err := a.clock()
			if err != nil {
				return err
			}
			if err := a.credentials(cfg, args[0], stdin); err != nil {
				return err
			}
			return a.connections(connect.Accounts(c.Context(), jobs.Options{Config: cfg, Clock: clock, Transport: a.transport, Version: Version()}, args[0], handle, server), args[0])
		},
	}
	c.Flags().StringVar(&handle, "handle", "", "try this handle, in place of the settings' accounts")
	c.Flags().StringVar(&server, "server", "", "address of the server for --handle")
	c.Flags().StringVar(&stdin, "stdin", "", "keep what stands on standard input as this secret, like x-bearer")
	return c
}

// steps finds the numbers of steps within a line: each gets a line of its own.
var steps = regexp.MustCompile(` ([1-9][0-9]?\.) `)

// credentials shows what is needed, and takes what is missing: from standard input
// if a secret is named, or by asking at a terminal.
func (a *app) credentials(cfg *config.Config, platform, stdin string) error {
	needs := connect.Credentials(cfg, platform)
	if stdin != "" {
		value, err := bufio.NewReader(io.LimitReader(a.in, 64<<10)).ReadString('\n')
		if err != nil && !errors.Is(err, io.EOF) {
			return err
		}
		return a.keep(cfg, stdin, value)
	}
	if len(needs) == 0 {
		fmt.Fprintf(a.err, "%s needs no credentials\n", platform)
	}
	for _, n := range needs {
		state := "missing"
		switch {
		case n.Found:
			state = "there"
		case n.Optional:
			state = "not there (optional)"
		}
		fmt.Fprintf(a.err, "%s: %s\n", n.Secret, state)
		if n.Found {
			continue
		}
		fmt.Fprintf(a.err, "  %s\n", strings.ReplaceAll(steps.ReplaceAllString(n.Doc, "\n$1 "), "\n", "\n  "))
		in, ok := a.in.(*os.File)
		if !ok || !term.IsTerminal(int(in.Fd())) {
			continue
		}
		fmt.Fprint(a.err, "  Paste it here; it is not shown (Enter to skip): ")
		value, err := term.ReadPassword(int(in.Fd()))
		fmt.Fprintln(a.err)
		if err != nil {
			return err
		}
		if err := a.keep(cfg, n.Secret, string(value)); err != nil {
			return err
		}
	}
	return nil
}

func (a *app) keep(cfg *config.Config, name, value string) error {
	if value = strings.TrimSpace(value); value == "" {
		return nil
	}
	path, err := cfg.SaveSecret(name, value)
	if err != nil {
		return err
	}
	fmt.Fprintf(a.err, "kept %s in %s\n", name, path)
	return nil
}

// connections prints what came of trying the accounts. The first that failed decides
// the exit code.
func (a *app) connections(tried []connect.Tried, platform string) error {
	if a.json {
		if err := json.NewEncoder(a.out).Encode(tried); err != nil {
			return err
		}
	}
	var failed error
	for _, c := range tried {
		if failed == nil {
			failed = c.Err()
		} else if c.Err() != nil {
			fmt.Fprintf(a.err, "tailor: %v\n", c.Err())
		}
		if a.json || c.Err() != nil {
			continue
		}
		fmt.Fprintf(a.out, "%s\n", c.Account)
		for _, line := range c.Lines {
			fmt.Fprintf(a.out, "  %s\n", line)
		}
	}
	if len(tried) == 0 {
		fmt.Fprintf(a.err, "no account of the settings asks %s; add one, or try one with --handle\n", platform)
	}
	return failed
}
