// Package partition says which partitions of a table a stage reads and which of its own it lets go. Tables
// of posts are cut by platform and month, "platform=x/month=2026-05".
package partition
