package install

import (
	"context"
	"encoding/xml"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"go.yaml.in/yaml/v3"
)

func place(t *testing.T) Place {
	t.Helper()
	dir := t.TempDir()
	odd := filepath.Join(dir, "a folder & its 50% (ü)")
	if err := os.Mkdir(odd, 0o755); err != nil {
		t.Fatal(err)
	}
	program := filepath.Join(odd, "tailor")
	if err := os.WriteFile(program, []byte("#!/bin/sh\n"), 0o755); err != nil {
		t.Fatal(err)
	}
	return Place{Program: program, Settings: filepath.Join(odd, "tailor.yaml"), Folder: odd, Writes: []string{odd},
		Unit: "Embassy of Ruritania & <Partners> 100%", Image: "tailor:1", Zone: "Europe/Oslo"}
}

func texts(t *testing.T, kind string, p Place) map[string]string {
	t.Helper()
	list, err := Files(kind, p)
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]string{}
	for _, f := range list {
		all[f.Name] = f.Text
	}
	return all
}

// TestSystemd asks systemd itself whether the units are well formed.
func TestSystemd(t *testing.T) {
	for _, runAs := range []string{"", "root"} {
		p := place(t)
		p.RunAs = runAs
		dir := t.TempDir()
		for name, text := range texts(t, "systemd", p) {
			if !strings.Contains(text, "Description=") {
				t.Errorf("%s has no description", name)
			}
			if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		tool, err := exec.LookPath("systemd-analyze")
		if err != nil {
			t.Skip("systemd-analyze is not installed")
		}
		ctx, stop := context.WithTimeout(t.Context(), time.Minute)
		defer stop()
		out, err := exec.CommandContext(ctx, tool, "verify", "--man=no", filepath.Join(dir, "tailor.service"), filepath.Join(dir, "tailor.timer")).CombinedOutput()
		for line := range strings.Lines(string(out)) {
			if strings.Contains(line, "tailor") {
				t.Errorf("run as %q: %s", runAs, line)
			}
		}
		if err != nil && strings.Contains(string(out), "tailor") {
			t.Errorf("systemd refuses the units: %v\n%s", err, out)
		}
	}
}

// TestWindows: the task is XML that names program, settings and folder as they are.
func TestWindows(t *testing.T) {
	p := place(t)
	p.Program, p.Settings, p.Folder = `C:\Program Files\Tailor & Co\tailor.exe`, `C:\Users\Übung\tailor.yaml`, `C:\Users\Übung`
	var task struct {
		Exec struct {
			Command, Arguments, WorkingDirectory string
		} `xml:"Actions>Exec"`
		Policy string `xml:"Settings>MultipleInstancesPolicy"`
	}
	if err := xml.Unmarshal([]byte(texts(t, "windows", p)["tailor-task.xml"]), &task); err != nil {
		t.Fatal(err)
	}
	if task.Exec.Command != p.Program || task.Exec.WorkingDirectory != p.Folder || !strings.HasSuffix(task.Exec.Arguments, `--config "`+p.Settings+`"`) {
		t.Errorf("the task runs %+v", task.Exec)
	}
	if task.Policy != "IgnoreNew" {
		t.Errorf("two at once: %q", task.Policy)
	}
}

// TestKubernetes reads the manifest back and holds it to what a cluster's policy asks.
func TestKubernetes(t *testing.T) {
	d := yaml.NewDecoder(strings.NewReader(texts(t, "kubernetes", place(t))["tailor-cronjob.yaml"]))
	var kinds []string
	for {
		var doc map[string]any
		if err := d.Decode(&doc); err == io.EOF {
			break
		} else if err != nil {
			t.Fatal(err)
		}
		kinds = append(kinds, doc["kind"].(string))
		if doc["kind"] != "CronJob" {
			continue
		}
		spec := doc["spec"].(map[string]any)
		if spec["concurrencyPolicy"] != "Forbid" || spec["timeZone"] != "Europe/Oslo" {
			t.Errorf("spec: %v", spec)
		}
		pod := at(t, spec, "jobTemplate", "spec", "template", "spec")
		if at(t, pod, "securityContext")["runAsNonRoot"] != true {
			t.Error("it may run as root")
		}
		box := pod["containers"].([]any)[0].(map[string]any)
		if at(t, box, "securityContext")["readOnlyRootFilesystem"] != true {
			t.Error("its root may be written to")
		}
	}
	if strings.Join(kinds, " ") != "CronJob PersistentVolumeClaim PersistentVolumeClaim" {
		t.Errorf("the manifest holds %v", kinds)
	}
}

func at(t *testing.T, m map[string]any, path ...string) map[string]any {
	t.Helper()
	for _, p := range path {
		next, ok := m[p].(map[string]any)
		if !ok {
			t.Fatalf("%s is missing", p)
		}
		m = next
	}
	return m
}

// TestAirflow: Python reads the file, and the shell command in it runs the program.
func TestAirflow(t *testing.T) {
	python, err := exec.LookPath("python3")
	if err != nil {
		t.Skip("python3 is not installed")
	}
	text := texts(t, "airflow", place(t))["tailor_dag.py"]
	c := exec.CommandContext(t.Context(), python, "-c", "import ast,sys; ast.parse(sys.stdin.read())")
	c.Stdin = strings.NewReader(text)
	if out, err := c.CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}

// TestCron runs the line's command in a shell, and adds it to crontabs.
func TestCron(t *testing.T) {
	p := place(t)
	if _, err := Files("cron", p); err == nil {
		t.Error("a path with % was written into a crontab, where it means a new line")
	}
	folder := filepath.Join(t.TempDir(), "a folder & more")
	if err := os.Mkdir(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	p.Folder, p.Program, p.Settings, p.Writes = folder, filepath.Join(folder, "tailor"), filepath.Join(folder, "tailor.yaml"), nil
	if err := os.WriteFile(p.Program, []byte("#!/bin/sh\necho \"$PWD $*\" > called\n"), 0o755); err != nil {
		t.Fatal(err)
	}
	line := texts(t, "cron", p)["tailor.crontab"]
	command, ok := strings.CutPrefix(line, "*/15 * * * * ")
	if !ok {
		t.Fatalf("the line is %q", line)
	}
	if out, err := exec.CommandContext(t.Context(), "sh", "-c", command).CombinedOutput(); err != nil {
		t.Skipf("no shell: %v %s", err, out)
	}
	got, err := os.ReadFile(filepath.Join(folder, "called"))
	if want := folder + " schedule --once --quiet --config " + p.Settings + "\n"; err != nil || string(got) != want {
		t.Errorf("the line called %q (%v), want %q", got, err, want)
	}

	once := Crontab("MAILTO=me\n0 1 * * * backup", p.Settings, line)
	if once != Crontab(once, p.Settings, line) {
		t.Error("a second install changes the crontab")
	}
	if !strings.HasPrefix(once, "MAILTO=me\n0 1 * * * backup\n") || strings.Count(once, "schedule --once") != 1 {
		t.Errorf("the crontab is\n%s", once)
	}
	two := Crontab(once, "/srv/other.yaml", "*/15 * * * * other\n")
	if strings.Count(two, "schedule --once") != 1 || !strings.Contains(two, "other\n") {
		t.Errorf("with a second unit it is\n%s", two)
	}
	cut := strings.Replace(once, cronEnd, "# ", 1) + "0 2 * * * mine\n"
	if !strings.Contains(Crontab(cut, p.Settings, line), "0 2 * * * mine") {
		t.Error("a line of the user's was lost with a damaged entry")
	}
}

func TestRefusedPaths(t *testing.T) {
	for _, bad := range []string{"relative/tailor", "/srv/a\nb", "/srv/a\"b", "/srv/`id`"} {
		p := place(t)
		p.Settings = bad
		for _, kind := range []string{"systemd", "kubernetes", "airflow"} {
			if _, err := Files(kind, p); err == nil {
				t.Errorf("%s took the path %q", kind, bad)
			}
		}
	}
	if _, err := Files("upstart", place(t)); err == nil || !strings.Contains(err.Error(), "systemd") {
		t.Errorf("error %v", err)
	}
}
