package lake

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"path"
	"slices"
	"strings"
	"time"

	"github.com/digital-diplomacy/tailor/data"
)

// Manifest is what one commit made the state of all tables: what no manifest
// lists did not happen.
type Manifest struct {
	ID     int64           `json:"id"`     // 1 is the first commit
	Parent int64           `json:"parent"` // the commit it was made on; 0 is the empty lake
	Vault  string          `json:"vault"`  // name of the vault's manifest; "" is an empty vault
	Purge  bool            `json:"purge,omitempty"`
	Meta   Meta            `json:"meta"`
	Tables []TableManifest `json:"tables"` // by name, those with partitions only
}

// Meta says where a commit comes from. It is provenance only: no computation
// reads it.
type Meta struct {
	Run      string            `json:"run"`
	Stage    string            `json:"stage"`
	AsOf     time.Time         `json:"as_of"`
	Versions map[string]string `json:"versions,omitempty"` // of connectors, scorers, dictionaries
}

// vaultManifest is the vault's half of a commit. It is stored under the hash of
// its bytes and takes effect through the lake's manifest that names it.
type vaultManifest struct {
	Positions map[data.AccountID]Position `json:"positions"`
	Tables    []TableManifest             `json:"tables"`
}

// TableManifest lists the partitions of a table, sorted.
type TableManifest struct {
	Table      string              `json:"table"`
	Partitions []PartitionManifest `json:"partitions"`
}

// PartitionManifest lists the files of a partition in the order of their rows. A
// partition that was computed and has no rows has no files.
type PartitionManifest struct {
	Partition string         `json:"partition"`
	From      string         `json:"from,omitempty"`
	Files     []FileManifest `json:"files"`
}

// FileManifest is one data file.
type FileManifest struct {
	Hash    string `json:"sha256"` // of the bytes before encryption; its first 16 digits name the file
	Rows    int64  `json:"rows"`
	Bytes   int64  `json:"bytes"`
	Version int    `json:"version"`
}

// Directories of a store.
const (
	filesDir   = "_files/"
	commitsDir = "_commits/"
	inboxDir   = "inbox/"
)

func commitName(id int64) string { return fmt.Sprintf("%012d", id) }

func manifestName(id int64) string { return commitsDir + commitName(id) + ".json" }

// commitOf is the reverse of manifestName.
func commitOf(name string) (id int64, err error) {
	base := strings.TrimPrefix(name, commitsDir)
	if _, err = fmt.Sscanf(base, "%d.json", &id); err != nil || manifestName(id) != name || id < 1 {
		return 0, fmt.Errorf("%s is not the name of a manifest; whatever put it there, move it out of the data folder", name)
	}
	return id, nil
}

// objectName is where a file of a table stands.
func objectName(table, partition, hash string) string {
	return path.Join(filesDir, table, partition, hash[:16]+".parquet")
}

// treeName is the path of a file in a snapshot's tree.
func treeName(table, partition, hash string) string {
	return path.Join(table, partition, "part-"+hash[:16]+".parquet")
}

func (f FileManifest) file(table string, p *PartitionManifest) File {
	return File{Table: table, Partition: p.Partition, Name: objectName(table, p.Partition, f.Hash), Hash: f.Hash,
		Rows: f.Rows, Bytes: f.Bytes, Version: f.Version, From: p.From}
}

// files returns all files of some tables.
func files(tables []TableManifest) []File {
	var all []File
	for _, t := range tables {
		for _, p := range t.Partitions {
			for _, f := range p.Files {
				all = append(all, f.file(t.Table, &p))
			}
		}
	}
	return all
}

// envelope is how JSON is stored: with the hash of its body, so that one flipped
// bit is seen.
type envelope struct {
	Hash string          `json:"sha256"`
	Body json.RawMessage `json:"body"`
}

func marshalJSON(v any) ([]byte, error) {
	var buf bytes.Buffer
	enc := json.NewEncoder(&buf)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return nil, err
	}
	return buf.Bytes(), nil
}

func enclose(v any) ([]byte, error) {
	body, err := marshalJSON(v)
	if err != nil {
		return nil, err
	}
	body = bytes.TrimSpace(body)
	return marshalJSON(envelope{hashOf(body), body})
}

// ErrDamaged is the error of a manifest whose bytes are not those that were written.
var ErrDamaged = errors.New("damaged")

func disclose(b []byte, v any) error {
	var e envelope
	if err := json.Unmarshal(b, &e); err != nil {
		return fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	if hashOf(e.Body) != e.Hash {
		return fmt.Errorf("%w: SHA-256 of the body is %s, not %s", ErrDamaged, hashOf(e.Body), e.Hash)
	}
	// Also what stands around the body must be as we write it.
	if again, err := marshalJSON(e); err != nil || !bytes.Equal(again, b) {
		return fmt.Errorf("%w: not written by this program", ErrDamaged)
	}
	dec := json.NewDecoder(bytes.NewReader(e.Body))
	dec.DisallowUnknownFields()
	if err := dec.Decode(v); err != nil {
		return fmt.Errorf("%w; it may come from a newer version of this program", err)
	}
	return nil
}

// check refuses manifests whose hashes or partitions could not be names.
func checkTables(tables []TableManifest) error {
	for _, t := range tables {
		if err := checkName(t.Table); err != nil {
			return err
		}
		for _, p := range t.Partitions {
			if err := checkPartition(p.Partition); err != nil {
				return fmt.Errorf("table %s: %w", t.Table, err)
			}
			for _, f := range p.Files {
				if len(f.Hash) != 64 || strings.Trim(f.Hash, "0123456789abcdef") != "" || f.Rows < 1 || f.Bytes < smallest {
					return fmt.Errorf("table %s partition %q: impossible file %+v", t.Table, p.Partition, f)
				}
			}
		}
	}
	return nil
}

func parseManifest(b []byte, id int64) (*Manifest, error) {
	m := new(Manifest)
	if err := disclose(b, m); err != nil {
		return nil, err
	}
	if m.ID != id || m.Parent != id-1 {
		return nil, fmt.Errorf("manifest is of commit %d on %d, not of %d", m.ID, m.Parent, id)
	}
	return m, checkTables(m.Tables)
}

func vaultManifestName(b []byte) string { return commitsDir + hashOf(b) + ".json" }

func parseVaultManifest(b []byte, name string) (*vaultManifest, error) {
	if got := vaultManifestName(b); got != name {
		return nil, fmt.Errorf("%w: bytes belong to %s", ErrDamaged, got)
	}
	m := new(vaultManifest)
	if err := json.Unmarshal(b, m); err != nil {
		return nil, err
	}
	return m, checkTables(m.Tables)
}

// partition returns a partition of some tables, nil if there is none.
func partition(tables []TableManifest, table, name string) *PartitionManifest {
	i, ok := slices.BinarySearchFunc(tables, table, func(t TableManifest, n string) int { return strings.Compare(t.Table, n) })
	if !ok {
		return nil
	}
	ps := tables[i].Partitions
	j, ok := slices.BinarySearchFunc(ps, name, func(p PartitionManifest, n string) int { return strings.Compare(p.Partition, n) })
	if !ok {
		return nil
	}
	return &ps[j]
}
