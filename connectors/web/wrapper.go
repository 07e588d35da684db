package web

import (
	"bytes"
	"encoding/json"
	"reflect"
)

// wrappers are names under which gateways put a whole answer.
var wrappers = [...]string{"data", "result", "response", "items"}

// unwrap takes an answer out of the object that a gateway put around it: one that
// begins with one of the usual names, where the type to decode into knows no field of
// that name and wants what stands there, a list or an object. Other answers come back
// as they are.
func unwrap(content []byte, out any) []byte {
	inner := bytes.TrimLeft(content, "{ \t\r\n")
	if len(inner) == len(content) {
		return content
	}
	t := reflect.TypeOf(out).Elem()
	open := byte('{')
	var known map[string]reflect.Type
	switch list, isEach := out.(interface{ element() reflect.Type }); {
	case isEach && list != nil:
		open = '['
	case t.Kind() == reflect.Struct && !implementsUnmarshaler(t):
		known = declared(t)
	default:
		return content
	}
	for _, name := range wrappers {
		rest, ok := bytes.CutPrefix(inner, []byte(`"`+name+`"`))
		if _, declares := known[name]; !ok || declares {
			continue
		}
		if rest = bytes.TrimLeft(rest, ": \t\r\n"); len(rest) == 0 || rest[0] != open {
			continue
		}
		var fields map[string]json.RawMessage
		if json.Unmarshal(content, &fields) == nil {
			return fields[name]
		}
	}
	return content
}
