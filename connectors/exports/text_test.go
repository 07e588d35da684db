package exports

import (
	"fmt"
	"testing"
)

func TestHashtagsAndLinks(t *testing.T) {
	text := "#Ruritania and #ruritania, #٢٠٢٦ #10 #می\u200cخواهیم: see https://a.example/x. (http://b.example/y) #a#b https://"
	if got := fmt.Sprint(hashtags(text)); got != "[ruritania می\u200cخواهیم a b]" {
		t.Errorf("hashtags: %s", got)
	}
	if got := fmt.Sprint(links(text)); got != "[https://a.example/x http://b.example/y]" {
		t.Errorf("links: %s", got)
	}
}
