package archive

import (
	"archive/zip"
	"compress/flate"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"github.com/digital-diplomacy/tailor/connectors"
	v1 "github.com/digital-diplomacy/tailor/connectors/x/v1"
	"github.com/digital-diplomacy/tailor/data"
)

// openUnit is a file of posts between two pages.
type openUnit struct {
	unit     *unit
	in       *v1.Stream
	reading  *v1.Reading
	other    bool            // the archive is another account's
	declared bool            // the config dates the counters
	seen     map[string]bool // ids of posts taken
}

// start opens a file and goes behind the posts that were returned before.
func (d *Driver) start(ctx context.Context, p *connectors.Page, u *unit, row int64) error {
	d.close()
	said, err := u.bundle.read()
	if err != nil {
		return err
	}
	o := &openUnit{unit: u, seen: map[string]bool{}, other: said.username != "" && !d.account.Is(said.username),
		declared: d.declared[u.bundle.mapping].ObservedAt != 0}
	if row > 0 {
		p = &connectors.Page{} // what there is to note was noted
	}
	if o.reading, err = d.reading(ctx, u, said, p); err != nil {
		return err
	}
	texts, err := u.bundle.longTexts(ctx)
	if err != nil {
		return err
	}
	o.reading.Whole = texts.whole
	if o.in, err = u.stream(); err != nil {
		return err
	}
	d.open = o
	for o.in.Count() < row {
		ended, err := o.take(ctx, &connectors.Page{})
		if err != nil {
			return err
		}
		if ended {
			break
		}
	}
	return nil
}

// reading dates the archive's counters: as declared, as it says, or else by its
// newest post, of which a note tells.
func (d *Driver) reading(ctx context.Context, u *unit, said about, p *connectors.Page) (*v1.Reading, error) {
	declared := d.declared[u.bundle.mapping]
	r := &v1.Reading{Account: d.account, Env: d.env, Input: u.Input(), Source: data.SourceArchive,
		Observed: declared.ObservedAt, Lifetime: declared.Lifetime, RTIsAll: true}
	if r.Observed == 0 {
		r.Observed = data.At(said.made)
	}
	if r.Observed != 0 {
		return r, nil
	}
	newest, err := u.bundle.newest(ctx)
	if err != nil {
		return nil, err
	}
	r.Observed = newest
	p.Notes = append(p.Notes, connectors.Note{Input: p.Input, What: "the archive does not say when it was made; its counters are taken as read when its newest post was published",
		Hint: "declare observed_at in a mapping if you know the day"})
	return r, nil
}

// newest is the latest moment of an archive's posts.
func (b *bundle) newest(ctx context.Context) (data.Micros, error) {
	at := data.Micros(0)
	for i := range b.members {
		if b.members[i].role != posts && b.members[i].role != deleted {
			continue
		}
		err := b.members[i].each(ctx, func(raw json.RawMessage, err error) {
			var h header
			if err == nil && json.Unmarshal(unwrap(raw), &h) == nil {
				at = max(at, data.At(v1.Moment(h.CreatedAt)), data.At(v1.Moment(h.DeletedAt)))
			}
		})
		if err != nil {
			return 0, err
		}
	}
	return at, nil
}

// take adds the next post of the file to p.
func (o *openUnit) take(ctx context.Context, p *connectors.Page) (ended bool, err error) {
	if ctx.Err() != nil {
		return false, context.Cause(ctx)
	}
	raw, err := o.in.Next()
	reject := func(why, hint string) {
		p.Rejects = append(p.Rejects, data.Reject{Input: o.reading.Input, Line: o.in.Count(), Why: why, Hint: hint})
	}
	switch {
	case errors.Is(err, io.EOF):
		return true, nil
	case err != nil && v1.OfItem(err):
		reject(whyNoPost, err.Error())
	case err != nil:
		return false, o.unit.damaged(err)
	case o.unit.role == deleted:
		o.gone(p, unwrap(raw), reject)
	default:
		o.post(p, unwrap(raw), reject)
	}
	return false, nil
}

func (o *openUnit) gone(p *connectors.Page, raw json.RawMessage, reject func(why, hint string)) {
	post, err := gone(raw, o.reading.Account.ID, o.reading.Observed)
	switch {
	case err != nil:
		reject(whyNoPost, "no deleted post: "+err.Error())
	case o.again(string(post.PostID)):
		reject(whyDuplicate, "the same post stands further up")
	default:
		p.Posts = append(p.Posts, post)
	}
}

func (o *openUnit) post(p *connectors.Page, raw json.RawMessage, reject func(why, hint string)) {
	s, err := v1.Decode(raw)
	switch {
	case err != nil:
		reject(whyNoPost, "no post of an archive: "+err.Error())
	case o.again(string(s.IDStr)):
		reject(whyDuplicate, "the same post stands further up")
	case o.reading.Early(s) && o.declared:
		reject(whyEarly, "the counters are said to be read before the post was published; correct observed_at")
	default:
		r := *o.reading
		if r.Early(s) { // made while the archive was being made
			r.Observed = data.At(s.Published())
		}
		r.Add(p, s)
	}
}

// again reports whether an id came before, and remembers it.
func (o *openUnit) again(id string) bool {
	if o.seen[id] {
		return true
	}
	o.seen[id] = true
	return false
}

// stream opens a member.
func (m *member) stream() (*v1.Stream, error) {
	in, err := m.open()
	if err != nil {
		return nil, err
	}
	return v1.NewStream(in), nil
}

// damaged says what ended the reading of a member.
func (m *member) damaged(err error) error {
	var corrupt flate.CorruptInputError
	if errors.Is(err, zip.ErrChecksum) || errors.Is(err, zip.ErrFormat) || errors.As(err, &corrupt) {
		return fmt.Errorf("%w: %s is damaged (%v); download the archive again", connectors.ErrInput, m.name, err)
	}
	return fmt.Errorf("%w: reading %s: %w", connectors.ErrTransient, m.name, err)
}
