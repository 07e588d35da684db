package main

import (
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strings"
)

// readFrequencies reads wordfreq's lists: MessagePack, a head and then one list of
// words for each hundredth of a decade of frequency. It calls yield with the words of
// frequency 10^(-rank/100).
func readFrequencies(b []byte, yield func(rank int, word string)) error {
	z, err := gzip.NewReader(bytes.NewReader(b))
	if err != nil {
		return err
	}
	data, err := io.ReadAll(z)
	if err != nil {
		return err
	}
	p := &packed{data}
	buckets, err := p.length(0x90, 0xdc)
	if err != nil {
		return err
	}
	for rank := range buckets {
		if rank == 0 { // the head: a map of strings and small numbers
			n, err := p.length(0x80, 0xde)
			if err != nil {
				return err
			}
			for range 2 * n {
				if err := p.skip(); err != nil {
					return err
				}
			}
			continue
		}
		n, err := p.length(0x90, 0xdc)
		if err != nil {
			return err
		}
		for range n {
			s, err := p.text()
			if err != nil {
				return err
			}
			yield(rank-1, s)
		}
	}
	return nil
}

// packed reads the part of MessagePack that wordfreq uses.
type packed struct{ b []byte }

var errPacked = errors.New("no MessagePack of the expected kind")

func (p *packed) take(n int) []byte {
	if n > len(p.b) {
		n = len(p.b)
	}
	part := p.b[:n]
	p.b = p.b[n:]
	return part
}

// length reads the head of an array or map: fix holds up to 15, wide and wide+1 16 and 32 bits.
func (p *packed) length(fix, wide byte) (int, error) {
	if len(p.b) < 5 {
		return 0, errPacked
	}
	switch c := p.b[0]; {
	case c&0xf0 == fix:
		p.take(1)
		return int(c & 0x0f), nil
	case c == wide:
		p.take(1)
		return int(binary.BigEndian.Uint16(p.take(2))), nil
	case c == wide+1:
		p.take(1)
		return int(binary.BigEndian.Uint32(p.take(4))), nil
	}
	return 0, errPacked
}

func (p *packed) text() (string, error) {
	if len(p.b) < 2 {
		return "", errPacked
	}
	c := p.take(1)[0]
	switch {
	case c&0xe0 == 0xa0:
		return string(p.take(int(c & 0x1f))), nil
	case c == 0xd9:
		return string(p.take(int(p.take(1)[0]))), nil
	}
	return "", errPacked
}

func (p *packed) skip() error {
	if len(p.b) > 0 && p.b[0] < 0x80 {
		p.take(1)
		return nil
	}
	_, err := p.text()
	return err
}

// readAnnotations reads a CLDR annotations file: names and keywords of emoji. A name and
// its keywords make one text.
func readAnnotations(b []byte, yield func(string)) error {
	type entry struct{ Default, TTS []string }
	type body struct {
		Annotations map[string]entry `json:"annotations"`
	}
	var file struct {
		Annotations, AnnotationsDerived body
	}
	if err := json.Unmarshal(b, &file); err != nil {
		return err
	}
	for _, m := range []map[string]entry{file.Annotations.Annotations, file.AnnotationsDerived.Annotations} {
		for _, k := range sorted(m) {
			if len(m) > 2500 && len(m[k].TTS) == 0 {
				continue
			}
			yield(strings.Join(append(m[k].TTS, m[k].Default...), ", "))
		}
	}
	return nil
}

// readStopwords reads the stopwords of stopwordsiso: one list a language.
func readStopwords(b []byte) (map[string][]string, error) {
	m := map[string][]string{}
	return m, json.Unmarshal(b, &m)
}

var (
	stopwordList = regexp.MustCompile(`(?s)STOP_WORDS = set\(\s*"""(.*?)"""`)
	declared     = regexp.MustCompile(`(?s)<html[^>]*?lang="([^"]+)"`)
	paragraph    = regexp.MustCompile(`(?s)<(?:p|li|h2|h3)>(.*?)</`)
)

// readDeclaration reads a translation of the Universal Declaration of Human Rights:
// its language and its sentences.
func readDeclaration(b []byte, yield func(tag, sentence string)) error {
	m := declared.FindSubmatch(b)
	if m == nil {
		return fmt.Errorf("no lang attribute")
	}
	for _, p := range paragraph.FindAllSubmatch(b, -1) {
		for s := range strings.SplitSeq(string(p[1]), ". ") {
			yield(string(m[1]), s)
		}
	}
	return nil
}
