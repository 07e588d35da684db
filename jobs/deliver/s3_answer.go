package deliver

import (
	"encoding/xml"
	"fmt"
	"net/http"
	"regexp"
	"slices"
	"strconv"
	"time"
)

// s3Answer is what a server says to a request.
type s3Answer struct {
	status int
	header http.Header
	code   string // of its error, like NoSuchBucket; "" if it names none
}

func (a s3Answer) done() bool { return a.status/100 == 2 }

// word is what codes and regions are made of. Nothing else that a server writes is
// repeated: its messages hold ids of keys, and what was signed.
var word = regexp.MustCompile(`^[A-Za-z0-9.-]{1,64}$`)

func codeOf(body []byte) string {
	var e struct {
		XMLName xml.Name `xml:"Error"`
		Code    string
	}
	if xml.Unmarshal(body, &e) != nil || !word.MatchString(e.Code) {
		return ""
	}
	return e.Code
}

// unconditional reports whether the server does not know the condition that no such
// object may be there.
func (a s3Answer) unconditional() bool {
	return a.status == http.StatusNotImplemented || a.code == "NotImplemented" || a.status == http.StatusBadRequest && a.code == "InvalidArgument"
}

// refusal is the error of an answer that is no success: what was refused and what to
// do about it. https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html
func (s S3) refusal(name string, a s3Answer) error {
	said := strconv.Itoa(a.status)
	if a.code != "" {
		said += " " + a.code
	}
	err := fmt.Errorf("%s answers %s to %s: %s", s.Endpoint, said, s.Prefix+name, s.remedy(a))
	passing := []string{"SlowDown", "InternalError", "RequestTimeout", "ServiceUnavailable", "OperationAborted", "ConditionalRequestConflict", "PreconditionFailed", "BadDigest"}
	if a.status >= 500 && a.status != http.StatusInsufficientStorage && a.status != http.StatusNotImplemented ||
		a.status == http.StatusTooManyRequests || slices.Contains(passing, a.code) {
		secs, _ := strconv.Atoi(a.header.Get("Retry-After"))
		return temporary{err, time.Duration(secs) * time.Second}
	}
	return err
}

// remedy says what to do about an answer.
func (s S3) remedy(a s3Answer) string {
	if region := a.header.Get("X-Amz-Bucket-Region"); region != s.Region && word.MatchString(region) {
		return fmt.Sprintf("the bucket %s is in another region: write region: %s, and the endpoint of that region if one is given", s.Bucket, region)
	}
	switch a.code {
	case "InvalidAccessKeyId", "InvalidSecurity":
		return "the server does not know this access key: make one, and put its id and secret into the secret again"
	case "SignatureDoesNotMatch":
		return "the secret key does not belong to the key's id, or the region is not the server's: put both into the secret again, and look at region"
	case "ExpiredToken", "InvalidToken", "TokenRefreshRequired":
		return "the session token has ended: use an access key that stays, or put new ones into the secret"
	case "RequestTimeTooSkewed":
		return "this computer's clock is wrong: set it"
	case "NoSuchBucket":
		return fmt.Sprintf("there is no bucket %s: make it, or correct bucket and endpoint", s.Bucket)
	case "PermanentRedirect", "TemporaryRedirect", "AuthorizationHeaderMalformed", "AuthorizationQueryParametersError", "IllegalLocationConstraintException":
		return "the region or the endpoint is not the bucket's: correct region and endpoint"
	case "EntityTooLarge", "MaxMessageLengthExceeded":
		return "the file is larger than the server takes: leave it out under attach"
	case "QuotaExceeded", "XMinioStorageFull", "InsufficientCapacity", "ServiceQuotaExceededException":
		return "the bucket is full: make room"
	case "PreconditionFailed":
		return "somebody else put it there at this moment"
	case "MethodNotAllowed":
		return "the endpoint takes no objects this way: correct endpoint, or set addressing to the other way"
	}
	switch {
	case a.status == http.StatusForbidden || a.status == http.StatusUnauthorized:
		return fmt.Sprintf("the key may not write there: permit it s3:PutObject on %s/%s*", s.Bucket, s.Prefix)
	case a.status == http.StatusNotFound:
		return fmt.Sprintf("nothing is there: correct bucket (%s), endpoint and addressing", s.Bucket)
	case a.status == http.StatusInsufficientStorage:
		return "the server is full: make room"
	case a.status >= 300 && a.status < 400:
		return "it sends elsewhere: correct region and endpoint"
	case a.status >= 500:
		return "the server is at fault; the next run tries again"
	}
	return "look this code up in the server's documents"
}
