package sentiment

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/digital-diplomacy/tailor/data"
)

//go:embed testdata/heldout.tsv
var heldOutText string

// heldOut is an invented post with what a person reads in it.
type heldOut struct {
	lang, text string
	topic      data.Topic
	devices    []data.Device
}

func heldOutPosts(t *testing.T) (posts []heldOut) {
	t.Helper()
	for line := range strings.Lines(heldOutText) {
		f := strings.Split(strings.TrimRight(line, "\n"), "\t")
		if strings.HasPrefix(line, "#") {
			continue
		}
		if len(f) != 4 || !slices.Contains(data.Topics(), data.Topic(f[1])) {
			t.Fatalf("line %q", line)
		}
		p := heldOut{lang: f[0], topic: data.Topic(f[1]), text: strings.ReplaceAll(f[3], `\n`, "\n")}
		for d := range strings.SplitSeq(f[2], ",") {
			if d != "-" {
				p.devices = append(p.devices, data.Device(d))
			}
		}
		posts = append(posts, p)
	}
	return posts
}

// tally counts what is there, what is read, and what is both.
type tally struct{ there, read, both int }

func (c *tally) add(there, read bool) {
	if there {
		c.there++
	}
	if read {
		c.read++
	}
	if there && read {
		c.both++
	}
}

func (c *tally) String() string {
	share := func(n, of int) string {
		if of == 0 {
			return "-"
		}
		return fmt.Sprintf("%.0f %%", 100*float64(n)/float64(of))
	}
	return fmt.Sprintf("%d | %s | %s", c.there, share(c.both, c.there), share(c.both, c.read))
}

func (c *tally) f1() float64 {
	if c.there+c.read == 0 {
		return 1
	}
	return 2 * float64(c.both) / float64(c.there+c.read)
}

const (
	heldOutTopics  = 265
	heldOutDevices = 0.91
)

// TestHeldOut measures topics and devices on posts that no list was written from, by
// class and language, with -v the table of docs/labels.md.
func TestHeldOut(t *testing.T) {
	topics, devices, langs := map[data.Topic]*tally{}, map[data.Device]*tally{}, map[string]*tally{}
	right, n, languages := 0, 0, map[string]*tally{}
	for _, topic := range data.Topics() {
		topics[topic] = &tally{}
	}
	for _, d := range data.Devices() {
		devices[d] = &tally{}
	}
	for _, p := range heldOutPosts(t) {
		if langs[p.lang] == nil {
			langs[p.lang], languages[p.lang] = &tally{}, &tally{}
		}
		read := Detect(p.text).Tag
		primary, _ := Topics(p.text, read)
		n++
		if primary == p.topic {
			right++
		}
		languages[p.lang].add(true, read == p.lang)
		langs[p.lang].add(true, primary == p.topic)
		for topic, c := range topics {
			c.add(topic == p.topic, topic == primary)
		}
		got := Devices(p.text, read)
		for d, c := range devices {
			c.add(slices.Contains(p.devices, d), slices.Contains(got, d))
		}
		if testing.Verbose() && primary != p.topic {
			t.Logf("topic %s/%s read %s", p.lang, p.topic, primary)
		}
		if testing.Verbose() && !slices.Equal(got, p.devices) {
			t.Logf("devices %s/%v read %v", p.lang, p.devices, got)
		}
	}
	var macro float64
	for _, topic := range data.Topics() {
		t.Logf("| topic %s | %s |", topic, topics[topic])
		macro += topics[topic].f1() / float64(len(topics))
	}
	var macroDevices float64
	for _, d := range data.Devices() {
		t.Logf("| device %s | %s |", d, devices[d])
		macroDevices += devices[d].f1() / float64(len(devices))
	}
	for _, lang := range slices.Sorted(func(yield func(string) bool) {
		for l := range langs {
			if !yield(l) {
				return
			}
		}
	}) {
		t.Logf("| %s | %d | %d | %d |", lang, langs[lang].there, langs[lang].both, languages[lang].both)
	}
	// Floors, a little below what was measured when the lists were last changed.
	if right < heldOutTopics || macroDevices < heldOutDevices {
		t.Errorf("topics right %d of %d, want %d; devices macro F1 %.3f, want %.2f", right, n, heldOutTopics, macroDevices, heldOutDevices)
	}
	t.Logf("topics right %d of %d, macro F1 %.3f; devices macro F1 %.3f", right, n, macro, macroDevices)
}
