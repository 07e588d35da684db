package bluesky

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/binary"
	"math"
	"math/bits"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/data"
)

// carWriter writes a repository archive as a server of accounts does.
type carWriter struct {
	bytes.Buffer
	sections [][]byte
}

// block adds a block and returns its name.
func (w *carWriter) block(v any) cid { return w.raw(encodeCBOR(nil, v)) }

func (w *carWriter) raw(raw []byte) cid {
	sum := sha256.Sum256(raw)
	name := cid(append([]byte{1, codecCBOR, 0x12, 0x20}, sum[:]...))
	w.sections = append(w.sections, append(slices.Clone(name[:]), raw...))
	return name
}

type leaf struct {
	path  string
	value cid
}

// layer is how deep a path stands in the tree: the zeros that its hash begins with,
// in pairs.
func layer(path string) int {
	sum := sha256.Sum256([]byte(path))
	return bits.LeadingZeros64(binary.BigEndian.Uint64(sum[:8])) / 2
}

// node writes the tree of leaves that stand at height or below, all of them sorted.
func (w *carWriter) node(leaves []leaf, height int) any {
	if len(leaves) == 0 {
		return nil
	}
	if height < 0 {
		panic("a leaf below the ground")
	}
	var list []any
	next := func(from int) int {
		for from < len(leaves) && layer(leaves[from].path) < height {
			from++
		}
		return from
	}
	i := next(0)
	left := w.node(leaves[:i], height-1)
	before := ""
	for i < len(leaves) {
		l := leaves[i]
		shared := 0
		for shared < min(len(before), len(l.path)) && before[shared] == l.path[shared] {
			shared++
		}
		end := next(i + 1)
		list = append(list, map[string]any{"p": int64(shared), "k": []byte(l.path[shared:]), "v": l.value, "t": w.node(leaves[i+1:end], height-1)})
		before, i = l.path, end
	}
	return w.block(map[string]any{"l": left, "e": list})
}

// repo returns the archive of an account with records by path.
func (w *carWriter) repo(did, rev string, records map[string]any) []byte {
	var leaves []leaf
	height := 0
	for path, record := range records {
		leaves = append(leaves, leaf{path, w.block(record)})
		height = max(height, layer(path))
	}
	slices.SortFunc(leaves, func(a, b leaf) int { return strings.Compare(a.path, b.path) })
	tree := w.node(leaves, height)
	if tree == nil {
		tree = w.block(map[string]any{"l": nil, "e": []any{}})
	}
	root := w.block(map[string]any{"did": did, "version": int64(3), "data": tree, "rev": rev, "prev": nil, "sig": []byte("not checked")})
	// A stable order of sections, the root first.
	slices.Reverse(w.sections)
	slices.SortStableFunc(w.sections[1:], bytes.Compare)
	return w.file(root)
}

func (w *carWriter) file(root cid) []byte {
	header := encodeCBOR(nil, map[string]any{"roots": []any{root}, "version": int64(1)})
	for _, section := range append([][]byte{header}, w.sections...) {
		w.Write(binary.AppendUvarint(nil, uint64(len(section))))
		w.Write(section)
	}
	return w.Bytes()
}

// encodeCBOR writes DAG-CBOR: shortest heads, keys by length and then bytes.
func encodeCBOR(b []byte, v any) []byte {
	head := func(major byte, n uint64) {
		switch {
		case n < 24:
			b = append(b, major<<5|byte(n))
		case n < 1<<8:
			b = append(b, major<<5|24, byte(n))
		case n < 1<<16:
			b = binary.BigEndian.AppendUint16(append(b, major<<5|25), uint16(n))
		case n < 1<<32:
			b = binary.BigEndian.AppendUint32(append(b, major<<5|26), uint32(n))
		default:
			b = binary.BigEndian.AppendUint64(append(b, major<<5|27), n)
		}
	}
	switch x := v.(type) {
	case nil:
		b = append(b, 0xf6)
	case bool:
		b = append(b, map[bool]byte{false: 0xf4, true: 0xf5}[x])
	case int64:
		if x < 0 {
			head(1, uint64(-1-x))
		} else {
			head(0, uint64(x))
		}
	case uint64:
		head(0, x)
	case float64:
		b = binary.BigEndian.AppendUint64(append(b, 0xfb), math.Float64bits(x))
	case []byte:
		head(2, uint64(len(x)))
		b = append(b, x...)
	case string:
		head(3, uint64(len(x)))
		b = append(b, x...)
	case cid:
		head(6, 42)
		head(2, 37)
		b = append(append(b, 0), x[:]...)
	case []any:
		head(4, uint64(len(x)))
		for _, item := range x {
			b = encodeCBOR(b, item)
		}
	case map[string]any:
		head(5, uint64(len(x)))
		keys := make([]string, 0, len(x))
		for k := range x {
			keys = append(keys, k)
		}
		slices.SortFunc(keys, func(a, b string) int { return cmp.Or(cmp.Compare(len(a), len(b)), cmp.Compare(a, b)) })
		for _, k := range keys {
			b = encodeCBOR(encodeCBOR(b, k), x[k])
		}
	default:
		panic(v)
	}
	return b
}

// tid is the key of a moment.
func tid(at data.Micros) string {
	const digits = "234567abcdefghijklmnopqrstuvwxyz"
	n := uint64(at) << 10
	key := make([]byte, 13)
	for i := range key {
		key[12-i] = digits[n&31]
		n >>= 5
	}
	return string(key)
}

func TestKeyTime(t *testing.T) {
	at := data.At(asOf)
	if got := keyTime(tid(at)); got != at {
		t.Errorf("keyTime(%s) = %s, want %s", tid(at), got, at)
	}
	for _, key := range []string{"", "self", "2222222222222", "zzzzzzzzzzzzz1", "ABCDEFGHIJKLM", "3lv1111111111"} {
		if got := keyTime(key); got != 0 {
			t.Errorf("keyTime(%q) = %s, want none", key, got)
		}
	}
}

// records are posts for a repository: n of them, and records that are no posts.
func records(n int) map[string]any {
	all := map[string]any{
		"app.bsky.actor.profile/self":                                 map[string]any{"$type": "app.bsky.actor.profile", "displayName": "Ruritania"},
		"app.bsky.feed.like/" + tid(data.At(asOf)):                    map[string]any{"$type": "app.bsky.feed.like", "subject": map[string]any{"uri": "at://" + peer + "/app.bsky.feed.post/x", "cid": "b"}, "createdAt": "2026-05-01T00:00:00Z"},
		repostCollection + "/" + tid(data.At(asOf.AddDate(0, 0, -1))): map[string]any{"$type": repostCollection, "subject": map[string]any{"uri": "at://" + peer + "/app.bsky.feed.post/x", "cid": "b"}, "createdAt": "2026-05-30T12:00:00Z"},
	}
	for i := range n {
		at := asOf.AddDate(0, 0, -2-i)
		post := map[string]any{"$type": postCollection, "text": words(i), "createdAt": at.Format("2006-01-02T15:04:05.000Z"), "langs": []any{"en"}}
		if i%3 == 0 {
			post["embed"] = map[string]any{"$type": embedImages, "images": []any{map[string]any{"alt": "", "image": map[string]any{"$type": "blob", "ref": cid{1, codecRaw, 0x12, 0x20}, "size": int64(70), "mimeType": "image/png"}}}}
		}
		all[postCollection+"/"+tid(data.At(at))] = post
	}
	return all
}

func words(i int) string { return strings.Repeat("word ", i%7) + "number " + string(rune('a'+i%26)) }

func readCAR(t *testing.T, file []byte, handle string) (connectors.Page, error) {
	t.Helper()
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "repo.car"), file, 0o600); err != nil {
		t.Fatal(err)
	}
	return readCARs(t, dir, handle)
}

func readCARs(t *testing.T, dir, handle string) (all connectors.Page, err error) {
	t.Helper()
	a := connectors.Account{ID: "oslo", Platform: "bluesky", Handle: handle, Files: []connectors.File{{Path: "*.car"}}}
	d, err := Open(a, connectors.Env{Dir: dir, Clock: data.Clock{AsOf: asOf}, Rows: 7})
	if err != nil {
		return all, err
	}
	for p, err := range connectors.NewSource(a, d).Pages(t.Context(), "") {
		if err != nil {
			return all, err
		}
		all.Posts = append(all.Posts, p.Posts...)
		all.Rejects = append(all.Rejects, p.Rejects...)
		all.Notes = append(all.Notes, p.Notes...)
	}
	return all, nil
}

func TestArchiveHoldsEveryPost(t *testing.T) {
	w := &carWriter{}
	page, err := readCAR(t, w.repo(did, tid(data.At(asOf)), records(200)), did)
	if err != nil || len(page.Posts) != 201 || len(page.Rejects) != 0 {
		t.Fatalf("%d posts, rejects %v, error %v; want 200 posts and a repost", len(page.Posts), page.Rejects, err)
	}
	images, reposts := 0, 0
	for _, p := range page.Posts {
		if p.ObservedAt != data.At(asOf) {
			t.Fatalf("%s is observed at %s, want the moment of the commit", p.PostID, p.ObservedAt)
		}
		if p.FormatNative == embedImages && *p.MediaCount == 1 {
			images++
		}
		if p.IsRepost {
			reposts++
		}
	}
	if images != 67 || reposts != 1 {
		t.Errorf("%d posts with a picture, %d reposts; want 67 and 1", images, reposts)
	}
}

// TestArchiveOfSomebodyElse must not be read as the account's.
func TestArchiveOfSomebodyElse(t *testing.T) {
	w := &carWriter{}
	file := w.repo(peer, tid(data.At(asOf)), records(3))
	page, err := readCAR(t, file, did)
	if err == nil || len(page.Posts) > 0 || strings.Contains(err.Error(), peer) {
		t.Errorf("the archive of another account: %d posts, error %v; want an error that does not name it", len(page.Posts), err)
	}
	if page, err := readCAR(t, file, "oslo.ruritania.example"); err != nil || len(page.Notes) != 1 {
		t.Errorf("with a handle: notes %v, error %v; want a note that it is not checked", page.Notes, err)
	}
}

// TestDamagedArchives lose what is damaged and nothing else.
func TestDamagedArchives(t *testing.T) {
	whole := (&carWriter{}).repo(did, tid(data.At(asOf)), records(100))
	at := bytes.Index(whole, []byte("word word word number"))
	flipped := slices.Clone(whole)
	flipped[at] ^= 0x20
	page, err := readCAR(t, flipped, did)
	if err != nil || len(page.Posts) != 100 || len(page.Rejects) != 2 {
		t.Errorf("one damaged post: %d posts, rejects %v, error %v; want 100, and one for the block and one for the post", len(page.Posts), page.Rejects, err)
	}
	page, err = readCAR(t, whole[:len(whole)-1], did)
	if err != nil || len(page.Posts)+len(page.Rejects) < 90 || len(page.Notes) != 1 {
		t.Errorf("cut at its end: %d posts, %d rejects, notes %v, error %v", len(page.Posts), len(page.Rejects), page.Notes, err)
	}
	for name, file := range map[string][]byte{"empty": nil, "text": []byte("{}"), "a header only": whole[:59], "version 2": append([]byte{0x0a, 0xa1, 0x67}, "version\x02"...)} {
		if page, err := readCAR(t, file, did); err == nil {
			t.Errorf("%s: %d posts and no error", name, len(page.Posts))
		}
	}
}

// TestBombs are trees made to be walked for ever.
func TestBombs(t *testing.T) {
	w := &carWriter{}
	record := w.block(map[string]any{"$type": postCollection, "text": "x", "createdAt": "2026-05-01T00:00:00Z"})
	tree := w.block(map[string]any{"l": nil, "e": []any{map[string]any{"p": int64(0), "k": []byte(postCollection + "/a"), "v": record, "t": nil}}})
	for range 60 {
		tree = w.block(map[string]any{"l": tree, "e": []any{
			map[string]any{"p": int64(0), "k": []byte(postCollection + "/b"), "v": record, "t": tree},
			map[string]any{"p": int64(0), "k": []byte(postCollection + "/c"), "v": record, "t": tree}}})
	}
	root := w.block(map[string]any{"did": did, "version": int64(3), "data": tree, "rev": "", "prev": nil, "sig": []byte{}})
	page, err := readCAR(t, w.file(root), did)
	if err != nil || len(page.Posts) > 10 || len(page.Rejects) == 0 {
		t.Errorf("a tree of doubled branches: %d posts, %d rejects, %v", len(page.Posts), len(page.Rejects), err)
	}
}

func FuzzCAR(f *testing.F) {
	f.Add((&carWriter{}).repo(did, tid(data.At(asOf)), records(3)))
	f.Add([]byte{})
	f.Add(encodeCBOR(nil, map[string]any{"l": nil, "e": []any{map[string]any{"p": int64(0), "k": []byte("a/b"), "v": cid{1, codecCBOR, 0x12, 0x20}, "t": nil}}}))
	f.Fuzz(func(t *testing.T, content []byte) {
		walkCAR(t, content)
		// The same bytes as a node of the tree, whose hash is right.
		w := &carWriter{}
		tree := w.raw(content)
		root := w.block(map[string]any{"did": did, "data": tree, "version": int64(3)})
		walkCAR(t, w.file(root))
	})
}

// walkCAR goes through an archive and holds its paths to their order.
func walkCAR(t *testing.T, content []byte) {
	repo, err := openRepository(t.Context(), bytes.NewReader(content))
	if err != nil {
		return
	}
	last := ""
	for e, err := range repo.entries() {
		if err != nil {
			continue
		}
		if e.path <= last {
			t.Errorf("%q comes after %q", e.path, last)
		}
		last = e.path
		if _, _, err := repo.record(e.value); err != nil {
			t.Error(err)
		}
	}
}

func FuzzCBOR(f *testing.F) {
	f.Add(encodeCBOR(nil, map[string]any{"a": []any{int64(-5), "x", true, nil, []byte{1}}}))
	f.Add([]byte{0x9b, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff})
	f.Fuzz(func(t *testing.T, b []byte) {
		v, err := decodeCBOR(b)
		if err != nil {
			return
		}
		again, err := decodeCBOR(encodeCBOR(nil, v))
		if err != nil || !bytes.Equal(encodeCBOR(nil, again), encodeCBOR(nil, v)) {
			t.Errorf("%x decodes to %v, which does not survive: %v", b, v, err)
		}
	})
}

// TestRealArchive reads what a real server of accounts exported.
func TestRealArchive(t *testing.T) {
	dir := filepath.Join("..", "..", "..", "shared", "fixtures", "bluesky")
	if _, err := os.Stat(filepath.Join(dir, "embassy.car")); err != nil {
		t.Skip("the recorded archive is not here")
	}
	page, err := readCARs(t, dir, "*")
	if err != nil || len(page.Rejects) > 0 {
		t.Fatalf("rejects %v, error %v", page.Rejects, err)
	}
	got := map[string]string{}
	for _, p := range page.Posts {
		got[p.Text] = p.FormatNative + " " + p.LangPlatform
	}
	for text, want := range map[string]string{"Plain text announcement": "text en", "Read our visa notice": "app.bsky.embed.external en",
		"Bienvenidos - video": "app.bsky.embed.video es", "Welcome to our national day reception": "app.bsky.embed.images en"} {
		if got[text] != want {
			t.Errorf("%q is %q, want %q", text, got[text], want)
		}
	}
	if len(got) != 4 {
		t.Errorf("%d posts, want 4", len(got))
	}
}

// BenchmarkArchive tells how many posts a second are read from an archive.
func BenchmarkArchive(b *testing.B) {
	content := (&carWriter{}).repo(did, tid(data.At(asOf)), records(2000))
	rows := 0
	b.SetBytes(int64(len(content)))
	for b.Loop() {
		repo, err := openRepository(b.Context(), bytes.NewReader(content))
		if err != nil {
			b.Fatal(err)
		}
		d := &archive{account: oslo, open: &openArchiveFile{repo: repo}}
		d.open.next, d.open.stop = pull(repo)
		var p connectors.Page
		for ended := false; !ended; {
			if ended, err = d.take(&p); err != nil {
				b.Fatal(err)
			}
		}
		d.open.stop()
		rows += len(p.Posts)
	}
	b.ReportMetric(float64(rows)/b.Elapsed().Seconds(), "rows/s")
}
