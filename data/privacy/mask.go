package privacy

import "strings"

// What stands for what was masked.
const (
	maskHandle = "@…"
	maskEmail  = "[e-mail]"
	maskPhone  = "[phone]"
	maskNumber = "[number]"
	maskLink   = "[link]"
)

// Masker replaces what identifies a person in a text: handles, e-mail addresses,
// phone and document numbers, links to profiles. Names in plain words stay; they
// cannot be found without guessing. A Masker may be used by several goroutines.
type Masker struct{ own map[string]bool }

// NewMasker returns a Masker that lets the handles of configured accounts stand,
// whatever their case: "@user", "user", "@user@host" (which also lets "@user"
// stand, as people on the same server write it) or "name.example".
func NewMasker(ownHandles []string) *Masker {
	m := &Masker{own: map[string]bool{}}
	for _, h := range ownHandles {
		h = foldString(strings.TrimLeft(strings.TrimSpace(h), "@＠"))
		if h == "" {
			continue
		}
		m.own[h] = true
		if user, _, ok := strings.Cut(h, "@"); ok && user != "" {
			m.own[user] = true
		}
	}
	return m
}

// Mask returns text in NFC with identifiers replaced by "@…", "[e-mail]",
// "[phone]", "[number]" or "[link]". Invisible characters are dropped, except
// joiners between letters of scripts that need them and in emoji; bytes that are
// no UTF-8 become U+FFFD. It masks too much rather than too little: a date stays,
// a price of seven digits may not. It is idempotent and takes linear time.
func (m *Masker) Mask(text string) string {
	// What was masked can be the neighbour of something that is only seen now. One
	// look is nearly always enough; the bound keeps the time linear.
	for range 8 {
		out, masked := m.scan(text)
		if !masked || out == text {
			return out
		}
		text = out
	}
	return text
}

// scan masks what it sees in one look.
func (m *Masker) scan(text string) (out string, masked bool) {
	s := scanner{m: m, runes: settle(text)}
	s.fold = make([]rune, len(s.runes))
	for i, r := range s.runes {
		s.fold[i] = fold(r)
	}
	s.out = make([]byte, 0, len(text))
	for i := 0; i < len(s.runes); {
		i = s.step(i)
	}
	return string(s.out), s.masked
}
