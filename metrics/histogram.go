package metrics

import (
	"math"

	"github.com/digital-diplomacy/tailor/data"
)

// Log-linear buckets: 16 to each doubling, so that a bucket is at most 1/16 wide
// relative to its lower end and every whole number up to 32 has its own.
const (
	bucketBits = 4
	zeroBucket = math.MinInt32
)

// BucketOf returns the log-linear bucket of a value: with v = f 2^e, 1/2 <= f < 1,
//
//	index = 16 e + floor(32 (f - 1/2))
//
// Values of 0 and below, and what is no number, are in bucket math.MinInt32; infinity is
// in that of the largest number.
func BucketOf(v float64) int32 {
	if !(v > 0) {
		return zeroBucket
	}
	f, e := math.Frexp(min(v, math.MaxFloat64))
	return int32(e<<bucketBits) + int32((f-0.5)*(2<<bucketBits))
}

// BucketRange returns the values that a bucket holds, [low, high).
func BucketRange(index int32) (low, high float64) {
	if index == zeroBucket {
		return 0, 0
	}
	bound := func(i int32) float64 {
		e, f := i>>bucketBits, i&(1<<bucketBits-1)
		return math.Ldexp(0.5+float64(f)/(2<<bucketBits), int(e))
	}
	return bound(index), bound(index + 1)
}

// addHist merges two histograms that are sorted by index.
func addHist(a, b []data.Bucket) []data.Bucket {
	if len(a) == 0 && len(b) == 0 {
		return nil
	}
	sum := make([]data.Bucket, 0, len(a)+len(b))
	for len(a) > 0 && len(b) > 0 {
		switch {
		case a[0].Index < b[0].Index:
			sum, a = append(sum, a[0]), a[1:]
		case a[0].Index > b[0].Index:
			sum, b = append(sum, b[0]), b[1:]
		default:
			sum = append(sum, data.Bucket{Index: a[0].Index, N: saturate(a[0].N, b[0].N)})
			a, b = a[1:], b[1:]
		}
	}
	return append(append(sum, a...), b...)
}
