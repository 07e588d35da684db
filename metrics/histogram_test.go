package metrics

import (
	"math"
	"testing"
)

func TestBuckets(t *testing.T) {
	for _, v := range []float64{1e-9, 0.004, 1, 2, 3, 31, 32, 33, 1e6, 4e12} {
		low, high := BucketRange(BucketOf(v))
		if v < low || v >= high || high/low > 1.0626 {
			t.Errorf("BucketRange(BucketOf(%v)) = [%v, %v)", v, low, high)
		}
	}
	for v := range 31 {
		if BucketOf(float64(v)) == BucketOf(float64(v+1)) {
			t.Errorf("%d and %d share a bucket", v, v+1)
		}
	}
	if low, high := BucketRange(BucketOf(0)); low != 0 || high != 0 {
		t.Errorf("bucket of 0 = [%v, %v)", low, high)
	}
}

// No value falls out of the histogram: buckets rise with values, up to what is no count.
func TestBucketOfAnything(t *testing.T) {
	last := int32(math.MinInt32)
	for _, v := range []float64{math.NaN(), -1, 0, 5e-324, 1, 1e9, 1e300, math.MaxFloat64, math.Inf(1)} {
		b := BucketOf(v)
		if b < last {
			t.Errorf("%v is in bucket %d, below %d", v, b, last)
		}
		last = b
	}
	if BucketOf(math.Inf(1)) != BucketOf(math.MaxFloat64) || BucketOf(math.NaN()) != BucketOf(0) {
		t.Error("what is no number has a bucket of its own")
	}
}
