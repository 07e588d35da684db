package text

// emoticons by first byte; the longest come first. Both cases of a letter are in.
var emoticons = [...]string{":'-(", ":'-)", ":'(", ":')", ":-)", ":-(", ":-D", ":-d", ":-P", ":-p", ":-/", ":-|", ":-*", ":-O", ":-o",
	";-)", ":))", ":((", "=))", "</3", ":)", ":(", ":D", ":d", ":P", ":p", ":/", ":|", ":*", ":O", ":o", ":]", ":[", ":3",
	";)", "=)", "=(", "=D", "=d", "<3", "^^", "^_^", "-_-", "T_T", "xD", "XD"}

// emoticonAt holds, for each byte, whether an emoticon begins with it.
var emoticonAt = func() (set [256]bool) {
	for _, e := range emoticons {
		set[e[0]] = true
	}
	return set
}()

// emoticonLength returns the length of the emoticon at b[i:], which must not touch
// a letter or digit: "3:d", "http:/" and "10:p" are none.
func emoticonLength(b []byte, i int) int {
	inWord := i > 0 && wordByte(b[i-1]) && (b[i-1] < 0x80 || wordByte(b[i]))
	if inWord && b[i] != '<' {
		// ":)" right after a word is common; only shapes ending in a bracket count.
		if i+1 >= len(b) || b[i+1] != ')' && b[i+1] != '(' {
			return 0
		}
	}
	for _, e := range emoticons {
		if e[0] != b[i] || len(b)-i < len(e) || string(b[i:i+len(e)]) != e {
			continue
		}
		last, after := e[len(e)-1], i+len(e)
		if wordByte(last) && after < len(b) && wordByte(b[after]) {
			continue
		}
		return len(e)
	}
	return 0
}
