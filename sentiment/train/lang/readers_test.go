package main

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// moFile is a catalogue of originals and messages, as msgfmt writes it.
func moFile(pairs ...[2]string) []byte {
	const head = 28
	n := uint32(len(pairs))
	b := binary.LittleEndian.AppendUint32(nil, 0x950412de)
	for _, v := range []uint32{0, n, head, head + 8*n, 0, 0} {
		b = binary.LittleEndian.AppendUint32(b, v)
	}
	offset := head + 16*n
	var text []byte
	for side := range 2 {
		for _, p := range pairs {
			b = binary.LittleEndian.AppendUint32(b, uint32(len(p[side])))
			b = binary.LittleEndian.AppendUint32(b, offset+uint32(len(text)))
			text = append(append(text, p[side]...), 0)
		}
	}
	return append(b, text...)
}

// pakFile is a resource pack of version 5.
func pakFile(list ...string) []byte {
	b := []byte{5, 0, 0, 0, 1, 0, 0, 0, byte(len(list)), 0, 0, 0}
	offset := uint32(12 + 6*(len(list)+1))
	for i := range len(list) + 1 {
		b = binary.LittleEndian.AppendUint16(b, uint16(i))
		b = binary.LittleEndian.AppendUint32(b, offset)
		if i < len(list) {
			offset += uint32(len(list[i]))
		}
	}
	for _, s := range list {
		b = append(b, s...)
	}
	return b
}

// xpiFile is a language pack with one Fluent and one properties file.
func xpiFile(t testing.TB) []byte {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for name, text := range map[string]string{"a.ftl": "# note\nkey = Bon jour\nlong =\n    deux lignes\n", "b.properties": "x=Au revoir\n", "c.css": "a=b"} {
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprint(w, text)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// frequencyFile is a list as wordfreq packs it: a head, no word at rank 0, two at 1.
func frequencyFile() []byte {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	z.Write([]byte{0x93, 0x82, 0xa6, 'f', 'o', 'r', 'm', 'a', 't', 0xa2, 'c', 'B', 0xa1, 'v', 1, 0x90, 0x92, 0xa2, 'd', 'e', 0xa3, 'q', 'u', 'e'})
	z.Close()
	return b.Bytes()
}

func TestReaders(t *testing.T) {
	var got []string
	collect := func(original, message string) { got = append(got, original+">"+message) }
	for _, tc := range []struct {
		name string
		read func([]byte, func(string, string)) error
		file []byte
		want []string
	}{
		{"gettext", readMO, moFile([2]string{"", "head"}, [2]string{"ctx\x04Open", "Ouvrir"}, [2]string{"day\x00days", "jour\x00jours"}),
			[]string{"Open>Ouvrir", "day\x00days>jour", "day\x00days>jours"}},
		{"pak", readPak, pakFile("Bon jour", "Ça va"), []string{">Bon jour", ">Ça va"}},
	} {
		got = nil
		if err := tc.read(tc.file, collect); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(tc.want, got); diff != "" {
			t.Errorf("%s (-want +got)\n%s", tc.name, diff)
		}
	}
	seen := map[string]bool{}
	if err := readXPI(xpiFile(t), func(_, message string) { seen[plainText(message)] = true }); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(map[string]bool{"Bon jour": true, "deux lignes": true, "Au revoir": true, "": true}, seen); diff != "" {
		t.Errorf("language pack (-want +got)\n%s", diff)
	}
}

func TestReadFrequencies(t *testing.T) {
	var got []string
	if err := readFrequencies(frequencyFile(), func(rank int, word string) { got = append(got, fmt.Sprint(rank, word)) }); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"1de", "1que"}, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestReadDeclaration(t *testing.T) {
	var got []string
	page := `<html data-code="x" lang="nn"><h1>Title</h1><p>Alle menneske er fødde til fridom. Dei har fått fornuft</p></html>`
	if err := readDeclaration([]byte(page), func(tag, s string) { got = append(got, tag+">"+s) }); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"nn>Alle menneske er fødde til fridom", "nn>Dei har fått fornuft"}, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestReadAnnotations(t *testing.T) {
	var got []string
	if err := readAnnotations([]byte(`{"annotations":{"annotations":{"x":{"default":["smil","glad"],"tts":["glad fjes"]}}}}`), func(s string) { got = append(got, s) }); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"glad fjes, smil, glad"}, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestPlainText(t *testing.T) {
	for in, want := range map[string]string{"Open %s in <b>tab</b>": "Open in tab", "~File {name} &amp; more": "File more", `one\ntwo`: "one two", "%(count)d days": "days",
		"100% sure": "100 sure"} {
		if got := plainText(in); got != want {
			t.Errorf("plainText(%q) = %q, want %q", in, got, want)
		}
	}
}

// FuzzReaders: no bytes make a reader panic.
func FuzzReaders(f *testing.F) {
	f.Add(moFile([2]string{"a", "b"}))
	f.Add(pakFile("a", "bc"))
	f.Add(xpiFile(f))
	f.Add(frequencyFile())
	f.Add([]byte(`<html lang="a"><p>b</p>`))
	f.Fuzz(func(_ *testing.T, b []byte) {
		ignore := func(_, message string) { plainText(message) }
		readMO(b, ignore)
		readPak(b, ignore)
		readXPI(b, ignore)
		readFrequencies(b, func(int, string) {})
		readAnnotations(b, func(string) {})
		readDeclaration(b, func(string, string) {})
	})
}
