package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

// target is a system and processor to build for.
type target struct{ os, arch string }

func (t target) String() string { return t.os + "/" + t.arch }

// targets lists what is released.
func targets() []target {
	return []target{{"linux", "amd64"}, {"linux", "arm64"}, {"darwin", "amd64"}, {"darwin", "arm64"}, {"windows", "amd64"}, {"windows", "arm64"}}
}

// chosen returns the targets that a list names, or all.
func chosen(list string) []target {
	return slices.DeleteFunc(targets(), func(t target) bool { return list != "all" && !slices.Contains(strings.Split(list, ","), t.String()) })
}

// binary is the name of the program for a target.
func (p plan) binary(t target) string {
	name := fmt.Sprintf("tailor_%s_%s", t.os, t.arch)
	if t.os == "windows" {
		name += ".exe"
	}
	return filepath.Join(p.out, name)
}

// arguments are those of the go command. Nothing of the folder, the moment or the
// state of version control gets into the binary: the version is given.
func (p plan) arguments(out string) []string {
	return []string{"build", "-trimpath", "-buildvcs=false", "-mod=readonly",
		"-ldflags", "-s -w -buildid= -X github.com/digital-diplomacy/tailor/jobs/cli.version=" + p.version,
		"-o", out, "."}
}

// environment is that of the go command: what this machine sets for its own builds
// (flags, experiments, a workspace, a C compiler, levels of processors) is left out.
func environment(t target, inherited []string) []string {
	kept := []string{}
	for _, v := range inherited {
		switch name, _, _ := strings.Cut(v, "="); name {
		case "GOFLAGS", "GOEXPERIMENT", "GOWORK", "GOAMD64", "GOARM64", "GOOS", "GOARCH", "CGO_ENABLED", "GOFIPS140", "GODEBUG":
		default:
			kept = append(kept, v)
		}
	}
	return append(kept, "GOOS="+t.os, "GOARCH="+t.arch, "CGO_ENABLED=0", "GOWORK=off", "GOFLAGS=", "GOEXPERIMENT=",
		"GOAMD64=v1", "GOARM64=v8.0", "GOFIPS140=off", "GOENV=off")
}

// build makes the binary for a target.
func (p plan) build(ctx context.Context, t target) error {
	if strings.ContainsAny(p.version, " '\"\t\n") || p.version == "" {
		return fmt.Errorf("version %q must be one word", p.version)
	}
	out, err := filepath.Abs(p.binary(t))
	if err != nil {
		return err
	}
	cmd := exec.CommandContext(ctx, "go", p.arguments(out)...)
	cmd.Dir = p.source
	cmd.Env = environment(t, os.Environ())
	cmd.Stderr = os.Stderr
	if err := cmd.Run(); err != nil {
		return errors.Join(fmt.Errorf("go %s: %w", strings.Join(cmd.Args[1:], " "), err), ctx.Err())
	}
	return os.Chtimes(out, p.date, p.date)
}
