package sentiment

import (
	_ "embed"
	"fmt"
	"math/bits"
	"slices"
	"sync"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/sentiment/text"
)

//go:embed devices.tsv
var deviceText string

// deviceNames is the order of the bits of a deviceSet.
func deviceNames() []data.Device {
	return []data.Device{data.DeviceCallToAction, data.DeviceEventNotice, data.DeviceExplainer, data.DeviceGreeting,
		data.DeviceHashtagCampaign, data.DeviceHumour, data.DeviceInfographic, data.DeviceQASession, data.DeviceQuestion,
		data.DeviceQuoteOfLeader, data.DeviceServiceNotice, data.DeviceThanks, data.DeviceThread}
}

// deviceSet has a bit for each place in deviceNames.
type deviceSet uint16

func deviceBit(d data.Device) deviceSet { return 1 << slices.Index(deviceNames(), d) }

var deviceLists = sync.OnceValue(func() map[string]*matcher[deviceSet] {
	type key struct{ lang, entry string }
	sets := map[key]deviceSet{}
	var order []key
	mustTable("devices.tsv", deviceText, 3, func(f []string) error {
		i := slices.Index(deviceNames(), data.Device(f[0]))
		if i < 0 {
			return fmt.Errorf("no device named %q", f[0])
		}
		k := key{f[1], foldEntry(f[2])}
		if _, ok := sets[k]; !ok {
			order = append(order, k)
		}
		sets[k] |= 1 << i
		return nil
	})
	lists := map[string]*matcher[deviceSet]{}
	for _, k := range order {
		m := lists[k.lang]
		if m == nil {
			m = newMatcher[deviceSet](k.lang)
			lists[k.lang] = m
		}
		if err := m.add(k.entry, sets[k]); err != nil {
			panic(fmt.Sprintf("embedded table devices.tsv: %v", err))
		}
	}
	return lists
})

// Devices names the rhetorical devices of a post, sorted: those that a phrase of the
// post's language is a sign of, and those that its shape gives away (a question, a
// numbered part of a thread, a list of steps, a long quotation with a name before
// it, several hashtags with a call). English posts that begin a sentence with a verb
// in the imperative are calls to action. A language without a list is read by shape
// alone.
func Devices(post, lang string) []data.Device {
	var t text.Text
	var buf []byte
	t.Read(post)
	tokens := t.Tokens
	set := shapes(post, tokens)
	if m := deviceLists()[lang]; m != nil {
		set |= phrases(m, tokens, &buf)
	}
	if marked(tokens, lang) { // "see how we vote" asks nobody: a post that asks has the mark
		set |= deviceBit(data.DeviceQuestion)
	}
	call := deviceBit(data.DeviceCallToAction)
	if lang == "en" && set&call == 0 && imperative(tokens, english) {
		set |= call
	}
	if set&call != 0 && hashtags(tokens) >= 2 {
		set |= deviceBit(data.DeviceHashtagCampaign)
	}
	if set == 0 {
		return nil
	}
	names, out := deviceNames(), make([]data.Device, 0, bits.OnesCount16(uint16(set)))
	for i, d := range names {
		if set&(1<<i) != 0 {
			out = append(out, d)
		}
	}
	return out
}

// phrases collects the devices that entries of a list stand for.
func phrases(m *matcher[deviceSet], tokens []text.Token, buf *[]byte) (set deviceSet) {
	for i := 0; i < len(tokens); {
		used := 1
		switch tokens[i].Kind {
		case text.Word, text.Number:
			if s, n := m.at(tokens, i, buf); n > 0 {
				set |= s
				used = n
			}
		case text.Run:
			for run := tokens[i].Norm; len(run) > 0; {
				s, n, _ := m.inRun(run)
				set |= s
				run = run[n:]
			}
		}
		i += used
	}
	return set
}

// shapes collects the devices that need no word list.
func shapes(post string, tokens []text.Token) (set deviceSet) {
	for i := range tokens {
		if tokens[i].Kind != text.Emoji {
			continue
		}
		switch string(tokens[i].Norm) {
		case "🧵":
			set |= deviceBit(data.DeviceThread)
		case "😂", "🤣", "😜", "🤪":
			set |= deviceBit(data.DeviceHumour)
		case "📊", "📈":
			set |= deviceBit(data.DeviceInfographic)
		}
	}
	if threadPart(tokens) {
		set |= deviceBit(data.DeviceThread)
	}
	if steps(post) >= 3 {
		set |= deviceBit(data.DeviceExplainer)
	}
	if quotes(post) {
		set |= deviceBit(data.DeviceQuoteOfLeader)
	}
	return set
}
