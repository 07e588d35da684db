package main

import (
	"flag"
	"fmt"
	"log"
	"math/rand/v2"
	"os"
	"runtime/debug"
	"time"

	"github.com/digital-diplomacy/tailor/sentiment/text"
)

func main() {
	log.SetFlags(0)
	var o options
	flag.StringVar(&o.data, "data", "../shared/sentiment", "`folder` of the labelled social texts")
	flag.StringVar(&o.extra, "extra", "", "`folder` of unpacked packages")
	flag.StringVar(&o.out, "out", "sentiment/lang/model.bin", "`file` to write the model to")
	flag.StringVar(&o.model, "model", "", "`file` of a model to score again instead of training one")
	flag.StringVar(&o.card, "card", "", "`file` to write the model card to, instead of printing it")
	flag.IntVar(&o.bits, "bits", 17, "logarithm of the number of slots")
	flag.IntVar(&o.features, "features", 78000, "most n-grams and words that get a slot")
	flag.IntVar(&o.epochs, "epochs", 5, "passes over the samples")
	flag.IntVar(&o.most, "most", 24000, "samples of a class in a pass")
	flag.Float64Var(&o.rate, "rate", 1, "learning rate at the start")
	flag.Parse()
	if err := run(o); err != nil {
		log.Fatalf("lang: %v", err)
	}
}

type options struct {
	data, extra, model, out, card string
	bits, features, epochs, most  int
	rate                          float64
}

func run(o options) error {
	start := time.Now()
	debug.SetGCPercent(400) // the corpus stays; time matters more than memory
	c := newCorpus()
	for _, f := range labelledFiles {
		if err := c.labelled(o.data, f); err != nil {
			return err
		}
	}
	for _, s := range sources {
		if err := s.read(c, o.extra); err != nil {
			log.Printf("left out: %s: %v", s.name, err)
		}
	}
	rng := rand.New(rand.NewPCG(3, 5))
	for s := range text.Scripts {
		if und := undOf(s); und >= 0 {
			c.docs[und][plain] = c.nonsense(s, 8000, rng)
		}
	}
	log.Printf("%v: %d words, %d held-out texts", time.Since(start).Round(time.Second), len(c.words), len(c.held))
	m, err := model(o, c, rng, start)
	if err != nil {
		return err
	}
	e, err := evaluate(m, o.data, c.held)
	if err != nil {
		return err
	}
	page := card(c, e, len(m.Encode()))
	if o.card == "" {
		fmt.Print(page)
	} else if err := os.WriteFile(o.card, []byte(page), 0o644); err != nil {
		return err
	}
	log.Printf("%v: done", time.Since(start).Round(time.Second))
	return nil
}
