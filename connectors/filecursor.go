package connectors

import (
	"encoding/json"
	"fmt"
	"maps"

	"github.com/digital-diplomacy/tailor/data"
)

// FileCursor is the position of a driver that reads files. A file is named by a
// key, which is a hash of its bytes and of all that decides how it is read: so an
// unchanged file is not read again, and a corrected mapping reads it anew.
type FileCursor struct {
	Done  map[string]bool        `json:"done,omitempty"`  // keys of files read to the end
	File  string                 `json:"file,omitempty"`  // key of the file being read
	Row   int64                  `json:"row,omitempty"`   // rows of it already returned
	Again map[string]data.Micros `json:"again,omitempty"` // keys of files with rows of a later day, and when the first of these is to be read

	Names    map[string]bool `json:"names,omitempty"`    // hashes of the names that files were read under
	Corrects bool            `json:"corrects,omitempty"` // whether one was read under the name of the file being read
}

// ParseFileCursor reads a cursor; "" is the start.
func ParseFileCursor(s string) (FileCursor, error) {
	var c FileCursor
	if s == "" {
		return c, nil
	}
	if err := json.Unmarshal([]byte(s), &c); err != nil {
		return FileCursor{}, fmt.Errorf("%w: the stored cursor is damaged: %v", ErrInput, err)
	}
	if c.Row < 0 {
		return FileCursor{}, fmt.Errorf("%w: the stored cursor is damaged: row %d", ErrInput, c.Row)
	}
	return c, nil
}

// String is the cursor as JSON with sorted keys.
func (c FileCursor) String() string {
	if len(c.Done) == 0 && c.File == "" {
		return ""
	}
	b, err := json.Marshal(c)
	if err != nil {
		panic(err) // a map of strings, a string and a number always encode
	}
	return string(b)
}

// Finish returns the cursor after the file with key was read to its end.
func (c FileCursor) Finish(key string) FileCursor {
	done := make(map[string]bool, len(c.Done)+1)
	for k := range c.Done {
		done[k] = true
	}
	done[key] = true
	return FileCursor{Done: done, Again: c.Again, Names: c.Names}
}

// Begin returns the cursor at the beginning of a file with key that is called name; ""
// if it has no name of its own.
func (c FileCursor) Begin(key, name string) FileCursor {
	c.File, c.Row, c.Corrects = key, 0, false
	if name == "" {
		return c
	}
	name = Key(name)
	c.Corrects, c.Names = c.Names[name], maps.Clone(c.Names)
	if c.Names == nil {
		c.Names = map[string]bool{}
	}
	c.Names[name] = true
	return c
}

// Keep returns the cursor without what it says of files that are not there any more. One
// that is put back is read anew, because another content may have been read from under
// its name meanwhile.
func (c FileCursor) Keep(there func(key string) bool) FileCursor {
	gone := func(key string) bool { return !there(key) }
	c.Done, c.Again = maps.Clone(c.Done), maps.Clone(c.Again)
	maps.DeleteFunc(c.Done, func(key string, _ bool) bool { return gone(key) })
	maps.DeleteFunc(c.Again, func(key string, _ data.Micros) bool { return gone(key) })
	return c
}

// Await returns the cursor that has the file with key read again once the as-of moment
// has reached at, since it has a row that lay in the future. The earliest moment holds.
func (c FileCursor) Await(key string, at data.Micros) FileCursor {
	if first, known := c.Again[key]; known && first <= at {
		return c
	}
	if c.Again = maps.Clone(c.Again); c.Again == nil {
		c.Again = map[string]data.Micros{}
	}
	c.Again[key] = at
	return c
}

// Due returns the cursor as it stands at asOf: files whose rows of a later day may be
// read by now are not done.
func (c FileCursor) Due(asOf data.Micros) FileCursor {
	due := func(key string, at data.Micros) bool { return at <= asOf && key != c.File }
	for key, at := range c.Again {
		if due(key, at) {
			c.Done, c.Again = maps.Clone(c.Done), maps.Clone(c.Again)
			maps.DeleteFunc(c.Done, func(k string, _ bool) bool { at, waits := c.Again[k]; return waits && due(k, at) })
			maps.DeleteFunc(c.Again, due)
			break
		}
	}
	return c
}

// Next returns which of n files is to be read, by their keys: the one that was begun,
// else the first that is not done; -1 if all are.
func (c FileCursor) Next(n int, key func(i int) string) int {
	first := -1
	for i := range n {
		switch k := key(i); {
		case c.Done[k]:
		case k == c.File:
			return i
		case first < 0:
			first = i
		}
	}
	return first
}
