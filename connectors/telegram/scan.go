package telegram

import (
	"encoding/json"
	"errors"
	"io"

	"github.com/digital-diplomacy/tailor/connectors"
)

// chat is what an export says of a chat, apart from its messages.
type chat struct {
	Name   string
	Type   string // public_channel, private_channel, public_supergroup, ...
	Number string
}

// scanner reads the messages of an export one by one, whatever its size: of the one
// chat that stands at the top, or of the lists under chats and left_chats. Nothing
// else is kept.
type scanner struct {
	file io.Closer
	dec  *json.Decoder
	at   place
	chat int    // position in all of the chat whose messages come
	top  int    // position of the chat that is the file itself; -1 if none
	all  []chat // chats so far; the last one may not be complete before its end
	n    int64  // messages so far

	skips func(chat int) bool // chats whose messages are not wanted; nil wants all
}

// place is where in the file the scanner stands.
type place int

const (
	start place = iota
	root
	chatsObject // between the keys of chats or left_chats
	chatList
	chatObject
	messagesOfRoot
	messagesOfChat
	end
)

// errBroken is JSON that breaks off or is damaged: what stands behind is lost.
var errBroken = errors.New("the JSON breaks off or is damaged")

// errOdd is a message of another form.
var errOdd = errors.New("the message is of a form that is not known")

// errForeign is JSON, or something else, that is no export.
var errForeign = errors.New("it is no export of Telegram Desktop in JSON")

func openScanner(path string) (*scanner, error) {
	f, err := connectors.OpenFile(path)
	if err != nil {
		return nil, err
	}
	return newScanner(f), nil
}

func newScanner(in io.ReadCloser) *scanner {
	dec := json.NewDecoder(newRepaired(in))
	dec.UseNumber() // numbers that are skipped need not fit anywhere
	return &scanner{file: in, dec: dec, chat: -1, top: -1}
}

// Close closes the file.
func (s *scanner) Close() { _ = s.file.Close() }

// next decodes the next message into v, a pointer to a struct; io.EOF at the end. An
// error that wraps errOdd concerns this message only; those that wrap errBroken or
// errForeign end the file; others are those of reading.
func (s *scanner) next(v any) error {
	for {
		switch s.at {
		case messagesOfRoot, messagesOfChat:
			if s.dec.More() {
				s.n++
				if s.skips == nil || !s.skips(s.chat) {
					return s.message(v)
				}
				if err := s.message(&struct{}{}); err != nil && !errors.Is(err, errOdd) {
					return err
				}
				continue
			}
			if _, err := s.dec.Token(); err != nil {
				return broken(err)
			}
			if s.at == messagesOfRoot {
				s.at = root
			} else {
				s.at = chatObject
			}
		case end:
			return io.EOF
		default:
			if err := s.step(); err != nil {
				return err
			}
		}
	}
}

func (s *scanner) message(v any) error {
	err := s.dec.Decode(v)
	var odd *json.UnmarshalTypeError
	switch {
	case errors.As(err, &odd):
		return errOdd
	case err != nil:
		return broken(err)
	}
	return nil
}

// broken tells damaged content from a failure to read.
func broken(err error) error {
	var syntax *json.SyntaxError
	if errors.As(err, &syntax) || errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return errBroken
	}
	return err
}

// foreign is broken at the very start.
func foreign(err error) error {
	if errors.Is(broken(err), errBroken) {
		return errForeign
	}
	return err
}
