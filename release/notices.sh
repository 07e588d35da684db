#!/bin/sh
# Prints the licences and notices of all that the program is linked from, as a release's
# THIRD-PARTY-NOTICES: for the container image, which is built without packaging. Run in
# the main module's folder. A part without such a file is an error.
set -eu
export CGO_ENABLED=0
parts=$(go list -deps -f '{{with .Module}}{{if not .Main}}{{.Path}} {{.Version}} {{.Dir}}{{end}}{{end}}' . | sort -u)
echo "Tailor is built from the parts below. Each stands under its own terms."
printf '%s\nGo %s %s\n' "$parts" "$(go env GOVERSION)" "$(go env GOROOT)" | while read -r name version dir; do
	n=0
	for file in "$dir"/*; do
		case $(basename "$file" | tr '[:lower:]' '[:upper:]') in
		*.GO) continue ;;
		LICENSE* | LICENCE* | COPYING* | NOTICE* | PATENTS* | UNLICENSE*) ;;
		*) continue ;;
		esac
		[ -f "$file" ] || continue
		n=$((n + 1))
		printf '\n================================================================================\n%s %s: %s\n\n' "$name" "$version" "$(basename "$file")"
		tr -d '\r' <"$file"
	done
	if [ "$n" = 0 ]; then
		echo "licence of $name $version: there is none in its folder" >&2
		exit 1
	fi
done
