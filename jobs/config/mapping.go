package config

import "github.com/digital-diplomacy/tailor/connectors/exports"

// Mapping describes a file of a form that is not recognised by itself.
type Mapping = exports.Mapping
