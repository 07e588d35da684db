package jobs

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/digital-diplomacy/tailor/connectors/web"
	"github.com/digital-diplomacy/tailor/jobs/config"
	"github.com/digital-diplomacy/tailor/jobs/deliver"
	"github.com/digital-diplomacy/tailor/pipeline/report"
	"github.com/digital-diplomacy/tailor/pipeline/report/page"
	"github.com/digital-diplomacy/tailor/pipeline/report/voice"
)

// deliver sends the pages of this period to those targets of the settings that have
// not had them yet; folders got theirs when the pages were written. A target that
// fails makes the run partial, and the next run tries it again.
func (u *Unit) deliver(ctx context.Context) error {
	if u.Settings == "" || u.MadeUp || u.ReportTo != "" || !u.Askable() {
		return nil // a page made once, or one of another time, is sent to nobody
	}
	var failed []error
	sent := 0
	for _, d := range u.Config.Deliver {
		if d.To == "folder" {
			continue
		}
		target, err := u.Target(d)
		if err != nil {
			failed = append(failed, fmt.Errorf("deliver to %s: %w", d.Label(), err))
			continue
		}
		if lacking := u.furnish(ctx, d); len(lacking) > 0 {
			failed = append(failed, lacking...) // half of what was asked for would go out, and only once
			continue
		}
		n, errs := u.deliverTo(ctx, d, target)
		sent += n
		failed = append(failed, errs...)
	}
	if sent > 0 {
		u.summary = fmt.Sprintf("%d sent", sent)
	}
	if len(failed) > 0 {
		return &PartialError{Failed: failed}
	}
	return nil
}

// deliverTo sends every page that is there to one target.
func (u *Unit) deliverTo(ctx context.Context, d config.Delivery, target deliver.Target) (sent int, failed []error) {
	records := deliver.Records{Dir: filepath.Join(u.Root, "ledger", "deliveries")}
	for _, p := range u.meant(d) {
		page, err := os.ReadFile(p.Path)
		if err != nil {
			failed = append(failed, err)
			continue
		}
		sum := sha256.Sum256(page)
		rec := deliver.Record{Period: cmp.Or(p.Quarter, u.Clock.Now().Week()), Mission: p.Mission, Language: p.Language, Target: d.Label(), Page: hex.EncodeToString(sum[:]), At: u.Wall().UTC()}
		did, err := records.Once(rec, d.To == "s3", func() error {
			m, err := u.message(ctx, p)
			if err != nil {
				return err
			}
			m.Period, m.Mission, m.Sent, m.ID, m.Where = rec.Period, p.Mission, rec.At, rec.ID(), p.Path
			if m.Files, err = u.files(d, p); err != nil {
				return err
			}
			return deliver.Retry(ctx, target, &m)
		})
		if err != nil {
			failed = append(failed, fmt.Errorf("deliver %s to %s: %w", filepath.Base(p.Path), d.Label(), err))
		}
		if did {
			sent++
		}
	}
	return sent, failed
}

// Target makes what a delivery of the settings speaks to, with its secret.
func (u *Unit) Target(d config.Delivery) (deliver.Target, error) {
	secret, err := u.Config.Secret(d.SecretName())
	if err != nil && (d.To != "email" || d.User != "" || !errors.Is(err, config.ErrNoSecret)) {
		return nil, err
	}
	switch d.To {
	case "slack":
		return deliver.Webhook{Net: u.Network().Line(web.Budget{}), URL: secret.Reveal(), Body: deliver.SlackBody(secret.Reveal())}, nil
	case "teams":
		return deliver.Webhook{Net: u.Network().Line(web.Budget{}), URL: secret.Reveal(), Body: deliver.Teams}, nil
	case "email":
		return deliver.Email{Server: d.Server, User: d.User, Password: secret.Reveal(), From: d.From, Recipients: d.Recipients, TLS: u.MailTLS}, nil
	case "s3":
		return u.bucket(d, secret.Reveal())
	}
	return nil, fmt.Errorf("%q is no place that pages can be sent to", d.To)
}

// uploadTime is how long one file may take on its way into a bucket.
const uploadTime = 10 * time.Minute

// bucket is a delivery's way into its bucket, with its own patience: files are larger
// than what platforms are asked.
func (u *Unit) bucket(d config.Delivery, secret string) (deliver.Target, error) {
	keys, err := deliver.ParseS3Keys(secret)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", d.SecretName(), err)
	}
	endpoint, region, path := d.Object()
	net := web.New(web.Options{Transport: u.Transport, Allow: u.Config.Network.Allow, Agent: "tailor/" + u.Version, Timeout: uploadTime})
	return deliver.S3{Net: net.Line(web.Budget{}), Endpoint: endpoint, Region: region, Bucket: d.Bucket, Prefix: d.Prefix, Path: path,
		Keys: keys, Owner: u.Config.Unit.Name + "\x00" + d.Label(), Now: u.Wall}, nil
}

// meant lists the pages that are there for a delivery.
func (u *Unit) meant(d config.Delivery) (pages []PageFile) {
	if d.Gets("week") {
		pages = u.Written()
	}
	if d.Gets("quarter") && u.ReportTo == "" {
		wait := u.Config.Report.QuarterWait
		if d.To == "folder" { // which follows the page until then, and after
			wait = 0
		}
		pages = append(pages, u.writtenQuarter(wait)...)
	}
	return pages
}

// message is what a page says in words.
func (u *Unit) message(ctx context.Context, p PageFile) (deliver.Message, error) {
	if p.Quarter == "" {
		view, err := u.view(ctx, p)
		return summary(view), err
	}
	q, _, err := u.aboutQuarter(ctx, p.Quarter)
	q.Language = p.Language
	return quarterSummary(report.BuildQuarter(q)), err
}

// view is what a page says, made again from the lake.
func (u *Unit) view(ctx context.Context, p PageFile) (page.View, error) {
	if u.inputs == nil {
		inputs, err := u.briefs(ctx)
		if err != nil {
			return page.View{}, err
		}
		u.inputs = inputs
	}
	for _, in := range u.inputs {
		in.Language = p.Language
		if in.Mission == p.Mission {
			return report.Build(in), nil
		}
		if p.Mission == "" {
			in.Mission = ""
			return report.BuildMinistry(in, u.inputs), nil
		}
	}
	return page.View{}, fmt.Errorf("no mission %q", p.Mission)
}

// summary is a page's first screen in words: the lead, and what to do, where, for
// whom, until when and how sure that is.
func summary(v page.View) deliver.Message {
	m, speak := deliver.Message{Heading: voice.Clean(cmp.Or(v.Heading.String(), v.Title))}, voice.In(v.Lang)
	for _, line := range v.Lead {
		m.Lines = append(m.Lines, page.Plain(line.String()))
	}
	for _, a := range v.Actions {
		text := a.Rank + ". " + a.What.String()
		for _, f := range a.Facts {
			text += " " + speak.Say("page.label", "label", f.Label).String() + " " + speak.Ended(f.Text).String()
		}
		m.Lines = append(m.Lines, page.Plain(text+" "+v.Words.LabelSure+" "+speak.Ended(voice.Own(a.Sure.Level)).String()))
	}
	return m
}
