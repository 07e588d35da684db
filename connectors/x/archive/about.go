package archive

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"time"

	"github.com/digital-diplomacy/tailor/connectors"
	v1 "github.com/digital-diplomacy/tailor/connectors/x/v1"
)

// about is what an archive says of itself.
type about struct {
	username string
	made     time.Time // zero if it does not say
}

// mostAbout is the most bytes that a file about the archive may have.
const mostAbout = 8 << 20

// read reads what an archive says of itself. What cannot be read is not said.
func (b *bundle) read() (about, error) {
	var a about
	for i := range b.members {
		switch m := &b.members[i]; m.role {
		case manifest:
			var said struct {
				User struct {
					Name string `json:"userName"`
				} `json:"userInfo"`
				Archive struct {
					Made string `json:"generationDate"`
				} `json:"archiveInfo"`
			}
			if err := m.decode(&said); err != nil {
				return a, err
			}
			a.made = v1.Moment(said.Archive.Made)
			if said.User.Name != "" {
				a.username = said.User.Name
			}
		case owner:
			var said []struct {
				Account struct {
					Name string `json:"username"`
				} `json:"account"`
			}
			if err := m.decode(&said); err != nil {
				return a, err
			}
			if len(said) > 0 && a.username == "" {
				a.username = said[0].Account.Name
			}
		}
	}
	return a, nil
}

// decode reads a small member into v. What is no JSON leaves v as it is.
func (m *member) decode(v any) error {
	in, err := m.open()
	if err != nil {
		return err
	}
	defer in.Close()
	content, err := io.ReadAll(io.LimitReader(in, mostAbout))
	if err != nil {
		return fmt.Errorf("%w: reading %s: %w", connectors.ErrInput, m.name, err)
	}
	if _, after, ok := bytes.Cut(content, []byte("=")); ok {
		content = bytes.TrimRight(bytes.TrimSpace(after), ";")
	}
	_ = json.Unmarshal(content, v)
	return nil
}
