package telegram

import (
	"errors"
	"slices"
	"time"

	"github.com/digital-diplomacy/tailor/data"
)

// item is one message, or an album: Telegram Desktop writes each picture and video of
// an album as a message of its own, with the next number and the same second.
type item struct {
	chat     int
	position int64      // of the first message in the file, from 1
	first    *message   // nil if it is of a form that is not known
	rest     []*message // the further ones of an album
	at       data.Micros
	again    bool // the same message stands further up
}

// mostInAlbum is how many media Telegram lets an album have.
const mostInAlbum = 10

// items joins albums, and marks messages that came before.
type items struct {
	scan     *scanner
	zone     *time.Location
	zoneless int64        // messages whose time names no zone
	seen     map[int]seen // message numbers by chat
	ahead    []item       // read and not yet given
	fail     error        // to give once ahead is given
}

// next returns the next message or album. Errors are the scanner's.
func (s *items) next() (item, error) {
	if len(s.ahead) == 0 {
		s.read()
	}
	if len(s.ahead) == 0 {
		return item{}, s.fail
	}
	it := s.ahead[0]
	s.ahead = s.ahead[1:]
	for at := 0; it.usable(); {
		if at == len(s.ahead) {
			if s.read(); at == len(s.ahead) {
				break
			}
		}
		switch more := s.ahead[at]; {
		case more.again:
			at++
			continue
		case it.joins(&more):
			it.rest = append(it.rest, more.first)
			s.ahead = slices.Delete(s.ahead, at, at+1)
			continue
		}
		break
	}
	return it, nil
}

// usable reports whether a message has what a row needs, and came for the first time.
func (it *item) usable() bool {
	return it.first != nil && it.first.ID.N != nil && *it.first.ID.N != 0 && it.at != 0 && !it.again
}

// read adds one message to ahead, or notes why there is none.
func (s *items) read() {
	if s.fail != nil {
		return
	}
	m := &message{}
	err := s.scan.next(m)
	if err != nil && !errors.Is(err, errOdd) {
		s.fail = err
		return
	}
	it := item{chat: s.scan.chat, position: s.scan.n}
	if err == nil {
		it.first = m
		if it.at = m.published(s.zone); it.at != 0 && m.DateUnix.N == nil {
			s.zoneless++
		}
	}
	if it.usable() {
		if s.seen == nil {
			s.seen = map[int]seen{}
		}
		if s.seen[it.chat] == nil {
			s.seen[it.chat] = seen{}
		}
		it.again = !s.seen[it.chat].add(*m.ID.N)
	}
	s.ahead = append(s.ahead, it)
}

// joins reports whether o is one more picture or video of the album that it begins.
func (it *item) joins(o *item) bool {
	a, b := it.first, o.first
	if !o.usable() || o.chat != it.chat || len(it.rest)+1 >= mostInAlbum {
		return false
	}
	texts := 0
	for _, m := range append([]*message{a, b}, it.rest...) {
		if kind := m.medium(); kind != "photo" && kind != "video" || m.Type != "message" || m.MediaType == "video_message" {
			return false
		}
		if m.body().String() != "" {
			texts++
		}
	}
	return *b.ID.N == *a.ID.N+int64(len(it.rest))+1 && texts <= 1 && o.at == it.at && a.FromID == b.FromID &&
		a.forwarded() == b.forwarded() && data.EqualCount(a.ReplyTo.N, b.ReplyTo.N)
}

// each calls f for every message of the item.
func (it *item) each(f func(*message)) {
	f(it.first)
	for _, m := range it.rest {
		f(m)
	}
}

// body is the text of the message that has one.
func (it *item) body() rich {
	body := it.first.body()
	for _, m := range it.rest {
		if body.String() == "" {
			body = m.body()
		}
	}
	return body
}

// ended reports errors after which a file has no more messages.
func ended(err error) bool { return errors.Is(err, errBroken) || errors.Is(err, errForeign) }
