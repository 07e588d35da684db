package archive

import (
	"archive/zip"
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/digital-diplomacy/tailor/connectors"
)

// bundle is an archive: a zip, a folder, or files that were given one by one.
type bundle struct {
	name    string // for people
	mapping string
	members []member
	close   func() error
}

// Reads reports whether a path of the config is an archive, or a file of one.
func Reads(file string) bool {
	info, err := os.Stat(file)
	if err != nil {
		return false
	}
	if info.IsDir() {
		members, err := folder(file)
		return err == nil && hasPosts(members)
	}
	switch strings.ToLower(filepath.Ext(file)) {
	case ".js":
		return true
	case ".zip":
	default:
		return false
	}
	r, err := zip.OpenReader(file)
	if err != nil {
		return false
	}
	defer r.Close()
	return slices.ContainsFunc(r.File, func(f *zip.File) bool {
		m, ok := recognise(f.Name)
		return ok && (m.role == posts || m.role == deleted)
	})
}

func hasPosts(members []member) bool {
	return slices.ContainsFunc(members, func(m member) bool { return m.role == posts || m.role == deleted })
}

// find opens the archives under the account's paths. Files given one by one make one
// archive.
func find(ctx context.Context, dir string, files []connectors.File) ([]bundle, error) {
	found, err := connectors.FindFiles(dir, files)
	if err != nil {
		return nil, err
	}
	var bundles []bundle
	loose := map[string]int{} // bundles of loose files by folder and mapping
	for _, f := range found {
		_, single := recognise(f.Path)
		if !single && strings.EqualFold(filepath.Ext(f.Path), ".js") {
			continue // of an archive, and not read
		}
		b, err := openBundle(ctx, f)
		if err != nil {
			closeAll(bundles)
			return nil, err
		}
		if single {
			key := filepath.Dir(f.Path) + "\x00" + f.Mapping
			if i, ok := loose[key]; ok {
				bundles[i].members = append(bundles[i].members, b.members...)
				continue
			}
			loose[key] = len(bundles)
		}
		bundles = append(bundles, b)
	}
	if i := slices.IndexFunc(bundles, func(b bundle) bool { return !hasPosts(b.members) }); i >= 0 || len(bundles) == 0 {
		closeAll(bundles)
		name := "what files: names"
		if i >= 0 {
			name = bundles[i].name
		}
		return nil, fmt.Errorf("%w: %s holds no posts of an X account archive (data/tweets.js); check the path", connectors.ErrInput, name)
	}
	for i := range bundles {
		slices.SortFunc(bundles[i].members, func(a, b member) int {
			return cmp.Or(cmp.Compare(base(a), base(b)), cmp.Compare(a.part, b.part), cmp.Compare(a.name, b.name))
		})
	}
	return bundles, nil
}

func closeAll(bundles []bundle) {
	for _, b := range bundles {
		if b.close != nil {
			_ = b.close()
		}
	}
}

func openBundle(ctx context.Context, f connectors.Found) (bundle, error) {
	b := bundle{name: filepath.Base(f.Path), mapping: f.Mapping}
	info, err := os.Stat(f.Path)
	if err != nil {
		return b, fmt.Errorf("%w: %v", connectors.ErrInput, err)
	}
	switch m, ok := recognise(f.Path); {
	case info.IsDir():
		b.members, err = folder(f.Path)
	case ok:
		b.members = []member{onDisk(m, f.Path)}
	default:
		b.members, b.close, err = unzip(f.Path)
	}
	if err != nil {
		return b, err
	}
	for i := range b.members {
		if b.members[i].sum == "" {
			if b.members[i].sum, err = sum(ctx, &b.members[i]); err != nil {
				return b, err
			}
		}
	}
	return b, nil
}

// folder lists the members below a folder. X puts them into data/; media folders are
// passed over.
func folder(root string) ([]member, error) {
	var members []member
	err := filepath.WalkDir(root, func(file string, e fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return fmt.Errorf("%w: %v", connectors.ErrInput, err)
		case e.IsDir() && file != root && (strings.HasPrefix(e.Name(), ".") || strings.HasSuffix(e.Name(), "_media") || e.Name() == "assets"):
			return fs.SkipDir
		case e.IsDir() || !e.Type().IsRegular():
			return nil
		}
		if m, ok := recognise(file); ok {
			members = append(members, onDisk(m, file))
		}
		return nil
	})
	return members, err
}

func onDisk(m member, file string) member {
	m.open = func() (io.ReadCloser, error) { return connectors.OpenFile(file) }
	return m
}

// sum hashes a member on disk.
func sum(ctx context.Context, m *member) (string, error) {
	f, err := m.open()
	if err != nil {
		return "", err
	}
	defer f.Close()
	h := sha256.New()
	if m.size, err = connectors.Copy(ctx, h, f); err != nil {
		return "", fmt.Errorf("%w: reading %s: %w", connectors.ErrTransient, m.name, err)
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}
