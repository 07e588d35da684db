package lake

import (
	"encoding/binary"
	"unicode/utf16"
)

// junctionData is the content of a junction to an absolute path: the
// REPARSE_DATA_BUFFER for IO_REPARSE_TAG_MOUNT_POINT of [MS-FSCC] 2.1.2.5. The path
// stands there twice: for the system, behind \??\, and for people.
func junctionData(target string) []byte {
	const (
		mountPoint = 0xA0000003
		nul        = 2 // bytes
		fields     = 8 // offsets and lengths
	)
	system, shown := utf16Bytes(`\??\`+target), utf16Bytes(target)
	b := binary.LittleEndian.AppendUint32(nil, mountPoint)
	for _, v := range []int{
		fields + len(system) + nul + len(shown) + nul, 0, // length of what follows, reserved
		0, len(system),
		len(system) + nul, len(shown),
	} {
		b = binary.LittleEndian.AppendUint16(b, uint16(v))
	}
	b = append(append(b, system...), 0, 0)
	return append(append(b, shown...), 0, 0)
}

func utf16Bytes(s string) []byte {
	var b []byte
	for _, unit := range utf16.Encode([]rune(s)) {
		b = binary.LittleEndian.AppendUint16(b, unit)
	}
	return b
}
