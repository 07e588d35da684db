package lang

import "math"

// Of the 95 languages in Latin letters fewer than twenty get more than nothing after the
// softmax. Which ones can is found with whole numbers of 8 bits, three classes to a
// multiplication, and a bound on what rounding does; only these get an exact product.

const (
	fewest    = 32 // classes in a script from which on this saves time
	perBlock  = 3  // classes whose sums share a word
	laneBits  = 64 / perBlock
	lane      = 1<<laneBits - 1
	half      = 128
	tolerance = 0.01 // more than what floating point adds to the bound
)

// block is three classes' numbers, each biased by 128: 24 products of 255 * 255 fit into
// a lane of 21 bits.
type block [Width]uint64

// rounded is the matrix of a script's classes in whole numbers; empty if they are few.
type rounded struct {
	blocks  []block
	classes []rounding // as many as the blocks have room for
	step    float32    // size of one unit of the numbers
	length  float32    // largest sum of a class's exact numbers without sign
}

// rounding is what is added to a class's product before the softmax.
type rounding struct {
	bias, prior float32
	total       int32 // sum of its numbers, which their bias adds to the product
}

// roundMatrix rounds the classes of a script.
func roundMatrix(matrix [][Width]float32, bias, prior []float32) (r rounded) {
	if len(matrix) < fewest {
		return r
	}
	r.blocks = make([]block, (len(matrix)+perBlock-1)/perBlock)
	r.classes = make([]rounding, perBlock*len(r.blocks))
	top := float32(0)
	for i := range matrix {
		length := float32(0)
		for _, v := range matrix[i] {
			top = max(top, v, -v)
			length += max(v, -v)
		}
		r.length = max(r.length, length)
	}
	r.step = top / (half - 1)
	for i := range matrix {
		c := &r.classes[i]
		c.bias, c.prior, c.total = bias[i], prior[i], -Width*half
		for j, v := range matrix[i] {
			q := roundUp(v, r.step)
			c.total += int32(q)
			r.blocks[i/perBlock][j] |= uint64(q) << (i % perBlock * laneBits)
		}
		c.total *= half
	}
	for i := len(matrix); i < len(r.classes); i++ {
		r.classes[i].prior = float32(math.Inf(-1))
	}
	return r
}

// roundUp returns v in steps, biased.
func roundUp(v, step float32) uint8 {
	if step == 0 {
		return half
	}
	return uint8(int32(v/step + half + 0.5))
}

// likely returns the classes of a group, in order, whose probability may be more than 0
// for a mean vector.
func (d *Detector) likely(mean *[Width]float32, g *group, heat float32) []int32 {
	n := g.end - g.first
	list := d.list[:n]
	r := &g.rounded
	if len(r.blocks) == 0 {
		for i := range list {
			list[i] = int32(i)
		}
		return list
	}
	var q [Width]uint64
	step, total, length := roundMean(&q, mean)
	unit, shift := step*r.step*heat, half*total
	best := float32(-1e30)
	upper := d.upper[:0]
	for i := range r.blocks {
		sums := r.blocks[i].products(&q)
		c := (*[perBlock]rounding)(r.classes[perBlock*i:])
		x := c[0].bias*heat + c[0].prior + unit*float32(int32(sums&lane)-shift-c[0].total)
		y := c[1].bias*heat + c[1].prior + unit*float32(int32(sums>>laneBits&lane)-shift-c[1].total)
		z := c[2].bias*heat + c[2].prior + unit*float32(int32(sums>>(2*laneBits)&lane)-shift-c[2].total)
		upper = append(upper, x, y, z)
		if x > best {
			best = x
		}
		if y > best {
			best = y
		}
		if z > best {
			best = z
		}
	}
	// Either of two classes may be off by as much.
	least := best - expLeast - (step*r.length+r.step*length)*heat - 3*tolerance
	k := 0
	for i, p := range upper[:n] {
		list[k] = int32(i)
		if !(p < least) { // what is no number, in a damaged model, is kept
			k++
		}
	}
	return list[:k]
}

// roundMean writes a mean vector in whole numbers, biased. It returns the size of one
// unit, the sum of the numbers, and the sum of what they stand for without sign.
func roundMean(q *[Width]uint64, mean *[Width]float32) (step float32, total int32, length float32) {
	top := float32(0)
	for _, v := range mean {
		if v < 0 {
			v = -v
		}
		if v > top {
			top = v
		}
	}
	step = top / (half - 1)
	for j, v := range mean {
		u := int32(roundUp(v, step))
		q[j] = uint64(u)
		total += u
		if u -= half; u < 0 {
			u = -u
		}
		length += step * float32(u)
	}
	return step, total, length
}

// products returns the three classes' products with q, in lanes. Two sums, so that
// they do not wait for each other.
func (b *block) products(q *[Width]uint64) uint64 {
	var s, t uint64
	for j := 0; j < Width; j += 4 {
		s += b[j]*q[j] + b[j+1]*q[j+1]
		t += b[j+2]*q[j+2] + b[j+3]*q[j+3]
	}
	return s + t
}
