package feed

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"mime"
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/mmcdole/gofeed"
	"golang.org/x/net/html/charset"

	"github.com/digital-diplomacy/tailor/connectors"
)

// deepest is more levels than any feed has. The parser calls itself for every level.
const deepest = 200

// decode parses a feed. damage says what of it could not be read, "" if all was.
func decode(body []byte, contentType string) (feed *gofeed.Feed, damage string, err error) {
	if isPage(body) {
		return nil, "", fmt.Errorf("%w: it is a web page that names no feed; write the feed's own address, often .../feed or .../rss.xml", connectors.ErrTransient)
	}
	body = bytes.TrimSpace(inUTF8(body, contentType))
	switch {
	case len(body) == 0:
		return nil, "", fmt.Errorf("%w: the answer is empty", connectors.ErrTransient)
	case body[0] == '{':
		var list struct {
			Items json.RawMessage `json:"items"`
		}
		if json.Unmarshal(body, &list) == nil && list.Items == nil {
			return nil, "", fmt.Errorf("%w: it is JSON, but no JSON feed", connectors.ErrInput)
		}
	default:
		if body, damage, err = sound(body); err != nil {
			return nil, "", err
		}
	}
	if feed, err = parse(body); err != nil {
		if cutJSON(body, err) {
			return nil, "", fmt.Errorf("%w: the feed ends too early", connectors.ErrTransient)
		}
		return nil, "", fmt.Errorf("%w: it is no RSS, Atom or JSON feed that can be read", connectors.ErrInput)
	}
	return feed, damage, nil
}

// parse calls the parser, which must not end the program whatever it meets. What it
// says of an error may quote the feed, so it is not repeated.
func parse(body []byte) (feed *gofeed.Feed, err error) {
	defer func() {
		if recover() != nil {
			feed, err = nil, errors.New("the parser failed")
		}
	}()
	return gofeed.NewParser().Parse(bytes.NewReader(body))
}

// cutJSON reports whether JSON broke off.
func cutJSON(body []byte, err error) bool {
	return body[0] == '{' && (errors.Is(err, io.ErrUnexpectedEOF) || strings.Contains(err.Error(), "unexpected end of JSON"))
}

// declared finds the encoding that an XML declaration names.
var declared = regexp.MustCompile(`^<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._:-]+)["'][^>]*\?>`)

// inUTF8 returns a text in UTF-8, without characters that XML forbids. Its encoding is
// told by a byte order mark, the XML declaration or the header, in this order; bytes
// that are not of it become U+FFFD.
func inUTF8(body []byte, contentType string) []byte {
	label := ""
	if m := declared.FindSubmatch(bytes.TrimSpace(body)); m != nil {
		label = string(m[1])
	} else if _, params, err := mime.ParseMediaType(contentType); err == nil {
		label = params["charset"]
	}
	switch {
	case bytes.HasPrefix(body, []byte("\xef\xbb\xbf")):
		label, body = "", body[3:]
	case bytes.HasPrefix(body, []byte("\xff\xfe")):
		label, body = "utf-16le", body[2:]
	case bytes.HasPrefix(body, []byte("\xfe\xff")):
		label, body = "utf-16be", body[2:]
	}
	if label != "" && !strings.EqualFold(label, "utf-8") {
		if r, err := charset.NewReaderLabel(label, bytes.NewReader(body)); err == nil {
			if converted, err := io.ReadAll(r); err == nil {
				body = converted
			}
		}
	}
	if !utf8.Valid(body) {
		body = bytes.ToValidUTF8(body, []byte("\uFFFD"))
	}
	return bytes.Map(func(r rune) rune {
		if r < ' ' && r != '\t' && r != '\n' && r != '\r' || r == 0xFFFE || r == 0xFFFF {
			return -1
		}
		return r
	}, body)
}

// sound goes through XML once before it is parsed. It cuts off what stands before the
// root, refuses what is nested too deeply, and where the text is damaged ends it
// behind the last whole article, so that one bad character loses no more than it must.
func sound(body []byte) (out []byte, damage string, err error) {
	dec := xml.NewDecoder(bytes.NewReader(body))
	dec.Strict = false
	dec.CharsetReader = func(_ string, r io.Reader) (io.Reader, error) { return r, nil } // it is UTF-8 by now
	var open []string                                                                    // elements, with their prefixes
	root, whole, tail := int64(-1), int64(0), ""
	for {
		at := dec.InputOffset()
		token, err := dec.RawToken()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			if whole == 0 || strings.Contains(err.Error(), "unexpected EOF") {
				break
			}
			line := 1 + bytes.Count(body[:min(at, int64(len(body)))], []byte("\n"))
			return append(bytes.Clone(body[root:whole]), tail...), fmt.Sprintf("the feed is damaged at line %d; the articles before are read", line), nil
		}
		switch t := token.(type) {
		case xml.StartElement:
			if root < 0 {
				root = at
			}
			if open = append(open, tag(t.Name)); len(open) > deepest {
				return nil, "", fmt.Errorf("%w: it is nested too deeply for a feed", connectors.ErrInput)
			}
		case xml.EndElement:
			if len(open) == 0 {
				continue
			}
			open = open[:len(open)-1]
			if len(open) == 0 {
				return body[root:dec.InputOffset()], "", nil // nothing after the root is of the feed
			}
			if t.Name.Local == "item" || t.Name.Local == "entry" {
				whole, tail = dec.InputOffset(), closing(open)
			}
		}
	}
	if root < 0 {
		return nil, "", fmt.Errorf("%w: it is no RSS, Atom or JSON feed", connectors.ErrInput)
	}
	return nil, "", fmt.Errorf("%w: the feed ends too early", connectors.ErrTransient)
}

func tag(n xml.Name) string {
	if n.Space != "" {
		return n.Space + ":" + n.Local
	}
	return n.Local
}

// closing is the end tags of the open elements.
func closing(open []string) string {
	var s strings.Builder
	for i := len(open) - 1; i >= 0; i-- {
		s.WriteString("</" + open[i] + ">")
	}
	return s.String()
}
