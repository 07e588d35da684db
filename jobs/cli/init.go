package cli

import (
	"bufio"
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/digital-diplomacy/tailor/data/lake"
	"github.com/digital-diplomacy/tailor/data/privacy"
	"github.com/digital-diplomacy/tailor/jobs"
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

If exports lie in the folder already, each page or profile that they are of becomes an
account; else put them there and tell Tailor later. Pages are written in the first of
your languages that it has pages in.

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
	f.StringVar(&answers.Files, "files", "", "folder of exported files, like inbox/")
	return c
}

func (a *app) init(answers config.Answers) error {
	if _, err := os.Stat(a.configPath); err == nil {
		return usagef("%s exists already; change it with an editor, or name another file with --config", a.configPath)
	} else if !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	beside := filepath.Dir(a.configPath)
	if a.root != "" {
		var err error
		if answers.Root, err = filepath.Abs(a.root); err != nil { // what is relative in settings starts at them
			return fmt.Errorf("--root %s: %w", a.root, err)
		}
	}
	if err := lake.Fit(cmp.Or(os.Getenv("TAILOR_ROOT"), answers.Root, beside)); err != nil {
		return err
	}
	ask := a.asker()
	languages, accounts := strings.Join(answers.Languages, ","), strings.Join(answers.Accounts, ",")
	ask(&answers.Name, "Name of the embassy, consulate or ministry", "", nil)
	ask(&answers.Home, "Your country, ISO code like FR", "", config.WrongCountry)
	ask(&answers.Host, "Host country, ISO code like NO (empty for a ministry)", "", config.WrongCountry)
	ask(&languages, "Languages you write in, like en,fr (pages are written in the first that Tailor has)", "en", wrongLanguages)
	files := ""
	if answers.Files == "" {
		ask(&accounts, "Your public accounts on Mastodon and Bluesky, like @name@server.example,name.bsky.social (empty for none)", "", nil)
	}
	if accounts == "" {
		files = inboxFolder
	}
	if answers.Files == "" && len(answers.Accounts) == 0 { // who named accounts as a flag has said what to read
		ask(&answers.Files, "Folder of your exported files (empty for none)", files, nil)
	}
	answers.Languages, answers.Accounts = splitList(languages), splitList(accounts)
	answers.Found = exportsIn(beside, answers.Files)
	text, err := config.Init(answers)
	if err != nil {
		return usageError{err}
	}
	if err := os.WriteFile(a.configPath, text, 0o644); err != nil {
		return err
	}
	cfg, err := config.Load(a.configPath)
	if err == nil {
		err = a.makeKeys(cfg.KeysDir)
	}
	if err != nil {
		return errors.Join(err, os.Remove(a.configPath)) // the next init begins anew
	}
	fmt.Fprintf(a.err, "wrote %s\n", a.configPath)
	for _, p := range splitList(answers.Files) {
		if err := makeInbox(beside, p); err != nil {
			return err
		}
	}
	switch {
	case len(answers.Found) > 0:
		fmt.Fprintf(a.err, "next: tailor run, which reads %s of %s\n", jobs.Plural(len(answers.Found), "account", "accounts"), answers.Files)
	case answers.Files != "":
		fmt.Fprintf(a.err, "next: put exported files into %s, then: tailor run\n", answers.Files)
	default:
		fmt.Fprintf(a.err, "next: tailor run\n")
	}
	return nil
}

// makeKeys makes the keys that authors of replies are counted under, if there are none.
func (a *app) makeKeys(dir string) error {
	_, err := privacy.OpenKeys(dir)
	if err == nil {
		return nil
	}
	if errors.Is(err, fs.ErrNotExist) {
		_, err = privacy.CreateKeys(dir)
	}
	if err != nil {
		return fmt.Errorf("%w; name a folder that you may write to in TAILOR_KEYS_DIR", err)
	}
	fmt.Fprintf(a.err, "made keys in %s, used once replies are read; keep a copy apart from the data\n", dir)
	return nil
}

// asker returns a function that asks for an answer that is not there yet; a person at a
// terminal is asked again where wrong says what is wrong with it.
func (a *app) asker() func(answer *string, question, otherwise string, wrong func(string) string) {
	in := bufio.NewScanner(a.in)
	return func(answer *string, question, otherwise string, wrong func(string) string) {
		if *answer != "" {
			return
		}
		if otherwise != "" {
			question += " [" + otherwise + "]"
		}
		for {
			fmt.Fprintf(a.err, "%s: ", question)
			more := in.Scan()
			*answer = cmp.Or(strings.TrimSpace(in.Text()), otherwise)
			if !more || *answer == "" || wrong == nil || wrong(*answer) == "" || !isTerminal(a.in) {
				return
			}
			fmt.Fprintln(a.err, "  "+wrong(*answer))
			*answer = ""
		}
	}
}

// wrongLanguages says what is wrong with a list of language codes.
func wrongLanguages(list string) string {
	for _, l := range splitList(list) {
		if wrong := config.WrongLanguage(l); wrong != "" {
			return wrong
		}
	}
	return ""
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
