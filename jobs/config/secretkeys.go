package config

import (
	"slices"
	"strings"
	"unicode"

	"go.yaml.in/yaml/v3"
)

const secretRemedy = "put it into a file of its own in $CREDENTIALS_DIRECTORY (mode 0600), or name such a file in <NAME>_FILE, " +
	"or set the variable <NAME>; if it was a real one, replace it, for it has been in a file"

// secrets notes every key of the file that looks like a secret's, wherever it
// stands, without its value.
func (w *walker) secrets(n *yaml.Node, path string) {
	for i, below := range n.Content {
		if n.Kind != yaml.MappingNode {
			w.secrets(below, path)
			continue
		}
		at := n.Content[i-i%2]
		if i%2 == 1 {
			w.secrets(below, join(path, printable(at.Value)))
		} else if at.Kind == yaml.ScalarNode && isSecretKey(at.Value) {
			w.addAt(w.at(at), path, "%q looks like a secret, and secrets never stand in this file: %s", printable(at.Value), secretRemedy)
		}
	}
}

// isSecretKey reports whether a key of the file is one that people put secrets
// under: it has password, secret, token, ... among its words.
func isSecretKey(name string) bool {
	words := keyWords(name)
	joined := strings.Join(words, "_")
	for _, pair := range []string{"api_key", "access_key", "private_key", "client_key", "consumer_key", "signing_key"} {
		if strings.Contains("_"+joined+"_", "_"+pair+"_") {
			return true
		}
	}
	return slices.ContainsFunc(words, func(w string) bool {
		w = strings.TrimSuffix(w, "s")
		return slices.Contains([]string{"token", "password", "passwd", "passwort", "pas", "passphrase", "pwd", "secret",
			"apikey", "apitoken", "accesstoken", "bearer", "credential", "privatekey", "accesskey", "clientsecret", "cookie"}, w)
	})
}

// keyWords splits api_key, API-Key and apiKey alike.
func keyWords(name string) []string {
	var spaced strings.Builder
	var last rune
	for _, r := range name {
		if unicode.IsUpper(r) && unicode.IsLower(last) {
			spaced.WriteByte(' ')
		}
		spaced.WriteRune(unicode.ToLower(r))
		last = r
	}
	return strings.FieldsFunc(spaced.String(), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}
