package sentiment

import (
	"fmt"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/digital-diplomacy/tailor/data"
)

// topicStart is how a topic file begins.
const topicStart = `# What posts and replies are about: a unit's own words beside Tailor's.
# Name this file in the settings: reading: {topics: ./topics.yaml}
#
# A word ending in * stands for every word it begins. A phrase has at most five words.
# Case plays no role. The same words may stand under several topics. Nothing else than
# what stands in these lists is ever looked for.
#
# After a change all posts are labelled anew by the next run. Replies keep the topic they
# were counted under when they came in; new ones are read with the new lists.

embedded: true # begin with Tailor's own lists, shown below; false: only what stands here

add:
  # visa:
  #   en: [golden card, goldcard*]

remove:
  # sport:
  #   en: [team]

# Tailor's own lists, for reading. To drop an entry put it under remove.
`

// TopicStart returns a topic file that changes nothing yet and shows in comments how
// to, with the embedded lists below. [LoadTopicFile] reads it.
func TopicStart() ([]byte, error) {
	t, err := readTopics(strings.NewReader(topicText))
	if err != nil {
		return nil, err
	}
	var b strings.Builder
	b.WriteString(topicStart)
	for i, topic := range data.Topics() {
		if topic == data.TopicOther {
			continue
		}
		fmt.Fprintf(&b, "#\n# %s:\n", topic)
		for _, lang := range t.languages() {
			var entries []string
			for _, k := range t.order {
				if k.lang == lang && t.has(i, k) {
					entries = append(entries, t.written[k])
				}
			}
			if len(entries) == 0 {
				continue
			}
			slices.Sort(entries)
			list := yaml.Node{Kind: yaml.SequenceNode, Style: yaml.FlowStyle}
			for _, e := range entries {
				list.Content = append(list.Content, &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: e})
			}
			out, err := yaml.Marshal(&list)
			if err != nil {
				return nil, fmt.Errorf("write the lists of %s: %w", topic, err)
			}
			for n, line := range strings.Split(strings.TrimSpace(string(out)), "\n") {
				if n == 0 {
					line = lang + ": " + line
				} else {
					line = "  " + strings.TrimSpace(line)
				}
				fmt.Fprintf(&b, "#   %s\n", line)
			}
		}
	}
	return []byte(b.String()), nil
}
