package axetest

import (
	"encoding/base64"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// View is how somebody looks at a page.
type View struct {
	Name          string
	Width, Height int
	Dark, Phone   bool
}

// Views are a desktop in the light and in the dark, and a phone.
func Views() []View {
	return []View{{"light", 1280, 900, false, false}, {"dark", 1280, 900, true, false}, {"phone", 390, 844, false, true}}
}

// Open shows a page and waits until it is loaded.
func (b *Browser) Open(t *testing.T, address string, v View) {
	t.Helper()
	b.call(t, "Emulation.setDeviceMetricsOverride", map[string]any{"width": v.Width, "height": v.Height, "deviceScaleFactor": 1, "mobile": v.Phone}, nil)
	scheme := "light"
	if v.Dark {
		scheme = "dark"
	}
	b.call(t, "Emulation.setEmulatedMedia", map[string]any{"features": []map[string]string{{"name": "prefers-color-scheme", "value": scheme}}}, nil)
	var went struct{ ErrorText string }
	b.call(t, "Page.navigate", map[string]any{"url": address}, &went)
	if went.ErrorText != "" {
		t.Fatalf("open %s: %s", address, went.ErrorText)
	}
	b.Eval(t, `new Promise(done => document.readyState == "complete" ? done(1) : addEventListener("load", () => done(1)))`, nil)
}

// Eval runs a script on the page and reads its value, or what it promises, into a
// pointer, if there is one.
func (b *Browser) Eval(t *testing.T, script string, into any) {
	t.Helper()
	var got struct {
		Result           struct{ Value json.RawMessage }
		ExceptionDetails *struct {
			Exception struct{ Description string }
		}
	}
	b.call(t, "Runtime.evaluate", map[string]any{"expression": script, "awaitPromise": true, "returnByValue": true}, &got)
	if e := got.ExceptionDetails; e != nil {
		t.Fatalf("script: %s", e.Exception.Description)
	}
	if into != nil {
		if err := json.Unmarshal(got.Result.Value, into); err != nil {
			t.Fatal(err)
		}
	}
}

// Press presses a key, like Tab.
func (b *Browser) Press(t *testing.T, key string) {
	t.Helper()
	code := map[string]int{"Tab": 9, "Enter": 13}[key]
	text := map[string]string{"Enter": "\r"}[key]
	b.call(t, "Input.dispatchKeyEvent", map[string]any{"type": "keyDown", "key": key, "code": key, "windowsVirtualKeyCode": code, "text": text}, nil)
	b.call(t, "Input.dispatchKeyEvent", map[string]any{"type": "keyUp", "key": key, "code": key, "windowsVirtualKeyCode": code}, nil)
}

// Shoot writes a picture of the whole page into a folder; "" writes none.
func (b *Browser) Shoot(t *testing.T, dir, name string) {
	t.Helper()
	if dir == "" {
		return
	}
	var shot struct{ Data string }
	b.call(t, "Page.captureScreenshot", map[string]any{"format": "png", "captureBeyondViewport": true}, &shot)
	b.write(t, dir, name+".png", shot.Data)
}

// Print writes the page as it is printed into a folder; "" writes none.
func (b *Browser) Print(t *testing.T, dir, name string) {
	t.Helper()
	if dir == "" {
		return
	}
	var made struct{ Data string }
	b.call(t, "Page.printToPDF", map[string]any{"preferCSSPageSize": true, "printBackground": false}, &made)
	b.write(t, dir, name+".pdf", made.Data)
}

func (b *Browser) write(t *testing.T, dir, name, encoded string) {
	t.Helper()
	content, err := base64.StdEncoding.DecodeString(encoded)
	if err == nil {
		err = os.MkdirAll(dir, 0o755)
	}
	if err == nil {
		err = os.WriteFile(filepath.Join(dir, strings.ReplaceAll(name, " ", "-")), content, 0o644)
	}
	if err != nil {
		t.Fatal(err)
	}
}
