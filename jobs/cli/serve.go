package cli

import (
	"context"
	"encoding/json"
	"fmt"
	"html"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"time"

	"github.com/spf13/cobra"

	"github.com/digital-diplomacy/tailor/jobs/serve"
)

func (a *app) serveCommand() *cobra.Command {
	var listen string
	var noBrowser bool
	c := &cobra.Command{
		Use:   "serve",
		Short: "Show reports, status, tables and the answer desk in the browser of this machine",
		Long: `Shows in the browser: the reports, how jobs stand, what tables and metrics mean,
the lake's rows, and the answer desk. It only reads, it runs until Ctrl-C, and the
address it prints is for you alone: keep it to yourself. Only this machine is
served. On Windows and macOS a double-click on the program does the same where a
tailor.yaml lies beside it.

` + exitHelp,
		RunE: func(c *cobra.Command, _ []string) error {
			u, err := a.look(c.Context())
			if err != nil {
				return err
			}
			l, err := serve.Listen(c.Context(), listen)
			if err != nil {
				return usageError{err}
			}
			var now func() time.Time
			if a.asOf != "" {
				now = func() time.Time { return u.Clock.AsOf }
			}
			s, err := serve.New(u, l, now)
			if err != nil {
				return err
			}
			if a.json {
				err = json.NewEncoder(a.out).Encode(map[string]string{"address": s.Address()})
			} else {
				_, err = fmt.Fprintln(a.out, s.Address())
			}
			if err != nil {
				return err
			}
			fmt.Fprintln(a.err, "Open this address in a browser of this machine; Ctrl-C ends it.")
			if !noBrowser {
				forget := openBrowser(c.Context(), filepath.Join(u.Root, "ledger"), s.Address())
				defer forget()
			}
			return s.Serve(c.Context())
		},
	}
	c.Flags().StringVar(&listen, "listen", "127.0.0.1:0", "address of this machine to serve on, like 127.0.0.1:8317; port 0 is any free one")
	c.Flags().BoolVar(&noBrowser, "no-browser", false, "only print the address")
	return c
}

// openBrowser opens an address that holds a token. Other users of a machine can read
// the arguments of every program, so the browser is given a file that only its owner
// can read and that leads on to the address. forget removes it. A machine without a
// browser is no error: the address was printed.
func openBrowser(ctx context.Context, dir, address string) (forget func()) {
	forget = func() {}
	if err := os.MkdirAll(dir, 0o750); err != nil {
		return forget
	}
	f, err := os.CreateTemp(dir, "open-*.html") // mode 0600
	if err != nil {
		return forget
	}
	forget = func() { _ = os.Remove(f.Name()) }
	_, err = fmt.Fprintf(f, `<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>Tailor</title><meta http-equiv="refresh" content="0;url=%s">`, html.EscapeString(address))
	if closeErr := f.Close(); err != nil || closeErr != nil {
		return forget
	}
	command := []string{"xdg-open"}
	switch runtime.GOOS {
	case "darwin":
		command = []string{"open"}
	case "windows":
		command = []string{"rundll32", "url.dll,FileProtocolHandler"}
	}
	path, err := filepath.Abs(f.Name())
	if err != nil {
		return forget
	}
	cmd := exec.CommandContext(ctx, command[0], append(command[1:], path)...)
	if err := cmd.Start(); err == nil {
		go func() { _ = cmd.Wait() }() // whether it could is seen on the screen
	}
	return forget
}
