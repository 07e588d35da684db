package main

import (
	"bytes"
	"context"
	"debug/buildinfo"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
)

// noticesFile is what holds the licences of all that is linked into the binaries.
const noticesFile = "THIRD-PARTY-NOTICES"

// licensed is a part of a binary and the folder its licence stands in.
type licensed struct{ name, dir string }

// notices writes the licences and notices of every module that a binary was linked from,
// and of Go's own library: most ask to be handed on with what is built from them. A module
// without such a file is an error.
func (p plan) notices(ctx context.Context) error {
	found, version := map[string]bool{}, ""
	for _, t := range p.targets {
		b, err := os.ReadFile(p.binary(t))
		if err != nil {
			return err
		}
		info, err := buildinfo.Read(bytes.NewReader(b))
		if err != nil {
			return err
		}
		for _, dep := range info.Deps {
			if dep.Replace != nil {
				dep = dep.Replace
			}
			found[dep.Path+" "+dep.Version] = true
		}
		version = info.GoVersion
	}
	dirs, err := p.folders(ctx)
	if err != nil {
		return err
	}
	root, err := p.command(ctx, "env", "GOROOT")
	if err != nil {
		return err
	}
	parts := []licensed{{"Go " + version, string(bytes.TrimSpace(root))}}
	for name := range found {
		parts = append(parts, licensed{name, dirs[name]})
	}
	slices.SortFunc(parts, func(a, b licensed) int { return strings.Compare(a.name, b.name) })
	var out bytes.Buffer
	out.WriteString("Tailor is built from the parts below. Each stands under its own terms.\n")
	for _, part := range parts {
		if err := part.write(&out); err != nil {
			return err
		}
	}
	return os.WriteFile(filepath.Join(p.out, noticesFile), out.Bytes(), 0o644)
}

// write appends the files of one part.
func (l licensed) write(out *bytes.Buffer) error {
	entries, err := os.ReadDir(l.dir)
	if err != nil {
		return fmt.Errorf("licence of %s: %w", l.name, err)
	}
	n := 0
	for _, e := range entries {
		if !isLicence(e.Name()) || e.IsDir() {
			continue
		}
		text, err := os.ReadFile(filepath.Join(l.dir, e.Name()))
		if err != nil {
			return fmt.Errorf("licence of %s: %w", l.name, err)
		}
		n++
		fmt.Fprintf(out, "\n%s\n%s: %s\n\n%s\n", strings.Repeat("=", 80), l.name, e.Name(), bytes.TrimSpace(bytes.ReplaceAll(text, []byte("\r\n"), []byte("\n"))))
	}
	if n == 0 {
		return fmt.Errorf("licence of %s: there is none in its folder", l.name)
	}
	return nil
}

// isLicence tells a licence or notice by its name.
func isLicence(name string) bool {
	name = strings.ToUpper(name)
	return slices.ContainsFunc([]string{"LICENSE", "LICENCE", "COPYING", "NOTICE", "PATENTS", "UNLICENSE"}, func(begins string) bool {
		return strings.HasPrefix(name, begins)
	}) && !strings.HasSuffix(name, ".GO")
}

// folders lists where the modules of the source lie, by path and version.
func (p plan) folders(ctx context.Context) (map[string]string, error) {
	list, err := p.command(ctx, "list", "-mod=readonly", "-m", "-json=Path,Version,Dir,Replace", "all")
	if err != nil {
		return nil, err
	}
	type module struct{ Path, Version, Dir string }
	dirs := map[string]string{}
	for d := json.NewDecoder(bytes.NewReader(list)); ; {
		var m struct {
			module
			Replace *module
		}
		if err := d.Decode(&m); errors.Is(err, io.EOF) {
			return dirs, nil
		} else if err != nil {
			return nil, fmt.Errorf("go list: %w", err)
		}
		if m.Replace != nil {
			m.module = *m.Replace
		}
		dirs[m.Path+" "+m.Version] = m.Dir
	}
}

// command is what the go command prints in the source.
func (p plan) command(ctx context.Context, args ...string) ([]byte, error) {
	cmd := exec.CommandContext(ctx, "go", args...)
	cmd.Dir = p.source
	cmd.Env = environment(target{runtime.GOOS, runtime.GOARCH}, os.Environ())
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("go %s: %w", args[0], err)
	}
	return out, nil
}
