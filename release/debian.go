package main

import (
	"compress/gzip"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/goreleaser/nfpm/v2"
	"github.com/goreleaser/nfpm/v2/deb"
	"github.com/goreleaser/nfpm/v2/files"
)

// debianVersion is a version that dpkg takes and orders before any release if it does
// not begin with a digit, as the hash of a commit may not.
func debianVersion(version string) string {
	v := strings.ReplaceAll(strings.TrimPrefix(version, "v"), "-", "~")
	if v == "" || v[0] < '0' || v[0] > '9' || !strings.Contains(v, ".") {
		return "0~" + v
	}
	return v
}

const maintainer = "The Tailor authors <digital-diplomacy@users.noreply.github.com>"

// copyright is the package's, as Debian's policy wants it: the text of a common licence is
// where all packages find it.
const copyright = `Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/
Upstream-Name: Tailor
Source: https://github.com/digital-diplomacy/tailor

Files: *
Copyright: 2026 The Tailor authors
License: Apache-2.0
 On Debian systems the text of the Apache License, Version 2.0 is found in
 /usr/share/common-licenses/Apache-2.0.
 .
 The program is linked statically with libraries of others. Their copyright
 notices and licences are in /usr/share/doc/tailor/` + noticesFile + `.gz.
`

// overrides says which finding of lintian is meant to be so.
const overrides = `# One binary without libraries that could change under it, equal bytes for everybody.
tailor: statically-linked-binary [usr/bin/tailor]
`

// changelog is the one entry that a package of this kind has.
func (p plan) changelog() string {
	return fmt.Sprintf("tailor (%s) stable; urgency=medium\n\n  * Release %s.\n\n -- %s  %s\n", debianVersion(p.version), p.version, maintainer, p.date.Format(time.RFC1123Z))
}

// debian packs a Linux binary with its manual pages and completions. Nothing is
// started and no user is made: tailor install systemd does that, for who wants it.
func (p plan) debian(t target) (err error) {
	stage, err := os.MkdirTemp("", "tailor-deb-*")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(stage)) }()
	contents, err := p.contents(t, stage)
	if err != nil {
		return err
	}
	info := nfpm.WithDefaults(&nfpm.Info{
		Name: "tailor", Arch: t.arch, Platform: "linux",
		Version: debianVersion(p.version), VersionSchema: "none",
		Section: "utils", Priority: "optional", License: "Apache-2.0", MTime: p.date,
		Maintainer: maintainer,
		Description: "Which formats work for a diplomatic mission, where and for whom\n" +
			"Reads what a mission posted and how it was received, says which formats to\nuse where and how sure that is, and never stores who replied.",
		Overridables: nfpm.Overridables{Recommends: []string{"ca-certificates"}, Contents: contents, Umask: 0o022},
	})
	if err := nfpm.PrepareForPackager(info, "deb"); err != nil {
		return err
	}
	out, err := os.Create(filepath.Join(p.out, fmt.Sprintf("tailor_%s.deb", t.arch)))
	if err != nil {
		return err
	}
	return errors.Join(deb.Default.Package(info, out), out.Close())
}

// contents lists the files of the package; manual pages are packed into stage first.
func (p plan) contents(t target, stage string) (files.Contents, error) {
	put := func(from, to string, mode os.FileMode) *files.Content {
		return &files.Content{Source: from, Destination: to,
			FileInfo: &files.ContentFileInfo{Mode: mode, MTime: p.date, Owner: "root", Group: "root"}}
	}
	all := files.Contents{
		put(p.binary(t), "/usr/bin/tailor", 0o755),
		put(filepath.Join(p.out, "completions/tailor.bash"), "/usr/share/bash-completion/completions/tailor", 0o644),
		put(filepath.Join(p.out, "completions/_tailor"), "/usr/share/zsh/vendor-completions/_tailor", 0o644),
		put(filepath.Join(p.out, "completions/tailor.fish"), "/usr/share/fish/vendor_completions.d/tailor.fish", 0o644),
	}
	for _, made := range []struct{ name, text, to string }{
		{"copyright", copyright, "/usr/share/doc/tailor/copyright"},
		{"overrides", overrides, "/usr/share/lintian/overrides/tailor"},
	} {
		from := filepath.Join(stage, made.name)
		if err := os.WriteFile(from, []byte(made.text), 0o644); err != nil {
			return nil, err
		}
		all = append(all, put(from, made.to, 0o644))
	}
	changelog := filepath.Join(stage, "changelog")
	if err := os.WriteFile(changelog, []byte(p.changelog()), 0o644); err != nil {
		return nil, err
	}
	for _, from := range []string{changelog, filepath.Join(p.out, noticesFile)} {
		packed := filepath.Join(stage, filepath.Base(from)+".gz")
		if err := pack(from, packed); err != nil {
			return nil, err
		}
		all = append(all, put(packed, "/usr/share/doc/tailor/"+filepath.Base(packed), 0o644))
	}
	pages, err := filepath.Glob(filepath.Join(p.out, "man/*.1"))
	if err != nil {
		return nil, err
	}
	for _, page := range pages {
		packed := filepath.Join(stage, filepath.Base(page)+".gz")
		if err := pack(page, packed); err != nil {
			return nil, err
		}
		all = append(all, put(packed, "/usr/share/man/man1/"+filepath.Base(packed), 0o644))
	}
	return all, nil
}

// pack writes a file in gzip, with no name and no date in it.
func pack(from, to string) error {
	b, err := os.ReadFile(from)
	if err != nil {
		return err
	}
	f, err := os.Create(to)
	if err != nil {
		return err
	}
	w, err := gzip.NewWriterLevel(f, gzip.BestCompression)
	if err == nil {
		_, err = w.Write(b)
		err = errors.Join(err, w.Close())
	}
	return errors.Join(err, f.Close())
}
