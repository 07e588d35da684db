package web

import (
	"encoding/json"
	"testing"
)

func TestUnwrap(t *testing.T) {
	type account struct {
		ID   ID        `json:"id"`
		Data Each[int] `json:"items"`
	}
	for _, c := range []struct {
		answer string
		into   any
		want   string
	}{
		{`{"data": {"id":"7"}, "ok": true}`, new(account), `{"id":"7"}`},
		{"\n{ \"result\" : {\"id\":7}}", new(account), `{"id":7}`},
		{`{"id":"7","data":{"id":"8"}}`, new(account), `{"id":"7","data":{"id":"8"}}`}, // the answer's own field
		{`{"items":[1,2]}`, new(account), `{"items":[1,2]}`},
		{`{"data":[1,2]}`, new(account), `{"data":[1,2]}`},
		{`{"items":[1,2],"next":3}`, new(Each[int]), `[1,2]`},
		{`{"data":{"id":1}}`, new(Each[int]), `{"data":{"id":1}}`},
		{`[1,2]`, new(Each[int]), `[1,2]`},
		{`{"data":{"id":1}`, new(account), `{"data":{"id":1}`}, // cut
		{`{"data":`, new(account), `{"data":`},
		{`{"data":{"id":1}}`, new(json.RawMessage), `{"data":{"id":1}}`},
		{`{"data":{"id":1}}`, new(map[string]int), `{"data":{"id":1}}`},
		{``, new(account), ``},
	} {
		if got := string(unwrap([]byte(c.answer), c.into)); got != c.want {
			t.Errorf("unwrap(%s) into %T = %s, want %s", c.answer, c.into, got, c.want)
		}
	}
}
