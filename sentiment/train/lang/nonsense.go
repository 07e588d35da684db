package main

import (
	"math/rand/v2"

	"github.com/digital-diplomacy/tailor/sentiment/text"
)

// What is no language is learned as the class und of each script: letters drawn by
// chance, keys that stand side by side or are hit again and again, words read backwards or with their letters
// shuffled, and the words that are written alike in many languages, alone.

// keyboard is a row of keys each.
var keyboard = []string{"qwertyuiop", "asdfghjkl", "zxcvbnm"}

var consonants = []rune("bcdfghjklmnpqrstvwxz")

// international are words that say nothing of the language of a text of one to three words.
var international = []string{"ok", "okay", "lol", "haha", "hahaha", "hehe", "xd", "wow", "omg", "hmm", "mmm", "ah", "oh", "eh", "uh", "yeah", "bro",
	"hi", "hello", "bravo", "super", "visa", "covid", "facebook", "instagram", "twitter", "whatsapp", "youtube", "google", "zoom", "online", "email",
	"maria", "anna", "ali", "mohamed", "ahmed", "david", "daniel", "sara", "jose", "ivan", "kim", "john", "fatima", "london", "paris", "dubai", "berlin",
	"new", "york", "pdf", "app", "www", "com", "rip", "vip", "fifa", "nato", "unesco", "usa", "uk", "eu", "tv", "dj", "mr", "dr"}

// nonsense returns n texts that are no language, in a script.
func (c *corpus) nonsense(script text.Script, n int, rng *rand.Rand) []doc {
	letters, real := c.material(script)
	if len(real) == 0 {
		return nil
	}
	var docs []doc
	for range n {
		d := doc{kind: plain}
		how := rng.IntN(8)
		if how >= 4 && script != text.Latin {
			how -= 4
		}
		var chunk []rune
		for range 1 + rng.IntN(6) {
			var w []rune
			switch how {
			case 0: // any letters
				for range 3 + rng.IntN(9) {
					w = append(w, letters[rng.IntN(len(letters))])
				}
			case 1, 2: // shuffled
				w = []rune(real[rng.IntN(len(real))])
				rng.Shuffle(len(w), func(i, j int) { w[i], w[j] = w[j], w[i] })
			case 3: // backwards
				r := []rune(real[rng.IntN(len(real))])
				for i := range r {
					w = append(w, r[len(r)-1-i])
				}
			case 4: // mashed keys
				row := keyboard[rng.IntN(len(keyboard))]
				at := rng.IntN(len(row))
				for range 4 + rng.IntN(8) {
					w = append(w, rune(row[at]))
					at = min(max(at+rng.IntN(5)-2, 0), len(row)-1)
				}
			case 6: // consonants
				for range 3 + rng.IntN(7) {
					w = append(w, consonants[rng.IntN(len(consonants))])
				}
			case 7: // a few keys again and again
				if len(chunk) == 0 {
					row := keyboard[rng.IntN(len(keyboard))]
					at := rng.IntN(len(row) - 3)
					chunk = []rune(row[at : at+2+rng.IntN(3)])
				}
				for range 1 + rng.IntN(3) {
					w = append(w, chunk...)
				}
			case 5:
				w = []rune(international[rng.IntN(len(international))])
			}
			if len(w) > 0 {
				d.words = append(d.words, c.id(string(w), string(w)))
			}
		}
		if how == 5 {
			d.words = d.words[:min(len(d.words), 3)]
		}
		docs = append(docs, d)
	}
	return docs
}

// material returns the letters and some words that a script's texts have.
func (c *corpus) material(script text.Script) (letters []rune, words []string) {
	seen := map[rune]bool{}
	for i, cl := range classes {
		if cl.Script != script {
			continue
		}
		for k := range c.docs[i] {
			for j := 0; j < len(c.docs[i][k]); j += 1 + len(c.docs[i][k])/300 {
				for _, id := range c.docs[i][k][j].words[:1] {
					w := c.words[id]
					if n := len([]rune(w)); n < 4 || n > 14 {
						continue
					}
					words = append(words, w)
					for _, r := range w {
						if !seen[r] && r != '\'' {
							seen[r] = true
							letters = append(letters, r)
						}
					}
				}
			}
		}
	}
	if script == text.Latin {
		letters = []rune("abcdefghijklmnopqrstuvwxyz")
	}
	return letters, words
}
