package deliver_test

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"maps"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
)

// bucketServer speaks as S3 does, as far as putting objects goes. It checks signatures
// by the text of the specification and shares no code with what it tests.
// https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html
type bucketServer struct {
	keys    map[string]string // secret keys by id
	region  string
	bucket  string
	host    string // what the bucket's name stands in front of; "": in the path
	may     func(method string) bool
	unknown bool   // conditions are not known: 501
	told    string // the region that answers name
	fault   func(n int) (code int, body string)

	mu      sync.Mutex
	asked   int
	puts    int
	objects map[string]object
}

type object struct {
	header http.Header
	body   string
}

func said(w http.ResponseWriter, status int, code string) {
	w.Header().Set("Content-Type", "application/xml")
	w.WriteHeader(status)
	fmt.Fprintf(w, `<?xml version="1.0" encoding="UTF-8"?><Error><Code>%s</Code><Message>of AKIDSECRETID &amp; more</Message><AWSAccessKeyId>AKIDSECRETID</AWSAccessKeyId></Error>`, code)
}

func (s *bucketServer) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.asked++
	body, _ := io.ReadAll(r.Body)
	if s.fault != nil {
		if status, code := s.fault(s.asked); status != 0 {
			if status < 0 { // what was sent arrives, the answer does not
				s.store(r, string(body))
				panic(http.ErrAbortHandler)
			}
			if s.told != "" {
				w.Header().Set("X-Amz-Bucket-Region", s.told)
			}
			said(w, status, code)
			return
		}
	}
	name, ok := strings.CutPrefix(r.URL.Path, "/"+s.bucket+"/")
	if s.host != "" {
		name, ok = strings.TrimPrefix(r.URL.Path, "/"), strings.HasPrefix(r.Host, s.bucket+".")
	}
	if !ok {
		said(w, http.StatusNotFound, "NoSuchBucket")
		return
	}
	if code := s.signed(r, body); code != "" {
		said(w, http.StatusForbidden, code)
		return
	}
	if s.may != nil && !s.may(r.Method) {
		said(w, http.StatusForbidden, "AccessDenied")
		return
	}
	there, is := s.objects[name]
	switch {
	case r.Method == http.MethodHead && !is:
		w.WriteHeader(http.StatusNotFound)
	case r.Method == http.MethodHead:
		maps.Copy(w.Header(), there.header)
	case r.Method != http.MethodPut:
		said(w, http.StatusMethodNotAllowed, "MethodNotAllowed")
	case s.unknown && r.Header.Get("If-None-Match") != "":
		said(w, http.StatusNotImplemented, "NotImplemented")
	case is && r.Header.Get("If-None-Match") == "*":
		said(w, http.StatusPreconditionFailed, "PreconditionFailed")
	default:
		s.store(r, string(body))
	}
}

func (s *bucketServer) store(r *http.Request, body string) {
	if r.Method != http.MethodPut {
		return
	}
	if s.objects == nil {
		s.objects = map[string]object{}
	}
	header := http.Header{"Content-Type": r.Header["Content-Type"]}
	for k, v := range r.Header {
		if strings.HasPrefix(k, "X-Amz-Meta-") {
			header[k] = v
		}
	}
	name := strings.TrimPrefix(r.URL.Path, "/")
	if s.host == "" {
		name = strings.TrimPrefix(name, s.bucket+"/")
	}
	s.objects[name] = object{header, body}
	s.puts++
}

// signed checks the signature of a request; it returns the error's code, "" if it is
// right.
func (s *bucketServer) signed(r *http.Request, body []byte) string {
	sum := sha256.Sum256(body)
	if r.Header.Get("X-Amz-Content-Sha256") != hex.EncodeToString(sum[:]) {
		return "XAmzContentSHA256Mismatch"
	}
	id, _, _ := strings.Cut(strings.TrimPrefix(r.Header.Get("Authorization"), "AWS4-HMAC-SHA256 Credential="), "/")
	secret, known := s.keys[id]
	if !known {
		return "InvalidAccessKeyId"
	}
	if r.Header.Get("Authorization") != authorization(r, id, secret, s.region) {
		return "SignatureDoesNotMatch"
	}
	return ""
}

// authorization is the header that a request should bear, over those headers that it
// says are signed.
func authorization(r *http.Request, id, secret, region string) string {
	_, after, _ := strings.Cut(r.Header.Get("Authorization"), "SignedHeaders=")
	list, _, _ := strings.Cut(after, ",")
	names := strings.Split(list, ";")
	if !slices.IsSorted(names) || !slices.Contains(names, "host") || !slices.Contains(names, "x-amz-content-sha256") {
		return "the wrong headers are signed"
	}
	canonical := r.Method + "\n" + r.URL.EscapedPath() + "\n" + r.URL.RawQuery + "\n"
	for _, name := range names {
		value := strings.Join(r.Header.Values(name), ",")
		switch name {
		case "host":
			value = r.Host
		case "content-length":
			value = fmt.Sprint(r.ContentLength)
		}
		canonical += name + ":" + strings.TrimSpace(value) + "\n"
	}
	canonical += "\n" + list + "\n" + r.Header.Get("X-Amz-Content-Sha256")
	moment := r.Header.Get("X-Amz-Date")
	if len(moment) < 8 {
		return "no date"
	}
	scope := moment[:8] + "/" + region + "/s3/aws4_request"
	hashed := sha256.Sum256([]byte(canonical))
	key := []byte("AWS4" + secret)
	for _, part := range append(strings.Split(scope, "/"), "AWS4-HMAC-SHA256\n"+moment+"\n"+scope+"\n"+hex.EncodeToString(hashed[:])) {
		mac := hmac.New(sha256.New, key)
		mac.Write([]byte(part))
		key = mac.Sum(nil)
	}
	return "AWS4-HMAC-SHA256 Credential=" + id + "/" + scope + ", SignedHeaders=" + list + ", Signature=" + hex.EncodeToString(key)
}

// TestAuthorization computes the signature of Amazon's own example, "GET Object" of the
// page named above.
func TestAuthorization(t *testing.T) {
	r, err := http.NewRequest(http.MethodGet, "https://examplebucket.s3.amazonaws.com/test.txt", nil)
	if err != nil {
		t.Fatal(err)
	}
	r.Header = http.Header{"Range": {"bytes=0-9"}, "X-Amz-Date": {"20130524T000000Z"},
		"X-Amz-Content-Sha256": {"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
		"Authorization":        {"AWS4-HMAC-SHA256 Credential=x,SignedHeaders=host;range;x-amz-content-sha256;x-amz-date,Signature=x"}}
	got := authorization(r, "AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", "us-east-1")
	if !strings.HasSuffix(got, "Signature=f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41") {
		t.Error(got)
	}
}
