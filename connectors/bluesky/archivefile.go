package bluesky

import (
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/data"
)

// Why something of an archive was set aside.
const (
	whyDamaged   = "damaged_block" // its bytes are not those that its name promises
	whyMissing   = "missing_block" // the tree names it, the archive has it not
	whyDuplicate = "duplicate"     // it stands there again
)

// openArchiveFile is an archive between two pages.
type openArchiveFile struct {
	key  string
	row  int64 // records returned
	file io.Closer
	repo *repository
	next func() (entry, error, bool)
	stop func()
}

// begin opens a file and goes behind the records that were returned before.
func (d *archive) begin(ctx context.Context, f *carFile, row int64) error {
	d.close()
	file, err := connectors.OpenFile(f.path)
	if err != nil {
		return err
	}
	repo, err := openRepository(ctx, file)
	if err == nil && strings.HasPrefix(d.actor, "did:") && d.actor != repo.did {
		err = fmt.Errorf("%w: it is the repository of another account than handle: names", connectors.ErrInput)
	}
	if err != nil {
		file.Close()
		return fmt.Errorf("read %s: %w", filepath.Base(f.path), err)
	}
	o := &openArchiveFile{key: f.key, file: file, repo: repo}
	o.next, o.stop = pull(repo)
	d.open = o
	for o.row < row {
		ended, err := d.take(&connectors.Page{})
		if ended || err != nil {
			return err
		}
	}
	return nil
}

// remarks says once what is to be known of the whole file.
func (d *archive) remarks(p *connectors.Page) {
	b := d.open.repo.blocks
	p.Rejects = append(p.Rejects, several(p.Input, b.damaged, whyDamaged, "a block of the archive is damaged; download it again")...)
	p.Rejects = append(p.Rejects, several(p.Input, b.twice, whyDuplicate, "the same block stands further up")...)
	if b.cut {
		p.Notes = append(p.Notes, connectors.Note{Input: p.Input, What: "the archive is cut off or damaged within; what stands before is read", Hint: "download it again"})
	}
	if !strings.HasPrefix(d.actor, "did:") {
		p.Notes = append(p.Notes, connectors.Note{Input: p.Input, What: "an archive names its account by its DID only, so that the handle is not checked",
			Hint: "write the account's DID as handle: to have it checked"})
	}
}

func several(input string, n int64, why, hint string) []data.Reject {
	var rejects []data.Reject
	for range min(n, 100) {
		rejects = append(rejects, data.Reject{Input: input, Why: why, Hint: hint})
	}
	return rejects
}

// take adds the next record of the file to p, if it is a post or a repost.
func (d *archive) take(p *connectors.Page) (ended bool, err error) {
	o := d.open
	e, err, more := o.next()
	switch {
	case !more:
		return true, nil
	case errors.Is(err, errMissing):
		o.row++
		p.Rejects = append(p.Rejects, data.Reject{Input: p.Input, Line: o.row, Why: whyMissing, Hint: "the archive is not whole; download it again"})
		return false, nil
	case err != nil:
		return false, err
	}
	collection, key, _ := strings.Cut(e.path, "/")
	if collection != postCollection && collection != repostCollection {
		return false, nil
	}
	o.row++
	rec, ok, err := o.repo.record(e.value)
	if err != nil {
		return false, err
	}
	if !ok || !d.add(p, e.path, key, rec) {
		p.Rejects = append(p.Rejects, data.Reject{Input: p.Input, Line: o.row, Why: whyNotUnderstood,
			Hint: "the record is missing, damaged, or has no moment that can be"})
	}
	return false, nil
}

// add adds a record. An archive tells no counters, so there are no snapshots.
func (d *archive) add(p *connectors.Page, path, key string, rec *record) bool {
	repo := d.open.repo
	by := owner{account: d.account, env: d.env, did: repo.did}
	address := "at://" + repo.did + "/" + path
	observed := repo.at
	if strings.HasPrefix(path, repostCollection+"/") {
		published, ok := moment(string(rec.CreatedAt), "", key)
		if !ok || rec.Subject == nil {
			return false
		}
		p.Posts = append(p.Posts, repost(&by, address, string(rec.Subject.URI), "", published, data.SourceArchive, max(observed, published)))
		return true
	}
	post, ok := by.post(address, rec, nil, data.SourceArchive, observed)
	if !ok {
		return false
	}
	post.ObservedAt = max(post.ObservedAt, post.PublishedAt)
	p.Posts = append(p.Posts, post)
	return true
}
