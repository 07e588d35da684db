package deliver

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	v4 "github.com/aws/aws-sdk-go-v2/aws/signer/v4"
	"github.com/aws/smithy-go/encoding/httpbinding"
)

// S3 puts the files of a message into a bucket of Amazon's S3 or of a server that
// speaks as it does (MinIO, Ceph, Garage, R2), one object each. Putting the same again
// changes nothing, so a sending that was cut off is simply made again.
type S3 struct {
	Net      Doer
	Endpoint string // like https://s3.eu-north-1.amazonaws.com; it may have a path where Path is set
	Region   string
	Bucket   string
	Prefix   string // before the files' names, with its / if it is a folder
	Path     bool   // the bucket stands in the path; else in front of the host
	Keys     S3Keys
	Owner    string           // whose files these are: the unit, and the delivery
	Now      func() time.Time // of the signature
}

// S3Keys are an access key. Token is for keys that end by themselves.
type S3Keys struct{ ID, Secret, Token string }

// ParseS3Keys reads a secret of the form "ID:SECRET", or of two or three words: id,
// secret and, for keys that end by themselves, session token. No error shows any of it.
func ParseS3Keys(secret string) (S3Keys, error) {
	words := strings.Fields(secret)
	if len(words) == 1 {
		words = strings.SplitN(secret, ":", 2)
	}
	if len(words) < 2 || len(words) > 3 || words[0] == "" || words[1] == "" {
		return S3Keys{}, errors.New("the secret is no access key: write its id, a colon, and the secret key; a session token stands as a third word")
	}
	k := S3Keys{ID: words[0], Secret: words[1]}
	if len(words) == 3 {
		k.Token = words[2]
	}
	return k, nil
}

// Names of what an object says of itself: a hash of its owner, and one of its content.
// The server gives them back to who may read the object.
const (
	metaOwner   = "X-Amz-Meta-Tailor-Owner"
	metaContent = "X-Amz-Meta-Tailor-Sha256"
)

// Send puts every file. An object that is there already is replaced only if it is of
// the same owner: two units that share a bucket do not overwrite each other.
func (s S3) Send(ctx context.Context, m *Message) error {
	sum := sha256.Sum256([]byte(s.Owner))
	owner := hex.EncodeToString(sum[:12])
	for _, f := range m.Files {
		if err := s.put(ctx, f, owner); err != nil {
			return err
		}
	}
	return nil
}

// put makes the object. It looks first what is there, as far as the key may look, and
// then asks the server to put it only where nothing is; servers that do not know this
// condition ignore it, or say so and are asked without.
func (s S3) put(ctx context.Context, f File, owner string) error {
	content := sha256.Sum256(f.Content)
	header := http.Header{"Content-Type": {f.Type}, metaOwner: {owner}, metaContent: {hex.EncodeToString(content[:])}}
	before, err := s.ask(ctx, http.MethodHead, f.Name, http.Header{}, nil)
	switch {
	case err != nil:
		return err
	case before.done() && before.header.Get(metaOwner) != owner:
		return fmt.Errorf("%s holds another %s already, which this delivery did not put there: give it a prefix of its own, or remove the object", s.Bucket, s.Prefix+f.Name)
	case before.done() && before.header.Get(metaContent) == header.Get(metaContent):
		return nil // it arrived before, and the answer or the record was lost
	case !before.done():
		header.Set("If-None-Match", "*")
	}
	a, err := s.ask(ctx, http.MethodPut, f.Name, header, f.Content)
	if err == nil && a.unconditional() {
		header.Del("If-None-Match")
		a, err = s.ask(ctx, http.MethodPut, f.Name, header, f.Content)
	}
	switch {
	case err != nil:
		return err
	case a.done():
		return nil
	case a.status == http.StatusPreconditionFailed && before.status != http.StatusNotFound:
		return fmt.Errorf("%s holds %s already, and the key may not look whether that is the same: permit s3:GetObject there, or remove the object to have it sent again", s.Bucket, s.Prefix+f.Name)
	}
	return s.refusal(f.Name, a)
}

// ask sends a signed request for an object.
func (s S3) ask(ctx context.Context, method, name string, header http.Header, body []byte) (s3Answer, error) {
	u, err := s.address(name)
	if err != nil {
		return s3Answer{}, err
	}
	r, err := http.NewRequestWithContext(ctx, method, u.String(), bytes.NewReader(body))
	if err != nil {
		return s3Answer{}, fmt.Errorf("the endpoint %s is no web address", s.Endpoint)
	}
	r.Header = header.Clone()
	sum := sha256.Sum256(body)
	hash := hex.EncodeToString(sum[:])
	r.Header.Set("X-Amz-Content-Sha256", hash)
	keys := aws.Credentials{AccessKeyID: s.Keys.ID, SecretAccessKey: s.Keys.Secret, SessionToken: s.Keys.Token}
	// S3 signs paths as they are sent; other services of Amazon's escape them twice.
	sent := func(o *v4.SignerOptions) { o.DisableURIPathEscaping = true }
	if err := v4.NewSigner(sent).SignHTTP(ctx, keys, r, hash, "s3", s.Region, s.Now().UTC()); err != nil {
		return s3Answer{}, fmt.Errorf("sign the request: %w", err)
	}
	resp, err := s.Net.Do(r)
	if err != nil {
		return s3Answer{}, unanswered(err)
	}
	defer resp.Body.Close()
	said, _ := io.ReadAll(io.LimitReader(resp.Body, 64<<10)) // what breaks off says nothing of an error
	return s3Answer{resp.StatusCode, resp.Header, codeOf(said)}, nil
}

// address is where an object lies.
func (s S3) address(name string) (*url.URL, error) {
	u, err := url.Parse(s.Endpoint)
	if err != nil || u.Host == "" {
		return nil, fmt.Errorf("the endpoint %q is no web address", s.Endpoint)
	}
	path := "/" + s.Prefix + name
	if s.Path {
		path = "/" + s.Bucket + path
	} else {
		u.Host = s.Bucket + "." + u.Host
	}
	u.Path = strings.TrimSuffix(u.Path, "/") + path
	u.RawPath = httpbinding.EscapePath(u.Path, false)
	return u, nil
}
