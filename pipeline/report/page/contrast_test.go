package page

import (
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// TestContrast computes WCAG 2.2 contrast ratios of the colours in the style
// sheet: 4.5 for text (1.4.3), 3 for marks (1.4.11), in light, dark and print.
func TestContrast(t *testing.T) {
	css, err := files.ReadFile("page.css")
	if err != nil {
		t.Fatal(err)
	}
	blocks := regexp.MustCompile(`:root\{[^}]*\}`).FindAllString(string(css), -1)
	if len(blocks) != 3 {
		t.Fatalf("%d colour schemes, want 3", len(blocks))
	}
	for i, block := range blocks {
		colour := map[string]string{}
		for _, m := range regexp.MustCompile(`--(\w+):(#\w+)`).FindAllStringSubmatch(block, -1) {
			colour[m[1]] = m[2]
		}
		check := func(a, b string, least float64) {
			t.Helper()
			if colour[a] == "" || colour[b] == "" {
				t.Fatalf("scheme %d: no colour %s or %s", i, a, b)
			}
			if got := contrast(colour[a], colour[b]); got < least {
				t.Errorf("scheme %d: %s on %s has contrast %.2f, want %.1f", i, a, b, got, least)
			}
		}
		for _, text := range []string{"ink", "soft", "link"} {
			check(text, "paper", 4.5)
			check(text, "wash", 4.5)
		}
		for _, pair := range [][2]string{{"onneg", "neg"}, {"onneu", "neu"}, {"onpos", "pos"}, {"onbanner", "banner"}} {
			check(pair[0], pair[1], 4.5)
		}
		for _, cell := range []string{"more1", "less1"} {
			check("ink", cell, 4.5)
		}
		for _, mark := range []string{"one", "blue", "red", "green", "purple", "teal", "brown", "grey", "neg", "pos"} {
			check(mark, "paper", 3)
		}
	}
}

// contrast is the WCAG ratio (L1 + 0.05) / (L2 + 0.05) of two sRGB colours.
func contrast(a, b string) float64 {
	x, y := luminance(a), luminance(b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

func luminance(hex string) float64 {
	hex = strings.TrimPrefix(hex, "#")
	if len(hex) == 3 {
		hex = string([]byte{hex[0], hex[0], hex[1], hex[1], hex[2], hex[2]})
	}
	sum := 0.0
	for i, weight := range []float64{0.2126, 0.7152, 0.0722} {
		n, _ := strconv.ParseUint(hex[2*i:2*i+2], 16, 8)
		c := float64(n) / 255
		if c <= 0.04045 {
			c /= 12.92
		} else {
			c = math.Pow((c+0.055)/1.055, 2.4)
		}
		sum += weight * c
	}
	return sum
}
