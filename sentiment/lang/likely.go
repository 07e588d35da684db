package lang

// Of the 95 languages in Latin letters fewer than twenty get more than nothing after the
// softmax. Which ones can is found with whole numbers of 8 bits, three classes to a
// multiplication, and a bound on what rounding does; only these get an exact product.

const (
	fewest    = 32 // classes in a script from which on this saves time
	perBlock  = 3  // classes whose sums share a word
	laneBits  = 64 / perBlock
	half      = 128
	halves    = Width * half * half
	tolerance = 0.01 // more than what floating point adds to the bound
)

// block is three classes' numbers, each biased by 128: 24 products of 255 * 255 fit into
// a lane of 21 bits.
type block [Width]uint64

// rounding says how a class was rounded.
type rounding struct {
	step   float32 // size of one unit of its numbers
	total  int32   // sum of its biased numbers
	length float32 // sum of its exact numbers without sign
}

// rounded is the matrix of a script's classes in whole numbers; empty if they are few.
type rounded struct {
	blocks  []block
	classes []rounding
}

func roundMatrix(matrix [][Width]float32) (r rounded) {
	if len(matrix) < fewest {
		return r
	}
	r.blocks = make([]block, (len(matrix)+perBlock-1)/perBlock)
	r.classes = make([]rounding, len(matrix))
	for i := range matrix {
		w, c := &matrix[i], &r.classes[i]
		top := float32(0)
		for _, v := range w {
			top = max(top, v, -v)
			c.length += max(v, -v)
		}
		c.step = top / (half - 1)
		for j, v := range w {
			q := roundUp(v, c.step)
			c.total += int32(q)
			r.blocks[i/perBlock][j] |= uint64(q) << (i % perBlock * laneBits)
		}
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
	list := d.list[:0]
	r := &g.rounded
	if len(r.blocks) == 0 {
		for i := range n {
			list = append(list, int32(i))
		}
		return list
	}
	var q [Width]uint64
	step, total, length := roundMean(&q, mean)
	upper, best := d.upper[:n], float32(-1e30)
	bias, prior := d.model.Bias[g.first:g.end], d.model.Prior[g.first:g.end]
	for i := range r.blocks {
		sums := r.blocks[i].products(&q)
		for k := i * perBlock; k < min((i+1)*perBlock, n); k++ {
			c := &r.classes[k]
			units := int32(sums&(1<<laneBits-1)) - half*(total+c.total) + halves
			sums >>= laneBits
			p := (bias[k]+step*c.step*float32(units))*heat + prior[k]
			off := (step*c.length+c.step*length)*heat/2 + tolerance
			upper[k] = p + off
			if p -= off; p > best {
				best = p
			}
		}
	}
	least := best - expLeast - tolerance
	for k, p := range upper {
		if !(p < least) { // what is no number, in a damaged model, is kept
			list = append(list, int32(k))
		}
	}
	return list
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
