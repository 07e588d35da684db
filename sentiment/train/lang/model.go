package main

import (
	"log"
	"math/rand/v2"
	"os"
	"time"

	"github.com/digital-diplomacy/tailor/sentiment/lang"
)

// least is the confidence below which a text is und: half of it would be wrong.
const least = 0.35

// model trains a model and writes it to the file, or reads the one that is to be scored.
func model(o options, c *corpus, rng *rand.Rand, start time.Time) (*lang.Model, error) {
	if o.model != "" {
		b, err := os.ReadFile(o.model)
		if err != nil {
			return nil, err
		}
		return lang.Decode(b)
	}
	m := &lang.Model{Bits: o.bits}
	for _, cl := range classes {
		m.Classes = append(m.Classes, cl.Class)
		m.Prior = append(m.Prior, priorOf(cl))
	}
	feats := c.features()
	list := choose(c.draw(rng, o.most/2), feats, 8)
	log.Printf("%v: %d features, %d placed", time.Since(start).Round(time.Second), len(list), place(m, list, o.features))
	n := newNetwork(m, feats, rng)
	list, feats = nil, nil
	for epoch := range o.epochs {
		samples := c.draw(rng, o.most)
		loss := 0.0
		for i, s := range samples {
			done := (float64(epoch) + float64(i)/float64(len(samples))) / float64(o.epochs)
			loss += n.step(s, float32(o.rate*(1-done)))
		}
		log.Printf("%v: epoch %d, %d samples, loss %.4f", time.Since(start).Round(time.Second), epoch+1, len(samples), loss/float64(len(samples)))
	}
	n.quantise(m)
	m, err := lang.Decode(m.Encode()) // for its index
	if err != nil {
		return nil, err
	}
	calibrate(m, c.fitting)
	m.Least = least
	log.Printf("%v: inverse temperatures %.3v", time.Since(start).Round(time.Second), m.Heat)
	return m, os.WriteFile(o.out, m.Encode(), 0o644)
}
