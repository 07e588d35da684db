package privacy

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base32"
	"encoding/binary"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/digital-diplomacy/tailor/data"
)

// Author returns the pseudonym of an author, given by the platform's own id, in
// one ISO week: 128 bits of HMAC-SHA-256 in 26 characters of base32. The week's
// key is made on first use. It returns ErrWeekSealed for a destroyed week, and an
// error for an empty id, which would make one person of all who lack one. No
// error ever holds the id.
func (k *Keys) Author(p data.Platform, week, native string) (string, error) {
	if native == "" {
		return "", fmt.Errorf("author key of %s in %s: the author's id is empty; count the reply as one without author", p, week)
	}
	id := weekKey{p, week}
	k.mu.RLock()
	if key := k.weeks[id]; key != nil {
		defer k.mu.RUnlock() // held while the key is read: DestroyWeek wipes it
		return pseudonym(key, "author", string(p), week, native), nil
	}
	k.mu.RUnlock()

	k.mu.Lock()
	defer k.mu.Unlock()
	key := k.weeks[id]
	if key == nil {
		var err error
		if key, err = k.load(id); err != nil {
			return "", fmt.Errorf("author key of %s in %s: %w", p, week, err)
		}
		k.weeks[id] = key
	}
	return pseudonym(key, "author", string(p), week, native), nil
}

// load reads a week's key, or makes it if the week never had one.
func (k *Keys) load(id weekKey) (*key, error) {
	base, err := weekFile(id)
	if err != nil {
		return nil, err
	}
	if err := k.unsealed(base); err != nil {
		return nil, err
	}
	key, err := readKeyFile(k.dir, base+".key")
	if errors.Is(err, fs.ErrNotExist) {
		if err = createKeyFile(k.dir, base+".key"); err == nil || errors.Is(err, fs.ErrExist) {
			key, err = readKeyFile(k.dir, base+".key")
		}
	}
	if err != nil {
		return nil, err
	}
	// Another process may have sealed the week in between. The tombstone is made
	// before the key is removed, so looking again after making the key is enough.
	if err := k.unsealed(base); err != nil {
		return nil, errors.Join(err, destroyKeyFile(k.dir, base+".key"))
	}
	return key, nil
}

func (k *Keys) unsealed(base string) error {
	_, err := os.Lstat(filepath.Join(k.dir, base+tombstoneExt))
	switch {
	case err == nil:
		return ErrWeekSealed
	case errors.Is(err, fs.ErrNotExist):
		return nil
	}
	return err // not knowing is no leave to make a key
}

// Reply returns the keyed id of a reply, given by the platform's own id: 128 bits
// of HMAC-SHA-256 in 26 characters of base32, equal for ever.
func (k *Keys) Reply(p data.Platform, native string) string {
	return pseudonym(k.replies, "reply", string(p), native)
}

// pseudonym is base32(HMAC-SHA-256(key, len(part) part ...)[:16]). The lengths
// keep ("a", "bc") and ("ab", "c") apart.
func pseudonym(k *key, parts ...string) string {
	message := make([]byte, 0, 256)
	for _, p := range parts {
		message = append(binary.BigEndian.AppendUint64(message, uint64(len(p))), p...)
	}
	mac := hmac.New(sha256.New, k[:])
	mac.Write(message)
	return base32.StdEncoding.WithPadding(base32.NoPadding).EncodeToString(mac.Sum(message[:0])[:16])
}
