package deliver

import (
	"bytes"
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"strconv"
	"time"

	"github.com/wneessen/go-mail"
)

// Email sends a summary with the files attached. It speaks to no server without TLS:
// from the first byte on port 465, after STARTTLS on any other.
type Email struct {
	Server     string // host and port
	User       string // "": the server asks for none
	Password   string
	From       string
	Recipients []string
	TLS        *tls.Config // nil: the system's roots
}

const (
	mailTime = time.Minute
	smtps    = "465"
)

// Send hands the mail to the server. Each try bears the same Message-ID, by which mail
// programs know a second copy.
func (e Email) Send(ctx context.Context, m *Message) error {
	host, port, err := net.SplitHostPort(e.Server)
	if err != nil {
		return err
	}
	number, err := strconv.Atoi(port)
	if err != nil {
		return fmt.Errorf("port %q: %w", port, err)
	}
	msg := mail.NewMsg()
	if err := errors.Join(msg.From(e.From), msg.To(e.Recipients...)); err != nil {
		return err
	}
	msg.Subject(m.Heading)
	msg.SetDateWithValue(m.Sent)
	msg.SetMessageIDWithValue(m.ID + "@tailor.invalid")
	msg.SetGenHeader("Auto-Submitted", "auto-generated") // RFC 3834: no absence notes
	msg.SetBodyString(mail.TypeTextPlain, m.Text())
	for _, f := range m.Files {
		if err := msg.AttachReader(f.Name, bytes.NewReader(f.Content), mail.WithFileContentType(mail.ContentType(f.Type))); err != nil {
			return err
		}
	}
	options := []mail.Option{mail.WithPort(number), mail.WithTimeout(mailTime), mail.WithTLSPolicy(mail.TLSMandatory)}
	if port == smtps {
		options = append(options, mail.WithSSL())
	}
	if e.TLS != nil {
		options = append(options, mail.WithTLSConfig(e.TLS))
	}
	if e.User != "" {
		options = append(options, mail.WithSMTPAuth(mail.SMTPAuthAutoDiscover), mail.WithUsername(e.User), mail.WithPassword(e.Password))
	}
	client, err := mail.NewClient(host, options...)
	if err != nil {
		return err
	}
	ctx, stop := context.WithTimeout(ctx, 2*mailTime)
	defer stop()
	err = client.DialAndSendWithContext(ctx, msg)
	var refused *mail.SendError
	switch {
	case msg.IsDelivered(): // what failed is the farewell
		return nil
	case errors.As(err, &refused) && !refused.IsTemp():
		return err
	case err != nil:
		return temporary{error: err}
	}
	return nil
}
