package workbook

import (
	"archive/zip"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"io"
)

// coreProperties is the part of a workbook that holds its identifier.
const coreProperties = "docProps/core.xml"

// mostProperties is how much of that part is read: ours is a few hundred bytes.
const mostProperties = 64 << 10

// identity names what a workbook is made of. It stands in the workbook's properties.
func (a About) identity() string {
	b, err := json.Marshal(a)
	if err != nil {
		panic(fmt.Sprintf("workbook: %v", err)) // texts, times and booleans always encode
	}
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:16])
}

// Is reports whether a file is the workbook that [Write] would write for what about
// says, so that it need not be written again. A file that is none is not.
func Is(file io.ReaderAt, size int64, about About) bool {
	archive, err := zip.NewReader(file, size)
	if err != nil {
		return false
	}
	part, err := archive.Open(coreProperties)
	if err != nil {
		return false
	}
	defer part.Close()
	var properties struct {
		Identifier string `xml:"http://purl.org/dc/elements/1.1/ identifier"`
	}
	err = xml.NewDecoder(io.LimitReader(part, mostProperties)).Decode(&properties)
	return err == nil && properties.Identifier == about.identity()
}
