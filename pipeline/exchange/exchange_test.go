package exchange

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/klauspost/compress/zstd"
	"pgregory.net/rapid"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/metrics"
)

func aHeader() Header {
	return Header{Version: 1, SharedBy: "Embassy of Nowhere", SharedOn: "2026-05-31", Dictionary: "metrics/2", Model: "effects/2", Least: 5}
}

// cellOf makes the cell of values as measure does.
func cellOf(account string, values []float64) Cell {
	c := Cell{Account: account, Platform: "bluesky", Format: "image", Span: "2026-M02", Metric: metrics.MetricInteractions, Age: "7d", Paid: "organic",
		Posts: int64(len(values)), N: int64(len(values))}
	counts := map[int32]int64{}
	for _, v := range values {
		l := math.Log1p(v)
		c.Sum += int64(math.Round(v * metrics.SumScale))
		c.SumLog += int64(math.Round(l * metrics.LogScale))
		c.SumLogSq += int64(math.Round(l * l * metrics.LogScale))
		counts[metrics.BucketOf(v)]++
	}
	for i := int32(math.MinInt32); ; i++ {
		if n := counts[i]; n > 0 {
			c.Hist = append(c.Hist, [2]int64{int64(i), n})
		}
		if i == math.MinInt32 {
			i = -mostBucket
		}
		if i > mostBucket {
			return c
		}
	}
}

func anEffect() Effect {
	return Effect{Account: "a1", Platform: "bluesky", Goal: metrics.MetricInteractions, Age: "settled", Lever: "format", Level: "video", N: 8, NOther: 30, Lift: 1.4, LogSE: 0.2}
}

func written(t interface{ Fatal(...any) }, f *File) []byte {
	var b bytes.Buffer
	if err := Write(&b, f); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// packed compresses lines and ends them as Write does.
func packed(t *testing.T, lines ...string) []byte {
	t.Helper()
	plain := strings.Join(lines, "\n") + "\n"
	sum := sha256.Sum256([]byte(plain))
	return squeezed(t, plain+fmt.Sprintf(`{"rows":%d,"sha256":"%s"}`, len(lines)-1, hex.EncodeToString(sum[:]))+"\n")
}

func squeezed(t *testing.T, plain string) []byte {
	t.Helper()
	var b bytes.Buffer
	z, err := zstd.NewWriter(&b)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.WriteString(z, plain); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestWhatIsWrittenIsRead(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		f := File{Header: aHeader()}
		value := rapid.OneOf(rapid.Float64Range(1e-9, 1), rapid.Map(rapid.IntRange(0, 5_000_000), func(n int) float64 { return float64(n) }))
		for i := range rapid.IntRange(0, 5).Draw(t, "cells") {
			f.Cells = append(f.Cells, cellOf(fmt.Sprintf("a%d", i+1), rapid.SliceOfN(value, 5, 40).Draw(t, "values")))
		}
		for i := range rapid.IntRange(0, 5).Draw(t, "effects") {
			e := anEffect()
			e.Level, e.Lift = string(data.Formats()[i]), rapid.Float64Range(0.01, 100).Draw(t, "lift")
			f.Effects = append(f.Effects, e)
		}
		b := written(t, &f)
		if !bytes.Equal(b, written(t, &f)) {
			t.Fatal("written twice, the bytes differ")
		}
		got, rejects, err := Read(bytes.NewReader(b))
		if err != nil || len(rejects) > 0 {
			t.Fatal(err, rejects)
		}
		if diff := cmp.Diff(&f, got); diff != "" {
			t.Fatal(diff)
		}
	})
}

// TestDamageIsFound flips each byte and cuts the file everywhere.
func TestDamageIsFound(t *testing.T) {
	t.Parallel()
	f := File{Header: aHeader(), Cells: []Cell{cellOf("a1", []float64{1, 2, 3, 4, 5})}, Effects: []Effect{anEffect()}}
	whole := written(t, &f)
	for i := range whole {
		b := bytes.Clone(whole)
		b[i] ^= 0x40
		if got, _, err := Read(bytes.NewReader(b)); err == nil && !cmp.Equal(got, &f) {
			t.Errorf("byte %d flipped: another file was read", i)
		}
		if _, _, err := Read(bytes.NewReader(whole[:i])); err == nil {
			t.Errorf("cut after %d of %d bytes: no error", i, len(whole))
		}
	}
}

// TestBadRowsAreNamed: good rows land, and no error repeats what a file says.
func TestBadRowsAreNamed(t *testing.T) {
	t.Parallel()
	const header = `{"tailor_share":1,"shared_by":"Embassy of Nowhere","shared_on":"2026-05-31","dictionary":"metrics/2","effects":"effects/2","least":5}`
	const cell = `{"cell":{"account":"a1","platform":"bluesky","format":"image","span":"2026-M02","metric":"interactions_public","age":"7d","paid":"organic","posts":5,"n":5,"sum_fixed":0,"sum_log1p_fixed":0,"sum_log1p_sq_fixed":0,"histogram":[[-2147483648,5]]}}`
	const effect = `{"effect":{"account":"a1","platform":"bluesky","goal":"interactions_public","age":"7d","lever":"topic","level":"visa","n":5,"n_other":5,"own_lift":1.5,"own_log_se":0.1}}`
	for _, c := range []struct{ field, from, to string }{
		{"account", `"a1"`, `"@canary"`},
		{"platform", `"bluesky"`, `"Canary Street 5"`},
		{"format", `"image"`, `"canary"`},
		{"span", `"2026-M02"`, `"2026-M13"`},
		{"span", `"2026-M02"`, `"2026-W02"`},
		{"metric", `"interactions_public"`, `"reach"`},
		{"metric", `"interactions_public"`, `"net_sentiment"`},
		{"age", `"7d"`, `"canary"`},
		{"paid", `"organic"`, `"canary"`},
		{"n", `"n":5`, `"n":4`},
		{"posts", `"posts":5`, `"posts":4`},
		{"histogram", `[[-2147483648,5]]`, `[[-2147483648,6]]`},
		{"histogram", `[[-2147483648,5]]`, `[[32,2],[16,3]]`},
		{"histogram", `[[-2147483648,5]]`, `[[2147483647,5]]`},
		{"histogram", `[[-2147483648,5]]`, `[]`},
		{"histogram", `[[-2147483648,5]]`, `[[16,9223372036854775807],[17,9223372036854775807],[18,7]]`},
		{"sum_fixed", `"sum_fixed":0`, `"sum_fixed":5242880000`},
		{"sum_fixed", `"sum_fixed":0`, `"sum_fixed":-1`},
		{"sum_log1p_fixed", `"sum_log1p_fixed":0`, `"sum_log1p_fixed":123456`},
		{"sum_log1p_sq_fixed", `"sum_log1p_sq_fixed":0`, `"sum_log1p_sq_fixed":123456`},
		{"", `"n":5`, `"n":5,"reply":"canary"`},
		{"", `"n":5`, `"n":"canary"`},
		{"", `"n":5`, `"n":5.5`},
		{"", cell, cell[:len(cell)-1] + strings.Replace(effect, "{", ",", 1)},
		{"", cell, `{}`},
		{"", cell, `canary`},
		{"", cell, cell + cell},
	} {
		bad := strings.Replace(cell, c.from, c.to, 1)
		checkRejected(t, c.field, packed(t, header, bad, effect))
	}
	for _, c := range []struct{ field, from, to string }{
		{"level", `"visa"`, `"canary"`},
		{"level", `"topic"`, `"canary"`},
		{"level", `"lever":"topic","level":"visa"`, `"lever":"language","level":"x-canary"`},
		{"goal", `"interactions_public"`, `"views"`},
		{"n_other", `"n_other":5`, `"n_other":4`},
		{"own_lift", `1.5`, `0`},
		{"own_lift", `1.5`, `-1`},
		{"own_lift", `1.5`, `1e300`},
		{"own_log_se", `0.1`, `0`},
	} {
		checkRejected(t, c.field, packed(t, header, cell, strings.Replace(effect, c.from, c.to, 1)))
	}
	f, rejects, err := Read(bytes.NewReader(packed(t, header, cell, effect, cell)))
	if err != nil || len(f.Cells) != 1 || len(f.Effects) != 1 || len(rejects) != 1 || rejects[0].Line != 4 {
		t.Errorf("a row given twice: %v, %v, %v", f, rejects, err)
	}
}

func checkRejected(t *testing.T, field string, b []byte) {
	t.Helper()
	f, rejects, err := Read(bytes.NewReader(b))
	if err != nil || len(rejects) != 1 || rejects[0].Field != field || len(f.Cells)+len(f.Effects) != 1 {
		t.Errorf("want one row left aside for %q, got %v, error %v", field, rejects, err)
	}
	if strings.Contains(strings.ToLower(fmt.Sprint(rejects)), "canary") {
		t.Errorf("what the file says is repeated: %v", rejects)
	}
}

func TestWholeFilesAreRefused(t *testing.T) {
	t.Parallel()
	const header = `{"tailor_share":1,"shared_by":"Embassy of Nowhere","shared_on":"2026-05-31","dictionary":"metrics/2","effects":"effects/2","least":5}`
	for name, c := range map[string]struct {
		in   []byte
		says string
	}{
		"nothing":            {nil, "is no file"},
		"a CSV":              {[]byte("post,likes\n1,2\n"), "is no file"},
		"an empty frame":     {squeezed(t, ""), "is no file"},
		"no last line":       {squeezed(t, header+"\n"), "cut off"},
		"more after it":      {squeezed(t, header+"\n"+`{"rows":0,"sha256":"`+hash(header+"\n")+`"}`+"\n\n"), "cut off"},
		"another version":    {packed(t, strings.Replace(header, `share":1`, `share":2`, 1)), "update Tailor"},
		"a key too many":     {packed(t, strings.Replace(header, `"least"`, `"canary":1,"least"`, 1)), "first line"},
		"fewer posts":        {packed(t, strings.Replace(header, `"least":5`, `"least":4`, 1)), "least"},
		"a name in controls": {packed(t, strings.Replace(header, `Embassy of Nowhere`, `canary\u001b[2J`, 1)), "shared_by"},
		"one endless line":   {squeezed(t, header+"\n"+strings.Repeat("a", 2*maxLine)), "larger"},
	} {
		_, _, err := Read(bytes.NewReader(c.in))
		if err == nil || !strings.Contains(err.Error(), c.says) || strings.Contains(err.Error(), "canary") {
			t.Errorf("%s: %v, want that it %s", name, err, c.says)
		}
	}
}

func hash(s string) string {
	sum := sha256.Sum256([]byte(s))
	return hex.EncodeToString(sum[:])
}

// TestABombDoesNotGoOff: 600 MB of line ends are a few kilobytes when compressed.
func TestABombDoesNotGoOff(t *testing.T) {
	if testing.Short() {
		t.Skip("unpacks 512 MB")
	}
	var b bytes.Buffer
	z, err := zstd.NewWriter(&b)
	if err != nil {
		t.Fatal(err)
	}
	zeros := bytes.Repeat([]byte("\n"), 1<<20)
	for range 600 {
		if _, err := z.Write(zeros); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	if _, _, err := Read(&b); err == nil {
		t.Error("read")
	}
}

// FuzzRead: foreign bytes never panic; what is read can be written and read again.
func FuzzRead(f *testing.F) {
	seed := File{Header: aHeader(), Cells: []Cell{cellOf("a1", []float64{0, 1, 2, 3, 400})}, Effects: []Effect{anEffect()}}
	f.Add(written(f, &seed), false)
	var plain bytes.Buffer
	if err := writeLines(&plain, &seed); err != nil {
		f.Fatal(err)
	}
	f.Add(plain.Bytes(), true)
	f.Fuzz(func(t *testing.T, b []byte, bare bool) {
		var got *File
		var err error
		if bare { // past the compression, where a mutation means something
			sum := sha256.Sum256(b)
			tail := fmt.Sprintf("{\"rows\":%d,\"sha256\":\"%s\"}\n", bytes.Count(b, []byte("\n"))-1, hex.EncodeToString(sum[:]))
			got, _, err = readLines(io.MultiReader(bytes.NewReader(b), strings.NewReader(tail)))
		} else {
			got, _, err = Read(bytes.NewReader(b))
		}
		if err != nil {
			return
		}
		again, rejects, err := Read(bytes.NewReader(written(t, got)))
		if err != nil || len(rejects) > 0 || !cmp.Equal(got, again) {
			t.Fatalf("read once but not twice: %v, %v", rejects, err)
		}
	})
}
