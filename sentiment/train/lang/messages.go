package main

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"fmt"
	"io"
	"strings"
)

// Readers of message catalogues. Each calls yield with a message and its original,
// which is empty where the format has none.

// readMO reads GNU gettext's binary catalogues (gettext manual, section 10.3).
func readMO(b []byte, yield func(original, message string)) error {
	if len(b) < 28 {
		return fmt.Errorf("%d bytes are no catalogue", len(b))
	}
	order := binary.ByteOrder(binary.LittleEndian)
	if order.Uint32(b) != 0x950412de {
		order = binary.BigEndian
	}
	n, originals, messages := order.Uint32(b[8:]), order.Uint32(b[12:]), order.Uint32(b[16:])
	if uint64(n)*16 > uint64(len(b)) {
		return fmt.Errorf("%d messages do not fit into %d bytes", n, len(b))
	}
	at := func(table, i uint32) string {
		p := uint64(table) + 8*uint64(i)
		if p+8 > uint64(len(b)) {
			return ""
		}
		length, offset := uint64(order.Uint32(b[p:])), uint64(order.Uint32(b[p+4:]))
		if offset+length > uint64(len(b)) {
			return ""
		}
		return string(b[offset : offset+length])
	}
	for i := range n {
		original := at(originals, i)
		if original == "" {
			continue // the head
		}
		if _, after, ok := strings.Cut(original, "\x04"); ok { // context
			original = after
		}
		for _, form := range strings.Split(at(messages, i), "\x00") { // plural forms
			yield(original, form)
		}
	}
	return nil
}

// readPak reads Chromium's resource packs, version 5 (ui/base/resource/data_pack.cc).
func readPak(b []byte, yield func(original, message string)) error {
	if len(b) < 12 || binary.LittleEndian.Uint32(b) != 5 || b[4] != 1 {
		return fmt.Errorf("no resource pack of version 5 in UTF-8")
	}
	n := int(binary.LittleEndian.Uint16(b[8:]))
	if len(b) < 12+6*(n+1) {
		return fmt.Errorf("cut off")
	}
	offset := func(i int) int { return int(binary.LittleEndian.Uint32(b[12+6*i+2:])) }
	for i := range n {
		from, to := offset(i), offset(i+1)
		if from <= to && to <= len(b) && to-from < 2000 {
			yield("", string(b[from:to]))
		}
	}
	return nil
}

// readXPI reads the messages of a Firefox language pack: Fluent and properties files.
func readXPI(b []byte, yield func(original, message string)) error {
	z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		return err
	}
	for _, f := range z.File {
		fluent := strings.HasSuffix(f.Name, ".ftl")
		if !fluent && !strings.HasSuffix(f.Name, ".properties") {
			continue
		}
		r, err := f.Open()
		if err != nil {
			return err
		}
		data, err := io.ReadAll(r)
		r.Close()
		if err != nil {
			return err
		}
		for line := range strings.Lines(string(data)) {
			if strings.HasPrefix(line, "#") {
				continue
			}
			key, value, ok := strings.Cut(line, "=")
			switch {
			case ok && !strings.Contains(strings.TrimSpace(key), " "):
				yield("", value)
			case fluent && strings.HasPrefix(line, " ") && !strings.Contains(line, "{"):
				yield("", line)
			}
		}
	}
	return nil
}
