package exports

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/digital-diplomacy/tailor/connectors"
)

// Limits of archives and workbooks. The largest exports of a platform are a
// hundredth of them; what is larger is a mistake or an attack.
const (
	maxMembers = 2_000
	maxUnzip   = 256 << 20 // bytes of all tables of an archive together
)

// inspectZip lists the tables of a workbook or an archive.
func inspectZip(ctx context.Context, in *inspected, r io.ReaderAt, size int64) ([]*inspected, error) {
	z, err := zip.NewReader(r, size)
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		in.fault = &fault{whyUnreadable, "the file is damaged or its download was not finished; download it again"}
		return []*inspected{in}, nil
	}
	if office := officeKind(z); office == workbook {
		if size > maxWorkbook {
			in.fault = tooLargeWorkbook()
			return []*inspected{in}, nil
		}
		b, err := io.ReadAll(io.NewSectionReader(r, 0, size))
		if err != nil {
			return nil, fmt.Errorf("%w: reading %s: %w", connectors.ErrTransient, in.path, err)
		}
		return inspectWorkbook(ctx, in, b)
	} else if office != "" {
		in.fault = &fault{whyUnknownFile, office}
		return []*inspected{in}, nil
	}
	return inspectArchive(ctx, in, z)
}

// workbook is what officeKind says of an Excel workbook that can be read.
const workbook = "workbook"

// officeKind tells office files, which are archives too, from archives: workbook,
// "" for an archive, else what to do with the file.
func officeKind(z *zip.Reader) string {
	has := func(name string) bool {
		return slices.ContainsFunc(z.File, func(f *zip.File) bool { return strings.EqualFold(strings.ReplaceAll(f.Name, `\`, "/"), name) })
	}
	office := has("[Content_Types].xml")
	switch {
	case office && has("xl/workbook.xml"):
		return workbook
	case office && has("xl/workbook.bin"):
		return "it is a binary Excel workbook (.xlsb); save it as .xlsx or as CSV (UTF-8)"
	case office && has("word/document.xml"):
		return "it is a Word document; only tables are read"
	case office && has("ppt/presentation.xml"):
		return "it is a presentation; only tables are read"
	case has("mimetype") && has("content.xml"):
		return "it is an OpenDocument file; save the sheet as .xlsx or as CSV (UTF-8)"
	case has("Index/Document.iwa"):
		return "it is a Numbers or Pages file; export it as Excel or CSV"
	case office && has("_rels/.rels"):
		return workbook // a workbook under unusual names; its reader decides
	}
	return ""
}

// inspectArchive lists the members of an archive that are tables, by name. Nothing
// is unpacked to disk.
func inspectArchive(ctx context.Context, in *inspected, z *zip.Reader) ([]*inspected, error) {
	if len(z.File) > maxMembers {
		in.fault = &fault{whyUnreadable, fmt.Sprintf("the archive holds %d files, more than %d; unpack it and keep the tables only", len(z.File), maxMembers)}
		return []*inspected{in}, nil
	}
	var tables []*inspected
	budget, others := int64(maxUnzip), int64(0)
	for i, f := range z.File {
		name := strings.ReplaceAll(f.Name, `\`, "/")
		if strings.HasSuffix(name, "/") || connectors.Junk(name) {
			continue
		}
		one := in.with(func(m *inspected) { m.member, m.index = name, i })
		hint := memberHint(name)
		switch {
		case !filepath.IsLocal(filepath.FromSlash(name)):
			one.member = path.Base(name)
			one.fault = &fault{whyUnreadable, "the archive wants this file outside its own folder and is not trusted; make the archive again"}
		case hint != "":
			one.fault = &fault{whyUnknownFile, hint}
		case !isTableName(name):
			others++
			continue
		case f.Flags&1 != 0:
			one.fault = &fault{whyUnreadable, "the archive is protected by a password; unpack it"}
		default:
			found, err := inspectMember(ctx, one, f, &budget)
			if err != nil {
				return nil, err
			}
			tables = append(tables, found...)
			continue
		}
		tables = append(tables, one)
	}
	slices.SortStableFunc(tables, func(a, b *inspected) int { return strings.Compare(a.member, b.member) })
	if others > 0 || len(tables) == 0 {
		what := "the archive holds no table"
		if len(tables) > 0 {
			what = fmt.Sprintf("%d files of the archive are no tables and were not opened", others)
		}
		tables = append(tables, in.with(func(m *inspected) { m.note = what }))
	}
	return tables, nil
}

// inspectMember reads one member within what is left of the budget.
func inspectMember(ctx context.Context, one *inspected, f *zip.File, budget *int64) ([]*inspected, error) {
	r, err := f.Open()
	if err != nil {
		one.fault = &fault{whyUnreadable, "this file of the archive is packed in a way that is not read; unpack it"}
		return []*inspected{one}, nil
	}
	defer r.Close()
	limited := &io.LimitedReader{R: r, N: *budget + 1}
	err = one.sniff(ctx, limited)
	*budget = limited.N - 1
	switch {
	case ctx.Err() != nil:
		return nil, context.Cause(ctx)
	case *budget < 0:
		*budget = 0
		one.sum = connectors.Key(one.path, one.member)
		one.fault = &fault{whyUnreadable, fmt.Sprintf("the archive unpacks to more than %d MB; unpack it and keep the tables only", maxUnzip>>20)}
	case err != nil:
		one.sum = connectors.Key(one.path, one.member)
		one.fault = &fault{whyUnreadable, "this file of the archive is damaged; download the archive again"}
	case isZip(one.head):
		return inspectPacked(ctx, one, f)
	}
	return []*inspected{one}, nil
}

// inspectPacked lists the sheets of a workbook inside an archive.
func inspectPacked(ctx context.Context, one *inspected, f *zip.File) ([]*inspected, error) {
	b, err := readMember(f, maxWorkbook)
	if err != nil {
		one.fault = tooLargeWorkbook()
		return []*inspected{one}, nil
	}
	inner, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil || officeKind(inner) != workbook {
		one.fault = &fault{whyUnknownFile, "it is an archive inside an archive; unpack the outer one"}
		return []*inspected{one}, nil
	}
	return inspectWorkbook(ctx, one, b)
}

func readMember(f *zip.File, most int64) ([]byte, error) {
	r, err := f.Open()
	if err != nil {
		return nil, err
	}
	defer r.Close()
	b, err := io.ReadAll(io.LimitReader(r, most+1))
	if err == nil && int64(len(b)) > most {
		err = errors.New("too large")
	}
	return b, err
}

// member is an open member with its archive.
type member struct {
	io.Reader
	file io.Closer
	zip  io.Closer
}

// Close closes both.
func (m member) Close() error { return errors.Join(m.file.Close(), m.zip.Close()) }

// openMember opens the member that inspectArchive found at index. Its size was
// measured then.
func openMember(path string, index int) (io.ReadCloser, error) {
	z, err := zip.OpenReader(path)
	if z == nil {
		return nil, fmt.Errorf("%w: %v", connectors.ErrInput, err)
	}
	if index >= len(z.File) {
		z.Close()
		return nil, fmt.Errorf("%w: %s changed while it was read", connectors.ErrTransient, path)
	}
	f, err := z.File[index].Open()
	if err != nil {
		z.Close()
		return nil, fmt.Errorf("%w: %v", connectors.ErrInput, err)
	}
	return member{io.LimitReader(f, maxUnzip), f, z}, nil
}
