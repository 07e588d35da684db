package cli

import (
	"encoding/json"
	"strconv"

	"github.com/spf13/cobra"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/pipeline/explain"
)

func (a *app) explainCommand() *cobra.Command {
	var mission string
	c := &cobra.Command{
		Use:   "explain POST | explain advice RANK",
		Short: "Follow one post through all stages, or one piece of advice to its posts",
		Long: `Prints a post's way from its source to the advice, with every formula filled in.
POST is an id like x:580319078155468800, a link, or the beginning of either.

  tailor explain advice 1    the numbers behind the first piece of advice`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 || len(args) > 2 || len(args) == 2 && args[0] != "advice" {
				return usagef("explain needs a post's id or link, or: explain advice RANK")
			}
			return nil
		},
		RunE: func(c *cobra.Command, args []string) error {
			u, err := a.look(c.Context())
			if err != nil {
				return err
			}
			s, err := u.Lake().Current(c.Context())
			if err != nil {
				return err
			}
			var story *explain.Story
			if len(args) == 2 {
				rank, convErr := strconv.ParseInt(args[1], 10, 64)
				if convErr != nil {
					return usagef("explain advice %q: the rank is a number, 1 for the first piece", args[1])
				}
				story, err = explain.Advice(c.Context(), s, mission, rank, u.Clock)
			} else {
				story, err = explain.Post(c.Context(), s, data.PostID(args[0]))
			}
			if err != nil {
				return err
			}
			if a.json {
				return json.NewEncoder(a.out).Encode(story)
			}
			return story.Text(a.out)
		},
	}
	c.Flags().StringVar(&mission, "mission", "", "mission whose advice is meant, if there are several")
	return c
}
