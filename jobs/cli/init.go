package cli

import (
	"bufio"
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"github.com/digital-diplomacy/tailor/data/privacy"
	"github.com/digital-diplomacy/tailor/jobs/config"
)

func (a *app) initCommand() *cobra.Command {
	var answers config.Answers
	var languages, accounts string
	c := &cobra.Command{
		Use:   "init",
		Short: "Write a settings file from six answers, and make keys",
		Long: `Asks six questions, writes a settings file of at most 20 lines, and makes the keys
that reply authors are counted under. An answer given as a flag is not asked for.
Nothing that exists is overwritten.

Public accounts on Mastodon and Bluesky need no key. Write them like @name@server.example
and name.bsky.social, or as the address of the profile. What other platforms want, "tailor
connect PLATFORM" tells; what they let you download goes where your files lie.

` + exitHelp,
		RunE: func(c *cobra.Command, _ []string) error {
			answers.Languages, answers.Accounts = splitList(languages), splitList(accounts)
			return a.init(answers)
		},
	}
	f := c.Flags()
	f.StringVar(&answers.Name, "name", "", "name of the embassy, consulate or ministry")
	f.StringVar(&answers.Home, "home", "", "sending country, ISO 3166 code")
	f.StringVar(&answers.Host, "host", "", "host country, ISO 3166 code")
	f.StringVar(&languages, "languages", "", "languages you write in, like en,fr")
	f.StringVar(&accounts, "accounts", "", "public accounts, like @name@server.example,name.bsky.social")
	f.StringVar(&answers.Files, "files", "", "where exported files lie, like inbox/*.csv")
	return c
}

func (a *app) init(answers config.Answers) error {
	if _, err := os.Stat(a.configPath); err == nil {
		return usagef("%s exists already; change it with an editor, or name another file with --config", a.configPath)
	} else if !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	ask := a.asker()
	languages, accounts := strings.Join(answers.Languages, ","), strings.Join(answers.Accounts, ",")
	ask(&answers.Name, "Name of the embassy, consulate or ministry", "")
	ask(&answers.Home, "Your country, ISO code like FR", "")
	ask(&answers.Host, "Host country, ISO code like NO (empty for a ministry)", "")
	ask(&languages, "Languages you write in, like en,fr", "en")
	files := ""
	if answers.Files == "" {
		ask(&accounts, "Your public accounts on Mastodon and Bluesky, like @name@server.example,name.bsky.social (empty for none)", "")
	}
	if accounts == "" {
		files = "inbox/*.csv"
	}
	if answers.Files == "" && len(answers.Accounts) == 0 { // who named accounts as a flag has said what to read
		ask(&answers.Files, "Where your exported files lie, like inbox/*.csv (empty for none)", files)
	}
	answers.Languages, answers.Accounts = splitList(languages), splitList(accounts)
	text, err := config.Init(answers)
	if err != nil {
		return usageError{err}
	}
	if err := os.WriteFile(a.configPath, text, 0o644); err != nil {
		return err
	}
	fmt.Fprintf(a.err, "wrote %s\n", a.configPath)
	cfg, err := config.Load(a.configPath)
	if err != nil {
		return err
	}
	if _, err := privacy.OpenKeys(cfg.KeysDir); errors.Is(err, fs.ErrNotExist) {
		if _, err := privacy.CreateKeys(cfg.KeysDir); err != nil {
			return err
		}
		fmt.Fprintf(a.err, "made keys in %s; keep a copy apart from the data\n", cfg.KeysDir)
	} else if err != nil {
		return err
	}
	if answers.Files != "" {
		fmt.Fprintf(a.err, "next: put exported files where the settings say, then: tailor run\n")
	} else {
		fmt.Fprintf(a.err, "next: tailor run\n")
	}
	return nil
}

// asker returns a function that asks for an answer that is not there yet.
func (a *app) asker() func(answer *string, question, otherwise string) {
	in := bufio.NewScanner(a.in)
	return func(answer *string, question, otherwise string) {
		if *answer != "" {
			return
		}
		if otherwise != "" {
			question += " [" + otherwise + "]"
		}
		fmt.Fprintf(a.err, "%s: ", question)
		if in.Scan() {
			*answer = strings.TrimSpace(in.Text())
		}
		*answer = cmp.Or(*answer, otherwise)
	}
}

func splitList(text string) []string {
	var items []string
	for item := range strings.SplitSeq(text, ",") {
		if item = strings.TrimSpace(item); item != "" {
			items = append(items, item)
		}
	}
	return items
}
