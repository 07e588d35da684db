package cli

import (
	"slices"

	"github.com/spf13/cobra"

	"github.com/digital-diplomacy/tailor/jobs"
)

// addCommands adds every command under the heading that help shows it under, most used
// first.
func (a *app) addCommands(root *cobra.Command) {
	for _, g := range []struct {
		id, title string
		commands  []*cobra.Command
	}{
		{"start", "Begin here:", []*cobra.Command{a.briefCommand(), a.initCommand(), a.runCommand(), a.serveCommand()}},
		{"use", "What was found, and what to do:", []*cobra.Command{
			a.reportCommand(), a.nextCommand(), a.whereCommand(), a.needsCommand(), a.wordsCommand(), a.questionsCommand(), a.explainCommand(), a.hindsightCommand()}},
		{"tell", "What you tell Tailor:", []*cobra.Command{a.labelCommand(), a.connectCommand(), a.configCommand()}},
		{"keep", "Keeping it going:", []*cobra.Command{
			a.statusCommand(), a.doctorCommand(), a.planCommand(), a.runsCommand(), a.verifyCommand(), a.recoverCommand(), a.installCommand(), a.scheduleCommand(), a.stageCommand("deliver")}},
		{"others", "With other missions and peers:", []*cobra.Command{
			a.benchmarkCommand(), a.shareCommand(), a.poolCommand(), a.mapCommand(), a.discoverCommand()}},
		{"analyse", "For analysts:", []*cobra.Command{
			a.queryCommand(), a.exportCommand(), a.evalCommand(), a.jobsCommand(),
			a.stageCommand("pull"), a.stageCommand("score"), a.stageCommand("measure"), a.stageCommand("recommend")}},
	} {
		root.AddGroup(&cobra.Group{ID: g.id, Title: g.title})
		for _, c := range g.commands {
			c.GroupID = g.id
			root.AddCommand(c)
		}
	}
	root.AddCommand(a.versionCommand())
}

// unknownCommand says what may have been meant by a word that is neither a command nor a
// file.
func unknownCommand(root *cobra.Command, word string) error {
	if slices.ContainsFunc(jobs.Stages(), func(s jobs.Stage) bool { return s.Name == word }) {
		return usagef("%s is a stage and no command of its own: tailor run %s, or tailor run for everything that is due", word, word)
	}
	root.SuggestionsMinimumDistance = 2
	if near := root.SuggestionsFor(word); len(near) > 0 {
		return usagef("unknown command %q, and no file of that name; did you mean: tailor %s", word, near[0])
	}
	return usagef("unknown command %q, and no file of that name; see: tailor --help", word)
}
