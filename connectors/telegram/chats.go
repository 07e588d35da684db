package telegram

import (
	"encoding/json"

	"github.com/digital-diplomacy/tailor/connectors/web"
)

// step reads one key of an object, or the next chat of a list.
func (s *scanner) step() error {
	t, err := s.dec.Token()
	if err != nil {
		if s.at == start {
			return foreign(err)
		}
		return broken(err)
	}
	switch {
	case s.at == start && t == json.Delim('{'):
		s.at = root
	case s.at == start:
		return errForeign
	case s.at == chatList && t == json.Delim('{'):
		s.begin()
		s.at = chatObject
	case s.at == chatList && t == json.Delim(']'):
		s.at = chatsObject
	case s.at == chatList:
		return s.skip(t)
	case t == json.Delim('}'):
		s.leave()
	default:
		key, _ := t.(string)
		return s.field(key)
	}
	return nil
}

// leave goes up from the end of an object.
func (s *scanner) leave() {
	switch s.at {
	case root:
		s.at = end
	case chatsObject:
		s.at = root
	case chatObject:
		s.at = chatList
	}
}

// begin notes that a chat starts.
func (s *scanner) begin() {
	s.all = append(s.all, chat{})
	s.chat = len(s.all) - 1
}

// field reads the value of a key.
func (s *scanner) field(key string) error {
	switch {
	case s.at == root && (key == "chats" || key == "left_chats"):
		return s.enter('{', chatsObject)
	case s.at == chatsObject && key == "list":
		return s.enter('[', chatList)
	case s.at == root && (key == "name" || key == "type" || key == "id" || key == "messages"):
		if s.top < 0 {
			s.begin()
			s.top = s.chat
		}
		s.chat = s.top
	case s.at != root && s.at != chatObject:
		key = ""
	}
	switch key {
	case "messages":
		if s.at == root {
			return s.enter('[', messagesOfRoot)
		}
		return s.enter('[', messagesOfChat)
	case "name":
		return s.text(&s.all[s.chat].Name)
	case "type":
		return s.text(&s.all[s.chat].Type)
	case "id":
		return s.text(&s.all[s.chat].Number)
	}
	t, err := s.dec.Token()
	if err != nil {
		return broken(err)
	}
	return s.skip(t)
}

func (s *scanner) text(into *string) error {
	var v web.ID
	if err := s.dec.Decode(&v); err != nil {
		return broken(err)
	}
	*into = string(v)
	return nil
}

// enter goes into an object or list; something else that stands there is skipped.
func (s *scanner) enter(open json.Delim, to place) error {
	t, err := s.dec.Token()
	if err != nil {
		return broken(err)
	}
	if t != open {
		return s.skip(t)
	}
	s.at = to
	return nil
}

// skip reads over the rest of a value that starts with t, without holding it.
func (s *scanner) skip(t json.Token) error {
	depth := 0
	for {
		switch t {
		case json.Delim('{'), json.Delim('['):
			depth++
		case json.Delim('}'), json.Delim(']'):
			depth--
		}
		if depth <= 0 {
			return nil
		}
		var err error
		if t, err = s.dec.Token(); err != nil {
			return broken(err)
		}
	}
}
