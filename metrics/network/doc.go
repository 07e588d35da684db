// Package network ranks listed institutions by who points at whom ([Graph]), and finds the groups among them.
package network
