package main

import (
	"bufio"
	"compress/gzip"
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

func (l lists) merged(name string) error {
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return err
	}
	return rows(z, func(f []string) error {
		score, err := strconv.ParseFloat(f[2], 64)
		l.listed(tagOf("lexicon", f[0]), f[1], score)
		return err
	})
}

func (l lists) ranking(name string) error {
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	return rows(f, func(f []string) error {
		if f[0] == "Unicode" {
			return nil
		}
		r, err := strconv.ParseUint(strings.TrimPrefix(f[0], "0x"), 16, 32)
		if err != nil {
			return err
		}
		score, err := strconv.ParseFloat(f[5], 64)
		l.at("emoji", string(rune(r)), false, rankOwn).A = int8(math.Round(100 * score))
		return err
	})
}

func (l lists) file(name string) error {
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	language := strings.TrimSuffix(filepath.Base(name), ".tsv")
	return rows(f, func(f []string) error {
		if r, ok := roles[f[1]]; ok {
			l.own(language, f[0], int8(r))
			return nil
		}
		w, err := strconv.Atoi(f[2])
		if language == "emoji" {
			l.at("emoji", f[0], false, rankOwn).B = int8(w)
			return err
		}
		if w != 0 {
			l.own(language, f[0], int8(w))
		}
		return err
	})
}

func rows(r io.Reader, row func(f []string) error) error {
	s := bufio.NewScanner(r)
	s.Buffer(nil, 1<<20)
	for n := 1; s.Scan(); n++ {
		if t := s.Text(); t != "" && t[0] != '#' {
			f := strings.Split(t, "\t")
			if len(f) < 3 {
				return fmt.Errorf("line %d has %d fields, want 3 or more", n, len(f))
			}
			if err := row(f); err != nil {
				return fmt.Errorf("line %d: %w", n, err)
			}
		}
	}
	return s.Err()
}
