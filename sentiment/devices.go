package sentiment

import (
	_ "embed"
	"fmt"
	"math/bits"
	"slices"
	"strings"
	"sync"
	"unicode"

	"github.com/digital-diplomacy/tailor/data"
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
func Devices(text, lang string) []data.Device {
	var t Tokens
	var buf []byte
	tokens := t.Read(text)
	set := shapes(text, tokens)
	if m := deviceLists()[lang]; m != nil {
		set |= phrases(m, tokens, &buf)
	}
	if questions().asks(tokens, lang, &buf) {
		set |= deviceBit(data.DeviceQuestion)
	}
	call := deviceBit(data.DeviceCallToAction)
	if lang == "en" && set&call == 0 && imperative(tokens, englishTagger) {
		set |= call
	}
	if set&call != 0 && hashtags(text) >= 2 {
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
func phrases(m *matcher[deviceSet], tokens []Token, buf *[]byte) (set deviceSet) {
	for i := 0; i < len(tokens); {
		used := 1
		switch tokens[i].Kind {
		case Word, Number:
			if s, n := m.at(tokens, i, buf); n > 0 {
				set |= s
				used = n
			}
		case Run:
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
func shapes(text string, tokens []Token) (set deviceSet) {
	for i := range tokens {
		if tokens[i].Kind != Emoji {
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
	if steps(text) >= 3 {
		set |= deviceBit(data.DeviceExplainer)
	}
	if quotes(text) {
		set |= deviceBit(data.DeviceQuoteOfLeader)
	}
	return set
}

// threadPart reports whether a text begins or ends with a part number: "1/7", "(2/5)".
func threadPart(tokens []Token) bool {
	trim := tokens
	for len(trim) > 0 && trim[0].Kind == Mark && string(trim[0].Norm) != "/" {
		trim = trim[1:]
	}
	for len(trim) > 0 && trim[len(trim)-1].Kind == Mark && string(trim[len(trim)-1].Norm) != "/" {
		trim = trim[:len(trim)-1]
	}
	part := func(t []Token) bool {
		return len(t) == 3 && t[0].Kind == Number && string(t[1].Norm) == "/" && t[2].Kind == Number &&
			len(t[0].Norm) <= 2 && len(t[2].Norm) <= 2
	}
	n := len(trim)
	return n > 6 && (part(trim[:3]) || part(trim[n-3:]))
}

// steps counts the lines that begin as an item of a list.
func steps(text string) int {
	n := 0
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		digits := strings.TrimLeftFunc(line, unicode.IsDigit)
		switch {
		case len(digits) < len(line) && len(line)-len(digits) <= 4 && strings.IndexAny(digits, ".)\uFE0F\u20E3") == 0,
			strings.HasPrefix(line, "• "), strings.HasPrefix(line, "- "), strings.HasPrefix(line, "▪"),
			strings.HasPrefix(line, "✅"), strings.HasPrefix(line, "➡"), strings.HasPrefix(line, "👉"):
			n++
		}
	}
	return n
}

// quotes reports whether a text is mainly a quotation with a speaker: quotation
// marks around five words or more, and a colon before them or a dash after.
func quotes(text string) bool {
	open := strings.IndexAny(text, "“«„\"")
	if open < 0 {
		return false
	}
	rest := text[open:]
	end := strings.LastIndexAny(rest, "”»“\"")
	if end <= 0 || len(strings.Fields(rest[:end])) < 5 {
		return false
	}
	before := strings.TrimSpace(text[:open])
	after := strings.TrimLeft(rest[end:], "”»“\" .!\n")
	return len(before) > 2 && strings.HasSuffix(before, ":") || strings.HasPrefix(after, "—") || strings.HasPrefix(after, "–") || strings.HasPrefix(after, "- ")
}

// hashtags counts the hashtags of a text.
func hashtags(text string) int {
	n := 0
	for i := range len(text) {
		if text[i] == '#' && tagLength([]byte(text[i+1:min(len(text), i+65)])) > 1 {
			n++
		}
	}
	return n
}
