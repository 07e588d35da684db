package text

// Kind says what a token is.
type Kind uint8

// Kinds of tokens.
const (
	Word     Kind = iota // letters, as Unicode's word boundaries cut them, and letters mixed with digits
	Run                  // letters of a script that writes no spaces: Han, Kana, Thai, Lao, Khmer, Burmese
	Number               // digits, with the marks inside a number, time or date
	Emoji                // one emoji: a whole ZWJ sequence, flag or keycap; skin tones are dropped
	Emoticon             // ":)" and the like
	Mark                 // one punctuation mark or symbol, however often it is repeated
	Break                // a line break
	Mention              // @name; what name it is plays no role
	Link                 // a link, or the mask of one
	Mail                 // an e-mail address, or the mask of one
	Phone                // the mask of a telephone number
)

// Flag is a set of facts about a token.
type Flag uint8

// Flags of tokens.
const (
	Tag       Flag = 1 << iota // part of a hashtag
	TagStart                   // the first part of a hashtag
	Stretched                  // a letter stood three times or more in a row, or a syllable was repeated: "sooo", "hahaha"
	Capitals                   // two letters or more, all capitals
	Title                      // begins with a capital
	Digits                     // letters mixed with digits: "3amel", "gr8"
)

// Token is a piece of a text. Its slices are valid until the next call of Read.
type Token struct {
	Kind   Kind
	Flags  Flag
	Script Script // of a word's or run's first letter
	Repeat uint16 // how often a Mark stands in a row, 1 or more; 0 for other kinds
	// Lower is in lower case and composed, without vowel signs that are left out in
	// ordinary writing, and with letters that stand three times or more cut to two
	// ("sooo" is "soo"). It keeps the letters that tell languages apart.
	Lower []byte
	// Norm is Lower with the spelling variants of its script joined.
	Norm []byte
	// Bare is Norm without Latin and Greek diacritics.
	Bare []byte
	// Short is Bare with doubled letters cut to one; nil unless Stretched.
	Short []byte
}

// Has reports whether a token has all of the flags.
func (t *Token) Has(f Flag) bool { return t.Flags&f == f }

// Text is a text cut into tokens. It keeps its memory from one text to the next. The
// zero value is ready; it must not be used by two goroutines at once.
type Text struct {
	Tokens  []Token         // in order
	Letters [Scripts]uint32 // letters of words and runs by script, hashtags left out
	tables  *tables
	raw     []byte // of Read
	clean   []byte
	spare   []byte
	arena   []byte
}

// Read cuts s, replacing what t held. Its time is linear in s.
func (t *Text) Read(s string) {
	t.raw = append(t.raw[:0], s...)
	t.ReadBytes(t.raw)
}

// ReadBytes is like Read. It keeps nothing of b.
func (t *Text) ReadBytes(b []byte) {
	if t.tables == nil {
		t.tables = builtTables()
	}
	t.Tokens, t.arena, t.Letters = t.Tokens[:0], t.arena[:0], [Scripts]uint32{}
	t.compose(b)
	t.scan()
}

// Clean returns the text that the tokens were cut from: without invisible
// characters, composed, valid UTF-8. It is valid until the next call of Read.
func (t *Text) Clean() []byte { return t.clean }
