package cli

import (
	"bufio"
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
	var languages string
	c := &cobra.Command{
		Use:   "init",
		Short: "Write a settings file from five answers, and make keys",
		Long: `Asks five questions, writes a settings file of at most 20 lines, and makes the keys
that reply authors are counted under. An answer given as a flag is not asked for.
Nothing that exists is overwritten.

` + exitHelp,
		RunE: func(c *cobra.Command, _ []string) error {
			answers.Languages = splitList(languages)
			return a.init(answers)
		},
	}
	f := c.Flags()
	f.StringVar(&answers.Name, "name", "", "name of the embassy, consulate or ministry")
	f.StringVar(&answers.Home, "home", "", "sending country, ISO 3166 code")
	f.StringVar(&answers.Host, "host", "", "host country, ISO 3166 code")
	f.StringVar(&languages, "languages", "", "languages you write in, like en,fr")
	f.StringVar(&answers.Files, "files", "", "where exported files lie, like inbox/*.csv")
	return c
}

func (a *app) init(answers config.Answers) error {
	if _, err := os.Stat(a.configPath); err == nil {
		return usagef("%s exists already; change it with an editor, or name another file with --config", a.configPath)
	} else if !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	in := bufio.NewScanner(a.in)
	languages := strings.Join(answers.Languages, ",")
	for _, q := range []struct {
		answer        *string
		question, def string
	}{
		{&answers.Name, "Name of the embassy, consulate or ministry", ""},
		{&answers.Home, "Your country, ISO code like FR", ""},
		{&answers.Host, "Host country, ISO code like NO (empty for a ministry)", ""},
		{&languages, "Languages you write in, like en,fr", "en"},
		{&answers.Files, "Where your exported files lie", "inbox/*.csv"},
	} {
		if *q.answer != "" {
			continue
		}
		prompt := q.question
		if q.def != "" {
			prompt += " [" + q.def + "]"
		}
		fmt.Fprintf(a.err, "%s: ", prompt)
		if in.Scan() {
			*q.answer = strings.TrimSpace(in.Text())
		}
		if *q.answer == "" {
			*q.answer = q.def
		}
	}
	answers.Languages = splitList(languages)
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
	fmt.Fprintf(a.err, "next: put exported files where the settings say, then: tailor run\n")
	return nil
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
