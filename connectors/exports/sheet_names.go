package exports

import (
	"archive/zip"
	"bytes"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"
)

// Some tools name a sheet as Excel does not allow, Fanpage Karma *. The library would not open
// such a sheet, so its name is changed in the copy that is read.

// forbidden are the marks that no name of a sheet may hold, and longestName its characters.
const (
	forbidden   = `:\/?*[]`
	longestName = 31
)

// badSheetName reports a name that the library refuses.
func badSheetName(name string) bool {
	return strings.ContainsAny(name, forbidden) || utf8.RuneCountInString(name) > longestName || strings.HasPrefix(name, "'") || strings.HasSuffix(name, "'")
}

// openWorkbook opens a workbook, with the names of its sheets made fit.
func openWorkbook(b []byte, o excelize.Options) (*excelize.File, error) {
	f, err := excelize.OpenReader(bytes.NewReader(b), o)
	if err != nil || !slices.ContainsFunc(f.GetSheetList(), badSheetName) {
		return f, err
	}
	renamed, err := renameSheets(b)
	if err != nil {
		return f, nil // such sheets stay closed
	}
	f.Close()
	return excelize.OpenReader(bytes.NewReader(renamed), o)
}

// sheetElement is what names a sheet in a workbook's list.
var sheetElement = regexp.MustCompile(`(<(?:\w+:)?sheet\s[^>]*?\bname=")([^"]*)(")`)

// renameSheets copies a workbook with names of sheets that are allowed.
func renameSheets(b []byte) ([]byte, error) {
	z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, part := range z.File {
		if !strings.EqualFold(strings.ReplaceAll(part.Name, `\`, "/"), "xl/workbook.xml") {
			if err := w.Copy(part); err != nil {
				return nil, err
			}
			continue
		}
		r, err := part.Open()
		if err != nil {
			return nil, err
		}
		list, err := io.ReadAll(io.LimitReader(r, maxWorkbookParts))
		r.Close()
		if err != nil {
			return nil, err
		}
		n := 0
		list = sheetElement.ReplaceAllFunc(list, func(one []byte) []byte {
			m := sheetElement.FindSubmatch(one)
			n++
			return slices.Concat(m[1], []byte(fitSheetName(string(m[2]), n)), m[3])
		})
		to, err := w.Create(part.Name)
		if err != nil {
			return nil, err
		}
		if _, err := to.Write(list); err != nil {
			return nil, err
		}
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

// fitSheetName makes the n-th name of a workbook one that is allowed, and no other's.
func fitSheetName(name string, n int) string {
	if !badSheetName(name) {
		return name
	}
	return "Sheet no. " + strconv.Itoa(n)
}
