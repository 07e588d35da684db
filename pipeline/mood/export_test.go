package mood

import "github.com/digital-diplomacy/tailor/data"

// What the tests of drawing look into.
var DrawSample = drawSample

const LabelsAWeek = labelsAWeek

func DrawsOf(l *Labelling) []data.ReplyDraw { return l.draws }

func IDOf(t LabelTask) string { return t.id }
