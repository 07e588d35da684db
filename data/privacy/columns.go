package privacy

import (
	"slices"
	"strings"
	"unicode"
)

// forbiddenWords are words that name a person, or something of one, when they
// stand in a column's name.
var forbiddenWords = []string{
	"author", "authors", "user", "users", "username", "usernames", "handle", "handles", "screenname", "nickname", "nick",
	"name", "displayname", "fullname", "firstname", "lastname", "surname", "bio", "biography", "avatar", "profile", "profiles",
	"email", "emails", "mail", "phone", "phones", "telephone", "mobile", "address", "ip", "location", "geo", "coordinates",
	"latitude", "longitude", "lat", "lon", "lng", "person", "persons", "people", "commenter", "commenters", "replier", "repliers",
	"sender", "speaker", "voter", "fan", "actor", "owner", "creator", "did", "follower", "birthday", "birthdate",
	"gender", "sex", "nationality", "ethnicity", "origin", "faith", "party", "passport",
}

// allowedColumns are the columns that use such a word and name nobody who replied,
// each with its reason. A column below one of them is allowed with it.
var allowedColumns = map[string]string{
	"accounts.handle":       "handles of configured accounts, from the config",
	"community_nodes.name":  "individuals who asked to be named, from the opt-in register, until their consent ends",
	"reply_authors.authors": "keyed hashes of one week, emptied at sealing; vault only",
}

// ForbiddenColumn reports whether a stored column may not exist because its name
// says that it identifies or describes a person. The name is "table.column", or
// "table.column.below" for a nested one; without a table nothing is allow-listed.
// Words are split at dots, underscores and capitals, so that "authored" passes and
// "AuthorID" does not. It guards against a slip, not against a disguise: what a
// column holds is checked where it is written.
func ForbiddenColumn(name string) bool {
	name = strings.TrimSpace(name)
	for allowed := range allowedColumns {
		if name == allowed || strings.HasPrefix(name, allowed+".") {
			return false
		}
	}
	column := name
	if _, after, ok := strings.Cut(name, "."); ok {
		column = after
	}
	words := splitWords(column)
	for i, w := range words {
		if slices.Contains(forbiddenWords, w) {
			return true
		}
		if i > 0 && slices.Contains(forbiddenWords, words[i-1]+w) { // screen_name, e_mail
			return true
		}
	}
	return false
}

func splitWords(column string) []string {
	var words []string
	var word []rune
	runes := []rune(column)
	for i, r := range runes {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			words, word = appendWord(words, word), nil
			continue
		}
		if i > 0 && unicode.IsUpper(r) && (unicode.IsLower(runes[i-1]) || i+1 < len(runes) && unicode.IsLower(runes[i+1])) {
			words, word = appendWord(words, word), nil
		}
		word = append(word, unicode.ToLower(r))
	}
	return appendWord(words, word)
}

func appendWord(words []string, word []rune) []string {
	if len(word) == 0 {
		return words
	}
	return append(words, string(word))
}
