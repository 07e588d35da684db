// Package x reads accounts of X (Twitter) in the four ways in which they can be had:
//
//   - API v2 (package v2), when the account has no files;
//   - a server of v1.1 shape (package v1), when its server ends in /1.1;
//   - the archive that an owner downloads (package archive);
//   - dumps of posts in v1.1 JSON (package dump).
//
// X lets its API be used for a government only under an Enterprise agreement that
// names the user, so the first two are off until the config attests it (see [Terms]).
package x
