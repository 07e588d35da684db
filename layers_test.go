package main

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

const module = "github.com/digital-diplomacy/tailor"

// layer is a folder and what it may import of this module. A folder without an
// entry of its own takes that of the nearest folder above it.
type layer struct {
	folder string
	may    []string // folders, each with everything below it; one that ends in /. alone
	std    bool     // nothing but the standard library besides
	reason string
}

// layers is the whole law: data <- {connectors, sentiment, metrics} <- pipeline
// <- jobs <- main.
var layers = []layer{
	{folder: ".", may: []string{"jobs/cli"}, reason: "main only calls the command line"},
	{folder: "data", std: true, reason: "records are the ground everything stands on"},
	{folder: "data/lake", may: []string{"data"}, reason: "storage knows records, not what they mean"},
	{folder: "data/privacy", may: []string{"data"}, reason: "privacy must be readable on its own"},
	{folder: "data/patient", std: true, reason: "renaming and removing, for whoever stores"},
	{folder: "data/demo", may: []string{"data"}, reason: "the demo is files, as a platform would give them"},
	{folder: "connectors", may: []string{"data", "connectors"}, reason: "a connector brings records and judges nothing"},
	{folder: "connectors/exports/formats", may: []string{"data", "connectors/exports/parse"}, reason: "columns are known without a file"},
	{folder: "connectors/exports/ids", may: []string{"data", "connectors/exports/parse"}, reason: "an id is known without a file"},
	{folder: "sentiment", may: []string{"data", "sentiment"}, reason: "text in, labels out"},
	{folder: "sentiment/onnx/tailor-onnx", may: []string{"sentiment", "jobs/cli"}, reason: "a second main, of a module of its own"},
	{folder: "otel", may: []string{"data", "jobs", "otel"}, reason: "traces of recorded runs, of a module of its own"},
	{folder: "release", may: []string{"jobs/cli"}, reason: "packaging, of a module of its own"},
	{folder: "metrics", may: []string{"data", "metrics/stat"}, reason: "numbers in, numbers out"},
	{folder: "metrics/stat", may: []string{"data"}, reason: "arithmetic knows nothing of posts"},
	{folder: "metrics/effects", may: []string{"data", "metrics"}, reason: "comparisons are made of values"},
	{folder: "metrics/goals", may: []string{"data", "metrics"}, reason: "comparisons are made of values"},
	{folder: "metrics/metricstest", may: []string{"data", "metrics"}, reason: "made-up posts for tests"},
	{folder: "metrics/needs", may: []string{"data", "metrics"}, reason: "comparisons are made of values"},
	{folder: "metrics/network", may: []string{"data"}, reason: "a graph is made of records"},
	{folder: "metrics/peers", may: []string{"data", "metrics"}, reason: "comparisons are made of values"},
	{folder: "metrics/presence", may: []string{"data", "metrics"}, reason: "comparisons are made of values"},
	{folder: "metrics/trials", may: []string{"data", "metrics"}, reason: "comparisons are made of values"},
	{folder: "oracle", std: true, reason: "what checks the program shares nothing with it"},
	{folder: "pipeline", may: []string{"data", "connectors", "sentiment", "metrics", "pipeline"}, reason: "stages join the middle layer"},
	{folder: "pipeline/partition", may: []string{"data"}, reason: "which partitions, not what is in them"},
	{folder: "pipeline/terms", may: []string{"data", "pipeline/partition"}, reason: "what may be kept comes before what is made of it"},
	{folder: "pipeline/report", may: []string{"data", "pipeline/report"}, reason: "a page is made from records alone"},
	{folder: "pipeline/report/axetest", reason: "runs a browser for tests"},
	{folder: "pipeline/report/chart", may: []string{"data", "pipeline/report/voice"}, reason: "a drawing knows of no page"},
	{folder: "pipeline/report/page", may: []string{"data", "pipeline/report/chart", "pipeline/report/voice"}, reason: "a finished page does not know what it was made from"},
	{folder: "pipeline/report/voice", may: []string{"data"}, reason: "words and numbers come before what is said with them"},
	{folder: "jobs", may: []string{"data", "connectors", "sentiment", "metrics", "pipeline", "jobs/config", "jobs/deliver", "jobs/ledger", "jobs/lock", "jobs/reading", "jobs/schedule", "jobs/tally"}, reason: "a run commits what stages return; commands stand on it"},
	{folder: "jobs/cli", may: []string{"data", "connectors", "sentiment", "metrics", "pipeline", "jobs"}, reason: "commands call whatever does their work"},
	{folder: "jobs/config", may: []string{"data", "connectors", "sentiment", "metrics", "jobs/schedule"}, reason: "settings say what is wanted, and do nothing"},
	{folder: "jobs/connect", may: []string{"data", "connectors", "jobs/.", "jobs/config"}, reason: "credentials are tried with what a unit asks by"},
	{folder: "jobs/deliver", may: []string{"data", "connectors"}, reason: "files go out, whatever is in them"},
	{folder: "jobs/doctor", may: []string{"data", "connectors", "jobs/.", "jobs/connect", "jobs/ledger", "jobs/tally"}, reason: "looking changes nothing"},
	{folder: "jobs/install", reason: "entries for schedulers are text"},
	{folder: "jobs/label", may: []string{"data", "connectors", "metrics", "pipeline", "jobs/.", "jobs/lock"}, reason: "what people say is committed by the unit"},
	{folder: "jobs/ledger", may: []string{"data", "jobs/lock"}, reason: "records of runs outlive what ran"},
	{folder: "jobs/lock", reason: "who holds a folder is known before anything is read"},
	{folder: "jobs/next", may: []string{"data", "pipeline", "jobs/.", "jobs/lock"}, reason: "a plan is made from the lake"},
	{folder: "jobs/plan", may: []string{"data", "connectors", "pipeline", "jobs/.", "jobs/ledger"}, reason: "foretelling does nothing"},
	{folder: "jobs/reading", may: []string{"sentiment", "jobs/config"}, reason: "text in, labels out"},
	{folder: "jobs/schedule", reason: "when something is due follows from times alone"},
	{folder: "jobs/serve", may: []string{"data", "metrics", "pipeline", "jobs/.", "jobs/show", "jobs/status"}, reason: "pages show what commands print"},
	{folder: "jobs/share", may: []string{"data", "pipeline", "jobs/.", "jobs/lock"}, reason: "what others shared is committed by the unit"},
	{folder: "jobs/show", may: []string{"data", "metrics", "pipeline", "jobs/."}, reason: "what is shown was computed by a run"},
	{folder: "jobs/status", may: []string{"data", "jobs/.", "jobs/ledger", "jobs/tally"}, reason: "a look costs what is new"},
	{folder: "jobs/tally", may: []string{"data"}, reason: "rows are counted, not judged"},
}

// parquetOnly is the one folder that may import the Parquet library.
const parquetOnly = "data/lake"

func TestLayers(t *testing.T) {
	seen := 0
	err := filepath.WalkDir(".", func(file string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && file != "." && (strings.HasPrefix(d.Name(), ".") || d.Name() == "testdata") {
			return filepath.SkipDir
		}
		if !strings.HasSuffix(file, ".go") || strings.HasSuffix(file, "_test.go") {
			return nil
		}
		parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		seen++
		folder := filepath.ToSlash(filepath.Dir(file))
		for _, spec := range parsed.Imports {
			imported, _ := strconv.Unquote(spec.Path.Value)
			if why := breach(folder, imported); why != "" {
				t.Errorf("%s imports %s: %s", file, imported, why)
			}
			if spec.Name != nil && spec.Name.Name == "_" && imported != "embed" && imported != "time/tzdata" { // which hold data
				t.Errorf("%s imports %s only for its side effects; register things explicitly", file, imported)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if seen < 20 {
		t.Errorf("read %d source files; the walk must have missed the tree", seen)
	}
}

// breach says why a file in folder may not import a path, "" if it may.
func breach(folder, imported string) string {
	if imported == "github.com/parquet-go/parquet-go" && folder != parquetOnly {
		return "only " + parquetOnly + " reads and writes Parquet"
	}
	if strings.HasPrefix(imported, "github.com/apache/arrow/go/v17/parquet") {
		return "this package panics on a corrupt page in a goroutine; data/lake owns Parquet"
	}
	law := lawOf(folder)
	if !strings.HasPrefix(imported, module) {
		if law.std && strings.Contains(strings.SplitN(imported, "/", 2)[0], ".") {
			return law.reason + "; it may import the standard library only"
		}
		return ""
	}
	target := strings.TrimPrefix(strings.TrimPrefix(imported, module), "/")
	for _, may := range law.may {
		if alone, is := strings.CutSuffix(may, "/."); target == alone || !is && strings.HasPrefix(target, may+"/") {
			return ""
		}
	}
	return law.reason + "; it may import " + strings.Join(law.may, ", ")
}

func lawOf(folder string) layer {
	for at := folder; ; at = path.Dir(at) {
		for _, l := range layers {
			if l.folder == at {
				return l
			}
		}
		if at == "." {
			return layer{folder: folder, reason: "no layer is declared for " + folder + " in layers_test.go"}
		}
	}
}

// TestBreach breaks the law on purpose.
func TestBreach(t *testing.T) {
	for _, c := range []struct {
		folder, imported string
		legal            bool
	}{
		{"metrics", module + "/data", true},
		{"metrics", module + "/sentiment", false},
		{"sentiment", module + "/connectors", false},
		{"connectors/x", module + "/data/privacy", true},
		{"connectors/x", module + "/pipeline", false},
		{"data", "github.com/google/go-cmp/cmp", false},
		{"data", module + "/data/lake", false},
		{"data", "encoding/json", true},
		{"pipeline", "github.com/parquet-go/parquet-go", false},
		{"data/lake", "github.com/parquet-go/parquet-go", true},
		{"data/lake", "github.com/apache/arrow/go/v17/parquet/file", false},
		{"pipeline/report", module + "/pipeline", false},
		{"pipeline/report/chart", module + "/pipeline/report/page", false},
		{"pipeline/report/page", module + "/pipeline/report", false},
		{"pipeline/report/voice", module + "/pipeline/report/chart", false},
		{"jobs/cli", module + "/jobs/config", true},
		{"jobs/show", module + "/jobs", true},
		{"jobs/show", module + "/jobs/plan", false},
		{"jobs", module + "/jobs/status", false},
		{".", module + "/pipeline", false},
		{"extras", module + "/data", false},
	} {
		if why := breach(c.folder, c.imported); (why == "") != c.legal {
			t.Errorf("breach(%q, %q) = %q, want legal %v", c.folder, c.imported, why, c.legal)
		}
	}
}
