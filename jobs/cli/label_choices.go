package cli

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/digital-diplomacy/tailor/data"
)

// formatChoices are the formats that a person may name; who does not know skips.
func formatChoices() []data.Format {
	return slices.DeleteFunc(data.Formats(), func(f data.Format) bool { return f == data.FormatUnknown })
}

// askOne asks for one of several words by its letter. It returns false if the person
// wants to stop.
func askOne[W ~string](ctx context.Context, w io.Writer, typed <-chan byte, what string, words []W, take func(W)) bool {
	offer(w, what, words, fmt.Sprintf("one letter; [%c] skip, [%c] stop: ", keySkip, keyStop))
	for {
		key, ok := nextKey(ctx, typed)
		switch i := int(key) - 'a'; {
		case !ok, key == keyStop, key == ctrlC, key == ctrlD:
			return false
		case key == keySkip:
			fmt.Fprint(w, "skipped\r\n")
			return true
		case i >= 0 && i < len(words):
			fmt.Fprintf(w, "%s\r\n", shownWord(words[i]))
			take(words[i])
			return true
		}
	}
}

// askSeveral asks for any number of words by their letters, ended by Enter; none is an
// answer, too.
func askSeveral[W ~string](ctx context.Context, w io.Writer, typed <-chan byte, what string, words []W, take func([]W)) bool {
	offer(w, what, words, fmt.Sprintf("letters, then Enter (none: only Enter); [%c] skip, [%c] stop: ", keySkip, keyStop))
	chosen := map[W]bool{}
	for {
		key, ok := nextKey(ctx, typed)
		switch i := int(key) - 'a'; {
		case !ok, key == keyStop, key == ctrlC, key == ctrlD:
			return false
		case key == keySkip:
			fmt.Fprint(w, "skipped\r\n")
			return true
		case key == enter, key == '\n':
			var all []W
			for _, word := range slices.Sorted(slices.Values(words)) {
				if chosen[word] {
					all = append(all, word)
				}
			}
			fmt.Fprint(w, "\r\n")
			take(all)
			return true
		case i >= 0 && i < len(words):
			chosen[words[i]] = !chosen[words[i]]
			sign := "+"
			if !chosen[words[i]] {
				sign = "-"
			}
			fmt.Fprintf(w, "%s%s ", sign, shownWord(words[i]))
		}
	}
}

func offer[W ~string](w io.Writer, what string, words []W, ask string) {
	fmt.Fprintf(w, "\r\n%s:", what)
	for i, word := range words {
		if i%6 == 0 {
			fmt.Fprint(w, "\r\n ")
		}
		fmt.Fprintf(w, " [%c] %-16s", 'a'+i, shownWord(word))
	}
	fmt.Fprintf(w, "\r\n%s", ask)
}

func shownWord[W ~string](word W) string { return strings.ReplaceAll(string(word), "_", " ") }

// nextKey waits for a key; ok is false if none comes any more.
func nextKey(ctx context.Context, typed <-chan byte) (key byte, ok bool) {
	select {
	case key, ok = <-typed:
	case <-ctx.Done():
	}
	return key, ok
}

// lastingContext is ctx, or one that lasts a moment longer if the process was told to
// end: what a person has said is kept.
func (a *app) lastingContext(ctx context.Context) (context.Context, context.CancelFunc) {
	if ctx.Err() == nil {
		return ctx, func() {}
	}
	return context.WithTimeout(context.WithoutCancel(ctx), lastWait)
}
